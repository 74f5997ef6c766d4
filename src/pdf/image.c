// SPDX-License-Identifier: MIT
#include "pdf/image.h"

#include "base/error.h"
#include "pdf/object.h"
#include "pdf/png.h"

struct jpeg {
    unsigned width, height, components, depth;
};

// A start-of-frame marker; C4, C8 and CC are other things among them (ITU-T T.81, table B.1).
static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool jpeg_read(const unsigned char *data, size_t n, struct jpeg *ret, GError **error)
{
    size_t at = 2;
    while (n >= 4 && data[0] == 0xFF && data[1] == 0xD8 && at + 4 <= n && data[at] == 0xFF) {
        unsigned marker = data[at + 1];
        if (marker == 0xFF) { // fill
            at++;
            continue;
        }
        size_t length = (size_t)data[at + 2] << 8 | data[at + 3];
        if (length < 2 || length > n - at - 2)
            break;
        if (is_frame(marker) && length >= 8) {
            const unsigned char *frame = data + at + 4;
            *ret = (struct jpeg){(unsigned)frame[3] << 8 | frame[4],
                                 (unsigned)frame[1] << 8 | frame[2], frame[5], frame[0]};
            return true;
        }
        at += 2 + length;
    }
    fault_set(error, FAULT_INVALID, "damaged JPEG: no frame");
    return false;
}

static GString *image_dict(unsigned width, unsigned height, const char *space)
{
    GString *dict = g_string_new("/Type/XObject/Subtype/Image");
    g_string_append_printf(dict, "/Width %u/Height %u/BitsPerComponent 8/ColorSpace%s", width,
                           height, space);
    return dict;
}

static uint32_t write_jpeg(struct pdf_writer *writer, const void *data, size_t n,
                           const struct pdf_image_ink *ink, GError **error)
{
    struct jpeg jpeg;
    if (!jpeg_read(data, n, &jpeg, error))
        return 0;
    if ((jpeg.components != 1 && jpeg.components != 3) || jpeg.depth != 8 || !jpeg.width ||
        !jpeg.height) {
        fault_set(error, FAULT_INVALID,
                  "a JPEG of %u components of %u bits cannot be kept: make it RGB or grey",
                  jpeg.components, jpeg.depth);
        return 0;
    }
    char profile[32] = "/DeviceRGB";
    if (ink->profile)
        g_snprintf(profile, sizeof profile, "[/ICCBased %u 0 R]", ink->profile);
    GString *dict =
        image_dict(jpeg.width, jpeg.height, jpeg.components == 1 ? "/DeviceGray" : profile);
    g_string_append(dict, "/Filter/DCTDecode");
    uint32_t id = pdf_writer_reserve(writer);
    pdf_writer_stream(writer, id, dict, g_string_new_len(data, (gssize)n), PDF_PLAIN);
    return id;
}

// Luminance of BT.709, sample by sample, in place.
static void make_grey(struct png *png)
{
    if (png->channels == 1)
        return;
    size_t pixels = (size_t)png->width * png->height;
    unsigned char *samples = (unsigned char *)png->samples->str;
    for (size_t i = 0; i < pixels; i++)
        samples[i] = (unsigned char)((samples[3 * i] * 2126u + samples[3 * i + 1] * 7152u +
                                      samples[3 * i + 2] * 722u + 5000) /
                                     10000);
    g_string_truncate(png->samples, pixels);
    png->channels = 1;
}

static uint32_t write_alpha(struct pdf_writer *writer, struct png *png)
{
    if (!png->alpha)
        return 0;
    uint32_t id = pdf_writer_reserve(writer);
    pdf_writer_stream(writer, id, image_dict(png->width, png->height, "/DeviceGray"), png->alpha,
                      PDF_DENSE);
    png->alpha = NULL;
    return id;
}

static uint32_t write_png(struct pdf_writer *writer, const void *data, size_t n,
                          const struct pdf_image_ink *ink, GError **error)
{
    struct png png;
    if (!png_read(data, n, &png, error))
        return 0;
    if (ink->grey)
        make_grey(&png);
    uint32_t alpha = write_alpha(writer, &png);
    GString *dict =
        image_dict(png.width, png.height, png.channels == 1 ? "/DeviceGray" : "/DeviceRGB");
    if (alpha) {
        g_string_append(dict, "/SMask ");
        pdf_ref(dict, alpha);
    }
    uint32_t id = pdf_writer_reserve(writer);
    pdf_writer_stream(writer, id, dict, png.samples, PDF_DENSE);
    png.samples = NULL;
    png_clear(&png);
    return id;
}

uint32_t pdf_image_write(struct pdf_writer *writer, enum pdf_image_kind kind, const void *data,
                         size_t n, const struct pdf_image_ink *ink, GError **error)
{
    return kind == PDF_IMAGE_JPEG ? write_jpeg(writer, data, n, ink, error)
                                  : write_png(writer, data, n, ink, error);
}
