//! The pages of a PDF drawn one after the other.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Object, Stream};
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::RgbImage;

use super::encode::{encode_page, encode_part};
use super::picture::{Bytes, LONGEST, Picture};

/// So many pages are drawn with what was learnt of fonts and pictures before; then all of that is forgotten.
const REMEMBERED: usize = 24;
/// Dots on the long side of a page of which parts are pictures in a text.
const LARGE: u32 = 2000;
/// A picture of a file with more dots is none that a scanner gives.
const MOST_DOTS: u64 = 150_000_000;

/// How many pages a PDF has; none when it cannot be drawn at all.
#[must_use]
pub fn page_count(bytes: &Bytes) -> Option<usize> {
    let pdf = Pdf::new(Arc::clone(bytes)).ok()?;
    let pages = pdf.pages().len();
    let is_vast = |object: Object<'_>| match object {
        Object::Stream(stream) => dots(&stream) > MOST_DOTS,
        _ => false,
    };
    (!pdf.objects().into_iter().any(is_vast)).then_some(pages)
}

/// How many dots a stream says it has.
fn dots(stream: &Stream<'_>) -> u64 {
    let side = |name: &str| stream.dict().get::<u32>(name).map_or(0, u64::from);
    side("Width").saturating_mul(side("Height"))
}

/// A page by its number, from 1, with parts of it in ten-thousandths.
pub type PageParts = (usize, Vec<[u16; 4]>);

/// Draws pages for as long as `next` names one, from 1, and hands each over; a page that cannot be drawn is none.
pub fn draw(bytes: &Bytes, next: &dyn Fn() -> Option<usize>, done: &dyn Fn(usize, Option<Picture>)) {
    each(bytes, next, picture, done);
}

/// The same with parts of pages: `next` names a page by its place in `pages`, from 1.
pub fn draw_parts(
    bytes: &Bytes,
    pages: &[PageParts],
    next: &dyn Fn() -> Option<usize>,
    done: &dyn Fn(usize, Option<Vec<Option<Picture>>>),
) {
    each(bytes, next, |pdf, cache, at| parts(pdf, cache, pages.get(at.checked_sub(1)?)?), done);
}

/// Makes something of each that `next` names; what breaks costs itself alone, and all that was learnt.
fn each<T>(
    bytes: &Bytes,
    next: &dyn Fn() -> Option<usize>,
    make: impl for<'p> Fn(&'p Pdf, &RenderCache<'p>, usize) -> Option<T>,
    done: &dyn Fn(usize, Option<T>),
) {
    let Ok(pdf) = Pdf::new(Arc::clone(bytes)) else { return };
    let mut page = next();
    while page.is_some() {
        let cache = RenderCache::new();
        for _ in 0..REMEMBERED {
            let Some(number) = page else { return };
            let made = panic::catch_unwind(AssertUnwindSafe(|| make(&pdf, &cache, number)));
            let is_broken = made.is_err();
            done(number, made.unwrap_or_default());
            page = next();
            if is_broken {
                break;
            }
        }
    }
}

fn parts<'p>(pdf: &'p Pdf, cache: &RenderCache<'p>, (number, parts): &PageParts) -> Option<Vec<Option<Picture>>> {
    let dots = drawn_at(pdf, cache, *number, LARGE)?;
    Some(parts.iter().map(|bounds| encode_part(&dots, *bounds)).collect())
}

fn picture<'p>(pdf: &'p Pdf, cache: &RenderCache<'p>, number: usize) -> Option<Picture> {
    encode_page(&drawn_at(pdf, cache, number, LONGEST)?)
}

/// A page with so many dots on its long side.
fn drawn_at<'p>(pdf: &'p Pdf, cache: &RenderCache<'p>, number: usize, most: u32) -> Option<RgbImage> {
    let page = pdf.pages().get(number.checked_sub(1)?)?;
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !(width >= 1.0 && height >= 1.0 && longest.is_finite()) {
        return None;
    }
    // What follows cuts off parts of dots.
    let side = |length: f32| (length / longest * most as f32).round().max(1.0) + 0.01;
    let size = PixmapSettings { x_scale: side(width) / width, y_scale: side(height) / height, bg_color: WHITE };
    let pixmap = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &size);
    dots_of(&pixmap)
}

fn dots_of(pixmap: &Pixmap) -> Option<RgbImage> {
    let colours = pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect();
    RgbImage::from_raw(pixmap.width().into(), pixmap.height().into(), colours)
}
