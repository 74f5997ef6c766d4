# SPDX-License-Identifier: MIT
"""The Python package as somebody uses it: from files and from memory, results, errors, progress, many threads."""
import concurrent.futures
import os
import pathlib
import sys
import tempfile

if os.environ.get("WARRAQ_SANITIZE"):
    print("Python loads no library that a sanitizer looks after")
    sys.exit(77)

SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
os.environ["WARRAQ_LIBRARY"] = str(pathlib.Path(os.environ["WARRAQ"]).resolve().parent / "libwarraq.so.0")
sys.path.insert(0, str(SOURCE / "python"))

import warraq  # noqa: E402  (the library is named first)

SHORT = SOURCE / "tests/cli/short.txt"
DAY = {"date": "2020-09-09", "data": str(SOURCE)}


def refused(kind, code, call, *words, **options):
    try:
        call(*words, **options)
    except kind as error:
        assert error.code == code and str(error), (error.code, error)
        return
    raise AssertionError(f"{words} {options}: not refused")


def test_results(folder):
    with warraq.Session(**DAY) as session:
        target = folder / "letter.pdf"
        assert session.render(SHORT, target).data["files"][0]["pages"] == 1
        from_memory = session.render(warraq.Memory("short.txt", SHORT.read_bytes()))
        assert from_memory.ok and from_memory.output == target.read_bytes()
        assert session.check(SHORT).data["signatories"]["listed"] == 3
        session.archive(SHORT, folder / "letter.zip")
        assert session.verify(folder / "letter.zip").data["valid"]
        tampered = (folder / "letter.zip").read_bytes().replace(b"Bagging-Date: 2020", b"Bagging-Date: 2021")
        (folder / "tampered.zip").write_bytes(tampered)
        verdict = session.verify(folder / "tampered.zip")
        assert not verdict.ok and verdict.data["faults"]
        assert session.dump("text", SHORT).splitlines()


def test_store(folder):
    with warraq.Session(created="2026-03-01", **DAY) as session:
        store = folder / "store"
        assert session.snapshot(store, SHORT).data["version"] == "v1"
        assert session.log(store).data["versions"][0]["date"] == "2020-09-09"
        session.restore(store, folder / "back.zip", version="v1")
        assert session.verify(folder / "back.zip").ok


def test_errors(folder):
    with warraq.Session(**DAY) as session:
        refused(warraq.UsageError, "option-value", session.set, pdf="zzz")
        refused(warraq.ReadWriteError, "not-found", session.render, folder / "none.txt", folder / "out.pdf")
        assert not (folder / "out.pdf").exists()
        session.reset()
        session.set(**DAY)
        assert session.render(SHORT).ok
    try:
        session.render(SHORT)
        raise AssertionError("a closed session was used")
    except ValueError:
        pass


def test_progress(_folder):
    seen = []
    with warraq.Session(progress=lambda *told: seen.append(told), **DAY) as session:
        assert session.render(SHORT).ok and seen == [("pages", 1, 1)]
    with warraq.Session(progress=lambda *_: False, **DAY) as session:
        refused(warraq.Stopped, "stopped", session.render, SHORT)

    def raises(*_):
        raise KeyError("mine")
    with warraq.Session(progress=raises, **DAY) as session:
        try:
            session.render(SHORT)
            raise AssertionError("what a progress function raised was lost")
        except KeyError:
            pass


def test_threads(_folder):
    def render(_):
        with warraq.Session(**DAY) as session:
            return session.render(SHORT).output
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(render, range(8)))) == 1


for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tempfile.TemporaryDirectory() as place:
            test(pathlib.Path(place))
        print(f"{name}: ok")
assert warraq.library_version() == warraq.__version__ and "not-found" in warraq.codes()
