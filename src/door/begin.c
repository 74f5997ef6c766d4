// SPDX-License-Identifier: MIT
// A folder to begin with: a letter, a list, an organisation's file, each with comments.
#include "base/file.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/output.h"
#include "language/tag.h"

#include <errno.h>
#include <string.h>

static const char *const parts[] = {"letter.md", "signatories.csv", "warraq.conf"};

// Nothing that is there is replaced.
static bool check_free(const char *folder, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        char *path = g_build_filename(folder, parts[i], NULL);
        bool there = g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
        if (there) {
            fault_set(error, FAULT_USAGE, "%s is there already: name another folder", path);
            fault_because(error, "exists");
        }
        g_free(path);
        if (there)
            return false;
    }
    return true;
}

// The supplied ones of the language, else the English ones. g_free()
static char *templates(struct warraq *w)
{
    const char *lang = w->settings.lang ? w->settings.lang : "en";
    char *name = g_strdup_printf("data/new/%.*s", (int)strcspn(lang, "-"), lang);
    char *folder = session_data(w, name);
    g_free(name);
    if (g_file_test(folder, G_FILE_TEST_IS_DIR))
        return folder;
    g_free(folder);
    return session_data(w, "data/new/en");
}

static bool copy(const char *from, const char *to, json_t *files, GError **error)
{
    enum { PART_MOST = 64 * 1024 };
    GBytes *bytes = file_read(from, PART_MOST, error);
    gsize n = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    bool ok = bytes && file_write(to, data, n, error);
    if (ok)
        json_array_append_new(
            files, json_pack("{s:o, s:I}", "file", session_string(to), "bytes", (json_int_t)n));
    g_clear_pointer(&bytes, g_bytes_unref);
    return ok;
}

static bool copy_all(struct warraq *w, const char *folder, json_t *files, GError **error)
{
    bool ok = true;
    char *from = templates(w);
    for (size_t i = 0; ok && i < G_N_ELEMENTS(parts); i++) {
        char *part = g_build_filename(from, parts[i], NULL);
        char *to = g_build_filename(folder, parts[i], NULL);
        ok = copy(part, to, files, error);
        if (ok)
            quote_printf(w->text, "%s\n", to);
        g_free(part);
        g_free(to);
    }
    g_free(from);
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
    bool ok = output_plan(w, folder, OUTPUT_FOLDER, &error) && check_free(folder, &error) &&
              make_folder(folder, &error) && copy_all(w, folder, files, &error);
    session_json(w, json_pack("{s:o}", "files", files));
    if (!ok)
        return session_fail(w, error);
    quote_printf(w->text, translate("next: warraq check %s/letter.md\n"), folder);
    return session_done(w, false);
}
