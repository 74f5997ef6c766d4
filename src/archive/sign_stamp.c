// SPDX-License-Identifier: MIT
// Time stamps (RFC 3161) by OpenSSL.
#include "archive/sign_kinds.h"

#include "archive/cert.h"
#include "archive/sign.h"
#include "base/error.h"
#include "base/translate.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>

GBytes *sign_stamp_query(GBytes *subject)
{
    gsize n;
    const void *bytes = g_bytes_get_data(subject, &n);
    unsigned char sum[64];
    EVP_Digest(bytes ? bytes : "", n, sum, NULL, EVP_sha512(), NULL);
    X509_ALGOR *method = X509_ALGOR_new();
    X509_ALGOR_set0(method, OBJ_nid2obj(NID_sha512), V_ASN1_NULL, NULL);
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    TS_MSG_IMPRINT_set_algo(imprint, method);
    TS_MSG_IMPRINT_set_msg(imprint, sum, sizeof sum);
    TS_REQ *query = TS_REQ_new();
    TS_REQ_set_version(query, 1);
    TS_REQ_set_msg_imprint(query, imprint);
    TS_REQ_set_cert_req(query, 1); // so that the answer can be verified by itself
    unsigned char *der = NULL;
    int length = i2d_TS_REQ(query, &der);
    GBytes *made = g_bytes_new(der, length > 0 ? (gsize)length : 0);
    OPENSSL_free(der);
    TS_REQ_free(query);
    TS_MSG_IMPRINT_free(imprint);
    X509_ALGOR_free(method);
    return made;
}

// A token and what it says.
struct stamp {
    PKCS7 *token;
    TS_TST_INFO *info;
};

static void stamp_clear(struct stamp *stamp)
{
    PKCS7_free(stamp->token);
    TS_TST_INFO_free(stamp->info);
    *stamp = (struct stamp){0};
}

// The token of an answer that grants one; NULL for what is no answer.
static PKCS7 *granted(const unsigned char *der, gsize n)
{
    const unsigned char *end = der;
    TS_RESP *response = d2i_TS_RESP(NULL, &end, (long)n);
    PKCS7 *token = response && end == der + n ? TS_RESP_get_token(response) : NULL;
    long status =
        token ? ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response)))
              : -1;
    bool grants = status == TS_STATUS_GRANTED || status == TS_STATUS_GRANTED_WITH_MODS;
    token = grants ? PKCS7_dup(token) : NULL;
    TS_RESP_free(response);
    return token;
}

static PKCS7 *bare(const unsigned char *der, gsize n)
{
    const unsigned char *end = der;
    PKCS7 *token = d2i_PKCS7(NULL, &end, (long)n);
    if (token && end != der + n)
        g_clear_pointer(&token, PKCS7_free);
    return token;
}

// False for what is no token, or none that was granted.
static bool stamp_read(GBytes *bytes, struct stamp *ret)
{
    gsize n;
    const unsigned char *der = g_bytes_get_data(bytes, &n);
    *ret = (struct stamp){0};
    ret->token = n > 0 ? granted(der, n) : NULL;
    if (!ret->token && n > 0)
        ret->token = bare(der, n);
    // What the library reads in it without asking must be there.
    if (ret->token && PKCS7_type_is_signed(ret->token) && ret->token->d.sign->contents)
        ret->info = PKCS7_to_TS_TST_INFO(ret->token);
    ERR_clear_error();
    if (ret->info)
        return true;
    stamp_clear(ret);
    return false;
}

GBytes *sign_stamp_token(GBytes *answer)
{
    struct stamp stamp;
    unsigned char *der = NULL;
    if (!stamp_read(answer, &stamp))
        return NULL;
    int n = i2d_PKCS7(stamp.token, &der);
    GBytes *token = n > 0 ? g_bytes_new(der, (gsize)n) : NULL;
    OPENSSL_free(der);
    stamp_clear(&stamp);
    return token;
}

// The checks of `flags` alone; `store` is taken.
static bool stamp_holds(const struct stamp *stamp, GBytes *subject, X509_STORE *store, int flags)
{
    gsize n;
    const void *bytes = g_bytes_get_data(subject, &n);
    TS_VERIFY_CTX *context = TS_VERIFY_CTX_new();
    TS_VERIFY_CTX_set_flags(context, flags);
    TS_VERIFY_CTX_set_data(context, BIO_new_mem_buf(bytes ? bytes : "", (int)n));
    if (store)
        TS_VERIFY_CTX_set_store(context, store);
    bool ok = TS_RESP_verify_token(context, stamp->token) == 1;
    TS_VERIFY_CTX_free(context);
    return ok;
}

bool sign_stamp_is_over(GBytes *answer, GBytes *subject)
{
    struct stamp stamp;
    bool over = stamp_read(answer, &stamp) &&
                stamp_holds(&stamp, subject, NULL, TS_VFY_VERSION | TS_VFY_DATA);
    stamp_clear(&stamp);
    ERR_clear_error();
    return over;
}

static gint64 stamp_time(const struct stamp *stamp)
{
    struct tm utc;
    const ASN1_GENERALIZEDTIME *when = TS_TST_INFO_get_time(stamp->info);
    return when && ASN1_TIME_to_tm(when, &utc) ? (gint64)timegm(&utc) : -1;
}

static bool token_holds(const struct stamp *stamp)
{
    return PKCS7_verify(stamp->token, NULL, NULL, NULL, NULL, PKCS7_NOVERIFY) == 1;
}

static bool stamp_trusted(const struct stamp *stamp, const struct sidecar *sidecar,
                          const char *authorities, struct proof *proof)
{
    GError *why = NULL;
    X509_STORE *store = cert_store(authorities, proof->time, &why);
    bool ok = false;
    if (store) {
        cert_store_watch(store, &why);
        // Here the purpose is left to the check itself, which asks for time stamping.
        X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(store), X509_PURPOSE_TIMESTAMP_SIGN);
        ok = stamp_holds(stamp, sidecar->subject, store,
                         TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_DATA);
    }
    if (ok) {
        PROOF_REASON(proof, "%s vouches for the time-stamp authority", authorities);
        return true;
    }
    if (!why)
        fault_set(&why, FAULT_INVALID, "%s", cert_reason());
    fault_prefix(&why, N_("the time-stamp authority is not vouched for by %s: "), authorities);
    findings_fault_of(sidecar->findings, "timestamp-untrusted", sidecar->path, why);
    g_clear_error(&proof->reason);
    proof->reason = why;
    return false;
}

// The signer's certificate, where the token brings it.
static X509 *token_certificate(PKCS7 *token)
{
    STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);
    X509 *certificate = sk_X509_num(signers) > 0 ? sk_X509_value(signers, 0) : NULL;
    sk_X509_free(signers);
    return certificate;
}

static bool stamp_strong(const struct stamp *stamp, const struct sidecar *sidecar)
{
    TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(stamp->info);
    X509_ALGOR *method = TS_MSG_IMPRINT_get_algo(imprint);
    bool strong =
        cert_digest_strong(OBJ_obj2nid(method->algorithm), sidecar->path, sidecar->findings);
    STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_get_signer_info(stamp->token);
    for (int i = 0; i < sk_PKCS7_SIGNER_INFO_num(signers); i++)
        strong &= cert_digest_strong(
            OBJ_obj2nid(sk_PKCS7_SIGNER_INFO_value(signers, i)->digest_alg->algorithm),
            sidecar->path, sidecar->findings);
    X509 *certificate = token_certificate(stamp->token);
    return strong && (!certificate || cert_key_strong(X509_get0_pubkey(certificate), sidecar->path,
                                                      sidecar->findings));
}

static void stamp_judge(const struct stamp *stamp, const struct sidecar *sidecar,
                        const char *authorities, struct proof *proof)
{
    X509 *certificate = token_certificate(stamp->token);
    if (certificate)
        cert_name(certificate, proof);
    proof->covers = g_strdup(sidecar->covers);
    proof->time = stamp_time(stamp);
    proof->clock = proof->time >= 0 ? PROOF_STAMP_CLOCK : PROOF_NO_CLOCK;
    if (!stamp_strong(stamp, sidecar)) {
        PROOF_REASON(proof, "the time stamp proves nothing, whoever vouches for it");
    } else if (authorities) {
        proof->trusted = stamp_trusted(stamp, sidecar, authorities, proof);
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
    struct stamp stamp;
    struct proof *proof = proofs_add(sidecar->proofs, PROOF_STAMP, sidecar->path);
    if (!stamp_read(sidecar->bytes, &stamp)) {
        PROOF_REASON(proof, "this is no time stamp, or one that was refused");
        stamp_refuse(sidecar, proof, "timestamp-malformed");
    } else if (!stamp_holds(&stamp, sidecar->subject, NULL, TS_VFY_VERSION | TS_VFY_DATA)) {
        PROOF_REASON(proof, "the time stamp is of something else");
        stamp_refuse(sidecar, proof, "timestamp-invalid");
    } else if (!token_holds(&stamp)) {
        PROOF_REASON(proof, "the time stamp was altered: %s", cert_reason());
        stamp_refuse(sidecar, proof, "timestamp-invalid");
    } else {
        stamp_judge(&stamp, sidecar, authorities, proof);
    }
    ERR_clear_error();
    stamp_clear(&stamp);
    return proof->trusted ? proof->time : -1;
}
