# SPDX-License-Identifier: MIT
"""A letter is purged: nothing of it stays, the others are as they were, the store is valid; not without --yes, and not by
halves when the process is killed at any moment."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
LETTER = "Open letter\n\nWe ask.\n\nSigned:\n1. {}\n2. Bo Lee\n"
KILLS = 20
faults = []


def check(right, what, done=None):
    if not right:
        faults.append(f"{what}: {done}")


def run(folder, *words):
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})


def fill(folder):
    for letter, name in (("one", "Ann Example"), ("two", "Zoe Purged")):
        for version in (1, 2):
            pathlib.Path(folder, f"{letter}.txt").write_text(LETTER.format(f"{name} {version}"), encoding="utf-8")
            run(folder, "snapshot", "store", f"{letter}.txt", "--date", "2026-03-01", "--created", "2026-03-01", "-q")
        pathlib.Path(folder, f"{letter}.txt").unlink()


def tree(folder):
    base = pathlib.Path(folder)
    return {str(p.relative_to(base)): p.read_bytes() if p.is_file() else None for p in sorted(base.rglob("*"))}


def main():
    with tempfile.TemporaryDirectory() as folder:
        fill(folder)
        before = tree(folder)
        check(run(folder, "purge", "store", "two").returncode == 2, "without --yes")
        check(run(folder, "purge", "store", "three", "--yes").returncode == 3, "a letter that is not there")
        check(tree(folder) == before, "a refused purge changes something")
        done = run(folder, "purge", "store", "two", "--yes")
        check(done.returncode == 0 and done.stdout == "two: removed, versions in all: 2\n", "purge", done)
        after = tree(folder)
        check(all(before[path] == data for path, data in after.items()), "the other letter changed")
        check(not any(data and b"Zoe" in data for data in after.values()), "something of it stays")
        check(run(folder, "verify", "store").stdout.endswith("store: valid (ocfl-root)\n"), "the store is not valid")
        done = run(folder, "log", "store")
        check("two" not in done.stdout and "v2" in done.stdout, "log", done)
    for i in range(KILLS):
        with tempfile.TemporaryDirectory() as folder:
            fill(folder)
            with subprocess.Popen([WARRAQ, "purge", "store", "two", "--yes"], cwd=folder, stdout=subprocess.DEVNULL) as child:
                time.sleep(0.001 * i)
                child.kill()
            done = run(folder, "log", "store")
            check(done.stdout.count("Zoe") == 0 and ("two\n" not in done.stdout or done.stdout.count("v2") == 2), "log", done)
            verified = run(folder, "verify", "store")
            check(verified.returncode == 0, "not valid after a kill", verified)
            run(folder, "purge", "store", "two", "--yes")
            check(not any("warraq-part" in path for path in tree(folder)), "left behind", list(tree(folder)))
    print("\n".join(faults) or f"ok, {KILLS} killed")
    return 1 if faults else 0


sys.exit(main())
