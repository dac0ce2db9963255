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

/// Draws pages for as long as `next` names one, from 1, and hands each over; a page that cannot be drawn is none.
pub fn draw(bytes: &Bytes, next: &dyn Fn() -> Option<usize>, done: &dyn Fn(usize, Option<Picture>)) {
    let Ok(pdf) = Pdf::new(Arc::clone(bytes)) else { return };
    let mut page = next();
    while page.is_some() {
        let cache = RenderCache::new();
        for _ in 0..REMEMBERED {
            let Some(number) = page else { return };
            let drawn = panic::catch_unwind(AssertUnwindSafe(|| picture(&pdf, &cache, number)));
            let is_broken = drawn.is_err();
            done(number, drawn.unwrap_or_default());
            page = next();
            if is_broken {
                break;
            }
        }
    }
}

/// Draws parts of pages, one page after the other: `next` names the page, from 1, with its parts in ten-thousandths of it.
pub fn draw_parts(
    bytes: &Bytes,
    next: &dyn Fn() -> Option<(usize, Vec<[u16; 4]>)>,
    done: &dyn Fn(usize, Vec<Option<Picture>>),
) {
    let Ok(pdf) = Pdf::new(Arc::clone(bytes)) else { return };
    while let Some((number, parts)) = next() {
        let cache = RenderCache::new();
        let drawn = panic::catch_unwind(AssertUnwindSafe(|| drawn_at(&pdf, &cache, number, LARGE)));
        let dots = drawn.unwrap_or_default();
        let part = |bounds: &[u16; 4]| dots.as_ref().and_then(|dots| encode_part(dots, *bounds));
        done(number, parts.iter().map(part).collect());
    }
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
