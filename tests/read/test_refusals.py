# SPDX-License-Identifier: MIT
"""Every kind of file that is not read says, by its bytes and whatever its name, what it is and what to do next."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
from words import zip_of  # noqa: E402

W = os.environ["WARRAQ"]
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def ole(stream):
    return OLE + stream.encode("utf-16-le") + bytes(512)


# file, its bytes (or the entries of a ZIP), what it is, what to do
TABLE = [
    ("letter.pdf", b"%PDF-1.7\n%x\n", "PDF", "ask whoever made it"),
    ("letter.doc", ole("WordDocument"), ".doc", "save it as .docx"),
    ("letter.dot", ole("WordDocument"), ".doc", "save it as .docx"),
    ("letter.docx", ole("EncryptedPackage"), "password", "save it without one"),
    ("letter.rtf", b"{\\rtf1\\ansi Dear}", "Rich Text", "save it as .docx"),
    ("letter.wri", OLE, "old file of Microsoft Office", "save it as .docx"),
    ("list.xls", ole("Workbook"), ".xls", "as .xlsx or .csv"),
    ("list.xlsx", [("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")], "workbook", "--signatories"),
    ("talk.ppt", ole("PowerPoint Document"), "slides", "text"),
    ("talk.pptx", [("[Content_Types].xml", "<x/>"), ("ppt/presentation.xml", "<x/>")], "slides", "text"),
    ("letter.msg", ole("__properties_version1.0"), ".msg", "save it as .eml"),
    ("winmail.dat", b"x\237>\"\1\2\3\4", "winmail.dat", "plain mail"),
    ("letter.pages", [("Index/Document.iwa", "x"), ("preview.jpg", "x")], "Pages", "export it as Word"),
    ("letter.numbers", [("Index/Tables/DataList.iwa", "x")], "Pages, Numbers", "export it as Word"),
    ("letter.wpd", b"\377WPC\1\2\3\4", "WordPerfect", "save it as .odt"),
    ("letter.epub", [("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<x/>")], "e-book", "save its letter"),
    ("letter.xml", b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>", "Word document in XML", "save it as .docx"),
    ("letter.webarchive", b"bplist00\1\2", "Safari", "save the page as HTML"),
    ("scan.png", b"\211PNG\r\n\032\n0000", "picture", "text"),
    ("scan.jpg", b"\377\330\377\3400000", "picture", "text"),
    ("scan.tif", b"II*\0000000", "picture", "text"),
    ("letters.zip", [("a.txt", "Dear all"), ("b.txt", "Dear you")], "ZIP", "unpack it"),
    ("archive.zip", [("letter/bagit.txt", "x"), ("letter/data/letter.pdf", "x")], "archive of a letter", "warraq verify"),
    ("letter.gz", b"\037\213\10\0\0\0\0\0", "compressed", "unpack it"),
    ("letter.7z", b"7z\274\257\047\034\0\4", ".7z", "unpack it"),
    ("letter.rar", b"Rar!\032\007\0\1", ".rar", "unpack it"),
]


def write(path, content):
    if isinstance(content, list):
        zip_of(path, content)
    else:
        with open(path, "wb") as file:
            file.write(content)


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for name, content, what, next_step in TABLE:
            # A wrong ending hides nothing.
            for path in (name if name.startswith("letter") else f"{name}.txt", "as.txt", "as.docx", "as"):
                write(f"{folder}/{path}", content)
                done = subprocess.run([W, "check", path], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True,
                                      text=True, timeout=60)
                lines = done.stderr.strip().split("\n")
                told = len(lines) == 1 and what in lines[0] and next_step in lines[0] and "[source-unsupported]" in lines[0]
                if done.returncode not in (1, 3) or done.stdout or not told:
                    faults.append(f"{name} as {path}: exit {done.returncode}, {done.stderr!r}")
                os.remove(f"{folder}/{path}")
    print("\n".join(faults) or f"{len(TABLE)} kinds of file say what to do next")
    return 1 if faults else 0


sys.exit(main())
