// SPDX-License-Identifier: MIT
// Where libzip writes: a descriptor that base/file.h opened. libzip's own file writer would make a
// sibling of the sibling, sync nothing, and leave it behind when killed.
#ifndef WARRAQ_ARCHIVE_PACK_OUT_H
#define WARRAQ_ARCHIVE_PACK_OUT_H

#include "archive/lazy_libzip.h"

struct pack_out;

/* `fd` is borrowed, empty, open for reading and writing, and can seek. */
struct pack_out *pack_out_new(int fd);
void pack_out_free(struct pack_out *out);

/* The source to open an archive on; it borrows `out`. NULL with *ret_error set. */
zip_source_t *pack_out_source(struct pack_out *out, zip_error_t *ret_error);

#endif
