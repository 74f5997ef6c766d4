# SPDX-License-Identifier: MIT
"""What pdfplumber gives, pages parted by form feeds."""
import sys

import pdfplumber

with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        sys.stdout.write((page.extract_text() or "") + "\f")
