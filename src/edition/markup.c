// SPDX-License-Identifier: MIT
// HTML (WHATWG), also as XML (EPUB 3.3, 6.1); DPUB-ARIA 1.1 for notes and pages.
#include "edition/markup.h"

#include "edition/list_direction.h"
#include "edition/markup_head.h"
#include "edition/markup_inline.h"
#include "edition/markup_place.h"
#include "edition/markup_tag.h"
#include "language/lang.h"

#include <inttypes.h>

void markup_clear(struct markup *markup)
{
    for (guint i = 0; i < markup->places->len; i++) {
        g_free(g_array_index(markup->places, struct markup_place, i).label);
        g_free(g_array_index(markup->places, struct markup_place, i).id);
    }
    g_string_free(markup->out, TRUE);
    g_array_unref(markup->places);
    g_hash_table_unref(markup->numbers);
    g_ptr_array_unref(markup->notes);
    page_finder_free(markup->finder);
    g_string_free(markup->text, TRUE);
}

bool markup_flush(struct markup *markup, GError **error)
{
    bool ok = file_out_write(markup->file, markup->out->str, markup->out->len, error);
    g_string_truncate(markup->out, 0);
    return ok;
}

void markup_start(struct markup *markup, const struct document *document,
                  const struct markup_options *options, struct file_out *file)
{
    *markup = (struct markup){
        .document = document,
        .options = options,
        .file = file,
        .out = g_string_new(NULL),
        .places = g_array_new(FALSE, FALSE, sizeof(struct markup_place)),
        .numbers = g_hash_table_new(g_str_hash, g_str_equal),
        .notes = g_ptr_array_new(),
        .finder = page_finder_new(options->starts, options->n_starts),
        .text = g_string_new(NULL),
    };
}

// ---- Blocks -------------------------------------------------------------------------------

static bool put_block(struct markup *markup, const struct node *node, GError **error);

static bool put_blocks(struct markup *markup, const struct node *node, GError **error)
{
    bool ok = true;
    for (const struct node *child = node->first; ok && child; child = child->next) {
        if (!node_is_inline(child))
            ok = put_block(markup, child, error);
    }
    return ok;
}

static bool put_text_block(struct markup *markup, const struct node *node, const char *tag,
                           const char *class, GError **error)
{
    const struct particulars *said = markup->options->said;
    if (said && said->date && markup_head_is_dated(markup->document, node))
        class = "date above";
    markup_open(markup, node, tag, class);
    g_string_append_printf(markup->out, " id=\"p%zu\"", ++markup->blocks);
    // "To" is shown by the style where it is no word of theirs.
    if (node->kind == NODE_ADDRESSEE && !markup->addressed && said && !said->to_end)
        markup_attribute(markup, "data-to", said->to);
    markup_put(markup, ">");
    markup_place_page(markup, node, markup_place_text(markup, node)->str);
    bool ok = markup_head_words(markup, node, error);
    g_string_append_printf(markup->out, "</%s>\n", tag);
    return ok;
}

// Each name is apart from what is around it, and says its language where that is not the letter's.
static bool put_name(struct markup *markup, const struct node *entry, const GString *name,
                     GError **error)
{
    const char *letter = markup->document->root->lang;
    if (entry->lang)
        return markup_within(markup, entry, "bdi", NULL, error);
    const char *lang = lang_of_name(name->str, name->len, letter);
    markup_put(markup, "<bdi");
    if (lang && g_strcmp0(lang, letter) != 0)
        markup_lang(markup, lang);
    markup_put(markup, ">");
    bool ok = markup_inlines(markup, entry, error);
    markup_put(markup, "</bdi>");
    return ok;
}

// The label is the source's own; the number beside it lets assistive technology count.
static bool put_entry(struct markup *markup, const struct node *entry, bool numbered,
                      GError **error)
{
    const GString *name = markup_place_text(markup, entry);
    g_string_append_printf(markup->out, "<li id=\"e%zu\"", ++markup->entries);
    if (numbered && entry->entry.number != NUMBER_NONE)
        g_string_append_printf(markup->out, " value=\"%" PRId64 "\"", entry->entry.number);
    markup_put(markup, ">");
    markup_place_page(markup, entry, name->str);
    if (entry->entry.label && *entry->entry.label) {
        markup_put(markup, "<span class=\"label\">");
        markup_text(markup, entry->entry.label);
        markup_put(markup, "</span> ");
    }
    markup_put(markup, "<div>");
    bool ok = put_name(markup, entry, name, error) && put_blocks(markup, entry, error);
    markup_put(markup, "</div></li>\n");
    return ok;
}

static void open_list(struct markup *markup, const struct node *list, bool numbered)
{
    bool signatories = list->list.kind == LIST_SIGNATORIES;
    markup_open(markup, list, numbered ? "ol" : "ul", signatories ? "signatories" : NULL);
    markup_put(markup, " role=\"list\">\n"); // without its bullets a list is none to some readers
}

static bool cut_list(struct markup *markup, const struct node *list, bool numbered, GError **error)
{
    markup_put(markup, numbered ? "</ol>\n" : "</ul>\n");
    if (!markup->cut(markup, markup->cut_context, error))
        return false;
    markup->part++;
    open_list(markup, list, numbered);
    return true;
}

static bool put_entries(struct markup *markup, const struct node *list, struct arena *scratch,
                        GError **error)
{
    enum { HELD_MOST = 64 * 1024, PART = 1000 };
    GError *fault = NULL;
    bool whole = !markup->cut || list->parent != markup->document->root;
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry = fault ? NULL : node_cursor_next(&cursor, scratch, &fault);
    bool numbered = entry && entry->entry.number != NUMBER_NONE;
    open_list(markup, list, numbered);
    for (size_t n = 1; entry && !fault; n++) {
        if (put_entry(markup, entry, numbered, &fault) && markup->out->len > HELD_MOST)
            markup_flush(markup, &fault);
        arena_reset(scratch);
        entry = fault ? NULL : node_cursor_next(&cursor, scratch, &fault);
        if (entry && !whole && n % PART == 0)
            cut_list(markup, list, numbered, &fault);
    }
    markup_put(markup, numbered ? "</ol>\n" : "</ul>\n");
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// The program's own words: they are no block of the letter and have no number. A letter that heads
// its list itself keeps its own.
static void put_list_heading(struct markup *markup, const struct node *list)
{
    const char *words = markup->options->heading;
    if (list != document_signatories(markup->document))
        return;
    if (list->previous && list->previous->kind == NODE_HEADING) {
        markup_put(markup, "<div id=\"signatories\"></div>\n");
        return;
    }
    markup_put(markup, "<h2 class=\"list-heading\" id=\"signatories\">");
    markup_text(markup, words);
    g_string_append_printf(markup->out, " <span class=\"count\">%" PRId64 "</span></h2>\n",
                           markup->document->counts.listed);
    markup_place_add(markup, 2, g_strdup(words), g_strdup("signatories"));
}

static bool put_list(struct markup *markup, const struct node *list, GError **error)
{
    struct arena *scratch = arena_new();
    struct node run = *list;
    put_list_heading(markup, list);
    if (markup->options->listless && list->list.kind == LIST_SIGNATORIES) {
        markup_put(markup, "<p><a href=\"letter.html#signatories\">letter.html</a></p>\n");
        arena_free(scratch);
        return true;
    }
    bool ok =
        list_direction(list, &run.direction, error) && put_entries(markup, &run, scratch, error);
    arena_free(scratch);
    return ok;
}

static bool put_cell(struct markup *markup, const struct node *cell, GError **error)
{
    static const char *const aligns[] = {[DIRECTION_LTR] = "text-align:left",
                                         [DIRECTION_RTL] = "text-align:right",
                                         [DIRECTION_AUTO] = "text-align:center"};
    const char *tag = cell->cell.header ? "th" : "td";
    markup_open(markup, cell, tag, NULL);
    if (cell->cell.header)
        markup_attribute(markup, "scope", "col");
    if (cell->cell.align != DIRECTION_INHERIT)
        markup_attribute(markup, "style", aligns[cell->cell.align]);
    g_string_append_printf(markup->out, " id=\"t%zu\">", ++markup->cells);
    bool ok = markup_inlines(markup, cell, error) && put_blocks(markup, cell, error);
    g_string_append_printf(markup->out, "</%s>", tag);
    return ok;
}

// A block that holds blocks, and inlines before them if any.
static bool put_around(struct markup *markup, const struct node *node, const char *tag,
                       GError **error)
{
    markup_open(markup, node, tag, NULL);
    if (node->first && node_is_inline(node->first))
        g_string_append_printf(markup->out, " id=\"p%zu\"", ++markup->blocks);
    markup_put(markup, ">\n");
    bool ok = markup_inlines(markup, node, error) && put_blocks(markup, node, error);
    g_string_append_printf(markup->out, "</%s>\n", tag);
    return ok;
}

// One that is too wide is moved within its place, by keys too.
static bool put_table(struct markup *markup, const struct node *table, GError **error)
{
    markup_put(markup, "<div class=\"wide\" tabindex=\"0\">\n");
    bool ok = put_around(markup, table, "table", error);
    markup_put(markup, "</div>\n");
    return ok;
}

static bool put_pictured(struct markup *markup, const struct node *node, const char *tag,
                         GError **error)
{
    markup->pictured = true;
    bool ok = put_around(markup, node, tag, error);
    markup->pictured = false;
    return ok;
}

static void add_heading_place(struct markup *markup, const struct node *node, int level)
{
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    markup_place_add(markup, level, g_string_free(text, FALSE),
                     g_strdup_printf("p%zu", markup->blocks + 1));
}

static bool put_heading(struct markup *markup, const struct node *node, GError **error)
{
    int level = node->kind == NODE_TITLE ? 1 : CLAMP(node->level, 2, 6);
    char tag[] = {'h', (char)('0' + level), '\0'};
    add_heading_place(markup, node, level);
    return put_text_block(markup, node, tag, NULL, error);
}

static bool put_holder(struct markup *markup, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_LIST:
        return put_list(markup, node, error);
    case NODE_QUOTE:
        return put_around(markup, node, "blockquote", error);
    case NODE_TABLE:
        return put_table(markup, node, error);
    case NODE_ROW:
        return put_around(markup, node, "tr", error);
    case NODE_CELL:
        return put_cell(markup, node, error);
    case NODE_FIGURE:
        return put_pictured(markup, node, "figure", error);
    case NODE_LETTERHEAD:
        return put_pictured(markup, node, "header", error);
    case NODE_RULE:
        markup_put(markup, "<hr");
        markup_put(markup, markup_void_end(markup));
        return true;
    default: // notes come at the end
        return true;
    }
}

static bool put_block(struct markup *markup, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_TITLE:
    case NODE_HEADING:
        return put_heading(markup, node, error);
    case NODE_CAPTION:
        return put_text_block(markup, node, "figcaption", NULL, error);
    case NODE_PARAGRAPH:
        return put_text_block(markup, node, "p", NULL, error);
    case NODE_ADDRESSEE:
    case NODE_SALUTATION:
    case NODE_CLOSING:
    case NODE_SENDER:
    case NODE_DATE:
    case NODE_REFERENCE:
    case NODE_SUBJECT:
    case NODE_SIGNATURE:
    case NODE_ENCLOSURES:
    case NODE_COPY:
    case NODE_NOTE:
        return put_text_block(markup, node, "p", node_kind_name(node->kind), error);
    default:
        return put_holder(markup, node, error);
    }
}

static void find_notes(struct markup *markup, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE && node->name)
        g_hash_table_insert(markup->numbers, (gpointer)node->name, (gpointer)node);
    for (const struct node *child = node->first; child; child = child->next)
        find_notes(markup, child);
}

bool markup_blocks(struct markup *markup, GError **error)
{
    find_notes(markup, markup->document->root);
    return put_blocks(markup, markup->document->root, error);
}

// ---- Notes --------------------------------------------------------------------------------

// Those that nothing calls come last. A note may itself call another.
static void gather_uncalled(struct markup *markup, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE && !g_ptr_array_find(markup->notes, node, NULL))
        g_ptr_array_add(markup->notes, (gpointer)node);
    for (const struct node *child = node->first; child; child = child->next)
        gather_uncalled(markup, child);
}

bool markup_notes(struct markup *markup, GError **error)
{
    bool ok = true;
    gather_uncalled(markup, markup->document->root);
    if (markup->notes->len == 0)
        return true;
    markup_put(markup, "<div class=\"notes\" role=\"doc-endnotes\">\n<ol role=\"list\">\n");
    for (guint i = 0; ok && i < markup->notes->len; i++) {
        const struct node *note = markup->notes->pdata[i];
        markup_open(markup, note, "li", NULL);
        g_string_append_printf(markup->out,
                               " id=\"n%u\" value=\"%u\"><span class=\"label\">%u</span> <div>\n",
                               i + 1, i + 1, i + 1);
        ok = markup_inlines(markup, note, error) && put_blocks(markup, note, error);
        markup_put(markup, "</div></li>\n");
    }
    markup_put(markup, "</ol>\n</div>\n");
    return ok;
}
