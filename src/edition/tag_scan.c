// SPDX-License-Identifier: MIT
#include "edition/tag_scan.h"

#include <string.h>

// The five names that XML has, of which html_text() writes four.
static size_t entity(const char *p, size_t n, char *ret)
{
    static const struct {
        const char *name;
        char character;
    } all[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        size_t length = strlen(all[i].name);
        if (n >= length && memcmp(p, all[i].name, length) == 0) {
            *ret = all[i].character;
            return length;
        }
    }
    return 0;
}

static void append_text(GString *text, const char *p, size_t n)
{
    for (size_t i = 0, length; i < n; i += length) {
        char c;
        length = p[i] == '&' ? entity(p + i, n - i, &c) : 0;
        if (length == 0) {
            c = p[i];
            length = 1;
        }
        g_string_append_c(text, c);
    }
}

// The tag between '<' and '>'.
static void read_tag(struct tag_scan *scan, const char *start, const char *end)
{
    scan->closes = start < end && *start == '/';
    start += scan->closes;
    scan->empty = end > start && end[-1] == '/';
    end -= scan->empty;
    scan->name = start;
    while (start < end && !g_ascii_isspace(*start))
        start++;
    scan->n_name = (size_t)(start - scan->name);
    scan->attributes = start;
    scan->n_attributes = (size_t)(end - start);
}

bool tag_scan_next(struct tag_scan *scan, GString *text)
{
    const char *open = memchr(scan->at, '<', (size_t)(scan->end - scan->at));
    const char *stop = open ? open : scan->end;
    if (text)
        append_text(text, scan->at, (size_t)(stop - scan->at));
    scan->at = scan->end;
    const char *close = open ? memchr(open, '>', (size_t)(scan->end - open)) : NULL;
    if (!close)
        return false;
    read_tag(scan, open + 1, close);
    scan->at = close + 1;
    return true;
}

bool tag_scan_is(const struct tag_scan *scan, const char *name)
{
    return strlen(name) == scan->n_name && memcmp(scan->name, name, scan->n_name) == 0;
}

static const char *find_value(const struct tag_scan *scan, const char *name, size_t *ret_n)
{
    size_t n = strlen(name);
    const char *end = scan->attributes + scan->n_attributes;
    for (const char *p = scan->attributes; p + n + 3 < end + 1; p++) {
        bool starts = p > scan->attributes && g_ascii_isspace(p[-1]);
        if (!starts || memcmp(p, name, n) != 0 || p[n] != '=' || p[n + 1] != '"')
            continue;
        const char *value = p + n + 2, *quote = memchr(value, '"', (size_t)(end - value));
        *ret_n = quote ? (size_t)(quote - value) : 0;
        return quote ? value : NULL;
    }
    return NULL;
}

char *tag_scan_attribute(const struct tag_scan *scan, const char *name)
{
    size_t n;
    const char *value = find_value(scan, name, &n);
    if (!value)
        return NULL;
    GString *text = g_string_new(NULL);
    append_text(text, value, n);
    return g_string_free(text, FALSE);
}

bool tag_scan_has(const struct tag_scan *scan, const char *name, const char *value)
{
    size_t n;
    const char *found = find_value(scan, name, &n);
    return found && n == strlen(value) && memcmp(found, value, n) == 0;
}
