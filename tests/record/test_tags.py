# SPDX-License-Identifier: MIT
"""What the structure tree says beside the text: heading levels without gaps whatever the source does, lists numbered as
their labels are, languages that are language tags, links in words, the direction of the document."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import read_structure

WARRAQ = os.environ["WARRAQ"]
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def text(value):
    return value.decode("utf-16") if value[:2] == b"\xFE\xFF" else value.decode("latin-1")


class Record:
    def __init__(self, folder, source, *options, name="letter.md"):
        path = pathlib.Path(folder) / name
        path.write_text(source, encoding="utf-8")
        out = str(path.with_suffix(".pdf"))
        done = subprocess.run([WARRAQ, "render", str(path), "-o", out, "--date", "2020-01-01", *options],
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        self.said = done.stderr
        self.file = read_structure.File(pathlib.Path(out).read_bytes())
        self.elements = list(self.walk(self.file.root["StructTreeRoot"]))[1:]

    def walk(self, node):
        node = self.file.get(node)
        if not isinstance(node, dict):
            return
        yield node
        kids = node.get("K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from self.walk(kid)

    def roles(self):
        return [element["S"] for element in self.elements if "S" in element]

    def of(self, role):
        return [element for element in self.elements if element.get("S") == role]

    def headings(self):
        return [int(role[1]) for role in self.roles() if re.fullmatch("H[1-6]", role)]

    def attribute(self, element, key):
        value = self.file.get(element.get("A", {}))
        return value.get(key)

    def languages(self):
        said = [element["Lang"] for element in self.elements if "Lang" in element]
        for page in self.file.pages():
            content = self.file.streams[self.file.get(page)["Contents"]]
            said += [value["Lang"] for value in read_structure.values(content)
                     if isinstance(value, dict) and "Lang" in value]
        return [text(lang) for lang in said + [self.file.root["Lang"]]]


def headings(folder):
    ways = ["## A\n\n#### B\n\n#### C\n\n## D\n", "### A\n\nText.\n\n###### B\n\n##### C\n", "#### A\n", "# A\n\n### B\n\n## C\n",
            "###### A\n\n# B\n\n###### C\n\n##### D\n\n###### E\n"]
    for way in ways:
        for title in "title: T\n", "":
            record = Record(folder, f"---\nlang: en\n{title}---\n\n{way}")
            levels = record.headings()
            assert levels[0] == 1, (way, levels)
            assert all(b <= a + 1 for a, b in zip(levels, levels[1:])), (way, levels)
    siblings = Record(folder, "---\ntitle: T\nlang: en\n---\n\n## A\n\n##### B\n\n##### C\n").headings()
    assert siblings == [1, 2, 3, 3], siblings
    assert "heading-level" in Record(folder, "---\ntitle: T\nlang: en\n---\n\n#### B\n").said
    assert "heading-level" not in Record(folder, "---\ntitle: T\nlang: en\n---\n\n## B\n\n### C\n\n## D\n").said


def lists(folder):
    record = Record(folder, "---\ntitle: T\nlang: ar\n---\n\n1. واحد\n2. اثنان\n\nنص\n\n- نقطة\n- أخرى\n\nنص\n\n٣. ثالث\n")
    kinds = [record.attribute(element, "ListNumbering") for element in record.of("L")]
    assert kinds[0] == "Decimal", kinds
    labels = [record.attribute(element, "ListNumbering") for element in record.of("L")[1:]]
    assert all(kind in ("None", "Disc", "Decimal") for kind in labels), kinds
    assert record.attribute(record.of("Document")[0], "WritingMode") == "RlTb"
    latin = Record(folder, "---\ntitle: T\nlang: en\n---\n\nText.\n")
    assert latin.attribute(latin.of("Document")[0], "WritingMode") is None


def languages(folder):
    record = Record(folder, "---\ntitle: T\nlang: en\n---\n\nPeace is سلام in Arabic, 平和 there and שלום too.\n")
    assert {"ar", "he"} <= set(record.languages()), record.languages()
    wrong = Record(folder, "---\ntitle: T\n---\n\nText <span lang='not a tag'>more</span>.\n")
    assert all(TAG.fullmatch(lang) for lang in wrong.languages()), wrong.languages()
    assert "lang-invalid" in wrong.said


def links(folder):
    record = Record(folder, "---\ntitle: T\nlang: en\n---\n\nSee it.[^1]\n\n[^1]: The note says this.\n")
    said = [text(value["Contents"]) for value in record.file.objects.values()
            if isinstance(value, dict) and value.get("Subtype") == "Link"]
    assert said and all(re.search(r"[A-Za-z]{3}", words) for words in said), said


def notes(folder):
    """In PDF/UA-2 a note names every mark that calls it, and each of them the note."""
    record = Record(folder, "---\ntitle: T\nlang: en\n---\n\nSee it.[^1] And again.[^1]\n\n[^1]: The note says this.\n", "--pdf", "a-4")
    note = record.of("FENote")[0]
    marks = [element for element in record.elements if any(record.file.get(ref) is note for ref in element.get("Ref", []))]
    assert len(note["Ref"]) == 2 and len(marks) == 2, (note, marks)


def outline(folder):
    """A list of signatories is in the outline by its heading, or by a word of the letter's language where it has none."""
    for lang, word in ("en", "Signatories"), ("ar", "الموقّعون"):
        record = Record(folder, f"---\ntitle: T\nlang: {lang}\nsignatories:\n  - Ana Ruiz\n  - Bo Lind\n---\n\nText.\n")
        titles = [text(value["Title"]) for value in record.file.objects.values() if isinstance(value, dict) and "Title" in value and "Parent" in value]
        assert word in titles, titles


def little(folder):
    for source in "---\ntitle: T\nlang: en\n---\n", "---\nlang: en\n---\n\n## A\n\n## B\n":
        record = Record(folder, source, name="little.md")
        assert record.roles()[:1] == ["Document"], record.roles()


def main():
    with tempfile.TemporaryDirectory() as folder:
        for part in headings, lists, languages, links, notes, outline, little:
            part(folder)
    print("headings, lists, languages, links and what is nearly empty")


if __name__ == "__main__":
    sys.exit(main())
