# SPDX-License-Identifier: MIT
"""The structure tree as PDFium reads it: tree.py FILE.pdf [EXPECTED].

Without EXPECTED the tree is printed, a line an element: depth, role, language, letters. With it (`warraq dump text`, a
block a line) every block must be one element (H1, P, LI, TD ...), in the reading order, with exactly the letters of the
block: which letters, not in which order, for glyphs go out as they are seen. Notes stand in the tree where they are called and in the
dump at the end, so they are compared last; their marks are no part of a block. tests/record/ has the reader that puts letters in order."""
import collections
import ctypes
import pathlib
import re
import sys
import unicodedata

import pypdfium2
import pypdfium2.raw as pdfium

BLOCKS = {"H", "H1", "H2", "H3", "H4", "H5", "H6", "P", "LI", "TH", "TD", "Caption", "Note", "Title"}
IGNORED = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF,
                         # At a line's end PDFium gives a written hyphen and our own alike.
                         0x002D, 0x00AD, 0x0002, 0xFFFE])
EITHER = str.maketrans(")]}>»›】」』》〉）", "([{<«‹【「『《〈（")
Element = collections.namedtuple("Element", "depth role lang text")


def string(call, *arguments):
    length = call(*arguments, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    call(*arguments, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")


def page_texts(page):
    """{marked content id: the letters shown in it}."""
    texts, reader = collections.defaultdict(str), page.get_textpage()
    for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        length = pdfium.FPDFTextObj_GetText(piece.raw, reader.raw, None, 0)
        buffer = (ctypes.c_ushort * max(1, length // 2))()
        pdfium.FPDFTextObj_GetText(piece.raw, reader.raw, buffer, length)
        text = bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")
        texts[pdfium.FPDFPageObj_GetMarkedContentID(piece.raw)] += text
    texts.pop(-1, None)  # artifacts, and what a child on another page answers
    return texts


def walk(element, depth, texts, out, inside="", item=False):
    """Appends the element and what is under it; returns all the text under it but notes' marks, and but
    the blocks within a list's item, which are blocks of their own."""
    role = string(pdfium.FPDF_StructElement_GetType, element)
    place = len(out)
    out.append(None)
    text = ""
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            text += walk(child, depth + 1, texts, out, role, item or role == "LI")
        else:
            text += texts.get(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index), "")
    out[place] = Element(depth, role, string(pdfium.FPDF_StructElement_GetLang, element), text)
    apart = role == "Reference" or (inside == "Note" and role == "Lbl") or (item and role in BLOCKS)
    return "" if apart else text


def read(path):
    """[elements of a page] for each page."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            elements, texts = [], page_texts(page)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), 0, texts, elements)
            pdfium.FPDF_StructTree_Close(tree)
            yield elements


def without_colophon(elements):
    """The section that ends the letter says what the copy is; it is no part of what was typeset. A section that anything of the
    letter follows is not the colophon, and stays."""
    depth = start = None
    for place, element in enumerate(elements):
        if depth is not None and element.depth <= depth:
            depth = start = None
        if depth is None and element.role == "Sect":
            depth, start = element.depth, place
    return elements if start is None else elements[:start]


def blocks(elements):
    """The outermost block elements and those within a list's item, in order."""
    inside = None
    for element in elements:
        if inside is not None and inside.role != "LI" and element.depth > inside.depth:
            continue
        if element.role in BLOCKS:
            inside = element
            yield element
        elif inside is not None and element.depth <= inside.depth:
            inside = None


def letters(text):
    """The letters in no order; PDFium turns some brackets of right-to-left text round, so those may face either way."""
    text = unicodedata.normalize("NFC", text.translate(IGNORED))
    return "".join(sorted("".join(text.split()).translate(EITHER)))


def in_words(text, other):
    """Whether `text` is a date, and `other` has its year and its day: the month may be a word."""
    date = re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)\s*", text)
    numbers = [int(number) for number in re.findall(r"\d+", other)]  # of any script
    return bool(date) and {int(date[1]), int(date[3])} <= set(numbers)


def heads(found, expected, most=10):
    """(blocks found, blocks expected) before the first that is compared in its place, where that may be. What stands above a letter
    is set, and read, in the order of the page, before the title: so its first blocks are the same in whatever order; or, where the
    page says a date in words or a sender's rows beside each other, the letter begins with the first two that are."""
    for count in range(1, most):
        if sorted(letters(element.text) for element in found[:count]) == sorted(map(letters, expected[:count])):
            yield count, count
    theirs, ours = [letters(element.text) for element in found], list(map(letters, expected))
    yield 0, 0
    for skipped in range(most):
        for at in range(most):
            if ours[skipped:skipped + 2] and theirs[at:at + 2] == ours[skipped:skipped + 2]:
                yield at, skipped


def above(found, expected):
    """Lines telling what of the blocks above the letter is in one of the two only. A block may stand in any order; a date may be in
    words, with its year and day; a sender's rows may be one block or several."""
    theirs, ours = [element.text for element in found], list(expected)
    for text in expected:
        same = next((other for other in theirs if letters(other) == letters(text) or in_words(text, other)), None)
        if same is not None:
            theirs.remove(same)
            ours.remove(text)
    if letters("".join(theirs)) != letters("".join(ours)):
        yield f"above the letter, asked for and not found: {ours}\n    found and not asked for: {theirs}"


def compare(pages, expected):
    """Lines telling each block that the tree does not have in its place."""
    found, starts = [], set()
    for elements in pages:
        starts.add(len(found))
        found += [element for element in blocks(elements) if element.text.strip()]
    notes = [element for element in found if element.role == "Note"]
    found = [element for element in found if element.role != "Note"] + notes
    return min(([*above(found[:at], expected[:skipped]), *differences(found, starts, expected, at, skipped)]
                for at, skipped in heads(found, expected)), key=len)


def joined(element, expected):
    """How many of the blocks expected next make up the element together: two hemistichs are one line of verse. 0 if none do."""
    for count in range(2, 9):
        if letters("".join(expected[:count])) == letters(element.text):
            return count
    return 0


def differences(found, starts, expected, at, skipped):
    """The same from the block `at` of those found and `skipped` of those expected."""
    number = skipped
    while number < len(expected):
        block, number = expected[number], number + 1
        wanted = letters(block)
        if at < len(found) and letters(found[at].text) == wanted:
            at += 1
            continue
        if at < len(found) and (more := joined(found[at], expected[number - 1:])):
            at, number = at + 1, number + more - 1
            continue
        # A block that goes on over the page is one element with a part on each.
        parts = at + 1
        while parts < len(found) and parts in starts:
            parts += 1
            if letters("".join(element.text for element in found[at:parts])) == wanted:
                break
        else:
            yield f"block {number} is not there: {block[:100]}\n    but {found[at].role if at < len(found) else 'nothing'}: {found[at].text[:100] if at < len(found) else ''}"
            at += 1
            continue
        at = parts
    for element in found[at:]:
        yield f"more than was typeset: {element.role} {element.text[:100]}"


def main():
    pages = list(read(sys.argv[1]))
    if len(sys.argv) == 2:
        for number, elements in enumerate(pages, 1):
            print(f"page {number}")
            for element in elements:
                print("  " * (element.depth + 1) + element.role, element.lang, repr(element.text[:100]))
        return 0
    expected = [line for line in pathlib.Path(sys.argv[2]).read_text("utf-8").splitlines() if line.strip()]
    pages = [list(without_colophon(elements)) for elements in pages]
    roles = collections.Counter(element.role for elements in pages for element in elements)
    entries = sum(bool(re.match(r"[\d٠-٩۰-۹]+\. ", block)) for block in expected)
    faults = list(compare(pages, expected))
    print(f"{len(expected)} blocks, {len(expected) - len(faults)} in place; " +
          ", ".join(f"{count} {role}" for role, count in sorted(roles.items())))
    for role in "Lbl", "LBody":
        if roles[role] < entries:
            faults.append(f"{roles[role]} {role} for {entries} entries")
    if not roles["H1"] and roles["P"] > 1:  # a list alone has no title
        faults.append("no H1")
    print("\n".join(faults[:40]))
    return 1 if faults else 0


sys.exit(main())
