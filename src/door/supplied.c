// SPDX-License-Identifier: MIT
#include "door/supplied.h"

#include "door/kept.h"
#include "paint/svg_fonts.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// The data of an installed program or library lies in share/warraq beside the folder it is in, or
// one further up (lib/x86_64-linux-gnu), wherever the whole was put.
static char *installed_data(void)
{
    Dl_info self;
    if (dladdr((const void *)supplied_path, &self) == 0 || !self.dli_fname)
        return NULL;
    // A program found on the path is known to the linker by its bare name.
    const char *name = strchr(self.dli_fname, '/') ? self.dli_fname : "/proc/self/exe";
    char *folder = realpath(name, NULL), *found = NULL;
    for (int up = 0; folder && up < 4 && !found; up++) {
        char *slash = strrchr(folder, '/');
        if (!slash)
            break;
        *slash = '\0';
        char *data = g_build_filename(folder, "share", "warraq", NULL);
        char *styles = g_build_filename(data, "styles", NULL);
        found = g_file_test(styles, G_FILE_TEST_IS_DIR) ? g_strdup(data) : NULL;
        g_free(styles);
        g_free(data);
    }
    free(folder);
    return found;
}

// Run from the tree it was built in, the program finds the tree's own folders.
static const char *data_folder(struct warraq *w)
{
    if (w->settings.data)
        return w->settings.data;
    if (!w->found_data)
        w->found_data = installed_data();
    if (!w->found_data)
        w->found_data = g_strdup(WARRAQ_SOURCE_DIR);
    return w->found_data;
}

char *supplied_path(struct warraq *w, const char *name)
{
    return g_build_filename(data_folder(w), name, NULL);
}

// Another data folder has other faces.
void supplied_forget(struct warraq *w)
{
    g_clear_pointer(&w->fonts, font_set_free);
    kept_forget_data(w->kept);
    g_clear_pointer(&w->found_data, g_free);
}

// In the tree the program was built in, others lie beside its data.
bool supplied_is_own(struct warraq *w, const char *resolved)
{
    static const char *const parts[] = {"data", "fonts", "styles"};
    char *folder = realpath(data_folder(w), NULL);
    bool own = false;
    for (size_t i = 0; folder && i < G_N_ELEMENTS(parts); i++) {
        char *part = g_build_filename(folder, parts[i], NULL);
        own |= job_is_below(resolved, part);
        g_free(part);
    }
    free(folder);
    return own;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *supplied_names(struct warraq *w, const char *folder, const char *ending)
{
    char *path = supplied_path(w, folder);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ending))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(ending)));
    }
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, by_name);
    g_ptr_array_add(names, NULL);
    char *list = g_strjoinv(", ", (char **)names->pdata);
    g_ptr_array_unref(names);
    g_free(path);
    return list;
}

bool supplied_has_style(struct warraq *w, const char *name, GError **error)
{
    if (settings_is_style_file(name))
        return true; // which is looked at when it is read
    char *file = g_strdup_printf("styles/%s.style", name), *path = supplied_path(w, file);
    bool has = g_file_test(path, G_FILE_TEST_IS_REGULAR);
    if (!has) {
        char *names = supplied_names(w, "styles", ".style");
        fault_set(error, FAULT_USAGE,
                  "there is no style '%s'; it is one of %s, or a file whose name ends in .style",
                  name, names);
        fault_because(error, "option-value");
        g_free(names);
    }
    g_free(path);
    g_free(file);
    return has;
}

struct font_set *supplied_fonts(struct warraq *w, GError **error)
{
    if (!w->fonts) {
        char *folder = supplied_path(w, "fonts");
        w->fonts = font_set_open(folder, error);
        g_free(folder);
    }
    char *faces = supplied_path(w, "fonts/faces");
    svg_fonts_use(faces); // for text in letterheads
    g_free(faces);
    return w->fonts;
}
