// SPDX-License-Identifier: MIT
// A number that is filled in when the font is written: its text and the widths of its places, also
// where it has fewer or more digits than places were held.
#include "pdf/font.h"
#include "unpacked.h"

#include <hb-ot.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FILE_NAME TEST_BINARY_DIR "/fill.pdf"
#define FACE TEST_SOURCE_DIR "/fonts/faces/Amiri-Regular.ttf"

enum { PLACES = 3 };

static struct pdf_digits digits_of(hb_face_t *face, gunichar nought)
{
    hb_font_t *font = hb_font_create(face);
    struct pdf_digits digits = {.nought = nought};
    for (unsigned i = 0; i < 10; i++) {
        hb_codepoint_t glyph = 0;
        assert_true(hb_font_get_nominal_glyph(font, nought + i, &glyph));
        digits.parts[i] = (struct pdf_part){glyph, 0, 0, 0, PDF_SCALE_ONE};
        digits.advance = hb_font_get_glyph_h_advance(font, glyph);
    }
    hb_font_destroy(font);
    return digits;
}

// The maps of a font that held three places and was given `number`.
static char *filled(unsigned number, gunichar nought, int32_t *ret_advance)
{
    hb_blob_t *blob = hb_blob_create_from_file(FACE);
    hb_face_t *face = hb_face_create(blob, 0);
    struct file_out *out = file_out_open(FILE_NAME, NULL);
    struct pdf_writer *writer = pdf_writer_new(out, "1.7", 1, NULL);
    struct pdf_font_face of = {face, "Amiri", 1000, 1000, 800, -200, false, false, false};
    struct pdf_font *font = pdf_font_new(writer, &of);
    struct pdf_digits digits = digits_of(face, nought);
    for (unsigned i = 0; i < PLACES; i++)
        assert_int_equal(pdf_font_held(font, i, PLACES, &digits),
                         pdf_font_held(font, i, PLACES, &digits));
    pdf_font_fill(font, number);
    assert_true(pdf_font_write(font, NULL));
    static const unsigned char id[16];
    pdf_writer_object(writer, PDF_SHELF_PAGES, pdf_writer_root(writer), "<<>>", 4);
    assert_true(pdf_writer_finish(writer, 0, id, NULL));
    pdf_font_free(font);
    pdf_writer_free(writer);
    assert_true(file_out_commit(out, NULL));
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    *ret_advance = digits.advance;
    return unpacked(FILE_NAME);
}

static void expect(unsigned number, gunichar nought, const char *const texts[PLACES],
                   const int digits[PLACES])
{
    int32_t advance;
    char *all = filled(number, nought, &advance);
    GString *widths = g_string_new("/W[1[");
    for (int i = 0; i < PLACES; i++) {
        char *map = g_strdup_printf("<%04X><%s>", i + 1, texts[i]);
        assert_non_null(strstr(all, map));
        g_free(map);
        g_string_append_printf(widths, i ? " %d" : "%d", digits[i] * advance);
    }
    g_string_append(widths, "]]");
    assert_non_null(strstr(all, widths->str));
    g_string_free(widths, TRUE);
    g_free(all);
}

static void digits_go_into_their_places(void **state)
{
    (void)state;
    expect(407, '0', (const char *[]){"0034", "0030", "0037"}, (int[]){1, 1, 1});
    expect(407, 0x660, (const char *[]){"0664", "0660", "0667"}, (int[]){1, 1, 1});
}

static void none_is_lost_where_there_are_more_or_fewer(void **state)
{
    (void)state;
    expect(98, '0', (const char *[]){"0039", "0038", "2060"}, (int[]){1, 1, 0});
    expect(12345, '0', (const char *[]){"0031", "0032", "003300340035"}, (int[]){1, 1, 3});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_go_into_their_places),
        cmocka_unit_test(none_is_lost_where_there_are_more_or_fewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
