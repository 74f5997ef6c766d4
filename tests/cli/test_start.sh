#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the program loads when it starts: not what a mail, a workbook, a picture, a ZIP, a date spelt out or the desk
# alone need. Where such a library cannot be opened, the call that needs it says so, and the others go on.
set -euo pipefail
fail() { echo "FAILED: $*"; exit 1; }
export LC_ALL=C
LAZY='libgmime|libuchardet|libxml2|librsvg|libicu|libmicrohttpd|libcairo|libpangocairo|libpangoft2|libfontconfig'
LAZY+='|libqrencode|libturbojpeg|libbrotlienc|libzip|libgumbo|libyaml|libcsv|libcmark'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

readelf -d "$WARRAQ" | grep -E "NEEDED.*($LAZY)" && fail "these are loaded by every call"
LD_DEBUG=files "$WARRAQ" dump model -q --date 2020-09-09 "$SOURCE/examples/open-letter.ar.txt" 2> "$folder/loaded" > "$folder/model"
grep -E "calling init: .*($LAZY)" "$folder/loaded" && fail "these are loaded to read a text"
LD_DEBUG=files "$WARRAQ" render -q "$SOURCE/examples/open-letter.ar.txt" -o "$folder/letter.pdf" 2> "$folder/loaded"
grep -E "calling init: .*($LAZY)" "$folder/loaded" && fail "these are loaded to set a text"

printf 'From: a@b.example\nSubject: The river\nContent-Type: text/plain\n\nKeep the river clean.\n' > "$folder/letter.eml"
"$WARRAQ" dump model -q "$folder/letter.eml" | grep -q 'The river' || fail "a mail is not read"
mkdir "$folder/lib"
for library in $(readelf -d "$(dirname "$WARRAQ")/liblazy-libraries.so" | grep -oE "($LAZY)[^]]*"); do
  : > "$folder/lib/$library" # no library, though it is called so
done
[ -e "$folder"/lib/libgmime-3.0.so.0 ] || fail "no list of the libraries that are opened lazily"
export LD_LIBRARY_PATH=$folder/lib
status=0
"$WARRAQ" dump model -q "$folder/letter.eml" 2> "$folder/told" || status=$?
[ $status = 3 ] || fail "without GMime a mail is read as $status"
grep -q 'a library cannot be opened: .*libgmime' "$folder/told" || fail "which library is missing is not said"
"$WARRAQ" dump model -q --date 2020-09-09 "$SOURCE/examples/open-letter.ar.txt" | cmp - "$folder/model" || fail "a text is read otherwise"
