# SPDX-License-Identifier: MIT
"""Bags by other programs, each with the manifests of one algorithm, are judged by it: by the name that
RFC 8493 (section 2.4) gives it and by names that programs use all the same."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
NAMES = {  # of a manifest: how its digests are made
    "md5": hashlib.md5, "sha1": hashlib.sha1, "sha224": hashlib.sha224, "sha256": hashlib.sha256,
    "sha384": hashlib.sha384, "sha512": hashlib.sha512, "blake2b512": hashlib.blake2b,
    "SHA-512": hashlib.sha512, "blake2b-512": hashlib.blake2b,
}
UNKNOWN = {"sha3512": hashlib.sha3_512, "blake2b": hashlib.blake2b, "sha5121": hashlib.sha512}


def make(folder, name, digest):
    bag = pathlib.Path(folder) / f"bag-{name}"
    (bag / "data").mkdir(parents=True)
    files = {"data/letter.txt": "We, the undersigned\n".encode(), "data/رسالة.txt": "نحن\n".encode(),
             "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}
    lines = {path: f"{digest(data).hexdigest()}  {path}\n" for path, data in files.items()}
    manifest = "".join(line for path, line in lines.items() if path.startswith("data/"))
    files[f"manifest-{name}.txt"] = manifest.encode()
    listed = f"{digest(manifest.encode()).hexdigest()}  manifest-{name}.txt\n"
    files[f"tagmanifest-{name}.txt"] = (lines["bagit.txt"] + listed).encode()
    for path, data in files.items():
        (bag / path).write_bytes(data)
    return bag


def pack(bag):
    target = bag.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as out:
        for path in sorted(bag.rglob("*")):
            if path.is_file():
                out.write(path, path.relative_to(bag.parent))
    return target


def verify(path):
    done = subprocess.run([WARRAQ, "verify", str(path), "--json"], capture_output=True, check=False, text=True)
    found = json.loads(done.stdout)
    return [f["code"] for f in found["faults"]], [f["code"] for f in found["warnings"]]


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for name, digest in NAMES.items():
            bag = make(folder, name, digest)
            for path in (bag, pack(bag)):
                weak = ["manifest-weak"] if name in ("md5", "sha1") else []
                if verify(path) != ([], weak):
                    faults.append(f"{path.name}: {verify(path)}")
            (bag / "data/letter.txt").write_text("They, the undersigned\n", encoding="ascii")
            (bag / "bagit.txt").write_text("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")
            if sorted(verify(bag)[0]) != ["digest-differs", "tag-digest-differs"]:
                faults.append(f"{name}: an altered bag: {verify(bag)}")
        for name, digest in UNKNOWN.items():
            bag = make(folder, name, digest)
            if verify(bag) != (["manifest-missing"], ["algorithm-unknown", "algorithm-unknown"]):
                faults.append(f"{name}: {verify(bag)}")
    print("\n".join(faults) or f"{len(NAMES)} names of digests, each judged by its own")
    return 1 if faults else 0


sys.exit(main())
