// SPDX-License-Identifier: MIT
// A long list in bound volumes: the letter's own text opens the first, each volume has a title page
// with the table of all volumes, and the signatories' numbers run on.
#ifndef WARRAQ_DERIVE_VOLUME_H
#define WARRAQ_DERIVE_VOLUME_H

#include "model/document.h"

/* The size of one volume under `auto`: viewers and validators still open it at once. */
enum { VOLUME_ENTRIES_AUTO = 100 * 1000, VOLUMES_MOST = 10 * 1000 };

struct volume_range {
    int64_t start, end; /* entries [start, end) of the list, from 0 */
    char *first, *last; /* their labels, or their places where the list has none */
    char *from, *to;    /* the names of the first and the last */
    size_t pages;       /* of that volume; 0: not known */
};

struct volumes {
    const struct document *letter; /* borrowed */
    char *words;                   /* the file of words */
    GArray *ranges;                /* struct volume_range */
    struct node_stream *slice;     /* the list's entries, handed to one volume after the other */
};

/* `words` is the file with the words of a title page; `count` is a number or "auto". FAULT_USAGE
 * for anything else, or more volumes than entries. */
bool volumes_plan(const struct document *letter, const char *words, const char *count,
                  struct volumes *ret, GError **error);
void volumes_clear(struct volumes *volumes);

/* Volume `k`, from 0, as a document of its own; it borrows the letter and, until it is freed, the
 * entries. Made in order, the list is read only once. The caller owns it. */
struct document *volume_document(struct volumes *volumes, size_t k, GError **error);

/* What volume `k` says beside the letter's own words, on its title page and over its part of the
 * list: texts are added to `ret`, which frees them. The table of all volumes is told with the first
 * one. */
bool volume_own_words(struct volumes *volumes, size_t k, GPtrArray *ret, GError **error);

/* "letter-02.pdf" for "letter.pdf": the number padded, so that names sort. g_free() */
char *volume_path(const struct volumes *volumes, const char *target, size_t k);

#endif
