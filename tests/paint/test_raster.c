// SPDX-License-Identifier: MIT
#include "paint/raster.h"

#include "base/error.h"
#include "paint/image.h"
#include "synthetic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char svg_text[] = "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='48'>"
                               "<rect width='48' height='48' fill='#c00'/></svg>";

// As a document would hold it: another struct and another copy of the bytes each time.
static struct image image_of(enum image_kind kind, const char *text, size_t n)
{
    return (struct image){kind, "logo", g_bytes_new(text, n), 96, 48, 0, NULL};
}

static struct page *page_with(const struct image *image, double width)
{
    struct page *page = synthetic_page("A6", 0, false);
    page_put_image(page, image, 10, 10, width, width / 2);
    return page;
}

// Each SVG arrives as pixels of the asked density, the same bytes as one image, long after the
// documents are gone.
static void test_svg_is_drawn(void **state)
{
    (void)state;
    struct page_list list = page_list_new();
    struct raster *raster = raster_new(300, page_list_sink(&list));
    struct page_sink sink = raster_sink(raster);
    for (int i = 0; i < 2; i++) {
        struct image svg = image_of(IMAGE_SVG, svg_text, sizeof svg_text - 1);
        assert_true(sink.page(sink.context, page_with(&svg, 36), NULL));
        image_clear(&svg);
    }
    const struct page *const *pages = (const void *)list.pages->pdata;
    const struct image *drawn = pages[0]->items[0].image.image;
    assert_int_equal(drawn->kind, IMAGE_SAMPLES);
    assert_int_equal(drawn->width, 150); // half an inch
    assert_int_equal(drawn->height, 75);
    assert_string_equal(drawn->path, "logo");
    assert_ptr_equal(drawn, pages[1]->items[0].image.image);
    page_list_free(&list);
    raster_free(raster);
}

// A drawing as large as a wall is given the most pixels there may be, not refused.
static void test_large(void **state)
{
    (void)state;
    struct page_list list = page_list_new();
    struct raster *raster = raster_new(1e6, page_list_sink(&list));
    struct page_sink sink = raster_sink(raster);
    static const char text[] = "<svg xmlns='http://www.w3.org/2000/svg' width='960' height='1'/>";
    struct image svg = image_of(IMAGE_SVG, text, sizeof text - 1);
    svg.width = 960;
    svg.height = 1;
    assert_true(sink.page(sink.context, page_with(&svg, 36), NULL));
    const struct page *page = g_ptr_array_index(list.pages, 0);
    assert_true(page->items[0].image.image->width > 30000);
    page_list_free(&list);
    raster_free(raster);
    image_clear(&svg);
}

static void test_damaged(void **state)
{
    (void)state;
    struct page_list list = page_list_new();
    struct raster *raster = raster_new(300, page_list_sink(&list));
    struct page_sink sink = raster_sink(raster);
    struct image png = image_of(IMAGE_PNG, "\x89PNG\r\n\x1a\n", 8);
    GError *error = NULL;
    assert_false(sink.page(sink.context, page_with(&png, 36), &error));
    assert_true(g_error_matches(error, FAULT, FAULT_INVALID));
    assert_int_equal(list.pages->len, 0);
    g_error_free(error);
    page_list_free(&list);
    raster_free(raster);
    image_clear(&png);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_svg_is_drawn),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
