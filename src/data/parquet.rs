//! Tables as Parquet files.
//!
//! In: columns of one length. Out: a file's bytes. What always holds: no value is missing, so that every engine reads plain columns;
//! the same columns give the same bytes.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

/// The values of a column.
pub(super) enum Column {
    /// Words in UTF-8.
    Text(Vec<ByteArray>),
    /// Whole numbers.
    Number(Vec<i64>),
    /// Numbers with fractions.
    Real(Vec<f64>),
    /// Yes or no.
    Flag(Vec<bool>),
}

impl Column {
    /// A column of words.
    pub fn text(values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::Text(values.into_iter().map(|value| ByteArray::from(value.into().into_bytes())).collect())
    }

    /// A column of counts.
    pub fn count(values: impl IntoIterator<Item = usize>) -> Self {
        Self::Number(values.into_iter().map(|value| i64::try_from(value).unwrap_or(i64::MAX)).collect())
    }

    fn kind(&self) -> (Physical, Option<LogicalType>) {
        match self {
            Self::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Number(_) => (Physical::INT64, None),
            Self::Real(_) => (Physical::DOUBLE, None),
            Self::Flag(_) => (Physical::BOOLEAN, None),
        }
    }
}

/// A table as a file, all in one group of rows.
pub(super) fn file(name: &str, columns: &[(&str, Column)]) -> Result<Vec<u8>> {
    let field = |(name, column): &(&str, Column)| {
        let (physical, logical) = column.kind();
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
        field.with_logical_type(logical).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder(name).with_fields(fields).build()?);
    let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties)?;
    let mut group = writer.next_row_group()?;
    for (_, column) in columns {
        let Some(mut open) = group.next_column()? else { break };
        match (open.untyped(), column) {
            (ColumnWriter::ByteArrayColumnWriter(writer), Column::Text(values)) => {
                writer.write_batch(values, None, None)?
            }
            (ColumnWriter::Int64ColumnWriter(writer), Column::Number(values)) => {
                writer.write_batch(values, None, None)?
            }
            (ColumnWriter::DoubleColumnWriter(writer), Column::Real(values)) => {
                writer.write_batch(values, None, None)?
            }
            (ColumnWriter::BoolColumnWriter(writer), Column::Flag(values)) => writer.write_batch(values, None, None)?,
            // The schema was made from these very columns.
            _ => 0,
        };
        open.close()?;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let columns = [
            ("words", Column::text(["một", "hai"])),
            ("count", Column::count([1, 2])),
            ("share", Column::Real(vec![0.5, 1.0])),
            ("is_target", Column::Flag(vec![true, false])),
        ];
        let bytes = file("table", &columns).expect("memory");
        assert_eq!(bytes, file("table", &columns).expect("memory"));
        let mut written = tempfile::tempfile().expect("a file");
        written.write_all(&bytes).expect("room");
        let reader = SerializedFileReader::new(written).expect("a table");
        let rows: Vec<String> =
            reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect();
        assert_eq!(
            rows,
            [
                r#"{words: "một", count: 1, share: 0.5, is_target: true}"#,
                r#"{words: "hai", count: 2, share: 1.0, is_target: false}"#
            ]
        );
    }

    #[test]
    fn a_table_may_be_empty() {
        assert!(!file("none", &[("words", Column::text(Vec::<String>::new()))]).expect("memory").is_empty());
    }
}
