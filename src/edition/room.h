// SPDX-License-Identifier: MIT
// The reading room: the page that an archive opens with. It shows the letter, what is kept of it
// and how to check that, and needs no script; one that is in it checks the archive's ZIP when this
// is dropped on the page, without a network, which the page's own policy forbids.
#ifndef WARRAQ_EDITION_ROOM_H
#define WARRAQ_EDITION_ROOM_H

#include "edition/markup.h"

/* A file of the archive. */
struct room_file {
    const char *path; /* below data/, beside the room */
    guint64 bytes;
    const char *sha256;
};

struct room_options {
    struct markup_options markup;
    /* The words under `key`, in the letter's language; g_free(). */
    char *(*word)(void *context, const char *key);
    void *word_context;
    const char *title; /* where the letter has none */
    const struct room_file *files;
    size_t n_files;
    const char *tool;   /* "warraq 1.2.3" */
    const char *script; /* that searches and checks; NULL: none */
};

/* Whether the room shows the list: one beyond what a page of the web can bear beside all else is
 * left to letter.html. */
bool room_holds_list(const struct document *document);

/* Writes the page. */
bool room_write(const struct document *document, const struct room_options *options,
                struct file_out *out, GError **error);

#endif
