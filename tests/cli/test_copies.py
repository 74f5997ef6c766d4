# SPDX-License-Identifier: MIT
"""The copies of a merge are made by several threads: files, notes and faults are the same for any number of them."""
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
EXAMPLE = SOURCE / "examples/open-letter.ar.txt"
ROWS = 11
faults = []

SHORT = """---
title: A letter to {name}
lang: en
---

We write to you, {name}, of {city}.[^1]

![A square](square.png)

![A circle](circle.svg)

A sign that no face has: \ue000. Another, only yours: {sign}.

With hope,

[^1]: A note that calls {name} by name.
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><circle cx="20" cy="20" r="15" fill="#a33"/>
<text x="38" y="24" font-size="9">Circle</text></svg>"""


def png(width, height):
    rows = b"".join(b"\0" + bytes((x * y + c) % 251 for x in range(width) for c in (0, 60, 120)) for y in range(height))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
                                           for kind, data in chunks)


def write(base):
    (base / "short.md").write_text(SHORT, "utf-8")
    (base / "square.png").write_bytes(png(90, 60))
    (base / "circle.svg").write_text(SVG, "utf-8")
    text = EXAMPLE.read_text("utf-8").replace("رسالة مفتوحة إلى:", "رسالة مفتوحة إلى: {name}، ")
    (base / "example.txt").write_text(text, "utf-8")
    signs = ["plain", "\ue001", "\U00018b00", "\ue001"]  # one again in a later row, and not first where it is last
    names = ["ليلى حداد", "Анна Петрова", "山田太郎", "Nguyễn Thị Bình", "Recipient"]
    rows = [f"{names[i % len(names)]} {i},City {i * 7919 % 100},{signs[(i * 3 + i // 5) % len(signs)]}" for i in range(ROWS)]
    (base / "people.csv").write_text("name,city,sign\n" + "\n".join(rows) + "\n", "utf-8")


def merge(base, letter, options=(), jobs=1, blocked=None):
    """Its status, what it says, and the files it leaves."""
    folder = base / "copies"
    if blocked:
        (folder / blocked).mkdir(parents=True)
    done = subprocess.run([WARRAQ, "merge", letter, "people.csv", "-o", "copies", "--date", "2020-09-09", "-j", str(jobs), *options],
                          cwd=base, capture_output=True, check=False, timeout=300, stdin=subprocess.DEVNULL,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "WARRAQ_DATA": str(SOURCE)})
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    shutil.rmtree(folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode(), files


def same(base, letter, options=(), blocked=None):
    """What one thread makes, after every other number of them made the same."""
    alone = merge(base, letter, options, 1, blocked)
    for jobs in (2, 5):
        made = merge(base, letter, options, jobs, blocked)
        for name, one, other in zip(("status", "result", "messages", "files"), alone, made):
            if one != other:
                faults.append(f"{letter} {options} {blocked}: {name} of -j{jobs} differ: {str(one)[:300]} / {str(other)[:300]}")
    return alone


def test_letters(base):
    cases = [("short.md", options) for options in ((), ("--print",), ("--pdf", "a-4"), ("--pdf", "a-3a"), ("--shard", "2/3"),
                                                   ("--labels", "L7160"), ("--strict",))]
    for letter, options in cases + [("example.txt", ())]:
        files = same(base, letter, options)[3]
        copies = [name for name in files if name[0] == "0"]
        wanted = len(range(1, ROWS, 3)) if "--shard" in options else ROWS
        if len(copies) != wanted or not any(name.startswith("all") for name in files):
            faults.append(f"{letter} {options}: {sorted(files)}")


def test_missing(base):
    """A sign that no face has is told once, of the first row that asks for it."""
    messages = merge(base, "short.md", (), 4)[2]
    for sign in ("U+E000", "U+E001", "U+18B00"):
        if messages.count(sign) != 1:
            faults.append(f"{sign}: {messages}")


def test_fault(base):
    """A copy that cannot be written ends the merge: those before it are there, none after it, and nothing half-written."""
    for row in (1, 2, 6, ROWS):
        status, _, messages, files = same(base, "short.md", ("--file-name", "{n}"), f"{row:04}.pdf")
        if status != 3 or sorted(files) != [f"{n:04}.pdf" for n in range(1, row)] or f"{row:04}.pdf" not in messages:
            faults.append(f"row {row}: {status} {messages} {sorted(files)}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        write(base)
        for name, test in sorted(globals().items()):
            if name.startswith("test_"):
                test(base)
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
