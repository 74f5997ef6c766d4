// SPDX-License-Identifier: MIT
// A record being written, as the sources of this room share it.
#ifndef WARRAQ_RECORD_JOB_H
#define WARRAQ_RECORD_JOB_H

#include "pdf/content.h"
#include "pdf/font.h"
#include "pdf/page_tree.h"
#include "pdf/struct_tree.h"
#include "pdf/writer.h"
#include "record/conform.h"
#include "record/record.h"

/* A face as the record embeds it; its place in record->fonts is its resource's name. */
struct job_font {
    const struct face *face;
    struct pdf_font *font;
    unsigned units; /* of its em in the file */
};

/* The space of the face last asked for. */
struct job_space {
    const struct face *face; /* NULL: none yet */
    uint32_t glyph;          /* 0 if it has none */
    int32_t advance;
};

struct job_image {
    const struct image *image;
    uint32_t object;
};

/* A page of the file: a page of the letter, or a side of a sheet that several stand on. */
struct job_side {
    uint32_t object, parent;
    uint32_t key; /* its /StructParents */
    len width, height;
    struct rect trim, bleed;
    unsigned n_marks, n_items;    /* marked contents; items of lists that begin */
    uint32_t held_element;        /* of the mark that content.held says, */
    const char *held_lang;        /* and its language where it is not the element's */
    guint images_from, images_to; /* resources named */
    uint64_t fonts_on;            /* resources named, while there are few fonts */
    GString *content, *annotations;
};

/* How the page at hand stands on its side, lengths from the top left: `scale` times its size, its
 * media's corner at x, y, and then the side turned by half. */
struct job_matrix {
    double scale;
    bool turned;
    len x, y;
};

struct record {
    struct record_options options;
    struct arena *arena; /* the options' strings */
    const struct level *level;
    struct pdf_writer *writer;
    struct pdf_page_tree *pages;
    struct pdf_tree *tree;
    GArray *fonts;  /* of struct job_font */
    GArray *images; /* of struct job_image */
    struct links *links;
    struct job_space space;
    unsigned n_labels;               /* shown as one code */
    struct label_codes *label_codes; /* record/label_codes.c */
    GBytes *profile;
    uint32_t signature_field, signature; /* 0: it is not to be signed, or not yet */
    uint32_t screen_profile;             /* sRGB in a printer's master; 0 until it is needed */

    /* the page at hand */
    const struct page *page;
    struct job_side side;
    struct job_matrix matrix;
    bool greyed;        /* a colour was printed as grey */
    const char *viewer; /* entries of the viewer preferences; NULL for none */
    struct pdf_content content;
    bool has_inner_links; /* record/tags.c made a Link of its own */
    unsigned table_rows;  /* of the table at hand, so far */
    uint8_t headings[6];  /* roles of the headings that the next may stand under */
    unsigned n_headings;
    bool heading_reported;
    GHashTable *bad_langs; /* of those noted: char* */
    const char *good_lang; /* the last that was found to be a tag */
    GArray *units;         /* of struct unit: record/lines.c */
    GArray *parts;         /* of struct pdf_part */
    GArray *cells;         /* of struct cell: record/cells.c */
};

/* Names a font among the page's resources. */
static inline void record_name_font(struct record *record, unsigned font)
{
    if (font < 64)
        record->side.fonts_on |= UINT64_C(1) << font;
}

#endif
