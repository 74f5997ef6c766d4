// SPDX-License-Identifier: MIT
// The forms that a source may have: what a file's ending, an option and an archive call each.
#ifndef WARRAQ_READ_FORM_H
#define WARRAQ_READ_FORM_H

#include <glib.h>
#include <stdbool.h>

struct document;
struct document_source;

/* How a file that is a list alone is read; its ending says it. */
enum list_form {
    LIST_FORM_TEXT, /* a name a line, or a table that the lines themselves show */
    LIST_FORM_CSV,
    LIST_FORM_TSV,
    LIST_FORM_JSON,
    LIST_FORM_YAML,
    LIST_FORM_WORKBOOK,
    LIST_FORM_PAGE, /* one signatory's own page: front matter */
};

/* A row of read/forms.inc, but for the functions that read the form. */
struct form {
    const char *name;       /* as an option names it, "markdown" */
    const char *meaning;    /* one line for people */
    const char *endings[4]; /* of files, in small letters, with their points */
    const char *media_type;
    bool letter; /* it may hold a letter; else a list alone */
    bool
        binary; /* its bytes go to its reader as they are; those of text are decoded and repaired */
    enum list_form list;
};

/* Every form, the one of a source that does not say first; ended by one without a name. */
const struct form *form_all(void);

/* Whether an option may name it: only its ending tells the form of a list. */
bool form_may_be_named(const struct form *form);

/* By its name; by the ending of a file. NULL if there is none. */
const struct form *form_named(const char *name);
const struct form *form_of_file(const char *path);

/* How the file is read as a list; LIST_FORM_TEXT where its ending says nothing. */
enum list_form form_of_list(const char *path);

/* The media type of one of the document's sources. */
const char *form_media_type(const struct document *document, const struct document_source *source);

#endif
