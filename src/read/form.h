// SPDX-License-Identifier: MIT
// The forms that a source may have: what a file's ending, an option and an archive call each.
#ifndef WARRAQ_READ_FORM_H
#define WARRAQ_READ_FORM_H

#include <glib.h>
#include <stdbool.h>

struct document;
struct document_source;
struct reader;

struct form {
    const char *name;       /* as an option names it, "markdown" */
    const char *meaning;    /* one line for people */
    const char *endings[4]; /* of files, in small letters, with their points */
    const char *media_type;
    bool
        binary; /* its bytes go to the reader as they are; those of text are decoded and repaired */
    /* Turns the source into blocks below the document's root; NULL: a list's form alone. */
    bool (*read)(struct reader *reader, GError **error);
    /* The encoding that the bytes say they are in, to be freed; NULL: the form has no way to. */
    char *(*declared_encoding)(GBytes *bytes);
};

/* Every form, the one of a source that does not say first; ended by one without a name. */
const struct form *form_all(void);

/* Whether an option may name it: only its ending tells the form of a list. */
bool form_may_be_named(const struct form *form);

/* By its name; by the ending of a file. NULL if there is none. */
const struct form *form_named(const char *name);
const struct form *form_of_file(const char *path);

/* The media type of one of the document's sources. */
const char *form_media_type(const struct document *document, const struct document_source *source);

#endif
