# SPDX-License-Identifier: MIT
"""corpora.py FOLDER: every ZIP below it, and what is uuencoded there.

Each as it is: none is a bag, so verify must say so with exit 1, with a fault of the ZIP where its makers say that it is broken, in
bounded time. Each whose entries Python can read, again as the payload of a bag with the headers it has: what verify calls
valid, all readers that succeed must take out alike."""
import binascii
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(os.environ["SOURCE"])
sys.path[:0] = [str(SOURCE / "tests/kit"), str(SOURCE / "tests/kit/bag-zip")]
from forge import archive  # noqa: E402
from readers import letters, present, read_all  # noqa: E402
from seeds import put_into_bag  # noqa: E402

SECONDS = 20
# What verify says of the ZIP itself, beside what it says of all that are no bags.
OF_ZIP = set(re.findall(r'^CODE\("([^"]+)", FAULT', (SOURCE / "src/zip/codes.inc").read_text(), re.M))


def decoded(path):
    """The bytes of a file, uudecoded where it is uuencoded."""
    data = path.read_bytes()
    if path.suffix != ".uu":
        return data
    lines = data.splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith(b"begin ")), len(lines))
    out = bytearray()
    for line in lines[start + 1:]:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:  # it is something else
            return data
    return bytes(out)


def judged(path):
    """Exit code, the faults' codes, seconds."""
    started = time.monotonic()
    done = subprocess.run([os.environ["WARRAQ"], "verify", "--json", path], capture_output=True, timeout=60)
    said = json.loads(done.stdout) if done.stdout else {"faults": []}
    return done.returncode, {fault["code"] for fault in said["faults"]}, time.monotonic() - started


def zips(folder):
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = decoded(path)
        if b"PK\3\4" in data or b"PK\5\6" in data or path.suffix == ".zip":
            yield path, data


def main():
    folder, faults, counts, readers = pathlib.Path(sys.argv[1]), [], collections.Counter(), present()
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch, "x.zip")
        for source, data in zips(folder):
            corpus = source.relative_to(folder).parts[0]
            path.write_bytes(data)
            status, codes, seconds = judged(path)
            counts[corpus, "files"] += 1
            broken = "failure" in source.parts or source.name.startswith("incons")
            if broken and not codes & OF_ZIP:
                print(f"{source}: meant to be broken, and refused for its content alone")
            counts[corpus, "by a fault of the ZIP"] += bool(codes & OF_ZIP)
            if status != 1 or seconds > SECONDS:
                faults.append(f"{source}: exit {status}, {seconds:.1f} s, {sorted(codes)}")
            entries = put_into_bag(data)
            if entries is None:
                continue
            path.write_bytes(archive(entries))
            counts[corpus, "put into a bag"] += 1
            if judged(path)[0] != 0:
                continue
            counts[corpus, "valid there"] += 1
            marks = letters(read_all(path, readers))
            if set(marks) - {"A", "."}:
                faults.append(f"{source} in a bag: {' '.join(marks)} ({', '.join(row[0] for row in readers)})")
    for corpus in sorted({corpus for corpus, _ in counts}):
        words = ("files", "by a fault of the ZIP", "put into a bag", "valid there")
        print(f"{corpus}: " + ", ".join(f"{counts[corpus, word]} {word}" for word in words))
    print(f"{sum(counts[key] for key in counts if key[1] == 'files')} files, {len(faults)} not refused or read two ways; {len(readers)} readers")
    print("\n".join(faults))
    return 1 if faults or not counts else 0


sys.exit(main())
