// SPDX-License-Identifier: MIT
// A word processor's document made a letter: what the file says of direction and language is
// weighed against its text, notes go to the end, and the roles are found as in any other form.
#include "read/office/office.h"

#include "base/error.h"
#include "language/lang_text.h"
#include "read/capture/footnotes.h"
#include "read/capture/roles.h"
#include "read/find/find.h"
#include "read/fold.h"

#include <string.h>

enum { FOREIGN_WORDS = 3 };

// ---- languages that the file marks ----

static void unwrap(struct node *node)
{
    for (struct node *child; (child = node->first) != NULL;) {
        node_detach(child);
        node_insert_before(child, node);
    }
    node_detach(node);
}

static void tally_below(const struct node *node, GHashTable *letters)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_SPAN && child->lang) {
            GString *text = g_string_new(NULL);
            node_append_text(child, text);
            size_t sum = GPOINTER_TO_SIZE(g_hash_table_lookup(letters, child->lang)) + text->len;
            g_hash_table_insert(letters, (gpointer)child->lang, GSIZE_TO_POINTER(sum));
            g_string_free(text, TRUE);
        } else {
            tally_below(child, letters);
        }
    }
}

// The language that most of the text is marked as; of equals the first by name.
static const char *marked_language(const struct node *root)
{
    GHashTable *letters = g_hash_table_new(g_str_hash, g_str_equal);
    tally_below(root, letters);
    GHashTableIter iter;
    gpointer tag, sum;
    const char *best = NULL;
    size_t most = 0;
    g_hash_table_iter_init(&iter, letters);
    while (g_hash_table_iter_next(&iter, &tag, &sum)) {
        size_t n = GPOINTER_TO_SIZE(sum);
        if (n > most || (n == most && best && strcmp(tag, best) < 0)) {
            best = tag;
            most = n;
        }
    }
    g_hash_table_unref(letters);
    return best;
}

static void append_blocks(const struct node *node, GString *out)
{
    enum { SAMPLE_MOST = 40000 };
    for (const struct node *child = node->first; child && out->len < SAMPLE_MOST;
         child = child->next) {
        // Names are of every language.
        if (node_is_inline(child) || child->kind == NODE_LIST || child->kind == NODE_TABLE)
            continue;
        node_append_text(child, out);
        g_string_append_c(out, '\n');
        append_blocks(child, out);
    }
}

// Files are marked by the machine they were typed on: the mark counts where the text agrees.
static void set_language(struct office *office)
{
    struct node *root = office->reader->document->root;
    const char *marked = root->lang ? NULL : marked_language(root);
    if (!marked)
        return;
    struct lang_words words = tables_lang_words(office->reader->tables);
    GString *text = g_string_new(NULL);
    append_blocks(root, text);
    const char *found = lang_of_text(text->str, text->len, &words, NULL);
    if (lang_same(found, marked) || strcmp(found, "und") == 0)
        root->lang = marked;
    g_string_free(text, TRUE);
}

// A mark counts where the text does not gainsay it, from a few words on.
static bool is_foreign(const struct office *office, const struct node *span, const char *around)
{
    struct lang_words words = tables_lang_words(office->reader->tables);
    GString *text = g_string_new(NULL);
    node_append_text(span, text);
    bool foreign = around && !lang_same(span->lang, around) &&
                   text_words(text->str, text->len) >= FOREIGN_WORDS &&
                   direction_of_language(span->lang) == direction_of_text(text->str, text->len);
    const char *found = foreign ? lang_of_text(text->str, text->len, &words, NULL) : "und";
    foreign = foreign && (strcmp(found, "und") == 0 || lang_same(found, span->lang));
    g_string_free(text, TRUE);
    return foreign;
}

// ---- notes whose numbers were raised by hand ----

// "¹": the number in plain digits, g_free(); NULL for any other text.
static char *raised_number(const struct node *text)
{
    static const gunichar raised[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    GString *number = g_string_new(NULL);
    for (const char *p = text && text->kind == NODE_TEXT ? text->text : ""; *p;
         p = g_utf8_next_char(p)) {
        size_t digit = 0;
        while (digit < G_N_ELEMENTS(raised) && raised[digit] != g_utf8_get_char(p))
            digit++;
        if (digit == G_N_ELEMENTS(raised)) {
            g_string_truncate(number, 0);
            break;
        }
        g_string_append_c(number, (char)('0' + digit));
    }
    return g_string_free(number, number->len == 0);
}

static void bracket(struct arena *arena, struct node *text, const char *number)
{
    text->text = arena_printf(arena, "[%s]", number);
}

static bool bracket_below(struct arena *arena, struct node *parent, const char *number)
{
    for (struct node *child = parent->first; child; child = child->next) {
        char *own = child->previous ? raised_number(child) : NULL;
        bool found = g_strcmp0(own, number) == 0 && own;
        g_free(own);
        if (found)
            bracket(arena, child, number);
        if (found || bracket_below(arena, child, number))
            return true;
    }
    return false;
}

// A paragraph that begins with a raised number which the text above has too is a note: both are
// written as footnotes_find() knows them.
static void bracket_typed_notes(const struct office *office, struct node *root)
{
    if (office->n_notes)
        return;
    for (struct node *block = root->last; block; block = block->previous) {
        char *number = block->kind == NODE_PARAGRAPH ? raised_number(block->first) : NULL;
        if (number && block->first->next && bracket_below(office->arena, root, number))
            bracket(office->arena, block->first, number);
        g_free(number);
    }
}

// ---- what the marks leave ----

static void join_texts(struct arena *arena, struct node *parent)
{
    for (struct node *child = parent->first; child; child = child->next) {
        while (child->kind == NODE_TEXT && child->next && child->next->kind == NODE_TEXT) {
            child->text = arena_printf(arena, "%s%s", child->text, child->next->text);
            node_detach(child->next);
        }
        join_texts(arena, child);
    }
}

// A name's language is told by the name, in a list or a table.
static void settle_spans(const struct office *office, struct node *parent, const char *around)
{
    bool name = parent->kind == NODE_ENTRY || parent->kind == NODE_CELL;
    for (struct node *child = parent->first, *next; child; child = next) {
        next = child->next;
        if (child->kind != NODE_SPAN || !child->lang) {
            settle_spans(office, child, around);
        } else if (name || !is_foreign(office, child, around)) {
            next = child->first ? child->first : next;
            unwrap(child);
        }
    }
}

// ---- direction ----

static void settle_directions(struct node *parent, enum direction root)
{
    for (struct node *child = parent->first; child; child = child->next) {
        if (node_is_inline(child))
            continue;
        bool other = child->direction == DIRECTION_RTL && root != DIRECTION_RTL;
        child->direction = other ? DIRECTION_RTL : DIRECTION_INHERIT;
        settle_directions(child, root);
    }
}

// ---- titles ----

// Below a title, headings are of the second level; without one the first heading may be it.
static void shift_headings(struct node *root)
{
    bool titled = false;
    for (struct node *node = root->first; node; node = node->next)
        titled |= node->kind == NODE_TITLE;
    for (struct node *node = root->first; node; node = node->next) {
        if (node->kind == NODE_HEADING && titled)
            node->level = MIN(node->level + 1, 6);
        if (node->kind == NODE_TITLE) {
            node->kind = NODE_HEADING;
            node->level = 1;
        }
    }
}

// ---- pictures above the letter ----

static bool is_of_head(const struct node *node)
{
    return node->kind == NODE_TITLE || node->kind == NODE_ADDRESSEE || node->kind == NODE_SENDER ||
           node->kind == NODE_DATE || node->kind == NODE_REFERENCE || node->kind == NODE_SALUTATION;
}

// The picture that a letter opens with is its letterhead; others above the head stand below it.
static void place_leading_pictures(struct node *root)
{
    struct node *end = NULL;
    for (struct node *node = root->first; node && (node->kind == NODE_FIGURE || is_of_head(node));
         node = node->next)
        end = is_of_head(node) ? node : end;
    if (!end || root->first->kind != NODE_FIGURE)
        return;
    root->first->kind = NODE_LETTERHEAD;
    struct node *after = end;
    for (struct node *node = root->first->next, *next; node != end; node = next) {
        next = node->next;
        if (node->kind != NODE_FIGURE)
            continue;
        node_detach(node);
        node_insert_after(node, after);
        after = node;
    }
}

static void untab_below(struct arena *arena, struct node *node)
{
    for (struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT && strchr(child->text, '\t')) {
            char *text = arena_strdup(arena, child->text);
            child->text = g_strdelimit(text, "\t", ' ');
        }
        untab_below(arena, child);
    }
}

bool office_finish(struct office *office, GError **error)
{
    struct node *root = office->reader->document->root;
    if (!root->first) {
        fault_set(error, FAULT_INVALID, "%s: holds no text that is a letter [source-empty]",
                  office->reader->source->path);
        return false;
    }
    while (office->notes->first) {
        struct node *note = office->notes->first;
        node_detach(note);
        node_append_child(root, note);
    }
    if (office->rtl > office->ltr)
        root->direction = DIRECTION_RTL;
    settle_directions(root, root->direction);
    set_language(office);
    settle_spans(office, root, root->lang);
    bracket_typed_notes(office, root);
    join_texts(office->arena, root);
    shift_headings(root);
    office->reader->alone = true;
    footnotes_find(office->reader->document);
    if (!office->reader->signatories_given)
        signatories_find(office->reader);
    roles_assign(office->reader);
    reader_offer_title(office->reader, office->title);
    place_leading_pictures(root);
    untab_below(office->arena, root);
    return true;
}
