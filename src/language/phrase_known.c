// SPDX-License-Identifier: MIT
#include "language/phrase_known.h"

#include "language/phrase_table.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "language/phrase_table.inc"

static int by_tag(const void *tag, const void *row)
{
    return strcmp(tag, ((const struct phrase_lang *)row)->tag);
}

static const struct phrase_lang *lang_find(const char *lang)
{
    return bsearch(lang, phrase_langs, sizeof phrase_langs / sizeof *phrase_langs,
                   sizeof *phrase_langs, by_tag);
}

const char *phrase_known_plural(const char *lang, int64_t number)
{
    const struct phrase_lang *found = number >= 0 && number < PLURAL_KNOWN ? lang_find(lang) : NULL;
    return found ? plural_names[plural_sets[found->set][plural_place((int)number)] - '0'] : NULL;
}

const char *phrase_known_language(const char *lang)
{
    const struct phrase_lang *found = lang_find(lang);
    return found ? found->own_name : NULL;
}

char *phrase_known_list(const char *lang, const char *const *items, size_t n)
{
    const struct phrase_lang *found = lang_find(lang);
    for (size_t i = 0; found && i < n; i++) {
        if (!*items[i] || items[i][strspn(items[i], "0123456789")])
            found = NULL;
    }
    if (!found || !n)
        return NULL;
    const struct phrase_joins *joins = &phrase_joins[found->joins];
    GString *text = g_string_new(items[0]);
    for (size_t i = 1; i < n; i++) {
        g_string_append(text, n == 2       ? joins->pair
                              : i == 1     ? joins->first
                              : i + 1 == n ? joins->last
                                           : joins->middle);
        g_string_append(text, items[i]);
    }
    return g_string_free(text, FALSE);
}
