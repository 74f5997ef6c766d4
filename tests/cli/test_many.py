# SPDX-License-Identifier: MIT
"""Several sources in one call: what comes out is what one call after the other gives, in the order of the sources, for
any number of threads; no output is another's or a source of any; the worst status is the call's."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SHORT = pathlib.Path(__file__).resolve().parent / "short.txt"
LETTERS = 12
faults = []


def run(folder, *words):
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, check=False, timeout=120,
                          stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})


def expect(holds, what):
    if not holds:
        faults.append(what)


def write_letters(base):
    (base / "letters").mkdir()
    for i in range(LETTERS):
        text = SHORT.read_text(encoding="utf-8") + f"\n{i}. The {i}th to sign\n" * (i % 3)
        (base / f"letters/{i:02}.txt").write_text(text, encoding="utf-8")
    (base / "letters/notes.ods~").write_bytes(b"no letter")
    (base / "letters/.hidden.txt").write_bytes(b"")


def names(base):
    return [f"letters/{i:02}.txt" for i in range(LETTERS)]


def test_check(base):
    one_by_one = b"\n".join(f"==> {name} <==\n".encode() + run(base, "check", name, "--date", "2026-03-01").stdout
                            for name in names(base))
    for jobs in ("1", "2", "5"):
        done = run(base, "check", "letters", "--date", "2026-03-01", "-j", jobs)
        expect(done.stdout == one_by_one, f"check -j{jobs} differs from one call after the other")
    objects = json.loads(run(base, "check", "letters", "--date", "2026-03-01", "--json").stdout)
    expect([o["source"] for o in objects] == names(base), "the array is not in the order of the sources")
    alone = json.loads(run(base, "check", names(base)[1], "--date", "2026-03-01", "--json").stdout)
    expect({**alone, "source": names(base)[1], "status": 0} == objects[1], "an object of the array differs")


def test_outputs(base):
    for command, ending in (("render", "pdf"), ("archive", "zip")):
        done = run(base, command, "letters", "-o", f"{command}ed/", "-q", "--date", "2026-03-01")
        expect(done.returncode == 0, f"{command} of a folder: {done.stderr.decode()}")
        for name in names(base):
            stem = pathlib.Path(name).stem
            run(base, command, name, "-o", f"{stem}.{ending}", "-q", "--date", "2026-03-01")
            expect((base / f"{stem}.{ending}").read_bytes() == (base / f"{command}ed/{stem}.{ending}").read_bytes(),
                   f"{command} {name}: other bytes than by itself")
    run(base, "render", "letters", "-o", "pages/of-{name}.html", "-q", "--date", "2026-03-01")
    expect(len(list((base / "pages").glob("of-*.html"))) == LETTERS, "no page for each letter")


def test_missing(base):
    """What one letter lacks a sign for is told of the next one too, which the same thread sets."""
    for name in ("a", "b"):
        (base / f"{name}.md").write_text(f"---\ntitle: {name}\nsignatories: none\n---\n\nWe ask \U000F0001.\n", encoding="utf-8")
    done = run(base, "render", "a.md", "b.md", "-o", "missing/", "-j", "1", "--date", "2026-03-01")
    expect(done.stderr.count(b"glyph-missing") == 2, f"not told of each letter: {done.stderr.decode()}")


def test_verify(base):
    done = run(base, "verify", "archiveed")
    expect(done.returncode == 0 and done.stdout.count(b": valid") == LETTERS, f"verify of a folder: {done.stdout}")
    forged = base / "archiveed/05.zip"
    forged.write_bytes(forged.read_bytes().replace(b"letter", b"lettre"))
    done = run(base, "verify", "archiveed", "--json")
    verdicts = [o["valid"] for o in json.loads(done.stdout)]
    expect(done.returncode == 1 and verdicts.count(False) == 1 and not verdicts[5], "the forged one is not the one named")
    # A bag that lost its declaration is still a bag, whatever else lies in it.
    (base / "bag/data").mkdir(parents=True)
    (base / "bag/inner.zip").write_bytes((base / "archiveed/00.zip").read_bytes())
    done = run(base, "verify", "bag")
    expect(done.returncode == 1 and b"bagit-missing" in done.stdout + done.stderr, "a broken bag passed for a folder")


def test_refused(base):
    (base / "twins").mkdir()
    for name in ("twins/a.txt", "twins/a.md"):
        (base / name).write_bytes(SHORT.read_bytes())
    os.link(base / "letters/00.txt", base / "letter.pdf")
    (base / "in").mkdir()
    os.symlink("../letters/01.txt", base / "in/00.pdf")
    before = {path: path.read_bytes() for path in base.rglob("*") if path.is_file()}
    for words, said in (
            (["render", "twins", "-o", "out/"], "rename one of them"),
            (["render", "letters", "-o", "one.pdf"], "names one file"),
            (["render", "letters", "-o", "-"], "names one file"),
            (["render", "letters", "-o", "letters/{name}.txt"], "rename one of them"),
            (["render", "letters", "-o", "in"], "rename one of them"),
            (["archive", "letters", "-o", "z/", "--receipt", "r.txt"], "--receipt is of one source"),
            (["archive", "letters", "-o", "z/", "--id=x"], "--id is of one source"),
            (["check", "-", "letters/00.txt"], "standard input is one source"),
            (["check", "in", "empty"], "cannot read"),
    ):
        done = run(base, *words)
        expect(done.returncode in (2, 3) and said in done.stderr.decode(), f"{words}: {done.returncode} {done.stderr}")
    after = {path: path.read_bytes() for path in base.rglob("*") if path.is_file()}
    expect(before == after, f"a refused call left {set(after) ^ set(before)}")
    done = run(base, "render", "letters/00.txt", "absent.txt", "letters/01.txt", "-o", "some", "-q")
    expect(done.returncode == 3 and b"absent.txt" in done.stderr, "a missing source is not the worst status")
    expect(sorted(os.listdir(base / "some")) == ["00.pdf", "01.pdf"], "the others were not made")


def main():
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        write_letters(base)
        for test in (test_check, test_outputs, test_missing, test_verify, test_refused):
            test(base)
    for fault in faults:
        print(fault)
    print(f"{LETTERS} sources in one call are as {LETTERS} calls" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
