// SPDX-License-Identifier: MIT
#include "compare/diff.h"

#include "language/label.h"
#include "compare/diff_make.h"

#include <string.h>

struct diff *diff_make(struct arena *arena, const struct diff_side *from,
                       const struct diff_side *to)
{
    struct diff *diff = ARENA_NEW(arena, struct diff);
    diff->from = arena_memdup(arena, from, sizeof *from);
    diff->to = arena_memdup(arena, to, sizeof *to);
    diff_make_names(arena, from, to, diff);
    diff_make_text(arena, from, to, diff);
    return diff;
}

bool diff_is_empty(const struct diff *diff)
{
    return !diff->n_added && !diff->n_removed && !diff->n_renumbered && !diff->n_respelt &&
           !diff->n_text;
}

// A list that was numbered throughout, or whose numbers were dropped, has 0 on one side.
static bool runs_on(const struct diff_renumbering *before, const struct diff_renumbering *next)
{
    if (!before->from || !before->to)
        return before->from ? !next->to && next->from == before->from + 1
                            : !next->from && next->to == before->to + 1;
    return next->from > before->from && next->to - next->from == before->to - before->from;
}

size_t diff_run(const struct diff *diff, size_t first)
{
    const struct diff_renumbering *list = diff->renumbered;
    size_t end = first + 1;
    while (end < diff->n_renumbered && runs_on(&list[end - 1], &list[end]))
        end++;
    return end - first;
}

// ---- reading ---------------------------------------------------------------------------------

// An entry of a list: what follows its number or bullet, or the line itself. A label is set
// off by one space; "350.org" has none.
static struct diff_entry read_entry(const char *line)
{
    struct label label;
    if (!label_parse(line, strlen(line), &label) || line[label.length] != ' ')
        return (struct diff_entry){0, line};
    bool bullet = label.kind == LABEL_BULLET;
    return (struct diff_entry){bullet ? 0 : label.number, line + label.length + 1};
}

// Where the lists are not known: "12. name", "١٢. name" and so on.
static bool looks_like_entry(const char *line)
{
    const char *p = line;
    while (g_unichar_isdigit(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p > line && p[0] == '.' && p[1] == ' ' && p[2];
}

struct lists {
    const struct diff_lines *lines;
    size_t n, at;
};

static bool lists_have(struct lists *lists, size_t line)
{
    while (lists->at < lists->n && lists->lines[lists->at].last < line)
        lists->at++;
    return lists->at < lists->n && lists->lines[lists->at].first <= line;
}

void diff_read_text(struct arena *arena, const char *label, const char *text, size_t n,
                    const struct diff_lines *lists, size_t n_lists, struct diff_side *ret)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)n);
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct diff_entry));
    GPtrArray *paragraphs = g_ptr_array_new();
    struct lists given = {lists, n_lists, 0};
    size_t number = 1;
    for (char *line = arena_strdup(arena, valid), *end; line && *line; line = end, number++) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        struct diff_entry entry = read_entry(line);
        bool listed = lists ? lists_have(&given, number) : looks_like_entry(line);
        if (listed && *line)
            g_array_append_val(entries, entry);
        else if (*line)
            g_ptr_array_add(paragraphs, line);
    }
    *ret = (struct diff_side){.label = arena_strdup(arena, label),
                              .n_entries = entries->len,
                              .n_paragraphs = paragraphs->len};
    ret->entries = arena_memdup(arena, entries->data, entries->len * sizeof(struct diff_entry));
    ret->paragraphs = arena_memdup(arena, paragraphs->pdata, paragraphs->len * sizeof(char *));
    g_array_unref(entries);
    g_ptr_array_unref(paragraphs);
}

// ---- JSON ------------------------------------------------------------------------------------

static json_t *text_or_none(const char *text)
{
    return text ? json_text(text, strlen(text)) : NULL;
}

// A member that is not there is left out.
static void set(json_t *object, const char *key, json_t *value)
{
    if (value)
        json_object_set_new(object, key, value);
}

static json_t *number_or_none(int64_t number)
{
    return number ? json_integer(number) : NULL;
}

static json_t *entries_json(const struct diff_entry *entries, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *entry = json_object();
        set(entry, "number", number_or_none(entries[i].number));
        set(entry, "name", text_or_none(entries[i].name));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *renumbered_json(const struct diff *diff)
{
    json_t *list = json_array();
    for (size_t i = 0; i < diff->n_renumbered; i++) {
        json_t *entry = json_object();
        set(entry, "name", text_or_none(diff->renumbered[i].name));
        set(entry, "from", number_or_none(diff->renumbered[i].from));
        set(entry, "to", number_or_none(diff->renumbered[i].to));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *respelt_json(const struct diff *diff)
{
    json_t *list = json_array();
    for (size_t i = 0; i < diff->n_respelt; i++) {
        const struct diff_respelling *respelt = &diff->respelt[i];
        json_t *entry = json_object();
        set(entry, "number", number_or_none(respelt->number));
        set(entry, "from", text_or_none(respelt->from));
        set(entry, "to", text_or_none(respelt->to));
        if (respelt->from_number != respelt->number)
            set(entry, "was", number_or_none(respelt->from_number));
        set(entry, "likeness", json_integer(respelt->likeness));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *words_json(const struct diff_text *text)
{
    static const char *const ops[] = {"same", "removed", "added"};
    json_t *list = text->n_words ? json_array() : NULL;
    for (size_t i = 0; i < text->n_words; i++) {
        json_t *pair = json_array();
        json_array_append_new(pair, json_string(ops[text->words[i].op]));
        json_array_append_new(pair, json_text(text->words[i].text, text->words[i].n));
        json_array_append_new(list, pair);
    }
    return list;
}

static json_t *text_json(const struct diff_text *text)
{
    static const char *const kinds[] = {"changed", "added", "removed", "moved"};
    json_t *entry = json_object(), *at = json_object();
    set(entry, "kind", json_string(kinds[text->kind]));
    set(entry, "before", text_or_none(text->before));
    set(entry, "after", text_or_none(text->after));
    set(at, "from", number_or_none((int64_t)text->from));
    set(at, "to", number_or_none((int64_t)text->to));
    set(entry, "paragraph", at);
    set(entry, "words", words_json(text));
    return entry;
}

json_t *diff_json(const struct diff *diff)
{
    json_t *json = json_object(), *names = json_object(), *text = json_array();
    set(json, "from", text_or_none(diff->from->label));
    set(json, "to", text_or_none(diff->to->label));
    set(names, "added", entries_json(diff->added, diff->n_added));
    set(names, "removed", entries_json(diff->removed, diff->n_removed));
    set(names, "renumbered", renumbered_json(diff));
    set(names, "respelt", respelt_json(diff));
    set(json, "signatories", names);
    for (size_t i = 0; i < diff->n_text; i++)
        json_array_append_new(text, text_json(&diff->text[i]));
    set(json, "text", text);
    return json;
}
