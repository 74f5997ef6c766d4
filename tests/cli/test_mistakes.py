# SPDX-License-Identifier: MIT
"""A hundred mistaken calls with their exact answers, in English and in Arabic: what went wrong, and the
next step. mistakes.calls has the calls, mistakes.en and mistakes.ar what is said; none is silent.
WARRAQ_UPDATE=1 writes the answers anew."""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
HERE = pathlib.Path(__file__).resolve().parent
SHORT = HERE / "short.txt"
MARKDOWN = "---\ntitle: Letter\nlang: en\ndate: 2026-03-01\n{more}---\n\nWe ask.\n\n{text}\n"
faults = []


def prepare(folder):
    """What the calls name; all else is absent."""
    base = pathlib.Path(folder)
    shutil.copy(SHORT, base / "letter.txt")
    (base / "letter.md").write_text(MARKDOWN.format(more="", text=""), encoding="utf-8")
    (base / "outside.md").write_text(MARKDOWN.format(more="signatories: ../list.csv\n", text=""), encoding="utf-8")
    (base / "nolist.md").write_text(MARKDOWN.format(more="signatories: list.csv\n", text=""), encoding="utf-8")
    (base / "nopicture.md").write_text(MARKDOWN.format(more="", text="![The yard](yard.png)"), encoding="utf-8")
    (base / "empty.txt").write_bytes(b"")
    (base / "binary.txt").write_bytes(bytes(range(256)))
    (base / "people.csv").write_text("name\nAnn Lee\n", encoding="utf-8")
    (base / "dir").mkdir()
    (base / "dir/file").write_bytes(b"x")
    os.mkfifo(base / "pipe.txt")
    run(folder, "en", ["snapshot", "store", "letter.txt", "--date", "2026-03-01", "--created", "2026-03-01"])
    run(folder, "en", ["archive", "letter.txt", "-o", "old.zip", "--date", "2026-03-01"])


def run(folder, lang, words):
    env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": lang, "SOURCE_DATE_EPOCH": "1772323200"}
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, check=False, timeout=60,
                          stdin=subprocess.DEVNULL, env=env)


def state(folder):
    """name -> bytes: a mistake leaves all as it was."""
    return {str(p): p.read_bytes() if p.is_file() else None for p in sorted(pathlib.Path(folder).rglob("*"))}


def answers(calls, lang):
    """One block for each call: the call, its status, what it says."""
    blocks = []
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        before = state(folder)
        for call in calls:
            done = run(folder, lang, shlex.split(call))
            said = (done.stdout + done.stderr).decode("utf-8").replace(os.path.realpath(folder), "FOLDER")
            if done.returncode == 0 or not said.strip() or state(folder) != before:
                faults.append(f"{call}: status {done.returncode}, said {said!r}, left {sorted(os.listdir(folder))}")
            blocks.append(f"$ warraq {call}\n{said}[{done.returncode}]\n")
    return "\n".join(blocks)


def languages():
    """English, and Arabic where gettext obeys LANGUAGE without a locale of its own: releases of the C library differ."""
    with tempfile.TemporaryDirectory() as folder:
        said = run(folder, "ar", []).stderr.decode("utf-8")
    return ("en", "ar") if any("\u0620" <= letter <= "\u064a" for letter in said) else ("en",)


def main():
    told = languages()
    calls = (HERE / "mistakes.calls").read_text(encoding="utf-8").splitlines()
    for lang in told:
        said, golden = answers(calls, lang), HERE / f"mistakes.{lang}"
        if os.environ.get("WARRAQ_UPDATE"):
            golden.write_text(said, encoding="utf-8")
        elif said != golden.read_text(encoding="utf-8"):
            for got, wanted in zip(said.split("\n\n"), golden.read_text(encoding="utf-8").split("\n\n")):
                if got != wanted:
                    faults.append(f"said:\n{got}\nnot:\n{wanted}")
    print("\n".join(faults) or f"{len(calls)} calls, in {' and '.join(told)}")
    if faults or len(calls) < 100:
        return 1
    return 0 if "ar" in told else 77


if __name__ == "__main__":
    sys.exit(main())
