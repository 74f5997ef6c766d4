// SPDX-License-Identifier: MIT
// The form in which names of countries are compared, for the program and for what makes its table.
#ifndef WARRAQ_LANGUAGE_COUNTRY_FOLD_H
#define WARRAQ_LANGUAGE_COUNTRY_FOLD_H

#include <glib.h>

/* Composed, in no case; NULL for what is no UTF-8. The caller frees it. */
static inline char *country_fold(const char *text)
{
    char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    char *folded = composed ? g_utf8_casefold(composed, -1) : NULL;
    g_free(composed);
    return folded;
}

#endif
