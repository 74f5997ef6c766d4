// SPDX-License-Identifier: MIT
// What a paragraph of WordprocessingML holds: runs, links, fields by what they show, notes,
// pictures, text boxes. ISO 29500-1, 17.3.2, 17.3.3, 17.11, 17.16.
#include "read/office/docx_file.h"

#include "read/fold.h"

#include <string.h>

enum { DEPTH_MOST = 200, FIELDS_MOST = 32 };

// A run while it is read.
struct docx_run {
    struct docx *docx;
    struct run_says says;
    const char *href;
};

// ---- fields ----

// HYPERLINK "address" \o "tip": the first quoted word that no switch names.
static char *link_of(const char *instruction)
{
    instruction += strspn(instruction, " ");
    if (g_ascii_strncasecmp(instruction, "HYPERLINK", 9) != 0)
        return NULL;
    const char *p = instruction + 9;
    p += strspn(p, " ");
    if (*p != '"')
        return NULL; // \l "place": within the document
    const char *close = strchr(p + 1, '"');
    return close && close > p + 1 ? g_strndup(p + 1, (gsize)(close - p - 1)) : NULL;
}

static const char *own_link(struct docx *docx, const char *instruction)
{
    char *href = instruction ? link_of(instruction) : NULL;
    const char *own = arena_strdup(docx->office.arena, href);
    g_free(href);
    return own;
}

static struct docx_field *inner_field(const struct docx *docx)
{
    guint n = docx->fields->len;
    return n ? &g_array_index(docx->fields, struct docx_field, n - 1) : NULL;
}

static bool in_code(const struct docx *docx)
{
    for (guint i = 0; i < docx->fields->len; i++) {
        if (g_array_index(docx->fields, struct docx_field, i).in_code)
            return true;
    }
    return false;
}

static const char *field_link(const struct docx *docx)
{
    for (guint i = docx->fields->len; i-- > 0;) {
        const char *href = g_array_index(docx->fields, struct docx_field, i).href;
        if (href)
            return href;
    }
    return NULL;
}

static void step_field(struct docx *docx, const char *type)
{
    struct docx_field *field = inner_field(docx);
    if (g_strcmp0(type, "begin") == 0 && docx->fields->len < FIELDS_MOST) {
        struct docx_field begun = {true, g_string_new(NULL), NULL};
        g_array_append_val(docx->fields, begun);
    } else if (g_strcmp0(type, "separate") == 0 && field) {
        field->in_code = false;
        field->href = own_link(docx, field->instruction->str);
    } else if (g_strcmp0(type, "end") == 0 && field) {
        g_string_free(field->instruction, TRUE);
        g_array_set_size(docx->fields, docx->fields->len - 1);
    }
}

// ---- text ----

static const char *own_language(const struct run_says *says, const char *text)
{
    if (says->rtl > 0)
        return says->lang_rtl;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c))
            return g_unichar_iswide(c) ? says->lang_east : says->lang;
    }
    return says->lang;
}

static void add_text(const struct docx_run *run, const char *text, size_t n)
{
    struct docx *docx = run->docx;
    if (in_code(docx) || n == 0)
        return;
    if (run->says.hidden > 0) {
        g_string_append_len(docx->hidden, text, (gssize)n);
        return;
    }
    const char *href = run->href ? run->href : field_link(docx);
    struct look look = {.strong = run->says.strong > 0,
                        .emphasis = run->says.emphasis > 0 || (run->says.underline > 0 && !href),
                        .struck = run->says.struck > 0,
                        .raised = run->says.raised == -2 ? 0 : run->says.raised,
                        .lang = own_language(&run->says, text),
                        .href = href};
    office_text(&docx->office, text, n, &look);
}

// White space at the ends counts only where the element says so (2.10 of XML).
static void add_t(const struct docx_run *run, const struct xml *element)
{
    GString *text = g_string_new(NULL);
    xml_append_text(element, text);
    const char *start = text->str;
    size_t n = text->len;
    if (g_strcmp0(xml_attribute(element, "space"), "preserve") != 0) {
        start += strspn(start, " \t\r\n");
        n = strlen(start);
        while (n && strchr(" \t\r\n", start[n - 1]))
            n--;
    }
    char *line = g_strndup(start, n);
    g_strdelimit(line, "\r\n", ' ');
    add_text(run, line, n);
    g_free(line);
    g_string_free(text, TRUE);
}

// A character of a font of signs; those that Word offers for bullets and boxes have one in Unicode.
static void add_sign(const struct docx_run *run, const struct xml *element)
{
    const char *number = xml_attribute(element, "char");
    gunichar c = number ? (gunichar)g_ascii_strtoull(number, NULL, 16) : 0;
    char utf8[8] = {0};
    bool private = c >= 0xE000 && c <= 0xF8FF;
    if (c >= ' ' && g_unichar_validate(c) && !private)
        add_text(run, utf8, (size_t)g_unichar_to_utf8(c, utf8));
}

void docx_append_words(const struct xml *element, GString *out)
{
    if (xml_is(element, "t") || xml_is(element, "delText"))
        xml_append_text(element, out);
    else if (xml_is(element, "tab") || xml_is(element, "br"))
        g_string_append_c(out, ' ');
    for (const struct xml *child = element->first; child; child = child->next)
        docx_append_words(child, out);
    if (xml_is(element, "p"))
        g_string_append_c(out, ' ');
}

// ---- notes and comments ----

static void add_note(struct docx *docx, const char *kind, GHashTable *notes, const char *id)
{
    const struct xml *body = id ? g_hash_table_lookup(notes, id) : NULL;
    // A note within a note is none.
    if (!body || docx->office.holder->kind == NODE_FOOTNOTE || in_code(docx))
        return;
    struct docx_note note = {office_note(&docx->office), body,
                             g_hash_table_lookup(docx->note_relations, kind)};
    g_array_append_val(docx->notes, note);
}

static void tell_comment(struct docx *docx, const char *id)
{
    const struct xml *comment = id ? g_hash_table_lookup(docx->comments, id) : NULL;
    if (!comment)
        return;
    GString *text = g_string_new(NULL);
    docx_append_words(comment, text);
    office_set_aside(&docx->office, "office-comment", text->str);
    g_string_free(text, TRUE);
}

// ---- drawings ----

static void add_picture(struct docx *docx, const char *id, const char *alt)
{
    enum { PICTURE_BYTES_MOST = 32 * 1024 * 1024 };
    const char *entry = id ? g_hash_table_lookup(docx->relations->targets, id) : NULL;
    GBytes *bytes = entry ? zip_view_read(docx->view, entry, PICTURE_BYTES_MOST, NULL) : NULL;
    if (!bytes || !office_picture(&docx->office, bytes, alt))
        docx->pictures_lost++;
    if (bytes)
        g_bytes_unref(bytes);
}

static void gather_boxes(struct docx *docx, const struct xml *parent, int depth)
{
    for (const struct xml *child = parent->first; child && depth < DEPTH_MOST;
         child = child->next) {
        if (xml_is(child, "txbxContent"))
            g_ptr_array_add(docx->boxes, (gpointer)child);
        else if (!xml_is(child, "Fallback"))
            gather_boxes(docx, child, depth + 1);
    }
}

static void walk_drawing(const struct docx_run *run, const struct xml *drawing)
{
    struct docx *docx = run->docx;
    if (run->says.hidden > 0 || in_code(docx))
        return;
    gather_boxes(docx, drawing, 0);
    const struct xml *blip = xml_find(drawing, "blip"), *data = xml_find(drawing, "imagedata");
    const struct xml *words = xml_find(drawing, "docPr");
    const char *alt = xml_attribute(words, "descr");
    if (!alt)
        alt = xml_attribute(xml_find(drawing, "shape"), "alt");
    const char *id = blip ? xml_attribute(blip, "embed") : xml_attribute(data, "id");
    bool outside = blip && !id && xml_attribute(blip, "link");
    if (id || outside)
        add_picture(docx, id, alt);
}

// ---- runs ----

static void walk_run_child(const struct docx_run *run, const struct xml *child)
{
    struct docx *docx = run->docx;
    const char *id = xml_attribute(child, "id");
    if (xml_is(child, "t"))
        add_t(run, child);
    else if (xml_is(child, "tab") || xml_is(child, "ptab"))
        add_text(run, "\t", 1);
    else if (xml_is(child, "br") || xml_is(child, "cr")) {
        if (!in_code(docx) && run->says.hidden <= 0)
            office_break(&docx->office);
    } else if (xml_is(child, "noBreakHyphen"))
        add_text(run, "\342\200\221", 3);
    else if (xml_is(child, "sym"))
        add_sign(run, child);
    else if (xml_is(child, "instrText") && inner_field(docx))
        xml_append_text(child, inner_field(docx)->instruction);
    else if (xml_is(child, "fldChar"))
        step_field(docx, xml_attribute(child, "fldCharType"));
    else if (xml_is(child, "footnoteReference"))
        add_note(docx, "footnotes", docx->footnotes, id);
    else if (xml_is(child, "endnoteReference"))
        add_note(docx, "endnotes", docx->endnotes, id);
    else if (xml_is(child, "commentReference"))
        tell_comment(docx, id);
    else if (xml_is(child, "drawing") || xml_is(child, "pict") || xml_is(child, "object"))
        walk_drawing(run, child);
}

// Of two ways to say a thing the first is for those who know its namespace; the second has it as
// older programs drew it.
static const struct xml *branch_of(const struct xml *alternatives)
{
    const struct xml *choice = xml_child(alternatives, "Choice");
    bool known =
        xml_find(choice, "txbxContent") || xml_find(choice, "blip") || xml_find(choice, "t");
    const struct xml *fallback = xml_child(alternatives, "Fallback");
    return known || !fallback ? choice : fallback;
}

static void walk_run_children(const struct docx_run *run, const struct xml *parent)
{
    for (const struct xml *child = parent ? parent->first : NULL; child; child = child->next) {
        if (xml_is(child, "AlternateContent")) {
            walk_run_children(run, branch_of(child));
        } else if (xml_is(child, "ruby")) {
            const struct xml *base = xml_child(child, "rubyBase");
            for (const struct xml *inner = base ? base->first : NULL; inner; inner = inner->next)
                walk_run_children(run, inner);
        } else {
            walk_run_child(run, child);
        }
    }
}

// Strong and emphasis are those of the run: what a style gives all of a paragraph is its looks.
static void walk_run(struct docx *docx, const struct xml *element, const struct run_says *style,
                     const char *href)
{
    struct docx_run run = {docx, *style, href};
    const struct xml *properties = xml_child(element, "rPr");
    const char *id = xml_child_attribute(properties, "rStyle", "val");
    run.says.strong = run.says.emphasis = run.says.underline = -1;
    if (id)
        run_says_add(&run.says, &docx_character_style(&docx->styles, id)->run);
    docx_run_properties(properties, &run.says);
    walk_run_children(&run, element);
}

// ---- what holds runs ----

static void walk_deleted(struct docx *docx, const struct xml *element)
{
    docx->deletions++;
    if (docx->deleted->len)
        g_string_append_c(docx->deleted, ' ');
    docx_append_words(element, docx->deleted);
}

static const char *link_target(struct docx *docx, const struct xml *element, const char *around)
{
    const char *id = xml_attribute(element, "id");
    const char *href = id ? g_hash_table_lookup(docx->relations->outside, id) : NULL;
    return href ? href : around;
}

static bool is_through(const struct xml *element)
{
    static const char *const names[] = {"smartTag", "customXml", "sdtContent", "bdo", "dir",
                                        "oMath",    "oMathPara", "moveTo",     "ins", NULL};
    for (const char *const *name = names; *name; name++) {
        if (xml_is(element, *name))
            return true;
    }
    return false;
}

static void walk_inline(struct docx *docx, const struct xml *child, const struct run_says *says,
                        const char *href)
{
    if (xml_is(child, "r")) {
        walk_run(docx, child, says, href);
    } else if (xml_is(child, "hyperlink")) {
        docx_walk_inlines(docx, child, says, link_target(docx, child, href));
    } else if (xml_is(child, "fldSimple")) {
        const char *own = own_link(docx, xml_attribute(child, "instr"));
        docx_walk_inlines(docx, child, says, own ? own : href);
    } else if (xml_is(child, "del") || xml_is(child, "moveFrom")) {
        walk_deleted(docx, child);
    } else if (xml_is(child, "sdt")) {
        bool asks = docx_toggle(xml_child(child, "sdtPr"), "showingPlcHdr") > 0;
        if (asks)
            docx_append_words(child, docx->hidden);
        else
            docx_walk_inlines(docx, child, says, href);
    } else if (is_through(child)) {
        docx->insertions += xml_is(child, "ins") || xml_is(child, "moveTo");
        docx_walk_inlines(docx, child, says, href);
    } else if (xml_is(child, "AlternateContent")) {
        docx_walk_inlines(docx, branch_of(child), says, href);
    }
}

void docx_walk_inlines(struct docx *docx, const struct xml *parent, const struct run_says *says,
                       const char *href)
{
    if (docx->depth >= DEPTH_MOST || !parent)
        return;
    docx->depth++;
    for (const struct xml *child = parent->first; child; child = child->next)
        walk_inline(docx, child, says, href);
    docx->depth--;
}
