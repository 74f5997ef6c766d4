// SPDX-License-Identifier: MIT
// A manifest as it is read: which digest each path shall have.
#ifndef WARRAQ_ARCHIVE_BAG_LIST_H
#define WARRAQ_ARCHIVE_BAG_LIST_H

#include "base/findings.h"
#include "archive/tag_text.h"
#include "base/digest.h"

#include <glib.h>
#include <stdbool.h>

struct bag_list {
    char *name; /* of the manifest */
    enum digest_kind kind;
    bool tags;         /* a tag manifest */
    GPtrArray *paths;  /* char *, in the order of the file */
    GHashTable *known; /* the same: there may be a hundred thousand, so nothing is kept twice */
};

/* Whether a file's name makes it a manifest; *ret_known is false if its algorithm is not known,
 * and *ret_kind then not set. */
bool bag_list_named(const char *name, bool *ret_tags, bool *ret_known, enum digest_kind *ret_kind);

/* Reads the text of a manifest. Every wrong line becomes a finding and is left out. */
struct bag_list *bag_list_read(const char *name, enum digest_kind kind, bool tags, const char *text,
                               const struct tag_declaration *declaration,
                               struct findings *findings);
void bag_list_free(struct bag_list *list);

/* The digest that a path shall have, in lower-case hexadecimal. False if it is not listed. */
bool bag_list_digest(const struct bag_list *list, const char *path,
                     char ret_hex[DIGEST_HEX_MAX + 1]);

/* A path as a manifest or fetch.txt spells it: decoded, a leading "./" removed with a warning.
 * NULL, with a finding, if it may not be trusted or, unless `tags`, is not below data/.
 * g_free(). */
char *bag_list_path(const char *name, const char *spelt, bool tags,
                    const struct tag_declaration *declaration, struct findings *findings);

#endif
