# SPDX-License-Identifier: MIT
"""Facing pages end their last lines at one height: letters of every length in the style for print and in volumes."""
import itertools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

WARRAQ = os.environ["WARRAQ"]
LEVEL = 0.1  # points
WORDS = {
    "en": "We write to you about a matter of some importance, which has been raised before, and which we raise "
          "again because nothing has been done about it, and nobody has answered us in the months since. ",
    "ar": "نكتب إليكم في أمر ذي أهمية أثير من قبل، ونثيره مرة أخرى لأن شيئا لم يحدث بشأنه، ولم يجبنا أحد في "
          "الأشهر التي مضت منذ ذلك الحين. ",
}


def letter(lang, paragraphs, odd):
    text = []
    for i in range(paragraphs):
        if odd and i % 4 == 2:
            text.append("## A heading")
        text.append(WORDS[lang] * (1 + (i * 7 + odd) % 5))
    return f"---\nlang: {lang}\ntitle: A matter\nsignatories: none\n---\n\n" + "\n\n".join(text) + "\n"


def ends(pages):
    """The last baseline of each page's text, furniture aside."""
    found = []
    for page in re.split("^page ", pages, flags=re.M)[1:]:
        lines = re.findall(r"^  line \S+ (\S+) \S+ \S+ (\S+) ", page, re.M)
        found.append(max(float(y) for y, element in lines if element != "-"))
    return found


def main():
    spreads, apart = 0, []
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "letter.md")
        for lang, odd, paragraphs in itertools.product(WORDS, range(3), range(30, 60, 5)):
            source.write_text(letter(lang, paragraphs, odd), encoding="utf-8")
            done = subprocess.run([WARRAQ, "dump", "pages", source, "--style", "print", "--date", "2020-01-01", "--quiet"],
                                  capture_output=True, text=True, check=True)
            found = ends(done.stdout)[1:-1]
            for left, right in zip(found[::2], found[1::2]):
                spreads += 1
                if abs(left - right) > LEVEL:
                    apart.append(f"{lang}, {odd}, {paragraphs} paragraphs: {left - right:+.1f} pt")
    print("\n".join(apart + [f"{spreads} spreads, {len(apart)} not level"]))
    return len(apart) * 8 > spreads  # where the pages would come out worse


sys.exit(main())
