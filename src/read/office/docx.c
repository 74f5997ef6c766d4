// SPDX-License-Identifier: MIT
// The route of a .docx (ISO 29500-1, WordprocessingML): package, styles, lists, notes, body, and
// what stands around it.
#include "base/error.h"
#include "read/office/container.h"
#include "read/office/docx_file.h"

#include <string.h>

static const char *part_of_type(const struct relations *relations, const char *type)
{
    return g_hash_table_lookup(relations->by_type, type);
}

// ---- notes and comments, kept whole: they are short, and asked for by their ids ----

struct docx_notes {
    GHashTable *by_id;
};

static void on_note(void *data, const char *holder, const struct xml *block)
{
    (void)holder;
    struct docx_notes *notes = data;
    const char *id = xml_attribute(block, "id"), *type = xml_attribute(block, "type");
    bool separator = type && strcmp(type, "normal") != 0;
    if (id && !separator)
        g_hash_table_insert(notes->by_id, (gpointer)id, (gpointer)block);
}

static GHashTable *read_notes(struct docx *docx, const char *type)
{
    const char *const holders[] = {type, NULL};
    struct docx_notes notes = {g_hash_table_new(g_str_hash, g_str_equal)};
    struct xml_blocks blocks = {holders, on_note, &notes, docx->parts};
    const char *entry = part_of_type(docx->relations, type);
    if (entry && zip_view_find(docx->view, entry))
        xml_read_entry(docx->view, entry, &blocks, NULL);
    return notes.by_id;
}

// The links and pictures of notes are named in the notes' own part.
static void read_note_relations(struct docx *docx, const char *type)
{
    const char *entry = part_of_type(docx->relations, type);
    if (!entry)
        return;
    struct relations *own = g_new0(struct relations, 1);
    char *folder;
    *own = relations_of_part(docx->view, entry, &folder);
    g_free(folder);
    g_hash_table_insert(docx->note_relations, (gpointer)type, own);
}

static void free_relations(gpointer data)
{
    relations_clear(data);
    g_free(data);
}

// ---- title ----

static void on_property(void *data, const char *holder, const struct xml *block)
{
    (void)holder;
    struct docx *docx = data;
    if (!xml_is(block, "title"))
        return;
    GString *text = g_string_new(NULL);
    xml_append_text(block, text);
    docx->office.title = arena_strdup(docx->office.arena, g_strstrip(text->str));
    g_string_free(text, TRUE);
}

static void read_title(struct docx *docx)
{
    static const char *const holders[] = {"coreProperties", NULL};
    struct xml_blocks blocks = {holders, on_property, docx, NULL};
    struct relations root = relations_read(docx->view, "_rels/.rels", "");
    const char *entry = part_of_type(&root, "core-properties");
    if (entry && zip_view_find(docx->view, entry))
        xml_read_entry(docx->view, entry, &blocks, NULL);
    relations_clear(&root);
}

// ---- headers and footers ----

static void on_furniture(void *data, const char *holder, const struct xml *block)
{
    (void)holder;
    docx_append_words(block, data);
}

static void tell_furniture(struct docx *docx)
{
    static const char *const holders[] = {"hdr", "ftr", NULL};
    for (guint i = 0; i < docx->furniture->len; i++) {
        GString *text = g_string_new(NULL);
        struct xml_blocks blocks = {holders, on_furniture, text, NULL};
        const char *entry = g_ptr_array_index(docx->furniture, i);
        if (zip_view_find(docx->view, entry))
            xml_read_entry(docx->view, entry, &blocks, NULL);
        office_set_aside(&docx->office, "office-furniture", text->str);
        g_string_free(text, TRUE);
    }
}

// ---- what is told at the end ----

static void tell_all(struct docx *docx)
{
    struct office_counts counts = {.changes = docx->insertions + docx->deletions,
                                   .pictures_lost = docx->pictures_lost,
                                   .embedded = docx->embedded,
                                   .outside = docx->relations->fetched->len,
                                   .lists_lost = docx->numbering.lost};
    tell_furniture(docx);
    office_tell(docx->office.reader, &counts);
}

// ---- the route ----

static void on_body(void *data, const char *holder, const struct xml *block)
{
    (void)holder;
    docx_walk_block(data, block);
}

static bool read_body(struct docx *docx, const char *entry, GError **error)
{
    static const char *const holders[] = {"body", NULL};
    struct xml_blocks blocks = {holders, on_body, docx, NULL};
    bool ok = xml_read_entry(docx->view, entry, &blocks, error);
    docx_end_paragraph(docx);
    return ok;
}

static void docx_init(struct docx *docx, struct reader *reader, struct zip_view *view,
                      const struct relations *relations)
{
    *docx = (struct docx){.view = view, .parts = arena_new(), .relations = relations};
    office_init(&docx->office, reader);
    docx_styles_read(&docx->styles, view, part_of_type(relations, "styles"), docx->parts);
    docx_numbering_read(&docx->numbering, view, part_of_type(relations, "numbering"), docx->parts);
    docx->footnotes = read_notes(docx, "footnotes");
    docx->endnotes = read_notes(docx, "endnotes");
    docx->comments = read_notes(docx, "comments");
    docx->note_relations = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_relations);
    read_note_relations(docx, "footnotes");
    read_note_relations(docx, "endnotes");
    docx->fields = g_array_new(FALSE, FALSE, sizeof(struct docx_field));
    docx->notes = g_array_new(FALSE, FALSE, sizeof(struct docx_note));
    docx->boxes = g_ptr_array_new();
    docx->furniture = g_ptr_array_new_with_free_func(g_free);
    docx->hidden = g_string_new(NULL);
    docx->deleted = g_string_new(NULL);
}

static void docx_clear(struct docx *docx)
{
    for (guint i = 0; i < docx->fields->len; i++)
        g_string_free(g_array_index(docx->fields, struct docx_field, i).instruction, TRUE);
    office_clear(&docx->office);
    docx_styles_clear(&docx->styles);
    docx_numbering_clear(&docx->numbering);
    g_hash_table_unref(docx->footnotes);
    g_hash_table_unref(docx->endnotes);
    g_hash_table_unref(docx->comments);
    g_hash_table_unref(docx->note_relations);
    g_array_unref(docx->fields);
    g_array_unref(docx->notes);
    g_ptr_array_unref(docx->boxes);
    g_ptr_array_unref(docx->furniture);
    g_string_free(docx->hidden, TRUE);
    g_string_free(docx->deleted, TRUE);
    arena_free(docx->parts);
}

static bool read_parts(struct reader *reader, struct zip_view *view, const char *entry,
                       GError **error)
{
    char *folder;
    struct relations relations = relations_of_part(view, entry, &folder);
    struct docx docx;
    docx_init(&docx, reader, view, &relations);
    read_title(&docx);
    bool ok = read_body(&docx, entry, error);
    if (ok) {
        tell_all(&docx);
        ok = office_finish(&docx.office, error);
    }
    docx_clear(&docx);
    relations_clear(&relations);
    g_free(folder);
    return ok;
}

bool docx_read_view(struct reader *reader, struct zip_view *view, GError **error)
{
    char *entry = relations_document(view);
    bool ok = entry != NULL;
    if (!ok)
        fault_set(error, FAULT_INVALID, "it does not say which of its parts is the document");
    ok = ok && read_parts(reader, view, entry, error);
    g_free(entry);
    return ok;
}
