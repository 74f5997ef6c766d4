# SPDX-License-Identifier: MIT
"""A record has the same bytes, and its call the same words and status, for any number of threads: every letter among the
tests' files and the examples, as it is and with its text twenty times over (so long that threads set its paragraphs), and
random letters."""
import concurrent.futures
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[2]
sys.path[:0] = [str(HERE.parent / "pages")]
import letters  # noqa: E402

WARRAQ = pathlib.Path(os.environ.get("WARRAQ", SOURCE / "build/release/src/warraq")).resolve()
THREADS = (1, 2, 3, 4, 8)
FORMS = {".txt", ".md", ".html", ".eml", ".mhtml", ".docx", ".odt", ".fodt", ".mbox"}
REPEATED = {".txt": "\n\n", ".md": "\n\n"}
TIMES = 20
RANDOM = 200


def outcome(folder, call, threads):
    """A digest of what a call gives."""
    out = folder / "out.pdf"
    out.unlink(missing_ok=True)
    done = subprocess.run([WARRAQ, "render", *call, "--date", "2020-09-09", "-j", str(threads), "-o", out.name], cwd=folder,
                          capture_output=True, check=False)
    data = out.read_bytes() if out.exists() else b""
    return done.returncode, hashlib.sha256(data).hexdigest(), hashlib.sha256(done.stderr).hexdigest()


def compare(name, files, call):
    """None, or how many threads gave something else than one."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for path, data in files.items():
            (folder / path).write_bytes(data)
        one = outcome(folder, call, 1)
        other = [threads for threads in THREADS[1:] if outcome(folder, call, threads) != one]
    return f"{name}: {', '.join(map(str, other))} threads give something else than one" if other else None


def found():
    """(name, files, words of the call) of each letter."""
    for path in sorted([*(SOURCE / "tests").rglob("*"), *(SOURCE / "examples").rglob("*")]):
        if path.suffix not in FORMS or not path.is_file() or path.name in ("CMakeLists.txt", "README.md"):
            continue
        name, data = path.relative_to(SOURCE), path.read_bytes()
        yield str(name), {f"letter{path.suffix}": data}, [f"letter{path.suffix}"]
        if path.suffix in REPEATED and len(data) < 100_000:
            long = data + (REPEATED[path.suffix].encode() + data.partition(b"\n---\n")[2 if data.startswith(b"---\n") else 0]) * TIMES
            yield f"{name}, {TIMES} times", {f"letter{path.suffix}": long}, [f"letter{path.suffix}"]
    mark = (HERE.parent / "pages/mark.svg").read_bytes()
    for seed in range(1, RANDOM + 1):
        letter = letters.Letter(seed)
        files = {name: text.encode("utf-8") for name, text in letter.files().items()}
        yield str(letter), {**files, "mark.svg": mark}, ["letter.md", *letter.options()]


def main():
    all_of = list(found())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [said for said in pool.map(lambda letter: compare(*letter), all_of) if said]
    for said in failed:
        print(said)
    print(f"{len(all_of) - len(failed)} passed, {len(failed)} failed")
    return bool(failed)


if __name__ == "__main__":
    assert shutil.which(str(WARRAQ)), WARRAQ
    sys.exit(main())
