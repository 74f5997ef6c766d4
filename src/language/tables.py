#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the language tables of this room beside itself, from Debian's data packages:

  han.inc            unicode-data: Unihan_OtherMappings.txt.bz2 (Unihan Database)
  latin.inc          unicode-cldr-core: exemplarCharacters of main/*.xml (CLDR)
  cyrillic.inc, arabic.inc  the same for their languages
  lang_names.inc     the names of languages (CLDR)
  script_likely.inc, lang_likely.inc  unicode-cldr-core: likelySubtags.xml (CLDR)

Run it when a new version of the data is wanted; the build takes the files as they stand."""
import bz2
import pathlib
import re
import unicodedata
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).parent
UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
MAIN = "/usr/share/unicode/cldr/common/main/"
# In the order in which a letter of several is given to one: see lang_latin.c.
LATIN = ["de", "fr", "es", "pt", "it", "ca", "nl", "pl", "cs", "tr", "sv", "da", "nb", "fi", "hu",
         "ro", "vi", "sk", "hr", "sl", "lt", "lv", "et", "is", "az", "uz", "eo", "mt", "cy", "ga",
         "sq", "yo"]
CYRILLIC = ["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tt", "tg"]
ARABIC = ["ar", "fa", "ur", "ps", "ckb", "ug", "sd", "ks"]
# Languages that CLDR knows no likely script of.
BEYOND = {"aii": "Syrc", "azb": "Arab", "mid": "Mand", "pnb": "Arab", "prs": "Arab", "sam": "Samr"}
# Scripts whose likely language CLDR 41 does not know as it is known today.
WRITTEN_BY = {"Nkoo": "nqo"}
# A language's scripts where ISO 15924 has one name for them together.
MIXED = {"Jpan": ["Hira", "Kana", "Hani"], "Kore": ["Hang", "Hani"]}
# Names of mixtures and of two ways to write one script: no character is of these.
SEVERAL = {"Jpan", "Kore", "Hanb", "Hrkt", "Hans", "Hant", "Jamo"}
LIKELY = "/usr/share/unicode/cldr/common/supplemental/likelySubtags.xml"
# REUSE-IgnoreStart: this line is written into other files
SPDX = "// SPDX-License-Identifier: Unicode-DFS-2016\n"
# REUSE-IgnoreEnd
FIRST, LAST = 0x4E00, 0x9FFF


def version_line(path):
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if "Unicode version" in line or re.search(r"Date:", line):
                return line.lstrip("# ").strip()
    return "unknown"


def han():
    sets = {"kGB0": set(), "kTGH": set(), "kBigFive": set(), "kJis0": set()}
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            part = line.split("\t")
            if len(part) == 3 and part[1] in sets:
                sets[part[1]].add(int(part[0][2:], 16))
    simplified = sets["kGB0"] | sets["kTGH"]
    words = []
    for start in range(FIRST, LAST + 1, 32):
        word = 0
        for i in range(32):
            c = start + i
            kind = 0
            if c in sets["kGB0"] and c not in sets["kBigFive"]:
                kind = 1
            elif c in sets["kBigFive"] and c not in simplified:
                kind = 2
            elif c in sets["kJis0"] and c not in simplified and c not in sets["kBigFive"]:
                kind = 3
            word |= kind << (2 * i)
        words.append(f"0x{word:016x},")
    text = [f"// Written by tables.py from {UNIHAN.rsplit('/', 1)[1]}, {version_line(UNIHAN)}.",
            "// Two bits for each of U+4E00 to U+9FFF: 1 in GB 2312 alone of it and Big Five, 2 in Big",
            "// Five alone (TGH 2013 counted with GB 2312), 3 in JIS X 0208 and neither of them."]
    text += [" ".join(words[i:i + 4]) for i in range(0, len(words), 4)]
    (HERE / "han.inc").write_text(SPDX + "\n".join(text) + "\n")


def exemplars(lang, auxiliary):
    found = set()
    root = xml.parse(f"{MAIN}{lang}.xml").getroot()
    for node in root.iter("exemplarCharacters"):
        if node.get("type") is None or (auxiliary and node.get("type") == "auxiliary"):
            text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), node.text.strip("[]"))
            text = re.sub(r"[{}\\]", "", text)
            text = re.sub(r"(\S)-(\S)", lambda m: "".join(
                chr(c) for c in range(ord(m[1]), ord(m[2]) + 1)), text)
            found |= {c for c in text.lower() if ord(c) >= 0x80 and unicodedata.category(c) in ("Ll", "Lo")}
    return found


def letters(name, languages, auxiliary):
    masks = {}
    for place, lang in enumerate(languages):
        for c in exemplars(lang, auxiliary and place > 0):
            masks[c] = masks.get(c, 0) | 1 << place
    text = ["// Written by tables.py from the exemplar characters of CLDR 41: lower-case letters and the",
            f"// languages that write with them, a bit each, from {' '.join(languages[:4])} on. Sorted."]
    text += [f"{{0x{ord(c):04x}, 0x{mask:08x}}}," for c, mask in sorted(masks.items())]
    (HERE / f"{name}.inc").write_text(SPDX + "\n".join(text) + "\n")


def likely():
    """A language's likely script, else the script whose likely language it is, else BEYOND; and that
    of a language in a region ("uz-AF") where it is another one."""
    script_of, language_of, regions = {}, {}, {}
    for node in xml.parse(LIKELY).getroot().iter("likelySubtag"):
        source, (lang, script) = node.get("from"), node.get("to").split("_")[:2]
        if re.fullmatch(r"[a-z]{2,3}", source) and source != "und":
            script_of[source] = script
        elif re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", source) and not source.startswith("und_"):
            regions[source.replace("_", "-")] = script
        elif re.fullmatch(r"und_[A-Z][a-z]{3}", source):
            language_of.setdefault(lang, script)
    language_of.pop("und", None)
    scripts = {**BEYOND, **language_of, **script_of}
    other = {tag: script for tag, script in regions.items()
             if script != scripts.get(tag.split("-")[0], "Latn")}
    text = ["// Written by tables.py from CLDR 41's likelySubtags.xml: languages whose likely script is",
            "// not Latin, and languages in regions where it is another than elsewhere. Sorted."]
    text += [f'{{"{lang}", HB_TAG({", ".join(repr(c) for c in script)})}},'
             for lang, script in sorted({**{l: s for l, s in scripts.items() if s != "Latn"}, **other}.items())]
    (HERE / "script_likely.inc").write_text(SPDX + "\n".join(text) + "\n")


def likely_languages():
    """Each script's likely language, with the script where the language has another likely one."""
    found, script_of = dict(WRITTEN_BY), {}
    for node in xml.parse(LIKELY).getroot().iter("likelySubtag"):
        source, (lang, script) = node.get("from"), node.get("to").split("_")[:2]
        if re.fullmatch(r"[a-z]{2,3}", source):
            script_of[source] = script
    for node in xml.parse(LIKELY).getroot().iter("likelySubtag"):
        script = node.get("from").removeprefix("und_")
        lang = node.get("to").split("_")[0]
        if node.get("from") == f"und_{script}" and re.fullmatch(r"[A-Z][a-z]{3}", script) and lang != "und":
            own = {script_of.get(lang), *MIXED.get(script_of.get(lang), ())}
            found.setdefault(script, lang if script in own else f"{lang}-{script}")
    text = ["// Written by tables.py from CLDR 41's likelySubtags.xml: the likely language of each script. Sorted."]
    text += [f'{{HB_TAG({", ".join(repr(c) for c in script)}), "{lang}"}},' for script, lang in sorted(found.items())
             if script not in SEVERAL]
    (HERE / "lang_likely.inc").write_text(SPDX + "\n".join(text) + "\n")


def names():
    """What languages of two letters are called in English and by themselves, in small letters."""
    found = {}
    for node in xml.parse(f"{MAIN}en.xml").getroot().iter("language"):
        lang = node.get("type")
        if not re.fullmatch("[a-z]{2}", lang) or node.get("alt") or not node.text:
            continue
        found.setdefault(node.text.lower(), lang)
        own = pathlib.Path(f"{MAIN}{lang}.xml")
        for name in xml.parse(own).getroot().iter("language") if own.exists() else ():
            if name.get("type") == lang and not name.get("alt") and (name.text or "\u2191\u2191\u2191") != "\u2191\u2191\u2191":
                found.setdefault(name.text.lower(), lang)
    text = ["// Written by tables.py from CLDR 41: names of languages, English and their own, in small letters.",
            "// Sorted."]
    text += [f'{{"{name}", "{lang}"}},' for name, lang in sorted(found.items())]
    (HERE / "lang_names.inc").write_text(SPDX + "\n".join(text) + "\n")


if __name__ == "__main__":
    han()
    letters("latin", LATIN, False)
    letters("cyrillic", CYRILLIC, False)
    letters("arabic", ARABIC, True)
    likely()
    likely_languages()
    names()
