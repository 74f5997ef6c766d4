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
before=$(grep -v '^#' po/warraq.pot | sha512sum)
(cd "$work" && po/update >"$work/said" 2>&1) || { cat "$work/said"; exit 1; }
after=$(grep -v '^#' "$work/po/warraq.pot" | sha512sum)
if [ "$before" != "$after" ]; then
  echo "po/warraq.pot is behind the source: run po/update and translate"
  diff <(grep '^msgid' po/warraq.pot) <(grep '^msgid' "$work/po/warraq.pot") | head -20
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
