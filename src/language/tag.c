// SPDX-License-Identifier: MIT
#include "language/tag.h"

#include <glib.h>

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
