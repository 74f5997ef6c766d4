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

static TS_RESP *answer_read(GBytes *answer)
{
    gsize n;
    const unsigned char *der = g_bytes_get_data(answer, &n);
    const unsigned char *end = der;
    TS_RESP *response = n > 0 ? d2i_TS_RESP(NULL, &end, (long)n) : NULL;
    if (response && (end != der + n || !TS_RESP_get_tst_info(response))) {
        TS_RESP_free(response);
        response = NULL;
    }
    return response;
}

// The checks of `flags` alone; `store` is taken.
static bool answer_holds(TS_RESP *response, GBytes *subject, X509_STORE *store, int flags)
{
    gsize n;
    const void *bytes = g_bytes_get_data(subject, &n);
    TS_VERIFY_CTX *context = TS_VERIFY_CTX_new();
    TS_VERIFY_CTX_set_flags(context, flags);
    TS_VERIFY_CTX_set_data(context, BIO_new_mem_buf(bytes ? bytes : "", (int)n));
    if (store)
        TS_VERIFY_CTX_set_store(context, store);
    bool ok = TS_RESP_verify_response(context, response) == 1;
    TS_VERIFY_CTX_free(context);
    return ok;
}

bool stamp_is_over(GBytes *answer, GBytes *subject)
{
    TS_RESP *response = answer_read(answer);
    bool over = response && answer_holds(response, subject, NULL, TS_VFY_VERSION | TS_VFY_DATA);
    TS_RESP_free(response);
    ERR_clear_error();
    return over;
}

static gint64 answer_time(TS_RESP *response)
{
    struct tm utc;
    const ASN1_GENERALIZEDTIME *when = TS_TST_INFO_get_time(TS_RESP_get_tst_info(response));
    return when && ASN1_TIME_to_tm(when, &utc) ? (gint64)timegm(&utc) : -1;
}

static bool token_holds(TS_RESP *response)
{
    PKCS7 *token = TS_RESP_get_token(response);
    return token && PKCS7_verify(token, NULL, NULL, NULL, NULL, PKCS7_NOVERIFY) == 1;
}

static bool answer_trusted(TS_RESP *response, const struct sidecar *sidecar,
                           const char *authorities, struct proof *proof)
{
    GError *why = NULL;
    X509_STORE *store = cert_store(authorities, proof->time, &why);
    bool ok = false;
    if (store) {
        cert_store_watch(store, &why);
        // Here the purpose is left to the check itself, which asks for time stamping.
        X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(store), X509_PURPOSE_TIMESTAMP_SIGN);
        ok = answer_holds(response, sidecar->subject, store,
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

static bool token_strong(TS_RESP *response, const struct sidecar *sidecar)
{
    PKCS7 *token = TS_RESP_get_token(response);
    TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(TS_RESP_get_tst_info(response));
    X509_ALGOR *method = TS_MSG_IMPRINT_get_algo(imprint);
    bool strong =
        cert_digest_strong(OBJ_obj2nid(method->algorithm), sidecar->path, sidecar->findings);
    STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_get_signer_info(token);
    for (int i = 0; i < sk_PKCS7_SIGNER_INFO_num(signers); i++)
        strong &= cert_digest_strong(
            OBJ_obj2nid(sk_PKCS7_SIGNER_INFO_value(signers, i)->digest_alg->algorithm),
            sidecar->path, sidecar->findings);
    X509 *certificate = token_certificate(token);
    return strong && (!certificate || cert_key_strong(X509_get0_pubkey(certificate), sidecar->path,
                                                      sidecar->findings));
}

static void stamp_judge(TS_RESP *response, const struct sidecar *sidecar, const char *authorities,
                        struct proof *proof)
{
    X509 *certificate = token_certificate(TS_RESP_get_token(response));
    if (certificate)
        cert_name(certificate, proof);
    proof->covers = g_strdup(sidecar->covers);
    proof->time = answer_time(response);
    proof->clock = proof->time >= 0 ? PROOF_STAMP_CLOCK : PROOF_NO_CLOCK;
    if (!token_strong(response, sidecar)) {
        PROOF_REASON(proof, "the time stamp proves nothing, whoever vouches for it");
    } else if (authorities) {
        proof->trusted = answer_trusted(response, sidecar, authorities, proof);
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
    TS_RESP *response = answer_read(sidecar->bytes);
    struct proof *proof = proofs_add(sidecar->proofs, PROOF_STAMP, sidecar->path);
    if (!response) {
        PROOF_REASON(proof, "this is no time stamp, or one that was refused");
        stamp_refuse(sidecar, proof, "timestamp-malformed");
    } else if (!answer_holds(response, sidecar->subject, NULL, TS_VFY_VERSION | TS_VFY_DATA)) {
        PROOF_REASON(proof, "the time stamp is of something else");
        stamp_refuse(sidecar, proof, "timestamp-invalid");
    } else if (!token_holds(response)) {
        PROOF_REASON(proof, "the time stamp was altered: %s", cert_reason());
        stamp_refuse(sidecar, proof, "timestamp-invalid");
    } else {
        stamp_judge(response, sidecar, authorities, proof);
    }
    ERR_clear_error();
    TS_RESP_free(response);
    return proof->trusted ? proof->time : -1;
}
