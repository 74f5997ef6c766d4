// SPDX-License-Identifier: MIT
#include "page/dump.h"

#include "page/logical.h"
#include "text/form.h"

#include <string.h>

// printf's %f follows the locale; a dump must not.
static void append_number(GString *out, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    if (number > -0.005 && number < 0.005)
        number = 0; // no "-0.00"
    g_ascii_formatd(text, sizeof text, "%.2f", number);
    g_string_append(out, text);
}

static void append_pt(GString *out, len value)
{
    append_number(out, len_to_pt(value));
}

static void append_quoted(GString *out, const char *text, size_t n)
{
    g_string_append_c(out, '"');
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            g_string_append(out, "\\n");
        else if (c < 0x20 || c == 0x7F || c == 0xA0 || g_unichar_type(c) == G_UNICODE_FORMAT)
            g_string_append_printf(out, "\\u{%04X}", c);
        else
            g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
}

static void append_quoted_line(GString *out, const struct line *line)
{
    GString *text = g_string_new(NULL);
    line_append_text(text, line);
    append_quoted(out, text->str, text->len);
    g_string_free(text, TRUE);
}

static const struct element *find_element(const struct element *elements, size_t n, uint32_t id)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (elements[middle].id == id)
            return &elements[middle];
        if (elements[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

// "P#3", or "#3" for an element that began on an earlier page; furniture is "-".
static void append_element(GString *out, const struct page *page, uint32_t id)
{
    if (id == ELEMENT_NONE) {
        g_string_append(out, " -");
        return;
    }
    const struct element *element = find_element(page->elements, page->n_elements, id);
    g_string_append_printf(out, " %s#%u", element ? role_name(element->role) : "", id);
}

static void append_rect(GString *out, struct rect rect)
{
    const len parts[] = {rect.x, rect.y, rect.width, rect.height};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_string_append_c(out, ' ');
        append_pt(out, parts[i]);
    }
}

static void append_named_rect(GString *out, const char *name, struct rect rect)
{
    g_string_append_printf(out, "  %s", name);
    append_rect(out, rect);
    g_string_append_c(out, '\n');
}

// The words of a line that are of another colour than the rest.
static void append_inks(GString *out, const struct item *item)
{
    const struct line *line = &item->line.line;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        if (!(run->ink & INK_SET))
            continue;
        g_string_append_printf(out, " #%06x:", item_run_colour(item, run));
        append_quoted(out, run->text, run->n_text);
    }
}

// Of the largest type in a line.
static len type_size(const struct line *line)
{
    len largest = 0;
    for (size_t i = 0; i < line->n_runs; i++)
        largest = MAX(largest, line->runs[i].run.size);
    return largest;
}

// A line's rectangle begins at its baseline; its height is the size of its type.
static void append_item(GString *out, const struct page *page, const struct item *item)
{
    static const char *const kinds[] = {"line", "rule", "image"};
    g_string_append_printf(out, "  %s", kinds[item->kind]);
    switch (item->kind) {
    case ITEM_LINE: {
        const struct line *line = &item->line.line;
        struct rect seen = {item->line.x + line->x, item->line.y, line->width, type_size(line)};
        append_rect(out, seen);
        append_element(out, page, item->element);
        g_string_append_c(out, ' ');
        append_quoted_line(out, line);
        break;
    }
    case ITEM_RULE:
        append_rect(out, item->rule);
        append_element(out, page, item->element);
        break;
    case ITEM_IMAGE: {
        const char *slash = strrchr(item->image.image->path, '/');
        append_rect(out, item->image.rect);
        append_element(out, page, item->element);
        g_string_append_printf(out, " %s", slash ? slash + 1 : item->image.image->path);
        break;
    }
    }
    if (item->colour)
        g_string_append_printf(out, " #%06x", item->colour);
    if (item->kind == ITEM_LINE)
        append_inks(out, item);
    g_string_append_c(out, '\n');
}

static bool same_rect(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static void append_head(GString *out, const struct page *page)
{
    g_string_append_printf(out, "page %u ", page->index + 1);
    append_quoted(out, page->label, strlen(page->label));
    g_string_append_c(out, ' ');
    append_pt(out, page->width);
    g_string_append_c(out, ' ');
    append_pt(out, page->height);
    g_string_append(out, page->rtl ? " rtl\n" : " ltr\n");
}

void dump_page(const struct page *page, GString *out)
{
    struct rect media = {0, 0, page->width, page->height};
    append_head(out, page);
    if (!same_rect(page->trim, media))
        append_named_rect(out, "trim", page->trim);
    if (!same_rect(page->bleed, page->trim))
        append_named_rect(out, "bleed", page->bleed);
    for (size_t i = 0; i < page->n_items; i++)
        append_item(out, page, &page->items[i]);
    for (size_t i = 0; i < page->n_links; i++) {
        const struct link_area *link = &page->links[i];
        g_string_append(out, "  link");
        append_rect(out, link->rect);
        append_element(out, page, link->element);
        if (link->uri)
            g_string_append_printf(out, " %s\n", link->uri);
        else
            g_string_append_printf(out, " to #%u\n", link->destination);
    }
    for (size_t i = 0; i < page->n_bookmarks; i++) {
        g_string_append_printf(out, "  bookmark %u ", page->bookmarks[i].level);
        append_pt(out, page->bookmarks[i].y);
        g_string_append_c(out, ' ');
        append_quoted(out, page->bookmarks[i].title, strlen(page->bookmarks[i].title));
        g_string_append_c(out, '\n');
    }
    if (page->n_open) {
        g_string_append(out, "  open");
        for (size_t i = 0; i < page->n_open; i++)
            g_string_append_printf(out, " #%u", page->open[i]);
        g_string_append_c(out, '\n');
    }
}

// The mean width of the line's word spaces, justification included; 0 where it has none.
static len word_space(const struct line *line)
{
    int64_t total = 0, n = 0;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        for (size_t j = 0; j < run->n_glyphs; j++) {
            if (!(run->glyphs[j].flags & GLYPH_SPACE))
                continue;
            total += glyph_run_x(run, j + 1) - glyph_run_x(run, j);
            n++;
        }
    }
    return n ? (len)(total / n) : 0;
}

static bool ends_word(gunichar c)
{
    return !g_unichar_isalnum(c) && !g_unichar_ismark(c);
}

// The word about a byte of the run.
static void append_word(GString *out, const struct glyph_run *run, size_t byte)
{
    const char *start = run->text + byte, *end = start, *stop = run->text + run->n_text;
    while (start > run->text) {
        const char *before = g_utf8_prev_char(start);
        if (ends_word(g_utf8_get_char(before)))
            break;
        start = before;
    }
    while (end < stop && !ends_word(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    g_string_append_len(out, start, end - start);
}

// Each lengthened word and by how many ems, from the left. A final letter's body is an elongation
// from as far on as a kashida is.
static void append_lengthened(GString *out, const struct line *line)
{
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        for (size_t k = 0; k < run->n_glyphs; k++) {
            struct letter_form form = form_of(run->glyphs[k].id);
            double ems = form_added(run->face, &form) / (double)run->face->upem;
            if (form.kind != FORM_LENGTHENED && ems < 0.3)
                continue;
            g_string_append_c(out, ' ');
            append_word(out, run, run->glyphs[k].cluster);
            g_string_append_c(out, ' ');
            append_number(out, ems);
        }
    }
}

void dump_lines(const struct page *page, GString *out)
{
    append_head(out, page);
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->items[i];
        if (item->kind != ITEM_LINE)
            continue;
        const struct line *line = &item->line.line;
        char ratio[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(ratio, sizeof ratio, "%+.2f", line->ratio == 0 ? 0 : line->ratio);
        g_string_append(out, "  width ");
        append_pt(out, line->width);
        g_string_append_printf(out, " ratio %s space ", ratio);
        append_pt(out, word_space(line));
        g_string_append_printf(out, " kashidas %u", line->kashidas);
        append_lengthened(out, line);
        g_string_append_printf(out, "%s%s ", line->hyphenated ? " hyphenated" : "",
                               line->last ? " last" : "");
        append_quoted_line(out, line);
        g_string_append_c(out, '\n');
    }
}

// The tree's elements by id, each with the text of its lines.
struct element_tree {
    GArray *elements;     // struct element, ids ascending
    GPtrArray *texts;     // GString by the same index; NULL where there is none
    size_t *first, *next; // children, as indices plus one; 0 ends
};

static int compare_ids(const void *a, const void *b)
{
    const struct element *one = a, *other = b;
    return (one->id > other->id) - (one->id < other->id);
}

static GString *tree_text(struct element_tree *tree, uint32_t id)
{
    const struct element *elements = (const struct element *)(void *)tree->elements->data;
    const struct element *element = find_element(elements, tree->elements->len, id);
    if (!element)
        return NULL;
    gpointer *text = &tree->texts->pdata[element - elements];
    if (!*text)
        *text = g_string_new(NULL);
    return *text;
}

// A block has the text of its lines whole, an inline element its own part.
static void tree_add_line(struct element_tree *tree, const struct item *item)
{
    const struct line *line = &item->line.line;
    GString *text = tree_text(tree, item->element);
    if (text) {
        line_append_text(text, line);
        if (line->last && text->len && text->str[text->len - 1] != ' ')
            g_string_append_c(text, ' '); // a forced break parts words
    }
    size_t *order = line_logical_order(line);
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[order[i]].run;
        GString *inner = run->tag ? tree_text(tree, run->tag) : NULL;
        if (inner)
            g_string_append_len(inner, run->text, (gssize)run->n_text);
    }
    g_free(order);
}

static void tree_free_text(void *text)
{
    if (text)
        g_string_free(text, TRUE);
}

static void tree_link(struct element_tree *tree)
{
    const struct element *elements = (const struct element *)(void *)tree->elements->data;
    size_t n = tree->elements->len;
    tree->first = g_new0(size_t, n + 1);
    tree->next = g_new0(size_t, n + 1);
    for (size_t i = n; i-- > 0;) {
        const struct element *parent = find_element(elements, n, elements[i].parent);
        if (!parent)
            continue;
        tree->next[i] = tree->first[parent - elements];
        tree->first[parent - elements] = i + 1;
    }
}

static struct element_tree tree_new(const struct page *const *pages, size_t n)
{
    struct element_tree tree = {.elements = g_array_new(FALSE, FALSE, sizeof(struct element)),
                                .texts = g_ptr_array_new_with_free_func(tree_free_text)};
    for (size_t i = 0; i < n; i++)
        g_array_append_vals(tree.elements, pages[i]->elements, (guint)pages[i]->n_elements);
    g_array_sort(tree.elements, compare_ids);
    g_ptr_array_set_size(tree.texts, (gint)tree.elements->len);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < pages[i]->n_items; j++) {
            if (pages[i]->items[j].kind == ITEM_LINE)
                tree_add_line(&tree, &pages[i]->items[j]);
        }
    }
    tree_link(&tree);
    return tree;
}

static void append_attributes(GString *out, const struct element *element)
{
    static const char *const numberings[] = {NULL, "decimal", "disc"};
    if (element->lang)
        g_string_append_printf(out, " lang=%s", element->lang);
    if (element->numbering != NUMBERING_NONE)
        g_string_append_printf(out, " numbering=%s", numberings[element->numbering]);
    if (element->columns > 1)
        g_string_append_printf(out, " columns=%u", element->columns);
    if (element->rows > 1)
        g_string_append_printf(out, " rows=%u", element->rows);
    if (element->alt) {
        g_string_append(out, " alt=");
        append_quoted(out, element->alt, strlen(element->alt));
    }
}

static void append_tree(GString *out, const struct element_tree *tree, size_t index, int depth)
{
    const struct element *element = &g_array_index(tree->elements, struct element, index);
    g_string_append_printf(out, "%*s%s", depth * 2, "", role_name(element->role));
    append_attributes(out, element);
    const GString *text = tree->texts->pdata[index];
    if (text) {
        size_t n = text->len;
        while (n > 0 && text->str[n - 1] == ' ')
            n--;
        g_string_append_c(out, ' ');
        append_quoted(out, text->str, n);
    }
    g_string_append_c(out, '\n');
    for (size_t child = tree->first[index]; child; child = tree->next[child - 1])
        append_tree(out, tree, child - 1, depth + 1);
}

void dump_tags(const struct page *const *pages, size_t n, GString *out)
{
    struct element_tree tree = tree_new(pages, n);
    for (guint i = 0; i < tree.elements->len; i++) {
        if (g_array_index(tree.elements, struct element, i).parent == ELEMENT_NONE)
            append_tree(out, &tree, i, 0);
    }
    g_array_unref(tree.elements);
    g_ptr_array_unref(tree.texts);
    g_free(tree.first);
    g_free(tree.next);
}
