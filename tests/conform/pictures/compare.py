# SPDX-License-Identifier: MIT
"""Holds a PDF, as other programs draw it, to Cairo's pictures of the same pages.

compare.py FILE.pdf FOLDER CAIRO-1.png CAIRO-2.png ... [--few N]

Each page is drawn by poppler, MuPDF and PDFium at the pictures' resolution, best 400 dpi; both are then averaged down to about
SEEN_DPI, because each program rounds a glyph's place to its own part of a pixel (poppler a whole one, vertically). A pixel
is inked when either picture has more than a trace there, and off when the two differ by more than half the scale: a
missing, moved or wrong glyph shows, a differently rounded edge does not. More than FEW (or N) pixels on any page fail, and leave
actual, expected and difference in FOLDER: a vowel mark that is lost is six."""
import pathlib
import subprocess
import sys
import tempfile

import numpy
import pymupdf
import pypdfium2
from PIL import Image

SEEN_DPI, TRACE, HALF = 100, 8, 128
FEW = 4  # pixels of a page that are nothing: full stops seen a little rounder


def by_poppler(pdf, dpi):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", pdf, f"{folder}/p"], check=True)
        for path in sorted(pathlib.Path(folder).iterdir(), key=lambda path: int(path.stem.split("-")[1])):
            yield numpy.array(Image.open(path).convert("L"))


def by_mupdf(pdf, dpi):
    with pymupdf.open(pdf) as document:
        for page in document:
            drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False, annots=False)
            yield numpy.frombuffer(drawn.samples, "uint8").reshape(drawn.height, drawn.stride)[:, : drawn.width]


def by_pdfium(pdf, dpi):
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield numpy.array(page.render(scale=dpi / 72, draw_annots=False).to_pil().convert("L"))


READERS = {"pdfium": by_pdfium, "mupdf": by_mupdf, "poppler": by_poppler}


def resolution(pdf, picture):
    with pypdfium2.PdfDocument(pdf) as document:
        return round(picture.shape[1] / document[0].get_size()[0] * 72)


def read(path):
    """Over white, as paper is: Cairo's picture may be clear where nothing stands."""
    picture = Image.open(path).convert("RGBA")
    return numpy.array(Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("L"))


def averaged(picture, dpi):
    return numpy.array(Image.fromarray(picture).reduce(max(1, round(dpi / SEEN_DPI))))


def differences(expected, actual, dpi):
    """The two cut to what both cover and averaged down, and where they part."""
    height, width = (min(expected.shape[axis], actual.shape[axis]) for axis in (0, 1))
    expected, actual = (averaged(picture[:height, :width], dpi).astype("int16") for picture in (expected, actual))
    inked = (expected < 255 - TRACE) | (actual < 255 - TRACE)
    return expected, actual, inked, numpy.abs(expected - actual) > HALF


def keep(folder, name, expected, actual, off):
    folder.mkdir(parents=True, exist_ok=True)
    for part, picture in ("expected", expected), ("actual", actual), ("difference", numpy.where(off, 0, 255)):
        Image.fromarray(picture.astype("uint8")).save(folder / f"{name}-{part}.png")


def judge(reader, pdf, dpi, pictures, folder, few):
    inked, wrong, faults, pages, worst = 0, 0, [], 0, (0, 0)
    kept = []
    for number, actual in enumerate(READERS[reader](pdf, dpi), 1):
        pages = number
        if number > len(pictures):
            continue
        if max(abs(pictures[number - 1].shape[axis] - actual.shape[axis]) for axis in (0, 1)) > 1:
            faults.append(f"page {number} is {actual.shape[::-1]} pixels, not {pictures[number - 1].shape[::-1]}")
        expected, actual, ink, off = differences(pictures[number - 1], actual, dpi)
        inked, wrong, worst = inked + ink.sum(), wrong + off.sum(), max(worst, (off.sum(), number))
        kept.append((off.sum(), number, expected, actual, off))
    if pages != len(pictures):
        faults.append(f"{pages} pages, {len(pictures)} pictures")
    if not inked:
        faults.append("nothing is inked")
    if worst[0] > few:
        faults.append(f"more than {few} pixels on page {worst[1]}")
    if faults:
        for _, number, *parts in sorted(kept, key=lambda page: -page[0])[:3]:
            keep(folder, f"{reader}-{number}", *parts)
    print(f"{reader}: {wrong} of {inked} inked pixels off, worst page {worst[1]} with {worst[0]}, {pages} pages at {dpi} dpi")
    for fault in faults:
        print(f"  FAIL {fault}; pictures in {folder}")
    return not faults


def main():
    pdf, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    words = sys.argv[3:]
    few = int(words.pop(words.index("--few") + 1)) if "--few" in words else FEW
    pictures = [read(path) for path in words if path != "--few"]
    dpi = resolution(pdf, pictures[0])
    return 0 if all([judge(reader, pdf, dpi, pictures, folder, few) for reader in READERS]) else 1


sys.exit(main())
