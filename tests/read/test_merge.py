# SPDX-License-Identifier: MIT
"""Recipients from sheets of any form and language; nothing is made for a row that lacks something."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
sys.path.insert(1, os.path.join(os.path.dirname(__file__), "../record"))
import read_structure  # noqa: E402
from workbooks import sheet_xml, xlsx  # noqa: E402

W = os.environ["WARRAQ"]
FAULTS = []
HEAD = ["الاسم", "الصفة", "المدينة"]
ROWS = [["ليلى حداد", "الأمينة العامة", "تونس"], ["عمر/بن يوسف", "", "فاس"], ["Anna Schmidt (MdB)", "Stadträtin", "Köln"], ["", "نائب", "طنجة"]]


def run(folder, *args):
    p = subprocess.run([W, *args], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def expect(what, got, want):
    if got != want:
        FAULTS.append(f"{what}: {got!r}, not {want!r}")


def letter(folder, body):
    open(f"{folder}/l.md", "w").write(f"---\ntitle: To {{name}}\nlang: ar\ndate: 2026-02-03\nsignatories: none\n---\n\n{body}\n")


def check_incomplete(folder):
    letter(folder, "نكتب إليكم في {المدينة} يا {الصفة}. {{so}}")
    status, _, err = run(folder, "merge", "l.md", "r.csv", "-o", "d")
    expect("incomplete", (status, os.path.exists(f"{folder}/d"), "row 3 has nothing for {الصفة}; row 5 has no name" in err), (1, False, True))
    status, _, err = run(folder, "merge", "l.md", "r.csv", "-o", "d", "--skip-incomplete")
    expect("skipped", (status, sorted(os.listdir(f"{folder}/d"))), (0, ["0001-ليلى-حداد.pdf", "0003-Anna-Schmidt-MdB.pdf", "all.pdf"]))
    text = " ".join(block for _, block in read_structure.read(f"{folder}/d/0003-Anna-Schmidt-MdB.pdf"))
    expect("filled", ("Anna Schmidt (MdB)" in text, "Köln" in text, re.search("[{}]so", text) is not None), (True, True, True))
    letter(folder, "{absent}")
    status, _, err = run(folder, "merge", "l.md", "r.csv", "-o", "e", "--skip-incomplete")
    expect("absent", (status, "{absent}" in err, os.path.exists(f"{folder}/e")), (1, True, False))


def check_names(folder):
    letter(folder, "{city}")
    call = ["merge", "l.md", "r.xlsx", "-o", "d", "--skip-incomplete", "--file-name", "{city}-{name}"]
    status, _, err = run(folder, *call)
    expect("old", (status, "2 copies of an earlier merge" in err), (0, True))
    status, _, err = run(folder, *call, "--replace")
    expect("replaced", (status, sorted(os.listdir(f"{folder}/d"))), (0, sorted(["Köln-Anna-Schmidt-MdB.pdf", "all.pdf", "تونس-ليلى-حداد.pdf", "فاس-عمر-بن-يوسف.pdf"])))
    status, _, err = run(folder, "merge", "l.md", "r.xlsx", "-o", "f", "--skip-incomplete", "--file-name", "copy")
    expect("alike", (status, "both be called copy.pdf" in err), (2, True))


def check_post(folder):
    rows = [["Name", "Street", "Postcode", "City"]] + [[f"Recipient {i}", f"{i} Harbour Road", str(10000 + i), "Lima"] for i in range(193)]
    open(f"{folder}/post.csv", "w").write("".join(",".join(r) + "\n" for r in rows))
    letter(folder, "Dear {name}")
    status, _, err = run(folder, "merge", "l.md", "post.csv", "-o", "p", "--labels", "l7160", "--envelopes", "DL")
    expect("post", status, 0)
    for name, pages, size in (("labels.pdf", "10", "595.28 x 841.89"), ("envelopes.pdf", "193", "623.62 x 311.81")):
        info = subprocess.run(["pdfinfo", f"{folder}/p/{name}"], capture_output=True, text=True).stdout
        expect(name, (f"Pages:           {pages}\n" in info, size in info), (True, True))
        text = subprocess.run(["pdftotext", "-raw", f"{folder}/p/{name}", "-"], capture_output=True, text=True).stdout
        expect(name, [f"Recipient {i}\n{i} Harbour Road\n{10000 + i} Lima" in text for i in (0, 20, 21, 192)], [True] * 4)
    first = subprocess.run(["pdftotext", "-raw", "-l", "1", f"{folder}/p/envelopes.pdf", "-"], capture_output=True, text=True).stdout
    expect("no sender", first.split(), "Recipient 0 0 Harbour Road 10000 Lima".split())
    status, _, err = run(folder, "merge", "l.md", "post.csv", "-o", "q", "--labels", "nothing")
    expect("no sheet", (status, "l7160" in err, os.path.exists(f"{folder}/q")), (2, True, False))


def words_at(folder, path, page):
    """The words of a page with their places, in parts of its width and height."""
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-"], cwd=folder, capture_output=True, text=True).stdout
    width, height = map(float, re.search(r'<page width="([\d.]+)" height="([\d.]+)"', out).groups())
    return {w: (float(x) / width, float(y) / height)
            for x, y, w in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', out)}


def check_sender(folder):
    """Who sends the letter stands above at the left of every envelope, the address below from the middle on."""
    rows = "".join(f"Recipient{i},Lima\n" for i in range(193))
    open(f"{folder}/post.csv", "w").write("Name,City\n" + rows)
    for lang, sender in (("en", ["Senders", "Oslo"]), ("ar", ["المرسل", "تونس"])):
        lines = "".join(f"  {line}\n" for line in sender)
        open(f"{folder}/s.md", "w").write(f"---\ntitle: T\nlang: {lang}\ndate: 2026-02-03\nfrom: |\n{lines}signatories: none\n---\n\nDear {{name}}\n")
        status, _, err = run(folder, "merge", "s.md", "post.csv", "-o", f"s-{lang}", "--envelopes", "C5")
        expect("sent", (status, "label-overfull" in err), (0, False))
        for page in (1, 97, 193):
            words = words_at(folder, f"s-{lang}/envelopes.pdf", page)
            place = words.get(f"Recipient{page - 1}", (0, 0))
            expect(f"address {page}", (place[0] > 0.4, place[1] > 0.4), (True, True))
            above = [y for _, y in words.values() if y < 0.3]
            left = [x for x, y in words.values() if y < 0.3]
            expect(f"sender {lang} {page}", (len(above) >= 2, max(left, default=1) < 0.5), (True, True))


with tempfile.TemporaryDirectory() as folder:
    open(f"{folder}/r.csv", "w").write("".join(";".join(row) + "\n" for row in [HEAD] + ROWS))
    xlsx(f"{folder}/r.xlsx", [("list", "visible", sheet_xml([HEAD] + ROWS))])
    check_incomplete(folder)
    check_names(folder)
    check_post(folder)
    check_sender(folder)
print("\n".join(FAULTS) or "merged")
raise SystemExit(1 if FAULTS else 0)
