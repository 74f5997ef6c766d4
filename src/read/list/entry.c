// SPDX-License-Identifier: MIT
#include "read/list/entry.h"

#include "base/utf8.h"
#include "language/label.h"
#include "read/fold.h"
#include "read/office/numerals.h"

#include <string.h>

static bool filled(const char *text)
{
    return text && text[text_leading(text, strlen(text))];
}

static void add_trimmed(struct arena *arena, struct node *parent, const char *text)
{
    size_t lead = text_leading(text, strlen(text));
    text += lead;
    node_new_text(arena, parent, text, text_trimmed(text, strlen(text)));
}

// The mark between a name and what is said of it, in the writing of the text that follows.
static const char *separator_for(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        if (!g_unichar_isalpha(c))
            continue;
        if (g_unichar_get_script(c) == G_UNICODE_SCRIPT_ARABIC)
            return "، ";
        return g_unichar_iswide(c) && g_unichar_get_script(c) != G_UNICODE_SCRIPT_HANGUL ? "，"
                                                                                         : ", ";
    }
    return ", ";
}

static void add_affiliation(struct arena *arena, struct node *entry,
                            const struct signatory *signatory)
{
    struct node *affiliation = NULL;
    for (size_t i = 0; i < SAID_MOST; i++) {
        if (!filled(signatory->said[i]))
            continue;
        if (!affiliation)
            affiliation = node_new(arena, entry, NODE_AFFILIATION);
        const char *separator = separator_for(signatory->said[i]);
        node_new_text(arena, affiliation, separator, strlen(separator));
        add_trimmed(arena, affiliation, signatory->said[i]);
    }
}

// "12" is printed "12."; "12)" and "№ 12" as they stand.
static void set_label(struct arena *arena, struct node *entry, const struct signatory *signatory)
{
    entry->entry.label = "";
    const char *text = filled(signatory->label) ? signatory->label : signatory->number;
    if (!filled(text))
        return;
    text += text_leading(text, strlen(text));
    size_t n = text_trimmed(text, strlen(text));
    struct label label;
    int64_t number;
    if (number_parse(text, n, &number) == n) {
        entry->entry.number = number;
        char *stopped = arena_strndup(arena, text, n + 1); // what follows is a space or the end
        stopped[n] = '.';
        entry->entry.label = stopped;
        return;
    }
    if (label_parse(text, n, &label))
        entry->entry.number = label.number;
    entry->entry.label = arena_strndup(arena, text, n);
}

struct node *entry_new(struct arena *arena, struct node *list, const struct signatory *signatory)
{
    struct node *entry = node_new(arena, list, NODE_ENTRY);
    set_label(arena, entry, signatory);
    add_trimmed(arena, entry, signatory->name ? signatory->name : "");
    add_affiliation(arena, entry, signatory);
    if (filled(signatory->lang))
        entry->lang = arena_strdup(arena, signatory->lang);
    return entry;
}

static void move_into(struct node *from, struct node *parent)
{
    while (from) {
        struct node *next = from->next;
        if (!node_is_inline(from))
            return;
        node_detach(from);
        node_append_child(parent, from);
        from = next;
    }
}

void entry_split_affiliation(struct arena *arena, struct node *entry)
{
    struct node *child = entry->first;
    while (child && child->kind != NODE_BREAK)
        child = child->next;
    if (!child || !child->next || !child->previous || !node_is_inline(child->next))
        return;
    struct node *rest = child->next;
    if (rest->kind == NODE_AFFILIATION)
        return;
    struct node *affiliation = node_new(arena, NULL, NODE_AFFILIATION);
    affiliation->line = rest->line;
    node_insert_before(affiliation, rest);
    move_into(rest, affiliation);
}

static const char *dash_in(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        if (c == '\t' && p > text)
            return p;
        bool dash = c == 0x2013 || c == 0x2014;
        if (!dash || p == text || !g_unichar_isspace(utf8_char(g_utf8_prev_char(p))))
            continue;
        if (g_unichar_isspace(utf8_char(g_utf8_next_char(p))))
            return text + text_trimmed(text, (size_t)(p - text));
    }
    return NULL;
}

void entry_split_dash(struct arena *arena, struct node *entry)
{
    for (struct node *child = entry->first; child && node_is_inline(child); child = child->next) {
        const char *dash = child->kind == NODE_TEXT ? dash_in(child->text) : NULL;
        if (!dash || (dash == child->text && !child->previous))
            continue;
        struct node *rest = child->next;
        struct node *affiliation = node_new(arena, NULL, NODE_AFFILIATION);
        node_insert_after(affiliation, child);
        affiliation->line = child->line;
        node_new_text(arena, affiliation, dash, strlen(dash))->line = child->line;
        child->text = arena_strndup(arena, child->text, (size_t)(dash - child->text));
        child->source = SPAN_NONE;
        move_into(rest, affiliation);
        return;
    }
}

static void skip_start(struct arena *arena, struct node *text, size_t skip)
{
    bool exact = text->source.end - text->source.start == strlen(text->text);
    text->text = arena_strdup(arena, text->text + skip);
    if (exact)
        text->source.start += skip;
    if (!*text->text && text->next)
        node_detach(text);
}

// Pages pad names with &nbsp;.
static void trim_end(struct arena *arena, const struct node *entry)
{
    struct node *text = entry->last;
    if (!text || text->kind != NODE_TEXT)
        return;
    size_t n = strlen(text->text), kept = text_trimmed(text->text, n);
    if (kept == n)
        return;
    bool exact = text->source.end - text->source.start == n;
    text->text = arena_strndup(arena, text->text, kept);
    if (exact)
        text->source.end -= n - kept;
    if (!kept && text->previous)
        node_detach(text);
}

void entry_take_label(struct arena *arena, struct node *entry)
{
    struct node *text = entry->first;
    if (!entry->entry.label)
        entry->entry.label = "";
    if (!text || text->kind != NODE_TEXT)
        return;
    size_t n = strlen(text->text), lead = text_leading(text->text, n);
    struct label label;
    if (label_parse(text->text + lead, n - lead, &label)) {
        entry->entry.label = arena_strndup(arena, text->text + lead, label.length);
        entry->entry.number = label.number;
        lead += label.skip;
    }
    if (lead)
        skip_start(arena, text, lead);
}

// ---- labels that only their sequence tells ----

// "2.1": the numbers of several levels.
static bool is_of_levels(const char *label)
{
    size_t digits = strspn(label, "0123456789."), n = strlen(label);
    return digits == n && g_ascii_isdigit(*label) && strchr(label, '.') < label + n - 1 &&
           strchr(label, '.') && !strstr(label, "..");
}

static char *first_word(const struct node *entry)
{
    const struct node *text = entry->first;
    if (!text || text->kind != NODE_TEXT)
        return NULL;
    const char *space = strchr(text->text, ' ');
    return space && space > text->text ? g_strndup(text->text, (gsize)(space - text->text)) : NULL;
}

// Letters label a list where they run from the first on in every line of it.
static bool runs_in_letters(const struct node *list)
{
    enum { ENTRIES_LEAST = 2 };
    enum numeral numeral = NUMERAL_NONE;
    int64_t number = 0;
    bool runs = true;
    for (const struct node *entry = list->first; entry && runs; entry = entry->next) {
        char *word = first_word(entry);
        runs = word && !*entry->entry.label && numeral_fits(word, ++number, &numeral);
        g_free(word);
    }
    return runs && number >= ENTRIES_LEAST;
}

static void take_word(struct arena *arena, struct node *entry, int64_t number)
{
    char *word = first_word(entry);
    entry->entry.label = arena_strdup(arena, word);
    entry->entry.number = number;
    skip_start(arena, entry->first, strlen(word) + 1);
    g_free(word);
}

static void take_sequence(struct arena *arena, struct node *list)
{
    bool letters = runs_in_letters(list);
    int64_t number = 0;
    for (struct node *entry = list->first; entry; entry = entry->next) {
        number++;
        char *word = *entry->entry.label ? NULL : first_word(entry);
        if (letters)
            take_word(arena, entry, number);
        else if (word && is_of_levels(word))
            take_word(arena, entry, NUMBER_NONE);
        g_free(word);
    }
}

struct node *entries_from_lines(struct arena *arena, struct node *block)
{
    struct node *list = node_new(arena, NULL, NODE_LIST);
    list->source = block->source;
    list->line = block->line;
    list->lang = block->lang;
    list->direction = block->direction;
    node_insert_before(list, block);
    node_detach(block);
    struct node *entry = NULL;
    for (struct node *child = block->first, *next; child; child = next) {
        next = child->next;
        node_detach(child);
        // A line marked as an affiliation belongs to the name above it.
        if (child->kind == NODE_BREAK && !(entry && next && next->kind == NODE_AFFILIATION)) {
            entry = NULL;
            continue;
        }
        if (!entry) {
            entry = node_new(arena, list, NODE_ENTRY);
            entry->line = child->line ? child->line : block->line;
            entry->source = child->source;
        }
        node_append_child(entry, child);
    }
    for (entry = list->first; entry; entry = entry->next) {
        entry_take_label(arena, entry);
        trim_end(arena, entry);
    }
    take_sequence(arena, list);
    return list;
}
