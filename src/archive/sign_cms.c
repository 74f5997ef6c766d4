// SPDX-License-Identifier: MIT
// Cryptographic Message Syntax (RFC 5652) by OpenSSL, detached and in binary mode: text mode would
// change line ends before signing.
#include "archive/sign_kinds.h"

#include "base/error.h"

#include <assert.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>

enum { MODE = CMS_DETACHED | CMS_BINARY };

const char *openssl_reason(void)
{
    unsigned long code = ERR_get_error();
    const char *reason = code ? ERR_reason_error_string(code) : NULL;
    ERR_clear_error();
    return reason ? reason : "no reason given";
}

static BIO *bytes_bio(GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    return BIO_new_mem_buf(data ? data : "", (int)n);
}

static EVP_PKEY *key_read(const char *path, GError **error)
{
    BIO *file = BIO_new_file(path, "r");
    EVP_PKEY *key = file ? PEM_read_bio_PrivateKey(file, NULL, NULL, NULL) : NULL;
    BIO_free(file);
    if (!key)
        fault_set(error, FAULT_IO, "cannot read a private key from %s: %s", path, openssl_reason());
    return key;
}

static STACK_OF(X509) * certificates_read(const char *path, GError **error)
{
    STACK_OF(X509) *certificates = sk_X509_new_null();
    BIO *file = BIO_new_file(path, "r");
    X509 *certificate;
    while (file && (certificate = PEM_read_bio_X509(file, NULL, NULL, NULL)))
        sk_X509_push(certificates, certificate);
    BIO_free(file);
    const char *reason = openssl_reason();
    if (sk_X509_num(certificates) > 0)
        return certificates;
    fault_set(error, FAULT_IO, "cannot read a certificate from %s: %s", path, reason);
    sk_X509_pop_free(certificates, X509_free);
    return NULL;
}

X509_STORE *trust_store(const char *authorities, time_t when, GError **error)
{
    STACK_OF(X509) *certificates = certificates_read(authorities, error);
    if (!certificates)
        return NULL;
    X509_STORE *store = X509_STORE_new();
    assert(store);
    for (int i = 0; i < sk_X509_num(certificates); i++)
        X509_STORE_add_cert(store, sk_X509_value(certificates, i));
    sk_X509_pop_free(certificates, X509_free);
    X509_VERIFY_PARAM *how = X509_STORE_get0_param(store);
    X509_VERIFY_PARAM_set_time(how, when);
    X509_VERIFY_PARAM_set_purpose(how, X509_PURPOSE_ANY);
    return store;
}

// OpenSSL would state the clock's time; a time stated by the job makes the same bytes again.
static bool add_signer(CMS_ContentInfo *cms, X509 *certificate, EVP_PKEY *key, gint64 date)
{
    CMS_SignerInfo *signer =
        CMS_add1_signer(cms, certificate, key, EVP_sha512(), MODE | CMS_PARTIAL | CMS_NOSMIMECAP);
    ASN1_TIME *when = ASN1_TIME_set(NULL, (time_t)date);
    bool ok = signer && when &&
              CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, when->type, when, -1);
    ASN1_TIME_free(when);
    return ok;
}

static GBytes *cms_bytes(CMS_ContentInfo *cms)
{
    unsigned char *der = NULL;
    int n = i2d_CMS_ContentInfo(cms, &der);
    GBytes *bytes = n > 0 ? g_bytes_new(der, (gsize)n) : NULL;
    OPENSSL_free(der);
    return bytes;
}

static GBytes *cms_sign(GBytes *subject, EVP_PKEY *key, STACK_OF(X509) * certificates, gint64 date)
{
    BIO *content = bytes_bio(subject);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, content, MODE | CMS_PARTIAL);
    bool ok = cms && add_signer(cms, sk_X509_value(certificates, 0), key, date);
    for (int i = 1; ok && i < sk_X509_num(certificates); i++)
        ok = CMS_add1_cert(cms, sk_X509_value(certificates, i));
    ok = ok && CMS_final(cms, content, NULL, MODE);
    GBytes *bytes = ok ? cms_bytes(cms) : NULL;
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    return bytes;
}

GBytes *cms_make(GBytes *subject, const char *key_path, const char *cert_path, gint64 date,
                 GError **error)
{
    EVP_PKEY *key = key_read(key_path, error);
    STACK_OF(X509) *certificates =
        key ? certificates_read(cert_path ? cert_path : key_path, error) : NULL;
    GBytes *signature = NULL;
    if (certificates && !X509_check_private_key(sk_X509_value(certificates, 0), key)) {
        ERR_clear_error();
        fault_set(error, FAULT_USAGE, "the certificate in %s is not that of the key in %s",
                  cert_path ? cert_path : key_path, key_path);
    } else if (certificates) {
        signature = cms_sign(subject, key, certificates, date);
        if (!signature)
            fault_set(error, FAULT_USAGE, "cannot sign with the key in %s: %s", key_path,
                      openssl_reason());
    }
    sk_X509_pop_free(certificates, X509_free);
    EVP_PKEY_free(key);
    return signature;
}

// The time the first signer claims, or -1.
static gint64 claimed_time(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
    if (!signers || sk_CMS_SignerInfo_num(signers) == 0)
        return -1;
    CMS_SignerInfo *signer = sk_CMS_SignerInfo_value(signers, 0);
    int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    X509_ATTRIBUTE *attribute = at < 0 ? NULL : CMS_signed_get_attr(signer, at);
    ASN1_TYPE *value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : NULL;
    struct tm utc;
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME) ||
        !ASN1_TIME_to_tm(value->value.asn1_string, &utc))
        return -1;
    return (gint64)timegm(&utc);
}

// Whether the signature is the bytes' own, whoever made it.
static bool cms_holds(CMS_ContentInfo *cms, GBytes *subject, X509_STORE *store)
{
    BIO *content = bytes_bio(subject), *nowhere = BIO_new(BIO_s_null());
    unsigned flags = MODE | (store ? 0 : CMS_NO_SIGNER_CERT_VERIFY);
    bool ok = CMS_verify(cms, NULL, store, content, nowhere, flags) == 1;
    BIO_free(content);
    BIO_free(nowhere);
    return ok;
}

static void cms_check_trust(CMS_ContentInfo *cms, GBytes *subject, const char *path,
                            const char *authorities, gint64 stamped, struct findings *findings)
{
    gint64 when = stamped >= 0 ? stamped : claimed_time(cms);
    GError *error = NULL;
    X509_STORE *store = trust_store(authorities, (time_t)when, &error);
    if (!store) {
        findings_fault_of(findings, "signature-untrusted", path, error);
        g_error_free(error);
        return;
    }
    if (when < 0)
        findings_fault(findings, "signature-untrusted", path,
                       "neither a time stamp nor the signature says when it was made");
    else if (!cms_holds(cms, subject, store))
        findings_fault(findings, "signature-untrusted", path,
                       "the signer is not vouched for by %s: %s", authorities, openssl_reason());
    else if (stamped < 0)
        findings_warning(findings, "signature-time-claimed", path,
                         "the signature's time is only what the signer says; no trusted time "
                         "stamp covers it");
    X509_STORE_free(store);
}

void cms_check(GBytes *subject, GBytes *signature, const char *path, const char *authorities,
               gint64 stamped, struct findings *findings)
{
    gsize n;
    const unsigned char *der = g_bytes_get_data(signature, &n);
    const unsigned char *end = der;
    CMS_ContentInfo *cms = n > 0 ? d2i_CMS_ContentInfo(NULL, &end, (long)n) : NULL;
    if (!cms || end != der + n || OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed)
        findings_fault(findings, "signature-malformed", path, "this is no CMS signature");
    else if (!cms_holds(cms, subject, NULL))
        findings_fault(findings, "signature-invalid", path,
                       "the signature is not over this tag manifest: %s", openssl_reason());
    else if (authorities)
        cms_check_trust(cms, subject, path, authorities, stamped, findings);
    else
        findings_warning(findings, "signature-signer-unknown", path,
                         "the signature is right, but no authority was named that vouches for the "
                         "signer");
    ERR_clear_error();
    CMS_ContentInfo_free(cms);
}
