# SPDX-License-Identifier: MIT
"""`warraq dump pages` as objects: pages of lines, rules and images, furniture told from text."""
import configparser
import pathlib
import re

MM = 72 / 25.4
LINE = re.compile(r'^  line (\S+) (\S+) (\S+) (\S+) (\S+) "((?:[^"\\]|\\.)*)"')
BOX = re.compile(r"^  (rule|image) (\S+) (\S+) (\S+) (\S+) (\S+)")
HEAD = re.compile(r'^page (\d+) ".*?" (\S+) (\S+) (rtl|ltr)$')


class Line:
    """A line of text: its baseline is `y`."""

    def __init__(self, match):
        self.x, self.y, self.width, self.size = (float(match[i]) for i in (1, 2, 3, 4))
        role, _, self.element = match[5].partition("#")
        self.role, self.text = role, match[6]
        self.furniture = False

    def above(self):
        return self.y - 0.7 * self.size

    def beside(self, other, least=1.0):
        """How far the two are over one another, from side to side."""
        return min(self.x + self.width, other.x + other.width) - max(self.x, other.x) > least


class Box:
    """A rule or a picture."""

    def __init__(self, match):
        self.kind = match[1]
        self.x, self.y, self.width, self.height = (float(match[i]) for i in (2, 3, 4, 5))
        self.element = match[6]


class Page:
    def __init__(self, match):
        self.number, self.width, self.height = int(match[1]), float(match[2]), float(match[3])
        self.trim = (0.0, 0.0, self.width, self.height)
        self.lines, self.boxes = [], []

    def text(self):
        return [line for line in self.lines if not line.furniture]


def distances(styles, names):
    """Where the running head and the folio are, from the paper's edges: points, by the styles laid over one another."""
    found = {}
    for name in names:
        file = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
        file.read(pathlib.Path(styles, name + ".style"), encoding="utf-8")
        if file.has_option("style", "inherit"):
            found.update(distances(styles, file["style"]["inherit"].split()))
        for key in ("head-distance", "foot-distance"):
            if file.has_option("page", key):
                found[key] = float(file["page"][key].removesuffix("mm")) * MM
    return found


def read(dump, places):
    """The pages of a dump; lines at the places of running head and folio are furniture."""
    pages, roles = [], {}
    for text in dump.splitlines():
        if head := HEAD.match(text):
            pages.append(Page(head))
        elif text.startswith("  trim "):
            pages[-1].trim = tuple(float(word) for word in text.split()[1:])
        elif line := LINE.match(text):
            line = Line(line)
            line.role = roles.setdefault(line.element, line.role) if line.element else ""
            pages[-1].lines.append(line)
        elif box := BOX.match(text):
            pages[-1].boxes.append(Box(box))
    for page in pages:
        _, top, _, height = page.trim
        head, foot = top + places["head-distance"], top + height - places["foot-distance"]
        for line in page.lines:
            line.furniture = not line.element and (abs(line.y - head) < 0.1 or abs(line.y - foot) < 0.1)
    return pages
