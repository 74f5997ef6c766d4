// SPDX-License-Identifier: MIT
#include "read/list/row_name.h"

#include "base/utf8.h"
#include "read/fold.h"
#include "read/list/cell.h"

#include <string.h>

static bool is_ideographic(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (!g_unichar_iswide(utf8_char(p)))
            return false;
    }
    return *text != '\0';
}

// All columns of the kind, in their order. g_free()
static char *part_of(const struct columns *columns, row_cell_fn cell, const void *row,
                     enum head_kind kind, bool *ret_family_first)
{
    GString *part = g_string_new(NULL);
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *column = &columns->at[i];
        const char *text = column->kind == kind ? cell(row, i) : "";
        if (!cell_is_filled(text))
            continue;
        *ret_family_first |= column->family_first;
        size_t lead = text_leading(text, strlen(text));
        g_string_append(part, part->len ? " " : "");
        g_string_append_len(part, text + lead,
                            (gssize)text_trimmed(text + lead, strlen(text + lead)));
    }
    return g_string_free(part, FALSE);
}

static char *join_parts(const char *const parts[3], const char *space)
{
    GString *name = g_string_new(NULL);
    for (size_t i = 0; i < 3; i++) {
        if (*parts[i])
            g_string_append_printf(name, "%s%s", name->len ? space : "", parts[i]);
    }
    return g_string_free(name, FALSE);
}

char *row_name(const struct columns *columns, row_cell_fn cell, const void *row)
{
    bool family_first = false;
    g_autofree char *given = part_of(columns, cell, row, HEAD_GIVEN, &family_first);
    g_autofree char *middle = part_of(columns, cell, row, HEAD_MIDDLE, &family_first);
    g_autofree char *family = part_of(columns, cell, row, HEAD_FAMILY, &family_first);
    bool ideographic = is_ideographic(given) && is_ideographic(family);
    bool latin_east = family_first && !ideographic && g_ascii_isalpha(*given) &&
                      columns->has_head && is_ideographic(family) != is_ideographic(given);
    bool turned = (family_first && !latin_east) || ideographic;
    const char *const eastern[] = {family, middle, given}, *const western[] = {given, middle,
                                                                               family};
    return join_parts(turned ? eastern : western, ideographic ? "" : " ");
}
