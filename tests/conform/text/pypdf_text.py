# SPDX-License-Identifier: MIT
"""What pypdf gives, pages parted by form feeds."""
import sys

import pypdf

for page in pypdf.PdfReader(sys.argv[1]).pages:
    sys.stdout.write(page.extract_text() + "\f")
