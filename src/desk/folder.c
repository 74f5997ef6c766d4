// SPDX-License-Identifier: MIT
#include "desk/folder.h"
#include "desk/gate.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool folder_enter(const char *path, GError **error)
{
    if (chdir(path) == 0)
        return true;
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: %s", path,
                g_strerror(errno));
    return false;
}

static bool plain(const char *name, struct stat *ret)
{
    return lstat(name, ret) == 0 && S_ISREG(ret->st_mode);
}

bool folder_is_file(const char *name)
{
    struct stat info;
    return plain(name, &info);
}

static bool is_folder(const char *name)
{
    struct stat info;
    return lstat(name, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool taken(const char *name)
{
    struct stat info;
    return lstat(name, &info) == 0;
}

bool folder_holds(const char *name)
{
    const char *received = FOLDER_RECEIVED "/";
    if (g_str_has_prefix(name, received))
        return is_folder(FOLDER_RECEIVED) && gate_is_file_name(name + strlen(received)) &&
               folder_is_file(name);
    return gate_is_file_name(name) && folder_is_file(name);
}

const char *folder_astray(void)
{
    static const char *const own[] = {FOLDER_RECEIVED, FOLDER_PRODUCTS, FOLDER_VERSIONS};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        if (taken(own[i]) && !is_folder(own[i]))
            return own[i];
    }
    return NULL;
}

bool folder_may_make(const char *subfolder, const char *name)
{
    g_mkdir_with_parents(subfolder, 0777);
    char *path = g_build_filename(subfolder, name, NULL);
    bool may = is_folder(subfolder) && (!taken(path) || folder_is_file(path));
    g_free(path);
    return may;
}

int64_t folder_changed(const char *name)
{
    struct stat info;
    return plain(name, &info)
               ? (int64_t)info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000
               : 0;
}

int64_t folder_size(const char *name)
{
    struct stat info;
    return plain(name, &info) ? (int64_t)info.st_size : 0;
}

GBytes *folder_read(const char *name, GError **error)
{
    char *data = NULL;
    size_t n = 0;
    if (!folder_is_file(name)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s", name);
        return NULL;
    }
    return g_file_get_contents(name, &data, &n, error) ? g_bytes_new_take(data, n) : NULL;
}

// The first part of "received/list.csv" is a folder; one level is all there is.
static bool make_parent(const char *name, GError **error)
{
    char *parent = g_path_get_dirname(name);
    bool ok = g_mkdir_with_parents(parent, 0777) == 0 && is_folder(parent);
    if (!ok)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR, "%s", parent);
    g_free(parent);
    return ok;
}

bool folder_write(const char *name, GBytes *bytes, GError **error)
{
    size_t n;
    const void *data = g_bytes_get_data(bytes, &n);
    struct stat info;
    if (lstat(name, &info) == 0 && !S_ISREG(info.st_mode)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s", name);
        return false;
    }
    return make_parent(name, error) &&
           g_file_set_contents_full(name, data ? data : "", (gssize)n,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0666, error);
}

char *folder_free_name(const char *subfolder, const char *name)
{
    const char *point = strrchr(name, '.');
    int stem = (int)(point && point != name ? point - name : (ptrdiff_t)strlen(name));
    char *found = g_build_filename(subfolder, name, NULL);
    for (int k = 2; taken(found); k++) {
        char *next = g_strdup_printf("%.*s-%d%s", stem, name, k, name + stem);
        g_free(found);
        found = g_build_filename(subfolder, next, NULL);
        g_free(next);
    }
    return found;
}

static int newest_first(const void *a, const void *b, void *subfolder)
{
    const char *names[] = {*(char *const *)a, *(char *const *)b};
    int64_t changed[2];
    for (int i = 0; i < 2; i++) {
        char *path = g_build_filename(subfolder, names[i], NULL);
        changed[i] = folder_changed(path);
        g_free(path);
    }
    return changed[0] != changed[1] ? (changed[0] < changed[1] ? 1 : -1)
                                    : strcmp(names[0], names[1]);
}

GPtrArray *folder_list(const char *subfolder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(*subfolder ? subfolder : ".", 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(subfolder, name, NULL);
        if (*name != '.' && folder_is_file(path))
            g_ptr_array_add(names, g_strdup(name));
        g_free(path);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_ptr_array_sort_with_data(names, newest_first, (void *)subfolder);
    return names;
}
