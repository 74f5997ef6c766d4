// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/error.h"
#include "base/job.h"
#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fault_read(GError **error, const char *path, const char *reason, const char *code)
{
    fault_set_on(error, FAULT_IO, "cannot read %s: %s", path, reason);
    fault_because(error, code);
    return false;
}

static bool fault_read_errno(GError **error, const char *path, int code)
{
    return fault_read(error, path, fault_reason(code), fault_code_errno(code));
}

static bool check_plain(const char *path, const struct stat *info, GError **error)
{
    if (S_ISREG(info->st_mode))
        return true;
    if (S_ISDIR(info->st_mode))
        return fault_read_errno(error, path, EISDIR);
    return fault_read(error, path, N_("it is no plain file ('-' is standard input)"), "not-plain");
}

// A device is not opened at all: that alone may wind a tape. What takes the place of a plain file
// after the first look is opened without waiting, and refused.
static int open_plain(const char *path, struct stat *ret_info, GError **error)
{
    if (stat(path, ret_info) == 0 && !check_plain(path, ret_info, error))
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        fault_read_errno(error, path, errno);
        return -1;
    }
    bool ok = fstat(fd, ret_info) == 0 ? check_plain(path, ret_info, error)
                                       : fault_read_errno(error, path, errno);
    if (ok)
        return fd;
    close(fd);
    return -1;
}

// The opened file is asked, not its name: a link may lead anywhere.
static bool is_allowed(const char *path, const struct stat *opened, const char *by)
{
    struct stat info;
    char *folder = strcmp(by, "-") == 0 ? g_strdup(".") : g_path_get_dirname(by);
    char *own = realpath(folder, NULL), *resolved = realpath(path, NULL);
    bool same = resolved && lstat(resolved, &info) == 0 && info.st_dev == opened->st_dev &&
                info.st_ino == opened->st_ino;
    bool allowed = same && ((own && job_is_below(resolved, own)) || job_allows(resolved));
    free(own);
    free(resolved);
    g_free(folder);
    return allowed;
}

static bool fault_outside(const char *path, const char *by, GError **error)
{
    fault_set(error, FAULT_IO,
              "%s names %s, which is not in its folder: --allow FOLDER lets it be read", by, path);
    fault_because(error, "outside");
    return false;
}

// `by` is NULL where the user names the file.
static int open_on_disk(const char *path, const char *by, GError **error)
{
    struct stat info;
    GBytes *lent = by ? job_lent(by) : NULL;
    bool ok = !lent || fault_outside(path, by, error);
    int fd = ok ? open_plain(path, &info, error) : -1;
    if (lent)
        g_bytes_unref(lent);
    if (fd < 0)
        return -1;
    if (!by || is_allowed(path, &info, by)) {
        job_reads(path, &info);
        return fd;
    }
    fault_outside(path, by, error);
    close(fd);
    return -1;
}

static bool read_all(int fd, const char *path, size_t most, GByteArray *into, GError **error)
{
    guint8 chunk[64 * 1024];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fault_read_errno(error, path, errno);
        if (n == 0)
            return true;
        if (into->len + (size_t)n > most) {
            fault_set(error, FAULT_IO, "%s is larger than the limit of %zu bytes", path, most);
            fault_because(error, "too-large");
            return false;
        }
        g_byte_array_append(into, chunk, (guint)n);
    }
}

static GBytes *read_descriptor(int fd, const char *path, size_t most, GError **error)
{
    most = MIN(most, (size_t)G_MAXUINT - 64 * 1024); // a GByteArray counts in guint
    GByteArray *into = g_byte_array_new();
    if (read_all(fd, path, most, into, error))
        return g_byte_array_free_to_bytes(into);
    g_byte_array_unref(into);
    return NULL;
}

static GBytes *read_file(const char *path, const char *by, size_t most, GError **error)
{
    GBytes *lent = job_lent(path);
    if (lent)
        return lent;
    int fd = open_on_disk(path, by, error);
    if (fd < 0)
        return NULL;
    GBytes *bytes = read_descriptor(fd, path, most, error);
    close(fd);
    return bytes;
}

GBytes *file_read(const char *path, size_t most, GError **error)
{
    return strcmp(path, "-") == 0 ? read_descriptor(STDIN_FILENO, path, most, error)
                                  : read_file(path, NULL, most, error);
}

// "-" in a letter is a file of that name.
GBytes *file_read_named(const char *path, const char *by, size_t most, GError **error)
{
    return read_file(path, by, most, error);
}

static bool copy_standard(struct file_out *out, GError **error)
{
    char chunk[64 * 1024];
    for (;;) {
        ssize_t n = read(STDIN_FILENO, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fault_read_errno(error, "-", errno);
        if (n == 0)
            return true;
        if (!file_out_write(out, chunk, (size_t)n, error))
            return false;
    }
}

// What lies in memory, or comes from standard input where `bytes` is NULL, in a file without a
// name: so it can be read like any other.
static int open_held(const char *path, GBytes *bytes, GError **error)
{
    struct file_out *out = file_out_open_unnamed(NULL, error);
    if (!out)
        return -1;
    gsize n = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    bool ok = bytes ? n == 0 || file_out_write(out, data, n, error) : copy_standard(out, error);
    int fd = ok ? open(file_out_path(out), O_RDONLY | O_CLOEXEC) : -1;
    if (ok && fd < 0)
        fault_read_errno(error, path, errno);
    file_out_abandon(out);
    return fd;
}

int file_open(const char *path, GError **error)
{
    GBytes *lent = job_lent(path);
    if (!lent && strcmp(path, "-") != 0)
        return open_on_disk(path, NULL, error);
    int fd = open_held(path, lent, error);
    if (lent)
        g_bytes_unref(lent);
    return fd;
}

bool file_may_read(const char *path, const char *by, bool *ret_held, GError **error)
{
    GBytes *lent = job_lent(path);
    *ret_held = lent || (!by && strcmp(path, "-") == 0);
    if (lent)
        g_bytes_unref(lent);
    if (*ret_held)
        return true;
    int fd = open_on_disk(path, by, error);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}
