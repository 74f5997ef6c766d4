// SPDX-License-Identifier: MIT
// The kinds of columns that a table of people may have.
#ifndef WARRAQ_READ_LIST_HEAD_KIND_H
#define WARRAQ_READ_LIST_HEAD_KIND_H

#include <stdbool.h>

/* What a column holds. The order is that of the table in head_kind.c. */
enum head_kind {
    HEAD_NONE,
    /* printed */
    HEAD_NUMBER,
    HEAD_NAME,
    HEAD_FULL, /* a whole name, by its head: preferred where a sheet has HEAD_NAME too */
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

/* The same, and of the words that only decide between kinds: "yes", "publish". */
int head_word_named(const char *name);

bool head_kind_is_printed(enum head_kind kind);

#endif
