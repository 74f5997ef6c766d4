// SPDX-License-Identifier: MIT
// Libraries that few runs need, opened when they are first called for. Linked, librsvg and libxml2
// with all they bring cost every run, most of which see neither an SVG nor an HTML page, a tenth of
// its time. Compare systemd's src/basic/dlfcn-util.h.
#ifndef WARRAQ_BASE_LATE_H
#define WARRAQ_BASE_LATE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* A function by its name, and the function pointer that takes it. */
struct late_symbol {
    const char *name;
    void *to;
};

/* `pointer` is declared as LATE_POINTER(function), so that the compiler checks its calls. */
#define LATE_POINTER(function) __typeof__(function) *
#define LATE_SYMBOL(pointer, function)                                                             \
    {                                                                                              \
#function, &(pointer)                                                                      \
    }

/* Static, `opened` false at first. */
struct late_library {
    const char *file; /* as the linker would name it */
    const struct late_symbol *symbols;
    size_t n;
    bool opened;
};

/* Opens the library and fills its pointers, once for the whole process, whichever thread comes
 * first. FAULT_IO if it is not there or lacks a function. */
bool late_open(struct late_library *library, GError **error);

#endif
