# SPDX-License-Identifier: MIT
"""Letters of word processors: what a reader of the document sees is what is read, what is not seen is told, and what
is hostile is refused."""
import os
import resource
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(__file__))
import words  # noqa: E402
from words import PNG, abstract, docx, fodt, item, num, odt, p, part, r, starts_at, zip_of  # noqa: E402

W = os.environ["WARRAQ"]
FAULTS = []
PROSE = "We, readers and neighbours of the garden, ask you to keep the reading garden open all through the year."
IN_BOX = "In the box stands what whoever wants to sign has to do, and until when."
BESIDE = "Beside it stands what the gardeners of the town have asked of us all this year."
CONTROLLED = "A control holds what the form of the office asks whoever writes a letter to it."
ARABIC = "نحن القراء والجيران نطلب إليكم أن تبقى حديقة القراءة مفتوحة طوال السنة كلها كما وعدتم."


def run(folder, *args, memory=None):
    def limit():
        if memory and not os.environ.get("WARRAQ_SANITIZE"):  # a sanitizer maps terabytes
            resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    done = subprocess.run([W, *args], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=60, preexec_fn=limit)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def model(folder, name):
    status, out, err = run(folder, "dump", "model", name, "--date", "2020-01-01")
    if status != 0:
        FAULTS.append(f"{name}: exit {status}: {err}")
    return out, err


def expect(name, text, wanted=(), unwanted=()):
    for one in wanted:
        if one not in text:
            FAULTS.append(f"{name}: {one!r} is not in\n{text}")
    for one in unwanted:
        if one in text:
            FAULTS.append(f"{name}: {one!r} is in\n{text}")


def labels(out):
    return [line.split('label="')[1].split('"')[0] for line in out.splitlines() if "entry @" in line]


# ---- .docx ----

def check_styles(folder):
    docx(f"{folder}/styles.docx", p("Keep the garden open", "a3") + p(PROSE) + p("Why", "Ueberschrift1") + p(PROSE) + p("Where", "own") +
         p(PROSE) + p("When", "outlined") + p(PROSE) + p("Until soon", "Gru") + p("The neighbours"))
    out, _ = model(folder, "styles.docx")
    expect("styles", out, ["title @1", "heading @3 level=2", "heading @5 level=2", "heading @7 level=3", "closing @9", "signature @10"])


def check_numbers(folder):
    """Labels as they are seen: formats, levels, restarts, gaps, the list of a style."""
    styles = words.STYLES + ("<w:style w:type='paragraph' w:styleId='LN'><w:name w:val='List Number'/>"
                             "<w:pPr><w:numPr><w:numId w:val='6'/></w:numPr></w:pPr></w:style>")
    numbering = (abstract(0, ("decimal", "%1.", 1), ("decimal", "%1.%2", 1)) + abstract(1, ("arabicAbjad", "%1)", 1)) +
                 abstract(2, ("upperRoman", "%1.", 1), ("lowerLetter", "%2)", 1)) + abstract(3, ("bullet", "\uf0b7", 1)) +
                 abstract(4, ("decimalZero", "(%1)", 8)) + abstract(5, ("arabicAlpha", "%1-", 1)) +
                 num(1, 0) + num(2, 0, starts_at(7)) + num(3, 1) + num(4, 2) + num(5, 3) + num(6, 4) + num(7, 5) + num(8, 2))
    body = (p("Title of it", "a3") + p(PROSE) + item("one", 1) + item("one one", 1, 1) + item("one two", 1, 1) + item("two", 1) +
            item("two one", 1, 1) + item("seven", 2) + item("eight", 2) + item("nine", 1) + p(PROSE))
    body += "".join(item("name", 3) for _ in range(12)) + p(PROSE)
    body += item("I", 4) + item("a", 4, 1) + item("b", 4, 1) + item("II", 4) + item("a again", 4, 1) + p(PROSE)
    body += item("dot", 5) + p(PROSE) + p("in style", "LN") + p("in style", "LN") + p("in style", "LN") + p(PROSE)
    body += item("alif", 7) + item("ba", 7) + item("ta", 7)
    docx(f"{folder}/numbers.docx", body, styles=styles, numbering=numbering)
    out, _ = model(folder, "numbers.docx")
    wanted = (["1.", "1.1", "1.2", "2.", "2.1", "7.", "8.", "9."] + [f"{c})" for c in "أبجدهوزحطيكل"] +
              ["I.", "a)", "b)", "II.", "a)"] + ["•"] + ["(08)", "(09)", "(10)"] + ["أ-", "ب-", "ت-"])
    if labels(out) != wanted:
        FAULTS.append(f"numbers: {labels(out)}, not {wanted}")
    docx(f"{folder}/huge.docx", p("T i t l e", "a3") + p(PROSE) + item("A", 1) + item("B", 1),
         numbering=abstract(0, ("decimal", "%1.", "99999999999999999999")) + num(1, 0))
    out, err = model(folder, "huge.docx")
    expect("huge start", out + err, ['label=""', "office-number"], ["9999"])


def check_runs(folder):
    runs = (r("One ") + r("bold", "<w:b/>") + r(" text", "<w:b/>") + r(", H") + r("2", "<w:vertAlign w:val='subscript'/>") + r("O, ") +
            r("gone", "<w:strike/>") + r(", ") + r("unseen", "<w:vanish/>") + r("away", "<w:rStyle w:val='away'/>") + r("and ") +
            "<w:hyperlink r:id='l'>" + r("a link") + "</w:hyperlink>" + r(" and ") +
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://b.example/?a=1&amp;b=2\" </w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + r("another") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" +
            "<w:fldSimple w:instr=' DATE '>" + r(" 1 May 2031") + "</w:fldSimple>" + "<w:r><w:tab/><w:noBreakHyphen/><w:br/></w:r>" + r("below") +
            "<w:ins>" + r(" added") + "</w:ins><w:del><w:r><w:delText>removed</w:delText></w:r></w:del>" +
            "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='0'/></w:r>")
    note = part("footnotes", "<w:footnote w:type='separator' w:id='0'>" + p("---") + "</w:footnote><w:footnote w:id='2'>" + p("The note.") + "</w:footnote>")
    header = part("hdr", p("DRAFT"))
    docx(f"{folder}/runs.docx", p("Title of it", "a3") + p(PROSE) + p(runs) + "<w:sectPr><w:headerReference r:id='h'/></w:sectPr>",
         links=[("l", "hyperlink", "https://a.example/?x=1&amp;y=2", " TargetMode='External'"), ("f", "footnotes", "footnotes.xml", ""),
                ("c", "comments", "comments.xml", ""), ("h", "header", "header1.xml", "")],
         parts=[("word/footnotes.xml", note), ("word/header1.xml", header), ("word/comments.xml", part("comments", "<w:comment w:id='0'>" + p("Really?") + "</w:comment>"))])
    out, err = model(folder, "runs.docx")
    expect("runs", out, ['strong @3\n      text @3 "bold text"', "H₂O", 'href="https://a.example/?x=1&y=2"', 'href="https://b.example/?a=1&b=2"',
                         "1 May 2031", "‑", "below added", "footnote-ref @3 name=1", '"The note."'], ["---", "HYPERLINK", "O, gone"])
    expect("runs", err, ["text-struck", "unseenaway", "office-hidden", '"removed"', "office-deleted", "2 insertions and deletions", "Really?", "DRAFT"])


def check_blocks(folder):
    """Tables, boxes, controls, pictures, in their order; a deleted end of a paragraph."""
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>{}</w:tr>"
    table = ("<w:tbl>" + "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell.format(p("Year")) + cell.format(p("Books")) + "</w:tr>" +
             row.format(cell.format(p("2030")) + cell.format(p("3,200") + p("lent"))) +
             "<w:tr><w:trPr><w:del/></w:trPr>" + cell.format(p("2031")) + cell.format(p("0")) + "</w:tr></w:tbl>")
    frame = "<w:tbl>" + row.format(cell.format(p("Framed " + PROSE) + p(PROSE))) + "</w:tbl>"
    box = ("<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing><w:txbxContent>" + p(IN_BOX) + "</w:txbxContent></w:drawing></mc:Choice>"
           "<mc:Fallback><w:pict><w:txbxContent>" + p(IN_BOX) + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
    drawing = ("<w:r><w:drawing><wp:docPr xmlns:wp='w' descr='A lantern'/><a:blip xmlns:a='a' r:embed='{}'/></w:drawing></w:r>")
    beside = p(r("A picture ") + drawing.format("g") + r(" amid the words of a long line that goes on and on."))
    control = "<w:sdt><w:sdtContent>" + p(CONTROLLED) + "</w:sdtContent></w:sdt>"
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Click here") + "</w:sdtContent></w:sdt>"
    joined = p("Joined, as the council of the town has asked of us in its letter of May, ", more="<w:rPr><w:del/></w:rPr>") + p("to this one.")
    docx(f"{folder}/blocks.docx", p("Title of it", "a3") + p(PROSE) + table + frame + p(box + r(BESIDE)) + p(drawing.format("g")) +
         p(drawing.format("e")) + beside + control + prompt + joined, links=[("g", "image", "media/a.png", ""), ("e", "image", "media/b.emf", "")],
         parts=[("word/media/a.png", PNG), ("word/media/b.emf", b"\1\0\0\0")])
    out, err = model(folder, "blocks.docx")
    expect("blocks", out, ["cell @3 header", '"3,200"\n        break @4\n        text @4 "lent"', 'text @5 "Framed', BESIDE, "data:image/png;base64,",
                           '"A lantern"', '"A picture "\n    image @11', CONTROLLED, "May, to this one."], ["2031\"\n", "Click here\"\n  "])
    if out.count(IN_BOX) != 1 or out.index(BESIDE) > out.index(IN_BOX):
        FAULTS.append(f"blocks: the box\n{out}")
    expect("blocks", err, ["office-picture", "Click here", "2031"])


def check_direction(folder):
    bidi = "<w:bidi/>"
    docx(f"{folder}/rtl.docx", p("رسالة مفتوحة إلى البلدة", "a3", bidi) + p(ARABIC, more=bidi, run="<w:rtl/><w:lang w:bidi='ar-LB'/>") +
         p("Tel. Lanternhaven Reading Garden Society Ltd, tel.", more=bidi) + p(ARABIC, more=bidi, run="<w:rtl/><w:lang w:bidi='ar-LB'/>"))
    out, _ = model(folder, "rtl.docx")
    expect("direction", out, ["document lang=ar-LB dir=rtl"], ["dir=ltr"])
    docx(f"{folder}/ltr.docx", p("An open letter to the town", "a3") + p(PROSE, run="<w:lang w:val='fr-FR'/>") + p(ARABIC, more=bidi))
    out, _ = model(folder, "ltr.docx")
    expect("direction", out, ["document lang=en dir=ltr", "dir=rtl"])


def check_marked_languages(folder):
    """What is no language tag does not reach the letter."""
    docx(f"{folder}/none.docx", p("An open letter to the town", "a3") + p(PROSE, run="<w:lang w:val='x-none'/>"))
    expect("x-none", model(folder, "none.docx")[0], ["document lang=en "], ["x-none"])
    for tag, wanted in (("ar_EG", "lang=ar-EG "), ("arabic", "lang=ar "), ("!!", "lang=ar ")):
        with open(f"{folder}/tag.html", "w", encoding="utf-8") as file:
            file.write(f"<html lang='{tag}'><h1>رسالة مفتوحة</h1><p>{ARABIC}")
        expect(tag, model(folder, "tag.html")[0], ["document " + wanted])


def check_struck(folder):
    """A struck name is withdrawn with what was said of it, in a list, a line or a row; numbers stay."""
    numbering = abstract(0, ("decimal", "%1.", 1)) + num(1, 0)
    gone = r("Omar Said", "<w:strike/>") + r(", painter")
    rows = "".join(f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for a, b in
                   [(r("Ada Moss"), "Reed"), (r("Bea Lark", "<w:strike/>"), "Hill"), (r("Cyd Fern"), "Dale"), (r("Dot Wren"), "Shore")])
    docx(f"{folder}/struck.docx", p("Title of it", "a3") + p(PROSE) + p("Signatories", "Ueberschrift1") + item("Ana Ruiz, poet", 1) +
         item(gone, 1) + item("Lea Roy, baker", 1) + item("Noor Aziz, weaver", 1) + p("Further signatories", "Ueberschrift1") + f"<w:tbl>{rows}</w:tbl>",
         numbering=numbering)
    out, err = model(folder, "struck.docx")
    expect("struck", out, ['label="1."', 'label="3."', "Ada Moss"], ['label="2."', 'text @5 "', "painter", 'Hill"\n'])
    expect("struck", err, ['"Omar Said"', '"Bea Lark"'])


def check_containers(folder):
    docx(f"{folder}/second.docx", p("Title of it", "a3") + p(PROSE), document="word/document2.xml")
    expect("main part", model(folder, "second.docx")[0], ["title @1"])
    docx(f"{folder}/a.docm", p("Title of it", "a3") + p(PROSE), parts=[("word/vbaProject.bin", "x")])
    expect("macros", model(folder, "a.docm")[1], ["office-macros"])
    os.rename(f"{folder}/second.docx", f"{folder}/second.doc")
    expect("its bytes", model(folder, "second.doc")[0], ["title @1"])
    docx(f"{folder}/out.docx", p("Title of it", "a3") + p(PROSE) + p("<w:r><w:drawing><a:blip xmlns:a='a' r:link='o'/></w:drawing></w:r>"),
         links=[("o", "image", "file:///etc/hostname", " TargetMode='External'")])
    expect("outside", model(folder, "out.docx")[1], ["office-outside", "office-picture"])


def check_import(folder):
    """What `import` writes is set as the document is: its picture, labels in letters and levels, notes, foreign runs."""
    numbering = (abstract(0, ("decimal", "%1.", 1), ("decimal", "%1.%2.", 1)) + abstract(1, ("arabicAbjad", "%1.", 1)) + num(1, 0) + num(2, 1))
    note = part("footnotes", "<w:footnote w:id='2'>" + p("The note.") + "</w:footnote>")
    picture = p("<w:r><w:drawing><wp:docPr xmlns:wp='w' descr='A lantern'/><a:blip xmlns:a='a' r:embed='g'/></w:drawing></w:r>")
    for name, title, greeting, prose, of in (("levels", "Keep the garden open", "Dear members of the council,", PROSE, 1),
                                             ("letters", "رسالة مفتوحة إلى البلدة", "تحية طيبة وبعد،", ARABIC + " Office for Gardens and Libraries", 2)):
        body = (picture + p(title, "a3") + p(greeting) + p(r(prose) + "<w:r><w:footnoteReference w:id='2'/></w:r>") + p("Signatories", "Ueberschrift1") +
                item("Ana Ruiz, poet", of) + item("Omar Said", of, 1 if of == 1 else 0) + item("Lea Roy, baker", of) + item("Noor Aziz", of))
        docx(f"{folder}/{name}.docx", body, numbering=numbering, parts=[("word/footnotes.xml", note), ("word/media/a.png", PNG)],
             links=[("f", "footnotes", "footnotes.xml", ""), ("g", "image", "media/a.png", "")])
        status, _, err = run(folder, "import", f"{name}.docx", "-o", f"{name}.md", "--date", "2020-01-01")
        own, again = (run(folder, "dump", "lines", f"{name}.{kind}", "--date", "2020-01-01", "--set", "colophon.content=none")[1] for kind in ("docx", "md"))
        if status != 0 or not own or own != again:
            FAULTS.append(f"import of {name}: {err}\n{own}\n-- then --\n{again}")


# ---- OpenDocument ----

LIST = ("<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-suffix='.' style:num-format='{0}'/>"
        "<text:list-level-style-number text:level='2' style:num-suffix='.' style:num-format='1' text:display-levels='2'/></text:list-style>")
RTL = "<style:style style:name='R' style:family='paragraph'><style:paragraph-properties style:writing-mode='rl-tb'/></style:style>"


def t(text, style="Standard", tag="p", more=""):
    return f"<text:{tag} text:style-name='{style}'{more}>{text}</text:{tag}>"


def item_odf(text, start="", more=""):
    mark = f" text:start-value='{start}'" if start else ""
    return f"<text:list-item{mark}>{t(text)}{more}</text:list-item>"


def check_odf_lists(folder):
    nested = "<text:list>" + item_odf("one one") + item_odf("one two") + "</text:list>"
    one = f"<text:list xml:id='x' text:style-name='L'>{item_odf('one', more=nested)}{item_odf('five', 5)}{item_odf('six')}</text:list>"
    more = f"<text:list text:continue-list='x' text:style-name='L'>{item_odf('seven')}</text:list>"
    fresh = f"<text:list text:style-name='L'>{item_odf('one anew')}</text:list>"
    odt(f"{folder}/lists.odt", t("Title of it", "Title") + t(PROSE) + one + t(PROSE) + more + t(PROSE) + fresh, automatic=LIST.format("1"))
    out, _ = model(folder, "lists.odt")
    if labels(out) != ["1.", "1.1.", "1.2.", "5.", "6.", "7.", "1."]:
        FAULTS.append(f"odf lists: {labels(out)}\n{out}")
    for kind, wanted in (("أ, ب, ت, ...", "أبت"), ("ا, ب, ج, ...", "أبج"), ("I", ["I", "II", "III"]), ("A", "ABC")):
        odt(f"{folder}/kind.odt", t("Title of it", "Title") + t(PROSE) + "<text:list text:style-name='L'>" + item_odf("x") * 3 + "</text:list>",
            automatic=LIST.format(kind))
        out, _ = model(folder, "kind.odt")
        if labels(out) != [f"{c}." for c in wanted]:
            FAULTS.append(f"odf list of {kind}: {labels(out)}")


def check_odf(folder):
    automatic = RTL + ("<style:style style:name='B' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>"
                       "<style:style style:name='S' style:family='text'><style:text-properties style:text-line-through-style='solid'/></style:style>"
                       "<style:style style:name='U' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>"
                       "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>"
                       "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Heading_20_2'/>")
    changes = ("<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>taken out</text:p></text:deletion></text:changed-region>"
               "<text:changed-region text:id='c2'><text:insertion/></text:changed-region>"
               "<text:changed-region text:id='c3'><text:deletion/></text:changed-region></text:tracked-changes>")
    text = ("One  <text:span text:style-name='B'>bold</text:span><text:s text:c='2'/>and <text:span text:style-name='S'>struck </text:span>10"
            "<text:span text:style-name='U'>6</text:span><text:span text:style-name='H'>unseen</text:span> <text:a xlink:href='https://a.example/?x=1&amp;y=2'>link</text:a>"
            "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body></text:note>"
            "<text:line-break/><text:date>1 May</text:date><text:change-start text:change-id='c2'/> new<text:change-end text:change-id='c2'/>"
            "<text:change-start text:change-id='c3'/> inline gone<text:change-end text:change-id='c3'/><office:annotation><text:p>Really?</text:p></office:annotation>")
    frame = ("<draw:frame><draw:text-box><text:p>" + IN_BOX + "</text:p></draw:text-box></draw:frame>"
             "<draw:frame><draw:image xlink:href='Pictures/a.png'/><svg:desc>A lantern</svg:desc></draw:frame>")
    table = ("<table:table><table:table-header-rows><table:table-row><table:table-cell>" + t("Year") + "</table:table-cell><table:table-cell>" + t("Books") +
             "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>" + t("2030") +
             "</table:table-cell><table:table-cell>" + t("3,200") + "</table:table-cell></table:table-row></table:table>")
    hidden = "<text:section text:display='none'>" + t("A hidden section.") + "</text:section>"
    body = (changes + t("Title of it", "Title") + t(PROSE) + t("Why", "P1", "h", " text:outline-level='2'") + t(text) + t(frame) + table + hidden +
            "<text:section>" + t("Within a section.") + "</text:section>" + t(ARABIC, "R"))
    master = "<style:master-page style:name='Standard'><style:header><text:p>DRAFT</text:p></style:header></style:master-page>"
    odt(f"{folder}/a.odt", body, automatic=automatic, master=master, parts=[("Pictures/a.png", PNG), ("Basic/x.xml", "<x/>")])
    out, err = model(folder, "a.odt")
    wanted = ["title @1", "heading @3 level=3", '"One "', 'strong @4\n      text @4 "bold  "', 'and 10⁶ "', 'href="https://a.example/?x=1&y=2"',
              "footnote-ref @4 name=1", '"The note."', "1 May new", IN_BOX, "data:image/png", '"A lantern"', "header", '"Within a section."', "dir=rtl"]
    expect("odf", out, wanted, ['text @4 "struck', 'text @1 "taken', '"unseen"\n    '])
    expect("odf", err, ["struck", "unseen", "taken out", "inline gone", "Really?", "DRAFT", "A hidden section.", "3 insertions and deletions", "office-macros"])
    odt(f"{folder}/frame.odt", t("Title of it", "Title") + "<text:section><draw:frame><draw:text-box>" + t(IN_BOX) +
        "</draw:text-box></draw:frame>" + t(PROSE) + "</text:section>")
    expect("a frame beside paragraphs", model(folder, "frame.odt")[0], [IN_BOX, PROSE])
    fodt(f"{folder}/a.fodt", t("Title of it", "Title") + t(PROSE) + t(ARABIC, "R"), automatic=RTL)
    expect("fodt", model(folder, "a.fodt")[0], ["title @1", "dir=rtl"])


def check_odf_joined(folder):
    """A deletion over the end of an item: what is left is one item, and the numbers go on."""
    regions = "<text:tracked-changes><text:changed-region text:id='c'><text:deletion/></text:changed-region></text:tracked-changes>"
    mark = "<text:change-{} text:change-id='c'/>"
    body = (regions + t("Title of it", "Title") + t(PROSE) + "<text:list text:style-name='L'>" + item_odf("Ana Ruiz") +
            item_odf(mark.format("start") + "Omar Said") + "</text:list>" + t(mark.format("end") + "Lea Roy") +
            "<text:list text:continue-numbering='true' text:style-name='L'>" + item_odf("Noor Aziz") + "</text:list>")
    odt(f"{folder}/joined.odt", body, automatic=LIST.format("1"))
    out, err = model(folder, "joined.odt")
    expect("joined", out + err, ['label="2." number=2\n      text @5 "Lea Roy"', 'label="3." number=3', "Omar Said"], ['"Omar Said"\n    entry'])


# ---- what is not read ----

def refuse(folder, name, said, memory=400):
    status, out, err = run(folder, "dump", "text", name, memory=memory)
    if status not in (1, 3) or said not in err or out:
        FAULTS.append(f"{name}: exit {status}, {err!r}, not {said!r}")


def check_hostile(folder):
    entity = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    docx(f"{folder}/entity.docx", p("&b;"), prolog=entity)
    refuse(folder, "entity.docx", "document type")
    docx(f"{folder}/outer.docx", p("&x;"), prolog="<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>")
    refuse(folder, "outer.docx", "document type")
    docx(f"{folder}/deep.docx", "<w:sdt><w:sdtContent>" * 5000 + p(PROSE) + "</w:sdtContent></w:sdt>" * 5000)
    refuse(folder, "deep.docx", "nested deeper")
    docx(f"{folder}/bomb.docx", p(" " * (200 << 20)))
    refuse(folder, "bomb.docx", "for certain")
    docx(f"{folder}/ring.docx", p("Title of it", "x") + p(PROSE),
         styles="<w:style w:type='paragraph' w:styleId='x'><w:name w:val='X'/><w:basedOn w:val='y'/></w:style>"
                "<w:style w:type='paragraph' w:styleId='y'><w:name w:val='Y'/><w:basedOn w:val='x'/></w:style>")
    model(folder, "ring.docx")
    docx(f"{folder}/slip.docx", p("Title of it", "a3") + p(PROSE), parts=[("../../slipped.txt", "x"), ("/etc/slipped", "x")])
    model(folder, "slip.docx")
    with zipfile.ZipFile(f"{folder}/slip.docx") as z, zipfile.ZipFile(f"{folder}/twice.docx", "w") as twice:
        for name in [*z.namelist(), "word/document.xml"]:
            twice.writestr(name, z.read(name)) if not name.startswith(("..", "/")) else None
    refuse(folder, "twice.docx", "for certain")
    note = part("footnotes", "<w:footnote w:id='2'>" + p("<w:r><w:footnoteReference w:id='2'/></w:r>" + r("again")) + "</w:footnote>")
    docx(f"{folder}/again.docx", p("Title of it", "a3") + p(PROSE) + p("<w:r><w:footnoteReference w:id='2'/></w:r>" + r("x")),
         links=[("f", "footnotes", "footnotes.xml", "")], parts=[("word/footnotes.xml", note)])
    expect("a note within itself", model(folder, "again.docx")[0], ['"again"'])
    zip_of(f"{folder}/locked.odt", [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "\0\1"),
                                    ("META-INF/manifest.xml", "<m><encryption-data/></m>")])
    refuse(folder, "locked.odt", "without one")


def main():
    with tempfile.TemporaryDirectory() as folder:
        for check in (check_styles, check_numbers, check_runs, check_blocks, check_direction, check_marked_languages, check_struck, check_containers, check_import,
                      check_odf_lists,
                      check_odf, check_odf_joined, check_hostile):
            check(folder)
    print("\n".join(FAULTS) or "word processors' letters are read as they are seen")
    return 1 if FAULTS else 0


sys.exit(main())
