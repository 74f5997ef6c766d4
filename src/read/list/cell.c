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

static bool needs_repair(const char *text, size_t n)
{
    if (is_clean_ascii(text, n))
        return false;
    if (!g_utf8_validate(text, -1, NULL))
        return true;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = (unsigned char)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);
        if (c < 0x20 || c == 0x7F || c == 0x200B || c == 0xFEFF ||
            (c >= 0x300 && g_unichar_ismark(c)))
            return true;
    }
    return false;
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
