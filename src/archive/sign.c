// SPDX-License-Identifier: MIT
#include "archive/sign.h"

#include "archive/bag_list.h"
#include "archive/sign_kinds.h"
#include "archive/tree_folder.h"
#include "archive/tree_zip.h"
#include "archive/unpack_check.h"
#include "zip/view.h"
#include "base/error.h"
#include "base/file.h"

#include <string.h>

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

static GBytes *subject_of_tree(struct tree *tree, const char *bag_path, GError **error)
{
    struct findings *unheard = findings_new("bag");
    const struct tree_file *file = strongest_list(tree);
    GString *text = file ? tree_load(tree, file, SUBJECT_MOST, unheard) : NULL;
    findings_free(unheard);
    if (text)
        return g_string_free_to_bytes(text);
    fault_set(error, FAULT_INVALID, "%s has no sound tag manifest that could be signed", bag_path);
    return NULL;
}

static GBytes *subject_of_zip(const char *bag_path, GError **error)
{
    struct findings *unheard = findings_new("bag-zip");
    struct zip_view *view = zip_view_open(bag_path, &zip_limits_default, unheard, error);
    GBytes *subject = NULL;
    if (view) {
        char *top = unpack_check_top(zip_view_directory(view), unheard);
        struct tree *tree = tree_zip_new(zip_view_directory(view), top);
        subject = subject_of_tree(tree, bag_path, error);
        tree_zip_free(tree);
        g_free(top);
    }
    zip_view_close(view);
    findings_free(unheard);
    return subject;
}

static GBytes *subject_of_folder(const char *bag_path, GError **error)
{
    struct findings *unheard = findings_new("bag");
    struct tree *tree = tree_folder_new(bag_path, &zip_limits_default, unheard, error);
    GBytes *subject = tree ? subject_of_tree(tree, bag_path, error) : NULL;
    tree_folder_free(tree);
    findings_free(unheard);
    return subject;
}

GBytes *sign_subject(const char *bag_path, GError **error)
{
    return g_file_test(bag_path, G_FILE_TEST_IS_DIR) ? subject_of_folder(bag_path, error)
                                                     : subject_of_zip(bag_path, error);
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

// Takes `bytes`, which may be NULL.
static bool write_beside(const char *bag_path, const char *extension, GBytes *bytes, GError **error)
{
    if (!bytes)
        return false;
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    char *path = sign_beside(bag_path, extension);
    bool ok = file_write(path, data, n, error);
    g_free(path);
    g_bytes_unref(bytes);
    return ok;
}

// NULL if there is none; one that cannot be read is a finding.
static GBytes *read_beside(const char *bag_path, const char *extension, struct findings *findings)
{
    char *path = sign_beside(bag_path, extension);
    GError *error = NULL;
    GBytes *bytes = NULL;
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        bytes = file_read(path, SIDECAR_MOST, &error);
    if (error && findings)
        findings_fault_of(findings, "unreadable", path, error);
    g_clear_error(&error);
    g_free(path);
    return bytes;
}

bool sign_cms(const char *bag_path, const char *key_path, const char *cert_path, gint64 date,
              GError **error)
{
    GBytes *subject = sign_subject(bag_path, error);
    GBytes *signature = subject ? cms_make(subject, key_path, cert_path, date, error) : NULL;
    g_clear_pointer(&subject, g_bytes_unref);
    return write_beside(bag_path, ".p7s", signature, error);
}

bool sign_stamp_query(const char *bag_path, GError **error)
{
    GBytes *subject = read_beside(bag_path, ".p7s", NULL);
    if (!subject)
        subject = sign_subject(bag_path, error);
    if (!subject)
        return false;
    GBytes *query = stamp_query(subject);
    g_bytes_unref(subject);
    return write_beside(bag_path, ".tsq", query, error);
}

bool sign_stamp_attach(const char *bag_path, const char *answer_path, GError **error)
{
    GBytes *answer = file_read(answer_path, SIDECAR_MOST, error);
    if (!answer)
        return false;
    GBytes *signature = read_beside(bag_path, ".p7s", NULL);
    GBytes *subject = sign_subject(bag_path, error);
    bool over = subject &&
                ((signature && stamp_is_over(answer, signature)) || stamp_is_over(answer, subject));
    if (subject && !over)
        fault_set(error, FAULT_INVALID,
                  "%s is no granted time stamp of the signature or tag manifest of %s", answer_path,
                  bag_path);
    g_clear_pointer(&signature, g_bytes_unref);
    g_clear_pointer(&subject, g_bytes_unref);
    if (over)
        return write_beside(bag_path, ".tsr", answer, error);
    g_bytes_unref(answer);
    return false;
}

bool sign_ssh(const char *bag_path, const char *key_path, GError **error)
{
    GBytes *subject = sign_subject(bag_path, error);
    GBytes *signature = subject ? ssh_make(subject, key_path, error) : NULL;
    g_clear_pointer(&subject, g_bytes_unref);
    return write_beside(bag_path, ".sig", signature, error);
}

struct sidecars {
    const char *bag_path;
    GBytes *subject;
    const struct sign_trust *trust;
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
    char *name = sidecar_name(all, ".tsr");
    bool of_signature = signature && stamp_is_over(answer, signature);
    gint64 when = stamp_check(of_signature ? signature : all->subject, answer, name,
                              all->trust->authorities, all->findings);
    g_free(name);
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
    cms_check(all->subject, signature, name, all->trust->authorities, stamped, all->findings);
    g_free(name);
    g_bytes_unref(signature);
}

static void verify_ssh(const struct sidecars *all)
{
    GBytes *signature = read_beside(all->bag_path, ".sig", all->findings);
    if (!signature)
        return;
    char *path = sign_beside(all->bag_path, ".sig"), *name = sidecar_name(all, ".sig");
    ssh_check(all->subject, path, name, all->trust->signers, all->findings);
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
        any |= g_file_test(path, G_FILE_TEST_EXISTS);
        g_free(path);
    }
    return any;
}

void sign_verify(const char *bag_path, const struct sign_trust *trust, struct findings *findings)
{
    static const struct sign_trust nobody;
    if (!any_beside(bag_path))
        return;
    struct sidecars all = {.bag_path = bag_path,
                           .subject = sign_subject(bag_path, NULL),
                           .trust = trust ? trust : &nobody,
                           .findings = findings};
    if (!all.subject) {
        findings_fault(findings, "signature-unchecked", NULL,
                       "there are signatures, but no tag manifest they could be over");
        return;
    }
    verify_cms(&all);
    verify_ssh(&all);
    g_bytes_unref(all.subject);
}
