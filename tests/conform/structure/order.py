# SPDX-License-Identifier: MIT
"""Holds a record's tree, as our own reader of it gives it in logical order, to what was typeset: order.py FILE.pdf EXPECTED.

Every block must be there in its place, letter for letter: tree.py looks only at which letters a block has."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "record"))
import read_structure  # noqa: E402


def main():
    want = [" ".join(line.split()) for line in pathlib.Path(sys.argv[2]).read_text("utf-8").splitlines() if line.strip()]
    have = [block for _, block in read_structure.read(sys.argv[1]) if block]
    wrong = [pair for pair in zip(want, have) if pair[0] != pair[1]]
    for one, other in wrong[:5]:
        print(f"typeset   {one}\nread back {other}")
    print(f"{len(want)} blocks typeset, {len(have)} read back, {len(wrong)} differ")
    return 1 if wrong or len(want) != len(have) else 0


sys.exit(main())
