// SPDX-License-Identifier: MIT
// A look at the tags alone: elements, what they hold, and what they refer to. Where a style sheet
// refers to something, any element might, so that each is counted with it.
#include "paint/svg_cost.h"

#include "base/error.h"

#include <string.h>

// Drawn elements, and pixels of masks: some seconds' work of librsvg at the resolution of print.
enum { DRAWN_MOST = 200 * 1000, MASKED_PIXELS_MOST = 60 * 1000 * 1000, DEPTH_MOST = 2000 };

/* What stands for an element and what it holds; a mask is 1, cheaper sheets are parts of one. */
struct svg_element {
    guint parent;
    GPtrArray *refers, *markers; // ids
    double corners;              // of a path: a marker is drawn at each
    bool free;                   // nothing is drawn of it: a gradient; a filter, which is left out
    bool counted, counting;
    double own_masks;
    double drawn, masks; // with all that it holds and refers to
};

struct svg_tree {
    GArray *elements;         // struct svg_element; the first holds all
    GHashTable *ids;          // id -> index
    struct svg_element sheet; // what style sheets say, of any element
    guint open, depth;        // the element that is open; how many are being counted
};

// ---- Reading ----

// An entity that is more than a namespace's address could stand for anything.
static bool is_plain_entity(const char *value, size_t n)
{
    const char *colon = memchr(value, ':', n);
    for (size_t i = 0; i < n; i++) {
        bool last_hash = value[i] == '#' && i + 1 == n;
        if (strchr("<>()&%\"'", value[i]) || (value[i] == '#' && !last_hash))
            return false;
    }
    return colon && colon + 2 < value + n && colon[1] == '/' && colon[2] == '/';
}

static bool entities_are_plain(const char *text)
{
    for (const char *at = text; (at = strstr(at, "<!ENTITY")) != NULL; at++) {
        const char *open = at + strcspn(at, "\"'>");
        const char *close = *open == '"' || *open == '\'' ? strchr(open + 1, *open) : NULL;
        if (!close || !is_plain_entity(open + 1, (size_t)(close - open - 1)))
            return false;
    }
    return true;
}

static void add_id(GPtrArray *refers, const char *from, size_t n)
{
    g_ptr_array_add(refers, g_strndup(from, n));
}

// Whatever stands behind "url(#" or url('#.
static void add_urls(GPtrArray *refers, const char *value)
{
    for (const char *at = value; (at = strstr(at, "url(")) != NULL;) {
        at += 4 + strspn(at + 4, " \t\r\n\"'");
        size_t n = strcspn(at, ")\"' \t\r\n");
        if (*at == '#' && n > 1)
            add_id(refers, at + 1, n - 1);
    }
}

// The value with its character references written out. g_free()
static char *unescape(const char *value, size_t n)
{
    GString *out = g_string_new_len(value, (gssize)n);
    for (char *at = out->str; (at = strstr(at, "&#")) != NULL; at++) {
        bool hex = at[2] == 'x' || at[2] == 'X';
        char *end;
        guint64 c = g_ascii_strtoull(at + 2 + hex, &end, hex ? 16 : 10);
        gssize from = at - out->str;
        if (*end != ';' || c == 0 || c > 0x7E)
            continue; // beyond ASCII it is nothing that is looked for
        g_string_erase(out, from, end + 1 - at);
        g_string_insert_c(out, from, (char)c);
        at = out->str + from;
    }
    return g_string_free(out, FALSE);
}

static bool says_nothing(const char *value)
{
    return g_str_has_prefix(value, "none") || g_ascii_strtod(value, NULL) >= 1;
}

// What a property with that value asks for, as an attribute or within a style; 0 for most.
static double masks_of(const char *name, size_t n, const char *value)
{
    static const struct {
        const char *name;
        double masks;
    } dear[] = {{"mask", 1}, {"mix-blend-mode", 1}, {"opacity", 0.07}, {"isolation", 0.07}};
    value += strspn(value, " \t\r\n");
    for (size_t i = 0; i < G_N_ELEMENTS(dear); i++) {
        if (strlen(dear[i].name) == n && strncmp(name, dear[i].name, n) == 0)
            return says_nothing(value) ? 0 : dear[i].masks;
    }
    return 0;
}

static void add_declaration(struct svg_element *element, const char *name, size_t n,
                            const char *value)
{
    bool marker = n >= 6 && strncmp(name, "marker", 6) == 0;
    element->own_masks += masks_of(name, n, value);
    add_urls(marker ? element->markers : element->refers, value);
}

// "fill:url(#a);opacity:.5", or a whole style sheet.
static void add_declarations(struct svg_element *element, const char *text)
{
    char **parts = g_strsplit_set(text, ";{}", -1);
    for (char **part = parts; *part; part++) {
        const char *name = *part + strspn(*part, " \t\r\n"), *colon = strchr(name, ':');
        if (colon)
            add_declaration(element, name, strcspn(name, " \t\r\n:"), colon + 1);
    }
    g_strfreev(parts);
}

static double count_numbers(const char *value)
{
    double n = 0;
    for (const char *at = value; *at; at++)
        n += g_ascii_isdigit(*at) && (at == value || !(g_ascii_isdigit(at[-1]) || at[-1] == '.'));
    return n;
}

static void take_attribute(struct svg_tree *document, guint index, const char *name,
                           const char *value)
{
    struct svg_element *element = &g_array_index(document->elements, struct svg_element, index);
    const char *colon = strchr(name, ':');
    const char *local = colon ? colon + 1 : name;
    if (strcmp(name, "id") == 0 && !g_hash_table_contains(document->ids, value))
        g_hash_table_insert(document->ids, g_strdup(value), GUINT_TO_POINTER(index));
    else if (strcmp(local, "href") == 0 && value[0] == '#')
        add_id(element->refers, value + 1, strlen(value + 1));
    else if (strcmp(name, "d") == 0 || strcmp(name, "points") == 0)
        element->corners = MAX(1, count_numbers(value) / 2);
    else if (strcmp(name, "style") == 0)
        add_declarations(element, value);
    else
        add_declaration(element, name, strlen(name), value);
}

static struct svg_element element_new(guint parent)
{
    return (struct svg_element){.parent = parent,
                                .corners = 1,
                                .refers = g_ptr_array_new_with_free_func(g_free),
                                .markers = g_ptr_array_new_with_free_func(g_free)};
}

static void element_clear(struct svg_element *element)
{
    g_ptr_array_unref(element->refers);
    g_ptr_array_unref(element->markers);
}

static guint add_element(struct svg_tree *document, const char *name, size_t n)
{
    struct svg_element element = element_new(document->open);
    element.free = (n > 8 && strncmp(name + n - 8, "Gradient", 8) == 0) ||
                   (n == 6 && strncmp(name, "filter", 6) == 0);
    // A tile is drawn on a sheet of its own.
    element.own_masks = n == 7 && strncmp(name, "pattern", 7) == 0 ? 0.25 : 0;
    g_array_append_val(document->elements, element);
    return document->elements->len - 1;
}

static const char *take_attributes(struct svg_tree *document, guint index, const char *at)
{
    for (at += strspn(at, " \t\r\n"); *at && !strchr("/>", *at); at += strspn(at, " \t\r\n")) {
        size_t n = strcspn(at, " \t\r\n=/>");
        const char *open = at + n + strspn(at + n, " \t\r\n=");
        const char *close = *open == '"' || *open == '\'' ? strchr(open + 1, *open) : NULL;
        if (n == 0 || !close)
            return at + strcspn(at, ">"); // not well-formed, which the parser says
        char *name = g_strndup(at, n), *value = unescape(open + 1, (size_t)(close - open - 1));
        take_attribute(document, index, name, value);
        g_free(name);
        g_free(value);
        at = close + 1;
    }
    return at;
}

// The text of a style sheet, up to its end tag.
static const char *take_style_sheet(struct svg_tree *document, const char *at)
{
    const char *end = strstr(at, "</");
    char *text = unescape(at, end ? (size_t)(end - at) : strlen(at));
    add_declarations(&document->sheet, text);
    g_free(text);
    return end ? end : at + strlen(at);
}

static const char *past(const char *at, const char *mark)
{
    const char *end = strstr(at, mark);
    return end ? end + strlen(mark) : at + strlen(at);
}

// A comment, a processing instruction, a declaration or a CDATA section; NULL for an element.
static const char *past_other(const char *at)
{
    if (g_str_has_prefix(at, "<!--"))
        return past(at, "-->");
    if (g_str_has_prefix(at, "<![CDATA["))
        return past(at, "]]>");
    if (at[1] == '?')
        return past(at, "?>");
    return at[1] == '!' ? past(at, ">") : NULL;
}

static const char *take_tag(struct svg_tree *document, const char *at)
{
    const char *other = past_other(at);
    if (other)
        return other;
    if (at[1] == '/') {
        document->open =
            g_array_index(document->elements, struct svg_element, document->open).parent;
        return past(at, ">");
    }
    size_t n = strcspn(at + 1, " \t\r\n/>");
    const char *colon = memchr(at + 1, ':', n), *local = colon ? colon + 1 : at + 1;
    size_t length = (size_t)(at + 1 + n - local);
    bool style = length == 5 && strncmp(local, "style", 5) == 0;
    guint index = add_element(document, local, length);
    at = take_attributes(document, index, at + 1 + n);
    if (*at == '>') {
        document->open = index;
        return style ? take_style_sheet(document, at + 1) : at + 1;
    }
    return past(at, ">");
}

static void document_read(struct svg_tree *document, const char *text)
{
    document->open = add_element(document, "", 0);
    for (const char *at = text; (at = strchr(at, '<')) != NULL;)
        at = take_tag(document, at);
}

static void document_clear(struct svg_tree *document)
{
    for (guint i = 0; i < document->elements->len; i++)
        element_clear(&g_array_index(document->elements, struct svg_element, i));
    g_array_unref(document->elements);
    g_hash_table_unref(document->ids);
    element_clear(&document->sheet);
}

// ---- Counting ----

static void count(struct svg_tree *document, guint index);

static void count_references(struct svg_tree *document, struct svg_element *element,
                             const GPtrArray *refers, double times)
{
    for (guint i = 0; i < refers->len; i++) {
        void *found = g_hash_table_lookup(document->ids, refers->pdata[i]);
        guint to = GPOINTER_TO_UINT(found);
        const struct svg_element *other =
            &g_array_index(document->elements, struct svg_element, to);
        if (!found || other->free)
            continue;
        count(document, to);
        element->drawn += other->drawn * times;
        element->masks += other->masks * times;
    }
}

// Those it holds come after it, up to the first whose parent is further out.
static void count_children(struct svg_tree *document, struct svg_element *element, guint index)
{
    for (guint i = index + 1; i < document->elements->len; i++) {
        const struct svg_element *child = &g_array_index(document->elements, struct svg_element, i);
        if (child->parent < index)
            break;
        if (child->parent != index || child->free)
            continue;
        count(document, i);
        element->drawn += child->drawn;
        element->masks += child->masks;
    }
}

// A circle counts once: librsvg breaks it. A chain too long to follow costs more than any picture.
static void count(struct svg_tree *document, guint index)
{
    struct svg_element *element = &g_array_index(document->elements, struct svg_element, index);
    if (element->counted || element->counting)
        return;
    element->counting = true;
    element->drawn = ++document->depth > DEPTH_MOST ? DRAWN_MOST + 1.0 : 1;
    element->masks = element->own_masks + document->sheet.own_masks;
    if (document->depth <= DEPTH_MOST) {
        count_references(document, element, element->refers, 1);
        count_references(document, element, document->sheet.refers, 1);
        count_references(document, element, element->markers, element->corners);
        count_references(document, element, document->sheet.markers, element->corners);
        count_children(document, element, index);
    }
    document->depth--;
    element->counted = true;
}

static bool fault_cost(const char *name, const struct svg_element *all, GError **error)
{
    fault_set(
        error, FAULT_INVALID,
        "%s: the SVG asks for too much work, drawing %.0f elements through %.0f masks: save it "
        "as PNG",
        name, all->drawn, all->masks);
    return false;
}

static bool check(const char *name, const char *text, double pixels, struct svg_tree *document,
                  GError **error)
{
    document_read(document, text);
    count(document, 0);
    const struct svg_element *all = &g_array_index(document->elements, struct svg_element, 0);
    if (all->drawn > DRAWN_MOST || all->masks * pixels > MASKED_PIXELS_MOST)
        return fault_cost(name, all, error);
    if (entities_are_plain(text))
        return true;
    fault_set(error, FAULT_INVALID,
              "%s: the SVG defines entities, which could stand for anything: save it without them, "
              "or as PNG",
              name);
    return false;
}

bool svg_cost_check(const char *name, GBytes *bytes, double pixels, GError **error)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    char *text = g_strndup(data, n);
    struct svg_tree document = {
        .elements = g_array_new(FALSE, FALSE, sizeof(struct svg_element)),
        .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .sheet = element_new(0),
    };
    bool ok = check(name, text, pixels, &document, error);
    document_clear(&document);
    g_free(text);
    return ok;
}
