// SPDX-License-Identifier: MIT
// A style file, and after the byte 1E a setting as --set gives it.
#include "reading.h"

#include "style/style.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size ? memchr(data, 0x1E, size) : NULL;
    size_t n = cut ? (size_t)(cut - data) : size;
    char *setting = cut ? g_strndup((const char *)cut + 1, size - n - 1) : NULL;
    const char *names[] = {fuzz_file(data, n), NULL}, *settings[] = {setting, NULL};
    struct diag *diag = diag_new();
    GError *error = NULL;
    struct style *style = style_read(TEST_SOURCE_DIR "/styles", names, settings, diag, &error);
    if ((style == NULL) != (error != NULL))
        abort();
    style_free(style);
    g_clear_error(&error);
    diag_free(diag);
    g_free(setting);
    return 0;
}
