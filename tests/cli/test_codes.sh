#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# docs/codes.md is what the tables src/ROOM/codes.inc say; WARRAQ_UPDATE=1 writes it anew.
set -euo pipefail
page=$(mktemp)
trap 'rm -f "$page"' EXIT
"$(dirname "$WARRAQ")/warraq-manual" codes > "$page"
[ -z "${WARRAQ_UPDATE:-}" ] || cp "$page" "$SOURCE/docs/codes.md"
diff "$SOURCE/docs/codes.md" "$page" || { echo "WARRAQ_UPDATE=1 writes docs/codes.md anew"; exit 1; }
