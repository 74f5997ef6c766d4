// SPDX-License-Identifier: MIT
#include "read/html/html_notes.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 400, MARK_MOST = 6 };

struct html_notes {
    GHashTable *wanted;     /* id to number, of places that a number has led to so far: what leads
                               back up finds its place already passed */
    GHashTable *references; /* element to id */
    GHashTable *blocks;     /* element to number, NULL for one that is no note */
    GHashTable *found;      /* id to number, of places that came after a reference */
};

static bool is_named(const struct dom *node, const char *name)
{
    return g_ascii_strcasecmp(node->name, name) == 0;
}

static void append_text(struct dom *node, int depth, GString *out)
{
    for (struct dom *child = node->children; child && depth < DEPTH_MOST && out->len < 32;
         child = child->next) {
        if (child->type == DOM_TEXT && child->content)
            g_string_append(out, child->content);
        else if (child->type == DOM_ELEMENT)
            append_text(child, depth + 1, out);
    }
}

// In a superscript, or around one.
static bool is_raised(const struct dom *link)
{
    enum { LEVELS = 3 };
    const struct dom *at = link->parent;
    for (int i = 0; i < LEVELS && at && at->type == DOM_ELEMENT; i++, at = at->parent)
        if (is_named(at, "sup"))
            return true;
    const struct dom *child = link->children;
    return child && child->type == DOM_ELEMENT && is_named(child, "sup");
}

// "i", "iv", "a", "*": how notes at a document's end and few notes are marked.
static size_t letters_length(const char *text)
{
    static const char *const signs[] = {"*", "**", "***", "†", "‡", "§"};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (strcmp(text, signs[i]) == 0)
            return strlen(signs[i]);
    }
    size_t roman = strspn(text, "ivxlc");
    return roman && !text[roman] ? roman : g_ascii_islower(*text) && !text[1] ? 1 : 0;
}

// "[1]", "(1)", or "1" where it is raised: the number, to be freed; NULL for any other text, such
// as the numbers of pages.
static char *note_number(struct dom *link)
{
    GString *text = g_string_new(NULL);
    append_text(link, 0, text);
    g_strstrip(text->str);
    const char *start = text->str + (*text->str == '[' || *text->str == '(');
    size_t n = strspn(start, "0123456789");
    if (n == 0 && is_raised(link))
        n = letters_length(start);
    const char *rest = start + n;
    bool closed =
        start > text->str ? (*rest == ']' || *rest == ')') && !rest[1] : !*rest && is_raised(link);
    char *number = n > 0 && n <= MARK_MOST && closed ? g_strndup(start, n) : NULL;
    g_string_free(text, TRUE);
    return number;
}

static void take_link(struct html_notes *notes, struct dom *node)
{
    const char *href = dom_attribute(node, "href");
    char *number = href && href[0] == '#' && href[1] ? note_number(node) : NULL;
    if (number) {
        if (!g_hash_table_contains(notes->wanted, href + 1))
            g_hash_table_insert(notes->wanted, g_strdup(href + 1), g_strdup(number));
        g_hash_table_insert(notes->references, node, g_strdup(href + 1));
    }
    g_free(number);
}

static bool holds_parts(const struct dom *parent, int depth)
{
    static const char *const parts[] = {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"};
    for (const struct dom *node = parent->children; node && depth < DEPTH_MOST; node = node->next) {
        for (size_t i = 0; node->type == DOM_ELEMENT && i < G_N_ELEMENTS(parts); i++)
            if (is_named(node, parts[i]))
                return true;
        if (node->type == DOM_ELEMENT && holds_parts(node, depth + 1))
            return true;
    }
    return false;
}

// The block that an anchor within it stands for.
static struct dom *block_of(struct dom *node)
{
    static const char *const blocks[] = {"li", "p", "dd", "div"};
    for (struct dom *at = node; at && at->type == DOM_ELEMENT; at = at->parent)
        for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++)
            if (is_named(at, blocks[i]))
                return at;
    return NULL;
}

// A block is looked through once, whatever number of places is in it: one with parts of its own is
// no note but a part of the page.
static void take_block(struct html_notes *notes, struct dom *block, const char *id,
                       const char *number)
{
    if (g_hash_table_contains(notes->blocks, block))
        return;
    bool is_note = !holds_parts(block, 0);
    g_hash_table_insert(notes->blocks, block, is_note ? g_strdup(number) : NULL);
    if (is_note)
        g_hash_table_insert(notes->found, g_strdup(id), g_strdup(number));
}

static void take_place(struct html_notes *notes, struct dom *node, const char *attribute_name)
{
    const char *id = dom_attribute(node, attribute_name);
    const char *number = id ? g_hash_table_lookup(notes->wanted, id) : NULL;
    struct dom *block = number ? block_of(node) : NULL;
    if (block)
        take_block(notes, block, id, number);
}

static void gather(struct html_notes *notes, struct dom *parent, int depth)
{
    for (struct dom *node = parent->children; node && depth < DEPTH_MOST; node = node->next) {
        if (node->type != DOM_ELEMENT)
            continue;
        take_place(notes, node, "id");
        if (is_named(node, "a")) {
            take_place(notes, node, "name");
            take_link(notes, node);
        }
        gather(notes, node, depth + 1);
    }
}

struct html_notes *html_notes_new(struct dom *root)
{
    struct html_notes *notes = g_new0(struct html_notes, 1);
    notes->wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    notes->references = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    notes->blocks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    notes->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    gather(notes, root, 0);
    return notes;
}

void html_notes_free(struct html_notes *notes)
{
    g_hash_table_unref(notes->wanted);
    g_hash_table_unref(notes->references);
    g_hash_table_unref(notes->blocks);
    g_hash_table_unref(notes->found);
    g_free(notes);
}

const char *html_notes_reference(const struct html_notes *notes, const struct dom *element)
{
    const char *id = g_hash_table_lookup(notes->references, element);
    return id ? g_hash_table_lookup(notes->found, id) : NULL;
}

const char *html_notes_block(const struct html_notes *notes, const struct dom *element)
{
    return g_hash_table_lookup(notes->blocks, element);
}

bool html_notes_leads_within(struct dom *element)
{
    const char *href = is_named(element, "a") ? dom_attribute(element, "href") : NULL;
    bool within = href && href[0] == '#';
    return within;
}

// What of a note's text is its number again: "[1]", "^", and but for an entry, which may begin with
// a date, "1." too.
static size_t number_length(const char *text, const char *name, bool entry)
{
    size_t caret = strspn(text, "^ "), n = strlen(name);
    const char *p = text + caret;
    if ((*p == '[' || *p == '(') && strncmp(p + 1, name, n) == 0 && strchr("])", p[n + 1]))
        return p[n + 1] ? caret + n + 2 : caret;
    bool bare = !entry && strncmp(p, name, n) == 0 && p[n] && strchr(".:)", p[n]);
    return caret + (bare ? n + 1 : 0);
}

void html_notes_skip_number(struct arena *arena, struct node *note, bool entry)
{
    struct node *first = note->first ? note->first->first : NULL;
    // A raised number is a text of its own.
    if (first && first->kind == NODE_TEXT && first->next && strcmp(first->text, note->name) == 0) {
        first = first->next;
        node_detach(first->previous);
    }
    if (!first || first->kind != NODE_TEXT)
        return;
    size_t n = number_length(first->text, note->name, entry);
    n += strspn(first->text + n, " ");
    first->text = arena_strdup(arena, first->text + n);
    if (!*first->text)
        node_detach(first);
}
