// SPDX-License-Identifier: MIT
// XML written an element a line. Text comes from anywhere: it is escaped, and what XML cannot hold
// is left out.
#ifndef WARRAQ_ARCHIVE_XML_H
#define WARRAQ_ARCHIVE_XML_H

#include <glib.h>

struct xml_out;

/* Begins a document whose root is `root` with the attributes `attributes`, "" for none, as they are
 * to stand. */
struct xml_out *xml_new(const char *root, const char *attributes);
/* Ends the root; takes `xml`. */
GBytes *xml_finish(struct xml_out *xml);

void xml_open(struct xml_out *xml, const char *name);
void xml_open_with(struct xml_out *xml, const char *name, const char *attribute, const char *value);
void xml_close(struct xml_out *xml);

/* An element of text; nothing where `text` is NULL or empty. */
void xml_text(struct xml_out *xml, const char *name, const char *text);
/* The same with an attribute, left out where its value is NULL. */
void xml_text_with(struct xml_out *xml, const char *name, const char *attribute, const char *value,
                   const char *text);

#endif
