// SPDX-License-Identifier: MIT
#include "zip/input.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool zip_input_open(struct zip_input *input, const char *path, GError **error)
{
    struct stat info;
    *input = (struct zip_input){.fd = file_open(path, error)};
    if (input->fd < 0)
        return false;
    if (fstat(input->fd, &info) == 0) {
        input->size = (uint64_t)info.st_size;
        return true;
    }
    fault_set_on(error, FAULT_IO, "cannot read %s: %s", path, fault_reason(errno));
    zip_input_close(input);
    return false;
}

void zip_input_open_bytes(struct zip_input *input, const void *bytes, size_t n)
{
    *input = (struct zip_input){.fd = -1, .bytes = bytes ? bytes : (const void *)"", .size = n};
}

void zip_input_close(struct zip_input *input)
{
    if (input->fd >= 0)
        close(input->fd);
    input->fd = -1;
}

bool zip_input_read(const struct zip_input *input, uint64_t offset, void *into, size_t n)
{
    if (offset > input->size || n > input->size - offset)
        return false;
    if (input->bytes) {
        if (n > 0)
            memcpy(into, input->bytes + offset, n);
        return true;
    }
    char *at = into;
    while (n > 0) {
        ssize_t got = pread(input->fd, at, n, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        offset += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

GBytes *zip_input_bytes(const char *path, size_t most, GError **error)
{
    struct zip_input input;
    if (!zip_input_open(&input, path, error))
        return NULL;
    GBytes *bytes = NULL;
    if (input.size > most) {
        fault_set(error, FAULT_IO, "%s is larger than the limit of %zu bytes", path, most);
    } else {
        guint8 *data = g_malloc(input.size + 1);
        if (zip_input_read(&input, 0, data, input.size)) {
            bytes = g_bytes_new_take(data, input.size);
        } else {
            fault_set_on(error, FAULT_IO, "cannot read %s: %s", path, fault_reason(EIO));
            g_free(data);
        }
    }
    zip_input_close(&input);
    return bytes;
}
