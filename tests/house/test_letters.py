# SPDX-License-Identifier: MIT
"""No source says one thing to the eye and another to the compiler: no bidi control, and no word that mixes
Latin letters with their look-alikes, in what is built, run or read as instructions. Letters, lists, goldens and the
files of words are data and hold what people write; ALLOWED names what else must."""
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
WORD = re.compile(r"\w+")
CODE = {".c", ".h", ".inc", ".py", ".sh", ".cmake", ".mjs", ".js", ".yml", ".toml", ".md", ".txt", ""}
ALLOWED = {
    "README.md": "shows what the program prints to a terminal, isolates included",
    "README.ar.md": "the same in Arabic",
    "tests/style/test_style.c": "a key spelt with a Cyrillic letter is refused",
}
DATA = re.compile(r"^(examples|data|tests/(read|layout|text|fuzz/seeds|fuzz/data|conform|cli|kit)|po|LICENSES)/")


def scripts_of(word):
    return {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha() and ord(c) > 0x40}


def faults_of(name, text):
    for number, line in enumerate(text.splitlines(), 1):
        for hit in BIDI.finditer(line):
            yield f"{name}:{number}: U+{ord(hit.group()):04X}: write it as an escape"
        for word in WORD.findall(line):
            if word.isascii():
                continue
            scripts = scripts_of(word) & {"LATIN", "GREEK", "CYRILLIC"}
            if len(scripts) > 1:
                yield f"{name}:{number}: {word}: {' and '.join(sorted(scripts))} letters in one word"


def main():
    assert list(faults_of("x.c", "a\u202eb")), "a planted override was not seen"
    assert list(faults_of("x.c", "p\u0430ssword")), "a planted look-alike was not seen"
    faults, files = [], 0
    for name in subprocess.check_output(["git", "-C", str(SOURCE), "ls-files"], text=True).splitlines():
        path = SOURCE / name
        if path.suffix not in CODE or DATA.match(name) or not path.is_file():
            continue
        files += 1
        found = list(faults_of(name, path.read_text(encoding="utf-8", errors="replace")))
        if name in ALLOWED:
            found = [] if found else [f"{name}: is allowed such letters and has none: take it off the list"]
        faults += found
    print("\n".join(faults) or f"{files} files hold no bidi control and no word of mixed letters")
    return 1 if faults else 0


sys.exit(main())
