# SPDX-License-Identifier: MIT
"""Twenty lengthened words and a page of 10 cm at 600 dpi, to be looked at beside what a hand does.

words.py OUT: OUT/word-NN.png, each from the record as poppler draws it, OUT/page-10cm.png, and OUT/index.html, which
shows the words with their lengths in em. The text is the example's and bench/vowelled.ar.txt, at narrow measures,
since a wide one lengthens next to nothing; first the longest, each word once."""
import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

SOURCE = pathlib.Path(__file__).resolve().parents[2]
WARRAQ = os.environ.get("WARRAQ", SOURCE / "build/release/src/warraq")
DPI, WANTED, EM_PT, PAGE_MM = 600, 20, 12, 210
SETTINGS = ((8, "body"), (6, "body"), (5, "body"), (8, "vowelled"), (6, "vowelled"), (5, "vowelled"))
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>')
FRONT = "---\nlang: ar\ndate: 2020-09-09\nsignatories: none\n---\n\n"


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, check=True).stdout.decode("utf-8")


def paragraphs(kind):
    if kind == "vowelled":
        return (SOURCE / "bench/vowelled.ar.txt").read_text("utf-8").splitlines()
    blocks = run(WARRAQ, "dump", "text", SOURCE / "examples/open-letter.ar.txt", "--quiet").splitlines()
    return [block for block in blocks if len(block) > 120 and not block[0].isdigit()][:9]


def bare(word):
    """The letters, in an order of their own: poppler gives boxes of words as they are seen, from the left."""
    return "".join(sorted(sign for sign in unicodedata.normalize("NFKC", word) if unicodedata.category(sign)[0] == "L" and sign != "\u0640"))


def settings(measure_cm):
    keys = ("body.font-size=12pt", "paragraph.font-size=12pt", "paragraph.line-height=24pt", f"page.margin=20mm {(PAGE_MM - 10 * measure_cm) / 2}mm", "colophon.content=none")
    return ["--quiet", *[word for key in keys for word in ("--set", key)]]


def lengthened(source, options):
    """Word and length, in order."""
    for line in re.findall(r' kashidas \d+((?: [^ "]+ [\d.]+)+)', run(WARRAQ, "dump", "lines", source, *options)):
        found = line.split()
        yield from zip(found[::2], (float(length) for length in found[1::2]))


def places(pdf):
    """Each page's words by poppler: letters, box in points."""
    for number, page in enumerate(run("pdftotext", "-bbox", pdf, "-").split("<page ")[1:], 1):
        for match in WORD.finditer(page):
            yield bare(html.unescape(match[5])), number, [float(match[i]) for i in range(1, 5)]


def cut(pdf, page, box, out):
    left, top, right, bottom = box
    left, top, right, bottom = left - 0.3 * EM_PT, top - 0.55 * EM_PT, right + 0.3 * EM_PT, bottom + 0.35 * EM_PT
    pixels = [round(value * DPI / 72) for value in (left, top, right - left, bottom - top)]
    run("pdftoppm", "-r", DPI, "-gray", "-png", "-singlefile", "-f", page, "-l", page, "-x", pixels[0], "-y", pixels[1], "-W", pixels[2], "-H", pixels[3],
        pdf, out.with_suffix(""))


def candidates(folder):
    for measure, kind in SETTINGS:
        source = folder / f"{kind}-{measure}.md"
        source.write_text(FRONT + "\n\n".join(paragraphs(kind)) + "\n", encoding="utf-8")
        pdf = source.with_suffix(".pdf")
        run(WARRAQ, "render", source, "-o", pdf, *settings(measure))
        found = list(places(pdf))
        for word, length in lengthened(source, settings(measure)):
            yield from ((word, length, pdf, page, box) for letters, page, box in found
                        if letters == bare(word) and box[2] - box[0] > 0 and is_long(word, length, box, found))


def is_long(word, length, box, found):
    """The widest of its kind: the others are the same word where it is not lengthened."""
    return box[2] - box[0] >= max(other[2] - other[0] for letters, _, other in found if letters == bare(word)) - 0.1


def chosen(folder):
    """The longest first, each word once, the plain and the vowelled in turn."""
    seen, kept = set(), []
    for each in sorted(candidates(folder), key=lambda found: -found[1]):
        if bare(each[0]) not in seen:
            seen.add(bare(each[0]))
            kept.append(each)
    step = max(1, len(kept) / WANTED)
    return [kept[int(i * step)] for i in range(min(WANTED, len(kept)))]


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number, (word, length, pdf, page, box) in enumerate(chosen(folder), 1):
            picture = out / f"word-{number:02}.png"
            cut(pdf, page, box, picture)
            rows.append(f'<figure><img src="{picture.name}" height="160" alt=""><figcaption><bdi lang="ar">{html.escape(word)}</bdi>, {length} em</figcaption></figure>')
        source = folder / "page.md"
        source.write_text(FRONT + "\n\n".join(paragraphs("body")) + "\n", encoding="utf-8")
        run(WARRAQ, "picture", source, "--pages", "1", "--dpi", str(DPI), "-o", out / "page-10cm.png", *settings(10))
    (out / "index.html").write_text('<!doctype html><meta charset="utf-8"><title>Lengthened words</title><style>figure{display:inline-block}</style>' + "".join(rows),
                                    encoding="utf-8")
    print(f"{len(rows)} words of {DPI} dpi and a page of 10 cm in {out}")
    return 0 if len(rows) == WANTED else 1


sys.exit(main())
