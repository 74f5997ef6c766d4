// SPDX-License-Identifier: MIT
#include "pdf/image.h"

#include "base/error.h"
#include "pdf/object.h"

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

uint32_t pdf_image_jpeg(struct pdf_writer *writer, GBytes *bytes, uint32_t profile, GError **error)
{
    struct jpeg jpeg;
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    if (!jpeg_read(data, n, &jpeg, error))
        return 0;
    if ((jpeg.components != 1 && jpeg.components != 3) || jpeg.depth != 8 || !jpeg.width ||
        !jpeg.height) {
        fault_set(error, FAULT_INVALID,
                  "a JPEG of %u components of %u bits cannot be kept: make it RGB or grey",
                  jpeg.components, jpeg.depth);
        return 0;
    }
    char space[32] = "/DeviceRGB";
    if (profile)
        g_snprintf(space, sizeof space, "[/ICCBased %u 0 R]", profile);
    GString *dict =
        image_dict(jpeg.width, jpeg.height, jpeg.components == 1 ? "/DeviceGray" : space);
    g_string_append(dict, "/Filter/DCTDecode");
    uint32_t id = pdf_writer_reserve(writer);
    pdf_writer_stream(writer, id, dict, g_string_new_len(data, (gssize)n), PDF_PLAIN);
    return id;
}

// The luminance of BT.709, pixel by pixel.
static GString *grey_of(const unsigned char *rgb, size_t pixels)
{
    GString *grey = g_string_sized_new(pixels);
    for (const unsigned char *end = rgb + 3 * pixels; rgb < end; rgb += 3)
        g_string_append_c(grey,
                          (char)((rgb[0] * 2126u + rgb[1] * 7152u + rgb[2] * 722u + 5000) / 10000));
    return grey;
}

static GString *copy_of(GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    return g_string_new_len(data, (gssize)n);
}

uint32_t pdf_image_samples(struct pdf_writer *writer, const struct pdf_samples *from, bool grey)
{
    bool coloured = from->channels == 3 && !grey;
    uint32_t mask = 0;
    if (from->alpha) {
        mask = pdf_writer_reserve(writer);
        pdf_writer_stream(writer, mask, image_dict(from->width, from->height, "/DeviceGray"),
                          copy_of(from->alpha), PDF_DENSE);
    }
    GString *dict = image_dict(from->width, from->height, coloured ? "/DeviceRGB" : "/DeviceGray");
    if (mask) {
        g_string_append(dict, "/SMask ");
        pdf_ref(dict, mask);
    }
    GString *samples = from->channels == 3 && grey ? grey_of(g_bytes_get_data(from->samples, NULL),
                                                             (size_t)from->width * from->height)
                                                   : copy_of(from->samples);
    uint32_t id = pdf_writer_reserve(writer);
    pdf_writer_stream(writer, id, dict, samples, PDF_DENSE);
    return id;
}

uint32_t pdf_image_rows(struct pdf_writer *writer, const struct pdf_samples *rows)
{
    GString *dict =
        image_dict(rows->width, rows->height, rows->channels == 3 ? "/DeviceRGB" : "/DeviceGray");
    g_string_append_printf(dict,
                           "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %u"
                           "/BitsPerComponent 8/Columns %u>>",
                           rows->channels, rows->width);
    uint32_t id = pdf_writer_reserve(writer);
    pdf_writer_stream(writer, id, dict, copy_of(rows->samples), PDF_PLAIN);
    return id;
}
