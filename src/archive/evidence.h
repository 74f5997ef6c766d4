// SPDX-License-Identifier: MIT
// Proof that outlives its algorithm: evidence records (RFC 4998) over many archives.
//
// The digests of all archives go up a hash tree, and one time stamp of its root is for each of
// them: a record holds the stamp and the archive's own way up, so it tells nothing of the others.
// Before the stamp's certificate ends a new stamp is made of the old one; before the digest is
// broken a new tree is made, by another digest, of the archives and of all that was stamped. A
// record is DER, and its name ends in ".ers".
//
// What a record is over are whole files, never a manifest's word for them: it is to hold when the
// digests that the manifests are made of no longer do.
#ifndef WARRAQ_ARCHIVE_EVIDENCE_H
#define WARRAQ_ARCHIVE_EVIDENCE_H

#include "archive/ers.h"
#include "archive/proof.h"
#include "base/findings.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The digests that records are made with, by their names on the command line and OpenSSL's
 * numbers; the one that is taken where nobody says. */
#define EVIDENCE_DIGEST "sha512"
const char *evidence_digest_name(int digest); /* NULL for others */
bool evidence_digest_parse(const char *name, int *ret);
/* The names, ", " between them. g_free() */
char *evidence_digest_names(void);

/* A file that a record is over; versions of a letter have many in common. */
struct evidence_file {
    char *path;       /* where it lies */
    char *name;       /* for messages, and what findings give for the path */
    GHashTable *sums; /* digest -> GBytes, those computed so far */
};

struct evidence_file *evidence_file_new(const char *path, const char *name);
void evidence_file_unref(struct evidence_file *file);

/* The files of one archive, or of one version of a letter: a data object group. */
struct evidence_group {
    char *name;        /* the archive's; its record is called so, and ".ers" */
    char *letter;      /* whose version it is; NULL for an archive */
    char *place;       /* what findings call it: the archive's name, or "the-letter v2" */
    GPtrArray *files;  /* struct evidence_file, the archive itself first */
    GArray *uncovered; /* bool of each, set by evidence_check() */
};

struct evidence_group *evidence_group_new(const char *name);
/* The same of a version of a letter. */
struct evidence_group *evidence_group_new_version(const char *name, const char *letter,
                                                  const char *place);
/* Takes a share in the file. */
void evidence_group_add(struct evidence_group *group, struct evidence_file *file);
/* All their files in one, each once. */
struct evidence_group *evidence_group_merge(const GPtrArray *groups, const char *name);
void evidence_group_free(struct evidence_group *group);

bool evidence_covers(const struct evidence_group *group, guint index);
/* How many of the group's files are covered. */
guint evidence_covered(const struct evidence_group *group);

/* The file's digest; lives as long as the file. NULL with FAULT_IO. */
GBytes *evidence_sum(struct evidence_file *file, int digest, GError **error);

/* What stands for the file in a chain: its digest, or, where there are chains before this one whose
 * digest is `prior`, the digest of both. g_bytes_unref(). NULL with FAULT_IO. */
GBytes *evidence_value(struct evidence_file *file, int digest, GBytes *prior, GError **error);

/* ---- making -------------------------------------------------------------------------------- */

/* Records being made: what is to be stamped, and then each record with the stamp. */
struct evidence_plan {
    GPtrArray *groups; /* struct evidence_group; borrowed */
    GPtrArray *olds;   /* struct ers of each group, to be renewed; NULL: none yet; borrowed */
    int digest;
    bool new_chain;   /* a new tree by `digest`; else the stamp of the old ones is renewed */
    GPtrArray *lists; /* what each record's stamp is over */
    struct hash_tree *tree;
};

/* First records by `digest`. NULL with FAULT_IO if a file cannot be read. */
struct evidence_plan *evidence_plan_first(GPtrArray *groups, int digest, GError **error);
/* `olds` renewed: by `digest`, of the files that are covered, or, where that is 0, their last stamp
 * alone. FAULT_USAGE where they do not fit together. */
struct evidence_plan *evidence_plan_renewal(GPtrArray *groups, GPtrArray *olds, int digest,
                                            GError **error);
void evidence_plan_free(struct evidence_plan *plan);

/* The RFC 3161 query. */
GBytes *evidence_plan_query(const struct evidence_plan *plan);
/* The token of the answer, if it is of this plan's root, in order and made in time; NULL with
 * FAULT_INVALID or FAULT_IO. */
GBytes *evidence_plan_token(const struct evidence_plan *plan, const char *answer_path,
                            GError **error);
/* Record `index`, with the token. */
GBytes *evidence_plan_record(const struct evidence_plan *plan, guint index, GBytes *token);

/* ---- checking ------------------------------------------------------------------------------ */

/* Whose record, whom to trust, and where what is found goes. */
struct evidence_case {
    const char *path;        /* the record's name, for messages */
    const char *covers;      /* the archive's, */
    guint least;             /* of which so many files, the first, have to be covered, and one */
    const char *authorities; /* PEM; NULL: nobody is trusted */
    struct proofs *proofs;   /* NULL: nobody asks */
    struct findings *findings;
};

/* Judges a record, offline and by no clock: that each stamp is of what it should be of, renewed in
 * order, in time, and in the end by algorithms that prove something. Sets `uncovered` of the
 * group; what follows from that is the caller's matter. False if the record proves nothing. */
bool evidence_check(const struct ers *ers, struct evidence_group *group,
                    const struct evidence_case *judged);

/* The same of the record in a file. */
bool evidence_verify(const char *record, struct evidence_group *group,
                     const struct evidence_case *judged);

/* A file of at most ERS_MOST bytes, opened without waiting. NULL with FAULT_IO. */
GBytes *evidence_load(const char *path, GError **error);

#endif
