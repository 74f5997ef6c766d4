# SPDX-License-Identifier: MIT
"""Page k of n: the n of every page of a long list, text or table is how many pages there are, whether they were counted first
(few, or where the number of digits is not certain) or n is put in when all are made; with one thread and with several, the
same."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

WARRAQ = os.environ["WARRAQ"]
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
FOLIO = {"en": r"Page (\d+) of (\d+)", "ar": r"صفحة\s*(\d+)\s*من\s*(\d+)"}
AFTER = "\n\n## Afterwards\n\n" + "Words that come after the names. " * 40
ITEMS = "\n\n" + "- An item of the text\n" * 420  # a list of its own, which the number is not judged by
# language, names, words beside the list, options
CASES = [
    ("en", 40, "", []),
    ("en", 900, "", []),
    ("en", 7000, "", []),  # near a hundred pages
    ("en", 20000, "", []),
    ("ar", 20000, "", ["--set", "folio.digits=arabic-indic"]),
    ("ar", 3000, "", []),
    ("en", 12000, AFTER, []),
    ("en", 6000, ITEMS, []),
    ("en", 700, 0, []),  # kilobytes: text that is not kept whole
    ("en", 620, 1500, []),  # verse at its end
    ("ar", 620, 50, []),
    ("en", 9000, None, []),  # rows of a table that is not kept whole
    ("ar", 7000, None, []),
]


def letter(folder, lang, names, after):
    name = "Ana Maria" if lang == "en" else "ليلى الهاشمي"
    (folder / "list.csv").write_text("name\n" + "".join(f"{name} {i % 97}x\n" for i in range(names)), "utf-8")
    (folder / "letter.md").write_text(f"---\ntitle: T\nlang: {lang}\n---\n\nSome words.{after}\n", "utf-8")


def text(folder, lang, kilobytes, tail):
    """Paragraphs and headings of so many kilobytes, and lines of verse at the end: others than the pages it is judged by."""
    words = "Words of a long letter, which nobody signs. " if lang == "en" else "كلمات رسالة طويلة لا يوقعها أحد، "
    paragraph = words * (900 // len(words.encode()))
    count = kilobytes * 1024 // len(paragraph.encode())
    blocks = [f"## Part {i}\n\n{paragraph}" if i % 20 == 0 else paragraph for i in range(count)]
    blocks += [f"{words}  \n{words}"] * tail
    (folder / "letter.md").write_text(f"---\ntitle: T\nlang: {lang}\nsignatories: none\n---\n\n" + "\n\n".join(blocks), "utf-8")


def table(folder, lang, rows, _):
    """So many rows: cells of one line and of several, with links, a line's end within, an accent that takes no room."""
    word = "Ana Maria" if lang == "en" else "ليلى الهاشمي"
    lines = [f"| {word} | {word} | {word} |", "|---|--:|:-:|"]
    for i in range(rows):
        cells = [f"{word} {i % 97}x", f"[{word}](https://example.org/{i % 3})" if i % 5 == 0 else f"{word}\u2028x" if i % 7 == 0 else word,
                 f"**{word}** " * (1 + i % 11 * (i % 4 == 0))]
        lines.append(f"| {' | '.join(cells)} |")
    (folder / "letter.md").write_text(f"---\ntitle: T\nlang: {lang}\nsignatories: none\n---\n\nWords.\n\n" + "\n".join(lines) + "\n\nThe end.\n", "utf-8")


def folios(folder, lang, options):
    pdf = folder / "letter.pdf"
    sheet = ["--signatories", "list.csv"] if (folder / "list.csv").exists() else []
    subprocess.run([WARRAQ, "render", "letter.md", *sheet, "-q", "-o", pdf, "--date", "2026-01-01", *options], cwd=folder, check=True)
    plain = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    plain = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", plain)
    pages = plain.split("\f")[:-1]
    return len(pages), [re.search(FOLIO[lang], page.translate(DIGITS)) for page in pages]


def maps(record):
    """What the codes of its fonts stand for."""
    streams = re.findall(rb"/FlateDecode/Length \d+>>\nstream\n(.*?)\nendstream", record, re.S)
    return b"".join(text for text in map(zlib.decompress, streams) if b"beginbfchar" in text)


def check(lang, names, after, options):
    """`after`: what follows the list; a number, that of couplets after so many kilobytes of text; None: so many rows of a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (table if after is None else text if isinstance(after, int) else letter)(folder, lang, names, after)
        n, found = folios(folder, lang, options)
        one = (folder / "letter.pdf").read_bytes()
        if lang == "en" and b"<2060>" in maps(one):
            return f"{lang}, {names}: more places are held than the number has digits"
        folios(folder, lang, [*options, "-j", "3"])
        dumped = subprocess.run([WARRAQ, "dump", "pages", "letter.md"], cwd=folder, capture_output=True, check=True).stdout
        if not isinstance(after, str) and dumped.count(b"\npage ") + 1 != n:
            return f"{lang}, {names}: not the pages of the record where they are dumped"
        if (folder / "letter.pdf").read_bytes() != one:
            return f"{lang}, {names}: other bytes with three threads"
    for k, folio in enumerate(found, 1):
        if n > 1 and (not folio or (int(folio[1]), int(folio[2])) != (k, n)):
            return f"{lang}, {names}: page {k} of {n} says {folio and folio[0]}"
    return None


wrong = [said for case in CASES if (said := check(*case))]
print("\n".join(wrong) or f"{len(CASES)} letters: each page says how many there are")
sys.exit(bool(wrong))
