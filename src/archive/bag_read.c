// SPDX-License-Identifier: MIT
#include "archive/bag_read.h"

#include "base/error.h"
#include "base/file.h"

#include <string.h>
#include <unistd.h>
#include <zip.h>

static bool begins_as_zip(const char *path)
{
    char magic[4] = {0};
    int fd = strcmp(path, "-") == 0 ? -1 : file_open(path, NULL);
    if (fd < 0)
        return false;
    ssize_t n = read(fd, magic, sizeof magic);
    close(fd);
    return n == sizeof magic && memcmp(magic, "PK\x03\x04", sizeof magic) == 0;
}

bool bag_is(const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return begins_as_zip(path);
    char *declaration = g_build_filename(path, "bagit.txt", NULL);
    bool is = g_file_test(declaration, G_FILE_TEST_IS_REGULAR);
    g_free(declaration);
    return is;
}

// The entry TOP/data/NAME, whatever the top folder is called; -1 if there is none.
static zip_int64_t find_entry(zip_t *zip, const char *name)
{
    zip_int64_t count = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *entry = zip_get_name(zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        const char *slash = entry ? strchr(entry, '/') : NULL;
        if (slash && g_str_has_prefix(slash, "/data/") && strcmp(slash + 6, name) == 0)
            return i;
    }
    return -1;
}

static GBytes *read_entry(zip_t *zip, zip_int64_t index, const char *path, size_t most,
                          GError **error)
{
    zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)index, 0);
    if (!file) {
        fault_set(error, FAULT_INVALID, "%s: %s", path, zip_strerror(zip));
        return NULL;
    }
    char chunk[64 * 1024];
    GByteArray *bytes = g_byte_array_new();
    zip_int64_t n;
    // The size the ZIP states may lie, so what comes out is counted.
    while ((n = zip_fread(file, chunk, sizeof chunk)) > 0 && bytes->len + (size_t)n <= most)
        g_byte_array_append(bytes, (const guint8 *)chunk, (guint)n);
    if (n < 0)
        fault_set(error, FAULT_INVALID, "%s: %s", path, zip_file_strerror(file));
    else if (n > 0)
        fault_set(error, FAULT_INVALID, "%s is larger than the limit of %zu bytes", path, most);
    zip_fclose(file);
    if (n == 0)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    return NULL;
}

static GBytes *read_from_zip(const char *path, const char *name, size_t most, GError **error)
{
    int code;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    if (!zip) {
        zip_error_t reason;
        zip_error_init_with_code(&reason, code);
        fault_set(error, FAULT_IO, "cannot read %s: %s", path, zip_error_strerror(&reason));
        zip_error_fini(&reason);
        return NULL;
    }
    zip_int64_t index = find_entry(zip, name);
    GBytes *bytes = NULL;
    if (index >= 0)
        bytes = read_entry(zip, index, path, most, error);
    else
        fault_set(error, FAULT_IO, "%s holds no data/%s", path, name);
    zip_discard(zip);
    return bytes;
}

GBytes *bag_read(const char *path, const char *name, size_t most, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return read_from_zip(path, name, most, error);
    char *file = g_build_filename(path, "data", name, NULL);
    GBytes *bytes = file_read(file, most, error);
    g_free(file);
    return bytes;
}
