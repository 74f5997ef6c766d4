# SPDX-License-Identifier: MIT
"""An archive's editions and its reading room: they are there, the same every time, and left out on demand; a word
changed in any one of them is named by verify, though every digest agrees with it."""
import hashlib
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ["SOURCE"]).resolve()
EXAMPLE = SOURCE / "examples/open-letter.ar.txt"
NOTES = """---
title: With notes
lang: en
date: 2020-09-09
---

Words.[^b] More.[^a]

| Head | Other |
|------|-------|
| cell | last |

[^a]: The second note.
[^b]: The first note.

1. Amnesty
2. منظمة العفو
7. 人權觀察
"""
# The room, and what describes it among the rest with its digest.
DESCRIPTIONS = ("ro-crate-preview.html", "ro-crate-metadata.json", "premis.xml", "dublin-core.xml")
faults = []


def expect(told, found, wanted):
    if found != wanted:
        faults.append(f"{told}: {found!r}, not {wanted!r}")


def run(folder, *words):
    return subprocess.run([WARRAQ, *map(str, words)], cwd=folder, capture_output=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})


def archive(folder, letter, name, *options):
    done = run(folder, "archive", letter, "--date", "2020-09-09", "--quiet", "-o", name, *options)
    expect(f"{name}: status", done.returncode, 0)
    return {i.filename: zipfile.ZipFile(os.path.join(folder, name)).read(i)
            for i in zipfile.ZipFile(os.path.join(folder, name)).infolist()}


def rezip(files, stream):
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as out:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2020, 9, 9, 0, 0, 0))
            info.external_attr = 0o100644 << 16
            out.writestr(info, data)


def within(data, old, new):
    """The word changed in an edition that is a ZIP itself."""
    packed = zipfile.ZipFile(io.BytesIO(data))
    files = {i.filename: packed.read(i) for i in packed.infolist()}
    stream = io.BytesIO()
    rezip({name: part.replace(old, new, 1) for name, part in files.items()}, stream)
    return stream.getvalue()


# Whoever alters an edition may well make the manifests anew.
def sums_anew(files, top):
    sizes = [len(data) for name, data in files.items() if name.startswith(f"{top}/data/")]
    files[f"{top}/bag-info.txt"] = re.sub(rb"Payload-Oxum: .*", f"Payload-Oxum: {sum(sizes)}.{len(sizes)}".encode(),
                                          files[f"{top}/bag-info.txt"])
    for name in ("manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"):
        algorithm = re.search(r"sha\d+", name).group()
        paths = [line.split(None, 1)[1] for line in files[f"{top}/{name}"].decode().splitlines()]
        files[f"{top}/{name}"] = "".join(f"{hashlib.new(algorithm, files[f'{top}/{path}']).hexdigest()}  {path}\n"
                                         for path in paths).encode()


def verify_altered(folder, files, edition, old, new):
    altered = dict(files)
    top = next(iter(files)).split("/")[0]
    name = f"{top}/data/{edition}"
    change = within if edition.endswith(("epub", "docx")) else bytes.replace
    altered[name] = change(altered[name], old, new) if change is within else altered[name].replace(old, new, 1)
    sums_anew(altered, top)
    with open(os.path.join(folder, "altered.zip"), "wb") as stream:
        rezip(altered, stream)
    report = json.loads(run(folder, "verify", "altered.zip", "--json").stdout)
    return [(fault["code"], fault["path"], fault["message"].split()[1]) for fault in report["faults"]]


def altered_words_are_named(folder):
    files = archive(folder, EXAMPLE, "all.zip", "--editions", "html,epub,docx")
    expect("valid", run(folder, "verify", "all.zip").returncode, 0)
    for edition in ("letter.html", "letter.epub", "letter.docx", "ro-crate-preview.html"):
        for old, new, block in ((b"Amnesty International", b"Amnesty Internationel", "e18"),
                                ("بروح التضامن".encode(), "بروح التعاون".encode(), "p10")):
            expect(f"a word changed in {edition}", verify_altered(folder, files, edition, old, new),
                   [("edition-differs", f"data/{edition}", block)])
    other = pathlib.Path(folder, "other.txt")
    other.write_text(EXAMPLE.read_text("utf-8").replace("Amnesty International", "Amnesty Internationel", 1), "utf-8")
    record = archive(folder, other, "other.zip")["other/data/letter.pdf"]
    told = verify_altered(folder, files, "letter.pdf", files["all/data/letter.pdf"], record)
    expect("a word changed in the record", told, [("edition-differs", "data/letter.pdf", "what"),
                                                  ("edition-differs", "data/letter.pdf", "not")])
    told = verify_altered(folder, files, "letter.pdf", b"startxref", b"startxrex")
    expect("a record that cannot be read back", told, [("edition-differs", "data/letter.pdf", "is")])
    told = verify_altered(folder, files, "letter.txt", b"Amnesty International", b"Amnesty Internationel")
    expect("a word changed in letter.txt", {(code, block) for code, path, block in told if path != "data/letter.pdf"},
           {("edition-differs", "e18")})
    expect("the editions that tell it", len({path for _, path, _ in told}), 5)


PARTS = ["We ask the council to keep the river clean, and to publish every measurement of it that it takes.",
         "We ask the mayor to open the bridge to those on foot, and to say every spring what it has cost.",
         "We ask the schools to show the river to every child, and to plant a tree for each of them."]
NAMES = ["- Amal Haddad", "- Chiara Rossi", "- Ivan Novak"]


def in_order(folder, name, parts, names):
    front = "---\ntitle: The river\nlang: en\nto: [The Mayor, The Council]\n---\n\n"
    pathlib.Path(folder, f"{name}.md").write_text(front + "\n\n".join(parts) + "\n\n## Signatories\n\n" + "\n".join(names) + "\n", "utf-8")
    return archive(folder, f"{name}.md", f"{name}.zip")


def order_is_judged_too(folder):
    files = in_order(folder, "order", PARTS, NAMES)
    expect("order: valid", run(folder, "verify", "order.zip").returncode, 0)
    for told, parts, names, moved in (("two paragraphs", [PARTS[0], PARTS[2], PARTS[1]], NAMES, 1), ("the first names", PARTS, [NAMES[1], NAMES[0], NAMES[2]], 1),
                                      ("a paragraph at the end", PARTS[1:] + PARTS[:1], NAMES, 1), ("all names", PARTS, NAMES[::-1], 2)):
        other = in_order(folder, "moved", parts, names)["moved/data/letter.pdf"]
        found = verify_altered(folder, files, "letter.pdf", files["order/data/letter.pdf"], other)
        expect(f"{told} in another order", found, [("edition-differs", "data/letter.pdf", "in")] * moved)


SIGNED = ["Amal Haddad", "Chiara Rossi", "Ivan Novak", "Mei Tanaka", "Omar Aziz", "Lea Braun", "Jon Falk", "Noor Khalil", "Ana Ruiz"]


def volumes_of(folder, name, signed):
    numbered = "\n".join(f"{n}. {who}" for n, who in enumerate(signed, 1))
    text = f"---\ntitle: The river\nlang: en\nto: [The Mayor]\n---\n\n{PARTS[0]}\n\n## What we ask\n\n- Water\n- Trees\n\n## Signatories\n\n{numbered}\n\n{PARTS[1]}\n"
    pathlib.Path(folder, f"{name}.md").write_text(text, "utf-8")
    return {path.removeprefix(f"{name}/data/"): data for path, data in archive(folder, f"{name}.md", f"{name}.zip", "--volumes", "3").items()}


def volumes_too(folder):
    """Each has a part of letter.txt; what else they say is known."""
    own = volumes_of(folder, "own", SIGNED)
    expect("volumes: valid", run(folder, "verify", "own.zip").returncode, 0)
    files = {i.filename: zipfile.ZipFile(os.path.join(folder, "own.zip")).read(i) for i in zipfile.ZipFile(os.path.join(folder, "own.zip")).infolist()}
    moved = volumes_of(folder, "moved", SIGNED[:4] + [SIGNED[5], SIGNED[4]] + SIGNED[6:])
    other = volumes_of(folder, "other", [*SIGNED[:4], "Omar Asis", *SIGNED[5:]])
    longer = volumes_of(folder, "longer", [*SIGNED, "Ivo Petrov", "Sami Silva", "Elif Yilmaz"])
    for told, volume, data, found in (("a name changed", "letter-2.pdf", other, {"what", "not"}), ("a name that is not there", "letter-3.pdf", longer, {"what", "not"}),
                                      ("names of other numbers", "letter-2.pdf", moved, {"what", "not"}), ("another title page", "letter-1.pdf", longer, {"what"})):
        said = verify_altered(folder, files, volume, files[f"own/data/{volume}"], data[volume])
        expect(f"{told} in a volume", {code for code, _, _ in said}, {"edition-differs"})
        expect(f"{told} in a volume", {word for _, _, word in said}, found)
    second, third = own["letter-2.pdf"], own["letter-3.pdf"]
    swapped = {**files, "own/data/letter-3.pdf": second}
    said = verify_altered(folder, swapped, "letter-2.pdf", second, third)
    expect("two volumes in each other's place", {(code, word) for code, _, word in said}, {("edition-differs", "in")})


def numbers_and_notes_too(folder):
    pathlib.Path(folder, "notes.md").write_text(NOTES, encoding="utf-8")
    files = archive(folder, "notes.md", "notes.zip", "--editions", "html,epub,docx")
    expect("notes: valid", run(folder, "verify", "notes.zip").returncode, 0)
    for edition in ("letter.html", "letter.epub", "letter.docx"):
        for old, new in ((b"The first note", b"The third note"), (b"cell", b"sell")):
            told = verify_altered(folder, files, edition, old, new)
            expect(f"{old} in {edition}", {code for code, _, _ in told}, {"edition-differs"})
    told = verify_altered(folder, files, "letter.docx", b'startOverride w:val="7"', b'startOverride w:val="8"')
    expect("a number changed in Word", told, [("edition-differs", "data/letter.docx", "e3")])


def stored_versions_too(folder):
    """Whoever alters a stored file may well make the inventories anew."""
    for name, letter in (("a", EXAMPLE), ("b", pathlib.Path(folder, "other.txt"))):
        run(folder, "snapshot", name, letter, "--id", "letter", "--date", "2020-09-09", "--created", "2020-09-10", "--quiet")
    pathlib.Path(folder, "more.txt").write_text(EXAMPLE.read_text("utf-8").replace("Access Now", "Access Later", 1), "utf-8")
    run(folder, "snapshot", "a", "more.txt", "--id", "letter", "--date", "2020-09-09", "--created", "2020-09-11", "--quiet")
    expect("a store: valid", run(folder, "verify", "a").returncode, 0)
    own, other = (next(pathlib.Path(folder, store).rglob("v1/content/**/letter.pdf")) for store in "ab")
    old, new = own.read_bytes(), other.read_bytes()
    own.write_bytes(new)
    for inventory in pathlib.Path(folder, "a").rglob("inventory.json"):
        text = inventory.read_bytes()
        for method in (hashlib.sha512, hashlib.sha256):
            text = text.replace(method(old).hexdigest().encode(), method(new).hexdigest().encode())
        inventory.write_bytes(text)
        inventory.with_suffix(".json.sha512").write_text(f"{hashlib.sha512(text).hexdigest()}  inventory.json\n")
    report = json.loads(run(folder, "verify", "a", "--json").stdout)
    expect("a word changed in a stored record", {(fault["code"], fault["path"]) for fault in report["faults"]},
           {("edition-differs", "letter v1 letter.pdf")})


def the_room(folder):
    files = archive(folder, EXAMPLE, "room.zip")
    page = files["room/data/ro-crate-preview.html"].decode()
    for words in ("default-src 'none'", "script-src 'sha256-", "connect-src", 'href="letter.pdf"', 'href="letter.epub"',
                  "216", "data-good="):
        expect(f"the room has {words}", words in page, words != "connect-src")
    expect("it fetches nothing", re.findall(r'(?:src|href)="(?!#|letter\.|data:)', page), [])
    for path in (name[len("room/data/"):] for name in files if name.startswith("room/data/")):
        listed = f"<bdi>{path}</bdi>" in page
        expect(f"the room lists {path}", listed, path not in DESCRIPTIONS)
    again = archive(folder, EXAMPLE, "again/room.zip")
    expect("the same again", again, files)
    bare = archive(folder, EXAMPLE, "bare.zip", "--editions", "none")
    expect("a bare one", [name for name in bare if name.endswith((".html", ".epub", ".docx"))], [])
    expect("no such edition", run(folder, "archive", EXAMPLE, "-o", "no.zip", "--editions", "pdf").returncode, 2)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "again"))
        altered_words_are_named(folder)
        numbers_and_notes_too(folder)
        order_is_judged_too(folder)
        volumes_too(folder)
        stored_versions_too(folder)
        the_room(folder)
    print("\n".join(faults) or "a word changed in any edition is named")
    return 1 if faults else 0


sys.exit(main())
