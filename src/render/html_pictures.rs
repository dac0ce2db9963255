//! Pictures in the HTML of a page.

use super::html::Writer;
use super::html_safe::escape;

impl Writer<'_> {
    /// A picture of the site. One that stands beside the report's pages has its size, so that nothing moves while it loads, and
    /// leads to itself as a whole.
    pub(super) fn shown_image(&mut self, written: &str, src: &str, alternative: &str) {
        let spoken = escape(alternative);
        let Some((width, height)) = self.setting.links.pictures.sizes.get(written) else {
            self.out.push_str(&format!("<img src=\"{src}\" alt=\"{spoken}\" loading=\"lazy\">"));
            return self.out.pass(alternative);
        };
        let image =
            format!("<img src=\"{src}\" alt=\"{spoken}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\">");
        if !self.links.is_empty() {
            self.out.push_str(&image);
            return self.out.pass(alternative);
        }
        // Words for the link where the picture has none.
        let name = match alternative.trim() {
            "" => format!(" aria-label=\"{}\"", escape(&self.setting.words.phrase("picture.open", &[]))),
            _ => String::new(),
        };
        self.out.open_link(&format!("<a class=\"picture\" href=\"{src}\"{name}>"));
        self.out.push_str(&image);
        self.out.pass(alternative);
        self.out.push_str("</a>");
        self.out.closed_link();
    }
}
