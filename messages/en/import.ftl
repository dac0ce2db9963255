cells-merged = { $count ->
    [one] 1 cell of tables spans
   *[other] { $count } cells of tables span
 } rows or columns
cells-merged-hint = their words stand in the first of the cells, the others are empty
changes-accepted = read as if all were accepted
changes-accepted-hint = `--changes accepted` reads the new text
changes-original-hint = `--changes original` reads the old text
changes-refused = read as if all were refused
changes-tracked = changes are tracked, { $inserted ->
    [one] 1 insertion
   *[other] { $inserted } insertions
 } and { $deleted ->
    [one] 1 deletion
   *[other] { $deleted } deletions
 }: { $reading }
comments-broken = the list of comments is broken: { $why }
comments-left-out = { $count ->
    [one] 1 comment of the file is
   *[other] { $count } comments of the file are
 } left out
comments-left-out-hint = what readers should see of them belongs into `annotations` of a page
comments-no-list = this is no list of comments: a table needs a first line with the columns address, quote, comment, name, date; JSON a list of objects with these keys; a mailbox (mbox) begins with `From `
comments-not-utf8 = the file is not UTF-8; save it again as "CSV UTF-8" or plain text
contents-left-out = a table of contents with { $count ->
    [one] 1 entry
   *[other] { $count } entries
 }: used as a check, not printed as text
contents-mismatch =
    { $count ->
        [one] the table of contents names a report or part that was not found: { $titles }
       *[other] the table of contents names { $count } reports or parts that were not found: { $titles }
    }
contents-mismatch-hint = look for these titles in the pages: each may have been read as text, or a report's title as a heading
contents-of-file = the table of contents ({ $count ->
    [one] 1 line
   *[other] { $count } lines
 }) is left out
contents-of-file-hint = the edition makes its own from the headings
cover-of-compilation = Cover of the compilation
encoding-converted = the text is not in UTF-8; it is converted from { $encoding }
encoding-converted-hint = look at the accented letters of a page; where they are wrong, save the file as UTF-8 and import it again
excess-headings = headings are missing or doubtful
excess-notes = marks and notes have no partner
excess-pages = pages have no text
excess-words = words are lost
file-damaged = the file is damaged: its text cannot be read
file-damaged-hint = open it in Word or LibreOffice, which mend many files, and save it again as .docx
file-doc = this is a Word file of the format before 2007 (.doc)
file-doc-hint = open it in Word or LibreOffice and save it as .docx (`soffice --convert-to docx FILE`), then import that
file-locked = the file is locked with a password
file-locked-hint = open it with its password, take the password away, and save it again as .docx
file-no-document = the archive holds no text document
file-no-document-hint = name the report's .docx or .odt file
file-no-text-page = the web page has no text
file-no-text-page-hint = many pages show their text by a script: save it in the browser as a whole, then import that
file-ocr-damaged = the file of the OCR is damaged or has no words
file-ocr-damaged-hint = let the OCR write it again, as hOCR, ALTO or PAGE XML
file-picture = this is a picture, as a scanner makes it
file-picture-hint = with Tesseract on the machine `ibid import --ocr` reads it
file-rtf = this is a file in Rich Text Format (.rtf)
file-unpacks = the file unpacks to more than any report holds
file-unpacks-hint = cut it into its reports, and save each as .docx
gap-begins = the numbering begins at { $number }
fact-doubtful-hint = look at the source, and correct content/{ $report }/_index.md if need be
fact-doubtful-left =
    no { $fact ->
        [title] title
        [issuer] issuer
        [date] date
        [number] number
       *[kind] kind of document
    } was taken; it may be “{ $rival }”
fact-doubtful-none =
    “{ $chosen }” was taken as the { $fact ->
        [title] title
        [issuer] issuer
        [date] date
        [number] number
       *[kind] kind of document
    }; there may be none
fact-doubtful-other =
    “{ $chosen }” was taken as the { $fact ->
        [title] title
        [issuer] issuer
        [date] date
        [number] number
       *[kind] kind of document
    }; it may be “{ $rival }”
heading-doubtful-hint = where one is a heading, write ## before it in the page
label-in-line = { $label } in line { $line }
left-captions = captions, which are no headings but text
left-controls = lines with control characters, which are gone
left-contents = lines of a table of contents
left-labels = labels of notes, given back to their notes
left-line-numbers = numbers of lines
left-page-ends = marks of page ends
left-page-numbers = page numbers
left-rules = rules above notes
left-running-heads = running heads
left-stamps = lines of stamps and watermarks
left-table-heads = heads of tables that are printed again on the next page
letters-unknown = { $count ->
    [one] the fonts do not say what 1 letter of the PDF is; it is
   *[other] the fonts do not say what { $count } letters of the PDF are; each is
 } shown as �
letters-unknown-hint = look for � in the pages and write what the PDF shows there
table-by-places = { $count ->
    [one] a table without rules was read by the places of its words, on page { $pages }
   *[other] { $count } tables without rules were read by the places of their words, on page { $pages }
}
table-by-places-hint = compare its rows with the print
letters-unseen = { $count ->
    [one] 1 letter of the PDF is too small to be seen; it is
   *[other] { $count } letters of the PDF are too small to be seen; they are
 } left out
letters-unseen-hint = nothing has to be done unless a page of the PDF shows words that are missing here
lines-left-out = lines that are no text are left out: { $what }
lines-left-out-hint = a line of the text among them has to be put back by hand
note-mark-doubtful = { $count ->
    [one] 1 digit looks like the mark of a note and has
   *[other] { $count } digits look like marks of notes and have
 } no note: { $names }{ $more }
note-mark-doubtful-hint = they stay digits; where one is a mark, write it as [^7] and the note as [^7]: words
note-repaired-source = note { $number } repaired: { $repair }
note-unresolved-source = note { $label } has no text in this report
note-unresolved-source-hint = the mark is kept; write the note's text in the page, or take the mark out
note-unused-source = note { $label } is called by no mark
note-unused-source-hint = the note is kept; put its mark into the text
numbers-unknown = { $count ->
    [one] 1 automatic number is
   *[other] { $count } automatic numbers are
 } in a writing that is not known
numbers-unknown-hint = they stand in Arabic digits; write them as the file shows them
outline-empty = no headings were found in this report
outline-empty-hint = mark headings with # or with bold numbered lines, or divide the page by hand
page-without-text = { $count ->
    [one] 1 page of the PDF is a picture
   *[other] { $count } pages of the PDF are pictures
 } without text: { $pages }
page-without-text-hint = let an OCR add their text: `ocrmypdf --skip-text -l vie+eng in.pdf out.pdf`, then import that
pages-left-out = { $count ->
    [one] 1 line with a page number, running head or comment alone is
   *[other] { $count } lines with page numbers, running heads or comments alone are
 } left out
pages-left-out-hint = a figure that stands so alone has to be put back by hand
parts-drawings = charts, drawings or embedded files
parts-hidden = pieces of hidden text
parts-hint = where one matters, put its words into the text, or its picture into `static/`
parts-left-out = left out: { $parts }
parts-menus = menus, heads, feet or frames of the web page
parts-notes = notes that nothing calls
pdf-damaged = the PDF is damaged: no page of it can be read
pdf-damaged-hint = try `qpdf in.pdf out.pdf`, which repairs many files, or ask for the file again
pdf-letters = the fonts of the PDF do not say which letters they print
pdf-letters-hint = let an OCR read the print anew: `ocrmypdf --force-ocr -l vie+eng in.pdf out.pdf`, then import that
pdf-locked = the PDF is locked with a password
pdf-locked-hint = remove the password with `qpdf --decrypt --password=… in.pdf out.pdf`, then import that
pdf-pictures = the PDF has no text layer: its { $pages ->
    [one] one page is a picture, as a scanner makes it
   *[other] { $pages } pages are pictures, as a scanner makes them
 }
pdf-pictures-hint = with Tesseract on the machine `ibid import --ocr` reads it; or let another program add the text: `ocrmypdf -l vie+eng in.pdf out.pdf`, then import that
pdf-pictures-shown = { $count ->
    [one] 1 picture of the PDF is
   *[other] { $count } pictures of the PDF are
 } left out as a ground, a logo that comes again, or what lies behind text: page { $pages }
pictures-not-drawn = { $count ->
    [one] 1 picture of the PDF was
   *[other] { $count } pictures of the PDF were
 } not drawn, or shows one colour and nothing else
pdf-pictures-shown-hint = put those that matter into `static/` and name them in the text: `![words](/picture.png)`
pdf-unpacks = the PDF unpacks to more than any report holds
pdf-unpacks-hint = split it with `qpdf in.pdf --pages . 1-500 -- part.pdf`, then import the parts
picture-left-out = the picture { $picture } is left out
picture-left-out-hint = put the file into static/ and name it in the page: ![words](/file)
report-gone = { $file } has the report in `content/{ $report }` no longer; its pages stay as they are
report-gone-hint = delete the folder when the report is withdrawn
save-utf8-file-hint = save the file again with the encoding UTF-8
source-unread = too much of { $report } was not understood: { $reasons }{ $lines }
symbols-unknown = { $count ->
    [one] 1 sign of fonts of symbols is not known; it is
   *[other] { $count } signs of fonts of symbols are not known; each is
 } shown as �
symbols-unknown-hint = look for � in the pages and write what the file shows there
text-binary = this is not a text file: a zero byte stands at offset { $offset }
text-binary-hint = export the report as Markdown or plain text first
text-empty = the file has no text
text-empty-hint = give the file that the OCR wrote
text-not-utf8 = the text is not UTF-8: a wrong byte at offset { $offset } (line { $line })
text-utf16 = the text is UTF-16
title-missing-report = no title block was found; the report has no title
title-missing-report-hint = write the title in content/{ $report }/_index.md
unread-accept-hint = look at these places; --accept-unread imports the file all the same
unread-digits = digits that look like a mark and have no note
unread-tail = words under the rule of a page's foot that were read as text
unread-foot = a line at a page's foot that opens like a note and is none
unread-gap = a heading before this one is missing
unread-heading = a line that looks like a heading and was read as text
unread-mark = a mark without a note
unread-note = a note that no mark calls
unread-short = a line that may be a heading and was read as text
unread-unparted = a long text in which no heading and no paragraph was found
unparted-words = { $count } words
words-doubtful = the OCR doubts { $count } of { $words } words: { $shown }{ $more }
words-doubtful-hint = compare these with the print first
words-hint = compare the pages with the source and mend them by hand
words-outside = { $count } of { $all } words stand in no report
words-outside-hint = --one reads the file as one report; --accept-unread imports it as it was understood
parts-scripts = scripts
parts-pictures = pictures that the file does not hold, or that stand in notes
parts-picture-formats = pictures in formats that browsers do not show (such as EMF and WMF)
parts-picture-signs = logos and pictures no larger than a sign
counted = { $count } { $what }
words-lost = the pages of { $report } lack { $count ->
    [one] 1 word
   *[other] { $count } words
 }: { $words }
words-added = the pages of { $report } have { $count ->
    [one] 1 word
   *[other] { $count } words
 } too much: { $words }
heading-doubtful = { $count ->
    [one] 1 line looks like a heading and was
   *[other] { $count } lines look like headings and were
 } read as text: line { $lines }
heading-weak = { $count ->
    [one] 1 line that is nearest to a heading was
   *[other] { $count } lines that are nearest to headings were
 } read as text: line { $lines }
gap-follows = { $number } follows { $before }
excess = { $many } of { $all } { $what }
in-lines = : line { $lines }
left-pictures = pictures
left-file-title = title that the file gives itself
left-comments = comments
gap-line = { $gap }; line { $line } opens with a number that is missing and was read as text
left-out-page = { $count } { $what } (page { $page }: { $words })
word-on-page = { $word } (page { $page })
file-misnamed = the file is no PDF, Word file or picture, whatever its name says: it holds text
file-misnamed-hint = ask for the file again: it may be cut off, or a message in its place; if it is the report's text, name it .txt
