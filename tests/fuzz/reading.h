// SPDX-License-Identifier: MIT
// What the fuzz targets of the readers share: bytes as a file in memory, read and walked whole.
// What does not change between two inputs is set up once.
#ifndef WARRAQ_FUZZ_READING_H
#define WARRAQ_FUZZ_READING_H

#include "model/dump.h"
#include "check/check.h"
#include "read/write/markdown_writer.h"
#include "read/read.h"
#include "read/tables.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_LETTER TEST_SOURCE_DIR "/tests/fuzz/letter.txt"

/* The path of a file in memory that holds `data`; the same file each time. */
static inline const char *fuzz_file(const uint8_t *data, size_t size)
{
    static int fd = -1;
    static char path[64];
    if (fd < 0) {
        fd = memfd_create("source", MFD_CLOEXEC);
        g_snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    }
    if (fd < 0 || ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
        abort();
    return path;
}

static char fuzz_folder_path[128];

static inline void fuzz_folder_remove(void)
{
    GDir *folder = g_dir_open(fuzz_folder_path, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder)) != NULL;) {
        char *path = g_build_filename(fuzz_folder_path, name, NULL);
        unlink(path);
        g_free(path);
    }
    g_clear_pointer(&folder, g_dir_close);
    rmdir(fuzz_folder_path);
}

/* A folder for files that must have a name; it goes when the fuzzer ends. */
static inline const char *fuzz_folder(void)
{
    if (*fuzz_folder_path)
        return fuzz_folder_path;
    g_snprintf(fuzz_folder_path, sizeof fuzz_folder_path, "%s/warraq-fuzz-XXXXXX", g_get_tmp_dir());
    if (!mkdtemp(fuzz_folder_path))
        abort();
    atexit(fuzz_folder_remove);
    return fuzz_folder_path;
}

/* The same file as fuzz_file(), under a name. The result is the caller's. */
static inline char *fuzz_named_file(const char *name, const uint8_t *data, size_t size)
{
    const char *target = fuzz_file(data, size);
    char *path = g_build_filename(fuzz_folder(), name, NULL);
    if (access(path, F_OK) != 0 && symlink(target, path) != 0)
        abort();
    return path;
}

static inline const struct tables *fuzz_tables(void)
{
    static struct tables *tables;
    if (!tables)
        tables = tables_open(TEST_SOURCE_DIR "/tests/fuzz/data", NULL, NULL);
    if (!tables)
        abort();
    return tables;
}

/* The folder of words that the fuzzers read with. */
#define FUZZ_DATA TEST_SOURCE_DIR "/tests/fuzz/data"

/* Everything that walks a document. */
static inline void fuzz_walk(const struct document *document, struct diag *diag)
{
    GString *out = g_string_new(NULL);
    if (dump_model(document, out, NULL) && !g_utf8_validate(out->str, (gssize)out->len, NULL))
        abort();
    g_string_truncate(out, 0);
    import_markdown(document, out, NULL);
    g_string_free(out, TRUE);
    check_document(document, diag, NULL);
}

/* Reads `path`, walks it and tells all notes. */
static inline void fuzz_document(const char *path, const struct read_options *options)
{
    struct diag *diag = diag_new();
    GError *error = NULL;
    struct document *document = read_document(path, options, diag, &error);
    if ((document == NULL) != (error != NULL))
        abort(); // a fault without a word, or a word without a fault
    if (document)
        fuzz_walk(document, diag);
    g_clear_error(&error);
    document_free(document);
    for (size_t i = 0; i < diag_count(diag); i++)
        g_free(diag_format(diag, diag_get(diag, i), true));
    diag_free(diag);
}

/* A letter of `form`. */
static inline void fuzz_read(const char *form, const uint8_t *data, size_t size)
{
    struct read_options options = {.form = form, .tables = fuzz_tables()};
    fuzz_document(fuzz_file(data, size), &options);
}

/* A letter whose list is the file `name` with these bytes. */
static inline void fuzz_list(const char *name, const uint8_t *data, size_t size)
{
    char *path = fuzz_named_file(name, data, size);
    struct read_options options = {.signatories = path, .tables = fuzz_tables(), .data = FUZZ_DATA};
    fuzz_document(FUZZ_LETTER, &options);
    g_free(path);
}

#endif
