# SPDX-License-Identifier: MIT
"""Those who withdrew, were redacted, did not consent or stay anonymous, traced through every product: their names are in
no file of a store, of what is restored from it, of an archive, an edition or a handout, packed or not."""
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
GONE = "Zenobia Quux"
DATES = ["--date", "2026-03-01", "--created", "2026-03-02", "-q"]
faults, traced = [], {"cases": 0, "products": 0}


def check(right, what, done=None):
    if not right:
        faults.append(f"{what}: {done.returncode} {done.stdout[-300:]} {done.stderr[-300:]}" if done else what)


def run(folder, *words):
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=120,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})


# ---- the tracer ----


def pdf_texts(data):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "a.pdf")
        path.write_bytes(data)
        yield subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout
        plain = pathlib.Path(folder, "b.pdf")
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, plain], check=False, capture_output=True)
        yield plain.read_bytes() if plain.exists() else b""


def texts(data):
    """What a reader may find in the bytes of a file."""
    yield data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from texts(package.read(name))
    elif data[:4] == b"%PDF":
        yield from pdf_texts(data)


def holds(data, name):
    plain = unicodedata.normalize("NFKC", name)
    # In a PDF's own strings the name is UTF-16, as text or as digits.
    forms = [f.encode() for f in (name, plain, name.replace("&", "&amp;"))]
    forms += [name.encode("utf-16-be"), name.encode("utf-16-be").hex().encode(), name.encode("utf-16-le")]
    for text in texts(data):
        if any(form in text for form in forms):
            return True
        if plain in unicodedata.normalize("NFKC", text.decode("utf-8", "replace")):
            return True
    return False


def trace(folder, names):
    """The files in which one of the names is."""
    found = []
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file():
            traced["products"] += 1
            data = path.read_bytes()
            found += [str(path.relative_to(folder)) for name in names if holds(data, name) or name in path.name]
    return found


# ---- the forms a list may have ----


def lines(names):
    return "Open letter\n\nWe ask for a park.\n\nSigned:\n" + "".join(f"{i}. {n}\n" for i, n in enumerate(names, 1))


def bullets(names):
    return "Open letter\n\nWe ask for a park.\n\nSigned:\n" + "".join(f"- {n}, Town\n" for n in names)


def markdown(names):
    head = "---\ntitle: Open letter\nlang: en\ndate: 2026-03-01\n---\n\nWe ask for a park.\n\n## Signatories\n\n"
    return head + "".join(f"{i}. {n}\n" for i, n in enumerate(names, 1))


def page(names):
    items = "".join(f"<li>{n.replace('&', '&amp;')}</li>" for n in names)
    return ("<!doctype html><html lang=en><title>Open letter</title><h1>Open letter</h1><p>We ask for a park.</p>"
            f"<h2>Signatories</h2><ol>{items}</ol></html>")


def front(names):
    items = "".join(f"  - name: {n}\n    place: Town\n" for n in names)
    return f"---\ntitle: Open letter\nlang: en\ndate: 2026-03-01\nsignatories:\n{items}---\n\nWe ask for a park.\n"


def beside(file):
    return f"---\ntitle: Open letter\nlang: en\ndate: 2026-03-01\nsignatories: {file}\n---\n\nWe ask for a park.\n"


def sheet(names, mark=",", number=True):
    head = mark.join((["number"] if number else []) + ["name", "place", "email"])
    rows = [mark.join(([str(i)] if number else []) + [n, "Town", f"p{i}@example.org"]) for i, n in enumerate(names, 1)]
    return "\n".join([head, *rows]) + "\n"


def records(names):
    return "[" + ",\n ".join(f'{{"name": "{n}", "place": "Town"}}' for n in names) + "]\n"


NAMES = ["Ann Lee", GONE, "Cy Moe", "Dee Noh"]


# What is withdrawn: name, files (the letter first), who goes, and how they are asked for.
def forms():
    yield "numbered lines", {"l.txt": lines(NAMES)}, [GONE], [GONE]
    yield "bullets", {"l.txt": bullets(NAMES)}, [GONE], [GONE]
    yield "the last line", {"l.txt": lines(["Ann Lee", "Bo Ree", GONE])}, [GONE], [GONE]
    yield "Markdown", {"l.md": markdown(NAMES)}, [GONE], [GONE]
    yield "HTML", {"l.html": page(NAMES)}, [GONE], [GONE]
    yield "front matter", {"l.md": front(NAMES)}, [GONE], [GONE]
    yield "a sheet", {"l.md": beside("s.csv"), "s.csv": sheet(NAMES)}, [GONE, "p2@example.org"], [GONE]
    yield "a sheet without numbers", {"l.md": beside("s.tsv"), "s.tsv": sheet(NAMES, "\t", False)}, [GONE], [GONE]
    yield "JSON", {"l.md": beside("s.json"), "s.json": records(NAMES)}, [GONE], [GONE]
    yield "two at once", {"l.txt": lines(NAMES)}, [GONE, "Cy Moe"], [GONE, "Cy Moe"]
    yield "Arabic", {"l.txt": lines(["سمير قاسم", "زنوبيا التدمرية", "ليلى حداد"])}, ["زنوبيا التدمرية"], ["زنوبيا التدمرية"]
    yield "an ampersand", {"l.html": page(["Ann Lee", "Zeno & Quux", "Cy Moe"])}, ["Zeno & Quux"], ["Zeno & Quux"]
    yield "by the number", {"l.txt": lines(["Ann Lee", f"{GONE}, Nowhere", "Cy Moe"])}, ["Quux, Nowhere"], [f"2. {GONE}"]
    yield "residue", {"l.html": page(NAMES).replace("<h1>", f"<!-- by {GONE} --><h1>")}, [GONE], [GONE]
    yield "struck in Markdown", {"l.md": markdown(["Ann Lee", f"~~{GONE}~~", "Cy Moe"])}, [GONE], [GONE]


def write(folder, files):
    for name, text in files.items():
        pathlib.Path(folder, name).write_text(text, encoding="utf-8")
    return next(iter(files))


def restored(folder):
    """What a version gives back, beside the store."""
    for version in ("v1", "v2"):
        run(folder, "restore", "store", "l", version, "-o", f"out/{version}.zip")
        run(folder, "restore", "store", "l", version, "-o", f"out/{version}")


def test_forms():
    for what, files, names, asked in forms():
        with tempfile.TemporaryDirectory() as folder:
            traced["cases"] += 1
            letter = write(folder, files)
            done = run(folder, "snapshot", "store", letter, *DATES, "--editions", "html,epub,docx", "--style", "petition",
                       "-m", f"with {asked[0].lstrip('2. ')}")
            check(done.returncode == 0, f"{what}: the first version", done)
            before = trace(folder + "/store", names)
            kinds = {pathlib.Path(path).suffix for path in before}
            if "struck" not in what and "&" not in names[0] and "number" not in what:
                check({".txt", ".html", ".epub", ".docx", ".pdf"} <= kinds | ({".pdf"} if what == "Arabic" else set()),
                      f"{what}: the tracer finds {kinds}")
            done = run(folder, "snapshot", "second", letter, *DATES, *(w for a in asked for w in ("--withdraw", a)))
            check(done.returncode == 0 and "v1" in done.stdout, f"{what}: withdraw", done)
            check(trace(folder + "/second", names) == [], f"{what}: withdrawn, and in {trace(folder + '/second', names)}")
            run(folder, "snapshot", "store", letter, *DATES, *(w for a in asked for w in ("--withdraw", a)))
            listed = run(folder, "log", "store").stdout
            done = run(folder, "redact", "store", "l", *(w for a in asked for w in ("--name", a)))
            check(done.returncode == 0, f"{what}: redact", done)
            check("left out" not in done.stderr, f"{what}: made anew", done)
            check(trace(folder + "/store", names) == [], f"{what}: redacted, and in {trace(folder + '/store', names)}")
            check(run(folder, "verify", "store").returncode == 0, f"{what}: valid")
            log = run(folder, "log", "store").stdout
            check("redacted" in log and log.count("v") >= listed.count("v1"), f"{what}: {log}")
            os.makedirs(folder + "/out")
            restored(folder)
            check(trace(folder + "/out", names) == [], f"{what}: restored, and in {trace(folder + '/out', names)}")
            for made in pathlib.Path(folder, "out").glob("*.zip"):
                check(run(folder, "verify", f"out/{made.name}").returncode == 0, f"{what}: {made.name} is valid")


# ---- those who are never printed ----

SHEETS = {
    "no consent": ("name,place,May we publish?\nAnn Lee,Town,yes\nZenobia Quux,Town,no\nCy Moe,Town,yes\n", [GONE]),
    "no answer": ("name,place,May we publish?\nAnn Lee,Town,yes\nZenobia Quux,Town,\nCy Moe,Town,yes\n", [GONE]),
    "anonymous by a column": ("name,place,anonymous\nAnn Lee,Town,no\nZenobia Quux,Town,yes\nCy Moe,Town,no\n", [GONE]),
    "private columns": ("name,email,telephone,address\nAnn Lee,zq@example.org,+49 30 901820,12 Quux Street\n",
                        ["zq@example.org", "901820", "Quux Street"]),
    "network and time": ("name,IP address,Timestamp\nAnn Lee,198.51.100.77,2026-02-03 04:05:06\n",
                         ["198.51.100.77", "04:05:06"]),
}


def test_sheets():
    for what, (text, names) in SHEETS.items():
        with tempfile.TemporaryDirectory() as folder:
            traced["cases"] += 1
            write(folder, {"l.md": beside("s.csv"), "s.csv": text})
            out = pathlib.Path(folder, "out")
            out.mkdir()
            for form in ("pdf", "html", "epub", "docx", "txt", "md"):
                done = run(folder, "render", "l.md", *DATES[:2], "-q", "-o", f"out/l.{form}")
                check(done.returncode == 0, f"{what}: {form}", done)
            for kind in ("booklet", "2up", "4up", "large-print", "summary"):
                run(folder, "handout", "l.md", *DATES[:2], "-q", "--as", kind, "-o", f"out/{kind}.pdf")
            run(folder, "picture", "l.md", *DATES[:2], "-q", "--svg-text", "text", "-o", "out/p-%d.svg")
            run(folder, "import", "l.md", "-q", "-o", "out/i.md")
            done = run(folder, "archive", "l.md", *DATES[:2], "-q", "--receipt", "out/r.txt", "-o", "out/l.zip")
            check(done.returncode == 0, f"{what}: archive", done)
            for stage in ("model", "text", "items", "lines", "pages", "tags"):
                done = run(folder, "dump", stage, "l.md", *DATES[:2], "-q")
                (out / stage).write_text(done.stdout, encoding="utf-8")
            run(folder, "snapshot", "out/store", "l.md", *DATES)
            check(len(list(out.iterdir())) >= 19, f"{what}: only {sorted(p.name for p in out.iterdir())}")
            check(trace(out, names) == [], f"{what}: in {trace(out, names)}")


# ---- what cannot be made anew, and who is not meant ----


def test_word():
    """Of a Word document's version what holds the name goes, and that is said."""
    with tempfile.TemporaryDirectory() as folder:
        traced["cases"] += 1
        write(folder, {"m.md": markdown(NAMES)})
        run(folder, "render", "m.md", *DATES[:2], "-q", "-o", "l.docx")
        check(run(folder, "snapshot", "store", "l.docx", *DATES).returncode == 0, "Word: the first version")
        done = run(folder, "snapshot", "store", "l.docx", *DATES, "--withdraw", GONE)
        check(done.returncode == 2 and "warraq import l.docx -o clean.md" in done.stderr and "--id l" in done.stderr, "Word: withdraw", done)
        run(folder, "import", "l.docx", "-q", "-o", "clean.md")
        done = run(folder, "snapshot", "as-told", "clean.md", "--id", "l", *DATES, "--withdraw", GONE)
        check(done.returncode == 0 and trace(folder + "/as-told", [GONE]) == [], "Word: what the message says to do", done)
        done = run(folder, "redact", "store", "l", "--name", GONE)
        check(done.returncode == 0 and "redact-dropped" in done.stderr and "letter.pdf" in done.stderr, "Word: redact", done)
        check(trace(folder + "/store", [GONE]) == [], f"Word: in {trace(folder + '/store', [GONE])}")
        check(run(folder, "verify", "store").returncode == 0, "Word: valid")
        check("3 signatories" in run(folder, "log", "store").stdout, "Word: the list", run(folder, "log", "store"))


def test_namesakes():
    """Who has the same name, and is not meant, stays."""
    with tempfile.TemporaryDirectory() as folder:
        traced["cases"] += 1
        write(folder, {"l.txt": lines(["Ann Lee, Oslo", "Cy Moe", "Ann Lee, Rome", "Ann Leeward"])})
        run(folder, "snapshot", "store", "l.txt", *DATES)
        for words in (("snapshot", "store", "l.txt", *DATES, "--withdraw", "Ann Lee"),
                      ("redact", "store", "l", "--name", "Ann Lee")):
            done = run(folder, *words)
            check(done.returncode == 2 and "several" in done.stderr, f"namesakes: {words[0]}", done)
        done = run(folder, "redact", "store", "l", "--name", "3. Ann Lee")
        check(done.returncode == 0, "namesakes: by the number", done)
        text = next(pathlib.Path(folder, "store").rglob("letter.txt")).read_text(encoding="utf-8")
        check("1. Ann Lee, Oslo" in text and "4. Ann Leeward" in text and "Rome" not in text, f"namesakes: {text}")
        for name in ("Ann", "Lee", "Nobody", "Ann Leew"):
            check(run(folder, "redact", "store", "l", "--name", name).returncode == 2, f"namesakes: {name}")


def main():
    for tool in ("pdftotext", "qpdf"):
        if not shutil.which(tool):
            print(f"{tool} is needed")
            return 1
    test_forms()
    test_sheets()
    test_word()
    test_namesakes()
    check(traced["cases"] >= 20, f"only {traced['cases']} cases")
    print("\n".join(faults) or f"ok, {traced['cases']} cases, {traced['products']} files")
    return 1 if faults else 0


sys.exit(main())
