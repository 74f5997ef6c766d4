# SPDX-License-Identifier: MIT
"""Rules no page may break, held to letters put together at random.

judge.py [--letters N] [--from SEED] [--keep FOLDER] [SEED...]
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import letters
import pages

WARRAQ = os.environ["WARRAQ"]
HERE = pathlib.Path(__file__).parent
SOURCE = HERE.parents[2]
BLANK = 14  # points between text and furniture
DASHES = tuple("–—")
HANG = 12  # how far punctuation may hang in a margin


def is_note(line, notes):
    return line.element in notes


def over(one, other):
    """Whether type of the two meets: about .3 em below a baseline and .7 em above."""
    upper, lower = (one, other) if one.y <= other.y else (other, one)
    if lower.y - upper.y < 0.5:
        return one.beside(other)
    return lower.y - upper.y < 0.3 * upper.size + 0.68 * lower.size and one.beside(other)


def overprints(page):
    lines = sorted(page.lines, key=lambda line: line.y)
    for i, line in enumerate(lines):
        for other in lines[i + 1:]:
            if other.y - line.y > 60:
                break
            if over(line, other):
                yield f"«{line.text[:30]}» and «{other.text[:30]}» are printed over one another"


def struck(page):
    for line in page.lines:
        for box in page.boxes:
            top, foot = line.y - 0.5 * line.size, line.y + 0.12 * line.size
            upright = box.kind == "rule" and box.height > box.width
            if not upright and box.y < foot and box.y + box.height > top and line.beside(box, 2):
                yield f"a {box.kind} goes through «{line.text[:40]}»"


def near_furniture(page):
    body = page.text()
    for line in (line for line in page.lines if line.furniture):
        for other in body:
            head = other.y > line.y and page.trim[1] + page.trim[3] / 2 > line.y
            gap = other.above() - line.y if head else line.above() - other.y
            if gap < BLANK - 0.5:
                yield f"«{other.text[:30]}» is {gap:.1f} pt from «{line.text[:30]}»"


def outside(page):
    left, top, width, height = page.trim
    for line in page.lines:
        if line.x < left + HANG or line.x + line.width > left + width - HANG or not top < line.y < top + height:
            yield f"«{line.text[:40]}» is off the page"


def fragments(all_pages, notes):
    """The paragraphs' parts: for each element how many lines stand together, column by column."""
    parts = collections.defaultdict(list)
    last, ys = {}, collections.defaultdict(list)
    beside = set()  # labels of the colophon stand beside their own text
    for page in all_pages:
        for line in page.text():
            if not line.element or line.role not in ("P", "LBody") or is_note(line, notes):
                continue
            before = last.get(line.element)
            if before and before[0] == page.number and before[1] <= line.y + 0.1:
                parts[line.element][-1] += abs(before[1] - line.y) > 0.1
            else:
                parts[line.element].append(1)
                if before and before[0] == page.number and line.y > min(ys[line.element]) - 0.1:
                    beside.add(line.element)
            ys[line.element].append(line.y)
            last[line.element] = (page.number, line.y)
    return {element: found for element, found in parts.items() if element not in beside}


def parted(all_pages, notes):
    for element, parts in fragments(all_pages, notes).items():
        if len(parts) > 1 and min(parts) < 2:
            text = next(line.text for page in all_pages for line in page.text() if line.element == element)
            yield f"a line of «{text[:40]}» is alone: {parts}"


def paragraphs(all_pages):
    """The lines of each paragraph: those of an element that follow one another down a column."""
    lines = collections.defaultdict(list)
    for page in all_pages:
        for line in page.text():
            if line.element and line.role in ("P", "LBody", "Note"):
                lines[line.element].append(line)
    return lines


def last_word(line):
    return re.sub(r"\W+$", "", line.text.replace("\u2060", "")).split(" ")[-1]


def badly_ended(all_pages):
    """A last line of under a tenth of the measure, which the widest line shows; a word that ends three lines running; a
    dash that opens or ends a line."""
    for lines in paragraphs(all_pages).values():
        name = f"«{lines[0].text[:30]}»"
        if any(abs(one.y - other.y) < 0.5 for one, other in zip(lines, lines[1:])):
            continue  # columns of a table, verse
        if len({line.size for line in lines}) > 1:
            continue  # a name and an office, one below the other
        widest = max(line.width for line in lines)
        if len(lines) > 1 and lines[-1].width < 0.1 * widest:
            yield f"{name} ends in a line of {100 * lines[-1].width / widest:.0f} % of its measure: «{lines[-1].text}»"
        words = [last_word(line) for line in lines[:-1]]
        if any(word and word == second == third for word, second, third in zip(words, words[1:], words[2:])):
            yield f"{name} has a word at the end of three lines running"
        for before, line in zip(lines, lines[1:]):
            if before.text.rstrip()[-1:] in DASHES or line.text[:1] in DASHES:
                yield f"{name} has a dash at the end or the start of a line: «{before.text[-20:]}» «{line.text[:20]}»"


def column(page, line, columns):
    """Which of the text's columns a line is in; -1 for one that is as wide as the page."""
    middle = page.width / 2
    if columns == 1 or line.x < middle - 20 < middle + 20 < line.x + line.width:
        return -1
    return line.x + line.width / 2 > middle


def stranded(all_pages, kept, notes, columns):
    for page in all_pages[:-1]:
        body = [line for line in page.text() if not is_note(line, notes)]
        for line in body:
            if any(other.y > line.y + 0.5 * line.size and column(page, line, columns) in (-1, column(page, other, columns))
                   for other in body):
                continue
            heading = line.role.startswith("H") and line.role != "H" or line.text.strip() in kept
            if heading or (not line.element and line.size > 15):
                yield f"page {page.number}: «{line.text[:40]}» ends a column"


def extent(page, notes):
    """The text's first and last line of a page, notes and furniture aside."""
    ys = [line.y for line in page.text() if not is_note(line, notes)]
    ys += [box.y + box.height for box in page.boxes if box.kind == "image"]
    return (min(ys), max(ys)) if ys else (0, 0)


def empty(all_pages, notes):
    """Pages that are not filled, and a last page with little on it that the pages before it could take."""
    height = max(extent(page, notes)[1] for page in all_pages) - min(page.trim[1] for page in all_pages)
    full = max((extent(page, notes)[1] - extent(page, notes)[0] for page in all_pages[:-1]), default=0)
    for page in all_pages[:-1]:
        top, foot = extent(page, notes)
        held = [line for other in all_pages[page.number - 1:page.number + 1] for line in other.text() if is_note(line, notes)]
        moved = starts_list(all_pages[page.number]) or any(box.kind == "image" for box in all_pages[page.number].boxes)
        if foot - page.trim[1] < 0.66 * height and not held and not moved or foot == 0:
            yield f"page {page.number} of {len(all_pages)} ends at {100 * (foot - page.trim[1]) / height:.0f} % of the text's height"
    if len(all_pages) > 1:
        top, foot = extent(all_pages[-1], notes)
        if foot - top < 0.2 * full:
            yield f"the last page of {len(all_pages)} holds {foot - top:.0f} pt of {full:.0f}"


def starts_list(page):
    body = sorted(page.text(), key=lambda line: line.y)
    return bool(body) and (not body[0].element or body[0].role.startswith("H"))


def faults(letter, dump):
    places = pages.distances(SOURCE / "styles", ["letter", letter.style] if letter.style == "booklet" else [letter.style])
    all_pages = pages.read(dump, places)
    notes = {line.element for page in all_pages for line in page.lines if letters.NOTE_MARK in line.text and line.element}
    found = []
    for page in all_pages:
        foot = {line.y for line in page.lines if line.element in notes}
        notes |= {line.element for line in page.lines if line.role == "Lbl" and line.y in foot}
    for page in all_pages:
        for rule in (overprints, struck, near_furniture, outside):
            found += [f"page {page.number}: {fault}" for fault in rule(page)]
    found += parted(all_pages, notes)
    found += stranded(all_pages, letter.kept, notes, 2 if letter.style == "compact" else 1)
    found += empty(all_pages, notes)
    found += badly_ended(all_pages)
    return found


def dump_of(letter, folder):
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "mark.svg", folder)
    for name, text in letter.files().items():
        (folder / name).write_text(text, encoding="utf-8")
    call = [WARRAQ, "dump", "pages", folder / "letter.md", *letter.options(), "--quiet"]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def judge(seed, keep=None):
    letter = letters.Letter(seed)
    with tempfile.TemporaryDirectory() as scratch:
        done = dump_of(letter, pathlib.Path(keep, str(seed)) if keep else pathlib.Path(scratch))
    if done.returncode:
        return letter, [f"exit {done.returncode}: {done.stderr.strip()[:200]}"]
    return letter, faults(letter, done.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("seeds", nargs="*", type=int)
    options = parser.parse_args()
    seeds = options.seeds or range(options.first, options.first + options.letters)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for letter, found in pool.map(lambda seed: judge(seed, options.keep), seeds):
            failed += bool(found)
            for fault in found[:4]:
                print(f"{letter}: {fault}")
    print(f"{len(seeds) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
