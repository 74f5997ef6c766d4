# SPDX-License-Identifier: MIT
"""Stores whose letters lie as other tools put them: log, diff, restore, a new version, redact and purge; a layout that is not
known is named, and its letters are found all the same."""
import hashlib
import json
import pathlib
import sys
import tempfile

from calls import check, faults, run

LETTER = "Open letter\n\nWe ask {}.\n\nSigned:\n1. Ann Lee\n2. Bo Moe\n3. Cy Noh\n"

HEX = hashlib.sha256(b"urn:x-warraq:bc123df5678").hexdigest()
# The extension, its settings, and where it puts the object urn:x-warraq:bc123df5678.
LAYOUTS = [
    ("0002-flat-direct-storage-layout", {}, "urn:x-warraq:bc123df5678"),
    ("0003-hash-and-id-n-tuple-storage-layout", {}, f"{HEX[:3]}/{HEX[3:6]}/{HEX[6:9]}/urn%3ax-warraq%3abc123df5678"),
    ("0004-hashed-n-tuple-storage-layout", {"tupleSize": 2, "numberOfTuples": 2, "shortObjectRoot": True},
     f"{HEX[:2]}/{HEX[2:4]}/{HEX[4:]}"),
    ("0006-flat-omit-prefix-storage-layout", {"delimiter": ":"}, "bc123df5678"),
    ("0007-n-tuple-omit-prefix-storage-layout", {"delimiter": ":", "tupleSize": 4, "numberOfTuples": 2}, "bc12/3df5/bc123df5678"),
    ("0010-differential-n-tuple-omit-prefix-storage-layout", {"delimiter": ":"}, "bc/123/df/5678"),
    ("0011-direct-clean-path-layout", {}, "urn_x-warraq_bc123df5678"),
    ("x-drawers", {"drawers": 3}, "left/3/bc123"),
    (None, {}, "anywhere/at/all"),
]


def lay_out(folder, name, settings, place):
    store = pathlib.Path(folder, "store")
    unit = next(store.rglob("0=ocfl_object_1.1")).parent
    target = store / place
    target.parent.mkdir(parents=True, exist_ok=True)
    unit.rename(target)
    for above in unit.parents:
        if above == store or any(above.iterdir()):
            break
        above.rmdir()
    for path in sorted((store / "extensions").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    if not name:
        (store / "extensions").rmdir()
        (store / "ocfl_layout.json").unlink()
        return
    (store / "ocfl_layout.json").write_text(json.dumps({"extension": name, "description": "a layout"}), encoding="utf-8")
    (store / "extensions" / name).mkdir()
    (store / "extensions" / name / "config.json").write_text(json.dumps({"extensionName": name, **settings}), encoding="utf-8")


def main():
    for name, settings, place in LAYOUTS:
        with tempfile.TemporaryDirectory() as folder:
            what = name or "no layout"
            letter = pathlib.Path(folder, "bc123df5678.txt")
            for version in (1, 2):
                letter.write_text(LETTER.format(version), encoding="utf-8")
                run(folder, "snapshot", "store", letter.name, "--date", "2026-03-01", "-q", "--editions", "none")
            lay_out(folder, name, settings, place)
            done = run(folder, "log", "store")
            check(done.returncode == 0 and "v2" in done.stdout, f"{what}: log", done)
            check(("store-extension" in done.stderr and name in done.stderr) == (name == "x-drawers"), f"{what}: named", done)
            done = run(folder, "diff", "store", "bc123df5678", "v1", "v2")
            check(done.returncode == 0 and "We ask" in done.stdout, f"{what}: diff", done)
            done = run(folder, "restore", "store", "bc123df5678", "v1", "-o", "back.zip")
            check(done.returncode == 0 and run(folder, "verify", "back.zip").returncode == 0, f"{what}: restore", done)
            letter.write_text(LETTER.format(3), encoding="utf-8")
            done = run(folder, "snapshot", "store", letter.name, "--date", "2026-03-01", "-q", "--editions", "none")
            check(done.returncode == 0 and "v3" in done.stdout, f"{what}: snapshot", done)
            pathlib.Path(folder, "new.txt").write_text(LETTER.format(1), encoding="utf-8")
            done = run(folder, "snapshot", "store", "new.txt", "--date", "2026-03-01", "-q", "--editions", "none", "--json")
            known = name and name.startswith("0004")
            check(done.returncode == (0 if known else 2) and (known or '"store-layout"' in done.stdout and (name or "?") in done.stdout),
                  f"{what}: a new letter", done)
            if known:
                run(folder, "purge", "store", "new", "--yes")
            done = run(folder, "redact", "store", "bc123df5678", "--name", "Bo Moe")
            check(done.returncode == 0, f"{what}: redact", done)
            done = run(folder, "verify", "store", "--log")
            check(done.returncode == (name == "x-drawers"), f"{what}: verify", done)
            check(pathlib.Path(folder, "store", place, "v3").is_dir(), f"{what}: it moved")
            done = run(folder, "purge", "store", "bc123df5678", "--yes")
            check(done.returncode == 0 and not pathlib.Path(folder, "store", place).exists(), f"{what}: purge", done)
    print("\n".join(faults) or f"ok, {len(LAYOUTS)} layouts")
    return 1 if faults else 0


sys.exit(main())
