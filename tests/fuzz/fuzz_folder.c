// SPDX-License-Identifier: MIT
// A folder with a file for each signatory. The input is files parted by the byte 1E; the first
// byte of each picks what its name says it is.
#include "reading.h"

enum { FILES_MOST = 4 };

static char *place(size_t index, const uint8_t *data, size_t size)
{
    static const char *const suffixes[] = {"yaml", "json", "txt", "md"};
    const char *suffix = suffixes[size ? data[0] % G_N_ELEMENTS(suffixes) : 0];
    char *path = g_strdup_printf("%s/%zu.%s", fuzz_folder(), index, suffix);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    size_t skip = size > 0;
    if (fd < 0 || write(fd, data + skip, size - skip) != (ssize_t)(size - skip) || close(fd) != 0)
        abort();
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *paths[FILES_MOST] = {NULL};
    for (size_t i = 0; i < FILES_MOST && size > 0; i++) {
        const uint8_t *end = memchr(data, 0x1E, size);
        size_t n = end ? (size_t)(end - data) : size, step = n + (end != NULL);
        paths[i] = place(i, data, n);
        data += step;
        size -= step;
    }
    struct read_options options = {.signatories = fuzz_folder(), .tables = fuzz_tables()};
    fuzz_document(FUZZ_LETTER, &options);
    for (size_t i = 0; i < FILES_MOST; i++) {
        if (paths[i])
            unlink(paths[i]);
        g_free(paths[i]);
    }
    return 0;
}
