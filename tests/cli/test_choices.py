# SPDX-License-Identifier: MIT
"""The names an option takes come from one table: what the message of a wrong one lists is what help, manual and the
shells' completions tell, and each is taken. A name that is added to the table is added everywhere."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "read"))
import words  # noqa: E402

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
MANUAL = WARRAQ.parent / "warraq-manual"
# An option with a command that takes it; least names there are, so that an empty list is noticed.
OPTIONS = {"pdf": ("render", 3), "form": ("render", 4), "as": ("handout", 5), "bind": ("handout", 2),
           "duplex": ("handout", 4), "svg-text": ("picture", 2), "paper": ("render", 8),
           "style": ("render", 8)}
# What a form is read from, where that is not text.
SOURCES = {"markdown": "letter.md", "word": "letter.docx", "opendocument": "letter.fodt", "mail": "letter.eml",
           "mailbox": "letter.eml", "mhtml": "letter.eml", "warc": "letter.warc", "wacz": "letter.wacz"}
OUTPUT = {"render": "out.pdf", "handout": "out.pdf", "picture": "out-%d.svg"}
faults = []


def run(folder, *call_words):
    return subprocess.run([WARRAQ, *call_words], cwd=folder, capture_output=True, check=False, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})


def call(folder, option, name):
    command = OPTIONS[option][0]
    source = SOURCES.get(name.lower(), "letter.txt") if option == "form" else "letter.txt"
    return run(folder, command, source, "--date", "2020-09-09", "--quiet", f"--{option}", name, "-o", OUTPUT[command])


def names_told(text):
    """Those that a wrong name's message or a help text lists."""
    listed = re.search(r"one of (.*?),(?: not '| or a file)", text) or re.search(r".*: (.*)", text)
    return listed[1].split(", ")


def expect(told, found, wanted):
    if found != wanted:
        faults.append(f"{told}: {found}, not {wanted}")


def manual_names(folder, command, option):
    """Those below the option in its command's man page."""
    page = pathlib.Path(folder, f"man/man1/warraq-{command}.1").read_text(encoding="utf-8").replace("\\-", "-")
    section = page.split(f"\\fB--{option}\\fR", 1)[1].split(".RE\n", 1)[0]
    return re.findall(r"^\.TP\n\\fB(.*?)\\fR\n\S", section, re.M)


def completions(option):
    shells = {shell: subprocess.run([MANUAL, shell], capture_output=True, check=True, text=True).stdout
              for shell in ("bash", "zsh", "fish")}
    patterns = {"bash": rf'--{option}\) .*-W "([^"]*)"', "zsh": rf"'\*?--{option}=\[[^']*(?:'\\''[^']*)*:value:\(([^)]*)\)'",
                "fish": rf"-l {option} -x -a '([^']*)'"}
    return {shell: re.search(patterns[shell], text)[1].split() for shell, text in shells.items()}


def option_holds(folder, option):
    command, least = OPTIONS[option]
    wrong = call(folder, option, "no-such-name")
    expect(f"--{option} no-such-name: status", wrong.returncode, 2)
    names = names_told(wrong.stderr)
    if len(names) < least:
        faults.append(f"--{option} takes only {names}")
    told = re.search(rf"--{option}=\S+ .*", run(folder, command, "--help").stdout)
    expect(f"--help of --{option}", names_told(told[0]), names)
    expect(f"manual of --{option}", manual_names(folder, command, option), names)
    for shell, told_names in completions(option).items():
        expect(f"{shell} of --{option}", told_names, names)
    for name in names:
        for spelt in (name,) if option == "style" else (name, name.upper()):  # a style is a file
            done = call(folder, option, spelt)
            expect(f"--{option} {spelt}: status, {done.stderr!r}", done.returncode, 0)


def stages_hold(folder):
    wrong = run(folder, "dump", "no-such-stage", "letter.txt")
    names = names_told(wrong.stderr)
    told = run(folder, "dump", "--help").stdout.strip().splitlines()[-1]
    expect("--help of dump", names_told(told), names)
    for name in names:
        expect(f"dump {name}: status", run(folder, "dump", name, "letter.txt", "--quiet").returncode, 0)


def main():
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "letter.txt").write_text("Open letter\n\nWe ask.\n", encoding="utf-8")
        pathlib.Path(folder, "letter.md").write_text("# Open letter\n\nWe ask.\n", encoding="utf-8")
        words.docx(f"{folder}/letter.docx", words.p("Open letter", "a3") + words.p("We ask."))
        words.fodt(f"{folder}/letter.fodt", "<text:p text:style-name='Title'>Open letter</text:p><text:p>We ask.</text:p>")
        pathlib.Path(folder, "letter.eml").write_text("MIME-Version: 1.0\nSubject: Open letter\n\nWe ask.\n", encoding="utf-8")
        page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Open letter</h1><p>We ask."
        record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
        pathlib.Path(folder, "letter.warc").write_bytes(record)
        words.zip_of(f"{folder}/letter.wacz", [("archive/a.warc", record)])
        for section in (1, 5, 7):
            pathlib.Path(folder, f"man/man{section}").mkdir(parents=True)
        subprocess.run([MANUAL, "man", os.path.join(folder, "man")], check=True)
        for option in OPTIONS:
            option_holds(folder, option)
        stages_hold(folder)
    print("\n".join(faults) or f"{len(OPTIONS)} options: each name is told and taken everywhere")
    return 1 if faults else 0


sys.exit(main())
