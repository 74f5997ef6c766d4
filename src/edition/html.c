// SPDX-License-Identifier: MIT
// HTML (WHATWG); DPUB-ARIA 1.1 for notes; colours of the pages' design, each pair over 4.5:1.
#include "edition/html.h"

#include "base/html_text.h"
#include "base/link.h"

#include <inttypes.h>
#include <string.h>

static const char head[] =
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:\">\n<style>\n"
    "body{margin:0;background:var(--paper);color:var(--ink);"
    "font:19px/1.75 \"Noto Serif\",\"Amiri\",\"Noto Naskh Arabic\",serif}\n"
    "main{max-width:33em;margin:0 auto;padding:2rem 1.25rem}\n"
    "h1{font-size:1.6em;line-height:1.35;margin-block:.5em .8em;"
    "border-block-start:3px double var(--rule);padding-block-start:.6em}\n"
    "h2,h3,h4,h5,h6{line-height:1.4;color:var(--accent);margin-block:1.6em .5em}\n"
    "p{margin-block:0 .6em}a{color:var(--accent)}\n"
    ".date,.reference,.note,figcaption{color:var(--soft);font-size:.85em}\n"
    ".closing{margin-block-start:1.4em}\n"
    "ol,ul{list-style:none;padding:0;margin-block:0 1em}"
    "li{display:flex;gap:.5em;padding-block:.1em}\n"
    ".signatories{border-block-start:3px double var(--rule);padding-block-start:.8em;"
    "columns:15em;column-gap:1.5em}\n"
    ".signatories>li{break-inside:avoid}\n"
    ".label{flex:none;min-width:1.5em;text-align:end;color:var(--soft);"
    "font-variant-numeric:tabular-nums}\n"
    "li>div{flex:1}\n"
    ".affiliation{color:var(--soft)}\n"
    "blockquote{margin-inline:1em 0;padding-inline-start:1em;"
    "border-inline-start:2px solid var(--rule)}\n"
    ".wide{overflow-x:auto}table{border-collapse:collapse}\n"
    "th,td{text-align:start;vertical-align:top;padding:.2em .7em;"
    "border-block-end:1px solid var(--rule)}\n"
    "figure{margin:1em 0}img{max-width:100%;height:auto}\n"
    "header{display:flex;gap:1em;align-items:center}header img{max-height:4em}\n"
    "hr{border:0;border-block-start:1px solid var(--rule)}\n"
    ".notes{border-block-start:1px solid var(--rule);margin-block-start:2em;font-size:.85em}\n"
    "@media (max-width:760px){body{font-size:18px}}\n"
    "@media print{body{font-size:12pt;line-height:1.6}main{max-width:none;padding:0}"
    "h1,h2,h3,h4,h5,h6{break-after:avoid}p{orphans:3;widows:3}}\n"
    "</style>\n";

struct html_edition {
    const struct html_options *options;
    struct file_out *file;
    GString *out;        // not written yet
    GHashTable *numbers; // of notes, by name
    GPtrArray *notes;    // struct node, in the order they are called
    const char *date;
    size_t blocks, entries, calls;
    bool pictured; // within what shows a picture: elsewhere the record shows none either
};

static bool flush(struct html_edition *page, GError **error)
{
    bool ok = file_out_write(page->file, page->out->str, page->out->len, error);
    g_string_truncate(page->out, 0);
    return ok;
}

static void put(struct html_edition *page, const char *markup)
{
    g_string_append(page->out, markup);
}

static void put_attribute(struct html_edition *page, const char *name, const char *value)
{
    g_string_append_printf(page->out, " %s=\"", name);
    html_text(page->out, value, strlen(value));
    put(page, "\"");
}

static void put_looks(struct html_edition *page, const struct node *node)
{
    static const char *const directions[] = {
        [DIRECTION_LTR] = "ltr", [DIRECTION_RTL] = "rtl", [DIRECTION_AUTO] = "auto"};
    enum direction direction = node->direction;
    if (direction == DIRECTION_INHERIT && node->lang)
        direction = direction_of_language(node->lang);
    if (node->lang)
        put_attribute(page, "lang", node->lang);
    if (direction != DIRECTION_INHERIT)
        put_attribute(page, "dir", directions[direction]);
}

// "<p", its class, language and direction; the caller closes the tag.
static void open_tag(struct html_edition *page, const struct node *node, const char *tag,
                     const char *class)
{
    g_string_append_printf(page->out, "<%s", tag);
    if (class)
        put_attribute(page, "class", class);
    put_looks(page, node);
}

// ---- Inlines ------------------------------------------------------------------------------

static bool put_inlines(struct html_edition *page, const struct node *node, GError **error);

static bool put_within(struct html_edition *page, const struct node *node, const char *tag,
                       const char *class, GError **error)
{
    open_tag(page, node, tag, class);
    put(page, ">");
    bool ok = put_inlines(page, node, error);
    g_string_append_printf(page->out, "</%s>", tag);
    return ok;
}

static bool put_link(struct html_edition *page, const struct node *node, GError **error)
{
    // Another address ("javascript:") stays text, and so does a place in the letter: it has no
    // name.
    if (!node->href || !link_is_address(node->href))
        return put_within(page, node, "span", NULL, error);
    open_tag(page, node, "a", NULL);
    put_attribute(page, "href", node->href);
    put(page, ">");
    bool ok = put_inlines(page, node, error);
    put(page, "</a>");
    return ok;
}

static bool put_image(struct html_edition *page, const struct node *image, GError **error)
{
    if (!page->pictured)
        return true;
    GString *address = g_string_new(NULL);
    bool ok = page->options->picture(page->options->context, image->href, address, error);
    const char *words = image->text ? image->text : "";
    if (ok && address->len) {
        open_tag(page, image, "img", NULL);
        put_attribute(page, "alt", words);
        put_attribute(page, "src", address->str);
        put(page, ">");
    } else if (ok) {
        html_text(page->out, words, strlen(words));
    }
    g_string_free(address, TRUE);
    return ok;
}

// The mark of a note, which takes its number where it is first called.
static void put_call(struct html_edition *page, const struct node *call)
{
    const struct node *note = g_hash_table_lookup(page->numbers, call->name ? call->name : "");
    guint at = 0;
    if (!note)
        return;
    if (!g_ptr_array_find(page->notes, note, &at)) {
        at = page->notes->len;
        g_ptr_array_add(page->notes, (gpointer)note);
    }
    g_string_append_printf(page->out,
                           "<sup><a role=\"doc-noteref\" id=\"r%zu\" href=\"#n%u\">%u</a></sup>",
                           ++page->calls, at + 1, at + 1);
}

static bool put_inline(struct html_edition *page, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_TEXT:
        html_text(page->out, node->text, strlen(node->text));
        return true;
    case NODE_EMPHASIS:
        return put_within(page, node, "em", NULL, error);
    case NODE_STRONG:
        return put_within(page, node, "strong", NULL, error);
    case NODE_CODE:
        return put_within(page, node, "code", NULL, error);
    case NODE_SPAN:
        return put_within(page, node, "bdi", NULL, error);
    case NODE_AFFILIATION:
        return put_within(page, node, "span", "affiliation", error);
    case NODE_LINK:
        return put_link(page, node, error);
    case NODE_BREAK:
        put(page, "<br>");
        return true;
    case NODE_IMAGE:
        return put_image(page, node, error);
    case NODE_FOOTNOTE_REF:
        put_call(page, node);
        return true;
    default:
        return true;
    }
}

static bool put_inlines(struct html_edition *page, const struct node *node, GError **error)
{
    bool ok = true;
    for (const struct node *child = node->first; ok && child && node_is_inline(child);
         child = child->next)
        ok = put_inline(page, child, error);
    return ok;
}

// ---- Blocks -------------------------------------------------------------------------------

static bool put_block(struct html_edition *page, const struct node *node, GError **error);

static bool put_blocks(struct html_edition *page, const struct node *node, GError **error)
{
    bool ok = true;
    for (const struct node *child = node->first; ok && child; child = child->next) {
        if (!node_is_inline(child))
            ok = put_block(page, child, error);
    }
    return ok;
}

static bool put_text_block(struct html_edition *page, const struct node *node, const char *tag,
                           const char *class, GError **error)
{
    open_tag(page, node, tag, class);
    g_string_append_printf(page->out, " id=\"p%zu\">", ++page->blocks);
    bool dated = node->kind == NODE_DATE && page->date;
    if (dated)
        g_string_append_printf(page->out, "<time datetime=\"%s\">", page->date);
    bool ok = put_inlines(page, node, error);
    g_string_append_printf(page->out, "%s</%s>\n", dated ? "</time>" : "", tag);
    return ok;
}

// The label is the source's own; the number beside it lets assistive technology count.
static bool put_entry(struct html_edition *page, const struct node *entry, bool numbered,
                      GError **error)
{
    g_string_append_printf(page->out, "<li id=\"e%zu\"", ++page->entries);
    if (numbered && entry->entry.number != NUMBER_NONE)
        g_string_append_printf(page->out, " value=\"%" PRId64 "\"", entry->entry.number);
    put(page, ">");
    if (entry->entry.label && *entry->entry.label) {
        put(page, "<span class=\"label\">");
        html_text(page->out, entry->entry.label, strlen(entry->entry.label));
        put(page, "</span> ");
    }
    put(page, "<div>");
    bool ok = put_within(page, entry, "bdi", NULL, error) && put_blocks(page, entry, error);
    put(page, "</div></li>\n");
    return ok;
}

// A list of signatories runs as most of its names do.
static bool list_direction(const struct node *list, struct arena *scratch, enum direction *ret,
                           GError **error)
{
    enum { BYTES_ENOUGH = 20000 };
    GError *fault = NULL;
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
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool put_entries(struct html_edition *page, const struct node *list, struct arena *scratch,
                        GError **error)
{
    enum { HELD_MOST = 64 * 1024 };
    GError *fault = NULL;
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry = fault ? NULL : node_cursor_next(&cursor, scratch, &fault);
    bool numbered = entry && entry->entry.number != NUMBER_NONE;
    bool signatories = list->list.kind == LIST_SIGNATORIES;
    open_tag(page, list, numbered ? "ol" : "ul", signatories ? "signatories" : NULL);
    put(page, " role=\"list\">\n"); // without its bullets a list is none to some readers
    for (; entry && !fault; entry = node_cursor_next(&cursor, scratch, &fault)) {
        if (put_entry(page, entry, numbered, &fault) && page->out->len > HELD_MOST)
            flush(page, &fault);
        arena_reset(scratch);
        if (fault)
            break;
    }
    put(page, numbered ? "</ol>\n" : "</ul>\n");
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool put_list(struct html_edition *page, const struct node *list, GError **error)
{
    struct arena *scratch = arena_new();
    struct node run = *list;
    bool ok = list->direction != DIRECTION_INHERIT || list->list.kind != LIST_SIGNATORIES ||
              list_direction(list, scratch, &run.direction, error);
    ok = ok && put_entries(page, &run, scratch, error);
    arena_free(scratch);
    return ok;
}

static bool put_cell(struct html_edition *page, const struct node *cell, GError **error)
{
    static const char *const aligns[] = {[DIRECTION_LTR] = "text-align:left",
                                         [DIRECTION_RTL] = "text-align:right",
                                         [DIRECTION_AUTO] = "text-align:center"};
    const char *tag = cell->cell.header ? "th" : "td";
    open_tag(page, cell, tag, NULL);
    if (cell->cell.header)
        put_attribute(page, "scope", "col");
    if (cell->cell.align != DIRECTION_INHERIT)
        put_attribute(page, "style", aligns[cell->cell.align]);
    put(page, ">");
    bool ok = put_inlines(page, cell, error) && put_blocks(page, cell, error);
    g_string_append_printf(page->out, "</%s>", tag);
    return ok;
}

// A block that holds blocks, and inlines before them if any.
static bool put_around(struct html_edition *page, const struct node *node, const char *tag,
                       GError **error)
{
    open_tag(page, node, tag, NULL);
    put(page, ">\n");
    bool ok = put_inlines(page, node, error) && put_blocks(page, node, error);
    g_string_append_printf(page->out, "</%s>\n", tag);
    return ok;
}

// One that is too wide is moved within its place, by keys too.
static bool put_table(struct html_edition *page, const struct node *table, GError **error)
{
    put(page, "<div class=\"wide\" tabindex=\"0\">\n");
    bool ok = put_around(page, table, "table", error);
    put(page, "</div>\n");
    return ok;
}

static bool put_pictured(struct html_edition *page, const struct node *node, const char *tag,
                         GError **error)
{
    page->pictured = true;
    bool ok = put_around(page, node, tag, error);
    page->pictured = false;
    return ok;
}

static bool put_heading(struct html_edition *page, const struct node *node, GError **error)
{
    char tag[] = {'h', (char)('0' + CLAMP(node->level, 2, 6)), '\0'};
    return put_text_block(page, node, tag, NULL, error);
}

static bool put_holder(struct html_edition *page, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_LIST:
        return put_list(page, node, error);
    case NODE_QUOTE:
        return put_around(page, node, "blockquote", error);
    case NODE_TABLE:
        return put_table(page, node, error);
    case NODE_ROW:
        return put_around(page, node, "tr", error);
    case NODE_CELL:
        return put_cell(page, node, error);
    case NODE_FIGURE:
        return put_pictured(page, node, "figure", error);
    case NODE_LETTERHEAD:
        return put_pictured(page, node, "header", error);
    case NODE_RULE:
        put(page, "<hr>\n");
        return true;
    default: // notes come at the end
        return true;
    }
}

static bool put_block(struct html_edition *page, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_TITLE:
        return put_text_block(page, node, "h1", NULL, error);
    case NODE_HEADING:
        return put_heading(page, node, error);
    case NODE_CAPTION:
        return put_text_block(page, node, "figcaption", NULL, error);
    case NODE_PARAGRAPH:
        return put_text_block(page, node, "p", NULL, error);
    case NODE_ADDRESSEE:
    case NODE_SALUTATION:
    case NODE_CLOSING:
    case NODE_SENDER:
    case NODE_DATE:
    case NODE_REFERENCE:
    case NODE_SIGNATURE:
    case NODE_NOTE:
        return put_text_block(page, node, "p", node_kind_name(node->kind), error);
    default:
        return put_holder(page, node, error);
    }
}

// ---- Notes --------------------------------------------------------------------------------

static void find_notes(struct html_edition *page, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE && node->name)
        g_hash_table_insert(page->numbers, (gpointer)node->name, (gpointer)node);
    for (const struct node *child = node->first; child; child = child->next)
        find_notes(page, child);
}

// Those that nothing calls come last. A note may itself call another.
static void gather_uncalled(struct html_edition *page, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE && !g_ptr_array_find(page->notes, node, NULL))
        g_ptr_array_add(page->notes, (gpointer)node);
    for (const struct node *child = node->first; child; child = child->next)
        gather_uncalled(page, child);
}

static bool put_notes(struct html_edition *page, const struct node *root, GError **error)
{
    bool ok = true;
    gather_uncalled(page, root);
    if (page->notes->len == 0)
        return true;
    put(page, "<div class=\"notes\" role=\"doc-endnotes\">\n<ol role=\"list\">\n");
    for (guint i = 0; ok && i < page->notes->len; i++) {
        const struct node *note = page->notes->pdata[i];
        open_tag(page, note, "li", NULL);
        g_string_append_printf(page->out,
                               " id=\"n%u\" value=\"%u\"><span class=\"label\">%u</span> <div>\n",
                               i + 1, i + 1, i + 1);
        ok = put_inlines(page, note, error) && put_blocks(page, note, error);
        put(page, "</div></li>\n");
    }
    put(page, "</ol>\n</div>\n");
    return ok;
}

// ---- The page -----------------------------------------------------------------------------

static bool put_page(struct html_edition *page, const struct document *document, GError **error)
{
    const char *title = *document->title ? document->title : page->options->title;
    put(page, "<!DOCTYPE html>\n");
    open_tag(page, document->root, "html", NULL);
    put(page, ">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    html_text(page->out, title, strlen(title));
    put(page, "</title>\n");
    put(page, head);
    put(page, "</head>\n<body>\n<main>\n");
    find_notes(page, document->root);
    bool ok = put_blocks(page, document->root, error) && put_notes(page, document->root, error);
    put(page, "</main>\n</body>\n</html>\n");
    return ok && flush(page, error);
}

bool html_write(const struct document *document, const struct html_options *options,
                struct file_out *out, GError **error)
{
    struct html_edition page = {
        .options = options,
        .file = out,
        .out = g_string_new(NULL),
        .numbers = g_hash_table_new(g_str_hash, g_str_equal),
        .notes = g_ptr_array_new(),
        .date = document->date,
    };
    bool ok = put_page(&page, document, error);
    g_string_free(page.out, TRUE);
    g_hash_table_unref(page.numbers);
    g_ptr_array_unref(page.notes);
    return ok;
}
