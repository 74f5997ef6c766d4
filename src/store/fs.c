// SPDX-License-Identifier: MIT
#include "store/fs.h"

#include "base/error.h"
#include "base/job.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_OPEN = 16, CHUNK = 128 * 1024 };

bool fs_fault(GError **error, const char *format, const char *path)
{
    fault_set_on(error, FAULT_IO, format, path, fault_reason(errno));
    return false;
}

static bool has_mode(const char *path, mode_t mode)
{
    struct stat info;
    return lstat(path, &info) == 0 && (info.st_mode & S_IFMT) == mode;
}

bool fs_is_folder(const char *path)
{
    return has_mode(path, S_IFDIR);
}

bool fs_is_file(const char *path)
{
    return has_mode(path, S_IFREG);
}

bool fs_is_straight(const char *base, const char *path)
{
    g_autofree char *at = g_strdup(path);
    char *part = at + strlen(base);
    while (*part == '/') {
        part = strchrnul(part + 1, '/');
        char end = *part;
        *part = '\0';
        if (end ? !fs_is_folder(at) : !fs_is_file(at))
            return false;
        *part = end;
    }
    return true;
}

bool fs_exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

bool fs_make_folders(const char *base, const char *path, GError **error)
{
    g_autofree char *at = g_strdup(path);
    char *part = at + strlen(base); // at the '/' behind base, or at the end when there is no more
    while (*part == '/') {
        part = strchrnul(part + 1, '/');
        char end = *part;
        *part = '\0';
        if (mkdir(at, 0777) < 0 && errno != EEXIST)
            return fs_fault(error, FS_MAKE, at);
        *part = end;
    }
    return true;
}

static bool write_all(int fd, const char *data, size_t n)
{
    while (n > 0) {
        ssize_t written = write(fd, data, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        n -= (size_t)written;
    }
    return true;
}

static int open_new(const char *path, GError **error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        fs_fault(error, FS_WRITE, path);
    return fd;
}

// A failed close can be the first word of a full disk.
static bool sync_and_close(int fd, const char *path, GError **error)
{
    if (fsync(fd) < 0) {
        fs_fault(error, FS_WRITE, path);
        close(fd);
        return false;
    }
    return close(fd) == 0 || fs_fault(error, FS_WRITE, path);
}

bool fs_write(const char *path, const void *data, size_t n, GError **error)
{
    int fd = open_new(path, error);
    if (fd < 0)
        return false;
    if (!write_all(fd, data, n)) {
        fs_fault(error, FS_WRITE, path);
        close(fd);
        return false;
    }
    return sync_and_close(fd, path, error);
}

bool fs_sync_folder(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fs_fault(error, FS_SYNC, path);
    // Some file systems cannot sync a folder and say EINVAL; they order renames themselves.
    bool ok = fsync(fd) == 0 || errno == EINVAL || fs_fault(error, FS_SYNC, path);
    close(fd);
    return ok;
}

static int sync_visited(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info;
    (void)where;
    return kind != FTW_DP || fs_sync_folder(path, NULL) ? 0 : -1;
}

bool fs_sync_tree(const char *path, GError **error)
{
    return nftw(path, sync_visited, FOLDERS_OPEN, FTW_PHYS | FTW_DEPTH) == 0 ||
           fs_fault(error, FS_SYNC, path);
}

bool fs_rename(const char *from, const char *to, GError **error)
{
    return rename(from, to) == 0 || fs_fault(error, FS_PLACE, to);
}

bool fs_exchange(const char *a, const char *b)
{
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
}

static int remove_visited(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

bool fs_remove(const char *path)
{
    return nftw(path, remove_visited, FOLDERS_OPEN, FTW_PHYS | FTW_DEPTH) == 0 || errno == ENOENT;
}

// Whoever waited for one that is gone begins again.
int fs_workshop(const char *folder, GError **error)
{
    for (;;) {
        struct stat held, there;
        if (mkdir(folder, 0777) < 0 && errno != EEXIST)
            break;
        int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0 && errno == ENOENT)
            continue;
        if (fd < 0 || flock(fd, LOCK_EX) < 0)
            break;
        if (fstat(fd, &held) == 0 && lstat(folder, &there) == 0 && held.st_ino == there.st_ino)
            return fd;
        close(fd);
    }
    fs_fault(error, FS_MAKE, folder);
    return -1;
}

struct pass {
    struct digest *digests[DIGEST_KINDS];
    int copy; // -1: none
    uint64_t size;
};

static bool pass_take(struct pass *pass, const void *data, size_t n)
{
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        if (pass->digests[kind])
            digest_update(pass->digests[kind], data, n);
    }
    pass->size += n;
    job_did(n);
    return pass->copy < 0 || write_all(pass->copy, data, n);
}

static bool pass_memory(struct pass *pass, GBytes *bytes, const char *copy, GError **error)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    return pass_take(pass, data, n) || fs_fault(error, FS_WRITE, copy);
}

static bool pass_descriptor(struct pass *pass, int fd, const char *source, const char *copy,
                            GError **error)
{
    g_autofree char *chunk = g_malloc(CHUNK);
    for (;;) {
        ssize_t n = read(fd, chunk, CHUNK);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fs_fault(error, FS_READ, source);
        if (n == 0)
            return true;
        if (!pass_take(pass, chunk, (size_t)n))
            return fs_fault(error, FS_WRITE, copy);
    }
}

static bool pass_source(struct pass *pass, const char *source, const char *copy, GError **error)
{
    // Without O_NONBLOCK a named pipe would wait for a writer that never comes.
    int fd = open(source, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0)
        return fs_fault(error, FS_READ, source);
    errno = S_ISREG(info.st_mode) ? 0 : S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    if (errno) {
        fs_fault(error, FS_READ, source);
        close(fd);
        return false;
    }
    bool ok = pass_descriptor(pass, fd, source, copy, error);
    close(fd);
    return ok;
}

static void pass_finish(struct pass *pass, struct fs_digests *ret)
{
    ret->size = pass->size;
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        if (pass->digests[kind])
            digest_finish(pass->digests[kind], ret->hex[kind]);
    }
}

bool fs_digest(const struct fs_bytes *from, unsigned kinds, const char *copy,
               struct fs_digests *ret, GError **error)
{
    struct pass pass = {.copy = -1};
    if (copy && (pass.copy = open_new(copy, error)) < 0)
        return false;
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        if (kinds & 1u << kind)
            pass.digests[kind] = digest_new((enum digest_kind)kind);
    }
    bool ok = from->bytes ? pass_memory(&pass, from->bytes, copy, error)
                          : pass_source(&pass, from->source, copy, error);
    pass_finish(&pass, ret);
    if (pass.copy < 0)
        return ok;
    if (ok)
        return sync_and_close(pass.copy, copy, error);
    close(pass.copy);
    return false;
}
