// SPDX-License-Identifier: MIT
// A file, or bytes in memory, read at any place and never past the end.
#ifndef WARRAQ_ZIP_INPUT_H
#define WARRAQ_ZIP_INPUT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zip_input {
    int fd;
    const uint8_t *bytes; /* borrowed; NULL: a file */
    uint64_t size;
};

/* False with FAULT_IO if it cannot be opened or is no regular file. */
bool zip_input_open(struct zip_input *input, const char *path, GError **error);
/* `bytes` must outlive the input. */
void zip_input_open_bytes(struct zip_input *input, const void *bytes, size_t n);
void zip_input_close(struct zip_input *input);

/* Exactly `n` bytes from `offset`; false if they are not all there or cannot be read. */
bool zip_input_read(const struct zip_input *input, uint64_t offset, void *into, size_t n);

/* A plain file of `most` bytes at most, whole: the caller unrefs it. NULL with FAULT_IO. */
GBytes *zip_input_bytes(const char *path, size_t most, GError **error);

/* Little-endian numbers, as ZIP has them. */
static inline uint16_t zip_u16(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t zip_u32(const uint8_t *at)
{
    return (uint32_t)zip_u16(at) | (uint32_t)zip_u16(at + 2) << 16;
}

static inline uint64_t zip_u64(const uint8_t *at)
{
    return (uint64_t)zip_u32(at) | (uint64_t)zip_u32(at + 4) << 32;
}

#endif
