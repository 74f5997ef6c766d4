# SPDX-License-Identifier: MIT
"""typst_pypi.py LETTER.typ OUT.pdf: Typst by its Python binding, with the five faces alone, which is its fastest way."""
import sys

import typst

typst.compile(sys.argv[1], output=sys.argv[2], font_paths=["../fonts"], ignore_system_fonts=True)
