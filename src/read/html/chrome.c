// SPDX-License-Identifier: MIT
#include "read/html/chrome.h"

#include "read/fold.h"

#include <string.h>

static bool attribute_is(const struct dom *node, const char *name, const char *const *values)
{
    const char *value = dom_attribute(node, name);
    bool is = false;
    for (; value && *values && !is; values++)
        is = g_ascii_strcasecmp(value, *values) == 0;
    return is;
}

// "display:none" and "visibility:hidden", however written.
static bool is_styled_away(const struct dom *node)
{
    const char *style = dom_attribute(node, "style");
    if (!style)
        return false;
    GString *plain = g_string_new(NULL);
    for (const char *p = style; *p; p++) {
        if (!g_ascii_isspace(*p))
            g_string_append_c(plain, g_ascii_tolower(*p));
    }
    bool away = strstr(plain->str, "display:none") || strstr(plain->str, "visibility:hidden");
    g_string_free(plain, TRUE);
    return away;
}

// ---- fields ----

// What is counted of an element that may ask for a name, a mail address.
struct asked {
    size_t fields, buttons, words, items;
};

static bool is_field(const struct dom *node)
{
    static const char *const names[] = {"textarea", "select", NULL};
    static const char *const types[] = {"text", "email", "tel",      "url",      "number",
                                        "date", "radio", "checkbox", "password", NULL};
    if (dom_is_one_of(node, names))
        return true;
    return strcmp(node->name, "input") == 0 &&
           (!dom_attribute(node, "type") || attribute_is(node, "type", types));
}

static bool is_button(const struct dom *node)
{
    static const char *const types[] = {"submit", "button", "image", NULL};
    return strcmp(node->name, "button") == 0 ||
           (strcmp(node->name, "input") == 0 && attribute_is(node, "type", types));
}

static void count_fields(const struct dom *node, struct asked *fields, int depth)
{
    enum { DEPTH_MOST = 60 };
    static const char *const unseen[] = {"script", "style", "option", "select", "button", NULL};
    static const char *const items[] = {"li", "tr", "blockquote", NULL};
    for (const struct dom *child = node->children; child && depth < DEPTH_MOST;
         child = child->next) {
        if (child->type == DOM_TEXT) {
            fields->words += text_words(child->content, strlen(child->content));
            continue;
        }
        fields->fields += is_field(child);
        fields->buttons += is_button(child);
        fields->items += dom_is_one_of(child, items);
        if (!dom_is_one_of(child, unseen))
            count_fields(child, fields, depth + 1);
    }
}

// A form that asks for something and says little else; some pages stand in one as a whole.
static bool asks(const struct dom *element)
{
    enum { WORDS_A_FIELD = 40 };
    if (strcmp(element->name, "form") != 0)
        return false;
    struct asked fields = {0, 0, 0, 0};
    count_fields(element, &fields, 0);
    return fields.fields > 0 && fields.words <= WORDS_A_FIELD * fields.fields &&
           fields.items <= 3 * fields.fields;
}

// What stands with a field: "Show 10 entries".
static bool labels_field(const struct dom *element)
{
    if (strcmp(element->name, "label") != 0)
        return false;
    struct asked fields = {0, 0, 0, 0};
    count_fields(element, &fields, 0);
    return fields.fields > 0;
}

// ---- comments in a document ----

// Google Docs writes them below the text, each behind a letter that leads back: "[a]".
static bool is_comment_link(const struct dom *node)
{
    const char *href = dom_attribute(node, "href");
    return strcmp(node->name, "a") == 0 && href && g_str_has_prefix(href, "#cmnt");
}

static bool is_comment(const struct dom *element)
{
    static const char *const blocks[] = {"div", "p", "sup", NULL};
    const struct dom *node = dom_is_one_of(element, blocks) ? element->children : NULL;
    while (node && node->type == DOM_ELEMENT && !is_comment_link(node))
        node = node->children;
    return node && node->type == DOM_ELEMENT;
}

// What LibreOffice prints on each page.
static bool is_page_furniture(const struct dom *element)
{
    static const char *const titles[] = {"header", "footer", NULL};
    return strcmp(element->name, "div") == 0 && attribute_is(element, "title", titles);
}

bool html_is_chrome(const struct dom *element)
{
    static const char *const roles[] = {"navigation",  "banner", "search", "complementary",
                                        "contentinfo", "dialog", NULL};
    static const char *const yes[] = {"true", NULL};
    return attribute_is(element, "role", roles) || attribute_is(element, "aria-hidden", yes) ||
           is_styled_away(element) || dom_attribute(element, "hidden") != NULL || asks(element) ||
           labels_field(element) || is_comment(element) || is_page_furniture(element);
}
