// SPDX-License-Identifier: MIT
// Items: maximal pieces of one face, script, language, level and attribute, in logical order.
#ifndef WARRAQ_TEXT_ITEMIZE_H
#define WARRAQ_TEXT_ITEMIZE_H

#include "text/chars.h"

struct text_item {
    size_t first, end; /* characters */
    uint8_t level;
    hb_script_t script;
    const char *lang; /* interned */
    hb_language_t hb_lang;
    const struct face *face;
    len size; /* the role's scale included */
    len rise; /* the role's and the attribute's */
    const struct text_attr *attr;
    struct glyph *glyphs; /* visual order; clusters are bytes of the paragraph; see shape.h */
    size_t n_glyphs;
};

struct text_items {
    struct text_item *items;
    size_t n;
};

/* Wants levels, scripts and flags in `chars`. One `glyph-missing` warning for each distinct
 * character no face has. */
struct text_items itemize(struct font_set *fonts, const struct chars *chars,
                          const struct text_attr *attrs, size_t n_attrs, const char *lang,
                          struct arena *arena, struct diag *diag);

#endif
