# SPDX-License-Identifier: MIT
"""The library from Python by cffi: memory to memory, stopped, reset, and NULL everywhere."""
import json
import os
import pathlib
import re
import subprocess
import sys

import cffi

if os.environ.get("WARRAQ_SANITIZE"):
    print("Python loads no library that a sanitizer looks after")
    sys.exit(77)

SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
LIBRARY = pathlib.Path(os.environ["WARRAQ"]).resolve().parent / "libwarraq.so"
LETTER = b"---\ntitle: Open letter\nlang: en\ndate: 2026-03-01\nsignatories: list.csv\n---\n\nWe ask.\n"
LIST = "number,name\n1,Ann Lee\n2,ليلى حداد\n".encode()
faults = []


def declarations():
    """What warraq.h declares, as the compiler sees it: without comments, macros and other headers."""
    header = SOURCE / "src/warraq.h"
    text = subprocess.run(["cc", "-E", "-D__attribute__(x)=", str(header)], capture_output=True, check=True,
                          encoding="utf-8").stdout
    own, lines = False, []
    for line in text.splitlines():
        mark = re.match(r'# \d+ "([^"]*)"', line)
        own = mark.group(1) == str(header) if mark else own
        lines += [line] if own and not mark else []
    return "\n".join(lines)


ffi = cffi.FFI()
ffi.cdef(declarations())
lib = ffi.dlopen(str(LIBRARY))
OK, FAULTS, USAGE, IO, STOPPED = range(5)


def expect(holds, what):
    if not holds:
        faults.append(what)


def text(pointer):
    return ffi.string(pointer).decode("utf-8")


def session():
    w = ffi.gc(lib.warraq_new(), lib.warraq_free)
    expect(lib.warraq_set(w, b"data", str(SOURCE).encode()) == OK, "the data folder")
    return w


def lend(w):
    for name, data in ((b"letter.md", LETTER), (b"list.csv", LIST)):
        expect(lib.warraq_lend(w, name, data, len(data)) == OK, f"lend {name}")


def render(w):
    parts = []

    @ffi.callback("bool(void *, const void *, size_t)")
    def write(_context, data, n):
        parts.append(bytes(ffi.buffer(data, n)))
        return True

    status = lib.warraq_render_to(w, b"letter.md", write, ffi.NULL)
    expect(status == OK, f"render to memory: {status} {text(lib.warraq_error(w))}")
    return b"".join(parts)


def memory_to_memory():
    w = session()
    lend(w)
    pdf = render(w)
    expect(pdf.startswith(b"%PDF-") and pdf == render(w), "a PDF, the same twice")
    expect(lib.warraq_check(w, b"letter.md") in (OK, FAULTS), "check from memory")
    expect(json.loads(text(lib.warraq_json(w)))["signatories"]["listed"] == 2, "the lent list was read")


def stopped():
    w = session()
    lend(w)
    seen = []

    @ffi.callback("bool(void *, const char *, uint64_t, uint64_t)")
    def progress(_context, unit, done, _total):
        seen.append((text(unit), done))
        return False

    lib.warraq_on_progress(w, progress, ffi.NULL)
    expect(lib.warraq_render(w, b"letter.md", b"stopped.pdf") == STOPPED, "stopped")
    expect(seen == [("pages", 1)] and text(lib.warraq_error_code(w)) == "stopped", f"told {seen}")
    expect(not os.path.exists("stopped.pdf"), "nothing is left")


def reset():
    w = session()
    lend(w)
    plain = render(w)
    expect(lib.warraq_set(w, b"set", b"body.font-size=20pt") == OK, "a larger size")
    expect(render(w) != plain, "options count")
    lib.warraq_reset(w)
    lib.warraq_set(w, b"data", str(SOURCE).encode())
    lend(w)
    expect(render(w) == plain, "after a reset the bytes are those of a new session")


def null_everywhere():
    """Every function, with NULL for each of its pointers in turn and for all of them."""
    w = session()
    spare = {"const char *": ffi.new("char[]", b"x"), "const void *": ffi.new("char[]", b"x")}
    for name in dir(lib):
        function = getattr(lib, name)
        kind = ffi.typeof(function) if name.startswith("warraq_") and callable(function) else None
        if kind is None or name in ("warraq_abandon_all", "warraq_on_exhaustion", "warraq_translate_with"):
            continue
        kinds = [argument.cname for argument in kind.args]
        for missing in range(1, len(kinds)):
            words = [0 if k == "size_t" else w if k.endswith("struct warraq *") else
                     spare.get(k, ffi.NULL) if i != missing else ffi.NULL for i, k in enumerate(kinds)]
            function(*words)
        if kinds:
            status = function(*[0 if k == "size_t" else ffi.NULL for k in kinds])
            if kind.result.cname == "enum warraq_status":
                expect(status == USAGE, f"{name} without a session: {status}")


def main():
    os.chdir(os.environ.get("TMPDIR", "/tmp"))
    for test in (memory_to_memory, stopped, reset, null_everywhere):
        test()
    print("\n".join(faults) or "ok")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
