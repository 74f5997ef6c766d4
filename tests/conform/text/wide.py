# SPDX-License-Identifier: MIT
"""Blocks of the Universal Declaration that come back whole: wide.py FOLDER EXCUSED.

FOLDER as table.py has it. White space is not looked at: scripts without spaces are cut at lines' ends. Of all blocks each
reader must give LEAST percent whole, those languages aside that EXCUSED (language, reader, cause) says it cannot be made
to give; a language excused needlessly is a fault too. Of the letters that run left to right the PLAIN readers, which know no
other way, must give LEAST_PLAIN percent in order."""
import collections
import csv
import pathlib
import sys
import unicodedata

import compare

READERS = ["pdfjs", "pdfium", "mupdf", "poppler"]
LEAST = 99.5
PLAIN = ["pypdf", "pdfminer", "pdfplumber"]
LEAST_PLAIN = 98


def close(text):
    return "".join(compare.folded(text).split())


def whole(folder, name, reader):
    """(blocks whole, blocks in all)."""
    blocks = [close(line) for line in (folder / f"{name}.want").read_text("utf-8").splitlines() if close(line)]
    text = close((folder / f"{name}.{reader}").read_text("utf-8", errors="replace"))
    return sum(block in text for block in blocks), len(blocks)


def runs_rightward(folder, name):
    ways = collections.Counter(unicodedata.bidirectional(c) for c in (folder / f"{name}.want").read_text("utf-8"))
    return ways["L"] > ways["R"] + ways["AL"]


def letters_in_order(folder, name, reader):
    """(letters that come back, letters in all), by blocks, those that are not whole by their words."""
    got = compare.folded((folder / f"{name}.{reader}").read_text("utf-8", errors="replace"))
    squeezed, came, of = close(got), 0, 0
    for line in (folder / f"{name}.want").read_text("utf-8").splitlines():
        of += len(close(line))
        if close(line) in squeezed:
            came += len(close(line))
        else:
            came += sum(len(word) for word in compare.folded(line).split() if word in got)
    return came, of


def plain_readers(folder, names):
    """What the plain readers give of left-to-right text; a fault for each that gives too little."""
    names = [name for name in names if runs_rightward(folder, name)]
    for reader in PLAIN:
        found = {name: letters_in_order(folder, name, reader) for name in names}
        share = 100 * sum(came for came, _ in found.values()) / max(1, sum(of for _, of in found.values()))
        short = {name: f"{100 * came / of:.1f}" for name, (came, of) in found.items() if came * 100 < of * LEAST_PLAIN}
        print(f"{reader}: {share:.2f} % of the letters in {len(names)} languages that run left to right; below {LEAST_PLAIN}: {short}")
        if share < LEAST_PLAIN:
            yield f"{reader}: {share:.2f} % for {LEAST_PLAIN}"


def main():
    folder = pathlib.Path(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        excused = {(row["language"], row["reader"]): row["cause"] for row in csv.DictReader(file, delimiter="\t")}
    names, faults, totals = sorted(path.stem for path in folder.glob("*.want")), [], collections.Counter()
    for name in names:
        found = {reader: whole(folder, name, reader) for reader in READERS}
        print(f"{name:14}" + "".join(f"{f'{n}/{of}':>10}" for n, of in found.values()))
        for reader, (n, of) in found.items():
            if (name, reader) not in excused:
                totals[reader, "whole"] += n
                totals[reader, "all"] += of
            elif n == of:
                faults.append(f"{name} by {reader} is excused ({excused[name, reader]}) and comes back")
    for reader in READERS:
        share = 100 * totals[reader, "whole"] / max(1, totals[reader, "all"])
        print(f"{reader}: {share:.2f} % of {totals[reader, 'all']} blocks whole")
        if share < LEAST:
            faults.append(f"{reader}: {share:.2f} % for {LEAST}")
    faults += plain_readers(folder, names)
    print("\n".join(faults))
    return 1 if faults or not names else 0


sys.exit(main())
