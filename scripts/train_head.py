#!/usr/bin/env python3
"""Trains the weights by which import chooses the title and the facts of a document's head.

    cargo run --example head_candidates -- FILE... > candidates.jsonl
    python3 scripts/train_head.py gold.jsonl candidates.jsonl [--prior src/import/head/weights.txt]
        [--write src/import/head/weights.txt] [--verbose]

gold.jsonl: an object a line with `file`, `title`, `issuer`, `date`, `number` (null where none is printed) and, where several
answers are right, `title_alt` and the like; `worth` how much the document counts (1 without it). A slot's candidates share one softmax; the weights make the right ones likely,
and an L2 penalty keeps them small, or with `--prior` close to weights that were trained on other documents. Documents are held out in ten folds, and variants of one document never part, so that the
shares printed are those of documents that the weights were not trained on. Needs numpy.
"""
import collections
import json
import os
import re
import sys
import unicodedata

import numpy as np

FOLDS = 10
PENALTY = 0.4
STEPS = 400
LEAST_SEEN = 2
# A wrong fact costs more than a missing one: so much is added to the weight of none.
CAUTION = {"issuer": 1.5, "number": 0.5}


def folded(text):
    text = unicodedata.normalize("NFD", str(text).lower().replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))


def tokens(text):
    return re.findall(r"[^\W_]+", folded(text))


def overlap(gold, value):
    """Recall and precision of the words of a value."""
    gold, value = collections.Counter(tokens(gold)), collections.Counter(tokens(value))
    shared = sum((gold & value).values())
    return shared / max(1, sum(gold.values())), shared / max(1, sum(value.values()))


def without_kind(title, kind):
    words, heads = tokens(title), tokens(kind or "")
    if heads and words[: len(heads)] == heads:
        words = words[len(heads):]
        for lead in (["ve", "viec"], ["ve"], ["v", "v"], ["on"], ["uber"], ["sur"], ["sobre"]):
            if words[: len(lead)] == lead:
                words = words[len(lead):]
                break
    return " ".join(words)


def wanted(slot, gold):
    """The right answers of a slot; None among them where nothing is right, too."""
    answers = [gold.get(slot), *(gold.get(slot + "_alt") or [])]
    if slot == "title" and gold.get("title"):
        answers.append(without_kind(gold["title"], gold.get("kind")))
    return answers


def rate(slot, want, value):
    """How right a value is, from 0 to 1."""
    if not want or not value:
        return float(not want and not value)
    if slot == "date":
        return float(str(want)[:10] == value[:10])
    if slot == "number":
        return float("".join(tokens(want)) == "".join(tokens(value)))
    if slot == "kind":
        own, other = set(tokens(want)), set(tokens(value))
        return float(own <= other or other <= own)
    recall, precision = overlap(want, value)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def quality(slot, gold, value):
    return max(rate(slot, want, value) for want in wanted(slot, gold))


def is_right(slot, gold, value):
    """Strictly: a title whole and without much else; an issuer whole, a part of its name may lack."""
    if slot not in ("title", "issuer"):
        return quality(slot, gold, value) == 1.0
    for want in wanted(slot, gold):
        if not want or not value:
            if not want and not value:
                return True
            continue
        recall, precision = overlap(want, value)
        if slot == "title" and recall >= 0.9 and precision >= 0.6:
            return True
        if slot == "issuer" and max(recall, precision) >= 0.9 and min(recall, precision) >= 0.4:
            return True
    return False


class Rows:
    """Candidates of documents as one sparse matrix, by rows."""

    def __init__(self, documents, index):
        indices, starts, groups = [], [0], []
        for number, document in enumerate(documents):
            for candidate in document["candidates"]:
                indices.extend(index[name] for name in candidate["features"] if name in index)
                starts.append(len(indices))
                groups.append(number)
        self.indices = np.array(indices, dtype=np.int64)
        self.rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        self.groups = np.array(groups)
        self.count = len(groups)
        self.documents = len(documents)

    def scores(self, weights):
        return np.bincount(self.rows, weights=weights[self.indices], minlength=self.count)

    def gradient(self, per_row, size):
        return np.bincount(self.indices, weights=per_row[self.rows], minlength=size)

    def softmax(self, scores):
        most = np.full(self.documents, -np.inf)
        np.maximum.at(most, self.groups, scores)
        raised = np.exp(scores - most[self.groups])
        return raised / np.bincount(self.groups, weights=raised, minlength=self.documents)[self.groups]


def prior_of(path):
    """The weights of a file, by slot and feature."""
    prior = collections.defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            slot, feature, weight = line.split()
            prior[slot][feature] = float(weight) - (CAUTION.get(slot, 0.0) if feature == "none" else 0.0)
    return prior


def train(documents, index, before, caution=0.0):
    rows = Rows(documents, index)
    right = np.concatenate([document["right"] for document in documents])
    worth = np.array([document["worth"] for document in documents])
    weights = before.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chances = rows.softmax(rows.scores(weights))
        mass = np.bincount(rows.groups, weights=chances * right, minlength=rows.documents)
        posterior = chances * right / np.maximum(mass, 1e-12)[rows.groups]
        error = (chances - posterior) * worth[rows.groups]
        gradient = rows.gradient(error, len(index)) / worth.sum() + PENALTY * (weights - before) / 10
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = 0.1 * (1 - step / STEPS) + 0.005
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    if "none" in index:
        weights[index["none"]] += caution
    return weights


def family(path):
    """Variants of one document have one name up to a dot."""
    folder = os.path.basename(os.path.dirname(path))
    name = os.path.basename(path) if folder in ("docs", "corpus", "suite") else folder
    return name.split(".")[0]


def choose(document, weights, index):
    rows = Rows([document], index)
    return document["candidates"][int(np.argmax(rows.scores(weights)))]


def documents_of(slot, gold, candidates):
    documents = []
    for file, slots in candidates.items():
        # A slot that an entry does not name is unknown.
        if slot not in slots or slot not in gold.get(file, {}):
            continue
        rated = np.array([quality(slot, gold[file], one["value"]) for one in slots[slot]])
        best = rated.max(initial=0.0)
        right = (rated >= max(0.85, best - 0.02)).astype(float)
        documents.append({"file": file, "candidates": slots[slot], "right": right, "reachable": right.any(),
                          "worth": gold[file].get("worth", 1.0)})
    return documents


def main():
    options = ("--prior", "--write")
    named = dict(zip(sys.argv, sys.argv[1:]))
    arguments = [one for before, one in zip(sys.argv, sys.argv[1:]) if not one.startswith("--") and before not in options]
    prior = prior_of(named["--prior"]) if "--prior" in named else collections.defaultdict(dict)
    gold = {entry["file"]: entry for entry in map(json.loads, open(arguments[0], encoding="utf-8"))}
    candidates = {entry["file"]: entry for entry in map(json.loads, open(arguments[1], encoding="utf-8"))}
    verbose = "--verbose" in sys.argv
    out = []
    slots = [slot for slot in ("title", "date", "number", "issuer", "kind") if any(slot in entry for entry in candidates.values())]
    for slot in slots:
        documents = documents_of(slot, gold, candidates)
        seen = collections.Counter()
        for document in documents:
            seen.update({name for one in document["candidates"] for name in one["features"]})
        names = {name for name, count in seen.items() if count >= LEAST_SEEN} | set(prior[slot])
        index = {name: at for at, name in enumerate(sorted(names))}
        before = np.array([prior[slot].get(name, 0.0) for name in sorted(names)])
        usable = [document for document in documents if document["reachable"]]
        families = sorted({family(document["file"]) for document in documents})
        np.random.default_rng(7).shuffle(families)
        fold = {name: at % FOLDS for at, name in enumerate(families)}
        right = 0
        for number in range(FOLDS):
            kept = [document for document in usable if fold[family(document["file"])] != number]
            weights = train(kept, index, before, CAUTION.get(slot, 0.0))
            for document in documents:
                if fold[family(document["file"])] != number:
                    continue
                chosen = choose(document, weights, index)
                is_good = is_right(slot, gold[document["file"]], chosen["value"])
                right += is_good
                if verbose and not is_good:
                    print(f"  {slot} {document['file']} ({'reachable' if document['reachable'] else 'OUT OF REACH'})")
                    print(f"    gold   {gold[document['file']].get(slot)}")
                    print(f"    chosen {chosen['value']}")
        weights = train(usable, index, before, CAUTION.get(slot, 0.0))
        fitted = sum(is_right(slot, gold[d["file"]], choose(d, weights, index)["value"]) for d in documents)
        alone = before + [CAUTION.get(slot, 0.0) * (name == "none") for name in sorted(names)]
        old = sum(is_right(slot, gold[d["file"]], choose(d, alone, index)["value"]) for d in documents)
        said = f", {old} by the prior alone" if prior else ""
        print(f"{slot}: {right} of {len(documents)} held out, {fitted} trained on{said}; {len(documents) - len(usable)} out of reach")
        order = sorted(index, key=lambda name: weights[index[name]])
        out.extend(f"{slot} {name} {weights[index[name]]:.2f}" for name in order if abs(weights[index[name]]) >= 0.01)
    if "--write" in sys.argv:
        head = "# Slot, feature, weight: written by scripts/train_head.py, read by import/head/model.rs.\n"
        open(named["--write"], "w", encoding="utf-8").write(head + "\n".join(out) + "\n")


main()
