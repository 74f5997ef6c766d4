# SPDX-License-Identifier: MIT
"""The kit's ZIPs that lie, one lie each: every one is refused, by its own code, in bounded time and memory,
without a byte written; its right ones are valid, and many files cost little. `test_hostile.py FOLDER` leaves the archives there, for the
fuzzer."""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "kit/bag-zip"))
from cases import CASES, VALID  # noqa: E402
from forge import archive, bag  # noqa: E402

SANITIZED = "asan" in os.environ.get("WARRAQ", "") or "ASAN_OPTIONS" in os.environ


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


def judge(tool, path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([tool, "verify", path], capture_output=True, preexec_fn=limits,
                          cwd=path.parent, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    codes = {line.split()[1] for line in done.stdout.decode().splitlines()
             if line.startswith("fault ")}
    return done.returncode, codes, after.ru_utime - before.ru_utime, done.stderr.decode()


def run(tool, folder):
    troubles, slowest = [], 0
    for number, (name, code, also, make) in enumerate(CASES):
        path = folder / f"{number:03}.zip"
        path.write_bytes(make())
        status, codes, seconds, stderr = judge(tool, path)
        slowest = max(slowest, seconds)
        if status != 1 or stderr or code not in codes or codes - also - {code}:
            troubles.append(f"{name}: status {status}, {sorted(codes)}, wanted {code} {stderr}")
        path.unlink()
    return troubles, slowest


# A process that begins small: what its child is said to take at most is at least what itself does.
MEASURE = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"""


def most_memory(tool, path):
    """MiB that verifying a right archive takes."""
    return int(subprocess.run([sys.executable, "-c", MEASURE, tool, "verify", path], capture_output=True, check=True).stdout)


def main():
    if len(sys.argv) > 1:
        for number, make in enumerate([case[-1] for case in CASES + VALID]):
            (pathlib.Path(sys.argv[1]) / f"{number:03}.zip").write_bytes(make())
        return 0
    tool = pathlib.Path(os.environ["WARRAQ"]).resolve().parent.parent / "tests/archive_test_bag_tool"
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        troubles, slowest = run(tool, folder)
        for title, make in VALID:
            path = folder / "right.zip"
            path.write_bytes(make())
            status, codes, _, stderr = judge(tool, path)
            if status or codes or stderr:
                troubles.append(f"{title}: status {status}, {sorted(codes)} {stderr}")
        path.write_bytes(archive(bag({f"folder/a-document-of-many-{i:05}.txt": b"" for i in range(20000)})))
        honest = most_memory(tool, path)
        left = sorted(path.name for path in folder.iterdir())
        assert left == ["right.zip"], left
    print("\n".join(troubles))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    distinct = len({code for _, code, _, _ in CASES})
    print(f"{len(CASES)} hostile archives refused by {distinct} codes, {len(VALID)} right ones not; "
          f"slowest {slowest:.2f} s, peak {peak} MiB; 20,000 files: {honest} MiB")
    assert SANITIZED or peak < 160, peak
    assert SANITIZED or honest < 32, honest
    return 1 if troubles else 0


sys.exit(main())
