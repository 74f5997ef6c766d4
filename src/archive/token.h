// SPDX-License-Identifier: MIT
// A time-stamp token (RFC 3161, section 2.4.2) by itself, as evidence records hold it: of which
// digest it is, when and by whom it was made, and who vouches for that.
#ifndef WARRAQ_ARCHIVE_TOKEN_H
#define WARRAQ_ARCHIVE_TOKEN_H

#include "archive/proof.h"
#include "base/findings.h"

#include <glib.h>
#include <stdbool.h>

struct stamp_token;

/* A token, whole; NULL if it is none. token_free() accepts NULL. */
struct stamp_token *token_read(GBytes *der);
void token_free(struct stamp_token *token);

/* The token of an authority's answer, as its bytes came; NULL where it grants none. */
GBytes *token_of_answer(GBytes *answer);

/* A query about a digest. It has no nonce, so that the same digest asks the same. */
GBytes *token_query(int digest, GBytes *sum);

/* By which digest, and of what. `sum` lives as long as the token. */
int token_digest(const struct stamp_token *token);
GBytes *token_sum(const struct stamp_token *token);

/* Seconds since 1970; -1 where it does not say. */
gint64 token_time(const struct stamp_token *token);
/* When its signer's certificate ends, seconds since 1970; -1 where that is not known. */
gint64 token_until(const struct stamp_token *token);

/* Whether its signature is over it, whoever made that; cert_reason() says why not. */
bool token_holds(const struct stamp_token *token);
/* Whether its algorithms prove anything; `past`: what is weak, not broken, is not told, as it was
 * renewed in time. */
bool token_strong(const struct stamp_token *token, bool past, const char *path,
                  struct findings *findings);
/* Whether the authorities of a PEM file vouched for its signer at `when`; if not, *error says why.
 */
bool token_trusted(const struct stamp_token *token, const char *authorities, gint64 when,
                   GError **error);

/* Sets the proof's signer, issuer and key. */
void token_name(const struct stamp_token *token, struct proof *proof);

#endif
