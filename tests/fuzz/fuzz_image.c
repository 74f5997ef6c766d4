// SPDX-License-Identifier: MIT
// Images from strangers: told apart, decoded whole, drawn.
#include "paint/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GBytes *bytes = g_bytes_new_static(data, size);
    GError *error = NULL;
    struct image image;
    bool ok = image_open("fuzz", bytes, &image, &error);
    if (ok == (error != NULL))
        g_error("a fault without a word, or a word without a fault");
    g_clear_error(&error);
    // Large drawings are the renderer's time, not ours to find faults in.
    if (ok && (uint64_t)image.width * image.height < 256 * 256) {
        GBytes *png = image_rasterise(&image, 96, &error);
        if ((png != NULL) == (error != NULL))
            g_error("a picture with a fault, or none without");
        g_clear_error(&error);
        g_clear_pointer(&png, g_bytes_unref);
    }
    if (ok)
        image_clear(&image);
    g_bytes_unref(bytes);
    return 0;
}
