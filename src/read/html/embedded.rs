//! Files that an address carries in itself: `data:image/png;base64,…`.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Pages write it with padding, or without; what stands in the last bits says nothing.
const BASE_64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes of a picture in an address; none for any other address, or where the signs are none of base 64.
pub fn embedded(address: &str) -> Option<Vec<u8>> {
    let (kind, data) = address.trim().strip_prefix("data:image/")?.split_once(',')?;
    kind.strip_suffix(";base64")?;
    // Lines may be broken, and addresses have two signs of their own.
    let data = data.split_ascii_whitespace().collect::<String>().replace('-', "+").replace('_', "/");
    BASE_64.decode(data).ok()
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
