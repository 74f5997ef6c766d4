# SPDX-License-Identifier: MIT
"""Forty sheets, each with cells that are nobody's business, and everything that is made of them: no
such cell comes out of the record, the archive, the store, pictures, messages or JSON."""
import csv
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(__file__))
from workbooks import ods, ods_table, sheet_xml, xlsx  # noqa: E402

W = os.environ["WARRAQ"]
FAULTS = []
NUMBER = itertools.count(100)

# The head of a private column, and what a cell of it looks like with a number of its own.
PRIVATE = {
    "mail": "someone{}@private.example", "phone": "+216 71 555 {}", "local": "0555-010-{}", "time": "2024/05/01 10:11:{}", "us": "5/{}/2024 10:11:12",
    "net": "192.0.2.{}", "street": "{} Hidden Lane", "comment": "because of my neighbour {}", "contact": "Contact Person {}",
    "born": "1970-01-{}", "uuid": "9829unpuq4j{}yad", "handle": "@hidden{}", "unknown": "zzz{} qqq",
}
# head, kind; kinds "name", "org", "city", "consent" are printed or asked
SHEETS = [
    [("Timestamp", "time"), ("Email Address", "mail"), ("Your name", "name"), ("Country", "city"), ("I agree that my name is published", "consent")],
    [("ID", "uuid"), ("Start time", "us"), ("Email", "mail"), ("Full name", "name"), ("Organisation", "org"), ("Phone", "phone")],
    [("Submission Date", "us"), ("Name", "name"), ("E-mail", "mail"), ("IP", "net"), ("Comment", "comment")],
    [("Name of organisation", "org"), ("Contact person", "contact"), ("Contact email", "mail"), ("Phone", "local")],
    [("طابع زمني", "time"), ("الاسم الكامل", "name"), ("الجهة", "org"), ("رقم الهاتف", "local"), ("أوافق على نشر اسمي", "consent")],
    [("Nom et prénom", "name"), ("Courriel", "mail"), ("Adresse", "street"), ("Téléphone", "phone"), ("Ville", "city")],
    [("Nombre y apellidos", "name"), ("Correo electrónico", "mail"), ("Móvil", "phone"), ("Comentarios", "comment")],
    [("Vor- und Nachname", "name"), ("E-Mail-Adresse", "mail"), ("Straße", "street"), ("Mein Name darf veröffentlicht werden", "consent")],
    [("Имя и фамилия", "name"), ("Телефон", "phone"), ("Электронная почта", "mail"), ("Организация", "org")],
    [("お名前", "name"), ("メールアドレス", "mail"), ("ご所属", "org"), ("コメント", "comment")],
    [("您的姓名", "name"), ("電子郵件地址", "mail"), ("手機", "local"), ("是否公開姓名", "consent")],
    [("Nama lengkap", "name"), ("Nomor WhatsApp", "phone"), ("Kota", "city"), ("Surel", "mail")],
    [("نام و نام خانوادگی", "name"), ("شمارهٔ تماس", "phone"), ("شهر", "city"), ("ایمیل", "mail")],
    [("Signatory name", "name"), ("Keep me anonymous", "hide"), ("Twitter handle", "handle"), ("Date of birth", "born")],
    [("Aaa", "unknown"), ("Name", "name"), ("Bbb", "mail"), ("Ccc", "phone")],
]
FORMS = ["csv", "tsv", "xlsx", "ods", "json", "yaml", "utf16.txt", "semicolon.csv"]
ANSWERS = {"consent": [("Yes", True), ("No", False), ("", False)], "hide": [("TRUE", False), ("FALSE", True), ("", True)]}


def make(columns):
    """Rows, what is to come out, and what is not."""
    rows, open_cells, secret = [], [], []
    for i in range(4):
        row, shown = [], True
        for _, kind in columns:
            if kind in ANSWERS:
                value, yes = ANSWERS[kind][i % 3]
                shown = shown and yes
            elif kind in PRIVATE:
                value = PRIVATE[kind].format(next(NUMBER))
                secret.append(value)
            else:
                value = f"{ {'name': 'Signatory', 'org': 'Circle', 'city': 'Town'}[kind] } {'ABCDEFGH'[i]}{next(NUMBER)}x"
            row.append(value)
        names = [v for (_, kind), v in zip(columns, row) if kind in ("name", "org")]
        (open_cells if shown else secret).extend(names)
        rows.append(row)
    return rows, open_cells, secret


def text_table(rows, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write(folder, number, form, heads, rows):
    name = f"list{number}.{form}"
    path = os.path.join(folder, name)
    records = [{h: v for h, v in zip(heads, row)} for row in rows]
    table = [heads] + rows
    if form == "xlsx":
        xlsx(path, [("list", "visible", sheet_xml(table)), ("raw", "hidden", sheet_xml([["hidden-sheet-cell@private.example"]]))])
    elif form == "ods":
        ods(path, [ods_table("list", table)], [("meta.xml", "<m>author@private.example</m>")])
    elif form == "json":
        json.dump({"meta": {"owner": "owner@private.example"}, "data": records}, open(path, "w"), ensure_ascii=False)
    elif form == "yaml":
        open(path, "w").write("".join("-\n" + "".join(f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in r.items()) for r in records))
    elif form == "utf16.txt":
        open(path, "wb").write(text_table(table, "\t").encode("utf-16"))
    else:
        open(path, "w").write(text_table(table, {"tsv": "\t", "semicolon.csv": ";"}.get(form, ",")))
    return name


def run(folder, *args):
    p = subprocess.run([W, *args], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
    if p.returncode not in (0, 1):
        FAULTS.append(f"{args}: exit {p.returncode} {p.stderr.decode()}")
    return p.stdout + p.stderr


def pdf_bytes(path):
    """What a PDF says and carries."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True).stdout
    folder = path + ".d"
    os.makedirs(folder, exist_ok=True)
    subprocess.run(["pdfdetach", "-saveall", "-o", folder, path], capture_output=True)
    return text + b"".join(open(os.path.join(folder, f), "rb").read() for f in os.listdir(folder)) + open(path, "rb").read()


def products(folder, name, number):
    """Everything that comes out, by what it is."""
    source = ["letter.md", "--signatories", name]
    out = {}
    for command in (["check"], ["check", "--json"], ["import"], ["dump", "model"], ["dump", "text"]):
        target = ["-o", f"o{number}.md"] if command == ["import"] else []
        out[" ".join(command)] = run(folder, *command, *source, *target)
        if target:
            out["import"] += open(os.path.join(folder, target[1]), "rb").read()
    out["archive"] = run(folder, "archive", *source, "-o", f"z{number}.zip")
    with zipfile.ZipFile(os.path.join(folder, f"z{number}.zip")) as z:
        z.extractall(os.path.join(folder, f"z{number}"))
    out["store"] = run(folder, "snapshot", f"store{number}", *source)
    for root in (f"z{number}", f"store{number}"):
        for base, _, files in os.walk(os.path.join(folder, root)):
            for file in files:
                path = os.path.join(base, file)
                data = open(path, "rb").read()
                out[os.path.relpath(path, folder)] = data + (pdf_bytes(path) if file.endswith(".pdf") else b"")
    if number % 4 == 0:
        out["a-3a"] = run(folder, "render", *source, "--pdf", "a-3a", "-o", f"r{number}.pdf") + pdf_bytes(os.path.join(folder, f"r{number}.pdf"))
        out["picture"] = run(folder, "picture", *source, "--svg-text", "text", "-o", f"p{number}-%d.svg")
        out["picture"] += b"".join(open(os.path.join(folder, f), "rb").read() for f in sorted(os.listdir(folder)) if f.startswith(f"p{number}-"))
        out["summary"] = run(folder, "handout", *source, "--as", "summary", "-o", f"h{number}.pdf") + pdf_bytes(os.path.join(folder, f"h{number}.pdf"))
        out["diff"] = run(folder, "diff", "letter.md", f"z{number}.zip", "--json")
    return out


def check(folder, number, form, columns):
    rows, open_cells, secret = make(columns)
    name = write(folder, number, form, [h for h, _ in columns], rows)
    out = products(folder, name, number)
    secret += ["hidden-sheet-cell@private.example", "author@private.example", "owner@private.example"]
    for what, data in out.items():
        for cell in secret:
            if cell.encode() in data or cell.encode("utf-16-le") in data:
                FAULTS.append(f"{name}: {cell!r} comes out in {what}")
    for cell in open_cells:
        if cell.encode() not in out["dump text"]:
            FAULTS.append(f"{name}: {cell!r} is lost: {out['dump text'].decode()[:300]}")


with tempfile.TemporaryDirectory() as folder:
    open(os.path.join(folder, "letter.md"), "w").write("---\ntitle: Open letter\nlang: en\ndate: 2026-02-03\n---\n\nWe write to you.\n\nSincerely,\n")
    for number in range(40):
        check(folder, number, FORMS[number % len(FORMS)], SHEETS[(number * 7 + number // 8) % len(SHEETS)])
print("\n".join(FAULTS[:40]) or "nothing private comes out of forty sheets")
raise SystemExit(1 if FAULTS else 0)
