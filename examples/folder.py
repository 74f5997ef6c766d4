#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every letter of a folder checked, set and archived: examples/folder.py LETTERS OUT. Wants the package in python/."""
import pathlib
import sys

import warraq

letters, out = map(pathlib.Path, sys.argv[1:3])
out.mkdir(parents=True, exist_ok=True)
for letter in sorted(path for path in letters.iterdir() if path.suffix in (".txt", ".md", ".html")):
    with warraq.Session() as session:
        try:
            counts = session.check(letter).data["signatories"]
            archived = session.archive(letter, out / f"{letter.stem}.zip")
        except warraq.Error as error:
            print(f"{letter.name}: {error} [{error.code}]")
            continue
    print(f"{letter.name}: {counts['listed']} signatories, {archived.data['bytes']} bytes, sha512 {archived.data['sha512'][:16]}...")
