// SPDX-License-Identifier: MIT
// Time stamps (RFC 3161) by OpenSSL.
#include "archive/sign_kinds.h"

#include "base/error.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>

GBytes *stamp_query(GBytes *subject)
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

static gint64 answer_check_trust(TS_RESP *response, GBytes *subject, const char *path,
                                 const char *authorities, struct findings *findings)
{
    gint64 when = answer_time(response);
    GError *error = NULL;
    X509_STORE *store = trust_store(authorities, (time_t)when, &error);
    if (!store) {
        findings_fault_of(findings, "timestamp-untrusted", path, error);
        g_error_free(error);
        return -1;
    }
    // Here the purpose is left to the check itself, which asks for time stamping.
    X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(store), X509_PURPOSE_TIMESTAMP_SIGN);
    if (answer_holds(response, subject, store, TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_DATA))
        return when;
    findings_fault(findings, "timestamp-untrusted", path,
                   "the time-stamp authority is not vouched for by %s: %s", authorities,
                   openssl_reason());
    return -1;
}

gint64 stamp_check(GBytes *subject, GBytes *answer, const char *path, const char *authorities,
                   struct findings *findings)
{
    TS_RESP *response = answer_read(answer);
    gint64 when = -1;
    if (!response)
        findings_fault(findings, "timestamp-malformed", path,
                       "this is no time stamp, or one that was refused");
    else if (!answer_holds(response, subject, NULL, TS_VFY_VERSION | TS_VFY_DATA))
        findings_fault(findings, "timestamp-invalid", path, "the time stamp is of something else");
    else if (!token_holds(response))
        findings_fault(findings, "timestamp-invalid", path, "the time stamp was altered: %s",
                       openssl_reason());
    else if (authorities)
        when = answer_check_trust(response, subject, path, authorities, findings);
    else
        findings_warning(findings, "timestamp-authority-unknown", path,
                         "the time stamp is right, but no authority was named that vouches for "
                         "its maker");
    ERR_clear_error();
    TS_RESP_free(response);
    return when;
}
