// SPDX-License-Identifier: MIT
// Every key that a style may have changes a page: one that is taken and not drawn is a fault. Each
// row of the table is tried in a group where it has something to do, with a few of the values it
// may have, on letters that have something of everything, until a page is another one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "derive/particulars.h"
#include "derive/words.h"
#include "layout/layout.h"
#include "page/dump.h"
#include "style/group.h"
#include "style/property.h"
#include "style/style.h"
#include "style/value.h"
#include "tree.h"

#include <stdio.h>
#include <string.h>

#define CASES TEST_SOURCE_DIR "/tests/layout/cases/"

static struct font_set *fonts;

enum { LETTERS = 8 };

static const struct particulars said_of_letter = {
    .kind = "Open letter",
    .date = "9 September 2020",
    .to = "To",
    .date_label = "Date",
    .reference_label = "Reference",
    .pages_label = "Pages",
    .enclosures_label = "Enclosures",
    .copy_label = "Copy",
    .page_of_pages = "Page {page} of {pages}",
    .signatories = "Signatories",
    .counts = "so many names",
    .listed = "5",
    .copy = "This copy",
    .rows = {{"Letter", "in English", NULL}, {"Digest", "SHA-256", "01234567 89abcdef"}},
    .n_rows = 2,
    .brief = "Digest 0123",
};

static char *pages_of(const struct document *document, const struct style *style,
                      const struct particulars *said)
{
    struct diag *diag = diag_new();
    struct page_list list = page_list_new();
    struct page_sink sink = page_list_sink(&list);
    struct layout_job job = {.document = document,
                             .style = style,
                             .fonts = fonts,
                             .diag = diag,
                             .particulars = said,
                             .threads = 1};
    assert_true(layout_run(&job, &sink, NULL));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list.pages->len; i++)
        dump_page(list.pages->pdata[i], out);
    page_list_free(&list);
    diag_free(diag);
    return g_string_free(out, FALSE);
}

// NULL if the style does not take the setting.
static struct style *style_with(const char *const *settings)
{
    const char *names[] = {"letter", NULL};
    struct diag *diag = diag_new();
    struct style *style = style_read(TEST_SOURCE_DIR "/styles", names, settings, diag, NULL);
    diag_free(diag);
    return style;
}

static void number_entries(struct node *node)
{
    for (struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_ENTRY && child->entry.label)
            number_parse(child->entry.label, strlen(child->entry.label), &child->entry.number);
        number_entries(child);
    }
}

static struct document *letter_open(const char *name)
{
    char *path = g_strconcat(CASES, name, ".tree", NULL), *text;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    struct document *document = tree_read(text);
    number_entries(document->root);
    document_add_source(document, path, NULL, -1);
    g_free(text);
    g_free(path);
    return document;
}

/* Values worth a try for the property, '\n' between. */
static char *values_of(const struct property *property)
{
    switch (property->kind) {
    case PROPERTY_LENGTH:
        return g_strdup("31pt\n3pt\n60mm");
    case PROPERTY_COUNT:
        return g_strdup_printf("%d\n%d\n%d", property->least,
                               MIN(property->least + 3, property->most),
                               MIN(property->least + 100, property->most));
    case PROPERTY_WORD:
        return g_strjoinv("\n", (char **)property->words);
    case PROPERTY_COLOUR:
        return g_strdup("#123456");
    case PROPERTY_TEXT:
        return g_strdup(strcmp(property->key, "font-family") == 0 ? "sans" : "Words {page}\nnone");
    case PROPERTY_LEADING:
        return g_strdup("2.9");
    case PROPERTY_PAPER:
        return g_strdup("A5");
    case PROPERTY_EDGES:
        return g_strdup("41mm");
    case PROPERTY_PAIR:
        return g_strdup("9pt 13pt");
    case PROPERTY_BORDER:
        return g_strdup("3pt double #123456");
    case PROPERTY_HEAD:
        return g_strdup("title | kind date | addressee");
    }
    return NULL;
}

/* What must be so for some keys to have anything to do. */
static const char *const grounds[][4] = {
    {NULL},
    {"page.size=110mm 130mm", "page.margin=25mm 15mm 25mm 22mm", "page.column-count=2", NULL},
    {"page.size=110mm 130mm", "page.margin=25mm 15mm 25mm 22mm", NULL},
    {"page.window=din-5008-b", NULL},
    {"page.parallel=yes", NULL},
    {"label.nth=2", "quote.border=2pt", "fit.last-page-percent=90", NULL},
    {"running-head.content-start={title} {title} {title} {title}", NULL},
    {"figure.width=40mm", NULL},
};

// Each letter's pages on each ground, once they were asked for.
static char *natural[G_N_ELEMENTS(grounds)][LETTERS];

static bool changes_page(const struct document *const *letters, const char *setting,
                         const struct particulars *said)
{
    for (size_t ground = 0; ground < G_N_ELEMENTS(grounds); ground++) {
        const char *with[6] = {NULL};
        size_t k = 0;
        for (; grounds[ground][k]; k++)
            with[k] = grounds[ground][k];
        struct style *before = style_with(with);
        with[k] = setting;
        struct style *after = style_with(with);
        bool changed = false;
        for (size_t i = 0; after && i < LETTERS && !changed; i++) {
            char **kept = &natural[ground][i];
            *kept = *kept ? *kept : pages_of(letters[i], before, said);
            char *other = pages_of(letters[i], after, said);
            changed = strcmp(*kept, other) != 0;
            g_free(other);
        }
        style_free(before);
        style_free(after);
        if (changed)
            return true;
    }
    return false;
}

static bool is_of_date(const struct property *property)
{
    return strcmp(property->key, "format") == 0 || strcmp(property->key, "months") == 0;
}

/* Where a key has something to do; others in the paragraph. */
static int group_of(const struct property *property)
{
    static const struct {
        const char *key;
        int group;
    } groups[] = {
        {"content", GROUP_FOLIO},
        {"content-start", GROUP_RUNNING_HEAD},
        {"content-end", GROUP_RUNNING_HEAD},
        {"text-overflow", GROUP_RUNNING_HEAD},
        {"first-page", GROUP_RUNNING_HEAD},
        {"text-wrap", GROUP_TITLE},
        {"font-size-min", GROUP_TITLE},
        {"marker-content", GROUP_ADDRESSEE},
        {"label-width", GROUP_ADDRESSEE},
        {"max-words", GROUP_LEAD_PHRASE},
        {"nth", GROUP_LABEL},
        {"nth-weight", GROUP_LABEL},
        {"suffix", GROUP_LABEL},
        {"position", GROUP_COLOPHON},
        {"qr-size", GROUP_COLOPHON},
        {"direction", GROUP_SIGNATORIES},
        {"column-count", GROUP_SIGNATORIES},
        {"column-gap", GROUP_SIGNATORIES},
        {"column-rule", GROUP_SIGNATORIES},
        {"column-fill", GROUP_SIGNATORIES},
        {"row-gap", GROUP_SIGNATORIES},
        {"label-gap", GROUP_SIGNATORIES},
        {"float", GROUP_FIGURE},
        {"border", GROUP_TABLE},
        {"padding", GROUP_TABLE},
        {"width", GROUP_SIGNATURE},
        {"signing-room", GROUP_SIGNATURE},
        {"height", GROUP_LETTERHEAD},
        {"digits", GROUP_FOLIO},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
        if (property->scope == SCOPE_BLOCK && strcmp(groups[i].key, property->key) == 0)
            return groups[i].group;
    }
    int group = GROUP_PARAGRAPH;
    while (style_groups[group].scope != property->scope)
        group = (group + 1) % GROUP_COUNT;
    return group;
}

static bool has_effect(const struct document *const *letters, const struct property *property,
                       const struct particulars *said)
{
    char *all = values_of(property);
    char **values = g_strsplit(all, "\n", -1);
    bool found = false;
    for (size_t i = 0; values[i] && !found; i++) {
        char *setting = g_strdup_printf("%s.%s=%s", style_groups[group_of(property)].name,
                                        property->key, values[i]);
        found = changes_page(letters, setting, said);
        g_free(setting);
    }
    g_strfreev(values);
    g_free(all);
    return found;
}

/* Of a date: what is said of it is another thing. */
static bool date_differs(const struct property *property)
{
    struct style style = {0};
    struct document *document = document_new();
    document->root->lang = "ar";
    struct arena *arena = arena_new();
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    struct words *words = words_open(TEST_SOURCE_DIR "/data/page.words", "ar", NULL);
    assert_non_null(words);
    for (size_t i = 0; property->words[i]; i++) {
        assert_true(
            value_parse(property, property->words[i], 0, 0, &style.blocks[GROUP_DATE], arena));
        struct particulars_job job = {
            .document = document,
            .words = words,
            .date = "2020-09-09",
            .format = (enum particulars_date)style.blocks[GROUP_DATE].date_format,
            .months = (enum phrase_months)style.blocks[GROUP_DATE].months};
        struct particulars said;
        particulars_find(&job, arena, &said);
        g_hash_table_add(seen, (char *)said.date);
    }
    bool differs = g_hash_table_size(seen) == 3;
    g_hash_table_unref(seen);
    words_close(words);
    arena_free(arena);
    document_free(document);
    return differs;
}

static void test_every_key(void **state)
{
    (void)state;
    static const char *const names[LETTERS] = {
        "furniture_en",        "many_footnotes", "bilingual",           "overflow_title",
        "one_line_paragraphs", "urdu_lines",     "picture_beside_list", "overline"};
    struct document *letters[LETTERS];
    unsigned char pixel[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0,
                             0,    13,  'I', 'H', 'D',  'R',  0,    0,    0, 1,
                             0,    0,   0,   1,   8,    0,    0,    0,    0};
    struct particulars said = said_of_letter;
    said.link = "https://example.org";
    said.code_words = "Read";
    said.code = g_bytes_new(pixel, sizeof pixel);
    for (size_t i = 0; i < LETTERS; i++)
        letters[i] = letter_open(names[i]);
    unsigned idle = 0;
    for (size_t i = 0; i < n_style_properties; i++) {
        const struct property *property = &style_properties[i];
        bool found = is_of_date(property)
                         ? date_differs(property)
                         : has_effect((const struct document *const *)letters, property, &said);
        if (!found) {
            print_message("%s: no value changes a page\n", property->key);
            idle++;
        }
    }
    for (size_t i = 0; i < LETTERS; i++)
        document_free(letters[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(grounds) * LETTERS; i++)
        g_free(natural[i / LETTERS][i % LETTERS]);
    g_bytes_unref(said.code);
    assert_int_equal(idle, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_key)};
    GError *error = NULL;
    fonts = font_set_open(TEST_SOURCE_DIR "/fonts", &error);
    if (!fonts) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    font_set_free(fonts);
    return failed;
}
