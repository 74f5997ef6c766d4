# SPDX-License-Identifier: MIT
"""Workbooks written part by part, for the tests: .xlsx and .ods as their producers leave them."""
import zipfile

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def escape(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def column(i):
    return chr(ord("A") + i)


def cell(ref, value):
    """A value, or (xml attributes, inner xml)."""
    if isinstance(value, tuple):
        return f'<c r="{ref}" {value[0]}>{value[1]}</c>'
    if isinstance(value, (int, float)):
        return f'<c r="{ref}"><v>{value}</v></c>'
    return "" if value in ("", None) else f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet_xml(rows, hidden=(), prolog=""):
    out = [f'<?xml version="1.0"?>{prolog}<worksheet {NS}><sheetData>']
    for n, row in enumerate(rows, 1):
        cells = "".join(cell(f"{column(i)}{n}", v) for i, v in enumerate(row))
        mark = ' hidden="1"' if n in hidden else ""
        out.append(f'<row r="{n}"{mark}>{cells}</row>')
    return "".join(out) + "</sheetData></worksheet>"


STYLES = (
    f'<styleSheet {NS}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts><font/><font><strike/></font></fonts>'
    '<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="9"/><xf fontId="1"/><xf numFmtId="22"/></cellXfs></styleSheet>'
)


def xlsx(path, sheets, strings=None, active=0, extra=(), level=zipfile.ZIP_DEFLATED):
    """sheets: (name, state, xml)."""
    with zipfile.ZipFile(path, "w", level) as z:
        def put(name, text):
            z.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, level)
        put("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        put("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">' + "".join(
            f'<Relationship Id="rId{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(len(sheets))) + "</Relationships>")
        put("xl/workbook.xml", f'<workbook {NS} xmlns:r="{REL}"><bookViews><workbookView activeTab="{active}"/></bookViews><sheets>' + "".join(
            f'<sheet name="{escape(n)}" sheetId="{i + 1}" state="{s}" r:id="rId{i}"/>' for i, (n, s, _) in enumerate(sheets)) + "</sheets></workbook>")
        put("xl/styles.xml", STYLES)
        if strings is not None:
            put("xl/sharedStrings.xml", f"<sst {NS}>" + "".join(f"<si>{s}</si>" for s in strings) + "</sst>")
        for i, (_, _, xml) in enumerate(sheets):
            put(f"xl/worksheets/sheet{i}.xml", xml)
        for name, text in extra:
            put(name, text)


ODS = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f">'
    '<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="st" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"
)


def ods_cell(value):
    if isinstance(value, tuple):
        return f"<table:table-cell {value[0]}>{value[1]}</table:table-cell>"
    return "<table:table-cell/>" if value in ("", None) else (
        f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>')


def ods_table(name, rows, style="ta1"):
    body = "".join("<table:table-row>" + "".join(ods_cell(v) for v in row) + "</table:table-row>" for row in rows)
    return (f'<table:table table:name="{escape(name)}" table:style-name="{style}">{body}'
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>')


def ods(path, tables, extra=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        def put(name, text):
            z.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
        put("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        put("content.xml", '<?xml version="1.0"?>' + ODS % "".join(tables))
        for name, text in extra:
            put(name, text)
