# SPDX-License-Identifier: MIT
"""The commands of docs/scale.md with GNU parallel: the parts are what one call makes, byte for byte, and a part that is
lost is made again. Skipped where there is no parallel."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()


def write(base):
    (base / "letter.md").write_text("---\nlang: en\ntitle: A letter\ndate: 2020-09-09\n---\n\nWe write to you, {name}.\n", "utf-8")
    rows = "".join(f"{number},Name {number} Of Many\n" for number in range(1, 901))
    (base / "list.csv").write_text("number,name\n" + rows, "utf-8")
    (base / "recipients.csv").write_text("name\n" + "".join(f"Recipient {number}\n" for number in range(1, 13)), "utf-8")
    (base / "bin").mkdir()
    (base / "bin/warraq").symlink_to(WARRAQ)


def run(base, command):
    environment = {**os.environ, "PATH": f"{base}/bin:{os.environ['PATH']}", "HOME": str(base), "LC_ALL": "C.UTF-8",
                   "WARRAQ_DATA": str(SOURCE)}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=base, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (command, done.stdout, done.stderr)


def same(base, made, once):
    assert (base / made).read_bytes() == (base / once).read_bytes(), f"{made} is not what one call makes"


def main():
    if not shutil.which("parallel"):
        print("no GNU parallel")
        sys.exit(77)
    blocks = re.findall(r"^```sh\n((?!#!).*?)^```", (SOURCE / "docs/scale.md").read_text("utf-8"), re.M | re.S)
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        write(base)
        for block in blocks:
            run(base, block)
        run(base, "warraq render letter.md --signatories list.csv --volumes 3 --quiet -o once.pdf")
        run(base, "warraq merge letter.md recipients.csv --quiet -o once/")
        for number in (1, 2, 3):
            same(base, f"volume-{number}.pdf", f"once-{number}.pdf")
        copies = [path.name for path in (base / "once").glob("*.pdf") if not path.name.startswith("all")]
        assert len(copies) == 12, copies
        for name in copies:
            same(base, f"copies/{name}", f"once/{name}")


main()
