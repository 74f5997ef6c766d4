# SPDX-License-Identifier: MIT
"""How even the Arabic block is set: word spaces on justified lines, of warraq and of its peers. See bench/run justify.

The example's nine paragraphs, and two with all their vowel marks, in Amiri 12 pt at several measures. warraq says its
spaces and its lengthened words itself (`dump lines`, to a hundredth of a point); the peers' are the gaps between the
words that poppler finds in their PDF. Spaces are those of full lines; a paragraph's last line has its own."""
import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import unicodedata

import letters

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE.parent / "build/bench/justify"
WARRAQ = os.environ["WARRAQ"]
PYTHON = str(HERE.parent / "build/bench/python/bin/python")
PAGE_MM, MEASURES_CM = 210, (15, 10, 8, 6)
SIGNS = "،؛.:؟!\"«»()[]"
NATURAL_PT = 3.50  # Amiri's space at 12 pt
BARS = {15: (0.15, 3.8, 2), 10: (0.22, 4.0, 2), 8: (0.22, 4.1, 6), 6: (0.30, 4.4, 9)}  # sd, widest, % lengthened
INTER_WORD_SD = 0.20  # at 15 cm, without kashida
LEAST_LETTERS, LEAST_LAST, SEVERAL = 4, 0.1, 3
FORMS_MOST = 6000  # bytes of the record's faces, packed

TYPST = """#set page(width: 210mm, height: 2000mm, margin: (x: {margin}mm, y: 20mm))
#set text(font: "Amiri", size: 12pt, lang: "ar", dir: rtl)
#set par(justify: true{more})
{body}
"""
TEX = r"""\documentclass[12pt]{{article}}
\usepackage[paperwidth=210mm,paperheight=2000mm,hmargin={margin}mm,vmargin=20mm]{{geometry}}
\usepackage{{polyglossia}}
\setmainlanguage[numerals=maghrib]{{arabic}}
\newfontfamily\arabicfont{{Amiri-Regular.ttf}}[Path={fonts}/,Script=Arabic]
\setlength\parindent{{0pt}}\emergencystretch=3em\pagestyle{{empty}}
\begin{{document}}\fontsize{{12}}{{20}}\selectfont
{body}
\end{{document}}
"""


def run(*command, cwd=WORK):
    return subprocess.run(command, cwd=cwd, capture_output=True, check=True, text=True).stdout


def margin_mm(measure_cm):
    return (PAGE_MM - 10 * measure_cm) / 2


class Spaces:
    """The word spaces of one setting, in points, and what was lengthened."""

    def __init__(self, tool, spaces, kashidas=None, words=0, lines=()):
        self.tool, self.spaces, self.kashidas, self.words, self.lines = tool, spaces, kashidas, words, lines

    def row(self):
        figures = f"{statistics.pstdev(self.spaces):.2f} | {max(self.spaces):.2f} | {min(self.spaces):.2f}"
        if self.kashidas is None:
            return f"| {self.tool} | {figures} | | |"
        lengths = sorted(length for _, length in self.kashidas)
        share = f"{len(lengths)} ({100 * len(lengths) / self.words:.1f} %)"
        return f"| {self.tool} | {figures} | {share} | {f'{lengths[0]:.2f}–{lengths[-1]:.2f}' if lengths else ''} |"


LINE = re.compile(r"  width (?P<width>[\d.]+) .* space (?P<space>[\d.]+) kashidas \d+(?P<kashidas>(?: [^ \"]+ [\d.]+)*)( hyphenated)?"
                  r"(?P<last> last)? \"(?P<text>.*)\"$")


def warraq(name, paragraphs, measure, *settings):
    """One space for each of the line's, so that long lines weigh more."""
    source = WORK / "letter.md"
    source.write_text("---\nlang: ar\ndate: 2020-09-09\nsignatories: none\n---\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")
    keys = [f"page.margin=25mm {margin_mm(measure)}mm", "body.font-size=12pt", "paragraph.font-size=12pt",
            "paragraph.text-align=justify", *settings]
    lines = run(WARRAQ, "dump", "lines", source.name, "--quiet", *[word for key in keys for word in ("--set", key)])
    found = [Line(match) for match in filter(None, map(LINE.match, lines.splitlines()))]
    spaces = [space for line in found if not line.last for space in [line.space] * (len(line.words) - 1)]
    return Spaces(name, spaces, [each for line in found for each in line.kashidas], sum(len(line.words) for line in found), found)


class Line:
    def __init__(self, match):
        self.width, self.space, self.last, self.words = float(match["width"]), float(match["space"]), match["last"], match["text"].split()
        found = match["kashidas"].split()
        self.kashidas = [(word, float(length)) for word, length in zip(found[::2], found[1::2])]


def letters_of(word):
    return sum(unicodedata.category(sign).startswith("L") for sign in word)


def ends(lines, measure):
    """What a careful printer looks over at the ends of paragraphs and lines."""
    paragraph = []
    for line in lines:
        paragraph.append(line)
        if not line.last:
            continue
        full, paragraph = paragraph, []
        if len(full) > 1 and line.width < LEAST_LAST * measure * 72 / 2.54:
            yield f"a last line of {line.width:.1f} pt: {' '.join(line.words)}"
        last = [each.words[-1].strip(SIGNS) for each in full[:-1]]
        yield from (f"«{word}» ends {SEVERAL} lines running" for i, word in enumerate(last) if last[i:i + SEVERAL] == [word] * SEVERAL)


def short_of(measure, example, inter_word):
    """Which bars the example does not reach."""
    sd, widest, share = BARS[measure]
    figures = [("sd", statistics.pstdev(example.spaces), sd), ("widest", max(example.spaces), widest),
               ("% lengthened", 100 * len(example.kashidas) / example.words, share)]
    if measure == max(BARS):
        figures.append(("sd without kashida", statistics.pstdev(inter_word.spaces), INTER_WORD_SD))
    yield from (f"{name} {figure:.2f}, at most {bar}" for name, figure, bar in figures if round(figure, 2) > bar)
    for above, line in zip([None, *example.lines], example.lines):
        yield from (f"{word} is lengthened: {letters_of(word)} letters" for word, _ in line.kashidas if letters_of(word) < LEAST_LETTERS)
        names = [word for word, _ in line.kashidas]
        again = set(names) & {word for word, _ in above.kashidas} if above else set()
        yield from (f"{word} is lengthened in two lines running" for word in again)
    yield from ends(example.lines, measure)


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')


def of_pdf(name, pdf, measure):
    """A full line reaches both margins to within two points. The peers set all spaces of a line alike, so the line's
    space is the median of its gaps: poppler also parts words at a kern, joins some, and is led astray by vowel marks."""
    margin, lines = margin_mm(measure) * 72 / 25.4, {}
    for match in WORD.finditer(run("pdftotext", "-bbox", pdf, "-")):
        left, top, right, bottom = map(float, match.groups())
        lines.setdefault(round((top + bottom) / 8), []).append((left, right))
    spaces = []
    for words in lines.values():
        words.sort()
        if words[0][0] > margin + 2 or words[-1][1] < PAGE_MM * 72 / 25.4 - margin - 2:
            continue
        gaps = [after[0] - before[1] for before, after in zip(words, words[1:])]
        gaps = [gap for gap in gaps if gap > NATURAL_PT / 2]
        spaces += [statistics.median(gaps)] * len(gaps) if gaps else []
    return Spaces(name, spaces or [0])


def typst(name, paragraphs, measure, more=""):
    body = "\n\n".join(map(letters.typst_escaped, paragraphs))
    (WORK / "letter.typ").write_text(TYPST.format(margin=margin_mm(measure), more=more, body=body), "utf-8")
    run(PYTHON, str(HERE / "typst_pypi.py"), "letter.typ", "typst.pdf")
    return of_pdf(name, "typst.pdf", measure)


def xelatex(name, paragraphs, measure):
    body = "\n\n".join(map(letters.tex_escaped, paragraphs))
    text = TEX.format(margin=margin_mm(measure), fonts=WORK.parent / "fonts", body=body)
    (WORK / "letter.tex").write_text(text, "utf-8")
    run("xelatex", "-interaction=batchmode", "letter.tex")
    return of_pdf(name, "letter.pdf", measure)


def face_bytes(*settings):
    """What the faces of the example's record take, as they are packed in it."""
    run(WARRAQ, "render", str(HERE.parent / "examples/open-letter.ar.txt"), "--date", "2020-09-09", "--quiet", "-o", "forms.pdf",
        *[word for key in settings for word in ("--set", key)])
    found = re.findall(rb"<<[^>]*/Length1 \d+[^>]*/Length (\d+)>>", (WORK / "forms.pdf").read_bytes())
    return sum(map(int, found))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alone", action="store_true", help="warraq without its peers")
    parser.add_argument("--words", action="store_true", help="name the lengthened words")
    parser.add_argument("--face", help="a family of fonts/roles for the Arabic, warraq alone")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    example = letters.Letter(HERE.parent / "examples/open-letter.ar.txt").blocks[:9]
    vowelled = (HERE / "vowelled.ar.txt").read_text("utf-8").splitlines()
    missed = []
    print(f"Word spaces on full lines, pt (natural {NATURAL_PT}), and lengthened words\n")
    for title, paragraphs in (("the example", example), ("vowelled", vowelled)):
        for measure in MEASURES_CM:
            face = [f"body.font-family={options.face}"] if options.face else []
            rows = [warraq("warraq", paragraphs, measure, *face),
                    warraq("warraq, inter-word", paragraphs, measure, "paragraph.text-justify=inter-word", *face)]
            if not options.alone and not options.face:
                rows += [typst("Typst", paragraphs, measure),
                         typst("Typst, tracking", paragraphs, measure,
                               ", justification-limits: (tracking: (min: -0.01em, max: 0.02em))"),
                         xelatex("XeLaTeX", paragraphs, measure)]
            print(f"### {title}, {measure} cm\n\n| | sd | widest | narrowest | words lengthened | em |\n|---|---|---|---|---|---|")
            print("\n".join(row.row() for row in rows) + "\n", flush=True)
            if title == "the example" and not options.face:
                missed += [f"{measure} cm: {short}" for short in short_of(measure, rows[0], rows[1])]
            missed += [f"{title}, {measure} cm: {short}" for short in ends(rows[0].lines, measure) if title != "the example"]
            if options.words:
                print(", ".join(f"{word} {length:.2f}" for word, length in rows[0].kashidas) + "\n")
    if not options.face:
        forms = face_bytes() - face_bytes("body.justify-finals=0", "body.kashida-length=0", "body.kashida-longest=0")
        print(f"Lengthened and widened letters take {forms} bytes of the example's faces, at most {FORMS_MOST}\n")
        missed += [f"{forms} bytes of lengthened letters, at most {FORMS_MOST}"] if forms > FORMS_MOST else []
    print("\n".join(missed) or "every bar is reached: spaces, lengthened words, last lines, ends of lines")
    return 1 if missed else 0


sys.exit(main())
