// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/file.h"
#include "style/group.h"
#include "style/property.h"
#include "style/reference.h"
#include "style/style.h"
#include "style/supplied.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STYLES TEST_SOURCE_DIR "/styles"

static char *folder; // of the styles a test writes

static int set_up(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("warraq-style-XXXXXX", NULL);
    return folder ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        char *path = g_build_filename(folder, name, NULL);
        unlink(path);
        g_free(path);
    }
    g_dir_close(dir);
    rmdir(folder);
    g_free(folder);
    return 0;
}

static char *write_style(const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

// Reads one style text over nothing; what was said goes to *ret_said (g_free).
static struct style *read_text(const char *text, const char *const *settings, char **ret_said)
{
    char *path = write_style("a.style", text);
    const char *names[] = {path, NULL};
    struct diag *diag = diag_new();
    GError *error = NULL;
    struct style *style = style_read(STYLES, names, settings, diag, &error);
    assert_true((style == NULL) == (error != NULL));
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < diag_count(diag); i++) {
        const struct diag_note *note = diag_get(diag, i);
        g_string_append_printf(said, "%zu:%zu %s [%s]\n", note->line, note->column, note->message,
                               note->code);
    }
    g_clear_error(&error);
    diag_free(diag);
    g_free(path);
    if (ret_said)
        *ret_said = g_string_free(said, FALSE);
    else
        g_string_free(said, TRUE);
    return style;
}

static void expect_said(const char *text, const char *const *settings, const char *expected)
{
    char *said;
    struct style *style = read_text(text, settings, &said);
    assert_null(style);
    assert_string_equal(said, expected);
    g_free(said);
}

static void test_supplied(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct style_supplied *one = style_supplied(); one->name; one++, count++) {
        const char *names[] = {one->name, NULL};
        struct diag *diag = diag_new();
        GError *error = NULL;
        struct style *style = style_read(STYLES, names, NULL, diag, &error);
        assert_non_null(style);
        assert_int_equal(diag_count(diag), 0);
        assert_true(*one->description);
        style_free(style);
        diag_free(diag);
    }
    assert_true(count >= 8);
}

static void test_inheritance(void **state)
{
    (void)state;
    struct style *style =
        read_text("[body]\nfont-size=10pt\nline-height=1.5\nmargin-top=3pt\n"
                  "[heading]\nfont-size=2em\nbreak-after=avoid\n[heading-3]\nfont-size=0.5em\n",
                  NULL, NULL);
    assert_non_null(style);
    const struct block_style *blocks = style->blocks;
    assert_int_equal(blocks[GROUP_PARAGRAPH].size, len_from_pt(10));
    assert_int_equal(blocks[GROUP_PARAGRAPH].leading.permille, 1500);
    assert_int_equal(blocks[GROUP_PARAGRAPH].margin_top, 0); // margins are not inherited
    assert_int_equal(blocks[GROUP_HEADING_2].size, len_from_pt(20));
    assert_int_equal(blocks[GROUP_HEADING_3].size, len_from_pt(10));
    assert_int_equal(blocks[GROUP_HEADING].margin_top, 0);
    assert_int_equal(blocks[GROUP_HEADING_3].break_after, BREAK_AVOID); // a variant takes all
    style_free(style);
}

static void test_later_wins(void **state)
{
    (void)state;
    char *child = write_style("child.style", "[style]\ninherit=base.style\n"
                                             "[page]\nmargin-left=50mm\n");
    char *base = write_style("base.style", "[page]\nsize=A5\nmargin=20mm\n[title]\ncolor=#123\n");
    const char *names[] = {child, NULL};
    const char *settings[] = {"margin-right=12mm", "title.color=#445566", "font-size=9pt", NULL};
    struct diag *diag = diag_new();
    struct style *style = style_read(STYLES, names, settings, diag, NULL);
    assert_non_null(style);
    assert_int_equal(style->page.width, len_from_mm(148));
    assert_int_equal(style->page.margin.left, len_from_mm(50));
    assert_int_equal(style->page.margin.right, len_from_mm(12));
    assert_int_equal(style->page.margin.top, len_from_mm(20));
    assert_int_equal(style->first_margin.top, len_from_mm(20));
    assert_int_equal(style->blocks[GROUP_TITLE].colour, 0x445566);
    assert_int_equal(style->blocks[GROUP_BODY].size, len_from_pt(9));
    assert_string_equal(style_files(style)[0], base);
    assert_string_equal(style_files(style)[1], child);
    assert_null(style_files(style)[2]);
    style_free(style);
    diag_free(diag);
    g_free(child);
    g_free(base);
}

static void expect_indent(const struct style *style, const char *lang, bool rtl, double pt)
{
    struct arena *arena = arena_new();
    struct style in;
    style_in_language(style, lang, rtl, arena, &in);
    assert_int_equal(in.blocks[GROUP_LEAD].indent, LEN_PER_PT * pt);
    arena_free(arena);
}

static void test_languages(void **state)
{
    (void)state;
    static const char *const settings[] = {"paragraph:fr.text-indent=7pt", NULL};
    char *said;
    struct style *style =
        read_text("[paragraph]\ntext-indent=1pt\n[paragraph:zh]\ntext-indent=2pt\n"
                  "[body:rtl]\ntext-indent=3pt\n[paragraph:zh-Hant]\n"
                  "text-indent=4pt\n[paragraph:he]\ntext-indent=5pt\n",
                  settings, &said);
    assert_non_null(style);
    assert_int_equal(style->blocks[GROUP_PARAGRAPH].indent, LEN_PER_PT);
    expect_indent(style, "en", false, 1);
    expect_indent(style, "zh", false, 2);
    expect_indent(style, "zh-Hans", false, 2);
    expect_indent(style, "zh-Hant", false, 4);
    expect_indent(style, "zhx", false, 1);
    expect_indent(style, "ar", true, 1); // the paragraph's own counts over the body's
    expect_indent(style, "he", true, 5);
    expect_indent(style, "fr", false, 7);
    style_free(style);
    g_free(said);
    expect_said("[paragraph:zh]\ntext-indent=much\n", NULL,
                "2:13 text-indent: 'much' is not a length (pt, mm, cm, in, em) of at most 200in "
                "[style-value]\n");
    expect_said("[paragraph:z h]\ntext-indent=1pt\n", NULL,
                "1:1 unknown group 'paragraph:z h'; after the colon of a block's group stands "
                "a language, ltr or rtl [style-group]\n");
    expect_said("[page:zh]\nmargin=1cm\n", NULL,
                "1:1 unknown group 'page:zh'; after the colon of a block's group stands "
                "a language, ltr or rtl [style-group]\n");
}

static void test_errors(void **state)
{
    (void)state;
    expect_said("[body]\n  font-sise=10pt\n", NULL,
                "2:3 unknown key 'font-sise'; did you mean 'font-size'? [style-key]\n");
    expect_said("[titel]\ncolor=#000\n", NULL,
                "1:1 unknown group 'titel'; did you mean 'title'? [style-group]\n");
    expect_said("[body]\nfont-size = 10\n", NULL,
                "2:13 font-size: '10' is not a length (pt, mm, cm, in, em) of at most 200in "
                "[style-value]\n");
    expect_said("[body]\ntext-align=middle\n", NULL,
                "2:12 text-align: 'middle' is not start, end, left, right, center or justify "
                "[style-value]\n");
    expect_said("[colophon]\ncontent=recrod\n", NULL,
                "2:9 content: 'recrod' is not record or none [style-value]\n");
    expect_said("color=#000\n", NULL, "1:1 a key before any [group] [style-syntax]\n");
    expect_said("[body]\nnonsense\n", NULL, "2:1 neither [group] nor key=value [style-syntax]\n");
    expect_said("[signatories]\ncolumn-count=9\n", NULL,
                "2:14 column-count: '9' is not a whole number from 1 to 8 [style-value]\n");
    expect_said("[page]\nmargin=100mm\nsize=A5\n", NULL,
                "0:0 the margins leave less than 20mm of the page for text [style-value]\n");
    const char *settings[] = {"body.widow=2", "=", NULL};
    expect_said("", settings,
                "0:0 unknown key 'widow'; did you mean 'widows'? [style-key]\n"
                "0:0 not key=value or group.key=value [style-syntax]\n");
    expect_said("[body]\nwidows=99999999999999999999\ncolor=#12345\nline-height=0.1\n", NULL,
                "4:13 line-height: '0.1' is not a number from 0.5 to 10, a percentage or a length "
                "[style-value]\n"
                "3:7 color: '#12345' is not a colour (#rrggbb, or accent) [style-value]\n"
                "2:8 widows: '99999999999999999999' is not a whole number from 1 to 20 "
                "[style-value]\n");
    expect_said("\xff\xfe", NULL, "1:1 not UTF-8 text [style-syntax]\n");
}

static void test_circle(void **state)
{
    (void)state;
    char *path = write_style("b.style", "[style]\ninherit=b.style\n");
    const char *names[] = {path, NULL};
    struct diag *diag = diag_new();
    GError *error = NULL;
    assert_null(style_read(STYLES, names, NULL, diag, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_INVALID));
    g_clear_error(&error);
    const char *absent[] = {"no-such-style", NULL};
    assert_null(style_read(STYLES, absent, NULL, diag, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    g_clear_error(&error);
    diag_free(diag);
    g_free(path);
}

static void test_numbers_in_any_locale(void **state)
{
    (void)state;
    struct style *style = read_text("[body]\nfont-size=10.5pt\n", NULL, NULL);
    assert_int_equal(style->blocks[GROUP_BODY].size, 10752);
    style_free(style);
}

/* docs/style.md is this table; WARRAQ_UPDATE=1 writes it anew. */
static void test_reference(void **state)
{
    (void)state;
    static const char path[] = TEST_SOURCE_DIR "/docs/style.md";
    GString *out = g_string_new(NULL);
    reference_markdown(out);
    if (g_getenv("WARRAQ_UPDATE"))
        assert_true(g_file_set_contents(path, out->str, -1, NULL));
    char *written = NULL;
    assert_true(g_file_get_contents(path, &written, NULL, NULL));
    assert_string_equal(out->str, written);
    g_free(written);
    g_string_free(out, TRUE);
}

/* The manual tells every group and every key, with what it takes, and nothing that troff would take
 * for its own. */
static void test_manual(void **state)
{
    (void)state;
    GString *out = g_string_new(NULL);
    reference_man(out);
    for (size_t i = 0; i < n_style_properties; i++) {
        GString *line = g_string_new("\\fB");
        reference_man_text(line, style_properties[i].key);
        g_string_append(line, "\\fR = ");
        assert_non_null(strstr(out->str, line->str));
        g_string_free(line, TRUE);
    }
    for (int i = 0; i < GROUP_COUNT; i++) {
        char *group = g_strdup_printf("`[%s]`", style_groups[i].name);
        GString *line = g_string_new(NULL);
        reference_man_text(line, group);
        assert_non_null(strstr(out->str, line->str));
        g_string_free(line, TRUE);
        g_free(group);
    }
    for (const char *p = out->str; *p; p++)
        assert_true((unsigned char)*p < 0x80);
    g_string_truncate(out, 0);
    reference_man_text(out, ".a-b `c` \\ …");
    assert_string_equal(out->str, "\\&.a\\-b \\fBc\\fR \\\\ \\[u2026]");
    g_string_free(out, TRUE);
}

// Of keys equally near the first is proposed, and none that shares nothing.
static void test_nearest(void **state)
{
    (void)state;
    assert_string_equal(property_nearest(-1, "heading-7"), "heading-2");
    assert_string_equal(property_nearest(-1, "foliо"), "folio"); // the last is Cyrillic
    assert_null(property_nearest(-1, "zzzzzzzz"));
    assert_null(property_nearest(SCOPE_BLOCK, "qqqq"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_supplied),
        cmocka_unit_test_setup_teardown(test_inheritance, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_later_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_languages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_errors, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_circle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_in_any_locale, set_up, tear_down),
        cmocka_unit_test(test_reference),
        cmocka_unit_test(test_manual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
