# SPDX-License-Identifier: MIT
"""Calls and sources that are wrong in their own ways, targets that cannot be; and that each command works.

Each call must end with the right status and a message, and leave nothing behind. What goes wrong for every
command alike is in test_matrix.py."""
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

WARRAQ = os.environ["WARRAQ"]
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
LETTER = str(SOURCE / "tests/cli/short.txt")
COMMANDS = {
    "render": [LETTER, "-o", "out.pdf"],
    "archive": [LETTER, "-o", "out.zip"],
    "verify": ["out.zip"],
    "snapshot": ["store", LETTER],
    "log": ["store"],
    "diff": [LETTER, LETTER],
    "restore": ["store", "short", "-o", "back"],
    "handout": [LETTER, "--as", "booklet", "-o", "booklet.pdf"],
    "picture": [LETTER, "-o", "page-%d.png"],
    "check": [LETTER],
    "import": [LETTER, "-o", "short.md"],
    "merge": [LETTER, str(SOURCE / "tests/cli/recipients.csv"), "-o", "copies"],
    "fonts": [LETTER],
    "dump": ["text", LETTER],
    "new": ["first"],
}
faults = []
checks = 0


def run(folder, *words, **kw):
    kw.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output="stdout" not in kw,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1600000000"},
                          timeout=120, **kw)


def check(condition, what, result=None):
    global checks
    checks += 1
    if not condition:
        tail = "" if result is None else f"\n    status {result.returncode}, stderr: {result.stderr!r}"
        faults.append(f"{what}{tail}")


def left(folder):
    return sorted(str(p.relative_to(folder)) for p in pathlib.Path(folder).rglob("*"))


def test_help():
    with tempfile.TemporaryDirectory() as folder:
        for words in (["--help"], ["help"], ["-h"], ["--version"]):
            result = run(folder, *words)
            check(result.returncode == 0 and result.stdout and not result.stderr, f"{words}", result)
            with open("/dev/full", "wb") as full:
                result = subprocess.run([WARRAQ, *words], stdout=full, stderr=subprocess.PIPE)
            check(result.returncode == 3 and b"cannot write" in result.stderr, f"{words} > /dev/full", result)
        check(left(folder) == [], "help leaves files")


def test_wrong_calls():
    with tempfile.TemporaryDirectory() as folder:
        cases = [[], ["nonsense"], ["render"], ["render", LETTER],
                 ["render", LETTER, "-o", "x.pdf", "--date", "yesterday"],
                 ["render", LETTER, "-o", "x.pdf", "--pdf", "x-9"],
                 ["render", LETTER, "-o", "x.pdf", "--progress", "loud"],
                 ["render", LETTER, "-o", "x.pdf", "--encoding", "klingon"],
                 ["picture", LETTER, "-o", "page-%s.png"],
                 ["picture", LETTER, "-o", "p-%d.png", "--pages", "7-2"],
                 ["picture", LETTER, "-o", "p-%d.png", "--pages", "99"],
                 ["handout", LETTER, "--as", "hat", "-o", "x.pdf"],
                 ["dump", "soup", LETTER]]
        cases += [[name, *words, "--no-such-option"] for name, words in COMMANDS.items()]
        many = ("render", "archive", "verify", "check")  # take several sources
        cases += [[name, *words, *"abcde"] for name, words in COMMANDS.items() if name not in many]
        for words in cases:
            result = run(folder, *words)
            check(result.returncode == 2 and result.stderr, f"not refused as wrong: {words}", result)
        check(left(folder) == [], f"wrong calls leave {left(folder)}")


def test_bad_sources():
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 64,
        "zip.txt": b"PK\x03\x04" + b"\0" * 400,
    }
    for file, data in bad.items():
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, file).write_bytes(data)
            result = run(folder, "render", file, "-o", "out.pdf")
            check(result.returncode == 1 and result.stderr, f"render {file}", result)
            check(left(folder) == [file], f"{file} leaves {left(folder)}")


def test_truncated_utf8_is_set_with_a_warning():
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(LETTER).read_bytes()
        cut = text[:200]
        while cut[-1] & 0xC0 != 0xC0:
            cut = cut[:-1]
        pathlib.Path(folder, "cut.txt").write_bytes(cut)
        result = run(folder, "render", "cut.txt", "-o", "out.pdf")
        check(result.returncode == 0, "truncated UTF-8", result)
        check(b"warning" in result.stderr and b"utf8" in result.stderr, "no warning of UTF-8", result)


def test_folder_as_target():
    with tempfile.TemporaryDirectory() as folder:
        for name, words in COMMANDS.items():
            if "-o" not in words or name in ("merge", "restore"):
                continue
            os.makedirs(pathlib.Path(folder, "target"), exist_ok=True)
            words = words[:words.index("-o")] + ["-o", "target"]
            result = run(folder, name, *words)
            check(result.returncode in (2, 3) and result.stderr, f"{name} into a folder", result)
            result = run(folder, name, *words[:-1], "no/such/folder/x.zip")
            check(result.returncode in (2, 3) and result.stderr, f"{name} into no folder", result)
        check(left(folder) == ["target"], f"refused targets leave {left(folder)}")


def test_pdf_to_a_full_disk():
    with open("/dev/full", "wb") as full, tempfile.TemporaryDirectory() as folder:
        for name, words in COMMANDS.items():
            if name not in ("render", "archive", "handout", "import"):
                continue
            result = run(folder, name, *words[:-1], "-", stdout=full, stderr=subprocess.PIPE)
            check(result.returncode == 3 and b"cannot write -" in result.stderr, f"{name} -o - > /dev/full", result)
        check(left(folder) == [], f"a full disk leaves {left(folder)}")


def test_standard_output_holds_the_file_alone():
    with tempfile.TemporaryDirectory() as folder:
        for name in ("render", "archive", "handout", "import"):
            words = COMMANDS[name]
            run(folder, name, *words)
            result = run(folder, name, *words[:-1], "-")
            made = pathlib.Path(folder, words[-1]).read_bytes()
            if name == "archive":  # the bag's name is in it
                check(result.stdout[:4] == b"PK\3\4" and result.stdout[-22:-18] == b"PK\5\6", "archive -o -", result)
            else:
                check(result.stdout == made, f"{name} -o - is another file than {words[-1]}", result)


def test_pictures_of_archives():
    """Out of a ZIP or a version, both sources come back to be laid out; no folder of theirs is left."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder, "tmp")
        scratch.mkdir()
        other = pathlib.Path(folder, "short.txt")
        other.write_text(pathlib.Path(LETTER).read_text(encoding="utf-8").replace("نطلب", "نرجو"), encoding="utf-8")
        run(folder, "archive", LETTER, "-o", "a.zip")
        run(folder, "archive", "short.txt", "-o", "b.zip")
        run(folder, "snapshot", "store", LETTER)
        run(folder, "snapshot", "store", "short.txt")
        os.environ["TMPDIR"] = str(scratch)
        for words in (["a.zip", "b.zip"], [LETTER, "b.zip"], ["store", "short", "v1", "v2"]):
            result = run(folder, "diff", *words, "--pictures", "page-%d.png", "--dpi", "30", "--exit-code")
            check(result.returncode == 1, f"diff {words} --pictures", result)
            check(left(folder).count("page-1.png") == 1, f"diff {words} draws no page", result)
            pathlib.Path(folder, "page-1.png").unlink(missing_ok=True)
        with zipfile.ZipFile(f"{folder}/a.zip") as bag, zipfile.ZipFile(f"{folder}/bare.zip", "w") as bare:
            for name in bag.namelist():
                if "/source/" not in name:
                    bare.writestr(name, bag.read(name))
        result = run(folder, "diff", "bare.zip", "b.zip", "--pictures", "page-%d.png", "--unverified")
        check(result.returncode == 1 and b"does not hold the source" in result.stderr, "an archive without it", result)
        del os.environ["TMPDIR"]
        check(left(scratch) == [], f"left in the folder for temporary files: {left(scratch)}")


def test_each_command_works():
    with tempfile.TemporaryDirectory() as folder:
        for name in ("render", "archive", "verify", "snapshot", "log", "diff", "restore", "handout", "picture",
                     "check", "import", "merge", "fonts", "dump"):
            words = COMMANDS[name]
            if name == "diff":
                words = [LETTER, "out.zip"]
            result = run(folder, name, *words)
            check(result.returncode == 0, f"{name} {words}", result)
        hidden = [f for f in left(folder) if pathlib.Path(f).name.startswith(".")]
        check(not hidden, f"left behind: {hidden}")


for test in [value for name, value in sorted(globals().items()) if name.startswith("test_")]:
    test()
print("\n".join(faults) or f"{checks} checks of calls")
sys.exit(1 if faults else 0)
