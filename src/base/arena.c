// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include "base/memory.h"

#include <glib.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_FIRST = 16 * 1024, BLOCK_LARGEST = 1024 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    _Alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct arena_block *blocks; // newest first; allocation happens in the newest
    size_t bytes;
    struct arena *adopted, *next; // those that end with it; the next of its owner's
};

static struct arena_block *arena_add_block(struct arena *arena, size_t least)
{
    size_t size = arena->blocks ? MIN(arena->blocks->size * 2, BLOCK_LARGEST) : BLOCK_FIRST;
    if (size < least)
        size = least;
    struct arena_block *block = memory_alloc(sizeof *block + size);
    block->next = arena->blocks;
    block->size = size;
    block->used = 0;
    arena->blocks = block;
    arena->bytes += size;
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = memory_alloc(sizeof *arena);
    *arena = (struct arena){0};
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct arena *adopted = arena->adopted, *next; adopted; adopted = next) {
        next = adopted->next;
        arena_free(adopted);
    }
    for (struct arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

void arena_adopt(struct arena *arena, struct arena *other)
{
    other->next = arena->adopted;
    arena->adopted = other;
}

void arena_reset(struct arena *arena)
{
    while (arena->blocks && arena->blocks->next) {
        struct arena_block *newest = arena->blocks;
        arena->blocks = newest->next;
        arena->bytes -= newest->size;
        free(newest);
    }
    if (arena->blocks)
        arena->blocks->used = 0;
}

// Not cleared, for what is written over at once.
static void *arena_take(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        memory_end(size);
    const size_t unit = _Alignof(max_align_t);
    size = (size + unit - 1) / unit * unit;
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = arena_add_block(arena, size);
    void *memory = block->data + block->used;
    block->used += size;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, size);
}

void *arena_room_n(struct arena *arena, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        memory_end(SIZE_MAX);
    return arena_take(arena, n * size);
}

void *arena_alloc_n(struct arena *arena, size_t n, size_t size)
{
    return memset(arena_room_n(arena, n, size), 0, n * size);
}

void *arena_memdup(struct arena *arena, const void *data, size_t size)
{
    void *copy = arena_take(arena, size);
    return size ? memcpy(copy, data, size) : copy;
}

char *arena_strndup(struct arena *arena, const char *text, size_t n)
{
    if (n == SIZE_MAX)
        memory_end(n);
    char *copy = arena_take(arena, n + 1);
    if (n)
        memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    char *copy = arena_strdup(arena, text);
    g_free(text);
    return copy;
}

size_t arena_bytes(const struct arena *arena)
{
    return arena->bytes;
}
