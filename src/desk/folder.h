// SPDX-License-Identifier: MIT
// The one folder the desk reads and writes. The process is in it, so that every name here is a name
// in it: "letter.md", "received/list.xlsx", "out/letter.pdf". No link is followed.
#ifndef WARRAQ_DESK_FOLDER_H
#define WARRAQ_DESK_FOLDER_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define FOLDER_RECEIVED "received"
#define FOLDER_PRODUCTS "out"
#define FOLDER_VERSIONS "versions"
#define FOLDER_HOUSE "warraq.conf" /* the organisation's file, in the folder itself */

/* The process goes there; false with *error set if it cannot. */
bool folder_enter(const char *path, GError **error);

/* A plain file's bytes; NULL with *error set. */
GBytes *folder_read(const char *name, GError **error);

/* Writes a file beside its place, then puts it there. */
bool folder_write(const char *name, GBytes *bytes, GError **error);

/* A name in `subfolder` ("" for the folder itself) that is not taken: "list.csv", "list-2.csv".
 * g_free() */
char *folder_free_name(const char *subfolder, const char *name);

bool folder_is_file(const char *name);

/* Whether `name` is a plain file of the folder or of received/, and no link leads there. */
bool folder_holds(const char *name);

/* The subfolder of the desk's own that is a link, or no folder; NULL where all three are folders or
 * not there yet. */
const char *folder_astray(void);

/* Whether a file may be made as subfolder/name: neither is a link, and nothing else is in the way.
 * The subfolder is made. */
bool folder_may_make(const char *subfolder, const char *name);

/* When a file was last changed, in microseconds since 1970; 0 where there is none. */
int64_t folder_changed(const char *name);
int64_t folder_size(const char *name);

/* The plain files of a subfolder, the last changed first; owned strings, names alone. */
GPtrArray *folder_list(const char *subfolder);

#endif
