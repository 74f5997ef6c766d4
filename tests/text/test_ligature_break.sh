#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A word hyphenated inside a ligature (Betrof-fenen, drawn with one glyph for ff) keeps both its letters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
parted=0
for margin in $(seq 30 85); do
  "$WARRAQ" render "$SOURCE/tests/read/letters/11-de-hard-wrapped.txt" -o "$folder/letter.pdf" --quiet \
    --set "page.margin=20mm ${margin}mm"
  # (the hyphen the program set is a soft one)
  text=$(pdftotext "$folder/letter.pdf" - | tr '\n' ' ')
  whole=${text//$'\u00ad '/}
  if [[ $whole != *'die Rechte der Betroffenen zu achten'* ]]; then
    echo "margin $margin mm: $text"
    exit 1
  fi
  [[ $text != *$'Betrof\u00ad fenen'* ]] || parted=$((parted + 1))
done
[ $parted -gt 0 ] || { echo "the word was never parted"; exit 1; }
