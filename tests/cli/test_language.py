# SPDX-License-Identifier: MIT
"""Arabic on the terminal; codes, statuses, --json and every file as in English."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

WARRAQ, SOURCE = os.environ["WARRAQ"], pathlib.Path(os.environ["SOURCE"])
LETTER = SOURCE / "examples" / "open-letter.ar.txt"
LOCALE = "ar_EG.UTF-8"


def run(folder, environment, *words):
    return subprocess.run([WARRAQ, *words], cwd=folder, env=environment, capture_output=True,
                          timeout=120)


def is_arabic(text):
    return any("\u0620" <= c <= "\u064a" for c in text)


def isolates_balance(text):
    return all(sum(line.count(c) for c in "\u2066\u2067\u2068") == line.count("\u2069")
               for line in text.splitlines())


def check_messages(folder, arabic, english):
    cases = [
        (["check", "none.txt"], 3),
        (["render", "none.txt", "-o", "a.pdf"], 3),
        (["render", "none.txt"], 2),
        (["dump", "nothing", str(LETTER)], 2),
        (["nonsense"], 2),
        (["verify", "broken.zip"], 1),
        (["check", "short.txt"], 0),
        (["render", "--help"], 0),
        (["--help"], 0),
    ]
    for words, status in cases:
        there, here = run(folder, arabic, *words), run(folder, english, *words)
        said = (there.stdout + there.stderr).decode()
        assert (there.returncode, here.returncode) == (status, status), (words, said)
        assert is_arabic(said), (words, said)
        assert isolates_balance(said), (words, said)
        plain = (here.stdout + here.stderr).decode()
        assert "\u2068" not in plain, (words, plain)


def codes(text):
    return [line.rsplit("[", 1)[1] for line in text.splitlines() if line.endswith("]")]


def check_codes(folder, arabic, english):
    for words in (["check", str(LETTER)], ["verify", "broken.zip"]):
        there = run(folder, arabic, *words).stdout.decode()
        here = run(folder, english, *words).stdout.decode()
        assert codes(there) == codes(here) and codes(here), (words, there, here)
        there, here = (run(folder, e, *words, "--json") for e in (arabic, english))
        assert there.stdout == here.stdout, (words, there.stdout, here.stdout)


def check_files(folder, arabic, english):
    for name in ("letter.pdf", "letter.zip", "letter.md"):
        command = {"pdf": "render", "zip": "archive", "md": "import"}[name.rsplit(".", 1)[1]]
        made = []
        for which, environment in (("ar", arabic), ("en", english)):
            (folder / which).mkdir(exist_ok=True)
            result = run(folder / which, environment, command, str(LETTER), "-o", name,
                         "--date", "2020-09-09")
            assert result.returncode == 0, result.stderr.decode()
            made.append((folder / which / name).read_bytes())
        assert made[0] == made[1], f"{name} depends on the language"


def main():
    if not shutil.which("localedef"):
        print("skipped: localedef is not installed, so no Arabic locale can be made")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        made = subprocess.run(["localedef", "-i", "ar_EG", "-f", "UTF-8", folder / LOCALE],
                              capture_output=True)
        if not (folder / LOCALE / "LC_CTYPE").exists():
            print("skipped: localedef cannot make", LOCALE, made.stderr.decode())
            return 77
        (folder / "broken.zip").write_bytes(b"PK\3\4 but no more")
        shutil.copy(SOURCE / "tests" / "cli" / "short.txt", folder)
        base = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
        english = {**base, "LC_ALL": "C.UTF-8"}
        arabic = {**base, "LOCPATH": name, "LC_ALL": LOCALE}
        check_messages(folder, arabic, english)
        check_codes(folder, arabic, english)
        check_files(folder, arabic, english)
    return 0


sys.exit(main())
