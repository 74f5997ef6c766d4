# SPDX-License-Identifier: MIT
"""The printer's master: boxes, crop marks outside the bleed, black in K alone, no link where ink goes; and the same
letter as a record, whose links lead to where they say, back and forth. Pictures, and characters that only a face
of CFF has or that none has, in both."""
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zlib

PT_MM = 72 / 25.4
LETTER = """---
title: For the press
lang: en
---

See [the end](#the-end), or [elsewhere](https://example.org/?a=(b)).[^1]

![A square](square.png)

![Stripes](stripes.svg)

漢字 と 圕 and \U0001F9FF 〇゙, in a paragraph of its own that is long enough to be one.

## The end

Back to [the end](#the-end) it goes.

[^1]: A note at the foot.
"""
STYLE = "[style]\ninherit=print\n[page]\nsize=A5\nbleed=3mm\nmarks=crop\n"


def png(width, height):
    """A red square."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\xff\0\0" * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def render(folder, name, *words):
    done = subprocess.run([os.environ["WARRAQ"], "render", "letter.md", "--date", "2020-01-01", "--quiet", *words,
                           "-o", name], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return pathlib.Path(folder, name).read_bytes()


def streams(pdf):
    """Every stream, inflated where it can be."""
    for body in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            yield zlib.decompress(body)
        except zlib.error:
            yield body


def boxes(path):
    told = subprocess.run(["pdfinfo", "-box", path], capture_output=True, text=True, check=True).stdout
    return {name: [float(n) for n in numbers.split()]
            for name, numbers in re.findall(r"^(\w+Box): +([\d. ]+)$", told, re.M)}


def hold_boxes(folder, name, paper):
    box = boxes(f"{folder}/{name}")
    trim, bleed, media = box["TrimBox"], box["BleedBox"], box["MediaBox"]
    size = [trim[2] - trim[0], trim[3] - trim[1]]
    assert all(abs(a - b * PT_MM) < 0.05 for a, b in zip(size, paper)), size
    assert all(abs(abs(a - b) - 3 * PT_MM) < 0.05 for a, b in zip(trim, bleed)), (trim, bleed)
    assert media[0] < bleed[0] and media[3] > bleed[3], (media, bleed)
    return trim, bleed


def hold_marks(page, trim, bleed):
    """Eight strokes on lines of the trim, a cross with a circle at the middle of each edge, none within the bleed."""
    strokes = [tuple(map(float, stroke)) for stroke in
               re.findall(rb"([\d.-]+) ([\d.-]+) m ([\d.-]+) ([\d.-]+) l", page.replace(b"\n", b" "))]
    marks = [s for s in strokes if not (bleed[0] < s[0] < bleed[2] and bleed[1] < s[1] < bleed[3])]
    assert len(marks) == 16 and len(re.findall(rb" c\s", page)) >= 16, strokes
    cut = 0
    for x0, y0, x1, y1 in marks:
        on = [abs(x0 - cut) < 0.05 and abs(x1 - cut) < 0.05 for cut in trim[::2]]
        on += [abs(y0 - cut) < 0.05 and abs(y1 - cut) < 0.05 for cut in trim[1::2]]
        cut += sum(on)
        for x, y in ((x0, y0), (x1, y1)):
            assert not (bleed[0] < x < bleed[2] and bleed[1] < y < bleed[3]), (x, y)
    assert cut == 8, marks


def hold_master(folder):
    """--print alone: room for all of it round the page, a line that says what it is, and what turns grey is told."""
    done = subprocess.run([os.environ["WARRAQ"], "render", "letter.md", "--date", "2020-01-01", "--print", "-o", "alone.pdf"],
                          cwd=folder, capture_output=True, text=True, check=True)
    assert "colour-grey" in done.stderr, done.stderr
    trim, bleed = hold_boxes(folder, "alone.pdf", (210, 297))
    pages = [stream for stream in streams(pathlib.Path(folder, "alone.pdf").read_bytes()) if b" Tf" in stream and b"BDC" in stream]
    hold_marks(pages[0], trim, bleed)
    text = subprocess.run(["pdftotext", "alone.pdf", "-"], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert re.search("2020-01-01 \u00b7 ", text), text
    refused = subprocess.run([os.environ["WARRAQ"], "render", "letter.md", "--print", "--pdf", "a-4", "-o", "no.pdf"],
                             cwd=folder, capture_output=True, text=True, check=False)
    assert refused.returncode == 2 and "PDF/A-4" in refused.stderr, refused.stderr


def main():
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        (base / "letter.md").write_text(LETTER, encoding="utf-8")
        (base / "press.style").write_text(STYLE, encoding="utf-8")
        (base / "square.png").write_bytes(png(30, 30))
        (base / "stripes.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">'
                                          '<rect width="30" height="20"/></svg>', encoding="utf-8")
        press = render(folder, "print.pdf", "--print", "--style", "press.style")
        record = render(folder, "record.pdf")
        trim, bleed = hold_boxes(folder, "print.pdf", (148, 210))
        pages = [stream for stream in streams(press) if b" Tf" in stream and b"BDC" in stream]
        assert pages, "no page found"
        hold_marks(pages[0], trim, bleed)
        hold_master(folder)
        for page in pages:
            assert not re.search(rb"(?<![\w.])(rg|RG|g|G|sc|scn)\s", page), "a colour that is not of K"
        everything = b"".join(streams(press))
        assert b"/Annots" not in press + everything, "a link where ink goes"
        record += b"".join(streams(record))
        assert re.search(rb"/Subtype ?/Link", record), "no link in the record"
        assert b"https://example.org/?a=\\(b\\)" in record, "the address"
        assert re.search(rb"/Dest|/GoTo", record), "no link within"
        for name in ("print.pdf", "record.pdf"):
            text = subprocess.run(["pdftotext", name, "-"], cwd=folder, capture_output=True, text=True, check=True).stdout
            for word in ("漢字", "圕", "The end", "A note at the foot."):
                assert word in text, (name, word, text)
            images = subprocess.run(["pdfimages", "-list", name], cwd=folder, capture_output=True, text=True, check=True)
            assert len(re.findall(r"^ +\d+ +\d+ image ", images.stdout, re.M)) == 2, images.stdout
    print("the printer's master and the record of one letter")


if __name__ == "__main__":
    sys.exit(main())
