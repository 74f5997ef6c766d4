// SPDX-License-Identifier: MIT
// XML read as it comes, an event at a time, from an entry of a ZIP or from bytes: nothing of it is
// held, no document type is allowed, and nothing outside it is opened.
#ifndef WARRAQ_READ_LIST_SAX_H
#define WARRAQ_READ_LIST_SAX_H

#include "zip/view.h"

/* An element's attributes, as long as the call lasts. */
struct sax_attributes {
    const unsigned char **raw; /* names and values by turns, then NULL; NULL for none */
};

/* The value of the attribute `name`, whatever its prefix; NULL if there is none. */
const char *sax_attribute(const struct sax_attributes *attributes, const char *name);

/* The events that a reader receives; names are without their prefixes. Any may be NULL. */
struct sax_events {
    void (*start)(void *data, const char *name, const struct sax_attributes *attributes);
    void (*end)(void *data, const char *name);
    void (*text)(void *data, const char *text, size_t n);
};

/* Reads all of an entry. False with FAULT_INVALID for what is not XML, has a document type or is
 * nested too deep, FAULT_IO where there is no such entry. */
bool sax_read_entry(struct zip_view *view, const char *entry, const struct sax_events *events,
                    void *data, GError **error);

/* The same for bytes, called `name` in messages. */
bool sax_read_bytes(GBytes *bytes, const char *name, const struct sax_events *events, void *data,
                    GError **error);

#endif
