# SPDX-License-Identifier: MIT
"""What Chrome's PDFium gives when everything is selected and copied, pages parted by form feeds."""
import sys

import pypdfium2

with pypdfium2.PdfDocument(sys.argv[1]) as document:
    for page in document:
        sys.stdout.write(page.get_textpage().get_text_range() + "\f")
