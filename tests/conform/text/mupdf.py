# SPDX-License-Identifier: MIT
"""What MuPDF's structured text gives, pages parted by form feeds."""
import sys

import pymupdf

OPTIONS = "preserve-whitespace"

with pymupdf.open(sys.argv[1]) as document:
    for page in document:
        options = pymupdf.mupdf.FzStextOptions(0)
        pymupdf.mupdf.fz_parse_stext_options(options, OPTIONS)
        text = pymupdf.mupdf.FzStextPage(page.this, options)
        out = pymupdf.mupdf.fz_new_buffer(4096)
        pymupdf.mupdf.fz_print_stext_page_as_text(pymupdf.mupdf.FzOutput(out), text)
        sys.stdout.write(out.fz_string_from_buffer() + "\f")
