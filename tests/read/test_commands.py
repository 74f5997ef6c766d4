# SPDX-License-Identifier: MIT
"""`check` and `import` on the example: every query with its place, and pages that do not change."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ, SOURCE = os.environ["WARRAQ"], pathlib.Path(os.environ["SOURCE"])
EXAMPLE = SOURCE / "examples/open-letter.ar.txt"

PLACES = {
    ("numbers-missing", 26, 3),
    ("total-agrees", 26, 3),
    ("space-missing-after-punctuation", 6, 18),
    ("space-before-punctuation", 6, 65),
    ("dash-spacing", 18, 141),
    ("space-missing-before-bracket", 34, 68),
    ("space-odd", 52, 57),
    ("space-odd", 62, 55),
    ("space-odd", 138, 12),
    ("space-odd", 258, 14),
    ("space-doubled", 62, 55),
    ("space-doubled", 258, 14),
    ("space-missing-after-bracket", 85, 57),
    ("space-inside-bracket", 84, 62),
    ("space-inside-bracket", 181, 16),
    ("space-inside-bracket", 201, 15),
    ("space-inside-bracket", 201, 48),
}


def run(*arguments):
    return subprocess.run([WARRAQ, *map(str, arguments)], capture_output=True, text=True)


def check_example():
    said = json.loads(run("check", EXAMPLE, "--json").stdout)
    signatories = said["signatories"]
    expected = {"listed": 273, "highest": 282, "missing": [10, 84, 96, 103, 177, 182, 195, 207, 216],
                "stated_total": 321, "anonymous": 39}
    assert {key: signatories[key] for key in expected} == expected, signatories
    residue = [note["line"] for note in said["notes"] if note["code"].startswith("residue")]
    assert residue == [1, 2, 302, 305], residue
    places = {(note["code"], note["line"], note["column"]) for note in said["notes"]}
    told = {place for place in places if not place[0].startswith(("residue", "date"))}
    assert told == PLACES, told ^ PLACES
    totals = next(note["message"] for note in said["notes"] if note["code"] == "total-agrees")
    assert totals == "321 stated = 273 listed + 39 unnamed + 9 numbers without a name", totals


def import_example(folder):
    once, twice = folder / "once.md", folder / "twice.md"
    assert run("import", EXAMPLE, "-o", once).returncode == 0
    assert run("import", once, "-o", twice).returncode == 0
    assert once.read_bytes() == twice.read_bytes()
    plain = ("--set", "colophon.content=none")  # it has the digest of the source
    pages = run("dump", "pages", EXAMPLE, *plain).stdout
    assert len(pages.splitlines()) > 300, pages[:200]
    assert pages == run("dump", "pages", once, *plain).stdout


def import_drawn_signature(folder):
    """A signature that is a picture alone makes no empty key, which the next import would leave out."""
    page, once, twice = folder / "page.html", folder / "drawn.md", folder / "again.md"
    page.write_text("<!doctype html><html lang=en><body><h1>The river</h1><p>Dear councillors,</p><p>We ask the council to keep "
                    "the river clean, and to publish what it measures.</p><p>Yours sincerely,</p>"
                    "<p><img src=/heron.png alt='A heron'></p><h2>Signatories</h2><ul><li>Ana Ruiz<li>Li Wei<li>Ute Ehm</ul>",
                    encoding="utf-8")
    for source, out in ((page, once), (once, twice)):
        assert run("import", source, "-o", out).returncode in (0, 1)
    assert 'signature: ""' not in once.read_text(encoding="utf-8")
    assert once.read_bytes() == twice.read_bytes()


def main():
    check_example()
    with tempfile.TemporaryDirectory() as folder:
        import_example(pathlib.Path(folder))
        import_drawn_signature(pathlib.Path(folder))
    print("check and import hold on the example")
    return 0


sys.exit(main())
