// SPDX-License-Identifier: MIT
#include "pdf/cff.h"

#include <glib.h>

struct cff {
    const unsigned char *data;
    size_t n;
    bool bad;
};

// An INDEX: counted data with offsets before it.
struct cff_index {
    size_t count, first, end; // where object 0 starts, and the INDEX ends
};

struct top {
    bool cid_keyed;
    int64_t charset;
};

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

static struct top top_read(struct cff *cff, size_t at, size_t end)
{
    struct top top = {false, 0};
    int64_t last = 0;
    while (at < end && !cff->bad) {
        size_t n = operand_read(cff, at, &last);
        if (n) {
            at += n;
            continue;
        }
        unsigned op = cff_get(cff, at++, 1);
        if (op == 12)
            top.cid_keyed |= cff_get(cff, at++, 1) == 30; // ROS
        else if (op == 15)
            top.charset = last;
    }
    return top;
}

static void charset_read(struct cff *cff, size_t at, uint16_t *cids, unsigned n_glyphs)
{
    unsigned format = cff_get(cff, at++, 1);
    if (format > 2)
        cff->bad = true;
    for (unsigned glyph = 1; glyph < n_glyphs && !cff->bad;) {
        uint32_t first = cff_get(cff, at, 2), left = 0;
        at += 2;
        if (format > 0) {
            left = cff_get(cff, at, format);
            at += format;
        }
        for (uint32_t i = 0; i <= left && glyph < n_glyphs; i++)
            cids[glyph++] = (uint16_t)(first + i);
    }
}

uint16_t *pdf_cff_cids(const char *data, size_t n, unsigned n_glyphs)
{
    struct cff cff = {(const unsigned char *)data, n, false};
    struct cff_index names = cff_index_read(&cff, cff_get(&cff, 2, 1));
    struct cff_index tops = cff_index_read(&cff, names.end);
    struct top top = top_read(&cff, tops.first, tops.end);
    uint16_t *cids = g_new0(uint16_t, n_glyphs ? n_glyphs : 1);
    for (unsigned i = 0; i < n_glyphs; i++)
        cids[i] = (uint16_t)i;
    if (top.cid_keyed && top.charset > 2)
        charset_read(&cff, (size_t)top.charset, cids, n_glyphs);
    if (cff.bad || tops.count != 1) {
        g_free(cids);
        return NULL;
    }
    return cids;
}
