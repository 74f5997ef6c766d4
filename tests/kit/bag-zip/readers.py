# SPDX-License-Identifier: CC0-1.0
"""readers.py [FOLDER]: what eight ways of unpacking a ZIP make of each archive of the kit, or of the archives in
FOLDER, as a table: the same files for all that succeed, or whose differ. Only readers that are installed are asked.
readers.py --expect LISTING ARCHIVE: whether they take out what the listing says."""
import ctypes
import ctypes.util
import hashlib
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from make import rows  # noqa: E402

LARGE = 2 ** 20
sys.setrecursionlimit(20000)  # some archives hold folders a thousand deep
SECONDS = 20
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC")


def command(*words, pipe=False):
    """A reader that is a program; the archive's path, where it is not piped, stands for ZIP."""
    def read(path):
        source = open(path, "rb") if pipe else subprocess.DEVNULL
        done = subprocess.run([str(path) if word == "ZIP" else word for word in words], stdin=source, env=ENVIRONMENT,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS)
        if pipe:
            source.close()
        return done.returncode == 0
    return read


def by_python(path):
    try:
        with zipfile.ZipFile(path) as archive:
            archive.extractall()
    except Exception:  # whatever it refuses with
        return False
    return True


def libzip():
    """The library, or None where it is not installed."""
    found = ctypes.util.find_library("zip")
    if not found:
        return None
    library = ctypes.CDLL(found)
    for name, result, arguments in (
            ("zip_open", ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)),
            ("zip_get_num_entries", ctypes.c_int64, (ctypes.c_void_p, ctypes.c_uint32)),
            ("zip_get_name", ctypes.c_char_p, (ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint32)),
            ("zip_fopen_index", ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint32)),
            ("zip_fread", ctypes.c_int64, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint64)),
            ("zip_fclose", ctypes.c_int, (ctypes.c_void_p,)),
            ("zip_discard", None, (ctypes.c_void_p,))):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def take_entry(library, archive, index):
    """Writes one entry of libzip's where its name says; whether all of it could be read."""
    name = library.zip_get_name(archive, index, 0)
    if name is None:
        return False
    if name.endswith(b"/"):
        os.makedirs(name, exist_ok=True)
        return True
    entry = library.zip_fopen_index(archive, index, 0)
    if not entry:
        return False
    buffer = ctypes.create_string_buffer(65536)
    os.makedirs(os.path.dirname(name) or b".", exist_ok=True)
    with open(name, "wb") as file:
        while (count := library.zip_fread(entry, buffer, len(buffer))) > 0:
            file.write(buffer.raw[:count])
    return library.zip_fclose(entry) == 0 and count == 0


def by_libzip(path):
    """It has no program that unpacks; this is the plainest."""
    library = libzip()
    archive = library.zip_open(os.fsencode(path), 16, None)  # ZIP_RDONLY
    if not archive:
        return False
    try:
        return all(take_entry(library, archive, index)
                   for index in range(library.zip_get_num_entries(archive, 0)))
    except OSError:
        return False
    finally:
        library.zip_discard(archive)


# Name, the program that must be there (or how to see that it is), reader. Info-ZIP's exit 1 is a warning, and so no success.
READERS = [
    ("unzip", "unzip", command("unzip", "-qq", "-o", "ZIP")),
    ("bsdtar", "bsdtar", command("bsdtar", "-xf", "ZIP")),
    ("bsdtar, piped", "bsdtar", command("bsdtar", "-xf", "-", pipe=True)),
    ("Python", "python3", by_python),
    ("7-Zip", "7zz", command("7zz", "x", "-bd", "-y", "ZIP")),
    ("libzip", libzip, by_libzip),
    ("busybox", "busybox", command("busybox", "unzip", "-q", "-o", "ZIP")),
    ("jar", "jar", command("jar", "xf", "ZIP")),
]


def present():
    return [row for row in READERS if (row[1]() if callable(row[1]) else shutil.which(row[1]))]


def contents(folder):
    """Every file below `folder` by its raw name, with its kind and digest; folders are left out, as readers make
    those that are missing."""
    found = {}
    for place, folders, files in os.walk(os.fsencode(folder)):
        for name in files + [name for name in folders if os.path.islink(os.path.join(place, name))]:
            path = os.path.join(place, name)
            below = os.path.relpath(path, os.fsencode(folder))
            if not stat.S_ISREG(os.lstat(path).st_mode):
                found[below] = "no file"
                continue
            with open(path, "rb") as file:
                found[below] = hashlib.sha256(file.read()).hexdigest()
    return found


def unpack(reader, path):
    """What the reader takes out, or None if it fails."""
    scratch = tempfile.mkdtemp()
    inside = pathlib.Path(scratch, "in", "side")  # what climbs out of one folder is still seen
    inside.mkdir(parents=True)
    before = os.getcwd()
    os.chdir(inside)
    try:
        return contents(scratch) if reader(path) else None
    except subprocess.TimeoutExpired:
        return None
    finally:
        os.chdir(before)
        subprocess.run(["rm", "-rf", scratch], check=True)  # whatever its depth


def read_all(path, readers):
    """Each reader's name with what it took out."""
    path = pathlib.Path(path).resolve()
    return {name: unpack(reader, path) for name, _, reader in readers}


def differ(results):
    """Whether two readers that succeeded took out different things."""
    taken = [result for result in results.values() if result is not None]
    return any(result != taken[0] for result in taken)


def letters(results):
    """One letter a reader: those that took out the same have the same; a dot has failed."""
    seen, marks = [], []
    for result in results.values():
        if result is None:
            marks.append(".")
            continue
        if result not in seen:
            seen.append(result)
        marks.append("ABCDEFGHIJ"[seen.index(result)])
    return marks


def table(archives, readers):
    print("| archive | verdict | " + " | ".join(name for name, _, _ in readers) + " |")
    print("|" + "---|" * (len(readers) + 2))
    silent = 0
    for title, verdict, path in archives:
        results = read_all(path, readers)
        silent += differ(results)
        shown = title.replace("|", "\\|")
        print(f"| {shown} | {verdict} | " + " | ".join(letters(results)) + " |", flush=True)
    print(f"\n{silent} archives of which two readers, each without a word, took out different files.")


def expected(listing):
    """What the lines of `listing`, each a SHA-256 and a name, say that every reader takes out."""
    lines = pathlib.Path(listing).read_bytes().splitlines()
    return {os.path.join(b"in/side", line[65:]): line[:64].decode() for line in lines}


def expect(listing, path):
    """Whether every reader that succeeds, but for jar, which is slow, takes out what the listing says."""
    wanted, right = expected(listing), True
    for name, result in read_all(path, [row for row in present() if row[0] != "jar"]).items():
        if result is not None and result != wanted:
            print(f"{name}: {result}, not {wanted}", flush=True)
            right = False
    return right


def main():
    readers = present()
    if sys.argv[1:2] == ["--expect"]:
        sys.exit(0 if expect(*sys.argv[2:4]) else 1)
    with tempfile.TemporaryDirectory() as scratch:
        if len(sys.argv) > 1:
            paths = sorted(pathlib.Path(sys.argv[1]).glob("*.zip"))
            table([(path.name, "", path) for path in paths], readers)
            return
        archives = []
        for row, make in rows():
            data = make()
            path = pathlib.Path(scratch, row["file"])
            path.write_bytes(data)
            if len(data) < LARGE:
                archives.append((row["title"], row["verdict"], path))
        table(archives, readers)


if __name__ == "__main__":
    main()
