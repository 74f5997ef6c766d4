// SPDX-License-Identifier: MIT
// Writers that are killed, and disks that are full, at every call that writes.
//
// The calls are caught here: this program's own write(), rename() and so on come before the C
// library's for all code that is linked into it. A child is armed with a number; at that call it
// dies, in the middle of a write, or from that call on every call fails with ENOSPC. Included by
// one source of a program.
#ifndef WARRAQ_TESTS_FAILING_DISK_H
#define WARRAQ_TESTS_FAILING_DISK_H

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum fate { UNARMED, KILL, FULL };

static enum fate fate;
static int countdown;

// True if the call must fail for want of room. Does not return if the process must die.
static bool strikes(void)
{
    if (fate == UNARMED || countdown-- > 0)
        return false;
    if (fate == KILL)
        raise(SIGKILL);
    countdown = 0; // a full disk stays full
    errno = ENOSPC;
    return true;
}

// How much of a write reaches the disk before the end comes; 0 if it is not its turn.
static size_t last_words(size_t n)
{
    return fate == KILL && countdown == 0 ? n / 2 : 0;
}

ssize_t write(int fd, const void *data, size_t n)
{
    if (last_words(n))
        syscall(SYS_write, fd, data, last_words(n));
    return strikes() ? -1 : syscall(SYS_write, fd, data, n);
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t offset)
{
    if (last_words(n))
        syscall(SYS_pwrite64, fd, data, last_words(n), offset);
    return strikes() ? -1 : syscall(SYS_pwrite64, fd, data, n, offset);
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (flags & O_CREAT && strikes())
        return -1;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int fsync(int fd)
{
    (void)fd; // a killed process loses nothing that was written, so that no disk need spin
    return strikes() ? -1 : 0;
}

int mkdir(const char *path, mode_t mode)
{
    return strikes() ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int rename(const char *from, const char *to)
{
    struct stat info;
    // A name that is there already needs no room.
    if ((fate == KILL || lstat(to, &info) < 0) && strikes())
        return -1;
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

// Removing never wants room.
int remove(const char *path)
{
    if (fate == KILL)
        strikes();
    int done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    return done < 0 && errno == EISDIR ? (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)
                                       : done;
}

enum { KILLED = -1 };

// What `act` returns in a child armed with the call number `at`, or KILLED.
static int run_armed(enum fate armed, int at, int (*act)(const void *data), const void *data)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        fate = armed;
        countdown = at;
        _exit(act(data));
    }
    assert_true(child > 0 && waitpid(child, &status, 0) == child);
    assert_true(!WIFSIGNALED(status) || WTERMSIG(status) == SIGKILL);
    return WIFSIGNALED(status) ? KILLED : WEXITSTATUS(status);
}

// A small disk in memory at `folder`, for this process alone; false where that is not allowed.
static bool mount_small(const char *folder, const char *options)
{
    int spaces = geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS;
    return unshare(spaces) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("disk", folder, "tmpfs", 0, options) == 0;
}

#endif
