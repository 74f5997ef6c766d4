# SPDX-License-Identifier: MIT
"""Each level of conformance is what it says everywhere: the record's own metadata, the archive that holds it, the
refusal of what it cannot be. Files inside have the media types that the crate gives them."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
# --pdf: PRONOM, title, PDF, PDF/UA, whether it can be a printer's master.
LEVELS = {
    None: ("fmt/476", "PDF/A-2a", "1.7", "1", True),
    "a-2a": ("fmt/476", "PDF/A-2a", "1.7", "1", True),
    "a-3a": ("fmt/479", "PDF/A-3a", "1.7", "1", False),
    "a-4": ("fmt/1912", "PDF/A-4f", "2.0", "2", False),
}
SOURCES = {
    "letter.txt": ("Open letter\n\nWe ask.\n", "text/plain"),
    "letter.md": ("# Open letter\n\nWe ask.\n", "text/markdown"),
    "letter.html": ("<h1>Open letter</h1><p>We ask.</p>", "text/html"),
}
faults = []


def run(folder, *words):
    return subprocess.run([WARRAQ, *words, "--date", "2020-09-09", "--quiet"], cwd=folder, capture_output=True,
                          check=False, text=True)


def expect(told, found, wanted):
    if found != wanted:
        faults.append(f"{told}: {found!r}, not {wanted!r}")


def claims(data):
    """(title, PDF version, part of PDF/UA) as the file itself says."""
    metadata = data.decode("latin-1")
    part, ua = (re.search(rf'{name}:part="(\d)"', metadata) for name in ("pdfaid", "pdfuaid"))
    conformance = re.search(r'pdfaid:conformance="(\w)"', metadata)
    title = f"PDF/A-{part[1]}{conformance[1].lower() if conformance else ''}"
    return title, metadata[5:8], ua and ua[1]


def crate_of(path):
    with zipfile.ZipFile(path) as archive:
        graph = {}
        for name in archive.namelist():
            if name.endswith("ro-crate-metadata.json"):
                graph = {entity["@id"]: entity for entity in json.loads(archive.read(name))["@graph"]}
        record = archive.read("letter/data/letter.pdf")
    return graph, record


def level_holds(folder, level):
    pronom, title, version, ua, printable = LEVELS[level]
    words = ["--pdf", level] if level else []
    told = f"--pdf {level}"
    done = run(folder, "archive", "letter.txt", "-o", "letter.zip", *words)
    expect(f"{told}: status", done.returncode, 0)
    graph, record = crate_of(os.path.join(folder, "letter.zip"))
    media, identifier = graph["letter.pdf"]["encodingFormat"]
    expect(f"{told}: media type", media, "application/pdf")
    expect(f"{told}: PRONOM", identifier["@id"], f"https://www.nationalarchives.gov.uk/PRONOM/{pronom}")
    expect(f"{told}: name in the crate", graph[identifier["@id"]]["name"], title)
    expect(f"{told}: claims", claims(record), (title, version, ua))
    done = run(folder, "render", "letter.txt", "-o", "print.pdf", "--print", *words)
    expect(f"{told} --print: status", done.returncode, 0 if printable else 2)
    if printable:
        expect(f"{told} --print: claims", claims(pathlib.Path(folder, "print.pdf").read_bytes()), (title, "1.6", ua))
    elif title.removesuffix('f') not in done.stderr or "PDF/A-2a" in done.stderr:
        faults.append(f"{told} --print gives a wrong reason: {done.stderr}")
    done = run(folder, "render", "letter.txt", "-o", "inside.pdf", *words)
    inside = subprocess.run(["pdfdetach", "-list", "inside.pdf"], cwd=folder, capture_output=True, check=True, text=True).stdout
    for name, levels in (("letter.txt", ("a-3a", "a-4")), ("letter.html", ("a-4",))):
        expect(f"{told}: carries {name}", name in inside, level in levels)
    for side in (14400, 14401):
        done = run(folder, "render", "letter.txt", "-o", "wide.pdf", "--set", f"page.size={side}pt 300pt", *words)
        expect(f"{told}, a page of {side} pt: status", done.returncode, 2 if side > 14400 else 0)


def files_have_types(folder, name, media_type):
    run(folder, "render", name, "-o", "carries.pdf", "--pdf", "a-3a")
    data = pathlib.Path(folder, "carries.pdf").read_bytes()
    spelt = media_type.replace("/", "#2F").encode()
    found = re.findall(rb"/Type/EmbeddedFile/Subtype/([^/]*)/", data)
    expect(f"{name} inside", found, [spelt])
    run(folder, "archive", name, "-o", "letter.zip")
    graph, _ = crate_of(os.path.join(folder, "letter.zip"))
    expect(f"{name} in the crate", graph[f"source/{name}"]["encodingFormat"], media_type)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, _) in SOURCES.items():
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
        for level in LEVELS:
            level_holds(folder, level)
        for name, (_, media_type) in SOURCES.items():
            files_have_types(folder, name, media_type)
    print("\n".join(faults) or f"{len(LEVELS)} levels and {len(SOURCES)} files inside are what they say")
    return 1 if faults else 0


sys.exit(main())
