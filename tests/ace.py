#!/usr/bin/env python3
"""python3 tests/ace.py ACE EPUB…: Ace by DAISY over books; a line each, exit code 1 when one has a serious or critical violation."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

GRAVE = ("serious", "critical")


def violations(ace, book):
    """What Ace finds in a book: impact and rule of each; none when it could not run."""
    with tempfile.TemporaryDirectory() as folder:
        # Without a download of its own it takes the browser of the machine.
        own = {"PUPPETEER_EXECUTABLE_PATH": os.environ.get("PUPPETEER_EXECUTABLE_PATH", "/usr/bin/chromium")}
        run = subprocess.run([ace, "-f", "-s", "-o", folder, book], env={**os.environ, **own}, capture_output=True, text=True, timeout=600)
        report = Path(folder) / "report.json"
        if not report.is_file():
            print((run.stdout + run.stderr)[-800:])
            return None
        files = json.loads(report.read_text("utf-8"))["assertions"]
    found = [one["earl:test"] for file in files for one in file["assertions"]]
    return [(test["earl:impact"], test["dct:title"]) for test in found]


def main(ace, books):
    failed = False
    for book in books:
        found = violations(ace, book)
        grave = None if found is None else [one for one in found if one[0] in GRAVE]
        is_bad = found is None or bool(grave)
        failed = failed or is_bad
        count = "Ace did not run" if found is None else f"{len(found)} violations, {len(grave)} of them serious or critical"
        print(f"{'FAIL' if is_bad else 'ok  '} Ace: {Path(book).name}: {count}")
        for impact, rule in sorted(set(found or [])):
            print(f"       {impact}: {rule}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]) if len(sys.argv) > 2 else __doc__)
