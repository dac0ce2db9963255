//! Files that an address carries in itself: `data:image/png;base64,…`.

/// The bytes of a picture in an address; none for any other address, or where the signs are none of base 64.
pub fn embedded(address: &str) -> Option<Vec<u8>> {
    let (kind, data) = address.trim().strip_prefix("data:image/")?.split_once(',')?;
    kind.ends_with(";base64").then(|| decoded(data)).flatten()
}

fn decoded(data: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(data.len() / 4 * 3);
    let (mut held, mut count) = (0_u32, 0);
    for sign in data.bytes().filter(|sign| !sign.is_ascii_whitespace()).take_while(|sign| *sign != b'=') {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_of_any_length_is_read() {
        for (data, bytes) in [("", ""), ("aQ==", "i"), ("aWI=", "ib"), ("aWJp\nZA==", "ibid")] {
            assert_eq!(embedded(&format!("data:image/png;base64,{data}")).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(embedded("data:image/png;base64,a%b"), None);
        assert_eq!(embedded("data:text/html;base64,aQ=="), None);
        assert_eq!(embedded("a.png"), None);
    }
}
