// SPDX-License-Identifier: MIT
// Who signed, in bars: by the script of the name, by country, by day. Each is a table whose rows
// say a number and show it.
#ifndef WARRAQ_DERIVE_SHARES_H
#define WARRAQ_DERIVE_SHARES_H

#include "derive/words.h"
#include "model/document.h"

struct signer_shares;

struct signer_shares *shares_new(void);
void shares_free(struct signer_shares *shares);

/* Counts an entry by the script of most of its name. */
void shares_add_entry(struct signer_shares *shares, const struct node *entry);

/* Whether the letter's sheets say of countries or days enough to compare. */
bool shares_are_told(const struct document *letter);

/* Adds the tables to `document`. Days on which fewer than five signed are not shown: who they are
 * could be told. */
void shares_add(const struct signer_shares *shares, const struct document *letter,
                const struct words *words, struct document *document);

#endif
