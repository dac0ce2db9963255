//! What a reader can take along: files that the build makes beside the pages.

/// A format of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// EPUB 3.3.
    Epub,
    /// A document for Word.
    Docx,
    /// A typeset book.
    Pdf,
    /// TEI P5.
    Tei,
    /// Akoma Ntoso 3.0.
    Akn,
    /// The site as an archive.
    Zip,
}

impl Format {
    /// The name in templates and words of the interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Tei => "tei",
            Self::Akn => "akn",
            Self::Zip => "zip",
        }
    }

    /// How a file of it ends.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Tei => "tei.xml",
            Self::Akn => "akn.xml",
            _ => self.name(),
        }
    }
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Folder of the report; none for the whole edition.
    pub report: Option<String>,
    /// What it is.
    pub format: Format,
    /// Its address relative to the site's root.
    pub path: String,
    /// Its bytes, counted.
    pub size: usize,
}
