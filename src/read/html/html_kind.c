// SPDX-License-Identifier: MIT
#include "read/html/html_kind.h"

#include "read/html/tags.h"
#include "read/reader.h"

#include <glib.h>
#include <string.h>

bool html_is_in_line(const struct dom *element)
{
    const struct tag *tag = tag_find(element->name, strlen(element->name));
    return tag_is_in_line(tag) || tag->role == TAG_UNKNOWN;
}

bool html_is_script(const struct dom *element)
{
    static const char *const names[] = {"script", "style",  "head",   "template", "noscript", "svg",
                                        "iframe", "object", "select", "textarea", "button",   NULL};
    return dom_is_one_of(element, names);
}

bool html_is_alike(const struct dom *a, const struct dom *b)
{
    return strcmp(a->name, b->name) == 0 &&
           g_strcmp0(dom_attribute(a, "class"), dom_attribute(b, "class")) == 0;
}

static bool is_known_in_line(const struct dom *element)
{
    return tag_is_in_line(tag_find(element->name, strlen(element->name)));
}

const struct dom *html_block_around(const struct dom *text)
{
    const struct dom *element = text->parent;
    while (element->parent && is_known_in_line(element))
        element = element->parent;
    return element;
}

uint32_t html_signature(const struct dom *element)
{
    const char *class_name = dom_attribute(element, "class");
    const struct dom *child = element->children;
    while (child && child->type != DOM_ELEMENT)
        child = child->next;
    uint32_t hash = g_str_hash(element->name);
    hash = hash * 31 + (class_name ? g_str_hash(class_name) : 0);
    return hash * 31 + (child && is_known_in_line(child) ? g_str_hash(child->name) : 0);
}

// Deeper than that no page is looked through.
static bool holds_block(const struct dom *parent, int depth)
{
    enum { LEVELS = 6 };
    for (const struct dom *child = parent->children; child && depth < LEVELS; child = child->next) {
        if (child->type == DOM_ELEMENT &&
            (!is_known_in_line(child) || holds_block(child, depth + 1)))
            return true;
    }
    return false;
}

bool html_holds_block(const struct dom *element)
{
    return holds_block(element, 0);
}

bool html_holds_elements(const struct dom *element)
{
    for (const struct dom *child = element->children; child; child = child->next) {
        if (child->type == DOM_ELEMENT)
            return true;
    }
    return false;
}

bool html_leads_away(const struct dom *link)
{
    const char *href = dom_attribute(link, "href");
    return href && *href && *href != '#' && !g_str_has_prefix(href, "javascript:");
}

static const char *attribute_in(struct arena *arena, const struct dom *element, const char *name)
{
    return arena_strdup(arena, dom_attribute(element, name));
}

const char *html_language(struct arena *arena, const struct dom *element)
{
    const char *lang = attribute_in(arena, element, "lang");
    if (!lang)
        lang = attribute_in(arena, element, "xml:lang");
    return reader_marked_language(arena, lang);
}

enum direction html_direction(const struct dom *element)
{
    return tag_direction(dom_attribute(element, "dir"));
}
