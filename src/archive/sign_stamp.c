// SPDX-License-Identifier: MIT
// Time stamps (RFC 3161) of what is signed, beside it or within.
#include "archive/sign_kinds.h"

#include "archive/cert.h"
#include "archive/sign.h"
#include "archive/token.h"
#include "base/error.h"
#include "base/translate.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>

// NULL where the digest is not known here.
static GBytes *sum_of(GBytes *subject, int digest)
{
    gsize n;
    const void *bytes = g_bytes_get_data(subject, &n);
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    const EVP_MD *method = EVP_get_digestbynid(digest);
    if (!method || EVP_Digest(bytes ? bytes : "", n, sum, &length, method, NULL) != 1)
        return NULL;
    return g_bytes_new(sum, length);
}

GBytes *sign_stamp_query(GBytes *about)
{
    GBytes *sum = sum_of(about, NID_sha512), *query = token_query(NID_sha512, sum);
    g_bytes_unref(sum);
    return query;
}

GBytes *sign_stamp_token(GBytes *answer)
{
    return token_of_answer(answer);
}

// Of an authority's answer, or the token alone. NULL if it is neither.
static struct stamp_token *stamp_read(GBytes *bytes)
{
    GBytes *within = token_of_answer(bytes);
    struct stamp_token *token = token_read(within ? within : bytes);
    g_clear_pointer(&within, g_bytes_unref);
    return token;
}

static bool is_over(const struct stamp_token *token, GBytes *subject)
{
    GBytes *sum = sum_of(subject, token_digest(token));
    bool over = sum && g_bytes_equal(sum, token_sum(token));
    g_clear_pointer(&sum, g_bytes_unref);
    return over;
}

bool sign_stamp_is_over(GBytes *answer, GBytes *subject)
{
    struct stamp_token *token = stamp_read(answer);
    bool over = token && is_over(token, subject);
    token_free(token);
    return over;
}

// ---- checking --------------------------------------------------------------------------------

static bool stamp_trusted(const struct stamp_token *token, const struct sidecar *sidecar,
                          const char *authorities, struct proof *proof)
{
    GError *why = NULL;
    if (token_trusted(token, authorities, proof->time, &why)) {
        PROOF_REASON(proof, "%s vouches for the time-stamp authority", authorities);
        return true;
    }
    fault_prefix(&why, N_("the time-stamp authority is not vouched for by %s: "), authorities);
    findings_fault_of(sidecar->findings, "timestamp-untrusted", sidecar->path, why);
    g_clear_error(&proof->reason);
    proof->reason = why;
    return false;
}

static void stamp_judge(const struct stamp_token *token, const struct sidecar *sidecar,
                        const char *authorities, struct proof *proof)
{
    token_name(token, proof);
    proof->covers = g_strdup(sidecar->covers);
    proof->time = token_time(token);
    proof->clock = proof->time >= 0 ? PROOF_STAMP_CLOCK : PROOF_NO_CLOCK;
    if (!token_strong(token, false, sidecar->path, sidecar->findings)) {
        PROOF_REASON(proof, "the time stamp proves nothing, whoever vouches for it");
    } else if (authorities) {
        proof->trusted = stamp_trusted(token, sidecar, authorities, proof);
    } else {
        PROOF_REASON(proof, "no authority was named that vouches for its maker");
        findings_warning(sidecar->findings, "timestamp-authority-unknown", sidecar->path,
                         "the time stamp is right, but no authority was named that vouches for "
                         "its maker");
    }
}

static void stamp_refuse(const struct sidecar *sidecar, struct proof *proof, const char *code)
{
    findings_fault_of(sidecar->findings, code, sidecar->path, proof->reason);
}

gint64 stamp_check(const struct sidecar *sidecar, const char *authorities)
{
    struct stamp_token *token = stamp_read(sidecar->bytes);
    struct proof *proof = proofs_add(sidecar->proofs, PROOF_STAMP, sidecar->path);
    if (!token) {
        PROOF_REASON(proof, "this is no time stamp, or one that was refused");
        stamp_refuse(sidecar, proof, "timestamp-malformed");
    } else if (!is_over(token, sidecar->subject)) {
        PROOF_REASON(proof, "the time stamp is of something else");
        stamp_refuse(sidecar, proof, "timestamp-invalid");
    } else if (!token_holds(token)) {
        PROOF_REASON(proof, "the time stamp was altered: %s", cert_reason());
        stamp_refuse(sidecar, proof, "timestamp-invalid");
    } else {
        stamp_judge(token, sidecar, authorities, proof);
    }
    ERR_clear_error();
    token_free(token);
    return proof->trusted ? proof->time : -1;
}
