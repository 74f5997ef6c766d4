// SPDX-License-Identifier: MIT
#include "read/office/odt_styles.h"

#include <string.h>

static const struct odt_style unsaid = {.role = {NODE_PARAGRAPH, 0},
                                        .strong = -1,
                                        .emphasis = -1,
                                        .underline = -1,
                                        .struck = -1,
                                        .hidden = -1,
                                        .raised = -2};

void odt_styles_init(struct odt_styles *styles, struct arena *arena)
{
    *styles = (struct odt_styles){.arena = arena,
                                  .by_name = g_hash_table_new(g_str_hash, g_str_equal),
                                  .lists = g_hash_table_new(g_str_hash, g_str_equal),
                                  .layouts = g_hash_table_new(g_str_hash, g_str_equal),
                                  .outline = levels_plain(),
                                  .furniture = g_string_new(NULL)};
    for (int i = 0; i < LEVELS; i++)
        styles->outline.level[i].numeral = NUMERAL_NONE;
}

void odt_styles_clear(struct odt_styles *styles)
{
    g_hash_table_unref(styles->by_name);
    g_hash_table_unref(styles->lists);
    g_hash_table_unref(styles->layouts);
    g_string_free(styles->furniture, TRUE);
}

// ---- styles of paragraphs and runs ----

static int says(const char *value, const char *yes)
{
    return value ? strcmp(value, yes) == 0 : -1;
}

static int is_drawn(const char *line)
{
    return line ? strcmp(line, "none") != 0 : -1;
}

static int bold_of(const char *weight)
{
    if (!weight)
        return -1;
    return strcmp(weight, "bold") == 0 || g_ascii_strtoll(weight, NULL, 10) >= 600;
}

static int slant_of(const char *slant)
{
    return slant ? strcmp(slant, "normal") != 0 : -1;
}

// "super 58%", "sub 58%", "33% 58%".
static int raised_of(const char *position)
{
    if (!position)
        return -2;
    gint64 percent = g_ascii_strtoll(position, NULL, 10);
    if (g_str_has_prefix(position, "super") || percent > 0)
        return 1;
    return g_str_has_prefix(position, "sub") || percent < 0 ? -1 : 0;
}

static const char *language_of(struct arena *arena, const char *language, const char *country)
{
    if (!language || strcmp(language, "none") == 0 || strcmp(language, "zxx") == 0)
        return NULL;
    bool placed = country && *country && strcmp(country, "none") != 0;
    return placed ? arena_printf(arena, "%s-%s", language, country) : arena_strdup(arena, language);
}

static int either(int first, int second)
{
    return first >= 0 ? first : second;
}

static void read_run(struct arena *arena, const struct xml *text, struct odt_style *style)
{
    style->strong = either(bold_of(xml_attribute(text, "font-weight")),
                           bold_of(xml_attribute(text, "font-weight-complex")));
    style->emphasis = either(slant_of(xml_attribute(text, "font-style")),
                             slant_of(xml_attribute(text, "font-style-complex")));
    style->underline = is_drawn(xml_attribute(text, "text-underline-style"));
    style->struck = is_drawn(xml_attribute(text, "text-line-through-style"));
    style->hidden = says(xml_attribute(text, "display"), "none");
    style->raised = raised_of(xml_attribute(text, "text-position"));
    style->lang =
        language_of(arena, xml_attribute(text, "language"), xml_attribute(text, "country"));
    style->lang_east = language_of(arena, xml_attribute(text, "language-asian"),
                                   xml_attribute(text, "country-asian"));
    style->lang_complex = language_of(arena, xml_attribute(text, "language-complex"),
                                      xml_attribute(text, "country-complex"));
}

// Strong, emphasis and the like of a style are what the run itself is; of a paragraph, its looks.
static void read_style(struct odt_styles *styles, const struct xml *element, const char *name)
{
    const char *family = xml_attribute(element, "family");
    if (!family)
        return;
    struct arena *arena = styles->arena;
    struct odt_style *style = arena_alloc(arena, sizeof *style);
    *style = unsaid;
    const char *shown = xml_attribute(element, "display-name");
    style->role = style_role(shown ? shown : name);
    style->parent = arena_strdup(arena, xml_attribute(element, "parent-style-name"));
    style->list = arena_strdup(arena, xml_attribute(element, "list-style-name"));
    style->writing =
        arena_strdup(arena, xml_child_attribute(element, "paragraph-properties", "writing-mode"));
    const struct xml *text = xml_child(element, "text-properties");
    if (text)
        read_run(arena, text, style);
    if (strcmp(family, "paragraph") == 0)
        style->strong = style->emphasis = style->underline = -1;
    g_hash_table_insert(styles->by_name, arena_printf(arena, "%s:%s", family, name), style);
}

// ---- list styles ----

static const char *pattern_of(struct arena *arena, const struct xml *element, int level)
{
    const char *prefix = xml_attribute(element, "num-prefix");
    const char *suffix = xml_attribute(element, "num-suffix");
    const char *levels = xml_attribute(element, "display-levels");
    int shown = levels ? (int)CLAMP(g_ascii_strtoll(levels, NULL, 10), 1, level + 1) : 1;
    GString *pattern = g_string_new(prefix);
    for (int i = level - shown + 1; i <= level && i < 9; i++)
        g_string_append_printf(pattern, "%%%d%s", i + 1, i < level ? "." : "");
    g_string_append(pattern, suffix ? suffix : "");
    const char *own = arena_strdup(arena, pattern->str);
    g_string_free(pattern, TRUE);
    return own;
}

static void read_level(struct odt_styles *styles, const struct xml *element,
                       struct list_levels *levels)
{
    const char *index = xml_attribute(element, "level");
    gint64 level = index ? g_ascii_strtoll(index, NULL, 10) - 1 : -1;
    if (level < 0 || level >= LEVELS)
        return;
    struct list_level *own = &levels->level[level];
    bool numbered =
        xml_is(element, "list-level-style-number") || xml_is(element, "outline-level-style");
    const char *start = xml_attribute(element, "start-value");
    own->numeral = !numbered ? NUMERAL_BULLET
                             : numeral_of_odf(xml_attribute(element, "num-format"),
                                              !xml_attribute(element, "num-letter-sync"));
    own->pattern =
        own->numeral == NUMERAL_NONE ? "" : pattern_of(styles->arena, element, (int)level);
    own->start = start ? level_start_read(start) : 1;
}

static void read_list(struct odt_styles *styles, const struct xml *element,
                      struct list_levels *levels)
{
    for (const struct xml *child = element->first; child; child = child->next) {
        if (child->name)
            read_level(styles, child, levels);
    }
}

// ---- pages ----

static void read_master(struct odt_styles *styles, const struct xml *element)
{
    const char *layout = xml_attribute(element, "page-layout-name");
    if (!styles->page && layout)
        styles->page = g_hash_table_lookup(styles->layouts, layout);
    for (const struct xml *child = element->first; child; child = child->next) {
        bool part = child->name && (g_str_has_prefix(child->name, "header") ||
                                    g_str_has_prefix(child->name, "footer"));
        if (!part)
            continue;
        xml_append_text(child, styles->furniture);
        g_string_append_c(styles->furniture, '\n');
    }
}

void odt_styles_add(struct odt_styles *styles, const struct xml *block)
{
    const char *name = xml_attribute(block, "name");
    if (xml_is(block, "outline-style")) {
        read_list(styles, block, &styles->outline);
    } else if (xml_is(block, "default-style")) {
        read_style(styles, block, "");
    } else if (xml_is(block, "style") && name) {
        read_style(styles, block, name);
    } else if (xml_is(block, "master-page")) {
        read_master(styles, block);
    } else if (xml_is(block, "page-layout") && name) {
        const char *writing = xml_child_attribute(block, "page-layout-properties", "writing-mode");
        g_hash_table_insert(styles->layouts, arena_strdup(styles->arena, name),
                            arena_strdup(styles->arena, writing));
    } else if (xml_is(block, "list-style") && name) {
        struct list_levels *levels = arena_alloc(styles->arena, sizeof *levels);
        *levels = levels_plain();
        read_list(styles, block, levels);
        g_hash_table_insert(styles->lists, arena_strdup(styles->arena, name), levels);
    }
}

// ---- what styles say together ----

struct odt_style odt_style_over(const struct odt_style *style, const struct odt_style *more)
{
    struct odt_style both = *more;
    if (both.role.kind == NODE_PARAGRAPH)
        both.role = style->role;
    both.writing = both.writing ? both.writing : style->writing;
    both.list = both.list ? both.list : style->list;
    both.strong = either(both.strong, style->strong);
    both.emphasis = either(both.emphasis, style->emphasis);
    both.underline = either(both.underline, style->underline);
    both.struck = either(both.struck, style->struck);
    both.hidden = either(both.hidden, style->hidden);
    both.raised = both.raised == -2 ? style->raised : both.raised;
    both.lang = both.lang ? both.lang : style->lang;
    both.lang_east = both.lang_east ? both.lang_east : style->lang_east;
    both.lang_complex = both.lang_complex ? both.lang_complex : style->lang_complex;
    return both;
}

static struct odt_style *lookup(const struct odt_styles *styles, const char *family,
                                const char *name)
{
    char *key = g_strdup_printf("%s:%s", family, name);
    struct odt_style *style = g_hash_table_lookup(styles->by_name, key);
    g_free(key);
    return style;
}

// A ring of parents ends where it is noticed.
static void resolve(struct odt_styles *styles, const char *family, struct odt_style *style)
{
    enum { CHAIN_MOST = 32 };
    const char *parent = style->parent;
    for (int i = 0; parent && i < CHAIN_MOST; i++) {
        const struct odt_style *above = lookup(styles, family, parent);
        if (!above || above == style)
            break;
        parent = above->parent;
        *style = odt_style_over(above, style);
    }
    const struct odt_style *otherwise = lookup(styles, family, "");
    if (otherwise && otherwise != style)
        *style = odt_style_over(otherwise, style);
    style->resolved = true;
}

const struct odt_style *odt_style_of(struct odt_styles *styles, const char *family,
                                     const char *name)
{
    struct odt_style *style = name ? lookup(styles, family, name) : NULL;
    if (!style)
        style = lookup(styles, family, "");
    if (!style)
        return &unsaid;
    if (!style->resolved)
        resolve(styles, family, style);
    return style;
}

enum direction odt_direction(const struct odt_styles *styles, const struct odt_style *style)
{
    const char *writing = style->writing;
    if (!writing || strcmp(writing, "page") == 0)
        writing = styles->page;
    return writing && g_str_has_prefix(writing, "rl") ? DIRECTION_RTL : DIRECTION_LTR;
}
