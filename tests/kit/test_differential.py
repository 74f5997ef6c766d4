# SPDX-License-Identifier: MIT
"""Right archives (the kit's, and seeds.py's) with fields and bytes changed at random, by verify and by every reader that is
installed: what verify calls valid, all that succeed must take out as verify read it. `test_differential.py SECONDS [SEED
[FOLDER...]]` goes on for so long, with the archives and bags below each folder as seeds too."""
import collections
import copy
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import time
import zlib

KIT = pathlib.Path(__file__).resolve().parent / "bag-zip"
sys.path[:0] = [str(KIT), str(KIT.parent)]
from forge import Entry, archive, bag, extra, zip64_end  # noqa: E402
from make import rows  # noqa: E402
from readers import letters, present, read_all  # noqa: E402
from seeds import seeds  # noqa: E402

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
TOOL = WARRAQ.parent.parent / "tests/archive_test_bag_tool"
MUTANTS = 150
LARGEST = 200000
LETTERS = ("a", "B", "/", ".", "..", "...", "\\", ":", ";1", ";", " ", "~", "~1", "\x01", "\x1b", "\x7f", "\x85", "\u200f",
           "\u202e", "\u0301", "\u00e9", "\u0646", "CON", "nul.txt", "?", "*", "|", "%", "-", "@", "#U0041", "\u200c", "\ufeff", "'",
           "$(x)", "\u2028", "\u00ad", "\uff0f", "\u2215", "=", "!")
IDS = (1, 9, 0xA, 0xD, 0x17, 0x5455, 0x5855, 0x6375, 0x6C78, 0x7075, 0x756E, 0x7855, 0x7875, 0x9901, 0xA220, 0xCAFE, 0x4242)
RECORDS = (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\10", b"PK00", b"PK\6\10")


def some_field(chance, entry):
    """An extra field, of a length that may fit what its id means."""
    name = entry.name if chance.random() < 0.7 else entry.name[:-1] + b"x"
    data = chance.choice((b"", b"\1" + struct.pack("<I", 1700000000), b"\1\4\0\0\0\0\4\0\0\0\0",
                          b"\1" + struct.pack("<I", zlib.crc32(entry.name)) + name, struct.pack("<Q", entry.size),
                          struct.pack("<QQ", entry.size, len(entry.packed)), bytes(chance.randrange(30)),
                          struct.pack("<IHIHH", 0, chance.choice((0, 0o100644, 0o120777, 0o40755)), 0, 0, 0)))
    return extra(chance.choice(IDS), data)


def change_name(chance, entries):
    """In place of, before or within a part of a payload file's name, in both headers, or in one."""
    entry = chance.choice(entries)
    name = entry.name.decode()
    at = chance.randrange(4, len(name) + 1)
    entry.name = (name[:at] + chance.choice(LETTERS) + name[at + chance.randrange(2):]).encode()
    entry.flags |= 0x800 if not entry.name.isascii() and chance.random() < 0.9 else 0
    if chance.random() < 0.1:
        entry.local = {"name": name.encode()}


def add_entry(chance, entries):
    other = chance.choice(entries)
    name = other.name.decode() if chance.random() < 0.3 else "bag/data/" + chance.choice(LETTERS) + chance.choice(LETTERS)
    if chance.random() < 0.5:
        name = chance.choice((str.upper, str.lower, str.title))(name)
    if chance.random() < 0.3:
        name += "/"
    data = b"" if name.endswith("/") else b"another\n"
    entries.insert(chance.randrange(len(entries) + 1),
                   Entry(name, data, flags=0 if name.isascii() else 0x800))


def change_fields(chance, entries):
    entry = chance.choice(entries)
    name, values = chance.choice((
        ("flags", [1 << bit for bit in range(16)] + [0x808, 0x806, 6]), ("method", [0, 8, 9, 14, 99, 1, 12]),
        ("needed", [0, 10, 20, 45, 46, 51, 63, 0x30A, 0x20A]), ("made_by", [host << 8 | 20 for host in range(22)]),
        ("external", [0, 1, 8, 0x10, 0x20, 0o120777 << 16, 0o40755 << 16, 0o100755 << 16, 0o104755 << 16, 0o644 << 16]),
        ("internal", [0, 1, 2, 0xFFFF]), ("disk", [0, 1, 0xFFFF]), ("comment", [b"x", *RECORDS]),
        ("gap", [b"x", *RECORDS]), ("tail", [b"x", *RECORDS]), ("mode", [0o120777, 0o40755, 0o644, 0])))
    setattr(entry, name, chance.choice(values))


def change_extra(chance, entries):
    entry = chance.choice(entries)
    fields = b"".join(some_field(chance, entry) for _ in range(chance.randrange(1, 3)))
    where = chance.randrange(3)
    entry.local_extra = fields if where != 1 else b""
    entry.central_extra = fields if where != 0 else b""


def change_copy(chance, entries):
    """One of the two headers alone."""
    entry = chance.choice(entries)
    over = {chance.choice(("needed", "flags", "method", "time", "crc", "packed", "size")):
            chance.choice((0, 1, 8, 10, 20, entry.size, len(entry.packed), entry.crc, 0xFFFFFFFF)) & 0xFFFF}
    setattr(entry, chance.choice(("local", "central")), over)


def deflate(chance, entries):
    at = chance.randrange(len(entries))
    old = entries[at]
    entries[at] = new = Entry(old.name, old.data, method=8, needed=20)
    new.flags |= old.flags & 0x800
    if chance.random() < 0.6:
        wide, mark = chance.random() < 0.3, chance.random() < 0.8
        new.flags |= 8
        new.local = {"crc": 0, "packed": 0, "size": 0} if chance.random() < 0.8 else {}
        if wide and chance.random() < 0.7:
            new.local = {"packed": 0xFFFFFFFF, "size": 0xFFFFFFFF, "crc": 0}
            new.local_extra = extra(1, struct.pack("<QQ", 0, 0))
        new.tail = (b"PK\7\10" if mark else b"") + struct.pack("<I2Q" if wide else "<3I", new.crc, len(new.packed), new.size)


CHANGES = (change_name, add_entry, change_fields, change_extra, change_copy, deflate)


def plain(chance):
    payload = {"letter.txt": b"To whom it may concern\n" * 3, chance.choice(("b.txt", "\u0631.txt", "z/e.bin")): b"x\n"}
    if chance.random() < 0.2:
        payload["inner.zip"] = archive([Entry("bag/data/letter.txt", b"Another letter\n")])
    return bag(payload)


def change_bytes(chance, data):
    """Some bytes of the ZIP's own records."""
    data = bytearray(data)
    records = [at for mark in RECORDS for at in places(data, mark)]
    for _ in range(chance.choice((1, 1, 2, 4)) if records else 0):
        at = min(chance.choice(records) + chance.randrange(60), len(data) - 1)
        data[at] = chance.choice((0, 1, 0xFF, data[at] ^ 1 << chance.randrange(8), chance.randrange(256)))
    return bytes(data)


def places(data, mark):
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def mutant(chance, found):
    """A seed changed: its title and the archive."""
    title, entries = chance.choice(found) if chance.random() < 0.8 else ("plain", plain(chance))
    if isinstance(entries, bytes):
        return title, change_bytes(chance, entries)
    entries = copy.deepcopy(entries)
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        chance.choice(CHANGES)(chance, entries)
    whole = {}
    if chance.random() < 0.15:
        whole["comment"] = chance.choice((b"plain", b"PK", *RECORDS, archive([Entry("bag/data/letter.txt", b"Another\n")]) + b"."))
    if chance.random() < 0.1:
        whole["make_end"], whole["end"] = zip64_end, chance.choice(({}, {"start": 0xFFFFFFFF}, {"here": 0xFFFF, "total": 0xFFFF}))
    data = archive(sealed(entries), **whole)
    return title, change_bytes(chance, data) if chance.random() < 0.3 else data


def sealed(entries):
    """Entries with manifests that fit what is now in data/, so that the ZIP alone decides."""
    payload = {entry.name.decode("utf-8", "replace")[len("bag/data/"):]: entry.data for entry in entries
               if entry.name.startswith(b"bag/data/") and not entry.name.endswith(b"/")}
    try:
        tags = {entry.name: entry for entry in bag(payload) if b"manifest-" in entry.name}
    except (UnicodeError, ValueError):
        return entries
    for entry in entries:
        new = tags.get(entry.name)
        if new and new.data != entry.data and entry.method in (0, 8):
            refill(entry, new.data)
    return entries


def refill(entry, data):
    """Other content for an entry, in each of its headers that told the old one's sizes."""
    new = Entry(entry.name, data, method=entry.method)
    for over in (entry.local, entry.central):
        for key, before, now in (("crc", entry.crc, new.crc), ("packed", len(entry.packed), len(new.packed)), ("size", entry.size, new.size)):
            if over.get(key) == before:
                over[key] = now
    entry.data, entry.packed, entry.crc, entry.size = data, new.packed, new.crc, new.size
    if entry.tail[:4] == b"PK\7\10" and len(entry.tail) == 16:
        entry.tail = entry.tail[:4] + struct.pack("<3I", new.crc, len(new.packed), new.size)


def verified(path):
    done = subprocess.run([TOOL, "verify", path], capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"verify ends with {done.returncode}: {done.stderr}")
    return done.returncode == 0


def all_seeds(folders):
    """seeds.py's, and the kit's own, which stay as they are but for some bytes."""
    kit = [(row["title"], make) for row, make in rows()]
    made = [(title, make()) for title, make in kit]
    return seeds(folders) + [(title, data) for title, data in made if len(data) < LARGEST]


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    readers = [row for row in present() if row[0] != "jar"]
    slow = [row for row in present() if row[0] == "jar" and seconds]
    started, count, valid, found, used = time.monotonic(), 0, 0, 0, collections.Counter()
    chance = random.Random(seed)
    seeds_found = all_seeds(sys.argv[3:])
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch, "mutant.zip")
        while count < MUTANTS if not seconds else time.monotonic() - started < seconds:
            title, data = mutant(chance, seeds_found)
            path.write_bytes(data)
            count += 1
            if not verified(path):
                continue
            valid += 1
            used[title] += 1
            asked = readers + (slow if valid % 8 == 0 else [])
            marks = letters(read_all(path, asked))
            if set(marks) - {"A", "."}:
                found += 1
                kept = pathlib.Path(tempfile.gettempdir(), f"differs-{seed}-{count}.zip")
                kept.write_bytes(data)
                print(f"{kept}, of {title}: {' '.join(marks)} ({', '.join(row[0] for row in asked)})", flush=True)
    print(f"{count} archives changed at random, {valid} still valid, of {len(used)} of {len(seeds_found)} seeds, "
          f"{found} read two ways; {len(readers + slow)} readers")
    return 1 if found or not valid else 0


sys.exit(main())
