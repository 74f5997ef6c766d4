// SPDX-License-Identifier: MIT
// What happens when memory has run out: the process ends at once. Files are written beside their
// targets and renamed when whole, so the old file is left or none, and a store without its
// unfinished version.
//
// GLib ends the process itself. For libraries that give NULL these functions do. Those that go on
// without what they could not hold (jansson, libxml2) are the program's matter: cli/exhaustion.c
// takes the place of malloc() itself, which a library may not do to the program it is in.
#ifndef WARRAQ_BASE_MEMORY_H
#define WARRAQ_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Called when memory has run out; must not return. The default prints one line and aborts. NULL
 * brings the default back. */
typedef void (*memory_ended)(size_t wanted);
void memory_on_end(memory_ended handler);

/* Calls the handler; `wanted` is how many bytes were asked for, 0 if unknown. */
void memory_end(size_t wanted) __attribute__((noreturn));

/* Returns `given`, or calls the handler if that is NULL. For the result of a library's function
 * that only fails when memory has run out. */
void *memory_must(void *given);

/* As malloc(), but never NULL. What it gives is freed with free(). */
void *memory_alloc(size_t size);

#endif
