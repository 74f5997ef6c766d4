// SPDX-License-Identifier: MIT
#include "archive/credentials.h"

#include "base/error.h"
#include "base/file.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <string.h>

enum { FILE_MOST = 16 * 1024 * 1024 };

struct credentials *credentials_new(void)
{
    struct credentials *credentials = g_new(struct credentials, 1);
    GDestroyNotify free_bytes = (GDestroyNotify)g_bytes_unref;
    credentials->certificates = g_ptr_array_new_with_free_func(free_bytes);
    credentials->lists = g_ptr_array_new_with_free_func(free_bytes);
    credentials->answers = g_ptr_array_new_with_free_func(free_bytes);
    return credentials;
}

void credentials_free(struct credentials *credentials)
{
    if (!credentials)
        return;
    g_ptr_array_unref(credentials->certificates);
    g_ptr_array_unref(credentials->lists);
    g_ptr_array_unref(credentials->answers);
    g_free(credentials);
}

// ---- kinds -----------------------------------------------------------------------------------

static bool is_certificate(const unsigned char *der, long n)
{
    const unsigned char *end = der;
    X509 *certificate = d2i_X509(NULL, &end, n);
    bool is = certificate && end == der + n;
    X509_free(certificate);
    return is;
}

static bool is_list(const unsigned char *der, long n)
{
    const unsigned char *end = der;
    X509_CRL *list = d2i_X509_CRL(NULL, &end, n);
    bool is = list && end == der + n;
    X509_CRL_free(list);
    return is;
}

// One that says nothing but that it failed proves nothing.
static bool is_answer(const unsigned char *der, long n)
{
    const unsigned char *end = der;
    OCSP_RESPONSE *answer = d2i_OCSP_RESPONSE(NULL, &end, n);
    bool is =
        answer && end == der + n && OCSP_response_status(answer) == OCSP_RESPONSE_STATUS_SUCCESSFUL;
    OCSP_RESPONSE_free(answer);
    return is;
}

// Adds one to the list of its kind; false if it is of none.
static bool add(struct credentials *credentials, const unsigned char *der, long n)
{
    GPtrArray *list = is_certificate(der, n) ? credentials->certificates
                      : is_list(der, n)      ? credentials->lists
                      : is_answer(der, n)    ? credentials->answers
                                             : NULL;
    ERR_clear_error();
    if (list)
        g_ptr_array_add(list, g_bytes_new(der, (gsize)n));
    return list != NULL;
}

// ---- files -----------------------------------------------------------------------------------

// Every certificate and list of PEM text; false if there is neither, or one that is broken.
static bool add_pem(struct credentials *credentials, const void *data, gsize n)
{
    BIO *file = BIO_new_mem_buf(data, (int)n);
    char *name, *header;
    unsigned char *der;
    long length;
    bool ok = true, any = false;
    while (ok && PEM_read_bio(file, &name, &header, &der, &length) == 1) {
        bool fits = strcmp(name, PEM_STRING_X509) == 0 || strcmp(name, PEM_STRING_X509_CRL) == 0;
        ok = !fits || add(credentials, der, length);
        any |= fits;
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(der);
    }
    BIO_free(file);
    ERR_clear_error();
    return ok && any;
}

bool credentials_read(struct credentials *credentials, const char *path, GError **error)
{
    GBytes *file = file_read(path, FILE_MOST, error);
    if (!file)
        return false;
    gsize n;
    const void *data = g_bytes_get_data(file, &n);
    bool ok = n > 0 && (add(credentials, data, (long)n) || add_pem(credentials, data, n));
    g_bytes_unref(file);
    if (!ok)
        fault_set(error, FAULT_INVALID,
                  "%s holds no certificate, no revocation list and no OCSP answer", path);
    return ok;
}
