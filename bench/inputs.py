# SPDX-License-Identifier: MIT
"""Writes the inputs that a letter tool is used for, the same words for warraq and for its peers.

inputs.py FOLDER KIND COUNT [FILE...]: lists of COUNT signatories with affiliations (`arabic`, `scripts`: twelve of them,
`latin`), prose of COUNT words in paragraphs (`prose-ar`, `prose-en`: a year in each paragraph), `notes`: COUNT footnotes,
`pictures`: COUNT small PNG, `table`: COUNT rows of four cells. FOLDER/letter.md with list.csv beside it, letter.typ, letter.tex, or those named.

Every word and name is invented: syllables of the script, put together by a generator with a fixed seed. Words of prose are
drawn as languages use them, few of them often and many seldom (Zipf, with an exponent of 1), names by their parts, each of
which comes back now and then. The order is the same on every machine."""
import bisect
import csv
import itertools
import pathlib
import random
import struct
import sys
import zlib

import letters

SYLLABLES = {
    "la": "ka ro mi ven dal so ter li na bur es to wen ga fi dor an le pra shu il mo".split(),
    "vi": "Ngu Tr\u1ea7n Ph\u1ea1m \u0110\u1ee9c B\u00ecnh H\u01b0\u01a1ng Tu\u1ea5n Kh\u00e1nh Li\u00ean \u0110\u1ed7 D\u0169ng V\u00f5 Th\u1ea3o \u00c1nh".split(),
    "ru": "\u043a\u0430 \u0440\u043e \u043c\u0438 \u0432\u0435\u043d \u0434\u0430\u043b \u0442\u0435\u0440 \u043b\u0438 \u043d\u0430 \u0431\u0443\u0440 \u0433\u0430 \u0444\u0438 \u0434\u043e\u0440 \u0449\u0443 \u0438\u043b\u044c \u043c\u043e \u043d\u044b\u0439".split(),
    "el": "\u03ba\u03b1 \u03c1\u03bf \u03bc\u03af \u03b2\u03b5\u03bd \u03b4\u03b1\u03bb \u03c4\u03b5\u03c1 \u03bb\u03b9 \u03bd\u03b1 \u03b3\u03b1 \u03c6\u03b9 \u03b4\u03cc\u03c1 \u03b8\u03b5 \u03c8\u03b7 \u03bc\u03bf\u03c2".split(),
    "ar": "\u0639\u0628\u062f \u0631\u062d\u0645 \u0643\u0631\u064a \u062d\u0633\u0646 \u0633\u0644\u064a \u0645\u0627\u0646 \u0646\u0648\u0631 \u062f\u064a\u0646 \u0642\u0627\u0633 \u0641\u0627\u0637 \u0634\u0645\u0633 \u0637\u0627\u0647 \u0635\u0627\u0644 \u062e\u0644\u064a \u062c\u0645\u0627 \u064a\u0648\u0633 \u0647\u0627\u0634 \u0645\u0648 \u0628\u0629 \u0644\u0627".split(),
    "he": "\u05d0\u05d1 \u05e8\u05d4\u05dd \u05d9\u05d5 \u05e1\u05e3 \u05de\u05e9 \u05d4\u05dc \u05d3\u05d5 \u05d9\u05d3 \u05e9\u05dc \u05d5\u05dd \u05e0\u05ea \u05df \u05d2\u05d1 \u05e8\u05d9".split(),
    "hi": "\u0915\u0943 \u0937\u094d\u0923 \u0930\u093e \u092e\u0940 \u0938\u0941\u0928\u0940 \u0926\u0947\u0935\u0940 \u092a\u094d\u0930 \u0915\u093e\u0936 \u0936\u0930\u094d\u092e\u093e \u0935\u093f\u0926\u094d\u092f\u093e \u0928\u093e\u0925 \u0917\u094b\u092a\u0940 \u0924\u094d\u0930\u093f".split(),
    "bn": "\u0995\u09c3 \u09b7\u09cd\u09a3 \u09b0\u09be \u09ae\u09c0 \u09b8\u09c1\u09a8\u09c0 \u09a6\u09c7\u09ac\u09c0 \u09aa\u09cd\u09b0 \u0995\u09be\u09b6 \u09b6\u09b0\u09cd\u09ae\u09be \u09ac\u09bf\u09a6\u09cd\u09af\u09be \u09a8\u09be\u09a5".split(),
    "th": "\u0e2a\u0e21 \u0e0a\u0e32\u0e22 \u0e27\u0e34 \u0e44\u0e25 \u0e1b\u0e23\u0e30 \u0e40\u0e2a\u0e23\u0e34\u0e10 \u0e19\u0e34 \u0e23\u0e31\u0e19 \u0e14\u0e23\u0e4c \u0e01\u0e34\u0e15\u0e15\u0e34 \u0e28\u0e31\u0e01\u0e14\u0e34\u0e4c \u0e18\u0e19 \u0e27\u0e31\u0e12\u0e19\u0e4c".split(),
    "zh": list("\u738b\u674e\u5f20\u5218\u9648\u6768\u8d75\u9ec4\u5468\u5434\u660e\u534e\u5efa\u56fd\u6587\u5fd7\u6797\u5c0f\u71d5\u82b3\u519b\u6d0b"),
    "ja": list("\u7530\u4e2d\u4f50\u85e4\u9234\u6728\u9ad8\u6a4b\u5c71\u672c\u7f8e\u54b2\u592a\u90ce\u3042\u304d\u3089\u3086\u307f\u3053"),
    "ko": list("\uae40\uc774\ubc15\ucd5c\uc815\uac15\ubbfc\uc900\uc11c\uc5f0\uc9c0\ud6c8\uc608\uc6d0\ud604\uc6b0\ub3c4\uc724"),
}
SOLID = {"th": 3, "zh": 3, "ja": 4, "ko": 3}  # no spaces within a name: so many syllables
BODIES = {"la": "University of {}", "vi": "\u0110\u1ea1i h\u1ecdc {}", "ru": "\u0423\u043d\u0438\u0432\u0435\u0440\u0441\u0438\u0442\u0435\u0442 {}",
          "el": "\u03a0\u03b1\u03bd\u03b5\u03c0\u03b9\u03c3\u03c4\u03ae\u03bc\u03b9\u03bf {}", "ar": "\u062c\u0627\u0645\u0639\u0629 {}", "he": "\u05d0\u05d5\u05e0\u05d9\u05d1\u05e8\u05e1\u05d9\u05d8\u05ea {}",
          "hi": "{} \u0935\u093f\u0936\u094d\u0935\u0935\u093f\u0926\u094d\u092f\u093e\u0932\u092f", "bn": "{} \u09ac\u09bf\u09b6\u09cd\u09ac\u09ac\u09bf\u09a6\u09cd\u09af\u09be\u09b2\u09af\u09bc", "th": "\u0e21\u0e2b\u0e32\u0e27\u0e34\u0e17\u0e22\u0e32\u0e25\u0e31\u0e22{}",
          "zh": "{}\u5927\u5b66", "ja": "{}\u5927\u5b66", "ko": "{}\ub300\ud559\uad50"}
LISTS = {"arabic": ["ar"], "scripts": list(SYLLABLES), "latin": ["la"]}
CAPITAL = {"la", "ru", "el", "vi"}
PARAGRAPH = 122  # words of a paragraph
SENTENCE = 17


class Words:
    """A vocabulary of a script; drawn evenly, or as Zipf has it."""

    def __init__(self, script, size, seed=1):
        chance, self.chance = random.Random(seed), random.Random(seed + 1)
        seen = dict.fromkeys(self.word(script, chance) for _ in itertools.repeat(None, size))
        self.words = list(seen)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    @staticmethod
    def word(script, chance):
        if script in SOLID:
            return "".join(chance.choice(SYLLABLES[script]) for _ in range(SOLID[script]))
        n = 1 if script == "vi" else chance.choice((1, 2, 2, 2, 3))
        prefix = chance.choice(("", "", "\u0648", "\u0627\u0644", "\u0628\u0627\u0644")) if script == "ar" else ""
        return prefix + "".join(chance.choice(SYLLABLES[script]) for _ in range(n))

    def even(self):
        return self.chance.choice(self.words)

    def used(self):
        return self.words[bisect.bisect(self.weights, self.chance.random() * self.weights[-1])]


def people(kind, count):
    """(name, affiliation) by the scripts of the kind in turn."""
    words = {script: Words(script, 6000, seed) for seed, script in enumerate(LISTS[kind])}
    for _, script in zip(range(count), itertools.cycle(LISTS[kind])):
        vocabulary = words[script]
        parts = [vocabulary.even() for _ in range(1 if script in SOLID else 3)]
        body = BODIES[script].format(vocabulary.even())
        if script in CAPITAL:
            parts, body = [part[:1].upper() + part[1:] for part in parts], body[:1].upper() + body[1:]
        yield " ".join(parts), body


def prose(script, count):
    """Paragraphs of invented sentences, a year in each."""
    vocabulary = Words(script, 20000 if script == "la" else 30000)
    stop, comma, year = (".", ",", "in {}") if script == "la" else (".", "\u060c", "\u0639\u0627\u0645 {}")
    for start in range(0, count, PARAGRAPH):
        words = [vocabulary.used() for _ in range(min(PARAGRAPH, count - start))]
        for at in range(len(words)):
            if at % SENTENCE == 0 and script == "la":
                words[at] = words[at].capitalize()
            if at % SENTENCE == SENTENCE - 1 or at + 1 == len(words):
                words[at] += stop
            elif at % SENTENCE == 8:
                words[at] += comma
        words.insert(len(words) // 2, year.format(1950 + start // PARAGRAPH % 70))
        yield " ".join(words)


def png(index):
    """A picture of 120 by 90 pixels, no two alike."""
    chance = random.Random(index)
    base = [chance.randrange(256) for _ in range(3)]
    rows = b"".join(b"\1" + bytes(((value + 2 * x + 3 * y) & 255 if x == 0 else (2 + (x * y + index) % 3) & 255)
                                  for x in range(120) for value in base) for y in range(90))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 120, 90, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
                                           for name, data in chunks)


COLUMNS = ["Number", "Name", "Town", "Words"]


def table(count):
    """Rows of four cells."""
    names, words = Words("la", 6000, 3), Words("la", 6000, 4)
    for number in range(1, count + 1):
        yield [str(number), f"{names.even().capitalize()} {names.even().capitalize()}", names.even().capitalize(),
               " ".join(words.even() for _ in range(4))]


def language(kind):
    return "ar" if kind in ("arabic", "prose-ar") else "en"


HEAD = "---\nlang: {lang}\ntitle: {title}\ndate: 2020-09-09\n{more}---\n\n"
TITLES = {"ar": "\u0631\u0633\u0627\u0644\u0629 \u0645\u0641\u062a\u0648\u062d\u0629", "en": "An open letter"}


def body(kind, count):
    """(paragraph, its note or picture, or None)."""
    if kind.startswith("prose"):
        return [(text, None) for text in prose("ar" if kind.endswith("ar") else "la", count)]
    texts = itertools.cycle(list(prose("la", 40 * PARAGRAPH)))
    return [(" ".join(text.split()[:40]) + ".", f"Note {at + 1}: " + " ".join(text.split()[40:52]) + "." if kind == "notes"
             else f"picture-{at}.png") for at, text in zip(range(count), texts)]


def write_markdown(folder, kind, count):
    is_list, lang = kind in LISTS, language(kind)
    with (folder / "letter.md").open("w", encoding="utf-8") as out:
        out.write(HEAD.format(lang=lang, title=TITLES[lang], more="" if is_list else "signatories: none\n"))
        if is_list:
            out.write(next(prose("ar" if lang == "ar" else "la", PARAGRAPH)) + "\n")
            with (folder / "list.csv").open("w", encoding="utf-8", newline="") as sheet:
                rows = csv.writer(sheet, lineterminator="\n")
                rows.writerow(["number", "name", "affiliation"])
                rows.writerows((number, *person) for number, person in enumerate(people(kind, count), 1))
            return
        if kind == "table":
            out.writelines("| " + " | ".join(row) + " |\n" for row in [COLUMNS, ["---"] * len(COLUMNS), *table(count)])
            return
        for at, (text, more) in enumerate(body(kind, count), 1):
            if kind == "pictures":
                out.write(f"{text}\n\n![A picture, number {at}]({more})\n\n")
            else:
                out.write(f"{text}[^{at}]\n\n[^{at}]: {more}\n\n" if more else text + "\n\n")


TYPST = """#set document(title: "{title}", author: "warraq bench", date: datetime(year: 2020, month: 9, day: 9))
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: ({fonts}), size: {size}pt, lang: "{lang}", dir: {dir})
#set par(justify: {justify})
= {title}
"""
FACES = {"la": "Noto Serif", "ar": "Amiri", "he": "Noto Serif Hebrew", "hi": "Noto Serif Devanagari", "bn": "Noto Serif Bengali",
         "th": "Noto Serif Thai", "zh": "Noto Serif CJK SC", "ja": "Noto Serif CJK JP", "ko": "Noto Serif CJK KR"}


def write_typst(folder, kind, count):
    lang, is_list = language(kind), kind in LISTS
    first = ["Amiri", "Noto Serif"] if lang == "ar" else ["Noto Serif", "Amiri"]
    fonts = ", ".join(f'"{face}"' for face in dict.fromkeys(first + (list(FACES.values()) if kind == "scripts" else [])))
    with (folder / "letter.typ").open("w", encoding="utf-8") as out:
        out.write(TYPST.format(title=TITLES[lang], fonts=fonts, size=12 if lang == "ar" else 11, lang=lang,
                               dir="rtl" if lang == "ar" else "ltr", justify="true"))
        escaped = letters.typst_escaped
        if is_list:
            out.write("\n" + escaped(next(prose("ar" if lang == "ar" else "la", PARAGRAPH))) + "\n")
            out.write("#set text(size: 10pt)\n#set par(justify: false)\n#columns(2)[\n")
            out.writelines(f"{number}. {escaped(name)}, {escaped(place)}\n" for number, (name, place) in enumerate(people(kind, count), 1))
            out.write("]\n")
            return
        if kind == "table":
            cells = "".join("  " + ", ".join(f"[{escaped(cell)}]" for cell in row) + ",\n" for row in table(count))
            head = ", ".join(f"[*{name}*]" for name in COLUMNS)
            out.write(f"#table(columns: (auto, 1fr, 1fr, 2fr), stroke: none, table.header({head}),\n{cells})\n")
            return
        for text, more in body(kind, count):
            if kind == "pictures":
                out.write(f'\n{escaped(text)}\n\n#image("{more}", alt: "A picture", width: 25mm)\n')
            else:
                out.write(f"\n{escaped(text)}{f'#footnote[{escaped(more)}]' if more else ''}\n")


def write_tex(folder, kind, count):
    lang, escaped, is_list = language(kind), letters.tex_escaped, kind in LISTS
    rtl = lang == "ar"
    with (folder / "letter.tex").open("w", encoding="utf-8") as out:
        out.write("\\documentclass[12pt,a4paper]{article}\n\\usepackage[margin=25mm]{geometry}\n"
                  "\\usepackage{graphicx,multicol,longtable,fontspec}\n")
        fonts = (folder.parent / "fonts").resolve()
        out.write("\\usepackage{polyglossia}\\setmainlanguage[numerals=maghrib]{arabic}\n" if rtl else "")
        face = f"\\setmainfont{{{'Amiri-Regular' if rtl else 'NotoSerif-Regular'}.ttf}}[Path={fonts}/{',Script=Arabic' if rtl else ''}]\n"
        out.write(face + ("\\newfontfamily\\arabicfont{Amiri-Regular.ttf}[Path=%s/,Script=Arabic]\n" % fonts if rtl else ""))
        if kind == "scripts":
            out.writelines(f"\\newfontfamily\\f{script}{{{name}}}\n" for script, name in FACES.items())
        out.write("\\begin{document}\n\\section*{" + escaped(TITLES[lang]) + "}\n")
        if kind == "table":
            out.write("\\begin{longtable}{lp{4cm}p{4cm}p{6cm}}\n" + " & ".join(COLUMNS) + "\\\\\\endhead\n")
            out.writelines(" & ".join(map(escaped, row)) + "\\\\\n" for row in table(count))
            out.write("\\end{longtable}\n")
        elif is_list:
            columns = "\\RTLmulticolcolumns\n" if rtl else ""
            out.write(columns + "\\fontsize{10}{13}\\selectfont\\raggedright\\begin{multicols}{2}\n")
            cycle = itertools.cycle(LISTS[kind])
            for number, (name, place) in enumerate(people(kind, count), 1):
                script = next(cycle)
                face = f"\\f{script} " if kind == "scripts" and script in FACES else ""
                out.write(f"{number}. {{{face}{escaped(name)}, {escaped(place)}}}\\par\n")
            out.write("\\end{multicols}\n")
        else:
            for text, more in body(kind, count):
                if kind == "pictures":
                    out.write(f"{escaped(text)}\n\n\\includegraphics[width=25mm]{{{more}}}\n\n")
                else:
                    note = "\\footnote{" + escaped(more) + "}" if more else ""
                    out.write(f"{escaped(text)}{note}\n\n")
        out.write("\\end{document}\n")


WRITERS = {"letter.md": write_markdown, "letter.typ": write_typst, "letter.tex": write_tex}


def write(folder, kind, count, only=None):
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(count if kind == "pictures" else 0):
        (folder / f"picture-{at}.png").write_bytes(png(at))
    for name, writer in WRITERS.items():
        if only is None or name in only:
            writer(folder, kind, count)


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:] or None)
