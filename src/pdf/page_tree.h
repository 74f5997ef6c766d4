// SPDX-License-Identifier: MIT
// The pages of a file, in nodes of 64, and what a reader finds them by: labels and outline.
#ifndef WARRAQ_PDF_PAGE_TREE_H
#define WARRAQ_PDF_PAGE_TREE_H

#include "pdf/writer.h"

#include "base/geom.h"

struct pdf_page_tree;

struct pdf_page_tree *pdf_page_tree_new(struct pdf_writer *writer);
void pdf_page_tree_free(struct pdf_page_tree *tree);

/* A new page's object; ret_parent is its /Parent. The caller writes the page. */
uint32_t pdf_page_tree_add(struct pdf_page_tree *tree, uint32_t *ret_parent);

/* How the page just added is called. "" leaves it to its place in the file. */
void pdf_page_tree_label(struct pdf_page_tree *tree, const char *label);

/* How many have been added. */
unsigned pdf_page_tree_pages(const struct pdf_page_tree *tree);

/* Where a link or a bookmark leads. */
struct pdf_place {
    uint32_t page;    /* object */
    len top;          /* from the foot of its page */
    uint32_t element; /* object of the structure element; 0: the page alone is named (PDF 1) */
};

/* The destination as entries of an annotation or an outline item. */
void pdf_put_destination(GString *out, const struct pdf_place *place);

/* A line of the outline. level from 1; a level that skips is hung as deep as it can be. */
void pdf_page_tree_bookmark(struct pdf_page_tree *tree, unsigned level, const char *title,
                            const struct pdf_place *place);

struct pdf_page_roots {
    uint32_t pages, labels, outlines; /* 0 where there is none */
};
struct pdf_page_roots pdf_page_tree_finish(struct pdf_page_tree *tree);

#endif
