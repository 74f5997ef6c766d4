// SPDX-License-Identifier: MIT
// The codes of a long list's labels, once they are known: labels differ in their digits alone, so a
// digit at the begin, within or at the end of a number has the code that it had there before.
#ifndef WARRAQ_RECORD_LABEL_CODES_H
#define WARRAQ_RECORD_LABEL_CODES_H

#include "record/hosts.h"

struct label_codes;

enum label_place { LABEL_FIRST, LABEL_WITHIN, LABEL_LAST, LABEL_ALONE, LABEL_PLACES };

/* The codes of labels that are set as this one is, but for their digits; new ones if there are
 * none. They live as long as the record, or until too many others are asked for: use them at once.
 */
struct label_codes *label_codes_of(struct record *record, const struct line *line,
                                   const struct line_run *number, const struct host *host);

/* Whether one was kept: the label's runs can stand in one font. False of NULL. */
bool label_codes_are_shown(const struct label_codes *codes);

/* The code of a digit, which is this glyph; 0 for one that is not known, or no digit. */
uint16_t label_codes_find(const struct label_codes *codes, enum label_place place, char digit,
                          uint32_t glyph);
void label_codes_keep(struct label_codes *codes, enum label_place place, char digit, uint32_t glyph,
                      uint16_t code);

void label_codes_free(struct label_codes *codes);

#endif
