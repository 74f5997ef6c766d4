// SPDX-License-Identifier: MIT
// The store: every version of every letter, in an OCFL 1.1 storage root
// (https://ocfl.io/1.1/spec/), so that any OCFL tool can read it without us.
//
// A version is a bag (archive/bag.h): its payload files under their own paths, and `bag.json`,
// which keeps the bag's name, date and labels, so that the bag of any version can be made again
// byte for byte. `created` is when a version was made, the bag's date what it holds. Bytes already
// stored are not stored again (forward delta), and a bag that equals the newest version makes no
// new one.
//
// Objects lie where extension 0004 (hashed n-tuple) puts their id. sha512 addresses the content;
// sha256 is kept as fixity.
//
// Every call first finishes or clears what a killed writer left (see stage.h) and says so with a
// note `store-recovered` or `store-cleaned` in `diag`. `diag` may be NULL. Writers queue, readers
// of a store see whole versions only, and a store on a read-only disk can be read.
#ifndef WARRAQ_STORE_STORE_H
#define WARRAQ_STORE_STORE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/bag.h"
#include "base/diag.h"
#include "base/findings.h"
#include "base/json.h"

/* The payload path that the store needs for itself. */
#define STORE_BAG_FILE "bag.json"

struct store_job {
    int64_t created;      /* when the version is made, in seconds since 1970, UTC */
    const char *message;  /* why this version; NULL is the empty string */
    const char *user;     /* who; NULL is "warraq" */
    const char *address;  /* a mailto: or other URI of the user; NULL: "urn:warraq" */
    bool every_inventory; /* copy the inventory into every version, whatever it costs: see
                             snapshot.c on the bound that is kept otherwise */
};

struct store_written {
    size_t version;   /* the new version, or the newest when unchanged */
    bool unchanged;   /* nothing differed: no version was made */
    size_t entries;   /* payload files of the version */
    uint64_t bytes;   /* of the payload */
    size_t stored;    /* files that were new to the object */
    uint64_t added;   /* bytes of those */
    char sha512[129]; /* of the object's inventory, which vouches for everything else */
};

/* Adds the bag as the next version of object `id` in the store at `path`; makes store and object
 * where they are not there yet. `id` should be a URI.
 *
 * False with FAULT_IO when the store cannot be written (disk full included; the store is then as
 * before), FAULT_USAGE when `path` is something other than a store or two payload paths clash,
 * FAULT_INVALID when the object's inventory is damaged: nothing is added to a damaged object. */
bool store_snapshot(const char *path, const char *id, const struct bag *bag,
                    const struct store_job *job, struct diag *diag, struct store_written *ret,
                    GError **error);

/* Removes the object `id`, all its versions, at once. False with FAULT_IO where there is none or
 * the store cannot be written. */
bool store_purge(const char *path, const char *id, struct diag *diag, GError **error);

/* A store being read. Writers wait while it is open, so close it soon. */
struct store;

/* NULL with FAULT_IO if it cannot be read, FAULT_INVALID if it is no OCFL 1.0 or 1.1 root. */
struct store *store_open(const char *path, struct diag *diag, GError **error);
void store_close(struct store *store);

/* The ids of all objects, or of the first `most` that are found if it is not 0, in byte order;
 * g_strfreev(). Objects whose inventory cannot be read are passed over with a warning
 * `store-object` in the store's diag. */
char **store_ids(struct store *store, size_t most);

/* Whether there is an object with this id, in whatever state. */
bool store_has(const struct store *store, const char *id);

/* One object of a store; borrows the store. */
struct store_object;

/* `id` NULL means the only object there is. NULL with FAULT_IO when there is no such object,
 * FAULT_USAGE when `id` is NULL and there are several, FAULT_INVALID when it is damaged. */
struct store_object *store_object_open(struct store *store, const char *id, GError **error);
/* The object whose folder this is, wherever that lies. NULL with FAULT_INVALID or FAULT_IO. */
struct store_object *store_object_in(const char *folder, GError **error);
void store_object_close(struct store_object *object);

struct store_version {
    size_t number;       /* from 1 */
    const char *name;    /* "v3" */
    const char *created; /* RFC 3339 as kept */
    int64_t created_at;  /* the same in seconds since 1970 */
    const char *message; /* never NULL: "" where none was kept; so for these: */
    const char *user, *address;
};

const char *store_object_id(const struct store_object *object);
/* How many versions; the newest has this number. */
size_t store_object_versions(const struct store_object *object);
/* Version `number`, 1 to store_object_versions(); 0 means the newest. Lives as long as the
 * object. NULL if there is no such version. */
const struct store_version *store_object_version(const struct store_object *object, size_t number);

/* Every fault of the object, as ocfl_verify_object() reports them. */
struct findings *store_object_verify(const struct store_object *object, GError **error);

/* "v3", "3" or NULL (the newest) as a number; false with FAULT_USAGE if it is none of the
 * object's versions. */
bool store_version_parse(const struct store_object *object, const char *text, size_t *ret,
                         GError **error);

/* The date of a version's bag, in seconds since 1970: the letter's own date. When the version was
 * made, for one that another tool or an older warraq made. False with *error set if it cannot be
 * read. */
bool store_version_date(struct store_object *object, size_t number, int64_t *ret, GError **error);

struct store_file {
    const char *path;   /* the payload path, UTF-8 */
    const char *digest; /* lower-case hexadecimal, by the object's algorithm (sha512 in ours) */
    const char *source; /* the file on disk */
};

/* The payload of a version in byte order of paths, without bag.json. The array lives as long as
 * the object. `number` as above; it must exist. */
const struct store_file *store_version_files(struct store_object *object, size_t number,
                                             size_t *ret_n);

/* One payload file, its digest checked. NULL with FAULT_IO if there is none of that path or it
 * cannot be read, FAULT_INVALID if the bytes are not those that were stored. */
GBytes *store_version_read(struct store_object *object, size_t number, const char *path,
                           GError **error);

/* The bag of a version as a ZIP: the bytes bag_write() gave when the version was made.
 * Every byte is checked against its digest first; FAULT_INVALID if one differs. */
bool store_restore_zip(struct store_object *object, size_t number, const char *path,
                       struct bag_written *ret, GError **error);

/* What a version's bag.json says beside its payload: name, date and labels, which live as long as
 * *ret_keep (json_decref(), and g_free() of `info`). A version without one leaves `ret` as it is
 * and *ret_keep NULL. False with FAULT_INVALID or FAULT_IO. */
bool store_version_bag(struct store_object *object, size_t number, struct bag *ret,
                       json_t **ret_keep, GError **error);

/* The payload of a version as files below `folder`, which must be absent or empty. All or
 * nothing: it appears when complete. Errors as above. */
bool store_restore_folder(struct store_object *object, size_t number, const char *folder,
                          GError **error);

/* How an object is written anew, version by version, from the first to the newest. */
struct store_rewriter {
    void *data;
    /* The bag that version `number` is to be; `folder` is an empty one to work in, whose files are
     * read until done(). One without a name: the version stays as it is. */
    bool (*make)(void *data, struct store_object *object, size_t number, const char *folder,
                 struct bag *ret, GError **error);
    void (*done)(void *data);
    /* What the version's message is to be, g_free(); NULL: what it was. */
    char *(*message)(void *data, const char *was);
    /* All are made: false with an error leaves the object as it was. */
    bool (*finish)(void *data, GError **error);
};

/* Puts an object in the place of object `id` whose versions are those that `rewriter` makes; when
 * they were created, by whom and why is kept, `logs` and `extensions` too. At once: a crash leaves
 * the one or the other, and what is left of either goes with the next call. False with FAULT_IO
 * where there is none, FAULT_INVALID where it is damaged, or with the rewriter's own fault. */
bool store_rewrite(const char *path, const char *id, const struct store_rewriter *rewriter,
                   struct diag *diag, GError **error);

#endif
