// SPDX-License-Identifier: MIT
// A YAML document as plain values. Every scalar is text: a name "No" or "12" stays what was
// written.
#ifndef WARRAQ_READ_MARKDOWN_YAML_VALUE_H
#define WARRAQ_READ_MARKDOWN_YAML_VALUE_H

#include "base/arena.h"

#include <glib.h>
#include <stdbool.h>

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_value {
    enum yaml_kind kind;
    const char *text; /* YAML_TEXT; "" for null */
    size_t count;     /* items */
    const struct yaml_value **items;
    const char **keys; /* YAML_MAP */
    size_t line;       /* from 1 within the text */
};

/* The first document, in `arena`; an empty one is an empty text. Aliases are not followed (a few
 * bytes of them could stand for gigabytes): one is a fault. NULL with FAULT_INVALID naming line and
 * column, code `yaml`. */
const struct yaml_value *yaml_value_read(struct arena *arena, const char *text, size_t n,
                                         GError **error);

/* All documents of a file of data: one is itself, several are a list of what they hold. A key that
 * comes back within one map is a fault too: which of the two is meant cannot be known. */
const struct yaml_value *yaml_values_read(struct arena *arena, const char *text, size_t n,
                                          GError **error);

/* The text below `key` of a map; NULL if there is none. */
const char *yaml_value_text(const struct yaml_value *map, const char *key);

/* The value below `key` of a map; NULL. */
const struct yaml_value *yaml_value_get(const struct yaml_value *map, const char *key);

#endif
