# SPDX-License-Identifier: MIT
"""The example letter's archive through the program itself: valid, the same bytes again anywhere,
and exit 1 with the file named for a byte flipped in any part of it."""
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
LETTER = pathlib.Path(os.environ["SOURCE"]).resolve() / "examples/open-letter.ar.txt"


def run(*words, cwd, **env):
    return subprocess.run([WARRAQ, *map(str, words)], cwd=cwd, capture_output=True,
                          env=dict(os.environ, **env), text=True)


def archive(folder, **env):
    folder.mkdir()
    done = run("archive", LETTER, "-o", "letter.zip", "--date", "2020-09-08", "--json", cwd=folder,
               **env)
    assert done.returncode == 0, done.stderr
    return (folder / "letter.zip").read_bytes(), json.loads(done.stdout)


def places(data, bag):
    """Offsets to flip, with the path each must name: in every local header, every content and
    every record of the directory, and the archive's own end (no path)."""
    for info in bag.infolist():
        path = info.filename.split("/", 1)[1]
        name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
        start = info.header_offset + 30 + name + extra
        yield info.header_offset + 10, path
        yield info.header_offset + 31, path
        for part in range(3):
            yield start + (info.file_size - 1) * part // 2, path
    at = data.rindex(b"PK\5\6")
    central = struct.unpack_from("<I", data, at + 16)[0]
    for info in bag.infolist():
        yield central + 38, info.filename.split("/", 1)[1]
        central += 46 + len(info.filename.encode())
    yield at + 10, None
    yield at + 16, None


def main():
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        data, told = archive(scratch / "one")
        again, _ = archive(scratch / "another place", TZ="Asia/Tokyo", LC_ALL="C", LANG="C")
        assert data == again, "the same inputs gave other bytes"
        assert told["bytes"] == len(data) and told["entries"] >= 10, told
        zip_path = scratch / "one/letter.zip"
        verdict = json.loads(run("verify", zip_path, "--json", cwd=scratch).stdout)
        assert verdict == {"valid": True, "kind": "bag-zip", "faults": [], "warnings": [], "signatures": [],
                       "timestamps": [], "files": told["entries"]}, verdict
        count = 0
        with zipfile.ZipFile(zip_path) as bag:
            for at, path in list(places(data, bag)):
                altered = bytearray(data)
                altered[at] ^= 1 << at % 8
                zip_path.write_bytes(altered)
                done = run("verify", zip_path, "--json", cwd=scratch)
                verdict = json.loads(done.stdout)
                assert done.returncode == 1 and not verdict["valid"], at
                named = {fault["path"] for fault in verdict["faults"]}
                assert path is None or path in named, (at, path, named)
                count += 1
    print(f"{count} flips in every part of the letter's archive: each seen and named")


sys.exit(main())
