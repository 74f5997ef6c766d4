# SPDX-License-Identifier: MIT
"""Each command times each thing that goes wrong for everyone: help, a wrong option, a file that is missing, one
that may not be read, a full disk, a closed standard output. Each cell must end with the right status and one
clear message, and leave nothing behind."""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
DATE = ["--date", "2020-09-09", "--quiet"]
# command: its words; what it reads; what it writes, if anything; whether it prints.
COMMANDS = {
    "render": (["letter.txt", "-o", "out.pdf", *DATE], "letter.txt", "out.pdf", False),
    "archive": (["letter.txt", "-o", "out.zip", *DATE], "letter.txt", "out.zip", True),
    "verify": (["bag.zip"], "bag.zip", None, True),
    "snapshot": (["new", "letter.txt", *DATE], "letter.txt", "new", True),
    "log": (["store"], "store", None, True),
    "diff": (["letter.txt", "bag.zip", "--quiet"], "bag.zip", None, True),
    "restore": (["store", "letter", "-o", "out.zip"], "store", "out.zip", True),
    "handout": (["letter.txt", "--as", "2up", "-o", "out.pdf", *DATE], "letter.txt", "out.pdf", True),
    "picture": (["letter.txt", "-o", "out-%d.png", *DATE], "letter.txt", "out-1.png", False),
    "check": (["letter.txt", "--quiet"], "letter.txt", None, True),
    "import": (["letter.txt", "-o", "out.md", *DATE], "letter.txt", "out.md", False),
    "merge": (["letter.txt", "people.csv", "-o", "copies", "-j", "2", *DATE], "people.csv", "copies", True),
    "fonts": (["letter.txt", *DATE], "letter.txt", None, True),
    "dump": (["text", "letter.txt", *DATE], "letter.txt", None, True),
}
faults = []
cells = {}


# A program built to count its lines cannot write its counts either: they go to a folder of no interest.
COUNTS = tempfile.TemporaryDirectory()
UNCOUNTED = {"GCOV_PREFIX": COUNTS.name, "GCOV_ERROR_FILE": "/dev/null"}


def run(folder, *words, launcher=(), **options):
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("stdout", subprocess.PIPE)
    counted = {} if "preexec_fn" not in options and not launcher else UNCOUNTED
    return subprocess.run([*launcher, WARRAQ, *words], cwd=folder, stderr=subprocess.PIPE, timeout=120, check=False,
                          env={**os.environ, **counted, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}, **options)


def lay(folder):
    """What the commands read."""
    shutil.copy(SOURCE / "tests/cli/short.txt", f"{folder}/letter.txt")
    shutil.copy(SOURCE / "tests/cli/recipients.csv", f"{folder}/people.csv")
    for words in (["archive", "letter.txt", "-o", "bag.zip", *DATE], ["snapshot", "store", "letter.txt", *DATE]):
        done = run(folder, *words)
        assert done.returncode == 0, done.stderr


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*"))


def fault(case, command, what, done):
    faults.append(f"{case}: {command}: {what}\n    status {done.returncode}, said {done.stderr!r}")


def hold(case, command, done, status, *said, lines=1):
    """The status, so many lines on standard error, each of `said` among them."""
    cells.setdefault(case, set()).add(command)
    if done.returncode != status:
        fault(case, command, f"not status {status}", done)
    elif done.stderr.count(b"\n") != lines:
        fault(case, command, f"not {lines} line(s)", done)
    for text in said:
        if text.encode() not in done.stderr:
            fault(case, command, f"does not say {text!r}", done)


def hold_left(case, command, folder, before, done):
    after = tree(folder)
    if after != before:
        fault(case, command, f"left {sorted(set(after) ^ set(before))}", done)


def help_and_wrong_options(folder, command):
    words, before = COMMANDS[command][0], tree(folder)
    done = run(folder, command, "--help")
    hold("help", command, done, 0, lines=0)
    if b"--json" not in done.stdout or f"warraq {command}".encode() not in done.stdout.splitlines()[1]:
        fault("help", command, f"tells {done.stdout[:200]!r}", done)
    with open("/dev/full", "wb") as full:
        done = run(folder, command, "--help", stdout=full)
        hold("help on a full disk", command, done, 3, "cannot write standard output")
    done = run(folder, command, *words, "--no-such-option")
    hold("wrong option", command, done, 2, f"warraq {command}: ", "--no-such-option", f"usage: warraq {command} ",
         lines=3)
    hold_left("wrong option", command, folder, before, done)


def missing(folder, command):
    words, reads, _, _ = COMMANDS[command]
    before = tree(folder)
    done = run(folder, command, *[word.replace(reads, "absent") if word == reads else word for word in words])
    hold("missing file", command, done, 3, f"warraq {command}: ", "absent", "No such file")
    hold_left("missing file", command, folder, before, done)


# Root reads everything, unless it gives that up.
CAREFUL = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] if os.geteuid() == 0 else []


def unreadable(folder, command):
    words, reads, _, _ = COMMANDS[command]
    path, before = pathlib.Path(folder, reads), tree(folder)
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        done = run(folder, command, *words, launcher=CAREFUL)
    finally:
        path.chmod(mode)
    hold("unreadable file", command, done, 3, f"warraq {command}: ", reads, "Permission denied")
    hold_left("unreadable file", command, folder, before, done)


def unwritable(folder, command):
    words, _, writes, _ = COMMANDS[command]
    if not writes:
        return
    before = tree(folder)
    os.chmod(folder, 0o555)
    try:
        done = run(folder, command, *words, launcher=CAREFUL)
    finally:
        os.chmod(folder, 0o755)
    hold("unwritable folder", command, done, 3, f"warraq {command}: ", "Permission denied")
    hold_left("unwritable folder", command, folder, before, done)


def limit(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def full_disk(folder, command):
    """Files may not grow; the disk that results are printed to is full."""
    words, _, writes, prints = COMMANDS[command]
    before = tree(folder)
    for size in (0, 300) if writes else ():
        done = run(folder, command, *words, preexec_fn=limit(size))
        hold("full disk", command, done, 3, f"warraq {command}: ", "File too large")
        hold_left("full disk", command, folder, before, done)
    if prints:
        with open("/dev/full", "wb") as full:
            done = run(folder, command, *words, stdout=full)
        hold("full disk", command, done, 3, f"warraq {command}: cannot write standard output", "No space left")
    forget(folder, command)


def forget(folder, command):
    """Removes what a command made that could not print its result."""
    writes = COMMANDS[command][2]
    if writes:
        path = pathlib.Path(folder, writes)
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def closed_output(folder, command):
    words, _, _, prints = COMMANDS[command]
    before = tree(folder)
    reader, writer = os.pipe()
    os.close(reader)
    broken = run(folder, command, *words, stdout=writer)
    os.close(writer)
    forget(folder, command)
    none = run(folder, command, *words, preexec_fn=lambda: os.close(1))
    for done in (broken, none):
        if prints:
            hold("closed output", command, done, 3, f"warraq {command}: cannot write standard output")
        else:
            hold("closed output", command, done, 0, lines=0)
    forget(folder, command)
    hold_left("closed output", command, folder, before, none)


def closed_everything(folder, command):
    """No standard stream at all: what is opened then must not take their places."""
    words, _, writes, prints = COMMANDS[command]
    done = subprocess.run(["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', WARRAQ, command, *words], cwd=folder,
                          timeout=120, check=False, env={**os.environ, **UNCOUNTED, "LC_ALL": "C.UTF-8"})
    cells.setdefault("no streams", set()).add(command)
    if done.returncode != (3 if prints else 0):
        faults.append(f"no streams: {command}: status {done.returncode}")
    if writes and pathlib.Path(folder, writes).is_file():
        made = pathlib.Path(folder, writes).read_bytes()
        forget(folder, command)
        run(folder, command, *words)
        if made != pathlib.Path(folder, writes).read_bytes():
            faults.append(f"no streams: {command}: another file")
    forget(folder, command)


def ended_by_signal(folder, command):
    """A writer that is asked to end takes its unfinished file with it."""
    words, _, writes, _ = COMMANDS[command]
    if not writes or command in ("merge", "snapshot"):
        return
    before = tree(folder)
    child = subprocess.Popen([WARRAQ, command, *words], cwd=folder, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None and tree(folder) == before:
        pass
    child.send_signal(signal.SIGTERM)
    status = child.wait()
    cells.setdefault("ended by a signal", set()).add(command)
    made = set(tree(folder)) - set(before)
    if (status == 0 and not made) or (status != 0 and made - {writes}) or status not in (0, 128 + signal.SIGTERM):
        faults.append(f"ended by a signal: {command}: status {status}, left {sorted(made)}")
    forget(folder, command)


def tiny_disk():
    """A real full disk, where this process may mount one: 8 to 64 KiB of memory."""
    script = ('mount -t tmpfs -o size="$1" none "$2" && cd "$2" && shift 2 && '
              '{ "$@"; status=$?; find . -mindepth 1 | sort; exit $status; }')
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        return "no disk of one's own to fill here"
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as place:
        lay(folder)
        for command, (words, _, writes, _) in COMMANDS.items():
            if not writes:
                continue
            words = [f"{folder}/{word}" if word in ("letter.txt", "people.csv", "store", "bag.zip") else word
                     for word in words]
            done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", "8k", place, WARRAQ, command, *words],
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False,
                                  env={**os.environ, **UNCOUNTED, "LC_ALL": "C.UTF-8"})
            small = done.returncode == 0 and command == "import"  # whose result has room
            if not small:
                hold("tiny disk", command, done, 3, "No space left")
            if not small and done.stdout:
                fault("tiny disk", command, f"left {done.stdout!r}", done)
    return "a disk of 8 KiB was filled"


def main():
    for command in COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            lay(folder)
            for case in (help_and_wrong_options, missing, unreadable, unwritable, full_disk, closed_output,
                         closed_everything, ended_by_signal):
                case(folder, command)
    told = tiny_disk()
    for case in ("help", "help on a full disk", "wrong option", "missing file", "unreadable file", "full disk",
                 "closed output", "no streams"):
        if cells.get(case, set()) != set(COMMANDS):
            faults.append(f"{case}: not tried with {sorted(set(COMMANDS) - cells.get(case, set()))}")
    if faults:
        print("\n".join(faults))
        return 1
    print(f"{sum(map(len, cells.values()))} cells: {len(COMMANDS)} commands, {len(cells)} things that go wrong; {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
