# SPDX-License-Identifier: MIT
"""Every command's --json, on good and bad input, against the schemas of docs/json/; and the schemas against
objects that are not quite right, so that one which accepts anything is noticed. Codes are those of docs/codes.md."""
import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile

import jsonschema

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
SUITES = pathlib.Path(os.environ.get("SHARED", SOURCE / "../shared")).resolve() / "suites"
SHORT = str(SOURCE / "tests/cli/short.txt")
LONG = str(SOURCE / "examples/open-letter.ar.txt")
RECIPIENTS = str(SOURCE / "tests/cli/recipients.csv")
DATE = ["--date", "2020-09-09"]
COMMANDS = ("render archive verify snapshot log diff restore handout picture check import merge fonts "
            "dump new purge redact evidence seal").split()
MANY = ("render", "archive", "verify", "check")  # take several sources
CODES = set(re.findall(r"^\| `([^`]+)`", (SOURCE / "docs/codes.md").read_text(encoding="utf-8"), re.M))
faults, objects = [], []
calls = 0

# Newer releases of the validator warn of the resolver that Debian 12's knows alone.
warnings.simplefilter("ignore", DeprecationWarning)
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8"))
           for path in sorted((SOURCE / "docs/json").glob("*.schema.json"))}


def validator(command):
    schema = SCHEMAS[f"{command}.schema.json"]
    resolver = jsonschema.RefResolver("", schema, store=SCHEMAS)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def codes_of(value):
    """Of every note and finding within an object."""
    if isinstance(value, dict) and "code" in value and "message" in value:
        yield value["code"]
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from codes_of(part)


def reject_constant(name):
    raise ValueError(f"{name} is not JSON")


def call(folder, status, command, *words):
    """Runs `command` with --json; its object, held to the schema and the exit status, or None."""
    global calls
    calls += 1
    done = subprocess.run([WARRAQ, command, *words, "--json"], cwd=folder, capture_output=True, timeout=120,
                          stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    told = f"{command} {words}: "
    if done.returncode != status:
        faults.append(f"{told}status {done.returncode}, not {status}: {done.stderr!r}")
        return None
    try:
        value = json.loads(done.stdout.decode("utf-8"), parse_constant=reject_constant)
    except ValueError as error:
        faults.append(f"{told}stdout is not one JSON object: {error}: {done.stdout[:200]!r}")
        return None
    for error in validator(command).iter_errors(value):
        faults.append(f"{told}{error.json_path}: {error.message[:300]}"
                      + "".join(f"\n    {sub.json_path}: {sub.message[:200]}" for sub in error.context))
    faults.extend(f"{told}docs/codes.md does not list {code}" for code in codes_of(value) if code not in CODES)
    objects.append((command, value))
    if ("error" in value) != (status == 3) and status != 1 and status != 2:
        faults.append(f"{told}an error object with status {status}")
    if "error" in value:
        hold_error(told, value["error"], done)
    return value


def hold_error(told, error, done):
    if error["status"] != done.returncode:
        faults.append(f"{told}status {error['status']} in the object, {done.returncode} in fact")
    if error["message"].encode() not in done.stderr:
        faults.append(f"{told}standard error does not say {error['message']!r}")


def write(folder, name, data):
    path = os.path.join(os.fsencode(folder), os.fsencode(name))
    with open(path, "wb") as out:
        out.write(data if isinstance(data, bytes) else data.encode())
    return os.fsdecode(path)


def sources(folder):
    """name -> status of `check`: letters of every form, and what is none."""
    made = {
        "gap.txt": ("Open letter\n\nWe  ask this (all 9 of us.\n\nSigned,\n\n1. Ann Lee\n3. Bob Ray\n3. Bob Rey\n"
                    "4. p\u0430ypal\n", 0),
        "plain.md": ("---\ntitle: A letter\nlang: en\n---\n\nWe ask.\n", 0),
        "page.html": ("<!doctype html><nav>Share</nav><h1>A letter</h1><p>We ask.</p><ol><li>Ann</ol>", 0),
        "latin1.txt": (b"Title\n\ncaf\xe9 \xff\n\n1. Ren\xe9\n", 0),
        "hieroglyphs.txt": ("Title\n\nWe ask \U00013000 \U0001F9FF.\n\n1. Ann\n", 0),
        b"n\xe9.txt".decode("utf-8", "surrogateescape"): ("Title\n\nWe ask.\n\n1. Ann\n", 0),
        "empty.txt": ("", 1),
        "binary.txt": (bytes(range(256)) * 8, 1),
        "front.md": ("---\ntitle: [\n---\nx\n", 1),
    }
    return {write(folder, name, data): status for name, (data, status) in made.items()}


def letters(folder, made):
    for path, status in {**made, SHORT: 0, LONG: 0}.items():
        call(folder, status, "check", path, *DATE)
        call(folder, status, "import", path, "-o", "out.md")
        call(folder, status, "fonts", path, *DATE)
    call(folder, 0, "fonts")
    for stage in ("model", "items", "lines", "pages", "tags", "text"):
        call(folder, 0, "dump", stage, SHORT, *DATE)
    call(folder, 2, "dump", "soup", SHORT)
    odd = os.fsdecode(b"o\xe9.pdf")
    for words, status in (([], 0), (["--volumes", "2"], 0), (["--volumes", "2", "--volume", "1"], 0),
                          (["--volumes", "2", "--volume", "9"], 2)):
        call(folder, status, "render", SHORT, *DATE, *words, "-o", odd)
    for ending in ("html", "md", "txt"):
        call(folder, 0, "render", LONG, *DATE, "-o", f"edition.{ending}")
    call(folder, 2, "render", SHORT, *DATE, "--print", "-o", "edition.html")
    call(folder, 1, "render", f"{folder}/hieroglyphs.txt", *DATE, "--strict", "-o", "strict.pdf")
    for kind in ("booklet", "2up", "4up", "large-print", "summary"):
        call(folder, 0, "handout", SHORT, "--as", kind, *DATE, "-o", "handout.pdf")
    call(folder, 2, "handout", SHORT, "--as", "hat", "-o", "handout.pdf")
    call(folder, 0, "picture", SHORT, *DATE, "-o", "page-%d.png", "--sheet", "sheet.png", "--dpi", "30")
    call(folder, 0, "picture", SHORT, *DATE, "-o", "one.svg")
    call(folder, 2, "picture", SHORT, *DATE, "-o", "page-%d.png", "--pages", "99")
    call(folder, 0, "merge", SHORT, RECIPIENTS, *DATE, "-o", "copies")
    made = call(folder, 0, "merge", SHORT, RECIPIENTS, *DATE, "--shard", "1/2", "-o", "part")
    if made and made["entries"] != 1:
        faults.append(f"half of two recipients: {made}")


def archives(folder):
    call(folder, 0, "archive", SHORT, *DATE, "-o", "a.zip")
    call(folder, 1, "archive", f"{folder}/hieroglyphs.txt", *DATE, "-o", "b.zip")
    call(folder, 0, "verify", "a.zip")
    with zipfile.ZipFile(f"{folder}/a.zip") as bag, zipfile.ZipFile(f"{folder}/bad.zip", "w") as bad:
        for name in bag.namelist():
            bad.writestr(name, bag.read(name)[:-1])
        bad.writestr("../out", b"")
        bag.extractall(folder)
    data = pathlib.Path(folder, "bad.zip").read_bytes()
    write(folder, "bytes.zip", data.replace(b"letter.pdf", b"l\xff\x1bt\xe9r.pdf"))
    os.mkdir(os.path.join(folder, "empty"))
    for path in ("bad.zip", "bytes.zip", SHORT, "empty"):
        call(folder, 1, "verify", path)
    call(folder, 0, "verify", "a")
    bags = [p for kind in ("bagit/v1.0/*", "ocfl/*-objects/*") if SUITES.exists() for p in SUITES.glob(kind)]
    for path in sorted(bags):
        if path.is_dir() and path.name not in ("valid", "invalid", "warning"):
            call(folder, 0 if path.parent.name in ("good-objects", "warn-objects") else 1, "verify", str(path))


def versions(folder):
    text = pathlib.Path(SHORT).read_text(encoding="utf-8")
    blocks = text.split("\n\n")
    changed = "\n\n".join([*blocks[:-1], "A paragraph more.", blocks[-1].rstrip()[:-1] + "\n12. Ann Lee\n"])
    write(folder, "changed.txt", changed)
    for words, status in ((["-m", "n\u00e9"], 0), ([], 0), (["--id", "https://example.org/x"], 0)):
        call(folder, status, "snapshot", "store", SHORT, *DATE, *words)
    call(folder, 0, "snapshot", "store", "changed.txt", "--id", "short", "--date", "2020-09-10", "--user", "Ann")
    call(folder, 1, "snapshot", "store", f"{folder}/hieroglyphs.txt", *DATE)
    call(folder, 0, "snapshot", "single", SHORT, *DATE)
    for words, status in ((["store"], 0), (["store", "short"], 0), (["single"], 0), (["store", "nobody"], 3)):
        call(folder, status, "log", *words)
    call(folder, 0, "verify", "store")
    for words, status in ((["-o", "back.zip"], 0), (["-o", "back"], 0), (["v9", "-o", "back9"], 2),
                          (["v1", "-o", "back"], 3)):
        call(folder, status, "restore", "store", "short", *words)
    for words, status in ((["store", "short"], 0), (["store", "short", "v1", "v2", "--exit-code"], 1),
                          ([SHORT, "changed.txt"], 0), (["changed.txt", SHORT], 0), ([SHORT, "a.zip"], 0),
                          ([LONG, SHORT], 0)):
        call(folder, status, "diff", *words, *DATE)


def absences(folder):
    """What is not there, or cannot be written, is told the same way by each command."""
    call(folder, 0, "new", "first")
    call(folder, 2, "purge", "single", "short")
    call(folder, 3, "purge", "store", "nobody", "--yes")
    call(folder, 0, "snapshot", "going", SHORT, *DATE)
    call(folder, 0, "redact", "going", "short", "--name", "Friends of the Library")
    call(folder, 0, "log", "going")
    call(folder, 0, "verify", "going")
    call(folder, 2, "redact", "going", "short")
    call(folder, 0, "verify", "going", "--log")
    call(folder, 0, "verify", "going", "--repair", "single")
    call(folder, 3, "redact", "going", "nobody", "--name", "Ann Lee")
    call(folder, 0, "purge", "going", "short", "--yes")
    call(folder, 0, "evidence", "a.zip", "-o", "a.ers")
    call(folder, 1, "evidence", "a.zip", "-o", "a.ers", "--timestamp", SHORT)
    call(folder, 2, "new", "first")
    call(folder, 0, "render", SHORT, "-o", "plain.pdf", *DATE)
    call(folder, 0, "verify", "plain.pdf")
    call(folder, 0, "seal", "plain.pdf", "--timestamp", "query", "-o", "sealed.pdf")
    call(folder, 2, "seal", "plain.pdf", "-o", "sealed.pdf")
    call(folder, 3, "seal", "no.pdf", "--timestamp", "query", "-o", "sealed.pdf")
    for command, words in (("render", ["no", "-o", "x"]), ("archive", ["no", "-o", "x.zip"]), ("verify", ["no"]),
                           ("snapshot", ["new", "no"]), ("log", ["no"]), ("diff", [SHORT, "no"]),
                           ("restore", ["no", "x", "-o", "x"]), ("handout", ["no", "--as", "2up", "-o", "x"]),
                           ("picture", ["no", "-o", "x.png"]), ("check", ["no"]), ("import", ["no", "-o", "x"]),
                           ("merge", ["no", RECIPIENTS, "-o", "x"]), ("evidence", ["no", "-o", "x"]), ("fonts", ["no"]), ("dump", ["text", "no"])):
        call(folder, 3, command, *words)
    for command, ending, words in (("render", ".pdf", [SHORT]), ("archive", ".zip", [SHORT]), ("import", ".md", [SHORT]),
                                   ("handout", ".pdf", [SHORT, "--as", "2up"]),
                                   ("handout", ".pdf", [SHORT, "--as", "summary"]),
                                   ("merge", "", [SHORT, RECIPIENTS]), ("picture", ".png", [SHORT])):
        call(folder, 3, command, *words, "-o", "no/such/x" + ending)


def many_sources(folder):
    """An array whose objects are the command's own, with the source and the status before their keys."""
    global calls
    calls += 1
    done = subprocess.run([WARRAQ, "verify", "a.zip", "bad.zip", "absent.zip", "--json"], cwd=folder, capture_output=True,
                          check=False, timeout=60)
    listed = json.loads(done.stdout, parse_constant=reject_constant)
    seen = [(o.pop("source"), o.pop("status")) for o in listed]
    if seen != [("a.zip", 0), ("bad.zip", 1), ("absent.zip", 3)] or done.returncode != 3:
        faults.append(f"verify of three: {seen}, exit {done.returncode}")
    for one in listed:
        faults.extend(f"verify of three: {fault.message}" for fault in validator("verify").iter_errors(one))


def wrong_calls(folder):
    """A call that never began has no result: standard output stays empty."""
    global calls
    for command in COMMANDS:
        too_many = [] if command in MANY else [[command, *"abcdef", "--json"]]
        for words in ([command, "--json", "--no-such"], [command, "--json", "--date", "soon"], *too_many):
            calls += 1
            done = subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, check=False, timeout=60)
            if done.returncode != 2 or done.stdout or not done.stderr:
                faults.append(f"{words}: {done}")
    for command, words in (("render", [SHORT]), ("archive", [SHORT]), ("import", [SHORT]),
                           ("restore", ["single", "short"]), ("handout", [SHORT, "--as", "2up"])):
        calls += 1
        done = subprocess.run([WARRAQ, command, *words, "-o", "-", "--json"], cwd=folder, capture_output=True,
                              check=False, timeout=60)
        if done.returncode != 2 or done.stdout:
            faults.append(f"{command} -o - --json: {done.returncode}, {len(done.stdout)} bytes")


def places(value, path=()):
    """The path of every object, list and leaf within a value."""
    yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from places(member, (*path, key))


def spoilt(value, path):
    """(what was done, the value with one thing wrong at `path`)."""
    def at(change):
        other = copy.deepcopy(value)
        holder = other
        for key in path[:-1]:
            holder = holder[key]
        if path:
            holder[path[-1]] = change(holder[path[-1]])
        else:
            other = change(other)
        return other
    yield "another kind of value", at(lambda member: 0.5)
    here = value
    for key in path:
        here = here[key]
    if isinstance(here, dict):
        yield "an unknown key", at(lambda member: {**member, "strange": 1})
    if isinstance(here, int) and not isinstance(here, bool):
        yield "a negative number", at(lambda member: -7)


def shape(value):
    """What tells objects of one kind apart from others: one of each is spoilt."""
    if isinstance(value, dict):
        return tuple((key, shape(member)) for key, member in sorted(value.items()))
    if isinstance(value, list):
        return tuple(sorted({shape(member) for member in value}, key=repr))
    return type(value).__name__


def shorten(value):
    """One member of each shape in every list: enough to be spoilt."""
    if isinstance(value, dict):
        return {key: shorten(member) for key, member in value.items()}
    if isinstance(value, list) and not (value and isinstance(value[0], str)):
        return list({shape(member): shorten(member) for member in value}.values())
    return value


def schemas_bite():
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    seen, spoils = set(), 0
    for command, value in objects:
        if (command, shape(value)) in seen:
            continue
        seen.add((command, shape(value)))
        value, check = shorten(value), validator(command)
        for path in places(value):
            for what, other in spoilt(value, path):
                spoils += 1
                if check.is_valid(other):
                    faults.append(f"{command}.schema.json accepts {what} at {path}")
    return spoils


def main():
    missing = {f"{command}.schema.json" for command in COMMANDS} - set(SCHEMAS)
    assert not missing, f"no schema: {missing}"
    with tempfile.TemporaryDirectory() as folder:
        letters(folder, sources(folder))
        archives(folder)
        versions(folder)
        absences(folder)
        many_sources(folder)
        wrong_calls(folder)
    bare = {command for command in COMMANDS if not any(c == command and "error" not in v for c, v in objects)}
    if bare:
        faults.append(f"no result seen of {bare}")
    spoils = schemas_bite()
    print("\n".join(faults) or f"{calls} calls of {len(COMMANDS)} commands keep to the schemas; "
          f"{spoils} spoilt objects are refused")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
