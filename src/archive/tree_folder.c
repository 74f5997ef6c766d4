// SPDX-License-Identifier: MIT
// Walked by descriptors, so that a name swapped for a link meanwhile cannot lead outside.
#include "archive/tree_folder.h"

#include "zip/name.h"
#include "base/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 256 * 1024 };

struct tree_folder {
    struct tree tree; // first, so that one pointer serves both
    int fd;
    const struct zip_limits *limits;
    struct findings *findings;
    GHashTable *reported; // paths already reported as unreadable
};

static void walk(struct tree_folder *folder, int fd, const char *below);

static bool walk_fault(struct tree_folder *folder, const char *code, const char *path,
                       const char *reason)
{
    findings_fault_on(folder->findings, code, path, "%s", reason);
    return false;
}

// Names are at most NAME_DEPTH_MOST parts long, so that this recursion has an end.
static void walk_folder(struct tree_folder *folder, int parent, const char *name, const char *path)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        walk_fault(folder, "unreadable", path, fault_reason(errno));
    else
        walk(folder, fd, path);
}

// Takes `path`.
static void walk_entry(struct tree_folder *folder, int parent, const char *name, char *path)
{
    struct stat info;
    const char *code, *reason;
    if (fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
        walk_fault(folder, "unreadable", path, fault_reason(errno));
    else if ((reason = name_fault(path, strlen(path), &code)))
        walk_fault(folder, code, path, reason);
    else if (S_ISLNK(info.st_mode))
        walk_fault(folder, "link", path, "a symbolic link");
    else if (S_ISDIR(info.st_mode))
        walk_folder(folder, parent, name, path);
    else if (!S_ISREG(info.st_mode))
        walk_fault(folder, "special-file", path, "neither a file nor a folder");
    else {
        tree_add(&folder->tree, g_steal_pointer(&path), (uint64_t)info.st_size, 0);
        return;
    }
    g_free(path);
}

// In byte order, so that findings do not depend on the disk.
static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *names_read(struct tree_folder *folder, DIR *dir)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    struct dirent *entry;
    while ((entry = readdir(dir)) && names->len < folder->limits->entries) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            g_ptr_array_add(names, g_strdup(entry->d_name));
    }
    g_ptr_array_sort(names, by_name);
    return names;
}

// Takes `fd`.
static void walk(struct tree_folder *folder, int fd, const char *below)
{
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return;
    }
    GPtrArray *names = names_read(folder, dir);
    for (guint i = 0; i < names->len && folder->tree.files->len < folder->limits->entries; i++) {
        const char *name = names->pdata[i];
        char *path = *below ? g_strconcat(below, "/", name, NULL) : g_strdup(name);
        walk_entry(folder, fd, name, path);
    }
    g_ptr_array_unref(names);
    closedir(dir);
}

static bool folder_fault(struct tree_folder *folder, const char *path, const char *reason)
{
    if (g_hash_table_add(folder->reported, g_strdup(path)))
        findings_fault_on(folder->findings, "unreadable", path, "%s", reason);
    return false;
}

// openat() of a whole path would follow a link among its folders.
static int open_below(int root, const char *path)
{
    int fd = dup(root);
    while (fd >= 0) {
        size_t n = strcspn(path, "/");
        char *part = g_strndup(path, n);
        int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (path[n] ? O_DIRECTORY : O_NONBLOCK);
        int next = openat(fd, part, flags);
        g_free(part);
        int code = errno;
        close(fd);
        errno = code;
        fd = next;
        if (!path[n])
            break;
        path += n + 1;
    }
    return fd;
}

static bool folder_stream(struct tree *tree, const struct tree_file *file, sink_write sink,
                          void *data, struct findings *findings)
{
    (void)findings;
    struct tree_folder *folder = (struct tree_folder *)tree;
    int fd = open_below(folder->fd, file->path);
    if (fd < 0)
        return folder_fault(folder, file->path, fault_reason(errno));
    char *piece = g_malloc(PIECE);
    uint64_t done = 0;
    ssize_t n;
    while ((n = read(fd, piece, PIECE)) != 0 && done <= file->size) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        done += (uint64_t)n;
        sink(data, piece, (size_t)n);
    }
    int code = n < 0 ? errno : 0;
    g_free(piece);
    close(fd);
    if (code)
        return folder_fault(folder, file->path, fault_reason(code));
    if (done != file->size)
        return folder_fault(folder, file->path, "the file changed while it was read");
    return true;
}

struct tree *tree_folder_new(const char *path, const struct zip_limits *limits,
                             struct findings *findings, GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int walker = fd < 0 ? -1 : openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (walker < 0) {
        fault_set_on(error, FAULT_IO, "cannot read %s: %s", path, fault_reason(errno));
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    struct tree_folder *folder = g_new0(struct tree_folder, 1);
    *folder = (struct tree_folder){.fd = fd, .limits = limits, .findings = findings};
    folder->reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    tree_init(&folder->tree);
    folder->tree.stream = folder_stream;
    walk(folder, walker, "");
    if (folder->tree.files->len >= limits->entries)
        walk_fault(folder, "too-many-entries", NULL, "more files than the limit allows");
    struct stat info;
    folder->tree.has_data =
        fstatat(fd, "data", &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
    tree_sort(&folder->tree);
    return &folder->tree;
}

void tree_folder_free(struct tree *tree)
{
    struct tree_folder *folder = (struct tree_folder *)tree;
    if (!folder)
        return;
    close(folder->fd);
    g_hash_table_unref(folder->reported);
    tree_clear(tree);
    g_free(folder);
}
