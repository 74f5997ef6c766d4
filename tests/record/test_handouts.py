# SPDX-License-Identifier: MIT
"""Handouts of the example, by the program: the same bytes again, every word of the letter in the text that pdftotext
finds, the summary's code read back, and bad asks refused with a clear word and nothing left behind."""
import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import read_structure

WARRAQ, SOURCE = os.environ["WARRAQ"], pathlib.Path(os.environ["SOURCE"])
LETTER = str(SOURCE / "examples/open-letter.ar.txt")
LINK = "https://example.org/letters/2020-09-09"
# pdftotext cuts words where a mark or a kerned letter stands back over its neighbour, and where a line or a column ends.
CUT_MOST = 0.02
faults = []


def warraq(*arguments):
    return subprocess.run([WARRAQ, *arguments, "--quiet"], capture_output=True, text=True, check=False)


def check(what, holds, *why):
    if not holds:
        faults.append(what)
        print("FAIL", what, *why)


def words(text):
    """Runs of letters, without the signs that only direct or join, and without elongation."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn") and c != "ـ")
    return collections.Counter(re.findall(r"[^\W\d_]+", text))


def text_of(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def make(folder, kind, name, *options):
    path = f"{folder}/{name}.pdf"
    result = warraq("handout", LETTER, "--as", kind, "-o", path, "--date", "2020-09-09", *options)
    check(f"{kind} is made", result.returncode == 0, result.stderr)
    return path


def check_sheets(folder, wanted):
    for kind in "booklet", "2up", "4up":
        path, again = make(folder, kind, kind), make(folder, kind, f"{kind}-again")
        check(f"{kind}: the same bytes again", pathlib.Path(path).read_bytes() == pathlib.Path(again).read_bytes())
        missing = wanted - words(text_of(path))
        share = sum(missing.values()) / sum(wanted.values())
        print(f"{kind}: {sum(missing.values())} of {sum(wanted.values())} words cut ({share:.2%})")
        check(f"{kind}: its text is found", share <= CUT_MOST, list(missing)[:20])


def check_tags(folder):
    """The tags of sheets are in reading order, wherever the pages stand, with the very words of the letter."""
    wanted = [" ".join(line.split()) for line in warraq("dump", "text", LETTER).stdout.splitlines() if line.strip()]
    for kind in "booklet", "2up", "4up":
        path = make(folder, kind, f"{kind}-tags", "--duplex", "long")
        found = [block for _, block in read_structure.read(path) if block]
        if kind == "booklet":  # its cover has the title and the addressees once more; the back ends the document
            check("booklet: the cover", found[:2] == wanted[:2], found[:2])
            del found[:2]
        wrong = [pair for pair in zip(wanted, found) if pair[0] != pair[1]]
        check(f"{kind}: every block is tagged in its place", not wrong and len(wanted) == len(found), wrong[:3], len(found))


def check_viewer(folder):
    for duplex, entry in (("short", "DuplexFlipShortEdge"), ("long", "DuplexFlipLongEdge"), ("manual", "Simplex")):
        path = make(folder, "booklet", f"duplex-{duplex}", "--duplex", duplex)
        said = read_structure.File(pathlib.Path(path).read_bytes()).root["ViewerPreferences"]
        check(f"--duplex {duplex} is told to the viewer", said.get("Duplex") == entry, said)


def check_summary(folder):
    path = make(folder, "summary", "summary", "--link", LINK)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", path, f"{folder}/summary"], check=True)
    read = subprocess.run(["zbarimg", "-q", "--raw", f"{folder}/summary.png"], capture_output=True, text=True, check=False)
    numbers = re.findall(r"\d+", text_of(path))
    check("summary: how many are named, and how many are not", {"273", "39"} <= set(numbers), numbers)
    check("summary: its code is read back", read.stdout.strip() == LINK, read.stdout, read.stderr)


# A sheet that says of countries and times: 40 in four days, 24 in three, one alone on its day.
DAYS = [("2020-06-01", 10), ("2020-06-02", 20), ("2020-06-03", 3), ("2020-06-04", 7), ("2020-06-20", 1)]
COUNTRIES = ["Lebanon", "Lebanon", "France", "Greece", "Japan"]


def check_bars(folder):
    rows, sheet = ["Timestamp,Full name,Country,E-mail"], f"{folder}/signatures.csv"
    for day, n in DAYS:
        for i in range(n):
            name = "محمد علي" if len(rows) % 4 == 0 else "Anna Smith"
            rows.append(f"{day} 10:00:00,{name} {len(rows)},{COUNTRIES[len(rows) % 5]},a{i}@private.example")
    pathlib.Path(sheet).write_text("\n".join(rows) + "\n", "utf-8")
    path = make(folder, "summary", "bars", "--link", LINK, "--signatories", sheet, "--allow", folder, "--lang", "en")
    text = " ".join(text_of(path).split())
    pages = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    check("summary with bars: one page", re.search(r"Pages:\s+1\n", pages), pages)
    for said in "By script", "Latin", "Arabic", "By country", "Lebanon", "By day":
        check(f"summary with bars: {said}", said in text, text)
    numbers = collections.Counter(re.findall(r"\b\d+\b", text))
    for number in "31", "10", "17", "20", "7":
        check(f"summary with bars: {number}", numbers[number] > 0, numbers)
    check("a day that few signed on is not told", "03/06" not in text and "20/06" not in text and "6/3/20" not in text and "6/20/20" not in text, text)
    check("a private cell is not printed", "private" not in text and "10:00" not in text, text)
    plain = text_of(make(folder, "summary", "no-bars"))
    check("a letter's own list has no bars", "حسب" not in plain)


def check_bad(folder):
    asks = [
        (("--as", "booklet", "--signature-sheets", "50"), "signature of 50 sheets"),
        (("--as", "booklet", "--paper", "A99"), "A99"),
        (("--as", "booklet", "--bind", "top"), "top"),
        (("--as", "booklet", "--duplex", "sideways"), "sideways"),
        (("--as", "booklet", "--creep", "40mm"), "creep"),
        (("--as", "scroll"), "scroll"),
        (("--as", "summary", "--link", "https://example.org/" + "a" * 3000), "3020"),
    ]
    path = pathlib.Path(folder) / "bad.pdf"
    for options, word in asks:
        result = warraq("handout", LETTER, "-o", str(path), *options)
        check(f"{options[-1][:20]}: refused", result.returncode == 2, result.returncode, result.stderr)
        check(f"{options[-1][:20]}: told", word in result.stderr, result.stderr)
        check(f"{options[-1][:20]}: nothing is left", not path.exists())


def main():
    wanted = words(warraq("dump", "text", LETTER).stdout)
    check("the letter has words", sum(wanted.values()) > 1500)
    with tempfile.TemporaryDirectory() as folder:
        check_sheets(folder, wanted)
        check_tags(folder)
        check_viewer(folder)
        check_summary(folder)
        check_bars(folder)
        check_bad(folder)
    return 1 if faults else 0


sys.exit(main())
