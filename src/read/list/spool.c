// SPDX-License-Identifier: MIT
#include "read/list/spool.h"

#include "base/error.h"
#include "base/file.h"

enum { BUFFER = 64 * 1024 };

struct spool {
    struct file_out *out;
    GString *buffer; // not yet written
    size_t length;
};

struct spool *spool_new(GError **error)
{
    struct file_out *out = file_out_open_unnamed(NULL, error);
    if (!out)
        return NULL;
    struct spool *spool = g_new0(struct spool, 1);
    spool->out = out;
    spool->buffer = g_string_sized_new(BUFFER);
    return spool;
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    file_out_abandon(spool->out);
    g_string_free(spool->buffer, TRUE);
    g_free(spool);
}

static bool flush(struct spool *spool, GError **error)
{
    bool ok = file_out_write(spool->out, spool->buffer->str, spool->buffer->len, error);
    g_string_truncate(spool->buffer, 0);
    return ok;
}

bool spool_write(struct spool *spool, const void *data, size_t n, GError **error)
{
    g_string_append_len(spool->buffer, data, (gssize)n);
    spool->length += n;
    return spool->buffer->len < BUFFER || flush(spool, error);
}

size_t spool_length(const struct spool *spool)
{
    return spool->length;
}

GBytes *spool_bytes(struct spool *spool, GError **error)
{
    if (!flush(spool, error))
        return NULL;
    if (spool->length == 0)
        return g_bytes_new_static("", 0);
    GError *reason = NULL;
    GMappedFile *map = g_mapped_file_new_from_fd(file_out_fd(spool->out), FALSE, &reason);
    if (!map) {
        fault_set(error, FAULT_IO, "cannot read %s: %s", "a temporary file", reason->message);
        g_error_free(reason);
        return NULL;
    }
    GBytes *bytes = g_mapped_file_get_bytes(map);
    g_mapped_file_unref(map);
    return bytes;
}
