//! Dots become a file: a PNG of so few shades that it is small and no eye misses any, or a JPEG where that is smaller.
//!
//! In: dots in red, green and blue. Out: a [`Picture`].

use std::collections::HashMap;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize};
use image::{ExtendedColorType, ImageEncoder as _, ImageReader, Limits, RgbImage};
use png::{BitDepth, ColorType, DeflateCompression, Filter};

use super::picture::{LONGEST, Picture};

/// The channels of a grey dot differ by no more.
const NEAR: u8 = 16;
/// One coloured dot in so many makes no page coloured.
const FEW: usize = 20_000;
/// Shades of a channel.
const SHADES: u8 = 16;
/// From one shade to the next.
const STEP: u8 = 255 / (SHADES - 1);
/// Dots on the long side of a picture that is read.
const LARGEST: u32 = 30_000;
/// Quality of a JPEG of a page, of 100.
const QUALITY: u8 = 60;
/// That of a picture in a text.
const FIGURE_QUALITY: u8 = 82;
/// Dots on the long side of a picture in a text: twice the width of a column.
const FIGURE: u32 = 1600;
/// A picture in a text that has no more bytes stays as it is.
const FIGURE_BYTES: usize = 600_000;

/// The picture of a page that is one already: as large as one is read; none when it is no picture.
#[must_use]
pub fn of_picture(bytes: &[u8]) -> Option<Picture> {
    encode(&shrunk(decoded(bytes)?, LONGEST), QUALITY)
}

/// A picture in a text: as it is where it is small enough, else made smaller; none when it is no PNG or JPEG.
#[must_use]
pub fn of_figure(bytes: &[u8]) -> Option<Picture> {
    let dots = decoded(bytes)?;
    let (width, height) = dots.dimensions();
    if width.max(height) <= FIGURE && bytes.len() <= FIGURE_BYTES {
        let ending = if bytes.starts_with(&[0xff]) { "jpg" } else { "png" };
        return Some(Picture { bytes: bytes.to_vec(), ending, width, height });
    }
    encode(&shrunk(dots, FIGURE), FIGURE_QUALITY)
}

/// The dots of a PNG or JPEG, on white where they let something through.
fn decoded(bytes: &[u8]) -> Option<RgbImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST), Some(LARGEST));
    reader.limits(limits);
    let image = reader.decode().ok()?;
    if !image.color().has_alpha() {
        return Some(image.into_rgb8());
    }
    let through = image.into_rgba8();
    let on_white = |value: u8, alpha: u8| 255 - (u32::from(255 - value) * u32::from(alpha) / 255) as u8;
    let (width, height) = through.dimensions();
    let dots = through.pixels().flat_map(|dot| [0, 1, 2].map(|at| on_white(dot.0[at], dot.0[3]))).collect();
    RgbImage::from_raw(width, height, dots)
}

fn shrunk(dots: RgbImage, most: u32) -> RgbImage {
    let (width, height) = dots.dimensions();
    let longest = width.max(height).max(1);
    if longest <= most {
        return dots;
    }
    let side = |length: u32| (u64::from(length) * u64::from(most) / u64::from(longest)).max(1) as u32;
    resize(&dots, side(width), side(height), FilterType::Triangle)
}

/// The picture of a page's dots; none when it cannot be written.
pub fn encode_page(dots: &RgbImage) -> Option<Picture> {
    encode(dots, QUALITY)
}

/// The picture of a part of a page, in ten-thousandths of it; none where it has one colour, as a mask or an empty box.
pub fn encode_part(page: &RgbImage, [x0, y0, x1, y1]: [u16; 4]) -> Option<Picture> {
    let (width, height) = page.dimensions();
    let at = |share: u16, of: u32| (u64::from(share) * u64::from(of) / 10_000) as u32;
    let (left, top) = (at(x0, width), at(y0, height));
    let (wide, high) = (at(x1, width).saturating_sub(left), at(y1, height).saturating_sub(top));
    let part = image::imageops::crop_imm(page, left, top, wide, high).to_image();
    let first = part.pixels().next()?;
    let is_plain = part.pixels().all(|dot| dot == first);
    if is_plain { None } else { encode(&shrunk(part, FIGURE), FIGURE_QUALITY) }
}

fn encode(dots: &RgbImage, quality: u8) -> Option<Picture> {
    let is_grey = is_grey(dots);
    let png = if is_grey { grey_png(dots) } else { coloured_png(dots) };
    let jpeg = jpeg(dots, is_grey, quality);
    let (bytes, ending) = match (png, jpeg) {
        (Some(png), Some(jpeg)) if jpeg.len() < png.len() => (jpeg, "jpg"),
        (Some(png), _) => (png, "png"),
        (None, jpeg) => (jpeg?, "jpg"),
    };
    Some(Picture { bytes, ending, width: dots.width(), height: dots.height() })
}

fn is_grey(dots: &RgbImage) -> bool {
    let is_coloured = |[r, g, b]: [u8; 3]| r.max(g).max(b) - r.min(g).min(b) > NEAR;
    let coloured = dots.pixels().filter(|dot| is_coloured(dot.0)).count();
    coloured * FEW <= dots.pixels().len()
}

fn grey([r, g, b]: [u8; 3]) -> u8 {
    let sum = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
    (sum / 1000) as u8
}

/// The number of the shade that is nearest.
fn shade(value: u8) -> u8 {
    (value / STEP) + u8::from(value % STEP > STEP / 2)
}

fn grey_png(dots: &RgbImage) -> Option<Vec<u8>> {
    let row = |row: image::buffer::Pixels<'_, image::Rgb<u8>>| -> Vec<u8> {
        let shades: Vec<u8> = row.map(|dot| shade(grey(dot.0))).collect();
        shades.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    };
    let packed: Vec<u8> = dots.rows().flat_map(row).collect();
    png(dots, &packed, (ColorType::Grayscale, BitDepth::Four), None)
}

/// None where there are too many colours.
fn coloured_png(dots: &RgbImage) -> Option<Vec<u8>> {
    let mut palette: Vec<u8> = Vec::new();
    let mut known: HashMap<[u8; 3], u8> = HashMap::new();
    let mut packed = Vec::with_capacity(dots.pixels().len());
    for dot in dots.pixels() {
        let colour = dot.0.map(|value| shade(value) * STEP);
        let index = match known.get(&colour) {
            Some(index) => *index,
            None => {
                let index = u8::try_from(known.len()).ok()?;
                palette.extend(colour);
                known.insert(colour, index);
                index
            }
        };
        packed.push(index);
    }
    png(dots, &packed, (ColorType::Indexed, BitDepth::Eight), Some(palette))
}

fn png(
    dots: &RgbImage,
    packed: &[u8],
    (color, depth): (ColorType, BitDepth),
    palette: Option<Vec<u8>>,
) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, dots.width(), dots.height());
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_deflate_compression(DeflateCompression::Level(9));
    encoder.set_filter(Filter::NoFilter);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(packed).ok()?;
    writer.finish().ok()?;
    Some(out)
}

fn jpeg(dots: &RgbImage, is_grey: bool, quality: u8) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, quality);
    let (width, height) = dots.dimensions();
    match is_grey {
        true => {
            let greys: Vec<u8> = dots.pixels().map(|dot| grey(dot.0)).collect();
            encoder.write_image(&greys, width, height, ExtendedColorType::L8).ok()?;
        }
        false => encoder.write_image(dots.as_raw(), width, height, ExtendedColorType::Rgb8).ok()?,
    }
    Some(out)
}
