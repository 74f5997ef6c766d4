# SPDX-License-Identifier: MIT
"""Holds every #include line of src/ to the table of rooms in src/CMakeLists.txt, and sees that neither
rooms nor files stand in rings: whoever is called knows nothing of its caller."""
import re
import subprocess
import sys

import source
from source import SOURCE

# True recursions of files, each with its reason. No other ring is allowed, nor these once they are open.
RINGS = {
    ("layout/block", "layout/footnote", "layout/list", "layout/signature"):
        "a block may be a list, whose entries hold blocks, may call a note, which holds blocks, and may stand beside another",
}

# Libraries met in one room only (the door and the command line meet none but GLib).
LIBRARIES = {
    "openssl/": {"base", "archive"},
    "jansson": {"base"},
    "pango": {"text", "paint"},  # librsvg sets an SVG's text by Pango: paint lends it the faces
    "fontconfig": {"text", "paint"},
    "ft2build": {"text", "paint"},  # paint hands a face to Cairo through FreeType
    "hyphen": {"text"},
    "unicode": {"text", "language"},  # ICU
    "fribidi": {"text"},
    "hb-subset": {"pdf", "edition"},  # for the record; for a page of the web
    "brotli": {"edition"},
    "hb": {"language", "text", "pdf", "record", "edition"},  # text/font.h lends the face; pdf subsets it
    "libdeflate": {"pdf", "zip", "paint"},  # CRC-32 too
    "cairo": {"paint"},
    "librsvg": {"paint"},
    "turbojpeg": {"paint"},
    "qrencode": {"paint"},
    "zip.h": {"archive"},
    "cmark": {"read"},
    "libxml": {"read"},
    "yaml": {"read"},
    "csv": {"read"},
    "uchardet": {"read"},
    "microhttpd": {"desk"},
    "gmime": {"read"},
}


def rooms_table():
    text = (SOURCE / "src/CMakeLists.txt").read_text()
    table = {}
    for name, rest in re.findall(r"^warraq_room\((\w+)\s*(.*?)\)", text, re.M | re.S):
        may = re.search(r"MAY([\w\s]*?)(?:LIBS|$)", rest)
        table[name] = set(may.group(1).split()) if may else set()
    return table


def may_cli(path):
    """The program knows the door alone; what writes its manual reads the table of styles too."""
    if path.name == "cmd_desk.c":
        return {"cli", "desk"}  # the one command that is a room of its own
    return {"cli", "style"} if path.parent.name == "manual" else {"cli"}


def faults_of(path, room, table):
    made = (SOURCE / "src/CMakeLists.txt").read_text()  # names the tables that the build writes
    for number, line in enumerate(path.read_text().splitlines(), 1):
        own = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        library = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        if own:
            target = own.group(1)
            other = target.split("/")[0] if "/" in target else "door"
            if not (SOURCE / "src" / target).exists() and target not in made:
                yield f"{path}:{number}: no such header: {target}"
            elif room == "cli" and target != "warraq.h" and other not in may_cli(path):
                yield f"{path}:{number}: cli may include warraq.h alone, not {target}"
            elif room == "desk" and target != "warraq.h" and other != "desk":
                yield f"{path}:{number}: desk may include warraq.h alone, not {target}"
            elif room not in ("cli", "desk", "door") and other != room and other not in table[room]:
                yield f"{path}:{number}: {room} may not include {target}"
        if library:
            for prefix, allowed in LIBRARIES.items():
                if re.match(rf"{re.escape(prefix)}(\b|-|\.|/|\d|$)", library.group(1)) and room not in allowed:
                    yield f"{path}:{number}: <{library.group(1)}> is not met in {room}"


def defined_in(units):
    """Where each function that is seen outside its file is defined: name to unit."""
    found = {}
    for path, code in units:
        if path.suffix == ".c":
            found.update({f.name: source.unit_of(path) for f in source.functions(code)
                          if f.defined and not f.static})
    return found


def uses(path, code):
    """The names a file uses that may be functions of others: no members, no tags. Of a header, those in
    the functions it defines."""
    if path.suffix == ".h":
        code = "\n".join(source.bodies(code))
    own = {f.name for f in source.functions(code) if f.static}
    return set(re.findall(r"(?<![.>\w])(?<!struct )(?<!enum )([a-z_]\w+)\b", code)) - own


def rows_of(path):
    """What becomes of the tables (.inc) that a file includes: the preprocessor leaves out what its macros drop."""
    def kept(match):
        return match[0] if match[1] and (source.SRC / match[1]).exists() else ""
    text = path.read_text(encoding="utf-8")
    alone = re.sub(r'^#include (?:"([^"]+\.inc)".*|.*)$', kept, text, flags=re.M)
    if "#include" not in alone:
        return ""
    done = subprocess.run(["cc", "-E", "-P", "-xc", "-I", source.SRC, "-"], input=alone, text=True, check=True,
                          capture_output=True)
    return source.stripped(done.stdout)


def calls():
    """Unit to the units whose functions it uses."""
    units = [(path, f"{code}\n{rows_of(path)}") for path, code in source.files(".c", ".h")]
    where = defined_in(units)
    edges = {}
    for path, code in units:
        unit = source.unit_of(path)
        called = {where[name] for name in uses(path, code) if name in where}
        edges.setdefault(unit, set()).update(called - {unit})
    return edges


def header_includes():
    """Header to the headers it includes."""
    return {str(path.relative_to(source.SRC)): set(re.findall(r'^\s*#\s*include\s+"([^"]+)"', path.read_text(), re.M))
            for path, _ in source.files(".h")}


def ring_faults(table):
    listed = dict(RINGS)
    for ring in source.rings(calls()):
        if not listed.pop(tuple(ring), None):
            yield f"these files call one another in a ring: {' '.join(ring)}"
    for ring in listed:
        yield f"this ring is listed and is none: {' '.join(ring)}"
    for ring in source.rings(header_includes()):
        yield f"these headers include one another: {' '.join(ring)}"
    for ring in source.rings(table):
        yield f"these rooms may include one another in a ring: {' '.join(ring)}"


def main():
    table = rooms_table()
    assert len(table) >= 12, f"only {len(table)} rooms in the table"
    faults, files = [], 0
    for path in sorted((SOURCE / "src").rglob("*.[ch]")):
        parts = path.relative_to(SOURCE / "src").parts
        room = parts[0] if len(parts) > 1 else "door"
        if room not in table and room not in ("cli", "door"):
            faults.append(f"{path}: {room} is not in the table of rooms")
            continue
        files += 1
        faults += faults_of(path, room, table)
    faults += ring_faults(table)
    print("\n".join(faults) or f"{files} files of {len(table)} rooms keep to the table, in no ring but {len(RINGS)}")
    return 1 if faults else 0


sys.exit(main())
