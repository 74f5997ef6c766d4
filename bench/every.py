# SPDX-License-Identifier: MIT
"""Every script, and what letters are made of: warraq with one thread and with all cores, Typst, XeLaTeX where it is
installed, and the floor (bench/floor/floor.c), one cold process a run, in turn, medians. Writes the section `Every script`
of bench/RESULTS.md. See bench/run every; bench/inputs.py makes the inputs."""
import argparse
import multiprocessing
import os
import pathlib
import re
import shutil
import statistics
import struct
import subprocess
import sys
import time
import unicodedata
import zlib

import inputs
import measure

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE.parent / "build/bench/every"
FACES = HERE.parent / "fonts/faces"
CORES = os.cpu_count()
EXAMPLE_TURNS = 5  # as many times the others' turns: it is short
EXAMPLE = HERE.parent / "examples/open-letter.ar.txt"
KINDS = [("example", 1), ("arabic", 100_000), ("scripts", 100_000), ("latin", 100_000), ("prose-ar", 100_000), ("prose-ar", 1_000_000),
         ("prose-en", 100_000), ("notes", 500), ("pictures", 1_000), ("table", 20_000), ("merge", 1_000)]
TITLES = {"example": "the example letter", "arabic": "{:,} Arabic names with affiliations", "scripts": "{:,} names with affiliations, twelve scripts",
          "latin": "{:,} Latin names with affiliations", "prose-ar": "Arabic prose, {:,} words, a year in each paragraph",
          "prose-en": "English prose, {:,} words, a year in each paragraph", "notes": "{:,} footnotes", "pictures": "{:,} PNG", "table": "a table of {:,} rows",
          "merge": "the example, {:,} recipients: each copy and all of them"}
STAGED = {"ARABIC": ("Amiri-Regular.ttf", 0, "Arab", "ar"), "HEBREW": ("NotoSerifHebrew-Regular.ttf", 0, "Hebr", "he"),
          "DEVANAGARI": ("NotoSerifDevanagari-Regular.ttf", 0, "Deva", "hi"), "BENGALI": ("NotoSerifBengali-Regular.ttf", 0, "Beng", "bn"),
          "THAI": ("NotoSerifThai-Regular.ttf", 0, "Thai", "th"), "CJK": ("NotoSerifCJK-Regular.ttc", 2, "Hani", "zh"),
          "HIRAGANA": ("NotoSerifCJK-Regular.ttc", 0, "Hira", "ja"), "HANGUL": ("NotoSerifCJK-Regular.ttc", 1, "Hang", "ko"),
          "CYRILLIC": ("GentiumPlus-Regular.ttf", 0, "Cyrl", "ru"), "GREEK": ("GentiumPlus-Regular.ttf", 0, "Grek", "el")}
ONE, ALL, FLOOR_ROW, TYPST, XELATEX = "warraq, one thread", f"warraq, {CORES} threads", "floor", "Typst (PyPI)", "XeLaTeX (untagged)"
# What is asked: by kind and count, of CPU against a tool's, of wall time with one thread against several.
CPU_BARS = {("example", 1): [(FLOOR_ROW, 1.15)], ("arabic", 100_000): [(XELATEX, 0.11), (FLOOR_ROW, 2.5)], ("scripts", 100_000): [(XELATEX, 0.13), (FLOOR_ROW, 2.5)],
            ("latin", 100_000): [(XELATEX, 0.10), (FLOOR_ROW, 1.6)], ("prose-ar", 100_000): [(XELATEX, 0.5), (FLOOR_ROW, 3)],
            ("prose-ar", 1_000_000): [(XELATEX, 0.5)], ("prose-en", 100_000): [(TYPST, 0.3)], ("notes", 500): [(TYPST, 0.4)],
            ("pictures", 1_000): [(TYPST, 0.8)]}
WALL_BARS = {("arabic", 100_000): 1.7, ("scripts", 100_000): 1.7, ("latin", 100_000): 1.7, ("prose-ar", 100_000): 1.7,
             ("prose-en", 100_000): 1.7, ("merge", 1_000): 1.8}
LATIN = ("GentiumPlus-Regular.ttf", 0, "Latn", "en")
FLOOR = WORK / "floor"


def build_floor():
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "harfbuzz", "harfbuzz-subset", "libdeflate", "libcrypto", "glib-2.0"],
                           capture_output=True, text=True, check=True).stdout.split()
    subprocess.run(["cc", "-O2", "-o", str(FLOOR), str(HERE / "floor/floor.c"), *flags], check=True)


def letter_in(folder):
    return "letter.md" if (folder / "letter.md").exists() else "letter.txt"


def words_of(folder):
    """Each different word of the letter and its list, with the face of its script."""
    text = (folder / letter_in(folder)).read_text("utf-8")
    if (folder / "list.csv").exists():
        text += (folder / "list.csv").read_text("utf-8").replace(",", " ")
    lines = []
    for word in dict.fromkeys(text.split()):
        script = unicodedata.name(word[0], "").split()[0] if word else ""
        face, index, tag, lang = STAGED.get(script, LATIN)
        lines.append(f"{FACES / face}\t{index}\t{tag}\t{lang}\t{word}\n")
    return "".join(lines)


LEVELS = (1, 5, 6, 9)  # of src/pdf/stream.c, by what a zlib stream's second byte says of its packer (RFC 1950, FLEVEL)


def streams_of(pdf):
    """The record's own packed streams but fonts and pictures, unpacked, with the levels it packs them with."""
    out = []
    data = pdf.read_bytes()
    for match in re.finditer(rb"<<([^\n]{0,400}?)/Length (\d+)>>\nstream\n", data):
        if b"/FlateDecode" not in match[1] or b"/Length1" in match[1] or b"FontFile" in match[1] or b"/Image" in match[1]:
            continue
        packed = data[match.end():match.end() + int(match[2])]
        plain = zlib.decompress(packed)
        out.append(struct.pack("=II", LEVELS[packed[1] >> 6], len(plain)) + plain)
    return b"".join(out)


def merges():
    ours = [measure.WARRAQ, "merge", "letter.txt", "recipients.csv", "-q"]
    return {ONE: [*ours, "-o", "copies-1", "-j", "1"], ALL: [*ours, "-o", "copies-n", "-j", str(CORES)]}


def tools(folder):
    lists = ["--signatories", "list.csv"] if (folder / "list.csv").exists() else []
    ours = [measure.WARRAQ, "render", letter_in(folder), *lists, "-q", "-o"]
    named = {ONE: [*ours, "warraq-1.pdf", "-j", "1"],
             ALL: [*ours, "warraq-n.pdf", "-j", str(CORES)],
             FLOOR_ROW: [str(FLOOR), "words.txt", "streams.bin", "floor.out"]}
    if not (folder / "letter.typ").exists():
        return named  # the example, which measure.py sets beside the others
    named[TYPST] = [measure.PYTHON, str(HERE / "typst_pypi.py"), "letter.typ", "typst.pdf"]
    if shutil.which("xelatex"):
        named[XELATEX] = ["xelatex", "-interaction=batchmode", "letter.tex"]
    return named


PRODUCTS = {FLOOR_ROW: "floor.out", TYPST: "typst.pdf", XELATEX: "letter.pdf", ONE: "warraq-1.pdf", ALL: "warraq-n.pdf"}
MERGED = {ONE: "copies-1/all.pdf", ALL: "copies-n/all.pdf"}


def run(folder, command):
    """(CPU s, wall s, peak MiB), or None."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=dict(os.environ, SOURCE_DATE_EPOCH="1599609600"))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024) if process.returncode == 0 else None


def prepare(folder, kind, count):
    """What the tools are given."""
    if kind == "merge":
        folder.mkdir(parents=True)
        (folder / "recipients.csv").write_text("name\n" + "".join(f"Recipient {number}\n" for number in range(count)), "utf-8")
        shutil.copy(EXAMPLE, folder / "letter.txt")
        return
    if kind == "example":
        folder.mkdir(parents=True)
        shutil.copy(EXAMPLE, folder / "letter.txt")
    else:
        inputs.write(folder, kind, count, None if shutil.which("xelatex") else ["letter.md", "letter.typ"])
    run(folder, tools(folder)[ONE])
    (folder / "words.txt").write_text(words_of(folder), "utf-8")
    (folder / "streams.bin").write_bytes(streams_of(folder / "warraq-1.pdf"))


def measured(kind, count, times):
    folder = WORK / kind
    shutil.rmtree(folder, ignore_errors=True)
    times = times * EXAMPLE_TURNS if kind == "example" else times
    # A process that is started counts the memory of the one that starts it among its own: this one stays small.
    apart = multiprocessing.Process(target=prepare, args=(folder, kind, count))
    apart.start()
    apart.join()
    assert apart.exitcode == 0, kind
    named, products = (merges(), MERGED) if kind == "merge" else (tools(folder), PRODUCTS)
    seen = {name: [] for name in named}
    for turn in range(times):
        for name, command in named.items():
            print(f"{kind}: {name}, {turn + 1} of {times}", file=sys.stderr)
            seen[name].append(run(folder, command))
    rows = {}
    for name, results in seen.items():
        product = folder / products[name]
        good = all(results) and product.exists()
        rows[name] = (*(statistics.median(column) for column in zip(*results)), product.stat().st_size) if good else None
    same = (folder / products[ONE]).read_bytes() == (folder / products[ALL]).read_bytes()
    shutil.rmtree(folder)
    return rows, same


def section(kind, count, rows, same):
    lines = [f"### {TITLES[kind].format(count)}", "", "| | CPU s | wall s | peak MiB | bytes | warraq's CPU to it | wall to it |", "|---|---|---|---|---|---|---|"]
    one = rows[ONE]
    for name, row in rows.items():
        if not row:
            lines.append(f"| {name} | failed | | | | | |")
            continue
        ratios = "| |" if row is one else f"{one[0] / row[0]:.2f} | {one[1] / row[1]:.2f} |"
        lines.append(f"| {name} | {row[0]:.2f} | {row[1]:.2f} | {row[2]:.0f} | {measure.size(row[3])} | {ratios}")
    return "\n".join(lines) + ("" if same else "\n\n**The bytes differ by the number of threads.**") + "\n"


def bars(kind, count, rows):
    """(what, the bar, what was seen, whether it is met)."""
    title, held = TITLES[kind].format(count), []
    for tool, most in CPU_BARS.get((kind, count), []):
        if rows.get(tool):
            seen = rows[ONE][0] / rows[tool][0]
            held.append((f"{title}: CPU to {tool}", f"at most {most}", seen, seen <= most))
    least = WALL_BARS.get((kind, count))
    if least:
        seen = rows[ONE][1] / rows[ALL][1]
        held.append((f"{title}: wall, one thread to {CORES}", f"at least {least}", seen, seen >= least))
    return held


HEAD = """
## Every script

Written by `./dev bench every`: one cold process a run, in turn, medians of {times}; CPU is user and system time of all
threads, the ratios are one thread's. The floor shapes each different word once, cuts the faces, packs the record's own
streams, hashes and writes them: no program does less. XeLaTeX only where it is installed. Machine: {machine}. Measured {date}.

"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--only", help="one kind")
    parser.add_argument("--share", type=float, default=1, help="of each count, for a quick look that writes nothing")
    options = parser.parse_args()
    (WORK / "fonts").mkdir(parents=True, exist_ok=True)
    for face in FACES.glob("*-Regular.tt[fc]"):
        link = WORK / "fonts" / face.name
        link.unlink(missing_ok=True)
        link.symlink_to(face.resolve())
    build_floor()
    text = HEAD.format(times=options.times, machine=measure.machine(), date=time.strftime("%Y-%m-%d"))
    held = []
    for kind, count in KINDS:
        if options.only in (None, kind):
            count = max(int(count * options.share), 10) if kind != "example" else count
            rows, same = measured(kind, count, options.times)
            part = section(kind, count, rows, same)
            held += bars(kind, count, rows)
            print(part, flush=True)
            text += part + "\n"
    text += "### What is asked\n\n| | bar | seen | |\n|---|---|---|---|\n"
    text += "".join(f"| {what} | {bar} | {seen:.2f} | {'met' if met else 'missed'} |\n" for what, bar, seen, met in held)
    print(text[text.index("### What is asked"):])
    if options.only is None and options.share == 1:
        results = HERE / "RESULTS.md"
        before, _, after = results.read_text("utf-8").partition("\n## Every script\n")
        rest = after.partition("\n## ")[2]
        results.write_text(before.rstrip("\n") + "\n" + text.rstrip("\n") + "\n" + ("\n## " + rest if rest else ""), "utf-8")


if __name__ == "__main__":
    main()
