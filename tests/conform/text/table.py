# SPDX-License-Identifier: MIT
"""The table of what readers give back: table.py FOLDER LEAST [--write].

FOLDER holds NAME.want (`warraq dump text`) and NAME.READER for every reader. For each the words exact and in order and the blocks
whole are counted, white space and forms folded as compare.py does. LEAST (text, reader, words, blocks) says how many must
come back: fewer is a fault, and so is a text that LEAST does not know. --write puts down what came: all of it where all came,
else a little less, for what a reader loses at a line's end or a page's depends on where the lines are broken."""
import collections
import csv
import pathlib
import sys

import compare

READERS = ["pdfjs", "pdfium", "mupdf", "poppler", "pdfbox", "pypdf", "pdfminer", "pdfplumber"]
Count = collections.namedtuple("Count", "words of blocks in_all")


def count(folder, name, reader):
    want = (folder / f"{name}.want").read_text("utf-8").splitlines()
    blocks = [compare.folded(line) for line in want if compare.folded(line)]
    text = compare.folded((folder / f"{name}.{reader}").read_text("utf-8", errors="replace"))
    words = " ".join(blocks).split()
    whole = len(blocks) - len(compare.missing(blocks, text))
    return Count(len(compare.common(words, text.split())), len(words), whole, len(blocks))


def read_least(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {(row["text"], row["reader"]): (int(row["words"]), int(row["blocks"])) for row in csv.DictReader(file, delimiter="\t")}


def least(reader, found, of):
    """What must come where so much of it came."""
    if reader == "poppler":  # it may take a list's labels for a column, out of order
        return found * 4 // 5
    if found == of:
        return found
    return found - 6 if found * 20 > of * 19 else found * 4 // 5


def write_least(path, counts):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(["text", "reader", "words", "blocks"])
        for (name, reader), found in sorted(counts.items()):
            out.writerow([name, reader, least(reader, found.words, found.of), max(0, least(reader, found.blocks, found.in_all))])


def show(counts, names):
    print(f"{'text':14}" + "".join(f"{reader:>18}" for reader in READERS))
    for name in names:
        cells = [counts[name, reader] for reader in READERS]
        print(f"{name:14}" + "".join(f"{f'{c.words}/{c.of} {c.blocks}/{c.in_all}':>18}" for c in cells))


def main():
    folder, path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    names = sorted(path.stem for path in folder.glob("*.want"))
    counts = {(name, reader): count(folder, name, reader) for name in names for reader in READERS}
    show(counts, names)
    if "--write" in sys.argv[3:]:
        write_least(path, counts)
        return 0
    bounds = read_least(path)
    faults = [f"{name} by {reader}: no bound" for name, reader in sorted(counts.keys() - bounds.keys())]
    faults += [f"{name} by {reader}: not read" for name, reader in sorted(bounds.keys() - counts.keys())]
    for key in sorted(counts.keys() & bounds.keys()):
        words, blocks = bounds[key]
        if counts[key].words < words or counts[key].blocks < blocks:
            faults.append(f"{key[0]} by {key[1]}: {counts[key].words} words for {words}, {counts[key].blocks} blocks for {blocks}")
    print("\n".join(faults))
    return 1 if faults or not names else 0


if __name__ == "__main__":
    sys.exit(main())
