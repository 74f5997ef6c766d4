// SPDX-License-Identifier: MIT
#include "archive/verify.h"

#include "archive/bag_check.h"
#include "archive/tree_folder.h"
#include "archive/tree_zip.h"
#include "archive/unpack_check.h"
#include "base/error.h"
#include "zip/stream.h"
#include "zip/view.h"

// What lies outside the bag is judged no less: its bytes are part of the file too.
static void verify_rest(struct zip_directory *directory, struct findings *findings)
{
    for (guint i = 0; i < directory->entries->len; i++) {
        struct zip_entry *entry = zip_directory_entry(directory, i);
        if (entry->sound && !entry->checked)
            zip_stream(directory, entry, NULL, NULL, findings);
    }
}

static void verify_view(struct zip_view *view, struct findings *findings)
{
    struct zip_directory *directory = zip_view_directory(view);
    char *top = unpack_check_top(directory, findings);
    struct tree *tree = tree_zip_new(directory, top);
    if (bag_check(tree, findings))
        unpack_check_ours(directory, findings);
    verify_rest(directory, findings);
    tree_zip_free(tree);
    g_free(top);
}

struct findings *verify_bag_zip(const char *path, const struct zip_limits *limits, GError **error)
{
    struct findings *findings = findings_new("bag-zip");
    GError *fault = NULL;
    struct zip_view *view = zip_view_open(path, limits, findings, &fault);
    if (view)
        verify_view(view, findings);
    zip_view_close(view);
    // What is no ZIP is a finding; what cannot be read at all is not.
    if (!fault || fault->code == FAULT_INVALID) {
        g_clear_error(&fault);
        return findings;
    }
    g_propagate_error(error, fault);
    findings_free(findings);
    return NULL;
}

struct findings *verify_bag_folder(const char *path, const struct zip_limits *limits,
                                   GError **error)
{
    struct findings *findings = findings_new("bag");
    struct tree *tree = tree_folder_new(path, limits, findings, error);
    if (!tree) {
        findings_free(findings);
        return NULL;
    }
    bag_check(tree, findings);
    tree_folder_free(tree);
    return findings;
}
