// SPDX-License-Identifier: MIT
#include "archive/signer.h"

#include "archive/cert.h"
#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>

enum { KEY_FILE_MOST = 1024 * 1024 };

struct signer {
    char *key_path; // for messages
    EVP_PKEY *key;
    STACK_OF(X509) * certificates; // the signer's, then those above it
};

// ---- keys ------------------------------------------------------------------------------------

static EVP_PKEY *key_read(const char *path, GError **error)
{
    GBytes *pem = file_read(path, KEY_FILE_MOST, error);
    if (!pem)
        return NULL;
    gsize n;
    const void *data = g_bytes_get_data(pem, &n);
    BIO *file = BIO_new_mem_buf(data ? data : "", (int)n);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(file, NULL, NULL, NULL);
    BIO_free(file);
    g_bytes_unref(pem);
    if (!key)
        fault_set(error, FAULT_IO, "cannot read a private key from %s: %s", path, cert_reason());
    return key;
}

static STACK_OF(X509) * certificates_read(const char *path, GError **error)
{
    GBytes *pem = file_read(path, KEY_FILE_MOST, error);
    STACK_OF(X509) *certificates = pem ? cert_read(pem, path, error) : NULL;
    g_clear_pointer(&pem, g_bytes_unref);
    return certificates;
}

struct signer *signer_open(const char *key_path, const char *cert_path, GError **error)
{
    struct signer *signer = g_new0(struct signer, 1);
    signer->key_path = g_strdup(key_path);
    signer->key = key_read(key_path, error);
    if (signer->key)
        signer->certificates = certificates_read(cert_path ? cert_path : key_path, error);
    bool ok = signer->certificates != NULL;
    if (ok && !X509_check_private_key(sk_X509_value(signer->certificates, 0), signer->key)) {
        ERR_clear_error();
        fault_set(error, FAULT_USAGE, "the certificate in %s is not that of the key in %s",
                  cert_path ? cert_path : key_path, key_path);
        ok = false;
    }
    if (ok)
        return signer;
    signer_free(signer);
    return NULL;
}

void signer_free(struct signer *signer)
{
    if (!signer)
        return;
    sk_X509_pop_free(signer->certificates, X509_free);
    EVP_PKEY_free(signer->key);
    g_free(signer->key_path);
    g_free(signer);
}

bool signer_in_force(const struct signer *signer, gint64 date, GError **error)
{
    return cert_in_force(sk_X509_value(signer->certificates, 0), date, error);
}

// ---- signatures ------------------------------------------------------------------------------

// Keys of Edwards curves digest by themselves (RFC 8419).
static const EVP_MD *digest_of(EVP_PKEY *key)
{
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? NULL : EVP_sha512();
}

// RSA is named by the key alone, as everybody reads it; of other keys OpenSSL knows the name.
static X509_ALGOR *algorithm_of(EVP_PKEY *key)
{
    X509_ALGOR *algorithm = NULL;
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) {
        algorithm = memory_must(X509_ALGOR_new());
        X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_rsaEncryption), V_ASN1_NULL, NULL);
        return algorithm;
    }
    unsigned char der[256];
    const unsigned char *at = der;
    EVP_MD_CTX *context = memory_must(EVP_MD_CTX_new());
    EVP_PKEY_CTX *how = NULL;
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_octet_string(OSSL_SIGNATURE_PARAM_ALGORITHM_ID, der, sizeof der),
        OSSL_PARAM_END,
    };
    if (EVP_DigestSignInit(context, &how, digest_of(key), NULL, key) == 1 &&
        EVP_PKEY_CTX_get_params(how, parameters) == 1)
        algorithm = d2i_X509_ALGOR(NULL, &at, (long)parameters[0].return_size);
    EVP_MD_CTX_free(context);
    return algorithm;
}

static bool add_digest(PKCS7_SIGNER_INFO *info, GBytes *subject)
{
    gsize n;
    const void *bytes = g_bytes_get_data(subject, &n);
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    return EVP_Digest(bytes ? bytes : "", n, sum, &length, EVP_sha512(), NULL) == 1 &&
           PKCS7_add_attrib_content_type(info, NULL) == 1 &&
           PKCS7_add1_attrib_digest(info, sum, (int)length) == 1;
}

static bool add_time(PKCS7_SIGNER_INFO *info, gint64 date)
{
    ASN1_TIME *when = ASN1_TIME_set(NULL, (time_t)date);
    if (when && PKCS7_add_signed_attribute(info, NID_pkcs9_signingTime, when->type, when) == 1)
        return true;
    ASN1_TIME_free(when);
    return false;
}

// Which of the certificates it is: without this another one of the same key could be put there.
static bool add_certificate_id(PKCS7_SIGNER_INFO *info, const X509 *certificate)
{
    ESS_SIGNING_CERT_V2 *id = OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), certificate, NULL, 1);
    unsigned char *der = NULL;
    int n = id ? i2d_ESS_SIGNING_CERT_V2(id, &der) : -1;
    ASN1_STRING *value = memory_must(ASN1_STRING_new());
    bool ok = n > 0 && ASN1_STRING_set(value, der, n) == 1 &&
              PKCS7_add_signed_attribute(info, NID_id_smime_aa_signingCertificateV2,
                                         V_ASN1_SEQUENCE, value) == 1;
    if (!ok)
        ASN1_STRING_free(value);
    OPENSSL_free(der);
    ESS_SIGNING_CERT_V2_free(id);
    return ok;
}

static bool sign_attributes(PKCS7_SIGNER_INFO *info, EVP_PKEY *key)
{
    unsigned char *der = NULL, *signature = NULL;
    size_t length = 0;
    int n =
        ASN1_item_i2d((const ASN1_VALUE *)info->auth_attr, &der, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
    EVP_MD_CTX *context = memory_must(EVP_MD_CTX_new());
    bool ok = n > 0 && EVP_DigestSignInit(context, NULL, digest_of(key), NULL, key) == 1 &&
              EVP_DigestSign(context, NULL, &length, der, (size_t)n) == 1;
    signature = ok ? OPENSSL_malloc(length) : NULL;
    ok = signature && EVP_DigestSign(context, signature, &length, der, (size_t)n) == 1 &&
         ASN1_STRING_set(info->enc_digest, signature, (int)length) == 1;
    EVP_MD_CTX_free(context);
    OPENSSL_free(signature);
    OPENSSL_free(der);
    return ok;
}

static PKCS7_SIGNER_INFO *info_new(const struct signer *signer)
{
    X509 *certificate = sk_X509_value(signer->certificates, 0);
    PKCS7_SIGNER_INFO *info = PKCS7_SIGNER_INFO_new();
    X509_ALGOR *algorithm = algorithm_of(signer->key);
    bool ok =
        info && algorithm && ASN1_INTEGER_set(info->version, 1) == 1 &&
        X509_NAME_set(&info->issuer_and_serial->issuer, X509_get_issuer_name(certificate)) == 1 &&
        ASN1_STRING_copy(info->issuer_and_serial->serial, X509_get0_serialNumber(certificate)) == 1;
    if (!ok) {
        X509_ALGOR_free(algorithm);
        PKCS7_SIGNER_INFO_free(info);
        return NULL;
    }
    X509_ALGOR_set_md(info->digest_alg, EVP_sha512());
    X509_ALGOR_free(info->digest_enc_alg);
    info->digest_enc_alg = algorithm;
    return info;
}

// The certificates and the signer around a signed `info`, which is taken.
static GBytes *wrap(const struct signer *signer, PKCS7_SIGNER_INFO *info)
{
    PKCS7 *cms = memory_must(PKCS7_new());
    unsigned char *der = NULL;
    bool ok = PKCS7_set_type(cms, NID_pkcs7_signed) == 1 &&
              PKCS7_content_new(cms, NID_pkcs7_data) == 1 && PKCS7_set_detached(cms, 1) == 1;
    for (int i = 0; ok && i < sk_X509_num(signer->certificates); i++)
        ok = PKCS7_add_certificate(cms, sk_X509_value(signer->certificates, i)) == 1;
    ok = ok && sk_X509_ALGOR_push(cms->d.sign->md_algs, X509_ALGOR_dup(info->digest_alg)) > 0 &&
         sk_PKCS7_SIGNER_INFO_push(cms->d.sign->signer_info, info) > 0;
    if (!ok)
        PKCS7_SIGNER_INFO_free(info);
    int n = ok ? i2d_PKCS7(cms, &der) : -1;
    GBytes *bytes = n > 0 ? g_bytes_new(der, (gsize)n) : NULL;
    OPENSSL_free(der);
    PKCS7_free(cms);
    return bytes;
}

// `date` NULL: none is stated, and the certificate is.
static GBytes *sign(const struct signer *signer, GBytes *subject, const gint64 *date,
                    GError **error)
{
    PKCS7_SIGNER_INFO *info = info_new(signer);
    bool ok = info && add_digest(info, subject) &&
              (date ? add_time(info, *date)
                    : add_certificate_id(info, sk_X509_value(signer->certificates, 0))) &&
              sign_attributes(info, signer->key);
    GBytes *bytes = ok ? wrap(signer, info) : NULL;
    if (!ok && info)
        PKCS7_SIGNER_INFO_free(info);
    if (!bytes)
        fault_set(error, FAULT_USAGE, "cannot sign with the key in %s: %s", signer->key_path,
                  cert_reason());
    ERR_clear_error();
    return bytes;
}

GBytes *signer_cms(struct signer *signer, GBytes *subject, gint64 date, GError **error)
{
    return sign(signer, subject, &date, error);
}

GBytes *signer_pades(struct signer *signer, GBytes *subject, GError **error)
{
    return sign(signer, subject, NULL, error);
}

size_t signer_room(struct signer *signer, GError **error)
{
    enum { STAMP_ROOM = 12 * 1024, STEP = 1024 };
    GBytes *nothing = g_bytes_new(NULL, 0), *like = signer_pades(signer, nothing, error);
    size_t room = like ? (g_bytes_get_size(like) + STAMP_ROOM + STEP - 1) / STEP * STEP : 0;
    g_clear_pointer(&like, g_bytes_unref);
    g_bytes_unref(nothing);
    return room;
}
