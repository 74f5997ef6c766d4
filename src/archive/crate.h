// SPDX-License-Identifier: MIT
// ro-crate-metadata.json (RO-Crate 1.2), with the bag's data/ as the crate's root. It says what
// the caller says; the room itself knows only bytes.
#ifndef WARRAQ_ARCHIVE_CRATE_H
#define WARRAQ_ARCHIVE_CRATE_H

#include "archive/bag.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file's part in the making of the crate. */
enum crate_role {
    CRATE_PLAIN,
    CRATE_SOURCE, /* the tool read it */
    CRATE_RESULT, /* the tool made it */
};

/* NULL leaves a member out, except path, format, sha256. */
struct crate_file {
    const char *path;        /* below data/ */
    const char *name;        /* for people */
    const char *format;      /* media type */
    const char *format_id;   /* URL that identifies the format, as PRONOM's */
    const char *format_name; /* what that URL names, "PDF/A-2a" */
    const char *language;    /* BCP 47 */
    enum crate_role role;
    uint64_t size;
    char sha256[65];
};

struct crate {
    const char *name, *description;
    const char *date;                /* ISO 8601 */
    const char *origin;              /* the URL of the page it was captured from; NULL */
    const char *captured;            /* when, ISO 8601; NULL */
    const char *license;             /* a URL, or words */
    const char *license_name;        /* what the URL names; NULL */
    const char *language;            /* BCP 47; NULL */
    const char *identifier;          /* NULL */
    const char *author;              /* an organisation's or a person's name; NULL */
    const char *tool, *tool_version; /* the program, or NULL */
    const struct crate_file *files;
    size_t n_files;
};

/* The JSON text. Files keep their order. The caller unrefs it. */
GBytes *crate_write(const struct crate *crate);

/* Sets size and sha256 from the payload file itself. False with FAULT_IO. */
bool crate_measure(const struct bag_file *file, struct crate_file *ret, GError **error);

#endif
