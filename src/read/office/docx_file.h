// SPDX-License-Identifier: MIT
// A .docx while it is read: its parts, and what has been met in them.
#ifndef WARRAQ_READ_OFFICE_DOCX_FILE_H
#define WARRAQ_READ_OFFICE_DOCX_FILE_H

#include "read/list/relations.h"
#include "read/office/docx_numbering.h"
#include "read/office/docx_styles.h"
#include "read/office/office.h"

/* A complex field (ISO 29500-1, 17.16.18): first its code, which is not shown, then its result. */
struct docx_field {
    bool in_code;
    GString *instruction;
    const char *href; /* of a HYPERLINK */
};

/* A note that was referred to: where its blocks go, and what they are read from. */
struct docx_note {
    struct node *node;
    const struct xml *body;
    const struct relations *relations; /* of its part; NULL: it has none */
};

/* LibreOffice writes the paragraph below a deleted item without the number that it shows. Whether
 * it is an item too is known when the next one comes: of the same list or not. */
struct docx_gap {
    const char *num; /* of the item whose end was deleted; NULL: none was */
    int level;
    const char *style;
    struct node *node; /* the paragraph in doubt */
    struct para para;
};

struct docx {
    struct office office;
    struct zip_view *view;
    struct arena *parts;               /* what is known of styles, lists and notes */
    const struct relations *relations; /* of the part being read */
    struct docx_styles styles;
    struct docx_numbering numbering;
    GHashTable *footnotes, *endnotes, *comments; /* id -> struct xml */
    GHashTable *note_relations;                  /* "footnotes" -> struct relations of that part */
    GArray *fields;                              /* struct docx_field, the innermost last */
    GArray *notes;                               /* struct docx_note: of the paragraph under way */
    GPtrArray *boxes;          /* struct xml: text boxes of the paragraph under way */
    GPtrArray *furniture;      /* char *: headers and footers, entries of the ZIP */
    GString *hidden, *deleted; /* of the paragraph under way */
    size_t insertions, deletions;
    size_t pictures_lost, embedded;
    struct docx_gap gap;
    int depth;
};

/* Blocks (w:p, w:tbl, w:sdt …) below `parent`, in order. */
void docx_walk_blocks(struct docx *docx, const struct xml *parent);
void docx_walk_block(struct docx *docx, const struct xml *block);

/* What has been begun ends with the part. */
void docx_end_paragraph(struct docx *docx);

/* What a paragraph holds: runs, links, fields, notes. `says` is what its style does. */
void docx_walk_inlines(struct docx *docx, const struct xml *parent, const struct run_says *says,
                       const char *href);

/* Appends what is written below, deleted text too, but no code of a field. */
void docx_append_words(const struct xml *element, GString *out);

#endif
