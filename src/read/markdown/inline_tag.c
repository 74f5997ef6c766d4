// SPDX-License-Identifier: MIT
#include "read/markdown/inline_tag.h"

#include <string.h>

static const char *skip_space(const char *p)
{
    return p + strspn(p, " \t\n\r\f");
}

static const char *take_value(const char *p, const char **ret_start, size_t *ret_n)
{
    if (*p == '"' || *p == '\'') {
        const char *close = strchr(p + 1, *p);
        *ret_start = p + 1;
        *ret_n = close ? (size_t)(close - p - 1) : strlen(p + 1);
        return close ? close + 1 : p + 1 + *ret_n;
    }
    *ret_start = p;
    *ret_n = strcspn(p, " \t\n\r\f>");
    return p + *ret_n;
}

static void set_attribute(struct arena *arena, struct inline_tag *tag, const char *name, size_t n,
                          const char *value)
{
    static const struct {
        const char *name;
        size_t offset;
    } known[] = {
        {"lang", G_STRUCT_OFFSET(struct inline_tag, lang)},
        {"xml:lang", G_STRUCT_OFFSET(struct inline_tag, lang)},
        {"dir", G_STRUCT_OFFSET(struct inline_tag, dir)},
        {"class", G_STRUCT_OFFSET(struct inline_tag, class_name)},
        {"href", G_STRUCT_OFFSET(struct inline_tag, href)},
        {"src", G_STRUCT_OFFSET(struct inline_tag, src)},
        {"alt", G_STRUCT_OFFSET(struct inline_tag, alt)},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (strlen(known[i].name) == n && g_ascii_strncasecmp(known[i].name, name, n) == 0)
            G_STRUCT_MEMBER(const char *, tag, known[i].offset) = arena_strdup(arena, value);
    }
}

static void parse_attributes(struct arena *arena, const char *p, struct inline_tag *tag)
{
    for (p = skip_space(p); *p && *p != '>'; p = skip_space(p)) {
        size_t n = strcspn(p, " \t\n\r\f=>");
        if (n == 0) {
            p++;
            continue;
        }
        const char *name = p;
        tag->lone |= n == 1 && *p == '/';
        p = skip_space(p + n);
        const char *start = "";
        size_t length = 0;
        if (*p == '=')
            p = take_value(skip_space(p + 1), &start, &length);
        char *value = g_strndup(start, length);
        set_attribute(arena, tag, name, n, value);
        g_free(value);
    }
}

bool inline_tag_parse(struct arena *arena, const char *text, struct inline_tag *ret)
{
    *ret = (struct inline_tag){.tag = NULL};
    if (text[0] != '<')
        return false;
    const char *p = text + 1;
    ret->closes = *p == '/';
    p += ret->closes;
    if (!g_ascii_isalpha(*p))
        return false;
    size_t n = strcspn(p, " \t\n\r\f/>");
    ret->tag = tag_find(p, n);
    parse_attributes(arena, p + n, ret);
    return true;
}

struct node *inline_tag_node(struct arena *arena, struct node *parent, const struct inline_tag *tag)
{
    if (tag->tag->role == TAG_BREAK)
        return node_new(arena, parent, NODE_BREAK);
    if (tag->tag->role == TAG_IMAGE) {
        struct node *image = node_new(arena, parent, NODE_IMAGE);
        image->href = tag->src ? tag->src : "";
        image->text = tag->alt ? tag->alt : "";
        return image;
    }
    if (tag->tag->role == TAG_STRUCK || tag->tag->role == TAG_RAISED)
        return node_new(arena, parent, NODE_SPAN);
    if (tag->tag->role != TAG_INLINE)
        return NULL;
    bool affiliation = tag->tag->kind == NODE_SPAN && tag->class_name &&
                       strcmp(tag->class_name, "affiliation") == 0;
    struct node *node = node_new(arena, parent, affiliation ? NODE_AFFILIATION : tag->tag->kind);
    node->lang = tag->lang && *tag->lang ? tag->lang : NULL;
    node->direction = tag_direction(tag->dir);
    if (strcmp(tag->tag->name, "bdi") == 0 && node->direction == DIRECTION_INHERIT)
        node->direction = DIRECTION_AUTO;
    if (node->kind == NODE_LINK)
        node->href = tag->href ? tag->href : "";
    return node;
}
