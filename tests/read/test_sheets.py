# SPDX-License-Identifier: MIT
"""Lists as campaigns keep them: heads as people and forms write them, consent, encodings, and what
must not come out of them. Each case is written down here: its bytes, what is printed, what is not."""
import json
import os
import subprocess
import tempfile
import zipfile

W = os.environ["WARRAQ"]
LETTER = "---\ntitle: Open letter\nlang: en\ndate: 2026-02-03\n---\n\nWe write to you.\n\nSincerely,\n"

# name, bytes, options, entries
CASES = [
    # Google Forms, Microsoft Forms, Typeform, Jotform, Kobo, change.org, Mailchimp
    ("google.csv", 'Timestamp,Email Address,Your name,"Title / Affiliation",Country,I agree that my name is published\n'
     '2024/05/03 10:11:12,ana@example.org,Ana Ruiz,"Painter, Reading Circle",Chile,Yes\n'
     "2024/05/03 10:12:12,omar@example.org,Omar Haddad,Poet,Jordan,No\n", [],
     ["Ana Ruiz, Painter, Reading Circle, Chile"]),
    ("bilingual.csv", "Timestamp,Full name / الاسم الكامل,Organization (optional),Email Address,Do you agree to be named publicly?\n"
     "2026/01/02 3:04:05 PM GMT+2,Ana Ruiz,Reading Circle,ana@example.org,Yes\n"
     "2026/01/02 3:05:05 PM GMT+2,Omar Said,,omar@example.org,No\n", [], ["Ana Ruiz, Reading Circle"]),
    ("ms.csv", "ID,Start time,Completion time,Email,Name,What is your name as it should appear in the letter?,How should we describe you?\n"
     "4100,5/1/2024 11:45:40,5/1/2024 11:46:40,a@example.org,,Ana Ruiz,painter\n"
     "4101,5/2/2024 11:45:40,5/2/2024 11:46:40,b@example.org,,Omar Said,\n", [], ["Ana Ruiz, painter", "Omar Said"]),
    ("typeform.csv", "#,First and last name,Which organisation do you represent?,Where are you based?,Start Date (UTC),Network ID\n"
     "4vf66kxbnc8v2x987jmq35,Ana Ruiz,Circle,Lima,5/1/2024 09:19:18,192.0.2.1\n"
     "9829unpuq4j45yad8t22wy,Omar Said,,Tunis,5/2/2024 09:19:18,192.0.2.2\n", [], ["Ana Ruiz, Circle, Lima", "Omar Said, Tunis"]),
    ("jotform.csv", "Submission Date,First Name,Last Name,E-mail,Organization Name,IP,Submission ID\n"
     "5/1/2024 16:32:57,Ana,Ruiz,a@example.org,Circle,192.0.2.1,5941\n", [], ["Ana Ruiz, Circle"]),
    ("given.csv", "Timestamp,NameGiven,NameFamily,Organization,Title,URL,Status\n"
     "5/13/2019 19:43:51,Ana,Ruiz,Reading Circle,Director,https://example.org/,Myself\n", [],
     ["Ana Ruiz, Reading Circle, Director"]),
    ("change.csv", "Name,City,State,Postal Code,Country,Signed On\nAna Ruiz,Lima,,15001,Peru,2026-01-02\n", [],
     ["Ana Ruiz, Lima, Peru"]),
    ("organisations.csv", "Timestamp,Organisation,Contact person,Email,Country\n2024,Reading Circle,Ana Ruiz,a@example.org,Peru\n", [],
     ["Reading Circle, Peru"]),
    ("anonymous.csv", "Signatory name,Institution,Keep me anonymous\nAna Ruiz,Circle,FALSE\nOmar Said,,TRUE\nLea Roy,,\n", [],
     ["Ana Ruiz, Circle", "Lea Roy"]),
    ("notyet.csv", "Name,Publish?\nAna Ruiz,yes\nOmar Said,not yet\nLea Roy,\nIvo Berg,no\n", [], ["Ana Ruiz"]),
    # heads as people write them
    ("signer.csv", "Signer,Works at,Lives in\nAna Ruiz,Reading Circle,Lima\nOmar Haddad,,Amman\n", [],
     ["Ana Ruiz, Reading Circle, Lima", "Omar Haddad, Amman"]),
    ("star.csv", "Name*,Organisation*\nAna Ruiz,Reading Circle\n", [], ["Ana Ruiz, Reading Circle"]),
    ("uuid.csv", "id,name,org\n7f3a-11,Ana Ruiz,Circle\n9c2b-44,Omar Said,Club\n", [], ["Ana Ruiz, Circle", "Omar Said, Club"]),
    ("es.csv", "Apellidos,Nombre,Municipio,Teléfono\nRuiz,Ana,Lima,+51 1 555 01 01\n", [], ["Ana Ruiz, Lima"]),
    ("fr.csv", "Nom;Prénom;Fonction;Organisation;Pays\nRuiz;Ana;Présidente;Cercle;Pérou\n", [], ["Ana Ruiz, Présidente, Cercle, Pérou"]),
    ("de.csv", "Zeitstempel,Vor- und Nachname,Titel/Institution,Ort\n03.05.2024,Anna Schmidt,Lesekreis,Ulm\n", [],
     ["Anna Schmidt, Lesekreis, Ulm"]),
    ("ar.csv", "الاسم الأول,اسم العائلة,المنظمة,رقم الهاتف\nسلمى,الحاج,رابطة النور,0555010101\n", [], ["سلمى الحاج، رابطة النور"]),
    ("fa.csv", "ردیف,نام و نام خانوادگی,سازمان,ایمیل\n۱,سارا کریمی,انجمن آفتاب,s@example.org\n", [], ["۱. سارا کریمی، انجمن آفتاب"]),
    ("ru.csv", "№;Имя и фамилия;Организация;Страна;Эл. почта\n1;Анна Иванова;Круг;Россия;a@example.org\n", [],
     ["1. Анна Иванова, Круг, Россия"]),
    ("ja.csv", "タイムスタンプ,お名前,ご所属,メールアドレス\n2024/05/03,山田花子,読書会,hana@example.org\n", [], ["山田花子，読書会"]),
    ("parts.csv", "姓,名,单位\n李,伟,读书会\n", [], ["李伟，读书会"]),
    ("vi.csv", "Họ,Tên,Cơ quan\nNguyễn,An,Hội Sách\n", [], ["Nguyễn An, Hội Sách"]),
    # as Excel leaves them
    ("sep.csv", "\ufeffsep=;\nالاسم;الجهة\nسلمى الحاج;رابطة النور\n", [], ["سلمى الحاج، رابطة النور"]),
    ("title.csv", "Signatures received until 3 May,,,\n,,,\nNo.,Name of signatory,Position,Country\n1,Ana Ruiz,painter,Peru\n3,Omar Said,,\n", [],
     ["1. Ana Ruiz, painter, Peru", "3. Omar Said"]),
    ("groups.csv", "Firmas,,Datos,\nN.º,Nombre y apellido,Institución,País\n1,Ana Ruiz,Círculo,Perú\n", [], ["1. Ana Ruiz, Círculo, Perú"]),
    ("arabic-semicolon.csv", "الرقم؛الاسم؛الجهة\n1؛سلمى الحاج؛\"النور؛ تونس\"\n", [], ["1. سلمى الحاج، النور؛ تونس"]),
    ("quoted.csv", 'Name,Why are you signing?\nAna Ruiz,"My children, ""all three"", read here.\nEvery Sunday."\n', [], ["Ana Ruiz"]),
    # encodings
    ("utf16.tsv", "Nom\tVille\nGaëlle Roy\tLyon\n".encode("utf-16"), [], ["Gaëlle Roy, Lyon"]),
    ("utf16be.csv", "﻿الاسم;البلد\nسلمى الحاج;تونس\n".encode("utf-16-be"), [], ["سلمى الحاج، تونس"]),
    ("utf16.txt", "الرقم\tالاسم\tالبلد\n1\tسلمى الحاج\tتونس\n2\tعمر\tفاس\n".encode("utf-16"), [], ["1. سلمى الحاج، تونس", "2. عمر، فاس"]),
    ("cp1256.csv", "الاسم;الجهة\nسلمى الحاج;رابطة النور\nعمر بن يوسف;نقابة الكتاب\n".encode("cp1256"), ["--list-encoding", "windows-1256"],
     ["سلمى الحاج، رابطة النور", "عمر بن يوسف، نقابة الكتاب"]),
    ("cp932.csv", "氏名,所属\n山田花子,読書会\n".encode("cp932"), ["--list-encoding", "cp932"], ["山田花子，読書会"]),
    ("big5.csv", "姓名,單位\n溫青硯,讀書會\n".encode("big5"), ["--list-encoding", "cp950"], ["溫青硯，讀書會"]),
    ("koi8.csv", "Имя;Город\nАнна Иванова;Омск\n".encode("koi8-r"), ["--list-encoding", "KOI8-R"], ["Анна Иванова, Омск"]),
    # data files
    ("description.json", '[{"name":"Ana Ruiz","description":"Painter"},{"name":"Omar Haddad"}]', [], ["Ana Ruiz, Painter", "Omar Haddad"]),
    ("wrapped.json", '{"meta":{"count":2},"data":[{"fullName":"Ana Ruiz","affiliationName":"Circle","mail":"a@example.org"},'
     '{"organisation":"River Friends"}]}', [], ["Ana Ruiz, Circle", "River Friends"]),
    ("nested.json", '[{"id":0,"person":{"full_name":"Ana Ruiz","contact":{"email":"a@example.org"}},"details":{"country":"Peru"}}]', [],
     ["Ana Ruiz, Peru"]),
    ("deep.json", '{"data":{"petition":{"signers":[{"name":"Ana Ruiz"}]}}}', [], ["Ana Ruiz"]),
    ("mapped.json", '[{"who":"Ana Ruiz","xx":"Circle"},{"who":"Omar Said","xx":""}]', ["--columns", "name=who,affiliation=xx"],
     ["Ana Ruiz, Circle", "Omar Said"]),
    ("documents.yaml", "---\nname: Ana Ruiz\n---\nname: Omar Said\n", [], ["Ana Ruiz", "Omar Said"]),
    ("maps.yaml", "ana:\n  name: Ana Ruiz\n  role: Painter\nomar:\n  name: Omar Said\n", [], ["Ana Ruiz, Painter", "Omar Said"]),
    ("digits.yaml", '- 7.5 Club\n- 350.example\n- 8. März Bündnis\n- "24/7 Helpline"\n', [], ["7.5 Club", "350.example", "8. März Bündnis", "24/7 Helpline"]),
    ("counted.yaml", '- 1. Ana\n- 2. Omar\n- 4. Li\n', [], ["1. Ana", "2. Omar", "4. Li"]),
    # what the user says
    ("said.csv", "Jina lako kamili au la,Xyz,Abc\nAna Ruiz,Circle,Lima\nOmar Said,Club,Tunis\n", ["--columns", "name=1,affiliation=Xyz"],
     ["Ana Ruiz, Circle", "Omar Said, Club"]),
    ("wish.csv", "Name,Stufe\nAna Ruiz,A\nOmar Said,B\n", ["--consent", "Stufe=A"], ["Ana Ruiz"]),
    ("wishes.csv", "Name,Stufe\nAna Ruiz,A\nOmar Said,b\nLea Roy,C\nIvo Berg,A|b\nSalma Haj,A|c\n", ["--consent", "Stufe=A|B"],
     ["Ana Ruiz", "Omar Said", "Ivo Berg"]),
    # a column that no head explains, of countries in whatever language
    ("countries.csv", "Name,Xyz\nAna Ruiz,Perú\nOmar Said,تونس\nLea Roy,Frankreich\n", [], ["Ana Ruiz, Perú", "Omar Said، تونس", "Lea Roy, Frankreich"]),
    ("countries2.csv", "Aaa,Bbb,Ccc\n" + "".join(f"Ana Ruiz {c},{k},a{c}@example.org\n" for c, k in zip("ABCDEFGHI", ["Peru", "USA", "UK"] * 3)), [],
     [f"Ana Ruiz {c}, {k}" for c, k in zip("ABCDEFGHI", ["Peru", "USA", "UK"] * 3)]),
    # an address in a column of names stays off the page
    ("astray.csv", "Name,Affiliation\nAna Ruiz,Circle\nOmar Said,write to omar@example.org\n+49 171 5550101,Club\n", [],
     ["Ana Ruiz, Circle", "Omar Said"]),
]

# name, bytes, options, exit status, what is said
REFUSED = [
    ("unknown.csv", "Aaa,Bbb,Ccc,Ddd\n" + "".join(f"Ana Ruiz,Omar Said,Lea Roy,a{i}@example.org\n" for i in range(9)), [], 2, '"Aaa", "Bbb"'),
    ("nohead.csv", "Name,Org\nAna Ruiz,Circle\n", ["--columns", "name=Nome"], 2, '"Name", "Org"'),
    ("broken.csv", b"name,place\nAna,Li\xffma\nJos\xc3\xa9,Le\xc3\xb3n\n", [], 2, "list-encoding"),
    ("wrong.csv", "Имя\nАнна\n".encode("koi8-r"), ["--list-encoding", "ascii"], 2, "its bytes are not ascii"),
    ("twice.yaml", "name: Ana Ruiz\nlink: x\nname: Omar Said\n", [], 1, "line 3, column 1: this key stands twice"),
    ("twice.json", '[{"name":"Ana","name":"Omar"}]', [], 1, "duplicate object key"),
    ("empty.csv", "Name,Org\n,\n", [], 1, "gives no signatory"),
    ("empty.json", "[]", [], 1, "gives no signatory"),
]

FAULTS = []


def run(folder, *args):
    env = dict(os.environ, LC_ALL="C.UTF-8")
    p = subprocess.run([W, *args], cwd=folder, env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def expect(name, got, want):
    if got != want:
        FAULTS.append(f"{name}: {got!r}, not {want!r}")


def put(folder, name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def entries(text):
    lines = text.split("We write to you.\n", 1)[-1].splitlines()
    return [line for line in lines if line and line != "Sincerely,"]


def check_cases(folder):
    for name, data, options, want in CASES:
        put(folder, name, data)
        status, out, err = run(folder, "dump", "text", "letter.md", "--signatories", name, *options)
        expect(name, (status, entries(out)), (0, want))
        if "\ufffd" in out:
            FAULTS.append(f"{name}: U+FFFD")
    for name, data, options, status, said in REFUSED:
        put(folder, name, data)
        got, out, err = run(folder, "render", "letter.md", "--signatories", name, *options, "-o", "x.pdf")
        if got != status or said not in err or os.path.exists(os.path.join(folder, "x.pdf")):
            FAULTS.append(f"{name}: exit {got}, {err!r}")


def check_told(folder):
    """What is not printed is told, by head and never by cell; the table of `check` too."""
    status, out, err = run(folder, "check", "google.csv")
    for said in ('"Timestamp", "Email Address", "I agree that my name is published"', "1 of 2 are counted and not printed"):
        if said not in err + out:
            FAULTS.append(f"check does not say {said}: {err}{out}")
    for hidden in ("ana@example.org", "omar@", "Omar Haddad", "10:11:12"):
        if hidden in out + err:
            FAULTS.append(f"check tells {hidden}")
    status, out, err = run(folder, "check", "notyet.csv", "--json")
    told = json.loads(out)
    expect("notyet", (told["signatories"]["listed"], told["signatories"]["anonymous"]), (1, 3))
    expect("notyet", [(c["kind"], c["printed"]) for c in told["lists"][0]["columns"]], [("name", True), ("consent", False)])
    expect("notyet, examples", told["lists"][0]["columns"][0]["examples"], ["Ana Ruiz"])
    expect("notyet, answers", [(a["text"], a["taken"], a["count"]) for a in told["lists"][0]["columns"][1]["answers"]],
           [("yes", "given", 1), ("not yet", "pending", 1), ("no", "refused", 1)])


def check_copy(folder):
    """Archive and store hold the sheet without what is private; report.json the digest of the whole."""
    run(folder, "archive", "letter.md", "--signatories", "google.csv", "-o", "a.zip")
    with zipfile.ZipFile(os.path.join(folder, "a.zip")) as archive:
        copy = archive.read("a/data/source/google.csv").decode()
        report = json.loads(archive.read("a/data/report.json"))
    expect("copy", copy, 'Your name,Title / Affiliation,Country\nAna Ruiz,"Painter, Reading Circle",Chile\n')
    import hashlib
    whole = open(os.path.join(folder, "google.csv"), "rb").read()
    expect("digest", report["sheets"][0]["sha512"], hashlib.sha512(whole).hexdigest())
    run(folder, "archive", "letter.md", "--signatories", "google.csv", "--keep-columns", "all", "-o", "b.zip")
    with zipfile.ZipFile(os.path.join(folder, "b.zip")) as archive:
        expect("keep all", archive.read("b/data/source/google.csv"), whole)
    run(folder, "archive", "letter.md", "--signatories", "google.csv", "--keep-columns", "Timestamp", "-o", "c.zip")
    with zipfile.ZipFile(os.path.join(folder, "c.zip")) as archive:
        expect("keep one", archive.read("c/data/source/google.csv").decode().splitlines()[1],
               '2024/05/03 10:11:12,Ana Ruiz,"Painter, Reading Circle",Chile')
    run(folder, "archive", "letter.md", "--signatories", "signer.csv", "-o", "d.zip")
    with zipfile.ZipFile(os.path.join(folder, "d.zip")) as archive:
        expect("nothing private", archive.read("d/data/source/signer.csv"), open(os.path.join(folder, "signer.csv"), "rb").read())
    run(folder, "archive", "letter.md", "--signatories", "nested.json", "-o", "e.zip")
    with zipfile.ZipFile(os.path.join(folder, "e.zip")) as archive:
        expect("json", json.loads(archive.read("e/data/source/nested.json")),
               [{"person.full_name": "Ana Ruiz", "details.country": "Peru"}])
    status, out, err = run(folder, "dump", "text", "letter.md", "--signatories", "nested.json")


def check_replaced(folder):
    """--signatories stands for the letter's own list, in front matter too."""
    put(folder, "own.md", LETTER.replace("date:", "signatories:\n  - name: Own One\n    email: own@example.org\ndate:"))
    status, out, err = run(folder, "dump", "text", "own.md")
    expect("own", entries(out), ["Own One"])
    status, out, err = run(folder, "dump", "text", "own.md", "--signatories", "star.csv")
    expect("replaced", entries(out), ["Ana Ruiz, Reading Circle"])
    if "signatories-replaced" not in err:
        FAULTS.append(f"not said to be replaced: {err}")


with tempfile.TemporaryDirectory() as folder:
    put(folder, "letter.md", LETTER)
    check_cases(folder)
    check_told(folder)
    check_copy(folder)
    check_replaced(folder)
print("\n".join(FAULTS) or f"{len(CASES)} sheets read, {len(REFUSED)} refused")
raise SystemExit(1 if FAULTS else 0)
