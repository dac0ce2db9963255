//! Builds again when the theme that is compiled into the program changes.
#![allow(clippy::print_stdout)] // This is how a build script speaks to cargo.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=themes/default");
}
