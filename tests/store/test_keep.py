# SPDX-License-Identifier: MIT
"""A store kept over the years: what was seen is logged where OCFL lets it be; what is damaged comes back from a copy, or is
refused with the reason; killed at any moment it is no worse than before; and nothing that left the store returns."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

from calls import WARRAQ, check, faults, run

LETTER = "Open letter\n\nWe ask {}.\n\nSigned:\n1. Ann Lee\n2. Bo Moe\n3. Cy Noh\n4. Dee Ost\n"
PREMIS = "{http://www.loc.gov/premis/v3}"
KILLS = int(os.environ.get("KILLS", "8"))

def fill(folder, letters=("one",), versions=2):
    for letter in letters:
        for version in range(1, versions + 1):
            pathlib.Path(folder, f"{letter}.txt").write_text(LETTER.format(version), encoding="utf-8")
            run(folder, "snapshot", "store", f"{letter}.txt", "--date", "2026-03-01", "--created", f"2026-03-0{version}", "-q",
                "--editions", "none")
    shutil.copytree(pathlib.Path(folder, "store"), pathlib.Path(folder, "copy"))
    return next(pathlib.Path(folder, "store").rglob("0=ocfl_object_1.1")).parent


def tree(folder, logs=False):
    base = pathlib.Path(folder)
    return {str(p.relative_to(base)): p.read_bytes() for p in sorted(base.rglob("*"))
            if p.is_file() and (logs or "logs" not in p.parts)}


# ---- ten kinds of damage, and what comes of each ----


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def link(path):
    path.unlink()
    path.symlink_to("/etc/hostname")


def both(unit):
    path = unit / "v1/content/letter.pdf"
    flip(path)
    flip(pathlib.Path(str(path).replace("/store/", "/copy/")))


DAMAGE = {
    "a byte of content": (lambda unit: flip(unit / "v1/content/letter.pdf"), True),
    "content cut short": (lambda unit: os.truncate(unit / "v1/content/letter.txt", 9), True),
    "content emptied": (lambda unit: (unit / "v2/content/letter.pdf").write_bytes(b""), True),
    "content missing": (lambda unit: (unit / "v1/content/report.json").unlink(), True),
    "a version's folder missing": (lambda unit: shutil.rmtree(unit / "v2/content"), True),
    "a link in its place": (lambda unit: link(unit / "v1/content/letter.txt"), True),
    "the inventory": (lambda unit: flip(unit / "inventory.json"), True),
    "the inventory and its copies": (lambda unit: [p.unlink() for p in unit.rglob("inventory.json*")], True),
    "the sidecar": (lambda unit: (unit / "inventory.json.sha512").write_text("0 inventory.json\n"), True),
    "an older inventory": (lambda unit: flip(unit / "v1/inventory.json"), True),
    "the declaration": (lambda unit: (unit / "0=ocfl_object_1.1").unlink(), True),
    "both copies": (both, False),
    "a stray file": (lambda unit: (unit / "v1/content/stray.txt").write_text("?"), False),
}


def test_damage():
    with tempfile.TemporaryDirectory() as first:
        fill(first)
        for what, (damage, mends) in DAMAGE.items():
            with tempfile.TemporaryDirectory() as folder:
                base = pathlib.Path(folder, "w")
                shutil.copytree(first, base)
                unit = next((base / "store").rglob("0=ocfl_object_1.1")).parent
                whole = tree(base / "store")
                damage(unit)
                check(run(base, "verify", "store").returncode == 1, f"{what}: not seen")
                done = run(base, "verify", "store", "--repair", "copy", "--created", "2026-05-01")
                if mends:
                    check(done.returncode == 0 and "repaired" in done.stdout, f"{what}: not repaired", done)
                    check(tree(base / "store") == whole, f"{what}: not as it was")
                    logs = sorted(p.name for p in (unit / "logs").iterdir())
                    check(logs == ["fixity-20260501T000000Z.xml", "repair-20260501T000000Z.xml"], f"{what}: {logs}")
                else:
                    check(done.returncode == 1, f"{what}: called valid", done)
                    check(what != "both copies" or "repair-refused" in done.stderr, f"{what}: no reason", done)
                again = run(base, "verify", "store", "--repair", "copy")
                check(again.returncode == done.returncode and "repaired\n" not in again.stdout, f"{what}: again", again)


def test_what_left_stays_away():
    with tempfile.TemporaryDirectory() as folder:
        unit = fill(folder, ("one", "two"))
        check(run(folder, "redact", "store", "one", "--name", "Bo Moe").returncode == 0, "redact")
        check(run(folder, "purge", "store", "two", "--yes").returncode == 0, "purge")
        unit = next(pathlib.Path(folder, "store").rglob("0=ocfl_object_1.1")).parent
        done = run(folder, "verify", "store", "--repair", "copy")
        check(done.returncode == 0 and "repaired\n" not in done.stdout, "a sound store", done)
        for path in [*unit.rglob("inventory.json*"), unit / "v1/content/letter.txt"]:
            path.unlink()
        done = run(folder, "verify", "store", "--repair", "copy")
        check(done.returncode == 1 and "repair-refused" in done.stderr, "the copy from before", done)
        files = tree(pathlib.Path(folder, "store"))
        check(not any(b"Bo Moe" in data for data in files.values()), "a name came back")
        check("two" not in run(folder, "log", "copy").stderr and len(list(pathlib.Path(folder, "store").rglob("0=ocfl_obj*"))) == 1,
              "a purged letter came back")


def test_log():
    with tempfile.TemporaryDirectory() as folder:
        unit = fill(folder, ("one", "two"))
        for day in ("2026-06-01", "2026-06-01", "2026-07-01"):
            done = run(folder, "verify", "store", "--log", "--created", day)
            check(done.returncode == 0 and "2\n" in done.stdout, "log", done)
        flip(unit / "v1/content/letter.pdf")
        check(run(folder, "verify", "store", "--log", "--created", "2026-08-01").returncode == 1, "a damaged one")
        names = sorted(p.name for p in (unit / "logs").iterdir())
        check(names == ["fixity-20260601T000000Z-2.xml", "fixity-20260601T000000Z.xml", "fixity-20260701T000000Z.xml",
                        "fixity-20260801T000000Z.xml"], names)
        outcomes = []
        for name in names:
            root = ET.parse(unit / "logs" / name).getroot()
            event = root.find(f"{PREMIS}event")
            check(event.findtext(f"{PREMIS}eventType") == "fixity check", f"{name}: type")
            outcomes.append(event.findtext(f"{PREMIS}eventOutcomeInformation/{PREMIS}eventOutcome"))
        check(outcomes == ["pass", "pass", "pass", "fail"], outcomes)
        check("E092 letter.pdf" in (unit / "logs" / names[3]).read_text(encoding="utf-8").replace("/v1/content/", " "), "what failed")
        for words, status in ((["one.txt", "--log"], 2), (["store", "--repair", "store"], 2), (["store", "--repair", "no"], 2)):
            check(run(folder, "verify", *words).returncode == status, words)
        check(len(list((unit / "logs").iterdir())) == 4, "a refused call logs")


def test_killed():
    with tempfile.TemporaryDirectory() as first:
        unit = fill(first, versions=3)
        whole = tree(first + "/store")
        for path in list(unit.rglob("content/*"))[::2] + [unit / "inventory.json"]:
            if path.is_file():
                flip(path)
        takes = None
        for i in range(KILLS):
            with tempfile.TemporaryDirectory() as folder:
                base = pathlib.Path(folder, "w")
                shutil.copytree(first, base)
                before = {path for path, data in tree(base / "store").items() if whole.get(path) != data}
                started = time.monotonic()
                with subprocess.Popen([WARRAQ, "verify", "store", "--repair", "copy"], cwd=base, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL) as child:
                    if takes is None:
                        child.wait()
                        takes = time.monotonic() - started
                    else:
                        time.sleep(takes * i / KILLS)
                        child.kill()
                after = {path for path, data in tree(base / "store").items() if whole.get(path) != data}
                check(after <= before, "worse than before", after - before)
                done = run(base, "verify", "store", "--repair", "copy")
                check(done.returncode == 0 and tree(base / "store") == whole, "not whole in the end", done)
                check(not list(base.glob(".*warraq-part")), "left behind", list(base.iterdir()))


def main():
    for test in (test_damage, test_what_left_stays_away, test_log, test_killed):
        test()
    print("\n".join(faults) or f"ok, {len(DAMAGE)} kinds of damage")
    return 1 if faults else 0


sys.exit(main())
