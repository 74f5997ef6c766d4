// SPDX-License-Identifier: MIT
// A folder to begin with: a letter, a list, an organisation's file, each with comments.
#include "base/file.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/output.h"
#include "door/session_json.h"
#include "door/supplied.h"
#include "language/tag.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

enum { PART_MOST = 64 * 1024 };

static const char *const parts[] = {"letter.md", "signatories.csv", "warraq.conf"};

// The supplied ones of the language, else the English ones. g_free()
static char *templates(struct warraq *w)
{
    const char *lang = w->settings.lang ? w->settings.lang : "en";
    char *name = g_strdup_printf("data/new/%.*s", (int)strcspn(lang, "-"), lang);
    char *folder = supplied_path(w, name);
    g_free(name);
    if (g_file_test(folder, G_FILE_TEST_IS_DIR))
        return folder;
    g_free(folder);
    return supplied_path(w, "data/new/en");
}

// Whether the file is there with just the bytes that would be written: what a call that was ended
// has left behind. It is looked at, not taken as an input of this call.
static bool is_left_behind(const char *from, const char *to)
{
    char *there = NULL;
    gsize n = 0, wanted_n = 0;
    GBytes *wanted = file_read(from, PART_MOST, NULL);
    const void *data = wanted ? g_bytes_get_data(wanted, &wanted_n) : NULL;
    GStatBuf info;
    bool same = data && g_stat(to, &info) == 0 && S_ISREG(info.st_mode) &&
                (gsize)info.st_size == wanted_n && g_file_get_contents(to, &there, &n, NULL) &&
                n == wanted_n && memcmp(there, data, n) == 0;
    g_free(there);
    g_clear_pointer(&wanted, g_bytes_unref);
    return same;
}

// Nothing that is there is replaced, and a folder that is whole is not made again.
static bool check_free(const char *from, const char *folder, GError **error)
{
    size_t left = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        char *part = g_build_filename(from, parts[i], NULL);
        char *path = g_build_filename(folder, parts[i], NULL);
        bool there =
            g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_SYMLINK);
        left += there;
        bool refused = there && (left == G_N_ELEMENTS(parts) || !is_left_behind(part, path));
        if (refused) {
            fault_set(error, FAULT_USAGE, "%s is there already: name another folder", path);
            fault_because(error, "exists");
        }
        g_free(path);
        g_free(part);
        if (refused)
            return false;
    }
    return true;
}

static bool copy(const char *from, const char *to, json_t *files, GError **error)
{
    GBytes *bytes = file_read(from, PART_MOST, error);
    gsize n = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    bool ok = bytes && file_write(to, data, n, error);
    if (ok)
        json_array_append_new(
            files, json_pack("{s:o, s:I}", "file", json_text_or_null(to), "bytes", (json_int_t)n));
    g_clear_pointer(&bytes, g_bytes_unref);
    return ok;
}

static bool copy_all(struct warraq *w, const char *from, const char *folder, json_t *files,
                     GError **error)
{
    bool ok = true;
    for (size_t i = 0; ok && i < G_N_ELEMENTS(parts); i++) {
        char *part = g_build_filename(from, parts[i], NULL);
        char *to = g_build_filename(folder, parts[i], NULL);
        ok = copy(part, to, files, error);
        if (ok)
            quote_printf(w->text, "%s\n", to);
        g_free(part);
        g_free(to);
    }
    return ok;
}

static bool make_folder(const char *folder, GError **error)
{
    if (g_mkdir_with_parents(folder, 0777) == 0)
        return true;
    int code = errno;
    fault_set_on(error, FAULT_IO, "cannot write %s: %s", folder, fault_reason(code));
    fault_because(error, fault_code_errno(code));
    return false;
}

enum warraq_status warraq_begin(struct warraq *w, const char *folder)
{
    GError *error = NULL;
    if (!session_begin(w, 1, folder))
        return WARRAQ_USAGE;
    json_t *files = json_array();
    char *from = templates(w);
    bool ok = output_plan(w, folder, OUTPUT_FOLDER, &error) && check_free(from, folder, &error) &&
              make_folder(folder, &error) && copy_all(w, from, folder, files, &error);
    g_free(from);
    session_json(w, json_pack("{s:o}", "files", files));
    if (!ok)
        return session_fail(w, error);
    quote_printf(w->text, translate("next: warraq check %s/letter.md\n"), folder);
    return session_done(w, false);
}
