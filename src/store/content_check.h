// SPDX-License-Identifier: MIT
// Digests promised and bytes found: every content file of an object is read once, however many
// inventories and algorithms speak of it.
#ifndef WARRAQ_STORE_CONTENT_CHECK_H
#define WARRAQ_STORE_CONTENT_CHECK_H

#include <glib.h>

#include "base/findings.h"
#include "store/inventory.h"

struct content_check;

struct content_check *content_check_new(void);
void content_check_free(struct content_check *check);

/* A file found in a content directory, by its content path. */
void content_check_found(struct content_check *check, const char *path);

/* Takes down what an inventory promises in its manifest and its fixity block, each thing once. */
void content_check_promise(struct content_check *check, const struct inventory *inventory);

/* E023 for every file found so far that the manifest of `inventory`, which lies at `where`, does
 * not have. */
void content_check_unlisted(const struct content_check *check, const struct inventory *inventory,
                            const char *where, struct findings *findings);

/* Reads everything below `folder`: E092, E093. `prefix` comes before paths in the findings. */
void content_check_read(const struct content_check *check, const char *folder, const char *prefix,
                        struct findings *findings);

#endif
