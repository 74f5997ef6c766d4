# SPDX-License-Identifier: MIT
"""`log --plot`: the names over time as a picture, the same bytes whenever it is drawn, of one letter."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
LIST = "# Letter\n\nWe ask for water.\n\n## Signatories\n\n"
faults = []


def run(*words, folder):
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, text=True)


def expect(holds, what):
    if not holds:
        faults.append(what)


def keep(folder, name, count, day):
    path = pathlib.Path(folder, f"{name}.md")
    path.write_text(LIST + "".join(f"{n}. Person Number{chr(96 + n)}\n" for n in range(1, count + 1)), "utf-8")
    done = run("snapshot", "store", path.name, "--date", "2020-09-09", "--created", f"2020-0{day}-01T00:00:00Z", "-q", folder=folder)
    expect(done.returncode == 0, done.stderr)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for day, count in ((1, 3), (2, 12), (5, 10)):
            keep(folder, "water", count, day)
        done = run("log", "store", "--plot", "growth.svg", "--json", folder=folder)
        expect(json.loads(done.stdout)["plot"]["file"] == "growth.svg", f"{done}")
        first = pathlib.Path(folder, "growth.svg").read_bytes()
        run("log", "store", "water", "--plot", "again.svg", folder=folder)
        expect(first.startswith(b"<?xml") and pathlib.Path(folder, "again.svg").read_bytes() == first, "the same picture, other bytes")
        run("log", "store", "--plot", "growth.png", "--lang", "ar", folder=folder)
        expect(pathlib.Path(folder, "growth.png").read_bytes().startswith(b"\x89PNG"), "no PNG")
        expect(run("log", "store", "--plot", "growth.pdf", folder=folder).returncode == 2, "a plot that is a PDF")
        keep(folder, "bread", 2, 6)
        done = run("log", "store", "--plot", "all.svg", folder=folder)
        expect(done.returncode == 2 and not pathlib.Path(folder, "all.svg").exists(), f"several letters on one curve: {done}")
        expect(run("log", "store", "bread", "--plot", "one.svg", folder=folder).returncode == 0, "one version is a curve too")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
