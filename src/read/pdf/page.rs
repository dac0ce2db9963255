//! A page as its rows, between reading and the look at the whole file.

use super::grid::Grids;
use super::matrix::Area;
use super::order::Row;
use crate::model::scan::Region;

/// A page as read, before the whole file is looked at.
#[derive(Debug, Default)]
pub struct PageRows {
    /// In reading order.
    pub rows: Vec<Row>,
    /// The tables that these part.
    pub grids: Grids,
    /// Charts with their labels.
    pub charts: Vec<Area>,
    /// Pictures.
    pub pictures: Vec<Area>,
    /// What the signature of a program prints over the page.
    pub stamps: Vec<String>,
    /// The numbers that its lines have beside them.
    pub line_numbers: Vec<String>,
    /// Width and height.
    pub size: (f32, f32),
}

impl PageRows {
    /// Whether the page is a picture without any text.
    pub fn is_pictured_only(&self) -> bool {
        let covered: f32 = self.pictures.iter().map(|area| area.width() * area.height()).sum();
        self.rows.is_empty() && covered * 2.0 >= self.size.0 * self.size.1
    }
}

/// What is known of a page's rows.
#[derive(Debug, Clone, Default)]
pub struct PageRegions {
    /// One for each row.
    pub regions: Vec<Region>,
    /// The number printed on the page.
    pub printed: Option<String>,
}
