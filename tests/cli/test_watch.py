# SPDX-License-Identifier: MIT
"""watch makes its outputs anew when the letter, its list or a style changes, as a cold run would; a fault is said and what
was made before stays; several outputs in one call."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
PATIENCE = 40
LETTER = "---\ntitle: The quay\nlang: en\ndate: 2026-03-01\nsignatories: list.csv\n---\n\nWe ask that the {what} opens.\n"
faults = []


class Watch:
    def __init__(self, folder, *words):
        self.lines = []
        self.process = subprocess.Popen([WARRAQ, "watch", *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        env={**os.environ, "LC_ALL": "C.UTF-8"})
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def says(self, text, after, times=1):
        """Whether lines that hold `text` come after so many others."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if sum(text in line for line in self.lines[after:]) >= times:
                return True
            time.sleep(0.02)
        faults.append(f"waited in vain for {text!r}: {self.lines[after:]}")
        return False


def cold(folder, name):
    subprocess.run([WARRAQ, "render", "letter.md", "-o", f"cold-{name}", "-q", "--style", "own.style"], cwd=folder, check=True, timeout=60)
    return pathlib.Path(folder, f"cold-{name}").read_bytes()


def change(watch, folder, name, text, expected="letter.html", times=1):
    before = len(watch.lines)
    pathlib.Path(folder, name).write_text(text, encoding="utf-8")
    return watch.says(expected, before, times)


def same(folder, what):
    for name in ("letter.pdf", "letter.html"):
        if pathlib.Path(folder, name).read_bytes() != cold(folder, name):
            faults.append(f"{what}: {name} is not what a cold run makes")


def main():
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        (base / "letter.md").write_text(LETTER.format(what="quay"), encoding="utf-8")
        (base / "list.csv").write_text("name\nAnn Lee\n", encoding="utf-8")
        (base / "own.style").write_text("[style]\ninherit=letter\n", encoding="utf-8")
        watch = Watch(folder, "letter.md", "-o", "letter.pdf", "-o", "letter.html", "-q", "--style", "own.style")
        watch.says("letter.html", 0)
        same(folder, "first")
        change(watch, folder, "letter.md", LETTER.format(what="harbour"))
        same(folder, "another word")
        change(watch, folder, "list.csv", "name\nAnn Lee\nBo Ek\n")
        same(folder, "another name")
        change(watch, folder, "own.style", "[style]\ninherit=letter\n[body]\nfont-size=14pt\n")
        same(folder, "another size")
        made = (base / "letter.pdf").read_bytes()
        change(watch, folder, "list.csv", "telephone\n+33 1 23 45\n", "warraq watch:", 2)  # of each output
        if (base / "letter.pdf").read_bytes() != made:
            faults.append("a fault changed what was made before")
        change(watch, folder, "list.csv", "name\nAnn Lee\n")
        same(folder, "mended")
        os.replace(base / "letter.md", base / "away.md")
        (base / "new.md").write_text(LETTER.format(what="pier"), encoding="utf-8")
        before = len(watch.lines)
        os.replace(base / "new.md", base / "letter.md")  # as an editor saves
        watch.says("letter.html", before)
        watch.process.send_signal(signal.SIGINT)
        watch.process.wait(timeout=20)
        done = subprocess.run([WARRAQ, "watch", "letter.md", "-o", "letter.md"], cwd=folder, capture_output=True, check=False, timeout=60)
        if done.returncode != 2:
            faults.append(f"an output that is the letter: {done}")
    for fault in faults:
        print(fault)
    print("each change is followed, with the bytes of a cold run" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
