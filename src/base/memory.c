// SPDX-License-Identifier: MIT
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

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

void *memory_alloc(size_t size)
{
    void *memory = malloc(size);
    if (!memory)
        memory_end(size);
    return memory;
}
