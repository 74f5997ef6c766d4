// SPDX-License-Identifier: MIT
// The room by itself, for the scripts beside this file: bags of any payload, made and checked
// without the rest of the house. Called with no arguments it is a test that it works at all.
//
//   pack ZIP FOLDER DATE    bags FOLDER's files
//   verify ZIP|FOLDER [AUTHORITIES|- [SIGNERS]]
//                           prints `fault CODE PATH` and `warning CODE PATH`; exit as warraq's
//   receipt ZIP             on standard output
//   sign-cms BAG KEY DATE | sign-ssh BAG KEY | query BAG | attach BAG ANSWER
#include "archive/bag.h"
#include "archive/receipt.h"
#include "archive/sign.h"
#include "archive/verify.h"
#include "base/error.h"
#include "base/file.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct gathered {
    GArray *files;   // struct bag_file
    GPtrArray *kept; // their strings
};

static void gather(struct gathered *into, const char *root, const char *below)
{
    char *folder = g_build_filename(root, below, NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        char *path = below ? g_strconcat(below, "/", name, NULL) : g_strdup(name);
        char *full = g_build_filename(root, path, NULL);
        g_ptr_array_add(into->kept, path);
        g_ptr_array_add(into->kept, full);
        struct bag_file file = {.path = path, .source = full};
        if (g_file_test(full, G_FILE_TEST_IS_DIR))
            gather(into, root, path);
        else
            g_array_append_val(into->files, file);
    }
    if (dir)
        g_dir_close(dir);
    g_free(folder);
}

static int fail(GError *error)
{
    fprintf(stderr, "%s\n", error->message);
    int status = error->code == FAULT_INVALID ? 1 : error->code == FAULT_USAGE ? 2 : 3;
    g_error_free(error);
    return status;
}

static int pack_folder(const char *zip, const char *folder, const char *date)
{
    struct gathered all = {g_array_new(FALSE, FALSE, sizeof(struct bag_file)),
                           g_ptr_array_new_with_free_func(g_free)};
    gather(&all, folder, NULL);
    char *name = g_path_get_basename(zip);
    char *dot = strrchr(name, '.');
    if (dot)
        *dot = '\0';
    struct bag_label info = {"External-Description", "A payload for a test"};
    struct bag bag = {name, (struct bag_file *)all.files->data, all.files->len, &info,
                      1,    g_ascii_strtoll(date, NULL, 10)};
    struct bag_written written;
    GError *error = NULL;
    int status = 0;
    if (bag_write(&bag, zip, &written, &error))
        printf("%s  %s\n", written.sha512, zip);
    else
        status = fail(error);
    g_array_unref(all.files);
    g_ptr_array_unref(all.kept);
    g_free(name);
    return status;
}

static void tell(const char *sort, const GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const struct finding *finding = &g_array_index(list, struct finding, i);
        printf("%s %s %s | %s\n", sort, finding->code, finding->path ? finding->path : "-",
               finding->message);
    }
}

static int verify(const char *path, const char *authorities, const char *signers)
{
    GError *error = NULL;
    struct findings *findings = g_file_test(path, G_FILE_TEST_IS_DIR)
                                    ? verify_bag_folder(path, &zip_limits_default, &error)
                                    : verify_bag_zip(path, &zip_limits_default, &error);
    if (!findings)
        return fail(error);
    bool named = authorities && strcmp(authorities, "-") != 0;
    struct sign_trust trust = {.authorities = named ? authorities : NULL, .signers = signers};
    struct proofs *proofs = sign_verify(path, &trust, findings);
    sign_check_demands(&trust, proofs, findings);
    proofs_free(proofs);
    tell("fault", findings->faults);
    tell("warning", findings->warnings);
    int status = findings->faults->len > 0;
    printf("%s %s\n", findings->kind, status ? "invalid" : "valid");
    findings_free(findings);
    return status;
}

// The words that make something beside a bag; NULL with *error if they cannot.
static GBytes *make_beside(int argc, char **argv, const char **ret_ending, GError **error)
{
    GBytes *manifest = sign_subject(argv[2], error), *signature = sign_signature(argv[2]);
    GBytes *made = NULL;
    if (manifest && argc == 5 && strcmp(argv[1], "sign-cms") == 0)
        *ret_ending = ".p7s",
        made = sign_cms(manifest, argv[3], NULL, g_ascii_strtoll(argv[4], NULL, 10), error);
    else if (manifest && argc == 4 && strcmp(argv[1], "sign-ssh") == 0)
        *ret_ending = ".sig", made = sign_ssh(manifest, argv[3], error);
    else if (manifest && argc == 3 && strcmp(argv[1], "query") == 0)
        *ret_ending = ".tsq", made = sign_stamp_query(signature ? signature : manifest);
    else if (manifest && argc == 4 && strcmp(argv[1], "attach") == 0)
        *ret_ending = ".tsr", made = sign_stamp_answer(argv[3], manifest, signature, error);
    else if (manifest)
        g_set_error(error, FAULT, FAULT_USAGE, "the words are at the head of test_bag_tool.c");
    g_clear_pointer(&manifest, g_bytes_unref);
    g_clear_pointer(&signature, g_bytes_unref);
    return made;
}

static int sign(int argc, char **argv)
{
    GError *error = NULL;
    const char *ending;
    GBytes *made = make_beside(argc, argv, &ending, &error);
    if (!made)
        return fail(error);
    gsize n;
    const void *data = g_bytes_get_data(made, &n);
    char *path = sign_beside(argv[2], ending);
    bool ok = file_write(path, data, n, &error);
    g_free(path);
    g_bytes_unref(made);
    return ok ? 0 : fail(error);
}

static int receipt(const char *zip)
{
    char *name = g_path_get_basename(zip), *folder = g_strndup(name, strlen(name) - 4), *bytes;
    gsize n;
    struct bag_written written = {.entries = 7};
    if (!g_file_get_contents(zip, &bytes, &n, NULL))
        return 3;
    char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA512, (guchar *)bytes, n);
    memcpy(written.sha512, sum, sizeof written.sha512);
    written.bytes = n;
    char *text = receipt_write(&(struct bag){.name = folder, .date = 1700000000}, name,
                               "receipt.txt", &written);
    fputs(text, stdout);
    g_free(text), g_free(sum), g_free(bytes), g_free(folder), g_free(name);
    return 0;
}

static int self_test(void)
{
    char *root = g_dir_make_tmp("warraq-test-XXXXXX", NULL);
    char *folder = g_build_filename(root, "in", NULL), *zip = g_build_filename(root, "b.zip", NULL);
    char *file = g_build_filename(folder, "letter.txt", NULL);
    g_mkdir_with_parents(folder, 0755);
    g_file_set_contents(file, "a letter\n", -1, NULL);
    int status = pack_folder(zip, folder, "1700000000") || verify(zip, NULL, NULL);
    remove(file), remove(folder), remove(zip), remove(root);
    g_free(root), g_free(folder), g_free(zip), g_free(file);
    return status;
}

int main(int argc, char **argv)
{
    if (argc == 1)
        return self_test();
    if (argc == 5 && strcmp(argv[1], "pack") == 0)
        return pack_folder(argv[2], argv[3], argv[4]);
    if (argc >= 3 && argc <= 5 && strcmp(argv[1], "verify") == 0)
        return verify(argv[2], argc > 3 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL);
    if (argc == 3 && strcmp(argv[1], "receipt") == 0)
        return receipt(argv[2]);
    return sign(argc, argv);
}
