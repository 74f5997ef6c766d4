# SPDX-License-Identifier: MIT
"""Right-to-left languages run from the right wherever the program asks: on the page, in the binding of a
booklet, in the tags (by their language), in comparisons; by their tag alone, and by their letters alone.
A tag that is none is refused, with the nearest."""
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.environ["WARRAQ"]

RIGHT_TO_LEFT = "ar fa ks skr bal lrc mzn glk aii rhg rhg-Rohg ff-Adlm man-Nkoo sam mid uz-AF".split()
LEFT_TO_RIGHT = "en ff uz ks-Deva sr zh".split()
SCRIPTS = ["nqo", "syr"]  # what letters alone say, beside those above
LETTERS = {"Adlam": "𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪", "Hanifi Rohingya": "𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝 𐴀𐴝𐴌", "N'Ko": "ߒߞߏ ߞߊ߲", "Syriac": "ܣܘܪܝܝܐ"}


def run(*words):
    done = subprocess.run([WARRAQ, *map(str, words), "--date", "2020-09-09", "--quiet"], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def write(folder, name, words, lang=None):
    front = f"---\nlang: {lang}\n---\n" if lang else ""
    path = folder / name
    path.write_text(f"{front}# {words}\n\n" + f"{words} {words} {words}\n\n" * 3, encoding="utf-8")
    return path


def booklet(folder, source, *words):
    target = folder / "booklet.pdf"
    run("handout", source, "--as", "booklet", *words, "-o", target)
    return target.read_bytes()


def directions(folder, source, letters):
    """What each part of the program takes for the direction: True is from the right."""
    page = run("dump", "pages", source).splitlines()[0].split()
    yield "page", page[-1] == "rtl"
    model = run("dump", "model", source).splitlines()[0]
    yield "model", "dir=rtl" in model
    yield "binding", booklet(folder, source) == booklet(folder, source, "--bind", "right")
    lang = run("dump", "tags", source).splitlines()[0].removeprefix("Document lang=")
    yield "tags", lang in RIGHT_TO_LEFT + SCRIPTS
    if not letters:
        return
    other = folder / ("other" + source.suffix)
    other.write_text(source.read_text(encoding="utf-8") + f"\n{letters} {letters}\n", encoding="utf-8")
    run("diff", source, other, "--html", folder / "diff.html")
    html = (folder / "diff.html").read_text(encoding="utf-8").split("</style>")[1]
    yield "comparison", all('dir="rtl"' in line for line in html.splitlines() if letters in line and "<p" in line)


def refused(status, words, *call):
    done = subprocess.run([WARRAQ, *map(str, call), "--quiet"], capture_output=True, text=True)
    return [] if done.returncode == status and words in done.stderr else [f"{call}: {done.returncode} {done.stderr}"]


def main():
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        cases = [(tag, write(folder, f"{tag}.md", "One", tag), None, True) for tag in RIGHT_TO_LEFT]
        cases += [(tag, write(folder, f"{tag}.md", "One", tag), None, False) for tag in LEFT_TO_RIGHT]
        cases += [(name, write(folder, f"{number}.md", words), words, True)
                  for number, (name, words) in enumerate(LETTERS.items())]
        faults += refused(2, "perhaps 'en-US' is meant", "dump", "model", cases[0][1], "--lang", "en_US")
        faults += refused(1, "perhaps 'ar' is meant", "dump", "model", write(folder, "named.md", "One", "Arabic"))
        for name, source, letters, wanted in cases:
            faults += [f"{name}: {part}" for part, found in directions(folder, source, letters) if found != wanted]
    print("\n".join(faults) or f"{len(cases)} languages and scripts run their own way everywhere")
    return 1 if faults else 0


sys.exit(main())
