# SPDX-License-Identifier: MIT
"""A letter as read goes into a flat OpenDocument with styles, numbered lists and notes; LibreOffice makes .docx and .odt
of it; what warraq reads back is compared with what it had: block by block the words, entry by entry label and words, the
notes, the direction of the document and of blocks that run the other way."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "producers"))
import shares  # noqa: E402

OPEN = ("xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'")
STYLES = {"title": "Title", "salutation": "Salutation", "addressee": "Addressee"}
HEADING = "<style:style style:name='{0}' style:family='paragraph'{1}/>"


class Writer:
    def __init__(self, root, notes):
        self.notes, self.way, self.styles, self.out = notes, root.said("dir") or "ltr", {}, []

    def style(self, name, way):
        key = f"{name}-{way}"
        self.styles[key] = (f"<style:style style:name='{key}' style:family='paragraph' style:parent-style-name='{name}'>"
                            f"<style:paragraph-properties style:writing-mode='{'rl-tb' if way == 'rtl' else 'lr-tb'}'/></style:style>")
        return key

    def inlines(self, node):
        if node.kind == "text":
            return re.sub("  +", lambda m: f" <text:s text:c='{len(m[0]) - 1}'/>", escape(node.text)).replace("\t", "<text:tab/>")
        if node.kind == "break":
            return "<text:line-break/>"
        if node.kind == "footnote-ref":
            body = self.notes.get(node.said("name"))
            words = escape(body) if body else ""
            return f"<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
        return "".join(self.inlines(c) for c in node.children)

    def block(self, node, name):
        way = node.said("dir") if node.said("dir") in ("ltr", "rtl") else self.way
        tag, level = ("h", f" text:outline-level='{node.said('level') or 2}'") if node.kind == "heading" else ("p", "")
        name = f"Heading_20_{node.said('level') or 2}" if node.kind == "heading" else name
        self.out.append(f"<text:{tag} text:style-name='{self.style(name, way)}'{level}>{self.inlines(node)}</text:{tag}>")

    def entries(self, node):
        """A list that counts in digits becomes a numbered one; other labels are typed."""
        suffixes = {re.sub(r"^\d+", "", e.label) for e in node.children}
        counted = len(suffixes) == 1 and all(re.fullmatch(r"[0-9]+[.)]", e.label) for e in node.children)
        if counted:
            self.out.append(f"<text:list text:style-name='L{'dot' if '.' in suffixes else 'paren'}'>")
        for entry in node.children:
            way = entry.said("dir") if entry.said("dir") in ("ltr", "rtl") else self.way
            style = self.style("Standard", way)
            if counted:
                number = re.match(r"\d+", entry.label)[0]
                self.out.append(f"<text:list-item text:start-value='{number}'><text:p text:style-name='{style}'>{self.inlines(entry)}</text:p></text:list-item>")
            else:
                self.out.append(f"<text:p text:style-name='{style}'>{escape(entry.label)}{' ' if entry.label else ''}{self.inlines(entry)}</text:p>")
        if counted:
            self.out.append("</text:list>")

    def document(self, root):
        for node in root.children:
            if node.kind == "list":
                self.entries(node)
            elif node.kind != "footnote":
                self.block(node, STYLES.get(node.kind, "Standard"))
        level = ("<text:list-style style:name='L{0}'><text:list-level-style-number text:level='1' style:num-suffix='{1}' style:num-format='1'/></text:list-style>")
        known = "".join(HEADING.format(n, "") for n in ("Standard", "Title", "Salutation", "Addressee"))
        known += "".join(f"<style:style style:name='Heading_20_{i}' style:display-name='Heading {i}' style:family='paragraph' style:default-outline-level='{i}'/>"
                         for i in range(1, 7))
        automatic = "".join(self.styles.values()) + level.format("dot", ".") + level.format("paren", ")")
        return (f"<?xml version='1.0' encoding='UTF-8'?><office:document {OPEN} office:version='1.3' "
                f"office:mimetype='application/vnd.oasis.opendocument.text'><office:styles>{known}</office:styles>"
                f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{''.join(self.out)}</office:text></office:body></office:document>")


def lines_of(root):
    """What is compared: a line a block or entry, then the notes."""
    lines, notes = [], []
    for node in root.children:
        if node.kind == "list":
            lines += [shares.fold(f"{e.label} {e.words()}") for e in node.children]
        elif node.kind == "footnote":
            notes.append(shares.fold(" ".join(c.words() for c in node.children)))
        else:
            lines += [shares.fold(line) for line in node.words().split("\n")]
    return [line for line in lines if line], notes


def ways_of(root):
    return [root.said("dir")] + [shares.fold(n.words()) for n in root.children if n.said("dir") and n.kind != "list"]


def convert(folder, path, ending):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--infilter=OpenDocument Text Flat XML", "--convert-to", ending, "--outdir", folder, path],
                   capture_output=True, check=True, timeout=180)
    return str(pathlib.Path(path).with_suffix(f".{ending}"))


def lacking(before, after):
    faults = []
    for what, one, other in zip(("words", "notes"), lines_of(before), lines_of(after)):
        faults += [f"{what}: {line}" for line in one if line not in other]
        faults += [f"{what} that were not there: {line}" for line in other if line not in one]
    if ways_of(before) != ways_of(after):
        faults.append(f"direction: {ways_of(before)}, then {ways_of(after)}")
    return faults


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for source in sys.argv[1:]:
            _, before, _ = shares.read(source, None)
            notes = {n.said("name"): " ".join(c.words() for c in n.children) for n in before.children if n.kind == "footnote"}
            flat = os.path.join(folder, pathlib.Path(source).stem + ".fodt")
            pathlib.Path(flat).write_text(Writer(before, notes).document(before), encoding="utf-8")
            for ending in ("docx", "odt"):
                _, after, words = shares.read(convert(folder, flat, ending), None)
                faults = lacking(before, after) if after else [words]
                passed, failed = passed + (not faults), failed + bool(faults)
                if faults:
                    print(f"{pathlib.Path(source).name} as {ending}:")
                    print("\n".join(f"    {fault[:200]}" for fault in faults[:8]))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
