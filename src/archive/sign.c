// SPDX-License-Identifier: MIT
#include "archive/sign.h"

#include "archive/bag_list.h"
#include "archive/sign_kinds.h"
#include "archive/signer.h"
#include "archive/tree_folder.h"
#include "archive/tree_zip.h"
#include "archive/unpack_check.h"
#include "zip/view.h"
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { SUBJECT_MOST = 32 * 1024 * 1024, SIDECAR_MOST = 1024 * 1024 };

// The tag manifest by the strongest digest, none by a broken one. Of two alike the last in order of
// names is taken: SHA-512 before BLAKE2b.
static const struct tree_file *strongest_list(const struct tree *tree)
{
    const struct tree_file *strongest = NULL;
    unsigned most = 1;
    for (guint i = 0; i < tree->files->len; i++) {
        const struct tree_file *file = &g_array_index(tree->files, struct tree_file, i);
        bool tags, known;
        enum digest_kind kind;
        if (bag_list_named(file->path, &tags, &known, &kind) && tags && known &&
            digest_strength(kind) >= most) {
            strongest = file;
            most = digest_strength(kind);
        }
    }
    return strongest;
}

// `ret_name` may be NULL; g_free().
static GBytes *subject_of_tree(struct tree *tree, const char *bag_path, char **ret_name,
                               GError **error)
{
    struct findings *unheard = findings_new("bag");
    const struct tree_file *file = strongest_list(tree);
    GString *text = file ? tree_load(tree, file, SUBJECT_MOST, unheard) : NULL;
    if (text && ret_name)
        *ret_name = g_strdup(file->path);
    findings_free(unheard);
    if (text)
        return g_string_free_to_bytes(text);
    fault_set(error, FAULT_INVALID, "%s has no sound tag manifest that could be signed", bag_path);
    return NULL;
}

static GBytes *subject_of_zip(const char *bag_path, char **ret_name, GError **error)
{
    struct findings *unheard = findings_new("bag-zip");
    struct zip_view *view = zip_view_open(bag_path, &zip_limits_default, unheard, error);
    GBytes *subject = NULL;
    if (view) {
        char *top = unpack_check_top(zip_view_directory(view), unheard);
        struct tree *tree = tree_zip_new(zip_view_directory(view), top);
        subject = subject_of_tree(tree, bag_path, ret_name, error);
        tree_zip_free(tree);
        g_free(top);
    }
    zip_view_close(view);
    findings_free(unheard);
    return subject;
}

static GBytes *subject_of_folder(const char *bag_path, char **ret_name, GError **error)
{
    struct findings *unheard = findings_new("bag");
    struct tree *tree = tree_folder_new(bag_path, &zip_limits_default, unheard, error);
    GBytes *subject = tree ? subject_of_tree(tree, bag_path, ret_name, error) : NULL;
    tree_folder_free(tree);
    findings_free(unheard);
    return subject;
}

static GBytes *subject_named(const char *bag_path, char **ret_name, GError **error)
{
    return g_file_test(bag_path, G_FILE_TEST_IS_DIR) ? subject_of_folder(bag_path, ret_name, error)
                                                     : subject_of_zip(bag_path, ret_name, error);
}

GBytes *sign_subject(const char *bag_path, GError **error)
{
    return subject_named(bag_path, NULL, error);
}

GBytes *sign_cms(GBytes *manifest, const char *key_path, const char *cert_path, gint64 date,
                 GError **error)
{
    struct signer *signer = signer_open(key_path, cert_path, error);
    GBytes *signature = signer ? signer_cms(signer, manifest, date, error) : NULL;
    signer_free(signer);
    return signature;
}

char *sign_beside(const char *bag_path, const char *extension)
{
    size_t n = strlen(bag_path);
    while (n > 1 && bag_path[n - 1] == '/')
        n--;
    char *plain = g_strndup(bag_path, n);
    char *path = g_strconcat(plain, extension, NULL);
    g_free(plain);
    return path;
}

bool sign_is_there(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

// Opened without waiting, for a named pipe beside the bag would never be written into. NULL with
// FAULT_IO if it is no plain file or too large.
GBytes *sign_read(const char *path, GError **error)
{
    return zip_input_bytes(path, SIDECAR_MOST, error);
}

// NULL if there is none; one that cannot be read is reported.
static GBytes *read_beside(const char *bag_path, const char *extension, struct findings *findings)
{
    char *path = sign_beside(bag_path, extension);
    GError *error = NULL;
    GBytes *bytes = sign_is_there(path) ? sign_read(path, &error) : NULL;
    if (error && findings)
        findings_fault_of(findings, "unreadable", path, error);
    g_clear_error(&error);
    g_free(path);
    return bytes;
}

GBytes *sign_signature(const char *bag_path)
{
    return read_beside(bag_path, ".p7s", NULL);
}

GBytes *sign_stamp_answer(const char *answer_path, GBytes *manifest, GBytes *signature,
                          GError **error)
{
    GBytes *answer = sign_read(answer_path, error);
    if (!answer || (signature && sign_stamp_is_over(answer, signature)) ||
        sign_stamp_is_over(answer, manifest))
        return answer;
    fault_set(error, FAULT_INVALID,
              "%s is no granted time stamp of this archive's signature or tag manifest",
              answer_path);
    g_bytes_unref(answer);
    return NULL;
}

// ---- verifying -------------------------------------------------------------------------------

struct sidecars {
    const char *bag_path;
    GBytes *subject;
    char *subject_name;
    const struct sign_trust *trust;
    struct proofs *proofs;
    struct findings *findings;
};

static char *sidecar_name(const struct sidecars *all, const char *extension)
{
    char *path = sign_beside(all->bag_path, extension);
    char *name = g_path_get_basename(path);
    g_free(path);
    return name;
}

// The time of a trusted stamp of the signature, or -1.
static gint64 verify_stamp(const struct sidecars *all, GBytes *signature)
{
    GBytes *answer = read_beside(all->bag_path, ".tsr", all->findings);
    if (!answer)
        return -1;
    char *name = sidecar_name(all, ".tsr"), *signature_name = sidecar_name(all, ".p7s");
    bool of_signature = signature && sign_stamp_is_over(answer, signature);
    struct sidecar sidecar = {name,
                              answer,
                              of_signature ? signature : all->subject,
                              of_signature ? signature_name : all->subject_name,
                              all->proofs,
                              all->findings,
                              NULL};
    gint64 when = stamp_check(&sidecar, all->trust->authorities);
    g_free(name);
    g_free(signature_name);
    g_bytes_unref(answer);
    return of_signature ? when : -1;
}

static void verify_cms(const struct sidecars *all)
{
    GBytes *signature = read_beside(all->bag_path, ".p7s", all->findings);
    gint64 stamped = verify_stamp(all, signature);
    if (!signature)
        return;
    char *name = sidecar_name(all, ".p7s");
    struct sidecar sidecar = {name,        signature,     all->subject, all->subject_name,
                              all->proofs, all->findings, NULL};
    cms_check(&sidecar, all->trust->authorities, stamped);
    g_free(name);
    g_bytes_unref(signature);
}

static void verify_ssh(const struct sidecars *all)
{
    GBytes *signature = read_beside(all->bag_path, ".sig", all->findings);
    if (!signature)
        return;
    char *path = sign_beside(all->bag_path, ".sig"), *name = sidecar_name(all, ".sig");
    struct sidecar sidecar = {name,        signature,     all->subject, all->subject_name,
                              all->proofs, all->findings, NULL};
    ssh_check(&sidecar, path, all->trust->signers);
    g_free(path);
    g_free(name);
    g_bytes_unref(signature);
}

static bool any_beside(const char *bag_path)
{
    static const char *const extensions[] = {".p7s", ".tsr", ".sig"};
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++) {
        char *path = sign_beside(bag_path, extensions[i]);
        any |= sign_is_there(path);
        g_free(path);
    }
    return any;
}

static void verify_beside(const char *bag_path, const struct sign_trust *trust,
                          struct proofs *proofs, struct findings *findings)
{
    struct sidecars all = {
        .bag_path = bag_path, .trust = trust, .proofs = proofs, .findings = findings};
    all.subject = subject_named(bag_path, &all.subject_name, NULL);
    if (all.subject) {
        verify_cms(&all);
        verify_ssh(&all);
        g_bytes_unref(all.subject);
    } else {
        findings_fault(findings, "signature-unchecked", NULL,
                       "there are signatures, but no tag manifest they could be over");
    }
    g_free(all.subject_name);
}

// Whoever names a trust asks for its proof: without this, taking a signature away would be the
// easiest way to pass.
void sign_check_demands(const struct sign_trust *trust, const struct proofs *proofs,
                        struct findings *findings)
{
    bool cms = proofs_trust(proofs, PROOF_CMS) || proofs_trust(proofs, PROOF_PADES);
    bool ssh = proofs_trust(proofs, PROOF_SSH);
    bool evidence = proofs_trust(proofs, PROOF_EVIDENCE);
    bool stamp = evidence || proofs_trust(proofs, PROOF_STAMP);
    if (trust->signers && !ssh)
        findings_fault(findings, "signature-missing", NULL,
                       "there is no right SSH signature by anybody whom %s allows", trust->signers);
    if (trust->authorities && !cms && !stamp)
        findings_fault(findings, "signature-missing", NULL,
                       "there is no right signature or time stamp that %s vouches for",
                       trust->authorities);
    if (trust->signature && !cms && !ssh)
        findings_fault(findings, "signature-missing", NULL,
                       "a signature is required, and there is none that anybody named as trusted "
                       "(--authority, --signers) vouches for");
    if (trust->timestamp && !stamp)
        findings_fault(findings, "timestamp-missing", NULL,
                       "a time stamp is required, and there is none that anybody named as trusted "
                       "(--authority) vouches for");
    if (trust->evidence && !evidence)
        findings_fault(findings, "evidence-missing", NULL,
                       "an evidence record is required, and there is none that anybody named as "
                       "trusted (--authority) vouches for");
}

struct proofs *sign_verify(const char *bag_path, const struct sign_trust *trust,
                           struct findings *findings)
{
    static const struct sign_trust nobody;
    struct proofs *proofs = proofs_new();
    trust = trust ? trust : &nobody;
    if (any_beside(bag_path))
        verify_beside(bag_path, trust, proofs, findings);
    return proofs;
}
