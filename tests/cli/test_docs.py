# SPDX-License-Identifier: MIT
"""Runs every command the documents show, and holds what they show of its output to the truth.

In a ```console block a line "$ command" is run, with the "> " lines that follow it, and the lines below are
its output; "…" stands for
any text within a line, a line "…" for any lines. The blocks of one document run in order, in one
fresh folder that has examples/ and the program on the path."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()


def commands_of(text):
    """(line number, command, expected output or None) of every console block."""
    for block in re.finditer(r"^```console\n(.*?)^```", text, re.M | re.S):
        line = text.count("\n", 0, block.start()) + 2
        command, start, expected = None, 0, []
        for i, row in enumerate(block[1].splitlines()):
            if row.startswith("$ "):
                if command:
                    yield start, command, expected
                command, start, expected = row[2:], line + i, []
            elif command and not expected and re.match(r"> ?", row):
                command += "\n" + re.sub(r"^> ?", "", row)
            else:
                expected.append(row)
        if command:
            yield start, command, expected


def matches(expected, output):
    pattern = []
    for row in expected:
        if row.strip() == "…":
            pattern.append(r"(?:.*\n)*?")
        else:
            pattern.append("[^\n]*".join(re.escape(part) for part in row.split("…")) + r"\n")
    return re.fullmatch("".join(pattern), output) is not None


def run_document(path):
    faults, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        shutil.copytree(SOURCE / "examples", base / "examples")
        (base / "bin").mkdir()
        (base / "bin/warraq").symlink_to(WARRAQ)
        environment = {**os.environ, "PATH": f"{base}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
                       "WARRAQ_DATA": str(SOURCE)}
        for line, command, expected in commands_of(path.read_text(encoding="utf-8")):
            result = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=base, env=environment,
                                    stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
            count += 1
            where = f"{path.relative_to(SOURCE)}:{line}: $ {command}"
            if result.returncode not in (0, 1) or (result.returncode and not expected):
                faults.append(f"{where}\n  status {result.returncode}: {result.stderr}")
            elif not matches(expected, result.stdout):
                shown = "\n    ".join(expected)
                faults.append(f"{where}\n  shown:\n    {shown}\n  printed:\n    "
                              + "\n    ".join(result.stdout.splitlines()) + f"\n  stderr: {result.stderr}")
    return faults, count


def main():
    documents = [SOURCE / "README.md", SOURCE / "README.ar.md", *sorted((SOURCE / "docs").glob("*.md"))]
    faults, count = [], 0
    for path in documents:
        if path.exists():
            more, n = run_document(path)
            faults += more
            count += n
    links = [f"{d.relative_to(SOURCE)}: link to {link}" for d in documents if d.exists()
             for link in re.findall(r"\]\(([^)#:]+)\)", d.read_text(encoding="utf-8"))
             if not (d.parent / link).exists()]
    print("\n".join(faults + links) or f"{count} commands of {len(documents)} documents")
    return 1 if faults or links or count == 0 else 0


sys.exit(main())
