# SPDX-License-Identifier: MIT
"""Holds every #include line of src/ to the table of rooms in src/CMakeLists.txt."""
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))

# Libraries met in one room only (the door and the command line meet none but GLib).
LIBRARIES = {
    "openssl/": {"base", "archive"},
    "jansson": {"base"},
    "pango": {"text", "paint"},  # librsvg sets an SVG's text by Pango: paint lends it the faces
    "fontconfig": {"text", "paint"},
    "ft2build": {"text", "paint"},  # paint hands a face to Cairo through FreeType
    "hyphen": {"text"},
    "fribidi": {"text"},
    "hb-subset": {"pdf"},
    "hb": {"language", "text", "pdf", "record"},  # text/font.h lends the face; pdf subsets it
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
    return {"cli", "style"} if path.parent.name == "manual" else {"cli"}


def faults_of(path, room, table):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        own = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        library = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        if own:
            target = own.group(1)
            other = target.split("/")[0] if "/" in target else "door"
            if not (SOURCE / "src" / target).exists():
                yield f"{path}:{number}: no such header: {target}"
            elif room == "cli" and target != "warraq.h" and other not in may_cli(path):
                yield f"{path}:{number}: cli may include warraq.h alone, not {target}"
            elif room not in ("cli", "door") and other != room and other not in table[room]:
                yield f"{path}:{number}: {room} may not include {target}"
        if library:
            for prefix, allowed in LIBRARIES.items():
                if re.match(rf"{re.escape(prefix)}(\b|-|\.|/|\d|$)", library.group(1)) and room not in allowed:
                    yield f"{path}:{number}: <{library.group(1)}> is not met in {room}"


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
    for room, may in table.items():
        for other in may:
            if room in table[other]:
                faults.append(f"{room} and {other} may include each other")
    print("\n".join(faults) or f"{files} files of {len(table)} rooms keep to the table")
    return 1 if faults else 0


sys.exit(main())
