# SPDX-License-Identifier: MIT
"""Nothing is lost and nothing is silent: every word of random documents is typeset, or reported as set aside.

SEED names the documents, EACH how many of each form; a failure prints both and the document."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent / "made"))
import letters  # noqa: E402
import pages  # noqa: E402

WARRAQ = os.environ["WARRAQ"]
SEED = os.environ.get("SEED", "heron")
EACH = int(os.environ.get("EACH", "6"))


class Words:
    """Words that come once each, so that none can stand in for another."""

    def __init__(self, chance):
        self.chance, self.made, self.count = chance, [], 0

    def one(self):
        self.count += 1
        word = "".join(self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou") for _ in range(2)) + f"q{self.count}"
        self.made.append(word)
        return word

    def some(self, least, most, capital=False):
        words = [self.one() for _ in range(self.chance.randint(least, most))]
        return " ".join(w.capitalize() if capital or i == 0 else w for i, w in enumerate(words))

    def sentence(self):
        return self.some(6, 14) + "."

    def name(self):
        form = self.chance.choice(["", "", ", {}", " ({})"])
        return self.some(2, 3, True) + (form and form.format(self.some(1, 3)))


def text_of(words, mark):
    """Blocks of every sort in any order: plain text, or Markdown where marks are given."""
    chance, blocks = words.chance, []
    for _ in range(chance.randint(3, 14)):
        kind = chance.randrange(9)
        if kind == 0:
            blocks.append((mark and "#" * chance.randint(1, 3) + " ") + words.some(1, 5))
        elif kind == 1:
            blocks.append("\n".join(f"{i}. {words.name()}" for i in range(1, chance.randint(3, 12) + 1)))
        elif kind == 2:
            blocks.append("\n".join(f"- {words.name()}" for _ in range(chance.randint(2, 8))))
        elif kind == 3:
            blocks.append(chance.choice(["Signatories", "Signed by:", "الموقعون", "Related articles", "To:", "We demand:"]))
        elif kind == 4:
            blocks.append("\n".join(words.name() for _ in range(chance.randint(2, 9))))
        elif kind == 5:
            blocks.append("; ".join(words.name() for _ in range(chance.randint(3, 12))) + chance.choice(["", "."]))
        elif kind == 6:
            blocks.append(words.some(1, 3) + chance.choice([",", ":", "", "!"]))
        elif kind == 7 and mark:
            rows = "\n".join("| " + " | ".join(words.some(1, 2) for _ in range(3)) + " |" for _ in range(chance.randint(1, 5)))
            blocks.append(f"| {words.one()} | {words.one()} | {words.one()} |\n|---|---|---|\n{rows}")
        else:
            blocks.append(" ".join(words.sentence() for _ in range(chance.randint(1, 4))))
    return "\n\n".join(blocks) + "\n"


def html_of(words):
    chance = words.chance

    def element(depth):
        tag = chance.choice(["p", "div", "section", "ul", "ol", "table", "h2", "blockquote", "aside", "nav", "footer", "dl",
                             "span", "pre", "figure", "details", "form", "article", "center", "address"])
        tag = tag if depth <= 3 else chance.choice(["p", "h2", "div"])  # a browser puts a table's own text elsewhere
        if depth > 3 or tag in ("p", "h2", "span", "pre", "address"):
            inner = words.sentence() if tag == "p" else words.some(1, 6)
            more = chance.choice(["", "<br>{}", " <b>{}</b>"])
            return f"<{tag}>{inner}{more and more.format(words.name())}</{tag}> "
        if tag in ("ul", "ol"):
            return f"<{tag}>" + "".join(f"<li>{words.name()}</li>" for _ in range(chance.randint(1, 7))) + f"</{tag}>"
        if tag == "table":
            return "<table>" + "".join(f"<tr><td>{words.name()}</td><td>{words.some(1, 2)}</td></tr>"
                                       for _ in range(chance.randint(1, 6))) + "</table>"
        if tag == "dl":
            return "<dl>" + "".join(f"<dt>{words.name()}</dt><dd>{words.some(1, 3)}</dd>" for _ in range(chance.randint(1, 5))) + "</dl>"
        return f"<{tag} class={chance.choice(['a', 'menu', 'share', 'text', 'card'])}>" + "".join(
            element(depth + 1) for _ in range(chance.randint(1, 5))) + f"</{tag}>"

    return "<!doctype html><html><body>" + "".join(element(0) for _ in range(chance.randint(3, 12))) + "</body></html>\n"


def list_of(words, form):
    people = [{"name": words.some(2, 3, True), "affiliation": words.some(1, 3)} for _ in range(words.chance.randint(1, 30))]
    if form == "json":
        return json.dumps(people)
    return "".join(f"- name: {p['name']}\n  affiliation: {p['affiliation']}\n" for p in people)


FORMS = {"txt": lambda w: text_of(w, ""), "md": lambda w: text_of(w, "#"), "html": html_of,
         "json": lambda w: list_of(w, "json"), "yaml": lambda w: list_of(w, "yaml")}


def printed_and_reported(folder, name):
    text = subprocess.run([WARRAQ, "dump", "text", "--quiet", name], cwd=folder, capture_output=True, text=True)
    said = subprocess.run([WARRAQ, "check", "--json", "--quiet", name], cwd=folder, capture_output=True, text=True)
    return text, said


def judge(folder, form, each):
    words = Words(random.Random(f"{SEED}/{form}/{each}"))
    source = FORMS[form](words)
    (folder / f"a.{form}").write_text(source, encoding="utf-8")
    text, said = printed_and_reported(folder, f"a.{form}")
    if "[source-empty]" in text.stderr:
        return 0
    assert text.returncode in (0, 1), (SEED, form, each, text.stderr)
    there = set(re.findall(r"\w+", (text.stdout + " ".join(
        a["text"] for a in json.loads(said.stdout).get("set_aside", []))).lower()))
    lost = [w for w in words.made if w not in there]
    assert not lost, f"SEED={SEED} {form} {each}: neither typeset nor reported: {lost[:8]}\n{source}"
    return 1


def judge_letter(folder, each):
    """Real sentences, in the forms of letters and of pages."""
    chance = random.Random(f"{SEED}/letter/{each}")
    letter = letters.letter(chance, chance.choice(sorted(letters.KINDS)), chance.choice(sorted(letters.WORDS)))
    html, wanted, residue = pages.page(chance, chance.choice(sorted(pages.MANNERS)))
    for name, source, parts in [(f"a.{letter.form}", letter.text, letter.body + letter.residue),
                                ("b.html", html, wanted + residue)]:
        (folder / name).write_text(source, encoding="utf-8")
        text, said = printed_and_reported(folder, name)
        there = re.findall(r"\w+", text.stdout + " ".join(a["text"] for a in json.loads(said.stdout)["set_aside"]))
        whole, words = "".join(there), set(there)
        lost = [p for p in parts if "".join(re.findall(r"\w+", p)) not in whole]
        lost = [p for p in lost if not all(w in words for w in re.findall(r"\w+", p))]
        assert not lost, f"SEED={SEED} letter {each}: neither typeset nor reported: {lost[:4]}\n{source}"


def main():
    with tempfile.TemporaryDirectory() as name:
        judged = 0
        for each in range(EACH):
            judged += sum(judge(pathlib.Path(name), form, each) for form in FORMS)
            judge_letter(pathlib.Path(name), each)
    # A page may be all menu, which is refused; a reader that refused all would find nothing lost.
    assert judged * 10 >= EACH * len(FORMS) * 8, f"only {judged} of {EACH * len(FORMS)} were read"
    print(f"{judged + EACH * 2} documents: every word is typeset or reported")


main()
