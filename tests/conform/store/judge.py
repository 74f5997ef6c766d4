# SPDX-License-Identifier: MIT
"""ocfl-py's word on storage roots and objects: `judge.py PATH...` prints one line a path, `valid` or `invalid` and the codes.

ocfl-py 2.1 has no layout 0004 and refuses a root that names it (E071), whatever lies in it. It is told of the layout here, in the
words of the extension, so that the rest of the root is judged; and every object found must lie where the layout puts its id."""
import hashlib
import logging
import os
import re
import sys

import ocfl
from ocfl.layout import Layout
from ocfl.layout_registry import add_layout
from ocfl.validator import Validator

NAME = "0004-hashed-n-tuple-storage-layout"


class HashedNTuple(Layout):
    """https://ocfl.github.io/extensions/0004-hashed-n-tuple-storage-layout, with its default values."""

    def __init__(self):
        super().__init__()
        self.NAME = NAME
        self.DESCRIPTION = "Hashed n-tuple"
        self.PARAMS = {"digestAlgorithm": self.must_be("sha256"), "tupleSize": self.must_be(3),
                       "numberOfTuples": self.must_be(3), "shortObjectRoot": self.must_be(False)}

    config = None

    @staticmethod
    def must_be(expected):
        def check(value):
            if value != expected:
                raise ValueError(f"{value} where {expected} was expected")
        return check

    def identifier_to_path(self, identifier):
        digest = hashlib.sha256(identifier.encode()).hexdigest()
        return os.path.join(digest[0:3], digest[3:6], digest[6:9], digest)


def codes(text):
    return " ".join(sorted(set(re.findall(r"\b[EW]\d{3}\b", text))))


def judge_object(path):
    validator = Validator(log_warnings=True)
    good = validator.validate_object(path)
    return good, codes(validator.status_str())


def judge_root(path):
    root = ocfl.StorageRoot(root=path)
    good = root.validate(log_warnings=True)
    good = good and root.num_objects == root.good_objects
    said = codes(str(root.log) + str(root.errors))
    for place, identifier in root.list_objects():
        if root.object_path(identifier) != place:
            good, said = False, said + f" {identifier} lies at {place}"
    return good, said


def main():
    logging.disable(logging.CRITICAL)
    add_layout(NAME, HashedNTuple)
    bad = 0
    for path in sys.argv[1:]:
        good, said = (judge_root if ocfl.find_path_type(path) == "root" else judge_object)(path)
        print(f"{'valid' if good else 'invalid'}\t{path}\t{said}")
        bad += not good
    return bad > 0


sys.exit(main())
