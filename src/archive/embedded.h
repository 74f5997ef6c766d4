// SPDX-License-Identifier: MIT
// Signatures and time stamps that lie within the file they are over, as PAdES has them: what was
// found there is judged as what lies beside an archive is.
#ifndef WARRAQ_ARCHIVE_EMBEDDED_H
#define WARRAQ_ARCHIVE_EMBEDDED_H

#include "archive/credentials.h"
#include "archive/sign.h"

struct embedded {
    const char *path;   /* file and field, for messages */
    const char *covers; /* the file, or the part of it that was there */
    GBytes *bytes;      /* a CMS signature, or a token */
    GBytes *subject;    /* what it is over */
    size_t end;         /* where that ends in the file */
    bool stamp;         /* it is a time stamp */
    bool cades;         /* it claims to be PAdES */
    gint64 claimed;     /* when it was made, or -1 */
};

/* `store` is what the file brings to prove them.
 * Judges each; a trusted time stamp gives its time to the signatures before it. What must be shown
 * is left to sign_check_demands(). proofs_free(). */
struct proofs *embedded_verify(const struct embedded *list, size_t n,
                               const struct credentials *store, const struct sign_trust *trust,
                               struct findings *findings);

#endif
