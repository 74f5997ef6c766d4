# SPDX-License-Identifier: MIT
"""Every sheet that was once read wrong, by the name it was reported under: what is printed of it now, and what is said.
A case that test_sheets.py has in the same form is named there, so that none is left without a test."""
import os
import pathlib
import subprocess
import tempfile

W = os.environ["WARRAQ"]
HERE = pathlib.Path(__file__).parent
LETTER = "---\ntitle: Open letter\nlang: en\ndate: 2026-02-03\n---\n\nWe write to you.\n"

# reported name: the sheet of test_sheets.py that is its like
ELSEWHERE = {
    "forms-google": "google.csv", "21-gform": "bilingual.csv", "forms-namegiven": "given.csv", "change-org": "change.csv",
    "21-change": "change.csv", "org-only": "organisations.csv", "unknown-cols": "signer.csv", "33-e": "ar.csv", "33-h": "star.csv",
    "33-i": "uuid.csv", "21-fr": "fr.csv", "forms-de": "de.csv", "forms-ja": "ja.csv", "21-ru": "ru.csv", "20-sep": "sep.csv",
    "20-arabic-semicolon": "arabic-semicolon.csv", "20-utf16le-tab.tsv": "utf16.tsv", "20-utf16le-tab.txt": "utf16.txt",
    "20-utf16be-semi": "utf16be.csv", "j1": "description.json", "j4": "wrapped.json", "j5": "deep.json", "y1": "twice.yaml",
    "y2": "documents.yaml", "y5": "maps.yaml",
}

ARABIC = [["الرقم", "الاسم", "الجهة", "البلد"], ["1", "هند الساعدي", "نادي القرّاء", "تونس"], ["2", "زيد بن عمر", "", "المغرب"], ["4", "Rosa León", "Club", "España"]]
ARABIC_READ = ["1. هند الساعدي، نادي القرّاء، تونس", "2. زيد بن عمر، المغرب", "4. Rosa León, Club, España"]
PLAIN_READ = [*ARABIC_READ[:2], "4. Rosa Leon, Club, Espana"]
FRENCH = "Nom;Association\nHélène Müller;Égalité à l’école\nJosé Peña;Círculo de lectura\nGaëlle Brûlé;Forêt et rivière\n"
FRENCH_READ = ["Hélène Müller, Égalité à l’école", "José Peña, Círculo de lectura", "Gaëlle Brûlé, Forêt et rivière"]
PRIVATE = "not printed, and left out of archive and store: "


def table(separator, end="\n", encoding="utf-8", plain=False):
    text = end.join(separator.join(row) for row in ARABIC) + end
    return (text.replace("ó", "o").replace("ñ", "n") if plain else text).encode(encoding)


# reported name: (file, bytes, entries, what is said - None: nothing)
CASES = {
    # heads as people write them
    "33-a": ("a.csv", "Name of signatory,Organization,Country\nRosa León,Reading Club,Peru\n", ["Rosa León, Reading Club, Peru"], None),
    "33-b": ("b.csv", "Signatory name,Organisation\nRosa León,Reading Club\n", ["Rosa León, Reading Club"], None),
    "33-c": ("c.csv", "Your name,Your organisation\nRosa León,Reading Club\n", ["Rosa León, Reading Club"], None),
    "33-d": ("d.csv", "Display name,Affiliation,Email\nRosa León,Reading Club,r@example.org\n", ["Rosa León, Reading Club"], PRIVATE + '"Email"'),
    "33-f": ("f.csv", "الاسم والنسب,الصفة,البلد\nهند الساعدي,كاتبة,تونس\n", ["هند الساعدي، كاتبة، تونس"], None),
    "33-g": ("g.csv", "الاسم الثلاثي,الدولة\nهند علي الساعدي,تونس\n", ["هند علي الساعدي، تونس"], None),
    "21-ar2": ("ar2.csv", "الاسم الكامل,المنظمة,الدولة\nهند الساعدي,نادي القرّاء,تونس\n", ["هند الساعدي، نادي القرّاء، تونس"], None),
    "21-fa": ("fa.csv", "ردیف,نام,سازمان,کشور\n۱,مینا کریمی,انجمن کتاب,ایران\n", ["۱. مینا کریمی، انجمن کتاب، ایران"], None),
    "21-firstlast": ("fl.csv", "First Name,Last Name,Organisation,Country\nRosa,León,Reading Club,Peru\n", ["Rosa León, Reading Club, Peru"], None),
    "like-ro": ("ro.csv", "Nume și prenume,Funcția,Organizația,Localitatea\nAna Ruiz,pictoriță,Podul Vechi,Iași\n", ["Ana Ruiz, pictoriță, Podul Vechi, Iași"], None),
    "like-vi": ("vi.csv", "Họ và tên,Đơn vị,Điện thoại\nTrần Minh,Cầu Cũ,+84 24 3825 0000\n", ["Trần Minh, Cầu Cũ"], PRIVATE + '"Điện thoại"'),
    "21-german": ("de.csv", "Vorname;Nachname;Stadt\nRosa;Kern;Köln\n", ["Rosa Kern, Köln"], None),
    "change-org2": ("co2.csv", 'First Name,Last Name,City,Country,Signed On,Comment\nRosa,León,Lima,Peru,2024-05-03,"I care, a lot."\n',
                    ["Rosa León, Lima, Peru"], PRIVATE + '"Signed On", "Comment"'),
    # forms
    "forms-ar": ("far.csv", "طابع زمني,الاسم الكامل,الصفة / المؤسسة,البلد,أوافق على نشر اسمي\n2024/05/03 10:11:12,هند الساعدي,كاتبة,تونس,نعم\n"
                 "2024/05/03 10:12:12,زيد بن عمر,طبيب,المغرب,لا\n", ["هند الساعدي، كاتبة، تونس"], "1 of 2 are counted and not printed"),
    "forms-es": ("fes.csv", "Marca temporal,Nombre y apellidos,Institución,País\n03/05/2024,Rosa León,Círculo,Perú\n", ["Rosa León, Círculo, Perú"],
                 PRIVATE + '"Marca temporal"'),
    "forms-fr": ("ffr.csv", "Horodateur;Prénom;Nom;Fonction;Organisation;Pays\n03/05/2024 10:11;Anne;Martin;Peintre;Cercle;France\n",
                 ["Anne Martin, Peintre, Cercle, France"], PRIVATE + '"Horodateur"'),
    "forms-full-name": ("ffull.csv", "Timestamp,Full name (as it should appear),Affiliation,City,Country\n2024/05/03 10:11:12,Rosa León,,Lima,Peru\n",
                        ["Rosa León, Lima, Peru"], PRIVATE + '"Timestamp"'),
    "24-priv": ("priv.csv", "name,organisation,email,phone,consent\nRosa León,Club,r@example.org,+216 71 000 111,yes\nZed Omar,,z@example.org,,no\n",
                ["Rosa León, Club"], PRIVATE + '"email", "phone", "consent"'),
    # separators, line ends and encodings
    "20-cr": ("cr.csv", table(",", "\r"), ARABIC_READ, None),
    "20-pipe": ("pipe.csv", table("|"), ARABIC_READ, None),
    "20-utf8bom-comma": ("bom.csv", table(",", encoding="utf-8-sig"), ARABIC_READ, None),
    "20-utf8bom-semi": ("bom2.csv", table(";", "\r\n", encoding="utf-8-sig"), ARABIC_READ, None),
    "20-utf16le-tab.csv": ("u16.csv", table("\t", "\r\n", encoding="utf-16"), ARABIC_READ, None),
    "20-quoted-nl": ("nl.csv", 'name,affiliation,place\nهند الساعدي,"نادي ""القرّاء"",\nالفرع الأول",تونس\n',
                     ['هند الساعدي، نادي "القرّاء", الفرع الأول، تونس'], None),
    "20-cp1252": ("w.csv", FRENCH.encode("cp1252"), FRENCH_READ, "read as WINDOWS-1252, which is a guess"),
    "20-cp1252-comma": ("wc.csv", FRENCH.replace(";", ",").encode("cp1252"), FRENCH_READ, "read as WINDOWS-1252, which is a guess"),
    "20-cp1256-comma": ("ac.csv", table(",", encoding="cp1256", plain=True), PLAIN_READ, "read as WINDOWS-1256, which is a guess"),
    "20-cp1256-semi": ("as.csv", table(";", encoding="cp1256", plain=True), PLAIN_READ, "read as WINDOWS-1256, which is a guess"),
    "20-cp1256-semi.txt": ("at.txt", table(";", encoding="cp1256", plain=True), PLAIN_READ, "read as WINDOWS-1256, which is a guess"),
    # data files
    "j2": ("j2.json", '{"count":2,"signatures":[{"first_name":"Rosa","last_name":"León","org":"Club"},{"first_name":"Zed","last_name":"Omar"}]}',
           ["Rosa León, Club", "Zed Omar"], None),
    "j3": ("j3.json", '["Rosa León","Zed Omar"]', ["Rosa León", "Zed Omar"], None),
    "j6": ("j6.json", '[{"display_name":"Rosa León","job":"Painter"},{"display_name":"Zed Omar"}]', ["Rosa León, Painter", "Zed Omar"], None),
    "j7": ("j7.json", '[{"name":"Rosa León","bio":"Painter","country":"Peru"},{"organisation":"River Friends","country":"Jordan"}]',
           ["Rosa León, Painter, Peru", "River Friends, Jordan"], None),
    "y3": ("y3.yaml", "- name: Rosa León\n  description: Painter, Lima\n- name: Zed Omar\n  description: Poet\n", ["Rosa León, Painter, Lima", "Zed Omar, Poet"], None),
    "y4": ("y4.yaml", "signatories:\n  - Rosa León\n  - Zed Omar\n", ["Rosa León", "Zed Omar"], None),
}

# reported name: (front matter's list, entries)
INLINE = {
    "fm-desc": ("  - name: Rosa León\n    description: Painter, Lima\n  - name: Zed Omar\n    bio: Poet\n", ["Rosa León, Painter, Lima", "Zed Omar, Poet"]),
    "02b": ('  - 8. März Bündnis\n  - 500.example\n  - (RED) Club\n  - 20 February Movement\n  - "- Dash Club -"\n  - "#FreeThem"\n  - "*Stars*"\n',
            ["8. März Bündnis", "500.example", "(RED) Club", "20 February Movement", "- Dash Club -", "#FreeThem", "*Stars*"]),
}

RECIPIENTS = "{}؛الصفة؛المدينة؛الموضوع\nهند الساعدي؛الأمينة العامة؛تونس؛المياه\nعمر/بن يوسف؛؛فاس؛\"حرية؛ التعبير\"\nAnna Kern (MdB)؛Stadträtin؛Köln؛Wasser\n؛نائب؛طنجة؛x\n"
# reported name: (head of the names, field, the letter's text, options, exit status, what is said)
MERGED = {
    "17-merge": ("الاسم", "الاسم", "{المدينة} {الموضوع} {{not}} {غائب}", [], 1, "the letter asks for {غائب}"),
    "17-merge2": ("name", "name", "{المدينة} {{not}} {غائب}", [], 1, "the letter asks for {غائب}"),
    "17-merge3": ("الاسم", "name", "{المدينة} {الصفة}", [], 1, "row 3 has nothing for {الصفة}; row 5 has no name"),
    "17-merge3, skipped": ("الاسم", "name", "{المدينة} {الصفة}", ["--skip-incomplete"], 0, ""),
}
FAULTS = []


def run(folder, *args):
    done = subprocess.run([W, *args], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def put(folder, name, data):
    pathlib.Path(folder, name).write_bytes(data if isinstance(data, bytes) else data.encode())


def expect(name, got, want):
    if got != want:
        FAULTS.append(f"{name}: {got!r}, not {want!r}")


def entries(text):
    return text.split("We write to you.\n", 1)[-1].splitlines()


def check_read(folder):
    for name, (file, data, want, said) in CASES.items():
        put(folder, file, data)
        status, out, err = run(folder, "dump", "text", "letter.md", "--signatories", file)
        expect(name, (status, entries(out)), (0, want))
        expect(f"{name}, said", bool(err) if said is None else said in err, said is not None)
        if err and said is None:
            FAULTS.append(err)
    for name, (listed, want) in INLINE.items():
        put(folder, "inline.md", LETTER.replace("---\n\nWe", f"signatories:\n{listed}---\n\nWe"))
        status, out, err = run(folder, "dump", "text", "inline.md")
        expect(name, (status, entries(out)), (0, want))


def check_merged(folder):
    for name, (head, field, text, options, status, said) in MERGED.items():
        put(folder, "r.csv", RECIPIENTS.format(head))
        put(folder, "m.md", f"---\ntitle: رسالة إلى {{{field}}}\nlang: ar\ndate: 2026-02-03\nsignatories: none\n---\n\nنكتب {text}\n")
        got, _, err = run(folder, "merge", "m.md", "r.csv", "-o", "copies", *options)
        made = os.path.exists(f"{folder}/copies")
        expect(name, (got, said in err, made), (status, True, status == 0))


def check_page(folder):
    """A sheet saved as a page: a dash within its column of names parts nothing, as there is a column for what is said of them."""
    rows = [("1", "Maison de l’Encre – Section n° 3", ""), ("2", "Rosa León", "Club"), ("3", "Zed Omar", ""), ("4", "Ana Roy", "Club – East")]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [("Number", "Name", "Organisation"), *rows])
    put(folder, "page.html", f"<!DOCTYPE html><title>Sheet</title><table>{cells}</table>")
    status, out, err = run(folder, "dump", "model", "page.html", "--date", "2026-02-03")
    for _, name, said in rows:
        expect(f"page, {name}", [f'"{text}"' in out for text in (name, said or name)], [True, True])


def check_elsewhere():
    others = (HERE / "test_sheets.py").read_text(encoding="utf-8")
    for name, like in ELSEWHERE.items():
        expect(name, f'("{like}",' in others, True)


with tempfile.TemporaryDirectory() as folder:
    put(folder, "letter.md", LETTER)
    check_read(folder)
    check_merged(folder)
    check_page(folder)
check_elsewhere()
print("\n".join(FAULTS) or f"{len(CASES) + len(INLINE) + len(MERGED)} cases are right, {len(ELSEWHERE)} more in test_sheets.py")
raise SystemExit(1 if FAULTS else 0)
