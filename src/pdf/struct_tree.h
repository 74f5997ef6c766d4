// SPDX-License-Identifier: MIT
// The structure tree, written as the pages go by: an element leaves memory when the page that
// ends it is out. What stays is the open elements, and four bytes for each of their children
// (ISO 32000-1, 14.7).
#ifndef WARRAQ_PDF_STRUCT_TREE_H
#define WARRAQ_PDF_STRUCT_TREE_H

#include "pdf/writer.h"

/* Strings are borrowed until the page ends. */
struct pdf_element {
    uint32_t id, parent; /* ids ascend in logical order; parent 0 for the root alone */
    const char *type;    /* "P", "LBody"; a constant */
    const char *lang;    /* NULL: as the parent's */
    const char *alt, *title;
    const char *attributes; /* the value of /A, as PDF; NULL for none */
    bool identified;        /* gets an /ID, as a Note must */
    bool pdf2;              /* of PDF 2.0's namespace; the others are of PDF 1.7's */
};

struct pdf_tree;

/* pdf2: the file is PDF 2.0, whose elements may be of either namespace. */
struct pdf_tree *pdf_tree_new(struct pdf_writer *writer, bool pdf2);
void pdf_tree_free(struct pdf_tree *tree);

/* Starts a page; gives the key for its /StructParents. */
uint32_t pdf_tree_page(struct pdf_tree *tree, uint32_t page);

/* Where pages are placed on sides of sheets, all sides are declared before the first page: gives a
 * side's key for its /StructParents. Then each page, in reading order, opens the side it is on
 * in place of pdf_tree_page(); its mcids follow those of the pages that the side has. */
uint32_t pdf_tree_side(struct pdf_tree *tree, uint32_t page);
void pdf_tree_side_open(struct pdf_tree *tree, uint32_t key);

/* Declares an element that begins on this page. */
void pdf_tree_add(struct pdf_tree *tree, const struct pdf_element *element);

/* Sets /A anew, before the page ends. The text is copied. */
void pdf_tree_set_attributes(struct pdf_tree *tree, uint32_t id, const char *attributes);

/* The next in logical order is the page's marked content `mcid`, of element `id`. Every mcid
 * from 0 up must be given once before the page ends. Calls go in logical order. */
void pdf_tree_mark(struct pdf_tree *tree, uint32_t id, unsigned mcid);

/* The annotation object belongs to element `id`; gives the key for its /StructParent. */
uint32_t pdf_tree_annotation(struct pdf_tree *tree, uint32_t id, uint32_t annotation);

/* The object of an element that is not yet written; 0 if there is none. */
uint32_t pdf_tree_object(struct pdf_tree *tree, uint32_t id);

/* Two elements that are not yet written name each other in /Ref. */
void pdf_tree_relate(struct pdf_tree *tree, uint32_t a, uint32_t b);

/* The language in force in an element, its own or inherited; NULL if none is set. */
const char *pdf_tree_lang(struct pdf_tree *tree, uint32_t id);
const char *pdf_tree_type(struct pdf_tree *tree, uint32_t id);

/* Ends the page: all elements but `open` (ascending) and those above them are written. */
void pdf_tree_page_end(struct pdf_tree *tree, const uint32_t *open, size_t n);

/* Writes what is left; gives the StructTreeRoot. */
uint32_t pdf_tree_finish(struct pdf_tree *tree);

#endif
