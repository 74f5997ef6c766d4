// SPDX-License-Identifier: MIT
// An entry's content, unpacked in pieces and held to what the directory says of it.
#ifndef WARRAQ_ZIP_STREAM_H
#define WARRAQ_ZIP_STREAM_H

#include "zip/sink.h"
#include "zip/directory.h"

/* Streams the entry, which must be sound, to `sink` (may be NULL). Never more than `entry->size`
 * bytes. False if the content is not what the directory says; the first time that happens a fault
 * is reported, and entry->checked set. */
bool zip_stream(const struct zip_directory *directory, struct zip_entry *entry, sink_write sink,
                void *data, struct findings *findings);

#endif
