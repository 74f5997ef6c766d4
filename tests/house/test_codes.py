# SPDX-License-Identifier: MIT
"""Holds the codes of notes and findings to the tables src/ROOM/codes.inc: each that a room gives is
listed there with its severity, and each that is listed is given.

A code goes by the name `code` wherever it goes (`code`, `wrong_code`, `promise->code`): as the parameter
of a function or macro, as a variable, as a member. So its words are found where such a name gets them. A
fault that ends a job has its code in brackets at the end of the message."""
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
STRING = r'"(?:[^"\\\n]|\\.)*"'
NAME = r"\b(?:\w+_)?code\b"
SEVERITIES = {"NOTE", "WARNING", "ERROR", "FAULT", "FAULT_OR_WARNING"}


def source_of(path):
    """The file's text without comments and characters, so that every quote opens or ends a string."""
    noise = rf"({STRING})|'(?:[^'\\\n]|\\.)+'|//[^\n]*|/\*.*?\*/"
    return re.sub(noise, lambda m: m.group(1) or "0", path.read_text(), flags=re.S)


def arguments(text, at):
    """Those of the call whose bracket was opened right before `at`."""
    parts, depth = [""], 0
    for piece in re.compile(rf"{STRING}|.", re.S).finditer(text, at):
        mark = piece.group(0)
        depth += (mark in "([{") - (mark in ")]}")
        if depth < 0:
            break
        if mark == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += mark
    return parts


def takers(text):
    """(name, which argument is a code) of the functions and macros that a file declares."""
    for m in re.finditer(r"^(#define |(?:[a-z][\w ]*[ *])?)(\w+)\(([^;{}()]*)\)", text, re.M):
        for i, parameter in enumerate(m.group(3).split(",")):
            if re.fullmatch(rf"(.*\bchar \*)?{NAME}", parameter.strip(), re.S) and (
                "char" in parameter or m.group(1) == "#define "
            ):
                yield m.group(2), i


def severity_of(function, call):
    """What the call itself says of how bad it is; None where the function knows."""
    said = re.search(r"\bDIAG_(NOTE|WARNING|ERROR)\b", ",".join(call))
    if said:
        return said.group(1)
    if re.match(r"findings_fault|FAULT_", function):
        return "FAULT"
    return "WARNING" if re.match(r"findings_warning|WARN_", function) else None


def given(path, text, declared):
    """(code, severity or None) for each that a file gives; a complaint in place of the severity."""
    own = set(re.findall(r"^static [\w ]+[ *](\w+)\(", text, re.M))
    known = [taker for taker in declared if taker[0] not in own] + list(takers(text))
    for function, index in known:
        for m in re.finditer(rf"\b{function}\(", text):
            call = arguments(text, m.end())
            code = call[index] if index < len(call) else ""
            for word in re.findall(STRING, code):
                yield word[1:-1], severity_of(function, call)
            if not re.search(f"{STRING}|{NAME}", code):
                yield code.strip(), f"{path}: {function}() gets its code by a name that is not `code`"
    for m in re.finditer(r"\b(?:\w*fault\w*|g_error_new)\(", text):
        for word in re.findall(r'\[([\w-]+)\]"', ",".join(arguments(text, m.end()))):
            yield word, None
    for m in re.finditer(rf"{NAME} = ([^;,]*)", text):
        for word in re.findall(STRING, m.group(1)):
            yield word[1:-1], None


def listed(room):
    """{code: severity} of the room's table."""
    path = SOURCE / "src" / room / "codes.inc"
    rows = re.findall(r'^CODE\("([^"]+)", (\w+),', path.read_text(), re.M) if path.exists() else []
    return dict(rows)


def faults_of(room, uses, table):
    for code, severity in sorted(uses, key=str):
        if severity and severity not in SEVERITIES:
            yield severity
        elif code not in table:
            yield f"src/{room} gives the code {code}, which src/{room}/codes.inc does not list"
        elif severity and severity not in table[code]:
            yield f"src/{room} gives {code} as {severity}; src/{room}/codes.inc says {table[code]}"
    for code in sorted(table.keys() - {code for code, _ in uses}):
        yield f"src/{room}/codes.inc lists {code}, which src/{room} never gives"


def main():
    texts = {path: source_of(path) for path in sorted((SOURCE / "src").rglob("*.[ch]"))}
    declared = [taker for path, text in texts.items() if path.suffix == ".h" for taker in takers(text)]
    uses = {}
    for path, text in texts.items():
        room = path.relative_to(SOURCE / "src").parts[0]
        uses.setdefault(room, set()).update(given(path, text, declared))
    tables = {room: listed(room) for room in uses}
    faults = [fault for room in sorted(uses) for fault in faults_of(room, uses[room], tables[room])]
    count = sum(map(len, tables.values()))
    print("\n".join(faults) or f"{count} codes, each listed and given")
    return 1 if faults or count < 200 else 0


if __name__ == "__main__":
    sys.exit(main())
