# SPDX-License-Identifier: MIT
"""What a changed word costs where the program is kept: warraq's session and Typst's compiler, turn about, on the same
letter. A round changes one word of the text, makes the PDF by each, and by warraq the picture of the changed page.

warm.py [--rounds N] [--names N] [--long N] [--edits N]: CPU and elapsed milliseconds of both, all threads counted; the
median and the worst. Then the first page of a letter with N names, in the letter and in a sheet, after a change of the
letter and of the list; then the memory of a process that makes N changes."""
import argparse
import ctypes
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import time

import letters

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE.parent / "build/bench/warm"
LIBRARY = pathlib.Path(os.environ.get("WARRAQ_LIBRARY", HERE.parent / "build/release/src/libwarraq.so"))
FIRST = 4  # rounds that are not counted: both fill what they keep
DPI = 110  # as the desk shows a page
TAKE = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)


class Warraq:
    """A session that is kept, by the library's own calls."""

    def __init__(self):
        self.library = ctypes.CDLL(str(LIBRARY))
        for name in ("warraq_new", "warraq_error"):
            getattr(self.library, name).restype = ctypes.c_void_p
        self.session = ctypes.c_void_p(self.library.warraq_new())
        self.size = 0
        self.take = TAKE(self.count)

    def count(self, context, data, n):
        self.size += n
        return True

    def set(self, **options):
        for name, value in options.items():
            self.library.warraq_set(self.session, name.encode(), str(value).encode())

    def ready(self, text, **options):
        self.library.warraq_reset(self.session)
        self.set(date="2020-09-09", **options)
        self.library.warraq_lend(self.session, b"letter.txt", text, ctypes.c_size_t(len(text)))

    def pdf(self, text):
        self.size = 0
        self.ready(text)
        assert self.library.warraq_render_to(self.session, b"letter.txt", self.take, None) == 0 and self.size > 0

    def picture(self, text, page, **options):
        self.ready(text, **options)
        self.set(pages=page, dpi=DPI)
        assert self.library.warraq_picture(self.session, b"letter.txt", str(WORK / "page-%d.png").encode()) == 0


class Typst:
    def __init__(self, path):
        import typst  # not in the process whose memory is looked at

        self.version = getattr(typst, "__version__", "")
        self.path = path
        path.write_text("", "utf-8")
        self.compiler = typst.Compiler(str(path), font_paths=[str(HERE.parent / "build/bench/fonts")], ignore_system_fonts=True)

    def pdf(self, text):
        self.path.write_text(text, "utf-8")
        assert len(self.compiler.compile(format="pdf")) > 0


class Meter:
    """CPU milliseconds of this process, all its threads, and those that went by."""

    def __init__(self):
        self.rounds = []

    def __call__(self, action, *arguments, **options):
        before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        action(*arguments, **options)
        elapsed, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.rounds.append((1000 * cpu, 1000 * elapsed))

    def row(self, what):
        cpu, elapsed = zip(*self.rounds[FIRST:])
        return f"| {what} | {statistics.median(cpu):.1f} | {max(cpu):.1f} | {statistics.median(elapsed):.1f} | {max(elapsed):.1f} |"


def edits(letter, rounds):
    """The blocks with one word of one of them another, anew each time."""
    chance = random.Random(20200626)
    words = [word for block in letter.blocks for word in block.split()]
    long = [number for number, block in enumerate(letter.blocks) if len(block.split()) > 12]
    for _ in range(rounds):
        blocks, number = list(letter.blocks), chance.choice(long)
        parts = blocks[number].split()
        parts[chance.randrange(len(parts))] = chance.choice(words)
        blocks[number] = " ".join(parts)
        yield blocks


def as_text(letter, blocks, names):
    title = letter.head[: letter.head.index(next(line for line in letter.head if line.strip() == letter.title)) + 1]
    return "\n".join([*title, *(f"\n{block}" for block in blocks), "", *(f"  {n}. {name}" for n, name in enumerate(names, 1)), *letter.tail]) + "\n"


def as_typst(letter, blocks, names):
    letter.blocks, kept = blocks, letter.blocks
    letters.write_typst(WORK / "made.typ", letter, names)
    letter.blocks = kept
    return (WORK / "made.typ").read_text("utf-8")


def bytes_of(letter, blocks, names):
    return as_text(letter, blocks, names).encode()


def first_pages(letter, n, rounds):
    """The first page of a long letter, each time that a word of it or of its list is another."""
    names, sheet = list(letters.cycled(letter.names, n)), WORK / "list.csv"
    chance, warraq = random.Random(1), Warraq()
    own, own_list, of_sheet, sheet_list = (Meter() for _ in range(4))

    def write_sheet():
        sheet.write_text("number,name\n" + "".join(f'{i},"{name.replace(chr(34), "")}"\n' for i, name in enumerate(names, 1)), "utf-8")

    def change_list():
        names[chance.randrange(n)] = " ".join(chance.sample(letter.title.split(), 3))

    def look(meter, blocks, listed, **options):
        text = bytes_of(letter, blocks, names if listed else [])
        meter(warraq.picture, text, 1, **options)

    options = {"signatories": sheet, "allow": WORK}
    changes = iter(edits(letter, 4 * (rounds + FIRST)))
    for listed, still, changed, given in ((True, own, own_list, {}), (False, of_sheet, sheet_list, options)):
        write_sheet()
        for _ in range(rounds + FIRST):
            look(still, next(changes), listed, **given)
        for _ in range(rounds + FIRST):
            change_list()
            write_sheet()
            look(changed, next(changes), listed, **given)
    print(f"\nThe first page of a letter with {n:,} names, {rounds} rounds; milliseconds\n")
    print(HEAD)
    for what, meter in (("list in the letter: a word of the letter", own), ("and a name of the list", own_list),
                        ("list in a sheet: a word of the letter", of_sheet), ("and a name of the list", sheet_list)):
        print(meter.row(what))


def resident():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def memory(letter, n):
    """MiB of a process that sets the example anew n times, its PDF and the picture of its first page."""
    warraq, told = Warraq(), {1: 0, 10: 0, 100: 0, n // 2: 0, n: 0}
    for round, blocks in enumerate(edits(letter, n), 1):
        text = bytes_of(letter, blocks, letter.names)
        warraq.pdf(text)
        warraq.picture(text, 1)
        if round in told:
            told[round] = resident()
    print(f"\nMemory of the process after as many changes (PDF and picture of each), MiB\n\n| {' | '.join(map(str, told))} |")
    print(f"|{'---|' * len(told)}\n| {' | '.join(f'{mib:.1f}' for mib in told.values())} |")


HEAD = "| | CPU, median | worst | elapsed, median | worst |\n|---|---|---|---|---|"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--names", type=int, default=273)
    parser.add_argument("--long", type=int, default=100000, help="names of the long letter; 0: none")
    parser.add_argument("--edits", type=int, default=1000, help="changes over which memory is looked at; 0: none")
    parser.add_argument("--only-memory", action="store_true")
    asked = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    letter = letters.Letter(HERE.parent / "examples/open-letter.ar.txt")
    if asked.only_memory:
        memory(letter, asked.edits)
        return
    names = list(letters.cycled(letter.names, asked.names))
    warraq, peer = Warraq(), Typst(WORK / "letter.typ")
    ours, picture, theirs = Meter(), Meter(), Meter()
    for blocks in edits(letter, asked.rounds + FIRST):
        text, source = bytes_of(letter, blocks, names), as_typst(letter, blocks, names)
        ours(warraq.pdf, text)
        picture(warraq.picture, text, 1)
        theirs(peer.pdf, source)
    print(f"One word changed, {asked.names} names, {asked.rounds} rounds; milliseconds\n")
    print(HEAD)
    print(ours.row("warraq, session kept: PDF/A-2a + UA-1"))
    print(picture.row(f"warraq: and the picture of page 1, {DPI} dpi"))
    print(theirs.row(f"Typst {peer.version}, compiler kept: PDF, tagged"), flush=True)
    if asked.long:
        first_pages(letter, asked.long, min(asked.rounds, 12))
        sys.stdout.flush()
    if asked.edits:
        subprocess.run([sys.executable, __file__, "--only-memory", "--edits", str(asked.edits)], check=True)


if __name__ == "__main__":
    main()
