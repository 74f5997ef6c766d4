# SPDX-License-Identifier: MIT
"""Runs every tool on every list, in turn, and writes the table. See bench/run.

A run is one cold process and what it starts. CPU is user and system time of them all, peak the resident set of the
largest, as the kernel counts them. Tools take turns so that a busy moment hits all alike; the median is told."""
import argparse
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

import letters

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE.parent / "build/bench"
WARRAQ = os.environ["WARRAQ"]
PYTHON = str(WORK / "python/bin/python")
NODE = str(WORK / "python/bin/node")
LIMIT_S = 600
SHORT = 10_000  # longer lists reach warraq as a CSV file beside the letter, as such lists are kept; peers get their own form
TABLES = [(273, "cycled"), (10_000, "cycled"), (10_000, "recombined"), (100_000, "cycled"), (100_000, "recombined")]
ALONE = [(1_000_000, "cycled"), (1_000_000, "recombined")]


class Tool:
    """A command on LETTER writing PDF; up to `most` entries."""

    def __init__(self, name, source, product, command, most, version):
        self.name, self.source, self.product, self.command = name, source, product, command
        self.most, self.version = most, version


def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().splitlines()[0]
    except (OSError, IndexError):
        return "not found"


TOOLS = [
    Tool("warraq (tagged, A-2a + UA-1)", "letter.txt", "warraq.pdf",
         [WARRAQ, "render", "letter.txt", "-o", "warraq.pdf", "--quiet"], 10**7, lambda: said(WARRAQ, "--version")),
    Tool("warraq (tagged, A-2a + UA-1), list as CSV", "letter.csv", "warraq.pdf",
         [WARRAQ, "render", "head.txt", "--signatories", "letter.csv", "-o", "warraq.pdf", "--quiet"], 10**7,
         lambda: "the same"),
    Tool("Typst, PyPI (tagged)", "letter.typ", "typst.pdf",
         [PYTHON, str(HERE / "typst_pypi.py"), "letter.typ", "typst.pdf"], 100_000,
         lambda: said(PYTHON, "-c", "import importlib.metadata as m; print('typst', m.version('typst'))")),
    Tool("Typst, npm (tagged)", "letter.typ", "typst-npm.pdf",
         [NODE, str(HERE / "typst_npm.mjs"), "letter.typ", "typst-npm.pdf"], 10_000,
         lambda: "typst-ts-node-compiler " + re.search(r'compiler": "([\d.]+)', (HERE / "package.json").read_text())[1]),
    Tool("XeLaTeX (untagged)", "letter.tex", "letter.pdf",
         ["xelatex", "-interaction=batchmode", "letter.tex"], 100_000, lambda: said("xelatex", "--version")),
]


class Watch(threading.Thread):
    """The most memory of a process that is its own, not a mapped file's: what DESIGN.md counts beside the fonts."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.path, self.peak = f"/proc/{pid}/status", 0

    def run(self):
        while True:
            try:
                with open(self.path, encoding="ascii", errors="replace") as status:
                    fields = dict(line.split(":", 1) for line in status if line.startswith("Rss"))
            except OSError:
                return
            if "RssAnon" not in fields:
                return
            self.peak = max(self.peak, int(fields["RssAnon"].split()[0]))
            time.sleep(0.001)


def run(tool, folder, watched=False):
    """(CPU s, wall s, peak MiB, own peak MiB), or None when it failed or took too long."""
    if (folder / tool.product).is_file():
        (folder / tool.product).unlink()
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1599609600", NODE_MODULES=str(WORK / "node_modules"))
    start = time.monotonic()
    with subprocess.Popen(["timeout", str(LIMIT_S), *tool.command] if not watched else tool.command, cwd=folder,
                          env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        watch = Watch(process.pid) if watched else None
        if watch:
            watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if process.returncode != 0 or not (folder / tool.product).exists():
        return None
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, watch.peak / 1024 if watch else None


def pages(path):
    found = re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout)
    return int(found[1]) if found else 0


def opened(path):
    """Wall seconds a viewer takes to open the file and draw one page, at worst of the first, the middle and the last."""
    last, worst = pages(path), 0.0
    for page in {1, (last + 1) // 2, last}:
        start = time.monotonic()
        subprocess.run(["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page), "-png", str(path), str(path.with_suffix(""))],
                       check=False)
        worst = max(worst, time.monotonic() - start)
    return worst


COPIES = 193


def merged():
    """CPU seconds of one `merge` to as many recipients, or None."""
    folder = WORK / "merge"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(HERE.parent / "examples/open-letter.ar.txt", folder / "letter.txt")
    rows = "".join(f"Recipient {number},Ambassador,Street {number}\n" for number in range(1, COPIES + 1))
    (folder / "recipients.csv").write_text("name,title,address\n" + rows)
    tool = Tool("merge", "letter.txt", "copies", [WARRAQ, "merge", "letter.txt", "recipients.csv", "-o", "copies", "--quiet"], 0, None)
    result = run(tool, folder)
    return result[0] if result and len(list((folder / "copies").glob("*.pdf"))) >= COPIES else None


def measure(count, kind, tools, times):
    """{tool name: (CPU, wall, peak, own peak, bytes, pages)}, medians."""
    folder = WORK / f"{count}-{kind}"
    example = letters.Letter(HERE.parent / "examples/open-letter.ar.txt")
    letters.write(folder, example, count, kind, {tool.source for tool in tools})
    seen = {tool.name: [] for tool in tools}
    for turn in range(times):
        for tool in tools:
            if tool.name in seen:
                print(f"{count} {kind}: {tool.name}, {turn + 1} of {times}", file=sys.stderr)
                result = run(tool, folder)
                seen[tool.name].append(result) if result else seen.pop(tool.name)
    table = {}
    for tool in tools:
        if tool.name in seen:
            own = run(tool, folder, watched=True)[3] if tool in TOOLS[:2] else None
            median = [statistics.median(column) for column in list(zip(*seen[tool.name]))[:3]]
            product = folder / tool.product
            table[tool.name] = (*median, own, product.stat().st_size, pages(product))
        else:
            table[tool.name] = None
    ours = folder / TOOLS[0].product
    waited = opened(ours) if count == 100_000 and ours.exists() else None
    if count > 10_000:
        shutil.rmtree(folder)
    return table, waited


def size(count):
    return f"{count / 1e6:.2f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB"


def ratio(ours, theirs):
    return f"{ours / theirs:.3f}" if theirs else "–"


def section(count, kind, table):
    ours = next(iter(table.values()))
    lines = [f"### {count:,} entries" + (f", names {kind}" if count > 273 else ""), "",
             "| tool | CPU s | wall s | peak MiB | bytes | pages | warraq's CPU to it | peak to it | bytes to it |",
             "|---|---|---|---|---|---|---|---|---|"]
    for name, row in table.items():
        if not row:
            lines.append(f"| {name} | failed, or more than {LIMIT_S} s | | | | | | | |")
            continue
        cpu, wall, peak, own, length, leaves = row
        peak_said = f"{peak:.0f}" + (f" ({own:.0f} its own)" if own else "")
        share = [ratio(mine, other) for mine, other in zip((ours[0], ours[2], ours[4]), (cpu, peak, length))] if ours and row is not ours else ["", "", ""]
        lines.append(f"| {name} | {cpu:.3f} | {wall:.2f} | {peak_said} | {size(length)} | {leaves} | {' | '.join(share)} |")
    return "\n".join(lines) + "\n"


def bars(tables, waits, merge):
    """The project's own bars (issue text and DESIGN.md section 10), held to the figures above."""
    ours = ""

    def at(count, kind, tool, column):
        table = tables.get((count, kind)) or {}
        row = table.get(tool) if tool else next(iter(table.values()), None)
        return row[column] if row else None

    _, _, pypi, npm, xelatex = (tool.name for tool in TOOLS)
    cpu, peak, own, length = 0, 2, 3, 4
    wanted = [
        ("273: CPU to Typst's cold process (npm)", at(273, "cycled", ours, cpu), at(273, "cycled", npm, cpu), 0.15),
        ("273: CPU to Typst's cold process (PyPI)", at(273, "cycled", ours, cpu), at(273, "cycled", pypi, cpu), 0.15),
        ("273: CPU to XeLaTeX's", at(273, "cycled", ours, cpu), at(273, "cycled", xelatex, cpu), 0.1),
        ("273: own memory, MiB", at(273, "cycled", ours, own), 1, 32),
        ("273: kB", at(273, "cycled", ours, length), 1000, 90),
        ("100,000 cycled: CPU to XeLaTeX's", at(100_000, "cycled", ours, cpu), at(100_000, "cycled", xelatex, cpu), 0.1),
        ("100,000 recombined: CPU to XeLaTeX's", at(100_000, "recombined", ours, cpu), at(100_000, "recombined", xelatex, cpu), 0.125),
        ("100,000 cycled: peak MiB", at(100_000, "cycled", ours, peak), 1, 64),
        ("100,000 recombined: peak MiB", at(100_000, "recombined", ours, peak), 1, 64),
        ("100,000 cycled: MB", at(100_000, "cycled", ours, length), 1e6, 8.4),
        ("100,000 recombined: MB", at(100_000, "recombined", ours, length), 1e6, 8.9),
        ("1,000,000 cycled: CPU to the 100,000 run's", at(1_000_000, "cycled", ours, cpu), at(100_000, "cycled", ours, cpu), 11),
        ("1,000,000 cycled: peak MiB", at(1_000_000, "cycled", ours, peak), 1, 128),
        ("1,000,000 recombined: peak MiB", at(1_000_000, "recombined", ours, peak), 1, 128),
    ]
    single = at(273, "cycled", ours, cpu)
    wanted += [
        ("100,000: a page opened by poppler, s", max(waits, default=None), 1, 1),
        (f"merge to {COPIES}: CPU to as many single runs", merge, single and single * COPIES, 1 / 3),
    ]
    lines = ["| bar | at most | seen | |", "|---|---|---|---|"]
    for name, mine, unit, most in wanted:
        if mine is None or unit is None:
            lines.append(f"| {name} | {most:.3g} | not measured | |")
        else:
            lines.append(f"| {name} | {most:.3g} | {mine / unit:.3f} | {'met' if mine / unit <= most else 'missed'} |")
    return "\n".join(lines) + "\n"


def machine():
    model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())[1]) / 1024**2
    system = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text())
    return (f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), {memory:.0f} GiB, "
            f"{system[1] if system else platform.system()}, load {os.getloadavg()[0]:.1f} when begun")


HEAD = """# Results

The tables are written by `./dev bench`. The same words and faces for every tool: the example letter in Amiri 12 pt, its list in
Noto Serif and Noto Serif CJK 10 pt, two columns, A4. One cold process a run, tools in turn, medians of {times}. CPU is
user and system time of the process and all it starts; peak the largest process's resident set, mapped fonts included
("its own": without mapped files). Compare ratios; absolutes are this machine's.

Machine: {machine}. Measured {date}.

{versions}
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="the letter alone, once each; writes nothing")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--long", type=int, help="times for lists over 10,000 (as --times if not given)")
    parser.add_argument("--most", type=int, default=1_000_000, help="no longer lists than this")
    parser.add_argument("-o", type=pathlib.Path, default=HERE / "RESULTS.md")
    options = parser.parse_args()
    times = 1 if options.quick else options.times
    said_times = f"{times}, of {options.long} over 10,000 entries" if options.long else times
    head = HEAD.format(times=said_times, machine=machine(), date=time.strftime("%Y-%m-%d"),
                       versions="\n".join(f"- {tool.name}: {tool.version()}" for tool in TOOLS if tool is not TOOLS[1]))
    tables, waits, text = {}, [], head
    for count, kind in TABLES[:1] if options.quick else TABLES + ALONE:
        if count > options.most:
            continue
        unused = TOOLS[0] if count > SHORT else TOOLS[1]
        tools = [tool for tool in TOOLS if count <= tool.most and tool is not unused]
        turns = options.long if options.long and count > 10_000 else times
        tables[count, kind], waited = measure(count, kind, tools, turns)
        waits += [waited] if waited else []
        text += "\n" + section(count, kind, tables[count, kind])
        print(section(count, kind, tables[count, kind]), flush=True)
    held = bars(tables, waits, None if options.quick else merged())
    text += "\n## The bars\n\n" + held
    print(held)
    if not options.quick:
        # What a person wrote below the figures (where the time goes, and what was done about it) stays.
        notes = options.o.read_text("utf-8").partition("\n## Where the time goes")[1:] if options.o.exists() else ("", "")
        options.o.write_text(text + "".join(notes), "utf-8")


if __name__ == "__main__":
    main()
