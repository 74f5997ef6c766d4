// SPDX-License-Identifier: MIT
#include "derive/summary.h"

#include "derive/words.h"

#include <string.h>

enum {
    NAMES_SHOWN = 6, // at each end of the list
};

struct summary {
    const struct document *letter;
    struct document *document;
    struct words *words;
};

// ---- What is counted ----------------------------------------------------------------------

struct tally {
    char *name;
    size_t count;
};

// The few scripts that speak for a language together: kana and Han, Hangul and Han.
static const char *script_code(const char *name, char text[5])
{
    guint32 code = 0;
    bool han = false;
    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(p));
        if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
            return "Jpan";
        if (script == G_UNICODE_SCRIPT_HANGUL)
            return "Kore";
        if (script == G_UNICODE_SCRIPT_HAN)
            han = true;
        else if (!code && script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED)
            code = g_unicode_script_to_iso15924(script);
    }
    if (!code)
        return han ? "Hani" : "Zyyy";
    for (int i = 0; i < 4; i++)
        text[i] = (char)(code >> (24 - 8 * i));
    text[4] = '\0';
    return text;
}

static void tally_add(GArray *tallies, const char *name)
{
    for (guint i = 0; i < tallies->len; i++) {
        struct tally *tally = &g_array_index(tallies, struct tally, i);
        if (strcmp(tally->name, name) == 0) {
            tally->count++;
            return;
        }
    }
    struct tally tally = {g_strdup(name), 1};
    g_array_append_val(tallies, tally);
}

// Most first; equal counts keep the order in which they were met.
static gint by_count(gconstpointer a, gconstpointer b)
{
    const struct tally *x = a, *y = b;
    return x->count < y->count ? 1 : x->count > y->count ? -1 : strcmp(x->name, y->name);
}

static void tally_clear(gpointer tally)
{
    g_free(((struct tally *)tally)->name);
}

// ---- What is shown ------------------------------------------------------------------------

static struct node *add_block(struct summary *summary, enum node_kind kind, const char *text)
{
    struct arena *arena = summary->document->arena;
    struct node *block = node_new(arena, summary->document->root, kind);
    if (text)
        node_new_text(arena, block, text, strlen(text));
    return block;
}

static void add_heading(struct summary *summary, const char *key)
{
    char *word = words_get(summary->words, "words", key);
    add_block(summary, NODE_HEADING, word)->level = 2;
    g_free(word);
}

// The footnotes themselves stay in the letter.
static void drop_footnote_refs(struct node *node)
{
    for (struct node *child = node->first, *next; child; child = next) {
        next = child->next;
        if (child->kind == NODE_FOOTNOTE_REF)
            node_detach(child);
        else
            drop_footnote_refs(child);
    }
}

static struct node *copy_node(struct arena *arena, struct node *parent, const struct node *node)
{
    struct node *copy = node_copy(arena, parent, node);
    drop_footnote_refs(copy);
    return copy;
}

static void add_opening(struct summary *summary)
{
    const struct document *letter = summary->letter;
    struct document *document = summary->document;
    for (const struct node *block = letter->root->first; block; block = block->next) {
        if (block->kind != NODE_TITLE && block->kind != NODE_PARAGRAPH)
            continue;
        copy_node(document->arena, document->root, block);
        if (block->kind == NODE_PARAGRAPH)
            return;
    }
}

// The first entries, and a ring of the latest: each has an arena of its own, emptied when its place
// is taken, so that a list of a million costs no more than one of twelve.
struct ends {
    struct node *list; /* first entries */
    struct arena *arena[NAMES_SHOWN];
    struct node *latest[NAMES_SHOWN];
    size_t seen;
};

static void ends_add(struct ends *ends, struct arena *arena, const struct node *entry)
{
    size_t place = ends->seen++;
    if (place < NAMES_SHOWN) {
        copy_node(arena, ends->list, entry);
        return;
    }
    place %= NAMES_SHOWN;
    if (!ends->arena[place])
        ends->arena[place] = arena_new();
    arena_reset(ends->arena[place]);
    ends->latest[place] = copy_node(ends->arena[place], NULL, entry);
}

// Oldest first, behind the first entries.
static void ends_finish(struct ends *ends, struct arena *arena)
{
    for (size_t i = 0; i < NAMES_SHOWN; i++) {
        size_t place = (ends->seen + i) % NAMES_SHOWN;
        if (ends->latest[place])
            copy_node(arena, ends->list, ends->latest[place]);
    }
    for (size_t i = 0; i < NAMES_SHOWN; i++)
        arena_free(ends->arena[i]);
}

static bool read_list(struct summary *summary, struct ends *ends, GArray *scripts, GError **error)
{
    const struct node *list = document_signatories(summary->letter);
    if (!list)
        return true;
    GError *fault = NULL;
    GString *name = g_string_new(NULL);
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    while (!fault && (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        g_string_truncate(name, 0);
        node_append_text(entry, name);
        char code[5];
        tally_add(scripts, script_code(name->str, code));
        ends_add(ends, summary->document->arena, entry);
        arena_reset(scratch);
    }
    arena_free(scratch);
    g_string_free(name, TRUE);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// How many are named, and how many have signed without being named: as the letter says, or as a
// sheet's column of consent does.
static void add_total(struct summary *summary)
{
    const struct signatory_counts *counts = &summary->letter->counts;
    char *signatories = words_get(summary->words, "words", "signatories");
    char *unnamed = words_get(summary->words, "words", "unnamed");
    GString *line = g_string_new(NULL);
    g_string_printf(line, "%s: %" G_GINT64_FORMAT, signatories, counts->listed);
    if (counts->anonymous > 0)
        g_string_append_printf(line, " · %s: %" G_GINT64_FORMAT, unnamed, counts->anonymous);
    add_block(summary, NODE_NOTE, line->str);
    g_string_free(line, TRUE);
    g_free(unnamed);
    g_free(signatories);
}

static void add_counts(struct summary *summary, GArray *scripts)
{
    char *by_script = words_get(summary->words, "words", "scripts");
    GString *line = g_string_new(NULL);
    add_total(summary);
    g_string_printf(line, "%s: ", by_script);
    g_array_sort(scripts, by_count);
    for (guint i = 0; i < scripts->len; i++) {
        const struct tally *tally = &g_array_index(scripts, struct tally, i);
        char *script = words_get(summary->words, "scripts", tally->name);
        g_string_append_printf(line, "%s%s %zu", i ? " · " : "", script, tally->count);
        g_free(script);
    }
    if (scripts->len)
        add_block(summary, NODE_NOTE, line->str);
    g_string_free(line, TRUE);
    g_free(by_script);
}

static bool add_names(struct summary *summary, GError **error)
{
    struct arena *arena = summary->document->arena;
    GArray *scripts = g_array_new(FALSE, FALSE, sizeof(struct tally));
    g_array_set_clear_func(scripts, tally_clear);
    struct ends ends = {.list = node_new(arena, NULL, NODE_LIST)};
    ends.list->list.kind = LIST_SIGNATORIES;
    bool ok = read_list(summary, &ends, scripts, error);
    ends_finish(&ends, arena);
    if (ok && ends.seen > 0) {
        add_counts(summary, scripts);
        add_heading(summary, "names");
        node_append_child(summary->document->root, ends.list);
    }
    g_array_unref(scripts);
    return ok;
}

// The code as a data: URI, which layout opens like any other image.
static void add_link(struct summary *summary, const struct summary_link *link)
{
    struct arena *arena = summary->document->arena;
    char *base64 =
        g_base64_encode(g_bytes_get_data(link->code_png, NULL), g_bytes_get_size(link->code_png));
    add_heading(summary, "link");
    struct node *figure = add_block(summary, NODE_FIGURE, NULL);
    struct node *image = node_new(arena, figure, NODE_IMAGE);
    image->href = arena_printf(arena, "data:image/png;base64,%s", base64);
    image->text = arena_strdup(arena, link->address);
    struct node *caption = node_new(arena, figure, NODE_CAPTION);
    struct node *anchor = node_new(arena, caption, NODE_LINK);
    anchor->href = arena_strdup(arena, link->address);
    node_new_text(arena, anchor, link->address, strlen(link->address));
    g_free(base64);
}

struct document *summary_document(const struct document *letter, const char *words,
                                  const struct summary_link *link, GError **error)
{
    struct summary summary = {.letter = letter, .document = document_new()};
    struct document *document = summary.document;
    const struct node *root = letter->root;
    document->root->lang = arena_strdup(document->arena, root->lang);
    document->root->direction = root->direction;
    document->title = arena_strdup(document->arena, letter->title);
    document->form = "summary";
    summary.words = words_open(words, root->lang, error);
    bool ok = summary.words != NULL;
    if (ok) {
        add_opening(&summary);
        ok = add_names(&summary, error);
    }
    if (ok && link)
        add_link(&summary, link);
    words_close(summary.words);
    if (ok)
        return document;
    document_free(document);
    return NULL;
}
