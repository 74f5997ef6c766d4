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

#include "base/findings.h"

#include <glib.h>
#include <stdbool.h>

/* The strongest tag manifest of the bag in a ZIP or folder: what is signed. FAULT_IO if the path
 * cannot be read, FAULT_INVALID if it is no bag with a tag manifest. The caller unrefs it. */
GBytes *sign_subject(const char *bag_path, GError **error);

/* The sidecar of a bag: its path and ".p7s" (CMS), ".tsq" (query), ".tsr" (time stamp) or ".sig"
 * (SSH). g_free(). */
char *sign_beside(const char *bag_path, const char *extension);

/* Writes a CMS detached signature (RFC 5652, DER) beside the bag. `key_path` is a PEM file with a
 * private key and its certificate, then any certificates between it and the authority, or
 * `cert_path` holds the certificates. `date` is the signing time it states, seconds since 1970.
 * FAULT_IO, or FAULT_USAGE if key and certificate do not go together. */
bool sign_cms(const char *bag_path, const char *key_path, const char *cert_path, gint64 date,
              GError **error);

/* Writes an RFC 3161 query beside the bag; a time-stamp authority answers it. It is about the CMS
 * signature where there is one, as that proves both it and the tag manifest to be as old, else
 * about the tag manifest. It has no nonce, so that the same bag asks the same. */
bool sign_stamp_query(const char *bag_path, GError **error);

/* Puts the authority's answer beside the bag, after checking that it grants the query and is about
 * this tag manifest; FAULT_INVALID if not. */
bool sign_stamp_attach(const char *bag_path, const char *answer_path, GError **error);

/* Writes an SSH signature (namespace "warraq") by OpenSSH's ssh-keygen. FAULT_IO if that is not
 * installed or fails. */
bool sign_ssh(const char *bag_path, const char *key_path, GError **error);

/* Whom to trust; NULL members say that nobody is named for that kind. */
struct sign_trust {
    const char *authorities; /* PEM certificates, for CMS signatures and time stamps */
    const char *signers;     /* an allowed_signers file, for SSH */
};

/* Verifies, offline, each sidecar that is there. One that is wrong is a fault; one that is right
 * but whose maker nobody is named to trust is a warning. With trust given for a kind, its sidecars
 * must be trusted. No clock is asked: certificates are judged at the time a trusted stamp of the
 * signature gives, else, with a warning, at the time the signature claims. `trust` may be NULL. */
void sign_verify(const char *bag_path, const struct sign_trust *trust, struct findings *findings);

#endif
