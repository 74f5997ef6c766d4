# SPDX-License-Identifier: MIT
"""A redaction: what it refuses leaves the store as it was, killed at any moment it leaves the old versions or the new, the
digest it keeps is that of the salt and the name, and what other tools put into the object stays."""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import zipfile

from calls import WARRAQ, check, faults, run

LETTER = "Open letter\n\nWe ask {}.\n\nSigned:\n1. Ann Example\n2. Zoe Redacted\n3. Bo Lee\n"
KILLS = int(os.environ.get("KILLS", "12"))

def fill(folder, versions=2):
    for version in range(1, versions + 1):
        pathlib.Path(folder, "one.txt").write_text(LETTER.format(version), encoding="utf-8")
        run(folder, "snapshot", "store", "one.txt", "--date", "2026-03-01", "--created", f"2026-03-0{version}", "-q",
            "-m", f"version {version} with Zoe Redacted", "--user", "Ann", "--editions", "none")
    pathlib.Path(folder, "one.txt").unlink()


def tree(folder):
    base = pathlib.Path(folder)
    return {str(p.relative_to(base)): p.read_bytes() if p.is_file() else None for p in sorted(base.rglob("*"))}


def names_in(files, name=b"Zoe"):
    return [path for path, data in files.items() if data and name in data]


def test_faults(folder):
    fill(folder)
    before = tree(folder)
    for words, status in ((["store", "one"], 2), (["store", "one", "--name", "Nobody"], 2),
                          (["store", "one", "--name", "Zoe Redacted", "--name", "Nobody"], 2),
                          (["store", "two", "--name", "Zoe Redacted"], 3), (["nowhere", "one", "--name", "Zoe"], 3),
                          (["store", "one", "--name", "9. Zoe Redacted"], 2), (["store", "one", "--name", "Zoe\nRedacted"], 2)):
        done = run(folder, "redact", *words)
        check(done.returncode == status, f"{words}", done)
    check(tree(folder) == before, "a refused redaction changes something")
    damaged = next(pathlib.Path(folder).rglob("v1/content/letter.pdf"))
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:-1])
    done = run(folder, "redact", "store", "one", "--name", "Zoe Redacted")
    check(done.returncode == 1, "of a damaged letter", done)
    damaged.write_bytes(whole)
    check(tree(folder) == before, "a refused redaction of a damaged letter changes something")


def test_whole(folder):
    fill(folder, 3)
    unit = next(pathlib.Path(folder).rglob("0=ocfl_object_1.1")).parent
    (unit / "logs").mkdir()
    (unit / "logs/fixity.txt").write_text("checked\n", encoding="utf-8")
    before = json.loads(run(folder, "log", "store", "--json").stdout)["versions"]
    done = run(folder, "redact", "store", "one", "--name", "Zoe Redacted", "--created", "2026-04-01", "--json")
    check(done.returncode == 0, "redact", done)
    said = json.loads(done.stdout)
    salt, digest = said["redactions"][0]["salt"], said["redactions"][0]["sha512"]
    check(hashlib.sha512(f"{salt}\nZoe Redacted".encode()).hexdigest() == digest, "the commitment", said)
    files = tree(folder)
    check(names_in(files) == [] and names_in(files, salt.encode()) == [], "name or salt stays", names_in(files))
    check((unit / "logs/fixity.txt").exists(), "logs are gone")
    for version in (1, 2, 3):
        check(digest in pathlib.Path(unit, f"v{version}/content/premis.xml").read_text(encoding="utf-8"), f"premis of v{version}")
    after = json.loads(run(folder, "log", "store", "--json").stdout)["versions"]
    for old, new in zip(before, after):
        check(old["created"] == new["created"] and old["user"] == new["user"] and new["listed"] == 2 and
              new["redacted"] == "2026-04-01T00:00:00Z" and new["message"] == old["message"].replace("Zoe Redacted", "[…]"),
              "log", (old, new))
    done = run(folder, "verify", "store")
    check(done.returncode == 0 and done.stdout.count("[redacted]") == 3, "verify", done)
    done = run(folder, "redact", "store", "one", "--name", "1. Ann Example", "--created", "2026-05-01")
    check(done.returncode == 0, "a second redaction", done)
    done = run(folder, "restore", "store", "one", "v2", "-o", "back.zip")
    check(done.returncode == 0, "restore", done)
    with zipfile.ZipFile(pathlib.Path(folder, "back.zip")) as bag:
        info = bag.read(next(name for name in bag.namelist() if name.endswith("bag-info.txt"))).decode()
    check(len(re.findall(r"^Redacted: 2026-0[45]-01T", info, re.M)) == 2, "bag-info.txt", info)
    done = run(folder, "verify", "back.zip")
    check(done.returncode == 0, "the restored bag", done)
    pathlib.Path(folder, "one.txt").write_text(LETTER.format(4).replace("2. Zoe Redacted\n", ""), encoding="utf-8")
    done = run(folder, "snapshot", "store", "one.txt", "--date", "2026-03-01", "-q")
    check(done.returncode == 0 and "v4" in done.stdout, "a version after it", done)
    check(run(folder, "verify", "store").returncode == 0, "valid after a new version")


def test_killed():
    states = set()
    for i in range(KILLS):
        with tempfile.TemporaryDirectory() as folder:
            fill(folder)
            started = time.monotonic()
            if i == 0:
                run(folder, "redact", "store", "one", "--name", "Zoe Redacted")
                test_killed.takes = time.monotonic() - started
                continue
            with subprocess.Popen([WARRAQ, "redact", "store", "one", "--name", "Zoe Redacted"], cwd=folder,
                                  stdout=subprocess.DEVNULL) as child:
                time.sleep(test_killed.takes * i / (KILLS - 1))
                child.kill()
            done = run(folder, "verify", "store")
            check(done.returncode == 0, "not valid after a kill", done)
            log = json.loads(run(folder, "log", "store", "--json").stdout)
            listed = {version["listed"] for version in log["versions"]}
            check(listed in ({2}, {3}) and len(log["versions"]) == 2, "half of it", log)
            states |= listed
            run(folder, "redact", "store", "one", "--name", "Zoe Redacted")
            files = tree(folder)
            check(not any("warraq-part" in path for path in files), "left behind", list(files))
            check(names_in(files) == [], "the name stays", names_in(files))
    check(3 in states, "no run was killed in time", states)


def main():
    for test in (test_faults, test_whole):
        with tempfile.TemporaryDirectory() as folder:
            test(folder)
    test_killed()
    print("\n".join(faults) or f"ok, {KILLS} killed")
    return 1 if faults else 0


sys.exit(main())
