#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What is installed stands on its own: the program, the library under a foreign program, the manual.
set -euo pipefail
WARRAQ=$(realpath "$WARRAQ")
build=$(realpath "$(dirname "$WARRAQ")/..")
SOURCE=$(realpath "$SOURCE")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/usr
cmake --install "$build" --prefix "$prefix" > /dev/null
data=$prefix/share/warraq
lib=$(dirname "$(find "$prefix/lib" -name 'libwarraq.so')")

fail() { echo "FAILED: $*"; exit 1; }

# The program, with its own data.
cd "$folder"
PATH=$prefix/bin:$PATH warraq render "$SOURCE/tests/cli/short.txt" --date 2020-09-09 -q -o short.pdf
"$WARRAQ" render "$SOURCE/tests/cli/short.txt" --date 2020-09-09 -q -o tree.pdf
cmp short.pdf tree.pdf || fail "the installed program writes other bytes"

# The library: pkg-config and CMake find it, and it shows warraq_ alone.
sanitize=$(sed -n 's/^WARRAQ_SANITIZE:STRING=//p' "$build/CMakeCache.txt")
export PKG_CONFIG_PATH=$lib/pkgconfig LD_LIBRARY_PATH=$lib
# shellcheck disable=SC2046
cc ${sanitize:+-fsanitize=$sanitize} "$SOURCE/examples/embed.c" $(pkg-config --cflags --libs warraq) -o embed
./embed "$SOURCE/tests/cli/short.txt" letter date 2020-09-09 | grep -q '"valid": true' || fail "embed"
cmp letter.pdf short.pdf || fail "the library writes other bytes"
./embed absent.txt letter data "$data" 2> told && fail "embed of what is not there"
grep -q 'absent.txt' told || fail "embed does not say what is missing"
strange=$(nm -D --defined-only "$lib/libwarraq.so" | awk '{print $3}' | grep -v '^warraq_' || true)
[ -n "$sanitize" ] || [ -z "$strange" ] || fail "libwarraq.so shows: $strange"
mkdir cmake && cat > cmake/CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.25)
project(embed LANGUAGES C)
find_package(warraq REQUIRED)
add_executable(embed $SOURCE/examples/embed.c)
target_link_libraries(embed warraq::warraq)
END
if [ -z "$sanitize" ]; then
  cmake -G Ninja -S cmake -B cmake/build -DCMAKE_PREFIX_PATH="$prefix" > /dev/null
  cmake --build cmake/build > /dev/null
  cmake/build/embed "$SOURCE/tests/cli/short.txt" letter2 date 2020-09-09 data "$data" > /dev/null
fi

# The desk's entry in the menu.
desktop-file-validate "$prefix/share/applications/invalid.warraq.desk.desktop" || fail "the desktop entry"
appstreamcli validate --no-net "$prefix/share/metainfo/invalid.warraq.desk.metainfo.xml" > told || fail "$(cat told)"
[ -s "$prefix/share/icons/hicolor/scalable/apps/invalid.warraq.desk.svg" ] || fail "the mark is not installed"

# The manual and the completions.
for command in render archive verify snapshot log diff restore handout picture check import merge fonts dump desk new purge redact evidence seal watch; do
  [ -s "$prefix/share/man/man1/warraq-$command.1" ] || fail "no man page for $command"
done
grep -q 'date of the job' "$prefix/share/man/man1/warraq-render.1" || fail "warraq-render.1 does not tell --date"
page=$(sed 's%[\]%%g' "$prefix/share/man/man5/warraq-style.5")
keys=$(sed -n 's/^| `\[\?\([a-z0-9-]*\)\]\?` |.*/\1/p' "$SOURCE/docs/style.md" | sort -u)
[ "$(wc -w <<< "$keys")" -gt 80 ] || fail "docs/style.md tells few keys: $keys"
for key in $keys; do
  grep -qE -- "^fB\[?$key\]?fR" <<< "$page" || fail "warraq-style.5 does not tell $key"
done
grep -q 'residue.\?-phrase' "$prefix/share/man/man7/warraq-codes.7" || fail "warraq-codes.7 does not tell residue-phrase"
[ -s "$prefix/share/doc/warraq/docs/codes.md" ] || fail "docs/ is not installed"
for told in "$prefix"/share/man/man1/*.1; do
  grep -q 'warraq\\-style\\fR(5)' "$told" || fail "$(basename "$told") does not name warraq-style(5)"
done
told=$(groff -man -ww -z "$prefix"/share/man/man[157]/* 2>&1)
[ -z "$told" ] || fail "groff: $told"
bash -n "$prefix/share/bash-completion/completions/warraq"
# shellcheck disable=SC1091
( . "$prefix/share/bash-completion/completions/warraq"
  COMP_WORDS=(warraq render --pap) COMP_CWORD=2 COMPREPLY=()
  _warraq
  [ "${COMPREPLY[*]}" = --paper ] || fail "bash completion of --pap: ${COMPREPLY[*]}"
  COMP_WORDS=(warraq handout letter.txt --as boo) COMP_CWORD=4
  _warraq
  [ "${COMPREPLY[*]}" = booklet ] || fail "bash completion of --as boo: ${COMPREPLY[*]}"
  COMP_WORDS=(warraq render --paper "=" A) COMP_CWORD=4
  _warraq
  [ "${COMPREPLY[*]}" = 'A3 A4 A5 A6' ] || fail "bash completion of --paper=A: ${COMPREPLY[*]}"
  COMP_WORDS=(warraq log --pap) COMP_CWORD=2
  _warraq
  [ -z "${COMPREPLY[*]}" ] || fail "a log has no paper" )
[ "$(find "$data/json" -name '*.schema.json' | wc -l)" -eq "$(find "$SOURCE/docs/json" -name '*.schema.json' | wc -l)" ] || fail "the schemas of --json"
# What the shells propose is taken.
for option in pdf style paper; do
  words=$(sed -n "s/.*--$option) mapfile.*-W \"\([^\"]*\)\".*/\1/p" "$prefix/share/bash-completion/completions/warraq")
  [ "$(wc -w <<< "$words")" -ge 3 ] || fail "no words for --$option"
  for word in $words; do
    "$WARRAQ" render "$SOURCE/tests/cli/short.txt" --date 2020-09-09 -q --$option "$word" -o words.pdf || fail "--$option $word"
  done
done
zsh -n "$prefix/share/zsh/site-functions/_warraq"
told=$(fish -c "source '$prefix/share/fish/vendor_completions.d/warraq.fish'; complete -C 'warraq render --pap'")
[ "${told%%$'\t'*}" = --paper ] || fail "fish completion of --pap: $told"
told=$(fish -c "source '$prefix/share/fish/vendor_completions.d/warraq.fish'; complete -C 'warraq handout x --as boo'")
[ "${told%%$'\t'*}" = booklet ] || fail "fish completion of --as boo: $told"
told=$(zsh -fc "fpath=('$prefix/share/zsh/site-functions' \$fpath); autoload -Uz compinit; compinit -u -d '$folder/zcompdump'; print \$_comps[warraq]")
[ "$told" = _warraq ] || fail "zsh does not take the completion: $told"
echo "installed: program, library, $(find "$prefix/share/man" -name '*.[15]' | wc -l) man pages, completions"
