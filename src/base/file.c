// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/error.h"
#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_out {
    char *target, *beside; // beside is NULL for standard output
    int fd;
    uint64_t offset;
    int failed; // errno of the first failed write
    size_t slot;
};

// Paths of unfinished files for the signal handler: plain array, no allocation there.
enum { OPEN_MOST = 64, ATTEMPTS_MOST = 16 };
static const char *volatile unfinished[OPEN_MOST];

static bool fault_errno(GError **error, const char *format, const char *path, int code)
{
    fault_set_on(error, FAULT_IO, format, path, fault_reason(code));
    return false;
}

static bool read_all(int fd, const char *path, size_t most, GByteArray *into, GError **error)
{
    guint8 chunk[64 * 1024];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fault_errno(error, N_("cannot read %s: %s"), path, errno);
        if (n == 0)
            return true;
        if (into->len + (size_t)n > most) {
            fault_set(error, FAULT_IO, "%s is larger than the limit of %zu bytes", path, most);
            return false;
        }
        g_byte_array_append(into, chunk, (guint)n);
    }
}

GBytes *file_read(const char *path, size_t most, GError **error)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fault_errno(error, N_("cannot read %s: %s"), path, errno);
        return NULL;
    }
    most = MIN(most, (size_t)G_MAXUINT - 64 * 1024); // a GByteArray counts in guint
    GByteArray *into = g_byte_array_new();
    bool ok = read_all(fd, path, most, into, error);
    if (!standard)
        close(fd);
    if (!ok) {
        g_byte_array_unref(into);
        return NULL;
    }
    return g_byte_array_free_to_bytes(into);
}

static void file_out_remember(struct file_out *out)
{
    for (out->slot = 0; out->slot < OPEN_MOST; out->slot++) {
        if (!unfinished[out->slot]) {
            unfinished[out->slot] = out->beside;
            return;
        }
    }
}

static void file_out_forget(struct file_out *out)
{
    if (out->beside && out->slot < OPEN_MOST)
        unfinished[out->slot] = NULL;
}

static void file_out_free(struct file_out *out)
{
    g_free(out->target);
    g_free(out->beside);
    g_free(out);
}

// Unlinked at once: standard output receives the bytes only on commit.
static int open_anonymous(GError **error)
{
    char *name = g_build_filename(g_get_tmp_dir(), "warraq-XXXXXX", NULL);
    int fd = g_mkstemp(name);
    if (fd < 0)
        fault_errno(error, N_("cannot write %s: %s"), name, errno);
    else
        unlink(name);
    g_free(name);
    return fd;
}

static bool is_still(int fd, const char *path)
{
    struct stat held, there;
    return fstat(fd, &held) == 0 && lstat(path, &there) == 0 && held.st_ino == there.st_ino &&
           held.st_dev == there.st_dev;
}

// Removes what nobody is writing any more. While the lock is held nobody else can remove it, so
// that the name cannot have passed to another file.
static bool remove_unlocked(const char *path)
{
    int fd = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool gone = flock(fd, LOCK_EX | LOCK_NB) == 0 && is_still(fd, path) && unlink(path) == 0;
    close(fd);
    return gone;
}

// The lock says that somebody is still writing; it goes with the process, however that ends. A
// process of the same number, in another container or before this one, may have left the name; a
// file that was there is never written into. -1 with errno EWOULDBLOCK if the name is in use.
static int open_locked(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno == EEXIST && remove_unlocked(path))
        fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        errno = errno == EEXIST ? EWOULDBLOCK : errno;
        return -1;
    }
    flock(fd, LOCK_EX | LOCK_NB);
    // Between these two calls file_tidy() may have taken it for a leaving.
    if (is_still(fd, path))
        return fd;
    close(fd);
    errno = EWOULDBLOCK;
    return -1;
}

static int open_beside(struct file_out *out, GError **error)
{
    struct stat info;
    if (stat(out->target, &info) == 0 && S_ISDIR(info.st_mode)) {
        fault_errno(error, N_("cannot write %s: %s"), out->target, EISDIR);
        return -1;
    }
    char *folder = g_path_get_dirname(out->target);
    char *name = g_path_get_basename(out->target);
    int fd = -1;
    // A signal that ends the process must not come between the file and its place in `unfinished`.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    for (int attempt = 0; fd < 0 && attempt < ATTEMPTS_MOST; attempt++) {
        g_free(out->beside);
        out->beside =
            g_strdup_printf("%s/.%s.%ld.part", folder, name, (long)getpid() + attempt * 100000L);
        fd = open_locked(out->beside);
        if (fd < 0 && errno != EWOULDBLOCK)
            break;
    }
    if (fd < 0)
        fault_errno(error, N_("cannot write %s: %s"), out->target, errno);
    else
        file_out_remember(out);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    g_free(folder);
    g_free(name);
    return fd;
}

size_t file_tidy(const char *target)
{
    char *folder = g_path_get_dirname(target);
    char *name = g_path_get_basename(target);
    char *prefix = g_strdup_printf(".%s.", name);
    size_t gone = 0;
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *entry; dir && (entry = g_dir_read_name(dir));) {
        char *path = g_build_filename(folder, entry, NULL);
        if (g_str_has_prefix(entry, prefix) && g_str_has_suffix(entry, ".part"))
            gone += remove_unlocked(path);
        g_free(path);
    }
    if (dir)
        g_dir_close(dir);
    g_free(folder);
    g_free(name);
    g_free(prefix);
    return gone;
}

struct file_out *file_out_open(const char *path, GError **error)
{
    struct file_out *out = g_new0(struct file_out, 1);
    out->target = g_strdup(path);
    out->fd = strcmp(path, "-") == 0 ? open_anonymous(error) : open_beside(out, error);
    if (out->fd < 0) {
        file_out_free(out);
        return NULL;
    }
    return out;
}

static int write_all(int fd, const char *data, size_t n)
{
    while (n > 0) {
        ssize_t written = write(fd, data, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        data += written;
        n -= (size_t)written;
    }
    return 0;
}

bool file_out_write(struct file_out *out, const void *data, size_t n, GError **error)
{
    if (!out->failed)
        out->failed = write_all(out->fd, data, n);
    if (out->failed)
        return fault_errno(error, N_("cannot write %s: %s"), out->target, out->failed);
    out->offset += n;
    return true;
}

uint64_t file_out_offset(const struct file_out *out)
{
    return out->offset;
}

int file_out_fd(struct file_out *out)
{
    return out->fd;
}

const char *file_out_path(const struct file_out *out)
{
    return out->beside;
}

static int copy_to_stdout(int fd)
{
    char chunk[64 * 1024];
    if (lseek(fd, 0, SEEK_SET) < 0)
        return errno;
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0)
            return errno;
        if (n == 0)
            return 0;
        int code = write_all(STDOUT_FILENO, chunk, (size_t)n);
        if (code)
            return code;
    }
}

// The rename is durable only once the folder that holds it is.
static void sync_folder(const char *path)
{
    char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    g_free(folder);
}

bool file_out_commit(struct file_out *out, GError **error)
{
    int code = out->failed;
    if (!code && !out->beside)
        code = copy_to_stdout(out->fd);
    if (!code && out->beside && fsync(out->fd) < 0)
        code = errno;
    // A full disk may only be reported by close(); the lock is kept until the file has its name.
    int probe = dup(out->fd);
    if (probe >= 0 && close(probe) < 0 && !code)
        code = errno;
    if (!code && out->beside && rename(out->beside, out->target) < 0)
        code = errno;
    if (code)
        fault_errno(error, N_("cannot write %s: %s"), out->target, code);
    if (code && out->beside)
        unlink(out->beside);
    if (!code && out->beside)
        sync_folder(out->target);
    close(out->fd);
    file_out_forget(out);
    file_out_free(out);
    return code == 0;
}

void file_out_abandon(struct file_out *out)
{
    if (!out)
        return;
    close(out->fd);
    if (out->beside)
        unlink(out->beside);
    file_out_forget(out);
    file_out_free(out);
}

bool file_write(const char *path, const void *data, size_t n, GError **error)
{
    struct file_out *out = file_out_open(path, error);
    if (!out)
        return false;
    if (!file_out_write(out, data, n, error)) {
        file_out_abandon(out);
        return false;
    }
    return file_out_commit(out, error);
}

void file_out_abandon_all(void)
{
    for (size_t i = 0; i < OPEN_MOST; i++) {
        if (unfinished[i])
            unlink(unfinished[i]);
    }
}
