// SPDX-License-Identifier: MIT
#include "base/diag.h"

#include "base/arena.h"
#include "base/quote.h"
#include "base/translate.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

struct diag_source {
    const char *file, *text;
    size_t n;
};

struct diag_entry {
    struct diag_note note;
    struct diag_source source;
};

struct diag {
    struct arena *arena;
    GArray *entries;
    GPtrArray *kept; // GBytes that entries point into
    struct diag_source source;
    // Where the last place was found: notes mostly come in order, so counting goes on from here.
    size_t seen_offset, seen_line, seen_column;
};

struct diag *diag_new(void)
{
    struct diag *diag = g_new0(struct diag, 1);
    diag->arena = arena_new();
    diag->entries = g_array_new(FALSE, FALSE, sizeof(struct diag_entry));
    diag->kept = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    diag->seen_line = diag->seen_column = 1;
    return diag;
}

void diag_free(struct diag *diag)
{
    if (!diag)
        return;
    g_array_unref(diag->entries);
    g_ptr_array_unref(diag->kept);
    arena_free(diag->arena);
    g_free(diag);
}

void diag_set_source(struct diag *diag, const char *file, const char *text, size_t n)
{
    diag->source = (struct diag_source){arena_strdup(diag->arena, file), text, text ? n : 0};
    diag->seen_offset = 0;
    diag->seen_line = diag->seen_column = 1;
}

void diag_set_source_bytes(struct diag *diag, const char *file, GBytes *text)
{
    gsize n;
    const char *data = g_bytes_get_data(text, &n);
    g_ptr_array_add(diag->kept, g_bytes_ref(text));
    diag_set_source(diag, file, data ? data : "", n);
}

static void diag_locate(struct diag *diag, size_t offset, size_t *ret_line, size_t *ret_column)
{
    const char *text = diag->source.text;
    offset = MIN(offset, diag->source.n);
    if (offset < diag->seen_offset) {
        diag->seen_offset = 0;
        diag->seen_line = diag->seen_column = 1;
    }
    for (const char *newline;
         (newline = memchr(text + diag->seen_offset, '\n', offset - diag->seen_offset)) != NULL;) {
        diag->seen_offset = (size_t)(newline - text) + 1;
        diag->seen_line++;
        diag->seen_column = 1;
    }
    for (; diag->seen_offset < offset; diag->seen_offset++)
        diag->seen_column += ((unsigned char)text[diag->seen_offset] & 0xC0) != 0x80;
    *ret_line = diag->seen_line;
    *ret_column = diag->seen_column;
}

// Both texts of the note, and the entry into the list.
static void diag_append(struct diag *diag, struct diag_entry *entry, const char *format,
                        va_list args)
{
    va_list again;
    va_copy(again, args);
    char *english = quote_vprintf(format, args);
    char *local = quote_vprintf(translate(format), again);
    va_end(again);
    entry->note.message = arena_strdup(diag->arena, english);
    entry->note.local =
        strcmp(english, local) == 0 ? entry->note.message : arena_strdup(diag->arena, local);
    g_free(english);
    g_free(local);
    g_array_append_val(diag->entries, *entry);
}

void diag_addv(struct diag *diag, enum diag_severity severity, const char *code, struct span span,
               const char *format, va_list args)
{
    struct diag_entry entry = {.note = {severity, code, diag->source.file, .span = span},
                               .source = diag->source};
    if (span.start != SPAN_NONE.start && diag->source.text)
        diag_locate(diag, span.start, &entry.note.line, &entry.note.column);
    diag_append(diag, &entry, format, args);
}

void diag_add(struct diag *diag, enum diag_severity severity, const char *code, struct span span,
              const char *format, ...)
{
    va_list args;
    va_start(args, format);
    diag_addv(diag, severity, code, span, format, args);
    va_end(args);
}

void diag_addv_at(struct diag *diag, enum diag_severity severity, const char *code,
                  struct diag_place place, const char *format, va_list args)
{
    struct diag_entry entry = {.note = {.severity = severity,
                                        .code = code,
                                        .file = arena_strdup(diag->arena, place.file),
                                        .line = place.line,
                                        .column = place.column,
                                        .span = SPAN_NONE}};
    diag_append(diag, &entry, format, args);
}

void diag_add_at(struct diag *diag, enum diag_severity severity, const char *code,
                 struct diag_place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    diag_addv_at(diag, severity, code, place, format, args);
    va_end(args);
}

static struct diag_note *last_note(struct diag *diag)
{
    guint n = diag->entries->len;
    return n ? &g_array_index(diag->entries, struct diag_entry, n - 1).note : NULL;
}

void diag_about(struct diag *diag, uint32_t character)
{
    struct diag_note *note = last_note(diag);
    if (note)
        note->character = character;
}

void diag_offer(struct diag *diag, size_t removes, const char *inserts)
{
    struct diag_note *note = last_note(diag);
    if (!note)
        return;
    note->offers = true;
    note->removes = removes;
    note->inserts = inserts;
}

void diag_repeat(struct diag *diag, const struct diag_note *note)
{
    struct diag_entry entry = {.note = *note};
    if (!note->file) {
        entry.note.file = diag->source.file;
        entry.source = diag->source;
    } else {
        entry.note.file = arena_strdup(diag->arena, note->file);
    }
    if (!note->line && entry.source.text && note->span.start != SPAN_NONE.start)
        diag_locate(diag, note->span.start, &entry.note.line, &entry.note.column);
    entry.note.message = arena_strdup(diag->arena, note->message);
    entry.note.local =
        note->local == note->message ? entry.note.message : arena_strdup(diag->arena, note->local);
    g_array_append_val(diag->entries, entry);
}

void diag_give_span(struct diag *diag, size_t from, struct span span)
{
    for (guint i = (guint)from; i < diag->entries->len; i++) {
        struct diag_note *note = &g_array_index(diag->entries, struct diag_entry, i).note;
        if (note->span.start == SPAN_NONE.start && !note->file && !note->line)
            note->span = span;
    }
}

size_t diag_count(const struct diag *diag)
{
    return diag->entries->len;
}

size_t diag_count_at_least(const struct diag *diag, enum diag_severity severity)
{
    size_t count = 0;
    for (guint i = 0; i < diag->entries->len; i++)
        count += g_array_index(diag->entries, struct diag_entry, i).note.severity >= severity;
    return count;
}

const struct diag_note *diag_get(const struct diag *diag, size_t index)
{
    return &g_array_index(diag->entries, struct diag_entry, index).note;
}

static void diag_append_caret(GString *out, const struct diag_entry *entry)
{
    const char *text = entry->source.text;
    size_t start = MIN(entry->note.span.start, entry->source.n);
    while (start > 0 && text[start - 1] != '\n')
        start--;
    const char *newline = memchr(text + start, '\n', entry->source.n - start);
    size_t end = newline ? (size_t)(newline - text) : entry->source.n;
    end -= end > start && text[end - 1] == '\r';
    // A line longer than a terminal shows nothing useful under a caret.
    enum { LINE_LONGEST = 400 };
    if (end - start > LINE_LONGEST || !g_utf8_validate(text + start, (gssize)(end - start), NULL))
        return;
    quote_safe(out, text + start, end - start);
    g_string_append_c(out, '\n');
    // What is shown may be longer than what is there.
    GString *before = g_string_new(NULL);
    quote_safe(before, text + start, MIN(entry->note.span.start, end) - start);
    for (glong i = g_utf8_strlen(before->str, -1); i > 0; i--)
        g_string_append_c(out, ' ');
    g_string_free(before, TRUE);
    g_string_append(out, "^\n");
}

char *diag_format(const struct diag *diag, const struct diag_note *note, bool caret)
{
    (void)diag;
    static const char *const severities[] = {N_("note"), N_("warning"), N_("error")};
    const struct diag_entry *entry =
        (const struct diag_entry *)note; // the note is its first member
    GString *out = g_string_new(NULL);
    if (note->file) {
        quote_safe(out, note->file, strlen(note->file));
        g_string_append_c(out, ':');
        if (note->line)
            g_string_append_printf(out, "%zu:%zu:", note->line, note->column);
        g_string_append_c(out, ' ');
    }
    g_string_append_printf(out, translate("%s: %s [%s]\n"), translate(severities[note->severity]),
                           note->local, note->code);
    if (caret && entry->source.text && note->span.start != SPAN_NONE.start)
        diag_append_caret(out, entry);
    return g_string_free(out, FALSE);
}
