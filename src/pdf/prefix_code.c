// SPDX-License-Identifier: MIT
// Huffman's: the two that come least often are taken together, until all are one.
#include "pdf/prefix_code.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { BITS_MOST = 15 };

// A symbol, or two nodes taken together.
struct code_node {
    uint32_t count;
    uint16_t symbol;
    uint16_t above; // the place of the node that it is taken into
};

static int compare(const void *a, const void *b)
{
    const struct code_node *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return (int)x->symbol - (int)y->symbol;
}

// Decoders want two codes, though one symbol or none comes.
static void count_two(uint32_t *counts, size_t n_counts)
{
    size_t n = 0;
    for (size_t i = 0; i < n_counts; i++)
        n += counts[i] > 0;
    for (size_t i = 0; n < 2; i++) {
        n += counts[i] == 0;
        counts[i] += counts[i] == 0;
    }
}

// Gives how many nodes there are, those of symbols first, the root last.
static size_t join(struct code_node *nodes, size_t n_symbols)
{
    size_t leaf = 0, inner = n_symbols, end = n_symbols;
    while (end < 2 * n_symbols - 1) {
        uint32_t count = 0;
        for (int i = 0; i < 2; i++) {
            bool is_leaf = inner == end ||
                           (leaf < n_symbols && nodes[leaf].count <= nodes[inner].count);
            struct code_node *least = &nodes[is_leaf ? leaf++ : inner++];
            least->above = (uint16_t)end;
            count += least->count;
        }
        nodes[end++].count = count;
    }
    return end;
}

// False if one is longer than `longest`.
static bool find_lengths(struct prefix_code *code, const uint32_t *counts, size_t n,
                         unsigned longest)
{
    struct code_node nodes[2 * PREFIX_SYMBOLS_MOST];
    uint8_t depths[2 * PREFIX_SYMBOLS_MOST] = {0};
    size_t n_symbols = 0;
    bool fits = true;
    for (size_t i = 0; i < n; i++)
        if (counts[i])
            nodes[n_symbols++] = (struct code_node){.count = counts[i], .symbol = (uint16_t)i};
    qsort(nodes, n_symbols, sizeof *nodes, compare);
    for (size_t i = join(nodes, n_symbols) - 1; i-- > 0;) {
        depths[i] = (uint8_t)(depths[nodes[i].above] + 1);
        fits &= depths[i] <= longest;
        if (i < n_symbols)
            code->lengths[nodes[i].symbol] = depths[i];
    }
    return fits;
}

static uint16_t reversed(unsigned bits, unsigned n)
{
    unsigned turned = 0;
    for (unsigned i = 0; i < n; i++)
        turned |= (bits >> i & 1) << (n - 1 - i);
    return (uint16_t)turned;
}

// Codes of a length follow one another in the order of their symbols.
static void find_bits(struct prefix_code *code, size_t n)
{
    unsigned of_length[BITS_MOST + 1] = {0}, next[BITS_MOST + 2] = {0};
    for (size_t i = 0; i < n; i++)
        of_length[code->lengths[i]]++;
    of_length[0] = 0;
    for (unsigned length = 1; length <= BITS_MOST; length++)
        next[length] = (next[length - 1] + of_length[length - 1]) << 1;
    for (size_t i = 0; i < n; i++)
        if (code->lengths[i])
            code->bits[i] = reversed(next[code->lengths[i]]++, code->lengths[i]);
}

void prefix_code_make(struct prefix_code *code, uint32_t *counts, size_t n, unsigned longest)
{
    count_two(counts, n);
    memset(code->lengths, 0, sizeof code->lengths);
    while (!find_lengths(code, counts, n, longest)) {
        for (size_t i = 0; i < n; i++)
            counts[i] -= counts[i] / 2;
    }
    find_bits(code, n);
}
