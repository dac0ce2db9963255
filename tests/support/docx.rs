//! Word files from parts written by hand, for the tests of the reader.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a file.
#[derive(Default)]
pub struct Docx {
    body: String,
    parts: Vec<(&'static str, String)>,
    relations: String,
    media: Vec<(String, Vec<u8>)>,
}

impl Docx {
    /// With the XML of its body.
    pub fn new(body: &str) -> Self {
        Self { body: body.to_owned(), ..Self::default() }
    }

    /// With a part, "styles", and the XML in its root.
    pub fn part(mut self, kind: &'static str, root: &str, inner: &str) -> Self {
        self.parts.push((kind, format!("<w:{root} {W}>{inner}</w:{root}>")));
        self
    }

    /// With footnotes numbered from 1.
    pub fn notes(self, texts: &[&str]) -> Self {
        let notes: String = texts.iter().enumerate().map(|(at, text)| note("footnote", at + 1, text)).collect();
        let line = r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"#;
        self.part("footnotes", "footnotes", &format!("{line}{notes}"))
    }

    /// With a relation of the document.
    pub fn relation(mut self, id: &str, kind: &str, target: &str, outside: bool) -> Self {
        let mode = if outside { r#" TargetMode="External""# } else { "" };
        self.relations.push_str(&format!(r#"<Relationship Id="{id}" Type="{KIND}/{kind}" Target="{target}"{mode}/>"#));
        self
    }

    /// With a picture that relations name `picture1`, `picture2`, in the order in which they are added.
    pub fn picture(mut self, ending: &str, bytes: &[u8]) -> Self {
        let count = self.media.len() + 1;
        self.media.push((format!("word/media/image{count}.{ending}"), bytes.to_vec()));
        self.relation(&format!("picture{count}"), "image", &format!("media/image{count}.{ending}"), false)
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let rel = |inner: &str| {
            format!(
                r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
            )
        };
        let own: String = self
            .parts
            .iter()
            .map(|(kind, _)| format!(r#"<Relationship Id="p-{kind}" Type="{KIND}/{kind}" Target="{kind}.xml"/>"#))
            .collect();
        let mut files = vec![
            (
                "_rels/.rels".to_owned(),
                rel(&format!(r#"<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/>"#)),
            ),
            (
                "word/document.xml".to_owned(),
                format!(r#"<?xml version="1.0"?><w:document {W}><w:body>{}</w:body></w:document>"#, self.body),
            ),
            ("word/_rels/document.xml.rels".to_owned(), rel(&format!("{own}{}", self.relations))),
        ];
        files.extend(self.parts.iter().map(|(kind, xml)| (format!("word/{kind}.xml"), xml.clone())));
        let texts = files.into_iter().map(|(name, text)| (name, text.into_bytes()));
        archive_of_bytes(&texts.chain(self.media.iter().cloned()).collect::<Vec<_>>())
    }
}

/// A run that shows a picture of the file.
pub fn drawing(id: &str, words: &str) -> String {
    format!(
        r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{words}"/><a:graphic><a:blip r:embed="{id}"/></a:graphic></wp:inline></w:drawing></w:r>"#
    )
}

/// An archive of named texts.
pub fn archive(files: &[(String, String)]) -> Vec<u8> {
    let bytes = files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes()));
    archive_of_bytes(&bytes.collect::<Vec<_>>())
}

/// An archive of named files.
pub fn archive_of_bytes(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a new part");
        zip.write_all(bytes).expect("room in memory");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A note of a part with notes.
pub fn note(kind: &str, id: usize, text: &str) -> String {
    let paragraphs: String = text
        .split('\n')
        .map(|text| format!("<w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space=\"preserve\"> {text}</w:t></w:r></w:p>"))
        .collect();
    format!(r#"<w:{kind} w:id="{id}">{paragraphs}</w:{kind}>"#)
}

/// A run.
pub fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A run with properties.
pub fn styled(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// The mark of a footnote.
pub fn mark(id: usize) -> String {
    format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#)
}

/// A paragraph of runs.
pub fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

/// A paragraph with properties.
pub fn set(properties: &str, inner: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>")
}

/// A paragraph of a list.
pub fn listed(list: usize, level: usize, text: &str) -> String {
    set(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), &run(text))
}

/// A table with rules, from its rows of cells.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |inner: &&str| format!("<w:tc>{inner}</w:tc>");
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let rules = r#"<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>"#;
    format!("<w:tbl>{rules}{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
