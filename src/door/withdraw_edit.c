// SPDX-License-Identifier: MIT
#include "door/withdraw_edit.h"

#include <stdbool.h>
#include <string.h>

enum { OCCURRENCES_MOST = 64 };

struct editing {
    const char *data;
    size_t n;
    const struct withdraw_place *place;
    GPtrArray *edits;
};

// What is cut is at least as long as the name is, so that an edit takes something out.
static void cut(struct editing *e, size_t from, size_t to, const char *instead)
{
    if (from >= to || to > e->n)
        return;
    GByteArray *out = g_byte_array_sized_new((guint)e->n);
    g_byte_array_append(out, (const guint8 *)e->data, (guint)from);
    g_byte_array_append(out, (const guint8 *)instead, (guint)strlen(instead));
    g_byte_array_append(out, (const guint8 *)e->data + to, (guint)(e->n - to));
    g_ptr_array_add(e->edits, g_byte_array_free_to_bytes(out));
}

// ---- names in bytes --------------------------------------------------------------------------

// Whether a letter that is written together with its neighbours: in scripts without spaces any may
// begin or end a name.
static bool is_of_word(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
        return false;
    default:
        return g_unichar_isalnum(c) || g_unichar_ismark(c);
    }
}

static gunichar char_before(const char *data, const char *at)
{
    const char *p = g_utf8_find_prev_char(data, at);
    gunichar c = p ? g_utf8_get_char_validated(p, at - p) : 0;
    return c < 0x110000 ? c : 0;
}

static gunichar char_at(const char *at, const char *end)
{
    gunichar c = at < end ? g_utf8_get_char_validated(at, end - at) : 0;
    return c < 0x110000 ? c : 0;
}

// The next place of the name as words of its own; NULL if there is none.
static const char *next_name(const char *data, size_t n, const char *from, const char *name)
{
    size_t m = strlen(name);
    const char *end = data + n, *hit;
    while ((hit = memmem(from, (size_t)(end - from), name, m))) {
        if (!is_of_word(char_before(data, hit)) && !is_of_word(char_at(hit + m, end)))
            return hit;
        from = hit + 1;
    }
    return NULL;
}

// ---- lines -----------------------------------------------------------------------------------

// The line after the one that `at` is in: after a LF, a CR or both.
static size_t line_after(const struct editing *e, size_t at)
{
    while (at < e->n && e->data[at] != '\n' && e->data[at] != '\r')
        at++;
    if (at + 1 < e->n && e->data[at] == '\r' && e->data[at + 1] == '\n')
        at++;
    return MIN(at + 1, e->n);
}

static size_t line_start(const struct editing *e, size_t line)
{
    size_t at = 0;
    for (size_t i = 1; i < line && at < e->n; i++)
        at = line_after(e, at);
    return at;
}

static bool is_blank(const struct editing *e, size_t at)
{
    for (; at < e->n && e->data[at] != '\n' && e->data[at] != '\r'; at++) {
        if (e->data[at] != ' ' && e->data[at] != '\t')
            return false;
    }
    return true;
}

// A row of a sheet may hold line breaks between quotation marks.
static size_t row_end(const struct editing *e, size_t from)
{
    size_t end = from, marks;
    do {
        marks = 0;
        end = line_after(e, end);
        for (size_t i = from; i < end; i++)
            marks += e->data[i] == '"';
    } while (marks % 2 == 1 && end < e->n);
    return end;
}

// What belongs to an item of YAML, or of a list in Markdown, is indented further than its mark.
static size_t item_end(const struct editing *e, size_t from)
{
    size_t indent = strspn(e->data + from, " "), end = line_after(e, from);
    while (end < e->n && !is_blank(e, end) && strspn(e->data + end, " ") > indent)
        end = line_after(e, end);
    return end;
}

static void cut_lines(struct editing *e)
{
    const struct withdraw_place *place = e->place;
    if (!place->line)
        return;
    size_t from = line_start(e, place->line), end = line_after(e, from);
    cut(e, from, end, "");
    if (row_end(e, from) > end)
        cut(e, from, row_end(e, from), "");
    if (item_end(e, from) > end)
        cut(e, from, item_end(e, from), "");
    while (end < e->n && !is_blank(e, end))
        end = line_after(e, end);
    size_t next = place->next > place->line ? line_start(e, place->next) : end;
    if (next < end)
        cut(e, from, next, "");
    cut(e, from, end, "");
    if (next > end)
        cut(e, from, next, "");
}

// ---- elements --------------------------------------------------------------------------------

static bool begins_tag(const struct editing *e, size_t at, const char *tag)
{
    size_t m = strlen(tag);
    return at + m + 1 < e->n && e->data[at] == '<' &&
           g_ascii_strncasecmp(e->data + at + 1, tag, m) == 0 &&
           !g_ascii_isalnum(e->data[at + 1 + m]);
}

static size_t tag_before(const struct editing *e, size_t at, const char *tag)
{
    while (at-- > 0) {
        if (begins_tag(e, at, tag))
            return at;
    }
    return e->n;
}

static size_t tag_after(const struct editing *e, size_t at, const char *tag)
{
    while (at < e->n && !begins_tag(e, at, tag))
        at++;
    return at;
}

// An item's end tag may be left out: then the next item ends it, or the list does.
static size_t element_end(const struct editing *e, size_t at, const char *tag)
{
    char *close = g_strconcat("/", tag, NULL);
    size_t end = tag_after(e, at, close), next = tag_after(e, at, tag);
    size_t list = MIN(tag_after(e, at, "/ol"), tag_after(e, at, "/ul"));
    g_free(close);
    if (end < next && end < e->n)
        return line_after(e, end) > end ? end + strcspn(e->data + end, ">") + 1 : end;
    return MIN(next, list);
}

// The numbers of a list's items are counted: the next keeps its own by saying it.
static void cut_item(struct editing *e, size_t from, size_t end)
{
    size_t next = tag_after(e, end, "li");
    char *between = g_strndup(e->data + end, next - end);
    if (next < e->n && !strstr(between, "</") && e->place->number) {
        char *value =
            g_strdup_printf("%s<li value=\"%" G_GINT64_FORMAT "\"", between, e->place->number + 1);
        cut(e, from, next + strlen("<li"), value);
        g_free(value);
    }
    g_free(between);
    cut(e, from, end, "");
}

static void cut_element(struct editing *e, size_t at)
{
    static const char *const tags[] = {"li", "tr", "p", "dd", "div"};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        size_t from = tag_before(e, at, tags[i]);
        size_t end = from < e->n ? element_end(e, from + 1, tags[i]) : 0;
        if (end > at && i == 0)
            cut_item(e, from, end);
        else if (end > at)
            cut(e, from, end, "");
    }
}

// ---- records ---------------------------------------------------------------------------------

// The innermost {} of a JSON array around the name, with the comma that parts it from the others.
static void cut_record(struct editing *e, size_t at)
{
    size_t from = at, end = at;
    while (from > 0 && e->data[from] != '{' && e->data[from] != '}')
        from--;
    while (end < e->n && e->data[end] != '}' && e->data[end] != '{')
        end++;
    if (from >= e->n || end >= e->n || e->data[from] != '{' || e->data[end] != '}')
        return;
    end++;
    size_t after = end;
    while (after < e->n && g_ascii_isspace(e->data[after]))
        after++;
    if (after < e->n && e->data[after] == ',') {
        cut(e, from, after + 1, "");
        return;
    }
    while (from > 0 && g_ascii_isspace(e->data[from - 1]))
        from--;
    cut(e, from > 0 && e->data[from - 1] == ',' ? from - 1 : from, end, "");
}

static void cut_entry(struct editing *e, size_t at, size_t m)
{
    (void)m;
    cut_element(e, at);
    cut_record(e, at);
}

static void cut_trace(struct editing *e, size_t at, size_t m)
{
    size_t from = at;
    while (from > 0 && e->data[from - 1] != '\n' && e->data[from - 1] != '\r')
        from--;
    cut(e, from, line_after(e, at), "");
    cut_entry(e, at, m);
    cut(e, at, at + m, "");
}

static void each_occurrence(struct editing *e, const char *name,
                            void (*cut_at)(struct editing *e, size_t at, size_t m))
{
    char *escaped = g_markup_escape_text(name, -1);
    const char *const forms[] = {name, strcmp(escaped, name) ? escaped : NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(forms) && forms[i]; i++) {
        size_t m = strlen(forms[i]), found = 0;
        const char *hit = e->data;
        while (found++ < OCCURRENCES_MOST && (hit = next_name(e->data, e->n, hit, forms[i]))) {
            cut_at(e, (size_t)(hit - e->data), m);
            hit += m;
        }
    }
    g_free(escaped);
}

// No edits of what is no text: a ZIP, UTF-16.
static struct editing begin(GBytes *source, const struct withdraw_place *place)
{
    struct editing e = {.place = place};
    e.edits = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    e.data = g_bytes_get_data(source, &e.n);
    if (e.n && memchr(e.data, '\0', e.n))
        e.n = 0;
    return e;
}

GPtrArray *withdraw_edits(GBytes *source, const struct withdraw_place *place)
{
    struct editing e = begin(source, place);
    if (e.n == 0)
        return e.edits;
    cut_lines(&e);
    each_occurrence(&e, place->name, cut_entry);
    return e.edits;
}

GPtrArray *withdraw_traces(GBytes *source, const char *name)
{
    const struct withdraw_place place = {.name = name};
    struct editing e = begin(source, &place);
    if (e.n)
        each_occurrence(&e, name, cut_trace);
    return e.edits;
}

static size_t count_form(const char *data, size_t n, const char *form)
{
    size_t count = 0;
    const char *hit = data;
    while (n > 0 && (hit = next_name(data, n, hit, form))) {
        hit += strlen(form);
        count++;
    }
    return count;
}

size_t withdraw_count(GBytes *source, const char *name)
{
    gsize n;
    const char *data = g_bytes_get_data(source, &n);
    char *escaped = g_markup_escape_text(name, -1);
    size_t count = count_form(data, n, name);
    if (strcmp(escaped, name) != 0)
        count += count_form(data, n, escaped);
    g_free(escaped);
    return count;
}
