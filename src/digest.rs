//! A number for what a file is made from: whatever values go into it, without making anything of them.
//!
//! In: values as templates or writers see them. Out: a [`Digest`] of 128 bits.
//! What always holds: two values that differ in any field, length or kind are told apart (but for the luck of one in
//! 2¹²⁸): every piece is preceded by its kind, every run by its length or followed by an end.

use std::fmt;

use serde::{Serialize, ser};
use xxhash_rust::xxh3::Xxh3;

/// A digest while it is made.
#[derive(Clone, Default)]
pub(crate) struct Digest {
    hash: Xxh3,
    /// Whether something could not be serialised; then there is no digest.
    is_broken: bool,
}

impl Digest {
    /// Adds a value.
    pub fn add(&mut self, value: &(impl Serialize + ?Sized)) {
        self.is_broken |= value.serialize(&mut *self).is_err();
    }

    /// Adds bytes.
    pub fn add_bytes(&mut self, bytes: &[u8]) {
        self.bytes(Kind::Bytes, bytes);
    }

    /// Adds what was digested before.
    pub fn add_done(&mut self, done: Option<u128>) {
        self.is_broken |= done.is_none();
        self.hash.update(&done.unwrap_or_default().to_le_bytes());
    }

    /// The digest; none when a value could not be serialised.
    pub fn done(&self) -> Option<u128> {
        (!self.is_broken).then(|| self.hash.digest128())
    }

    fn kind(&mut self, kind: Kind) {
        self.hash.update(&[kind as u8]);
    }

    fn bytes(&mut self, kind: Kind, bytes: &[u8]) {
        self.kind(kind);
        self.hash.update(&bytes.len().to_le_bytes());
        self.hash.update(bytes);
    }

    fn plain(&mut self, kind: Kind, bytes: &[u8]) -> Result<(), Never> {
        self.kind(kind);
        self.hash.update(bytes);
        Ok(())
    }

    fn open(&mut self, kind: Kind) -> Result<&mut Self, Never> {
        self.kind(kind);
        Ok(self)
    }

    fn named(&mut self, kind: Kind, name: &str) -> Result<&mut Self, Never> {
        self.bytes(kind, name.as_bytes());
        Ok(self)
    }
}

/// The digest of one of several values that are made from the same.
pub(crate) fn named(name: &str, from: Option<u128>) -> Option<u128> {
    let mut digest = Digest::default();
    digest.add(name);
    digest.add_done(from);
    digest.done()
}

/// What stands before each piece.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Kind {
    Nothing,
    Some,
    Truth,
    Signed,
    Unsigned,
    Float,
    Letter,
    Text,
    Bytes,
    Variant,
    List,
    Map,
    Fields,
    Field,
    End,
}

/// What a value's own `Serialize` may complain of.
#[derive(Debug)]
pub(crate) struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value cannot be serialised")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Numbers by their widest form.
macro_rules! numbers {
    ($($name:ident($from:ty) as $to:ty: $kind:ident),* $(,)?) => {
        $(fn $name(self, value: $from) -> Result<(), Never> {
            self.plain(Kind::$kind, &<$to>::from(value).to_le_bytes())
        })*
    };
}

impl ser::Serializer for &mut Digest {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8(i8) as i128: Signed, serialize_i16(i16) as i128: Signed, serialize_i32(i32) as i128: Signed,
        serialize_i64(i64) as i128: Signed, serialize_i128(i128) as i128: Signed, serialize_u8(u8) as u128: Unsigned,
        serialize_u16(u16) as u128: Unsigned, serialize_u32(u32) as u128: Unsigned,
        serialize_u64(u64) as u128: Unsigned, serialize_u128(u128) as u128: Unsigned,
        serialize_bool(bool) as u8: Truth, serialize_char(char) as u32: Letter,
    }

    fn serialize_f32(self, value: f32) -> Result<(), Never> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Never> {
        self.plain(Kind::Float, &value.to_bits().to_le_bytes())
    }

    fn serialize_str(self, value: &str) -> Result<(), Never> {
        self.bytes(Kind::Text, value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Never> {
        self.bytes(Kind::Bytes, value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.plain(Kind::Nothing, &[])
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        self.kind(Kind::Some);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        self.plain(Kind::Nothing, &[])
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Never> {
        self.named(Kind::Variant, name).map(drop)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Never> {
        self.named(Kind::Variant, variant).map(drop)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self.named(Kind::Variant, variant)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        self.open(Kind::List)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        self.open(Kind::List)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.open(Kind::List)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Never> {
        self.named(Kind::Variant, variant)?.open(Kind::List)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        self.open(Kind::Map)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.open(Kind::Fields)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Never> {
        self.named(Kind::Variant, variant)?.open(Kind::Fields)
    }

    fn is_human_readable(&self) -> bool {
        true
    }
}

/// What follows one after another until the end.
macro_rules! rows {
    ($($of:ident :: $each:ident),* $(,)?) => {
        $(impl ser::$of for &mut Digest {
            type Ok = ();
            type Error = Never;
            fn $each<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                value.serialize(&mut **self)
            }
            fn end(self) -> Result<(), Never> {
                self.plain(Kind::End, &[])
            }
        })*
    };
}

rows! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element, SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field,
}

/// The same with names.
macro_rules! fields {
    ($($of:ident),*) => {
        $(impl ser::$of for &mut Digest {
            type Ok = ();
            type Error = Never;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Never> {
                value.serialize(self.named(Kind::Field, name)?)
            }
            fn end(self) -> Result<(), Never> {
                self.plain(Kind::End, &[])
            }
        })*
    };
}

fields! { SerializeStruct, SerializeStructVariant }

impl ser::SerializeMap for &mut Digest {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Never> {
        self.plain(Kind::End, &[])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    fn digest(value: &(impl Serialize + ?Sized)) -> Option<u128> {
        let mut digest = Digest::default();
        digest.add(value);
        digest.done()
    }

    #[derive(Serialize)]
    struct Pair {
        a: Option<&'static str>,
        b: Vec<u8>,
    }

    #[test]
    fn what_differs_is_told_apart() {
        let all = [
            digest(&json!(null)),
            digest(&json!(false)),
            digest(&json!(0)),
            digest(&json!("")),
            digest(&json!([])),
            digest(&json!({})),
            digest(&json!([[]])),
            digest(&json!([[], []])),
            digest(&json!(["ab", "c"])),
            digest(&json!(["a", "bc"])),
            digest(&json!({"a": "b"})),
            digest(&json!({"a": ["b"]})),
            digest(&f64::NAN),
            digest(&-1_i8),
            digest(&Pair { a: None, b: vec![1] }),
            digest(&Pair { a: Some(""), b: vec![1] }),
            digest(&Pair { a: None, b: vec![1, 2] }),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(one.is_some() && !all[..at].contains(one), "{at}");
        }
        assert_eq!(digest(&vec!["a"]), digest(&["a".to_owned()].as_slice()), "the same is the same");
    }

    #[test]
    fn what_cannot_be_serialised_has_no_digest() {
        struct Broken;
        impl Serialize for Broken {
            fn serialize<S: ser::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(ser::Error::custom("no"))
            }
        }
        assert_eq!(digest(&BTreeMap::from([(1, Broken)])), None);
    }
}
