# SPDX-License-Identifier: MIT
"""Reads a record back by its structure tree: read_structure.py FILE.pdf prints one block a line, in logical order.

A reader of our own, of nothing but Python's library: objects and object streams, the tree, the marked contents of the
pages, ToUnicode. Glyphs go out as they are seen; each line's order of reading is found again by the bidirectional
classes of its characters (UAX #9 taken backwards), its base direction by the language of its element."""
import re
import sys
import unicodedata
import zlib

BLOCKS = {"H1", "H2", "H3", "H4", "H5", "H6", "P", "LI", "TD", "TH", "Caption", "Note", "BlockQuote"}
RIGHTWARD = {"ar", "fa", "he", "ur", "ug", "ps", "ckb", "sd", "dv", "yi", "syr", "nqo"}
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
MARKS = {0x200E, 0x200F, 0x2060}

TOKEN = re.compile(rb"<<|>>|[\[\]]|/[^\s/<>\[\]()%{}]*|<[0-9A-Fa-f\s]*>|\(|[^\s/<>\[\]()%{}]+")


class Name(str):
    pass


class Word(str):
    pass


class Ref(int):
    pass


def literal(data, at):
    """A string from its parenthesis: its bytes, and the place after it."""
    out, depth = bytearray(), 0
    while True:
        byte = data[at : at + 1]
        at += 1
        if byte == b"\\":
            octal = re.match(rb"[0-7]{1,3}", data[at : at + 3])
            escaped = data[at : at + 1]
            out += bytes([int(octal[0], 8) & 255]) if octal else ESCAPED.get(escaped, escaped)
            at += len(octal[0]) if octal else 1
            continue
        depth += (byte == b"(") - (byte == b")")
        if depth == 0:
            return bytes(out), at
        if depth > 1 or byte != b"(":
            out += byte


def tokens(data):
    at = 0
    while True:
        match = TOKEN.search(data, at)
        if not match:
            return
        text, at = match[0], match.end()
        if text == b"(":
            value, at = literal(data, match.start())
            yield value
        elif text[:1] == b"/":
            yield Name(re.sub(rb"#(..)", lambda m: bytes([int(m[1], 16)]), text[1:]).decode("latin-1"))
        elif text[:1] == b"<" and text != b"<<":
            digits = re.sub(rb"\s", b"", text[1:-1])
            yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif re.fullmatch(rb"[+-]?(\d+\.?\d*|\.\d+)", text):
            yield float(text) if b"." in text else int(text)
        else:
            yield Word(text.decode("latin-1"))


def values(data):
    """The objects and operators of `data`, one after another."""
    stack = [[]]
    for token in tokens(data):
        if token in ("<<", "[") and isinstance(token, Word):
            stack.append([])
        elif token == ">>" and isinstance(token, Word):
            flat = stack.pop()
            stack[-1].append(dict(zip(flat[::2], flat[1::2])))
        elif token == "]" and isinstance(token, Word):
            flat = stack.pop()
            stack[-1].append(flat)
        elif token == "R" and isinstance(token, Word):
            stack[-1].pop()
            stack[-1].append(Ref(stack[-1].pop()))
        else:
            stack[-1].append(token)
    return stack[0]


def rows(data, columns):
    """Rows that are each what they have more than the row above (PNG's Up)."""
    out, above = bytearray(), bytes(columns)
    for at in range(0, len(data), columns + 1):
        assert data[at] == 2
        above = bytes((more + before) & 255 for more, before in zip(data[at + 1 : at + 1 + columns], above))
        out += above
    return bytes(out)


class File:
    def __init__(self, data):
        self.objects, self.streams = {}, {}
        at = 0
        while match := re.compile(rb"(\d+) 0 obj\n").search(data, at):
            end = data.index(b">>\nstream\n", match.end())
            head = values(data[match.end() : end + 2])[0]
            start = end + len(b">>\nstream\n")
            body = data[start : start + head["Length"]]
            at = start + head["Length"]
            if head.get("Filter") == "FlateDecode":
                body = zlib.decompress(body)
            if head.get("DecodeParms", {}).get("Predictor", 1) >= 10 and head.get("Type") == "ObjStm":
                body = rows(body, head["DecodeParms"]["Columns"])
            self.objects[int(match[1])], self.streams[int(match[1])] = head, body
            if head.get("Type") == "ObjStm":
                self.unpack(head, body)
            if head.get("Type") == "XRef":
                self.root = self.get(head["Root"])

    def unpack(self, head, body):
        index = [int(word) for word in body[: head["First"]].split()]
        places = index[1::2] + [len(body) - head["First"]]
        for number, start, end in zip(index[::2], places, places[1:]):
            self.objects[number] = values(body[head["First"] + start : head["First"] + end])[0]

    def get(self, value):
        return self.objects[value] if isinstance(value, Ref) else value

    def pages(self, node=None):
        node = node or self.root["Pages"]
        if self.get(node)["Type"] == "Page":
            yield node
        else:
            for kid in self.get(node)["Kids"]:
                yield from self.pages(kid)


CODE = re.compile(rb"..", re.S)


def to_unicode(cmap):
    pairs = re.findall(rb"<([0-9A-F]{4})><([0-9A-F]+)>\n", cmap)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def page_texts(file, page, fonts):
    """{mcid: the characters as they are seen}."""
    page = file.get(page)
    resources = {name: file.get(ref) for name, ref in page["Resources"].get("Font", {}).items()}
    texts, mcid, font, operands = {}, None, None, []
    for value in values(file.streams[page["Contents"]]):
        if not isinstance(value, Word):
            operands.append(value)
            continue
        if value == "BDC":
            mcid = operands[-1].get("MCID")
            texts.setdefault(mcid, "")
        elif value == "EMC":
            mcid = None
        elif value == "Tf":
            ref = resources[operands[-2]]["ToUnicode"]
            font = fonts.setdefault(ref, None) or fonts.update({ref: to_unicode(file.streams[ref])}) or fonts[ref]
        elif value in ("Tj", "TJ"):
            shown = operands[-1] if value == "TJ" else [operands[-1]]
            for piece in shown:
                if isinstance(piece, bytes) and mcid is not None:
                    texts[mcid] += "".join(font[int(code.hex(), 16)] for code in CODE.findall(piece))
        operands = []
    return texts


def side(c):
    return {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N"}.get(unicodedata.bidirectional(c), "")


def turn_numbers(text):
    """Numbers keep their own order in text that was turned round."""
    number = r"[\d\u0660-\u0669\u06F0-\u06F9]"
    return re.sub(rf"[%#$]?{number}+(?:[.,:/\u060C\u066B\u066C]{number}+)*%?", lambda m: m[0][::-1], text)


def turn_left(text):
    """Stretches of left-to-right words inside text that was turned round."""

    def stretch(match):
        body = match[0]
        sides = [side(c) for c in body]
        if "L" not in sides:
            return turn_numbers(body)
        first = next(i for i, s in enumerate(sides) if s in "LN" and s)
        last = max(i for i, s in enumerate(sides) if s in "LN" and s)
        while last + 1 < len(body) and unicodedata.combining(body[last + 1]):
            last += 1
        return body[:first] + body[first : last + 1][::-1] + body[last + 1 :]

    out, held = [], ""
    for c in text + "\0":
        if c != "\0" and side(c) != "R" and not (unicodedata.combining(c) and not held):
            held += c
            continue
        out.append(stretch([held]) if held else "")
        out.append(c if c != "\0" else "")
        held = ""
    return "".join(out)


def logical(seen, rightward):
    if re.match("\u200F?\u200E", seen):  # a label, in the order in which it is read
        rightward = False
    if any(ord(c) > 0xFFFF and side(c) == "R" for c in seen):  # so are letters that no reader turns
        return "".join(c for c in seen if ord(c) not in MARKS)
    seen = "".join(c for c in seen if ord(c) not in MARKS)
    if not any(side(c) == "R" for c in seen) and not rightward:
        return seen
    if rightward:
        return turn_left(seen[::-1])
    places = [i for i, c in enumerate(seen) if side(c) == "R"]
    first, last = places[0], places[-1]
    return seen[:first] + turn_left(seen[first : last + 1][::-1]) + seen[last + 1 :]


class Reader:
    def __init__(self, data):
        self.file = File(data)
        fonts = {}
        self.texts = {page: page_texts(self.file, page, fonts) for page in self.file.pages()}
        self.section = None  # how many blocks are before the section that ends the document
        self.blocks = []

    def text(self, element, page, lang):
        """The text of an element, kids in their order; blocks inside are put down on the way."""
        element = self.file.get(element)
        page, lang = element.get("Pg", page), element.get("Lang", lang)
        kids = element.get("K", [])
        out, role = "", element["S"]
        for kid in kids if isinstance(kids, list) else [kids]:
            if role == "Document" and isinstance(kid, Ref) and self.file.get(kid)["S"] == "Sect":
                self.section = len(self.blocks)
            elif role == "Document":
                self.section = None
            if isinstance(kid, Ref):
                out += self.text(kid, page, lang)
            elif isinstance(kid, dict) and kid.get("Type") == "MCR":
                out += self.piece(kid["Pg"], kid["MCID"], lang)
            elif isinstance(kid, int):
                out += self.piece(page, kid, lang)
        if role in BLOCKS:
            self.blocks.append((role, " ".join(out.replace("\u00AD", "").split())))
            return ""
        return out

    def piece(self, page, mcid, lang):
        language = lang.decode("utf-16") if lang[:2] == b"\xFE\xFF" else lang.decode("latin-1")
        seen = self.texts[page][mcid]
        rightward = language.split("-")[0] in RIGHTWARD and any(side(c) == "R" for c in seen)
        return logical(seen, rightward)

    def read(self):
        root = self.file.get(self.file.root["StructTreeRoot"])
        self.text(root["K"], None, self.file.root.get("Lang", b""))
        return self.blocks


def read(path):
    """The blocks of the letter itself: the section that ends the document is the colophon, which is none of it."""
    with open(path, "rb") as file:
        reader = Reader(file.read())
    return reader.read()[: reader.section]


if __name__ == "__main__":
    for _, block in read(sys.argv[1]):
        print(block)
