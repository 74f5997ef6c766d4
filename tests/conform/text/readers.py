# SPDX-License-Identifier: MIT
"""What readers written in, or bound to, Python give: readers.py READER PDF TEXT [PDF TEXT ...]. Pages are parted by form feeds."""
import pathlib
import sys


def pdfium(path):
    """What Chrome's PDFium gives when everything is selected and copied."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def mupdf(path):
    """MuPDF's structured text."""
    import pymupdf

    def page_text(page):
        options = pymupdf.mupdf.FzStextOptions(0)
        pymupdf.mupdf.fz_parse_stext_options(options, "preserve-whitespace")
        text = pymupdf.mupdf.FzStextPage(page.this, options)
        out = pymupdf.mupdf.fz_new_buffer(4096)
        pymupdf.mupdf.fz_print_stext_page_as_text(pymupdf.mupdf.FzOutput(out), text)
        return out.fz_string_from_buffer()

    with pymupdf.open(path) as document:
        return [page_text(page) for page in document]


def pypdf(path):
    import pypdf as reader

    return [page.extract_text() for page in reader.PdfReader(path).pages]


def pdfminer(path):
    from pdfminer.high_level import extract_text

    return [extract_text(path)]


def pdfplumber(path):
    import pdfplumber as reader

    with reader.open(path) as document:
        return [page.extract_text() or "" for page in document.pages]


READERS = {"pdfium": pdfium, "mupdf": mupdf, "pypdf": pypdf, "pdfminer": pdfminer, "pdfplumber": pdfplumber}

read, paths = READERS[sys.argv[1]], sys.argv[2:]
for pdf, text in zip(paths[::2], paths[1::2]):
    pathlib.Path(text).write_text("\f".join(read(pdf)), encoding="utf-8", errors="replace")
