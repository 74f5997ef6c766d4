// SPDX-License-Identifier: MIT
// Records that carry their own signature (PAdES): made, and judged.
#ifndef WARRAQ_DOOR_SIGNED_H
#define WARRAQ_DOOR_SIGNED_H

#include "archive/sign.h"
#include "archive/signer.h"
#include "archive/credentials.h"
#include "base/file.h"
#include "door/session.h"

/* How a record is signed, and proven. */
struct signing {
    struct signer *signer;
    bool ask;                   /* a query about the signature is asked for */
    GBytes *answer;             /* an authority's answer to that; or NULL */
    struct credentials *proofs; /* for the store behind the signature */
    GBytes *query;              /* made by signed_fill(); or NULL */
};

/* By the session's options; NULL with *error set. */
struct signing *signing_new(const struct warraq *w, GError **error);
void signing_free(struct signing *signing); /* NULL is allowed */

/* Signs a record that is written and has an empty field for it. */
bool signed_fill(struct file_out *out, struct signing *signing, GError **error);

/* A file with what --timestamp and --proof ask for put in or behind it; `ret_query` is set instead
 * where a query was asked for. False with *error set. */
bool signed_seal(const struct warraq *w, GBytes *file, GBytes **ret_sealed, GBytes **ret_query,
                 GError **error);

/* Whether a file begins as a PDF does. */
bool signed_is_pdf(const char *path);

/* Judges what a PDF carries, and whether it was changed since. NULL with FAULT_IO where it cannot
 * be read; whatever is wrong with it is a finding. What must be shown is not asked. proofs_free().
 */
struct proofs *signed_verify(const char *path, const struct sign_trust *trust,
                             struct findings *findings, GError **error);

/* The same for bytes; `name` is the file's, for messages. */
struct proofs *signed_judge(GBytes *file, const char *name, const struct sign_trust *trust,
                            struct findings *findings);

#endif
