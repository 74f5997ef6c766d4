#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Inputs so long that whatever is not linear in them would never end; bench/nesting measures more.

Each was once quadratic: the comment says where. The CPU limit is only there to end such a run, it
is some forty times what is needed."""
import os
import resource
import subprocess
import tempfile

WARRAQ = os.environ["WARRAQ"]
HEAD = "A letter\n\nDear all,\n\nThis is the body of it and a sentence.\n\n"
PAGE = "<html><body><h1>A letter</h1><p>Dear all,</p>"
CPU = 60

SHAPES = [
    ("txt", "check", HEAD + "a" + "\u0301" * 400_000),  # HarfBuzz: from each mark back to its base
    ("txt", "check", HEAD + "1. a\n" + "   more of it\n" * 100_000),  # each line: its glyphs from the start
    ("txt", "check", HEAD + "Some words.\n\n" * 60_000),  # each page: all boxes that follow
    ("md", "check", "# A\n\n" + "|a\n|-\n" * 40_000),  # each page: all elements that follow
    ("md", "check", "# A\n\n" + "A[^1].\n\n" * 60_000 + "[^1]: N.\n"),  # the same, and links
    ("txt", "check", HEAD + "([{\u00ab\u201c" * 60_000),  # each note: the length of its block
    ("md", "check", "# A\n\n" + "a.b@" * 200_000),  # Pango's breaks: each sign back to the word's start
    ("html", "import", PAGE + "<p" + "".join(f" a{i}=b" for i in range(300_000)) + ">c"),  # libxml2
    ("md", "import", "# A\n\n" + ("It was in 1999. " + "Words of no weight at all. " * 24 + "\n\n") * 20_000),  # a hundred expressions each
]


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))


def run(folder, suffix, command, text):
    path = os.path.join(folder, "long." + suffix)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    words = [WARRAQ, command, path, "-q"]
    if command != "check":
        words += ["-o", os.path.join(folder, "out.md" if command == "import" else "out.txt")]
    return subprocess.run(words, capture_output=True, text=True, preexec_fn=limited)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for suffix, command, text in SHAPES:
            done = run(folder, suffix, command, text)
            assert done.returncode == 0, (suffix, text[-40:], done.returncode, done.stderr[-300:])
        # cmark-gfm looks for each one's end through all that follows: refused, with its place.
        done = run(folder, "md", "check", "# A\n\nb\n" + "a <? " * 200_000)
        assert done.returncode == 1 and ":4:1: " in done.stderr, done.stderr
        assert "[markup-unclosed]" in done.stderr, done.stderr
        # Those that end, or that a blank line parts, are as they are.
        done = run(folder, "md", "check", "# A\n\n" + "a <?b?> c <!D\n\n" * 2000)
        assert done.returncode == 0, done.stderr
        # Wider than a length can tell if set on one line, it was set on one.
        path = os.path.join(folder, "wide.txt")
        with open(path, "w", encoding="utf-8") as out:
            out.write(HEAD + "word " * 100_000)
        lines = subprocess.run([WARRAQ, "dump", "lines", path, "-q"], capture_output=True, text=True)
        assert lines.stdout.count("\n") > 5000, lines.stdout.count("\n")


main()
