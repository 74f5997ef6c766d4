#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sixty languages through the whole program: every line comes back from `dump text` as it went in,
# and no face lacks a character.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

{
  printf -- '---\ntitle: Languages\nlang: en\ndate: 2020-09-09\n---\n\n'
  cut -f2 "$SOURCE/tests/text/languages.tsv" | sed 's/$/\n/'
} >"$folder/letter.md"

"$WARRAQ" dump text "$folder/letter.md" >"$folder/text" 2>"$folder/notes"
lost=0
while IFS=$'\t' read -r lang text; do
  grep -qxF -- "$text" "$folder/text" || { echo "$lang does not come back: $text"; lost=1; }
done <"$SOURCE/tests/text/languages.tsv"
! grep glyph-missing "$folder/notes" || lost=1
exit "$lost"
