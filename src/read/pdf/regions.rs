//! Parts of the page: running heads, page numbers and notes, by place, size and repetition over all pages.
