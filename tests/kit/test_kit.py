# SPDX-License-Identifier: MIT
"""The kit for other verifiers: verdicts.json is what its cases say, and what it calls valid every reader that is
installed takes out alike, to the same files."""
import os
import pathlib
import subprocess
import sys
import tempfile

KIT = pathlib.Path(__file__).resolve().parent / "bag-zip"
sys.path.insert(0, str(KIT))
from make import rows, verdicts  # noqa: E402
from readers import letters, present, read_all  # noqa: E402

# What a reader says it cannot read.
CANNOT = {"sizes in ZIP64 fields": {"busybox"}, "an end record of ZIP64": {"busybox"}}

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()


def judge(path):
    return subprocess.run([WARRAQ, "verify", path], capture_output=True).returncode


def main():
    troubles, readers = [], present()
    if (KIT / "verdicts.json").read_text() != verdicts():
        troubles.append("verdicts.json is behind cases.py: make.py --verdicts")
    with tempfile.TemporaryDirectory() as scratch:
        for row, make in rows():
            path = pathlib.Path(scratch, row["file"])
            path.write_bytes(make())
            if row["verdict"] != "valid":
                continue
            marks = letters(read_all(path, readers))
            failed = {reader[0] for reader, mark in zip(readers, marks) if mark == "."}
            if judge(path) != 0 or set(marks) - {"."} != {"A"} or failed - CANNOT.get(row["title"], set()):
                troubles.append(f"{row['title']}: {judge(path)}, {' '.join(marks)}")
    print("\n".join(troubles) or f"the kit's right archives are the same to {len(readers)} readers: "
          f"{', '.join(name for name, _, _ in readers)}")
    return 1 if troubles or len(readers) < 2 else 0


sys.exit(main())
