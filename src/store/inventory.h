// SPDX-License-Identifier: MIT
// An OCFL inventory (OCFL 1.1, section 3.5): what an object holds, version by version.
#ifndef WARRAQ_STORE_INVENTORY_H
#define WARRAQ_STORE_INVENTORY_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"
#include "base/digest.h"
#include "base/json.h"

/* The largest inventory that is read: some 8,000 versions of a letter. */
#define INVENTORY_MOST ((size_t)32 * 1024 * 1024)

#define OCFL_TYPE(version) "https://ocfl.io/" version "/spec/#inventory"

/* A view of the JSON; everything but `json` itself is borrowed from it. In an inventory that a
 * checker made out of faulty JSON, whatever was missing or of the wrong kind is NULL. */
struct inventory {
    json_t *json;
    const char *id, *type, *head;
    const char *content; /* the content directory's name; never NULL */
    enum digest_kind digest;
    bool digest_known; /* `digest` is set: sha512 or sha256 */
    json_t *manifest, *versions, *fixity;
    size_t newest;  /* the highest version number; 0 if there is none */
    unsigned width; /* digits of zero-padded version names; 0: not padded */
    /* Of one that was loaded: */
    GBytes *bytes;                /* its text */
    char hex[DIGEST_HEX_MAX + 1]; /* whose digest by `digest` this is */
};

/* Reads and checks; every fault goes to `findings` with the path `where`. NULL if it is not a
 * JSON object at all. Survives any bytes, in time linear in `n` but for sorting. */
struct inventory *inventory_parse(const void *data, size_t n, const char *where,
                                  struct findings *findings);
void inventory_free(struct inventory *inventory);

/* "v12" and "v0012": the number and, if zero-padded, how many digits (otherwise 0). */
bool version_name_parse(const char *name, size_t n, size_t *ret_number, unsigned *ret_width);
/* The other way round; g_free(). */
char *version_name(size_t number, unsigned width);

/* Version `number`'s block; NULL if there is none. */
json_t *inventory_version(const struct inventory *inventory, size_t number);

/* The first content path of a digest; NULL if the manifest does not have it. */
const char *inventory_content(const struct inventory *inventory, const char *digest);

/* A block that maps digests to lists of paths (a manifest, a state, the fixity of an algorithm) the
 * other way round: path to digest, both borrowed. g_hash_table_unref(). NULL is an empty block. */
GHashTable *inventory_paths(json_t *block);

/* A string member or NULL. */
const char *json_member(const json_t *object, const char *key);

/* The OCFL version a type names, 10 for 1.0, 11 for 1.1; 0 for any other. */
unsigned inventory_spec(const char *type);

/* RFC 3339 with seconds and zone to seconds since 1970. */
bool time_parse(const char *text, gint64 *ret);
/* And back, in UTC with `Z`; g_free(). */
char *time_print(gint64 seconds);

/* Why a path in an inventory is not safe, as an index: 0 safe, 1 begins or ends with '/', 2 has an
 * empty part, `.` or `..`. */
int path_fault(const char *path);

/* Byte order in which "a/b" directly follows "a": '/' sorts before every other byte. */
int path_compare(const char *a, const char *b);

/* Whether `path` is `folder` or lies in it. */
bool path_within(const char *folder, const char *path);

#endif
