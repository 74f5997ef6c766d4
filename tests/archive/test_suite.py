# SPDX-License-Identifier: MIT
"""Every bag of the Library of Congress' conformance suite is judged as its folder is named, where
it lies and packed into a ZIP."""
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

TOOL = pathlib.Path(os.environ["WARRAQ"]).resolve().parent.parent / "tests/archive_test_bag_tool"
SUITE = pathlib.Path(os.environ["SHARED"]) / "suites/bagit"

# The code each bag must draw; the suite itself gives only the class.
CODES = {
    "baginfo-missing-encoding": "bagit-malformed",
    "bom-in-bagit.txt": "bagit-bom",
    "corrupt-data-file": "digest-differs",
    "corrupt-tag-file": "tag-digest-differs",
    "extra-file-in-bag": "payload-unlisted",
    "invalid-version-number": "bagit-version",
    "missing-baginfo": "tag-missing",
    "missing-bagit.txt": "bagit-missing",
    "out-of-scope-file-paths-using-dot-notation": "path-escape",
    "out-of-scope-file-paths-using-dot-notation-for-fetch": "path-escape",
    "same-filename-listed-twice-with-different-hashes": "listed-twice",
    "same-filename-listed-twice-with-the-same-hash": "listed-twice",
    "bagit-with-invalid-whitespace": "bagit-malformed",
    "notAllManifestsListAllFiles": "payload-unlisted",
    "duplicate-file-with-different-case": "name-clash",
    "made-with-md5sum-tools": "manifest-asterisk",
    "relative-path": "path-relative",
    "same-filename-listed-twice-with-different-normalization": "path-normalisation",
    "special-system-files": "system-file",
    "out-of-scope-file-paths-using-unc": "path-backslash",
    "out-of-scope-file-paths-using-unc-for-fetch": "path-backslash",
}
# Upstream lacks a file these list, so they warn as they should but are not complete.
INCOMPLETE = {"duplicate-file-with-different-case", "special-system-files"}
# The suite has the same ./ once as valid and once as a warning; it is warned of in both.
VALID_WITH_WARNING = {"bag-with-leading-dot-slash-in-manifest": {"path-relative"}}
# Many have no manifest but MD5's or SHA-1's, of which is told.
ALWAYS = {"manifest-weak"}


def verify(path):
    done = subprocess.run([TOOL, "verify", path], capture_output=True, text=True)
    assert done.returncode in (0, 1), (path, done.stderr)
    found = [line.split(" ", 2)[:2] for line in done.stdout.splitlines()[:-1]]
    faults = {code for sort, code in found if sort == "fault"}
    warnings = {code for sort, code in found if sort == "warning"}
    assert bool(faults) == bool(done.returncode), path
    return faults, warnings


def pack(folder, target):
    with zipfile.ZipFile(target, "w") as out:
        for path in sorted(folder.rglob("*")):
            out.write(path, pathlib.Path(folder.name) / path.relative_to(folder))


def trouble(kind, name, faults, warnings):
    if kind == "valid":
        right = not faults and warnings - ALWAYS == VALID_WITH_WARNING.get(name, set())
    elif kind == "warning":
        right = bool(faults) == (name in INCOMPLETE) and CODES[name] in warnings
    else:
        drawn = CODES.get(name)
        right = bool(faults) if drawn is None else drawn in faults
        if drawn is None:
            right = any(code.startswith("path-") for code in faults)
    return None if right else f"{kind}/{name}: faults {faults}, warnings {warnings}"


def main():
    if not SUITE.is_dir():
        print("skipped: the conformance suite is not beside the source")
        return 77
    troubles, count = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for bag in sorted(SUITE.glob("*/*/*/")):
            if not bag.is_dir():
                continue
            kind, name = bag.parent.name, bag.name
            packed = pathlib.Path(scratch) / f"{count}.zip"
            pack(bag, packed)
            for path in (bag, packed):
                troubles.append(trouble(kind, name, *verify(path)))
            count += 1
    troubles = [line for line in troubles if line]
    print("\n".join(troubles) or f"{count} bags judged right, as folders and as ZIPs")
    assert count >= 57, f"only {count} bags found"
    return 1 if troubles else 0


sys.exit(main())
