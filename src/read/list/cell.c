// SPDX-License-Identifier: MIT
#include "read/list/cell.h"

#include "read/source.h"
#include "read/fold.h"

#include <stdint.h>
#include <string.h>

// Eight bytes at a time: any below 0x20 or above 0x7E?
static bool is_clean_ascii(const char *text, size_t n)
{
    const uint64_t each = UINT64_MAX / 255;
    uint64_t found = 0, word = 0;
    for (; n >= sizeof word; text += sizeof word, n -= sizeof word) {
        memcpy(&word, text, sizeof word);
        found |= word | (word - each * 0x20) | (word + each);
    }
    word = each * ' ';
    memcpy(&word, text, n);
    found |= word | (word - each * 0x20) | (word + each);
    return !(found & each * 0x80);
}

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
    gunichar base = g_utf8_get_char(letter), composed;
    int last = 0;
    if (is_decomposable(base))
        return true;
    for (const char *p = g_utf8_next_char(letter); p < end; p = g_utf8_next_char(p)) {
        gunichar mark = g_utf8_get_char(p);
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
    while (*p && (unsigned char)*p >= 0xC0 && joins_cluster(g_utf8_get_char(p))) {
        p = g_utf8_next_char(p);
        (*ret_marks)++;
    }
    return p;
}

static bool needs_repair(const char *text, size_t n)
{
    enum { MARKS_MOST = 30 };
    if (is_clean_ascii(text, n))
        return false;
    if (!g_utf8_validate(text, -1, NULL))
        return true;
    bool marked = false, changes = false;
    for (const char *p = text, *end; *p; p = end) {
        gunichar c = (unsigned char)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);
        if (c < 0x20 || c == 0x7F || c == 0x200B || c == 0xFEFF)
            return true;
        int marks;
        end = marks_end(g_utf8_next_char(p), &marks);
        changes = changes || marks > MARKS_MOST || (c >= 0x80 && c < 0xA0) ||
                  (marks && may_compose(p, end) && !is_composed(p, (size_t)(end - p)));
        for (const char *q = p; q < end && !marked; q = g_utf8_next_char(q))
            marked = (unsigned char)*q >= 0xC0 && g_unichar_ismark(g_utf8_get_char(q));
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
