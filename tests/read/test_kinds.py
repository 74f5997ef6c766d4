# SPDX-License-Identifier: MIT
"""Letters made up in many languages and forms (made/letters.py): everyone who signs is listed, and nobody else."""
import concurrent.futures
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent / "made"))
import letters  # noqa: E402

WARRAQ = os.environ["WARRAQ"]
SEED = os.environ.get("SEED", "river")
EACH = int(os.environ.get("EACH", "2"))
LINE = re.compile(r'^( *)([a-z-]+)([^"]*(?:(?:label|href)="(?:[^"\\]|\\.)*"[^"]*)*)("(?:[^"\\]|\\.)*")?$')


def letters_of(text):
    """What is compared of an entry: its letters and digits, and not the marks between name and office."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def model(source):
    """The title, the entries of lists of signatories as (number, text), and all other text."""
    title, entries, other, stack = None, [], [], []
    for raw in source.split("\n"):
        found = LINE.match(raw)
        if not found:
            continue
        del stack[len(found[1]) // 2:]
        stack.append((found[2], found[3]))
        if any(kind == "set-aside" for kind, _ in stack):
            continue
        listed = any(kind == "list" and " signatories" in said for kind, said in stack)
        if found[2] == "entry" and listed:
            number = re.search(r"number=(-?\d+)", found[3])
            entries.append([int(number[1]) if number else None, ""])
        if found[2] == "text" and found[4]:
            text = found[4][1:-1]
            if listed and entries and any(kind == "entry" for kind, _ in stack):
                entries[-1][1] += " " + text
            else:
                other.append(text)
            if any(kind == "title" for kind, _ in stack):
                title = (title or "") + text
    return title, entries, other


def judge(kind, each, folder):
    chance = random.Random(f"{SEED}/{kind}/{each}")
    lang = chance.choice(sorted(letters.WORDS))
    letter = letters.letter(chance, kind, lang)
    path = folder / f"{kind}-{each}-{lang}.{letter.form}"
    path.write_text(letter.text, encoding="utf-8")
    done = subprocess.run([WARRAQ, "dump", "model", "--quiet", path], capture_output=True, text=True)
    title, entries, other = model(done.stdout)
    wanted = [(e.number, letters_of(e.name + "".join(e.more))) for _, own in letter.lists for e in own]
    found = [(n, letters_of(t)) for n, t in entries]
    wrong = []
    if done.returncode not in (0, 1):
        wrong.append(done.stderr)
    if sorted(map(str, found)) != sorted(map(str, wanted)):
        missing, false = [w for w in wanted if w not in found], [f for f in found if f not in wanted]
        wrong.append(f"missing {missing[:3]}, false {false[:3]}")
    if title != letter.title:
        wrong.append(f"title {title!r}")
    whole = letters_of(" ".join(other))
    wrong += [f"lost: {b}" for b in letter.body if letters_of(b) not in whole]
    wrong += [f"residue printed: {r}" for r in letter.residue if r in other]
    return [f"{path.name}: {w}" for w in wrong]


def main():
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        asked = [(kind, each, pathlib.Path(name)) for kind in letters.KINDS for each in range(EACH)]
        wrong = [w for found in pool.map(lambda a: judge(*a), asked) for w in found]
    assert not wrong, f"SEED={SEED} EACH={EACH}\n" + "\n".join(wrong)
    print(f"{len(asked)} letters of {len(letters.KINDS)} kinds in {len(letters.WORDS)} languages read as they were meant")


main()
