// SPDX-License-Identifier: MIT
#include "archive/bag_read.h"

#include "archive/unpack_check.h"
#include "base/error.h"
#include "base/file.h"
#include "zip/view.h"

#include <string.h>

// Opened without waiting, as a named pipe may lie there.
static bool begins_as_zip(const char *path)
{
    struct zip_input input;
    char mark[4];
    if (!zip_input_open(&input, path, NULL))
        return false;
    bool is = zip_input_read(&input, 0, mark, sizeof mark) && memcmp(mark, "PK\3\4", 4) == 0;
    zip_input_close(&input);
    return is;
}

// A document of Word is a ZIP too. One that cannot be read is taken for a bag, for whoever names it
// to hear why.
static bool is_bag_zip(const char *path)
{
    if (!begins_as_zip(path))
        return false;
    struct findings *unheard = findings_new("bag-zip");
    struct zip_view *view = zip_view_open(path, &zip_limits_default, unheard, NULL);
    bool is = !view;
    for (guint i = 0; view && !is && i < zip_view_directory(view)->entries->len; i++) {
        const char *name = zip_directory_entry(zip_view_directory(view), i)->name;
        const char *slash = strchr(name, '/');
        is = strcmp(slash ? slash + 1 : name, "bagit.txt") == 0;
    }
    zip_view_close(view);
    findings_free(unheard);
    return is;
}

bool bag_is(const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return is_bag_zip(path);
    char *declaration = g_build_filename(path, "bagit.txt", NULL);
    bool is = g_file_test(declaration, G_FILE_TEST_IS_REGULAR);
    g_free(declaration);
    return is;
}

static GBytes *read_from_zip(const char *path, const char *name, size_t most, GError **error)
{
    struct findings *unheard = findings_new("bag-zip");
    struct zip_view *view = zip_view_open(path, &zip_limits_default, unheard, error);
    GBytes *bytes = NULL;
    if (view) {
        char *top = unpack_check_top(zip_view_directory(view), unheard);
        char *entry = g_strconcat(top, "data/", name, NULL);
        bytes = zip_view_read(view, entry, most, error);
        g_free(entry);
        g_free(top);
    }
    zip_view_close(view);
    findings_free(unheard);
    return bytes;
}

GBytes *bag_read(const char *path, const char *name, size_t most, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return read_from_zip(path, name, most, error);
    char *file = g_build_filename(path, "data", name, NULL);
    GBytes *bytes = file_read(file, most, error);
    g_free(file);
    return bytes;
}
