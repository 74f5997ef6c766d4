// SPDX-License-Identifier: MIT
#include "read/office/docx_numbering.h"

#include <string.h>

// Lists of one abstract definition go on counting from one another.
struct abstract {
    struct list_levels levels;
    struct list_counts counts;
    const char *styles[LEVELS]; // the paragraph style that a level belongs to
    const char *name, *link;    // of the numbering style it defines, or stands for
};

struct num {
    struct abstract *abstract;
    struct list_levels levels; // with the list's own changes
    bool changed[LEVELS];      // begins anew when first used
    bool used[LEVELS];
};

static int level_index(const struct xml *element)
{
    const char *text = xml_attribute(element, "ilvl");
    gint64 index = text ? g_ascii_strtoll(text, NULL, 10) : -1;
    return index >= 0 && index < LEVELS ? (int)index : -1;
}

static void read_start(struct docx_numbering *numbering, const char *text, struct list_level *level)
{
    if (!text)
        return;
    level->start = level_start_read(text);
    numbering->lost |= level->start == NUMBER_NONE;
}

static void read_level(struct docx_numbering *numbering, const struct xml *element,
                       struct list_level *level)
{
    const char *format = xml_child_attribute(element, "numFmt", "val");
    // Word's later formats stand in a branch that others skip.
    const struct xml *branch = xml_child(xml_child(element, "AlternateContent"), "Fallback");
    if (!format)
        format = xml_child_attribute(branch, "numFmt", "val");
    const char *restart = xml_child_attribute(element, "lvlRestart", "val");
    const char *pattern = xml_child_attribute(element, "lvlText", "val");
    level->numeral = numeral_of_word(format);
    level->pattern = arena_strdup(numbering->arena, pattern ? pattern : "");
    read_start(numbering, xml_child_attribute(element, "start", "val"), level);
    level->restart = restart ? (int)CLAMP(g_ascii_strtoll(restart, NULL, 10), 0, LEVELS) : -1;
    level->digits = xml_child(element, "isLgl") != NULL;
}

static void read_abstract(struct docx_numbering *numbering, const struct xml *element)
{
    const char *id = xml_attribute(element, "abstractNumId");
    if (!id)
        return;
    struct arena *arena = numbering->arena;
    struct abstract *abstract = arena_alloc(arena, sizeof *abstract);
    abstract->levels = levels_plain();
    abstract->name = arena_strdup(arena, xml_child_attribute(element, "styleLink", "val"));
    abstract->link = arena_strdup(arena, xml_child_attribute(element, "numStyleLink", "val"));
    for (const struct xml *child = element->first; child; child = child->next) {
        int index = xml_is(child, "lvl") ? level_index(child) : -1;
        if (index < 0)
            continue;
        abstract->levels.level[index].start = 0; // 17.9.25: where none is said
        read_level(numbering, child, &abstract->levels.level[index]);
        abstract->styles[index] = arena_strdup(arena, xml_child_attribute(child, "pStyle", "val"));
    }
    g_hash_table_insert(numbering->abstracts, arena_strdup(arena, id), abstract);
}

static struct abstract *linked(struct docx_numbering *numbering, struct abstract *abstract)
{
    GHashTableIter iter;
    gpointer other;
    g_hash_table_iter_init(&iter, numbering->abstracts);
    while (abstract->link && g_hash_table_iter_next(&iter, NULL, &other)) {
        if (g_strcmp0(((struct abstract *)other)->name, abstract->link) == 0)
            return other;
    }
    return abstract;
}

static void read_override(struct docx_numbering *numbering, const struct xml *element,
                          struct num *num)
{
    int index = level_index(element);
    if (index < 0)
        return;
    const char *start = xml_child_attribute(element, "startOverride", "val");
    const struct xml *level = xml_child(element, "lvl");
    if (level)
        read_level(numbering, level, &num->levels.level[index]);
    read_start(numbering, start, &num->levels.level[index]);
    num->changed[index] = start != NULL || level != NULL;
}

static void read_num(struct docx_numbering *numbering, const struct xml *element)
{
    const char *id = xml_attribute(element, "numId");
    const char *of = xml_child_attribute(element, "abstractNumId", "val");
    struct abstract *abstract = of ? g_hash_table_lookup(numbering->abstracts, of) : NULL;
    if (!id || !abstract)
        return;
    struct num *num = arena_alloc(numbering->arena, sizeof *num);
    num->abstract = linked(numbering, abstract);
    num->levels = num->abstract->levels;
    for (const struct xml *child = element->first; child; child = child->next) {
        if (xml_is(child, "lvlOverride"))
            read_override(numbering, child, num);
    }
    g_hash_table_insert(numbering->nums, arena_strdup(numbering->arena, id), num);
}

static void on_block(void *data, const char *holder, const struct xml *block)
{
    (void)holder;
    if (xml_is(block, "abstractNum"))
        read_abstract(data, block);
    else if (xml_is(block, "num"))
        read_num(data, block);
}

void docx_numbering_read(struct docx_numbering *numbering, struct zip_view *view, const char *entry,
                         struct arena *arena)
{
    static const char *const holders[] = {"numbering", NULL};
    *numbering = (struct docx_numbering){.arena = arena,
                                         .abstracts = g_hash_table_new(g_str_hash, g_str_equal),
                                         .nums = g_hash_table_new(g_str_hash, g_str_equal)};
    struct xml_blocks blocks = {holders, on_block, numbering, NULL};
    if (entry && zip_view_find(view, entry))
        xml_read_entry(view, entry, &blocks, NULL);
}

void docx_numbering_clear(struct docx_numbering *numbering)
{
    g_hash_table_unref(numbering->abstracts);
    g_hash_table_unref(numbering->nums);
}

static int level_of_style(const struct abstract *abstract, const char *style)
{
    for (int i = 0; style && i < LEVELS; i++) {
        if (g_strcmp0(abstract->styles[i], style) == 0)
            return i;
    }
    return 0;
}

void docx_numbering_step(struct docx_numbering *numbering, const char *num, int level,
                         const char *style, struct para *para)
{
    struct num *list = g_hash_table_lookup(numbering->nums, num);
    if (!list)
        return;
    if (level < 0)
        level = level_of_style(list->abstract, style);
    struct list_counts *counts = &list->abstract->counts;
    for (int i = 0; i <= level; i++) {
        if (list->changed[i] && !list->used[i])
            counts->begun[i] = false;
        list->used[i] = true;
    }
    counts_step(counts, &list->levels, level);
    counts_show(counts, &list->levels, level, numbering->arena, para);
    para->list = list->abstract;
}
