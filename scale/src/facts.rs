//! The facts as ibid writes them: Parquet files of plain columns.
//!
//! In: a file, the columns that are wanted. Out: their values, one group of rows at a time. What always holds: no value is missing.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use rusqlite::types::{ToSqlOutput, ValueRef};

/// The values of a column.
pub enum Column {
    Text(Vec<ByteArray>),
    Number(Vec<i64>),
    Real(Vec<f64>),
    Flag(Vec<bool>),
}

impl Column {
    /// A value as the engine takes it.
    pub fn value(&self, row: usize) -> ToSqlOutput<'_> {
        ToSqlOutput::Borrowed(match self {
            Self::Text(values) => ValueRef::Text(values[row].data()),
            Self::Number(values) => ValueRef::Integer(values[row]),
            Self::Real(values) => ValueRef::Real(values[row]),
            Self::Flag(values) => ValueRef::Integer(i64::from(values[row])),
        })
    }

    /// How many values it has.
    fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Real(values) => values.len(),
            Self::Flag(values) => values.len(),
        }
    }

    /// A whole number; none in columns of other values.
    pub fn number(&self, row: usize) -> Option<i64> {
        match self {
            Self::Number(values) => values.get(row).copied(),
            _ => None,
        }
    }
}

/// The file of one kind of each site.
pub fn files(sites: &[PathBuf], kind: &str) -> Vec<PathBuf> {
    sites.iter().map(|site| site.join(format!("facts/{kind}.parquet"))).collect()
}

/// Reads columns of a file, in their order; gives them with their count of rows, one group of rows at a time.
pub fn read(file: &Path, wanted: &[&str], each: &mut dyn FnMut(usize, &[Column]) -> Result<()>) -> Result<()> {
    let failed = || format!("{} cannot be read", file.display());
    let reader = SerializedFileReader::new(File::open(file).with_context(failed)?).with_context(failed)?;
    for at in 0..reader.num_row_groups() {
        let group = reader.get_row_group(at).with_context(failed)?;
        let rows = usize::try_from(group.metadata().num_rows()).with_context(failed)?;
        let columns: Result<Vec<Column>> = wanted.iter().map(|name| column(group.as_ref(), name, rows)).collect();
        let columns = columns.with_context(failed)?;
        ensure!(columns.iter().all(|column| column.len() == rows), "{}: a column lacks values", file.display());
        each(rows, &columns)?;
    }
    Ok(())
}

fn column(group: &dyn RowGroupReader, name: &str, rows: usize) -> Result<Column> {
    let known = group.metadata().columns().iter().position(|column| column.column_descr().name() == name);
    Ok(match group.get_column_reader(known.with_context(|| format!("there is no column {name}"))?)? {
        ColumnReader::ByteArrayColumnReader(reader) => Column::Text(values(reader, rows)?),
        ColumnReader::Int64ColumnReader(reader) => Column::Number(values(reader, rows)?),
        ColumnReader::DoubleColumnReader(reader) => Column::Real(values(reader, rows)?),
        ColumnReader::BoolColumnReader(reader) => Column::Flag(values(reader, rows)?),
        _ => bail!("the column {name} holds what no fact does"),
    })
}

fn values<T: DataType>(mut reader: ColumnReaderImpl<T>, rows: usize) -> Result<Vec<T::T>> {
    let mut values = Vec::new();
    reader.read_records(rows, None, None, &mut values)?;
    Ok(values)
}
