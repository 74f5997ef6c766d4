// SPDX-License-Identifier: MIT
// A ZIP from a stranger, read one way: what lies in it, and the bytes of one entry at a time. It
// is the only reader of ZIPs in warraq, for archives as for documents that are ZIPs inside.
//
//     struct findings *findings = findings_new("zip");
//     struct zip_view *view = zip_view_open(path, &zip_limits_default, findings, error);
//     GBytes *bytes = view ? zip_view_read(view, "word/document.xml", most, error) : NULL;
//
// Whatever is wrong is reported to `findings`. Where that stays without a fault, every reader of
// ZIPs takes out these names and these bytes, once the bytes have been read. Whoever can live with
// a fault elsewhere in the file may read on: an entry that is itself in doubt is never given.
#ifndef WARRAQ_ZIP_VIEW_H
#define WARRAQ_ZIP_VIEW_H

#include "zip/directory.h"

struct zip_view;

/* Reads the directory, every local header and every name; no content yet. `findings` is borrowed
 * and outlives the view. NULL with FAULT_IO if the file cannot be opened or is no plain file,
 * FAULT_INVALID if it is no ZIP that can be gone on with; the reason is the first fault's. */
struct zip_view *zip_view_open(const char *path, const struct zip_limits *limits,
                               struct findings *findings, GError **error);
/* The same of bytes in memory, called `name` in messages; a reference is kept. */
struct zip_view *zip_view_open_bytes(GBytes *bytes, const char *name,
                                     const struct zip_limits *limits, struct findings *findings,
                                     GError **error);
void zip_view_close(struct zip_view *view); /* NULL is allowed */

/* The entries in the directory's order, folders among them. */
struct zip_directory *zip_view_directory(struct zip_view *view);

/* The entry of exactly this name, or NULL if there is none or its name or place is in doubt. */
struct zip_entry *zip_view_find(struct zip_view *view, const char *name);

/* The bytes of an entry, at most `most`. NULL with FAULT_IO if there is none that can be found,
 * FAULT_INVALID if it is larger or its content is not what the directory says. */
GBytes *zip_view_read(struct zip_view *view, const char *name, size_t most, GError **error);

#endif
