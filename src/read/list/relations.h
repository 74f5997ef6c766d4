// SPDX-License-Identifier: MIT
// How the parts of an Office Open XML package name one another (ISO 29500-2, 9.3): relationships
// from an id to a part of the package, or to an address outside of it, which is never opened.
#ifndef WARRAQ_READ_LIST_RELATIONS_H
#define WARRAQ_READ_LIST_RELATIONS_H

#include "zip/view.h"

struct relations {
    const char *folder;  /* that targets are relative to; borrowed */
    GHashTable *targets; /* id -> name of the entry */
    GHashTable *outside; /* id -> address */
    GHashTable *by_type; /* last part of the type, "styles" -> the first such entry */
    GPtrArray *fetched;  /* addresses outside that are no links: what a program would fetch */
};

/* Those of `entry`, a ".rels"; none where there is no such entry. */
struct relations relations_read(struct zip_view *view, const char *entry, const char *folder);

/* Those of a part, "word/document.xml"; `folder` (g_free()) must live as long as they do. */
struct relations relations_of_part(struct zip_view *view, const char *part, char **ret_folder);

/* The entry that the package's own relations name as its document; NULL if none. g_free() */
char *relations_document(struct zip_view *view);

void relations_clear(struct relations *relations);

#endif
