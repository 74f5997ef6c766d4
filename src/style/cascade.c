// SPDX-License-Identifier: MIT
// Key files as GLib reads them, scanned here line by line because GKeyFile does not say on which
// line a key is in, and a message without its line is no help.
#include "style/cascade.h"

#include "base/translate.h"
#include "style/group.h"
#include "style/value.h"

#include <string.h>

struct declared {
    int group;
    const char *language; // of which alone it counts, or ltr, rtl; NULL: of all
    const struct property *property;
    const char *value;
    const char *file; // NULL for a setting
    size_t line, column;
};

struct cascade {
    struct arena *arena;
    GArray *declared; // struct declared, in order: later ones count
};

struct cascade *cascade_new(void)
{
    struct arena *arena = arena_new();
    struct cascade *cascade = ARENA_NEW(arena, struct cascade);
    cascade->arena = arena;
    cascade->declared = g_array_new(FALSE, FALSE, sizeof(struct declared));
    return cascade;
}

void cascade_free(struct cascade *cascade)
{
    g_array_unref(cascade->declared);
    arena_free(cascade->arena);
}

enum line_kind { LINE_BLANK, LINE_GROUP, LINE_KEY, LINE_NONE };

// A group as a style names it: [paragraph:zh] is the paragraph's in Chinese.
struct group_name {
    int group;
    const char *language;
};

struct scan {
    const char *at, *end;
    size_t line;
    struct arena *arena;
    // Of the line scanned last:
    enum line_kind kind;
    char *name, *value; // the group's name, or key and value
    size_t column, value_column;
};

static size_t column_of(const char *start, const char *at)
{
    return (size_t)g_utf8_strlen(start, at - start) + 1;
}

static void scan_group(struct scan *scan, const char *start, const char *at, const char *stop)
{
    const char *close = memchr(at, ']', (size_t)(stop - at));
    scan->kind = close && close + 1 == stop ? LINE_GROUP : LINE_NONE;
    scan->column = column_of(start, at);
    if (scan->kind == LINE_GROUP)
        scan->name = arena_strndup(scan->arena, at + 1, (size_t)(close - at - 1));
}

static void scan_key(struct scan *scan, const char *start, const char *at, const char *stop)
{
    scan->column = column_of(start, at);
    const char *equals = memchr(at, '=', (size_t)(stop - at));
    scan->kind = equals && equals > at ? LINE_KEY : LINE_NONE;
    if (scan->kind == LINE_NONE)
        return;
    scan->name = g_strchomp(arena_strndup(scan->arena, at, (size_t)(equals - at)));
    const char *value = equals + 1;
    while (value < stop && (*value == ' ' || *value == '\t'))
        value++;
    scan->value = arena_strndup(scan->arena, value, (size_t)(stop - value));
    scan->value_column = column_of(start, value);
}

// Reads the next line; false at the end.
static bool scan_next(struct scan *scan)
{
    if (scan->at >= scan->end)
        return false;
    const char *start = scan->at;
    const char *newline = memchr(start, '\n', (size_t)(scan->end - start));
    const char *stop = newline ? newline : scan->end;
    scan->at = newline ? newline + 1 : scan->end;
    scan->line++;
    while (stop > start && g_ascii_isspace(stop[-1]))
        stop--;
    const char *at = start;
    while (at < stop && g_ascii_isspace(*at))
        at++;
    scan->kind = LINE_BLANK;
    if (at == stop || *at == '#')
        return true;
    if (*at == '[')
        scan_group(scan, start, at, stop);
    else
        scan_key(scan, start, at, stop);
    return true;
}

static void report_unknown(struct diag *diag, const char *name, int scope, const char *file,
                           size_t line, size_t column)
{
    static const char *const formats[2][2] = {
        {N_("unknown key '%s'"), N_("unknown key '%s'; did you mean '%s'?")},
        {N_("unknown group '%s'"), N_("unknown group '%s'; did you mean '%s'?")}};
    const char *near = property_nearest(scope, name);
    diag_add_at(diag, DIAG_ERROR, scope < 0 ? "style-group" : "style-key",
                diag_place(file, line, column), formats[scope < 0][near != NULL], name, near);
}

static void cascade_add_key(struct cascade *cascade, struct group_name name, const char *file,
                            const struct scan *scan, struct diag *diag)
{
    int group = name.group;
    enum property_scope scope = style_groups[group].scope;
    const struct property *property = property_find(scope, scan->name);
    if (!property) {
        report_unknown(diag, scan->name, (int)scope, file, scan->line, scan->column);
        return;
    }
    struct declared declared = {group, name.language, property,          scan->value,
                                file,  scan->line,    scan->value_column};
    g_array_append_val(cascade->declared, declared);
}

enum { GROUP_STYLE = -2, GROUP_UNKNOWN = -1 };

// Cuts the language off a group's name; false if there is none after the colon, or the group is the
// page's, which has no language.
static bool cut_language(struct arena *arena, const char **name, const char **ret_language)
{
    const char *colon = strchr(*name, ':');
    *ret_language = colon ? arena_strdup(arena, colon + 1) : NULL;
    if (!colon)
        return true;
    *name = arena_strndup(arena, *name, (size_t)(colon - *name));
    int group = group_find(*name);
    const char *language = *ret_language;
    return *language && !language[strspn(language, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-")] &&
           (group < 0 || style_groups[group].scope == SCOPE_BLOCK);
}

static struct group_name find_group(struct arena *arena, const char *text, const char *file,
                                    const struct scan *scan, struct diag *diag)
{
    struct group_name found = {GROUP_UNKNOWN, NULL};
    const char *name = text;
    if (strcmp(text, "style") == 0) {
        found.group = GROUP_STYLE;
        return found;
    }
    bool whole = cut_language(arena, &name, &found.language);
    found.group = whole ? group_find(name) : GROUP_UNKNOWN;
    if (!whole)
        diag_add_at(
            diag, DIAG_ERROR, "style-group", diag_place(file, scan->line, scan->column),
            "unknown group '%s'; after the colon of a block's group stands a language, ltr or rtl",
            text);
    else if (found.group < 0)
        report_unknown(diag, name, -1, file, scan->line, scan->column);
    return found;
}

void cascade_add_file(struct cascade *cascade, const char *path, const char *text, size_t n,
                      struct diag *diag)
{
    const char *file = arena_strdup(cascade->arena, path);
    const char *bad;
    if (!g_utf8_validate(text, (gssize)n, &bad)) {
        diag_add_at(diag, DIAG_ERROR, "style-syntax", diag_place(file, 1, 1), "not UTF-8 text");
        return;
    }
    struct scan scan = {text, text + n, 0, cascade->arena, LINE_BLANK, NULL, NULL, 0, 0};
    bool in_group = false;
    struct group_name group = {GROUP_UNKNOWN, NULL};
    while (scan_next(&scan)) {
        if (scan.kind == LINE_GROUP) {
            group = find_group(cascade->arena, scan.name, file, &scan, diag);
            in_group = true;
        } else if (scan.kind == LINE_NONE || (scan.kind == LINE_KEY && !in_group)) {
            diag_add_at(diag, DIAG_ERROR, "style-syntax", diag_place(file, scan.line, scan.column),
                        in_group ? N_("neither [group] nor key=value")
                                 : N_("a key before any [group]"));
        } else if (scan.kind == LINE_KEY && group.group >= 0) {
            cascade_add_key(cascade, group, file, &scan, diag);
        } else if (scan.kind == LINE_KEY && group.group == GROUP_STYLE &&
                   strcmp(scan.name, "inherit") != 0 && strcmp(scan.name, "description") != 0) {
            diag_add_at(diag, DIAG_ERROR, "style-key", diag_place(file, scan.line, scan.column),
                        "unknown key '%s'; [style] has inherit and description", scan.name);
        }
    }
}

const char *cascade_inherit(const char *text, size_t n, struct arena *arena)
{
    if (!g_utf8_validate(text, (gssize)n, NULL))
        return NULL;
    struct scan scan = {text, text + n, 0, arena, LINE_BLANK, NULL, NULL, 0, 0};
    bool in_style = false;
    const char *inherit = NULL;
    while (scan_next(&scan)) {
        if (scan.kind == LINE_GROUP)
            in_style = strcmp(scan.name, "style") == 0;
        else if (scan.kind == LINE_KEY && in_style && strcmp(scan.name, "inherit") == 0)
            inherit = scan.value;
    }
    return inherit && *inherit ? inherit : NULL;
}

void cascade_add_setting(struct cascade *cascade, const char *setting, struct diag *diag)
{
    const char *file = arena_printf(cascade->arena, "--set %s", setting);
    struct scan scan = {
        setting, setting + strlen(setting), 0, cascade->arena, LINE_BLANK, NULL, NULL, 0, 0};
    if (!scan_next(&scan) || scan.kind != LINE_KEY) {
        diag_add_at(diag, DIAG_ERROR, "style-syntax", diag_place(file, 0, 0),
                    "not key=value or group.key=value");
        return;
    }
    scan.line = scan.column = 0; // a setting has no lines to point at
    char *dot = strchr(scan.name, '.');
    struct group_name group = {GROUP_BODY, NULL};
    if (property_find(SCOPE_PAGE, scan.name))
        group.group = GROUP_PAGE;
    if (dot) {
        *dot = '\0';
        group = find_group(cascade->arena, scan.name, file, &scan, diag);
        scan.name = dot + 1;
    }
    if (group.group >= 0)
        cascade_add_key(cascade, group, file, &scan, diag);
}

// What the group's own words allow: a colophon's content is no text but one of two words.
static struct property narrowed(const struct property *property, int group)
{
    struct property own = *property;
    if (style_groups[group].contents && strcmp(property->key, "content") == 0)
        own.words = style_groups[group].contents;
    return own;
}

// A language range as HTTP and CSS compare it: zh is of zh-Hant too.
static bool counts_in(const struct declared *declared, const struct style_language *of)
{
    const char *range = declared->language;
    if (!range)
        return true;
    if (!of->lang)
        return false;
    if (strcmp(range, "ltr") == 0 || strcmp(range, "rtl") == 0)
        return (*range == 'r') == of->rtl;
    size_t n = strlen(range);
    return g_ascii_strncasecmp(of->lang, range, n) == 0 && (!of->lang[n] || of->lang[n] == '-');
}

static void report_value(struct diag *diag, const struct declared *declared,
                         const struct property *property)
{
    char *expects = value_expects(property);
    diag_add_at(diag, DIAG_ERROR, "style-value",
                diag_place(declared->file, declared->line, declared->line ? declared->column : 0),
                "%s: '%s' is not %s", declared->property->key, declared->value, expects);
    g_free(expects);
}

// A property's start: what the parent group has, or the initial value.
static void resolve_initial(const struct property *property, int group, struct style *style)
{
    char *base = group_base(style, group);
    int parent = style_groups[group].parent;
    if (!property->initial && !property->inherited)
        return; // another name for a part of what a row before it has set
    const struct block_style *block = &style->blocks[group];
    // A kind of heading or cell is a variant: it takes all its parent has, margins and breaks too.
    bool variant = parent >= 0 && parent != GROUP_BODY;
    if (parent >= 0 && (property->inherited || variant))
        memcpy(base + property->offset, (char *)group_base(style, parent) + property->offset,
               property->size);
    else if (property->initial)
        value_parse(property, property->initial, block->size, block->size, base, style->arena);
}

bool cascade_has_language(const struct cascade *cascade, const struct style_language *of)
{
    for (guint i = 0; i < cascade->declared->len; i++) {
        const struct declared *declared = &g_array_index(cascade->declared, struct declared, i);
        if (declared->language && counts_in(declared, of))
            return true;
    }
    return false;
}

// One in no language here is only looked at: its fault is told whatever letter comes.
static void check_value(const struct declared *declared, const struct property *property,
                        struct style *style, struct diag *diag)
{
    struct style *scratch = ARENA_NEW(style->arena, struct style);
    if (!value_parse(property, declared->value, LEN_PER_PT, LEN_PER_PT,
                     group_base(scratch, declared->group), style->arena))
        report_value(diag, declared, property);
}

static void resolve_property(const struct cascade *cascade, const struct property *property,
                             int group, struct style *style, struct diag *diag)
{
    void *base = group_base(style, group);
    int parent = style_groups[group].parent;
    len em = style_groups[group].scope == SCOPE_BLOCK ? style->blocks[group].size : 0;
    len parent_em = parent >= 0 ? style->blocks[parent].size : em;
    struct property own = narrowed(property, group);
    for (guint i = 0; i < cascade->declared->len; i++) {
        const struct declared *declared = &g_array_index(cascade->declared, struct declared, i);
        if (declared->group != group || declared->property != property)
            continue;
        if (!counts_in(declared, &style->language))
            check_value(declared, &own, style, diag);
        else if (!value_parse(&own, declared->value, em, parent_em, base, style->arena))
            report_value(diag, declared, &own);
    }
}

// A file's shorthand must not undo the longhand of a later file, nor the other way round: the
// shorthand is laid out in declaration order together with its parts.
static void resolve_margins(const struct cascade *cascade, struct style *style)
{
    for (guint i = 0; i < cascade->declared->len; i++) {
        const struct declared *declared = &g_array_index(cascade->declared, struct declared, i);
        if (declared->group == GROUP_PAGE && g_str_has_prefix(declared->property->key, "margin"))
            value_parse(declared->property, declared->value, 0, 0, &style->page, style->arena);
    }
}

static void put_accent(const struct style *style, uint32_t *colour)
{
    if (*colour == COLOUR_ACCENT)
        *colour = style->page.accent;
}

static void resolve_accents(struct style *style)
{
    if (style->page.accent == COLOUR_ACCENT)
        style->page.accent = 0;
    for (int group = 0; group < GROUP_COUNT; group++) {
        struct block_style *block = &style->blocks[group];
        put_accent(style, &block->colour);
        put_accent(style, &block->border_start.colour);
        put_accent(style, &block->border_end.colour);
    }
}

// Whether a property is declared for a group, a row of properties for each group: few of them are.
static bool *declared_of(const struct cascade *cascade)
{
    bool *is_declared = g_new0(bool, GROUP_COUNT *n_style_properties);
    for (guint i = 0; i < cascade->declared->len; i++) {
        const struct declared *declared = &g_array_index(cascade->declared, struct declared, i);
        size_t property = (size_t)(declared->property - style_properties);
        is_declared[(size_t)declared->group * n_style_properties + property] = true;
    }
    return is_declared;
}

void cascade_resolve(const struct cascade *cascade, struct style *style, struct diag *diag)
{
    bool *is_declared = declared_of(cascade);
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (group == GROUP_FIRST_PAGE) {
            resolve_margins(cascade, style);
            style->first_margin = style->page.margin;
        }
        for (size_t i = 0; i < n_style_properties; i++) {
            if (style_properties[i].scope != style_groups[group].scope)
                continue;
            resolve_initial(&style_properties[i], group, style);
            if (is_declared[(size_t)group * n_style_properties + i])
                resolve_property(cascade, &style_properties[i], group, style, diag);
        }
    }
    g_free(is_declared);
    resolve_accents(style);
}
