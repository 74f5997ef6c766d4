// SPDX-License-Identifier: MIT
// word/styles.xml: what a style says of its paragraphs and runs, with what it is based on
// (ISO 29500-1, 17.7).
#ifndef WARRAQ_READ_OFFICE_DOCX_STYLES_H
#define WARRAQ_READ_OFFICE_DOCX_STYLES_H

#include "read/office/office.h"
#include "read/office/role.h"
#include "read/office/xml_tree.h"

/* What properties of a run or a style say; a toggle is -1 where they do not. */
struct run_says {
    int strong, emphasis, underline, struck, hidden, rtl;
    int raised; /* 1, -1; 0 on the line; -2 unsaid */
    const char *lang, *lang_rtl, *lang_east;
};

struct docx_style {
    const char *id, *based, *name;
    struct style_role role;
    int outline; /* 0 to 8; 9: body; -1 unsaid */
    int bidi;    /* -1 unsaid */
    const char *num;
    int num_level;
    struct run_says run;
    bool resolved;
};

struct docx_styles {
    GHashTable *by_id;                     /* struct docx_style, in the arena */
    struct docx_style paragraph, fallback; /* the default paragraph style; one that says nothing */
    struct arena *arena;
};

/* `view` may hold no such entry; then nothing is styled. */
void docx_styles_read(struct docx_styles *styles, struct zip_view *view, const char *entry,
                      struct arena *arena);
void docx_styles_clear(struct docx_styles *styles);

/* Never NULL: NULL or an unknown id gives the default for paragraphs. */
const struct docx_style *docx_style_of(struct docx_styles *styles, const char *id);

/* The same for a run's style, where nothing is the default. */
const struct docx_style *docx_character_style(struct docx_styles *styles, const char *id);

/* What a w:rPr says, on top of `says`. */
void docx_run_properties(const struct xml *properties, struct run_says *says);

/* What `own` leaves unsaid is as `base` says. */
void run_says_inherit(struct run_says *own, const struct run_says *base);

/* What `more` says counts over `says`. */
void run_says_add(struct run_says *says, const struct run_says *more);

/* A w:p property that is on or off: -1 where `element` has none. */
int docx_toggle(const struct xml *properties, const char *name);

#endif
