// SPDX-License-Identifier: MIT
// What holds several things of which one is the letter: a mail with its alternatives and
// attachments, a mailbox, a web archive. One part is read, the others are told.
#ifndef WARRAQ_READ_MAIL_PARTS_H
#define WARRAQ_READ_MAIL_PARTS_H

#include "read/reader.h"

/* Strings are g_free()d with the part; NULL where nothing is known. */
struct letter_part {
    const char *form; /* "capture", "html", "word", "opendocument" */
    GBytes *bytes;
    char *name;     /* a subject, a file's name, an address: what --part may say */
    char *charset;  /* as the container declares it */
    char *base;     /* the address that its pictures are relative to */
    char *captured; /* when, ISO 8601 */
    char *subject, *sender, *date;
    bool attached; /* read only where it is asked for */
};

struct parts {
    GPtrArray *all;       /* struct letter_part */
    GHashTable *pictures; /* "cid:…" or an address -> GBytes */
};

struct parts *parts_new(void);
void parts_free(struct parts *parts);

/* `form` is a constant, `name` is taken; a reference to `bytes` is kept. */
struct letter_part *parts_add(struct parts *parts, const char *form, GBytes *bytes, char *name);

/* `where` is taken; a reference to `bytes` is kept. Of two at one place the first stays. */
void parts_add_picture(struct parts *parts, char *where, GBytes *bytes);

/* The form that reads an attachment of this media type or name; NULL: none does. */
const char *part_form(const char *media_type, const char *file_name);

/* Reads the part that --part names, else the one that is the letter most likely. Several are told.
 * False with FAULT_USAGE where --part names none, FAULT_INVALID where there is none to read. */
bool parts_read(const struct parts *parts, struct reader *reader, GError **error);

#endif
