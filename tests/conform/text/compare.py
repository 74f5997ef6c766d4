# SPDX-License-Identifier: MIT
"""Compares a reader's text with what was typeset: compare.py EXPECTED GOT [--words N] [--entries N] [--anywhere].

EXPECTED is `warraq dump text`, a block a line; GOT a reader's text. White space is folded, and dropped between
letters of scripts that do not part words by it; bidi controls and U+2060 are dropped, a hyphenated word is joined, both are brought to NFC. Counted are the words that stand in both in the same
order (longest common subsequence), the entries "N. name" and the other blocks found whole.
Every word lost is listed with what stands in its place and the likely cause. --words and --entries say how
many may be lost at most; beyond that the exit code is 1. --anywhere counts words in whatever order, for sheets on which pages
stand in another."""
import argparse
import collections
import pathlib
import re
import sys
import unicodedata

DROPPED = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF])
ENTRY = re.compile(r"[\d٠-٩۰-۹]+\. ")


HYPHENATED = re.compile("[\u00ad\ufffe\x02]\\s*")  # our own hyphen at a line's end, as MuPDF, poppler and PDFium give it


# Thai, Lao, Tibetan, Burmese, Khmer: words are not parted by spaces, so that a line may end where the text has none.
UNPARTED = "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]"
BETWEEN_UNPARTED = re.compile(f"(?<={UNPARTED}) (?={UNPARTED})")


def folded(text):
    text = HYPHENATED.sub("", text)
    text = unicodedata.normalize("NFC", " ".join(text.translate(DROPPED).split()))
    return BETWEEN_UNPARTED.sub("", text)


def common(want, got):
    """Pairs (i, j) of a longest common subsequence, by rows of bits.

    Row j has a 0 at bit i where the subsequence of want[:i+1] and got[:j] is longer than that of want[:i].
    Hyyrö, "Bit-parallel LCS-length computation revisited", 2004; the way back reads the kept rows."""
    places = {}
    for i, word in enumerate(want):
        places[word] = places.get(word, 0) | 1 << i
    full = (1 << len(want)) - 1
    row, rows = full, [full]
    for word in got:
        hits = row & places.get(word, 0)
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    pairs, i, j = [], len(want), len(got)
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif not rows[j - 1] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def gaps(want, got):
    """The stretches between common words: (index in want, words wanted, words found there)."""
    before = (-1, -1)
    for pair in common(want, got) + [(len(want), len(got))]:
        if pair[0] > before[0] + 1:
            yield before[0] + 1, want[before[0] + 1 : pair[0]], got[before[1] + 1 : pair[1]]
        before = pair


def cause(want, got, elsewhere):
    if "".join(want) == "".join(got):
        return "spaces differ"
    if sorted(want) == sorted(got):
        return "words swapped"
    if sorted("".join(want)) == sorted("".join(got)):
        return "characters swapped"
    if all(word in elsewhere for word in want):
        return "in another place"
    return "text differs"


def shown(words, limit=12):
    return " ".join(words[:limit]) + (f" … ({len(words)} words)" if len(words) > limit else "")


def missing(blocks, text):
    """Blocks that do not stand whole in the text. A block met twice must stand there twice."""
    text = f" {text} "
    lost, seen = [], {}
    for block in blocks:
        seen[block] = text.find(f" {block} ", seen.get(block, -1) + 1)
        if seen[block] < 0:
            lost.append(block)
            seen[block] = -1
    return lost


def gone(want, got):
    """As gaps(), in whatever order: words that come less often than they should."""
    left = collections.Counter(want) - collections.Counter(got)
    if left:
        yield 0, list(left.elements()), []


def report(blocks, text, limit, anywhere):
    want, got = " ".join(blocks).split(), text.split()
    lost = list((gone if anywhere else gaps)(want, got))
    lost_words = sum(len(words) for _, words, _ in lost)
    entries = [block for block in blocks if ENTRY.match(block)]
    others = [block for block in blocks if not ENTRY.match(block)]
    lost_entries, lost_others = missing(entries, text), missing(others, text)
    print(f"words {len(want) - lost_words} of {len(want)}, entries {len(entries) - len(lost_entries)} of {len(entries)}, "
          f"other blocks {len(others) - len(lost_others)} of {len(others)}")
    there = set(got)
    for index, words, found in lost[:limit]:
        print(f"  lost at word {index + 1}: {shown(words)}\n    found: {shown(found)} [{cause(words, found, there)}]")
    for entry in lost_entries[:limit]:
        print(f"  entry not whole: {entry}")
    if max(len(lost), len(lost_entries)) > limit:
        print(f"  … {len(lost)} stretches, {len(lost_entries)} entries in all")
    return len(want), lost_words, len(entries), len(lost_entries)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("expected", type=pathlib.Path)
    parser.add_argument("got", type=pathlib.Path)
    parser.add_argument("--words", type=int, help="words that may be lost")
    parser.add_argument("--entries", type=int, help="entries that may be lost")
    parser.add_argument("--anywhere", action="store_true", help="in whatever order")
    parser.add_argument("--limit", type=int, default=40, help="losses listed")
    options = parser.parse_args()
    blocks = [folded(line) for line in options.expected.read_text("utf-8").splitlines() if folded(line)]
    text = folded(options.got.read_text("utf-8", errors="replace"))
    words, lost_words, _, lost_entries = report(blocks, text, options.limit, options.anywhere)
    if not words:
        print("nothing was expected")
        return 1
    over = (options.words is not None and lost_words > options.words) or (
        options.entries is not None and lost_entries > options.entries)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
