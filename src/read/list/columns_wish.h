// SPDX-License-Identifier: MIT
// What the user says of a table's columns: --columns and --consent, as they are written.
#ifndef WARRAQ_READ_LIST_COLUMNS_WISH_H
#define WARRAQ_READ_LIST_COLUMNS_WISH_H

/* `columns` as "name=Your full name,affiliation=Org", `consent` as "Published=yes"; NULL for
 * nothing. */
struct columns_wish {
    const char *columns, *consent;
};

/* The parts of `wish`, each "name=Your name"; g_strfreev(). */
char **wish_parts(const char *wish);

/* The head that stands after a part's "=", without quotes; g_free(). */
char *wish_head(const char *text);

#endif
