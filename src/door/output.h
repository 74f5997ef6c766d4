// SPDX-License-Identifier: MIT
// Where a command writes: the ending of a name says the form, and one that does not fit is refused
// with those that do.
#ifndef WARRAQ_DOOR_OUTPUT_H
#define WARRAQ_DOOR_OUTPUT_H

#include "door/session.h"

enum output_form {
    OUTPUT_RECORD,
    OUTPUT_LETTER, /* a record, or one of its editions */
    OUTPUT_ARCHIVE,
    OUTPUT_MARKDOWN,
    OUTPUT_PICTURE,
    OUTPUT_CONTACT_SHEET,
    OUTPUT_PAGE,
    OUTPUT_BOOK,
    OUTPUT_WORD,
    OUTPUT_TEXT,
    OUTPUT_EVIDENCE,
    OUTPUT_FOLDER,
};

/* Names an output before any work is done (session_writes()), if its name fits the form: by its
 * ending, or having none. "-", a device, a pipe and NULL fit every form. FAULT_USAGE. */
bool output_plan(struct warraq *w, const char *path, enum output_form form, GError **error);

/* Whether the name has one of the form's endings. */
bool output_ends(const char *path, enum output_form form);

/* Whether a command that writes a folder or a ZIP is to write a ZIP. */
bool output_is_zip(const char *path);

#endif
