# SPDX-License-Identifier: MIT
"""Every block of the letter comes back from the record's structure tree as `dump text` says it was typeset: exact, in
logical order, left to right and right to left, with and without numbers that are read where their names begin."""
import os
import pathlib
import subprocess
import sys
import tempfile

import read_structure

WARRAQ = os.environ["WARRAQ"]
SOURCE = pathlib.Path(os.environ["SOURCE"])
LETTER = str(SOURCE / "examples/open-letter.ar.txt")
# A German word is parted inside a ligature there.
LIGATURE = str(SOURCE / "tests/read/letters/11-de-hard-wrapped.txt")
CASES = [
    [],
    ["--style", "compact"],
    ["--print"],
    ["--pdf", "a-4"],
    ["--set", "signatories.direction=rtl"],
    ["--set", "signatories.direction=rtl", "--invisible-labels"],
]


def run(*arguments):
    done = subprocess.run([WARRAQ, *arguments, "--quiet"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def fold(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def check(letter, options, folder):
    """The number of blocks that differ; they are printed."""
    path = str(pathlib.Path(folder) / "letter.pdf")
    run("render", letter, "-o", path, *options)
    want = fold(run("dump", "text", letter))
    have = [block for _, block in read_structure.read(path) if block]
    wrong = [(w, h) for w, h in zip(want, have) if w != h]
    for one, other in wrong[:5]:
        print(f"{' '.join(options)}\n  typeset   {one}\n  read back {other}")
    if len(want) != len(have):
        print(f"{' '.join(options)}: {len(want)} blocks typeset, {len(have)} read back")
    return len(wrong) + abs(len(want) - len(have))


def main():
    with tempfile.TemporaryDirectory() as folder:
        failed = sum(check(LETTER, options, folder) > 0 for options in CASES)
        failed += check(LIGATURE, [], folder) > 0
    print(f"{len(CASES) + 1 - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
