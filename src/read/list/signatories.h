// SPDX-License-Identifier: MIT
// The list of signatories from a file of its own: CSV, TSV, JSON, YAML, text, or a folder with a
// file for each signatory.
#ifndef WARRAQ_READ_LIST_SIGNATORIES_H
#define WARRAQ_READ_LIST_SIGNATORIES_H

#include "read/reader.h"
#include "read/markdown/yaml_value.h"

/* A list of kind LIST_SIGNATORIES, without a parent, in the document's arena; its files are added
 * to the document's sources and lists. Notes go to the reader's diag. `by` is the letter that names
 * the file, NULL where the user does (base/file.h). NULL with FAULT_IO if it cannot be read,
 * FAULT_INVALID if it is not what its name says or gives no signatory, FAULT_USAGE if its encoding
 * or the column of its names cannot be told. */
struct node *signatories_read(struct reader *reader, const char *path, const char *by,
                              GError **error);

/* Entries of `list` from the sequence of strings and mappings in a letter's front matter, `value`
 * ; `line_offset` is added to lines. A fault is noted. */
void signatories_inline(struct reader *reader, struct node *list, const struct yaml_value *value,
                        size_t line_offset);

/* Puts `list` where signatories go: after the closing and who signs, before notes. */
void signatories_place(struct document *document, struct node *list);

#endif
