#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# fonts/stage: lays out what the table names, says nothing the second time, warns of a face that is
# not the lock's, refuses a face that is nowhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }

cp "$SOURCE"/fonts/stage "$folder/"
printf 'face serif Arab * 1 0 Amiri-Regular.ttf - - -\n' >"$folder/roles"
grep '^Amiri-Regular.ttf' "$SOURCE/fonts/lock" >"$folder/lock"
"$folder/stage" || fail "does not stage"
[ -f "$folder/faces/Amiri-Regular.ttf" ] || fail "the face is not laid out"
[ -z "$("$folder/stage" 2>&1)" ] || fail "speaks though nothing changed"

sed -i 's/[0-9a-f]\{8\}$/00000000/' "$folder/lock"
"$folder/stage" 2>"$folder/notes"
grep -q 'warning: not the version of the lock: Amiri-Regular.ttf' "$folder/notes" ||
  fail "does not tell another version"

"$folder/stage" --copy 2>/dev/null
[ ! -L "$folder/faces/Amiri-Regular.ttf" ] || fail "links where it should copy"

printf 'face serif Arab * 1 0 Nowhere.ttf - - -\n' >"$folder/roles"
! "$folder/stage" 2>"$folder/notes" || fail "takes a face that is nowhere"
grep -q Nowhere.ttf "$folder/notes" || fail "does not name the face"

printf 'face serif Arab * 1 0 Amiri-Regular.ttf - - -\nhyphen xx none.dic\n' >"$folder/roles"
"$folder/stage" 2>"$folder/notes"
grep -q 'no hyphenation: none.dic' "$folder/notes" || fail "does not tell a missing dictionary"
