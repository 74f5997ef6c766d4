# SPDX-License-Identifier: MIT
"""Nothing is overwritten that a call reads, nothing is read that was not named, and what is printed of
either is harmless.

KILLS sets how many runs of each writing command are killed (default 6)."""
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
KILLS = int(os.environ.get("KILLS", "6"))
DATE = ["--date", "2026-03-01", "-q"]
LETTER = "---\ntitle: Letter\nlang: en\nlogo: logo.svg\nsignatories: list.csv\n---\n\nWe ask {name}.\n\n![A](yard.png)\n"
SVG = ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20">'
       '%s</svg>')
faults, counts = [], {}


def run(folder, *words, stdin=subprocess.DEVNULL, **env):
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, check=False, timeout=120, stdin=stdin,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", **env})


def check(holds, what, done=None):
    if not holds:
        faults.append(f"{what}: {done.returncode} {done.stderr[-300:]!r}" if done else what)


def prepare(folder):
    base = pathlib.Path(folder)
    (base / "letter.md").write_text(LETTER, encoding="utf-8")
    (base / "other.md").write_text(LETTER.replace("We ask", "We demand"), encoding="utf-8")
    (base / "list.csv").write_text("number,name\n1,Ann Lee\n", encoding="utf-8")
    (base / "people.csv").write_text("name\nBea Gray\n", encoding="utf-8")
    (base / "own.style").write_text("[body]\nfont-size=11pt\n", encoding="utf-8")
    (base / "logo.svg").write_text(SVG % '<rect width="9" height="9"/>', encoding="utf-8")
    shutil.copy(SOURCE / "tests/read/letters/pictures/yard.png", base / "yard.png")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
                    "-subj", "/CN=A", "-days", "9"], cwd=folder, check=True, capture_output=True)
    return base


def state(base):
    return {str(p.relative_to(base)): p.read_bytes() for p in sorted(base.rglob("*")) if p.is_file()}


LETTER_INPUTS = ["letter.md", "list.csv", "logo.svg", "yard.png", "own.style"]
# command, its output's ending, words, and what it reads
WRITERS = [
    ("render", ".pdf", ["letter.md", "--style", "own.style", "-o", "OUT"], LETTER_INPUTS),
    ("archive", ".zip", ["letter.md", "--style", "own.style", "--sign", "key.pem", "--certificate", "cert.pem", "-o",
                         "OUT"], [*LETTER_INPUTS, "key.pem", "cert.pem"]),
    ("archive", ".txt", ["letter.md", "--style", "own.style", "-o", "a.zip", "--receipt", "OUT"], LETTER_INPUTS),
    ("import", ".md", ["letter.md", "-o", "OUT"], ["letter.md", "list.csv"]),
    ("handout", ".pdf", ["letter.md", "--as", "2up", "-o", "OUT"], LETTER_INPUTS[:-1]),
    ("handout", ".pdf", ["letter.md", "--as", "summary", "-o", "OUT"], ["letter.md", "list.csv"]),
    ("picture", ".png", ["letter.md", "-o", "OUT"], LETTER_INPUTS[:-1]),
    ("picture", ".png", ["letter.md", "-o", "a-%d.png", "--sheet", "OUT"], LETTER_INPUTS[:-1]),
    ("diff", ".html", ["letter.md", "other.md", "--html", "OUT"], ["letter.md", "other.md"]),
]


def link_hard(base, name, out):
    os.link(base / name, base / out)


def link_soft(base, name, out):
    os.symlink(name, base / out)


def link_far(base, name, out):
    """By another way: a link to a link, through a folder's link."""
    os.symlink(".", base / "there")
    os.symlink(f"there/{name}", base / "way")
    os.symlink(base / "way", base / out)


def test_no_output_is_an_input():
    count = 0
    with tempfile.TemporaryDirectory() as first:
        prepare(first)
        for (command, ending, words, inputs), link in itertools.product(WRITERS, (link_hard, link_soft, link_far)):
            for name in inputs:
                with tempfile.TemporaryDirectory() as folder:
                    base = pathlib.Path(folder, "w")
                    shutil.copytree(first, base)
                    out = f"out{ending}"
                    link(base, name, out)
                    before = state(base)
                    done = run(base, command, *(out if w == "OUT" else w for w in words), *DATE)
                    what = f"{command} {words} over {name} by {link.__name__}"
                    check(done.returncode == 2, what, done)
                    check(out.encode() in done.stderr and name.encode() in done.stderr, f"{what} names both", done)
                    check(state(base) == before, f"{what} changes nothing")
                    count += 1
        base = pathlib.Path(first)
        (base / "copies").mkdir()
        os.symlink("../people.csv", base / "copies/all.pdf")
        done = run(base, "merge", "letter.md", "people.csv", "-o", "copies", *DATE)
        check(done.returncode == 2 and (base / "people.csv").read_text() == "name\nBea Gray\n", "merge over a list", done)
        for spelt in ("letter.md", "./letter.md", str(base / "letter.md"), "copies/../letter.md"):
            done = run(base, "import", "letter.md", "-o", spelt)
            check(done.returncode == 2 and (base / "letter.md").read_text() == LETTER, f"import over {spelt}", done)
            count += 1
        done = run(base, "archive", "letter.md", "-o", "x.zip", "--receipt", "x.zip.p7s", "--sign", "key.pem")
        check(done.returncode == 2, "a receipt over the signature", done)
    counts["outputs"] = count


def test_modes_links_and_long_names():
    with tempfile.TemporaryDirectory() as folder:
        base = prepare(folder)
        (base / "p.pdf").write_bytes(b"")
        os.chmod(base / "p.pdf", 0o600)
        os.symlink("p.pdf", base / "l.pdf")
        check(run(base, "render", "letter.md", "-o", "l.pdf", *DATE).returncode == 0, "through a link")
        check((base / "l.pdf").is_symlink() and (base / "p.pdf").stat().st_mode & 0o777 == 0o600, "link and mode stay")
        long = "n" * 251
        for command, ending in (("render", ".pdf"), ("archive", ".zip")):
            check(run(base, command, "letter.md", "-o", long + ending, *DATE).returncode == 0, f"long {ending}")


DEVICES = r"""
mount -t tmpfs none "$1" && cd "$1" && cp -r "$2"/. . && mknod null c 1 3 && mknod full c 1 7 && mkfifo pipe
cat pipe > piped & "$3" render letter.md -o pipe --date 2026-03-01 -q; wait
"$3" render letter.md -o plain.pdf --date 2026-03-01 -q; cmp piped plain.pdf || echo pipe differs
"$3" render letter.md -o /dev/stdout --date 2026-03-01 -q > out; cmp out plain.pdf || echo stdout differs
for command in "render letter.md" "archive letter.md" "handout letter.md --as 2up" "import letter.md"; do
  "$3" $command -o null -q --date 2026-03-01 > /dev/null || echo "$command -o null: $?"
  "$3" $command -o full -q --date 2026-03-01 2>/dev/null; [ $? = 3 ] || echo "$command -o full: $?"
done
[ -c null ] && [ -c full ] && [ -p pipe ] || echo replaced
ln -s null link.pdf; "$3" render letter.md -o link.pdf -q --date 2026-03-01; [ -L link.pdf ] && [ -c null ] || echo link
"""


def test_devices_are_written_into():
    """As root, in a mount of its own with its own nodes; elsewhere only pipes and standard output."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as mount:
        prepare(folder)
        may_mount = subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0
        if not may_mount:
            print("skipped: devices, for no mount of one's own can be had here")
        else:
            done = subprocess.run(["unshare", "-m", "sh", "-c", DEVICES, "sh", mount, folder, WARRAQ], check=False,
                                  capture_output=True, timeout=120)
            check(done.returncode == 0 and not done.stdout, f"devices: {done.stdout!r}", done)
        done = run(folder, "render", "letter.md", "-o", "/dev/stdout", *DATE)
        check(done.stdout.startswith(b"%PDF-"), "-o /dev/stdout", done)


def outside_letters(base, secret):
    """(name, letter, other files) for each way of naming what is not in the letter's folder."""
    front = "---\ntitle: T\nlang: en\n{}\n---\n\nText.\n\n{}\n"
    os.symlink(secret, base / "soft.csv")
    os.symlink("soft.csv", base / "softer.csv")
    os.symlink(secret.parent, base / "softfolder")
    os.mkfifo(base / "pipe.csv")
    os.mkfifo(base / "pipe.png")
    os.symlink(secret.with_suffix(".png"), base / "soft.png")
    lists = [str(secret), f"../{secret.parent.name}/secret.csv", "soft.csv", "softer.csv", "softfolder/secret.csv",
             "pipe.csv", "/dev/stdin", "/dev/zero", "/proc/self/environ", "/etc/passwd", "./.././" + secret.parent.name
             + "/secret.csv", "/proc/self/cwd/../" + secret.parent.name + "/secret.csv", "/dev/fd/0"]
    pictures = [str(secret.with_suffix(".png")), f"../{secret.parent.name}/secret.png", "soft.png", "pipe.png",
                "softfolder/secret.png", "/dev/zero", "/proc/self/exe", "file://" + str(secret.with_suffix(".png"))]
    for name in lists:
        yield f"list {name}", "letter.md", front.format(f"signatories: {name}", "")
    for name in pictures:
        yield f"logo {name}", "letter.md", front.format(f"logo: {name}", "")
        yield f"markdown {name}", "letter.md", front.format("", f"![A]({name})")
        yield f"html {name}", "letter.html", f"<h1>T</h1><p>Text.</p><p><img src=\"{name}\" alt=A></p>"


def test_nothing_outside_is_read():
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(os.path.realpath(folder))
        (top / "private").mkdir()
        (top / "w").mkdir()
        secret, base = top / "private/secret.csv", top / "w"
        secret.write_text("name\nSecret Person\n", encoding="utf-8")
        shutil.copy(SOURCE / "tests/read/letters/pictures/yard.png", secret.with_suffix(".png"))
        for what, name, text in outside_letters(base, secret):
            (base / name).write_text(text, encoding="utf-8")
            done = run(base, "archive", name, "-o", "x.zip", "--date", "2026-03-01")
            held = b""
            if (base / "x.zip").exists():
                held = subprocess.run(["unzip", "-p", "x.zip"], cwd=base, capture_output=True, check=False).stdout
                (base / "x.zip").unlink()
            told = b"--allow" in done.stderr or b"no plain file" in done.stderr or b"picture" in done.stderr or \
                b"cannot read" in done.stderr
            check(told, f"{what} is told", done)
            check(b"Secret Person" not in held and secret.with_suffix(".png").read_bytes() not in held, f"{what}: read")
            count += 1
        (base / "letter.md").write_text(f"---\ntitle: T\nlang: en\nsignatories: {secret}\n---\n\nText.\n", encoding="utf-8")
        done = run(base, "dump", "text", "letter.md", "--allow", str(secret.parent))
        check(b"Secret Person" in done.stdout, "--allow", done)
        (base / "s.style").write_text("[style]\ninherit=../private/x.style\n", encoding="utf-8")
        (top / "private/x.style").write_text("[body]\nfont-size=11pt\n", encoding="utf-8")
        done = run(base, "render", "letter.md", "--allow", str(base), "--style", "./s.style", "-o", "x.pdf")
        check(done.returncode == 3 and b"--allow" in done.stderr, "a style's inherit", done)
        count += test_svgs_read_nothing(base, secret)
    counts["outside"] = count


def test_svgs_read_nothing(base, secret):
    """A picture that names others is drawn without them: the same bytes as where those do not exist."""
    picture = secret.with_suffix(".png")
    ways = [f'<image width="9" height="9" href="{picture}"/>', f'<image width="9" height="9" xlink:href="file://{picture}"/>',
            f'<style>@import url("{secret}");</style>', f'<use href="{secret}#a"/>',
            f'<rect width="9" height="9" fill="url({secret}#a)"/>']
    made = set()
    for way in ways:
        got = []
        for text in (way, way.replace("private", "nowhere")):
            (base / "logo.svg").write_text(SVG % (text + '<rect width="5" height="5"/>'), encoding="utf-8")
            (base / "letter.md").write_text("---\ntitle: T\nlang: en\nlogo: logo.svg\n---\n\nText.\n", encoding="utf-8")
            done = run(base, "picture", "letter.md", "-o", "p.png", *DATE)
            got.append((base / "p.png").read_bytes() if done.returncode == 0 else done.returncode)
        check(got[0] == got[1], f"an SVG reads by {way}")
        made.add(way)
    return len(made)


EVIL = "e\x1b]0;x\x07\x9b2J\u009b\u0085\u202e\u2066\u202a\x7f"
# U+2067 is not among them: the Arabic catalogue has it round its own sentences, and EVIL has it not.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066]")


def test_what_is_printed_is_harmless():
    """ESC, BEL, C1 and bidi controls through letters, lists, names, identifiers, options and archives."""
    with tempfile.TemporaryDirectory() as folder:
        base = prepare(folder)
        evil = EVIL.replace("\x9b2J", "")
        (base / f"{evil}.txt").write_text(f"A {evil} letter\n\nTo: {evil}  (x \"\n\nText (.\n\nSigned:\n1. {evil}\n2. {evil}\n",
                                          encoding="utf-8")
        (base / "evil.md").write_text(f"---\ntitle: \"T\"\n{evil.strip()}: 1\nlang: en\n---\n\n![A]({evil}.png) [a]({evil}:b) x[^{evil}]\n",
                                      encoding="utf-8")
        (base / f"{evil}.style").write_text(f"[{evil}]\n{evil}={evil}\n[body]\nfont-size={evil}\n", encoding="utf-8")
        (base / "evil.csv").write_text(f"name,{evil}\n{evil},\"x\n", encoding="utf-8")
        (base / "evil.yaml").write_text(f"- {{name: \"{evil[:1]}\"\n {evil}", encoding="utf-8")
        calls = [[c, f"{evil}.txt"] for c in ("check", "verify", "fonts", "log", evil)]
        calls += [[c, evil] for c in ("check", "verify", "fonts", "log", "diff")]
        calls += [["dump", evil, "letter.md"], ["check", "evil.md"], ["check", "evil.csv"], ["check", "evil.yaml"],
                  ["merge", "letter.md", "evil.csv", "-o", f"{evil}d"], ["merge", "letter.md", f"{evil}.txt", "-o", "d2"]]
        for option in ("--style", "--set", "--paper", "--lang", "--date", "--form", "--encoding", "--signatories", "--pdf",
                       "--volumes", "--jobs", "--allow", "--data", f"--{evil}", "--as"):
            calls.append(["render", "letter.md", "-o", "x.pdf", option, evil])
        calls += [["render", "letter.md", "-o", "x.pdf", "--style", f"./{evil}.style"], ["render", "letter.md", evil],
                  ["render", "letter.md", "-o", f"{evil}/x.pdf"], ["render", f"{evil}.txt", "-o", f"{evil}.pdf", "--json"],
                  ["archive", f"{evil}.txt", "-o", f"{evil}.zip"], ["verify", f"{evil}.zip"],
                  ["snapshot", "store", f"{evil}.txt", "-m", evil, "--user", evil], ["log", "store"], ["log", "store", "--json"],
                  ["log", "store", evil], ["diff", f"{evil}.txt", "letter.md"], ["diff", f"{evil}.txt", "letter.md", "--json"],
                  ["restore", "store", evil, "-o", "back"], ["picture", "letter.md", "-o", f"{evil}.jpg"],
                  ["handout", f"{evil}.txt", "--as", "2up", "-o", f"{evil}2.pdf"], ["import", f"{evil}.txt", "-o", f"{evil}.md"]]
        for words in calls:
            for lang in ("en", "ar"):
                done = run(base, *words, LANGUAGE=lang, SOURCE_DATE_EPOCH="1772323200")
                said = (done.stdout + done.stderr).decode("utf-8", "surrogateescape")
                bad = OBEYED.findall(said)
                check(not bad, f"{words} in {lang} prints {bad[:5]}: {said[:300]!r}")
        counts["printed"] = 2 * len(calls)


def test_killed_runs_leave_nothing():
    commands = [["render", "letter.md", "-o", f"o.{ending}", *DATE] for ending in ("pdf", "html", "epub", "docx", "md")] + [
        ["archive", "letter.md", "-o", "o.zip", "--receipt", "o.receipt.txt", *DATE],
        ["handout", "letter.md", "--as", "2up", "-o", "h.pdf", *DATE], ["import", "letter.md", "-o", "i.md", *DATE],
        ["picture", "letter.md", "-o", "p-%d.png", "--sheet", "sheet.png", *DATE],
        ["merge", "letter.md", "people.csv", "-o", "copies", *DATE], ["snapshot", "store", "letter.md", *DATE],
        ["restore", "store", "letter", "-o", "r.zip"], ["diff", "letter.md", "other.md", "--html", "d.html", *DATE]]
    with tempfile.TemporaryDirectory() as folder:
        base = prepare(folder)
        pathlib.Path(base, "other.md").write_bytes(pathlib.Path(base, "letter.md").read_bytes() + b"\nMore.\n")
        for words in commands:
            start = time.monotonic()
            first = run(base, *words)
            check(first.returncode == 0, f"{words}", first)
            whole = time.monotonic() - start
            wanted = set(state(base))
            for i in range(KILLS):
                with subprocess.Popen([WARRAQ, *words], cwd=base, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL) as child:
                    time.sleep(whole * (i + 1) / (KILLS + 1))
                    child.kill()
            done = run(base, *words)
            check(done.returncode == 0, f"{words} after {KILLS} killed", done)
            left = {p for p in set(state(base)) ^ wanted if words[0] != "snapshot" or p.startswith(".")}
            check(not left, f"{words} leaves {left}")
    counts["killed"] = KILLS * len(commands)


def main():
    for name, test in sorted(globals().items()):
        if name.startswith("test_") and test is not test_svgs_read_nothing:
            test()
    print("\n".join(faults) or f"ok {counts}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
