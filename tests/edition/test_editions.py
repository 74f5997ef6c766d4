# SPDX-License-Identifier: MIT
"""A letter's editions say what its record says: every block and entry of the page of the web is a line of `dump
text`, in order, with its number; the page stands alone, is well formed, and says language and direction."""
import base64
import html
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree
import zipfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ["SOURCE"]).resolve()
LETTERS = [SOURCE / "examples/open-letter.ar.txt",
           *sorted(p for p in (SOURCE / "tests/read/letters").iterdir() if p.suffix in (".txt", ".md", ".html"))]
VOID = {"meta", "br", "hr", "img"}
SILENT = {"sup", "style", "title"}
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"}
PIXEL = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSu"
         "QmCC")
EVERYTHING = f"""---
title: A letter with <everything> & more
lang: en
date: 2020-09-09
---

Words with *emphasis*, **weight**, `code`, [an address](https://example.org/?a=1&b=2), [a trap](javascript:alert(1)), [a place](#heading) and a
note.[^b] Another note.[^a]

## A heading

> A quotation.

- one
- two

| Head | Other |
|:----:|------:|
| cell | "quoted" |

![A pixel]({PIXEL})

![Far away](https://example.org/far.png)

[^a]: The second that is called.
[^b]: The first, which has *words*.
"""
faults = []


def expect(told, found, wanted):
    if found != wanted:
        faults.append(f"{told}: {found!r}, not {wanted!r}")


def run(folder, *words):
    return subprocess.run([WARRAQ, *map(str, words)], cwd=folder, capture_output=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})


def fold(text):
    return " ".join(text.split())


class Page(html.parser.HTMLParser):
    """Holds the markup to its own rules and gathers the text of blocks, entries and cells."""

    def __init__(self, told, text):
        super().__init__(convert_charrefs=True)
        self.told, self.open, self.ids, self.lines = told, [], [], []
        self.attributes, self.addresses, self.numbers, self.silent, self.notes = {}, [], [], 0, False
        self.hushed = []
        self.feed(text)
        self.close()
        expect(f"{told}: left open", self.open, [])
        expect(f"{told}: ids given twice", len(self.ids) - len(set(self.ids)), 0)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.attributes.setdefault(tag, []).append(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.addresses += [attrs[name] for name in ("href", "src") if name in attrs]
        if tag == "li":
            self.numbers.append(attrs.get("value"))
        if tag in VOID:
            if tag == "br":
                self.handle_data(" ")
            return
        self.open.append(tag)
        if tag in BLOCKS or tag in ("li", "td", "th"):
            self.lines.append("")
        self.notes |= attrs.get("role") == "doc-endnotes"
        silent = tag in SILENT or (self.notes and tag == "span") or attrs.get("class") in ("list-heading", "band")
        self.hushed.append(silent)
        self.silent += silent

    def handle_endtag(self, tag):
        expect(f"{self.told}: closed", self.open.pop() if self.open else None, tag)
        self.silent -= self.hushed.pop()

    def handle_data(self, data):
        if self.lines and not self.silent:
            self.lines[-1] += data


def page_holds(folder, letter, told):
    done = run(folder, "render", letter, "--date", "2020-09-09", "--quiet", "-o", "letter.html")
    expect(f"{told}: status", done.returncode, 0)
    text = pathlib.Path(folder, "letter.html").read_text(encoding="utf-8")
    page = Page(told, text)
    root = page.attributes["html"][0]
    if not root.get("lang") or root.get("dir") not in ("ltr", "rtl"):
        faults.append(f"{told}: <html> says {root}")
    expect(f"{told}: scripts", page.attributes.get("script"), None)
    for address in page.addresses:
        if not re.match(r"(https?|mailto|tel|data):|#", address):
            faults.append(f"{told}: leads to {address}")
        if address.startswith("#") and address[1:] not in page.ids:
            faults.append(f"{told}: {address} leads nowhere")
    return page


def same_words(folder, letter, told):
    page = page_holds(folder, letter, told)
    typeset = run(folder, "dump", "text", letter, "--quiet").stdout.decode()
    wanted = [fold(line) for line in typeset.splitlines() if fold(line)]
    found = [fold(line) for line in page.lines if fold(line)]
    for line in [line for line in wanted if line not in found][:3]:
        faults.append(f"{told}: the page does not say {line!r}")
    for line in [line for line in found if line not in wanted][:3]:
        faults.append(f"{told}: the page alone says {line!r}")
    in_order = [line for line in found if wanted.count(line) == 1 and found.count(line) == 1]
    if not page.notes:
        expect(f"{told}: order", in_order, [line for line in wanted if line in in_order])
    return page


def example_is_whole(folder):
    page = same_words(folder, LETTERS[0], LETTERS[0].name)
    numbers = [int(number) for number in page.numbers if number]
    expect("signatories", (len(numbers), numbers[0], numbers[-1]), (273, 1, 282))
    expect("direction", page.attributes["html"][0]["dir"], "rtl")
    expect("direction of the list", page.attributes["ol"][0].get("dir"), "ltr")
    expect("names apart from the text round them", len(page.attributes["bdi"]), 273)


def everything_is_there(folder):
    letter = pathlib.Path(folder, "everything.md")
    letter.write_text(EVERYTHING, encoding="utf-8")
    page = page_holds(folder, letter, "everything")
    text = pathlib.Path(folder, "letter.html").read_text(encoding="utf-8")
    for words in ("<title>A letter with &lt;everything&gt; &amp; more</title>", "<em>emphasis</em>",
                  "<strong>weight</strong>", "<code>code</code>", "?a=1&amp;b=2", "<blockquote>", 'scope="col"',
                  "text-align:center", "&quot;quoted&quot;", 'alt="A pixel" src="data:image/png;base64,', "Far away",
                  'role="doc-noteref" id="r1" href="#n1">1<', '<li id="n1" value="1"'):
        if words not in text:
            faults.append(f"everything: no {words}")
    expect("everything: the trap", "javascript" in text, False)
    first = text.index("The first, which has")
    expect("everything: notes in the order of their calls", first < text.index("The second that is called"), True)
    expect("everything: addresses", sorted(a[:20] for a in page.addresses if a[0] != "#"),
           ["data:image/png;base6", "https://example.org/"])


def others_are_the_same(folder):
    letter = LETTERS[0]
    for name, wanted in (("letter.md", ["import", letter, "-o", "import.md"]), ("letter.txt", ["dump", "text", letter])):
        run(folder, "render", letter, "--date", "2020-09-09", "--quiet", "-o", name)
        done = run(folder, *wanted, "--quiet")
        other = pathlib.Path(folder, "import.md").read_bytes() if name == "letter.md" else done.stdout
        expect(name, pathlib.Path(folder, name).read_bytes() == other, True)
    for words in (["--print"], ["--pdf", "a-4"], ["--volumes", "2"]):
        done = run(folder, "render", letter, "--quiet", "-o", "refused.html", *words)
        expect(f"{words[0]} with .html: status", done.returncode, 2)
        expect(f"{words[0]} with .html: a file", os.path.exists(os.path.join(folder, "refused.html")), False)


XHTML, OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"


def book_of(folder, letter, told):
    done = run(folder, "render", letter, "--date", "2020-09-09", "--quiet", "-o", "letter.epub")
    expect(f"{told}: status of the book", done.returncode, 0)
    book = zipfile.ZipFile(os.path.join(folder, "letter.epub"))
    first = book.infolist()[0]
    expect(f"{told}: first in the book", (first.filename, first.compress_type, first.extra), ("mimetype", 0, b""))
    return book, {name: xml.etree.ElementTree.fromstring(book.read(name)) for name in book.namelist()
                  if name.endswith((".xhtml", ".opf", ".xml"))}


def words_of(element):
    """The text of a block or an entry without what stands in other blocks, calls of notes and page breaks."""
    text = element.text or ""
    for child in element:
        if not child.get("id") and child.tag != XHTML + "sup":
            text += " " if child.tag == XHTML + "br" else words_of(child)
        text += child.tail or ""
    return text


# The ids of the book are those of the page of the web, and its words those that were typeset.
def book_says_the_same(folder, letter, told):
    book, parts = book_of(folder, letter, told)
    package = parts["EPUB/package.opf"]
    direction = package.find(f"{OPF}spine").get("page-progression-direction")
    texts = [parts["EPUB/" + item.get("href")] for item in package.find(f"{OPF}manifest")
             if item.get("id").startswith("t")]
    for part in [package, parts["EPUB/nav.xhtml"], *texts]:
        expect(f"{told}: direction in the book", part.get("dir"), direction)
    places = {(name, e.get("id")) for name, part in parts.items() for e in part.iter() if e.get("id")}
    for name, part in parts.items():
        for link in part.iter(XHTML + "a"):
            file, _, place = link.get("href").partition("#")
            if not re.match(r"\w+:", file) and ("EPUB/" + file if file else name, place) not in places:
                faults.append(f"{told}: {name} leads to {link.get('href')}")
    lines = [fold(words_of(e)) for part in texts for e in part.iter() if re.fullmatch(r"[pet]\d+", e.get("id") or "")]
    typeset = [fold(line) for line in run(folder, "dump", "text", letter, "--quiet").stdout.decode().splitlines()]
    source = pathlib.Path(folder, letter).read_bytes()
    if b"[^" not in source:  # notes have an order of their own
        expect(f"{told}: words of the book", [line for line in lines if line], [line for line in typeset if line])
    return book, parts


def books(folder):
    book, parts = book_says_the_same(folder, LETTERS[0], "the example's book")
    pages = json.loads(run(folder, "render", LETTERS[0], "--json", "--quiet", "-o", "l.pdf").stdout)["files"][0]["pages"]
    listed = [a.text for nav in parts["EPUB/nav.xhtml"].iter(XHTML + "nav") if nav.get("hidden")
              for a in nav.iter(XHTML + "a")]
    expect("pages of the record in the book", listed, [str(n + 1) for n in range(pages)])
    for letter in LETTERS[1:]:
        book_says_the_same(folder, letter, f"the book of {letter.name}")
    pathlib.Path(folder, "many.md").write_text("---\ntitle: Many\n---\n\nWords.\n\n" + "".join(
        f"{n}. Name {n}\n" for n in range(1, 2502)), encoding="utf-8")
    book, parts = book_says_the_same(folder, "many.md", "a long book")
    expect("files of a long book", sorted(name for name in parts if "letter" in name),
           [f"EPUB/letter-{n}.xhtml" for n in (1, 2, 3)])
    before = pathlib.Path(folder, "letter.epub").read_bytes()
    book_of(folder, "many.md", "again")
    expect("the same book again", pathlib.Path(folder, "letter.epub").read_bytes() == before, True)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element, *path):
    for name in path:
        element = element.find(WORD + name) if element is not None else None
    return element.get(WORD + "val") if element is not None else None


class Numbering:
    """What Word writes before a paragraph of a list, by ECMA-376, 17.9."""

    def __init__(self, part):
        looks = {e.get(WORD + "abstractNumId"): e.find(WORD + "lvl") for e in part.iter(WORD + "abstractNum")}
        self.looks, self.next = {}, {}
        for number in part.iter(WORD + "num"):
            own = number.get(WORD + "numId")
            self.looks[own] = value(looks[value(number, "abstractNumId")], "lvlText")
            self.next[own] = int(value(number, "lvlOverride", "startOverride") or 1)

    def label(self, paragraph):
        own = value(paragraph, "pPr", "numPr", "numId")
        if own is None:
            return ""
        label = self.looks[own].replace("%1", str(self.next[own]))
        self.next[own] += 1
        return label + " "


def word_of(folder, letter, told, *options):
    done = run(folder, "render", letter, "--date", "2020-09-09", "--quiet", "-o", "letter.docx", *options)
    expect(f"{told}: status of the Word document", done.returncode, 0)
    package = zipfile.ZipFile(os.path.join(folder, "letter.docx"))
    expect(f"{told}: first in the Word document", package.namelist()[0], "[Content_Types].xml")
    return {name: xml.etree.ElementTree.fromstring(package.read(name)) for name in package.namelist()
            if name.endswith((".xml", ".rels"))}


def words_in_word(folder, letter, told, *options):
    parts = word_of(folder, letter, told, *options)
    numbering, lines, directions = Numbering(parts["word/numbering.xml"]), {}, {}
    for paragraph in [p for name in ("word/document.xml", "word/footnotes.xml") for p in parts[name].iter(WORD + "p")]:
        mark = paragraph.find(WORD + "bookmarkStart")
        if mark is None:
            continue
        text = "".join(" " if e.tag in (WORD + "br", WORD + "tab") else e.text or "" for run in paragraph.iter(WORD + "r")
                       if value(run, "rPr", "rStyle") != "FootnoteReference" for e in run
                       if e.tag in (WORD + "t", WORD + "br", WORD + "tab"))
        name = mark.get(WORD + "name")
        lines[name] = fold(numbering.label(paragraph) + text)
        directions[name] = value(paragraph, "pPr", "bidi") != "0"
    return parts, lines, directions


def word_says_the_same(folder, letter, told):
    parts, lines, directions = words_in_word(folder, letter, told)
    typeset = [fold(line) for line in run(folder, "dump", "text", letter, "--quiet").stdout.decode().splitlines()]
    if b"[^" not in pathlib.Path(folder, letter).read_bytes():
        expect(f"{told}: words in Word", [line for line in lines.values() if line], [line for line in typeset if line])
    return parts, lines, directions


def word(folder):
    parts, lines, directions = word_says_the_same(folder, LETTERS[0], "the example in Word")
    expect("numbers in Word", len([name for name in lines if name[0] == "e"]), 273)
    expect("directions in Word", {(name[0], rtl) for name, rtl in directions.items() if name != "p12"},
           {("p", True), ("e", False)})
    for runs in parts["word/document.xml"].iter(WORD + "r"):
        text = runs.find(WORD + "t")
        letters = [c for c in text.text if c.isalpha()] if text is not None else []
        rtl = runs.find(f"{WORD}rPr/{WORD}rtl") is not None
        if len({unicodedata.bidirectional(c) in ("R", "AL") for c in letters} | ({rtl} if letters else set())) > 1:
            faults.append(f"a run of both directions: {text.text}")
    for letter in LETTERS[1:]:
        word_says_the_same(folder, letter, f"{letter.name} in Word")
    before = pathlib.Path(folder, "letter.docx").read_bytes()
    word_of(folder, LETTERS[-1], "again")
    expect("the same Word document again", pathlib.Path(folder, "letter.docx").read_bytes() == before, True)


# A receiver's rules are kept, and what breaks them is told.
def receivers(folder):
    letter = pathlib.Path(folder, "everything.md")
    parts, lines, _ = words_in_word(folder, letter, "for a receiver", "--for", "hrc")
    style = parts["word/styles.xml"].find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
    expect("the receiver's size", value(style, "sz"), "20")
    bold = [e for name in parts for e in parts[name].iter(WORD + "b")] + list(parts["word/styles.xml"].iter(WORD + "i"))
    expect("emphasis for a receiver that takes none", bold, [])
    upr, _, _ = words_in_word(folder, letter, "with numbered paragraphs", "--for", "upr")
    numbered = [p for p in upr["word/document.xml"].iter(WORD + "p")
                if value(p, "pPr", "pStyle") == "BodyText" and value(p, "pPr", "numPr", "numId")]
    expect("numbered paragraphs", len(numbered), 1)
    long = pathlib.Path(folder, "long.md")
    long.write_text("---\ntitle: Long\nlang: en\n---\n\n" + "word " * 1501, encoding="utf-8")
    for name, receiver, wanted in ((letter, "hrc", {"receiver-emphasis"}), (long, "hrc", {"receiver-words"}),
                                   (long, "hrc-general", set()), (long, "upr", set())):
        done = run(folder, "check", name, "--for", receiver, "--json", "--date", "2020-09-09")
        told = {note["code"] for note in json.loads(done.stdout)["notes"]} & {
            "receiver-words", "receiver-pages", "receiver-emphasis"}
        expect(f"{name.name} for {receiver}", told, wanted)
        expect(f"{name.name} for {receiver}: status", done.returncode, int("receiver-words" in wanted))
    for words in (["-o", "no.docx", "--for", "nobody"], ["-o", "no.pdf", "--for", "hrc"], ["-o", "no.md", "--for", "hrc"]):
        expect(f"{words}: status", run(folder, "render", letter, "--quiet", *words).returncode, 2)


def faces_lie_in_the_page(folder):
    page = os.path.join(folder, "faces.html")
    for name in (page, page + "2.html"):
        done = run(folder, "render", LETTERS[0], "-o", name, "--faces", "embedded", "--quiet", "--date", "2020-09-09")
        expect("faces: status", done.returncode, 0)
    text = pathlib.Path(page).read_text("utf-8")
    expect("the same faces again", pathlib.Path(page + "2.html").read_text("utf-8"), text)
    expect("the page may show them", "font-src data:" in text, True)
    covered, families = set(), set()
    for family, data, ranges in re.findall(r'font-family:(w\d+);font-weight:\d+;src:url\(data:font/woff2;base64,([^)]*)\)'
                                           r'format\("woff2"\);unicode-range:([^}]*)', text):
        font = base64.b64decode(data)
        expect(f"{family} is WOFF 2 of its length", (font[:4], int.from_bytes(font[8:12], "big")), (b"wOF2", len(font)))
        families.add(family)
        for part in ranges.split(","):
            first, _, last = part.removeprefix("U+").partition("-")
            covered |= set(range(int(first, 16), int(last or first, 16) + 1))
    shown = {ord(c) for c in html.unescape(re.sub(r"<[^>]*>", "", text[text.index("<body>"):])) if not c.isspace()}
    expect("every character has a face", {chr(c) for c in shown - covered}, set())
    expect("the families that are asked", set(re.findall(r"w\d+", re.search(r"\*\{--serif:([^}]*)", text)[1])), families)
    expect("no such way", run(folder, "render", LETTERS[0], "-o", page, "--faces", "fetched").returncode, 2)


def main():
    with tempfile.TemporaryDirectory() as folder:
        example_is_whole(folder)
        for letter in LETTERS[1:]:
            same_words(folder, letter, letter.name)
        everything_is_there(folder)
        others_are_the_same(folder)
        faces_lie_in_the_page(folder)
        books(folder)
        word(folder)
        receivers(folder)
    print("\n".join(faults) or f"{len(LETTERS)} letters say the same as pages of the web, as books and in Word")
    return 1 if faults else 0


sys.exit(main())
