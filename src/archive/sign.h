// SPDX-License-Identifier: MIT
// Who vouches for a bag, and since when: signatures and time stamps over its tag manifest, which
// vouches for all the rest.
//
// They lie beside the ZIP (NAME.zip.p7s, NAME.zip.tsr, NAME.zip.sig) or the folder, not in it: a
// signature cannot be listed by the manifest it signs; the ZIP stays the same bytes whoever signs
// it, however often and however much later; and because what is signed is the tag manifest and
// not the container, the signature holds for the bag unpacked, packed again, or restored.
#ifndef WARRAQ_ARCHIVE_SIGN_H
#define WARRAQ_ARCHIVE_SIGN_H

#include "archive/proof.h"
#include "base/findings.h"

#include <glib.h>
#include <stdbool.h>

/* The strongest tag manifest of the bag in a ZIP or folder: what is signed. FAULT_IO if the path
 * cannot be read, FAULT_INVALID if it is no bag with a tag manifest. The caller unrefs it. */
GBytes *sign_subject(const char *bag_path, GError **error);

/* The sidecar of a bag: its path and ".p7s" (CMS), ".tsq" (query), ".tsr" (time stamp) or ".sig"
 * (SSH). g_free(). */
char *sign_beside(const char *bag_path, const char *extension);

/* A CMS detached signature (RFC 5652, DER) over a tag manifest. `key_path` is a PEM file with a
 * private key and its certificate, then any certificates between it and the authority, or
 * `cert_path` holds the certificates. `date` is the signing time it states, seconds since 1970.
 * NULL with FAULT_IO, or FAULT_USAGE if key and certificate do not go together. */
GBytes *sign_cms(GBytes *manifest, const char *key_path, const char *cert_path, gint64 date,
                 GError **error);

/* An SSH signature (namespace "warraq") by OpenSSH's ssh-keygen. NULL with FAULT_IO if that is not
 * installed or fails. */
GBytes *sign_ssh(GBytes *subject, const char *key_path, GError **error);

/* The CMS signature that lies beside a bag, NULL if none can be read there. */
GBytes *sign_signature(const char *bag_path);

/* An RFC 3161 query about the CMS signature where there is one, as that proves both it and the tag
 * manifest to be as old, else about the tag manifest; a time-stamp authority answers it. It has no
 * nonce, so that the same bag asks the same. */
GBytes *sign_stamp_query(GBytes *about);

/* The authority's answer, after checking that it grants the query and is about the signature (NULL:
 * none) or the tag manifest; NULL with FAULT_INVALID if not. */
GBytes *sign_stamp_answer(const char *answer_path, GBytes *manifest, GBytes *signature,
                          GError **error);

/* The value of a CMS signature, which a time stamp of it is over; NULL if it is none. */
GBytes *sign_value(GBytes *signature);

/* A CMS signature with an authority's answer in it, or NULL. */
GBytes *sign_with_stamp(GBytes *signature, GBytes *answer);

/* Whether an authority's answer grants a time stamp over these bytes. */
bool sign_stamp_is_over(GBytes *answer, GBytes *subject);

/* The token of an authority's answer; NULL if it has none. */
GBytes *sign_stamp_token(GBytes *answer);

/* A file that lies beside an archive or was given to be put in: a plain file of at most 1 MiB. NULL
 * with FAULT_IO. */
GBytes *sign_read(const char *path, GError **error);

/* Whom to trust, and what must be shown. NULL members say that nobody is named for that kind; one
 * that is named must be shown to have signed. */
struct sign_trust {
    const char *authorities;             /* PEM certificates, for CMS signatures and time stamps */
    const char *signers;                 /* an allowed_signers file, for SSH */
    bool signature, timestamp, evidence; /* one of anybody named must be there */
};

/* Holds what was shown to what had to be. */
void sign_check_demands(const struct sign_trust *trust, const struct proofs *proofs,
                        struct findings *findings);

/* Verifies, offline, each sidecar that is there, and says what was shown. One that is wrong, or
 * cannot be read, is a fault; one that is right but whose maker nobody is named to trust is a
 * warning, unless it is demanded. No clock is asked: certificates are judged at the time a trusted
 * stamp of the signature gives, else, with a warning, at the time the signature claims. What
 * must be shown is left to sign_check_demands(). `trust` may be NULL. proofs_free(). */
struct proofs *sign_verify(const char *bag_path, const struct sign_trust *trust,
                           struct findings *findings);

/* Whether anything lies there, be it a link that leads nowhere. */
bool sign_is_there(const char *path);

#endif
