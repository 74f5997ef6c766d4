# SPDX-License-Identifier: MIT
"""What check offers mends: taken one after the other, the offers leave nothing of their kind to find, and change no
character but white space."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
FAULTY = """A letter to the harbour

Dear  readers , the quay( north ) is closed.We ask , once more ,that it opens:Now.
The harbour –an old one – is ours, and the\u00a0\u00a0lamps( all (twelve )stay dark .

Signed:

1. Anna  Lee
2. Bo( Harbour )
"""
faults = []


def check(folder, text):
    path = pathlib.Path(folder, "letter.txt")
    path.write_text(text, encoding="utf-8")
    done = subprocess.run([WARRAQ, "check", str(path), "--json", "-q", "--date", "2026-03-01"], capture_output=True, check=False, timeout=60)
    return json.loads(done.stdout)["notes"]


def mended(text, note):
    lines = text.split("\n")
    line, at, offer = lines[note["line"] - 1], note["column"] - 1, note["offer"]
    lines[note["line"] - 1] = line[:at] + offer["insert"] + line[at + offer["remove"]:]
    return "\n".join(lines)


def mend_all(folder, name, text):
    taken = 0
    before = text
    while taken < 200:
        offered = [note for note in check(folder, text) if "offer" in note]
        if not offered:
            break
        text = mended(text, offered[0])
        taken += 1
    if taken in (0, 200):
        faults.append(f"{name}: {taken} offers were taken")
    if "".join(text.split()) != "".join(before.split()):
        faults.append(f"{name}: an offer changed more than white space")
    return taken


def main():
    with tempfile.TemporaryDirectory() as folder:
        taken = mend_all(folder, "faulty", FAULTY)
        taken += mend_all(folder, "example", (SOURCE / "examples/open-letter.ar.txt").read_text(encoding="utf-8"))
    for fault in faults:
        print(fault)
    print(f"{taken} offers taken, nothing of their kinds left")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
