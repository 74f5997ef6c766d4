// SPDX-License-Identifier: MIT
// Whether an archive's record says what its letter.txt says.
#ifndef WARRAQ_DOOR_AGREE_RECORD_H
#define WARRAQ_DOOR_AGREE_RECORD_H

#include "base/findings.h"

#include <glib.h>

/* A record, or the volumes of one, held to letter.txt: their blocks, read back by the structure
 * tree, to its lines, white space and hyphens of line ends aside. A block that only one of the two
 * has, or that the two have in another order, is a fault `edition-differs` at the record's path.
 * The page is free in this: a date may be in words, what stands above the title may be in other
 * blocks, notes stand where it has them. */
struct record_agreement;

struct record_agreement *record_agreement_new(struct findings *findings);
void record_agreement_free(struct record_agreement *agreement);

/* What volumes may say beside the letter's words, on their title pages and as headings. */
void record_agreement_allow(struct record_agreement *agreement, const char *words);

/* The next volume. False, with its fault, where it cannot be read back. */
bool record_agreement_hear(struct record_agreement *agreement, const char *path, GBytes *record);

/* The first `head_lines` of letter.txt are the letter's head, which the page has in its own order.
 */
void record_agreement_judge(struct record_agreement *agreement, const char *text,
                            size_t head_lines);

#endif
