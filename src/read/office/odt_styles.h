// SPDX-License-Identifier: MIT
// What OpenDocument's styles say of paragraphs, runs and lists (OpenDocument 1.3 part 3, chapter
// 16).
#ifndef WARRAQ_READ_OFFICE_ODT_STYLES_H
#define WARRAQ_READ_OFFICE_ODT_STYLES_H

#include "read/office/levels.h"
#include "read/office/office.h"
#include "read/office/role.h"
#include "read/office/xml_tree.h"

/* A property of a style is NULL, or -1, where it says nothing. */
struct odt_style {
    const char *parent;
    struct style_role role;
    const char *writing; /* "rl-tb", "page" */
    int strong, emphasis, underline, struck, hidden;
    int raised; /* 1, -1; 0 on the line; -2 unsaid */
    const char *lang, *lang_east, *lang_complex;
    const char *list; /* its list style */
    bool resolved;
};

struct odt_styles {
    struct arena *arena;
    GHashTable *by_name; /* "paragraph:P1" -> struct odt_style */
    GHashTable *lists;   /* name -> struct list_levels */
    GHashTable *layouts; /* page layout -> its writing mode */
    struct list_levels outline;
    const char *page;   /* the writing mode of the first page */
    GString *furniture; /* what heads and feet of pages say, a line each */
};

void odt_styles_init(struct odt_styles *styles, struct arena *arena);
void odt_styles_clear(struct odt_styles *styles);

/* Learns from a child of office:styles, office:automatic-styles or office:master-styles. */
void odt_styles_add(struct odt_styles *styles, const struct xml *block);

/* With what its parents say; never NULL. `family` is "paragraph" or "text". */
const struct odt_style *odt_style_of(struct odt_styles *styles, const char *family,
                                     const char *name);

/* What `more` says counts over `style`. */
struct odt_style odt_style_over(const struct odt_style *style, const struct odt_style *more);

enum direction odt_direction(const struct odt_styles *styles, const struct odt_style *style);

#endif
