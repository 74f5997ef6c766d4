// SPDX-License-Identifier: MIT
// What a file is by its bytes, whatever its name says: a form that is read, or one that is not,
// with what to do about it.
#ifndef WARRAQ_READ_KIND_H
#define WARRAQ_READ_KIND_H

#include <glib.h>

struct kind {
    const char *form;   /* the name of the form that reads it (read/form.h); NULL: none does */
    const char *advice; /* untranslated: what it is and what to do, where none does */
};

/* NULL where the bytes tell nothing: text, or what nobody knows. */
const struct kind *kind_of_bytes(GBytes *bytes);

#endif
