# SPDX-License-Identifier: MIT
"""What a terminal would obey comes out of no message: every mistaken call (mistakes.calls), every case of a code that
verify gives (test_bag_codes.py, test_ocfl_codes.py), and letters that draw what check and render say, each with ESC,
BEL, C1 and bidi controls in its names and its text. base/test_every_message.c has the formats; this has the calls.
Each code of the tables src/ROOM/codes.inc that was drawn is counted."""
import contextlib
import importlib.util
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
HERE = SOURCE / "tests/cli"
EVIL = "e\x1b]0;x\x07\u009b\u0085\u202e\u2066\u202a\x7f"
# U+2067 is not among them: the Arabic catalogue has it round its own sentences, and EVIL has it not.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066]")
CODES = {code for table in SOURCE.glob("src/*/codes.inc")
         for code in re.findall(r'^CODE\("([^"]+)"', table.read_text(encoding="utf-8"), re.M)}
LETTER = f"""Skip to main content
A {EVIL} letter

To: {EVIL}  (x "

We ask\u200f {EVIL}ot the рeople (321 signatories ).

Signed:
1. {EVIL}
2. {EVIL}
2. Ann Lee
7. Ann  Lee
"""
MARKDOWN = f"---\ntitle: T\n{{more}}\nlang: en\n---\n\n![A](e{EVIL[1:4]}.png) [a](javascript:{EVIL}) x[^{EVIL}]\n\n{EVIL}\n"
LISTS = {"people.csv": f"name,{EVIL}\n{EVIL},\"x\"\n", "open.csv": f"name\n\"{EVIL}\n", "list.json": f'[{{"{EVIL[0]}": "x"}}]',
         "list.yaml": f"- {{name: \"{EVIL[:1]}\"\n {EVIL}", "mail.csv": f"a,b\na@example.org,{EVIL}\nb@example.org,{EVIL}\n"}
faults, seen, calls = [], set(), 0


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def ask(folder, *words):
    """Runs a call, every fourth one in Arabic too, and looks at all that it says."""
    global calls
    for lang in ("en", "ar") if calls % 5 == 0 else ("en",):
        calls += 1
        done = subprocess.run([WARRAQ, *map(str, words)], cwd=folder, capture_output=True, check=False, timeout=120,
                              stdin=subprocess.DEVNULL,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": lang, "SOURCE_DATE_EPOCH": "1772323200"})
        said = (done.stdout + done.stderr).decode("utf-8", "surrogateescape")
        bad = OBEYED.findall(said)
        seen.update(CODES.intersection(re.findall(r"\[([\w-]+)\]", said)))
        if bad:
            faults.append(f"{words} in {lang} prints {bad[:5]}: {said[:300]!r}")


def evil_name(name):
    stem, dot, ending = name.partition(".")
    return f"{stem}{EVIL}{dot}{ending}"


def mistakes(folder):
    """Every mistaken call, its files under hostile names and with hostile words."""
    base = pathlib.Path(folder)
    files = {"letter.txt": LETTER, "letter.md": MARKDOWN.format(more="date: 2026-03-01"),
             "outside.md": MARKDOWN.format(more="signatories: ../list.csv"),
             "nolist.md": MARKDOWN.format(more=f"signatories: {evil_name('absent.csv')[:9]}.csv"),
             "nopicture.md": MARKDOWN.format(more=f"{EVIL[0]}{EVIL[3:5]}: 1"), "empty.txt": "", "binary.txt": "\0\1\2",
             **LISTS, "bad.style": f"[{EVIL}]\n{EVIL}={EVIL}\n[body]\nfont-size={EVIL}\nnonsense\n"}
    for name, text in files.items():
        (base / evil_name(name)).write_text(text, encoding="utf-8")
    ask(base, "snapshot", "store", evil_name("letter.txt"), "-m", EVIL, "--user", EVIL)
    ask(base, "archive", evil_name("letter.txt"), "-o", "old.zip", "--id", "x")
    for call in (HERE / "mistakes.calls").read_text(encoding="utf-8").splitlines():
        ask(base, *(evil_name(word) if word in files else word for word in shlex.split(call)))
        ask(base, *(word if i == 0 else word + EVIL for i, word in enumerate(shlex.split(call))))
    for name in files:
        for command in ("check", "fonts", "verify", "log", "diff", "import"):
            ask(base, command, evil_name(name), *(["-o", "clean.md"] if command == "import" else []))
        ask(base, "render", evil_name("letter.md"), "-o", "a.pdf", "--signatories", evil_name(name))
        ask(base, "merge", evil_name("letter.md"), evil_name(name), "-o", "copies")
    ask(base, "render", evil_name("letter.md"), "-o", "a.pdf", "--style", evil_name("bad.style"))


def judged(scratch):
    """Every case of a code that verify gives, below a folder of a hostile name."""
    scratch = pathlib.Path(scratch, EVIL)
    scratch.mkdir()
    for _, folder in module(SOURCE / "tests/store/test_ocfl_codes.py").cases(scratch):
        ask(scratch, "verify", folder)
        ask(scratch, "log", folder)
    bags = module(SOURCE / "tests/archive/test_bag_codes.py")
    for number, (name, spoil) in enumerate(bags.BROKEN.items()):
        bag, folder = bags.Bag(), scratch / f"bag{number}"
        spoil(bag)
        bag.write(folder)
        for form in bags.forms(folder, name.split("/")[0]):
            ask(scratch, "verify", form)
    sys.path.insert(0, str(SOURCE / "tests/kit/bag-zip"))
    for row, make in importlib.import_module("make").rows():
        path = scratch / row["file"].replace("/", "-")
        path.write_bytes(make())
        ask(scratch, "verify", path)


def main():
    for part in (mistakes, judged):
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(PermissionError):
            part(folder)
    if len(seen) < 200:
        faults.append(f"only {len(seen)} codes were drawn")
    print("\n".join(faults) or f"ok: {calls} calls, {len(seen)} of {len(CODES)} codes drawn")
    return 1 if faults else 0


sys.exit(main())
