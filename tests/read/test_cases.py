# SPDX-License-Identifier: MIT
"""Kinds of letters that once were read wrongly, each as a small input of its own, with what is right."""
import json
import os
import pathlib
import subprocess
import tempfile

WARRAQ = os.environ["WARRAQ"]
BODY = "We ask the council to keep the river clean, and to publish every measurement that it takes of it."
PAGE = "<!doctype html><html lang={}><head><meta charset=utf-8><title>x</title></head><body><h1>The river</h1>"
FRONT = "---\ntitle: {}\nlang: {}\ndate: 2026-02-03\nsignatories: none\n---\n\n"
LISTED = FRONT.replace("signatories: none\n", "")

# What it shows, the file, its text, lines that must be in the model in this order; "!" what must not be in it.
CASES = [
    ("a note in brackets has another name than Markdown's of the same number", "a.md",
     FRONT.format("Notes", "en") + "Words.[^1] More [1] words.\n\n[^1]: The first note.\n\n[1] The second note.\n",
     ["footnote-ref @8 name=1", "footnote-ref @8 name=1b", "name=1b", '"The second note."', "name=1", '"The first note."']),
    ("a second note of one number stays as it is written", "a.txt",
     "A letter\n\nText [1] one.\n\n[1] First.\n\nMore [1] text.\n\n[1] Second.\n\nSincerely\n",
     ["footnote-ref", "footnote-ref", '"[1] Second."', '"First."']),
    ("a telephone number in <bdi> keeps the space before it", "a.html",
     PAGE.format("ar") + f"<p>{BODY}</p><p>الهاتف <bdi dir=ltr>+216 71</bdi> للتواصل.</p>",
     ['"الهاتف"', '" "', "dir=ltr", '"+216 71"', '" للتواصل."']),
    ("as in Markdown", "a.md", FRONT.format("هاتف", "ar") + 'الهاتف <span dir="ltr">+216 71</span> للتواصل.\n',
     ['"الهاتف "', "dir=ltr", '"+216 71"', '" للتواصل."']),
    ("an Arabic sentence with a long Latin name goes on from the right", "a.md",
     FRONT.format("رسالة", "ar") + "قال مدير Centre for Civil and Political Rights in the Region: «نعم».\n\n"
     "- رابط https://example.org/ar/letter\n\n"
     "Amnesty-like Group و Human Rights Desk و Reading Circle Association دعوا إلى الحوار.\n",
     ["document lang=ar dir=rtl", "!paragraph @8 lang", "!dir=ltr", "!lang=fa", "!lang=lv"]),
    ("a captured one too", "a.txt", "رسالة مفتوحة حول الحقوق\n\nالسيد الوزير،\n\n"
     "نكتب إليكم اليوم من أجل مطالبتكم بفتح تحقيق مستقل ونزيه في كل ما جرى خلال العام الماضي في المدن كلها.\n\n"
     "قال مدير Centre for Civil and Political Rights in the Region: «نعم».\n", ["document lang=ar dir=rtl", "!paragraph @9 lang"]),
    ("a letter in two languages is in that of its title", "a.md",
     "---\ntitle: 關於河水的公開信\n---\n\n" + "銅巷圖書館九十年來一直借書給本鎮居民，從未向讀者收取分文。\n\n" * 3 + f"{BODY}\n\n" * 3,
     ["document lang=zh-Hant"]),
    ("levels of headings beside a title are kept", "a.md", FRONT.format("Title", "en") + "# One\n\nA.\n\n## Two\n\nB.\n",
     ["heading @8 level=1", "heading @12 level=2"]),
    ("struck names are no signatories, figures are raised, lists count as they say", "a.html",
     PAGE.format("en") + f"<p>{BODY} 10<sup>6</sup> litres.</p><p hidden>unseen words</p>"
     "<p>We signed:</p><ol><li>Ana Ruiz</li><li><del>Omar Said</del></li><li value=7>Ivo Novak</li></ol>",
     ["⁶", 'label="1." number=1', "Ana Ruiz", "number=7", "Ivo Novak", 'text-struck "Omar Said"', '!text @1 "unseen']),
    ("a list reversed counts down", "a.html", PAGE.format("en") + f"<p>{BODY}</p><p>We ask for:</p>"
     "<ol reversed><li>clean water for all</li><li>open doors</li></ol>", ["number=2", "number=1"]),
    ("a closing of the front matter stands over the list's heading", "a.md", "---\ntitle: River\nlang: en\nclosing: Yours,\n---\n\n"
     f"{BODY}\n\n## Signatories\n\n1. Ann Lee\n2. Bo Ek\n3. Cy Orr\n", ["closing", "heading @", '"Ann Lee"']),
    ("a table's caption is no row of it", "a.html", PAGE.format("en") + f"<p>{BODY}</p><table><caption>What was seen</caption>"
     "<tr><th>a</th></tr><tr><td>b</td></tr></table>", ["table @1", "caption @1", 'text @1 "What was seen"', "row @1"]),
    ("verse: hemistichs as two elements of a block", "a.html", PAGE.format("ar") + f"<p>{BODY}</p><div class=poem-body><p><span>one half</span> "
     "<span>other half</span></p><p><span>third half</span> <span>last half</span></p></div>",
     ["table @1 name=verse", 'text "one half"', 'text "other half"', 'text "last half"']),
    ("verse: hemistichs as two elements before a break", "a.html", PAGE.format("ar") + f"<p>{BODY}</p><p class=verse><b>one half</b>"
     "<b>other half</b><br><b>third half</b><b>last half</b></p>", ["name=verse", 'text "one half"', 'text "other half"', 'text "last half"']),
    ("verse: hemistichs parted by signs, lines by breaks", "a.html", PAGE.format("ar") + f"<p>{BODY}</p><section class='text poem'>"
     "one half *** other half<br>third half // last half<br>a line alone</section>",
     ["name=verse", 'text "one half"', 'text "other half"', 'text "last half"', 'text "a line alone"']),
    ("verse that holds a link, or is one line, is read as text", "a.html", PAGE.format("ar") + f"<p>{BODY}</p><p class=poem>one line *** alone</p>"
     "<p class=poem>one <a href='https://example.org/'>half</a><br>other</p>", ["!name=verse", 'href="https://example.org/"']),
    ("a banner's date is not the letter's", "a.html",
     PAGE.format("en") + "<div class=banner>Published by the site on 3 May 2021</div>" + f"<p>{BODY}</p>" * 3, ["!date @"]),
    ("a telephone number under a head that nobody knows is not printed", "a.md", LISTED.format("River", "en") + f"{BODY}\n\nSignatories:\n\n"
     "| Who | Reach | Where |\n|---|---|---|\n| Ann Lee | +33 6 12 34 56 78 | Lyon |\n| Bo Ek | 0044 20 7946 0958 | Leeds |\n"
     "| Cy Orr | 06 98 76 54 32 | Nantes |\n", ['"Ann Lee"', '"Lyon"', "!+33", "!7946", "table-private"]),
    ("a middle name stays between the others", "a.md", LISTED.format("River", "en") + f"{BODY}\n\nSignatories:\n\n"
     "| First name | Middle name | Last name |\n|---|---|---|\n| Ann | Marie | Lee |\n| Bo | | Ek |\n| Cy | Lou | Orr |\n",
     ['"Ann Marie Lee"', '"Bo Ek"', '"Cy Lou Orr"']),
    ("a stamp of machines is a date", "a.md", "---\ntitle: River\ndate: 2021-12-07T15:52:48.971Z\n---\n\n" + BODY + "\n",
     ['"2021-12-07"', "!15:52"]),
    ("a title of two words stays, with its subtitle", "a.txt", f"Clean water\n\nA letter to the council of Marlgate\n\n{BODY}\n",
     ["title @1", '"Clean water"', '"A letter to the council of Marlgate"', "!set-aside"]),
    ("a heading within the list parts it and ends nothing", "a.txt",
     f"The river\n\n{BODY}\n\nSignatories\n\nAna Ruiz\n\nOmar Haddad\n\nLi Wei\n\nOrganisations\n\nBlue Door\n\nOld Mill\n",
     ["Signatories", "Li Wei", "heading @13", '"Organisations"', "Blue Door", "Old Mill", "!residue"]),
    ("a drawing leaves no words", "a.html", PAGE.format("en") + f"<svg><text>drawn</text></svg><p>{BODY}</p>",
     ["!drawn"]),
    ("terms and what is said of them are one each", "a.html", PAGE.format("en") + f"<p>{BODY}</p><h2>Signatories</h2><dl>"
     + "".join(f"<dt>{n}</dt><dd>{w}</dd>" for n, w in [("Ana Ruiz", "nurse"), ("Li Wei", "painter"), ("Jo Field", "cook")])
     + "</dl>", ["Ana Ruiz", "affiliation", "nurse", "Li Wei"]),
    ("a heading that the page's head names is the title, wherever the page begins", "a.html",
     "<!doctype html><html lang=en><head><title>Open the doors | Notes</title></head><body><div class=top><h2>Open the doors"
     "</h2><p>by Mia</p></div><div class=text>" + f"<p>{BODY}</p>" * 4 + "</div></body></html>", ["Open the doors"]),
]


def run(folder, *arguments):
    return subprocess.run([WARRAQ, *map(str, arguments)], cwd=folder, capture_output=True, text=True)


def check_cases(folder):
    for what, name, text, wanted in CASES:
        (folder / name).write_text(text, encoding="utf-8")
        done = run(folder, "dump", "model", "--quiet", name)
        assert done.returncode in (0, 1), (what, done.stderr)
        at = 0
        for part in wanted:
            if part.startswith("!"):
                assert part[1:] not in done.stdout, (what, part, done.stdout)
                continue
            found = done.stdout.find(part, at)
            assert found >= 0, (what, part, done.stdout)
            at = found + len(part)
        (folder / name).unlink()


def codes(folder, *arguments):
    return [(n["code"], n["line"]) for n in json.loads(run(folder, "check", "--json", *arguments).stdout)["notes"]]


def check_folder(folder):
    """A list of one file a signatory: a note names the file it is about."""
    (folder / "people").mkdir()
    (folder / "people/a.yaml").write_text("name: Ana Ruiz\n")
    (folder / "people/b.yaml").write_text("name: Li Wei\nshoe: 41\n")
    (folder / "letter.md").write_text(f"---\ntitle: River\nsignatories: people\n---\n\n{BODY}\n")
    said = run(folder, "check", "letter.md")
    assert "2 listed" in said.stdout and "b.yaml:" in said.stdout + said.stderr, (said.stdout, said.stderr)


def check_keep(folder):
    """Every removal is undone by its line, or all of them."""
    (folder / "a.txt").write_text(f"Skip to content\nHome\n\nThe river\n\n{BODY}\n\nSignatories\n\nAna Ruiz\nLi Wei\nJo Field\n\n"
                                  "Privacy policy\nShare this\n")
    removed = [line for code, line in codes(folder, "a.txt") if code.startswith("residue")]
    assert removed, "nothing is removed"
    assert not [c for c, _ in codes(folder, "a.txt", "--keep", "all") if c.startswith("residue")]
    kept = [line for code, line in codes(folder, "a.txt", "--keep", "1-2") if code.startswith("residue")]
    assert kept and not {1, 2} & set(kept), kept
    text = run(folder, "dump", "text", "--quiet", "--keep", "all", "a.txt").stdout
    assert "Skip to content" in text and "Privacy policy" in text, text
    page = PAGE.format("en") + f"<nav>Menu words</nav><p>{BODY}</p><footer><p>Privacy policy</p></footer>"
    (folder / "a.html").write_text(page)
    assert "Privacy policy" in run(folder, "dump", "text", "--quiet", "--keep", "all", "a.html").stdout
    assert run(folder, "check", "--keep", "none", "a.txt").returncode == 2


def check_empty_page(folder):
    """A page of which nothing is left is an error, and no document is made of it."""
    (folder / "menu.html").write_text("<html><body><nav><a href=/>Home</a></nav><footer><p>Privacy policy</p></footer></body>")
    done = run(folder, "render", "menu.html", "-o", "menu.pdf")
    assert done.returncode == 1 and not (folder / "menu.pdf").exists(), done


def check_totals(folder):
    """What is stated and what is listed: said when they agree, and by how much they do not."""
    names = "\n".join(f"{i}. {n}" for i, n in enumerate(["Ana Ruiz", "Li Wei", "Jo Field", "Mia Holt", "Kit Wren"], 1))
    for stated, code in [(5, "total-agrees"), (9, "total-differs"), (3, "total-differs")]:
        (folder / "t.txt").write_text(f"The river\n\n{BODY}\n\nSignatories\n\n{names}\n\nSigned by {stated} people in all.\n"
                                      f"\nTotal signatories: {stated}\n")
        assert code in [c for c, _ in codes(folder, "t.txt")], (stated, code)


def check_doubt(folder):
    """A block below the names that no word tells from them is asked about."""
    (folder / "d.txt").write_text(f"The river\n\n{BODY}\n\nSignatories\n\nAna Ruiz\nOmar Haddad\nLi Wei\nUte Ehm\nJo Field\n"
                                  "Mia Holt\n\nGambo fro\nZinda wel\n")
    assert ("list-doubtful", 14) in codes(folder, "d.txt")


def main():
    checks = (check_cases, check_folder, check_keep, check_empty_page, check_totals, check_doubt)
    for check in checks:
        with tempfile.TemporaryDirectory() as name:
            check(pathlib.Path(name))
    print(f"{len(CASES) + len(checks) - 1} kinds are read rightly")


main()
