// SPDX-License-Identifier: MIT
#include "paint/paint.h"

#include "base/error.h"
#include "paint/page_range.h"
#include "synthetic.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <stdarg.h>
#include <cmocka.h>

#include "paint/png.h"
#include "folder.h"
#include "pixels.h"

static bool paint_picture(const struct page *page, const char *path, double dpi, GError **error)
{
    const struct picture_options options = {.dpi = dpi, .svg_text = SVG_OUTLINES};
    struct pictures *pictures = pictures_open(path, &options, error);
    if (!pictures)
        return false;
    if (pictures_add(pictures, page, error))
        return pictures_finish(pictures, error);
    pictures_abandon(pictures);
    return false;
}

static struct page *marks_page(void)
{
    struct page *page = synthetic_page("40pt 30pt", 0, true);
    page_put_rule(page, 0x000000, 4, 4, 20, 2);
    page_put_rule(page, 0xcc2200, 30, 10, 6, 15);
    page_put_rule(page, 0x0044aa, 4.5, 20.25, 20, 0.5);
    return page;
}

// A colour, an edge on the pixel grid and two off it, each in its place.
static void test_rules(void **state)
{
    (void)state;
    struct page *page = marks_page();
    char *path = in_folder("rules.png");
    GError *error = NULL;
    assert_true(paint_picture(page, path, 72, &error));
    assert_true(pixels_match(path, "rules", 2, 0));
    g_free(path);
    page_free(page);
}

// A page without colour is a grey PNG (colour type 0), with colour an RGB one (2), both of 8 bits,
// and both say their resolution: 72 dpi is 2,835 pixels a metre.
static void test_kinds_of_png(void **state)
{
    (void)state;
    for (int colour = 0; colour < 2; colour++) {
        struct page *page = synthetic_page("40pt 30pt", 0, true);
        page_put_rule(page, colour ? 0xcc2200 : 0x808080, 4.5, 4, 20, 2);
        char *path = in_folder("kind.png");
        assert_true(paint_picture(page, path, 72, NULL));
        char *png = contents(path, NULL);
        assert_int_equal(png[24], 8);
        assert_int_equal(png[25], colour ? 2 : 0);
        assert_memory_equal(png + 37, "pHYs\x00\x00\x0b\x13\x00\x00\x0b\x13\x01", 13);
        g_free(png);
        g_free(path);
        page_free(page);
    }
}

// SVG, PNG drawn into their boxes.
static void test_images(void **state)
{
    (void)state;
    static const char svg[] =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 4'>"
        "<rect width='2' height='2' fill='red'/><circle cx='3' cy='3' r='1' fill='blue'/></svg>";
    struct page *page = synthetic_page("40pt 30pt", 0, false);
    GBytes *bytes = g_bytes_new_static(svg, sizeof svg - 1);
    struct image drawing = {IMAGE_SVG, "logo.svg", bytes, 4, 4, 0, NULL};
    GError *error = NULL;
    cairo_surface_t *drawn = drawn_svg(bytes, 96 * 4);
    GBytes *png = png_bytes(drawn, 96 * 4, &error);
    struct image pixels = {IMAGE_PNG, "logo.png", png, 16, 16, 0, NULL};
    cairo_surface_destroy(drawn);
    page_put_image(page, &drawing, 2, 2, 16, 16);
    page_put_image(page, &pixels, 22, 10, 16, 16);
    char *path = in_folder("images.png");
    assert_true(paint_picture(page, path, 72, &error));
    assert_true(pixels_match(path, "images", 24, 0));
    g_free(path);
    g_bytes_unref(png);
    g_bytes_unref(bytes);
    page_free(page);
}

// The ink of a glyph stands where its outline does, to half a pixel: nothing is rounded or hinted.
static void test_glyph_place(void **state)
{
    (void)state;
    const double size = 40, x = 10.3, y = 60.7, dpi = 144;
    struct face face = face_read(AMIRI, "Amiri", 0);
    struct page *page = synthetic_page("200pt 100pt", 0, false);
    page_put_text(page, &face, size, false, "en", x, y, "HH");
    const struct glyph *glyph = page->items[0].line.line.runs[0].run.glyphs;
    hb_glyph_extents_t extents;
    assert_true(hb_font_get_glyph_extents(face.hb_font, glyph->id, &extents));
    char *path = in_folder("glyph.png");
    GError *error = NULL;
    assert_true(paint_picture(page, path, dpi, &error));
    cairo_surface_t *pixels = cairo_image_surface_create_from_png(path);
    int ink[4];
    pixels_ink(pixels, ink);
    double unit = size / face.upem, scale = dpi / 72;
    double left = (x + extents.x_bearing * unit) * scale;
    double right = (x + (glyph->advance + extents.x_bearing + extents.width) * unit) * scale;
    double top = (y - extents.y_bearing * unit) * scale;
    assert_true(ABS(ink[0] - left) <= 1 && ABS(ink[2] + 1 - right) <= 1);
    assert_true(ABS(ink[1] - top) <= 1);
    cairo_surface_destroy(pixels);
    g_free(path);
    page_free(page);
    face_drop(&face);
}

static struct page *letter_page(const struct face *amiri, const struct face *serif, unsigned index)
{
    struct page *page = synthetic_page("A6", index, true);
    page_put_text(page, amiri, 16, true, "ar", 270, 50, "رسالة مفتوحة (نصّ)");
    page_put_text(page, serif, 10, false, "en", 30, 90, "An <open> & shut letter");
    return page;
}

static void test_determinism(void **state)
{
    (void)state;
    struct face amiri = face_read(AMIRI, "Amiri", 0),
                serif = face_read(NOTO_SERIF, "Noto Serif", 0);
    struct page *page = letter_page(&amiri, &serif, 0);
    static const char *const names[][2] = {{"one.png", "two.png"}, {"one.svg", "two.svg"}};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        char *one = in_folder(names[i][0]), *two = in_folder(names[i][1]);
        assert_true(paint_picture(page, one, 100, NULL));
        assert_true(paint_picture(page, two, 100, NULL));
        assert_true(same_file(one, two));
        g_free(one);
        g_free(two);
    }
    page_free(page);
    face_drop(&amiri);
    face_drop(&serif);
}

static cairo_surface_t *svg_drawn(const char *path, double dpi)
{
    gsize n;
    char *text = contents(path, &n);
    GBytes *bytes = g_bytes_new_take(text, n);
    cairo_surface_t *drawn = drawn_svg(bytes, dpi);
    g_bytes_unref(bytes);
    return drawn;
}

// The SVG of outlines, drawn by another renderer, is the PNG: places, sizes, colours, and outlines
// of both kinds (TrueType's and CFF's curves).
static void test_svg_is_png(void **state)
{
    (void)state;
    struct face amiri = face_read(AMIRI, "Amiri", 0),
                cjk = face_read(NOTO_CJK, "Noto Serif CJK", 0);
    struct page *page = synthetic_page("288pt 144pt", 0, true); // whole pixels
    page_put_text(page, &amiri, 24, true, "ar", 270, 50, "رسالة مفتوحة (نصّ)");
    page_put_text(page, &cjk, 20, false, "ja", 20, 110, "日本ウイグル協会");
    page_put_rule(page, 0xcc2200, 20, 120, 200, 2);
    page->items[1].colour = 0x0044aa;
    char *png = in_folder("same.png"), *svg = in_folder("same.svg");
    assert_true(paint_picture(page, png, 96, NULL));
    assert_true(paint_picture(page, svg, 96, NULL));
    cairo_surface_t *actual = cairo_image_surface_create_from_png(png);
    cairo_surface_t *expected = svg_drawn(svg, 96), *difference = NULL;
    int differing = pixels_differing(actual, expected, 56, &difference);
    if (differing > 0) {
        pixels_keep(actual, "svg", "actual");
        pixels_keep(expected, "svg", "expected");
        if (difference)
            pixels_keep(difference, "svg", "difference");
    }
    assert_int_equal(differing, 0);
    cairo_surface_destroy(difference);
    cairo_surface_destroy(actual);
    cairo_surface_destroy(expected);
    g_free(png);
    g_free(svg);
    page_free(page);
    face_drop(&amiri);
    face_drop(&cjk);
}

// Text stays text, in logical order, escaped, with its direction and language.
static void test_svg_text(void **state)
{
    (void)state;
    struct face amiri = face_read(AMIRI, "Amiri", 0),
                serif = face_read(NOTO_SERIF, "Noto Serif", 0);
    struct page *page = letter_page(&amiri, &serif, 0);
    char *pattern = in_folder("text-%03d.svg"), *path = in_folder("text-001.svg");
    struct picture_options options = {.dpi = 96, .svg_text = SVG_TEXT};
    struct pictures *pictures = pictures_open(pattern, &options, NULL);
    assert_true(pictures_add(pictures, page, NULL));
    assert_true(pictures_finish(pictures, NULL));
    char *svg = contents(path, NULL);
    assert_non_null(strstr(svg, ">مفتوحة <"));
    assert_non_null(strstr(svg, ">(نصّ)<"));
    assert_non_null(strstr(svg, ">&lt;open&gt; <"));
    assert_non_null(strstr(svg, ">&amp; <"));
    assert_non_null(strstr(svg, "direction=\"rtl\" xml:lang=\"ar\""));
    g_free(svg);
    g_free(pattern);
    g_free(path);
    page_free(page);
    face_drop(&amiri);
    face_drop(&serif);
}

// The sink writes the pages asked for and no other; one name for two pages writes none.
static void test_pictures(void **state)
{
    (void)state;
    char *pattern = in_folder("p%d.png"), *single = in_folder("single.png");
    struct picture_options options = {.dpi = 36, .pages = "2-3"};
    struct pictures *pictures = pictures_open(pattern, &options, NULL);
    struct page_sink sink = pictures_sink(pictures);
    for (unsigned i = 0; i < 4; i++)
        assert_true(sink.page(sink.context, marks_page(), NULL));
    assert_true(pictures_finish(pictures, NULL));
    for (int i = 1; i <= 4; i++) {
        char *name = g_strdup_printf("p%d.png", i), *path = in_folder(name);
        assert_int_equal(g_file_test(path, G_FILE_TEST_EXISTS), i == 2 || i == 3);
        g_free(name);
        g_free(path);
    }
    options.pages = NULL;
    pictures = pictures_open(single, &options, NULL);
    sink = pictures_sink(pictures);
    GError *error = NULL;
    assert_true(sink.page(sink.context, marks_page(), &error));
    assert_false(sink.page(sink.context, marks_page(), &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    pictures_abandon(pictures);
    assert_false(g_file_test(single, G_FILE_TEST_EXISTS));
    g_clear_error(&error);
    g_free(pattern);
    g_free(single);
}

static void test_page_not_there(void **state)
{
    (void)state;
    char *pattern = in_folder("q%d.png");
    struct picture_options options = {.dpi = 36, .pages = "1,7"};
    struct pictures *pictures = pictures_open(pattern, &options, NULL);
    struct page *page = marks_page();
    GError *error = NULL;
    assert_true(pictures_add(pictures, page, NULL));
    assert_false(pictures_finish(pictures, &error));
    assert_string_equal(error->message, "there is no page 7: the last is 1");
    g_error_free(error);
    page_free(page);
    g_free(pattern);
}

static void test_bad_asks(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *pages;
        double dpi;
    } bad[] = {
        {"page.jpg", NULL, 96},   {"page", NULL, 96},
        {"p%d-%d.png", NULL, 96}, {"p%s.png", NULL, 96},
        {"p%n.png", NULL, 96},    {"p%d.png", "0", 96},
        {"p%d.png", "3-2", 96},   {"p%d.png", "1,,2", 96},
        {"p%d.png", "-", 96},     {"p%d.png", "two", 96},
        {"p%d.png", NULL, 0},     {"p%d.png", NULL, -1},
        {"p%d.png", "1--2", 96},  {"p%d.png", "5000000000", 96},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        struct picture_options options = {.dpi = bad[i].dpi, .pages = bad[i].pages};
        GError *error = NULL;
        assert_null(pictures_open(bad[i].pattern, &options, &error));
        assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
        g_error_free(error);
    }
    struct page *page = marks_page();
    GError *error = NULL;
    assert_false(paint_picture(page, "/nowhere/huge.png", 1e9, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    g_clear_error(&error);
    assert_false(paint_picture(page, "/nowhere/page.png", 72, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    g_clear_error(&error);
    page_free(page);
}

static void test_ranges(void **state)
{
    (void)state;
    GArray *ranges = page_ranges_parse("-2, 5 ,8-", NULL);
    assert_non_null(ranges);
    static const bool expected[] = {0, 1, 1, 0, 0, 1, 0, 0, 1, 1};
    for (unsigned i = 1; i < G_N_ELEMENTS(expected); i++)
        assert_int_equal(page_ranges_have(ranges, i), expected[i]);
    assert_int_equal(page_ranges_need(ranges), 8);
    g_array_unref(ranges);
}

// Rows run as the document does: the first page of a right-to-left one is at the top right.
static void test_contact_sheet(void **state)
{
    (void)state;
    const struct page *pages[5];
    for (unsigned i = 0; i < 5; i++) {
        struct page *page = synthetic_page("30pt 40pt", i, true);
        page_put_rule(page, 0x202020 * (i + 1), 5, 5, 20, 30);
        pages[i] = page;
    }
    char *path = in_folder("contact.png");
    GError *error = NULL;
    assert_true(paint_contact_sheet(pages, 5, path, 72, &error));
    assert_true(pixels_match(path, "contact", 2, 0));
    assert_false(paint_contact_sheet(pages, 5, path, 1e6, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    g_error_free(error);
    for (unsigned i = 0; i < 5; i++)
        page_free((struct page *)pages[i]);
    g_free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),          cmocka_unit_test(test_kinds_of_png),
        cmocka_unit_test(test_images),         cmocka_unit_test(test_glyph_place),
        cmocka_unit_test(test_determinism),    cmocka_unit_test(test_svg_text),
        cmocka_unit_test(test_svg_is_png),     cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_page_not_there), cmocka_unit_test(test_bad_asks),
        cmocka_unit_test(test_ranges),         cmocka_unit_test(test_contact_sheet),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
