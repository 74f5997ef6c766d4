"""Compares the text of each CommonMark example's HTML with the text of the model read from its Markdown."""
import concurrent.futures
import html.parser
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
WARRAQ = os.environ["WARRAQ"]


class Text(html.parser.HTMLParser):
    """What a reader sees: character data and alternative texts, scripts and styles left out."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("script", "style")
        self.parts += [value or "" for name, value in attributes if tag == "img" and name == "alt"]

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def text_of_html(source):
    parser = Text()
    parser.feed(source)
    parser.close()
    return "".join("".join(parser.parts).split())


def unquoted(text):
    def one(match):
        return chr(int(match[1], 16)) if match[1] else {"n": "\n"}.get(match[2], match[2])

    return re.sub(r"\\(?:u\{([0-9A-F]+)\}|(.))", one, text)


def text_of_model(markdown, folder, number):
    path = folder / f"{number}.md"
    path.write_text(markdown)
    done = subprocess.run([WARRAQ, "dump", "model", str(path), "--quiet"], capture_output=True, text=True)
    if "source-empty" in done.stderr:
        return ""
    if done.returncode != 0:
        return f"FAULT {done.returncode} {done.stderr}"
    texts = re.findall(r'^ *(?:text|image)\b.*? "((?:[^"\\]|\\.)*)"$', done.stdout, re.M)
    return "".join("".join(unquoted(text) for text in texts).split())


def imported(path, target):
    done = subprocess.run([WARRAQ, "import", str(path), "-o", str(target), "--quiet"], capture_output=True, text=True)
    return target.read_text() if done.returncode in (0, 1) and target.exists() else None


def import_is_stable(folder, number):
    """Importing what import wrote changes nothing."""
    once = imported(folder / f"{number}.md", folder / f"{number}.once.md")
    return once is None or imported(folder / f"{number}.once.md", folder / f"{number}.twice.md") == once


def examples(spec):
    pattern = r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$"
    body = spec.split("<!-- END TESTS -->")[0]
    for number, match in enumerate(re.finditer(pattern, body, re.M | re.S), 1):
        yield number, match[1].replace("→", "\t"), match[2].replace("→", "\t")


def named_departures():
    """Two tables, number to reason: of the text, and of what import makes of it."""
    text, imports = {}, {}
    for line in (HERE / "departures.txt").read_text().splitlines():
        words = line.split()
        if line.startswith("import "):
            imports[int(words[1])] = " ".join(words[2:])
        elif line and not line.startswith("#"):
            text[int(words[0])] = " ".join(words[1:])
    return text, imports


def main():
    spec = pathlib.Path(sys.argv[1]).read_text()
    (named, named_imports), departed, total, unstable = named_departures(), {}, 0, []
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        cases = list(examples(spec))
        read = pool.map(lambda case: text_of_model(case[1], pathlib.Path(folder), case[0]), cases)
        for (number, markdown, expected), got in zip(cases, read):
            total += 1
            if got != text_of_html(expected):
                departed[number] = (markdown, text_of_html(expected), got)
        stable = pool.map(lambda case: import_is_stable(pathlib.Path(folder), case[0]), cases)
        unstable = [case[0] for case, same in zip(cases, stable) if not same]
    print(f"{total - len(departed)} of {total} examples keep their text ({100 * (total - len(departed)) / total:.1f} %)")
    for number, (markdown, expected, got) in departed.items():
        if number in named:
            print(f"departs, example {number}: {named[number]}")
        else:
            print(f"UNNAMED, example {number}: {markdown!r}\n  expected {expected!r}\n  got      {got!r}")
    for number in named.keys() - departed.keys():
        print(f"named but no departure: example {number}")
    print(f"{total - len(unstable)} of {total} imports change nothing when imported again {unstable or ''}")
    as_named = departed.keys() == named.keys() and set(unstable) == named_imports.keys()
    return 0 if total >= 600 and as_named else 1


sys.exit(main())
