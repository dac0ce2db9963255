//! What templates see of documents, parallels, discrepancies and terms.

use serde::Serialize;

/// `crosslinks` of the global context: how many there are of each; a page stands where there are any.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct CountsContext {
    pub documents: usize,
    pub parallels: usize,
    pub discrepancies: usize,
    pub terms: usize,
    pub corrections: usize,
    pub revisions: usize,
    pub reports: usize,
    /// Whether there is a page of readers' comments.
    pub feedback: bool,
}

/// `ways` of the global context: of what there is any. It changes seldom, so that a page which asks here is not rendered again
/// whenever one more is found.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct WaysContext {
    pub documents: bool,
    pub parallels: bool,
    pub discrepancies: bool,
    pub terms: bool,
    pub corrections: bool,
    pub revisions: bool,
    pub reports: bool,
    pub feedback: bool,
}

impl CountsContext {
    /// Of what there is any.
    pub fn ways(&self) -> WaysContext {
        WaysContext {
            documents: self.documents > 0,
            parallels: self.parallels > 0,
            discrepancies: self.discrepancies > 0,
            terms: self.terms > 0,
            corrections: self.corrections > 0,
            revisions: self.revisions > 0,
            reports: self.reports > 0,
            feedback: self.feedback,
        }
    }
}

/// The comments on a report.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct CommentGroup {
    /// A place in the report, which names it; none for comments without a passage.
    pub at: Option<WhereContext>,
    pub comments: Vec<CommentContext>,
}

/// A reader's comment with the office's answer.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct CommentContext {
    pub id: String,
    pub at: Option<WhereContext>,
    pub quote: String,
    pub words_stand: bool,
    pub paragraphs: Vec<String>,
    pub name: Option<String>,
    pub date_text: Option<String>,
    /// `accepted`, `partly` or `declined`.
    pub answer: Option<&'static str>,
    pub reason: String,
}

/// Where something stands.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct WhereContext {
    pub url: String,
    pub report: String,
    pub kind: &'static str,
    pub label: Option<String>,
    pub place: Option<String>,
    pub section: String,
    pub note: Option<String>,
}

/// A document.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct DocumentContext {
    pub id: String,
    pub number: String,
    pub kind: String,
    pub issuer: Option<String>,
    pub date: Option<String>,
    pub date_text: Option<String>,
    pub dates: Vec<String>,
    pub term: Option<String>,
    pub doubles: Vec<DocumentRef>,
    pub misread: Vec<String>,
    pub subject: Option<String>,
    pub title: Option<String>,
    pub address: Option<String>,
    pub mentions: Vec<MentionContext>,
}

/// A kind of document, and how many of the register are of it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DocumentKindContext {
    pub id: String,
    pub name: String,
    pub count: usize,
}

/// A document by its name.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct DocumentRef {
    pub id: String,
    pub kind: String,
    pub number: String,
    pub title: Option<String>,
    pub url: String,
}

/// A citation in its sentence.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct MentionContext {
    pub at: WhereContext,
    pub before: String,
    pub quote: String,
    pub after: String,
}

/// A place that says the same as the page.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct AlsoContext {
    pub at: WhereContext,
    pub number: Option<String>,
    pub title: String,
    pub degree: &'static str,
    /// Whether the passages share hardly enough, and no editor has confirmed it.
    pub doubtful: bool,
    pub score: f64,
    pub view: Option<String>,
}

/// A report of another edition that says what the page says.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct ElsewhereContext {
    pub edition: String,
    pub report: String,
    pub section: String,
    pub note: Option<String>,
    /// A whole address.
    pub url: String,
    pub degree: &'static str,
    pub doubtful: bool,
    /// How many passages of the page it has.
    pub count: usize,
}

/// Two sections that say the same.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PairContext {
    pub a: AlsoContext,
    pub b: AlsoContext,
    pub level: usize,
    pub degree: &'static str,
    pub percent: u32,
    pub view: Option<String>,
}

/// The pages on which two reports say the same.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct BesideContext {
    pub own: WhereContext,
    pub other: WhereContext,
    pub pages: Vec<BesidePage>,
}

/// A page of which passages are set beside those of another report.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct BesidePage {
    pub title: String,
    pub url: String,
    /// How many pairs of passages.
    pub count: usize,
}

/// A piece of a comparison: `same`, `gone` or `new`.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PieceContext {
    pub change: &'static str,
    pub text: String,
}

/// Two blocks or notes side by side.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct RowContext {
    pub section: Option<String>,
    pub a: String,
    pub b: String,
    pub a_pieces: Vec<PieceContext>,
    pub b_pieces: Vec<PieceContext>,
    pub a_note: Option<String>,
    pub b_note: Option<String>,
    pub degree: &'static str,
    /// Whether the passages share hardly enough, and no editor has confirmed it.
    pub doubtful: bool,
    /// The side that sets a target where the other one tells a result: `a` or `b`.
    pub target: Option<&'static str>,
    pub id: String,
}

/// A figure of a discrepancy.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FigureContext {
    pub at: WhereContext,
    pub before: String,
    pub figure: Vec<PieceContext>,
    pub after: String,
    pub value: Vec<PieceContext>,
    /// The figure alone; of parts and of a ratio what they come to.
    pub says: String,
}

/// A discrepancy.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DiscrepancyContext {
    pub id: String,
    pub kind: &'static str,
    pub what: String,
    pub period: Option<String>,
    /// The reports that it is about.
    pub reports: Vec<WhereContext>,
    /// Whether both figures stand in one report.
    pub within: bool,
    pub a: FigureContext,
    pub b: FigureContext,
    /// Further places that give one of the two figures.
    pub also: Vec<FigureContext>,
    pub settled: Option<String>,
}

/// A term.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct TermContext {
    pub id: String,
    pub letter: String,
    pub abbr: Option<String>,
    pub term: String,
    pub definition: Option<String>,
    pub defined: Option<WhereContext>,
    pub uses: Vec<WhereContext>,
    pub use_count: usize,
}

/// An entry that a revision took from a page.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct GoneContext {
    pub id: String,
    pub words: String,
    /// Address of the revision's page.
    pub url: String,
    pub date: String,
}
