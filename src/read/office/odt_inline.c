// SPDX-License-Identifier: MIT
// What a paragraph of OpenDocument holds: text, spans, links, notes, fields by what they show,
// pictures, text boxes (OpenDocument 1.3 part 3, chapters 6, 7 and 10).
#include "read/office/odt_file.h"

#include <string.h>

enum { DEPTH_MOST = 200 };

static const char *own_language(const struct odt_style *style, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalpha(c))
            continue;
        char letter[8] = {0};
        g_unichar_to_utf8(c, letter);
        if (direction_of_text(letter, strlen(letter)) == DIRECTION_RTL)
            return style->lang_complex;
        return g_unichar_iswide(c) ? style->lang_east : style->lang;
    }
    return style->lang;
}

static void add_text(struct odt *odt, const char *text, size_t n, const struct odt_style *style,
                     const char *href)
{
    if (odt->deleting) {
        g_string_append_len(odt->deleted, text, (gssize)n);
        return;
    }
    if (style->hidden > 0) {
        g_string_append_len(odt->hidden, text, (gssize)n);
        return;
    }
    struct look look = {.strong = style->strong > 0,
                        .emphasis = style->emphasis > 0 || (style->underline > 0 && !href),
                        .struck = style->struck > 0,
                        .raised = style->raised == -2 ? 0 : style->raised,
                        .lang = own_language(style, text),
                        .href = href};
    office_text(&odt->office, text, n, &look);
}

// White space folds; what is more than one space is written as elements (6.1.2).
static void add_folded(struct odt *odt, const char *text, const struct odt_style *style,
                       const char *href)
{
    GString *folded = g_string_new(NULL);
    for (const char *p = text; *p; p++) {
        bool space = strchr(" \t\r\n", *p) != NULL;
        if (!space || !odt->spaced)
            g_string_append_c(folded, space ? ' ' : *p);
        odt->spaced = space;
    }
    if (folded->len)
        add_text(odt, folded->str, folded->len, style, href);
    g_string_free(folded, TRUE);
}

static void add_spaces(struct odt *odt, const struct xml *element, const struct odt_style *style,
                       const char *href)
{
    enum { SPACES_MOST = 100 };
    const char *count = xml_attribute(element, "c");
    gint64 n = count ? CLAMP(g_ascii_strtoll(count, NULL, 10), 1, SPACES_MOST) : 1;
    char *spaces = g_strnfill((gsize)n, ' ');
    add_text(odt, spaces, (size_t)n, style, href);
    g_free(spaces);
}

// ---- notes and comments ----

static void add_note(struct odt *odt, const struct xml *element)
{
    const struct xml *body = xml_child(element, "note-body");
    // A note within a note is none.
    if (!body || odt->office.holder->kind == NODE_FOOTNOTE)
        return;
    struct odt_note note = {office_note(&odt->office), body};
    g_array_append_val(odt->notes, note);
    odt->spaced = false;
}

static void tell_comment(struct odt *odt, const struct xml *comment)
{
    GString *text = g_string_new(NULL);
    for (const struct xml *child = comment->first; child; child = child->next) {
        if (!xml_is(child, "p") && !xml_is(child, "list"))
            continue;
        xml_append_text(child, text);
        g_string_append_c(text, ' ');
    }
    office_set_aside(&odt->office, "office-comment", text->str);
    g_string_free(text, TRUE);
}

// ---- frames ----

static GBytes *binary_data(const struct xml *image)
{
    const struct xml *data = xml_child(image, "binary-data");
    if (!data)
        return NULL;
    GString *text = g_string_new(NULL);
    xml_append_text(data, text);
    gsize n;
    guchar *bytes = g_base64_decode(text->str, &n);
    g_string_free(text, TRUE);
    return g_bytes_new_take(bytes, n);
}

static GBytes *picture_bytes(struct odt *odt, const struct xml *image)
{
    enum { PICTURE_BYTES_MOST = 32 * 1024 * 1024 };
    const char *href = xml_attribute(image, "href");
    GBytes *bytes = binary_data(image);
    if (bytes || !href || !odt->view)
        return bytes;
    href += g_str_has_prefix(href, "./") ? 2 : 0;
    odt->outside += strstr(href, ":/") != NULL || g_str_has_prefix(href, "..");
    return zip_view_read(odt->view, href, PICTURE_BYTES_MOST, NULL);
}

// A picture may come in several kinds, the best first; one that can be shown is taken.
static void add_picture(struct odt *odt, const struct xml *frame)
{
    GString *alt = g_string_new(NULL);
    const struct xml *words = xml_child(frame, "desc");
    words = words ? words : xml_child(frame, "title");
    if (words)
        xml_append_text(words, alt);
    bool shown = false;
    for (const struct xml *child = frame->first; child && !shown; child = child->next) {
        GBytes *bytes = xml_is(child, "image") ? picture_bytes(odt, child) : NULL;
        shown = bytes && office_picture(&odt->office, bytes, alt->str);
        g_clear_pointer(&bytes, g_bytes_unref);
    }
    odt->pictures_lost += !shown;
    g_string_free(alt, TRUE);
}

// A shape may hold paragraphs itself; a group holds shapes.
static void walk_shape(struct odt *odt, const struct xml *shape, int depth)
{
    if (depth >= DEPTH_MOST)
        return;
    bool image = xml_child(shape, "image") != NULL, object = xml_child(shape, "object") != NULL;
    if (xml_child(shape, "text-box"))
        g_ptr_array_add(odt->boxes, (gpointer)xml_child(shape, "text-box"));
    else if (image)
        add_picture(odt, shape);
    else if (object)
        odt->embedded++;
    else if (xml_child(shape, "p") || xml_child(shape, "list"))
        g_ptr_array_add(odt->boxes, (gpointer)shape);
    for (const struct xml *child = shape->first; child && !image; child = child->next) {
        if (xml_is(child, "frame") || xml_is(child, "g") || xml_is(child, "custom-shape"))
            walk_shape(odt, child, depth + 1);
    }
}

void odt_walk_shape(struct odt *odt, const struct xml *shape)
{
    walk_shape(odt, shape, 0);
}

static bool is_shape(const struct xml *element)
{
    static const char *const names[] = {"frame",   "custom-shape", "g",    "rect", "line",
                                        "ellipse", "polygon",      "path", NULL};
    for (const char *const *name = names; *name; name++) {
        if (xml_is(element, *name))
            return true;
    }
    return false;
}

// ---- changes ----

// Where a deletion that began in a list was, this paragraph is what is left of its item.
static void join_list(struct odt *odt, const char *list)
{
    struct list_counts *counts = g_hash_table_lookup(odt->lists_by_style, list);
    const struct list_levels *levels = g_hash_table_lookup(odt->styles.lists, list);
    bool begins = odt->list.level < 0 && odt->office.paragraph && !odt->office.paragraph->first &&
                  odt->office.text->len == 0;
    if (begins && counts && levels && !odt->joined.style)
        odt->joined.list = (struct odt_list){levels, counts, 0, false};
}

static bool walk_change(struct odt *odt, const struct xml *element)
{
    const char *id = xml_attribute(element, "change-id");
    const char *list = id ? g_hash_table_lookup(odt->deletions, id) : NULL;
    bool start = xml_is(element, "change-start"), end = xml_is(element, "change-end");
    bool point = xml_is(element, "change");
    if (list && (start || end))
        odt->deleting = start;
    else if (list && point && *list)
        join_list(odt, list);
    return start || end || point;
}

// ---- the walk ----

static bool is_unseen(const struct xml *element)
{
    static const char *const names[] = {"note-citation",   "annotation-end", "tracked-changes",
                                        "event-listeners", "script",         "ruby-text",
                                        "soft-page-break", "sequence-decls", NULL};
    for (const char *const *name = names; *name; name++) {
        if (xml_is(element, *name))
            return true;
    }
    return false;
}

static void walk_element(struct odt *odt, const struct xml *element, const struct odt_style *style,
                         const char *href)
{
    if (xml_is(element, "span")) {
        const struct odt_style *more =
            odt_style_of(&odt->styles, "text", xml_attribute(element, "style-name"));
        struct odt_style own = odt_style_over(style, more);
        odt_walk_inlines(odt, element, &own, href);
    } else if (xml_is(element, "a")) {
        const char *own = xml_attribute(element, "href");
        bool away = own && *own && *own != '#';
        odt_walk_inlines(odt, element, style, away ? own : href);
    } else if (xml_is(element, "s")) {
        add_spaces(odt, element, style, href);
    } else if (xml_is(element, "tab")) {
        add_text(odt, "\t", 1, style, href);
    } else if (xml_is(element, "line-break")) {
        odt->spaced = true;
        if (style->hidden <= 0 && !odt->deleting)
            office_break(&odt->office);
    } else if (xml_is(element, "note")) {
        add_note(odt, element);
    } else if (xml_is(element, "annotation")) {
        tell_comment(odt, element);
    } else if (xml_is(element, "hidden-text") || xml_is(element, "placeholder")) {
        xml_append_text(element, odt->hidden);
    } else if (is_shape(element)) {
        odt_walk_shape(odt, element);
    } else if (!walk_change(odt, element) && !is_unseen(element)) {
        odt_walk_inlines(odt, element, style, href);
    }
}

void odt_walk_inlines(struct odt *odt, const struct xml *parent, const struct odt_style *style,
                      const char *href)
{
    if (odt->depth >= DEPTH_MOST)
        return;
    odt->depth++;
    for (const struct xml *child = parent->first; child; child = child->next) {
        if (child->text)
            add_folded(odt, child->text, style, href);
        else
            walk_element(odt, child, style, href);
    }
    odt->depth--;
}
