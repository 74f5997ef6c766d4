// SPDX-License-Identifier: MIT
#include "base/late.h"

#include "base/error.h"

#include <dlfcn.h>

static bool take_symbols(const struct late_library *library, void *handle)
{
    for (size_t i = 0; i < library->n; i++) {
        void *found = dlsym(handle, library->symbols[i].name);
        if (!found)
            return false;
        // POSIX lets dlsym()'s result be a function; ISO C has no cast for it.
        *(void **)library->symbols[i].to = found;
    }
    return true;
}

// Never closed: what it made lives on.
static bool open_library(struct late_library *library, GError **error)
{
    void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
    library->opened = handle && take_symbols(library, handle);
    if (!library->opened)
        fault_set(error, FAULT_IO, "%s: error: the library cannot be opened: %s [library]",
                  library->file, dlerror());
    return library->opened;
}

bool late_open(struct late_library *library, GError **error)
{
    static GMutex lock;
    g_mutex_lock(&lock);
    bool ok = library->opened || open_library(library, error);
    g_mutex_unlock(&lock);
    return ok;
}
