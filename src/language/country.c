// SPDX-License-Identifier: MIT
#include "language/country.h"

#include "language/country_fold.h"
#include "language/country_names.inc"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *text, const void *at)
{
    return strcmp(text, country_text + *(const uint32_t *)at);
}

bool country_is_named(const char *text)
{
    char *trimmed = g_strstrip(g_strdup(text)), *folded = country_fold(trimmed);
    bool is = folded && *folded &&
              bsearch(folded, country_at, G_N_ELEMENTS(country_at), sizeof *country_at, compare);
    g_free(folded);
    g_free(trimmed);
    return is;
}

bool text_names_country(const char *text, size_t n)
{
    enum { BYTES_MOST = 80 };
    while (n > 0 && (text[n - 1] == ':' || text[n - 1] == ' '))
        n--;
    if (n == 0 || n > BYTES_MOST)
        return false;
    char *name = g_strndup(text, n);
    bool is = country_is_named(name);
    g_free(name);
    return is;
}
