// SPDX-License-Identifier: MIT
#include "read/list/table_parts.h"

#include "read/list/entry.h"
#include "read/list/stream_parts.h"

void table_gathered_free(struct gathered *gathered)
{
    if (!gathered)
        return;
    stream_parts_free(gathered->parts);
    stretch_free(gathered->open);
    g_ptr_array_unref(gathered->stretches);
    g_free(gathered);
}

struct gathered *table_gathered_new(struct sheet_point from, bool placed)
{
    struct gathered *gathered = g_new0(struct gathered, 1);
    gathered->parts = stream_parts_new();
    gathered->stretches = stretches_new();
    gathered->open = stretch_new();
    gathered->from = from;
    gathered->placed = placed;
    return gathered;
}

// A stretch ends behind the row handed out last, or with the rows.
static void end_stretch(struct list_table *table)
{
    struct gathered *gathered = table->gathered;
    struct sheet_point next = {0, 0};
    gathered->placed = gathered->placed && table->sheet->tell(table->sheet, &next);
    gathered->open->bytes = gathered->placed ? next.at - gathered->from.at : 0;
    gathered->open->lines = gathered->placed ? next.line - gathered->from.line : 0;
    row_counts_add(&gathered->open->counts, &table->counts, -(ptrdiff_t)gathered->from.line);
    g_ptr_array_add(gathered->stretches, gathered->open);
    table->counts = (struct row_counts){0};
    gathered->open = stretch_new();
    gathered->from = gathered->placed ? next : gathered->from;
}

// All that the row's entry is made of.
void table_gather(struct list_table *table, const struct signatory *signatory,
                  const struct node *entry)
{
    struct row_stretch *stretch = table->gathered->open;
    GString *said = g_string_new(NULL);
    const char *const texts[] = {signatory->number, signatory->name, signatory->lang};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_string_append(said, texts[i] ? texts[i] : "\x01");
        g_string_append_c(said, '\0');
    }
    for (size_t i = 0; i < SAID_MOST && signatory->said[i]; i++) {
        g_string_append(said, signatory->said[i]);
        g_string_append_c(said, '\0');
    }
    stretch->entries++;
    if (entry->entry.number != NUMBER_NONE)
        stretch_add_number(stretch, entry->entry.number);
    if (stream_parts_add(table->gathered->parts, said->str, said->len))
        end_stretch(table);
    g_string_free(said, TRUE);
}

// Also the last one ends, and each is named. Nothing is kept of rows that were repaired, but the
// notes that tell of them.
void table_end_gathering(struct list_table *table)
{
    struct gathered *gathered = table->gathered;
    end_stretch(table);
    GArray *parts = stream_parts_end(g_steal_pointer(&gathered->parts));
    for (guint i = 0, part = 0; i < gathered->stretches->len; i++) {
        struct row_stretch *stretch = g_ptr_array_index(gathered->stretches, i);
        if (stretch->entries)
            stretch->content = g_strdup(g_array_index(parts, struct stream_part, part++).content);
    }
    g_array_unref(parts);
}
