// SPDX-License-Identifier: MIT
// Which value counts: later files over earlier ones, settings over files, a group's own over what
// it inherits, and the initial value where nobody says anything.
#ifndef WARRAQ_STYLE_CASCADE_H
#define WARRAQ_STYLE_CASCADE_H

#include "base/diag.h"
#include "style/property.h"

struct cascade;

struct cascade *cascade_new(void);
void cascade_free(struct cascade *cascade);

/* Takes the keys of one style file. Each fault (a line that is no key, an unknown group or key)
 * becomes an error in `diag` with its line and column. */
void cascade_add_file(struct cascade *cascade, const char *path, const char *text, size_t n,
                      struct diag *diag);

/* Takes one "key=value" or "group.key=value"; without a group the page's keys come first, then the
 * body's. */
void cascade_add_setting(struct cascade *cascade, const char *setting, struct diag *diag);

/* The styles the file added last asks to start from: the value of `inherit` in `[style]`; NULL
 * if it asks for none. */
const char *cascade_inherit(const char *text, size_t n, struct arena *arena);

/* Whether any key is of that language alone. */
bool cascade_has_language(const struct cascade *cascade, const struct style_language *of);

/* Fills `style`, whose arena and language are given; values that are none become errors in `diag`.
 */
void cascade_resolve(const struct cascade *cascade, struct style *style, struct diag *diag);

#endif
