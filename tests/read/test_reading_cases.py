# SPDX-License-Identifier: MIT
"""Every letter that was once read wrong, as a file in cases/ by the name it was reported under, others of their kinds (like-*), and
what is read of each now: the golden file holds its text, the lists found, what is said with its line, and which words have a language or direction of
their own. WARRAQ_UPDATE=1 writes it anew, to be looked at beside the inputs."""
import json
import os
import pathlib
import re
import subprocess
import sys

WARRAQ = os.environ["WARRAQ"]
HERE = pathlib.Path(__file__).parent
CASES, GOLDEN = HERE / "cases", HERE / "cases.golden"
LETTER = HERE / "cases/body.md"
# A list by itself; one file a signer, named by a letter.
LISTS = {"02-names.csv": ["--signatories", "02-names.csv", "body.md"], "folder": ["--signatories", "folder", "body.md"]}


def run(*arguments):
    done = subprocess.run([WARRAQ, *arguments, "--date", "2020-01-01"], cwd=CASES, capture_output=True, text=True)
    assert done.returncode in (0, 1), (arguments, done.stderr)
    return done.stdout


def marked(model):
    """The texts below a block or span that has a language or direction of its own."""
    out, mark = [], None
    for line in model.splitlines()[1:]:
        own = re.search(r"(lang|dir)=\S+(?: (?:lang|dir)=\S+)?", line)
        if own and "label=" not in line:
            mark = own.group()
        elif mark and (text := re.search(r'text(?: @\d+)? (".*")', line)):
            out.append(f"  {mark}: {text.group(1)}")
            mark = None
    return out


def kinds(model):
    found = re.findall(r"^  (\w+)(?: @\d+)?((?: level=\d| \w+)?)$", model, re.M)
    return " ".join(kind + extra.replace(" level=", "").replace(" signatories", "-of-names").replace(" ", "-") for kind, extra in found)


def read(name):
    arguments = LISTS.get(name, [name])
    model = run("dump", "model", "--quiet", *arguments)
    check = json.loads(run("check", "--json", *arguments))
    notes = " ".join(f"{n['code']}@{n['line']}" for n in check["notes"])
    lines = [f"=== {name}", model.splitlines()[0], f"blocks: {kinds(model)}", f"said: {notes or 'nothing'}",
             *marked(model), *("| " + line for line in run("dump", "text", "--quiet", *arguments).splitlines())]
    return "\n".join(lines) + "\n"


def main():
    names = sorted(path.name for path in CASES.iterdir())
    came = "\n".join(read(name) for name in names)
    if os.environ.get("WARRAQ_UPDATE"):
        GOLDEN.write_text(came, encoding="utf-8")
    wanted = GOLDEN.read_text(encoding="utf-8")
    if came != wanted:
        import difflib
        sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), came.splitlines(True), "cases.golden", "read now"))
        raise SystemExit("letters are read otherwise than they were")
    print(f"{len(names)} letters that were once read wrong are right")


main()
