// SPDX-License-Identifier: MIT
// The ways in which an entry may lie in a source's bytes.
#ifndef WARRAQ_DOOR_WITHDRAW_EDIT_H
#define WARRAQ_DOOR_WITHDRAW_EDIT_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* An entry as the reader found it. */
struct withdraw_place {
    const char *name;  /* as asked for */
    int64_t number;    /* printed; 0: none */
    size_t line, next; /* where it begins and the next one does, from 1; 0: not known */
};

/* The source without what may be the entry, the smallest cuts first; none where the bytes are no
 * text. GBytes; g_ptr_array_unref(). Which of them is right only reading tells. */
GPtrArray *withdraw_edits(GBytes *source, const struct withdraw_place *place);

/* The source without what holds the name outside of entries: a remark, something struck out,
 * residue of a page. */
GPtrArray *withdraw_traces(GBytes *source, const char *name);

/* How often the name is in the bytes in words of its own, as it is or as HTML writes it. */
size_t withdraw_count(GBytes *source, const char *name);

#endif
