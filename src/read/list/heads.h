// SPDX-License-Identifier: MIT
// What a column of a sheet is called, understood by the words of its head in any language. The
// words are data/read/heads.txt.
#ifndef WARRAQ_READ_LIST_HEADS_H
#define WARRAQ_READ_LIST_HEADS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* What a column holds. The order is that of the table in heads.c. */
enum head_kind {
    HEAD_NONE,
    /* printed */
    HEAD_NUMBER,
    HEAD_NAME,
    HEAD_FULL, /* a whole name, told so: before HEAD_NAME where a sheet has both */
    HEAD_GIVEN,
    HEAD_MIDDLE,
    HEAD_FAMILY,
    HEAD_ORGANISATION,
    HEAD_ROLE,
    HEAD_AFFILIATION,
    HEAD_PLACE,
    HEAD_COUNTRY,
    HEAD_LANG,
    /* never printed */
    HEAD_EMAIL,
    HEAD_PHONE,
    HEAD_ADDRESS,
    HEAD_TIME,
    HEAD_NETWORK,
    HEAD_LINK,
    HEAD_CONTACT,
    HEAD_COMMENT,
    HEAD_ID,
    HEAD_STATUS,
    HEAD_PERSON,
    HEAD_NEWS,
    HEAD_TERMS,
    HEAD_CONSENT,
    HEAD_ANONYMOUS,
    HEAD_KINDS,
    /* words that only decide between those above, and values of a consent column */
    HEAD_PUBLISH = HEAD_KINDS,
    HEAD_NOT,
    HEAD_JOIN,
    HEAD_YES,
    HEAD_NO,
    HEAD_PENDING,
    HEAD_WORDS
};

/* Its name in data, options and JSON: "name", "email". */
const char *head_kind_name(enum head_kind kind);

/* The same for people, untranslated: "e-mail address". */
const char *head_kind_label(enum head_kind kind);

/* The kind of that name, -1 for none. "city" and "none" are known too. */
int head_kind_named(const char *name);

bool head_kind_is_printed(enum head_kind kind);

struct head {
    enum head_kind kind;
    enum head_kind without_consent; /* the kind if its cells turn out to be no answers */
    bool hides;                     /* consent: a yes leaves the name out */
    bool family_first;              /* the head's language writes the family name first */
    unsigned share;                 /* per cent of the head's letters that are words known here */
};

struct heads;

/* NULL with FAULT_IO or FAULT_INVALID. `data` is the folder that holds read/. */
struct heads *heads_open(const char *data, GError **error);
struct heads *heads_ref(struct heads *heads); /* one owner more */
void heads_free(struct heads *heads);

/* Understands the `n` cells of a row as heads: languages that fit the row as a whole go first. */
void heads_read(const struct heads *heads, const char *const *cells, size_t n, struct head *ret);

/* Whether two heads are the same but for case, accents and spaces. */
bool heads_same(const char *a, const char *b);

/* What a cell of a consent column answers. */
enum answer { ANSWER_EMPTY, ANSWER_YES, ANSWER_NO, ANSWER_PENDING, ANSWER_ANONYMOUS, ANSWER_OTHER };
enum answer heads_answer(const struct heads *heads, const char *cell);

#endif
