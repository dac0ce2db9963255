//! Pictures by their first bytes: format, width and height. Nothing is decoded.

/// How the name of a picture ends that every browser shows; none for any other file.
#[must_use]
pub fn format(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}

/// Width and height in dots; none where the bytes do not say them.
#[must_use]
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let large = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let small = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let size = match format(bytes)? {
        "png" => (large(16)?, large(20)?),
        "gif" => (small(6)?.into(), small(8)?.into()),
        "webp" => webp_size(bytes)?,
        _ => jpeg_size(bytes)?,
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// The size that the frame of a JPEG says, found by walking from segment to segment.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let pair = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    while *bytes.get(at)? == 0xff {
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0xc4 | 0xc8 | 0xcc => at += 2 + usize::from(pair(at + 2)?.max(2)),
            0xc0..=0xcf => return Some((pair(at + 7)?.into(), pair(at + 5)?.into())),
            _ => at += 2 + usize::from(pair(at + 2)?.max(2)),
        }
    }
    None
}

/// The size of a WebP, in each of its three kinds.
fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let little = |at: usize, count: usize| {
        let bytes = bytes.get(at..at + count)?;
        Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(24, 3)? + 1, little(27, 3)? + 1)),
        b"VP8L" => {
            let packed = little(21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(26, 2)? & 0x3fff, little(28, 2)? & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_first_bytes() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 2, 128, 0, 0, 1, 224]].concat();
        assert_eq!(size(&png), Some((640, 480)));
        assert_eq!(size(b"GIF89a\x20\x03\x58\x02"), Some((800, 600)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, 0, 100, 0, 200];
        assert_eq!(size(&jpeg), Some((200, 100)));
        let webp = [&b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0"[..], &[0x57, 2, 0, 0x8f, 1, 0]].concat();
        assert_eq!((format(&webp), size(&webp)), (Some("webp"), Some((600, 400))));
        for end in 0..jpeg.len() {
            let _ = (size(&jpeg[..end]), size(&webp[..end]));
        }
        assert_eq!((size(b"<svg/>"), size(b"")), (None, None));
    }
}
