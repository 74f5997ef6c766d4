// SPDX-License-Identifier: MIT
#include "archive/verify.h"

#include "archive/bag_check.h"
#include "archive/tree_folder.h"
#include "archive/tree_zip.h"
#include "archive/unpack_check.h"
#include "zip/stream.h"

const struct zip_limits zip_limits_default = {
    .bytes = (uint64_t)8 << 30,
    .ratio = 250,
    .entries = 100000,
};

// What lies outside the bag is judged no less: its bytes are part of the file too.
static void verify_rest(struct zip_directory *directory, struct findings *findings)
{
    for (guint i = 0; i < directory->entries->len; i++) {
        struct zip_entry *entry = zip_directory_entry(directory, i);
        if (entry->sound && !entry->checked)
            zip_stream(directory, entry, NULL, NULL, findings);
    }
}

static void verify_zip_content(struct zip_input *input, const struct zip_limits *limits,
                               struct findings *findings)
{
    struct zip_directory *directory = zip_directory_read(input, limits, findings);
    if (!directory)
        return;
    char *top = unpack_check_names(directory, findings);
    struct tree *tree = tree_zip_new(directory, top);
    if (bag_check(tree, findings))
        unpack_check_ours(directory, findings);
    verify_rest(directory, findings);
    tree_zip_free(tree);
    g_free(top);
    zip_directory_free(directory);
}

struct findings *verify_bag_zip(const char *path, const struct zip_limits *limits, GError **error)
{
    struct zip_input input;
    if (!zip_input_open(&input, path, error))
        return NULL;
    struct findings *findings = findings_new("bag-zip");
    verify_zip_content(&input, limits, findings);
    zip_input_close(&input);
    return findings;
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
