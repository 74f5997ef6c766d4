// SPDX-License-Identifier: MIT
// How the table is laid out of what is known of languages without ICU; read by what makes it, too
// (cmake/phrase_table.c).
#ifndef WARRAQ_LANGUAGE_PHRASE_TABLE_H
#define WARRAQ_LANGUAGE_PHRASE_TABLE_H

enum {
    PLURAL_KNOWN = 10000, /* numbers from 0 */
    PLURAL_FIRST = 200,   /* have a place of their own; then the last two figures decide */
    PLURAL_FORMS = 6
};

static const char *const plural_names[PLURAL_FORMS] = {"zero", "one",  "two",
                                                       "few",  "many", "other"};

/* What stands between numbers in a row: two, or more, from the first to the last. */
struct phrase_joins {
    const char *pair, *first, *middle, *last;
};

struct phrase_lang {
    char tag[16];
    unsigned char set;    /* of plural_sets, whose forms are figures */
    unsigned char joins;  /* of phrase_joins */
    const char *own_name; /* NULL where the tag says more than the language */
};

static inline int plural_place(int number)
{
    return number < PLURAL_FIRST ? number : PLURAL_FIRST / 2 + number % (PLURAL_FIRST / 2);
}

#endif
