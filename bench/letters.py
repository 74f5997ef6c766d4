# SPDX-License-Identifier: MIT
"""Writes the example letter with a list of any length, for warraq and for each peer.

letters.py FOLDER COUNT cycled|recombined [FILE...]: FOLDER/letter.txt, letter.csv, letter.typ and letter.tex, or those named; the
same words in each. letter.csv is the list alone, as long lists are kept, and head.txt beside it the letter it belongs to.
Cycled: the example's 273 names over and over. Recombined: each name's words are exchanged for others of the list in
the same script, and three plain Latin ones in ten get another letter, so that no cache of words flatters anyone; 567,000
different words at a million names. The order is the same on every machine."""
import csv
import pathlib
import random
import re
import sys

ENTRY = re.compile(r"\s+(\d+)\. (.*)")
RUNS = re.compile("(?P<ar>[\u0600-\u06ff\u0750-\u077f]+(?:[\\s،]+[\u0600-\u06ff]+)*)|(?P<ja>[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+)")


class Letter:
    """The example cut at its list; the list's own numbers give way to running ones."""

    def __init__(self, path):
        lines = path.read_text("utf-8").splitlines()
        at = [number for number, line in enumerate(lines) if ENTRY.match(line)]
        self.head, self.tail = lines[: at[0]], lines[at[-1] + 1 :]
        self.names = [" ".join(ENTRY.match(lines[number])[2].split()) for number in at]
        blocks = [line.strip() for line in self.head if line.strip()]
        self.title, self.blocks = blocks[2], blocks[3:]
        self.note = next(line.strip() for line in self.tail if line.strip())


def script(word):
    letters = re.sub(r"[\W\d_]", "", word)
    if not letters:
        return "sign"
    first = ord(letters[0])
    return "latin" if first < 0x370 else "cyrillic" if first < 0x530 else "arabic" if first < 0x900 else "cjk"


def mutated(word, chance):
    places = [index for index, letter in enumerate(word) if "a" <= letter <= "z"]
    if not places or chance.random() >= 0.3:
        return word
    place = chance.choice(places)
    return word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]


def recombined(names, count):
    chance = random.Random(20200626)
    pool = {}
    for name in names:
        for word in name.split():
            pool.setdefault(script(word), []).append(word)
    for index in range(count):
        words = names[index % len(names)].split()
        yield " ".join(mutated(chance.choice(pool[script(word)]), chance) for word in words)


def cycled(names, count):
    for index in range(count):
        yield names[index % len(names)]


LISTS = {"cycled": cycled, "recombined": recombined}


def write_text(path, letter, names):
    with path.open("w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in letter.head)
        out.writelines(f"  {number}. {name}\n" for number, name in enumerate(names, 1))
        out.writelines(line + "\n" for line in letter.tail)


def write_csv(path, letter, names):
    path.with_name("head.txt").write_text("".join(line + "\n" for line in letter.head), "utf-8")
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["number", "name"])
        rows.writerows(enumerate(names, 1))


def runs(name):
    """The name cut by script: ("ar" | "ja" | "", text)."""
    end = 0
    for match in RUNS.finditer(name):
        if match.start() > end:
            yield "", name[end : match.start()]
        yield match.lastgroup, match[0]
        end = match.end()
    if end < len(name):
        yield "", name[end:]


TYPST_HEAD = """#set document(title: "{title}", author: "warraq bench", date: datetime(year: 2020, month: 9, day: 9))
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: ("Amiri", "Noto Serif CJK JP"), size: 12pt, lang: "ar", dir: rtl)
#set par(justify: true)
= {heading}
"""
TYPST_LIST = """#set text(font: ("Noto Serif", "Amiri", "Noto Serif CJK JP"), size: 10pt, lang: "en", dir: ltr)
#set par(justify: false)
#columns(2)[
"""


def typst_escaped(text):
    return re.sub(r"([\\#*_`$<>@\[\]=~/'\"+-])", r"\\\1", text)


def typst_name(name):
    marked = {"": "{}", "ar": '#text(lang: "ar", dir: rtl)[{}]', "ja": '#text(lang: "ja", font: "Noto Serif CJK JP")[{}]'}
    return "".join(marked[kind].format(typst_escaped(text)) for kind, text in runs(name))


def write_typst(path, letter, names):
    with path.open("w", encoding="utf-8") as out:
        out.write(TYPST_HEAD.format(title=letter.title, heading=typst_escaped(letter.title)))
        out.writelines(f"\n{typst_escaped(block)}\n" for block in letter.blocks)
        out.write(TYPST_LIST)
        out.writelines(f"{number}. {typst_name(name)}\n" for number, name in enumerate(names, 1))
        out.write(f"]\n{typst_escaped(letter.note)}\n")


TEX_HEAD = r"""\documentclass[12pt,a4paper]{article}
\usepackage[margin=25mm]{geometry}
\usepackage{fontspec,multicol,enumitem}
\usepackage{polyglossia}
\setmainlanguage[numerals=maghrib]{arabic}
\setotherlanguage{english}
\setmainfont{NotoSerif-Regular.ttf}[Path=FONTS/]
\newfontfamily\arabicfont{Amiri-Regular.ttf}[Path=FONTS/,Script=Arabic,BoldFont=Amiri-Bold.ttf]
\newfontfamily\cjkfont{NotoSerifCJK-Regular.ttc}[Path=FONTS/,FontIndex=0,Language=Japanese]
\newcommand\ar[1]{{\RL{\arabicfont #1}}}
\newcommand\ja[1]{{\cjkfont #1}}
\setlength\parindent{0pt}\setlength\parskip{6pt}
\begin{document}
"""
TEX_LIST = r"""\begin{english}\fontsize{10}{13}\selectfont\raggedright
\LTRmulticolcolumns
\begin{multicols}{2}
\begin{list}{}{\setlength\itemsep{0pt}\setlength\parsep{0pt}\setlength\leftmargin{3em}\setlength\labelwidth{2.5em}}
"""
TEX_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def tex_escaped(text):
    return re.sub(r"[\\{}$&#_%~^]", lambda match: TEX_SPECIAL.get(match[0], "\\" + match[0]), text)


def tex_name(name):
    marked = {"": "%s", "ar": r"\ar{%s}", "ja": r"\ja{%s}"}
    return "".join(marked[kind] % tex_escaped(text) for kind, text in runs(name))


def write_tex(path, letter, names):
    with path.open("w", encoding="utf-8") as out:
        out.write(TEX_HEAD.replace("FONTS", str((path.parent.parent / "fonts").resolve())))
        out.write(r"\section*{" + tex_escaped(letter.title) + "}\n")
        out.writelines(f"\n{tex_escaped(block)}\n" for block in letter.blocks)
        out.write(TEX_LIST)
        out.writelines(f"\\item[{number}.] {tex_name(name)}\n" for number, name in enumerate(names, 1))
        out.write("\\end{list}\n\\end{multicols}\n" + tex_escaped(letter.note) + "\n\\end{english}\n\\end{document}\n")


WRITERS = {"letter.txt": write_text, "letter.csv": write_csv, "letter.typ": write_typst, "letter.tex": write_tex}


def write(folder, letter, count, kind, only=None):
    folder.mkdir(parents=True, exist_ok=True)
    for name, writer in WRITERS.items():
        if only is None or name in only:
            writer(folder / name, letter, LISTS[kind](letter.names, count))


if __name__ == "__main__":
    example = pathlib.Path(__file__).resolve().parent.parent / "examples/open-letter.ar.txt"
    write(pathlib.Path(sys.argv[1]), Letter(example), int(sys.argv[2]), sys.argv[3], sys.argv[4:] or None)
