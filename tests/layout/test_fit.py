# SPDX-License-Identifier: MIT
"""The fit, which moves the text's foot so that no last page is nearly empty, never moves it into the
folio: letters of every length that a page or two hold, in the styles that fit, with and without a note."""
import itertools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

WARRAQ = os.environ["WARRAQ"]
APART = 14  # points between the baselines of the last line and the folio
WORDS = {
    "en": "We write to you about a matter of some importance, which has been raised before, and which we raise "
          "again because nothing has been done about it, and nobody has answered us in the months since. ",
    "ar": "نكتب إليكم في أمر ذي أهمية أثير من قبل، ونثيره مرة أخرى لأن شيئا لم يحدث بشأنه، ولم يجبنا أحد في "
          "الأشهر التي مضت منذ ذلك الحين. ",
}


def letter(lang, paragraphs, note):
    text = [WORDS[lang] * 2 + ("[^1]" if note and not i else "") for i in range(paragraphs)]
    end = "\n\n[^1]: A note at the foot of the page.\n" if note else "\n"
    return f"---\nlang: {lang}\ntitle: A matter\nsignatories: none\n---\n\n" + "\n\n".join(text) + end


def closest(pages):
    """The least distance of a line's baseline from that of the folio of its page."""
    least = 1000.0
    for page in re.split("^page ", pages, flags=re.M)[1:]:
        lines = re.findall(r"^  line \S+ (\S+) \S+ \S+ (\S+) ", page, re.M)
        folio = [float(y) for y, element in lines if element == "-"]
        least = min([least] + [abs(folio[-1] - float(y)) for y, element in lines if folio and element != "-"])
    return least


def main():
    faults, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "letter.md")
        for style, lang, note, paragraphs in itertools.product(
                ("letter", "petition", "compact", "booklet"), WORDS, (False, True), range(6, 14)):
            source.write_text(letter(lang, paragraphs, note), encoding="utf-8")
            done = subprocess.run([WARRAQ, "dump", "pages", source, "--style", style, "--date", "2020-01-01", "--quiet"],
                                  capture_output=True, text=True, check=True)
            count += 1
            if closest(done.stdout) < APART:
                faults.append(f"{style}, {lang}, {paragraphs} paragraphs{', a note' if note else ''}: "
                              f"{closest(done.stdout):.1f} pt")
    print("\n".join(faults) or f"{count} letters keep clear of their folios")
    return 1 if faults else 0


sys.exit(main())
