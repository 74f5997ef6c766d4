# SPDX-License-Identifier: MIT
"""The whole route on the example: its text letter for letter, and the same bytes wherever it runs."""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

WARRAQ = os.environ["WARRAQ"]
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
LETTER = SOURCE / "examples/open-letter.ar.txt"
DATE = "2020-09-09"
GAPS = {10, 84, 96, 103, 177, 182, 195, 207, 216}


def run(*words, env=None, cwd=None, umask=-1):
    environment = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "TZ", "LC_ALL", "LANG")}
    return subprocess.run([WARRAQ, *map(str, words)], capture_output=True, check=True, cwd=cwd, umask=umask,
                          env={**environment, **(env or {})}, timeout=300).stdout.decode()


def source_blocks():
    """The example read once more, plainly: what stands where is known for this one letter."""
    lines = LETTER.read_text(encoding="utf-8").split("\n")
    entries = [re.fullmatch(r"  (\d+)\. (.*)", line) for line in lines]
    listed = [(int(m[1]), m[2].strip()) for m in entries if m]
    prose = [line.strip() for line, m in zip(lines, entries) if line.strip() and not m]
    # Residue: the first two lines and the last two; the totals note stays.
    return prose[2:-2], listed


def test_text_is_the_sources():
    prose, listed = source_blocks()
    assert len(listed) == 273 and set(range(1, 283)) - {n for n, _ in listed} == GAPS
    text = run("dump", "text", LETTER, "--date", DATE, "-q").splitlines()
    expected = prose[:-1] + [f"{n}. {name}" for n, name in listed] + prose[-1:]
    assert [unicodedata.normalize("NFC", t) for t in text] == expected, "dump text is not the source"
    assert len(prose) == 1 + 1 + 8 + 1 + 1  # title, addressees, body, closing, totals


def test_residue_is_told_and_kept_out():
    report = json.loads(run("check", LETTER, "--date", DATE, "--json", "-q"))
    aside = {line for part in report["set_aside"] for line in range(part["first_line"], part["last_line"] + 1)}
    assert {1, 2, 302, 305} <= aside, aside
    counts = report["signatories"]
    assert counts == {"listed": 273, "highest": 282, "missing": sorted(GAPS), "stated_total": 321,
                      "anonymous": 39}, counts


def products(folder, env, umask):
    base = pathlib.Path(folder)
    for name, words in {"a.pdf": ["render"], "a.zip": ["archive"]}.items():
        run(words[0], LETTER, "-o", base / name, "--date", DATE, "-q", env=env, cwd=folder, umask=umask)
    run("picture", LETTER, "-o", base / "p-%d.png", "--dpi", "40", "--date", DATE, "-q", env=env, cwd=folder)
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(base.iterdir())}


def test_same_bytes_everywhere():
    seen = []
    for env, umask in [({"TZ": "UTC", "LC_ALL": "C"}, 0o022), ({"TZ": "UTC", "LC_ALL": "C"}, 0o022),
                       ({"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}, 0o077),
                       ({"TZ": "America/Caracas", "LANG": "ar_EG.UTF-8", "LANGUAGE": "ar"}, 0o002)]:
        with tempfile.TemporaryDirectory(prefix="warraq رسالة ") as folder:
            seen.append(products(folder, env, umask))
    assert len(seen[0]) >= 6, seen[0]
    assert all(other == seen[0] for other in seen), "bytes differ between runs"


def test_archive_proves_itself():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "letter.zip")
        made = json.loads(run("archive", LETTER, "-o", path, "--date", DATE, "--json", "-q"))
        assert made["sha512"] == hashlib.sha512(path.read_bytes()).hexdigest()
        assert json.loads(run("verify", path, "--json"))["valid"]
        subprocess.run(["unzip", "-q", path], cwd=folder, check=True)
        bag = pathlib.Path(folder, "letter")
        subprocess.run(["sha512sum", "--quiet", "-c", "manifest-sha512.txt"], cwd=bag, check=True)
        subprocess.run(["sha512sum", "--quiet", "-c", "tagmanifest-sha512.txt"], cwd=bag, check=True)
        assert (bag / "data/source/open-letter.ar.txt").read_bytes() == LETTER.read_bytes()
        assert json.loads(run("verify", bag, "--json"))["kind"] == "bag"
        lists = json.loads((bag / "data/report.json").read_text())["lists"]
        lines = (bag / "data/letter.txt").read_text().splitlines()
        entries = lines[lists[0]["first_line"] - 1:lists[0]["last_line"]]
        assert len(entries) == 273 and entries[0] == "1. 21Wilberforce"


def test_pictures_are_inputs_too():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "letter.zip")
        run("archive", SOURCE / "tests/read/letters/19-front-matter.md", "-o", path, "--date", DATE, "-q")
        names = subprocess.run(["unzip", "-Z1", path], capture_output=True, check=True).stdout.decode().split()
        for name in ("19-front-matter.md", "logo.svg", "yard.png"):
            assert f"letter/data/source/{name}" in names, names


# The colophon has the digest of the source, which is the template's.
SAME = ("--date", DATE, "--set", "colophon.content=none")


def test_copies_share_work_but_not_bytes():
    """What a merge reuses from copy to copy must not show in any of them."""
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        letter = LETTER.read_text(encoding="utf-8").replace("رسالة مفتوحة إلى:", "رسالة مفتوحة إلى: {name}، ")
        (base / "open.txt").write_text(letter, encoding="utf-8")
        names = ["ليلى حداد", "Анна Петрова", "山田太郎", "Nguyễn Thị Bình", "ليلى حداد"]
        (base / "names.csv").write_text("name\n" + "\n".join(names) + "\n", encoding="utf-8")
        run("merge", base / "open.txt", base / "names.csv", "-o", base / "all", *SAME, "-q", "-j", "1")
        run("merge", base / "open.txt", base / "names.csv", "-o", base / "two", *SAME, "-q", "-j", "2")
        copies = sorted(p for p in (base / "all").iterdir() if p.name != "all.pdf")
        assert len(copies) == len(names)
        for name, copy in zip(names, copies):
            (base / "open.txt").write_text(letter.replace("{name}", name), encoding="utf-8")
            run("render", base / "open.txt", "-o", base / "one.pdf", *SAME, "-q")
            assert copy.read_bytes() == (base / "one.pdf").read_bytes(), copy.name
            assert copy.read_bytes() == (base / "two" / copy.name).read_bytes(), copy.name
        pages = subprocess.run(["pdfinfo", base / "all/all.pdf"], capture_output=True, check=True).stdout
        one = subprocess.run(["pdfinfo", base / "one.pdf"], capture_output=True, check=True).stdout
        count = int(re.search(rb"Pages: +(\d+)", one)[1]) * len(names)
        assert b"Pages:           %d\n" % count in pages, pages


def main():
    failed = 0
    for name, test in sorted(globals().items()):
        if name.startswith("test_"):
            try:
                test()
                print(f"ok {name}")
            except (AssertionError, subprocess.CalledProcessError) as fault:
                failed += 1
                print(f"FAILED {name}: {fault} {getattr(fault, 'stderr', b'') or ''}")
    return 1 if failed else 0


sys.exit(main())
