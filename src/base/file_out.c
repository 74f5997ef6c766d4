// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/error.h"
#include "base/job.h"
#include "base/unfinished.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the bytes go on commit: into the place of the file they were written beside; or, held in a
 * file without a name till then, to a device, a pipe, standard output or a function. */
struct file_out {
    char *target; // as it was given
    char *place;  // where its links lead; NULL where the bytes are held
    char *path;   // of the hidden sibling, or of what holds the bytes
    int fd;
    uint64_t offset;
    int failed; // errno of the first failed write
    size_t slot;
    bool synced;
    bool kept; // an existing file's mode:
    mode_t mode;
};

enum { ATTEMPTS_MOST = 16 };

static bool fault_write(GError **error, const char *path, int code)
{
    fault_set_on(error, FAULT_IO, "cannot write %s: %s", path, fault_reason(code));
    fault_because(error, fault_code_errno(code));
    return false;
}

static void file_out_free(struct file_out *out)
{
    g_free(out->target);
    g_free(out->place);
    g_free(out->path);
    g_free(out);
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
    // Between these two calls file_tidy() of another process may take it for a leaving. Then it has
    // the lock: it is waited for, since the file may still be there and be gone a moment later.
    while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
        continue;
    if (is_still(fd, path))
        return fd;
    close(fd);
    errno = EWOULDBLOCK;
    return -1;
}

// The sibling's name is short, whatever the target's: ".warraq-1f2e3d4c.123.part".
#define PART_PREFIX ".warraq-"
#define PART_SUFFIX ".part"

static char *part_path(const struct file_out *out, int attempt)
{
    char *folder = g_path_get_dirname(out->place), *name = g_path_get_basename(out->place);
    char *path = g_strdup_printf("%s/" PART_PREFIX "%08x.%ld" PART_SUFFIX, folder, g_str_hash(name),
                                 (long)getpid() + attempt * 100000L);
    g_free(folder);
    g_free(name);
    return path;
}

// A signal that ends the process must not come between the file and its place among the unfinished.
static int open_part(struct file_out *out)
{
    int fd = -1;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    for (int attempt = 0; fd < 0 && attempt < ATTEMPTS_MOST; attempt++) {
        g_free(out->path);
        out->path = part_path(out, attempt);
        fd = open_locked(out->path);
        if (fd < 0 && errno != EWOULDBLOCK)
            break;
    }
    int code = errno;
    if (fd >= 0)
        out->slot = unfinished_add(out->path);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = code;
    return fd;
}

static bool open_beside(struct file_out *out, GError **error)
{
    if (!job_writes(out->target, out->place, error))
        return false;
    char *folder = g_path_get_dirname(out->place);
    if (job_tidies(folder))
        file_tidy(folder);
    out->fd = open_part(out);
    g_free(folder);
    return out->fd >= 0 || fault_write(error, out->target, errno);
}

static bool is_part(const char *name)
{
    return g_str_has_prefix(name, PART_PREFIX) && g_str_has_suffix(name, PART_SUFFIX);
}

size_t file_tidy(const char *folder)
{
    size_t gone = 0;
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(folder, name, NULL);
        gone += is_part(name) && remove_unlocked(path);
        g_free(path);
    }
    if (dir)
        g_dir_close(dir);
    return gone;
}

// Without a name from the start where the file system can do that; else it is unlinked at once.
static int open_unnamed(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || errno == EACCES)
        return fd;
    char *name = g_build_filename(folder, PART_PREFIX "XXXXXX", NULL);
    fd = g_mkstemp_full(name, O_RDWR | O_CLOEXEC, 0600);
    int code = errno;
    if (fd >= 0)
        unlink(name);
    g_free(name);
    errno = code;
    return fd;
}

// Held for a target that takes them only on commit.
static bool open_held(struct file_out *out, const char *folder, GError **error)
{
    g_clear_pointer(&out->place, g_free);
    out->fd = folder ? open_unnamed(folder) : -1;
    if (out->fd < 0) // a folder that may not be written: what goes there later says so
        out->fd = open_unnamed(g_get_tmp_dir());
    if (out->fd < 0)
        return fault_write(error, g_get_tmp_dir(), errno);
    out->path = g_strdup_printf("/proc/self/fd/%d", out->fd);
    return true;
}

// A device, a pipe, or an open file of this process is written into; anything else is replaced.
static bool open_target(struct file_out *out, GError **error)
{
    struct stat info;
    bool there = stat(out->target, &info) == 0;
    if (there && S_ISDIR(info.st_mode))
        return fault_write(error, out->target, EISDIR);
    out->place = job_place(out->target);
    if (!out->place || (there && !S_ISREG(info.st_mode)))
        return open_held(out, NULL, error);
    out->kept = there;
    out->mode = there ? info.st_mode & 07777 : 0;
    return open_beside(out, error);
}

static struct file_out *file_out_new(const char *target)
{
    struct file_out *out = g_new0(struct file_out, 1);
    out->target = g_strdup(target);
    out->fd = -1;
    out->slot = UNFINISHED_NONE;
    return out;
}

struct file_out *file_out_open(const char *path, GError **error)
{
    struct file_out *out = file_out_new(path);
    if (strcmp(path, "-") == 0 ? open_held(out, NULL, error) : open_target(out, error))
        return out;
    file_out_free(out);
    return NULL;
}

struct file_out *file_out_open_unnamed(const char *folder, GError **error)
{
    struct file_out *out = file_out_new(folder ? folder : g_get_tmp_dir());
    if (open_held(out, folder, error))
        return out;
    file_out_free(out);
    return NULL;
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
        return fault_write(error, out->target, out->failed);
    out->offset += n;
    return true;
}

bool file_out_patch(struct file_out *out, uint64_t offset, const void *data, size_t n,
                    GError **error)
{
    if (!out->failed && (offset > out->offset || n > out->offset - offset))
        out->failed = EINVAL;
    for (const char *at = data; !out->failed && n > 0;) {
        ssize_t written = pwrite(out->fd, at, n, (off_t)offset);
        if (written < 0 && errno == EINTR)
            continue;
        out->failed = written < 0 ? errno : 0;
        at += MAX(written, 0);
        n -= (size_t)MAX(written, 0);
        offset += (uint64_t)MAX(written, 0);
    }
    return !out->failed || fault_write(error, out->target, out->failed);
}

GBytes *file_out_bytes(struct file_out *out, GError **error)
{
    char *data = g_malloc(out->offset + 1);
    for (uint64_t at = 0; !out->failed && at < out->offset;) {
        ssize_t n = pread(out->fd, data + at, out->offset - at, (off_t)at);
        if (n < 0 && errno == EINTR)
            continue;
        out->failed = n < 0 ? errno : n == 0 ? EIO : 0;
        at += (uint64_t)MAX(n, 0);
    }
    if (!out->failed)
        return g_bytes_new_take(data, out->offset);
    g_free(data);
    fault_write(error, out->target, out->failed);
    return NULL;
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
    return out->path;
}

static int write_into(int fd, const char *data, size_t n)
{
    void *context;
    job_write_fn write = fd == STDOUT_FILENO ? job_writer(&context) : NULL;
    if (!write)
        return write_all(fd, data, n);
    return write(context, data, n) ? 0 : ECANCELED;
}

// 0 or an errno.
static int copy_into(int from, int to)
{
    char chunk[64 * 1024];
    if (lseek(from, 0, SEEK_SET) < 0)
        return errno;
    for (;;) {
        ssize_t n = read(from, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        if (n == 0)
            return 0;
        int code = write_into(to, chunk, (size_t)n);
        if (code)
            return code;
    }
}

// An open file of this process goes on where it is, as the shell that opened it expects.
static int open_own(const char *target)
{
    const char *const own[] = {"/dev/stdout", "/dev/stderr"};
    for (int i = 0; i < 2; i++) {
        if (strcmp(target, own[i]) == 0)
            return dup(STDOUT_FILENO + i);
    }
    unsigned fd;
    if (sscanf(target, "/dev/fd/%u", &fd) == 1 || sscanf(target, "/proc/self/fd/%u", &fd) == 1)
        return dup((int)fd);
    return open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
}

static int release(struct file_out *out)
{
    if (strcmp(out->target, "-") == 0)
        return copy_into(out->fd, STDOUT_FILENO);
    int to = open_own(out->target);
    if (to < 0)
        return errno;
    int code = copy_into(out->fd, to);
    return close(to) < 0 && !code ? errno : code;
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

void file_out_sync(struct file_out *out)
{
    if (out->failed || !out->place)
        return;
    out->failed = fsync(out->fd) < 0 ? errno : 0;
    out->synced = true;
}

static int sync_part(struct file_out *out)
{
    int code = out->failed;
    if (!code && !out->synced && fsync(out->fd) < 0)
        code = errno;
    if (!code && out->kept && fchmod(out->fd, out->mode) < 0)
        code = errno;
    // A close can be the first call that fails on a full disk; the lock is kept until the name is
    // right.
    int probe = dup(out->fd);
    if (probe >= 0 && close(probe) < 0 && !code)
        code = errno;
    return code;
}

static bool put_in_place(struct file_out *out, GError **error)
{
    int code = sync_part(out);
    if (!code && !job_may_place(out->target, out->place, error))
        return false;
    if (!code && rename(out->path, out->place) < 0)
        code = errno;
    if (code)
        return fault_write(error, out->target, code);
    sync_folder(out->place);
    return true;
}

static bool hand_over(struct file_out *out, GError **error)
{
    int code = out->failed ? out->failed : release(out);
    if (code == ECANCELED) {
        fault_set(error, FAULT_STOPPED, "stopped by the caller");
        return false;
    }
    return code == 0 || fault_write(error, out->target, code);
}

bool file_out_commit(struct file_out *out, GError **error)
{
    bool ok = out->place ? put_in_place(out, error) : hand_over(out, error);
    if (!ok && out->place)
        unlink(out->path);
    close(out->fd);
    unfinished_remove(out->slot);
    file_out_free(out);
    return ok;
}

void file_out_abandon(struct file_out *out)
{
    if (!out)
        return;
    if (out->place)
        unlink(out->path);
    close(out->fd);
    unfinished_remove(out->slot);
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
    unfinished_unlink_all();
}
