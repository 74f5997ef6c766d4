// SPDX-License-Identifier: MIT
#include "derive/summary.h"

#include "derive/shares.h"
#include "derive/words.h"

#include <string.h>

enum {
    NAMES_SHOWN = 7,      // at each end of the list
    NAMES_WITH_SHARES = 3 // where bars say who signed
};

struct summary {
    const struct document *letter;
    struct document *document;
    struct words *words;
    struct signer_shares *shares; /* NULL: nothing tells enough */
};

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

// The head, as the letter has it, and its first paragraph.
static void add_opening(struct summary *summary)
{
    const struct document *letter = summary->letter;
    struct document *document = summary->document;
    for (const struct node *block = letter->root->first; block; block = block->next) {
        if (block->kind == NODE_TITLE || block->kind == NODE_ADDRESSEE ||
            block->kind == NODE_DATE || block->kind == NODE_PARAGRAPH)
            copy_node(document->arena, document->root, block);
        if (block->kind == NODE_PARAGRAPH)
            return;
    }
}

// The first entries, and a ring of the latest: each has an arena of its own, emptied when its place
// is taken, so that a list of a million costs no more than one of twelve.
struct ends {
    struct node *list; /* first entries */
    size_t most;       /* at each end */
    struct arena *arena[NAMES_SHOWN];
    struct node *latest[NAMES_SHOWN];
    size_t seen;
};

static void ends_add(struct ends *ends, struct arena *arena, const struct node *entry)
{
    size_t place = ends->seen++;
    if (place < ends->most) {
        copy_node(arena, ends->list, entry);
        return;
    }
    place %= ends->most;
    if (!ends->arena[place])
        ends->arena[place] = arena_new();
    arena_reset(ends->arena[place]);
    ends->latest[place] = copy_node(ends->arena[place], NULL, entry);
}

// Oldest first, behind the first entries; a sign where some are left out.
static void ends_finish(struct ends *ends, struct arena *arena)
{
    if (ends->seen > 2 * ends->most)
        node_new(arena, ends->list, NODE_ENTRY)->entry.label = "\u22ee";
    for (size_t i = 0; i < ends->most; i++) {
        size_t place = (ends->seen + i) % ends->most;
        if (ends->latest[place])
            copy_node(arena, ends->list, ends->latest[place]);
    }
    for (size_t i = 0; i < ends->most; i++)
        arena_free(ends->arena[i]);
}

static bool read_list(struct summary *summary, struct ends *ends, GError **error)
{
    const struct node *list = document_signatories(summary->letter);
    if (!list)
        return true;
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    while (!fault && (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        ends_add(ends, summary->document->arena, entry);
        if (summary->shares)
            shares_add_entry(summary->shares, entry);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// The code as a data: URI, which layout opens like any other image.
static void add_link(struct summary *summary, const struct summary_link *link)
{
    struct arena *arena = summary->document->arena;
    char *base64 =
        g_base64_encode(g_bytes_get_data(link->code_png, NULL), g_bytes_get_size(link->code_png));
    char *call = words_get(summary->words, "words", "link");
    struct node *figure = add_block(summary, NODE_FIGURE, NULL);
    struct node *image = node_new(arena, figure, NODE_IMAGE);
    image->href = arena_printf(arena, "data:image/png;base64,%s", base64);
    image->text = arena_strdup(arena, link->address);
    struct node *caption = node_new(arena, figure, NODE_CAPTION);
    struct node *words = node_new(arena, caption, NODE_STRONG);
    node_new_text(arena, words, call, strlen(call));
    node_new(arena, caption, NODE_BREAK);
    struct node *anchor = node_new(arena, caption, NODE_LINK);
    anchor->href = arena_strdup(arena, link->address);
    const char *shown = words_shown_link(link->address);
    node_new_text(arena, anchor, shown, strlen(shown));
    g_free(call);
    g_free(base64);
}

// The code stands beside the names.
static bool add_names(struct summary *summary, const struct summary_link *link, GError **error)
{
    struct arena *arena = summary->document->arena;
    struct ends ends = {.list = node_new(arena, NULL, NODE_LIST),
                        .most = summary->shares ? NAMES_WITH_SHARES : NAMES_SHOWN};
    ends.list->list.kind = LIST_SIGNATORIES;
    bool ok = read_list(summary, &ends, error);
    ends_finish(&ends, arena);
    if (ok && link)
        add_link(summary, link);
    if (ok && ends.seen > 0)
        add_heading(summary, ends.seen > 2 * ends.most ? "names" : "signatories");
    if (ok && ends.seen > 0)
        node_append_child(summary->document->root, ends.list);
    if (ok && summary->shares)
        shares_add(summary->shares, summary->letter, summary->words, summary->document);
    return ok;
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
    document->kind = letter->kind ? arena_strdup(document->arena, letter->kind) : NULL;
    document->date = letter->date ? arena_strdup(document->arena, letter->date) : NULL;
    document->form = "summary";
    summary.words = words_open(words, root->lang, error);
    bool ok = summary.words != NULL;
    if (ok) {
        add_opening(&summary);
        summary.shares = shares_are_told(letter) ? shares_new() : NULL;
        ok = add_names(&summary, link, error);
        g_clear_pointer(&summary.shares, shares_free);
    }
    words_close(summary.words);
    if (ok)
        return document;
    document_free(document);
    return NULL;
}
