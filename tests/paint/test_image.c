// SPDX-License-Identifier: MIT
// Images from strangers: each kind read, and every cut or flipped one refused or drawn, never
// worse.
#include "paint/image.h"

#include "base/error.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <turbojpeg.h>

#include "folder.h"
#include "paint/decode.h"
#include "paint/png.h"
#include "paint/qr.h"
#include "paint/svg_fonts.h"
#include "pixels.h"
#include "synthetic.h"

static const char svg_text[] = "<svg xmlns='http://www.w3.org/2000/svg' width='24' height='16'>"
                               "<rect width='12' height='16' fill='#c00'/></svg>";

static GBytes *make_svg(void)
{
    return g_bytes_new_static(svg_text, sizeof svg_text - 1);
}

static GBytes *make_png(void)
{
    cairo_surface_t *pixels = png_surface(CAIRO_FORMAT_ARGB32, 24, 16, NULL);
    GBytes *png = png_bytes(pixels, 96, NULL);
    cairo_surface_destroy(pixels);
    return png;
}

// 24 x 16 of one colour: red, or cyan ink without any other.
static GBytes *make_jpeg(bool inks)
{
    unsigned char pixels[24 * 16 * 4];
    for (size_t i = 0; i < sizeof pixels; i += 4)
        memcpy(pixels + i, inks ? "\x00\xff\xff\xff" : "\xff\x00\x00\x00", 4);
    unsigned char *data = NULL;
    unsigned long n = 0;
    tjhandle jpeg = tjInitCompress();
    assert_int_equal(tjCompress2(jpeg, pixels, 24, 0, 16, inks ? TJPF_CMYK : TJPF_RGBX, &data, &n,
                                 TJSAMP_444, 95, 0),
                     0);
    GBytes *bytes = g_bytes_new(data, n);
    tjFree(data);
    tjDestroy(jpeg);
    return bytes;
}

static uint32_t first_pixel(const struct picture *picture)
{
    uint32_t pixel;
    memcpy(&pixel, cairo_image_surface_get_data(picture->pixels), 4);
    return pixel & 0xffffff;
}

static const enum image_kind kinds[] = {IMAGE_JPEG, IMAGE_PNG, IMAGE_SVG};

static void test_kinds(void **state)
{
    (void)state;
    GBytes *all[] = {make_jpeg(false), make_png(), make_svg()};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        struct image image = {.kind = kinds[i], .path = "logo", .bytes = all[i]}, decoded;
        assert_true(image_decode(&image, 96, &decoded, NULL));
        assert_int_equal(decoded.kind, kinds[i] == IMAGE_JPEG ? IMAGE_JPEG : IMAGE_SAMPLES);
        assert_int_equal(decoded.width, 24);
        assert_int_equal(decoded.height, 16);
        image_clear(&decoded);
        g_bytes_unref(all[i]);
    }
}

static void test_jpeg_colours(void **state)
{
    (void)state;
    for (int inks = 0; inks < 2; inks++) {
        GBytes *bytes = make_jpeg(inks);
        struct picture picture;
        assert_true(decode_jpeg("a.jpg", bytes, &picture, NULL));
        uint32_t pixel = first_pixel(&picture), expected = inks ? 0x00ffff : 0xff0000;
        for (int shift = 0; shift < 24; shift += 8)
            assert_true(abs((int)(pixel >> shift & 0xff) - (int)(expected >> shift & 0xff)) < 4);
        picture_clear(&picture);
        g_bytes_unref(bytes);
    }
}

static void assert_refused(enum image_kind kind, GBytes *bytes)
{
    struct picture picture;
    GError *error = NULL;
    assert_false(decode(kind, "bad.img", bytes, &picture, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_INVALID));
    assert_true(g_str_has_prefix(error->message, "bad.img: "));
    g_error_free(error);
}

// Cut anywhere, an image is refused: nothing is drawn by half.
static void test_truncated(void **state)
{
    (void)state;
    GBytes *all[] = {make_jpeg(false), make_png(), make_svg()};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        for (gsize n = 0; n < g_bytes_get_size(all[i]); n++) {
            GBytes *cut = g_bytes_new_from_bytes(all[i], 0, n);
            assert_refused(kinds[i], cut);
            g_bytes_unref(cut);
        }
        g_bytes_unref(all[i]);
    }
}

// A changed byte may leave an image that can be drawn; the test is that nothing breaks.
static void test_flipped(void **state)
{
    (void)state;
    GBytes *all[] = {make_jpeg(false), make_png(), make_svg()};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        gsize n;
        const char *data = g_bytes_get_data(all[i], &n);
        for (gsize at = 0; at < n; at++) {
            char *copy = g_memdup2(data, n);
            copy[at] ^= 0x55;
            GBytes *bytes = g_bytes_new_take(copy, n);
            struct picture picture;
            GError *error = NULL;
            if (decode(kinds[i], "bad.img", bytes, &picture, &error))
                picture_clear(&picture);
            g_clear_error(&error);
            g_bytes_unref(bytes);
        }
        g_bytes_unref(all[i]);
    }
}

// What is stated counts before anything is allocated.
static void test_bombs(void **state)
{
    (void)state;
    GBytes *png = make_png();
    gsize n;
    char *data = g_memdup2(g_bytes_get_data(png, &n), g_bytes_get_size(png));
    memcpy(data + 16, "\x00\x00\x7f\xff\x00\x00\x7f\xff", 8);
    GBytes *huge = g_bytes_new_take(data, n);
    assert_refused(IMAGE_PNG, huge);
    g_bytes_unref(huge);
    g_bytes_unref(png);
    static const char *const drawings[] = {
        "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='5'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 -4 nan'/>",
        "not an image",
        "",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(drawings); i++) {
        GBytes *bytes = g_bytes_new_static(drawings[i], strlen(drawings[i]));
        assert_refused(IMAGE_SVG, bytes);
        g_bytes_unref(bytes);
    }
}

// An SVG reads no other file.
static void test_svg_alone(void **state)
{
    (void)state;
    GBytes *png = make_png();
    gsize n;
    const void *data = g_bytes_get_data(png, &n);
    char *path = in_folder("secret.png");
    assert_true(g_file_set_contents(path, data, (gssize)n, NULL));
    char *text = g_strdup_printf(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        "width='8' height='8'><image width='8' height='8' xlink:href='file://%s'/></svg>",
        path);
    GBytes *bytes = g_bytes_new_take(text, strlen(text));
    cairo_surface_t *drawn = drawn_svg(bytes, 96);
    const unsigned char *pixels = cairo_image_surface_get_data(drawn);
    for (int i = 0; i < cairo_image_surface_get_stride(drawn) * 8; i++)
        assert_int_equal(pixels[i], 0);
    cairo_surface_destroy(drawn);
    g_bytes_unref(bytes);
    g_bytes_unref(png);
    g_free(path);
}

// An inch is 96 pixels, as CSS and layout have it.
static void test_svg_inches(void **state)
{
    (void)state;
    static const char text[] =
        "<svg xmlns='http://www.w3.org/2000/svg' width='72pt' height='2in'/>";
    GBytes *bytes = g_bytes_new_static(text, sizeof text - 1);
    struct picture picture;
    assert_true(decode_svg("a.svg", bytes, &picture, NULL));
    assert_int_equal(picture.width, 96);
    assert_int_equal(picture.height, 192);
    picture_clear(&picture);
    g_bytes_unref(bytes);
}

static void test_density(void **state)
{
    (void)state;
    GBytes *bytes = make_svg();
    struct image svg = {.kind = IMAGE_SVG, .path = "a.svg", .bytes = bytes}, decoded;
    GError *error = NULL;
    assert_true(image_decode(&svg, 300, &decoded, NULL));
    assert_int_equal(decoded.width, 75);
    assert_int_equal(decoded.height, 50);
    assert_false(image_decode(&svg, 1e7, &decoded, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    g_clear_error(&error);
    g_bytes_unref(bytes);
}

// The text of an SVG that asks for a family, drawn with the faces of a folder that holds one face.
static GBytes *draw_text_in(const char *family, const char *face, const char *name)
{
    char *faces = in_folder(name), *path = g_build_filename(faces, "face.ttf", NULL);
    g_mkdir_with_parents(faces, 0700);
    assert_true(symlink(face, path) == 0 || errno == EEXIST);
    char *text = g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' width='80' height='30'>"
                                 "<text y='20' font-family='%s'>Stamp</text></svg>",
                                 family);
    GBytes *bytes = g_bytes_new_take(text, strlen(text));
    svg_fonts_use(faces);
    cairo_surface_t *drawn = drawn_svg(bytes, 96);
    GBytes *png = png_bytes(drawn, 96, NULL);
    cairo_surface_destroy(drawn);
    svg_fonts_use(NULL);
    g_bytes_unref(bytes);
    g_free(path);
    g_free(faces);
    return png;
}

// Text in an SVG is set with the faces it is lent and no other that the machine has.
static void test_svg_fonts(void **state)
{
    (void)state;
    GBytes *asked = draw_text_in("Amiri", NOTO_SERIF, "serif");
    GBytes *unknown = draw_text_in("Nowhere", NOTO_SERIF, "serif");
    GBytes *other = draw_text_in("Nowhere", AMIRI, "amiri");
    assert_true(g_bytes_equal(asked, unknown));
    assert_false(g_bytes_equal(unknown, other));
    g_bytes_unref(asked);
    g_bytes_unref(unknown);
    g_bytes_unref(other);
    static const char *const made[] = {"serif/face.ttf", "serif", "amiri/face.ttf", "amiri"};
    for (size_t i = 0; i < G_N_ELEMENTS(made); i++) {
        char *path = in_folder(made[i]);
        assert_int_equal(remove(path), 0);
        g_free(path);
    }
}

static void assert_reads_back(const char *link, GBytes *png)
{
    gsize n;
    const void *data = g_bytes_get_data(png, &n);
    char *path = in_folder("qr.png");
    assert_true(g_file_set_contents(path, data, (gssize)n, NULL));
    const char *const command[] = {"zbarimg", "-q", "--raw", path, NULL};
    char *read = printed_by(command);
    assert_non_null(read);
    assert_string_equal(g_strchomp(read), link);
    g_free(read);
    g_free(path);
}

static void test_qr(void **state)
{
    (void)state;
    static const char *const links[] = {"https://example.org/l/1",
                                        "https://example.org/letters/رسالة-مفتوحة?lang=ar&v=3"};
    for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
        GBytes *png = qr_png(links[i], 6, NULL);
        assert_reads_back(links[i], png);
        g_bytes_unref(png);
    }
}

static void test_qr_limits(void **state)
{
    (void)state;
    GError *error = NULL;
    char *most = g_strnfill(2953, 'a'), *more = g_strnfill(2954, 'a');
    GBytes *png = qr_png(most, 2, &error);
    assert_non_null(png);
    g_bytes_unref(png);
    assert_null(qr_png(more, 2, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    assert_non_null(strstr(error->message, "2954"));
    g_clear_error(&error);
    assert_null(qr_png("", 2, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    g_clear_error(&error);
    g_free(most);
    g_free(more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),     cmocka_unit_test(test_jpeg_colours),
        cmocka_unit_test(test_truncated), cmocka_unit_test(test_flipped),
        cmocka_unit_test(test_bombs),     cmocka_unit_test(test_svg_alone),
        cmocka_unit_test(test_svg_fonts), cmocka_unit_test(test_svg_inches),
        cmocka_unit_test(test_density),   cmocka_unit_test(test_qr),
        cmocka_unit_test(test_qr_limits),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
