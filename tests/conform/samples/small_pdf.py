# SPDX-License-Identifier: MIT
"""Writes a small tagged page that keeps PDF/A-2a and PDF/UA-1, and copies of it with one fault each.

A judge that lets everything pass is worth nothing: tests/conform/run shows these to it first and asks
for the very rule that each breaks. Usage: small_pdf.py FOLDER; prints "FILE FLAVOUR RULE" lines,
RULE being "pass" for the sound one."""
import pathlib
import sys

ICC = pathlib.Path("/usr/share/color/icc/sRGB.icc")
TITLE = "A small page"

XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{TITLE}</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()

CONTENT = b"/Figure <</MCID 0>> BDC 0 0 1 rg 100 100 200 200 re f EMC\n"


def stream(extra, data):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(data), data)


def objects():
    return {
        1: b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/OutputIntents[6 0 R]/MarkInfo<</Marked true>>"
           b"/StructTreeRoot 8 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<<>>"
           b"/StructParents 0/Tabs/S>>",
        4: stream(b"", CONTENT),
        5: stream(b"/Type/Metadata/Subtype/XML", XMP),
        6: b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
           b"/DestOutputProfile 7 0 R>>",
        7: stream(b"/N 3", ICC.read_bytes()),
        8: b"<</Type/StructTreeRoot/K 9 0 R/ParentTree<</Nums[0[10 0 R]]>>>>",
        9: b"<</Type/StructElem/S/Document/P 8 0 R/K[10 0 R]>>",
        10: b"<</Type/StructElem/S/Figure/P 9 0 R/Pg 3 0 R/K 0/Alt(A blue square)"
            b"/A<</O/Layout/BBox[100 100 300 300]>>>>",
    }


def pdf(parts, trailer=b"/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"):
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in sorted(parts.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, trailer, start)
    return bytes(out)


def changed(number, old, new):
    parts = objects()
    assert old in parts[number], old
    parts[number] = parts[number].replace(old, new)
    if parts[number].find(b"stream\n") > 0 and number == 4:
        parts[number] = stream(b"", CONTENT.replace(old, new))
    if number == 5:
        parts[number] = stream(b"/Type/Metadata/Subtype/XML", XMP.replace(old, new))
    return parts


def skipping():
    """A heading of the third level right under one of the first."""
    parts = changed(9, b"/K[10 0 R]", b"/K[10 0 R 11 0 R 12 0 R]")
    parts[11] = b"<</Type/StructElem/S/H1/P 9 0 R>>"
    parts[12] = b"<</Type/StructElem/S/H3/P 9 0 R>>"
    return parts


# name, the flavour that must refuse it, the rule it must name, the bytes
def cases():
    yield "good", "2a,ua1", "pass", pdf(objects())
    yield "no-id", "2a", "6.1.3-1", pdf(objects(), b"")
    yield "no-metadata", "2a", "6.6.2.1-1", pdf(changed(1, b"/Metadata 5 0 R", b""))
    yield "cmyk-without-intent", "2a", "6.2.4.3-3", pdf(changed(4, b"0 0 1 rg", b"0 0 0 1 k"))
    yield "not-marked", "2a", "6.7.2.2-1", pdf(changed(1, b"/MarkInfo<</Marked true>>", b""))
    yield "no-language", "ua1", "7.2-33", pdf(changed(1, b"/Lang(en)", b""))
    yield "title-hidden", "ua1", "7.1-10", pdf(changed(1, b"/DisplayDocTitle true", b"/DisplayDocTitle false"))
    yield "figure-without-words", "ua1", "7.3-1", pdf(changed(10, b"/Alt(A blue square)", b""))
    yield "heading-skipped", "ua1", "7.4.2-1", pdf(skipping())
    yield "outside-any-tag", "ua1", "7.1-3", pdf(changed(4, b" EMC", b" EMC 0 0 9 9 re f"))
    yield "not-said-to-be-ua", "ua1", "5-1", pdf(changed(5, b"<pdfuaid:part>1</pdfuaid:part>", b""))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, flavour, rule, data in cases():
        (folder / f"{name}.pdf").write_bytes(data)
        print(folder / f"{name}.pdf", flavour, rule)


if __name__ == "__main__":
    main()
