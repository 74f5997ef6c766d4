# SPDX-License-Identifier: MIT
"""check says which numbers plain Unicode order turns round, by the letters before them, and no others."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.environ["WARRAQ"]
CASES = [
    ("ar", "هاتف +961 1 234 567 والتاريخ 2020-06-26 و26/6/2020 والساعة 9:00 والنسبة 35% و1,250,000 دولار",
     ["+961 1 234 567", "2020-06-26"]),
    ("ar", "وفاكس 00961-1-234567 والكلفة 1 250 000 والآية 2:255", ["00961-1-234567", "1 250 000"]),
    ("he", "טלפון +972 2 123 4567 ותאריך 2020-06-26 ושעה 9:00", ["+972 2 123 4567"]),
    ("en", "Call +961 1 234 567 on 2020-06-26.", []),
]


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for lang, text, turned in CASES:
            letter = pathlib.Path(folder, "letter.md")
            letter.write_text(f"---\ntitle: t\nlang: {lang}\ndate: 2020-01-01\nsignatories: none\n---\n\n{text}\n", "utf-8")
            said = subprocess.run([WARRAQ, "check", str(letter), "--json"], capture_output=True, text=True, check=False)
            notes = [note["message"].split('"')[1] for note in json.loads(said.stdout)["notes"] if note["code"] == "number-turned"]
            if notes != turned:
                faults.append(f"{text}: {notes} for {turned}")
    print("\n".join(faults) or f"{len(CASES)} letters")
    return 1 if faults else 0


sys.exit(main())
