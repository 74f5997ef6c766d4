# SPDX-License-Identifier: MIT
"""A Word document as python-docx, pandoc and LibreOffice (its PDF) read it, against `dump text`: words, numbers."""
import os
import re
import subprocess
import sys

import docx

WARRAQ = os.environ["WARRAQ"]
letter, document, printed = sys.argv[1:4]
faults = []


def fold(text):
    return " ".join(text.split())


def bare(text):
    """Letters and digits: what a page's lines and marks cannot change."""
    return re.sub(r"[\W_]+", "", text)


typeset = [fold(line) for line in subprocess.run([WARRAQ, "dump", "text", letter, "--quiet"], capture_output=True,
                                                 check=True, text=True).stdout.splitlines() if fold(line)]
entries = [line for line in typeset if re.match(r"\d+\. ", line)]
# python-docx gives no numbers of lists: the words alone, in order; the program's heading aside.
found = [fold(p.text) for p in docx.Document(document).paragraphs if p.style.name != "List Heading" and fold(p.text)]
wanted = [re.sub(r"^(\d+\.|[-•]) ", "", line) for line in typeset]
faults += [f"python-docx: {a!r}, not {b!r}" for a, b in zip(found, wanted) if a != b][:3]
if len(found) != len(wanted):
    faults.append(f"python-docx: {len(found)} paragraphs, not {len(wanted)}")
# pandoc gives lists with their own numbers.
plain = subprocess.run(["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", document], capture_output=True, check=True,
                       text=True).stdout
lines = {fold(line) for line in plain.splitlines()}
faults += [f"pandoc does not read {line!r}" for line in entries if line not in lines][:3]
# LibreOffice sets the numbers itself: each on the line with the beginning of its name.
page = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, check=True, text=True).stdout
rows = [bare(line) for line in page.splitlines()]
for line in entries:
    number, name = line.split(". ", 1)
    starts = [number + bare(name)[:10], bare(name)[:10] + number]  # beside a name from right to left it comes last
    if not any(start in row for row in rows for start in starts):
        faults.append(f"LibreOffice does not print {line!r}")
print("\n".join(faults) or f"{len(typeset)} blocks, {len(entries)} entries")
sys.exit(1 if faults else 0)
