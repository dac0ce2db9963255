#!/usr/bin/env python3
"""Writes the outlines that people read as one JSON line a document: what examples/outline_costs trains and measures by.

    python3 scripts/outline_gold.py [--held FOLDER]... [--corpus FOLDER] [--outlines SCRATCH] > gold.jsonl

Gold: `gold/*.json` with `docs/` of each FOLDER of `--held`, `tests/corpus/**.yaml` with the documents in the folder of `--corpus`, and
the small sources of `tests/outlines`, whose running text is filled in and put into SCRATCH.
"""
import argparse
import glob
import json
import os
import re
import unicodedata

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def key(text):
    text = unicodedata.normalize("NFKC", text or "").replace("\u00ad", "").lower()
    return "".join(c for c in text if c.isalnum())


class Gold:
    """The headings of one document: the ways to write each, its parent, whether it may lack."""

    def __init__(self, path, share, is_small=False):
        self.path, self.share, self.is_small = path, share, is_small
        self.ways, self.parents, self.optional, self.any_parent, self.free_lines = [], [], [], [], set()
        # Whether what the gold does not list is false.
        self.is_whole = True

    def add(self, ways, parent, optional=False, any_parent=False):
        self.ways.append([way for way in map(key, ways) if way])
        self.parents.append(parent)
        self.optional.append(optional)
        self.any_parent.append(any_parent)

    def line(self):
        rows = zip(self.ways, self.parents, self.optional, self.any_parent)
        rows = [{"ways": ways, "parent": above, "optional": optional, "any_parent": any_parent} for ways, above, optional, any_parent in rows]
        return {"path": self.path, "name": self.share, "small": self.is_small, "whole": self.is_whole, "free": sorted(self.free_lines), "rows": rows}


def without_number(text):
    return re.sub(r"^\W*(?:\w+\s+)?(?:[\d.]+|[IVXLC]+|[a-zA-ZđĐ])[.):\s–—-]+", "", text)


def levels_to_parents(levels):
    parents, path = [], []
    for at, level in enumerate(levels):
        while path and levels[path[-1]] >= level:
            path.pop()
        parents.append(path[-1] if path else None)
        path.append(at)
    return parents


def held(folder):
    for name in sorted(glob.glob(os.path.join(folder, "gold", "*.json"))):
        read = json.load(open(name, encoding="utf-8"))
        if not read.get("headings"):
            continue
        gold = Gold(os.path.join(folder, "docs", read["file"]), name)
        parents = levels_to_parents([heading["level"] for heading in read["headings"]])
        for heading, parent in zip(read["headings"], parents):
            text, below, label = heading["text"], heading.get("title_below"), heading.get("label")
            ways = [text, without_number(text)]
            ways += [f"{text} {below}", below] if below else []
            ways += [f"{label} {text}"] if label else []
            gold.add(ways, parent, bool(heading.get("optional")))
        yield gold


def corpus(folder):
    for name in sorted(glob.glob(os.path.join(ROOT, "tests/corpus/**/*.yaml"), recursive=True)):
        read = yaml.safe_load(open(name, encoding="utf-8"))
        path = os.path.join(folder, read["source"])
        if not read.get("headings") or not os.path.exists(path):
            continue
        gold = Gold(path, name)
        gold.free_lines = {line for line in read.get("either", []) if isinstance(line, int)}
        gold.is_whole = not read.get("either_pages")
        rows = read["headings"]
        for at, heading in enumerate(rows):
            label, number, title = (str(heading.get(part) or "") for part in ("label", "number", "title"))
            place, parent = ("line" if "line" in heading else "page"), None
            for before in range(at - 1, -1, -1):
                said = " ".join(str(rows[before].get(part) or "") for part in ("label", "number", "title"))
                is_named = key(str(heading.get("under") or "")) in key(said)
                if heading.get("parent") is not None and rows[before].get(place) == heading["parent"] and is_named:
                    parent = before
                    break
            gold.add([f"{label} {number} {title}", f"{label} {title}", title], parent, any_parent=bool(heading.get("any_parent")))
        yield gold


def outlines(scratch):
    """The small sources, with their running text filled in as tests/all/plain_outlines.rs does."""
    rust = open(os.path.join(ROOT, "tests/all/plain_outlines.rs"), encoding="utf-8").read()
    words = re.findall(r'"([^"]*)"', rust.split("const SENTENCES", 1)[1].split("\n];", 1)[0])
    parts = {}
    for at in range(0, len(words), 17):
        parts[words[at]] = (words[at + 1:at + 5], words[at + 5:at + 12], words[at + 12:at + 17])
    os.makedirs(scratch, exist_ok=True)
    for name in sorted(glob.glob(os.path.join(ROOT, "tests/outlines/*.txt"))):
        language, rest = open(name, encoding="utf-8").read().split("\n", 1)
        source, wanted = rest.split("\n.\n", 1)
        count = [0]

        def fill(found):
            text, lines = "", [""]
            while len(lines) < int(found[1]) or len(lines[-1]) < 39:
                first, second, third = (part[count[0] % len(part)] for part in parts[language])
                for word in f"{first}{',' if count[0] % 3 == 0 else ''} {second}, {third}.".split():
                    if len(lines[-1]) + len(word) + 1 > 78:
                        lines.append("")
                    lines[-1] += (" " if lines[-1] else "") + word
                count[0] += 1
            return "\n".join(lines)

        path = os.path.join(scratch, os.path.basename(name))
        filled = "\n".join(re.sub(r"@(\d+)", fill, line, count=1) for line in source.split("\n"))
        open(path, "w", encoding="utf-8").write(filled.replace("^L", "\f") + "\n")
        gold = Gold(path, name, is_small=True)
        rows = [line for line in wanted.split("\n") if line.strip()]
        texts = [line.strip() for line in rows]
        parents = levels_to_parents([(len(line) - len(line.lstrip())) // 2 for line in rows])
        for text, parent in zip(texts, parents):
            gold.add([text.removeprefix("? ").replace("|", " ")], parent, text.startswith("? "))
        yield gold


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--held", action="append", default=[])
    parser.add_argument("--corpus")
    parser.add_argument("--outlines")
    options = parser.parse_args()
    documents = [gold for folder in options.held for gold in held(folder)]
    documents += corpus(options.corpus) if options.corpus else []
    documents += outlines(options.outlines) if options.outlines else []
    for gold in documents:
        print(json.dumps(gold.line(), ensure_ascii=False))


if __name__ == "__main__":
    main()
