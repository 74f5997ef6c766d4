# SPDX-License-Identifier: MIT
"""A bag of ours, unpacked and packed again by whoever: with every writer's way of saying sizes and
kinds it stays valid, and one warning tells that the ZIP is not the one that was made."""
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


def main():
    troubles, count = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        pathlib.Path("in/مجلد").mkdir(parents=True)
        pathlib.Path("in/letter.txt").write_text("To whom it may concern\n" * 100)
        pathlib.Path("in/مجلد/رسالة.txt").write_text("")
        subprocess.run([TOOL, "pack", "bag.zip", "in", "1700000000"], check=True,
                       capture_output=True)
        subprocess.run(["unzip", "-q", "bag.zip"], check=True,
                       env=dict(os.environ, LC_ALL="C.UTF-8"))
        for writer in (by_zip, by_zip_stored, by_zip_piped, by_zip64, by_python, by_python_stream,
                       by_python_zip64):
            target = f"{writer.__name__}.zip"
            writer(target)
            done = subprocess.run([TOOL, "verify", target], capture_output=True, text=True)
            codes = [line.split()[1] for line in done.stdout.splitlines()[:-1]]
            if done.returncode or set(codes) - {"repacked", "utf8-unmarked", "local-version"} or \
                    "repacked" not in codes:
                troubles.append(f"{writer.__name__}: {done.stdout}")
            count += 1
        os.chdir("/")
    print("\n".join(troubles) or f"{count} writers' archives are valid, and told from ours")
    return 1 if troubles else 0


sys.exit(main())
