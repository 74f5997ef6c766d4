#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The catalogues are complete, and po/warraq.pot holds what the source says today.
set -euo pipefail
cd "$SOURCE"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/po"
cp -r src "$work/"
cp po/update po/*.po po/warraq.pot "$work/po/"
git -C "$work" init -q && git -C "$work" add -A src
# The messages alone, as this machine's gettext writes them: another release wraps lines and heads files otherwise.
messages() {
  msgcat --no-wrap --sort-output "$1" | grep -E '^(msgid|")' | grep -v -E '^"[A-Z][A-Za-z-]*: '
}
messages po/warraq.pot >"$work/before"
(cd "$work" && po/update >"$work/said" 2>&1) || { cat "$work/said"; exit 1; }
messages "$work/po/warraq.pot" >"$work/after"
if ! cmp -s "$work/before" "$work/after"; then
  echo "po/warraq.pot is behind the source: run po/update and translate"
  diff "$work/before" "$work/after" | head -20
  exit 1
fi
for catalogue in "$work"/po/*.po; do
  told=$(LC_ALL=C msgfmt --check --statistics -o /dev/null "$catalogue" 2>&1 | grep translated)
  if [[ $told == *untranslated* || $told == *fuzzy* ]]; then
    echo "$(basename "$catalogue"): $told"
    exit 1
  fi
  echo "$(basename "$catalogue"): $told"
done
