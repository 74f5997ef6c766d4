# SPDX-License-Identifier: MIT
"""A record is read back by verify and holds what letter.txt says: every letter of tests/read and of the judges', of every
style and level; a picture that is not there leaves its caption."""
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ["SOURCE"]).resolve()
EXAMPLE = SOURCE / "examples/open-letter.ar.txt"
MADE = {
    "digits.md": "---\ntitle: نداء\nlang: ar\n---\n\nزادت 35% و٤٫٥٪ (أنظر [هنا](https://example.org/a_b)).\n\n١. 500.example\n٢. 8. März\n٣. علي (Ali)\n",
    "absent.md": "---\ntitle: A picture\nlang: en\n---\n\nWe ask.\n\n<figure>\n<img src=\"no.png\" alt=\"a bridge\">\n<figcaption>The old bridge</figcaption>\n</figure>\n",
    "far.md": "---\ntitle: A picture\nlang: en\n---\n\nWe ask.\n\n<figure>\n<img src=\"https://example.org/no.png\">\n<figcaption>The new bridge</figcaption>\n</figure>\n",
    "notes.md": "---\ntitle: Notes\nlang: he\n---\n\nשלום.[^1] Word.[^2]\n\n[^1]: הערה (1).\n[^2]: A note.\n\n| א | ב |\n|---|---|\n| 1 | x |\n",
}
HEAD = "---\ntitle: The river\nlang: en\ndate: 2020-09-09\nfrom: \"The Sender\\nHouse 1\"\nsubject: The subject\nto: [{}]\n---\n\nDear all,\n\nWe ask this.\n\n1. A\n2. B\n"
MADE["many.md"] = HEAD.format(", ".join(f"Minister {n}" for n in range(1, 17)))
MADE["window.md"] = HEAD.format("The Minister, The Mayor")
MADE["collide.md"] = "---\ntitle: Notes\nlang: en\n---\n\nWords.[^1] More [1] words.\n\n[^1]: The first note.\n\n[1] The second note.\n"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1599609600"}


def judged(job):
    folder, number, letter, options = job
    path = os.path.join(folder, f"{number}.zip")
    made = subprocess.run([WARRAQ, "archive", letter, "-o", path, "--editions", "none", "--quiet", *options],
                          env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if not os.path.exists(path):
        return f"{letter} {options}: {made.stderr}" if made.returncode not in (0, 1) else ""
    done = subprocess.run([WARRAQ, "verify", path], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return f"{letter} {options}: {done.stdout}{done.stderr}" if done.returncode else ""


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in MADE.items():
            pathlib.Path(folder, name).write_text(text, "utf-8")
        letters = [path for room in ("read/letters", "conform/letters") for path in sorted((SOURCE / "tests" / room).iterdir())
                   if path.is_file() and path.suffix != ".golden"]
        jobs = [(letter, []) for letter in [*(pathlib.Path(folder, name) for name in MADE), *letters]]
        styles = sorted(style.stem for style in (SOURCE / "styles").glob("*.style"))
        jobs += [(letter, ["--style", style]) for style in styles for letter in (EXAMPLE, *(pathlib.Path(folder, name) for name in ("many.md", "window.md")))]
        jobs += [(EXAMPLE, ["--pdf", level]) for level in ("a-3a", "a-4")]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            faults = [fault for fault in pool.map(judged, ((folder, i, str(letter), options)
                                                           for i, (letter, options) in enumerate(jobs))) if fault]
    print("\n".join(faults) or f"{len(jobs)} records say what was typeset")
    return 1 if faults else 0


sys.exit(main())
