# SPDX-License-Identifier: MIT
"""Functions of src/ have at most 60 lines and 7 parameters: a longer one has a stage inside that wants
a name, and what many parameters say together is a struct."""
import sys

import source

LINES_MOST, PARAMETERS_MOST = 60, 7
# Those a library calls, whose parameters are its own.
CALLED = {"on_request": "libmicrohttpd", "draw_curve": "HarfBuzz", "draw_cubic": "HarfBuzz"}


def main():
    faults, count = [], 0
    for path, code in source.files(".c", ".h"):
        for function in source.functions(code):
            place = f"{path}:{function.line}: {function.name}"
            count += function.defined
            if function.lines > LINES_MOST:
                faults.append(f"{place} has {function.lines} lines, {LINES_MOST} are the most")
            if function.parameters > PARAMETERS_MOST and function.name not in CALLED:
                faults.append(f"{place} has {function.parameters} parameters, {PARAMETERS_MOST} are the most")
    assert count > 1000, f"only {count} functions were found"
    print("\n".join(faults) or f"{count} functions are short and have few parameters")
    return 1 if faults else 0


sys.exit(main())
