// SPDX-License-Identifier: MIT
#include "pdf/cff.h"

#include <stdlib.h>

struct cff {
    const unsigned char *data;
    size_t n;
    bool bad;
};

// An INDEX: counted data with offsets before it.
struct cff_index {
    size_t count, first, end; // where object 0 starts, and the INDEX ends
};

enum {
    OP_CHARSET = 15,
    OP_CHAR_STRINGS = 17,
    OP_PRIVATE = 18,
    OP_SUBRS = 19,
    OP_ESCAPE = 12,
    OP_ROS = 30, // after the escape, as are:
    OP_FD_ARRAY = 36,
    OP_FD_SELECT = 37,
};

// Where a DICT says that something lies: the operand's place, and what it says. 0 where it does
// not.
struct offset {
    size_t at;
    int64_t value;
    int64_t before; // the operand before it
};

struct dict {
    bool cid_keyed;
    struct offset charset, char_strings, private, subrs, fd_array, fd_select;
};

// A stretch of the font that is left out.
struct cff_gap {
    size_t start, end;
};

enum { GAPS = 3, LONG_OPERAND = 29 };

static uint32_t cff_get(struct cff *cff, size_t at, unsigned bytes)
{
    if (at > cff->n || bytes > cff->n - at) {
        cff->bad = true;
        return 0;
    }
    uint32_t value = 0;
    while (bytes-- > 0)
        value = value << 8 | cff->data[at++];
    return value;
}

static struct cff_index cff_index_read(struct cff *cff, size_t at)
{
    size_t count = cff_get(cff, at, 2);
    if (count == 0)
        return (struct cff_index){0, at + 2, at + 2};
    unsigned size = cff_get(cff, at + 2, 1);
    if (size < 1 || size > 4) {
        cff->bad = true;
        return (struct cff_index){0, at, at};
    }
    size_t base = at + 3 + (count + 1) * size - 1;
    return (struct cff_index){count, base + cff_get(cff, at + 3, size),
                              base + cff_get(cff, at + 3 + count * size, size)};
}

// Reads one operand; its size in bytes, 0 for an operator.
static size_t operand_read(struct cff *cff, size_t at, int64_t *ret)
{
    unsigned b0 = cff_get(cff, at, 1);
    if (b0 >= 32 && b0 <= 246) {
        *ret = (int)b0 - 139;
        return 1;
    }
    if (b0 >= 247 && b0 <= 254) {
        int b1 = (int)cff_get(cff, at + 1, 1);
        *ret = b0 <= 250 ? ((int)b0 - 247) * 256 + b1 + 108 : -((int)b0 - 251) * 256 - b1 - 108;
        return 2;
    }
    if (b0 == 28 || b0 == 29) {
        *ret = b0 == 28 ? (int16_t)cff_get(cff, at + 1, 2) : (int32_t)cff_get(cff, at + 1, 4);
        return b0 == 28 ? 3 : 5;
    }
    if (b0 != 30)
        return 0;
    size_t n = 1; // a real: nibbles up to 0xF
    unsigned byte;
    do
        byte = cff_get(cff, at + n++, 1);
    while (!cff->bad && (byte & 0xF) != 0xF && byte >> 4 != 0xF);
    return n;
}

static struct offset *dict_place(struct dict *dict, unsigned op, bool escaped)
{
    if (escaped)
        return op == OP_FD_ARRAY ? &dict->fd_array : op == OP_FD_SELECT ? &dict->fd_select : NULL;
    return op == OP_CHARSET        ? &dict->charset
           : op == OP_CHAR_STRINGS ? &dict->char_strings
           : op == OP_PRIVATE      ? &dict->private
           : op == OP_SUBRS        ? &dict->subrs
                                   : NULL;
}

static struct dict dict_read(struct cff *cff, size_t at, size_t end)
{
    struct dict dict = {.cid_keyed = false};
    struct offset last = {0, 0, 0};
    while (at < end && !cff->bad) {
        int64_t value = 0;
        size_t n = operand_read(cff, at, &value);
        if (n) {
            last = (struct offset){at, value, last.value};
            at += n;
            continue;
        }
        unsigned op = cff_get(cff, at++, 1);
        bool escaped = op == OP_ESCAPE;
        if (escaped)
            op = cff_get(cff, at++, 1);
        struct offset *place = dict_place(&dict, op, escaped);
        if (place)
            *place = last;
        dict.cid_keyed |= escaped && op == OP_ROS;
    }
    return dict;
}

static size_t charset_end(struct cff *cff, size_t at, size_t n_glyphs)
{
    unsigned format = cff_get(cff, at++, 1);
    if (format == 0)
        return at + 2 * (n_glyphs - 1);
    if (format > 2)
        cff->bad = true;
    for (size_t glyph = 1; glyph < n_glyphs && !cff->bad; at += 2 + format)
        glyph += 1 + cff_get(cff, at + 2, format);
    return at;
}

static size_t fd_select_end(struct cff *cff, size_t at, size_t n_glyphs)
{
    unsigned format = cff_get(cff, at, 1);
    if (format == 0)
        return at + 1 + n_glyphs;
    if (format != 3)
        cff->bad = true;
    return at + 1 + 2 + 3 * cff_get(cff, at + 1, 2) + 2;
}

static unsigned fd_of(struct cff *cff, size_t at, uint32_t glyph)
{
    if (cff_get(cff, at, 1) == 0)
        return cff_get(cff, at + 1 + glyph, 1);
    unsigned ranges = cff_get(cff, at + 1, 2), fd = 0;
    for (size_t range = at + 3; ranges-- > 0 && cff_get(cff, range, 2) <= glyph; range += 3)
        fd = cff_get(cff, range + 2, 1);
    return fd;
}

static int gap_order(const void *a, const void *b)
{
    const struct cff_gap *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

// Where byte `at` of the font lies once the gaps are closed.
static size_t closed_up(const struct cff_gap *gaps, size_t at)
{
    size_t out = 0;
    for (int i = 0; i < GAPS; i++)
        if (gaps[i].end <= at)
            out += gaps[i].end - gaps[i].start;
    return at - out;
}

struct recode {
    struct cff cff;
    struct dict top;
    struct cff_index glyphs; // the CharStrings
    struct cff_gap gaps[GAPS];
    GString *out;
    bool stuck; // an offset that has no room
};

static void put_int(GString *out, uint32_t value, unsigned bytes)
{
    while (bytes-- > 0)
        g_string_append_c(out, (char)(value >> 8 * bytes));
}

// The offset's operand in the copy; it takes any value only in the longest form.
static void move_offset(struct recode *recode, const struct offset *offset, size_t value)
{
    if (offset->value == (int64_t)value)
        return;
    if (cff_get(&recode->cff, offset->at, 1) != LONG_OPERAND) {
        recode->stuck = true;
        return;
    }
    char *at = recode->out->str + closed_up(recode->gaps, offset->at) + 1;
    for (unsigned i = 0; i < 4; i++)
        at[i] = (char)(value >> 8 * (3 - i));
}

// A Private DICT moves, and its subroutines, which it counts from its own start.
static void move_private(struct recode *recode, const struct dict *owner)
{
    const struct offset *private = &owner->private;
    if (private->at == 0)
        return;
    size_t from = (size_t) private->value, to = closed_up(recode->gaps, from);
    move_offset(recode, private, to);
    struct dict dict = dict_read(&recode->cff, from, from + (size_t) private->before);
    if (dict.subrs.at)
        move_offset(recode, &dict.subrs,
                    closed_up(recode->gaps, from + (size_t)dict.subrs.value) - to);
}

static size_t object_at(struct recode *recode, size_t index_at, const struct cff_index *index,
                        size_t i)
{
    unsigned size = cff_get(&recode->cff, index_at + 2, 1);
    size_t base = index_at + 3 + (index->count + 1) * size - 1;
    return base + cff_get(&recode->cff, index_at + 3 + i * size, size);
}

static void move_fonts(struct recode *recode)
{
    size_t at = (size_t)recode->top.fd_array.value;
    struct cff_index fonts = cff_index_read(&recode->cff, at);
    for (size_t i = 0; i < fonts.count && !recode->cff.bad; i++) {
        struct dict dict = dict_read(&recode->cff, object_at(recode, at, &fonts, i),
                                     object_at(recode, at, &fonts, i + 1));
        move_private(recode, &dict);
    }
    move_offset(recode, &recode->top.fd_array, closed_up(recode->gaps, at));
}

static void copy_rest(struct recode *recode)
{
    const struct cff *cff = &recode->cff;
    size_t from = 0;
    for (int i = 0; i <= GAPS; i++) {
        size_t to = i < GAPS ? recode->gaps[i].start : cff->n;
        if (to > from)
            g_string_append_len(recode->out, (const char *)cff->data + from, (gssize)(to - from));
        if (i < GAPS)
            from = MAX(from, recode->gaps[i].end);
    }
}

static void put_charset(struct recode *recode, const struct pdf_cff_slot *slots, size_t n)
{
    move_offset(recode, &recode->top.charset, recode->out->len);
    put_int(recode->out, 0, 1);
    for (size_t i = 0; i < n; i++)
        put_int(recode->out, slots[i].cid, 2);
}

static void put_fd_select(struct recode *recode, const struct pdf_cff_slot *slots, size_t n)
{
    size_t old = (size_t)recode->top.fd_select.value;
    if (recode->top.fd_select.at == 0)
        return;
    move_offset(recode, &recode->top.fd_select, recode->out->len);
    put_int(recode->out, 0, 1);
    put_int(recode->out, fd_of(&recode->cff, old, 0), 1);
    for (size_t i = 0; i < n; i++)
        put_int(recode->out, fd_of(&recode->cff, old, slots[i].glyph), 1);
}

static void put_glyphs(struct recode *recode, const struct pdf_cff_slot *slots, size_t n)
{
    size_t old = (size_t)recode->top.char_strings.value, end = 1;
    GString *bytes = g_string_new(NULL), *offsets = g_string_new(NULL);
    for (size_t i = 0; i <= n && !recode->cff.bad; i++) {
        uint32_t glyph = i ? slots[i - 1].glyph : 0;
        size_t from = object_at(recode, old, &recode->glyphs, glyph);
        size_t to = object_at(recode, old, &recode->glyphs, glyph + 1);
        recode->cff.bad |= glyph >= recode->glyphs.count || from > to || to > recode->cff.n;
        if (recode->cff.bad)
            break;
        g_string_append_len(bytes, (const char *)recode->cff.data + from, (gssize)(to - from));
        put_int(offsets, (uint32_t)end, 4);
        end += to - from;
    }
    move_offset(recode, &recode->top.char_strings, recode->out->len);
    put_int(recode->out, (uint32_t)n + 1, 2);
    put_int(recode->out, 4, 1);
    g_string_append_len(recode->out, offsets->str, (gssize)offsets->len);
    put_int(recode->out, (uint32_t)end, 4);
    g_string_append_len(recode->out, bytes->str, (gssize)bytes->len);
    g_string_free(bytes, TRUE);
    g_string_free(offsets, TRUE);
}

// What is written anew is cut out of the copy: the charset, the FDSelect, the glyphs.
static void find_gaps(struct recode *recode)
{
    struct cff *cff = &recode->cff;
    const struct dict *top = &recode->top;
    size_t n = recode->glyphs.count, charset = (size_t)top->charset.value;
    struct cff_gap *gaps = recode->gaps;
    gaps[0] = (struct cff_gap){(size_t)top->char_strings.value, recode->glyphs.end};
    if (charset > 2)
        gaps[1] = (struct cff_gap){charset, charset_end(cff, charset, n)};
    if (top->fd_select.at)
        gaps[2] = (struct cff_gap){(size_t)top->fd_select.value,
                                   fd_select_end(cff, (size_t)top->fd_select.value, n)};
    qsort(gaps, GAPS, sizeof *gaps, gap_order);
    for (int i = 0; i < GAPS; i++)
        cff->bad |= gaps[i].start > gaps[i].end || gaps[i].end > cff->n ||
                    (i > 0 && gaps[i].start < gaps[i - 1].end);
}

// Without CIDs the index is the CID: slots that no code uses show nothing.
static struct pdf_cff_slot *slots_by_index(const struct pdf_cff_slot *slots, size_t n,
                                           size_t *ret_n)
{
    *ret_n = n ? slots[n - 1].cid : 0;
    struct pdf_cff_slot *all = g_new0(struct pdf_cff_slot, *ret_n + 1);
    for (size_t i = 0; i < *ret_n; i++)
        all[i].cid = (uint16_t)(i + 1);
    for (size_t i = 0; i < n; i++)
        all[slots[i].cid - 1].glyph = slots[i].glyph;
    return all;
}

static void recode_write(struct recode *recode, const struct pdf_cff_slot *slots, size_t n)
{
    copy_rest(recode);
    if (recode->top.cid_keyed)
        move_fonts(recode);
    else
        move_private(recode, &recode->top);
    put_charset(recode, slots, n);
    put_fd_select(recode, slots, n);
    put_glyphs(recode, slots, n);
}

GString *pdf_cff_recode(const char *data, size_t n, const struct pdf_cff_slot *slots,
                        size_t n_slots)
{
    struct recode recode = {.cff = {(const unsigned char *)data, n, false}};
    struct cff_index names = cff_index_read(&recode.cff, cff_get(&recode.cff, 2, 1));
    struct cff_index tops = cff_index_read(&recode.cff, names.end);
    recode.top = dict_read(&recode.cff, tops.first, tops.end);
    recode.glyphs = cff_index_read(&recode.cff, (size_t)recode.top.char_strings.value);
    recode.cff.bad |= tops.count != 1 || recode.glyphs.count == 0 || recode.top.charset.at == 0 ||
                      recode.top.char_strings.at == 0;
    if (!recode.cff.bad)
        find_gaps(&recode);
    if (recode.cff.bad)
        return NULL;
    struct pdf_cff_slot *all = NULL;
    if (!recode.top.cid_keyed)
        slots = all = slots_by_index(slots, n_slots, &n_slots);
    recode.out = g_string_new(NULL);
    recode_write(&recode, slots, n_slots);
    g_free(all);
    if (!recode.cff.bad && !recode.stuck)
        return recode.out;
    g_string_free(recode.out, TRUE);
    return NULL;
}
