# SPDX-License-Identifier: MIT
"""Lists in workbooks: what a person sees in the sheet is what is read; what is hostile is refused."""
import os
import resource
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(__file__))
from workbooks import NS, ods, ods_table, sheet_xml, xlsx  # noqa: E402

W = os.environ["WARRAQ"]
FAULTS = []


def run(folder, *args, memory=None):
    def limit():
        if memory and not os.environ.get("WARRAQ_SANITIZE"):  # a sanitizer maps terabytes
            resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    p = subprocess.run([W, *args], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True,
                       stdin=subprocess.DEVNULL, timeout=120, preexec_fn=limit)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def expect(folder, name, lines, said=(), options=(), not_said=()):
    status, out, err = run(folder, "dump", "text", name, *options)
    if status != 0 or out.splitlines() != lines:
        FAULTS.append(f"{name} {options}: exit {status}, {out.splitlines()} {err}")
    for text in said:
        if text not in err:
            FAULTS.append(f"{name}: {text!r} is not said in {err!r}")
    for text in not_said:
        if text in out + err:
            FAULTS.append(f"{name}: {text!r} comes out")


def refuse(folder, name, status, said, memory=None):
    got, out, err = run(folder, "dump", "text", name, memory=memory)
    if got != status or said not in err:
        FAULTS.append(f"{name}: exit {got}, {err!r}, not {status}, {said!r}")


HEAD = ["No.", "Name", "Organisation", "Signed on", "E-mail"]


def check_xlsx(folder):
    rows = [["An open letter"], [], HEAD,
            [1, "Ana Ruiz", "Circle", ('s="1"', "<v>47908</v>"), "ana@example.org"],
            [2, ('s="3" t="inlineStr"', "<is><t>Gone Away</t></is>"), "", "", ""],
            [3, ('t="inlineStr"', "<is><r><t>Omar </t></r><r><t>Said</t></r><rPh><t>x</t></rPh></is>"), "Two\nlines", "", ""],
            [5, ('t="str"', "<f>A1</f><v>Lea Roy</v>"), ('s="2"', "<v>0.5</v>"), ('s="4"', "<v>47908.5</v>"), ""],
            [6, ('t="b"', "<v>1</v>"), ('t="e"', "<v>#N/A</v>"), "", ""],
            [7, 1984, "_x0041_b_x000D_", "", ""],
            [8, ("", "<f>1+1</f><v></v>"), "Nobody", "", ""]]
    xlsx(f"{folder}/a.xlsx", [("Old", "veryHidden", sheet_xml([["secret@example.org"]])), ("الموقعون", "visible", sheet_xml(rows, hidden=(6,)))],
         extra=[("xl/vbaProject.bin", "x"), ("xl/externalLinks/externalLink1.xml", "<x/>"), ("xl/comments1.xml", "<t>by phone</t>")])
    expect(folder, "a.xlsx", ["1. Ana Ruiz, Circle", "3. Omar Said, Two lines", "5. Lea Roy, 50%", "6. TRUE, #N/A", "7. 1984, Ab", "8. Nobody"],
           ["hidden are not read: \"Old\"", "1 rows are hidden", "macros", "linked to other files", "1 names are struck out", "formula without its result"],
           not_said=["secret@example.org", "ana@example.org", "by phone", "Gone Away"])


def check_shared(folder):
    xlsx(f"{folder}/s.xlsx", [("A", "visible", sheet_xml([[("t=\"s\"", "<v>0</v>")], [("t=\"s\"", "<v>1</v>")], [("t=\"s\"", "<v>2</v>")], [("t=\"s\"", "<v>99</v>")]])),
                              ("B", "visible", sheet_xml([["Name"], ["Bea"]]))],
         strings=["<t>Name</t>", "<r><t>Ana</t></r><r><t xml:space=\"preserve\"> Ruiz</t></r>", "<r><rPr><strike/></rPr><t>Gone</t></r>"])
    expect(folder, "s.xlsx", ["Ana Ruiz"], ['not read: "B"'])
    expect(folder, "s.xlsx", ["Bea"], ['not read: "A"'], ("--sheet", "B"))
    status, _, err = run(folder, "dump", "text", "s.xlsx", "--sheet", "C")
    if status != 2 or '"A", "B"' not in err:
        FAULTS.append(f"--sheet C: {status} {err}")


def check_ods(folder):
    rows = [["الرقم", "الاسم", "الجهة", "تاريخ التوقيع"],
            [('office:value-type="float" office:value="1"', "<text:p>1</text:p>"), "سلمى الحاج", "رابطة النور",
             ('office:value-type="date" office:date-value="2031-03-01"', "<text:p>1 mars</text:p>")],
            ["2", ('table:style-name="st" office:value-type="string"', "<text:p>Gone Away</text:p>"), "", ""],
            ["3", ('office:value-type="string"', "<office:annotation><text:p>verify by phone</text:p></office:annotation><text:p>Two<text:s/>words</text:p>"), "", ""]]
    ods(f"{folder}/a.ods", [ods_table("raw", [["x@example.org"]], "ta2"), ods_table("list", rows)])
    expect(folder, "a.ods", ["1. سلمى الحاج، رابطة النور", "3. Two words"], ['not read: "raw"', "1 names are struck out"],
           not_said=["verify by phone", "x@example.org", "Gone Away"])


def check_copy(folder):
    """An archive gets the table alone: no other sheet, comment or author goes with it."""
    run(folder, "archive", "letter.md", "--signatories", "a.xlsx", "-o", "x.zip")
    with zipfile.ZipFile(f"{folder}/x.zip") as z:
        names = [n for n in z.namelist() if "/source/" in n]
        copy = z.read("x/data/source/a.xlsx.csv").decode()
    if names != ["x/data/source/a.xlsx.csv", "x/data/source/letter.md"] or "@" in copy or "Gone Away" in copy or "Ana Ruiz" not in copy:
        FAULTS.append(f"{names} {copy}")


def check_hostile(folder):
    one = sheet_xml([["Name"], ["Ana"]])
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    xlsx(f"{folder}/laughs.xlsx", [("A", "visible", sheet_xml([["Name"], ["Ana"]], prolog=entity))])
    refuse(folder, "laughs.xlsx", 1, "document type", 400)
    xlsx(f"{folder}/bomb.xlsx", [("A", "visible", f"<worksheet {NS}><sheetData>" + " " * (200 << 20) + "</sheetData></worksheet>")])
    refuse(folder, "bomb.xlsx", 1, "bomb.xlsx", 400)
    xlsx(f"{folder}/deep.xlsx", [("A", "visible", f"<worksheet {NS}>" + "<x>" * 100000)])
    refuse(folder, "deep.xlsx", 1, "well-formed", 400)
    ods(f"{folder}/repeat.ods", [ods_table("a", [["Name"]]).replace("<table:table-row><", '<table:table-row table:number-rows-repeated="99999999"><')])
    refuse(folder, "repeat.ods", 1, "more than", 400)
    xlsx(f"{folder}/lying.xlsx", [("A", "visible", one)])
    data = bytearray(open(f"{folder}/lying.xlsx", "rb").read())
    at = data.rfind(b"xl/worksheets/sheet0.xml") - 46  # its record in the central directory
    data[at + 24:at + 28] = (1 << 30).to_bytes(4, "little")
    open(f"{folder}/lying.xlsx", "wb").write(data)
    refuse(folder, "lying.xlsx", 1, "lying.xlsx", 400)
    open(f"{folder}/old.xls", "wb").write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    refuse(folder, "old.xls", 1, "save it as .xlsx or .csv")
    open(f"{folder}/not.xlsx", "wb").write(b"Name\nAna\n")
    refuse(folder, "not.xlsx", 1, "not.xlsx")
    ods(f"{folder}/secret.ods", [ods_table("a", [["Name"], ["Ana"]])], [("META-INF/manifest.xml", "<m><encryption-data/></m>")])
    refuse(folder, "secret.ods", 1, "encrypted")
    ods(f"{folder}/xlsb.xlsx", [], [])


def check_large(folder):
    """Memory that does not grow with the sheet, and five times the time of the same CSV at most."""
    rows = 60000
    xlsx(f"{folder}/large.xlsx", [("A", "visible", sheet_xml([["No.", "Name", "Organisation"]] + [[i, f"Signatory number {i}", f"Circle {i % 97}"] for i in range(1, rows)]))])
    with open(f"{folder}/large.csv", "w") as file:
        file.write("No.,Name,Organisation\n" + "".join(f"{i},Signatory number {i},Circle {i % 97}\n" for i in range(1, rows)))
    used = {}
    for name in ("large.csv", "large.xlsx"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        p = subprocess.Popen([W, "dump", "text", "--quiet", name], cwd=folder, stdout=subprocess.PIPE)
        out = p.stdout.read()
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = status
        del before
        used[name] = usage.ru_utime + usage.ru_stime, usage.ru_maxrss, out
    if used["large.csv"][2] != used["large.xlsx"][2]:
        FAULTS.append("the workbook gives other text than the CSV")
    if used["large.xlsx"][1] > used["large.csv"][1] + 64 * 1024:
        FAULTS.append(f"memory: {used['large.xlsx'][1]} KiB against {used['large.csv'][1]}")


with tempfile.TemporaryDirectory() as folder:
    open(f"{folder}/letter.md", "w").write("---\ntitle: Open letter\nlang: en\ndate: 2026-02-03\n---\n\nWe write to you.\n\nSincerely,\n")
    check_xlsx(folder)
    check_shared(folder)
    check_ods(folder)
    check_copy(folder)
    check_hostile(folder)
    check_large(folder)
print("\n".join(FAULTS) or "workbooks read, hostile ones refused")
raise SystemExit(1 if FAULTS else 0)
