#!/usr/bin/env python3
"""python3 tests/archives.py SITE: rebuilds outline, notes and printed pages of each report from its TEI and Akoma Ntoso files alone,
and holds them against data/edition.json. It knows the standards, not how ibid writes them. Exit code 1 when one differs."""

import json
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def solid(text):
    """Letters and digits; raised and lowered digits are digits."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


def name(element):
    return element.tag.rsplit("}", 1)[-1]


def own_id(element):
    return element.get(XML_ID) or element.get("eId")


def words(element, skipped):
    """The words of an element, a picture's among them, without those of what is skipped."""
    parts = [element.get("alt", ""), element.text or ""]
    for child in element:
        if not skipped(child):
            parts.append(words(child, skipped))
        parts.append(child.tail or "")
    return "".join(parts)


def is_no_word_of_tei(element):
    kind = name(element)
    return (
        kind in ("note", "anchor", "expan", "corr", "pb")
        or kind == "ref" and element.get("type") == "noteref"
        or kind == "label" and element.get("type") == "printed"
    )


def is_no_word_of_akn(element):
    kind = name(element)
    return (
        kind in ("authorialNote", "noteRef", "marker")
        or kind == "ins" and element.get("class") == "read"
        or kind == "sup" and element.get("class") == "missing"
    )


class Read:
    """What one document says."""

    def __init__(self, root, is_tei):
        self.root = root
        self.is_tei = is_tei
        self.above = {child: parent for parent in root.iter() for child in parent}
        self.skipped = is_no_word_of_tei if is_tei else is_no_word_of_akn
        self.sections, self.notes, self.pages = [], {}, []
        for element in root.iter():
            self.section(element)
            self.note(element)
            self.page(element)

    def ancestors(self, element):
        while (element := self.above.get(element)) is not None:
            yield element

    def head(self, element):
        """Number and title of a division, or nothing."""
        if self.is_tei:
            found = next((child for child in element if name(child) == "head"), None)
            if name(element) != "div" or found is None:
                return None
            label = next((child for child in found if name(child) == "label"), None)
            number = words(label, self.skipped) if label is not None else ""
            title = words(found, lambda child: child is label or self.skipped(child))
            return number, title
        found = next((child for child in element if name(child) == "heading"), None)
        if found is None:
            return None
        number = next((child for child in element if name(child) == "num"), None)
        return words(number, self.skipped) if number is not None else "", words(found, self.skipped)

    def section(self, element):
        head = self.head(element)
        if head is not None:
            parent = next((own_id(above) for above in self.ancestors(element) if self.head(above) is not None), None)
            self.sections.append((own_id(element), parent, solid(head[0]), solid(head[1])))

    def note(self, element):
        kind, role = name(element), element.get("type") or element.get("class")
        if kind not in ("note", "authorialNote") or role in ("editorial", "correction"):
            return
        number = element.get("n") or element.get("marker")
        marks = set()
        for other in self.root.iter():
            target = other.get("target") or other.get("href")
            if name(other) in ("ref", "noteRef") and target == "#" + own_id(element) and own_id(other):
                marks.add(own_id(other))
        # The first mark holds the note: it stands right before.
        before = list(self.above[element])
        at = before.index(element)
        if at and name(before[at - 1]) in ("anchor", "marker") and (own_id(before[at - 1]) or "").startswith("fnref"):
            marks.add(own_id(before[at - 1]))
        self.notes[own_id(element)] = (number, solid(words(element, self.skipped)), frozenset(marks))

    def page(self, element):
        if name(element) == "pb":
            self.pages.append(element.get("n"))
        elif name(element) == "marker" and element.get("name") == "page":
            self.pages.append(element.get("title"))


def wanted(report):
    """The same of the open data."""
    sections = [
        (one["id"], one["parent"], solid(one["label"] or one["number"] or ""), solid(one["title"]))
        for one in report["sections"]
    ]
    notes = {
        one["id"]: (one["sign"], solid(one["text"]), frozenset(mark["url"].split("#")[1] for mark in one["references"]))
        for one in report["notes"]
    }
    return sections, notes, [one["page"] for one in report.get("pages", [])]


def alike(section):
    """A number that is the title's own label is given once."""
    one, parent, number, title = section
    return (one, parent, title if not number else number, title)


def differences(read, report):
    sections, notes, pages = wanted(report)
    told = []
    theirs = [alike(one) for one in read.sections]
    ours = [alike(one) for one in sections]
    for one in [one for one in ours if one not in theirs][:5]:
        told.append(f"section of the edition alone: {one}")
    for one in [one for one in theirs if one not in ours][:5]:
        told.append(f"section of the document alone: {one}")
    if not told and theirs != ours:
        told.append("sections in another order")
    for key in sorted(set(notes) | set(read.notes)):
        if notes.get(key) != read.notes.get(key):
            told.append(f"note {key}: {notes.get(key)} is {read.notes.get(key)}")
    if sorted(pages) != sorted(read.pages):
        told.append(f"pages: {pages} are {read.pages}")
    return told


def main(site):
    data = json.loads((site / "data/edition.json").read_text("utf-8"))
    failed, seen = False, 0
    for report in data["reports"]:
        for ending in ("tei", "akn"):
            file = site / report["id"] / f"{report['id']}.{ending}.xml"
            if not file.is_file():
                continue
            seen += 1
            read = Read(ElementTree.parse(file).getroot(), ending == "tei")
            told = differences(read, report)
            failed = failed or bool(told)
            counts = f"{len(read.sections)} sections, {len(read.notes)} notes, {len(read.pages)} printed pages"
            print(f"{'FAIL' if told else 'ok  '} {report['id']}.{ending}.xml: {counts}")
            for line in told[:10]:
                print(f"       {line[:300]}")
    if not seen:
        print("FAIL there is no document: the edition asks for neither tei nor akn")
    return 1 if failed or not seen else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) == 2 else __doc__)
