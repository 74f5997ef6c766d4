# SPDX-License-Identifier: MIT
"""A list cut into volumes: each says whose names it holds, gaps in the numbers kept, and every name stands in one."""
import os
import pathlib
import re
import subprocess
import tempfile

NUMBERS = [1, 2, 3, 4, 5, 6, 7, 9, 12, 15]
LETTER = ("An open letter\n\nThe body of this letter is one sentence long and says what such letters say.\n\nSincerely,\n\n"
          + "\n".join(f"{number}. Signatory Number {number}" for number in NUMBERS) + "\n")


ARABIC = "---\nlang: ar\ntitle: نداء\n---\n\nنكتب إليكم.\n\n## الموقعون\n\n" + "\n".join(f"{n}. المنظمة {n}" for n in range(1, 13)) + "\n"


def titles_of(source, folder, count):
    """Each volume's title page: its text, and its pages."""
    path = pathlib.Path(folder) / f"arabic-{count}.md"
    path.write_text(source, encoding="utf-8")
    subprocess.run([os.environ["WARRAQ"], "render", path, "--date", "2020-01-01", "--volumes", str(count), "--quiet",
                    "-o", path.with_suffix(".pdf")], check=True)
    texts = [text_of(each) for each in sorted(path.parent.glob(f"{path.stem}-*.pdf"))]
    return [re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text.partition("\f")[0]) for text in texts], [
        text.count("\f") for text in texts]


def from_a_sheet(folder):
    """A list that is read as it is set: its volumes' titles and pages, and whether the second alone is the same."""
    base = pathlib.Path(folder)
    (base / "sheet.md").write_text("---\nlang: hi\ntitle: पत्र\ndate: 2020-09-09\nsignatories: sheet.csv\n---\n\nयह पत्र है।\n", encoding="utf-8")
    (base / "sheet.csv").write_text("number,name\n" + "".join(f"{n},Signatory Number {n}\n" for n in range(1, 301)), encoding="utf-8")
    for extra, name in ((), "sheet.pdf"), (("--volume", "2"), "alone.pdf"):
        subprocess.run([os.environ["WARRAQ"], "render", base / "sheet.md", "--volumes", "3", *extra, "--quiet", "-o", base / name], check=True)
    texts = [text_of(path) for path in sorted(base.glob("sheet-*.pdf"))]
    return texts, (base / "alone.pdf").read_bytes() == (base / "sheet-2.pdf").read_bytes()


def in_two_languages(folder):
    """The title page of a letter with two titles."""
    path = pathlib.Path(folder) / "two.md"
    path.write_text("---\nlang: ar\ntitle: [نداء, The Call]\ndate: 2020-09-09\n---\n\nنكتب إليكم.\n\nWe write to you.\n\n## الموقعون\n\n"
                    + "\n".join(f"{n}. المنظمة {n}" for n in range(1, 13)) + "\n", encoding="utf-8")
    subprocess.run([os.environ["WARRAQ"], "render", path, "--volumes", "2", "--quiet", "-o", path.with_suffix(".pdf")], check=True)
    return text_of(path.with_name("two-1.pdf")).partition("\f")[0]


def text_of(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


with tempfile.TemporaryDirectory() as folder:
    letter = pathlib.Path(folder) / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    subprocess.run([os.environ["WARRAQ"], "render", letter, "--date", "2020-01-01", "--volumes", "3", "--quiet",
                    "-o", pathlib.Path(folder) / "letter.pdf"], check=True)
    volumes = [text_of(path) for path in sorted(pathlib.Path(folder).glob("letter-*.pdf"))]
    two, pages = titles_of(ARABIC, folder, 2)
    twelve, _ = titles_of(ARABIC, folder, 12)
    sheet, alone = from_a_sheet(folder)
    both = in_two_languages(folder)
assert "The Call" in both and "نداء" in both, both
assert alone, "one volume of a sheet is not what all of them make"
counts = [text.count("\f") for text in sheet]
for k, text in enumerate(sheet):
    assert "नामों और पृष्ठों की संख्या सभी खंडों में लगातार चलती है।" in text, text.partition("\f")[0]
    assert f"पृष्ठ {sum(counts[:k]) + 1}, कुल {sum(counts)}" in text, (counts, text)
assert "المجلد الثاني من اثنين" in two[1] and "الأول" in two[1] and "الصفحات" in two[1], two
first, second = pages  # they run on
assert all("ترقيم الأسماء والصفحات متصل" in title for title in two), two
bare = [title.replace(" ", "") for title in two]  # poppler puts the spaces elsewhere
assert all(f"من1إلى{first}" in title and f"من{first + 1}إلى{first + second}" in title for title in bare), (two, pages)
assert f"صفحة{first + 1}من{first + second}" in bare[1], (two, pages)
assert re.search("المجلد +12 *من 12", twelve[-1]), twelve[-1]  # figures above ten
assert len(volumes) == 3, len(volumes)
assert "Volume three of three" in volumes[2], volumes[2]
held = [list(map(int, re.findall(r"Signatory Number (\d+)", text.partition("\f")[2]))) for text in volumes]
assert sum(held, []) == NUMBERS, held
ranges = {(part[0], part[-1]) for part in held}
for text, part in zip(volumes, held):
    title, _, rest = text.partition("\f")
    told = {tuple(map(int, pair)) for pair in re.findall(r"(\d+) to (\d+)", title)}
    assert ranges <= told, (told, held)  # the table of volumes, with the first and the last name of each, and its pages
    ends = set(map(int, re.findall(r"Signatory Number (\d+)", title)))
    assert ends == {number for pair in ranges for number in pair}, (ends, held)
    assert f"Signatories {part[0]} to {part[-1]}" in rest, rest
