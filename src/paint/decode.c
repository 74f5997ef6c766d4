// SPDX-License-Identifier: MIT
#include "paint/decode.h"

#include "base/big_endian.h"
#include "base/error.h"
#include "paint/image.h"
#include "paint/lazy_rsvg.h"
#include "paint/paint_check.h"
#include "paint/svg_cost.h"
#include "paint/svg_fonts.h"

#include <math.h>
#include <string.h>
#include "paint/lazy_turbojpeg.h"

bool decode_size(const char *name, uint64_t width, uint64_t height, GError **error)
{
    if (width == 0 || height == 0) {
        fault_set(error, FAULT_INVALID, "%s: the image has no width or no height", name);
        return false;
    }
    if (width <= IMAGE_MOST_SIDE && height <= IMAGE_MOST_SIDE &&
        width * height <= IMAGE_MOST_PIXELS)
        return true;
    fault_set(
        error, FAULT_INVALID,
        "%s: the image is too large: %.0f × %.0f pixels (the most is %u in all, %d on a side)",
        name, (double)width, (double)height, IMAGE_MOST_PIXELS, IMAGE_MOST_SIDE);
    return false;
}

struct byte_reader {
    const unsigned char *data;
    size_t left;
};

static cairo_status_t read_some(void *closure, unsigned char *into, unsigned n)
{
    struct byte_reader *reader = closure;
    if (n > reader->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(into, reader->data, n);
    reader->data += n;
    reader->left -= n;
    return CAIRO_STATUS_SUCCESS;
}

// The header is read before Cairo sees the file: Cairo allocates what it states.
static bool png_header(const char *name, const unsigned char *data, size_t n, GError **error)
{
    if (n < 33 || memcmp(data + 12, "IHDR", 4) != 0) {
        fault_set(error, FAULT_INVALID, "%s: the PNG ends before its header does", name);
        return false;
    }
    return decode_size(name, big_get32(data + 16), big_get32(data + 20), error);
}

// From 1.18 on Cairo reads a PNG of sixteen bits a sample as floating-point numbers.
static cairo_surface_t *eight_bits(cairo_surface_t *pixels)
{
    cairo_format_t format = cairo_image_surface_get_format(pixels);
    if (format == CAIRO_FORMAT_RGB24 || format == CAIRO_FORMAT_ARGB32)
        return pixels;
    cairo_surface_t *converted =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, cairo_image_surface_get_width(pixels),
                                   cairo_image_surface_get_height(pixels));
    cairo_t *cr = cairo_create(converted);
    cairo_set_source_surface(cr, pixels, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(pixels);
    return converted;
}

bool decode_png(const char *name, GBytes *bytes, struct picture *ret, GError **error)
{
    size_t n;
    const unsigned char *data = g_bytes_get_data(bytes, &n);
    if (!png_header(name, data, n, error))
        return false;
    struct byte_reader reader = {data, n};
    cairo_surface_t *pixels = cairo_image_surface_create_from_png_stream(read_some, &reader);
    if (!cairo_surface_status(pixels))
        pixels = eight_bits(pixels);
    cairo_status_t status = cairo_surface_status(pixels);
    if (status) {
        cairo_surface_destroy(pixels);
        fault_set(error, FAULT_INVALID, "%s: the PNG is %s", name,
                  status == CAIRO_STATUS_READ_ERROR ? "truncated" : "damaged");
        return false;
    }
    *ret = (struct picture){
        .pixels = pixels,
        .width = (unsigned)cairo_image_surface_get_width(pixels),
        .height = (unsigned)cairo_image_surface_get_height(pixels),
    };
    return true;
}

static void free_bytes(void *data)
{
    g_bytes_unref(data);
}

// Four inks as Adobe stores them: inverted, 255 means none.
static void cmyk_to_rgb(const unsigned char *from, unsigned char *to, size_t width)
{
    for (size_t x = 0; x < width; x++, from += 4, to += 4) {
        uint32_t pixel = 0;
        for (int i = 0; i < 3; i++)
            pixel = pixel << 8 | (uint32_t)from[i] * from[3] / 255;
        memcpy(to, &pixel, 4);
    }
}

static bool jpeg_cmyk(tjhandle jpeg, const unsigned char *data, size_t n, cairo_surface_t *pixels)
{
    int width = cairo_image_surface_get_width(pixels);
    int height = cairo_image_surface_get_height(pixels);
    int stride = cairo_image_surface_get_stride(pixels);
    unsigned char *into = cairo_image_surface_get_data(pixels);
    unsigned char *inks = g_try_malloc_n((size_t)width * 4, (size_t)height);
    bool ok = inks && tjDecompress2(jpeg, data, n, inks, width, 0, height, TJPF_CMYK,
                                    TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) == 0;
    for (int y = 0; ok && y < height; y++)
        cmyk_to_rgb(inks + (size_t)y * (size_t)width * 4, into + (ptrdiff_t)y * stride,
                    (size_t)width);
    g_free(inks);
    return ok;
}

static bool jpeg_rgb(tjhandle jpeg, const unsigned char *data, size_t n, cairo_surface_t *pixels)
{
    int format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? TJPF_BGRX : TJPF_XRGB;
    return tjDecompress2(jpeg, data, n, cairo_image_surface_get_data(pixels),
                         cairo_image_surface_get_width(pixels),
                         cairo_image_surface_get_stride(pixels),
                         cairo_image_surface_get_height(pixels), format,
                         TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) == 0;
}

static bool jpeg_pixels(tjhandle jpeg, const char *name, GBytes *bytes, struct picture *ret,
                        GError **error)
{
    size_t n;
    const unsigned char *data = g_bytes_get_data(bytes, &n);
    int width, height, sampling, space;
    if (tjDecompressHeader3(jpeg, data, n, &width, &height, &sampling, &space) != 0) {
        fault_set(error, FAULT_INVALID, "%s: the JPEG's header is damaged: %s", name,
                  tjGetErrorStr2(jpeg));
        return false;
    }
    if (!decode_size(name, (uint64_t)width, (uint64_t)height, error))
        return false;
    cairo_surface_t *pixels = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    if (!paint_check(cairo_surface_status(pixels), name, error)) {
        cairo_surface_destroy(pixels);
        return false;
    }
    bool inks = space == TJCS_CMYK || space == TJCS_YCCK;
    cairo_surface_flush(pixels);
    if (!(inks ? jpeg_cmyk : jpeg_rgb)(jpeg, data, n, pixels)) {
        fault_set(error, FAULT_INVALID, "%s: the JPEG is damaged: %s", name, tjGetErrorStr2(jpeg));
        cairo_surface_destroy(pixels);
        return false;
    }
    cairo_surface_mark_dirty(pixels);
    // A PDF sheet carries the JPEG as it is.
    cairo_surface_set_mime_data(pixels, CAIRO_MIME_TYPE_JPEG, data, n, free_bytes,
                                g_bytes_ref(bytes));
    *ret = (struct picture){.pixels = pixels, .width = (unsigned)width, .height = (unsigned)height};
    return true;
}

bool decode_jpeg(const char *name, GBytes *bytes, struct picture *ret, GError **error)
{
    tjhandle jpeg = tjInitDecompress();
    if (!jpeg) {
        fault_set(error, FAULT_IO, "%s: no memory to read the JPEG", name);
        return false;
    }
    bool ok = jpeg_pixels(jpeg, name, bytes, ret, error);
    tjDestroy(jpeg);
    return ok;
}

// What CSS would make of it: width and height, else the viewBox.
static bool svg_size(RsvgHandle *drawing, double *ret_width, double *ret_height)
{
    if (rsvg_handle_get_intrinsic_size_in_pixels(drawing, ret_width, ret_height))
        return true;
    gboolean has_width, has_height, has_box;
    RsvgLength width, height;
    RsvgRectangle box;
    rsvg_handle_get_intrinsic_dimensions(drawing, &has_width, &width, &has_height, &height,
                                         &has_box, &box);
    if (!has_box)
        return false;
    *ret_width = box.width;
    *ret_height = box.height;
    return true;
}

static bool svg_take_size(const char *name, struct picture *picture, GError **error)
{
    double width, height;
    if (!svg_size(picture->drawing, &width, &height) || !(width > 0 && height > 0) ||
        !(width < G_MAXINT32 && height < G_MAXINT32)) {
        fault_set(error, FAULT_INVALID, "%s: the SVG states no size and no viewBox", name);
        return false;
    }
    picture->width = (unsigned)ceil(width);
    picture->height = (unsigned)ceil(height);
    return decode_size(name, picture->width, picture->height, error);
}

bool decode_svg(const char *name, GBytes *bytes, struct picture *ret, GError **error)
{
    const char *missing = lazy_rsvg_open();
    if (missing) {
        fault_set(error, FAULT_IO, "a library cannot be opened: %s", missing);
        return false;
    }
    // Without a base file librsvg follows no reference out of the document.
    GInputStream *stream = g_memory_input_stream_new_from_bytes(bytes);
    GError *reason = NULL;
    struct picture picture = {0};
    picture.drawing =
        rsvg_handle_new_from_stream_sync(stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &reason);
    g_object_unref(stream);
    if (!picture.drawing) {
        fault_set(error, FAULT_INVALID, "%s: the SVG is not well-formed: %s", name,
                  reason->message);
        g_error_free(reason);
        return false;
    }
    // A filter of a few bytes may take minutes; layout/picture.c says that it is left out.
    static const guint8 no_filters[] = "* { filter: none !important }";
    rsvg_handle_set_stylesheet(picture.drawing, no_filters, sizeof no_filters - 1, NULL);
    rsvg_handle_set_dpi(picture.drawing, 96); // CSS's inch, not librsvg's 90
    if (!svg_take_size(name, &picture, error) ||
        !svg_cost_check(name, bytes, (double)picture.width * picture.height, error)) {
        picture_clear(&picture);
        return false;
    }
    picture.source = g_bytes_ref(bytes);
    *ret = picture;
    return true;
}

bool decode(enum image_kind kind, const char *name, GBytes *bytes, struct picture *ret,
            GError **error)
{
    static bool (*const by_kind[])(const char *, GBytes *, struct picture *, GError **) = {
        [IMAGE_JPEG] = decode_jpeg,
        [IMAGE_PNG] = decode_png,
        [IMAGE_SVG] = decode_svg,
    };
    return by_kind[kind](name, bytes, ret, error);
}

void picture_clear(struct picture *picture)
{
    if (picture->pixels)
        cairo_surface_destroy(picture->pixels);
    g_clear_object(&picture->drawing);
    g_clear_pointer(&picture->source, g_bytes_unref);
    picture->pixels = NULL;
}

static bool draw_drawing(const struct picture *picture, const char *name, cairo_t *cr,
                         const cairo_rectangle_t *box, GError **error)
{
    RsvgRectangle viewport = {box->x, box->y, box->width, box->height};
    GError *reason = NULL;
    cairo_save(cr);
    svg_fonts_enter(picture->source);
    bool ok = rsvg_handle_render_document(picture->drawing, cr, &viewport, &reason);
    svg_fonts_leave();
    cairo_restore(cr);
    if (!ok) {
        fault_set(error, FAULT_INVALID, "%s: the SVG cannot be drawn: %s", name, reason->message);
        g_error_free(reason);
    }
    return ok;
}

bool picture_draw(const struct picture *picture, const char *name, cairo_t *cr,
                  const cairo_rectangle_t *box, GError **error)
{
    if (picture->drawing)
        return draw_drawing(picture, name, cr, box, error);
    cairo_save(cr);
    cairo_translate(cr, box->x, box->y);
    cairo_scale(cr, box->width / picture->width, box->height / picture->height);
    cairo_set_source_surface(cr, picture->pixels, 0, 0);
    // Past the edge there is more of the edge, not transparency that would soften it.
    cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
    cairo_rectangle(cr, 0, 0, picture->width, picture->height);
    cairo_fill(cr);
    cairo_restore(cr);
    return true;
}

struct image_cache {
    GHashTable *decoded; // const struct image * -> struct picture
};

static void picture_free(void *data)
{
    picture_clear(data);
    g_free(data);
}

struct image_cache *image_cache_new(void)
{
    struct image_cache *cache = g_new(struct image_cache, 1);
    cache->decoded = g_hash_table_new_full(NULL, NULL, NULL, picture_free);
    return cache;
}

void image_cache_free(struct image_cache *cache)
{
    g_hash_table_unref(cache->decoded);
    g_free(cache);
}

const struct picture *image_cache_get(struct image_cache *cache, const struct image *image,
                                      GError **error)
{
    struct picture *picture = g_hash_table_lookup(cache->decoded, image);
    if (picture)
        return picture;
    picture = g_new0(struct picture, 1);
    if (!decode(image->kind, image->path, image->bytes, picture, error)) {
        g_free(picture);
        return NULL;
    }
    g_hash_table_insert(cache->decoded, (void *)image, picture);
    return picture;
}
