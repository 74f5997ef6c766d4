// SPDX-License-Identifier: MIT
#include "derive/volume.h"

#include "base/error.h"
#include "derive/words.h"
#include "language/phrase.h"

#include <inttypes.h>
#include <string.h>

// ---- A slice of the list ------------------------------------------------------------------

// Entries [start, end) of a list as a stream. The list is read on from where the volume before
// ended, and from its beginning only when a volume is laid out twice.
struct volume_slice {
    struct node_stream stream;
    const struct node *list;
    struct node_cursor cursor;
    struct arena *scratch; /* entries passed over on the way */
    int64_t at, start, end;
    bool begun;
};

static bool slice_rewind(struct node_stream *stream, GError **error)
{
    struct volume_slice *slice = (struct volume_slice *)stream;
    GError *fault = NULL;
    if (!slice->begun || slice->at > slice->start) {
        slice->cursor = node_cursor_start(slice->list, &fault);
        slice->at = 0;
        slice->begun = true;
    }
    for (; !fault && slice->at < slice->start; slice->at++) {
        node_cursor_next(&slice->cursor, slice->scratch, &fault);
        arena_reset(slice->scratch);
    }
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static struct node *slice_next(struct node_stream *stream, struct arena *arena, GError **error)
{
    struct volume_slice *slice = (struct volume_slice *)stream;
    if (slice->at >= slice->end)
        return NULL;
    slice->at++;
    return (struct node *)node_cursor_next(&slice->cursor, arena, error);
}

static void slice_free(struct node_stream *stream)
{
    (void)stream; // the plan owns it: one slice serves all volumes
}

static struct node_stream *slice_new(const struct node *list)
{
    struct volume_slice *slice = g_new0(struct volume_slice, 1);
    slice->stream =
        (struct node_stream){.rewind = slice_rewind, .next = slice_next, .free = slice_free};
    slice->list = list;
    slice->scratch = arena_new();
    return &slice->stream;
}

// ---- The plan -----------------------------------------------------------------------------

static bool parse_count(const char *count, int64_t listed, int64_t *ret, GError **error)
{
    guint64 n = 0;
    if (g_ascii_strcasecmp(count, "auto") == 0)
        n = (guint64)(listed + VOLUME_ENTRIES_AUTO - 1) / VOLUME_ENTRIES_AUTO;
    else if (!g_ascii_string_to_unsigned(count, 10, 1, VOLUMES_MOST, &n, NULL)) {
        fault_set(error, FAULT_USAGE, "--volumes takes a number up to %d, or auto, not '%s'",
                  (int)VOLUMES_MOST, count);
        return false;
    }
    if ((int64_t)n > listed || n == 0) {
        fault_set(error, FAULT_USAGE, "%s volumes need as many signatories; there are %" PRId64,
                  count, listed);
        return false;
    }
    *ret = (int64_t)n;
    return true;
}

static char *label_of(const struct node *entry, int64_t place)
{
    const char *label = entry->entry.label;
    if (entry->entry.number == NUMBER_NONE || !label || !*label)
        return g_strdup_printf("%" PRId64, place + 1);
    // "11." is said as "11": what closes the label belongs to the list.
    const char *end = label + strlen(label);
    while (end > label && g_unichar_digit_value(g_utf8_get_char(g_utf8_prev_char(end))) < 0)
        end = g_utf8_prev_char(end);
    return end > label ? g_strndup(label, (gsize)(end - label)) : g_strdup(label);
}

static char *name_of(const struct node *entry)
{
    GString *name = g_string_new(NULL);
    node_append_text(entry, name);
    for (char *p = name->str; *p; p++)
        *p = *p == '\n' ? ' ' : *p;
    return g_string_free(name, FALSE);
}

static bool find_labels(const struct node *list, GArray *ranges, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    guint k = 0;
    for (int64_t at = 0;
         !fault && k < ranges->len && (entry = node_cursor_next(&cursor, scratch, &fault)); at++) {
        struct volume_range *range = &g_array_index(ranges, struct volume_range, k);
        if (at == range->start) {
            range->first = label_of(entry, at);
            range->from = name_of(entry);
        }
        if (at + 1 == range->end) {
            range->last = label_of(entry, at);
            range->to = name_of(entry);
            k++;
        }
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static void clear_range(gpointer data)
{
    struct volume_range *range = data;
    g_free(range->first);
    g_free(range->last);
    g_free(range->from);
    g_free(range->to);
}

bool volumes_plan(const struct document *letter, const char *words, const char *count,
                  struct volumes *ret, GError **error)
{
    const struct node *list = document_signatories(letter);
    int64_t listed = letter->counts.listed, n;
    if (!parse_count(count, list ? listed : 0, &n, error))
        return false;
    *ret = (struct volumes){
        .letter = letter,
        .words = g_strdup(words),
        .ranges = g_array_new(FALSE, FALSE, sizeof(struct volume_range)),
        .slice = slice_new(list),
    };
    g_array_set_clear_func(ret->ranges, clear_range);
    for (int64_t k = 0; k < n; k++) {
        struct volume_range range = {
            listed * k / n, listed * (k + 1) / n, NULL, NULL, NULL, NULL, 0};
        g_array_append_val(ret->ranges, range);
    }
    if (find_labels(list, ret->ranges, error))
        return true;
    volumes_clear(ret);
    return false;
}

void volumes_clear(struct volumes *volumes)
{
    struct volume_slice *slice = (struct volume_slice *)volumes->slice;
    arena_free(slice->scratch);
    g_free(slice);
    g_array_unref(volumes->ranges);
    g_free(volumes->words);
}

// ---- One volume ---------------------------------------------------------------------------

struct volume_draft {
    const struct volumes *volumes;
    const struct words *words;
    struct document *document;
    size_t k;
};

static struct node *add_text(struct document *document, struct node *parent, enum node_kind kind,
                             const char *text)
{
    struct node *block = node_new(document->arena, parent, kind);
    node_new_text(document->arena, block, text, strlen(text));
    return block;
}

// A number in words, by the rules named between `field` and the brace; figures where there are
// none.
static char *spelt(const struct volume_draft *building, const char *rules, size_t n)
{
    const char *lang = building->volumes->letter->root->lang;
    char *two = n == 2 ? words_get(building->words, "words", "two") : g_strdup("");
    char *word = NULL;
    if (*two && strcmp(rules, "spellout-numbering") == 0)
        word = g_strdup(two);
    else
        word = phrase_spelt(lang ? lang : "und", (int64_t)n, rules);
    g_free(two);
    return word ? word : g_strdup_printf("%zu", n);
}

// Fills "{k:rules}" with the number in words and "{k}" with its figures.
static void fill_number(const struct volume_draft *building, char letter, size_t n, GString *text)
{
    char plain[] = {'{', letter, '}', '\0'}, field[] = {'{', letter, ':', '\0'};
    char *figures = g_strdup_printf("%zu", n);
    g_string_replace(text, plain, figures, 0);
    g_free(figures);
    for (const char *at; (at = strstr(text->str, field)) && strchr(at, '}');) {
        gssize first = at - text->str;
        const char *end = strchr(at, '}');
        char *rules = g_strndup(at + 3, (gsize)(end - at - 3));
        char *word = spelt(building, rules, n);
        g_string_erase(text, first, end + 1 - at);
        g_string_insert(text, first, word);
        g_free(rules);
        g_free(word);
    }
}

static char *numbered_word(const struct volume_draft *building, const char *key, size_t k)
{
    char *word = words_get(building->words, "words", key);
    GString *text = g_string_new(word);
    g_free(word);
    fill_number(building, 'k', k + 1, text);
    fill_number(building, 'n', building->volumes->ranges->len, text);
    return g_string_free(text, FALSE);
}

// Up to the tenth a number is said in words.
static bool in_words(const struct volume_draft *building)
{
    return building->volumes->ranges->len <= 10;
}

static char *volume_word(const struct volume_draft *building, size_t k)
{
    return numbered_word(building, in_words(building) ? "volume-in-words" : "volume", k);
}

// The numbers of a volume: "1 to 93" in the words of `key`.
static char *range_word(const struct volume_draft *building, const char *key, size_t k)
{
    const struct volume_range *range =
        &g_array_index(building->volumes->ranges, struct volume_range, k);
    return words_fill(building->words, "words", key, "first", range->first, "last", range->last,
                      NULL);
}

// The pages of a volume, which run on from those before: "7 to 9".
static char *pages_word(const struct volume_draft *building, size_t k)
{
    const struct volume_range *ranges =
        (const struct volume_range *)(void *)building->volumes->ranges->data;
    size_t before = 0;
    for (size_t i = 0; i < k; i++)
        before += ranges[i].pages;
    char *first = g_strdup_printf("%zu", before + 1);
    char *last = g_strdup_printf("%zu", before + ranges[k].pages);
    char *word = ranges[k].pages > 1 ? words_fill(building->words, "words", "numbers", "first",
                                                  first, "last", last, NULL)
                                     : g_strdup(last);
    g_free(first);
    g_free(last);
    return word;
}

static void add_heading(const struct volume_draft *building, int level, char *word)
{
    struct document *document = building->document;
    add_text(document, document->root, NODE_HEADING, word)->level = level;
    g_free(word);
}

// A word of the file as a block; it is freed.
static struct node *add_word(const struct volume_draft *building, struct node *parent,
                             enum node_kind kind, char *word)
{
    struct node *block = add_text(building->document, parent, kind, word);
    g_free(word);
    return block;
}

static void add_table_head(const struct volume_draft *building, struct node *table, bool pages)
{
    static const char *const keys[] = {"head-volume", "head-numbers", "head-first", "head-last",
                                       "head-pages"};
    struct node *row = node_new(building->document->arena, table, NODE_ROW);
    for (size_t i = 0; i < G_N_ELEMENTS(keys) - !pages; i++)
        add_word(building, row, NODE_CELL, words_get(building->words, "words", keys[i]))
            ->cell.header = true;
}

// The volume in hand is bold.
static void add_cell(const struct volume_draft *building, struct node *row, bool own,
                     const char *text)
{
    struct arena *arena = building->document->arena;
    struct node *cell = node_new(arena, row, NODE_CELL);
    cell->direction = DIRECTION_AUTO;
    cell->cell.align = building->document->root->direction;
    node_new_text(arena, own ? node_new(arena, cell, NODE_STRONG) : cell, text, strlen(text));
}

static void add_table(const struct volume_draft *building)
{
    struct document *document = building->document;
    struct node *table = node_new(document->arena, document->root, NODE_TABLE);
    table->name = "volumes";
    bool counted = g_array_index(building->volumes->ranges, struct volume_range, 0).pages > 0;
    add_table_head(building, table, counted);
    for (size_t k = 0; k < building->volumes->ranges->len; k++) {
        const struct volume_range *range =
            &g_array_index(building->volumes->ranges, struct volume_range, k);
        struct node *row = node_new(document->arena, table, NODE_ROW);
        char *pages = pages_word(building, k), *numbers = range_word(building, "numbers", k);
        bool own = k == building->k;
        char *number = in_words(building) ? numbered_word(building, "volume-in-table", k)
                                          : g_strdup_printf("%zu", k + 1);
        add_cell(building, row, own, number);
        add_cell(building, row, own, numbers);
        add_cell(building, row, own, range->from ? range->from : "");
        add_cell(building, row, own, range->to ? range->to : "");
        if (counted)
            add_cell(building, row, own, pages);
        g_free(number);
        g_free(numbers);
        g_free(pages);
    }
    if (counted)
        add_word(building, table, NODE_CAPTION, words_get(building->words, "words", "note"));
}

// A letter in two languages has two.
static void add_titles(const struct volume_draft *building)
{
    struct document *document = building->document;
    const struct document *letter = building->volumes->letter;
    bool first = true;
    add_text(document, document->root, NODE_TITLE, letter->title);
    for (const struct node *block = letter->root->first; block; block = block->next) {
        if (block->kind != NODE_TITLE)
            continue;
        if (!first)
            node_copy(document->arena, document->root, block);
        first = false;
    }
}

static void add_title_page(const struct volume_draft *building)
{
    struct document *document = building->document;
    struct node *root = document->root;
    add_titles(building);
    add_word(building, root, NODE_SUBJECT, words_get(building->words, "words", "names"));
    add_heading(building, 5, volume_word(building, building->k));
    char *range = range_word(building, "numbers", building->k);
    add_word(building, root, NODE_REFERENCE,
             words_fill(building->words, "words", "numbered", "range", range, NULL));
    g_free(range);
    add_table(building);
}

static void add_slice(const struct volume_draft *building, const struct node *list)
{
    const struct volume_range *range =
        &g_array_index(building->volumes->ranges, struct volume_range, building->k);
    struct volume_slice *slice = (struct volume_slice *)building->volumes->slice;
    slice->start = range->start;
    slice->end = range->end;
    struct document *document = building->document;
    add_heading(building, 6, range_word(building, "signatories", building->k));
    struct node *copy = node_new(document->arena, document->root, NODE_LIST);
    copy->list = list->list;
    copy->list.stream = &slice->stream;
    copy->lang = list->lang;
    copy->direction = list->direction;
}

// The letter's blocks before the list open the first volume; those after it close the last.
static void add_blocks(const struct volume_draft *building)
{
    const struct document *letter = building->volumes->letter;
    const struct node *list = document_signatories(letter);
    struct document *document = building->document;
    bool before = building->k == 0, last = building->k + 1 == building->volumes->ranges->len;
    bool passed = false;
    if (before)
        add_heading(building, 6, words_get(building->words, "words", "letter"));
    for (const struct node *block = letter->root->first; block; block = block->next) {
        if (block == list) {
            add_slice(building, list);
            passed = true;
        } else if (block->kind != NODE_TITLE && (passed ? last : before)) {
            node_copy(document->arena, document->root, block);
        }
    }
}

struct document *volume_document(struct volumes *volumes, size_t k, GError **error)
{
    const struct document *letter = volumes->letter;
    struct words *words = words_open(volumes->words, letter->root->lang, error);
    if (!words)
        return NULL;
    struct document *document = document_new();
    struct volume_draft building = {volumes, words, document, k};
    char *word = volume_word(&building, k);
    document->root->lang = arena_strdup(document->arena, letter->root->lang);
    document->root->direction = letter->root->direction;
    document->title = arena_printf(document->arena, "%s — %s", letter->title, word);
    document->date = arena_strdup(document->arena, letter->date);
    document->kind = letter->kind ? arena_strdup(document->arena, letter->kind) : NULL;
    document->form = "volume";
    add_title_page(&building);
    add_blocks(&building);
    g_free(word);
    words_close(words);
    return document;
}

static void collect(const struct node *node, bool tables, GPtrArray *ret)
{
    for (const struct node *child = node->first; child; child = child->next) {
        bool words = child->first && node_is_inline(child->first);
        if (child->kind == NODE_TABLE && !tables)
            continue;
        if (!words) {
            collect(child, tables, ret);
            continue;
        }
        GString *text = g_string_new(NULL);
        node_append_text(child, text);
        g_ptr_array_add(ret, g_string_free(text, FALSE));
    }
}

bool volume_own_words(struct volumes *volumes, size_t k, GPtrArray *ret, GError **error)
{
    struct words *words = words_open(volumes->words, volumes->letter->root->lang, error);
    if (!words)
        return false;
    struct document *document = document_new();
    struct volume_draft building = {volumes, words, document, k};
    document->root->direction = volumes->letter->root->direction;
    add_title_page(&building);
    collect(document->root, k == 0, ret);
    if (k == 0)
        g_ptr_array_add(ret, words_get(words, "words", "letter"));
    g_ptr_array_add(ret, range_word(&building, "signatories", k));
    document_free(document);
    words_close(words);
    return true;
}

char *volume_path(const struct volumes *volumes, const char *target, size_t k)
{
    int digits = 1;
    for (guint n = volumes->ranges->len; n >= 10; n /= 10)
        digits++;
    size_t stem = strlen(target) - (g_str_has_suffix(target, ".pdf") ? 4 : 0);
    return g_strdup_printf("%.*s-%0*zu%s", (int)stem, target, digits, k + 1, target + stem);
}
