// SPDX-License-Identifier: MIT
// A whole store of any files: declarations, layout, inventories, sidecars, content, links and
// pipes. The input is records parted by the byte 1E, each a path, a line feed, and the content; a
// path that begins with '@' is a link to what the content says, with '|' a named pipe. It is
// verified, read, and each of its letters restored; nothing may wait, and nothing is written
// outside.
#include "store/ocfl_check.h"
#include "store/store.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static char root[128];

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info, (void)kind, (void)place;
    return remove(path);
}

static void clear(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

// A path of plain parts below the root, or NULL.
static char *place_of(const uint8_t *at, size_t n)
{
    char *name = g_strndup((const char *)at, n);
    bool plain = n > 0 && n < 200 && strlen(name) == n && name[0] != '/' && !strstr(name, "..") &&
                 !strstr(name, "//");
    char *path = plain ? g_build_filename(root, name, NULL) : NULL;
    g_free(name);
    return path;
}

static void add_record(const uint8_t *at, size_t n)
{
    const uint8_t *line = memchr(at, '\n', n);
    size_t n_path = line ? (size_t)(line - at) : n;
    bool link = n_path > 0 && *at == '@', pipe = n_path > 0 && *at == '|';
    char *path = place_of(at + (link || pipe), n_path - (link || pipe));
    if (!path)
        return;
    char *above = g_path_get_dirname(path);
    char *content = g_strndup(line ? (const char *)line + 1 : "", line ? n - n_path - 1 : 0);
    g_mkdir_with_parents(above, 0700);
    if (link && *content && symlink(content, path) != 0)
        link = false;
    else if (pipe && mkfifo(path, 0600) != 0)
        pipe = false;
    int fd = link || pipe ? -1 : open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (fd >= 0 && line && write(fd, line + 1, n - n_path - 1) < 0)
        abort();
    if (fd >= 0)
        close(fd);
    g_free(content);
    g_free(above);
    g_free(path);
}

static void restore(struct store_object *object)
{
    char *target = g_strconcat(root, ".out", NULL), *zip = g_strconcat(root, ".out.zip", NULL);
    struct bag_written written;
    store_restore_folder(object, 0, target, NULL);
    store_restore_zip(object, 0, zip, &written, NULL);
    clear(target);
    unlink(zip);
    g_free(target);
    g_free(zip);
}

static void read_store(void)
{
    struct diag *diag = diag_new();
    struct store *store = store_open(root, diag, NULL);
    char **ids = store ? store_ids(store, 4) : NULL;
    for (char **id = ids; id && *id; id++) {
        struct store_object *object = store_object_open(store, *id, NULL);
        if (!object)
            continue;
        findings_free(store_object_verify(object, NULL));
        restore(object);
        store_object_close(object);
    }
    g_strfreev(ids);
    store_close(store);
    diag_free(diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const char *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir();
    g_snprintf(root, sizeof root, "%s/warraq-fuzz-XXXXXX", folder);
    if (!mkdtemp(root))
        abort();
    while (n > 0) {
        const uint8_t *end = memchr(data, 0x1E, n);
        size_t n_record = end ? (size_t)(end - data) : n;
        add_record(data, n_record);
        data += n_record + (end != NULL);
        n -= n_record + (end != NULL);
    }
    findings_free(ocfl_verify_root(root, NULL, NULL));
    findings_free(ocfl_verify_object(root, NULL));
    read_store();
    clear(root);
    return 0;
}
