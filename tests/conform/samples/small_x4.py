# SPDX-License-Identifier: MIT
"""Writes a small page that keeps PDF/X-4, and copies with one fault each; prints "FILE CODE" lines: small_x4.py FOLDER."""
import pathlib
import sys

from small_pdf import pdf, stream

# The header of a grey output profile is all that is asked of one here.
PROFILE = bytes(8) + b"\x02\x40\0\0" + b"prtrGRAYXYZ " + bytes(104)
TRAILER = b"/Info 8 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A small page</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2020-09-09T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2020-09-09T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2020-09-09T00:00:00Z</xmp:MetadataDate><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def objects(content=b"0 g 20 20 60 60 re f", xmp=XMP, profile=PROFILE):
    return {
        1: b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/OutputIntents[6 0 R]>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/BleedBox[5 5 95 95]/TrimBox[10 10 90 90]"
           b"/Contents 4 0 R/Resources<<>>>>",
        4: stream(b"", content),
        5: stream(b"/Type/Metadata/Subtype/XML", xmp.encode()),
        6: b"<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(Grey)/DestOutputProfile 7 0 R>>",
        7: stream(b"/N 1", profile),
        8: b"<</Title(A small page)/Trapped/False>>",
    }


def changed(number, old, new):
    parts = objects()
    assert old in parts[number], old
    parts[number] = parts[number].replace(old, new)
    return parts


FONT = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>"
LINK = b"/Annots[<</Type/Annot/Subtype/Link/Rect[20 20 40 40]>>]/Contents"


def cases():
    yield "good", pdf(objects(), TRAILER)
    yield "version", pdf(objects(), TRAILER)
    yield "no-id", pdf(objects(), b"/Info 8 0 R")
    yield "no-metadata", pdf(changed(1, b"/Metadata 5 0 R", b""), TRAILER)
    yield "not-said-to-be-x4", pdf(objects(xmp=XMP.replace("PDF/X-4<", "PDF/X-3<")), TRAILER)
    yield "metadata-incomplete", pdf(objects(xmp=XMP.replace("<xmpMM:VersionID>1</xmpMM:VersionID>", "")), TRAILER)
    yield "trapped-unknown", pdf(changed(8, b"/Trapped/False", b"/Trapped/Unknown"), TRAILER)
    yield "metadata-at-odds", pdf(changed(8, b"A small", b"Another"), TRAILER)
    yield "intent-count", pdf(changed(1, b"[6 0 R]", b"[6 0 R 6 0 R]"), TRAILER)
    yield "intent-unnamed", pdf(changed(6, b"/OutputConditionIdentifier(Grey)", b""), TRAILER)
    yield "no-profile", pdf(changed(6, b"/DestOutputProfile 7 0 R", b""), TRAILER)
    yield "profile-class", pdf(objects(profile=PROFILE.replace(b"prtr", b"mntr")), TRAILER)
    yield "profile-space", pdf(objects(profile=PROFILE.replace(b"GRAY", b"CMYK")), TRAILER)
    yield "no-trim-box", pdf(changed(3, b"/TrimBox[10 10 90 90]", b""), TRAILER)
    yield "boxes-not-nested", pdf(changed(3, b"/TrimBox[10 10 90 90]", b"/TrimBox[0 0 90 90]"), TRAILER)
    yield "annotation-inside", pdf(changed(3, b"/Contents", LINK), TRAILER)
    yield "colour-without-intent", pdf(objects(b"0 0 0 rg 20 20 60 60 re f"), TRAILER)
    yield "black-not-k", pdf(cmyk(b"0.4 0.4 0.4 1 k 20 20 60 60 re f"), TRAILER)
    yield "font-not-embedded", pdf(changed(3, b"/Resources<<>>", FONT), TRAILER)
    yield "action", pdf(changed(1, b"/Pages", b"/OpenAction<</S/JavaScript/JS()>>/Pages"), TRAILER)
    yield "transfer", pdf(changed(3, b"/Resources<<>>", b"/Resources<</ExtGState<</G<</TR/Identity>>>>>>"), TRAILER)
    yield "foreign", pdf(changed(3, b"/Resources<<>>", b"/Resources<</X<</Subtype/PS>>>>"), TRAILER)


def cmyk(content):
    parts = objects(content, profile=PROFILE.replace(b"GRAY", b"CMYK"))
    parts[7] = parts[7].replace(b"/N 1", b"/N 4")
    return parts


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in cases():
        version = b"%PDF-1.7" if name == "version" else b"%PDF-1.6"
        (folder / f"x4-{name}.pdf").write_bytes(data.replace(b"%PDF-1.7", version, 1))
        print(folder / f"x4-{name}.pdf", name)


main()
