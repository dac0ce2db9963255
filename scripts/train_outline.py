#!/usr/bin/env python3
"""Trains the costs by which import chooses a report's headings (src/import/outline/weights.txt).

    cargo build --example outline_costs --config 'profile.dev.package.ibid.opt-level=2'
    python3 scripts/train_outline.py PROGRAM [--held FOLDER]... [--corpus FOLDER] [--outlines SCRATCH] [--folds 5] [--rounds 2]
        [--only PATTERN] [--keep FILE] [--weights src/import/outline/weights.txt] [--write FILE] [--zero] [--show]

PROGRAM is the example, which keeps the documents in memory and outlines them by any weights. Gold: `gold/*.json` with `docs/` of each
FOLDER of `--held`, `tests/corpus/**.yaml` with the documents in the folder of `--corpus`, and the small sources of `tests/outlines`,
whose running text is filled in and put into SCRATCH.

What is maximised: of each document (headings found + those with the right parent - false ones) / (2 * headings), false ones at most as
many as headings; a document with fewer than ten headings counts in proportion, a small source a quarter. From this a pull is taken: each weight
that leaves its value costs PULL for each doubt that it moves, so that what nothing decides stays.

How: coordinate descent. In each round every weight is moved by each of STEPS, all documents are outlined, and each fold takes the moves
that gain on its training documents, the best first, as long as they gain together. The folds part the documents, so that what is printed as
"left out" is of documents that the weights were not trained on. `--zero` prints what each weight is worth: what is lost when it is nought.
"""
import argparse
import difflib
import glob
import json
import os
import pickle
import random
import re
import subprocess
import sys
import unicodedata

import yaml

STEPS = (-20, -10, -5, 5, 10, 20)
# Of the mean over documents, for each doubt (ten) that a weight moves.
PULL = 0.0005
# A gain must come from so many documents.
LEAST_DOCUMENTS = 3
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def key(text):
    text = unicodedata.normalize("NFKC", text or "").replace("\u00ad", "").casefold()
    return "".join(c for c in text if c.isalnum())


class Gold:
    """The headings of one document: the ways to write each, its parent, whether it may lack."""

    def __init__(self, path, share, is_small=False):
        self.path, self.share, self.is_small = path, share, is_small
        self.ways, self.parents, self.optional, self.any_parent, self.free_lines = [], [], [], [], set()
        # Whether what the gold does not list is false.
        self.is_whole = True
        self.cache = {}

    def add(self, ways, parent, optional=False, any_parent=False):
        self.ways.append([way for way in map(key, ways) if way])
        self.parents.append(parent)
        self.optional.append(optional)
        self.any_parent.append(any_parent)

    @property
    def total(self):
        return self.optional.count(False)

    @property
    def worth(self):
        return (0.25 if self.is_small else 1.0) * min(1.0, self.total / 10)


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


RATIOS = {}


def ratio(one, other):
    if one == other:
        return 1.1
    if min(len(one), len(other)) < 12:
        return 0.0
    pair = (one, other)
    if pair not in RATIOS:
        match = difflib.SequenceMatcher(None, one, other, autojunk=False)
        is_near = match.real_quick_ratio() >= 0.85 and match.quick_ratio() >= 0.85
        RATIOS[pair] = match.ratio() if is_near else 0.0
    return RATIOS[pair]


def pairs(gold, found):
    """The gold heading of each heading found: as alike as can be, in order."""
    alike = []
    for ways in gold.ways:
        alike.append([max((ratio(way, other) for way in ways for other in one), default=0.0) for one in found])
    best = [[0.0] * (len(found) + 1) for _ in range(len(gold.ways) + 1)]
    for i in range(len(gold.ways) - 1, -1, -1):
        row, below, same = best[i], best[i + 1], alike[i]
        for j in range(len(found) - 1, -1, -1):
            most = max(below[j], row[j + 1])
            row[j] = max(most, below[j + 1] + same[j]) if same[j] >= 0.85 else most
    i = j = 0
    matched = {}
    while i < len(gold.ways) and j < len(found):
        if alike[i][j] >= 0.85 and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            matched[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return matched


def score(gold, line):
    """Headings found, those with the right parent, false ones, and what is maximised."""
    if line in gold.cache:
        return gold.cache[line]
    rows = json.loads(line)
    found = [{key(f"{number} {title}"), key(title)} - {""} for _, _, number, title in rows]
    parents = levels_to_parents([level for _, level, _, _ in rows])
    matched = pairs(gold, found)
    count = right = 0
    for i, j in matched.items():
        if gold.optional[i]:
            continue
        above = gold.parents[i]
        while above is not None and above not in matched and gold.optional[above]:
            above = gold.parents[above]
        count += 1
        right += gold.any_parent[i] or parents[j] == (None if above is None else matched.get(above, -1))
    used = set(matched.values())
    false = sum(1 for j, row in enumerate(rows) if gold.is_whole and j not in used and row[0] not in gold.free_lines)
    total = max(1, gold.total)
    gold.cache[line] = (count, right, false, (count + right - min(false, total)) / (2 * total))
    return gold.cache[line]


class Program:
    """The example, with all documents in memory."""

    def __init__(self, program, documents):
        self.documents = documents
        paths = [gold.path for gold in documents]
        self.process = subprocess.Popen([program, *paths], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.known = {}

    def scores(self, changes, only=None):
        """The scores of documents by changed weights; `only`: the numbers of those that are asked for."""
        frozen = tuple(sorted(changes.items()))
        known = self.known.setdefault(frozen, {})
        lacking = [at for at in (range(len(self.documents)) if only is None else only) if at not in known]
        if lacking:
            said = "".join(f"{name} {value}\n" for name, value in changes.items())
            self.process.stdin.write(f"{said}. {' '.join(map(str, lacking))}\n")
            self.process.stdin.flush()
            for at in lacking:
                known[at] = score(self.documents[at], self.process.stdout.readline())
        return known


def weights_of(path):
    lines = (line.split() for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#"))
    return {parts[0]: int(parts[1]) for parts in lines}


class Training:
    def __init__(self, program, names, documents):
        self.program, self.names, self.documents = program, names, documents
        # The documents on which a weight was seen to change anything.
        self.touched = {}

    def mean(self, changes, among):
        scores = self.program.scores(changes, among)
        worth = sum(self.documents[at].worth for at in among)
        return sum(scores[at][3] * self.documents[at].worth for at in among) / worth

    def pull(self, changes):
        return PULL * sum(abs(value - self.names[name]) for name, value in changes.items()) / 10

    def moves(self, base, names, values):
        """What each move gains, by document; `values` gives the values that a weight is tried with."""
        all_documents = list(range(len(self.documents)))
        before = dict(self.program.scores(base))
        found = {}
        for name in names:
            own = base.get(name, self.names[name])
            tried = [value for value in values(name, own) if value != own]
            # What the widest moves do not touch the others need not be tried on.
            widest = {min(tried, default=own), max(tried, default=own), 0}
            for value in sorted(tried, key=lambda value: value not in widest):
                if value not in widest and name not in self.touched:
                    self.touched[name] = set().union(*(found[name, wide] for wide in widest if (name, wide) in found))
                asked = sorted(self.touched[name]) if name in self.touched else all_documents
                after = self.program.scores({**base, name: value}, asked)
                gains = {at: after[at][3] - before[at][3] for at in asked if after[at][:3] != before[at][:3]}
                found[name, value] = gains
            if tried and name not in self.touched:
                self.touched[name] = set().union(*(found[name, value] for value in tried))
        return found

    def climb(self, base, moves, among):
        """Takes the moves that gain among some documents, the best first, as long as they gain together."""
        chosen = set(among)
        worth = sum(self.documents[at].worth for at in among)

        def gain(move):
            name, value = move
            gains = [gains * self.documents[at].worth for at, gains in moves[move].items() if at in chosen]
            far = PULL * (abs(value - self.names[name]) - abs(base.get(name, self.names[name]) - self.names[name])) / 10
            return sum(gains) / worth - far, sum(one > 0 for one in gains)

        ranked = sorted(((*gain(move), move) for move in moves), key=lambda one: -one[0])
        now, current = self.mean(base, among) - self.pull(base), dict(base)
        for worth_of_move, count, (name, value) in ranked:
            if worth_of_move <= 0:
                break
            if count < LEAST_DOCUMENTS or name in current and current[name] != base.get(name):
                continue
            tried = {**current, name: value}
            then = self.mean(tried, among) - self.pull(tried)
            if then > now + 1e-9:
                now, current = then, tried
        return current


def said(training, changes, among):
    scores = training.program.scores(changes, among)
    sums = [sum(scores[at][part] for at in among if not training.documents[at].is_small) for part in range(3)]
    total = sum(training.documents[at].total for at in among if not training.documents[at].is_small)
    return f"{training.mean(changes, among):.4f} (of {total} headings {sums[0]} found, {sums[1]} with parent, {sums[2]} false)"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--held", action="append", default=[])
    parser.add_argument("--corpus")
    parser.add_argument("--outlines")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--weights", default=os.path.join(ROOT, "src/import/outline/weights.txt"))
    parser.add_argument("--write")
    parser.add_argument("--zero", action="store_true")
    parser.add_argument("--keep", help="a file that keeps the scores from one run to the next")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    documents = [gold for folder in options.held for gold in held(folder)]
    documents += corpus(options.corpus) if options.corpus else []
    documents += outlines(options.outlines) if options.outlines else []
    names = weights_of(options.weights)
    program = Program(options.program, documents)
    training = Training(program, names, documents)
    if options.keep and os.path.exists(options.keep):
        program.known = pickle.load(open(options.keep, "rb"))
    everything = list(range(len(documents)))
    def keep():
        if options.keep:
            pickle.dump(program.known, open(options.keep, "wb"))

    print("today:", said(training, {}, everything), flush=True)
    if options.show:
        for at in everything:
            print(f"  {documents[at].total:4} {training.program.scores({})[at]} {documents[at].path}")
    tried = [name for name in names if re.search(options.only, name)]
    if options.zero:
        moves = training.moves({}, tried, lambda name, own: [0])
        for (name, _), gains in sorted(moves.items(), key=lambda one: sum(one[1].values())):
            listed = [f"{os.path.basename(documents[at].share)[:18]} {gain:+.3f}" for at, gain in gains.items() if gain]
            print(f"{sum(g * documents[at].worth for at, g in gains.items()):+.4f} {name} {names[name]}: {', '.join(listed)}", flush=True)
        keep()
        return
    order = list(everything)
    random.Random(7).shuffle(order)
    folds = [order[number::options.folds] for number in range(options.folds)]
    kept = [[at for at in everything if at not in fold] for fold in folds]
    bases, whole = [{} for _ in folds], {}
    shared = None
    for number in range(options.rounds):
        values = lambda name, own: [own + step for step in STEPS] + [0]
        if number == 0:
            shared = training.moves({}, tried, values)
            keep()
            for (name, value), gains in sorted(shared.items(), key=lambda one: -sum(one[1].values()))[:40]:
                print(f"  {name} {names[name]} -> {value}: {sum(gains.values()):+.4f} in {len(gains)} documents", flush=True)
        for at, among in enumerate([*kept, everything]):
            base = whole if at == len(folds) else bases[at]
            near = [name for name in tried if any(sum(shared[move].values()) > -0.5 and shared[move] for move in shared if move[0] == name)]
            moves = shared if number == 0 else training.moves(base, near, lambda name, own: [own - 5, own + 5, own - 10, own + 10])
            better = training.climb(base, moves, among)
            if at == len(folds):
                whole = better
                print(f"round {number + 1}, all: {said(training, whole, everything)}; {whole}", flush=True)
            else:
                bases[at] = better
                print(f"round {number + 1}, fold {at + 1}: trained {training.mean({}, among):.4f} -> {training.mean(better, among):.4f}, "
                      f"left out {training.mean({}, folds[at]):.4f} -> {training.mean(better, folds[at]):.4f}; {better}", flush=True)
        worth = [sum(documents[at].worth for at in fold) for fold in folds]
        for name, sets in (("today", [{}] * len(folds)), ("trained", bases)):
            mean = sum(training.mean(base, fold) * own for base, fold, own in zip(sets, folds, worth)) / sum(worth)
            print(f"round {number + 1}, left out, {name}: {mean:.4f}", flush=True)
        keep()
    if options.write:
        lines = open(options.weights, encoding="utf-8").read().split("\n")
        changed = [re.sub(r"^(\S+ )-?\d+", lambda m: f"{m[1]}{whole[m[1].strip()]}", line) if line.split(" ")[0] in whole else line for line in lines]
        open(options.write, "w", encoding="utf-8").write("\n".join(changed))


if __name__ == "__main__":
    main()
