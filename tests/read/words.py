# SPDX-License-Identifier: MIT
"""Letters in the containers of word processors, written part by part for the tests."""
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = ("xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' "
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "
        "xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'")


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# One grey pixel.
PNG = (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + png_chunk(b"IDAT", zlib.compress(b"\0\x80")) +
       png_chunk(b"IEND", b""))


def zip_of(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts:
            z.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def relations(rows):
    return f"<Relationships xmlns='{PACKAGE}'>" + "".join(
        f"<Relationship Id='{i}' Type='{R}/{kind}' Target='{target}'{mode}/>" for i, kind, target, mode in rows) + "</Relationships>"


def part(root, content, prolog=""):
    return f"<?xml version='1.0'?>{prolog}<w:{root} xmlns:w='{W}' xmlns:r='{R}'>{content}</w:{root}>"


STYLES = ("<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
          "<w:style w:type='paragraph' w:styleId='a3'><w:name w:val='Title'/></w:style>"
          "<w:style w:type='paragraph' w:styleId='Ueberschrift1'><w:name w:val='heading 1'/></w:style>"
          "<w:style w:type='paragraph' w:styleId='own'><w:name w:val='House heading'/><w:basedOn w:val='Ueberschrift1'/></w:style>"
          "<w:style w:type='paragraph' w:styleId='outlined'><w:name w:val='Outlined'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
          "<w:style w:type='paragraph' w:styleId='Gru'><w:name w:val='Closing'/></w:style>"
          "<w:style w:type='character' w:styleId='away'><w:name w:val='Away'/><w:rPr><w:vanish/></w:rPr></w:style>")


def docx(path, body, styles=STYLES, numbering="", links=(), parts=(), prolog="", document="word/document.xml"):
    """links: rows of the document's relations; parts: further (name, bytes)."""
    rows = [("s", "styles", "styles.xml", ""), ("n", "numbering", "numbering.xml", ""), *links]
    zip_of(path, [("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
                  ("_rels/.rels", relations([("d", "officeDocument", document, "")])),
                  (document.replace("word/", "word/_rels/") + ".rels", relations(rows)),
                  (document, part("document", f"<w:body>{body}</w:body>", prolog)),
                  ("word/styles.xml", part("styles", styles)), ("word/numbering.xml", part("numbering", numbering)), *parts])


def p(text, style="", more="", run=""):
    """A paragraph; `text` is XML of runs where it begins with '<'."""
    own = f"<w:pStyle w:val='{style}'/>" if style else ""
    runs = text if text.startswith("<") else r(text, run)
    return f"<w:p><w:pPr>{own}{more}</w:pPr>{runs}</w:p>"


def r(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def item(text, num, level=0):
    return p(text, more=f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{num}'/></w:numPr>")


def abstract(number, *levels):
    """levels: (format, pattern, start)."""
    return f"<w:abstractNum w:abstractNumId='{number}'>" + "".join(
        f"<w:lvl w:ilvl='{i}'><w:start w:val='{start}'/><w:numFmt w:val='{kind}'/><w:lvlText w:val='{pattern}'/></w:lvl>"
        for i, (kind, pattern, start) in enumerate(levels)) + "</w:abstractNum>"


def num(number, of, overrides=""):
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{overrides}</w:num>"


def starts_at(start, level=0):
    return f"<w:lvlOverride w:ilvl='{level}'><w:startOverride w:val='{start}'/></w:lvlOverride>"


OPEN_STYLES = ("<style:style style:name='Standard' style:family='paragraph'/><style:style style:name='Title' style:family='paragraph'/>"
               "<style:style style:name='Heading_20_2' style:display-name='Heading 2' style:family='paragraph'/>")


def odt(path, body, automatic="", styles="", master="", parts=()):
    content = (f"<?xml version='1.0'?><office:document-content {OPEN}><office:automatic-styles>{automatic}</office:automatic-styles>"
               f"<office:body><office:text>{body}</office:text></office:body></office:document-content>")
    own = (f"<?xml version='1.0'?><office:document-styles {OPEN}><office:styles>{OPEN_STYLES}{styles}</office:styles>"
           f"<office:automatic-styles/><office:master-styles>{master}</office:master-styles></office:document-styles>")
    zip_of(path, [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content), ("styles.xml", own), *parts])


def fodt(path, body, automatic="", styles=""):
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"<?xml version='1.0'?><office:document {OPEN} office:mimetype='application/vnd.oasis.opendocument.text'>"
                   f"<office:styles>{OPEN_STYLES}{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
                   f"<office:body><office:text>{body}</office:text></office:body></office:document>")
