# SPDX-License-Identifier: CC0-1.0
"""Builds ZIPs field by field, so that any of them can lie."""
import hashlib
import struct
import zlib

MODE_FILE, MODE_FOLDER = 0o100644, 0o040755
DATE, TIME = 0x576E, 0xB18A


class Entry:
    """One entry. `local` and `central` override fields of that header alone; `gap` bytes go before
    it, `tail` after its data."""

    def __init__(self, name, data=b"", method=0, **fields):
        self.name = name if isinstance(name, bytes) else name.encode()
        self.data, self.method = data, method
        self.mode = MODE_FOLDER if self.name.endswith(b"/") else MODE_FILE
        self.flags = 0 if self.name.isascii() else 0x800
        self.packed = data
        if method == 8:
            deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
            self.packed = deflate.compress(data) + deflate.flush()
        self.crc, self.size = zlib.crc32(data), len(data)
        self.local, self.central = {}, {}
        self.local_extra = self.central_extra = self.comment = self.gap = self.tail = b""
        self.local_mark, self.central_mark = b"PK\3\4", b"PK\1\2"
        self.made_by, self.needed, self.offset, self.external = 0x33F, 10, None, None
        self.disk = self.internal = 0
        self.share = None  # another entry whose local header and data this one claims
        for key, value in fields.items():
            assert hasattr(self, key), key
            setattr(self, key, value)

    def _shared(self, over):
        fields = {"needed": self.needed, "flags": self.flags, "method": self.method, "time": TIME,
                  "date": DATE, "crc": self.crc, "packed": len(self.packed), "size": self.size,
                  "name": self.name}
        fields.update(over)
        return fields

    def local_bytes(self):
        f = self._shared(self.local)
        return self.local_mark + struct.pack(
            "<5H3I2H", f["needed"], f["flags"], f["method"], f["time"], f["date"], f["crc"],
            f["packed"], f["size"], len(f["name"]), len(self.local_extra)) + f["name"] + \
            self.local_extra

    def central_bytes(self, offset):
        f = self._shared(self.central)
        external = self.mode << 16 if self.external is None else self.external
        return self.central_mark + struct.pack(
            "<6H3I5H2I", self.made_by, f["needed"], f["flags"], f["method"], f["time"], f["date"],
            f["crc"], f["packed"], f["size"], len(f["name"]), len(self.central_extra),
            len(self.comment), self.disk, self.internal, external,
            f.get("offset", offset)) + f["name"] + self.central_extra + self.comment


def archive(entries, end=None, comment=b"", before_directory=b"", before_end=b"", after=b"",
            prefix=b"", make_end=None):
    """The ZIP's bytes. `end` overrides fields of the end record; `make_end(count, size, start,
    place)` makes records that go before it."""
    out = bytearray(prefix)
    offsets = {}
    for entry in entries:
        if entry.share is not None:
            offsets[id(entry)] = offsets[id(entry.share)]
            continue
        out += entry.gap
        offsets[id(entry)] = len(out) - len(prefix)
        out += entry.local_bytes() + entry.packed + entry.tail
    out += before_directory
    start = len(out) - len(prefix)
    directory = b"".join(entry.central_bytes(offsets[id(entry)]) for entry in entries)
    out += directory + before_end
    if make_end:
        out += make_end(len(entries), len(directory), start, len(out))
    fields = {"disk": 0, "start_disk": 0, "here": len(entries), "total": len(entries),
              "size": len(directory), "start": start, "comment_length": len(comment)}
    fields.update(end or {})
    out += b"PK\5\6" + struct.pack("<4H2IH", *fields.values()) + comment + after
    return bytes(out)


def zip64_end(count, size, start, at, **over):
    """A ZIP64 end record and its locator."""
    f = {"length": 44, "made_by": 0x33F, "needed": 45, "disk": 0, "start_disk": 0, "here": count,
         "total": count, "size": size, "start": start, "locator_disk": 0, "place": at,
         "disks": 1}
    f.update(over)
    return b"PK\6\6" + struct.pack(
        "<Q2H2I4Q", f["length"], f["made_by"], f["needed"], f["disk"], f["start_disk"], f["here"],
        f["total"], f["size"], f["start"]) + b"PK\6\7" + struct.pack(
        "<IQI", f["locator_disk"], f["place"], f["disks"])


def extra(field, data):
    return struct.pack("<2H", field, len(data)) + data


def bag(payload, top="bag", ours=False, unlisted=()):
    """The entries of a right bag with this payload: {path below data/: bytes}. What is `unlisted`, as pairs
    (kind, path), that manifest leaves out."""
    files = {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}
    if ours:
        files["bag-info.txt"] = b"Bag-Software-Agent: warraq 1\n"
    files.update({f"data/{path}": data for path, data in payload.items()})
    listed = [path for path in sorted(files) if path.startswith("data/")]
    for kind in ("sha256", "sha512"):
        files[f"manifest-{kind}.txt"] = "".join(
            f"{hashlib.new(kind, files[path]).hexdigest()}  {path}\n" for path in listed
            if (kind, path) not in unlisted).encode()
    tags = [path for path in sorted(files) if not path.startswith("data/")]
    files["tagmanifest-sha512.txt"] = "".join(
        f"{hashlib.sha512(files[path]).hexdigest()}  {path}\n" for path in tags).encode()
    return [Entry(f"{top}/{path}", files[path]) for path in sorted(files)]
