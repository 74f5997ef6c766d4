# SPDX-License-Identifier: MIT
"""Letters in the forms that generators, petition pages and people write (made/written.py): who signs is found exactly,
with numbers and in order, nobody else; the page around is not typeset, notes and headings are."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).parent / "made"))
import written  # noqa: E402

WARRAQ = os.environ["WARRAQ"]
SEPARATORS = " ,;:.-–—|()[]/·•،؛、，；：（）　\n\t"
LINE = re.compile(r'^( *)([a-z-]+)([^"]*(?:(?:label|href)="(?:[^"\\]|\\.)*"[^"]*)*)("(?:[^"\\]|\\.)*")?$')


def fold(text):
    return " ".join(unicodedata.normalize("NFC", text.replace("\u200b", "")).split())


def unquote(text):
    text = re.sub(r"\\u\{([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


def signed(model):
    """Number and text of each entry in the lists of signatories."""
    entries, inside, depth = [], False, 0
    for line in model.split("\n"):
        found = LINE.match(line)
        if not found:
            continue
        level, kind, said, quoted = len(found[1]), found[2], found[3], found[4]
        if kind == "list":
            inside, depth = " signatories" in said, level
        elif level <= depth:
            inside = False
        if not inside:
            continue
        if kind == "entry":
            number = re.search(r"number=(-?\d+)", said)
            entries.append([int(number[1]) if number else None, ""])
        elif kind in ("break", "affiliation"):
            entries[-1][1] += "\n"
        elif kind in ("text", "code") and quoted:
            entries[-1][1] += unquote(quoted[1:-1])
    return [(number, fold(text)) for number, text in entries]


def is_entry(text, wanted):
    """The name, then each part of affiliation and place, and nothing more than separators."""
    for mark in wanted["optional"]:
        text = fold(text.replace(mark, ""))
    more = [p for said in (wanted["affiliation"], wanted["place"]) if said for p in said.split(", ")]
    name = next((n for n in map(fold, [wanted["name"], *wanted["other_orders"]]) if text.startswith(n)), None)
    if name is None:
        return False
    rest = text[len(name):]
    for part in sorted(more, key=len, reverse=True):
        if fold(part) not in rest:
            return False
        rest = rest.replace(fold(part), "\n", 1)
    return not rest.strip(SEPARATORS if more else " ")


def call(*args):
    done = subprocess.run([WARRAQ, *args, "--quiet", "--date", "2024-05-06"], capture_output=True, text=True)
    return done.stdout


def faults(folder, letter):
    name, ending, text, truth = letter
    path = folder / f"{name}.{ending}"
    path.write_text(text, encoding="utf-8")
    model, typeset, check = call("dump", "model", path), call("dump", "text", path), call("check", "--json", path)
    lines = [fold(line) for line in typeset.split("\n") if fold(line)]
    bare = {line.rstrip(":：") for line in lines}
    entries, wanted = signed(model), [e for _, own in truth["lists"] for e in own]
    counts = json.loads(check)["signatories"]
    if counts["listed"] != len(entries):
        yield f"check counts {counts['listed']}, the model has {len(entries)}"
    for (number, text), want in zip(entries, wanted):
        if number != want["number"] or not is_entry(text, want):
            yield f"entry {number} {text!r} is not {want}"
            break
    if len(entries) != len(wanted):
        yield f"{len(entries)} entries, not {len(wanted)}"
    names = {text for _, text in entries}
    for heading in (fold(h).rstrip(":：") for h, _ in truth["lists"] if h):
        if heading not in bare or heading in names:
            yield f"the heading {heading!r} is lost"
    for shown in truth["residue"]:
        if fold(shown) in lines:
            yield f"typeset: {shown!r}"
    for private in truth["private"]:
        if fold(private) in typeset:
            yield f"not to be printed: {private!r}"
    for note in [*truth["notes"], *([truth["closing"]] if truth["closing"] else []), truth["title"]]:
        if fold(note) not in typeset or fold(note) in names:
            yield f"lost: {note!r}"
    if truth["anonymous"] is not None and counts["anonymous"] != truth["anonymous"]:
        yield f"{counts['anonymous']} unnamed, not {truth['anonymous']}"
    if truth["total"] is not None and counts["stated_total"] != truth["total"]:
        yield f"{counts['stated_total']} stated, not {truth['total']}"
    if not all(any(fold(p) in line for line in lines) for p in truth["body"]):
        yield "a paragraph is lost"


def main():
    only = sys.argv[1:]
    letters = [letter for letter in written.LETTERS if not only or any(o in letter[0] for o in only)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda one: list(faults(pathlib.Path(folder), one)), letters))
    wrong = [f"{letter[0]}: {fault}" for letter, own in zip(letters, found) for fault in own]
    print(f"{sum(not own for own in found)} of {len(letters)} letters right")
    sys.exit("\n".join(wrong) or 0)


main()
