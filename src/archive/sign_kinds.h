// SPDX-License-Identifier: MIT
// The kinds of sidecar behind sign.h, each over bytes alone.
#ifndef WARRAQ_ARCHIVE_SIGN_KINDS_H
#define WARRAQ_ARCHIVE_SIGN_KINDS_H

#include "base/findings.h"

#include <glib.h>
#include <openssl/x509.h>
#include <stdbool.h>

/* A PEM file of trusted certificates as a store that judges at `when`, whatever the clock says.
 * NULL with FAULT_IO if it holds none. */
X509_STORE *trust_store(const char *authorities, time_t when, GError **error);

/* OpenSSL's first reason since the last call, in words. */
const char *openssl_reason(void);

/* CMS, detached, DER. */
GBytes *cms_make(GBytes *subject, const char *key_path, const char *cert_path, gint64 date,
                 GError **error);
/* `stamped` is the time a trusted stamp gives the signature, or -1. */
void cms_check(GBytes *subject, GBytes *signature, const char *path, const char *authorities,
               gint64 stamped, struct findings *findings);

/* RFC 3161. */
GBytes *stamp_query(GBytes *subject);
/* Whether the answer grants a token over `subject`. */
bool stamp_is_over(GBytes *answer, GBytes *subject);
/* The time of a right answer; -1, with a finding, if it is wrong or not trusted. */
gint64 stamp_check(GBytes *subject, GBytes *answer, const char *path, const char *authorities,
                   struct findings *findings);

/* SSHSIG by ssh-keygen. */
GBytes *ssh_make(GBytes *subject, const char *key_path, GError **error);
void ssh_check(GBytes *subject, const char *signature_path, const char *path, const char *signers,
               struct findings *findings);

#endif
