// SPDX-License-Identifier: MIT
#include "base/lang_tag.h"

#include <assert.h>
#include <glib.h>
#include <string.h>

static bool all(const char *subtag, gboolean (*is)(gchar))
{
    for (const char *c = subtag; *c; c++)
        if (!is(*c))
            return false;
    return true;
}

static gboolean is_alpha(gchar c)
{
    return g_ascii_isalpha(c);
}

static gboolean is_alnum(gchar c)
{
    return g_ascii_isalnum(c);
}

static bool is_variant(const char *subtag, size_t n)
{
    return (n >= 5 && n <= 8) || (n == 4 && g_ascii_isdigit(subtag[0]));
}

static bool is_region(const char *subtag, size_t n)
{
    return (n == 2 && all(subtag, is_alpha)) || (n == 3 && strspn(subtag, "0123456789") == 3);
}

// Language, then in this order as they come: extended languages, script, region, variants.
static char **read_language(char **subtag)
{
    size_t n = strlen(*subtag);
    if (n < 2 || n > 8 || !all(*subtag, is_alpha))
        return NULL;
    subtag++;
    for (int i = 0; n <= 3 && i < 3 && *subtag && strlen(*subtag) == 3 && all(*subtag, is_alpha);
         i++)
        subtag++;
    if (*subtag && strlen(*subtag) == 4 && all(*subtag, is_alpha))
        subtag++;
    if (*subtag && is_region(*subtag, strlen(*subtag)))
        subtag++;
    while (*subtag && is_variant(*subtag, strlen(*subtag)))
        subtag++;
    return subtag;
}

// A singleton and what belongs to it: at least one subtag, of two letters or more but for "x".
static char **read_extension(char **subtag)
{
    bool private = g_ascii_tolower((*subtag)[0]) == 'x';
    size_t least = private ? 1 : 2;
    if (strlen(*subtag) != 1 || !subtag[1] || strlen(subtag[1]) < least)
        return NULL;
    for (subtag++; *subtag && strlen(*subtag) >= least; subtag++)
        continue;
    return subtag;
}

static bool subtags_fit(char **subtag)
{
    for (char **each = subtag; *each; each++)
        if (**each == '\0' || strlen(*each) > 8 || !all(*each, is_alnum))
            return false;
    assert(*subtag); // a tag that is not empty has one at least
    if (strlen(*subtag) > 1)
        subtag = read_language(subtag);
    while (subtag && *subtag)
        subtag = read_extension(subtag);
    return subtag != NULL;
}

bool lang_tag_is_valid(const char *tag)
{
    if (!tag || !*tag)
        return false;
    // Tags from before the grammar that do not fit it, and are in use (2.2.8).
    static const char *const old[] = {"i-klingon", "i-default", "zh-min-nan", "en-GB-oed",
                                      "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE"};
    for (size_t i = 0; i < G_N_ELEMENTS(old); i++)
        if (g_ascii_strcasecmp(tag, old[i]) == 0)
            return true;
    char **subtags = g_strsplit(tag, "-", -1);
    bool fits = subtags_fit(subtags);
    g_strfreev(subtags);
    return fits;
}
