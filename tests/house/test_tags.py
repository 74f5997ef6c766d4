# SPDX-License-Identifier: MIT
"""A struct, union or enum tag has one meaning in all of src/: a reader who meets `struct line` need not
ask which of three it is, and a file may include any header without a clash."""
import collections
import re
import sys

import source

TAG = re.compile(r"\b(?:struct|union|enum)\s+(\w+)\s*\{")


def main():
    places = collections.defaultdict(list)
    for path, code in source.files(".c", ".h", ".inc"):
        for match in TAG.finditer(code):
            places[match[1]].append(f"{path}:{code.count(chr(10), 0, match.start()) + 1}")
    assert len(places) > 500, f"only {len(places)} tags were found"
    faults = [f"the tag {tag} has {len(where)} meanings: {', '.join(where)}"
              for tag, where in sorted(places.items()) if len(where) > 1]
    print("\n".join(faults) or f"{len(places)} tags have one meaning each")
    return 1 if faults else 0


sys.exit(main())
