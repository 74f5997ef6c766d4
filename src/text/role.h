// SPDX-License-Identifier: MIT
// The role table (fonts/roles): which face serves which family, script and language, at which
// scale and shift. Readable by people; a row for each, the first that fits wins.
#ifndef WARRAQ_TEXT_ROLE_H
#define WARRAQ_TEXT_ROLE_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>
#include <stddef.h>

enum role_style { ROLE_REGULAR, ROLE_BOLD, ROLE_ITALIC, ROLE_BOLD_ITALIC, ROLE_STYLES };

struct role_file {
    const char *name; /* in faces/; NULL where the family has no such style */
    int index;        /* in a collection */
};

struct role_row {
    const char *family;
    const hb_script_t *scripts; /* HB_SCRIPT_INVALID ends them; none means any */
    char **languages;           /* NULL for any */
    double scale;               /* of the nominal size */
    double rise;                /* in thousandths of the em, upward */
    struct role_file files[ROLE_STYLES];
};

struct role_table;

/* Reads `path`. NULL with FAULT_IO, or FAULT_INVALID naming the line. */
struct role_table *role_table_read(const char *path, GError **error);
void role_table_free(struct role_table *table);

/* The same table, which any thread may read, to be freed once more. */
struct role_table *role_table_hold(struct role_table *table);

size_t role_table_size(const struct role_table *table);
const struct role_row *role_table_get(const struct role_table *table, size_t index);

/* The hyphenation dictionary's file for a language ("en-GB" before "en"); NULL where none is
 * named. */
const char *role_table_hyphenation(const struct role_table *table, const char *lang);

bool role_row_serves_script(const struct role_row *row, hb_script_t script);

/* A row for `ur` serves `ur` and `ur-PK`; a row without languages serves all. */
bool role_row_serves_language(const struct role_row *row, const char *lang);

#endif
