// SPDX-License-Identifier: MIT
// Letters made to provoke faults, and the example in every supplied style: the pages are compared
// with what was looked at and found good (cases/*.pages), and held to rules no page may break.
// After a change that is meant: WARRAQ_UPDATE=1 ctest --preset release -R layout/, then look.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../not_run.h"
#include "base/digest.h"
#include "derive/particulars.h"
#include "derive/words.h"
#include "layout/layout.h"
#include "page/dump.h"
#include "read/read.h"
#include "style/property.h"
#include "style/style.h"

#include "check.h"
#include "tree.h"

#include <hb.h>

#define CASES TEST_SOURCE_DIR "/tests/layout/cases/"

static struct font_set *fonts;
static GString *versions;

struct letter {
    struct document *document;
    struct style *style;
    struct diag *diag;
    struct page_list pages;
};

// Values of lines "# key: value" at the head of a case, ending with NULL.
static char **case_values(const char *text, const char *key)
{
    GPtrArray *values = g_ptr_array_new();
    char *prefix = g_strdup_printf("# %s: ", key);
    char **lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] && lines[i][0] == '#'; i++) {
        if (g_str_has_prefix(lines[i], prefix))
            g_ptr_array_add(values, g_strdup(lines[i] + strlen(prefix)));
    }
    g_strfreev(lines);
    g_free(prefix);
    g_ptr_array_add(values, NULL);
    return (char **)g_ptr_array_free(values, FALSE);
}

static void lay_out(const struct letter *letter, const struct page_sink *sink)
{
    GError *error = NULL;
    struct arena *arena = arena_new();
    const struct block_style *date = &letter->style->blocks[GROUP_DATE];
    const char *lang = letter->document->root->lang;
    struct words *words =
        words_open(TEST_SOURCE_DIR "/data/page.words", lang ? lang : "und", &error);
    assert_non_null(words);
    struct particulars said;
    struct particulars_job particulars = {.document = letter->document,
                                          .words = words,
                                          .date = letter->document->date,
                                          .format = (enum particulars_date)date->date_format,
                                          .months = (enum phrase_months)date->months,
                                          .link = letter->document->link,
                                          .archive = "PDF/A-2a",
                                          .access = "PDF/UA-1",
                                          .colophon = true};
    assert_true(document_count(letter->document, &error));
    particulars_find(&particulars, arena, &said);
    words_close(words);
    struct layout_job job = {.document = letter->document,
                             .style = letter->style,
                             .fonts = fonts,
                             .diag = letter->diag,
                             .particulars = &said,
                             .threads = 1};
    if (!layout_run(&job, sink, &error))
        fail_msg("%s", error->message);
    arena_free(arena);
}

static void letter_lay_out(struct letter *letter, char **styles, char **settings)
{
    static const char *const usual[] = {"letter", NULL};
    GError *error = NULL;
    const char *const *names = styles && *styles ? (const char *const *)styles : usual;
    letter->style = style_read(TEST_SOURCE_DIR "/styles", names, (const char *const *)settings,
                               letter->diag, &error);
    assert_non_null(letter->style);
    letter->pages = page_list_new();
    struct page_sink sink = page_list_sink(&letter->pages);
    lay_out(letter, &sink);
}

static void letter_free(struct letter *letter)
{
    page_list_free(&letter->pages);
    style_free(letter->style);
    document_free(letter->document);
    diag_free(letter->diag);
}

static struct letter letter_from_case(const char *name)
{
    char *path = g_strconcat(CASES, name, ".tree", NULL), *text;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    struct letter letter = {.document = tree_read(text), .diag = diag_new()};
    document_add_source(letter.document, path, NULL, -1);
    char **styles = case_values(text, "style"), **settings = case_values(text, "set");
    letter_lay_out(&letter, styles, settings);
    g_strfreev(styles);
    g_strfreev(settings);
    g_free(text);
    g_free(path);
    return letter;
}

static struct letter letter_from_example(const char *style)
{
    GError *error = NULL;
    struct letter letter = {.diag = diag_new()};
    struct read_options options = {.data = TEST_SOURCE_DIR "/data"};
    letter.document = read_document(TEST_SOURCE_DIR "/examples/open-letter.ar.txt", &options,
                                    letter.diag, &error);
    assert_non_null(letter.document);
    char *styles[] = {(char *)style, NULL};
    letter_lay_out(&letter, styles, NULL);
    return letter;
}

static const struct page *page_at(const struct letter *letter, guint i)
{
    return letter->pages.pages->pdata[i];
}

// Pages are the same only where shaper and faces are: elsewhere the rules alone are held to.
static void append_versions(GString *out)
{
    g_string_append_printf(out, "# HarfBuzz %s", hb_version_string());
    const char *const files[] = {"Amiri-Regular.ttf", "NotoSerif-Regular.ttf",
                                 "NotoSerifCJK-Regular.ttc"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        char *path = g_strconcat(TEST_SOURCE_DIR "/fonts/faces/", files[i], NULL), *bytes;
        gsize n = 0;
        if (g_file_get_contents(path, &bytes, &n, NULL)) {
            char hex[DIGEST_HEX_MAX + 1];
            digest_bytes(DIGEST_SHA1, bytes, n, hex);
            g_string_append_printf(out, ", %s %.8s", files[i], hex);
            g_free(bytes);
        }
        g_free(path);
    }
    g_string_append_c(out, '\n');
}

static bool same_versions(const char *one, const char *other)
{
    size_t n = strcspn(one, "\n");
    return strncmp(one, other, n + 1) == 0;
}

// Compares what a stage prints with the file of that name beside the case; takes `out`.
static void compare_text(const char *name, const char *stage, GString *out)
{
    char *path = g_strconcat(CASES, name, ".", stage, NULL), *expected = NULL;
    if (g_getenv("WARRAQ_UPDATE"))
        assert_true(g_file_set_contents(path, out->str, -1, NULL));
    assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    if (!same_versions(out->str, expected)) {
        print_message("%s: other versions of shaper or faces, pages not compared\n", name);
        not_run = true;
    } else if (strcmp(out->str, expected) != 0) {
        char *actual = g_strconcat(TEST_BINARY_DIR, "/", name, ".", stage, NULL);
        g_file_set_contents(actual, out->str, -1, NULL);
        fail_msg("%s: other pages than expected; compare %s with %s", name, path, actual);
    }
    g_free(expected);
    g_free(path);
    g_string_free(out, TRUE);
}

static void compare(const char *name, const struct letter *letter)
{
    GString *out = g_string_new(versions->str);
    for (guint i = 0; i < letter->pages.pages->len; i++)
        dump_page(page_at(letter, i), out);
    compare_text(name, "pages", out);
}

static void test_cases(void **state)
{
    (void)state;
    GDir *folder = g_dir_open(CASES, 0, NULL);
    assert_non_null(folder);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        if (g_str_has_suffix(name, ".tree"))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".tree")));
    }
    g_dir_close(folder);
    assert_true(names->len >= 10);
    for (guint i = 0; i < names->len; i++) {
        struct letter letter = letter_from_case(names->pdata[i]);
        check_structure(letter.pages.pages);
        check_places(letter.pages.pages);
        check_clear(letter.pages.pages);
        compare(names->pdata[i], &letter);
        letter_free(&letter);
    }
    g_ptr_array_unref(names);
}

/* A paragraph that goes over a page's end leaves two lines on either side of it. */
static void check_widows(const struct letter *letter)
{
    for (guint i = 0; i + 1 < letter->pages.pages->len; i++) {
        const struct page *page = page_at(letter, i), *next = page_at(letter, i + 1);
        for (size_t j = 0; j < page->n_open; j++) {
            unsigned before = 0, after = 0;
            for (size_t k = 0; k < page->n_items; k++)
                before += page->items[k].element == page->open[j];
            for (size_t k = 0; k < next->n_items; k++)
                after += next->items[k].element == page->open[j];
            assert_true(before != 1);
            assert_true(after != 1);
        }
    }
}

static double list_foot(const struct page *page, bool right)
{
    len foot = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->items[i];
        bool on_right = item->line.x > page->trim.x + page->trim.width / 2;
        // Labels stand in lists alone; an entry's own lines share its column.
        if (item->element != ELEMENT_NONE && item->line.line.width < page->trim.width * 2 / 5 &&
            on_right == right)
            foot = MAX(foot, item->line.y);
    }
    return len_to_pt(foot);
}

/* Pages of names alone: the columns end level within one line. */
static void check_level(const struct letter *letter, double line)
{
    guint n = letter->pages.pages->len;
    for (guint i = 2; i + 1 < n; i++) {
        const struct page *page = page_at(letter, i);
        double difference = list_foot(page, false) - list_foot(page, true);
        assert_true(difference < line * 1.1 && difference > -line * 1.1);
    }
}

static void check_last_page(const struct letter *letter)
{
    guint n = letter->pages.pages->len;
    const struct page *page = page_at(letter, n - 1);
    len foot = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        if (page->items[i].kind == ITEM_LINE && page->items[i].element != ELEMENT_NONE)
            foot = MAX(foot, page->items[i].line.y);
    }
    const struct page_style *style = &letter->style->page;
    len area = style->height - style->margin.top - style->margin.bottom;
    assert_true(n == 1 || foot - page->trim.y - style->margin.top > area / 3 - area / 30);
}

static void check_notes(const struct letter *letter)
{
    for (size_t i = 0; i < diag_count(letter->diag); i++) {
        const char *code = diag_get(letter->diag, i)->code;
        assert_string_not_equal(code, "text-overfull");
        assert_string_not_equal(code, "glyph-missing");
    }
}

static void test_example(void **state)
{
    (void)state;
    static const char *const styles[] = {"letter", "print", "large-print", "compact", "petition"};
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++) {
        struct letter letter = letter_from_example(styles[i]);
        check_structure(letter.pages.pages);
        check_places(letter.pages.pages);
        check_clear(letter.pages.pages);
        check_widows(&letter);
        check_last_page(&letter);
        check_notes(&letter);
        if (letter.style->blocks[GROUP_SIGNATORIES].columns == 2)
            check_level(&letter, 16.5);
        char *name = g_strconcat("example-", styles[i], NULL);
        compare(name, &letter);
        g_free(name);
        letter_free(&letter);
    }
}

/* The tree as a whole, over the ends of pages, and the lines as they were justified. */
static void test_stages(void **state)
{
    (void)state;
    static const char *const names[] = {"furniture_en", "furniture_ar", "long_footnote"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct letter letter = letter_from_case(names[i]);
        const struct page *const *pages = (const struct page *const *)letter.pages.pages->pdata;
        GString *tags = g_string_new(versions->str), *lines = g_string_new(versions->str);
        dump_tags(pages, letter.pages.pages->len, tags);
        compare_text(names[i], "tags", tags);
        for (guint j = 0; j < letter.pages.pages->len; j++)
            dump_lines(pages[j], lines);
        compare_text(names[i], "lines", lines);
        letter_free(&letter);
    }
}

// A picture that is not there is a warning, and its words stand for it.
static void test_missing_image(void **state)
{
    (void)state;
    struct letter letter = {.diag = diag_new(), .pages = page_list_new()};
    letter.document = tree_read("document lang=en dir=ltr\n"
                                "  figure\n"
                                "    image href=gone.png alt=\"Gone\"\n");
    const char *names[] = {"letter", NULL};
    letter.style = style_read(TEST_SOURCE_DIR "/styles", names, NULL, letter.diag, NULL);
    struct page_sink sink = page_list_sink(&letter.pages);
    const struct particulars said = {.page_of_pages = ""};
    struct layout_job job = {.document = letter.document,
                             .style = letter.style,
                             .fonts = fonts,
                             .diag = letter.diag,
                             .particulars = &said,
                             .threads = 1};
    GError *error = NULL;
    assert_true(layout_run(&job, &sink, &error));
    assert_int_equal(diag_count(letter.diag), 1);
    assert_string_equal(diag_get(letter.diag, 0)->code, "image-missing");
    assert_non_null(strstr(diag_get(letter.diag, 0)->message, "gone.png"));
    letter_free(&letter);
}

/* A list that streams is set as one that stands in the document, but for the fit. */
struct cycle {
    struct node_stream stream;
    int at, n;
};

static bool cycle_rewind(struct node_stream *stream, GError **error)
{
    (void)error;
    ((struct cycle *)stream)->at = 0;
    return true;
}

static struct node *cycle_next(struct node_stream *stream, struct arena *arena, GError **error)
{
    (void)error;
    struct cycle *cycle = (struct cycle *)stream;
    if (cycle->at == cycle->n)
        return NULL;
    struct node *entry = node_new(arena, NULL, NODE_ENTRY);
    entry->direction = DIRECTION_AUTO;
    entry->entry.number = ++cycle->at;
    entry->entry.label = arena_printf(arena, "%d.", cycle->at);
    const char *name = cycle->at % 7 ? "Amnesty Group"
                                     : "A name that is long enough to go on to a "
                                       "second line of its column";
    node_new_text(arena, entry, name, strlen(name));
    return entry;
}

static void cycle_free(struct node_stream *stream)
{
    g_free(stream);
}

static void test_stream(void **state)
{
    (void)state;
    struct letter letter = {.diag = diag_new()};
    letter.document = tree_read("document lang=en dir=ltr\n"
                                "  title \"Many\"\n"
                                "  list kind=signatories\n"
                                "  note \"All of them.\"\n");
    struct cycle *cycle = g_new0(struct cycle, 1);
    cycle->stream =
        (struct node_stream){.rewind = cycle_rewind, .next = cycle_next, .free = cycle_free};
    cycle->n = 3000;
    ((struct node *)document_signatories(letter.document))->list.stream = &cycle->stream;
    letter_lay_out(&letter, NULL, NULL);
    check_structure(letter.pages.pages);
    check_places(letter.pages.pages);
    check_clear(letter.pages.pages);
    check_level(&letter, 12);
    unsigned labels = 0;
    for (guint i = 0; i < letter.pages.pages->len; i++) {
        const struct page *page = page_at(&letter, i);
        for (size_t j = 0; j < page->n_elements; j++)
            labels += page->elements[j].role == ROLE_LBL;
    }
    assert_int_equal(labels, 3000);
    letter_free(&letter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),  cmocka_unit_test(test_example),
        cmocka_unit_test(test_stages), cmocka_unit_test(test_missing_image),
        cmocka_unit_test(test_stream),
    };
    GError *error = NULL;
    fonts = font_set_open(TEST_SOURCE_DIR "/fonts", &error);
    if (!fonts) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    versions = g_string_new(NULL);
    append_versions(versions);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    g_string_free(versions, TRUE);
    font_set_free(fonts);
    return not_run_status(failed);
}
