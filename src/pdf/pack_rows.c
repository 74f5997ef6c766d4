// SPDX-License-Identifier: MIT
// Numbers count up from row to row, and all else is nought. So what is alike is looked for where it
// will be: noughts, some rows above (five and ten, since numbers are in tens), and where eight
// bytes came last that begin a stretch.
#include "pdf/pack_rows.h"

#include "pdf/prefix_code.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    LENGTH_LEAST = 3,
    LENGTH_MOST = 258,
    DISTANCE_MOST = 32768,
    BYTES_A_PIECE = 8, // at least, on the whole
    END_OF_BLOCK = 256,
    LENGTHS_FROM = 257,
    SYMBOLS = 286,
    DISTANCES = 30,
    LENGTH_CODES = 19,
    SEEN_BITS = 12,
};

// A stretch that is as one before, or a byte.
struct packed_piece {
    uint16_t length;   // 0: it is a byte
    uint16_t distance; // less one; or the byte
};

struct packing {
    const uint8_t *data;
    size_t n, at;
    struct packed_piece *pieces;
    size_t n_pieces;
    uint32_t symbols[SYMBOLS], distances[DISTANCES]; // how often each comes
    uint32_t seen[1 << SEEN_BITS]; // one past where eight bytes of a hash came last; 0: nowhere
};

// ---- What is alike ----

static size_t same_bytes(const uint8_t *a, const uint8_t *b, size_t most)
{
    size_t i = 0;
    for (uint64_t x, y; i + sizeof x <= most; i += sizeof x) {
        memcpy(&x, a + i, sizeof x);
        memcpy(&y, b + i, sizeof y);
        if (x != y)
            return i + (unsigned)__builtin_ctzll(GUINT64_FROM_LE(x ^ y)) / 8;
    }
    while (i < most && a[i] == b[i])
        i++;
    return i;
}

struct best {
    size_t length, distance, worth;
};

// `cost` is how many more bytes a stretch must have at this distance to be as good as noughts.
static void compare_at(const struct packing *packing, size_t distance, size_t cost,
                       struct best *best)
{
    if (distance > packing->at || distance > DISTANCE_MOST)
        return;
    const uint8_t *here = packing->data + packing->at;
    size_t length = same_bytes(here, here - distance, MIN(packing->n - packing->at, LENGTH_MOST));
    if (length >= LENGTH_LEAST + cost && length - cost > best->worth)
        *best = (struct best){length, distance, length - cost};
}

// How far back the eight bytes came that are next; more than there is if they did not.
static size_t seen_before(struct packing *packing)
{
    uint64_t next;
    if (packing->n - packing->at < sizeof next)
        return packing->n;
    memcpy(&next, packing->data + packing->at, sizeof next);
    next = GUINT64_FROM_LE(next); // the same on every machine
    uint32_t *seen = &packing->seen[next * UINT64_C(0x9E3779B97F4A7C15) >> (64 - SEEN_BITS)];
    size_t before = *seen ? packing->at + 1 - *seen : packing->n;
    *seen = (uint32_t)packing->at + 1;
    return before;
}

static struct best find_best(struct packing *packing, size_t row)
{
    struct best best = {0, 0, 0};
    size_t seen = seen_before(packing);
    compare_at(packing, 1, 0, &best);
    compare_at(packing, row, 4, &best);
    compare_at(packing, 5 * row, 8, &best);
    compare_at(packing, 10 * row, 12, &best);
    compare_at(packing, seen, 12, &best);
    return best;
}

// ---- Symbols ----

// A number as Deflate has it (RFC 1951, 3.2.5): a class, and bits that say which of it.
struct split {
    unsigned class, extra, n_extra;
};

// There are `1 << per_size` classes of each size.
static struct split split_number(unsigned number, unsigned per_size)
{
    unsigned past = number >> (per_size + 1);
    unsigned size = past ? 32 - (unsigned)__builtin_clz(past) : 0;
    return (struct split){(size << per_size) + (number >> size), number & ((1U << size) - 1), size};
}

static struct split split_length(unsigned length)
{
    struct split split = split_number(length - LENGTH_LEAST, 2);
    if (length == LENGTH_MOST)
        split = (struct split){SYMBOLS - 1 - LENGTHS_FROM, 0, 0};
    split.class += LENGTHS_FROM;
    return split;
}

static struct split split_distance(unsigned less_one)
{
    return split_number(less_one, 1);
}

static void add_piece(struct packing *packing, const struct best *best)
{
    struct packed_piece *piece = &packing->pieces[packing->n_pieces++];
    if (best->length == 0) {
        *piece = (struct packed_piece){0, packing->data[packing->at]};
        packing->symbols[piece->distance]++;
        packing->at++;
        return;
    }
    *piece = (struct packed_piece){(uint16_t)best->length, (uint16_t)(best->distance - 1)};
    packing->symbols[split_length(piece->length).class]++;
    packing->distances[split_distance(piece->distance).class]++;
    packing->at += best->length;
}

// False where there are too many.
static bool find_pieces(struct packing *packing, size_t row)
{
    size_t most = packing->n / BYTES_A_PIECE;
    while (packing->at < packing->n) {
        if (packing->n_pieces == most)
            return false;
        struct best best = find_best(packing, row);
        add_piece(packing, &best);
    }
    packing->symbols[END_OF_BLOCK] = 1;
    return true;
}

// ---- Bits ----

// Bytes are filled from their lowest bit.
struct bits {
    uint8_t *at;
    uint64_t held;
    unsigned n_held;
};

static void bits_put(struct bits *bits, uint64_t value, unsigned n)
{
    bits->held |= value << bits->n_held;
    bits->n_held += n;
    for (; bits->n_held >= 8; bits->n_held -= 8, bits->held >>= 8)
        *bits->at++ = (uint8_t)bits->held;
}

static void bits_code(struct bits *bits, const struct prefix_code *code, size_t symbol)
{
    bits_put(bits, code->bits[symbol], code->lengths[symbol]);
}

static void put_pieces(struct bits *bits, const struct packing *packing,
                       const struct prefix_code *symbols, const struct prefix_code *distances)
{
    for (size_t i = 0; i < packing->n_pieces; i++) {
        const struct packed_piece *piece = &packing->pieces[i];
        if (piece->length == 0) {
            bits_code(bits, symbols, piece->distance);
            continue;
        }
        struct split length = split_length(piece->length);
        struct split distance = split_distance(piece->distance);
        bits_code(bits, symbols, length.class);
        bits_put(bits, length.extra, length.n_extra);
        bits_code(bits, distances, distance.class);
        bits_put(bits, distance.extra, distance.n_extra);
    }
    bits_code(bits, symbols, END_OF_BLOCK);
}

// ---- The lengths of the codes, before what is packed with them ----

enum { FEW_NOUGHTS = 17, MANY_NOUGHTS = 18, MANY_LEAST = 11, NOUGHTS_LEAST = 3, NOUGHTS_MOST = 138 };

// The lengths of all codes, with stretches of noughts as one symbol.
struct lengths {
    uint8_t symbols[SYMBOLS + DISTANCES], extra[SYMBOLS + DISTANCES];
    size_t n;
};

static void add_length(struct lengths *lengths, uint8_t symbol, size_t extra)
{
    lengths->symbols[lengths->n] = symbol;
    lengths->extra[lengths->n++] = (uint8_t)extra;
}

static void find_lengths(struct lengths *lengths, const uint8_t *all, size_t n)
{
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && end - i < NOUGHTS_MOST && all[end] == 0;)
            end++;
        if (end - i >= MANY_LEAST)
            add_length(lengths, MANY_NOUGHTS, end - i - MANY_LEAST);
        else if (end - i >= NOUGHTS_LEAST)
            add_length(lengths, FEW_NOUGHTS, end - i - NOUGHTS_LEAST);
        else
            add_length(lengths, all[(end = i + 1) - 1], 0);
    }
}

static size_t used(const struct prefix_code *code, size_t least, size_t n)
{
    while (n > least && code->lengths[n - 1] == 0)
        n--;
    return n;
}

static void put_lengths(struct bits *bits, const struct lengths *lengths)
{
    static const uint8_t order[LENGTH_CODES] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                11, 4,  12, 3, 13, 2, 14, 1, 15};
    enum { LONGEST = 7, LEAST = 4 };
    struct prefix_code code;
    uint32_t counts[LENGTH_CODES] = {0};
    for (size_t i = 0; i < lengths->n; i++)
        counts[lengths->symbols[i]]++;
    prefix_code_make(&code, counts, LENGTH_CODES, LONGEST);
    size_t n = LENGTH_CODES;
    while (n > LEAST && code.lengths[order[n - 1]] == 0)
        n--;
    bits_put(bits, n - LEAST, 4);
    for (size_t i = 0; i < n; i++)
        bits_put(bits, code.lengths[order[i]], 3);
    for (size_t i = 0; i < lengths->n; i++) {
        uint8_t symbol = lengths->symbols[i];
        bits_code(bits, &code, symbol);
        bits_put(bits, lengths->extra[i],
                 symbol == MANY_NOUGHTS ? 7 : symbol == FEW_NOUGHTS ? 3 : 0);
    }
}

static void put_block(struct bits *bits, struct packing *packing)
{
    enum { LAST = 1, OWN_CODES = 2, LONGEST = 15 };
    struct prefix_code symbols, distances;
    struct lengths lengths = {.n = 0};
    uint8_t all[SYMBOLS + DISTANCES];
    prefix_code_make(&symbols, packing->symbols, SYMBOLS, LONGEST);
    prefix_code_make(&distances, packing->distances, DISTANCES, LONGEST);
    size_t n_symbols = used(&symbols, LENGTHS_FROM, SYMBOLS), n = used(&distances, 1, DISTANCES);
    memcpy(all, symbols.lengths, n_symbols);
    memcpy(all + n_symbols, distances.lengths, n);
    find_lengths(&lengths, all, n_symbols + n);
    bits_put(bits, LAST | OWN_CODES << 1, 3);
    bits_put(bits, n_symbols - LENGTHS_FROM, 5);
    bits_put(bits, n - 1, 5);
    put_lengths(bits, &lengths);
    put_pieces(bits, packing, &symbols, &distances);
    bits_put(bits, 0, 7); // fills the last byte
}

// ---- All of it ----

enum { HEAD_MOST = 512, PIECE_MOST = 6 }; // bytes

static GString *put_all(struct packing *packing)
{
    GString *out = g_string_sized_new(HEAD_MOST + packing->n_pieces * PIECE_MOST);
    struct bits bits = {.at = (uint8_t *)out->str};
    *bits.at++ = 0x78; // Deflate, 32 KiB
    *bits.at++ = 0x5E; // fast
    put_block(&bits, packing);
    uint32_t sum = libdeflate_adler32(1, packing->data, packing->n);
    for (int shift = 24; shift >= 0; shift -= 8)
        *bits.at++ = (uint8_t)(sum >> shift);
    g_string_set_size(out, (size_t)(bits.at - (uint8_t *)out->str));
    return out;
}

GString *pack_rows(const char *rows, size_t n, size_t columns)
{
    struct packing *packing = g_new0(struct packing, 1);
    packing->data = (const uint8_t *)rows;
    packing->n = n;
    packing->pieces = g_new(struct packed_piece, n / BYTES_A_PIECE + 1);
    GString *packed = find_pieces(packing, columns + 1) ? put_all(packing) : NULL;
    g_free(packing->pieces);
    g_free(packing);
    return packed;
}
