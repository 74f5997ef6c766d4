# SPDX-License-Identifier: MIT
"""An organisation's file: found beside the letter or named, under the front matter and the command line, told of, held
to its folder; what it says reaches bag-info.txt and the descriptions. And the folder to begin with."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
CAPTURED = "Open letter\n\nTo: The Mayor\n\nWe ask.\n\nSigned:\n1. Ann Lee\n2. Bo Lee\n"
MARKDOWN = "---\ntitle: Letter\nlang: en\ndate: 2026-02-02\nfrom: Its own sender\n---\n\nWe ask.\n"
CONF = """[letter]
from=Friends of the Library\\n1 High Street
date=2026-03-01
lang=fr
style=compact

[list]
columns=name=Who are you?
consent=May we?=Yes

[description]
licence=https://creativecommons.org/licenses/by/4.0/
licence-name=CC BY 4.0
publisher=Friends of the Library
publisher-url=https://ror.org/03f0f6041

[bag-info]
Source-Organization=Friends of the Library
Contact-Name=Ann Example
Contact-Email=ann@example.org
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
faults = []


def check(right, what, done=None):
    if not right:
        faults.append(f"{what}: {done}")


def run(folder, *words):
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60,
                          stdin=subprocess.DEVNULL, env={**env, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})


def lay(folder, conf=CONF):
    base = pathlib.Path(folder)
    (base / "org").mkdir()
    (base / "org/warraq.conf").write_text(conf, encoding="utf-8")
    (base / "org/letter.txt").write_text(CAPTURED, encoding="utf-8")
    (base / "org/letter.md").write_text(MARKDOWN, encoding="utf-8")
    (base / "org/logo.svg").write_text(LOGO, encoding="utf-8")
    (base / "secret.svg").write_text(LOGO, encoding="utf-8")
    (base / "org/people.csv").write_text("Who are you?,May we?\nAnn Lee,Yes\nBo Lee,No\n", encoding="utf-8")
    return base


def test_kept_lines():
    """A line that would be set aside is kept by what it says, wherever it stands; the next call knows it again."""
    letter = "Skip to main content\n\nDonate now\n\n" + CAPTURED
    with tempfile.TemporaryDirectory() as folder:
        base = lay(folder, "[letter]\ndate=2026-03-01\n")
        (base / "org/letter.txt").write_text(letter, encoding="utf-8")
        done = run(folder, "dump", "text", "org/letter.txt")
        check("Skip to main" not in done.stdout, "the page's line is not set aside", done)
        (base / "org/warraq.conf").write_text("[letter]\ndate=2026-03-01\nkeep-lines=Another line\\nSkip to main content\n", encoding="utf-8")
        for text in letter, "\n" + letter:
            (base / "org/letter.txt").write_text(text, encoding="utf-8")
            done = run(folder, "dump", "text", "org/letter.txt")
            check("Skip to main content" in done.stdout and "Donate" not in done.stdout, "keep-lines", done)


def test_precedence():
    with tempfile.TemporaryDirectory() as folder:
        lay(folder)
        done = run(folder, "dump", "text", "org/letter.txt")
        check("Friends of the Library 1 High Street" in done.stdout, "the sender is not set", done)
        check("config-read" in done.stderr and "date-from-file" not in done.stderr, "not told, or no date", done)
        done = run(folder, "dump", "text", "org/letter.txt", "--no-config")
        check("Friends" not in done.stdout and "config-read" not in done.stderr, "--no-config", done)
        done = run(folder, "dump", "text", "org/letter.md")
        check("Its own sender" in done.stdout and "Friends" not in done.stdout, "front matter does not stand over it", done)
        for words, date in ((["org/letter.txt"], "2026-03-01"), (["org/letter.md"], "2026-02-02"),
                            (["org/letter.txt", "--date", "2026-04-04"], "2026-04-04")):
            done = run(folder, "archive", *words, "-o", "a.zip", "-q")
            with zipfile.ZipFile(f"{folder}/a.zip") as bag:
                report = json.loads(bag.read("a/data/report.json"))
                held = bag.namelist()
            check(report["date"] == date, f"{words}: {report['date']}", done)
            check("a/data/source/warraq.conf" in held and "a/data/style/compact.style" in held, "what it says is kept", held)
        done = run(folder, "archive", "org/letter.txt", "-o", "a.zip", "-q", "--style", "petition")
        with zipfile.ZipFile(f"{folder}/a.zip") as bag:
            check("a/data/style/compact.style" not in bag.namelist(), "--style does not stand over it", bag.namelist())
        named = run(folder, "dump", "text", "-", "--config", "org/warraq.conf")
        check("is empty" in named.stderr, "--config with standard input", named)


def test_lists_and_many():
    with tempfile.TemporaryDirectory() as folder:
        base = lay(folder)
        done = run(folder, "dump", "text", "org/letter.md", "--signatories", "org/people.csv")
        check("Ann Lee" in done.stdout and "Bo Lee" not in done.stdout, "columns and consent", done)
        (base / "other").mkdir()
        (base / "other/letter.txt").write_text(CAPTURED, encoding="utf-8")
        done = run(folder, "check", "org/letter.txt", "other/letter.txt")
        check(done.stdout.count("config-read") + done.stderr.count("config-read") == 1, "one letter's file reaches another",
              done)


WRONG = {
    "[letter]\nstyl=x\n": ":2: [letter] has no key 'styl'",
    "[lettr]\nstyle=x\n": ":1: there is no group [lettr]",
    "\n[letter]\n# x\nlang=arabic language\n": ":4: --lang takes",
    "[letter]\nstyle=nosuch\n": ":2: there is no style 'nosuch'",
    "[letter]\nlogo=../secret.svg\n": "is not in its folder",
    "[letter]\nlogo=/etc/passwd\n": "is not in its folder",
    "[letter]\nstyle=../x.style\n": "cannot read",
    "[list]\nsignatories=/etc/passwd\n": "is not in its folder",
    "[letter\nlang=ar\n": "warraq.conf: Key file",
    "[bag-info]\nPayload-Oxum=1.1\n": "cannot say Payload-Oxum",
    "[verify]\nauthority=/etc/passwd\n": "is not in its folder",
}


def test_what_is_wrong():
    for conf, said in WRONG.items():
        with tempfile.TemporaryDirectory() as folder:
            lay(folder, conf)
            done = run(folder, "archive", "org/letter.txt", "-o", "a.zip")
            check(done.returncode in (1, 2, 3) and said in done.stderr, f"{conf!r}", done)
            check(not pathlib.Path(folder, "a.zip").exists(), f"{conf!r} leaves an archive")


def test_it_is_no_trust():
    """What lies beside an archive does not say whom to trust."""
    with tempfile.TemporaryDirectory() as folder:
        base = lay(folder)
        run(folder, "archive", "org/letter.txt", "-o", "org/a.zip", "-q")
        (base / "org/warraq.conf").write_text("[verify]\nrequire=signature\n", encoding="utf-8")
        check(run(folder, "verify", "org/a.zip").returncode == 0, "verify reads a file that nobody named")
        check(run(folder, "verify", "org/a.zip", "--config", "org/warraq.conf").returncode == 1, "--config of verify")


def test_descriptions():
    with tempfile.TemporaryDirectory() as folder:
        lay(folder)
        done = run(folder, "archive", "org/letter.txt", "-o", "a.zip", "-q", "--datacite", "10.1234/x")
        check(done.returncode == 0 and run(folder, "verify", "a.zip").returncode == 0, "archive", done)
        with zipfile.ZipFile(f"{folder}/a.zip") as bag:
            info = bag.read("a/bag-info.txt").decode()
            crate = {e["@id"]: e for e in json.loads(bag.read("a/data/ro-crate-metadata.json"))["@graph"]}
            premis, core, cite = (ET.fromstring(bag.read(f"a/data/{name}.xml"))
                                  for name in ("premis", "dublin-core", "datacite"))
            payload = {name[len("a/data/"):] for name in bag.namelist() if name.startswith("a/data/")}
        for label in ("Source-Organization: Friends of the Library", "Contact-Email: ann@example.org",
                      "External-Description: Open letter"):
            check(label in info, f"bag-info lacks {label}", info)
        root = crate["./"]
        check(root["license"]["@id"] in crate and root["publisher"]["@id"] in crate, "crate", root)
        check(crate[root["publisher"]["@id"]]["contactPoint"]["@id"] == "mailto:ann@example.org", "whom to ask", root)
        parts = {part["@id"] for part in root["hasPart"]}
        check(parts == payload - {"ro-crate-metadata.json", "ro-crate-preview.html"}, "each file is described", parts ^ payload)
        check(all(crate[part].get("description") for part in parts), "a file has no description")
        ns = "{http://www.loc.gov/premis/v3}"
        objects = {o.findtext(f".//{ns}objectIdentifierValue") for o in premis.findall(f"{ns}object")}
        linked = {e.text for e in premis.iter(f"{ns}linkingObjectIdentifierValue")}
        agents = {e.text for e in premis.iter(f"{ns}agentIdentifierValue")}
        check(linked <= objects and "letter.pdf" in objects, "PREMIS links what it does not have", linked - objects)
        check({e.text for e in premis.iter(f"{ns}linkingAgentIdentifierValue")} <= agents, "PREMIS' agents", agents)
        events = [e.findtext(f"{ns}eventType") for e in premis.findall(f"{ns}event")]
        check(events == ["capture", "rendering", "message digest calculation", "packing"], "PREMIS' events", events)
        dc = "{http://purl.org/dc/elements/1.1/}"
        title = core.find(f"{dc}title")
        check(title.text == "Open letter" and title.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr", "DC title")
        check(core.findtext(f"{dc}rights") == "https://creativecommons.org/licenses/by/4.0/", "DC rights")
        check(cite.findtext("{http://datacite.org/schema/kernel-4}identifier") == "10.1234/x", "DataCite")
        done = run(folder, "archive", "org/letter.txt", "-o", "b.zip", "--no-config", "--datacite", "10.1234/x")
        check(done.returncode == 2 and "author and publisher" in done.stderr, "DataCite without an author", done)


def test_begin():
    for lang, words in (("en", []), ("ar", ["--lang", "ar"]), ("en", ["--lang", "fi"])):
        with tempfile.TemporaryDirectory() as folder:
            done = run(folder, "new", "first", *words)
            check(done.returncode == 0 and "warraq check first/letter.md" in done.stdout, "new", done)
            check(run(folder, "new", "first").returncode == 2, "new over what is there")
            run(folder, "new", "second", *words)
            os.remove(os.path.join(folder, "second", "warraq.conf"))  # as a call that was killed leaves it
            check(run(folder, "new", "second", *words).returncode == 0, "new over what a killed one left")
            os.remove(os.path.join(folder, "second", "warraq.conf"))
            with open(os.path.join(folder, "second", "letter.md"), "a", encoding="utf-8") as own:
                own.write("My own words.\n")
            check(run(folder, "new", "second", *words).returncode == 2, "new beside somebody's letter")
            done = run(folder, "check", "first/letter.md", "--date", "2026-03-01")
            check(done.returncode == 0 and "warning" not in done.stdout, "check of it", done)
            check(f"\nlang: {lang}\n" in pathlib.Path(folder, "first/letter.md").read_text(encoding="utf-8"), "its language")
            conf = pathlib.Path(folder, "first/warraq.conf")
            text = conf.read_text(encoding="utf-8")
            live = "\n".join(line[2:] if "=" in line and line.startswith("# ") and " " not in line.split("=")[0][2:] else line
                             for line in text.splitlines() if not line.startswith(("# columns=", "# consent=")))
            pathlib.Path(folder, "first/logo.svg").write_text(LOGO, encoding="utf-8")
            conf.write_text(live, encoding="utf-8")
            done = run(folder, "render", "first/letter.md", "-o", "l.pdf")
            check(done.returncode in (0, 1) and "warraq.conf:" not in done.stderr.replace("warraq.conf: note", ""),
                  "each key that it names is one", done)


def main():
    for name, test in sorted(globals().items()):
        if name.startswith("test_"):
            test()
    print("\n".join(faults) or f"ok: {len(WRONG)} wrong files, precedence, descriptions, folders to begin with")
    return 1 if faults else 0


sys.exit(main())
