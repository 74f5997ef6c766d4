# SPDX-License-Identifier: MIT
"""Every block of the letter comes back from the record's structure tree as `dump text` says it was typeset: exact, in
logical order, left to right and right to left."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zlib

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


def marks_of(words, folder):
    """Marks of paragraphs in a letter of these words, the colophon's among them."""
    letter, path = pathlib.Path(folder) / "marks.md", pathlib.Path(folder) / "marks.pdf"
    letter.write_text(f"---\ntitle: A\nsignatories: none\n---\n\n{words}\n", "utf-8")
    run("render", str(letter), "-o", str(path), "--date", "2026-01-01")
    streams = re.findall(rb"/FlateDecode/Length \d+>>\nstream\n(.*?)\nendstream", path.read_bytes(), re.S)
    return sum(stream.count(b"/P<</MCID") for stream in map(zlib.decompress, streams) if b" Tf" in stream)


def check_marks(folder):
    """A paragraph from left to right is one mark on its page; one from right to left a mark a line, as each is turned by itself."""
    leftward = marks_of("كلمة " * 60, folder) - marks_of("كلمة", folder)
    rightward = marks_of("word " * 60, folder) - marks_of("word", folder)
    if rightward or leftward < 2:
        print(f"a paragraph's further lines: {rightward} marks more from left to right, {leftward} from right to left")
    return rightward or leftward < 2


def check_pages_apart(folder):
    """A viewer that walks to a page unpacks no object stream of the structure's."""
    path = pathlib.Path(folder) / "apart.pdf"
    run("render", LETTER, "-o", str(path))
    packed = re.findall(rb"/Type/ObjStm[^>]*>>\nstream\n(.*?)\nendstream", path.read_bytes(), re.S)
    plain = [zlib.decompress(stream) for stream in packed]
    pages = [stream for stream in plain if b"/Type/Page" in stream]
    return int(not pages or any(re.search(rb"<</S/(?!D/St)", stream) for stream in pages))  # /S/D/St: pages labelled


def many_letters(folder):
    """A letter of more characters than a font has codes of one byte, some with a byte that strings would escape."""
    letters = [chr(c) for c in range(0xC0, 0x500) if unicodedata.category(chr(c)) in ("Lu", "Ll")]
    words = ["".join(letters[i : i + 6]) for i in range(0, len(letters), 6)]
    path = pathlib.Path(folder) / "many.md"
    path.write_text(f"---\ntitle: Many letters\nlang: en\n---\n\n{' '.join(words)}\n", encoding="utf-8")
    return str(path)


def main():
    with tempfile.TemporaryDirectory() as folder:
        failed = sum(check(LETTER, options, folder) > 0 for options in CASES)
        failed += check(LIGATURE, [], folder) > 0
        failed += check(many_letters(folder), [], folder) > 0
        failed += check_pages_apart(folder)
        failed += check_marks(folder) > 0
    print(f"{len(CASES) + 4 - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
