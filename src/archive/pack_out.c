// SPDX-License-Identifier: MIT
#include "archive/pack_out.h"

#include <errno.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

enum { HELD_MOST = 256 * 1024 }; // libzip writes 8 KiB at a time

struct pack_out {
    int fd;
    zip_error_t error;
    uint64_t offset; // of what is held
    size_t n_held;
    char held[HELD_MOST];
};

struct pack_out *pack_out_new(int fd)
{
    struct pack_out *out = g_new0(struct pack_out, 1);
    out->fd = fd;
    zip_error_init(&out->error);
    return out;
}

void pack_out_free(struct pack_out *out)
{
    if (!out)
        return;
    zip_error_fini(&out->error);
    g_free(out);
}

static zip_int64_t out_fault(struct pack_out *out, int kind, int code)
{
    zip_error_set(&out->error, kind, code);
    return -1;
}

static zip_int64_t out_flush(struct pack_out *out)
{
    size_t done = 0;
    while (done < out->n_held) {
        ssize_t n = pwrite(out->fd, out->held + done, out->n_held - done, (off_t)out->offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return out_fault(out, ZIP_ER_WRITE, errno);
        done += (size_t)n;
        out->offset += (uint64_t)n;
    }
    out->n_held = 0;
    return 0;
}

static zip_int64_t out_write(struct pack_out *out, const char *data, size_t n)
{
    for (size_t done = 0; done < n;) {
        if (out->n_held == HELD_MOST && out_flush(out) < 0)
            return -1;
        size_t part = MIN(n - done, HELD_MOST - out->n_held);
        memcpy(out->held + out->n_held, data + done, part);
        out->n_held += part;
        done += part;
    }
    return (zip_int64_t)n;
}

// Everything is written once from the start, so the end of the file is where writing stopped last;
// libzip returns there after filling in a header, by an absolute position.
static zip_int64_t out_seek(struct pack_out *out, void *data, zip_uint64_t n)
{
    zip_source_args_seek_t *to = ZIP_SOURCE_GET_ARGS(zip_source_args_seek_t, data, n, &out->error);
    if (!to || out_flush(out) < 0)
        return -1;
    int64_t from = to->whence == SEEK_SET ? 0 : (int64_t)out->offset;
    if (to->whence == SEEK_END)
        from = lseek(out->fd, 0, SEEK_END);
    if (from < 0 || from + to->offset < 0)
        return out_fault(out, ZIP_ER_SEEK, EINVAL);
    out->offset = (uint64_t)(from + to->offset);
    return 0;
}

static zip_int64_t out_begin(struct pack_out *out)
{
    out->offset = out->n_held = 0;
    return 0;
}

static zip_int64_t out_source(void *user, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
    struct pack_out *out = user;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_WRITABLE;
    case ZIP_SOURCE_STAT: // nothing is there to be read
        return out_fault(out, ZIP_ER_READ, ENOENT);
    case ZIP_SOURCE_BEGIN_WRITE:
        return out_begin(out);
    case ZIP_SOURCE_WRITE:
        return out_write(out, data, n);
    case ZIP_SOURCE_SEEK_WRITE:
        return out_seek(out, data, n);
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)(out->offset + out->n_held);
    case ZIP_SOURCE_COMMIT_WRITE:
        return out_flush(out);
    case ZIP_SOURCE_ROLLBACK_WRITE: // the sibling is dropped as a whole
    case ZIP_SOURCE_REMOVE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&out->error, data, n);
    default:
        return out_fault(out, ZIP_ER_OPNOTSUPP, 0);
    }
}

zip_source_t *pack_out_source(struct pack_out *out, zip_error_t *ret_error)
{
    return zip_source_function_create(out_source, out, ret_error);
}
