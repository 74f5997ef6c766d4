// SPDX-License-Identifier: MIT
// Languages of a document that has been read.
#ifndef WARRAQ_READ_LANGS_H
#define WARRAQ_READ_LANGS_H

#include "read/reader.h"

/* Sets the root's language and direction unless the source said them, and those of blocks in
 * another language. Signatories keep what their source says. */
void langs_assign(struct reader *reader);

/* Forgets a language that the source only bears as a mark of the machine it was written on: one
 * that runs the other way than most of the letters do. */
void langs_doubt(struct reader *reader);

/* What langs_assign() does, for a document that is only `list`, by its first names. False with an
 * error only if a streamed list cannot be read. */
bool langs_assign_list(struct reader *reader, const struct node *list, GError **error);

#endif
