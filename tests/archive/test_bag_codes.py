# SPDX-License-Identifier: MIT
"""One bag for each rule of BagIt (RFC 8493, and the older drafts where they differ) that warraq checks,
made here: right ones, and ones that break one rule, where they lie and packed into a ZIP. The right
ones draw nothing, each other one draws its code. Every code of src/archive/codes.inc is drawn here or
by the script that ELSEWHERE names. Whoever has but this tree judges as much as with the conformance
suite of others (test_suite.py)."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

WARRAQ = os.environ["WARRAQ"]
SOURCE = pathlib.Path(os.environ["SOURCE"])
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

# What a folder cannot have, what needs keys, and what is of warraq's own form.
ELSEWHERE = {
    "../kit/bag-zip/cases.py": ["empty", "no-top-folder", "outside-top-folder", "too-many-entries", "not-as-written"],
    "test_repacked.py": ["repacked"],
    "test_digests.py": ["manifest-weak"],
    "test_evidence.py": ["evidence-"],
    "test_profile.py": ["profile"],
    "test_proofs.py": ["signature-", "timestamp-", "digest-weak", "key-weak"],
}
# Only an administrator may read what nobody may.
UNSEEN_BY_ROOT = {"unreadable"}


def digest(data, kind):
    return hashlib.new(kind, data).hexdigest()


class Bag:
    """A bag before it is written: payload and tag files by path; manifests are made of them, and `text`
    then changes the text of one."""

    def __init__(self, version="1.0"):
        self.payload = {"data/letter.txt": b"A letter.\n", "data/list/names.csv": b"name\nAnn Example\n"}
        self.kinds = ["sha512", "sha256"]
        self.tags = {"bagit.txt": DECLARED.replace(b"1.0", version.encode()),
                     "bag-info.txt": b"Bagging-Date: 2020-09-09\n"}
        self.late_tags = {}  # written after the tag manifest, which does not know them
        self.text = {}
        self.tag_text = str
        self.late = []

    def manifest(self, kind):
        lines = "".join(f"{digest(data, kind)}  {path}\n" for path, data in sorted(self.payload.items()))
        return self.text.get(kind, str)(lines).encode()

    def write(self, folder):
        tags = {**self.tags, **{f"manifest-{kind}.txt": self.manifest(kind) for kind in self.kinds}}
        listed = "".join(f"{digest(data, 'sha512')}  {path}\n" for path, data in sorted(tags.items()))
        tags["tagmanifest-sha512.txt"] = self.tag_text(listed).encode()
        for path, data in {**self.payload, **tags, **self.late_tags}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        for step in self.late:
            step(folder)


def later(step):
    return lambda bag: bag.late.append(step)


def in_manifests(change):
    """A case that changes the text of every payload manifest."""
    return lambda bag: bag.text.update({kind: change for kind in bag.kinds})


def declared(data):
    return lambda bag: bag.tags.__setitem__("bagit.txt", data)


def info(line):
    return lambda bag: bag.tags.__setitem__("bag-info.txt", line)


def drop_line(word):
    return lambda text: "".join(line for line in text.splitlines(True) if word not in line)


def fetch(line, pending=True):
    """A file of the payload lies elsewhere: fetch.txt has `line`."""
    def spoil(bag):
        bag.tags["fetch.txt"] = line
        if pending:
            bag.late.append(lambda folder: (folder / "data/letter.txt").unlink())
    return spoil


def unlisted_tag(bag):
    bag.late_tags["notes.txt"] = b"added afterwards\n"


def same_name(bag):
    bag.payload["data/LETTER.txt"] = b"Another.\n"


def large_tag(bag):
    """A hole in the file: its size is all that counts."""
    bag.late.append(lambda folder: os.truncate(folder / "bag-info.txt", 64 << 20))


def latin_1(bag):
    bag.tags["bagit.txt"] = DECLARED.replace(b"UTF-8", b"ISO-8859-1")
    bag.tags["bag-info.txt"] = "Contact-Name: Ren\u00e9\n".encode("latin-1")


def one_manifest(bag):
    bag.kinds = ["sha512"]


def old_draft(bag):
    """Before 1.0 not every manifest had to list every file."""
    bag.tags["bagit.txt"] = DECLARED.replace(b"1.0", b"0.97")
    bag.text["sha256"] = drop_line("names.csv")


def capitals(bag):
    in_manifests(lambda text: re.sub("^[0-9a-f]+", lambda m: m[0].upper(), text, flags=re.M))(bag)


def escaped(bag):
    """%0A, %0D and %25 stand for what a line cannot hold."""
    bag.payload["data/50%.txt"] = b"half\n"
    in_manifests(lambda text: text.replace("50%", "50%25"))(bag)


def fetched(bag):
    """What fetch.txt lists is there already."""
    fetch(b"https://example.org/letter.txt - data/letter.txt\n", pending=False)(bag)


RIGHT = {
    "plain": lambda bag: None,
    "one manifest": one_manifest,
    "an older draft": old_draft,
    "another encoding": latin_1,
    "digests in capitals": capitals,
    "escaped names": escaped,
    "fetched already": fetched,
    "oxum": info(b"Payload-Oxum: 27.2\n"),
    "no payload": lambda bag: (bag.payload.clear(), bag.late.append(lambda folder: (folder / "data").mkdir())),
    "tabs in manifests": in_manifests(lambda text: text.replace("  ", "\t")),
    "lines end as on Windows": in_manifests(lambda text: text.replace("\n", "\r\n")),
}

# A rule's code, and how it is broken; `code/…` are further ways.
BROKEN = {
    "algorithm-unknown": lambda bag: bag.late_tags.__setitem__("manifest-rot13.txt", b"abc  data/letter.txt\n"),
    "bagit-bom": declared(b"\xef\xbb\xbf" + DECLARED),
    "bagit-malformed": declared(b"BagIt-Version: 1.0\n"),
    "bagit-malformed/space": declared(DECLARED.replace(b":", b" :")),
    "bagit-missing": later(lambda folder: (folder / "bagit.txt").unlink()),
    "bagit-version": declared(DECLARED.replace(b"1.0", b"one")),
    "data-missing": lambda bag: (bag.payload.clear(), bag.late.append(lambda f: shutil.rmtree(f / "data", True))),
    "digest-differs": later(lambda folder: (folder / "data/letter.txt").write_text("A lettre.\n")),
    "encoding-unknown": declared(DECLARED.replace(b"UTF-8", b"EBCDIC-WARRAQ")),
    "fetch-malformed": fetch(b"data/letter.txt\n", pending=False),
    "fetch-pending": fetch(b"https://example.org/letter.txt 10 data/letter.txt\n"),
    "link": later(lambda folder: (folder / "data/link").symlink_to("letter.txt")),
    "listed-twice": in_manifests(lambda text: text + "0" * text.index(" ") + "  data/letter.txt\n"),
    "listed-twice/same digest": in_manifests(lambda text: text + text.splitlines(True)[0]),
    "manifest-asterisk": in_manifests(lambda text: text.replace("  ", " *")),
    "manifest-incomplete": lambda bag: bag.text.__setitem__("sha256", drop_line("names.csv")),
    "manifest-malformed": in_manifests(lambda text: text + "no digest and no path\n"),
    "manifest-missing": lambda bag: setattr(bag, "kinds", []),
    "name-clash": same_name,
    "oxum-differs": info(b"Payload-Oxum: 26.2\n"),
    "oxum-differs/files": info(b"Payload-Oxum: 27.3\n"),
    "path-escape": in_manifests(lambda text: text + "0" * text.index(" ") + "  data/../../letter.txt\n"),
    "path-backslash": in_manifests(lambda text: text + "0" * text.index(" ") + "  data\\\\letter.txt\n"),
    "path-normalisation": lambda bag: (bag.payload.__setitem__("data/e\u0301.txt", b"e\n"),
                                       in_manifests(lambda text: text.replace("e\u0301.txt", "\u00e9.txt"))(bag)),
    "path-outside-payload": in_manifests(lambda text: text + digest(DECLARED, "sha512" if text.index(" ") > 100 else "sha256")
                                         + "  bagit.txt\n"),
    "path-relative": in_manifests(lambda text: text.replace("  data/", "  ./data/")),
    "payload-missing": later(lambda folder: (folder / "data/letter.txt").unlink()),
    "payload-unlisted": later(lambda folder: (folder / "data/more.txt").write_text("more\n")),
    "special-file": later(lambda folder: os.mkfifo(folder / "data/pipe")),
    "tag-digest-differs": later(lambda folder: (folder / "bag-info.txt").write_text("Bagging-Date: 2021-09-09\n")),
    "tag-file-encoding": info(b"Contact-Name: Ren\xe9\n"),
    "tag-file-too-large": large_tag,
    "tag-missing": later(lambda folder: (folder / "bag-info.txt").unlink()),
    "tag-unlisted": unlisted_tag,
    "tagmanifest-listed": lambda bag: setattr(bag, "tag_text", lambda text: text + "0" * 128 + "  tagmanifest-sha512.txt\n"),
    "path-too-deep": later(lambda folder: (folder / "data" / "d/".join([""] * 65)).mkdir(parents=True)),
    "unreadable": later(lambda folder: (folder / "data/letter.txt").chmod(0)),
}
# What no ZIP holds.
FOLDER_ONLY = {"special-file", "unreadable", "link", "tag-file-too-large"}


def pack(folder, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(folder.rglob("*")):
            out.write(path, pathlib.Path(folder.name) / path.relative_to(folder))
    return target


def verify(path):
    done = subprocess.run([WARRAQ, "verify", path, "--json", "--quiet"], capture_output=True, text=True)
    assert done.returncode in (0, 1), (path.name, done.returncode, done.stderr)
    found = json.loads(done.stdout)
    faults = {fault["code"] for fault in found["faults"]}
    assert found["valid"] == (not faults) and done.returncode == bool(faults), path.name
    return faults, {warning["code"] for warning in found["warnings"]}


def forms(folder, code):
    """The bag where it lies, and as a ZIP where one can hold it."""
    yield folder
    if code not in FOLDER_ONLY:
        yield pack(folder, folder.with_suffix(".zip"))


def judge(scratch):
    for number, (name, make) in enumerate(RIGHT.items()):
        bag, folder = Bag(), scratch / f"right{number}"
        make(bag)
        bag.write(folder)
        for form in forms(folder, None):
            faults, warnings = verify(form)
            if faults or warnings:
                yield f"right, {name}, {form.suffix or 'folder'}: faults {faults}, warnings {warnings}"
    for number, (name, spoil) in enumerate(BROKEN.items()):
        code = name.split("/")[0]
        if code in UNSEEN_BY_ROOT and os.geteuid() == 0:
            continue
        bag, folder = Bag(), scratch / f"broken{number}"
        spoil(bag)
        bag.write(folder)
        for form in forms(folder, code):
            faults, warnings = verify(form)
            if code not in faults | warnings:
                yield f"{name}, {form.suffix or 'folder'}: faults {faults}, warnings {warnings}"


def uncovered():
    """Codes of the table that no case draws, and scripts that do not name what they are said to draw."""
    drawn = {name.split("/")[0] for name in BROKEN}
    for script, codes in ELSEWHERE.items():
        text = (SOURCE / "tests/archive" / script).read_text()
        yield from (f"{script} does not draw {code}" for code in codes if code not in text)
    elsewhere = tuple(code for codes in ELSEWHERE.values() for code in codes)
    for code in re.findall(r'^CODE\("([\w-]+)"', (SOURCE / "src/archive/codes.inc").read_text(), re.M):
        if code not in drawn and not code.startswith(elsewhere):
            yield f"{code}: no bag here draws it"


def main():
    with tempfile.TemporaryDirectory() as scratch:
        troubles = list(judge(pathlib.Path(scratch))) + list(uncovered())
    print("\n".join(troubles) or f"{len(RIGHT)} right bags pass, {len(BROKEN)} broken ones draw their codes")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
