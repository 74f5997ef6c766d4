# SPDX-License-Identifier: MIT
"""Importing what `import` wrote changes nothing, and lists the same signatories, for each letter of made/written.py."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).parent / "made"))
import written  # noqa: E402

WARRAQ = os.environ["WARRAQ"]
# The second language's title stands below the first one's names, and what stands below it is no name.
TWO = ("two-languages", "md", """# \u897f\u306e\u56f3\u66f8\u9928\u3092\u958b\u3051\u3066\u304f\u3060\u3055\u3044

\u79c1\u305f\u3061\u306f\u6c42\u3081\u307e\u3059\u3002

## \u7f72\u540d\u8005

- \u98a8\u5b88 \u305f\u304f\u307f
- \u677e\u6e21\u91ce \u304b\u306a\u3067
- \u9727\u6ca2\u4e95 \u3042\u304b\u308a

## Keep the western library open

The library on the lane has lent books to this town for ninety years, and it never asked for a fee.

We ask that its doors stay open.

## Signatories

- Ada Wicklow
- Gwen Yarrow
- Miles Croft
""", None)

LETTERS = [*written.LETTERS, TWO]


def call(*args):
    return subprocess.run([WARRAQ, *args, "--quiet", "--date", "2024-05-06"], capture_output=True, text=True)


def listed(path):
    return json.loads(call("check", "--json", path).stdout)["signatories"]["listed"]


def fault(folder, letter):
    name, ending, text, _ = letter
    source, once, twice = folder / f"{name}.{ending}", folder / f"{name}.once.md", folder / f"{name}.twice.md"
    source.write_text(text, encoding="utf-8")
    for one, other in ((source, once), (once, twice)):
        done = call("import", one, "-o", other)
        if done.returncode not in (0, 1):
            return f"{name}: {done.stderr}"
    if once.read_text() != twice.read_text():
        return f"{name}: importing it again changes it"
    if listed(source) != listed(once):
        return f"{name}: {listed(source)} listed, {listed(once)} when imported"
    return None


def main():
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        found = [f for f in pool.map(lambda one: fault(pathlib.Path(folder), one), LETTERS) if f]
    print(f"{len(LETTERS) - len(found)} of {len(LETTERS)} letters stay as they are")
    sys.exit("\n".join(found) or 0)


main()
