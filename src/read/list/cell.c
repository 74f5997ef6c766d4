// SPDX-License-Identifier: MIT
#include "read/list/cell.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/source.h"
#include "read/fold.h"

#include <string.h>

// What a letter's repair takes together with the character before it, see read/source.c.
static bool joins_cluster(gunichar c)
{
    return c >= 0x300 && (g_unichar_combining_class(c) != 0 || (c >= 0x1160 && c <= 0x11FF));
}

static bool is_decomposable(gunichar c)
{
    gunichar one, other;
    return g_unichar_decompose(c, &one, &other);
}

// Whether NFC may change a letter with these marks: they are out of order, compose, or come apart.
static bool may_compose(const char *letter, const char *end)
{
    gunichar base = utf8_char(letter), composed;
    int last = 0;
    if (is_decomposable(base))
        return true;
    for (const char *p = g_utf8_next_char(letter); p < end; p = g_utf8_next_char(p)) {
        gunichar mark = utf8_char(p);
        int class = g_unichar_combining_class(mark);
        if (class < last || class == 0 || is_decomposable(mark) ||
            g_unichar_compose(base, mark, &composed))
            return true;
        last = class;
    }
    return false;
}

static bool is_composed(const char *letter, size_t n)
{
    char *composed = g_utf8_normalize(letter, (gssize)n, G_NORMALIZE_NFC);
    bool same = composed && strlen(composed) == n && memcmp(composed, letter, n) == 0;
    g_free(composed);
    return same;
}

static const char *marks_end(const char *p, int *ret_marks)
{
    *ret_marks = 0;
    while (*p && (unsigned char)*p >= 0xC0 && joins_cluster(utf8_char(p))) {
        p = g_utf8_next_char(p);
        (*ret_marks)++;
    }
    return p;
}

// Neither a mark, nor invisible, nor anything that joins what is before it.
static bool is_whole(gunichar c)
{
    // Letters of Latin, Cyrillic and Arabic, Chinese, Japanese and Korean are known without asking.
    bool known = (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x300) || (c >= 0x400 && c < 0x483) ||
                 (c >= 0x620 && c < 0x64B) || (c >= 0x660 && c < 0x670) ||
                 (c >= 0x671 && c < 0x6D4) || (c >= 0x3041 && c < 0x3097) ||
                 (c >= 0x30A0 && c < 0x3100) || (c >= 0x4E00 && c < 0xA000) ||
                 (c >= 0xAC00 && c < 0xD7A4);
    return known || (c >= 0x300 && c != 0x200B && c != 0xFEFF && !joins_cluster(c));
}

static bool is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

// The character at `p`, of one byte to three, and where the next is; 0 for a longer one and for
// what is no UTF-8.
static gunichar short_char(const char *p, const char **ret_next)
{
    unsigned char lead = (unsigned char)*p;
    *ret_next = p + 1;
    if (lead < 0x80)
        return lead;
    *ret_next = p + 2;
    if (lead >= 0xC2 && lead < 0xE0 && is_tail(p[1]))
        return utf8_char(p);
    *ret_next = p + 3;
    if (lead < 0xE0 || lead >= 0xF0 || !is_tail(p[1]) || !is_tail(p[2]))
        return 0;
    gunichar c = utf8_char(p);
    return c >= 0x800 && (c < 0xD800 || c >= 0xE000) ? c : 0;
}

// Whether all is UTF-8 and whole, of the characters that most names are of; false may be either.
static bool is_all_whole(const char *text)
{
    for (gunichar c; *text;) {
        c = short_char(text, &text);
        if (!is_whole(c))
            return false;
    }
    return true;
}

static bool needs_repair(const char *text, size_t n)
{
    enum { MARKS_MOST = 30 };
    if (ascii_is_printable(text, n))
        return false;
    if (is_all_whole(text))
        return false;
    if (!g_utf8_validate(text, -1, NULL))
        return true;
    bool marked = false, changes = false;
    for (const char *p = text, *end; *p; p = end) {
        gunichar c = utf8_char(p);
        if (c < 0x20 || c == 0x7F || c == 0x200B || c == 0xFEFF)
            return true;
        int marks;
        end = marks_end(g_utf8_next_char(p), &marks);
        changes = changes || marks > MARKS_MOST || (c >= 0x80 && c < 0xA0) ||
                  (marks && may_compose(p, end) && !is_composed(p, (size_t)(end - p)));
        for (const char *q = p; q < end && !marked; q = g_utf8_next_char(q))
            marked = (unsigned char)*q >= 0xC0 && g_unichar_ismark(utf8_char(q));
    }
    return marked && changes;
}

// The rare cell that is not clean goes through the same repair as a letter does.
const char *cell_repaired(struct arena *arena, const char *text, size_t n, struct diag_place place,
                          struct notes *notes)
{
    if (!needs_repair(text, n))
        return text;
    GBytes *bytes = g_bytes_new(text, strlen(text));
    struct diag *diag = diag_new();
    struct source *source = source_new(place.file, bytes, "UTF-8", diag, NULL);
    for (size_t i = 0; notes && i < diag_count(diag); i++) {
        const struct diag_note *note = diag_get(diag, i);
        notes_add_at(notes, note->severity, note->code, place, "%s", note->message);
    }
    const char *clean = "";
    if (source) {
        g_strdelimit(source->text->str, "\n\t", ' ');
        clean = arena_strdup(arena, source->text->str);
    } else {
        char *valid = g_utf8_make_valid(text, -1);
        clean = arena_strdup(arena, valid);
        g_free(valid);
    }
    source_free(source);
    diag_free(diag);
    g_bytes_unref(bytes);
    return clean;
}

bool cell_is_filled(const char *cell)
{
    return cell[text_leading(cell, strlen(cell))] != '\0';
}
