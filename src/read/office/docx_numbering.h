// SPDX-License-Identifier: MIT
// word/numbering.xml: the numbers that a reader sees before numbered paragraphs (ISO
// 29500-1, 17.9).
#ifndef WARRAQ_READ_OFFICE_DOCX_NUMBERING_H
#define WARRAQ_READ_OFFICE_DOCX_NUMBERING_H

#include "read/office/office.h"
#include "read/office/levels.h"
#include "read/office/xml_tree.h"

struct docx_numbering {
    struct arena *arena;
    GHashTable *abstracts, *nums; /* by id: what is private to docx_numbering.c, in the arena */
    bool lost;                    /* a list starts where no number is */
};

/* `view` may hold no such entry; then nothing is numbered. */
void docx_numbering_read(struct docx_numbering *numbering, struct zip_view *view, const char *entry,
                         struct arena *arena);
void docx_numbering_clear(struct docx_numbering *numbering);

/* Counts the next item of list `num` and says what a reader sees: `label`, `number`, `bullet`,
 * `depth` and `list` of *para, which is left alone where the paragraph is in no list. `level`
 * is -1 where only the style `style` says it. */
void docx_numbering_step(struct docx_numbering *numbering, const char *num, int level,
                         const char *style, struct para *para);

#endif
