// SPDX-License-Identifier: MIT
#include "read/markdown/front_matter.h"

#include "base/error.h"
#include "language/tag.h"
#include "read/dates.h"
#include "read/list/signatories.h"
#include "read/markdown/yaml_value.h"

#include <string.h>

// The next line's start after `p`, or the end.
static const char *line_after(const char *p, const char *end)
{
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    return newline ? newline + 1 : end;
}

static bool line_is(const char *p, const char *end, const char *what)
{
    size_t n = strlen(what);
    const char *stop = line_after(p, end);
    if ((size_t)(stop - p) < n || memcmp(p, what, n) != 0)
        return false;
    for (p += n; p < stop; p++) {
        if (!g_ascii_isspace(*p))
            return false;
    }
    return true;
}

// From the line after the opening "---" to the closing one; false if there is no such block.
static bool find_block(const GString *text, size_t *ret_start, size_t *ret_yaml_end,
                       struct front_matter *ret)
{
    const char *begin = text->str, *end = begin + text->len;
    if (!line_is(begin, end, "---"))
        return false;
    const char *p = line_after(begin, end);
    *ret_start = (size_t)(p - begin);
    for (ret->lines = 2; p < end; p = line_after(p, end), ret->lines++) {
        if (!line_is(p, end, "---") && !line_is(p, end, "..."))
            continue;
        *ret_yaml_end = (size_t)(p - begin);
        ret->end = (size_t)(line_after(p, end) - begin);
        return true;
    }
    return false;
}

struct fields {
    struct reader *reader;
    struct front_matter *matter;
    GError **fault; // of the first field that is refused
};

static void add_lines(struct arena *arena, struct node *node, const char *text)
{
    for (const char *p = text;;) {
        const char *newline = strchr(p, '\n');
        size_t n = newline ? (size_t)(newline - p) : strlen(p);
        if (n)
            node_new_text(arena, node, p, n)->line = node->line;
        if (!newline || !newline[1])
            return;
        node_new(arena, node, NODE_BREAK);
        p = newline + 1;
    }
}

static void add_block(struct fields *fields, struct node *parent, enum node_kind kind,
                      const struct yaml_value *value)
{
    struct arena *arena = fields->reader->document->arena;
    if (!value->text || !*value->text)
        return;
    struct node *node = node_new(arena, parent, kind);
    node->line = value->line + 1; // the opening "---"
    add_lines(arena, node, value->text);
}

// A string is one block, a sequence one for each of its strings.
static void add_blocks(struct fields *fields, struct node *parent, enum node_kind kind,
                       const struct yaml_value *value)
{
    if (value->kind == YAML_TEXT)
        add_block(fields, parent, kind, value);
    for (size_t i = 0; i < value->count && value->kind == YAML_LIST; i++)
        add_block(fields, parent, kind, value->items[i]);
}

static void set_title(struct fields *fields, const struct yaml_value *value)
{
    fields->reader->head_given = true;
    add_blocks(fields, fields->reader->document->root, NODE_TITLE, value);
}

static bool check_lang(const char *tag, GError **error)
{
    if (tag_is_well_formed(tag))
        return true;
    char *nearest = tag_nearest(tag);
    if (nearest)
        fault_set(error, FAULT_INVALID, "'%s' is no language tag; perhaps '%s' is meant", tag,
                  nearest);
    else
        fault_set(error, FAULT_INVALID, "'%s' is no language tag, such as ar or pt-BR", tag);
    g_free(nearest);
    return false;
}

static void set_lang(struct fields *fields, const struct yaml_value *value)
{
    struct node *root = fields->reader->document->root;
    if (root->lang || !value->text || !*value->text)
        return;
    if (!*fields->fault && check_lang(value->text, fields->fault))
        root->lang = arena_strdup(fields->reader->document->arena, value->text);
}

static void set_dir(struct fields *fields, const struct yaml_value *value)
{
    static const struct {
        const char *name;
        enum direction direction;
    } names[] = {{"rtl", DIRECTION_RTL}, {"ltr", DIRECTION_LTR}};
    for (size_t i = 0; i < G_N_ELEMENTS(names) && value->text; i++) {
        if (strcmp(value->text, names[i].name) == 0)
            fields->reader->document->root->direction = names[i].direction;
    }
}

static void set_addressees(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->reader->document->root, NODE_ADDRESSEE, value);
}

static void set_senders(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->reader->document->root, NODE_SENDER, value);
}

static void set_date(struct fields *fields, const struct yaml_value *value)
{
    size_t stamp = value->text ? date_stamp_length(value->text, strlen(value->text)) : 0;
    struct yaml_value date = *value;
    if (stamp)
        date.text = arena_strndup(fields->reader->document->arena, value->text, stamp);
    add_blocks(fields, fields->reader->document->root, NODE_DATE, &date);
}

static void set_string(struct fields *fields, const struct yaml_value *value, const char **member)
{
    if (value->kind == YAML_TEXT && *value->text)
        *member = arena_strdup(fields->reader->document->arena, value->text);
}

static void set_letter_kind(struct fields *fields, const struct yaml_value *value)
{
    struct document *document = fields->reader->document;
    bool both = value->kind == YAML_LIST && value->count > 0;
    set_string(fields, both ? value->items[0] : value, &document->kind);
    if (both && value->count > 1)
        set_string(fields, value->items[1], &document->kind_beside);
}

static void set_short_title(struct fields *fields, const struct yaml_value *value)
{
    set_string(fields, value, &fields->reader->document->short_title);
}

static void set_link(struct fields *fields, const struct yaml_value *value)
{
    set_string(fields, value, &fields->reader->document->link);
}

static void set_reference(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->reader->document->root, NODE_REFERENCE, value);
}

static void set_salutation(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->reader->document->root, NODE_SALUTATION, value);
}

static void set_closing(struct fields *fields, const struct yaml_value *value)
{
    fields->reader->closing_given = true;
    add_blocks(fields, fields->matter->tail, NODE_CLOSING, value);
}

static void set_signature(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->matter->tail, NODE_SIGNATURE, value);
}

static void set_subject(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->reader->document->root, NODE_SUBJECT, value);
}

static void set_enclosures(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->matter->tail, NODE_ENCLOSURES, value);
}

static void set_copies(struct fields *fields, const struct yaml_value *value)
{
    add_blocks(fields, fields->matter->tail, NODE_COPY, value);
}

static void set_logo(struct fields *fields, const struct yaml_value *value)
{
    struct arena *arena = fields->reader->document->arena;
    const char *file = value->text, *alt = NULL;
    if (value->kind == YAML_MAP) {
        file = yaml_value_text(value, "file");
        alt = yaml_value_text(value, "alt");
    }
    if (!file || !*file)
        return;
    struct node *root = fields->reader->document->root;
    struct node *head = node_new(arena, NULL, NODE_LETTERHEAD);
    if (root->first)
        node_insert_before(head, root->first); // it goes first, wherever its key is
    else
        node_append_child(root, head);
    struct node *image = node_new(arena, head, NODE_IMAGE);
    head->line = image->line = value->line + 1;
    image->href = arena_strdup(arena, file);
    image->text = arena_strdup(arena, alt ? alt : "");
}

static void set_signatories(struct fields *fields, const struct yaml_value *value)
{
    struct arena *arena = fields->reader->document->arena;
    fields->reader->signatories_given = true;
    if (value->kind == YAML_LIST) {
        fields->matter->entries = node_new(arena, NULL, NODE_LIST);
        fields->matter->entries->list.kind = LIST_SIGNATORIES;
        fields->matter->entries->line = value->line + 1;
        signatories_inline(fields->reader, fields->matter->entries, value, 1);
    } else if (value->text && *value->text && strcmp(value->text, "none") != 0) {
        fields->matter->signatories = arena_strdup(arena, value->text);
    }
}

static const struct field {
    const char *key;
    void (*set)(struct fields *fields, const struct yaml_value *value);
} known[] = {
    {"kind", set_letter_kind},
    {"title", set_title},
    {"short-title", set_short_title},
    {"link", set_link},
    {"lang", set_lang},
    {"dir", set_dir},
    {"to", set_addressees},
    {"from", set_senders},
    {"date", set_date},
    {"reference", set_reference},
    {"salutation", set_salutation},
    {"closing", set_closing},
    {"subject", set_subject},
    {"signature", set_signature},
    {"enclosures", set_enclosures},
    {"copy", set_copies},
    {"signatories", set_signatories},
    {"logo", set_logo},
};

static void set_field(struct fields *fields, const char *key, const struct yaml_value *value)
{
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (strcmp(known[i].key, key) == 0) {
            known[i].set(fields, value);
            return;
        }
    }
    if (fields->reader->diag)
        diag_add_at(fields->reader->diag, DIAG_WARNING, "front-matter-key",
                    diag_place(fields->reader->source->path, value->line + 1, 1),
                    "nothing is known of the key \"%s\"", key);
}

bool front_matter_read(struct reader *reader, struct front_matter *ret, GError **error)
{
    size_t start, yaml_end;
    *ret = (struct front_matter){.present = false};
    ret->tail = node_new(reader->document->arena, NULL, NODE_QUOTE);
    if (!find_block(reader->source->text, &start, &yaml_end, ret)) {
        ret->lines = 0;
        return true;
    }
    struct arena *scratch = arena_new();
    GError *fault = NULL;
    const struct yaml_value *value =
        yaml_value_read(scratch, reader->source->text->str + start, yaml_end - start, &fault);
    ret->present = value && value->kind == YAML_MAP;
    struct fields fields = {reader, ret, &fault};
    for (size_t i = 0; ret->present && i < value->count; i++)
        set_field(&fields, value->keys[i], value->items[i]);
    // "---" may also be a rule above text that is no YAML mapping.
    if (value && value->kind != YAML_MAP && !(value->kind == YAML_TEXT && !*value->text))
        ret->end = ret->lines = 0;
    arena_free(scratch);
    if (!fault)
        return true;
    fault_prefix(&fault, "%s: front matter: ", reader->source->path);
    g_propagate_error(error, fault);
    return false;
}
