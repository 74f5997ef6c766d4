// SPDX-License-Identifier: MIT
// Who receives bytes, one run after another.
#ifndef WARRAQ_ZIP_SINK_H
#define WARRAQ_ZIP_SINK_H

#include <stddef.h>

typedef void (*sink_write)(void *data, const void *bytes, size_t n);

#endif
