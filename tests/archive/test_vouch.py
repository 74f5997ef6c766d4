# SPDX-License-Identifier: MIT
"""An archive that could not be signed, stamped or receipted is not there at all: neither it nor anything that
should vouch for it, and what was there before is as it was."""
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
LETTER = "# Title\n\nTo whom it may concern\n\nA letter.\n"
# Options, exit status.
CASES = [
    (["--sign=junk"], 3),
    (["--sign=nowhere"], 3),
    (["--sign=other.key", "--certificate=mine.pem"], 2),
    (["--sign=mine.key"], 3),
    (["--sign=mine.key", "--certificate=junk"], 3),
    (["--sign=mine.key", "--certificate=mine.pem", "--timestamp=nowhere"], 3),
    (["--sign=mine.key", "--certificate=mine.pem", "--timestamp=junk"], 1),
    (["--sign=mine.key", "--certificate=mine.pem", "--timestamp=http://example.org/"], 2),
    (["--sign=mine.key", "--certificate=mine.pem", "--timestamp=query", "--receipt=no/where.txt"], 3),
]


def files():
    return {str(path): path.read_bytes() for path in pathlib.Path(".").rglob("*") if path.is_file()}


def archive(*options):
    return subprocess.run([WARRAQ, "archive", "letter.md", "--date=2020-01-01", "--quiet", "-o", "out.zip", *options],
                          capture_output=True, text=True)


def main():
    troubles = []
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        pathlib.Path("letter.md").write_text(LETTER)
        pathlib.Path("junk").write_text("junk\n")
        for name in ("mine", "other"):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
                            "-out", f"{name}.pem", "-days", "9", "-subj", f"/CN={name}"], check=True, capture_output=True)
        for there in (False, True):
            if there:
                assert archive("--sign=other.key", "--certificate=other.pem").returncode == 0
                pathlib.Path("letter.md").write_text(LETTER + "\nAnother word.\n")
            before = files()
            for options, status in CASES:
                done = archive(*options)
                if done.returncode != status or not done.stderr:
                    troubles.append(f"{options}: exit {done.returncode}, not {status}: {done.stderr}")
                if files() != before:
                    troubles.append(f"{options}: left {set(files()) - set(before)} or changed what was there")
        out = subprocess.run([WARRAQ, "archive", "letter.md", "--quiet", "--date=2020-01-01", "--sign=mine.key",
                              "--certificate=mine.pem", "-o", "-"], capture_output=True)
        if out.returncode != 2 or out.stdout:
            troubles.append(f"signed on standard output: {out.returncode}")
        os.chdir("/")
    print("\n".join(troubles) or f"{2 * len(CASES) + 1} archives that could not be vouched for are not there")
    return 1 if troubles else 0


sys.exit(main())
