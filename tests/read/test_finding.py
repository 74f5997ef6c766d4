# SPDX-License-Identifier: MIT
"""Lists of signatories in the forms people write them: each small letter with who is listed."""
import json
import os
import pathlib
import subprocess
import tempfile

WARRAQ = os.environ["WARRAQ"]

BODY = """We ask the council to keep the river clean, and to publish every measurement that it takes of it.

The library has lent books to this town for ninety years and has never asked a reader for a fee.

"""
PAGE = "<!doctype html><html lang=en><body>" + "".join(f"<p>{p}</p>" for p in BODY.strip().split("\n\n"))
NAMES = ["Ana Ruiz", "Omar Haddad", "Li Wei", "Ute Ehm", "Jo Field", "Mia Holt", "Kit Wren", "Una Marsh", "Ada Lowe"]


def letter(*parts):
    return "An open letter about the river\n\n" + BODY + "\n".join(parts) + "\n"


def listed(form, text, folder):
    """Numbers and names (with what is said of them) in the model's lists of signatories, and the notes' codes."""
    path = folder / f"letter.{form}"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run([WARRAQ, "dump", "text", path, "--quiet"], capture_output=True, text=True)
    assert done.returncode in (0, 1), (text[-200:], done.stderr)
    said = subprocess.run([WARRAQ, "check", "--json", "--quiet", path], capture_output=True, text=True)
    notes = json.loads(said.stdout)
    return done.stdout, notes


def odd(entry):
    names = NAMES[:4] + [entry] + NAMES[5:]
    return names


LONG = "The Union of Bookbinders, Papermakers, Librarians and Ferrymen of the Lower Valley and the Seven Islands, " \
       "with its branches in every town between the hills and the sea"
SENTENCE = "The bookbinders of the old town sign this letter with all their heart."

# What is read, how many it lists, and lines that must be among the entries (or must not be: "!").
CASES = [
    ("html", PAGE + "<h2>Signatories</h2><ol><li>Ana Ruiz<li><del>Omar Haddad</del><li>Li Wei<li>Ute Ehm</ol>", 3,
     ["3. Li Wei", "4. Ute Ehm"]),
    ("html", PAGE + "<div title='header'><p>Reading room, draft</p></div><h2>Signatories</h2><p>" + "<br>".join(NAMES), 9,
     ["!Reading room, draft"]),
    ("html", PAGE + "<p>As promised<a href='#n1' name='r1'><sup>i</sup></a>.</p><h2>Signatories</h2><p>" + "<br>".join(NAMES)
     + "</p><div><p><a href='#r1' name='n1'>i</a> The charter.</p></div>", 9, ["!i The charter."]),
    ("txt", letter("Signatories\n", *(n + "\n" for n in odd(LONG))), 9, [LONG]),
    ("txt", letter("Signatories\n", *(n + "\n" for n in odd(SENTENCE))), 9, [SENTENCE]),
    ("txt", letter("Signatories\n", *(n + "\n" for n in odd("Wasserfreunde e.V."))), 9, ["Wasserfreunde e.V."]),
    ("md", "# The river\n\n" + BODY + "## Signatories\n\n" + "\n\n".join(odd(LONG)) + "\n", 9, [LONG]),
    ("html", PAGE + "<h2>Signatories</h2>" + "".join(f"<p>{n}</p>" for n in odd(SENTENCE)), 9, [SENTENCE]),
    ("txt", letter("Signatories\n", *(n + "\n" for n in NAMES[:4]), "Signed by 120 people so far\n",
                   *(n + "\n" for n in NAMES[4:])), 9, ["!Signed by 120 people so far"]),
    ("md", "# The river\n\n" + BODY + "## Signatories\n\n### Organisations\n\n- Blue Door\n- Old Mill\n- Reading Circle\n\n"
     "### Individuals\n\n_Affiliations are for identification only._\n\n" + "\n".join("- " + n for n in NAMES), 12,
     ["Blue Door", "!Affiliations are for identification only."]),
    ("md", "# The river\n\n" + BODY + "## Signatories\n\n" + "\n".join("    " + n for n in NAMES[:3]), 3, NAMES[:3]),
    ("md", "# The river\n\n" + BODY + "## Signatories\n\n" + "\n".join("1. " + n for n in NAMES), 9,
     ["1. Ana Ruiz", "9. Ada Lowe"]),
    ("md", "# The river\n\n" + BODY + "## People\n\n| Name | Work |\n|---|---|\n"
     + "\n".join(f"| {n} | painter |" for n in NAMES[:3]), 3, ["Ana Ruiz, painter"]),
    ("md", "# Река\n\n" + BODY + "## Подписи\n\n| № | Фамилия и имя | Занятие |\n|---|---|---|\n"
     + "\n".join(f"| {i} | {n} | художник |" for i, n in enumerate(NAMES[:3], 1)), 3, ["1. Ana Ruiz, художник"]),
    ("md", "# The river\n\n" + BODY + "## Signatories\n\n| Name | Card | Town |\n|---|---|---|\n"
     + "\n".join(f"| {n} | 20{i}/7 | Marlgate |" for i, n in enumerate(NAMES[:4], 10)), 4,
     ["Ana Ruiz, 2010/7, Marlgate"]),
    ("txt", letter("Signatories\n", *(f"{n}\n{w}\n{t}\n" for n, w, t in zip(
        NAMES[:8], ["painter", "nurse"] * 4, ["Marlgate", "Heron"] * 4))), 8, ["Ana Ruiz, painter, Marlgate"]),
    ("txt", letter("Signatories\n", "; ".join(NAMES)), 9, NAMES),
    ("txt", letter("Signatories\n", ", ".join(NAMES)), 9, NAMES),
    ("txt", letter("Signatories\n", "500.example\n2nd Street Choir\n8. March Alliance\nAna Ruiz\nLi Wei"), 5,
     ["500.example", "8. March Alliance"]),
    ("txt", letter("Signatories\n", *(f"№ {i} {n}" for i, n in enumerate(NAMES, 1))), 9, ["№ 9 Ada Lowe"]),
    ("txt", letter("Signatories\n", "No\tName\tTown", *(f"{i}\t{n}\tHeron" for i, n in enumerate(NAMES, 1))), 9,
     ["9. Ada Lowe, Heron"]),
    ("md", "# The river\n\n" + BODY + "We demand:\n\n- clean water\n- open data\n- a footbridge\n", 0, []),
    ("md", "# The river\n\n" + BODY + "## How to sign\n\n- Send your name and town\n- Tell a neighbour\n", 0, []),
    ("txt", "Για το ποτάμι\n\n" + BODY + "Ζητάμε:\n\n- ανοιχτές πόρτες\n- δημόσιες μετρήσεις\n", 0, []),
    ("md", "To:\n\n- The Mayor of Heron\n- The Council of Marlgate\n\n" + BODY, 0, []),
    ("txt", letter("Signatories\n", *("- " + n for n in NAMES), "\n", "Contact: letter@example.org"), 9,
     ["!Contact: letter@example.org"]),
    ("md", "# The river\n\n" + BODY + "## Signatories\n\n- Ana Ruiz\n- ~~Omar Haddad~~\n- Li Wei\n- Ute Ehm\n", 3,
     ["!Omar Haddad"]),
    ("html", PAGE + "<h2>Signatories</h2><ul><li>Ana Ruiz<li><del>Omar Haddad</del>, nurse<li>Li Wei<li>Jo Field</ul>", 3,
     ["!Omar Haddad", "!, nurse"]),
    ("html", PAGE + "<h2>Signatories</h2><div>" + "".join(
        f"<div class=card><h3>{n}</h3><p>painter</p></div>" for n in NAMES) + "</div>", 9, ["Ana Ruiz, painter"]),
    ("html", PAGE + "<h2>Signatories</h2><p>" + ", ".join(f"<span class=n>{n}</span>" for n in NAMES), 9, NAMES),
    ("html", PAGE + "<h2>Signatories</h2>" + "".join(
        f"<p class=s><span class=n>{n}</span><span class=o>Blue Door</span></p>" for n in NAMES), 9,
     ["Ana Ruiz, Blue Door"]),
    ("html", PAGE + "<h2>Signatories</h2><ol reversed>" + "".join(f"<li>{n}" for n in NAMES) + "</ol>", 9,
     ["9. Ana Ruiz", "1. Ada Lowe"]),
    # Some say below their name what they are, others do not.
    ("html", PAGE + "<h2>Signatories</h2>" + "".join(
        f"<p>{n}<br><em>{o}</em></p>" if o else f"<p>{n}</p>" for n, o in zip(
            NAMES, ["Nurse", "", "Painter", "Nurse", "", "", "Nurse", "Baker", ""])), 9,
     ["Ana Ruiz, Nurse", "Omar Haddad", "Una Marsh, Baker"]),
    ("html", PAGE + "<h2>Signatories</h2>" + "".join(
        f"<p>{head}</p>" + "".join(f"<p>{n}<br><em>Nurse</em></p>" for n in names)
        for head, names in (("Organisations", NAMES[:4]), ("Individuals", NAMES[4:]))), 9, ["Ana Ruiz"]),
    # A kind of signatories is no heading where other names begin so.
    ("txt", letter("Signatories\n", *(n + "\n" for n in (
        "Open Door Leeds", "Water organisation Leeds", "Reading Circle", "Water organisation", "Old Mill Heron"))), 5,
     ["Water organisation"]),
    # A word that could name a column is what people do, and comes back.
    ("txt", letter("Signatories\n", *(f"{n}\t{w}\tHeron" for n, w in zip(
        NAMES, ["name", "nurse", "name", "baker"] * 3))), 9, ["Ana Ruiz, name, Heron"]),
    # A word of menus within what is said of a name.
    ("txt", letter("Signatories\n", *(f"{n}, Nurse\n" for n in NAMES[:6]), *(f"{n}, Nurse, Search Hill\n" for n in NAMES[6:]),
                   "Privacy policy\nShare\nAll rights reserved"), 9, ["Ada Lowe, Nurse, Search Hill", "!Share"]),
    ("txt", "Scrisoare\n\n" + BODY + "Subsemnații\n\n" + ", ".join(n + " Stan" for n in NAMES) + ".\n", 9, ["Ada Lowe Stan"]),
    ("txt", "ደብዳቤ\n\n" + BODY + "ፈራሚዎች\n\nድርጅቶች\n\nBlue Door\nOld Mill\nOpen Shelf\n\nግለሰቦች\n\n" + "\n".join(NAMES),
     12, ["!ድርጅቶች"]),
]


def entries_of(text):
    """The lines of `dump text`, what parts a name from its office made a comma."""
    return {" ".join(line.replace(" – ", " ").replace(",", "").split()) for line in text.split("\n")}


def check_cases(folder):
    for form, text, count, lines in CASES:
        shown, said = listed(form, text, folder)
        assert said["signatories"]["listed"] == count, (form, text[-300:], said["signatories"])
        have = entries_of(shown)
        for line in lines:
            whole = line.lstrip("!")
            if line.startswith("!"):
                continue
            whole = whole.replace(",", "")
            assert any(whole in x for x in have), (form, line, shown[-600:])


def check_nothing_lost(folder):
    """Every word of a source is typeset or told as set aside."""
    for form, text, _, _ in CASES:
        if form == "html":
            continue
        shown, said = listed(form, text, folder)
        kept = shown + " " + " ".join(json.dumps(x, ensure_ascii=False) for x in said["set_aside"])
        for word in text.replace("|", " ").replace("#", " ").replace("-", " ").split():
            word = word.strip("~_.,;:№*0123456789)(")
            assert not word or word in kept, (form, word, text[-200:], kept[-400:])


def main():
    with tempfile.TemporaryDirectory() as name:
        check_cases(pathlib.Path(name))
        check_nothing_lost(pathlib.Path(name))


if __name__ == "__main__":
    main()
