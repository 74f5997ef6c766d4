# SPDX-License-Identifier: MIT
"""What verify calls not valid is neither compared nor restored, unless --unverified is given, and then it is said.
A store's links are followed in no case, and nothing waits for a named pipe."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
TROUBLES = []


def warraq(*words):
    return subprocess.run([WARRAQ, *words], capture_output=True, text=True, timeout=60)


def expect(title, status, said, *words, result=None):
    """`said` is on stderr; with status 1 there is no result."""
    done = warraq(*words)
    right = done.returncode == status and said in done.stderr and (status == 0 or not done.stdout)
    if not right or (result and result not in done.stdout):
        TROUBLES.append(f"{title}: exit {done.returncode}, not {status}\n{done.stdout}{done.stderr}")


def letter(name, *names):
    lines = "".join(f"{i}. {who}\n" for i, who in enumerate(names, 1))
    pathlib.Path(name).write_text(f"# Title\n\nTo whom it may concern\n\n## Signatories\n\n{lines}")


def alter(source, target, old, new):
    data = pathlib.Path(source).read_bytes()
    assert old in data
    pathlib.Path(target).write_bytes(data.replace(old, new))


def archives():
    for name in ("a", "b"):
        # One has to fit into a comment of the other, so they go without editions.
        warraq("archive", f"{name}.md", "--date=2020-01-01", "--quiet", "--editions=none", "-o", f"{name}.zip")
    alter("b.zip", "altered.zip", b"Bob Brown", b"Bad Brawn")
    data = pathlib.Path("b.zip").read_bytes()
    size = len(pathlib.Path("a.zip").read_bytes()) + 1
    forged = data[:-2] + size.to_bytes(2, "little") + pathlib.Path("a.zip").read_bytes() + b"."
    pathlib.Path("forged.zip").write_bytes(forged)
    pathlib.Path("unsigned.zip").write_bytes(data)
    pathlib.Path("unsigned.zip.p7s").write_bytes(b"junk")
    expect("valid", 0, "", "diff", "a.zip", "b.zip", result="Bob Brown")
    for name in ("altered", "forged", "unsigned"):
        for sides in ((f"{name}.zip", "a.zip"), ("a.zip", f"{name}.zip")):
            expect(name, 1, f"{name}.zip is NOT valid", "diff", *sides)
            expect(f"{name}, as JSON", 1, f"{name}.zip is NOT valid", "diff", "--quiet", *sides)
    expect("said", 0, "forged.zip is NOT valid", "diff", "--unverified", "a.zip", "forged.zip", result="Bob Brown")
    expect("altered bytes", 1, "", "diff", "--unverified", "a.zip", "altered.zip")


def content(store, ending):
    return next(path for path in pathlib.Path(store).rglob(f"content/**/*{ending}"))


def changed(title, change, said, unverified):
    """A store in which `change` was made to a stored file: refused, and with --unverified as said."""
    shutil.rmtree("store", ignore_errors=True)
    shutil.copytree("good", "store", symlinks=True)
    change(content("store", "letter.txt"))
    expect(f"diff, {title}", 1, "is NOT valid", "diff", "store", "letter", "v1", "v2")
    for target in ("out", "out.zip"):
        expect(f"restore {target}, {title}", 1, said, "restore", "store", "letter", "v1", "-o", target)
        expect(f"restore {target} all the same, {title}", *unverified, "restore", "--unverified", "store", "letter", "v1",
               "-o", target)
        if unverified[0] and os.path.lexists(target):
            TROUBLES.append(f"{title}: {target} was written")


def to_link(path):
    os.rename(path, "outside")
    path.symlink_to(pathlib.Path("outside").absolute())


def folder_to_link(path):
    shutil.rmtree("outside-folder", ignore_errors=True)
    os.rename(path.parent, "outside-folder")
    path.parent.symlink_to(pathlib.Path("outside-folder").absolute())


def to_pipe(path):
    path.unlink()
    os.mkfifo(path)


def stores():
    for name, message in (("a", "one"), ("b", "two")):
        shutil.copy(f"{name}.md", "letter.md")
        warraq("snapshot", "good", "letter.md", "--id=letter", "--date=2020-01-01", "--quiet", "-m", message)
    expect("a right store", 0, "", "diff", "good", "letter", "v1", "v2", result="Bob Brown")
    expect("a right store", 0, "", "restore", "good", "letter", "v1", "-o", "right.zip", result="right.zip")
    changed("altered", lambda path: path.write_text("another"), "is NOT valid", (1, "[E092]"))
    changed("a link", to_link, "is NOT valid", (1, "[E090]"))
    changed("a link among the folders", folder_to_link, "is NOT valid", (1, "[E090]"))
    changed("a named pipe", to_pipe, "is NOT valid", (1, "[E090]"))


def main():
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        letter("a.md", "Ada Archer")
        letter("b.md", "Ada Archer", "Bob Brown")
        archives()
        stores()
        os.chdir("/")
    print("\n".join(TROUBLES) or "what is not valid is neither compared nor restored")
    return 1 if TROUBLES else 0


sys.exit(main())
