#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The law of the house bites: each kind of fault, planted in a copy of the source, is refused by the
# check that is there for it, with the fault's name; the copy as it is passes every check.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
law=$SOURCE/tests/house

# fresh: the source as it is, in $work.
fresh() {
  rm -rf "${work:?}"/*
  cp -r "$SOURCE/src" "$work/src"
  cp -r "$SOURCE/docs" "$work/docs"
}

# refused CHECK WORDS: the check fails and says so.
refused() {
  if SOURCE=$work python3 "$law/$1" >"$work/said" 2>&1; then
    echo "$1 passed: $2 was not seen"
    exit 1
  fi
  grep -qF -- "$2" "$work/said" || { echo "$1 does not say: $2"; cat "$work/said"; exit 1; }
}

fresh
for check in test_includes.py test_functions.py test_tags.py test_codes.py; do
  SOURCE=$work python3 "$law/$check" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
done

# A ring of two files: what makes faults reads a file, which makes faults.
cat >>"$work/src/base/error.c" <<'C'

void fault_planted(void)
{
    (void)file_read("", 0, NULL);
}
C
refused test_includes.py "in a ring: base/error base/file"

fresh
sed -i 's|#include|#include "text/line.h"\n#include|' "$work/src/text/font.h"
refused test_includes.py "these headers include one another: text/"

fresh
sed -i 's|^warraq_room(base  |warraq_room(base MAY archive  |' "$work/src/CMakeLists.txt"
refused test_includes.py "these rooms may include one another in a ring: archive base"

fresh
sed -i 's|#include|#include "layout/flow.h"\n#include|' "$work/src/text/line.c"
refused test_includes.py "text may not include layout/flow.h"

fresh
{
  printf '\nvoid arena_long(void)\n{\n'
  for _ in $(seq 67); do echo '    ;'; done
  echo '}'
} >>"$work/src/base/arena.c"
refused test_functions.py "arena_long has 70 lines"

fresh
printf '\nvoid arena_many(int a, int b, int c, int d, int e, int f, void (*g)(int, int), int h)\n{\n}\n' \
  >>"$work/src/base/arena.c"
refused test_functions.py "arena_many has 8 parameters"

fresh
printf '\nenum line {\n    LINE_PLANTED\n};\n' >>"$work/src/base/arena.c"
refused test_tags.py "the tag line has 2 meanings: $work/src/base/arena.c"

fresh
sed -i 's|diag_add(flow->diag, DIAG_WARNING, "footnote-missing"|diag_add(flow->diag, DIAG_WARNING, "footnote-planted"|' \
  "$work/src/layout/note_calls.c"
refused test_codes.py "footnote-planted"
echo "each planted fault is refused"
