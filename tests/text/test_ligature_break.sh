#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A word hyphenated inside a ligature (Betrof-fenen, drawn with one glyph for ff) keeps both its letters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$WARRAQ" render "$SOURCE/tests/read/letters/11-de-hard-wrapped.txt" -o "$folder/letter.pdf" --quiet
pdftotext "$folder/letter.pdf" "$folder/letter.txt"
# (the hyphen the program set is a soft one)
if ! tr -d '\n' <"$folder/letter.txt" | sed 's/\xc2\xad//g' | grep -q 'Rechte der Betroffenen zu achten'; then
  cat "$folder/letter.txt"
  exit 1
fi
