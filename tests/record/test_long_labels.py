# SPDX-License-Identifier: MIT
"""Past the first ten thousand labels of a right-to-left list each digit is a code of its own, remembered by how the label is
set: numbers of one digit to seven, every tenth in bold, names of both directions, each label is read back as it was given."""
import os
import pathlib
import subprocess
import tempfile

import read_structure

WARRAQ = os.environ["WARRAQ"]
WHOLE = 10_000
NAMES = ["ليلى حداد", "سعاد", "Ada Byron", "עדה"]


def numbers():
    yield from range(1, WHOLE + 1)
    for first in (1, 2, 37, 99, 480, 7_777, 10_001, 123_450, 1_234_567):
        yield from range(first, first + 21)


def main():
    rows = [(number, f"{NAMES[place % len(NAMES)]}") for place, number in enumerate(numbers())]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "letter.md").write_text("---\ntitle: رسالة\nlang: ar\n---\n\nنص الرسالة.\n", "utf-8")
        (folder / "list.csv").write_text("number,name\n" + "".join(f"{n},{name}\n" for n, name in rows), "utf-8")
        call = [WARRAQ, "render", "letter.md", "--signatories", "list.csv", "-o", "letter.pdf", "-q", "--date", "2026-01-01",
                "--set", "signatories.direction=rtl"]
        subprocess.run(call, cwd=folder, check=True)
        have = [text for role, text in read_structure.read(folder / "letter.pdf") if role == "LI"]
    want = [f"{number}. {name}" for number, name in rows]
    wrong = [(one, other) for one, other in zip(want, have) if one != other]
    for one, other in wrong[:5]:
        print(f"given {one!r}\n  read back {other!r}")
    assert not wrong and len(want) == len(have), (len(wrong), len(want), len(have))
    print(f"{len(have)} labels read back")


main()
