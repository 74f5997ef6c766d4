// SPDX-License-Identifier: MIT
// An OpenDocument text while it is read.
#ifndef WARRAQ_READ_OFFICE_ODT_FILE_H
#define WARRAQ_READ_OFFICE_ODT_FILE_H

#include "read/office/odt_styles.h"

/* A list under way: text:list within text:list. */
struct odt_list {
    const struct list_levels *levels;
    struct list_counts *counts;
    int level;     /* from 0; -1 outside of lists */
    bool labelled; /* the item's first paragraph has had its label */
};

/* A deletion may reach over the end of a paragraph: what is left of two is one, as the first was.
 */
struct odt_joined {
    const struct odt_style *style; /* NULL: none is under way */
    struct odt_list list;
};

/* A note that was referred to: where its blocks go, and what they are read from. */
struct odt_note {
    struct node *node;
    const struct xml *body;
};

struct odt {
    struct office office;
    struct zip_view *view; /* NULL: all in one file */
    struct arena *parts;
    struct odt_styles styles;
    struct odt_list list;
    GHashTable *lists_by_id, *lists_by_style; /* -> struct list_counts */
    struct list_counts outline;
    GArray *notes;             /* struct odt_note: of the paragraph under way */
    GPtrArray *boxes;          /* struct xml: of the paragraph under way */
    GString *hidden, *deleted; /* of the paragraph under way */
    GHashTable *deletions;     /* their ids -> the style of the list that each begins in, or "" */
    bool deleting;             /* what comes is deleted, though it stands in the text */
    struct odt_joined joined;
    bool spaced;  /* its last character was a space */
    bool is_text; /* a body of text was met */
    bool lost;    /* a list starts where no number is */
    size_t insertions, deletions_seen, pictures_lost, embedded, outside;
    int depth;
};

void odt_walk_block(struct odt *odt, const struct xml *block);
void odt_walk_blocks(struct odt *odt, const struct xml *parent);

/* A frame, a drawn shape, a group of them: pictures are placed, boxes wait for the paragraph's end.
 */
void odt_walk_shape(struct odt *odt, const struct xml *shape);

/* What a paragraph holds; `style` is what is said of its runs so far. */
void odt_walk_inlines(struct odt *odt, const struct xml *parent, const struct odt_style *style,
                      const char *href);

#endif
