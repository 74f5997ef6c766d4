# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What every tests/conform/*/run shares. They are called by tests/conform/run with WARRAQ (the program), SOURCE (this
# tree), BUILD (the installed judges) and OUT (the products, listed in OUT/products.tsv).
set -uo pipefail
passed=0 failed=0

# check NAME COMMAND...: one counted check; what the command says is shown under its name.
check() {
  local name=$1 said
  shift
  if said=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "ok    $name"
  else
    failed=$((failed + 1))
    echo "FAIL  $name"
  fi
  [ -z "$said" ] || echo "        ${said//$'\n'/$'\n'        }"
}

# products COLUMN=VALUE: the paths of the products for which a column of products.tsv is that.
products() {
  awk -F'\t' -v column="${1%%=*}" -v value="${1#*=}" \
    'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at[column] == value { print $at["path"] }' "$OUT/products.tsv"
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}
