//! A value within others as a text of JSON: one whose own form leaves out what is empty, which formats without names cannot.
//!
//! In: a value. Out: the text, and the value again. What always holds: what would not come back as it was is an error, and not kept.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that is kept by itself in this form.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "T: Serialize + DeserializeOwned + PartialEq")]
pub struct AsText<T>(#[serde(with = "super::as_text")] pub T);

pub(super) fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
where
    T: Serialize + DeserializeOwned + PartialEq,
    S: Serializer,
{
    let text = serde_json::to_string(value).map_err(S::Error::custom)?;
    let again: T = serde_json::from_str(&text).map_err(S::Error::custom)?;
    if again != *value {
        return Err(S::Error::custom("it would come back as another"));
    }
    serializer.serialize_str(&text)
}

pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    serde_json::from_str(<&str>::deserialize(deserializer)?).map_err(D::Error::custom)
}
