// SPDX-License-Identifier: MIT
#include "read/html/html_kind.h"

#include "read/html/tags.h"

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
