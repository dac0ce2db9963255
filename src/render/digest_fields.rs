//! The digests of a structure's fields, each by itself, for what only some fields of are seen.
//!
//! In: a structure. Out: [`FieldDigests`]; none for anything that is no structure.

use serde::{Serialize, Serializer, ser};

use crate::digest::{Digest, Never};

/// The digests of a value's fields, in their order.
pub(super) type FieldDigests = Vec<(&'static str, Option<u128>)>;

/// Digests each field of a structure by itself.
pub(super) fn field_digests(value: &impl Serialize) -> Option<FieldDigests> {
    value.serialize(Fields::default()).ok()
}

/// The fields that came so far.
#[derive(Default)]
struct Fields(FieldDigests);

impl ser::SerializeStruct for Fields {
    type Ok = FieldDigests;
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Never> {
        let mut digest = Digest::default();
        digest.add(value);
        self.0.push((name, digest.done()));
        Ok(())
    }

    fn end(self) -> Result<FieldDigests, Never> {
        Ok(self.0)
    }
}

/// What is no structure.
macro_rules! refused {
    ($($name:ident($($of:ty),*) -> $to:ty),* $(,)?) => {
        $(fn $name(self, $(_: $of),*) -> Result<$to, Never> {
            Err(Never)
        })*
    };
}

type Other = ser::Impossible<FieldDigests, Never>;

impl Serializer for Fields {
    type Ok = FieldDigests;
    type Error = Never;
    type SerializeSeq = Other;
    type SerializeTuple = Other;
    type SerializeTupleStruct = Other;
    type SerializeTupleVariant = Other;
    type SerializeMap = Other;
    type SerializeStruct = Self;
    type SerializeStructVariant = Other;

    refused! {
        serialize_bool(bool) -> FieldDigests, serialize_i8(i8) -> FieldDigests, serialize_i16(i16) -> FieldDigests,
        serialize_i32(i32) -> FieldDigests, serialize_i64(i64) -> FieldDigests, serialize_u8(u8) -> FieldDigests,
        serialize_u16(u16) -> FieldDigests, serialize_u32(u32) -> FieldDigests, serialize_u64(u64) -> FieldDigests,
        serialize_f32(f32) -> FieldDigests, serialize_f64(f64) -> FieldDigests, serialize_char(char) -> FieldDigests,
        serialize_str(&str) -> FieldDigests, serialize_bytes(&[u8]) -> FieldDigests, serialize_none() -> FieldDigests,
        serialize_unit() -> FieldDigests, serialize_unit_struct(&'static str) -> FieldDigests,
        serialize_unit_variant(&'static str, u32, &'static str) -> FieldDigests,
        serialize_seq(Option<usize>) -> Other, serialize_tuple(usize) -> Other,
        serialize_tuple_struct(&'static str, usize) -> Other,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Other,
        serialize_map(Option<usize>) -> Other,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Other,
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<FieldDigests, Never> {
        Err(Never)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Result<FieldDigests, Never> {
        Err(Never)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<FieldDigests, Never> {
        Err(Never)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn is_human_readable(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Pair {
        a: &'static str,
        b: Vec<u8>,
    }

    #[test]
    fn each_field_has_a_digest_of_its_own() {
        let of = |a, b| field_digests(&Pair { a, b }).expect("a structure");
        let (one, other) = (of("x", vec![1]), of("x", vec![2]));
        assert_eq!((one[0], one[1].0, one.len()), (other[0], "b", 2));
        assert_ne!(one[1], other[1]);
        assert_eq!(field_digests(&["x"]), None);
    }
}
