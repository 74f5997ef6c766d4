# SPDX-License-Identifier: MIT
"""A file of no bytes, given wherever a command reads one: it is used or refused, and no call dies of it."""
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.environ["WARRAQ"]
LETTER = "# A letter\n\nText of the letter.\n\nSignatories\n\n1. Ann Lee\n2. Bo Lee\n"
LISTS = ["csv", "tsv", "json", "yaml", "xlsx", "ods", "fods", "txt"]
SOURCES = ["txt", "md", "html", "docx", "odt", "fodt", "eml", "mbox", "mhtml", "warc", "wacz"]
PROOFS = ["zip", "pdf", "ers", "p7s", "tsr", "sig", "docx", "epub"]


def calls(folder):
    """(name, arguments); `empty.ENDING` is a file of no bytes."""
    made = ["-o", str(folder / "made.pdf"), "--date", "2026-01-01"]
    letter = str(folder / "letter.md")

    def empty(ending):
        path = folder / f"empty.{ending}"
        path.write_bytes(b"")
        return str(path)

    for ending in SOURCES:
        yield f"render a source {ending}", ["render", empty(ending), *made]
    for ending in LISTS:
        yield f"a list {ending}", ["render", letter, "--signatories", empty(ending), *made]
        yield f"check a list {ending}", ["check", empty(ending)]
    for ending in "png", "jpg", "svg":
        picture = folder / f"picture-{ending}.md"
        picture.write_text(f"# A letter\n\nText.\n\n![x]({pathlib.Path(empty(ending)).name})\n", "utf-8")
        yield f"a picture {ending}", ["render", str(picture), *made]
        logo = folder / f"logo-{ending}.md"
        logo.write_text(f"---\nlogo: {pathlib.Path(empty(ending)).name}\n---\n\n# A letter\n\nText.\n", "utf-8")
        yield f"a logo {ending}", ["render", str(logo), "--style", "letterhead", *made]
    for ending in PROOFS:
        yield f"verify {ending}", ["verify", empty(ending)]
    good, sealed = str(folder / "good.zip"), str(folder / "good.pdf")
    yield "an archive", ["archive", letter, "-o", good, "--date", "2026-01-01"]
    yield "a record", ["render", letter, "-o", sealed, "--date", "2026-01-01"]
    for option in "--authority", "--signers", "--proof":
        yield f"verify {option}", ["verify", good, option, empty("pem")]
    yield "a style", ["render", letter, "--style", empty("style"), *made]
    yield "an organisation's file", ["render", letter, "--config", empty("conf"), *made]
    yield "a key", ["render", letter, "--sign", empty("pem"), "--certificate", empty("pem"), *made]
    yield "a receiver", ["render", letter, "--for", empty("receiver"), "-o", str(folder / "made.docx")]
    yield "a profile", ["archive", letter, "--profile", empty("json"), "-o", str(folder / "made.zip"), "--date", "2026-01-01"]
    yield "a time stamp", ["seal", sealed, "--timestamp", empty("tsr"), "-o", str(folder / "sealed.pdf")]
    yield "a proof", ["seal", sealed, "--proof", empty("pem"), "-o", str(folder / "sealed.pdf")]
    yield "recipients", ["merge", letter, "--recipients", empty("csv"), "-o", str(folder / "merged")]
    yield "import", ["import", empty("txt"), "-o", str(folder / "imported.md")]
    yield "compare", ["diff", empty("txt"), letter]


def main():
    failed = passed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "letter.md").write_text(LETTER, "utf-8")
        for what, arguments in calls(folder):
            done = subprocess.run([WARRAQ, *arguments], capture_output=True, timeout=60, check=False)
            said = done.stderr.decode("utf-8", "replace")
            bad = done.returncode not in (0, 1, 2, 3) or "CRITICAL" in said or (done.returncode and not said and not done.stdout)
            failed += bad
            passed += not bad
            if bad:
                print(f"{what}: {done.returncode} {said[:200]}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
