// SPDX-License-Identifier: MIT
// What lies beside an archive, or is named to vouch for it, of any bytes: the first byte picks a
// CMS signature, a time stamp, certificates, an SSH signature.
#include "archive/cert.h"
#include "archive/sign_kinds.h"

#include <openssl/x509.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define AUTHORITY TEST_SOURCE_DIR "/tests/fuzz/data/authority.pem"

static void read_certificates(GBytes *bytes, struct findings *findings)
{
    GError *error = NULL;
    struct proofs *proofs = proofs_new();
    STACK_OF(X509) *all = cert_read(bytes, "x.pem", &error);
    for (int i = 0; i < sk_X509_num(all); i++) {
        X509 *certificate = sk_X509_value(all, i);
        cert_name(certificate, proofs_add(proofs, PROOF_CMS, "x.pem"));
        cert_purpose(certificate, "x.pem", findings);
        cert_key_strong(X509_get0_pubkey(certificate), "x.pem", findings);
        X509_STORE *store = cert_store(AUTHORITY, 1600000000, NULL);
        struct vouching vouching = {.store = store, .others = all, .stamped = -1};
        cert_vouched(certificate, &vouching, "x.pem", findings, NULL);
        X509_STORE_free(store);
    }
    sk_X509_pop_free(all, X509_free);
    g_clear_error(&error);
    proofs_free(proofs);
}

static void say_all(const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        char *line = proof_say(list->pdata[i]);
        if (!g_utf8_validate(line, -1, NULL))
            abort();
        g_free(line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0 || access(AUTHORITY, R_OK) != 0)
        return 0;
    struct findings *findings = findings_new("bag-zip");
    struct proofs *proofs = proofs_new();
    GBytes *bytes = g_bytes_new(data + 1, n - 1), *subject = g_bytes_new_static("subject\n", 8);
    struct sidecar sidecar = {.path = "x",
                              .bytes = bytes,
                              .subject = subject,
                              .covers = "tagmanifest-sha512.txt",
                              .proofs = proofs,
                              .findings = findings};
    switch (data[0] % 4) {
    case 0:
        cms_check(&sidecar, data[0] & 4 ? AUTHORITY : NULL, data[0] & 8 ? 1600000000 : -1);
        break;
    case 1:
        stamp_check(&sidecar, data[0] & 4 ? AUTHORITY : NULL);
        break;
    case 2:
        read_certificates(bytes, findings);
        break;
    default:
        ssh_key_strong(&sidecar);
    }
    say_all(proofs->signatures);
    say_all(proofs->timestamps);
    g_bytes_unref(bytes);
    g_bytes_unref(subject);
    proofs_free(proofs);
    findings_free(findings);
    return 0;
}
