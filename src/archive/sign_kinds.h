// SPDX-License-Identifier: MIT
// The kinds of sidecar behind sign.h, each over bytes alone.
#ifndef WARRAQ_ARCHIVE_SIGN_KINDS_H
#define WARRAQ_ARCHIVE_SIGN_KINDS_H

#include "archive/credentials.h"
#include "archive/proof.h"
#include "base/findings.h"

#include <glib.h>
#include <stdbool.h>

/* A sidecar to be judged: what it should be over, and where what is found goes. */
struct sidecar {
    const char *path;   /* its name, for messages */
    GBytes *bytes;      /* its own */
    GBytes *subject;    /* what it should be over, */
    const char *covers; /* and that file's name */
    struct proofs *proofs;
    struct findings *findings;
    const struct carrier *carrier; /* NULL: it lies beside what it is over */
};

/* What the PDF says that holds a signature of its own. */
struct carrier {
    bool cades;                      /* the form is PAdES, not Adobe's older one */
    gint64 claimed;                  /* when it was made, or -1 */
    const struct credentials *store; /* what it brings to prove its signatures */
};

/* CMS. `authorities` NULL: nobody is trusted. `stamped` is the time a trusted stamp gives the
 * signature, or -1. */
void cms_check(const struct sidecar *sidecar, const char *authorities, gint64 stamped);

/* RFC 3161: an authority's answer, or the token alone. The time of a right answer, or -1 if it is
 * wrong or not trusted, which is reported. */
gint64 stamp_check(const struct sidecar *sidecar, const char *authorities);

/* SSHSIG by ssh-keygen, which reads the sidecar at `file`. */
void ssh_check(const struct sidecar *sidecar, const char *file, const char *signers);
/* Whether the key within is strong enough to prove anything; a weak one is reported. */
bool ssh_key_strong(const struct sidecar *sidecar);

#endif
