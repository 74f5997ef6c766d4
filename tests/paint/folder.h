// SPDX-License-Identifier: MIT
// A folder for what a test writes, removed after it.
#ifndef WARRAQ_TESTS_FOLDER_H
#define WARRAQ_TESTS_FOLDER_H

#include <glib.h>
#include <stdio.h>

static char *folder;

static inline char *in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static inline int make_folder(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("warraq-paint-XXXXXX", NULL);
    return folder ? 0 : -1;
}

static inline int remove_folder(void **state)
{
    (void)state;
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *path = in_folder(name);
        remove(path);
        g_free(path);
    }
    g_dir_close(dir);
    remove(folder);
    g_free(folder);
    return 0;
}

/* The whole file; NULL where there is none. The caller frees it. */
static inline char *contents(const char *path, gsize *ret_n)
{
    char *data = NULL;
    return g_file_get_contents(path, &data, ret_n, NULL) ? data : NULL;
}

static inline bool same_file(const char *a, const char *b)
{
    gsize n = 0, m = 0;
    char *one = contents(a, &n), *other = contents(b, &m);
    bool same = one && other && n == m && memcmp(one, other, n) == 0;
    g_free(one);
    g_free(other);
    return same;
}

/* What a command prints; NULL where it fails. The caller frees it. */
static inline char *printed_by(const char *const *command)
{
    char *out = NULL;
    int status = -1;
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                 NULL);
    if (status == 0)
        return out;
    g_free(out);
    return NULL;
}

#endif
