// SPDX-License-Identifier: MIT
#include "text/fast/paragraph_key.h"

#include "base/put.h"

#include <assert.h>
#include <string.h>

// With its NUL, so that two strings in a row cannot be mistaken for others; NULL differs from "".
static void put_string(GString *key, const char *text)
{
    g_string_append_c(key, text ? '=' : '-');
    put_bytes(key, text ? text : "", text ? strlen(text) + 1 : 1);
}

#if GLIB_SIZEOF_VOID_P == 8
// A member that is added belongs into put_style() or put_attr() as well.
static_assert(sizeof(struct paragraph_style) == 64 && sizeof(struct text_attr) == 56, "");
#endif

static void put_style(GString *key, const struct paragraph_style *style, len measure)
{
    const int32_t numbers[] = {
        (int32_t)style->direction,
        (int32_t)style->align,
        (int32_t)style->justify,
        style->rungs.spaces,
        style->rungs.gaps,
        style->rungs.scale,
        style->rungs.finals,
        style->rungs.kashida,
        style->rungs.kashida_most,
        style->hyphenate,
        style->hanging_punctuation,
        style->heading,
        style->justify_last,
        style->looseness,
        style->indent,
        style->hang,
        measure,
    };
    put_bytes(key, numbers, sizeof numbers);
    put_string(key, style->lang);
}

static void put_attr(GString *key, const struct text_attr *attr)
{
    const int32_t numbers[] = {(int32_t)attr->start, (int32_t)attr->end, attr->size, attr->bold,
                               attr->italic,         attr->rise,         attr->name};
    put_bytes(key, numbers, sizeof numbers);
    put_string(key, attr->family);
    put_string(key, attr->lang);
}

// Multiplied eight bytes at a time: of every entry of a list a hundred and more are looked at.
static uint32_t hash_bytes(const char *bytes, size_t n)
{
    uint64_t hash = n;
    for (; n >= 8; bytes += 8, n -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    for (; n > 0; bytes++, n--)
        hash = (hash ^ (unsigned char)*bytes) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash >> 32);
}

struct paragraph_key paragraph_key_put(GString *out, const struct styled_text *text,
                                       const struct paragraph_style *style, len measure)
{
    size_t start = out->len;
    put_style(out, style, measure);
    for (size_t i = 0; i < text->n_attrs; i++)
        put_attr(out, &text->attrs[i]);
    put_bytes(out, text->text, text->n);
    const char *bytes = out->str + start;
    return (struct paragraph_key){bytes, out->len - start, hash_bytes(bytes, out->len - start)};
}

bool paragraph_key_equal(const struct paragraph_key *a, const struct paragraph_key *b)
{
    return a->hash == b->hash && a->n == b->n && memcmp(a->bytes, b->bytes, a->n) == 0;
}
