# SPDX-License-Identifier: MIT
"""What pdfminer.six gives, pages parted by form feeds."""
import sys

from pdfminer.high_level import extract_text

sys.stdout.write(extract_text(sys.argv[1]))
