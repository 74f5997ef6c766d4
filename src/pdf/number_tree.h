// SPDX-License-Identifier: MIT
// A number or name tree whose leaves are written as they fill (ISO 32000-1, 7.9.6 and 7.9.7).
// Keys come ascending.
#ifndef WARRAQ_PDF_NUMBER_TREE_H
#define WARRAQ_PDF_NUMBER_TREE_H

#include "pdf/writer.h"

struct pdf_number_tree;

/* shelf  where it lies
 * leaf   entries a leaf */
struct pdf_number_tree *pdf_number_tree_new(struct pdf_writer *writer, enum pdf_shelf shelf,
                                            unsigned leaf, bool names);
void pdf_number_tree_free(struct pdf_number_tree *tree);

/* value: any object, as PDF. */
void pdf_number_tree_add(struct pdf_number_tree *tree, uint32_t key, const char *value);

/* An array of references to n objects. */
void pdf_number_tree_add_refs(struct pdf_number_tree *tree, uint32_t key, const uint32_t *ids,
                              size_t n);

/* A name's key must be a PDF string, greater than the one before. */
void pdf_name_tree_add(struct pdf_number_tree *tree, const char *key, const char *value);
bool pdf_number_tree_empty(const struct pdf_number_tree *tree);

/* Gives the root's object number. */
uint32_t pdf_number_tree_finish(struct pdf_number_tree *tree);

#endif
