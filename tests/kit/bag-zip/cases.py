# SPDX-License-Identifier: CC0-1.0
"""The cases of the kit: bag ZIPs that every reader takes out alike, and for each class of what is not a small one
that shows it, with warraq's code. Each is made field by field (forge.py)."""
import struct
import zlib

from forge import Entry, archive, bag, extra, zip64_end

# Why an archive is refused, by warraq's code.
WHY = {
    "bomb-ratio": "An entry unpacks to more times its size than the limit allows (--limit-ratio).",
    "bomb-size": "The archive unpacks to more bytes than the limit allows (--limit-bytes).",
    "comment-truncated": "The archive's comment is stated to be longer than what is left of the file.",
    "count-differs": "The number of entries is stated twice and differs.",
    "crc-differs": "An entry's content is not that of its CRC-32: it was altered or damaged.",
    "data-after-end": "Bytes follow the end of the archive.",
    "data-out-of-range": "An entry's data runs into the directory.",
    "deflate-broken": "An entry's packed data is damaged or cut short.",
    "descriptor-differs": "An entry's data descriptor is missing or disagrees with the directory.",
    "digest-differs": "A payload file is not what a manifest promises: it was altered or damaged.",
    "directory-malformed": "The central directory breaks off before its end.",
    "directory-misplaced": "The central directory does not end where the end record begins.",
    "directory-too-large": "The central directory is larger than any has reason to be.",
    "duplicate": "The ZIP holds a name twice, so programs take out different files.",
    "empty": "The ZIP holds nothing.",
    "encrypted": "An entry is encrypted.",
    "end-ambiguous": "There is more than one end record, or a signature of one (in the comment, of any record) where a reader may look for it, so programs read different archives.",
    "extra-malformed": "The extra fields of a header do not fill their block, or one is too short.",
    "extra-repeated": "An extra field stands twice in one header; some readers take the first, some the last.",
    "extra-unknown": "An extra field that is not known to be harmless: one reader's field makes a link of what is a file to all others.",
    "file-as-folder": "The ZIP holds a name both as a file and as a folder.",
    "flags-unknown": "An entry has a flag that nobody has given a meaning.",
    "folder-differs": "An entry's name and attributes disagree on whether it is a folder.",
    "folder-with-data": "A folder's entry has content.",
    "hidden-bytes": "Bytes within the archive that belong to no entry.",
    "host-unknown": "An entry was made on a system (VMS, an old Mac) whose names some readers translate.",
    "link": "A symbolic link, which could lead anywhere; none is followed.",
    "local-crc": "An entry's two headers disagree on its CRC-32.",
    "local-flags": "An entry's two headers disagree on its flags.",
    "local-method": "An entry's two headers disagree on how it is packed.",
    "local-missing": "There is no local header where the directory says.",
    "local-name": "An entry's two headers disagree on its name.",
    "local-size": "An entry's two headers disagree on its size.",
    "local-time": "An entry's two headers disagree on its time.",
    "local-truncated": "An entry's local header runs into the directory.",
    "manifest-incomplete": "Not every manifest lists this payload file, as BagIt 1.0 asks.",
    "method-unknown": "An entry is packed by a method other than Store and Deflate.",
    "mode-special": "An entry would be unpacked with set-user-id, set-group-id or sticky bits.",
    "name-clash": "Some file systems take two names for the same: in a ZIP a fault, in a folder a warning.",
    "name-differs": "An extra field gives an entry another name than its headers do.",
    "no-top-folder": "The bag does not lie in one folder at the top of the ZIP.",
    "not-a-zip": "The file is no ZIP: it has no end record.",
    "not-as-written": "The ZIP says that warraq wrote it, but something in it is not as warraq writes it: it was altered.",
    "other-format": "The file is a tar archive or the image of a disc as well, which some readers take out instead.",
    "outside-top-folder": "The ZIP holds a file beside the bag's folder.",
    "overlap": "Two entries share bytes of the archive.",
    "packed-trailing": "Bytes follow the end of an entry's packed data.",
    "patched": "An entry is a patch to another file.",
    "path-absolute": "A path begins with /.",
    "path-backslash": "A path holds a backslash, which Windows takes for a folder's end.",
    "path-bidi": "A name in a ZIP holds a bidi control, which makes it read as another.",
    "path-control": "A name in a ZIP holds a control character, which some readers drop.",
    "path-device": "A part of a name in a ZIP is a device of Windows, such as NUL.txt.",
    "path-dot": "A part of a path is a single dot.",
    "path-dots": "A part of a name in a ZIP is three dots or more, which some readers take for a folder above.",
    "path-drive": "A path names a drive.",
    "path-empty": "A path is empty.",
    "path-empty-part": "A part of a path is empty.",
    "path-escape": "A part of a path is .. , which leads out of the folder.",
    "path-home": "A path begins with ~, which a shell takes for a home folder.",
    "path-not-nfc": "A name in a ZIP has letters and accents apart, which some readers put together.",
    "path-not-utf8": "A path is not valid UTF-8.",
    "path-nul": "A path holds a zero byte.",
    "path-stream": "A name in a ZIP holds a colon, behind which Windows writes into a hidden stream.",
    "path-too-deep": "A path is more than 64 folders deep.",
    "path-too-long": "A path, or a part of one, is longer than file systems hold.",
    "path-trailing": "A part of a name in a ZIP ends in a dot or a space, which Windows drops.",
    "path-version": "A part of a name in a ZIP ends in a version (;1), which unzip cuts off.",
    "payload-unlisted": "A payload file that no manifest lists: its content is not vouched for.",
    "prefixed": "Bytes were put before the archive.",
    "size-differs": "An entry unpacks to more or fewer bytes than stated.",
    "special-file": "Neither a file nor a folder: a device, a pipe or a socket.",
    "split": "The archive is a part of several.",
    "stored-descriptor": "An entry is stored with its size only behind the data, so readers differ in where it ends.",
    "stored-size-differs": "An entry is stored, yet its two sizes differ.",
    "tag-file-too-large": "A tag file is larger than any has reason to be; it was not read.",
    "too-many-entries": "More files than the limit allows (--limit-entries).",
    "utf8-translated": "A name in a ZIP with letters beyond ASCII is said to be made on DOS, so unzip translates it.",
    "utf8-unmarked": "A name in a ZIP is UTF-8 but not marked so; some readers take it for code page 437.",
    "version-unknown": "The archive or an entry asks for a later version of the format, or one of another system.",
    "volume-label": "An entry's attributes make it the label of a disk, which some readers leave out.",
    "zip64-differs": "Two statements of size that ZIP64 makes disagree.",
    "zip64-malformed": "A ZIP64 field or record is not what it must be.",
    "zip64-missing": "A header refers to a ZIP64 field or record that is not there.",
}

LETTER = b"To whom it may concern. " * 40
CASES = []  # (title, code, other codes, maker)


def case(code, *also):
    """Registers a maker; `code` must be among the faults, and nothing but `also` beside it."""
    def register(make):
        CASES.append((make.__name__.replace("_", " "), code, set(also), make))
        return make
    return register


def letter_bag(**fields):
    """A right bag; fields go to its letter's entry, which is third."""
    entries = bag({"letter.txt": LETTER})
    for key, value in fields.items():
        setattr(entries[1], key, value)
    assert entries[1].name == b"bag/data/letter.txt"
    return entries


def with_entry(name, data=b"x", **fields):
    return letter_bag() + [Entry(name, data, **fields)]


# The end of the file

@case("not-a-zip")
def no_bytes():
    return b""


@case("not-a-zip")
def no_end_record():
    return archive(letter_bag())[:-22]


@case("not-a-zip")
def truncated_in_the_middle():
    return archive(letter_bag())[:700]


@case("data-after-end")
def bytes_appended():
    return archive(letter_bag(), after=b"<script>")


@case("comment-truncated")
def comment_longer_than_file():
    return archive(letter_bag(), end={"comment_length": 9})


@case("end-ambiguous")
def second_end_in_the_comment():
    other = archive([Entry("other/bagit.txt", b"x")])
    return archive(letter_bag(), comment=other)


def second_archive(comment_of_second=b""):
    return archive([Entry("bag/data/letter.txt", b"Another letter")], comment=comment_of_second)


@case("end-ambiguous")
def second_end_not_reaching_the_end():
    return archive(letter_bag(), comment=second_archive() + b".")


@case("end-ambiguous", "comment-truncated")
def second_end_reaching_beyond_the_end():
    return archive(letter_bag(), comment=second_archive() + b"PK\5\6" + b"\xff" * 18)


@case("end-ambiguous")
def bare_signature_in_the_comment():
    return archive(letter_bag(), comment=b"see PK\5\6")


@case("end-ambiguous")
def local_header_in_the_comment():
    return archive(letter_bag(), comment=Entry("bag/data/letter.txt", b"x").local_bytes() + b"x")


@case("end-ambiguous")
def zip64_locator_in_the_comment():
    return archive(letter_bag(), comment=zip64_end(1, 46, 0, 0))


@case("end-ambiguous")
def end_record_in_an_entry_comment():
    return archive(letter_bag(comment=second_archive()))


@case("end-ambiguous")
def end_record_in_an_extra_field():
    return archive(letter_bag(central_extra=extra(0xCAFE, second_archive())))


@case("end-ambiguous")
def directory_in_the_payload():
    # An end record in a file, whose directory is where it says, counted from the file's beginning.
    room = b"@" * 400
    place = archive(bag({"a.bin": room})).index(room)
    other = Entry("bag/data/a.bin", b"Another letter")
    front = other.local_bytes() + other.packed
    directory = other.central_bytes(place)
    hidden = front + directory + b"PK\5\6" + struct.pack(
        "<4H2IH", 0, 0, 1, 1, len(directory), place + len(front), 0)
    return archive(bag({"a.bin": hidden.ljust(400, b"@")}))


@case("end-ambiguous", "empty", "directory-misplaced", "bagit-missing", "manifest-missing", "data-missing")
def end_record_in_the_payload_reaches_the_end():
    room = b"@" * 30
    plain = archive(bag({"z.bin": room}))
    rest = len(plain) - plain.index(room) - 22
    hidden = b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 0, 0, 0, 0, rest)
    return archive(bag({"z.bin": hidden.ljust(30, b"@")}))


@case("other-format", "payload-unlisted")
def tar_archive_from_the_front():
    # Mode, owner, group, size, time, sum and kind stand in the name of the first entry, whose content is
    # what tar then reads: a file of 1,024 zeros, and two blocks of zeros, with which a tar archive ends.
    front = "bag/data/" + "a" * 61  # up to the mode at byte 100, as the name begins at byte 30
    size = 1024

    def build(total):
        fields = f"{'0000644':8}{'0000000':8}{'0000000':8}{size:011o} {0:011o} {total:06o}  0"
        name = front + fields + "b" * 40
        entries = bag({"letter.txt": LETTER})
        member = Entry(name, bytes(4096))
        return archive([member] + entries)
    draft = bytearray(build(0)[:512])
    draft[148:156] = b" " * 8
    return build(sum(draft))


@case("other-format", "payload-unlisted")
def image_of_a_disc_at_its_place():
    entries = letter_bag()
    before = len(b"".join(e.local_bytes() + e.packed for e in entries))
    name = b"bag/data/disc"
    data = bytearray(4 * 2048)
    at = 16 * 2048 - before - 30 - len(name)
    return archive(entries + [Entry(name, bytes(at) + b"\1CD001\1" + bytes(data))])


@case("split")
def part_of_several():
    return archive(letter_bag(), end={"disk": 1, "start_disk": 1})


@case("split")
def entry_in_another_part():
    return archive(letter_bag(disk=3))


@case("count-differs")
def two_counts():
    return archive(letter_bag(), end={"here": 2})


@case("count-differs")
def one_entry_not_counted():
    return archive(letter_bag(), end={"here": 4, "total": 4})


@case("directory-misplaced")
def directory_points_elsewhere():
    return archive(letter_bag(), end={"start": 10 ** 9})


@case("prefixed", "local-missing")
def directory_starts_early():
    return archive(letter_bag(), end={"start": 0})


@case("directory-malformed", "hidden-bytes", "count-differs", "manifest-missing", "data-missing")
def directory_record_broken():
    return archive(letter_bag(central_mark=b"PK\1\3"))


@case("directory-malformed")
def directory_padded():
    entries = letter_bag()
    plain = archive(entries)
    size = struct.unpack("<I", plain[-10:-6])[0]
    return archive(entries, before_end=b"\0" * 9, end={"size": size + 9})


@case("directory-too-large")
def directory_of_70_megabytes():
    size = 70 * 2 ** 20
    return archive([], before_end=bytes(size), end={"size": size, "start": 0})


@case("prefixed")
def self_extracting():
    return archive(letter_bag(), prefix=b"#!/bin/sh\nrm -rf /\nexit\n")


@case("hidden-bytes")
def bytes_before_the_first_entry():
    entries = letter_bag()
    entries[0].gap = b"hidden"
    return archive(entries)


@case("hidden-bytes")
def bytes_between_entries():
    return archive(letter_bag(gap=b"hidden"))


@case("hidden-bytes")
def bytes_before_the_directory():
    return archive(letter_bag(), before_directory=b"hidden")


# ZIP64

@case("zip64-missing", "directory-misplaced")
def zip64_end_missing():
    return archive(letter_bag(), end={"start": 0xFFFFFFFF})


@case("zip64-missing", "stored-size-differs", "local-size", "bomb-ratio")
def zip64_field_missing():
    return archive(letter_bag(central={"size": 0xFFFFFFFF}))


@case("zip64-malformed")
def zip64_locator_points_elsewhere():
    return archive(letter_bag(), end={"start": 0xFFFFFFFF},
                   make_end=lambda n, size, start, at: zip64_end(n, size, start, at, place=5))


@case("zip64-malformed")
def zip64_end_of_wrong_size():
    return archive(letter_bag(), end={"start": 0xFFFFFFFF},
                   make_end=lambda n, size, start, at: zip64_end(n, size, start, at, length=50))


@case("zip64-malformed", "stored-size-differs", "local-size", "bomb-ratio")
def zip64_field_too_short():
    return archive(letter_bag(central={"size": 0xFFFFFFFF}, central_extra=extra(1, b"\0" * 4)))


@case("zip64-differs", "directory-misplaced")
def zip64_end_disagrees():
    return archive(letter_bag(),
                   make_end=lambda n, size, start, at: zip64_end(n, size + 46, start, at),
                   end={"start": 0xFFFFFFFF})


@case("zip64-differs")
def zip64_field_beside_sizes():
    field = extra(1, struct.pack("<QQ", 5, 5))
    return archive(letter_bag(central_extra=field))


@case("split")
def zip64_of_several_parts():
    return archive(letter_bag(), end={"start": 0xFFFFFFFF},
                   make_end=lambda n, size, start, at: zip64_end(n, size, start, at, disks=2))


@case("stored-size-differs", "local-size", "data-out-of-range")
def zip64_size_of_16_exabytes():
    field = extra(1, struct.pack("<Q", 2 ** 64 - 1))
    return archive(letter_bag(central={"packed": 0xFFFFFFFF}, central_extra=field))


# A header's two copies

@case("local-missing")
def local_header_nowhere():
    return archive(letter_bag(central={"offset": 5}))


@case("local-missing")
def local_header_past_the_end():
    return archive(letter_bag(central={"offset": 10 ** 9}))


@case("local-missing")
def local_header_broken():
    return archive(letter_bag(local_mark=b"PK\3\5"))


@case("local-truncated", "data-out-of-range")
def local_header_runs_on():
    plain = bytearray(archive(letter_bag()))
    at = plain.rindex(b"PK\3\4")
    plain[at + 26:at + 28] = struct.pack("<H", 60000)
    return bytes(plain)


@case("local-name")
def two_names():
    return archive(letter_bag(local={"name": b"bag/data/Letter.exe"}))


@case("local-size")
def two_sizes():
    return archive(letter_bag(local={"size": 5}))


@case("local-crc")
def two_sums():
    return archive(letter_bag(local={"crc": 5}))


@case("local-method")
def two_methods():
    return archive(letter_bag(local={"method": 8}))


@case("local-flags")
def two_flags():
    return archive(letter_bag(local={"flags": 2}))


@case("local-time")
def two_times():
    return archive(letter_bag(local={"time": 0}))


@case("not-as-written")
def ours_with_two_versions():
    entries = bag({"letter.txt": LETTER}, ours=True)
    entries[2].local = {"needed": 20}
    return archive(entries)


@case("descriptor-differs", "stored-descriptor")
def descriptor_missing():
    return archive(letter_bag(flags=8))


@case("descriptor-differs", "hidden-bytes", "stored-descriptor")
def descriptor_lies():
    return archive(letter_bag(flags=8, tail=b"PK\7\10" + struct.pack("<3I", 1, 2, 3)))


def unicode_path(name, crc=None):
    crc = zlib.crc32(b"bag/data/letter.txt") if crc is None else crc
    return extra(0x7075, b"\1" + struct.pack("<I", crc) + name)


OTHER_PATH, SAME_PATH = unicode_path(b"bag/data/run.exe"), unicode_path(b"bag/data/letter.txt")


@case("name-differs")
def unicode_path_differs():
    return archive(letter_bag(central_extra=OTHER_PATH, local_extra=OTHER_PATH))


@case("name-differs")
def unicode_path_differs_in_the_local_header():
    return archive(letter_bag(local_extra=OTHER_PATH))


@case("name-differs")
def unicode_path_differs_in_the_directory():
    return archive(letter_bag(central_extra=OTHER_PATH))


@case("name-differs")
def unicode_path_of_a_wrong_sum():
    return archive(letter_bag(central_extra=unicode_path(b"bag/data/run.exe", 0)))


@case("extra-repeated", "name-differs")
def two_unicode_paths_the_first_another():
    return archive(letter_bag(central_extra=OTHER_PATH + SAME_PATH, local_extra=OTHER_PATH + SAME_PATH))


@case("extra-repeated")
def two_unicode_paths_the_second_another():
    return archive(letter_bag(central_extra=SAME_PATH + OTHER_PATH))


@case("extra-repeated", "zip64-differs")
def two_zip64_fields():
    field = extra(1, struct.pack("<QQ", len(LETTER), len(LETTER)))
    return archive(letter_bag(local_extra=field + field))


@case("zip64-differs")
def zip64_field_lies_in_the_local_header():
    return archive(letter_bag(local_extra=extra(1, struct.pack("<QQ", 5, 5))))


XL_LINK = extra(0x6C78, b"\5" + struct.pack("<HI", 3, 0o120777 << 16))


@case("extra-unknown")
def link_by_libarchive_in_the_local_header():
    return archive(letter_bag(local_extra=XL_LINK))


@case("extra-unknown")
def link_by_libarchive_in_both():
    return archive(letter_bag(local_extra=XL_LINK, central_extra=XL_LINK))


@case("extra-unknown")
def extra_field_of_pkware_for_unix():
    return archive(letter_bag(central_extra=extra(0x000D, b"\0" * 12 + b"/etc/passwd")))


@case("extra-unknown")
def extra_field_nobody_knows():
    return archive(letter_bag(local_extra=extra(0x4242, b"")))


@case("link")
def link_by_asi_in_the_local_header():
    field = extra(0x756E, struct.pack("<IHIHH", 0, 0o120777, 4, 0, 0) + b"/etc")
    return archive(letter_bag(local_extra=field))


@case("folder-differs")
def folder_by_asi_in_the_local_header():
    return archive(letter_bag(local_extra=extra(0x756E, struct.pack("<IHIHH", 0, 0o40755, 0, 0, 0))))


def descriptor(data, crc=None):
    return b"PK\7\10" + struct.pack("<3I", zlib.crc32(data) if crc is None else crc, len(data), len(data))


@case("stored-descriptor")
def stored_with_a_descriptor():
    return archive(letter_bag(flags=8, tail=descriptor(LETTER), local={"crc": 0, "packed": 0, "size": 0}))


@case("stored-descriptor")
def stored_with_a_descriptor_and_an_entry_inside():
    shown = b"Another letter"
    data = shown + descriptor(shown) + Entry("bag/data/more.txt", b"x").local_bytes() + b"x"
    entries = bag({"letter.txt": data})
    entries[1].flags, entries[1].tail = 8, descriptor(data)
    entries[1].local = {"crc": 0, "packed": 0, "size": 0}
    return archive(entries)


@case("descriptor-differs", "hidden-bytes")
def descriptor_of_24_bytes_without_zip64():
    entries = letter_bag()
    packed = Entry(entries[1].name, LETTER, method=8, needed=20, flags=8)
    packed.tail = b"PK\7\10" + struct.pack("<IQQ", packed.crc, len(packed.packed), len(LETTER))
    entries[1] = packed
    return archive(entries)


@case("host-unknown")
def made_on_vms():
    return archive(letter_bag(made_by=0x0214))


@case("volume-label")
def label_of_a_disk():
    return archive(letter_bag(external=0x08))


@case("flags-unknown")
def flag_without_a_meaning():
    return archive(letter_bag(flags=1 << 9))


@case("version-unknown")
def version_of_another_system():
    return archive(letter_bag(needed=0x020A))


@case("utf8-unmarked")
def name_not_marked_as_utf8():
    entries = bag({"letter.txt": LETTER, "\u0631\u0633\u0627\u0644\u0629.txt": b"x"})
    for entry in entries:
        entry.flags = 0
    return archive(entries)


def named_in_arabic(made_by, **fields):
    entries = bag({"letter.txt": LETTER, "\u0631\u0633\u0627\u0644\u0629.txt": b"x"})
    for entry in entries:
        entry.made_by = made_by
        for key, value in fields.items():
            setattr(entry, key, value)
    return archive(entries)


@case("utf8-translated")
def name_in_arabic_made_on_dos():
    return named_in_arabic(20)


@case("utf8-translated")
def name_in_arabic_made_on_an_old_windows():
    return named_in_arabic(0x0B32)


@case("extra-malformed")
def extra_field_overruns():
    return archive(letter_bag(central_extra=struct.pack("<2H", 0x5455, 99) + b"abc"))


@case("extra-malformed")
def local_extra_field_overruns():
    return archive(letter_bag(local_extra=b"abc"))


@case("version-unknown")
def version_from_the_future():
    return archive(letter_bag(needed=90))


# Content

@case("overlap", "duplicate")
def two_entries_one_place():
    entries = letter_bag()
    twin = Entry(entries[1].name, LETTER, share=entries[1])
    return archive(entries + [twin])


@case("overlap", "payload-unlisted", "manifest-incomplete", "local-name")
def quoted_bomb():
    # Each entry's data holds the next one's header and data, so that the bytes count many times.
    kernel = Entry("bag/data/0", b"\0" * 200000, method=8)
    outer = Entry("bag/data/1", kernel.local_bytes() + kernel.packed)
    inner = Entry("bag/data/0", b"\0" * 200000, method=8, share=outer)
    entries = letter_bag() + [outer, inner]
    inner.central = {"offset": len(b"".join(
        e.local_bytes() + e.packed for e in letter_bag())) + 30 + len("bag/data/1")}
    return archive(entries)


@case("data-out-of-range", "stored-size-differs", "local-size")
def data_past_the_end():
    return archive(letter_bag(central={"packed": 10 ** 6}))


@case("stored-size-differs")
def stored_yet_smaller():
    return archive(letter_bag(size=5))


@case("crc-differs", "digest-differs")
def content_altered():
    entries = letter_bag()
    entries[1].packed = entries[1].packed.replace(b"To whom", b"To when")
    return archive(entries)


@case("digest-differs")
def content_altered_with_its_sum():
    entries = letter_bag()
    altered = LETTER.replace(b"To whom", b"To when")
    entries[1] = Entry(entries[1].name, altered)
    return archive(entries)


@case("size-differs")
def unpacks_to_more():
    entries = letter_bag()
    entries[1] = Entry(entries[1].name, LETTER, method=8, size=5, needed=20)
    return archive(entries)


@case("size-differs")
def unpacks_to_less():
    entries = letter_bag()
    entries[1] = Entry(entries[1].name, LETTER, method=8, size=5000, needed=20)
    return archive(entries)


@case("deflate-broken")
def packed_data_damaged():
    entries = letter_bag()
    entries[1] = Entry(entries[1].name, LETTER, method=8, needed=20)
    entries[1].packed = b"\xff" * len(entries[1].packed)
    return archive(entries)


@case("deflate-broken")
def packed_data_cut():
    entries = letter_bag()
    entries[1] = Entry(entries[1].name, LETTER, method=8, needed=20)
    entries[1].packed = entries[1].packed[:-4]
    return archive(entries)


@case("packed-trailing")
def bytes_behind_packed_data():
    entries = letter_bag()
    entries[1] = Entry(entries[1].name, LETTER, method=8, needed=20)
    entries[1].packed += b"hidden"
    return archive(entries)


@case("bomb-ratio", "payload-unlisted")
def bomb_of_100_megabytes():
    return archive(with_entry("bag/data/bomb", bytes(10 ** 8), method=8, needed=20))


@case("bomb-size", "bomb-ratio")
def bomb_of_many_entries():
    entries = letter_bag()
    for i in range(4):
        entries.append(Entry(f"bag/data/{i}", b"", method=8, needed=20, size=0xFFFFFFF0,
                             packed=b"\0" * 64))
    return archive(entries)


@case("too-many-entries")
def a_hundred_thousand_and_one_entries():
    entries = [Entry(f"bag/data/{i:06}") for i in range(100001)]
    return archive(entries, end={"here": 0xFFFF, "total": 0xFFFF},
                   make_end=zip64_end)


@case("encrypted")
def encrypted():
    return archive(letter_bag(flags=1))


@case("encrypted")
def encrypted_by_aes():
    return archive(letter_bag(method=99))


@case("encrypted")
def encrypted_by_extra_field():
    return archive(letter_bag(central_extra=extra(0x9901, b"\2\0AE\3\0\0")))


@case("patched")
def patch_data():
    return archive(letter_bag(flags=1 << 5))


@case("method-unknown")
def method_lzma():
    return archive(letter_bag(method=14))


# Names and kinds

def extra_name(code, name, *also, **fields):
    def make():
        return archive(with_entry(name, **fields))
    shown = ascii(name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else name)
    CASES.append((f"an entry {shown if len(shown) < 60 else shown[:60] + '...'}", code, set(also), make))


extra_name("path-escape", "bag/../../etc/passwd")
extra_name("path-escape", "../x", "outside-top-folder")
extra_name("path-absolute", "/etc/passwd", "outside-top-folder")
extra_name("path-drive", "C:/Windows/x", "outside-top-folder")
extra_name("path-home", "~/.ssh/authorized_keys", "outside-top-folder")
extra_name("path-backslash", "bag\\data\\x", "outside-top-folder")
extra_name("path-backslash", "\\\\server\\share\\x", "outside-top-folder")
extra_name("path-dot", "bag/./x")
extra_name("path-empty-part", "bag//x")
extra_name("path-empty", "", "outside-top-folder")
extra_name("path-nul", b"bag/data/letter.txt\0.exe")
extra_name("path-not-utf8", b"bag/data/\xff\xfe")
extra_name("path-not-utf8", b"bag/data/\xc0\xae\xc0\xae/x", flags=0x800)
extra_name("path-too-long", "bag/data/" + "x" * 300)
extra_name("path-too-long", "bag/data/" + "y/" * 3000 + "x")
extra_name("path-too-deep", "bag/data/" + "y/" * 1000 + "x")
extra_name("outside-top-folder", "other/x")
extra_name("outside-top-folder", "__MACOSX/x")
extra_name("duplicate", "bag/data/letter.txt", "crc-differs", "digest-differs")
extra_name("name-clash", "bag/data/LETTER.TXT", "payload-unlisted")
extra_name("name-clash", "BAG/x", "outside-top-folder")
extra_name("file-as-folder", "bag/data/letter.txt/x", "payload-unlisted")
extra_name("file-as-folder", "bag/data", data=b"x")
extra_name("payload-unlisted", "bag/data/extra.exe")
extra_name("folder-with-data", "bag/data/sub/", data=b"x")
extra_name("folder-differs", "bag/data/sub/", data=b"", mode=0o100644)
extra_name("folder-differs", "bag/x", mode=0o040755)
extra_name("folder-differs", "bag/x", external=0x10)
extra_name("link", "bag/data/link", "payload-unlisted", data=b"/etc/passwd", mode=0o120777)
extra_name("link", "bag/x", data=b"/etc", mode=0o120777, made_by=0x0014)
extra_name("link", "bag/x", central_extra=extra(0x756E, struct.pack("<IH", 0, 0o120777) + b"\0" * 8))
extra_name("special-file", "bag/x", mode=0o060666)
extra_name("mode-special", "bag/x", mode=0o104755)


for control in (*range(1, 32), 127):
    extra_name("path-control", b"bag/a" + bytes([control]) + b"b")
extra_name("path-control", "bag/a\u0085b")
for mark in "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069":
    extra_name("path-bidi", f"bag/a{mark}b")
for part, reason in (("...", "dots"), ("....", "dots"), ("a.", "trailing"), ("a ", "trailing"), ("x;1", "version"),
                     ("x;", "version"), ("NUL", "device"), ("nul.txt", "device"), ("CON .txt", "device"),
                     ("com1.a.b", "device"), ("LPT\u00b2", "device"), ("conin$", "device"), ("a:b", "stream"),
                     ("a::$DATA", "stream")):
    extra_name(f"path-{reason}", f"bag/{part}")
    extra_name(f"path-{reason}", f"bag/{part}/x")
extra_name("path-too-deep", "bag/" + "x/" * 64 + "y")
extra_name("path-version", "bag/data/letter.txt;1", "payload-unlisted")
extra_name("name-clash", "bag/BAGIT.txt")
extra_name("name-clash", "bag/Data/x")


@case("name-clash")
def letters_that_windows_replaces():
    return archive(letter_bag() + [Entry("bag/a?b"), Entry("bag/a_b")])


@case("name-clash")
def letters_that_hfs_passes_over():
    return archive(letter_bag() + [Entry("bag/a\u200cb"), Entry("bag/ab")])


@case("name-clash")
def folders_spelt_two_ways_far_apart():
    return archive(letter_bag() + [Entry("bag/Sub/a"), Entry("bag/sub!x"), Entry("bag/sub/b")])


@case("path-not-nfc")
def letter_and_accent_apart():
    return archive(bag({"letter.txt": LETTER, "re\u0301sume\u0301.txt": b"x"}))


@case("name-clash", "payload-unlisted", "path-not-nfc")
def two_normalisations():
    entries = letter_bag()
    return archive(entries + [Entry("bag/data/\u00e9"), Entry("bag/data/e\u0301")])


@case("no-top-folder")
def bag_at_the_top():
    entries = letter_bag()
    for entry in entries:
        entry.name = entry.name[len(b"bag/"):]
    return archive(entries)


@case("empty", "bagit-missing", "manifest-missing", "data-missing")
def nothing_in_it():
    return archive([])


@case("not-as-written")
def ours_with_a_comment():
    return archive(bag({"letter.txt": LETTER}, ours=True), comment=b"hello")


@case("not-as-written")
def ours_with_an_extra_field():
    entries = bag({"letter.txt": LETTER}, ours=True)
    entries[2].central_extra = entries[2].local_extra = extra(0x5455, b"\1\0\0\0\0")
    return archive(entries)


@case("not-as-written")
def ours_with_an_altered_zip64_end():
    return archive(bag({"letter.txt": LETTER}, ours=True), end={"start": 0xFFFFFFFF},
                   make_end=lambda *place: zip64_end(*place, made_by=0x33E))


@case("manifest-incomplete")
def one_manifest_lists_less():
    files = {"letter.txt": LETTER, "note.txt": b"added later"}
    return archive(bag(files, unlisted={("sha256", "data/note.txt")}))


@case("payload-unlisted")
def no_manifest_lists_it():
    files = {"letter.txt": LETTER, "note.txt": b"added later"}
    return archive(bag(files, unlisted={(kind, "data/note.txt") for kind in ("sha256", "sha512")}))


@case("tag-file-too-large", "tag-digest-differs", "payload-missing", "too-many")
def manifests_that_list_a_million_files():
    line = b"%s  data/%06d\n"
    lists = {kind: b"".join(line % (b"0" * (2 * size), i) for i in range(9 * 2 ** 20 // (2 * size + 15)))
             for kind, size in (("md5", 16), ("sha1", 20), ("sha224", 28), ("sha384", 48))}
    packed = [Entry(f"bag/manifest-{kind}.txt", text, method=8, needed=20) for kind, text in lists.items()]
    return archive(letter_bag() + packed)


@case("tag-file-too-large", "tag-digest-differs")
def manifest_of_40_megabytes():
    entries = letter_bag()
    noise = zlib.compress(bytes(range(256)) * 4096)[:2000] * 20000
    return archive([e for e in entries if e.name != b"bag/manifest-sha256.txt"] +
                   [Entry("bag/manifest-sha256.txt", noise)])


# ---- what is read one way --------------------------------------------------------------------

VALID = []  # (title, maker)


def right(make):
    VALID.append((make.__name__.replace("_", " "), make))
    return make


def packed_bag(**fields):
    """A right bag whose letter is deflated."""
    entries = letter_bag()
    entries[1] = Entry(entries[1].name, LETTER, method=8, needed=20, **fields)
    return entries


TIMES = extra(0x5455, struct.pack("<BI", 1, 1700000000))


@right
def stored():
    return archive(letter_bag())


@right
def deflated():
    return archive(packed_bag())


@right
def deflated_with_a_descriptor():
    entries = packed_bag(flags=8)
    letter = entries[1]
    letter.local = {"crc": 0, "packed": 0, "size": 0}
    letter.tail = b"PK\7\10" + struct.pack("<3I", letter.crc, len(letter.packed), letter.size)
    return archive(entries)


@right
def names_in_Arabic_marked_as_UTF_8():
    return archive(bag({"\u0627\u0644\u0631\u0633\u0627\u0644\u0629/\u0646\u0635.txt": LETTER}))


@right
def times_and_owners_in_extra_fields():
    owner = extra(0x7875, b"\1\4\0\0\0\0\4\0\0\0\0")
    return archive(letter_bag(central_extra=TIMES + owner, local_extra=TIMES + owner))


@right
def a_Unicode_path_that_is_the_name():
    return archive(letter_bag(central_extra=SAME_PATH, local_extra=SAME_PATH))


@right
def sizes_in_ZIP64_fields():
    sizes = extra(1, struct.pack("<QQ", len(LETTER), len(LETTER)))
    return archive(letter_bag(needed=45, central={"packed": 0xFFFFFFFF, "size": 0xFFFFFFFF}, central_extra=sizes,
                              local={"packed": 0xFFFFFFFF, "size": 0xFFFFFFFF}, local_extra=sizes))


@right
def an_end_record_of_ZIP64():
    return archive(letter_bag(), make_end=zip64_end, end={"start": 0xFFFFFFFF})


@right
def a_plain_comment():
    return archive(letter_bag(), comment=b"packed by hand")


@right
def folders_of_their_own():
    entries = letter_bag()
    return archive([Entry("bag/"), Entry("bag/data/")] + entries + [Entry("bag/data/empty/")])


@right
def an_archive_within_the_archive():
    inner = archive([Entry("mimetype", b"application/epub+zip"), Entry("a.txt", LETTER)])
    return archive(bag({"letter.txt": LETTER, "z.epub": inner}))


@right
def an_empty_file():
    return archive(bag({"letter.txt": LETTER, "empty": b""}))


@right
def made_on_DOS():
    return archive(letter_bag(made_by=0x0014, external=0x20))


@right
def names_in_Arabic_made_on_DOS_with_times():
    return named_in_arabic(20, central_extra=TIMES, local_extra=TIMES)
