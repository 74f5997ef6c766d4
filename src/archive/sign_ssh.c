// SPDX-License-Identifier: MIT
// SSH signatures by OpenSSH's own tool: people have such keys, and agents that hold them.
#include "archive/sign_kinds.h"

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

GBytes *ssh_make(GBytes *subject, const char *key_path, GError **error)
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

static bool check_trusted(GBytes *subject, const char *signature_path, const char *signers)
{
    char *name = principal(signature_path, signers);
    const char *arguments[] = {"ssh-keygen", "-Y", "verify",  "-f", signers,        "-I",
                               name,         "-n", NAMESPACE, "-s", signature_path, NULL};
    bool ok = false;
    if (name) {
        GBytes *output = keygen(arguments, subject, &ok, NULL);
        g_clear_pointer(&output, g_bytes_unref);
    }
    g_free(name);
    return ok;
}

void ssh_check(GBytes *subject, const char *signature_path, const char *path, const char *signers,
               struct findings *findings)
{
    const char *arguments[] = {"ssh-keygen", "-Y", "check-novalidate", "-n",
                               NAMESPACE,    "-s", signature_path,     NULL};
    bool ok;
    GError *reason = NULL;
    GBytes *output = keygen(arguments, subject, &ok, &reason);
    if (!output)
        findings_warning(findings, "signature-unchecked", path,
                         "the SSH signature cannot be checked: %s", reason->message);
    else if (!ok)
        findings_fault(findings, "signature-invalid", path,
                       "the SSH signature is not over this tag manifest");
    else if (signers && !check_trusted(subject, signature_path, signers))
        findings_fault(findings, "signature-untrusted", path,
                       "the SSH key is not among those of %s", signers);
    else if (!signers)
        findings_warning(findings, "signature-signer-unknown", path,
                         "the SSH signature is right, but no allowed signers were named");
    g_clear_error(&reason);
    g_clear_pointer(&output, g_bytes_unref);
}
