// SPDX-License-Identifier: MIT
// The tables in data/read/: what web pages put around a letter, how letters greet and close, how
// they state their totals, the names of months, and the little words by which a language is
// recognised. They are readable text that anyone may edit: a line a phrase, `#` a comment, `[ar]`
// the language of what follows, `*` at either end of a phrase for "anything".
#ifndef WARRAQ_READ_TABLES_H
#define WARRAQ_READ_TABLES_H

#include "base/diag.h"
#include "language/lang_text.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum table {
    TABLE_RESIDUE,    /* navigation, donation lines */
    TABLE_ADDRESSEE,  /* "To:" */
    TABLE_SALUTATION, /* "Dear ..." */
    TABLE_CLOSING,    /* "Yours sincerely" */
    TABLE_SUBJECT,    /* "Subject:" */
    TABLE_SENDER,     /* "From:" */
    TABLE_REFERENCE,  /* "Our ref." */
    TABLE_COUNT
};

struct tables;

/* Reads the tables of `data` (the folder that holds read/; NULL: empty tables) and the residue
 * phrases of `phrases` instead of its own when that is not NULL.
 * NULL with FAULT_IO if a file cannot be read, FAULT_INVALID naming file and line for a bad one. */
struct tables *tables_open(const char *data, const char *phrases, GError **error);
void tables_free(struct tables *tables);

/* Whether a line of `n` bytes is one of the table's phrases. */
bool tables_match(const struct tables *tables, enum table table, const char *text, size_t n);

/* What the words of a line speak of. */
enum topic {
    TOPIC_SIGN = 1,     /* who signs */
    TOPIC_SUPPORT = 2,  /* who supports */
    TOPIC_GROUP = 4,    /* a kind of signatories: organisations */
    TOPIC_NOT = 8,      /* how to sign, demands, notes: no names follow */
    TOPIC_PAGE = 16,    /* a web page: share, privacy */
    TOPIC_UNNAMED = 32, /* anonymous, others */
    TOPIC_BODY = 64,    /* an institution */
    TOPIC_CLASS = 128,  /* in a class or id: what stands around a page's text */
    TOPIC_BOX = 256,    /* in a class or id: a box set into the text, of the page */
    TOPIC_OFFICE = 512, /* what somebody is: a director, a professor */
    TOPIC_AGO = 1024    /* how long ago */
};

/* The topics of all words in a line of `n` bytes. */
unsigned tables_topics(const struct tables *tables, const char *text, size_t n);

/* What a text states of its signatories: their total, and how many stay anonymous. Values that are
 * stated and not yet set (-1) are set. */
void tables_totals(const struct tables *tables, const char *text, size_t n, int64_t *total,
                   int64_t *anonymous);

/* The month (1 to 12) a word names in any language, 0 if none. `word` is folded by fold_line(). */
int tables_month(const struct tables *tables, const char *word);

/* The languages of which `word` (folded) is one of the little words: a NULL-ended array of tags
 * owned by the tables, or NULL. */
const char *const *tables_word_langs(const struct tables *tables, const char *word);

/* The little words as language/ asks for them; as they are written, not folded. */
struct lang_words tables_lang_words(const struct tables *tables);

#endif
