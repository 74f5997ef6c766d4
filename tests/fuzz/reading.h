// SPDX-License-Identifier: MIT
// What the fuzz targets of the readers share: bytes as a file in memory, read and walked whole.
#ifndef WARRAQ_FUZZ_READING_H
#define WARRAQ_FUZZ_READING_H

#include "model/dump.h"
#include "read/check.h"
#include "read/markdown_writer.h"
#include "read/read.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads `data` as `form` with the tables of the tree; then everything that walks a document. */
static inline void fuzz_read(const char *form, const uint8_t *data, size_t size)
{
    int fd = memfd_create("source", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    char path[64];
    g_snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct read_options options = {.form = form, .data = TEST_SOURCE_DIR "/tests/fuzz/data"};
    struct diag *diag = diag_new();
    GError *error = NULL;
    struct document *document = read_document(path, &options, diag, &error);
    if ((document == NULL) != (error != NULL))
        abort(); // a fault without a word, or a word without a fault
    if (document) {
        GString *out = g_string_new(NULL);
        if (dump_model(document, out, NULL) && !g_utf8_validate(out->str, (gssize)out->len, NULL))
            abort();
        g_string_truncate(out, 0);
        import_markdown(document, out, NULL);
        g_string_free(out, TRUE);
        check_document(document, diag, NULL);
    }
    g_clear_error(&error);
    document_free(document);
    for (size_t i = 0; i < diag_count(diag); i++)
        g_free(diag_format(diag, diag_get(diag, i), true));
    diag_free(diag);
    close(fd);
}

#endif
