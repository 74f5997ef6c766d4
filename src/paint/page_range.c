// SPDX-License-Identifier: MIT
#include "paint/page_range.h"

#include "base/error.h"

#include <string.h>

static bool read_number(const char **at, unsigned *ret)
{
    guint64 number = 0;
    const char *start = *at;
    for (; g_ascii_isdigit(**at); (*at)++) {
        number = number * 10 + (guint64)(**at - '0');
        if (number >= G_MAXUINT)
            return false;
    }
    *ret = (unsigned)number;
    return *at > start && number > 0;
}

// One of "7", "1-3", "9-", "-4", with nothing after it.
static bool read_range(const char *at, struct page_range *ret)
{
    *ret = (struct page_range){1, G_MAXUINT};
    if (*at != '-' && !read_number(&at, &ret->first))
        return false;
    if (*at == '\0') {
        ret->last = ret->first;
        return true;
    }
    if (*at++ != '-')
        return false;
    if (*at == '\0')
        return true;
    return read_number(&at, &ret->last) && *at == '\0' && ret->first <= ret->last;
}

static bool read_ranges(char **words, GArray *ranges)
{
    for (; *words; words++) {
        struct page_range range;
        char *word = g_strstrip(*words);
        if (strcmp(word, "-") == 0 || !read_range(word, &range))
            return false;
        g_array_append_val(ranges, range);
    }
    return true;
}

GArray *page_ranges_parse(const char *text, GError **error)
{
    GArray *ranges = g_array_new(FALSE, FALSE, sizeof(struct page_range));
    char **words = g_strsplit(text && *text ? text : "1-", ",", -1);
    bool ok = read_ranges(words, ranges);
    g_strfreev(words);
    if (ok)
        return ranges;
    fault_set(error, FAULT_USAGE, "bad list of pages: %s (pages count from 1, as in 1-3,7,9-)",
              text);
    g_array_unref(ranges);
    return NULL;
}

bool page_ranges_have(const GArray *ranges, unsigned page)
{
    for (guint i = 0; i < ranges->len; i++) {
        const struct page_range *range = &g_array_index(ranges, struct page_range, i);
        if (page >= range->first && page <= range->last)
            return true;
    }
    return false;
}

bool page_ranges_end(const GArray *ranges, unsigned page)
{
    bool end = true;
    for (guint i = 0; i < ranges->len; i++)
        end &= g_array_index(ranges, struct page_range, i).last <= page;
    return end;
}

unsigned page_ranges_need(const GArray *ranges)
{
    unsigned need = 0;
    for (guint i = 0; i < ranges->len; i++) {
        const struct page_range *range = &g_array_index(ranges, struct page_range, i);
        need = MAX(need, range->last == G_MAXUINT ? range->first : range->last);
    }
    return need;
}
