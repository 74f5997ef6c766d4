// SPDX-License-Identifier: MIT
#include "language/tag.h"

#include <glib.h>
#include <string.h>

bool tag_is_well_formed(const char *tag)
{
    // Extended languages, the grandfathered "i-…" and languages of four letters and more, which are
    // reserved or not given out, are left out on purpose.
    static const char form[] = "^(?:[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
                               "(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
                               "(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*"
                               "(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)$";
    return g_regex_match_simple(form, tag, G_REGEX_CASELESS | G_REGEX_DOLLAR_ENDONLY, 0);
}

static const struct {
    const char *name, *lang;
} names[] = {
#include "language/lang_names.inc"
};

static char *tag_of_name(const char *name)
{
    char *folded = g_utf8_strdown(name, -1), *found = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(names) && !found; i++)
        if (strcmp(names[i].name, folded) == 0)
            found = g_strdup(names[i].lang);
    g_free(folded);
    return found;
}

char *tag_nearest(const char *tag)
{
    if (!g_utf8_validate(tag, -1, NULL))
        return NULL;
    // A locale's name has its encoding after a point.
    char *tried = g_strndup(tag, strcspn(tag, ".@"));
    g_strdelimit(g_strstrip(tried), "_", '-');
    char *found = tag_of_name(tried);
    while (!found && *tried) {
        if (tag_is_well_formed(tried))
            found = g_strdup(tried);
        char *last = strrchr(tried, '-');
        if (!last)
            break;
        *last = '\0';
        found = found ? found : tag_of_name(tried);
    }
    found = !found && tag_is_well_formed(tried) ? g_strdup(tried) : found;
    g_free(tried);
    return found;
}
