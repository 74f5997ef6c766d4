# SPDX-License-Identifier: MIT
"""Nothing is lost and nothing is silent: every word of random documents is typeset, or reported as set aside.

SEED names the documents, EACH how many of each form; a failure prints both and the document."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from email.message import EmailMessage

sys.path.insert(0, str(pathlib.Path(__file__).parent / "made"))
import letters  # noqa: E402
import pages  # noqa: E402
import words as office  # noqa: E402
import workbooks  # noqa: E402

WARRAQ = os.environ["WARRAQ"]
SEED = os.environ.get("SEED", "heron")
EACH = int(os.environ.get("EACH", "3"))


class Words:
    """Words that come once each, so that none can stand in for another."""

    def __init__(self, chance):
        self.chance, self.made, self.count = chance, [], 0

    def one(self):
        self.count += 1
        word = "".join(self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou") for _ in range(2)) + f"q{self.count}"
        self.made.append(word)
        return word

    def some(self, least, most, capital=False):
        words = [self.one() for _ in range(self.chance.randint(least, most))]
        return " ".join(w.capitalize() if capital or i == 0 else w for i, w in enumerate(words))

    def sentence(self):
        return self.some(6, 14) + "."

    def name(self):
        form = self.chance.choice(["", "", ", {}", " ({})"])
        return self.some(2, 3, True) + (form and form.format(self.some(1, 3)))


def text_of(words, mark):
    """Blocks of every sort in any order: plain text, or Markdown where marks are given."""
    chance, blocks = words.chance, []
    for _ in range(chance.randint(3, 14)):
        kind = chance.randrange(9)
        if kind == 0:
            blocks.append((mark and "#" * chance.randint(1, 3) + " ") + words.some(1, 5))
        elif kind == 1:
            blocks.append("\n".join(f"{i}. {words.name()}" for i in range(1, chance.randint(3, 12) + 1)))
        elif kind == 2:
            blocks.append("\n".join(f"- {words.name()}" for _ in range(chance.randint(2, 8))))
        elif kind == 3:
            blocks.append(chance.choice(["Signatories", "Signed by:", "الموقعون", "Related articles", "To:", "We demand:"]))
        elif kind == 4:
            blocks.append("\n".join(words.name() for _ in range(chance.randint(2, 9))))
        elif kind == 5:
            blocks.append("; ".join(words.name() for _ in range(chance.randint(3, 12))) + chance.choice(["", "."]))
        elif kind == 6:
            blocks.append(words.some(1, 3) + chance.choice([",", ":", "", "!"]))
        elif kind == 7 and mark:
            rows = "\n".join("| " + " | ".join(words.some(1, 2) for _ in range(3)) + " |" for _ in range(chance.randint(1, 5)))
            blocks.append(f"| {words.one()} | {words.one()} | {words.one()} |\n|---|---|---|\n{rows}")
        else:
            blocks.append(" ".join(words.sentence() for _ in range(chance.randint(1, 4))))
    return "\n\n".join(blocks) + "\n"


def html_of(words):
    chance = words.chance

    def element(depth):
        tag = chance.choice(["p", "div", "section", "ul", "ol", "table", "h2", "blockquote", "aside", "nav", "footer", "dl",
                             "span", "pre", "figure", "details", "form", "article", "center", "address"])
        tag = tag if depth <= 3 else chance.choice(["p", "h2", "div"])  # a browser puts a table's own text elsewhere
        if depth > 3 or tag in ("p", "h2", "span", "pre", "address"):
            inner = words.sentence() if tag == "p" else words.some(1, 6)
            more = chance.choice(["", "<br>{}", " <b>{}</b>"])
            return f"<{tag}>{inner}{more and more.format(words.name())}</{tag}> "
        if tag in ("ul", "ol"):
            return f"<{tag}>" + "".join(f"<li>{words.name()}</li>" for _ in range(chance.randint(1, 7))) + f"</{tag}>"
        if tag == "table":
            return "<table>" + "".join(f"<tr><td>{words.name()}</td><td>{words.some(1, 2)}</td></tr>"
                                       for _ in range(chance.randint(1, 6))) + "</table>"
        if tag == "dl":
            return "<dl>" + "".join(f"<dt>{words.name()}</dt><dd>{words.some(1, 3)}</dd>" for _ in range(chance.randint(1, 5))) + "</dl>"
        return f"<{tag} class={chance.choice(['a', 'menu', 'share', 'text', 'card'])}>" + "".join(
            element(depth + 1) for _ in range(chance.randint(1, 5))) + f"</{tag}>"

    return "<!doctype html><html><body>" + "".join(element(0) for _ in range(chance.randint(3, 12))) + "</body></html>\n"


def list_of(words, form):
    people = [{"name": words.some(2, 3, True), "affiliation": words.some(1, 3)} for _ in range(words.chance.randint(1, 30))]
    if form == "json":
        return json.dumps(people)
    return "".join(f"- name: {p['name']}\n  affiliation: {p['affiliation']}\n" for p in people)


def sheet_of(words, path, form):
    """A sheet whose columns are all of the kind that is printed."""
    rows = [["Name", "Affiliation", "City"]]
    rows += [[words.some(2, 3, True), words.some(1, 3), words.one()] for _ in range(words.chance.randint(1, 20))]
    if form == "xlsx":
        workbooks.xlsx(path, [("People", "visible", workbooks.sheet_xml(rows))])
    elif form == "ods":
        workbooks.ods(path, workbooks.ods_table("People", rows))
    else:
        mark = {"csv": ",", "tsv": "\t"}[form]
        path.write_text("".join(mark.join(row) + "\n" for row in rows), encoding="utf-8")


def office_of(words, path, form):
    """Paragraphs, headings, lists and tables in the XML of a word processor."""
    chance, blocks = words.chance, []
    word = form == "docx"

    def line(text, style="", num=None):
        if word:
            return office.item(text, num) if num else office.p(text, style)
        return f"<text:p text:style-name='Standard'>{text}</text:p>"

    def table():
        rows = [[words.some(1, 2), words.some(1, 3)] for _ in range(chance.randint(1, 6))]
        if word:
            return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{office.p(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows) + "</w:tbl>"
        return "<table:table>" + "".join("<table:table-row>" + "".join(
            f"<table:table-cell>{line(c)}</table:table-cell>" for c in row) + "</table:table-row>" for row in rows) + "</table:table>"

    for _ in range(chance.randint(3, 14)):
        kind = chance.randrange(5)
        if kind == 0:
            head = words.some(1, 5)
            blocks.append(line(head, "Ueberschrift1") if word else f"<text:h text:outline-level='1'>{head}</text:h>")
        elif kind == 1:
            names = [words.name() for _ in range(chance.randint(2, 9))]
            blocks.append("".join(line(n, num=1) for n in names) if word else
                          "<text:list>" + "".join(f"<text:list-item>{line(n)}</text:list-item>" for n in names) + "</text:list>")
        elif kind == 2:
            blocks.append(table())
        elif kind == 3:
            blocks.append(line(chance.choice(["Signatories", "Signed by:", "الموقعون", "To:", "We demand:"])))
        else:
            blocks.append(line(" ".join(words.sentence() for _ in range(chance.randint(1, 4)))))
    numbering = office.abstract(0, ("decimal", "%1.", 1)) + office.num(1, 0)
    if word:
        office.docx(path, "".join(blocks), numbering=numbering)
    elif form == "odt":
        office.odt(path, "".join(blocks))
    else:
        office.fodt(path, "".join(blocks))


def mail_of(words, path, form):
    """A mail of text, of a page, or of both, by itself or in a mailbox."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = "Pat <pat@example.org>", "all@example.org", "Wed, 01 Jan 2020 10:00:00 +0000"
    mail["Subject"] = words.some(2, 5)
    if words.chance.random() < 0.5:
        mail.set_content(text_of(words, ""))
    else:
        mail.set_content(html_of(words), subtype="html")
    bytes_of = mail.as_bytes()
    path.write_bytes(bytes_of if form == "eml" else b"From pat@example.org Wed Jan  1 10:00:00 2020\n" + bytes_of + b"\n")


def web_of(words, path, form):
    """A page as a browser or a crawler saves it."""
    page = html_of(words).encode()
    if form == "mhtml":
        path.write_bytes(b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; "
                         b"boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
                         b"Content-Location: https://example.org/\r\n\r\n" + page + b"\r\n--b--\r\n")
        return
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    warc = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http)) + http + b"\r\n\r\n"
    if form == "warc":
        path.write_bytes(warc)
    else:
        office.zip_of(path, [("pages/pages.jsonl", '{"url": "https://example.org/"}\n'), ("archive/a.warc", warc)])


def written(maker, *form):
    """A maker of text as one of files."""
    return lambda words, path: path.write_text(maker(words, *form), encoding="utf-8")


FORMS = {"txt": written(text_of, ""), "md": written(text_of, "#"), "html": written(html_of),
         "json": written(list_of, "json"), "yaml": written(list_of, "yaml")}
for maker, forms in [(sheet_of, "csv tsv xlsx ods"), (office_of, "docx odt fodt"), (mail_of, "eml mbox"), (web_of, "mhtml warc wacz")]:
    FORMS |= {form: lambda words, path, maker=maker, form=form: maker(words, path, form) for form in forms.split()}


def printed_and_reported(folder, name):
    text = subprocess.run([WARRAQ, "dump", "text", "--quiet", name], cwd=folder, capture_output=True, text=True)
    said = subprocess.run([WARRAQ, "check", "--json", "--quiet", name], cwd=folder, capture_output=True, text=True)
    return text, said


def judge(folder, form, each):
    words = Words(random.Random(f"{SEED}/{form}/{each}"))
    FORMS[form](words, folder / f"a.{form}")
    text, said = printed_and_reported(folder, f"a.{form}")
    if "[source-empty]" in text.stderr:
        return 0
    assert text.returncode in (0, 1), (SEED, form, each, text.stderr)
    there = set(re.findall(r"\w+", (text.stdout + " ".join(
        a["text"] for a in json.loads(said.stdout).get("set_aside", []))).lower()))
    lost = [w for w in words.made if w not in there]
    assert not lost, f"SEED={SEED} {form} {each}: neither typeset nor reported: {lost[:8]}\n{text.stdout}"
    return 1


def judge_letter(folder, each):
    """Real sentences, in the forms of letters and of pages."""
    chance = random.Random(f"{SEED}/letter/{each}")
    letter = letters.letter(chance, chance.choice(sorted(letters.KINDS)), chance.choice(sorted(letters.WORDS)))
    html, wanted, residue = pages.page(chance, chance.choice(sorted(pages.MANNERS)))
    for name, source, parts in [(f"a.{letter.form}", letter.text, letter.body + letter.residue),
                                ("b.html", html, wanted + residue)]:
        (folder / name).write_text(source, encoding="utf-8")
        text, said = printed_and_reported(folder, name)
        there = re.findall(r"\w+", text.stdout + " ".join(a["text"] for a in json.loads(said.stdout)["set_aside"]))
        whole, words = "".join(there), set(there)
        lost = [p for p in parts if "".join(re.findall(r"\w+", p)) not in whole]
        lost = [p for p in lost if not all(w in words for w in re.findall(r"\w+", p))]
        assert not lost, f"SEED={SEED} letter {each}: neither typeset nor reported: {lost[:4]}\n{source}"


def main():
    with tempfile.TemporaryDirectory() as name:
        judged = 0
        for each in range(EACH):
            judged += sum(judge(pathlib.Path(name), form, each) for form in FORMS)
            judge_letter(pathlib.Path(name), each)
    # A page may be all menu, which is refused; a reader that refused all would find nothing lost.
    assert judged * 10 >= EACH * len(FORMS) * 8, f"only {judged} of {EACH * len(FORMS)} were read"
    print(f"{judged + EACH * 2} documents: every word is typeset or reported")


main()
