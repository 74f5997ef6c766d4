// SPDX-License-Identifier: MIT
#include "base/unfinished.h"

#include <limits.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

enum { OPEN_MOST = 256 };
enum { FREE, TAKEN, WHOLE }; // TAKEN: a thread is writing the path

static struct {
    _Atomic int state;
    char path[PATH_MAX];
} slots[OPEN_MOST];

size_t unfinished_add(const char *path)
{
    size_t n = strlen(path) + 1;
    for (size_t i = 0; n <= PATH_MAX && i < OPEN_MOST; i++) {
        int was = FREE;
        if (!atomic_compare_exchange_strong(&slots[i].state, &was, TAKEN))
            continue;
        memcpy(slots[i].path, path, n);
        atomic_store(&slots[i].state, WHOLE);
        return i;
    }
    return UNFINISHED_NONE;
}

void unfinished_remove(size_t slot)
{
    if (slot != UNFINISHED_NONE)
        atomic_store(&slots[slot].state, FREE);
}

void unfinished_unlink_all(void)
{
    for (size_t i = 0; i < OPEN_MOST; i++) {
        if (atomic_load(&slots[i].state) == WHOLE)
            unlink(slots[i].path);
    }
}
