# SPDX-License-Identifier: MIT
"""The C source as the house's tests read it. clang-format lays every file out alike: a definition
begins in the first column and ends with a brace there, so that no compiler is needed."""
import collections
import os
import pathlib
import re

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
SRC = SOURCE / "src"

# A function's head at the left margin: its type, its name, its parameters.
HEAD = re.compile(r"^(?!typedef|return|else|#)((?:[A-Za-z_][\w ]*?[ *]+))(\w+)\(((?:[^(){};=]|\([^()]*\)(?:\([^()]*\))?)*)\)",
                  re.M)

Function = collections.namedtuple("Function", "name static line lines parameters defined")


def stripped(text):
    """The text without comments and strings, line for line."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match[0])
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', blank, text, flags=re.S)


def parameters_of(text):
    """How many parameters a list has; the commas of a callback's own list are not counted."""
    depth, count = 0, 1
    for c in text:
        depth += (c == "(") - (c == ")")
        count += c == "," and depth == 0
    return 0 if text.strip() in ("", "void") else count


def functions(code):
    """Functions declared or defined in stripped `code`."""
    for match in HEAD.finditer(code):
        after = code[match.end():]
        body = re.match(r"\s*(?:__attribute__\(\(.*?\)\)\s*)?([;{])", after, re.S)
        if not body:
            continue
        line = code.count("\n", 0, match.start()) + 1
        lines = 0
        if body[1] == "{":
            end = re.search(r"^\}", after, re.M)
            lines = code.count("\n", match.start(), match.end() + end.start()) + 1 if end else 0
        yield Function(match[2], "static" in match[1].split(), line, lines, parameters_of(match[3]),
                       body[1] == "{")


def bodies(code):
    """What stands between the braces of the functions that stripped `code` defines."""
    for match in HEAD.finditer(code):
        after = code[match.end():]
        end = re.match(r"\s*\{(.*?)^\}", after, re.S | re.M)
        if end:
            yield end[1]


def files(*endings):
    """The files of src/ with such an ending, in order, each with its stripped text."""
    for path in sorted(SRC.rglob("*")):
        if path.suffix in endings:
            yield path, stripped(path.read_text(encoding="utf-8"))


def unit_of(path):
    """A source and its header are one unit: "layout/block"."""
    return str(path.relative_to(SRC).with_suffix(""))


def rings(edges):
    """The strongly connected components of more than one node (Tarjan), each sorted."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(edges.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            component = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(component) > 1 or node in edges.get(node, ()):
                found.append(sorted(component))

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return sorted(found)
