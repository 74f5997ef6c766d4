// SPDX-License-Identifier: MIT
#include "read/office/docx_styles.h"

#include <string.h>

static const struct run_says unsaid = {-1, -1, -1, -1, -1, -1, -2, NULL, NULL, NULL};

int docx_toggle(const struct xml *properties, const char *name)
{
    const struct xml *element = xml_child(properties, name);
    const char *value = xml_attribute(element, "val");
    if (!element)
        return -1;
    return !value ||
           (strcmp(value, "0") != 0 && g_ascii_strcasecmp(value, "false") != 0 &&
            g_ascii_strcasecmp(value, "off") != 0 && g_ascii_strcasecmp(value, "none") != 0);
}

static void set_toggle(int *into, const struct xml *properties, const char *name)
{
    int value = docx_toggle(properties, name);
    *into = value >= 0 ? value : *into;
}

void docx_run_properties(const struct xml *properties, struct run_says *says)
{
    if (!properties)
        return;
    set_toggle(&says->strong, properties, "b");
    set_toggle(&says->strong, properties, "bCs");
    set_toggle(&says->emphasis, properties, "i");
    set_toggle(&says->emphasis, properties, "iCs");
    set_toggle(&says->underline, properties, "u");
    set_toggle(&says->struck, properties, "strike");
    set_toggle(&says->struck, properties, "dstrike");
    set_toggle(&says->hidden, properties, "vanish");
    set_toggle(&says->rtl, properties, "rtl");
    const char *raised = xml_child_attribute(properties, "vertAlign", "val");
    if (raised)
        says->raised = strcmp(raised, "superscript") == 0 ? 1
                       : strcmp(raised, "subscript") == 0 ? -1
                                                          : 0;
    const struct xml *lang = xml_child(properties, "lang");
    const char *value = xml_attribute(lang, "val"), *rtl = xml_attribute(lang, "bidi"),
               *east = xml_attribute(lang, "eastAsia");
    says->lang = value ? value : says->lang;
    says->lang_rtl = rtl ? rtl : says->lang_rtl;
    says->lang_east = east ? east : says->lang_east;
}

static void keep_languages(struct arena *arena, struct run_says *says)
{
    says->lang = arena_strdup(arena, says->lang);
    says->lang_rtl = arena_strdup(arena, says->lang_rtl);
    says->lang_east = arena_strdup(arena, says->lang_east);
}

static int read_number(const char *text, int least, int most, int otherwise)
{
    gint64 value = text ? g_ascii_strtoll(text, NULL, 10) : -1;
    return text && value >= least && value <= most ? (int)value : otherwise;
}

static void read_style(struct docx_styles *styles, const struct xml *element)
{
    const char *id = xml_attribute(element, "styleId");
    if (!id)
        return;
    struct arena *arena = styles->arena;
    struct docx_style *style = arena_alloc(arena, sizeof *style);
    const struct xml *paragraph = xml_child(element, "pPr");
    const struct xml *numbered = xml_child(paragraph, "numPr");
    const char *name = xml_child_attribute(element, "name", "val");
    style->id = arena_strdup(arena, id);
    style->name = arena_strdup(arena, name ? name : id);
    style->based = arena_strdup(arena, xml_child_attribute(element, "basedOn", "val"));
    style->role = style_role(style->name);
    style->outline = read_number(xml_child_attribute(paragraph, "outlineLvl", "val"), 0, 9, -1);
    style->bidi = docx_toggle(paragraph, "bidi");
    style->num = arena_strdup(arena, xml_child_attribute(numbered, "numId", "val"));
    style->num_level = read_number(xml_child_attribute(numbered, "ilvl", "val"), 0, 8, -1);
    style->run = unsaid;
    docx_run_properties(xml_child(element, "rPr"), &style->run);
    keep_languages(arena, &style->run);
    g_hash_table_insert(styles->by_id, (gpointer)style->id, style);
    const char *is_default = xml_attribute(element, "default");
    bool of_paragraphs = g_strcmp0(xml_attribute(element, "type"), "paragraph") == 0;
    if (of_paragraphs && is_default && strcmp(is_default, "0") != 0)
        styles->paragraph = *style;
}

static void on_block(void *data, const char *holder, const struct xml *block)
{
    (void)holder;
    struct docx_styles *styles = data;
    if (xml_is(block, "style")) {
        read_style(styles, block);
    } else if (xml_is(block, "docDefaults")) {
        struct run_says *says = &styles->fallback.run;
        docx_run_properties(xml_child(xml_child(block, "rPrDefault"), "rPr"), says);
        keep_languages(styles->arena, says);
        styles->fallback.bidi =
            docx_toggle(xml_child(xml_child(block, "pPrDefault"), "pPr"), "bidi");
    }
}

void docx_styles_read(struct docx_styles *styles, struct zip_view *view, const char *entry,
                      struct arena *arena)
{
    static const char *const holders[] = {"styles", NULL};
    *styles =
        (struct docx_styles){.by_id = g_hash_table_new(g_str_hash, g_str_equal), .arena = arena};
    styles->fallback = (struct docx_style){.id = "",
                                           .name = "",
                                           .role = {NODE_PARAGRAPH, 0},
                                           .outline = -1,
                                           .bidi = -1,
                                           .num_level = -1,
                                           .run = unsaid,
                                           .resolved = true};
    styles->paragraph = styles->fallback;
    struct xml_blocks blocks = {holders, on_block, styles, NULL};
    if (entry && zip_view_find(view, entry))
        xml_read_entry(view, entry, &blocks, NULL);
}

void docx_styles_clear(struct docx_styles *styles)
{
    g_hash_table_unref(styles->by_id);
}

void run_says_inherit(struct run_says *own, const struct run_says *base)
{
    own->strong = own->strong < 0 ? base->strong : own->strong;
    own->emphasis = own->emphasis < 0 ? base->emphasis : own->emphasis;
    own->underline = own->underline < 0 ? base->underline : own->underline;
    own->struck = own->struck < 0 ? base->struck : own->struck;
    own->hidden = own->hidden < 0 ? base->hidden : own->hidden;
    own->rtl = own->rtl < 0 ? base->rtl : own->rtl;
    own->raised = own->raised == -2 ? base->raised : own->raised;
    own->lang = own->lang ? own->lang : base->lang;
    own->lang_rtl = own->lang_rtl ? own->lang_rtl : base->lang_rtl;
    own->lang_east = own->lang_east ? own->lang_east : base->lang_east;
}

void run_says_add(struct run_says *says, const struct run_says *more)
{
    struct run_says under = *says;
    *says = *more;
    run_says_inherit(says, &under);
}

// Only a style that its own name does not tell takes the role of what it is based on: "Title 2",
// based on "Title", is one; "Body Text" is no quotation.
static void inherit(struct docx_style *own, const struct docx_style *base)
{
    if (own->role.kind == NODE_PARAGRAPH)
        own->role = base->role;
    own->outline = own->outline < 0 ? base->outline : own->outline;
    own->bidi = own->bidi < 0 ? base->bidi : own->bidi;
    own->num = own->num ? own->num : base->num;
    own->num_level = own->num_level < 0 ? base->num_level : own->num_level;
    run_says_inherit(&own->run, &base->run);
}

// A ring of styles based on one another ends where it began.
static void resolve(struct docx_styles *styles, struct docx_style *style)
{
    enum { CHAIN_MOST = 32 };
    const char *based = style->based;
    for (int i = 0; based && i < CHAIN_MOST; i++) {
        const struct docx_style *base = g_hash_table_lookup(styles->by_id, based);
        if (!base || base == style)
            break;
        inherit(style, base);
        based = base->based;
    }
    inherit(style, &styles->fallback);
    style->resolved = true;
}

static const struct docx_style *style_or(struct docx_styles *styles, const char *id,
                                         const struct docx_style *otherwise)
{
    struct docx_style *style = id ? g_hash_table_lookup(styles->by_id, id) : NULL;
    if (style && !style->resolved)
        resolve(styles, style);
    return style ? style : otherwise;
}

const struct docx_style *docx_style_of(struct docx_styles *styles, const char *id)
{
    if (!styles->paragraph.resolved)
        resolve(styles, &styles->paragraph);
    return style_or(styles, id, &styles->paragraph);
}

const struct docx_style *docx_character_style(struct docx_styles *styles, const char *id)
{
    return style_or(styles, id, &styles->fallback);
}
