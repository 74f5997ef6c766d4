// SPDX-License-Identifier: MIT
// HTML (WHATWG), also as XML (EPUB 3.3, 6.1); DPUB-ARIA 1.1 for notes and pages.
#include "edition/markup.h"

#include "base/html_text.h"
#include "base/link.h"
#include "language/lang.h"
#include "language/lead.h"

#include <inttypes.h>
#include <string.h>

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

static void put(struct markup *markup, const char *text)
{
    g_string_append(markup->out, text);
}

static void put_attribute(struct markup *markup, const char *name, const char *value)
{
    g_string_append_printf(markup->out, " %s=\"", name);
    html_text(markup->out, value, strlen(value));
    put(markup, "\"");
}

static void put_lang(struct markup *markup, const char *lang)
{
    put_attribute(markup, "lang", lang);
    if (markup->options->xml)
        put_attribute(markup, "xml:lang", lang);
}

void markup_looks(struct markup *markup, const struct node *node)
{
    static const char *const directions[] = {
        [DIRECTION_LTR] = "ltr", [DIRECTION_RTL] = "rtl", [DIRECTION_AUTO] = "auto"};
    enum direction direction = node->direction;
    if (direction == DIRECTION_INHERIT && node->lang)
        direction = direction_of_language(node->lang);
    if (node->lang)
        put_lang(markup, node->lang);
    if (direction != DIRECTION_INHERIT)
        put_attribute(markup, "dir", directions[direction]);
}

// "<p", its class, language and direction; the caller closes the tag.
static void open_tag(struct markup *markup, const struct node *node, const char *tag,
                     const char *class)
{
    g_string_append_printf(markup->out, "<%s", tag);
    if (class)
        put_attribute(markup, "class", class);
    markup_looks(markup, node);
}

// The end of the tag of an element that holds nothing.
static const char *void_end(const struct markup *markup)
{
    return markup->options->xml ? "/>" : ">";
}

static void add_place(struct markup *markup, int level, char *label, char *id)
{
    struct markup_place place = {label, id, level, markup->part};
    g_array_append_val(markup->places, place);
}

// ---- Pages of the record ------------------------------------------------------------------

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

static void put_page_break(struct markup *markup, const struct page_start *start)
{
    char *id = g_strdup_printf("page%td", start - markup->options->starts + 1);
    g_string_append_printf(markup->out, "<span id=\"%s\" role=\"doc-pagebreak\"", id);
    if (markup->options->xml)
        put_attribute(markup, "epub:type", "pagebreak");
    put_attribute(markup, "aria-label", start->label);
    put(markup, "></span>");
    add_place(markup, 0, g_strdup(start->label), id);
}

// The page that begins with this block, whose own text is `words`, if one does.
static void put_page_of(struct markup *markup, const struct node *block, const char *words)
{
    const char *label = block->kind == NODE_ENTRY ? block->entry.label : NULL;
    const struct page_start *start = page_finder_next(markup->finder, label, words);
    if (start)
        put_page_break(markup, start);
}

// A block's own text, until the next is asked for.
static const GString *own_text(struct markup *markup, const struct node *block)
{
    g_string_truncate(markup->text, 0);
    node_append_text(block, markup->text);
    return markup->text;
}

// ---- Inlines ------------------------------------------------------------------------------

static bool put_inlines(struct markup *markup, const struct node *node, GError **error);

static bool put_within(struct markup *markup, const struct node *node, const char *tag,
                       const char *class, GError **error)
{
    open_tag(markup, node, tag, class);
    put(markup, ">");
    bool ok = put_inlines(markup, node, error);
    g_string_append_printf(markup->out, "</%s>", tag);
    return ok;
}

static bool put_link(struct markup *markup, const struct node *node, GError **error)
{
    // Another address ("javascript:") stays text, and so does a place in the letter: it has no
    // name.
    if (!node->href || !link_is_address(node->href))
        return put_within(markup, node, "span", NULL, error);
    open_tag(markup, node, "a", NULL);
    put_attribute(markup, "href", node->href);
    put(markup, ">");
    bool ok = put_inlines(markup, node, error);
    put(markup, "</a>");
    return ok;
}

static bool put_image(struct markup *markup, const struct node *image, GError **error)
{
    const struct markup_options *options = markup->options;
    if (!markup->pictured)
        return true;
    GString *address = g_string_new(NULL);
    bool ok = options->picture(options->context, image->href, address, error);
    const char *words = image->text ? image->text : "";
    if (ok && address->len) {
        open_tag(markup, image, "img", NULL);
        put_attribute(markup, "alt", words);
        put_attribute(markup, "src", address->str);
        put(markup, void_end(markup));
        markup->pictures = true;
    } else if (ok) {
        put(markup, "<span class=\"alt\">");
        html_text(markup->out, words, strlen(words));
        put(markup, "</span>");
    }
    g_string_free(address, TRUE);
    return ok;
}

// The mark of a note, which takes its number where it is first called.
static void put_call(struct markup *markup, const struct node *call)
{
    const struct node *note = g_hash_table_lookup(markup->numbers, call->name ? call->name : "");
    guint at = 0;
    if (!note)
        return;
    if (!g_ptr_array_find(markup->notes, note, &at)) {
        at = markup->notes->len;
        g_ptr_array_add(markup->notes, (gpointer)note);
    }
    put(markup, markup->options->xml ? "<sup><a epub:type=\"noteref\"" : "<sup><a");
    g_string_append_printf(markup->out,
                           " role=\"doc-noteref\" id=\"r%zu\" href=\"%s#n%u\">%u</a></sup>",
                           ++markup->calls, markup->options->notes, at + 1, at + 1);
}

static bool put_inline(struct markup *markup, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_TEXT:
        html_text(markup->out, node->text, strlen(node->text));
        return true;
    case NODE_EMPHASIS:
        return put_within(markup, node, "em", NULL, error);
    case NODE_STRONG:
        return put_within(markup, node, "strong", NULL, error);
    case NODE_CODE:
        return put_within(markup, node, "code", NULL, error);
    case NODE_SPAN:
        return put_within(markup, node, "bdi", NULL, error);
    case NODE_AFFILIATION:
        return put_within(markup, node, "span", "affiliation", error);
    case NODE_LINK:
        return put_link(markup, node, error);
    case NODE_BREAK:
        put(markup, "<br");
        put(markup, void_end(markup));
        return true;
    case NODE_IMAGE:
        return put_image(markup, node, error);
    case NODE_FOOTNOTE_REF:
        put_call(markup, node);
        return true;
    default:
        return true;
    }
}

static bool put_inlines_from(struct markup *markup, const struct node *child, GError **error)
{
    bool ok = true;
    for (; ok && child && node_is_inline(child); child = child->next)
        ok = put_inline(markup, child, error);
    return ok;
}

static bool put_inlines(struct markup *markup, const struct node *node, GError **error)
{
    return put_inlines_from(markup, node->first, error);
}

// The inlines of a block whose opening phrase stands out.
static bool put_opened(struct markup *markup, const struct node *block, int least, int most,
                       GError **error)
{
    const struct node *first = block->first;
    bool text = first && first->kind == NODE_TEXT;
    size_t n = text ? lead_phrase(first->text, strlen(first->text), least, most) : 0;
    if (n == 0 || memchr(first->text, ':', n)) // more is said than a name
        return put_inlines(markup, block, error);
    put(markup, "<b>");
    html_text(markup->out, first->text, n);
    put(markup, "</b>");
    html_text(markup->out, first->text + n, strlen(first->text + n));
    return put_inlines_from(markup, first->next, error);
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

static bool put_dated(struct markup *markup, const struct node *node, GError **error)
{
    put(markup, "<time");
    put_attribute(markup, "datetime", markup->document->date);
    put(markup, ">");
    bool ok = put_inlines(markup, node, error);
    put(markup, "</time>");
    return ok;
}

// The first addressee's own words may say what kind of letter it is, which the band shows, and
// "to".
static bool put_addressee(struct markup *markup, const struct node *node, GError **error)
{
    enum { NAME_WORDS = 12 };
    const struct particulars *said = markup->options->said;
    bool first = !markup->addressed;
    markup->addressed = true;
    if (!said || !first || !said->to_end)
        return put_opened(markup, node, 1, NAME_WORDS, error);
    const char *text = node->first->text;
    if (said->kind_end) {
        put(markup, "<span class=\"kind\">");
        html_text(markup->out, text, said->kind_end);
        put(markup, "</span>");
    }
    size_t from = said->kind_end + strspn(text + said->kind_end, " ");
    html_text(markup->out, text + said->kind_end, from - said->kind_end);
    put(markup, "<span class=\"to\">");
    html_text(markup->out, text + from, said->to_end - from);
    put(markup, "</span>");
    html_text(markup->out, text + said->to_end, strlen(text + said->to_end));
    return put_inlines_from(markup, node->first->next, error);
}

static bool put_words(struct markup *markup, const struct node *node, GError **error)
{
    enum { LEAD_LEAST = 2, LEAD_WORDS = 6 };
    bool lead = node->kind == NODE_PARAGRAPH && node->parent == markup->document->root;
    bool first = lead && !markup->opened;
    markup->opened |= lead;
    if (node->kind == NODE_DATE && markup->document->date)
        return put_dated(markup, node, error);
    if (node->kind == NODE_ADDRESSEE)
        return put_addressee(markup, node, error);
    return first ? put_opened(markup, node, LEAD_LEAST, LEAD_WORDS, error)
                 : put_inlines(markup, node, error);
}

// Which the band has in words.
static bool is_date_in_figures(const struct document *document, const struct node *block)
{
    return block->kind == NODE_DATE && block->first && block->first->kind == NODE_TEXT &&
           !block->first->next && g_strcmp0(block->first->text, document->date) == 0;
}

static bool put_text_block(struct markup *markup, const struct node *node, const char *tag,
                           const char *class, GError **error)
{
    const struct particulars *said = markup->options->said;
    if (said && said->date && is_date_in_figures(markup->document, node))
        class = "date above";
    open_tag(markup, node, tag, class);
    g_string_append_printf(markup->out, " id=\"p%zu\"", ++markup->blocks);
    if (node->kind == NODE_ADDRESSEE && !markup->addressed && said && !said->to_end)
        put_attribute(markup, "data-to", said->to); // shown by the style: it is no word of theirs
    put(markup, ">");
    put_page_of(markup, node, own_text(markup, node)->str);
    bool ok = put_words(markup, node, error);
    g_string_append_printf(markup->out, "</%s>\n", tag);
    return ok;
}

// Each name is apart from what is around it, and says its language where that is not the letter's.
static bool put_name(struct markup *markup, const struct node *entry, const GString *name,
                     GError **error)
{
    const char *letter = markup->document->root->lang;
    if (entry->lang)
        return put_within(markup, entry, "bdi", NULL, error);
    const char *lang = lang_of_name(name->str, name->len, letter);
    put(markup, "<bdi");
    if (lang && g_strcmp0(lang, letter) != 0)
        put_lang(markup, lang);
    put(markup, ">");
    bool ok = put_inlines(markup, entry, error);
    put(markup, "</bdi>");
    return ok;
}

// The label is the source's own; the number beside it lets assistive technology count.
static bool put_entry(struct markup *markup, const struct node *entry, bool numbered,
                      GError **error)
{
    const GString *name = own_text(markup, entry);
    g_string_append_printf(markup->out, "<li id=\"e%zu\"", ++markup->entries);
    if (numbered && entry->entry.number != NUMBER_NONE)
        g_string_append_printf(markup->out, " value=\"%" PRId64 "\"", entry->entry.number);
    put(markup, ">");
    put_page_of(markup, entry, name->str);
    if (entry->entry.label && *entry->entry.label) {
        put(markup, "<span class=\"label\">");
        html_text(markup->out, entry->entry.label, strlen(entry->entry.label));
        put(markup, "</span> ");
    }
    put(markup, "<div>");
    bool ok = put_name(markup, entry, name, error) && put_blocks(markup, entry, error);
    put(markup, "</div></li>\n");
    return ok;
}

bool markup_list_direction(const struct node *list, enum direction *ret, GError **error)
{
    enum { BYTES_ENOUGH = 20000 };
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    *ret = list->direction;
    if (list->direction != DIRECTION_INHERIT || list->list.kind != LIST_SIGNATORIES) {
        arena_free(scratch);
        return true;
    }
    GString *text = g_string_new(NULL);
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    while (!fault && text->len < BYTES_ENOUGH &&
           (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        node_append_text(entry, text);
        arena_reset(scratch);
    }
    *ret = direction_of_text(text->str, text->len);
    g_string_free(text, TRUE);
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static void open_list(struct markup *markup, const struct node *list, bool numbered)
{
    bool signatories = list->list.kind == LIST_SIGNATORIES;
    open_tag(markup, list, numbered ? "ol" : "ul", signatories ? "signatories" : NULL);
    put(markup, " role=\"list\">\n"); // without its bullets a list is none to some readers
}

static bool cut_list(struct markup *markup, const struct node *list, bool numbered, GError **error)
{
    put(markup, numbered ? "</ol>\n" : "</ul>\n");
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
    put(markup, numbered ? "</ol>\n" : "</ul>\n");
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
        put(markup, "<div id=\"signatories\"></div>\n");
        return;
    }
    put(markup, "<h2 class=\"list-heading\" id=\"signatories\">");
    html_text(markup->out, words, strlen(words));
    g_string_append_printf(markup->out, " <span class=\"count\">%" PRId64 "</span></h2>\n",
                           markup->document->counts.listed);
    add_place(markup, 2, g_strdup(words), g_strdup("signatories"));
}

static bool put_list(struct markup *markup, const struct node *list, GError **error)
{
    struct arena *scratch = arena_new();
    struct node run = *list;
    put_list_heading(markup, list);
    if (markup->options->listless && list->list.kind == LIST_SIGNATORIES) {
        put(markup, "<p><a href=\"letter.html#signatories\">letter.html</a></p>\n");
        arena_free(scratch);
        return true;
    }
    bool ok = markup_list_direction(list, &run.direction, error) &&
              put_entries(markup, &run, scratch, error);
    arena_free(scratch);
    return ok;
}

static bool put_cell(struct markup *markup, const struct node *cell, GError **error)
{
    static const char *const aligns[] = {[DIRECTION_LTR] = "text-align:left",
                                         [DIRECTION_RTL] = "text-align:right",
                                         [DIRECTION_AUTO] = "text-align:center"};
    const char *tag = cell->cell.header ? "th" : "td";
    open_tag(markup, cell, tag, NULL);
    if (cell->cell.header)
        put_attribute(markup, "scope", "col");
    if (cell->cell.align != DIRECTION_INHERIT)
        put_attribute(markup, "style", aligns[cell->cell.align]);
    g_string_append_printf(markup->out, " id=\"t%zu\">", ++markup->cells);
    bool ok = put_inlines(markup, cell, error) && put_blocks(markup, cell, error);
    g_string_append_printf(markup->out, "</%s>", tag);
    return ok;
}

// A block that holds blocks, and inlines before them if any.
static bool put_around(struct markup *markup, const struct node *node, const char *tag,
                       GError **error)
{
    open_tag(markup, node, tag, NULL);
    if (node->first && node_is_inline(node->first))
        g_string_append_printf(markup->out, " id=\"p%zu\"", ++markup->blocks);
    put(markup, ">\n");
    bool ok = put_inlines(markup, node, error) && put_blocks(markup, node, error);
    g_string_append_printf(markup->out, "</%s>\n", tag);
    return ok;
}

// One that is too wide is moved within its place, by keys too.
static bool put_table(struct markup *markup, const struct node *table, GError **error)
{
    put(markup, "<div class=\"wide\" tabindex=\"0\">\n");
    bool ok = put_around(markup, table, "table", error);
    put(markup, "</div>\n");
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
    add_place(markup, level, g_string_free(text, FALSE),
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
        put(markup, "<hr");
        put(markup, void_end(markup));
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

static bool has_date_in_words(const struct document *document)
{
    const struct node *block = document->root->first;
    while (block && block->kind != NODE_DATE)
        block = block->next;
    return block && !is_date_in_figures(document, block);
}

void markup_band(struct markup *markup)
{
    const struct particulars *said = markup->options->said;
    const char *date = said && !has_date_in_words(markup->document) ? said->date : NULL;
    if (!said || (!said->kind && !date))
        return;
    put(markup, "<p class=\"band\">");
    if (said->kind) {
        put(markup, said->kind_end ? "<b aria-hidden=\"true\">" : "<b>"); // it is read below
        html_text(markup->out, said->kind, strlen(said->kind));
        put(markup, "</b>");
    }
    if (date) {
        put(markup, markup->document->date ? "<span aria-hidden=\"true\">" : "<span>");
        html_text(markup->out, date, strlen(date));
        put(markup, "</span>");
    }
    put(markup, "</p>\n");
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
    put(markup, "<div class=\"notes\" role=\"doc-endnotes\">\n<ol role=\"list\">\n");
    for (guint i = 0; ok && i < markup->notes->len; i++) {
        const struct node *note = markup->notes->pdata[i];
        open_tag(markup, note, "li", NULL);
        g_string_append_printf(markup->out,
                               " id=\"n%u\" value=\"%u\"><span class=\"label\">%u</span> <div>\n",
                               i + 1, i + 1, i + 1);
        ok = put_inlines(markup, note, error) && put_blocks(markup, note, error);
        put(markup, "</div></li>\n");
    }
    put(markup, "</ol>\n</div>\n");
    return ok;
}
