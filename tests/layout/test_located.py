# SPDX-License-Identifier: MIT
"""What is said of a paragraph that cannot be set well names its line in the source."""
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.environ["WARRAQ"]
SOURCE = "---\ntitle: Long\nlang: en\n---\n\nFirst.\n\nA word: " + "xkcdqz" * 30 + " is too long.\n"

with tempfile.TemporaryDirectory() as folder:
    letter = pathlib.Path(folder, "letter.md")
    letter.write_text(SOURCE, encoding="utf-8")
    done = subprocess.run([WARRAQ, "render", letter, "-o", f"{folder}/letter.pdf", "--date", "2020-01-01"],
                          capture_output=True, text=True, check=True)
if "letter.md:8:1: note: a word that is wider than its line is parted" not in done.stderr:
    sys.exit(done.stderr)
