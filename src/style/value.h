// SPDX-License-Identifier: MIT
// The values of properties, read from a style file and named in messages.
#ifndef WARRAQ_STYLE_VALUE_H
#define WARRAQ_STYLE_VALUE_H

#include "style/property.h"

/* Reads `value` into base + property->offset. `em` is the font size lengths refer to, `parent_em`
 * the one a font size refers to. False if it is not such a value. Strings are copied to `arena`. */
bool value_parse(const struct property *property, const char *value, len em, len parent_em,
                 void *base, struct arena *arena);

/* The values the property may have, in the words of a message: "a length", "start, end or justify".
 * The caller frees it with g_free(). */
char *value_expects(const struct property *property);

#endif
