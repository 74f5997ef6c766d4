// SPDX-License-Identifier: MIT
#include "base/path.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

char *path_beside(const char *by, const char *name)
{
    char *folder = g_path_get_dirname(by);
    bool here = g_path_is_absolute(name) || strcmp(folder, ".") == 0;
    char *path = here ? g_strdup(name) : g_build_filename(folder, name, NULL);
    g_free(folder);
    return path;
}
