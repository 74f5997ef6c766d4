# SPDX-License-Identifier: MIT
"""Holds a printer's master to PDF/X-4 (ISO 15930-7), for no free checker does: check.py FILE.pdf...

The file is read through qpdf's JSON. One line a fault, with a word for the rule; exit 1 when there is one. Beyond the standard,
`black-not-k` is the house's own: a master's text is black in K alone, so any RGB or rich black is a fault."""
import base64
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
NAMESPACES = {
    "xmp": "http://ns.adobe.com/xap/1.0/", "xmpMM": "http://ns.adobe.com/xap/1.0/mm/", "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/", "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
REQUIRED_XMP = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID",
                "xmpMM:RenditionClass", "pdf:Trapped", "dc:title")
SPACES = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
COLOURS = {b"g": 1, b"G": 1, b"rg": 3, b"RG": 3, b"k": 4, b"K": 4}
TOKEN = re.compile(rb"%[^\r\n]*|<<|>>|<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|/[^\s()<>\[\]{}/%]*|[\[\]]|[^\s()<>\[\]{}/%]+")


class File:
    def __init__(self, path):
        done = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path],
                              capture_output=True, check=False)
        if done.returncode not in (0, 3):
            sys.exit(f"{path}: qpdf cannot read it: {done.stderr.decode().strip()[:200]}")
        document = json.loads(done.stdout)
        self.header, self.objects = document["qpdf"]
        self.pages = [page["object"] for page in document["pages"]]
        self.encrypted = document["encrypt"]["encrypted"]
        self.trailer = self.objects["trailer"]["value"]
        with open(path, "rb") as file:
            self.version = file.read(8).decode("latin-1")

    def get(self, value):
        """What a reference points at: a value, or a stream's dictionary."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            object_ = self.objects.get(f"obj:{value}", {"value": None})
            value = object_["stream"]["dict"] if "stream" in object_ else object_["value"]
        return value

    def data(self, reference):
        object_ = self.objects.get(f"obj:{reference}", {})
        return base64.b64decode(object_["stream"].get("data", "")) if "stream" in object_ else b""

    def walk(self):
        """(where, dictionary) of every dictionary, streams' own included."""
        for name, object_ in self.objects.items():
            stack = [object_["stream"]["dict"] if "stream" in object_ else object_["value"]]
            while stack:
                value = stack.pop()
                if isinstance(value, dict):
                    yield name, value
                    stack += value.values()
                elif isinstance(value, list):
                    stack += value


def file_faults(file):
    if file.version > "%PDF-1.6":
        yield "version", f"the header says {file.version[1:]}; PDF/X-4 is PDF 1.6"
    if file.encrypted:
        yield "encrypted", "the file is encrypted"
    identifier = file.trailer.get("/ID")
    if not (isinstance(identifier, list) and len(identifier) == 2 and all(len(part) > 2 for part in identifier)):
        yield "no-id", "the trailer has no file identifier"


def texts(root, name):
    prefix, local = name.split(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}"
    found = [" ".join("".join(element.itertext()).split()) for element in root.iter(tag)]
    found += [element.attrib[tag] for element in root.iter() if tag in element.attrib]
    return [text for text in found if text]


def metadata_faults(file, catalog):
    packet = file.data(catalog.get("/Metadata", ""))
    try:
        root = xml.fromstring(packet)
    except xml.ParseError as fault:
        yield "no-metadata", f"no readable XMP packet: {fault}"
        return
    if texts(root, "pdfxid:GTS_PDFXVersion") != ["PDF/X-4"]:
        yield "not-said-to-be-x4", "XMP does not say pdfxid:GTS_PDFXVersion PDF/X-4"
    for name in REQUIRED_XMP:
        if not texts(root, name):
            yield "metadata-incomplete", f"XMP lacks {name}"
    trapped = texts(root, "pdf:Trapped")
    if trapped and trapped[0] not in ("True", "False"):
        yield "trapped-unknown", f"Trapped is {trapped[0]}, not True or False"
    yield from info_faults(file, root)


def info_faults(file, root):
    """Where the old information dictionary stands too, it says the same."""
    info = file.get(file.trailer.get("/Info")) or {}
    for key, name in ("/Title", "dc:title"), ("/Trapped", "pdf:Trapped"):
        said = info.get(key)
        if said is None or not texts(root, name):
            continue
        said = said[2:] if said.startswith("u:") else said.lstrip("/")
        if said not in (texts(root, name)[0], "Unknown"):
            yield "metadata-at-odds", f"Info {key} says {said!r}, XMP {texts(root, name)[0]!r}"
    if info.get("/Trapped") not in (None, "/True", "/False"):
        yield "trapped-unknown", f"Info /Trapped is {info['/Trapped']}"


def intents(file, catalog):
    listed = [file.get(intent) for intent in file.get(catalog.get("/OutputIntents")) or []]
    return [intent for intent in listed if intent.get("/S") == "/GTS_PDFX"], listed


def intent_faults(file, catalog):
    ours, listed = intents(file, catalog)
    if len(ours) != 1:
        yield "intent-count", f"{len(ours)} output intents for PDF/X, not one"
        return
    if not ours[0].get("/OutputConditionIdentifier"):
        yield "intent-unnamed", "the output intent has no OutputConditionIdentifier"
    if len({intent.get("/DestOutputProfile") for intent in listed}) > 1:
        yield "intent-count", "the output intents name different profiles"
    profile = file.data(ours[0].get("/DestOutputProfile", ""))
    if len(profile) < 128:
        yield "no-profile", "the output intent's profile is not in the file"
    elif profile[12:16] != b"prtr":
        yield "profile-class", f"the profile is of class {profile[12:16].decode('latin-1')!r}, not an output device's"
    elif SPACES.get(profile[16:20]) != file.get(ours[0]["/DestOutputProfile"]).get("/N"):
        yield "profile-space", f"the profile is {profile[16:20].decode('latin-1')!r}, /N says otherwise"


def box(file, page, name):
    while page:
        if f"/{name}" in page:
            return [float(file.get(number)) for number in file.get(page[f"/{name}"])]
        page = file.get(page.get("/Parent")) if name in ("MediaBox", "CropBox") else None
    return None


def within(inner, outer):
    return all((inner[0] >= outer[0], inner[1] >= outer[1], inner[2] <= outer[2], inner[3] <= outer[3]))


def box_faults(file, page):
    found = {name: box(file, page, name) for name in BOXES}
    if not found["MediaBox"]:
        yield "no-media-box", "no MediaBox"
        return
    if bool(found["TrimBox"]) == bool(found["ArtBox"]):
        yield "no-trim-box", "neither TrimBox nor ArtBox" if not found["TrimBox"] else "both TrimBox and ArtBox"
        return
    trim, last = found["TrimBox"] or found["ArtBox"], "TrimBox"
    for name in "BleedBox", "CropBox", "MediaBox":
        if found[name] and not within(trim, found[name]):
            yield "boxes-not-nested", f"{last} {trim} is not within {name} {found[name]}"
    if found["BleedBox"] and not within(found["BleedBox"], found["MediaBox"]):
        yield "boxes-not-nested", f"BleedBox {found['BleedBox']} is not within the MediaBox"


def annotation_faults(file, page):
    area = box(file, page, "BleedBox") or box(file, page, "TrimBox") or box(file, page, "MediaBox")
    for annotation in file.get(page.get("/Annots")) or []:
        annotation = file.get(annotation)
        left, bottom, right, top = [float(number) for number in file.get(annotation["/Rect"])]
        apart = right <= area[0] or left >= area[2] or top <= area[1] or bottom >= area[3]
        if annotation.get("/Subtype") not in ("/TrapNet", "/PrinterMark") and not apart:
            yield "annotation-inside", f"an annotation {annotation.get('/Subtype')} on the printed area"


def colours(data):
    """(operator, operands) of each device colour set in a content stream; inline images are passed over."""
    stack = []
    for match in TOKEN.finditer(re.sub(rb"\bID\s.*?\sEI\b", b" ", data, flags=re.S)):
        token = match[0]
        if token in COLOURS:
            yield token, [float(number) for number in stack[-COLOURS[token]:]]
        if re.fullmatch(rb"[-+.\d]+", token):
            stack.append(token)
        elif token[:1] not in b"(<[/":
            stack.clear()


def colour_faults(file, page, channels):
    contents = page.get("/Contents")
    references = contents if isinstance(contents, list) else [contents]
    data = b"\n".join(file.data(reference) for reference in references if reference)
    for operator, numbers in colours(data):
        device = COLOURS[operator]
        said = f"{' '.join(f'{number:g}' for number in numbers)} {operator.decode()}"
        if device == 3 and channels != 3 or device == 4 and channels != 4:
            yield "colour-without-intent", f"{said} on a {channels}-channel intent"
        elif device == 4 and numbers[3] > 0 and any(numbers[:3]) or device == 3 and len(set(numbers)) == 1 and numbers[0] < 1:
            yield "black-not-k", f"{said} prints on more than the black plate"


def page_faults(file, channels):
    for number, reference in enumerate(file.pages, 1):
        page = file.get(reference)
        for check in box_faults(file, page), annotation_faults(file, page), colour_faults(file, page, channels):
            yield from ((code, f"page {number}: {message}") for code, message in check)


def object_faults(file):
    for where, value in file.walk():
        if value.get("/Type") == "/Font" and value.get("/Subtype") not in ("/Type0", "/Type3"):
            descriptor = file.get(value.get("/FontDescriptor")) or {}
            if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
                yield "font-not-embedded", f"{where}: {value.get('/BaseFont')} is not in the file"
        if value.get("/S") in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData") or "/AA" in value:
            yield "action", f"{where}: an action or script"
        if "/TR" in value or value.get("/TR2", "/Default") != "/Default" or "/HTP" in value:
            yield "transfer", f"{where}: a transfer function or halftone phase"
        if value.get("/Subtype") == "/PS" or "/OPI" in value or "/Ref" in value and value.get("/Subtype") == "/Form":
            yield "foreign", f"{where}: PostScript, OPI or a reference to another file"
        if "/F" in value and "/Length" in value:
            yield "foreign", f"{where}: a stream kept in another file"


def faults(file):
    catalog = file.get(file.trailer["/Root"])
    yield from file_faults(file)
    yield from metadata_faults(file, catalog)
    yield from intent_faults(file, catalog)
    ours, _ = intents(file, catalog)
    profile = file.get(ours[0].get("/DestOutputProfile")) if len(ours) == 1 else None
    yield from page_faults(file, (profile or {}).get("/N", 0))
    yield from object_faults(file)


def main():
    worst = 0
    for path in sys.argv[1:]:
        found = list(faults(File(path)))
        print(f"{path}: {f'{len(found)} faults' if found else 'keeps PDF/X-4'}")
        for code, message in found[:40]:
            print(f"  [{code}] {message}")
        worst = max(worst, bool(found))
    return worst


sys.exit(main())
