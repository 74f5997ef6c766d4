# SPDX-License-Identifier: MIT
"""Memory that runs out, at request after request of whole commands: status 3, one line, nothing half-written,
what was there before as it was, the store valid and the next version added as if nothing had been.

tests/cli/starve.c refuses the N-th request and all that follow. N goes through each command in POINTS steps; set
STARVE_POINTS for more of them."""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
STARVE = pathlib.Path(WARRAQ).parent.parent / "tests/libstarve.so"
POINTS = int(os.environ.get("STARVE_POINTS", "8"))
LETTER = str(SOURCE / "tests/cli/short.txt")
RECIPIENTS = str(SOURCE / "tests/cli/recipients.csv")
DATE = ["--date", "2020-09-09", "--quiet"]
CREATED = ("--created", "2026-03-01")  # two stores made alike are alike
SAID = b"warraq: out of memory\n"
faults, points = [], 0


def run(folder, words, **env):
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, timeout=120, check=False,
                          stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8", **env})


def starved(folder, words, at):
    return run(folder, words, LD_PRELOAD=str(STARVE), STARVE_AT=str(at))


def requests_of(folder, words):
    """How often the command asks for memory when it gets it, and what it prints then."""
    count = pathlib.Path(folder, "count")
    done = run(folder, words, LD_PRELOAD=str(STARVE), STARVE_COUNT=str(count))
    asked = int(count.read_text(encoding="ascii"))
    assert done.returncode == 0 and asked > 1000, f"{words}: {done.stderr!r}, {asked} requests"
    count.unlink()
    return asked, done.stdout


def tree(folder):
    """name -> bytes of every file below."""
    base = pathlib.Path(folder)
    return {str(path.relative_to(base)): path.read_bytes() if path.is_file() else None
            for path in sorted(base.rglob("*"))}


def fault(words, at, what):
    faults.append(f"{' '.join(words)}, without memory from request {at} on: {what}")


def hold_end(words, at, asked, done, whole):
    """Status 3 and the one line. What is printed, if anything, is all: memory may end after the work is done."""
    global points
    points += 1
    # A process with threads may do with a few requests less than the last time.
    if at > asked * 99 // 100 and (done.returncode, done.stderr, done.stdout) == (0, b"", whole):
        return
    if done.returncode != 3 or done.stderr != SAID or done.stdout not in (b"", whole):
        fault(words, at, f"status {done.returncode}, said {done.stderr!r}, printed {len(done.stdout)} bytes")


def spread(asked, n):
    """n numbers from 1 to the last request: near the start, where libraries wake, then evenly."""
    return sorted({1, 2, 3, *(1 + asked * k * k // (n * n) for k in range(1, n)), asked - 1, asked})


def nothing_half_written(words, points_of_it=POINTS):
    """Each target is the older file or the whole new one, and nothing else is there."""
    with tempfile.TemporaryDirectory() as folder:
        asked, printed = requests_of(folder, words)
        whole = tree(folder)
        for at in spread(asked, points_of_it):
            for name in whole:
                pathlib.Path(folder, name).write_bytes(b"older")
            hold_end(words, at, asked, starved(folder, words, at), printed)
            after = tree(folder)
            if set(after) != set(whole):
                fault(words, at, f"left {set(after) ^ set(whole)}")
            half = [name for name in whole if after.get(name) not in (b"older", whole[name])]
            if half:
                fault(words, at, f"half-written: {half}")


def store_keeps_whole(words):
    """After each death the store is valid, holds its first version, and takes the next."""
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        changed = base / "short.txt"
        changed.write_bytes(pathlib.Path(LETTER).read_bytes() + b"  77. Ann Lee\n")
        run(folder, ["snapshot", "first", LETTER, *DATE, *CREATED])
        shutil.copytree(base / "first", base / "store")
        asked, printed = requests_of(folder, words)
        whole = tree(base / "store")
        for at in spread(asked, 2 * POINTS):
            shutil.rmtree(base / "store")
            shutil.copytree(base / "first", base / "store")
            hold_end(words, at, asked, starved(folder, words, at), printed)
            valid = run(folder, ["verify", "store"])
            log = run(folder, ["log", "store"])
            again = run(folder, words)
            # What was not finished may wait beside the store for the next call, which takes it away.
            stray = [path.name for path in base.iterdir() if path.name.startswith(".")]
            if stray or valid.returncode or log.returncode or b"v1" not in log.stdout:
                fault(words, at, f"stray {stray}; {valid.stdout!r} {log.stdout!r} {log.stderr!r}")
            elif again.returncode or tree(base / "store") != whole:
                fault(words, at, f"the next snapshot is another: {again.stderr!r}")


def store_is_made_or_not(words):
    with tempfile.TemporaryDirectory() as folder:
        asked, printed = requests_of(folder, words)
        shutil.rmtree(pathlib.Path(folder, "store"))
        for at in spread(asked, POINTS):
            hold_end(words, at, asked, starved(folder, words, at), printed)
            again = run(folder, words)
            valid = run(folder, ["verify", "store"])
            if again.returncode or valid.returncode:
                fault(words, at, f"{again.stderr!r} {valid.stdout!r}")
            shutil.rmtree(pathlib.Path(folder, "store"))


def under_a_limit():
    """A real end of memory: the process may have so many megabytes, and a list needs more."""
    with tempfile.TemporaryDirectory() as folder:
        names = "".join(f"{i},Name {i} of a long list {i * 7919},Town {i % 97}\n" for i in range(1, 20001))
        pathlib.Path(folder, "names.csv").write_text("number,name,place\n" + names, encoding="utf-8")
        ended = {}
        for megabytes in (30, 60, 70, 80, 90, 100, 110, 120, 130, 150, 4096):
            done = subprocess.run([WARRAQ, "archive", "names.csv", *DATE, "-o", "out.zip"], cwd=folder, check=False,
                                  capture_output=True, timeout=120, preexec_fn=lambda: resource.setrlimit(
                                      resource.RLIMIT_AS, (megabytes << 20, megabytes << 20)))
            ended[megabytes] = done.returncode
            left = sorted(path.name for path in pathlib.Path(folder).iterdir())
            wanted = ["names.csv", "out.zip"] if done.returncode == 0 else ["names.csv"]
            # The loader itself ends a program that cannot even be loaded, with 127.
            if done.returncode not in (0, 3, 127) or left != wanted or b"\n" in done.stderr[:-1]:
                faults.append(f"{megabytes} MB: status {done.returncode}, left {left}, said {done.stderr!r}")
            pathlib.Path(folder, "out.zip").unlink(missing_ok=True)
        if ended[4096] != 0 or 3 not in ended.values():
            faults.append(f"the limits try nothing: {ended}")


def main():
    if not STARVE.exists():
        print(f"{STARVE} is missing")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        if os.environ.get("WARRAQ_SANITIZE"):
            print("a sanitizer's allocator serves this build: nothing to starve")
            return 77
        bag, store = f"{folder}/bag.zip", f"{folder}/store"
        run(folder, ["archive", LETTER, *DATE, "-o", bag])
        run(folder, ["snapshot", store, LETTER, *DATE, *CREATED])
        nothing_half_written(["render", LETTER, *DATE, "-o", "out.pdf"], 2 * POINTS)
        nothing_half_written(["archive", LETTER, *DATE, "-o", "out.zip"], 2 * POINTS)
        nothing_half_written(["verify", bag])
        nothing_half_written(["verify", store])
        nothing_half_written(["diff", LETTER, bag, "--html", "diff.html", "--quiet"])
        nothing_half_written(["handout", LETTER, "--as", "booklet", *DATE, "-o", "out.pdf"])
        nothing_half_written(["picture", LETTER, *DATE, "-o", "out.png"])
        nothing_half_written(["import", LETTER, *DATE, "-o", "out.md"])
        nothing_half_written(["check", LETTER, *DATE])
        nothing_half_written(["restore", store, "short", "-o", "out.zip"])
    store_keeps_whole(["snapshot", "store", "short.txt", *DATE, *CREATED])
    store_is_made_or_not(["snapshot", "store", LETTER, *DATE, *CREATED])
    under_a_limit()
    print("\n".join(faults[:20]) or f"{points} ends of memory: each with status 3, one line, nothing half-written")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
