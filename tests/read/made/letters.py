# SPDX-License-Identifier: MIT
"""Open letters made up from banks of words (words.json), in the forms people give them: what is written, and who signs.

letter(random, kind, lang) gives a Letter. Every name, organisation and sentence is invented."""
import json
import pathlib
from dataclasses import dataclass, field
from html import escape

WORDS = json.loads((pathlib.Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
RTL = {"ar", "ckb"}
DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "ckb": "٠١٢٣٤٥٦٧٨٩", "bn": "০১২৩৪৫৬৭৮৯", "ne": "०१२३४५६७८९", "th": "๐๑๒๓๔๕๖๗๘๙"}


@dataclass
class Entry:
    name: str
    more: list = field(default_factory=list)  # office, organisation, town
    number: int = None


@dataclass
class Letter:
    form: str
    text: str
    lang: str
    title: str
    body: list
    closing: str
    lists: list  # (heading, [Entry])
    residue: list = field(default_factory=list)
    withdrawn: list = field(default_factory=list)
    total: int = None


class Bank:
    def __init__(self, random, lang):
        self.random, self.lang, self.words = random, lang, WORDS[lang]

    def name(self):
        given, family = self.random.choice(self.words["given"]), self.random.choice(self.words["family"])
        middle = self.random.choice(["", "", "", self.random.choice(self.words["given"]) + " "])
        return f"{given} {middle if middle.strip() != given else ''}{family}"

    def people(self, n):
        seen, people = set(), []
        while len(people) < n:
            name = self.name()
            if name in seen and len(seen) < 40:
                continue
            if name in seen:
                name += " " + self.random.choice(self.words["family"])
            if name in seen:
                continue
            seen.add(name)
            people.append(Entry(name))
        return people

    def with_more(self, people, share=0.6):
        for person in people:
            if self.random.random() < share:
                person.more = [self.random.choice(self.words["roles"])]
                if self.random.random() < 0.3:
                    person.more.append(self.random.choice(self.words["towns"]))
        return people

    def organisations(self, n):
        bodies = [f"{o} {t}" for o in self.words["orgs"] for t in ["", *self.words["towns"]]]
        self.random.shuffle(bodies)
        return [Entry(b.strip()) for b in bodies[:n]]

    def head(self):
        return self.random.choice(self.words["heads"])

    def number(self, n):
        digits = DIGITS.get(self.lang)
        return "".join(digits[int(d)] for d in str(n)) if digits and self.random.random() < 0.5 else str(n)


def comma(lang):
    return "، " if lang in ("ar", "ckb") else ", "


def joined(entry, lang, style):
    if not entry.more:
        return entry.name
    first, rest = entry.more[0], entry.more[1:]
    tail = "".join(comma(lang) + r for r in rest)
    return {",": f"{entry.name}{comma(lang)}{first}{tail}", "(": f"{entry.name} ({first}{tail})",
            "–": f"{entry.name} – {first}{tail}", "-": f"{entry.name} - {first}{tail}",
            "/": f"{entry.name} / {first}{tail}"}[style]


STYLES = [",", ",", ",", "(", "–", "-"]


# ---- lists, as lines of text ----

def plain(bank, people, style):
    return [joined(p, bank.lang, style) for p in people]


def numbered(bank, people, style):
    mark = bank.random.choice(["{}.", "{})", "({})", "{} -", "{}.-", "#{}", "{}:"])
    native = bank.random.random() < 0.5
    lines = []
    for i, p in enumerate(people, 1):
        p.number = i
        lines.append(mark.format(bank.number(i) if native else i) + " " + joined(p, bank.lang, style))
    return lines


def bulleted(bank, people, style):
    mark = bank.random.choice(["•", "-", "*", "–", "▪", "◦", "●", "·"])
    return [f"{mark} {joined(p, bank.lang, style)}" for p in people]


def run(bank, people, mark):
    stop = bank.random.choice(["", "."]) if mark == ", " else ""
    return [mark.join(p.name for p in people) + stop]


def capture(bank, lines, lists, blank=False, menu=True, more=()):
    words = bank.words
    parts = []
    residue = []
    if menu:
        residue = words["menu"] + words["foot"]
        parts.append("\n".join(words["menu"]))
    parts += [words["title"], words["hello"], *words["body"]]
    if bank.random.random() < 0.6:
        parts.append(words["closing"])
    for heading, own in lines:
        if heading:
            parts.append(heading)
        parts.append(("\n\n" if blank else "\n").join(own))
    parts += more
    if menu:
        parts.append("\n".join(words["foot"]))
    closing = words["closing"] if words["closing"] in parts else None
    return Letter("txt", "\n\n".join(parts) + "\n", bank.lang, words["title"], [words["hello"], *words["body"]],
                  closing, lists, residue)


def txt(bank, make, blank=False, menu=True, n=None, share=0.6, style=None):
    people = bank.with_more(bank.people(n or bank.random.randint(8, 30)), share)
    style = style or bank.random.choice(STYLES)
    heading = bank.head()
    return capture(bank, [(heading, make(bank, people, style))], [(heading, people)], blank, menu)


def kind_lines(bank):
    return txt(bank, plain)


def kind_blank_lines(bank):
    return txt(bank, plain, blank=True)


def kind_names_alone(bank):
    return txt(bank, plain, share=0)


def kind_numbers(bank):
    return txt(bank, numbered, blank=bank.random.random() < 0.3)


def kind_bullets(bank):
    return txt(bank, bulleted)


def kind_few(bank):
    return txt(bank, plain, n=bank.random.randint(3, 5))


def kind_organisations(bank):
    people = bank.organisations(bank.random.randint(8, 18))
    heading = bank.head()
    return capture(bank, [(heading, plain(bank, people, ","))], [(heading, people)], bank.random.random() < 0.5)


def kind_comma_run(bank):
    people = bank.people(bank.random.randint(9, 25))
    heading = bank.head()
    return capture(bank, [(heading, run(bank, people, comma(bank.lang)))], [(heading, people)])


def kind_semicolon_run(bank):
    people = bank.with_more(bank.people(bank.random.randint(9, 25)), 0.7)
    heading = bank.head()
    text = "; ".join(joined(p, bank.lang, bank.random.choice([",", "("])) for p in people)
    return capture(bank, [(heading, [text])], [(heading, people)])


def kind_total(bank):
    people = bank.with_more(bank.people(bank.random.randint(8, 20)))
    heading = bank.words["total"].format(n=len(people))
    made = capture(bank, [(heading, plain(bank, people, ","))], [(heading, people)])
    made.total = len(people)
    return made


def kind_groups(bank):
    bodies, people = bank.organisations(7), bank.with_more(bank.people(12))
    heading = bank.head()
    lines = [(heading + "\n\n" + bank.words["groups"][0], plain(bank, bodies, ",")),
             (bank.words["groups"][1], plain(bank, people, ","))]
    return capture(bank, lines, [(bank.words["groups"][0], bodies), (bank.words["groups"][1], people)])


def kind_two_lines(bank):
    people = bank.people(bank.random.randint(8, 16))
    for p in people:
        p.more = [bank.random.choice(bank.words["roles"])]
    heading = bank.head()
    return capture(bank, [(heading, [f"{p.name}\n{p.more[0]}" for p in people])], [(heading, people)], blank=True)


def kind_tabs(bank):
    people = bank.people(bank.random.randint(8, 16))
    for p in people:
        p.more = [bank.random.choice(bank.words["roles"]), bank.random.choice(bank.words["towns"])]
    heading = bank.head()
    return capture(bank, [(heading, ["\t".join([p.name, *p.more]) for p in people])], [(heading, people)])


def kind_demands(bank):
    """Demands above the list, as bullets; a colon above them."""
    people = bank.with_more(bank.people(14))
    heading, words = bank.head(), bank.words
    made = capture(bank, [(heading, plain(bank, people, ","))], [(heading, people)])
    demands = words["demand"] + "\n\n" + "\n".join("- " + d for d in words["demands"])
    made.text = made.text.replace(words["body"][2] + "\n", words["body"][2] + "\n\n" + demands + "\n")
    return made


def kind_demands_alone(bank):
    words = bank.words
    demands = words["demand"] + "\n\n" + "\n".join("- " + d for d in words["demands"])
    return Letter("md", "\n\n".join(["# " + words["title"], *words["body"], demands]) + "\n", bank.lang,
                  words["title"], words["body"], None, [])


def kind_how_to_sign(bank):
    words = bank.words
    how = "## " + words["how"] + "\n\n" + "\n".join("- " + d for d in words["hows"])
    return Letter("md", "\n\n".join(["# " + words["title"], *words["body"], how]) + "\n", bank.lang,
                  words["title"], words["body"], None, [])


# ---- Markdown ----

def markdown(bank, parts, lists):
    words = bank.words
    head = bank.random.choice([f"# {words['title']}", f"---\ntitle: \"{words['title']}\"\n---"])
    text = "\n\n".join([head, words["hello"], *words["body"], words["closing"], *parts]) + "\n"
    return Letter("md", text, bank.lang, words["title"], [words["hello"], *words["body"]], words["closing"], lists)


def kind_md(bank):
    people = bank.with_more(bank.people(bank.random.randint(6, 30)))
    heading, style = bank.head(), bank.random.choice(STYLES)
    head = bank.random.choice(["## {}", "### {}", "**{}**", "{}", "<h2>{}</h2>"]).format(heading)
    shape = bank.random.choice(["- ", "* ", "1. ", "n", "para", "  ", "\\", "<br>"])
    names = plain(bank, people, style)
    if shape == "n":
        body = "\n".join(f"{i}. {t}" for i, t in enumerate(names, 1))
    elif shape == "para":
        body = "\n\n".join(names)
    elif shape in ("  ", "\\", "<br>"):
        body = (shape + "\n").join(names)
    else:
        body = "\n".join(shape + t for t in names)
    if shape in ("n", "1. "):
        for i, p in enumerate(people, 1):
            p.number = i
    return markdown(bank, [head, body], [(heading, people)])


def kind_md_table(bank):
    people = bank.people(bank.random.randint(4, 20))
    for p in people:
        p.more = [bank.random.choice(bank.words["roles"]), bank.random.choice(bank.words["towns"])]
    heading = bank.head()
    rows = ["| | | |", "|---|---|---|"] + [f"| {p.name} | {p.more[0]} | {p.more[1]} |" for p in people]
    return markdown(bank, ["## " + heading, "\n".join(rows)], [(heading, people)])


def kind_md_links(bank):
    people = bank.with_more(bank.people(bank.random.randint(6, 20)))
    heading = bank.head()
    rows = [f"- [{p.name}](https://example.org/{i})" + "".join(comma(bank.lang) + m for m in p.more)
            for i, p in enumerate(people)]
    return markdown(bank, ["## " + heading, "\n".join(rows)], [(heading, people)])


def kind_md_groups(bank):
    bodies, people = bank.organisations(6), bank.with_more(bank.people(9))
    heading, groups = bank.head(), bank.words["groups"]
    parts = ["## " + heading, "### " + groups[0], "\n".join("- " + b.name for b in bodies),
             "### " + groups[1], "\n".join("- " + joined(p, bank.lang, ",") for p in people)]
    return markdown(bank, parts, [(groups[0], bodies), (groups[1], people)])


def kind_md_struck(bank):
    people = bank.with_more(bank.people(bank.random.randint(8, 14)))
    heading = bank.head()
    gone = people[4]
    rows = [f"- ~~{joined(p, bank.lang, ',')}~~" if p is gone else "- " + joined(p, bank.lang, ",") for p in people]
    made = markdown(bank, ["## " + heading, "\n".join(rows)], [(heading, [p for p in people if p is not gone])])
    made.withdrawn = [gone.name]
    return made


# ---- HTML, the letter alone ----

def html_list(bank, people, style):
    names = [escape(t) for t in plain(bank, people, style)]
    shape = bank.random.choice(["ul", "ol", "p", "br", "div", "span", "table", "dl", "cards", "strong-p", "two"])
    if shape in ("ul", "ol"):
        if shape == "ol":
            for i, p in enumerate(people, 1):
                p.number = i
        return f"<{shape}>" + "".join(f"<li>{t}</li>" for t in names) + f"</{shape}>"
    if shape == "br":
        return "<p>" + bank.random.choice(["<br>", "<br/>\n", "<br />"]).join(names) + "</p>"
    if shape == "span":
        return "<p>" + ", ".join(f"<span class=signer>{escape(p.name)}</span>" for p in cut(people)) + "</p>"
    if shape == "table":
        return "<table>" + "".join(f"<tr><td>{escape(p.name)}</td><td>{escape(comma(bank.lang).join(p.more))}</td></tr>"
                                   for p in people) + "</table>"
    if shape == "dl":
        return "<dl>" + "".join(f"<dt>{escape(p.name)}</dt>" + (f"<dd>{escape(comma(bank.lang).join(p.more))}</dd>"
                                                               if p.more else "") for p in people) + "</dl>"
    if shape == "cards":
        return "<div class=grid>" + "".join(
            f"<div class=person><h4>{escape(p.name)}</h4><p>{escape(comma(bank.lang).join(p.more) or '')}</p></div>"
            for p in people) + "</div>"
    if shape == "strong-p":
        return "".join(f"<p><strong>{escape(p.name)}</strong>"
                       + escape("".join(comma(bank.lang) + m for m in p.more)) + "</p>" for p in people)
    if shape == "two":
        return "".join(f"<p>{escape(p.name)}" + "".join(f"<br><em>{escape(m)}</em>" for m in p.more) + "</p>"
                       for p in people)
    return "".join(f"<{shape}>{t}</{shape}>" for t in names)


def cut(people):
    for p in people:
        p.more = []
    return people


def kind_html(bank):
    people = bank.with_more(bank.people(bank.random.randint(8, 30)))
    heading, words = bank.head(), bank.words
    head = bank.random.choice(["<h2>{}</h2>", "<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p>{}</p>", "<p><b>{}</b><br></p>",
                               "<div class=title>{}</div>"]).format(escape(heading))
    text = f"<!doctype html><html lang={bank.lang}><body><h1>{escape(words['title'])}</h1>" + "".join(
        f"<p>{escape(b)}</p>" for b in [words["hello"], *words["body"], words["closing"]])
    text += head + html_list(bank, people, bank.random.choice(STYLES)) + "</body></html>\n"
    return Letter("html", text, bank.lang, words["title"], [words["hello"], *words["body"]], words["closing"],
                  [(heading, people)])


KINDS = {name[5:]: make for name, make in list(globals().items()) if name.startswith("kind_")}


def letter(random, kind, lang):
    return KINDS[kind](Bank(random, lang))
