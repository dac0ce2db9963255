build-nothing-written = nothing was written to { $folder }
build-progress = building: { $now }; { $files ->
    [one] 1 file
   *[other] { $files } files
 }
cannot-read = cannot read { $what }
date-wrong = `{ $written }` is no date ({ $why }); write it as 2026-11-25
diff-new-report = { $report }: a new report
explain-none = there is no code `{ $code }`; codes stand in square brackets behind the word error, warning or note
explain-no-code = there is no code `{ $code }`; did you mean `{ $near }`?
explain-no-place = no passage or note of a report stands at `{ $place }`; give a page and a line, or words as the text has them
feedback-answer = answer them in { $file }: `answer: accepted`, `partly` or `declined`, and `reason: …`
feedback-done = { $new ->
    [one] 1 comment is
   *[other] { $new } comments are
 } new, { $known ->
    [one] 1 was
   *[other] { $known } were
 } there
import-done = { $source }: { $reports ->
    [one] 1 report
   *[other] { $reports } reports
 } into { $folder } ({ $written ->
    [one] 1 file
   *[other] { $written } files
 } written, { $kept } unchanged, { $removed } removed)
import-joined = { $blocks } ({ $joined } joined over a page end)
import-nothing-unread = { $line } · nothing unread
import-nothing-written = { $source }: nothing was written
import-drawing = drawing pages: { $done } of { $all }
import-drawn = { $source }: { $count ->
    [one] { $count } page is
   *[other] { $count } pages are
} drawn and kept
import-not-drawn = { $count ->
    [one] one page
   *[other] { $count } pages
} of the file cannot be drawn and { $count ->
    [one] has
   *[other] have
} no picture: { $pages }
import-page-read = { $file }: page { $done } of { $all } is read
import-title-one = --title names one report: import one file with it
import-would-write = { $source }: { $files ->
    [one] 1 file
   *[other] { $files } files
 } would be written
man-no-command = there is no command `{ $name }`; `ibid --help` lists them
nothing-written = nothing was written
review-done = { $accepted } accepted, { $refused } refused, { $left } still proposed
root-no-edition = { $folder } is no edition: it has no edition.yaml; `ibid init` makes one
root-none = neither { $folder } nor a folder above it is an edition: there is no edition.yaml; `ibid init <folder>` makes one, --root names one
serve-built = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
 } in { $ms } ms, { $changed ->
    [one] 1 file
   *[other] { $changed } files
 } changed{ $told }
serve-desk = desk { $address }  (what waits for you; for this machine alone)
serve-desk-off = the desk is off: it is for this machine alone, and the site is shown to others
serve-last-good = the last good site is still served
serve-no-browser = no browser could be opened
serve-open = open { $address }  (Ctrl-C stops)
serve-page-shown = { $file } in { $ms } ms
serve-port-taken = port { $port } is taken by another program, so the next free one is used
serve-source-changed = { $name } changed: `ibid import { $name }` brings it into content/
status-count = passages changed since the last import: { $count }; with other figures: { $facts }
status-no-import = content/{ $report }: no pages of an import to compare with
status-no-figures = content/{ $report }: figures are not read in the report's language ({ $language })
status-passage = { $section } · “{ $begins }” ({ $layer })
status-none = no words changed since the last import
suggest-done = { $count ->
    [one] 1 correction
   *[other] { $count } corrections
 } proposed in { $pages ->
    [one] 1 page
   *[other] { $pages } pages
 }; accept one by taking away its `proposed: true`, refuse it by `status: refused` in its place
undo-undone = the last import is in content/ again; `ibid undo` once more takes it back
undo-done = content/ is as it was before the last import; `ibid undo` once more brings the import back
unread-line = { $report }: notes { $linked } of { $marks } · sections { $sections } of { $headings }
unread-pages = pages without text: { $pages }
unread-words-lost = words lost: { $words }
level-error = error
level-warning = warning
level-note = note
level-help = help
import-progress = importing
revision-part = { $count } { $part }{ $count ->
    [one] {""}
   *[other] s
 } { $kind }
revision-layout = { $report }  revised: only the layout
revision-done = { $report }  revised: { $parts }
ledger-sections = sections
ledger-blocks = blocks
ledger-pictures = pictures
ledger-pictures-shown = { $count } taken out{ $left ->
    [0] {""}
   *[other] {", "}{ $left } left out beside the title
 }
ledger-tables = tables
ledger-figures = figures
ledger-figures-unread = not read: there are no words for figures in the report's language ({ $language })
ledger-without-figures = { $count } without figures
ledger-references = references
ledger-definitions = definitions
ledger-linked = linked
ledger-unresolved = unresolved
ledger-repaired = repaired
ledger-more = {""}
ledger-left-out = left out
ledger-words-in = words in
ledger-words-out = words out
ledger-lost = lost
ledger-added = added
ledger-reconciles = reconciles
ledger-unused = { $all } ({ $unused } unused)
ledger-repair = note { $number }: { $why }
yes = yes
no = no
part-block = block
part-section = section
part-note = note
part-indicator = indicator
change-edited = edited
change-added = added
change-removed = removed
change-moved = moved
change-joined = joined
change-split = split
import-starter = nothing was written in this edition yet, so it follows the language of the first report ({ $language })
import-starter-named = nothing was written in this edition yet, so it has the language ({ $language }) and the name of what came first: “{ $title }”; change `title` and `description` in edition.yaml as you like
import-unread = { $line } · { $count -> 
    [one] 1 line
   *[other] { $count } lines
 } unread:{ $list }
left-out = { $count } { $what } (line { $line }: { $words })
page = page { $number }
build-nothing-changed = nothing changed since the last build: { $pages ->
    [one] 1 page
   *[other] { $pages } pages
 }, looked at in { $ms } ms{ $warnings }
build-done = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
 } in { $ms } ms ({ $written ->
    [one] 1 file
   *[other] { $written } files
 } written, { $kept } unchanged, { $removed } removed)
build-open = open { $file }
build-progress-begin = building: { $now }
check-progress = checking
check-done = { $count ->
    [one] 1 diagnostic
   *[other] { $count } diagnostics
 }
suggest-accepted = words that are right as they stand go into `accepted:` in edition.yaml
say-hidden = … and { $kinds }; --verbose shows them all
diff-changes = { $report }: { $count ->
    [one] 1 change
   *[other] { $count } changes
 }
diff-in = in { $section }
explain-no-figure = no figure: { $why }
explain-name = name
explain-value = value
explain-unit = unit
explain-time = time
explain-kind = kind
kind-of-target = target
kind-of-actual = actual
kind-of-plan = plan
kind-of-baseline = baseline
review-shown = { $nth } of { $all } · { $path }:{ $line }
review-keys = a accept · r refuse · s skip · q quit
serve-stopped = stopped
feedback-places = { $at_words } at their words, { $at_passage } at their passage, which has other words now, { $unplaced } without a passage
init-taken = { $folder } already has { $taken }; name a new folder
init-done = a new edition stands in { $folder }
init-go = {""}
init-import = bring in the reports
init-serve = read and edit
init-build = make the site in public/
timings-steps = steps (when each began and how long it took; some go side by side)
timings-pages = pages
timings-kept = stand as they were made before
timings-rendered = rendered: { $changed } because of what goes into them, { $new } new or of another program, { $touched } touched since
timings-slowest = slowest to render
step-files = files
step-stands = what stands
step-place = in place
step-stamp = stamp
clean-done = removed { $folder }
clean-none = there is no { $folder }
unread-left-out = left out: { $what }
diff-page-leads-on = the page { $page } leads on to its section
diff-nothing = nothing would change
explain-no-number = it states no number
warnings-count = { $count ->
    [one] ; 1 warning (ibid check shows it)
   *[other] ; { $count } warnings (ibid check shows them)
 }
import-unread-see = { $line } · { $count ->
    [one] 1 line
   *[other] { $count } lines
 } unread, see { $file }
step-read = read
step-facts = facts of the pages
step-link = link
step-books = books
step-pages = pages
step-check = check
step-data = data
step-search = search
layer-layout = layout
layer-wording = wording
layer-figures = figures
say-hidden-kind = { $count } more of `{ $code }`
counts = { $kinds }
count-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
 }
count-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
 }
count-notes = { $count ->
    [one] 1 note
   *[other] { $count } notes
 }
count-notes-hidden = { $count ->
    [one] 1 note (`--verbose` shows it)
   *[other] { $count } notes (`--verbose` shows them)
 }
status-gone = { $page } is gone; `ibid restore { $page }` brings it back
status-new = { $page } is new
status-pages = pages gone: { $gone }; new: { $new }
status-open = open: { $kinds }; the desk of `ibid serve` asks for each
status-merges = merges { $count }
status-aside = entries set aside { $count }
status-corrections = corrections { $count }
status-indicators = indicators { $count }
status-no-site = { $folder }: no site, or one that was changed by hand since it was built
status-site = site: { $pages } pages, built { $day }; { $since }
status-current = nothing changed since
status-changed = the edition changed since; `ibid build` renews it
restore-done = { $path } is there again, as the last import wrote it
restore-stands = { $path } is there, and stays as it is; `ibid status` tells what was changed in it
restore-several = several pages that are gone have this name: { $pages }
restore-none = no page of the last import is gone
restore-unknown = no page `{ $named }` is gone; these are: { $pages }
theme-unknown = the program carries the themes `default` and `plain`, and none of the name `{ $theme }`
theme-no-file = the theme `{ $theme }` has no `{ $name }`; `ibid theme eject` lists its templates
theme-there = { $path } is there already, and stays as it is
theme-ejected = these files win over the theme's; a later version of ibid may want other ones: compare them when you update it
theme-name = `{ $name }` is no name of a folder below themes/
theme-whole = the theme `{ $theme }` stands in themes/{ $name }; write `theme: { $name }` into edition.yaml to use it
