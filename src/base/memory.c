// SPDX-License-Identifier: MIT
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void ended_default(size_t wanted)
{
    fprintf(stderr, "warraq: out of memory (%zu bytes wanted)\n", wanted);
    abort();
}

static memory_ended ended = ended_default;

void memory_on_end(memory_ended handler)
{
    ended = handler ? handler : ended_default;
}

void memory_end(size_t wanted)
{
    ended(wanted);
    abort();
}

void *memory_must(void *given)
{
    if (!given)
        memory_end(0);
    return given;
}

// Size 0 gives a pointer too: some take NULL for a failure whatever they asked for.
void *memory_alloc(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory)
        memory_end(size);
    return memory;
}

void *memory_realloc(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);
    if (!memory)
        memory_end(size);
    return memory;
}

char *memory_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(memory_alloc(size), text, size);
}
