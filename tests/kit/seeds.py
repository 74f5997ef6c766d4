# SPDX-License-Identifier: MIT
"""What test_differential.py changes at random: bags as the programs that are installed pack them, and archives of any kind
put into a bag with the headers their own writers gave them. Each seed is a list of forge's entries."""
import io
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "bag-zip"))
from forge import Entry, archive, bag  # noqa: E402

PAYLOAD = {"letter.txt": b"To whom it may concern\n" * 3, "\u0631\u0633\u0627\u0644\u0629.txt": b"x\n", "z/e.bin": bytes(300), "z/none": b""}
LARGEST = 200000
# A writer, and what it is called with, in the folder above the bag's, to make OUT.
WRITERS = (("zip", "-qr", "OUT", "bag"), ("zip", "-qrX0", "OUT", "bag"), ("zip", "-qr", "-fz", "OUT", "bag"), ("zip", "-qrD", "-UN=UTF8", "OUT", "bag"),
           ("7zz", "a", "-bd", "-y", "OUT", "bag"), ("7zz", "a", "-bd", "-y", "-mx=0", "-mtc=on", "OUT", "bag"),
           ("bsdtar", "--format", "zip", "-cf", "OUT", "bag"), ("jar", "cfM", "OUT", "bag"), ("jar", "cfM0", "OUT", "bag"))
PIPED = (("bsdtar", "--format", "zip", "-cf", "-", "bag"), ("zip", "-qr", "-", "bag"), ("jar", "cM", "bag"))


def header(data, at, form, names):
    return dict(zip(names, struct.unpack_from(form, data, at)))


CENTRAL = ("made_by needed flags method time date crc packed size name_length extra_length comment_length disk internal "
           "external offset").split()
LOCAL = "needed flags method time date crc packed size name_length extra_length".split()


def from_zip(data):
    """An archive's entries with the headers, extra fields and descriptors that it has, in the directory's order."""
    records = []
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        at, count = opened.start_dir, len(opened.infolist())
        contents = [opened.read(info) for info in opened.infolist()]
    for content in contents[:count]:
        central = header(data, at + 4, "<6H3I5H2I", CENTRAL)
        name_end = at + 46 + central["name_length"]
        extra_end = name_end + central["extra_length"]
        records.append((content, central, data[at + 46:name_end], data[name_end:extra_end], data[extra_end:extra_end + central["comment_length"]]))
        at = extra_end + central["comment_length"]
    starts = sorted([record[1]["offset"] for record in records] + [opened.start_dir])
    return [entry_of(data, record, starts[starts.index(record[1]["offset"]) + 1]) for record in records]


def entry_of(data, record, end):
    """The entry of a directory's record, whose bytes end before `end`."""
    content, central, name, extra, comment = record
    local = header(data, central["offset"] + 4, "<5H3I2H", LOCAL)
    name_end = central["offset"] + 30 + local["name_length"]
    start = name_end + local["extra_length"]
    size = len(content) if central["method"] == 0 else zlib_length(data[start:end])
    entry = Entry(name, content, method=central["method"], flags=central["flags"], made_by=central["made_by"],
                  needed=central["needed"], external=central["external"], internal=central["internal"], comment=comment,
                  central_extra=extra, local_extra=data[name_end:start], packed=data[start:start + size],
                  tail=data[start + size:end])
    kept = ("flags", "method", "time", "date", "crc", "packed", "size", "needed")
    entry.local = {key: local[key] for key in kept}
    entry.central = {key: central[key] for key in kept}
    return entry


def zlib_length(packed):
    inflate = zlib.decompressobj(-15)
    inflate.decompress(packed)
    return len(packed) - len(inflate.unused_data)


def within_bag(entries):
    """A bag whose payload is these entries as they are, with tag files of forge's."""
    payload = {}
    for entry in entries:
        entry.name = b"bag/data/" + entry.name
        if not entry.name.endswith(b"/"):
            payload[entry.name.decode("utf-8")[len("bag/data/"):]] = entry.data
    return entries + [entry for entry in bag(payload) if not entry.name.startswith(b"bag/data/")]


def of_writers():
    """Bags of the same files, as each installed writer packs them, to a file and to a pipe."""
    with tempfile.TemporaryDirectory() as scratch:
        for entry in bag(PAYLOAD):
            path = pathlib.Path(scratch, entry.name.decode())
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(entry.data)
        for words in WRITERS + PIPED:
            made = pathlib.Path(scratch, "made.zip")
            made.unlink(missing_ok=True)
            if not shutil.which(words[0]):
                continue
            with open(made if words in PIPED else os.devnull, "wb") as out:
                subprocess.run([str(made) if word == "OUT" else word for word in words], cwd=scratch, stdout=out,
                               stderr=subprocess.DEVNULL, check=True)
            yield " ".join(words), from_zip(made.read_bytes())


def put_into_bag(data):
    """An archive's entries as a bag's payload, or None where Python cannot read them, or they are too large."""
    if data[:4] != b"PK\3\4" or len(data) > LARGEST:
        return None
    try:
        return within_bag(from_zip(data))
    except (zipfile.BadZipFile, zlib.error, struct.error, UnicodeError, ValueError, RuntimeError, NotImplementedError, OSError, EOFError):
        return None


def of_folder(folder):
    """Each archive below `folder` that can be put into a bag."""
    for path in sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file()):
        entries = put_into_bag(path.read_bytes())
        if entries:
            yield str(path), entries


def of_bags(folder):
    """Each bag that lies unpacked below `folder`, by its payload."""
    for place in sorted(pathlib.Path(folder).rglob("bagit.txt")):
        data = place.parent / "data"
        payload = {str(path.relative_to(data)): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}
        yield str(place.parent), bag(payload)


def seeds(folders):
    found = list(of_writers())
    for folder in folders:
        found += [*of_folder(folder), *of_bags(folder)]
    return found


if __name__ == "__main__":  # for whoever adds a seed: which come back as they are
    for title, entries in seeds(sys.argv[1:]):
        print(len(archive(entries)), title)
