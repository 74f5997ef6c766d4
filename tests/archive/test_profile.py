# SPDX-License-Identifier: MIT
"""BagIt profiles: an archive is made only if it is what its receiver asks for, every point that is not met is told, and a bag
that is there is held to a profile by verify."""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "store"))
from calls import check, faults, run  # noqa: E402

LETTER = "Open letter\n\nWe ask.\n\nSigned:\n1. Ann Lee\n2. Bo Moe\n"
CONF = "[bag-info]\nSource-Organization=Letter Office\nContact-Name=Ann Lee\nContact-Email=a@example.org\n"
HEAD = {"BagIt-Profile-Identifier": "https://example.org/profile.json", "Source-Organization": "An archive",
        "External-Description": "What we take", "Version": "1.0", "BagIt-Profile-Version": "1.4.0"}
GOOD = {
    "BagIt-Profile-Info": HEAD,
    "Bag-Info": {"Source-Organization": {"required": True, "values": ["Letter Office", "Other Office"]},
                 "Contact-Email": {"required": True, "repeatable": False}, "Bagging-Date": {"required": True},
                 "Payload-Oxum": {"required": True}},
    "Manifests-Required": ["sha512"], "Manifests-Allowed": ["sha512", "sha256"], "Tag-Manifests-Required": ["sha512"],
    "Tag-Manifests-Allowed": ["sha512"], "Tag-Files-Required": ["bag-info.txt"], "Tag-Files-Allowed": ["DPN/*"],
    "Payload-Files-Required": ["data/letter.pdf"], "Serialization": "required", "Accept-Serialization": ["application/zip"],
    "Accept-BagIt-Version": ["1.0"], "Allow-Fetch.txt": False, "Data-Empty": False,
}
# What is changed in the profile, and the code that says it is not met.
BAD = {
    "a label is missing": ({"Bag-Info": {"Internal-Sender-Identifier": {"required": True}}}, "profile-bag-info"),
    "another value": ({"Bag-Info": {"Source-Organization": {"values": ["Other Office"]}}}, "profile-bag-info"),
    "a manifest": ({"Manifests-Required": ["md5"]}, "profile-manifest"),
    "a manifest is not taken": ({"Manifests-Allowed": ["sha512"]}, "profile-manifest"),
    "a tag manifest": ({"Tag-Manifests-Required": ["sha256"]}, "profile-manifest"),
    "a tag file": ({"Tag-Files-Required": ["rights.txt"]}, "profile-tag-file"),
    "a payload file": ({"Payload-Files-Required": ["data/mets.xml"]}, "profile-payload"),
    "payload not taken": ({"Payload-Files-Allowed": ["data/*.pdf"]}, "profile-payload"),
    "an empty payload": ({"Data-Empty": True}, "profile-payload"),
    "no ZIP": ({"Serialization": "forbidden"}, "profile-serialization"),
    "tar alone": ({"Accept-Serialization": ["application/tar"]}, "profile-serialization"),
    "an older BagIt": ({"Accept-BagIt-Version": ["0.97"]}, "profile-version"),
    "a fetch.txt": ({"Fetch.txt-Required": True}, "profile-fetch"),
}

def main():
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        (base / "l.txt").write_text(LETTER, encoding="utf-8")
        (base / "warraq.conf").write_text(CONF, encoding="utf-8")
        (base / "good.json").write_text(json.dumps(GOOD), encoding="utf-8")
        words = ("l.txt", "--date", "2026-03-01", "-q", "--editions", "none")
        done = run(folder, "archive", *words, "--profile", "good.json", "-o", "l.zip")
        check(done.returncode == 0, "a good one", done)
        done = run(folder, "verify", "l.zip", "--profile", "good.json")
        check(done.returncode == 0, "verify", done)
        subprocess.run(["unzip", "-q", "l.zip"], cwd=folder, check=True)
        done = run(folder, "verify", "l", "--profile", "good.json")
        check(done.returncode == 1 and "profile-serialization" in done.stdout, "a folder", done)
        for what, (change, code) in BAD.items():
            (base / "bad.json").write_text(json.dumps({**GOOD, **change}), encoding="utf-8")
            done = run(folder, "archive", *words, "--profile", "bad.json", "-o", "bad.zip")
            check(done.returncode == 1 and f"[{code}]" in done.stderr, what, done)
            check(not (base / "bad.zip").exists(), f"{what}: made all the same")
            done = run(folder, "verify", "l.zip", "--profile", "bad.json", "--json")
            codes = [fault["code"] for fault in json.loads(done.stdout)["faults"]]
            check(done.returncode == 1 and code in codes, f"{what}: verify", codes)
        done = run(folder, "archive", *words, "-o", "plain.zip")
        done = run(folder, "verify", "plain.zip", "--profile", "good.json")
        check(done.returncode == 1 and "profile-identifier" in done.stdout, "a bag of no profile", done)
        for text, status in (("{}", 1), ("[]", 1), ("nonsense", 1), (json.dumps({"BagIt-Profile-Info": HEAD, "Bag-Info": 1}), 1)):
            (base / "bad.json").write_text(text, encoding="utf-8")
            check(run(folder, "archive", *words, "--profile", "bad.json", "-o", "bad.zip").returncode == status, text)
            check(run(folder, "verify", "l.zip", "--profile", "bad.json").returncode == status, text)
        check(run(folder, "verify", "l.zip", "--profile", "absent.json").returncode == 3, "an absent profile")
        run(folder, "snapshot", "store", *words)
        check(run(folder, "verify", "store", "--profile", "good.json").returncode == 2, "a store")
    print("\n".join(faults) or f"ok, {len(BAD)} points of a profile")
    return 1 if faults else 0


sys.exit(main())
