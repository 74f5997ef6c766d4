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
        found = [f for f in pool.map(lambda one: fault(pathlib.Path(folder), one), written.LETTERS) if f]
    print(f"{len(written.LETTERS) - len(found)} of {len(written.LETTERS)} letters stay as they are")
    sys.exit("\n".join(found) or 0)


main()
