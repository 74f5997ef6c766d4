// SPDX-License-Identifier: MIT
// A letter as something to compare: its text as typeset, wherever it is kept.
#ifndef WARRAQ_DOOR_DIFF_SIDE_H
#define WARRAQ_DOOR_DIFF_SIDE_H

#include "door/session.h"

#include "compare/diff.h"
#include "store/store.h"

/* A side with the text it points into. */
struct compare_text {
    struct arena *arena;
    GBytes *bytes;
    struct diff_side side;
    char *source;         /* the letter's source as a file, or NULL: */
    GBytes *source_bytes; /* out of an archive, with */
    char *source_name;
};

/* A version in a store; a source, an archive's ZIP or a bag's folder. NULL with *error set. */
struct compare_text *compare_text_of_version(struct store_object *object, size_t number,
                                             GError **error);
struct compare_text *compare_text_of_path(struct warraq *w, const char *path, GError **error);
void compare_text_free(struct compare_text *text);

/* The side's source as a file that can be read, made for the while where it lies in an archive;
 * NULL with *error set. compare_text_source_done() takes the path back. */
char *compare_text_source(const struct compare_text *text, GError **error);
void compare_text_source_done(const struct compare_text *text, char *path);

/* How the list changed, for a log. `before` may be NULL: nobody was added then. */
struct compare_change {
    int64_t listed;
    size_t added, removed;
};
struct compare_change compare_count(const struct compare_text *before,
                                    const struct compare_text *after);

#endif
