// SPDX-License-Identifier: MIT
// What is said of a payload: one model, from which ro-crate-metadata.json is written here (RO-Crate
// 1.2, with the bag's data/ as the crate's root), and other forms in catalogue.h. They say what the
// caller says; the room itself knows only bytes.
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

/* A title in one of a letter's languages. */
struct crate_title {
    const char *text, *lang;
};

/* What was done; the program of the crate did it. */
struct crate_event {
    const char *id, *type; /* of PREMIS' vocabulary */
    const char *detail;    /* for people */
    bool of_sources, of_results;
    const char *date, *note; /* its own, or NULL: the crate's date; the outcome in words */
    const char *outcome;     /* NULL: "success" */
};

/* An organisation or a person; without a name it is not stated. */
struct crate_agent {
    const char *name, *url;
    const char *contact, *email; /* whom to ask; NULL */
};

struct crate {
    const char *name, *description;
    const char *date;         /* ISO 8601 */
    const char *origin;       /* the URL of the page it was captured from; NULL */
    const char *captured;     /* when, ISO 8601; NULL */
    const char *license;      /* a URL, or words */
    const char *license_name; /* what the URL names; NULL */
    const char *subject;      /* NULL */
    const char *language;     /* BCP 47; NULL */
    const char *identifier;   /* NULL */
    struct crate_agent author, publisher;
    const struct crate_title *titles;
    size_t n_titles;
    const struct crate_event *events;
    size_t n_events;
    const char *tool, *tool_version; /* the program, or NULL */
    const char *tool_url;
    const struct crate_file *files;
    size_t n_files;
};

/* The JSON text. Files keep their order. The caller unrefs it. */
GBytes *crate_write(const struct crate *crate);

/* Sets size and sha256 from the payload file itself. False with FAULT_IO. */
bool crate_measure(const struct bag_file *file, struct crate_file *ret, GError **error);

#endif
