// SPDX-License-Identifier: MIT
// A BagIt 1.0 bag (RFC 8493), written as a deterministic ZIP with one top folder.
// This room packs and checks bytes; what they mean is the caller's business.
#ifndef WARRAQ_ARCHIVE_BAG_H
#define WARRAQ_ARCHIVE_BAG_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A payload file: from memory, or from a file on disk that is streamed. */
struct bag_file {
    const char *path;   /* below data/, UTF-8, NFC, '/' between parts */
    GBytes *bytes;      /* or NULL: */
    const char *source; /* the file on disk */
};

struct bag_label {
    const char *label, *value;
};

struct bag_written {
    uint64_t bytes;   /* of the ZIP */
    char sha512[129]; /* of the ZIP */
    size_t entries;
};

/* Called when the ZIP is written but has not taken its name: whatever vouches for it goes beside it
 * now. `manifest` is the tag manifest, which is what gets signed. False leaves the target as it
 * was. */
typedef bool (*bag_vouch)(void *data, GBytes *manifest, const struct bag_written *written,
                          GError **error);

struct bag {
    const char *name; /* the top folder */
    const struct bag_file *files;
    size_t n_files;
    const struct bag_label *info; /* bag-info.txt, in this order, Payload-Oxum and Bag-Size added */
    size_t n_info;
    int64_t date; /* seconds since 1970, UTC: every entry's time and Bagging-Date */
};

/* Why a bag cannot hold a payload file at this path (UTF-8 or not), a sentence marked for
 * translation; NULL if it can. */
const char *bag_path_fault(const char *path);

/* What the bag in a ZIP at `path` is called: the ZIP's own name without its ending, as receivers
 * expect, without what some unpackers cannot take; "letter" on standard output. g_free(). */
char *bag_name_for(const char *path);

/* Writes the bag's ZIP to `path` (beside, synced, renamed). False with FAULT_IO, or
 * FAULT_USAGE when two payload paths clash. */
bool bag_write(const struct bag *bag, const char *path, struct bag_written *ret, GError **error);

/* The same with something to vouch for it. */
bool bag_write_vouched(const struct bag *bag, const char *path, bag_vouch vouch, void *data,
                       struct bag_written *ret, GError **error);

#endif
