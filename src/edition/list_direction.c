// SPDX-License-Identifier: MIT
#include "edition/list_direction.h"

#include "language/direction.h"

bool list_direction(const struct node *list, enum direction *ret, GError **error)
{
    enum { BYTES_ENOUGH = 20000 };
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    *ret = list->direction;
    if (list->direction != DIRECTION_INHERIT || list->list.kind != LIST_SIGNATORIES) {
        arena_free(scratch);
        return true;
    }
    GString *text = g_string_new(NULL);
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    while (!fault && text->len < BYTES_ENOUGH &&
           (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        node_append_text(entry, text);
        arena_reset(scratch);
    }
    *ret = direction_of_text(text->str, text->len);
    g_string_free(text, TRUE);
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}
