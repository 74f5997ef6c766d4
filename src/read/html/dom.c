// SPDX-License-Identifier: MIT
#include "read/html/dom.h"

#include "read/html/tags.h"

#include "read/lazy_gumbo.h"
#include <string.h>

// html_clean() bounds what the source may nest; the walks below may recurse.
enum { DEPTH_MOST = 400 };

struct building {
    struct arena *arena;
    int depth;
};

static struct dom *dom_new(struct building *building, struct dom *parent, enum dom_type type,
                           size_t line)
{
    struct dom *node = arena_alloc(building->arena, sizeof *node);
    *node = (struct dom){.type = type, .parent = parent, .line = line};
    if (!parent)
        return node;
    node->previous = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
    return node;
}

// An element of the page's own making keeps the name it was given.
static const char *element_name(struct building *building, const GumboElement *element)
{
    if (element->tag != GUMBO_TAG_UNKNOWN)
        return gumbo_normalized_tagname(element->tag);
    GumboStringPiece piece = element->original_tag;
    gumbo_tag_from_original_text(&piece);
    char *name = arena_strndup(building->arena, piece.data ? piece.data : "", piece.length);
    for (char *p = name; *p; p++)
        *p = g_ascii_tolower(*p);
    return name;
}

static void take_attributes(struct building *building, const GumboElement *element,
                            struct dom *node)
{
    unsigned n = element->attributes.length;
    struct dom_attribute *own = arena_alloc(building->arena, MAX(n, 1) * sizeof *own);
    for (unsigned i = 0; i < n; i++) {
        const GumboAttribute *attribute = element->attributes.data[i];
        own[i] = (struct dom_attribute){arena_strdup(building->arena, attribute->name),
                                        arena_strdup(building->arena, attribute->value)};
    }
    node->attributes = own;
    node->n_attributes = n;
}

static void take_children(struct building *building, const GumboVector *children,
                          struct dom *parent);

static void take_node(struct building *building, const GumboNode *from, struct dom *parent)
{
    if (from->type == GUMBO_NODE_TEXT || from->type == GUMBO_NODE_WHITESPACE ||
        from->type == GUMBO_NODE_CDATA) {
        struct dom *text = dom_new(building, parent, DOM_TEXT, from->v.text.start_pos.line);
        text->content = arena_strdup(building->arena, from->v.text.text);
        // Its line is that of its first word.
        for (const char *p = text->content; g_ascii_isspace(*p); p++)
            text->line += *p == '\n';
    } else if (from->type == GUMBO_NODE_ELEMENT || from->type == GUMBO_NODE_TEMPLATE) {
        struct dom *element =
            dom_new(building, parent, DOM_ELEMENT, from->v.element.start_pos.line);
        element->name = element_name(building, &from->v.element);
        take_attributes(building, &from->v.element, element);
        take_children(building, &from->v.element.children, element);
    }
}

static void take_children(struct building *building, const GumboVector *children,
                          struct dom *parent)
{
    if (building->depth >= DEPTH_MOST)
        return;
    building->depth++;
    for (unsigned i = 0; i < children->length; i++)
        take_node(building, children->data[i], parent);
    building->depth--;
}

struct dom *dom_parse(struct arena *arena, const char *html)
{
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, html, strlen(html));
    struct building building = {arena, 0};
    struct dom *root = dom_new(&building, NULL, DOM_ELEMENT, 1);
    root->name = "html";
    if (output && output->root) {
        take_attributes(&building, &output->root->v.element, root);
        take_children(&building, &output->root->v.element.children, root);
    }
    if (output)
        gumbo_destroy_output(&kGumboDefaultOptions, output);
    return root;
}

const char *dom_attribute(const struct dom *element, const char *name)
{
    for (size_t i = 0; i < element->n_attributes; i++) {
        if (strcmp(element->attributes[i].name, name) == 0)
            return element->attributes[i].value;
    }
    return NULL;
}

static void make_local(struct dom_attribute *attribute, const char *address)
{
    size_t n = strcspn(address, "#");
    if (strcmp(attribute->name, "href") == 0 && strncmp(attribute->value, address, n) == 0 &&
        attribute->value[n] == '#')
        attribute->value += n;
}

void dom_make_places_local(struct dom *element, const char *address)
{
    for (size_t i = 0; i < element->n_attributes; i++)
        make_local((struct dom_attribute *)&element->attributes[i], address);
    for (struct dom *child = element->children; child; child = child->next)
        dom_make_places_local(child, address);
}

bool dom_is_one_of(const struct dom *element, const char *const *names)
{
    for (; element->type == DOM_ELEMENT && *names; names++) {
        if (strcmp(element->name, *names) == 0)
            return true;
    }
    return false;
}

static void append_folded(const char *content, GString *text)
{
    for (const char *p = content; *p; p++) {
        bool space = g_ascii_isspace(*p);
        if (!space)
            g_string_append_c(text, *p);
        else if (text->len && text->str[text->len - 1] != ' ')
            g_string_append_c(text, ' ');
    }
}

void dom_append_words(const struct dom *node, GString *text)
{
    if (node->type == DOM_TEXT)
        append_folded(node->content, text);
    for (const struct dom *child = node->children; child; child = child->next) {
        dom_append_words(child, text);
        if (child->type == DOM_ELEMENT &&
            tag_find(child->name, strlen(child->name))->role != TAG_INLINE)
            append_folded(" ", text);
    }
}
