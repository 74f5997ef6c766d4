// SPDX-License-Identifier: MIT
// An arena holds everything one product needs (a document, a style, a page); dropping the arena
// frees all of it at once. Compare MuPDF's include/mupdf/fitz/pool.h.
#ifndef WARRAQ_BASE_ARENA_H
#define WARRAQ_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Empties the arena but keeps its first block, for scratch that is filled again and again. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type. Never returns NULL: exhaustion ends the program
 * (memory.h). `size` 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);

/* Room for `n` members of `size` bytes; a product that overflows counts as exhaustion. */
void *arena_alloc_n(struct arena *arena, size_t n, size_t size);

/* The same, whose bytes may be anything: for what is filled at once. */
void *arena_room_n(struct arena *arena, size_t n, size_t size);

/* Copies, NUL-terminated. arena_strdup(NULL) is NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t n);
void *arena_memdup(struct arena *arena, const void *data, size_t size);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* `other` ends with `arena`, which must not be reset any more. */
void arena_adopt(struct arena *arena, struct arena *other);

/* Bytes taken from the system and not yet given back. */
size_t arena_bytes(const struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_alloc_n((arena), (n), sizeof(type)))
#define ARENA_ROOM(arena, type, n) ((type *)arena_room_n((arena), (n), sizeof(type)))

#endif
