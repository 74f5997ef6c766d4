// SPDX-License-Identifier: MIT
// Letters put together at random, in styles set at random: whatever they are, every word stands on
// the pages exactly once, and the structure holds. The numbers come from a generator of our own,
// so a failure comes again; its seed is printed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/layout.h"
#include "page/logical.h"
#include "style/style.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 60, DEEPEST = 4 };

static struct font_set *fonts;

/* What the program says of each letter. */
static const struct particulars said = {.kind = "Open letter",
                                        .date = "9 September 2020",
                                        .to = "To",
                                        .page_of_pages = "{page} / {pages}",
                                        .signatories = "Signatories",
                                        .counts = "so many names",
                                        .copy = "This copy",
                                        .rows = {{"Letter", "9 September 2020", NULL},
                                                 {"Digest", "SHA-256 of it", "01234567 89abcdef"}},
                                        .n_rows = 2,
                                        .brief = "Digest 0123"};

struct maker {
    uint64_t state;
    struct document *document;
    unsigned words; /* made so far: "w1", "w2" and so on */
    unsigned notes;
};

/* 0 to n - 1. Knuth's MMIX constants. */
static unsigned pick(struct maker *maker, unsigned n)
{
    maker->state = maker->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(maker->state >> 33) % n;
}

static void add_words(struct maker *maker, struct node *parent, unsigned most)
{
    static const char *const fillers[] = {"",         "",      "منظمة ",         "日本の会 ",
                                          "Complex ", "(a)  ", "Правозащитный ", "\u00a0"};
    GString *text = g_string_new(NULL);
    for (unsigned n = 1 + pick(maker, most); n > 0; n--)
        g_string_append_printf(text, "%sw%u. ", fillers[pick(maker, G_N_ELEMENTS(fillers))],
                               ++maker->words);
    node_new_text(maker->document->arena, parent, text->str, text->len);
    g_string_free(text, TRUE);
}

static void add_footnote(struct maker *maker, struct node *block)
{
    struct arena *arena = maker->document->arena;
    const char *name = arena_printf(arena, "n%u", ++maker->notes);
    node_new(arena, block, NODE_FOOTNOTE_REF)->name = name;
    struct node *note = node_new(arena, maker->document->root, NODE_FOOTNOTE);
    note->name = name;
    for (unsigned n = 1 + pick(maker, 2); n > 0; n--)
        add_words(maker, node_new(arena, note, NODE_PARAGRAPH), pick(maker, 8) ? 20 : 600);
}

static void add_inlines(struct maker *maker, struct node *block, unsigned most)
{
    struct arena *arena = maker->document->arena;
    add_words(maker, block, most);
    while (pick(maker, 3) == 0) {
        static const enum node_kind kinds[] = {NODE_EMPHASIS, NODE_STRONG, NODE_CODE,
                                               NODE_SPAN,     NODE_LINK,   NODE_AFFILIATION};
        struct node *node = node_new(arena, block, kinds[pick(maker, G_N_ELEMENTS(kinds))]);
        node->href = "https://example.org";
        node->lang = pick(maker, 4) ? NULL : "fr";
        node->direction = (enum direction)pick(maker, 4);
        add_words(maker, node, 4);
        if (pick(maker, 4) == 0)
            node_new(arena, block, NODE_BREAK);
        if (pick(maker, 4) == 0 && block->kind != NODE_TITLE)
            add_footnote(maker, block);
        add_words(maker, block, most);
    }
}

static void add_block(struct maker *maker, struct node *parent, int depth);

static void add_list(struct maker *maker, struct node *parent, int depth)
{
    struct arena *arena = maker->document->arena;
    struct node *list = node_new(arena, parent, NODE_LIST);
    list->list.kind = (enum list_kind)pick(maker, 3);
    unsigned n = pick(maker, depth ? 4 : 120);
    for (unsigned i = 1; i <= n; i++) {
        struct node *entry = node_new(arena, list, NODE_ENTRY);
        entry->direction = DIRECTION_AUTO;
        entry->entry.label = pick(maker, 9) ? arena_printf(arena, "%u.", i) : "";
        if (pick(maker, 12))
            add_inlines(maker, entry, pick(maker, 40) ? 5 : 900);
        while (depth < DEEPEST && pick(maker, 12) == 0)
            add_block(maker, entry, depth + 1);
    }
}

static void add_table(struct maker *maker, struct node *parent)
{
    struct arena *arena = maker->document->arena;
    struct node *table = node_new(arena, parent, NODE_TABLE);
    unsigned columns = 1 + pick(maker, 6), rows = pick(maker, 60);
    bool header = pick(maker, 2);
    for (unsigned i = 0; i < rows; i++) {
        struct node *row = node_new(arena, table, NODE_ROW);
        for (unsigned j = 0; j < columns; j++) {
            struct node *cell = node_new(arena, row, NODE_CELL);
            cell->cell.header = header && i == 0;
            add_words(maker, cell, pick(maker, 60) ? 4 : 300);
        }
    }
}

static void add_figure(struct maker *maker, struct node *parent)
{
    struct arena *arena = maker->document->arena;
    struct node *figure = node_new(arena, parent, NODE_FIGURE);
    struct node *image = node_new(arena, figure, NODE_IMAGE);
    image->href = TEST_SOURCE_DIR "/tests/layout/cases/tower.svg";
    image->text = pick(maker, 2) ? "A tower" : NULL;
    if (pick(maker, 2))
        add_words(maker, node_new(arena, figure, NODE_CAPTION), 12);
}

static void add_block(struct maker *maker, struct node *parent, int depth)
{
    static const enum node_kind kinds[] = {
        NODE_PARAGRAPH, NODE_PARAGRAPH,  NODE_PARAGRAPH, NODE_PARAGRAPH, NODE_HEADING,
        NODE_ADDRESSEE, NODE_CLOSING,    NODE_SENDER,    NODE_DATE,      NODE_REFERENCE,
        NODE_SIGNATURE, NODE_NOTE,       NODE_TITLE,     NODE_SUBJECT,   NODE_ENCLOSURES,
        NODE_COPY,      NODE_SALUTATION, NODE_LIST,      NODE_QUOTE,     NODE_TABLE,
        NODE_FIGURE,    NODE_RULE,       NODE_LETTERHEAD};
    struct arena *arena = maker->document->arena;
    enum node_kind kind = kinds[pick(maker, G_N_ELEMENTS(kinds))];
    if (kind == NODE_LIST) {
        add_list(maker, parent, depth);
    } else if (kind == NODE_TABLE) {
        add_table(maker, parent);
    } else if (kind == NODE_FIGURE) {
        add_figure(maker, parent);
    } else if (kind == NODE_QUOTE) {
        struct node *quote = node_new(arena, parent, NODE_QUOTE);
        for (unsigned n = pick(maker, 3); depth < DEEPEST && n > 0; n--)
            add_block(maker, quote, depth + 1);
    } else {
        struct node *block = node_new(arena, parent, kind);
        block->level = 2 + (int)pick(maker, 5);
        block->lang = pick(maker, 6) ? NULL : "en";
        block->direction = block->lang ? DIRECTION_LTR : DIRECTION_INHERIT;
        if (kind != NODE_RULE)
            add_inlines(maker, block, kind == NODE_PARAGRAPH ? 90 : 8);
    }
}

static struct document *make_letter(struct maker *maker)
{
    maker->document = document_new();
    maker->document->root->lang = pick(maker, 2) ? "ar" : "en";
    maker->document->root->direction =
        maker->document->root->lang[0] == 'a' ? DIRECTION_RTL : DIRECTION_LTR;
    for (unsigned n = pick(maker, 25); n > 0; n--)
        add_block(maker, maker->document->root, 0);
    return maker->document;
}

static struct style *make_style(struct maker *maker, struct diag *diag)
{
    static const char *const supplied[] = {"letter", "print", "large-print", "compact", "petition"};
    static const char *const settings[] = {"page.line-grid=17pt",
                                           "signatories.column-count=5",
                                           "page.parallel=yes",
                                           "page.window=us-10",
                                           "page.window=din-5008-a",
                                           "signatories.direction=rtl",
                                           "page.direction=ltr",
                                           "page.mirrored=yes",
                                           "page.size=A5",
                                           "page.head=title",
                                           "page.head=kind date | subject",
                                           "fit.columns=2",
                                           "quote.border=1pt",
                                           "paragraph.break-inside=avoid",
                                           "heading.break-before=page",
                                           "paragraph.orphans=5",
                                           "note.border-block-start=1pt",
                                           "list.column-count=2",
                                           "body.signing-room=5mm",
                                           "signatories.column-rule=1pt"};
    const char *names[] = {supplied[pick(maker, G_N_ELEMENTS(supplied))], NULL};
    const char *chosen[4] = {NULL};
    for (unsigned i = 0; i < pick(maker, 4); i++)
        chosen[i] = settings[pick(maker, G_N_ELEMENTS(settings))];
    return style_read(TEST_SOURCE_DIR "/styles", names, chosen, diag, NULL);
}

static void free_text(void *text)
{
    g_string_free(text, TRUE);
}

/* The text of each element, furniture aside, over runs, lines and pages: where it is wider than
 * its measure a word may be parted anywhere. */
static GHashTable *gather_texts(const GPtrArray *pages)
{
    GHashTable *texts = g_hash_table_new_full(NULL, NULL, NULL, free_text);
    for (guint i = 0; i < pages->len; i++) {
        const struct page *page = pages->pdata[i];
        for (size_t j = 0; j < page->n_items; j++) {
            const struct item *item = &page->items[j];
            void *id = GUINT_TO_POINTER(item->element);
            if (item->kind != ITEM_LINE || item->element == ELEMENT_NONE)
                continue;
            if (!g_hash_table_contains(texts, id))
                g_hash_table_insert(texts, id, g_string_new(NULL));
            GString *text = g_hash_table_lookup(texts, id);
            size_t *order = line_logical_order(&item->line.line);
            for (size_t k = 0; k < item->line.line.n_runs; k++) {
                const struct glyph_run *run = &item->line.line.runs[order[k]].run;
                g_string_append_len(text, run->text, (gssize)run->n_text);
            }
            g_free(order);
        }
    }
    return texts;
}

static void count_words(const GPtrArray *pages, unsigned *counts, unsigned n)
{
    GHashTable *texts = gather_texts(pages);
    GHashTableIter iter;
    void *value;
    g_hash_table_iter_init(&iter, texts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const char *text = ((GString *)value)->str;
        for (const char *at = text; *at; at++) {
            bool starts = *at == 'w' && g_ascii_isdigit(at[1]);
            unsigned long word = starts ? strtoul(at + 1, NULL, 10) : 0;
            if (word >= 1 && word <= n)
                counts[word]++;
        }
    }
    g_hash_table_unref(texts);
}

static void check_words(const GPtrArray *pages, unsigned letter, unsigned n)
{
    unsigned *counts = g_new0(unsigned, n + 1);
    count_words(pages, counts, n);
    for (unsigned i = 1; i <= n; i++) {
        if (counts[i] != 1)
            fail_msg("letter %u: word %u stands %u times", letter, i, counts[i]);
    }
    g_free(counts);
}

static void test_random(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= LETTERS; seed++) {
        struct maker maker = {.state = seed * 1000003};
        struct diag *diag = diag_new();
        struct document *document = make_letter(&maker);
        struct style *style = make_style(&maker, diag);
        assert_non_null(style);
        struct page_list list = page_list_new();
        struct page_sink sink = page_list_sink(&list);
        struct layout_job job = {.document = document,
                                 .style = style,
                                 .fonts = fonts,
                                 .diag = diag,
                                 .particulars = &said,
                                 .threads = 1};
        GError *error = NULL;
        if (!layout_run(&job, &sink, &error))
            fail_msg("letter %u: %s", (unsigned)seed, error->message);
        check_structure(list.pages);
        check_words(list.pages, (unsigned)seed, maker.words);
        page_list_free(&list);
        style_free(style);
        document_free(document);
        diag_free(diag);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
    };
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
