// SPDX-License-Identifier: MIT
// Images from strangers, of the kind their bytes claim: decoded whole, drawn small.
#include "layout/picture.h"
#include "paint/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct image image = {0}, decoded;
    if (!picture_probe(data, size, &image))
        return 0;
    // Large drawings are the renderer's time, not ours to find faults in.
    if (image.kind == IMAGE_SVG && (uint64_t)image.width * image.height > 256 * 256)
        return 0;
    image.path = "fuzz";
    image.bytes = g_bytes_new_static(data, size);
    GError *error = NULL;
    bool ok = image_decode(&image, 96, &decoded, &error);
    if (ok == (error != NULL))
        g_error("a fault without a word, or a word without a fault");
    g_clear_error(&error);
    if (ok)
        image_clear(&decoded);
    g_bytes_unref(image.bytes);
    return 0;
}
