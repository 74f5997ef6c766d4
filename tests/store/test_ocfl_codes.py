# SPDX-License-Identifier: MIT
"""One object or root for each code of OCFL that src/store/codes.inc lists, made here: a good one, spoilt
in one way. The good ones draw nothing, each spoilt one draws its code. Whoever has but this tree judges
as much with it as with the fixtures of others (test_ocfl_suite.c)."""
import copy
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WARRAQ = os.environ["WARRAQ"]
SOURCE = pathlib.Path(os.environ["SOURCE"])
ID = "urn:example:letter"
TYPE = "https://ocfl.io/1.1/spec/#inventory"


def digest(data, kind="sha512"):
    return hashlib.new(kind, data).hexdigest()


class Spoilt:
    """An object of two versions as it is before it is written: `inventories` by folder ("" is the
    object's own), `files` by path. What a case changes in `inventories[""]` alone is the newest
    version's too, as both are one text."""

    def __init__(self, kind="sha512", pad=0, identity=ID):
        self.kind, self.pad = kind, pad
        letter, second = b"A letter.\n", b"A letter, again.\n"
        v1, v2 = self.name(1), self.name(2)
        self.files = {f"{v1}/content/letter.txt": letter, f"{v2}/content/again.txt": second}
        older = {
            "id": identity, "type": TYPE, "digestAlgorithm": kind, "head": v1,
            "manifest": {digest(letter, kind): [f"{v1}/content/letter.txt"]},
            "versions": {v1: self.version("first", {digest(letter, kind): ["letter.txt"]}, "2020-01-01T00:00:00Z")},
        }
        newer = copy.deepcopy(older)
        newer["head"] = v2
        newer["manifest"][digest(second, kind)] = [f"{v2}/content/again.txt"]
        newer["versions"][v2] = self.version("second", {digest(letter, kind): ["letter.txt"],
                                                        digest(second, kind): ["again.txt"]}, "2020-01-02T00:00:00Z")
        self.inventories = {"": newer, v1: older}
        self.declaration = {"0=ocfl_object_1.1": b"ocfl_object_1.1\n"}
        self.late = []  # done to the folder once all is written
        self.text = {}  # folder to a function from the inventory's text to another

    def name(self, number):
        return f"v{number:0{self.pad}d}"

    @staticmethod
    def version(message, state, created):
        return {"created": created, "message": message, "state": state,
                "user": {"name": "A. Archivist", "address": "mailto:archivist@example.org"}}

    @property
    def inventory(self):
        return self.inventories[""]

    @property
    def newest(self):
        return self.inventory["versions"][self.name(2)]

    @property
    def first_digest(self):
        return digest(b"A letter.\n", self.kind)

    def write(self, folder):
        folder.mkdir(parents=True)
        for path, data in {**self.declaration, **self.files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        newest = self.name(2)
        texts = {where: json.dumps(inventory, indent=1) for where, inventory in self.inventories.items()}
        texts = {where: self.text.get(where, str)(text) for where, text in texts.items()}
        texts.setdefault(newest, texts[""])
        for where, text in texts.items():
            (folder / where).mkdir(parents=True, exist_ok=True)
            (folder / where / "inventory.json").write_text(text)
            (folder / where / f"inventory.json.{self.kind}").write_text(f"{digest(text.encode(), self.kind)} inventory.json\n")
        for step in self.late:
            step(folder)


def later(step):
    """A case that spoils what was written."""
    return lambda o: o.late.append(step)


def set_in(*path, value):
    """A case that sets one member of the inventory, or takes it away (value ...)."""
    def spoil(o):
        at = o.inventory
        for key in path[:-1]:
            at = at[o.name(2) if key == "v2" else key]
        if value is ...:
            del at[path[-1]]
        else:
            at[path[-1]] = value
    return spoil


def logical(path):
    """A case in which the newest version gives the first file another path."""
    return lambda o: o.newest["state"].__setitem__(o.first_digest, [path])


def content(path):
    """A case in which the manifest lists one more path for the first file."""
    return lambda o: o.inventory["manifest"][o.first_digest].append(path)


def twice(block):
    """A case in which `block` of the text says its first line twice, in capitals."""
    def spoil(o):
        def text(text):
            line = re.search(rf'"{block}": \{{\s*("([0-9a-f]+)": )', text)
            return text.replace(line[1], f'"{line[2].upper()}": ["v1/content/letter.txt"],\n   {line[1]}', 1)
        o.text[""] = text
    return spoil


def with_fixity(value):
    return set_in("fixity", value=value)


def fixity_twice(o):
    md5 = digest(b"A letter.\n", "md5")
    o.inventory["fixity"] = {"md5": {md5: ["v1/content/letter.txt"], md5.upper(): ["v1/content/letter.txt"]}}


def rename(o, names):
    """The versions' folders and names are other ones."""
    table = dict(zip((o.name(1), o.name(2)), names))
    text = json.dumps(o.inventories)
    for old, new in sorted(table.items(), reverse=True):
        text = text.replace(f'"{old}', f'"{new}')
    o.inventories = json.loads(text)
    o.files = {re.sub(r"^v\d+", lambda m: table[m[0]], path): data for path, data in o.files.items()}
    o.name = lambda number: names[number - 1]


def older_says(**what):
    """The first version's own inventory describes that version otherwise."""
    return lambda o: o.inventories[o.name(1)]["versions"][o.name(1)].update(what)


def older_state(o):
    o.inventories["v1"]["versions"]["v1"]["state"] = {o.first_digest: ["other.txt"]}


def content_directory_changes(o):
    o.inventories["v1"]["contentDirectory"] = "content"
    o.inventory["contentDirectory"] = "stuff"


def unused(o):
    o.files["v2/content/unused.txt"] = b"Nobody's.\n"
    o.inventory["manifest"][digest(b"Nobody's.\n")] = ["v2/content/unused.txt"]


def no_versions(o):
    o.inventory["versions"] = {}


def gap(o):
    rename(o, ("v1", "v3"))


def only_newest(o):
    del o.inventories["v1"]


def older_ocfl(o):
    o.inventory["type"] = TYPE.replace("1.1", "1.0")
    o.declaration = {"0=ocfl_object_1.0": b"ocfl_object_1.0\n"}


def short_digest(o):
    """A digest that is none of the stated algorithm's."""
    o.inventory["manifest"]["abcd"] = ["v2/content/short.txt"]
    o.files["v2/content/short.txt"] = b"short\n"
    o.newest["state"]["abcd"] = ["short.txt"]


def extension(name):
    return later(lambda f: (f / "extensions" / name).mkdir(parents=True))


def empty_content(o):
    """The newest version has a content directory with nothing in it."""
    del o.inventory["manifest"][digest(b"A letter, again.\n")]
    del o.newest["state"][digest(b"A letter, again.\n")]
    o.files.pop("v2/content/again.txt")
    o.late.append(lambda f: (f / "v2/content").mkdir(parents=True))


OBJECT = {
    "E001": later(lambda f: (f / "stray.txt").write_text("stray")),
    "E003": lambda o: o.declaration.clear(),
    "E006": lambda o: setattr(o, "declaration", {"0=ocfl_object_9.9": b"ocfl_object_9.9\n"}),
    "E007": lambda o: setattr(o, "declaration", {"0=ocfl_object_1.1": b"ocfl_object_1.1"}),
    "E008": no_versions,
    "E009": lambda o: rename(o, ("v2", "v3")),
    "E010": gap,
    "E011": lambda o: rename(o, ("v01", "v2")),
    "E012": lambda o: rename(o, ("v01", "v002")),
    "E013": lambda o: rename(o, ("v1", "v02")),
    "E015": lambda o: o.files.__setitem__("v2/beside.txt", b"beside"),
    "E017": set_in("contentDirectory", value="a/b"),
    "E018": set_in("contentDirectory", value=".."),
    "E019": lambda o: o.inventory.__setitem__("contentDirectory", "stuff"),
    "E020": content_directory_changes,
    "E023": lambda o: o.files.__setitem__("v2/content/unlisted.txt", b"unlisted"),
    "E024": later(lambda f: (f / "v2/content/empty").mkdir()),
    "E025": set_in("digestAlgorithm", value="md5"),
    "E031": short_digest,
    "E033": lambda o: o.text.__setitem__("", lambda text: "[" + text),
    "E036": set_in("head", value=...),
    "E038": set_in("type", value="https://example.org/spec"),
    "E040": set_in("head", value="v1"),
    "E041": set_in("manifest", value=...),
    "E042": content("elsewhere/letter.txt"),
    "E043": set_in("versions", value=...),
    "E044": set_in("versions", value=[]),
    "E046": later(lambda f: shutil.rmtree(f / "v1")),
    "E047": set_in("versions", "v2", value="second"),
    "E048": set_in("versions", "v2", "created", value=...),
    "E049": set_in("versions", "v2", "created", value="2020-01-02"),
    "E050": lambda o: o.newest["state"].__setitem__("0" * 128, ["nothing.txt"]),
    "E051": lambda o: o.newest["state"].__setitem__(o.first_digest, "letter.txt"),
    "E052": logical("a/../letter.txt"),
    "E053": logical("/letter.txt"),
    "E054": set_in("versions", "v2", "user", value={"address": "mailto:nobody@example.org"}),
    "E056": with_fixity({"rot13": {}}),
    "E057": with_fixity({"md5": {digest(b"A letter.\n", "md5"): ["v1/content/none.txt"]}}),
    "E058": later(lambda f: (f / "inventory.json.sha512").unlink()),
    "E060": later(lambda f: (f / "inventory.json").write_bytes((f / "inventory.json").read_bytes() + b"\n")),
    "E061": later(lambda f: (f / "inventory.json.sha512").write_text("digest\n")),
    "E063": later(lambda f: (f / "inventory.json").unlink()),
    "E064": later(lambda f: [(f / "v2" / name).write_bytes((f / "v1" / name).read_bytes())
                             for name in ("inventory.json", "inventory.json.sha512")]),
    "E066": older_state,
    "E067": later(lambda f: [(f / "extensions").mkdir(), (f / "extensions/a.txt").write_text("no folder")]),
    "E090": later(lambda f: (f / "v2/content/link").symlink_to("again.txt")),
    "E092": later(lambda f: (f / "v2/content/again.txt").write_text("Altered.\n")),
    "E093": with_fixity({"md5": {digest(b"other", "md5"): ["v1/content/letter.txt"]}}),
    "E094": set_in("versions", "v2", "message", value=7),
    "E095": lambda o: o.newest["state"].update({o.first_digest: ["a", "a/b"]}),
    "E096": twice("manifest"),
    "E097": fixity_twice,
    "E099": content("v1/content/./letter.txt"),
    "E100": content("/v1/content/letter.txt"),
    "E101": content("v1/content/letter.txt/below.txt"),
    "E102": set_in("colour", value="blue"),
    "E103": older_ocfl,
    "E106": set_in("manifest", value=[]),
    "E107": unused,
    "E110": lambda o: o.inventories["v1"].__setitem__("id", "urn:example:other"),
    "E111": with_fixity([]),
    "W002": later(lambda f: (f / "v2/notes").mkdir()),
    "W003": empty_content,
    "W007": set_in("versions", "v2", "message", value=...),
    "W008": set_in("versions", "v2", "user", value={"name": "A. Archivist"}),
    "W009": set_in("versions", "v2", "user", value={"name": "A. Archivist", "address": "the archive"}),
    "W010": only_newest,
    "W011": older_says(message="another"),
    "W013": extension("unheard-of"),
}


# Objects that are made otherwise from the start.
MADE = {
    "E030": lambda: spoilt(Spoilt("sha256"), short_digest),
    "W001": lambda: Spoilt(pad=4),
    "W004": lambda: Spoilt("sha256"),
    "W005": lambda: Spoilt(identity="a letter"),
}


def root_of(folder):
    """A storage root with one good object where the layout puts it."""
    folder.mkdir()
    (folder / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    name = "0004-hashed-n-tuple-storage-layout"
    (folder / "ocfl_layout.json").write_text(json.dumps({"extension": name, "description": "hashed"}))
    (folder / "extensions" / name).mkdir(parents=True)
    (folder / "extensions" / name / "config.json").write_text(json.dumps({
        "extensionName": name, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3, "shortObjectRoot": False}))
    Spoilt().write(folder / place(ID))


def place(identity):
    hashed = digest(identity.encode(), "sha256")
    return pathlib.Path(hashed[:3], hashed[3:6], hashed[6:9], hashed)


def move(folder):
    """The object lies where the layout does not put it."""
    (folder / "elsewhere").mkdir()
    (folder / place(ID)).rename(folder / "elsewhere" / "object")
    shutil.rmtree(folder / place(ID).parts[0])


def flat(folder):
    """No layout is stated; one object lies at the top, one deeper."""
    (folder / "ocfl_layout.json").unlink()
    shutil.rmtree(folder / "extensions")
    Spoilt(identity="urn:example:second").write(folder / "second")


def newer_object(folder):
    (folder / "0=ocfl_1.1").rename(folder / "0=ocfl_1.0")
    (folder / "0=ocfl_1.0").write_text("ocfl_1.0\n")


def pipe(folder):
    os.mkfifo(folder / place(ID) / "v1/content/pipe")


ROOT = {
    "E037": lambda f: Spoilt().write(f / "again" / "object"),
    "E069": lambda f: (f / "0=ocfl_1.1").unlink(),
    "E070": lambda f: (f / "ocfl_layout.json").write_text("{}"),
    "E071": lambda f: (f / "ocfl_layout.json").write_text(json.dumps({"extension": "no-such-layout", "description": "x"})),
    "E072": lambda f: (f / "stray").mkdir() or (f / "stray/file.txt").write_text("nobody's"),
    "E073": lambda f: (f / "empty").mkdir(),
    "E076": lambda f: (f / "0=ocfl_1.0").write_text("ocfl_1.0\n"),
    "E079": lambda f: (f / "0=ocfl_1.1").rename(f / "0=ocfl_9.9"),
    "E080": lambda f: (f / "0=ocfl_1.1").write_text("ocfl_1.1"),
    "E081": newer_object,
    "E083": move,
    "E089": pipe,
    "E112": lambda f: (f / "extensions/file.txt").write_text("no folder"),
    "W015": flat,
    "W016": lambda f: (f / "extensions/unheard-of").mkdir(),
}


def spoilt(thing, spoil):
    spoil(thing)
    return thing


def verify(folder):
    done = subprocess.run([WARRAQ, "verify", folder, "--json", "--quiet"], capture_output=True, text=True)
    assert done.returncode in (0, 1), (folder.name, done.returncode, done.stderr)
    found = json.loads(done.stdout)
    faults = {fault["code"] for fault in found["faults"]}
    assert found["valid"] == (not faults) and done.returncode == bool(faults), folder.name
    return faults, {warning["code"] for warning in found["warnings"]}


def trouble(code, folder):
    faults, warnings = verify(folder)
    if code == "good":
        right = not faults and not warnings
    elif code.startswith("W"):
        right = not faults and code in warnings
    else:
        right = code in faults
    return None if right else f"{code}: faults {sorted(faults)}, warnings {sorted(warnings)}"


def cases(scratch):
    """(code, folder) of each, written."""
    Spoilt().write(scratch / "good")
    yield "good", scratch / "good"
    for code, spoil in OBJECT.items():
        spoilt(Spoilt(), spoil).write(scratch / code)
        yield code, scratch / code
    for code, make in MADE.items():
        make().write(scratch / code)
        yield code, scratch / code
    root_of(scratch / "good-root")
    yield "good", scratch / "good-root"
    for code, spoil in ROOT.items():
        root_of(scratch / code)
        spoil(scratch / code)
        yield code, scratch / code


def main():
    listed = set(re.findall(r'CODE\("([EW]\d{3})"', (SOURCE / "src/store/codes.inc").read_text()))
    troubles, judged = [], set()
    with tempfile.TemporaryDirectory() as scratch:
        for code, folder in cases(pathlib.Path(scratch)):
            found = trouble(code, folder)
            troubles += [found] if found else []
            judged.add(code)
    troubles += [f"{code}: no case of it is made here" for code in sorted(listed - judged)]
    troubles += [f"{code}: not a code of src/store/codes.inc" for code in sorted(judged - listed - {"good"})]
    print("\n".join(troubles) or f"{len(judged) - 1} codes, each drawn by an object or root that is spoilt in one way")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
