# SPDX-License-Identifier: MIT
"""A bag of ours, unpacked and packed again by whoever: with every writer's way of saying sizes and
kinds it stays valid, and one warning tells that the ZIP is not the one that was made. What the new ZIP
could hide is a fault all the same; so is a name that its writer did not mark as UTF-8."""
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

TOOL = pathlib.Path(os.environ["WARRAQ"]).resolve().parent.parent / "tests/archive_test_bag_tool"


class Stream(io.RawIOBase):
    """Cannot seek, so that sizes come in data descriptors."""

    def __init__(self, out):
        self.out = out

    def writable(self):
        return True

    def write(self, data):
        return self.out.write(data)


def files(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())


def by_zip(target):
    subprocess.run(["zip", "-qr", target, "bag"], check=True)


def by_zip_stored(target):
    subprocess.run(["zip", "-0qr", target, "bag"], check=True)


def by_zip_piped(target):
    done = subprocess.run(["zip", "-qr", "-", "bag"], check=True, capture_output=True)
    pathlib.Path(target).write_bytes(done.stdout)


def by_zip64(target):
    subprocess.run(["zip", "-qr", "-fz", target, "bag"], check=True)


def by_python(target):
    shutil.make_archive(target[:-4], "zip", ".", "bag")


def by_python_stream(target):
    with open(target, "wb") as out, zipfile.ZipFile(Stream(out), "w", zipfile.ZIP_DEFLATED) as made:
        for path in files("bag"):
            made.write(path)


def by_python_zip64(target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for path in files("bag"):
            with made.open(str(path), "w", force_zip64=True) as out:
                out.write(path.read_bytes())


def by_bsdtar(target):
    subprocess.run(["bsdtar", "--format", "zip", "-cf", target, "bag"], check=True,
                   env=dict(os.environ, LC_ALL="C.UTF-8"))


def by_7z(target):
    subprocess.run(["7zz", "a", "-bd", target, "bag"], check=True, capture_output=True)


def by_jar(target):
    subprocess.run(["jar", "cMf", target, "bag"], check=True,
                   env=dict(os.environ, LC_ALL="C.UTF-8"))


def with_comment(target):
    by_python(target)
    with zipfile.ZipFile(target, "a") as made:
        made.comment = b"packed by hand"


def with_file_comment(target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for path in files("bag"):
            info = zipfile.ZipInfo.from_file(path)
            info.comment, info.compress_type = b"seen", zipfile.ZIP_DEFLATED
            made.writestr(info, path.read_bytes())


def with_second_archive(target):
    by_python(target)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("bag/data/letter.txt", "Another letter")
    with zipfile.ZipFile(target, "a") as made:
        made.comment = inner.getvalue() + b"."


UNMARKED = (by_zip, by_zip_stored, by_zip_piped, by_zip64)  # Info-ZIP marks no name as UTF-8
OTHERS = (by_python, by_python_stream, by_python_zip64, by_bsdtar, by_7z, by_jar)
NOTES = {"repacked", "local-version"}


def judge(writer, target, valid, wanted=()):
    """What is wrong with what verify says of it, or nothing."""
    writer(target)
    done = subprocess.run([TOOL, "verify", target], capture_output=True, text=True)
    lines = [line.split() for line in done.stdout.splitlines()[:-1]]
    faults = {line[1] for line in lines if line[0] == "fault"}
    warnings = {line[1] for line in lines if line[0] == "warning"}
    right = not done.stderr and done.returncode == (0 if valid else 1) and \
        faults == set(wanted) and "repacked" in warnings and warnings <= NOTES
    return [] if right else [f"{writer.__name__}: {done.stdout}{done.stderr}"]


def pack(names):
    shutil.rmtree("in", ignore_errors=True)
    shutil.rmtree("bag", ignore_errors=True)
    for name in names:
        path = pathlib.Path("in", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("To whom it may concern\n" * 100 if name == "letter.txt" else "")
    subprocess.run([TOOL, "pack", "bag.zip", "in", "1700000000"], check=True, capture_output=True)
    subprocess.run(["unzip", "-q", "bag.zip"], check=True, env=dict(os.environ, LC_ALL="C.UTF-8"))


def main():
    troubles, count = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        pack(["letter.txt", "folder/empty.txt"])
        present = [w for w in OTHERS if w not in (by_bsdtar, by_7z, by_jar) or
                   shutil.which({by_bsdtar: "bsdtar", by_7z: "7zz", by_jar: "jar"}[w])]
        for writer in UNMARKED + tuple(present):
            troubles += judge(writer, f"{writer.__name__}.zip", True)
            count += 1
        for writer, code in ((with_comment, "not-as-written"), (with_file_comment, "not-as-written")):
            troubles += judge(writer, f"{writer.__name__}.zip", False, {code})
        troubles += judge(with_second_archive, "second.zip", False, {"not-as-written", "end-ambiguous"})
        pack(["letter.txt", "مجلد/رسالة.txt"])
        for writer in present:  # jar says that it writes on DOS
            wanted = {"utf8-translated"} if writer is by_jar else set()
            troubles += judge(writer, f"ar-{writer.__name__}.zip", not wanted, wanted)
        for writer in UNMARKED:
            troubles += judge(writer, f"ar-{writer.__name__}.zip", False, {"utf8-unmarked"})
        os.chdir("/")
    print("\n".join(troubles) or f"{count} writers' archives are valid, and told from ours")
    return 1 if troubles else 0


sys.exit(main())
