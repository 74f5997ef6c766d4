// SPDX-License-Identifier: MIT
// SSH signatures by OpenSSH's own tool: people have such keys, and agents that hold them.
#include "archive/sign_kinds.h"

#include "archive/cert.h"
#include "archive/sign.h"
#include "base/big_endian.h"
#include "base/error.h"

#include <gio/gio.h>
#include <string.h>

#define NAMESPACE "warraq"

// Runs ssh-keygen on `input`. NULL if it could not be run; *ret_ok is whether it agreed.
static GBytes *keygen(const char *const *arguments, GBytes *input, bool *ret_ok, GError **error)
{
    GSubprocess *process =
        g_subprocess_newv(arguments,
                          G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                              G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          error);
    GBytes *output = NULL;
    if (process && !g_subprocess_communicate(process, input, NULL, &output, NULL, error))
        output = NULL;
    *ret_ok = output && g_subprocess_get_successful(process);
    g_clear_object(&process);
    return output;
}

GBytes *sign_ssh(GBytes *subject, const char *key_path, GError **error)
{
    const char *arguments[] = {"ssh-keygen", "-Y", "sign",    "-q", "-f",
                               key_path,     "-n", NAMESPACE, NULL};
    bool ok;
    GError *reason = NULL;
    GBytes *signature = keygen(arguments, subject, &ok, &reason);
    if (ok && g_bytes_get_size(signature) > 0)
        return signature;
    fault_set(error, FAULT_IO, "cannot sign with the SSH key in %s: %s", key_path,
              reason ? reason->message : "ssh-keygen refused");
    g_clear_error(&reason);
    g_clear_pointer(&signature, g_bytes_unref);
    return NULL;
}

// The first identity the file of allowed signers gives for the key, or NULL. g_free().
static char *principal(const char *signature_path, const char *signers)
{
    const char *arguments[] = {"ssh-keygen", "-Y", "find-principals", "-f",
                               signers,      "-s", signature_path,    NULL};
    bool ok;
    GBytes *nothing = g_bytes_new_static("", 0);
    GBytes *output = keygen(arguments, nothing, &ok, NULL);
    g_bytes_unref(nothing);
    char *name = NULL;
    if (ok) {
        gsize n;
        const char *text = g_bytes_get_data(output, &n);
        const char *end = text ? memchr(text, '\n', n) : NULL;
        name = end ? g_strndup(text, (gsize)(end - text)) : NULL;
    }
    g_clear_pointer(&output, g_bytes_unref);
    return name;
}

static bool check_trusted(GBytes *subject, const char *file, const char *name, const char *signers)
{
    const char *arguments[] = {"ssh-keygen", "-Y", "verify",  "-f", signers, "-I",
                               name,         "-n", NAMESPACE, "-s", file,    NULL};
    bool ok = false;
    GBytes *output = keygen(arguments, subject, &ok, NULL);
    g_clear_pointer(&output, g_bytes_unref);
    return ok;
}

// `Good "warraq" signature with ED25519 key SHA256:…` gives "ED25519 SHA256:…". g_free().
static char *key_of(GBytes *output)
{
    gsize n;
    const char *text = g_bytes_get_data(output, &n);
    char *line = g_strndup(text ? text : "", n), *with = strstr(line, " with "), *key = NULL;
    if (with) {
        char **words = g_strsplit(g_strstrip(with + strlen(" with ")), " ", 3);
        if (g_strv_length(words) == 3)
            key = g_strconcat(words[0], " ", words[2], NULL);
        g_strfreev(words);
    }
    g_free(line);
    return key;
}

// ---- the key inside --------------------------------------------------------------------------

// Bytes with their length before them (RFC 4251, section 5).
static bool take_string(const guint8 **at, gsize *left, const guint8 **ret, gsize *ret_n)
{
    if (*left < 4)
        return false;
    gsize n = big_get32(*at);
    if (n > *left - 4)
        return false;
    *ret = *at + 4;
    *ret_n = n;
    *at += 4 + n;
    *left -= 4 + n;
    return true;
}

// The bits of an RSA key in an SSHSIG blob (OpenSSH's PROTOCOL.sshsig): mark, version, public key.
// 0 for keys of other kinds, which have one size.
static int rsa_bits(const guint8 *blob, gsize n)
{
    enum { HEAD = 6 + 4 };
    const guint8 *key, *word;
    gsize n_key, n_word;
    if (n < HEAD)
        return 0;
    blob += HEAD;
    n -= HEAD;
    if (!take_string(&blob, &n, &key, &n_key) || !take_string(&key, &n_key, &word, &n_word) ||
        n_word != strlen("ssh-rsa") || memcmp(word, "ssh-rsa", n_word) != 0 ||
        !take_string(&key, &n_key, &word, &n_word) || !take_string(&key, &n_key, &word, &n_word))
        return 0;
    while (n_word > 0 && *word == 0)
        word++, n_word--;
    int bits = (int)MIN(n_word, (gsize)65536) * 8;
    for (int top = n_word > 0 ? *word : 0x80; bits > 0 && !(top & 0x80); top <<= 1)
        bits--;
    return bits;
}

bool ssh_key_strong(const struct sidecar *sidecar)
{
    gsize n, n_blob;
    const char *data = g_bytes_get_data(sidecar->bytes, &n);
    char *text = g_strndup(data ? data : "", n);
    char *body = strstr(text, "-----BEGIN SSH SIGNATURE-----");
    body = body ? strchr(body, '\n') : NULL;
    guchar *blob = body ? g_base64_decode(body, &n_blob) : NULL;
    int bits = blob ? rsa_bits(blob, n_blob) : 0;
    g_free(blob);
    g_free(text);
    return bits == 0 || cert_rsa_strong(bits, sidecar->path, sidecar->findings);
}

// ---- checking --------------------------------------------------------------------------------

static void judge(const struct sidecar *sidecar, const char *file, const char *signers,
                  struct proof *proof)
{
    if (!signers) {
        PROOF_REASON(proof, "no allowed signers were named");
        findings_warning(sidecar->findings, "signature-signer-unknown", sidecar->path,
                         "the SSH signature is right, but no allowed signers were named");
        return;
    }
    char *name = principal(file, signers);
    proof->trusted = name && check_trusted(sidecar->subject, file, name, signers);
    if (proof->trusted) {
        proof->signer = g_steal_pointer(&name);
        PROOF_REASON(proof, "%s allows this key", signers);
    } else {
        PROOF_REASON(proof, "the SSH key is not among those of %s", signers);
        findings_fault_of(sidecar->findings, "signature-untrusted", sidecar->path, proof->reason);
    }
    g_free(name);
}

void ssh_check(const struct sidecar *sidecar, const char *file, const char *signers)
{
    const char *arguments[] = {"ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s",
                               file,         NULL};
    bool ok;
    GError *reason = NULL;
    struct proof *proof = proofs_add(sidecar->proofs, PROOF_SSH, sidecar->path);
    GBytes *output = keygen(arguments, sidecar->subject, &ok, &reason);
    if (!output) {
        PROOF_REASON(proof, "the SSH signature cannot be checked: %s", reason->message);
        findings_warning(sidecar->findings, "signature-unchecked", sidecar->path,
                         "the SSH signature cannot be checked: %s", reason->message);
    } else if (!ok) {
        PROOF_REASON(proof, "the SSH signature is not over this tag manifest");
        findings_fault_of(sidecar->findings, "signature-invalid", sidecar->path, proof->reason);
    } else {
        proof->covers = g_strdup(sidecar->covers);
        proof->key = key_of(output);
        if (ssh_key_strong(sidecar))
            judge(sidecar, file, signers, proof);
        else
            PROOF_REASON(proof, "the signature proves nothing, whoever vouches for it");
    }
    g_clear_error(&reason);
    g_clear_pointer(&output, g_bytes_unref);
}
