# SPDX-License-Identifier: MIT
"""What of other producers' letters comes back: title, direction, language, paragraphs, signatories with their numbers,
notes, and that nothing is printed which is no letter. One line a producer and form; --files prints each file that lacks
something, --missing what it lacks.

A truth file says what a careful reader gets back; see the README of its folder. White space is folded, soft hyphens
are dropped, and digits count by their values: which of them are shown is the reader's setting, not the file's.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import unicodedata

WARRAQ = os.environ["WARRAQ"]
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
FOLDERS = ("word", "mail", "web", "odd")


def fold(text):
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "").replace("\u2011", "-").replace("‑", "-"))
    return " ".join(text.split())


def digits(text):
    return "".join(str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None else c for c in text)


def unquote(text):
    text = re.sub(r"\\u\{([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


class Node:
    def __init__(self, kind, rest):
        self.kind, self.rest, self.children = kind, rest, []
        quoted = QUOTED.findall(rest)
        self.text = unquote(quoted[-1]) if kind == "text" and quoted else ""
        label = re.search(r'label="((?:[^"\\]|\\.)*)"', rest)
        self.label = unquote(label[1]) if label else ""

    def said(self, name):
        found = re.search(rf"\b{name}=(\S+)", self.rest)
        return found[1] if found else None

    def words(self):
        """The text of its inlines, nested blocks left out."""
        if self.kind == "break":
            return "\n"
        inline = ("text", "strong", "emphasis", "link", "span", "code", "affiliation")
        return self.text + "".join(c.words() for c in self.children if c.kind in inline or c.kind == "break")

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def parse(dump):
    root, stack = None, []
    for line in dump.split("\n"):
        found = re.match(r"( *)([a-z-]+)(.*)", line)
        if not found or found[2] == "set-aside":
            continue
        depth, node = len(found[1]) // 2, Node(found[2], found[3])
        del stack[depth:]
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
        stack.append(node)
    return root


def read(path, part):
    call = [WARRAQ, "dump", "model", path, "--quiet", "--date", "2020-01-01"] + (["--part", part] if part else [])
    done = subprocess.run(call, capture_output=True, text=True, timeout=120)
    return done.returncode, parse(done.stdout) if done.returncode in (0, 1) else None, done.stderr


class Judged:
    """The shares of one file: what of the truth came, of how much."""

    def __init__(self):
        self.shares = collections.OrderedDict()
        self.missing = []

    def count(self, what, got, of, lacking=()):
        self.shares[what] = (got, of)
        self.missing += [f"{what}: {text}" for text in lacking]


def label_number(label):
    return digits(fold(label)).strip("()[].-–•,،، 、。").replace("ه", "ه")


def numbered_otherwise(truth):
    """Its producer counts on by itself, and the numbers of the letter are not in the file (see the README there)."""
    # HTML has no "1.2": a list within an item counts from one.
    levels_lost = truth["producer"].startswith("python-docx") or truth["file"].endswith(".html")
    multilevel = truth.get("list_form") == "multilevel" and levels_lost
    return bool(truth.get("numbers_in_file")) or multilevel


def judge_entries(judged, root, truth):
    otherwise = numbered_otherwise(truth)
    entries = [n for n in root.walk() if n.kind == "list" and " signatories" in n.rest]
    rows = [(label_number(e.label), fold(e.words())) for one in entries for e in one.children]
    rows += [row for one in entries for e in one.children for row in nested(e)]
    wanted = [s for s in truth.get("signatories", []) if not s.get("withdrawn")]
    left = list(rows)
    lacking = []
    for person in wanted:
        number, name = digits(str(person.get("number") or "")), fold(person["name"])
        number = None if otherwise else number
        more = [fold(person[k]) for k in ("affiliation", "place") if person.get(k)]
        found = next((r for r in left if is_person(r, number, name, more)), None)
        if found:
            left.remove(found)
        else:
            lacking.append(f"{number or ''} {name}")
    extra = [" ".join(r) for r in left]
    judged.count("entries", len(wanted) - len(lacking), len(wanted), lacking)
    judged.count("no others", 0 if extra else 1, 1, extra)


def nested(entry):
    for one in entry.walk():
        if one is not entry and one.kind == "entry":
            yield label_number(one.label), fold(one.words())


def is_person(row, number, name, more):
    label, text = row
    same = number is None or label == number or (not number and not label.isdigit()) or bare(label) == bare(number)
    rest = text[len(name):]
    return same and text.startswith(name) and all(m in rest for m in more)


def bare(label):
    """Abjad's alef with and without hamza."""
    return label.replace("أ", "ا")


def judge(root, truth):
    judged = Judged()
    blocks = [n for n in root.walk()]
    said = [fold(n.words()) for n in blocks]
    lang = root.said("lang") or ""
    judged.count("direction", int(root.said("dir") == truth["dir"]), 1, [root.said("dir")] * (root.said("dir") != truth["dir"]))
    judged.count("language", int(lang.split("-")[0] == truth["lang"].split("-")[0]), 1,
                 [lang] * (lang.split("-")[0] != truth["lang"].split("-")[0]))
    titles = [fold(n.words()) for n in blocks if n.kind == "title"]
    judged.count("title", int(titles[:1] == [fold(truth["title"])]), 1, [str(titles)] * (titles[:1] != [fold(truth["title"])]))
    wanted = [fold(p["text"]) for p in truth.get("paragraphs", [])]
    lacking = [p for p in wanted if p not in said]
    judged.count("paragraphs", len(wanted) - len(lacking), len(wanted), lacking)
    kinds = (("salutation", "salutation"), ("closing", "closing"))
    for key, kind in kinds:
        if truth.get(key):
            got = [fold(n.words()) for n in blocks if n.kind == kind]
            judged.count(key, int(fold(truth[key]) in got), 1, [str(got)] * (fold(truth[key]) not in got))
    judge_entries(judged, root, truth)
    notes = [fold(" ".join(c.words() for c in n.children)) for n in blocks if n.kind == "footnote"]
    wanted = [fold(n["text"]) for n in truth.get("footnotes", [])]
    lacking = [n for n in wanted if n not in notes]
    judged.count("notes", len(wanted) - len(lacking), len(wanted), lacking)
    cells = [[fold(c.words()) for c in r.children] for n in blocks if n.kind == "table" for r in n.children]
    wanted = [[fold(c) for c in row] for table in truth.get("tables", []) for row in table]
    lacking = [str(row) for row in wanted if row not in cells]
    judged.count("tables", len(wanted) - len(lacking), len(wanted), lacking)
    everything = "\n".join(said)
    names = "\n".join(p["name"] for p in truth.get("signatories", []) if not p.get("withdrawn"))
    left_out = [t for t in truth.get("not_in_letter", []) + truth.get("withdrawn", []) if t not in names]
    printed = [t for t in left_out if fold(t) in everything]
    judged.count("nothing else", int(not printed), 1, printed)
    return judged


def refused(truth):
    return "expect" in truth


def judge_file(folder, truth):
    status, root, words = read(os.path.join(folder, truth["file"]), truth.get("part"))
    if root is None and "[source-unsupported]" in words:
        return None
    if root is None:
        judged = Judged()
        judged.count("read", 0, 1, [words.strip().split("\n")[-1]])
        return judged
    judged = judge(root, truth)
    judged.count("read", 1, 1)
    return judged


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True)
    parser.add_argument("only", nargs="*", help="parts of the files' names")
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--missing", action="store_true")
    options = parser.parse_args()
    sums = collections.defaultdict(lambda: collections.OrderedDict())
    whole, told, known = collections.Counter(), collections.Counter(), collections.Counter()
    for name in sorted(os.listdir(os.path.join(options.folder, "truth"))):
        with open(os.path.join(options.folder, "truth", name), encoding="utf-8") as file:
            truth = json.load(file)
        path = truth.get("file", "")
        if path.split("/")[0] not in FOLDERS or "title" not in truth or refused(truth):
            continue
        if options.only and not any(word in path for word in options.only):
            continue
        judged = judge_file(options.folder, truth)
        producer = f"{truth.get('producer', '?')} {os.path.splitext(path)[1]}"
        if judged is None:
            told[producer] += 1
            continue
        perfect = all(got == of for got, of in judged.shares.values())
        share = " ".join(f"{w} {g}/{o}" for w, (g, o) in judged.shares.items() if g != o)
        known[producer] += not perfect and share == SHORT.get(path)
        whole[producer, perfect] += 1
        for what, (got, of) in judged.shares.items():
            had = sums[producer].get(what, (0, 0))
            sums[producer][what] = (had[0] + got, had[1] + of)
        if (options.files or options.missing) and not perfect:
            print(path, share)
            for line in judged.missing[:12] if options.missing else []:
                print("   ", line[:160])
    report(sums, whole, told, known)


# What is not reached, file by file, with the share that comes. Another share is a failure.
SHORT = {
    # LibreOffice writes what tracked changes delete into HTML like all else: the file does not say that it is gone.
    "word/lo-ar-all.html": "paragraphs 3/4 entries 37/38 no others 0/1",
}


# The forms that are refused with what to do; another is a letter that is lost.
REFUSED = {".doc", ".rtf", ".epub", ".xml"}


def report(sums, whole, told, known):
    passed = failed = 0
    for producer in sorted(sums):
        good, bad = whole[producer, True], whole[producer, False]
        passed, failed = passed + good, failed + bad - known[producer]
        shares = " ".join(f"{what} {got}/{of}" for what, (got, of) in sums[producer].items() if got != of)
        print(f"{producer:48} {good} of {good + bad} whole" + (f"; {shares}" if shares else ""))
    for producer in sorted(told):
        failed += told[producer] if producer.split()[-1] not in REFUSED else 0
        print(f"{producer:48} {told[producer]} refused, with what to do")
    print(f"{passed} passed, {failed} failed")


if __name__ == "__main__":
    sys.exit(main())
