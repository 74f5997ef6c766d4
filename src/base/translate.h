// SPDX-License-Identifier: MIT
// Messages in the user's language. The rooms write English formats; the command line, which alone
// knows of catalogues, lends a function that turns them into what the user reads. What goes into
// files (report.json, --json) stays English, so that no locale gets into any output.
#ifndef WARRAQ_BASE_TRANSLATE_H
#define WARRAQ_BASE_TRANSLATE_H

/* Returns `english` or its translation, which must take the same arguments and live for ever. */
typedef const char *(*translate_fn)(const char *english);

/* NULL goes back to English. Set once, before any other call. */
void translate_set(translate_fn fn);

const char *translate(const char *english);

/* Marks a message for the catalogues that is only translated later, such as one in a table. */
#define N_(text) text

#endif
