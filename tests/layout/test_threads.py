# SPDX-License-Identifier: MIT
"""The bytes and the messages of a record are the same for any number of threads: long bodies in two directions with links,
notes, quotes, lists within the text, missing glyphs; lists of signatories in many scripts, as a file and in the letter;
columns that are tried anew; tables among paragraphs; the example."""
import csv
import hashlib
import math
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples/open-letter.ar.txt"
THREADS = (1, 2, 3, 4, 8)
HEAD = "---\nlang: {lang}\ntitle: {title}\ndate: 2020-09-09\n{more}---\n\n"
WORDS = {
    "ar": "\u0643\u0631\u064a\u0645 \u0646\u0648\u0631 \u0627\u0644\u062d\u0642 \u0645\u062f\u064a\u0631 \u0643\u0628\u064a\u0631 \u062f\u0627\u0631 \u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u0649 \u0630\u0644\u0643 \u0645\u0633\u062a\u0642\u0628\u0644 \u0627\u0644\u0645\u062f\u064a\u0646\u0629 \u0643\u062a\u0627\u0628\u064c \u0646\u064f\u0648\u0631\u064c".split(),
    "en": "the extraordinary characteristics of a river that nobody had ever crossed before morning and its \u201cbridge\u201d (1999)".split(),
}
NAMES = ["\u0639\u0628\u062f \u0627\u0644\u0643\u0631\u064a\u0645 \u0646\u0648\u0631", "Anna-Lena \u00d6zt\u00fcrk", "\u0418\u0432\u0430\u043d \u041a\u0440\u044b\u043b\u043e\u0432", "\u738b\u5c0f\u660e", "\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35",
         "\u0915\u0943\u0937\u094d\u0923 \u0924\u094d\u0930\u093f\u092a\u093e\u0920\u0940", "\uae40\ubbfc\uc900", "\u05d9\u05e2\u05e7\u05d1 \u05db\u05d4\u05df", "Ng\u00f4 B\u1ea3o", "\U0001f9ff Nazar", "A\u0378B"]
faults = []


def paragraph(lang, chance, at):
    words = [chance.choice(WORDS[lang]) for _ in range(chance.randrange(20, 120))]
    if at % 5 == 1:
        words[3] = "[a link](https://example.org/%d)" % at
    if at % 7 == 2:
        words[5] += "[^n%d]" % (at % 14)
    if at % 11 == 3:
        words[7] = "**" + words[7] + "**"
    if at % 13 == 4:
        words[2] = "\u0378\U000e01ef"  # no face has it
    if at % 17 == 5:
        words[4] = "*\u0938\u0924\u094d\u092f*"
    text = " ".join(words)
    return "> " + text if at % 19 == 6 else "- " + text + "\n- " + text[:40] if at % 23 == 7 else "## " + text[:30] if at % 29 == 8 else text


def prose(lang, blocks):
    chance = random.Random(blocks)
    notes = "".join("[^n%d]: %s\n\n" % (at, " ".join(chance.choice(WORDS[lang]) for _ in range(15))) for at in range(14))
    return "\n\n".join(paragraph(lang, chance, at) for at in range(blocks)) + "\n\n" + notes


def rows(count):
    chance = random.Random(count)
    for number in range(1, count + 1):
        yield number, chance.choice(NAMES) + " " + "".join(chance.choice("abcdefgh") for _ in range(6)), chance.choice(NAMES)


def table(lang, count):
    chance = random.Random(count)
    lines = ["| " + " | ".join(chance.choice(WORDS[lang]) for _ in range(4)) + " |", "|---|:-:|--:|---|"]
    for number, name, place in rows(count):
        words = " ".join(chance.choice(WORDS[lang]) for _ in range(chance.randrange(1, 25)))
        lines.append(f"| {number} | {name} | **{place}** | {words} {name if number % 31 == 5 else ''} |")
    return "\n".join(lines) + "\n\n"


def write(folder):
    """The words of a call for each letter."""
    for lang in WORDS:
        head = HEAD.format(lang=lang, title=WORDS[lang][1], more="signatories: none\n")
        (folder / f"prose-{lang}.md").write_text(head + prose(lang, 420), "utf-8")
        yield [f"prose-{lang}.md"]
        tables = prose(lang, 12) + table(lang, 900) + prose(lang, 30) + table(lang, 60) + table(lang, 5) + prose(lang, 40)
        (folder / f"tables-{lang}.md").write_text(head + tables, "utf-8")
        yield [f"tables-{lang}.md"]
    (folder / "list.csv").write_text("number,name,affiliation\n" + "".join("%d,%s,%s\n" % row for row in rows(3000)), "utf-8")
    (folder / "head.md").write_text(HEAD.format(lang="en", title="A list", more="") + prose("en", 3), "utf-8")
    yield ["head.md", "--signatories", "list.csv"]
    yield ["head.md", "--signatories", "list.csv", "--set", "signatories.column-count=3", "--style", "compact"]
    (folder / "inside.md").write_text(HEAD.format(lang="ar", title="A list", more="") + prose("ar", 40) + "## Signatories\n\n" +
                                      "".join("%d. %s, %s\n" % row for row in rows(1500)), "utf-8")
    yield ["inside.md"]
    yield [str(EXAMPLE)]


def made(folder, words, threads):
    done = subprocess.run([WARRAQ, "render", *words, "-o", "out.pdf", "-j", str(threads)], cwd=folder, capture_output=True,
                          check=False, timeout=600, env={**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1599609600"})
    out = folder / "out.pdf"
    digest = hashlib.sha256(out.read_bytes()).hexdigest() if done.returncode in (0, 1) and out.exists() else None
    return digest, done.returncode, done.stderr


def peak(folder, threads):
    """The memory of its own that a long list takes whose names come again and again, in MiB; infinite where it fails."""
    child = subprocess.Popen([WARRAQ, "render", "head.md", "--signatories", "again.csv", "-o", "again.pdf", "-q", "-j", str(threads)], cwd=folder)
    most = 0
    while child.poll() is None:
        said = re.search(r"RssAnon:\s+(\d+)", pathlib.Path(f"/proc/{child.pid}/status").read_text("utf-8"))
        most = max(most, int(said[1]) if said else 0)
        time.sleep(0.005)
    return most / 1024 if child.returncode in (0, 1) else math.inf


def memory(folder):
    """Names that are known are set at once: nothing but its own bound keeps the reader from reading all of them."""
    names = re.findall(r"^\s+\d+\. (.*)", EXAMPLE.read_text("utf-8"), re.M)
    with open(folder / "again.csv", "w", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "name"])
        writer.writerows((at + 1, names[at % len(names)].strip()) for at in range(100_000))
    one, two = peak(folder, 1), peak(folder, 2)
    if not two < one + 25:
        faults.append(f"a list of 100,000 takes {two:.0f} MiB with two threads, {one:.0f} with one")


def main():
    with tempfile.TemporaryDirectory() as base:
        folder = pathlib.Path(base)
        for words in write(folder):
            first = made(folder, words, THREADS[0])
            if first[0] is None:
                faults.append(f"{words}: no record: {first[2][-300:]}")
            for threads in THREADS[1:]:
                if made(folder, words, threads) != first:
                    faults.append(f"{words}: other bytes or messages with {threads} threads")
        memory(folder)
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
