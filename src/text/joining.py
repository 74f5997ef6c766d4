#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes joining.inc beside itself from unicode-data's ArabicShaping.txt (Unicode Character Database).

Run it when a new version of the data is wanted; the build takes the file as it stands."""
import pathlib

HERE = pathlib.Path(__file__).parent
SHAPING = "/usr/share/unicode/ArabicShaping.txt"
GROUPS = ["SEEN", "SAD", "TEH MARBUTA", "TEH MARBUTA GOAL", "HEH", "HEH GOAL", "DAL", "ALEF", "TAH",
          "LAM", "KAF", "GAF", "MEEM", "BEH", "NOON", "YEH", "FARSI YEH", "REH", "WAW", "AIN", "QAF", "FEH"]
# REUSE-IgnoreStart: this line is written into other files
SPDX = "// SPDX-License-Identifier: Unicode-DFS-2016\n"
# REUSE-IgnoreEnd


def joining():
    cells = {}
    with open(SHAPING, encoding="utf-8") as lines:
        version = lines.readline().strip("# \n").removesuffix(".txt")
        for line in lines:
            part = [field.strip() for field in line.split("#")[0].split(";")]
            if len(part) == 4 and 0x600 <= int(part[0], 16) <= 0x8FF:
                group = part[3].replace(" ", "_") if part[3] in GROUPS else "OTHER"
                cells[int(part[0], 16)] = f"{part[2]}({group})"
    text = [f"// Written by joining.py from {version}: type and group of U+0600 to U+08FF."]
    text += [f"[0x{code:04x} - JOINING_FIRST] = {cell}," for code, cell in sorted(cells.items())]
    (HERE / "joining.inc").write_text(SPDX + "\n".join(text) + "\n")


if __name__ == "__main__":
    joining()
