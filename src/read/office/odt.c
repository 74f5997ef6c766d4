// SPDX-License-Identifier: MIT
// The route of an OpenDocument text: styles, body, title; in a ZIP's parts or in one file.
#include "base/error.h"
#include "base/translate.h"
#include "read/office/container.h"
#include "read/office/odt_file.h"

#include <string.h>

static void odt_init(struct odt *odt, struct reader *reader, struct zip_view *view)
{
    *odt = (struct odt){.view = view, .parts = arena_new(), .list = {.level = -1}};
    office_init(&odt->office, reader);
    odt_styles_init(&odt->styles, odt->parts);
    odt->lists_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    odt->lists_by_style = g_hash_table_new(g_str_hash, g_str_equal);
    odt->notes = g_array_new(FALSE, FALSE, sizeof(struct odt_note));
    odt->boxes = g_ptr_array_new();
    odt->hidden = g_string_new(NULL);
    odt->deleted = g_string_new(NULL);
    odt->deletions = g_hash_table_new(g_str_hash, g_str_equal);
}

static void odt_clear(struct odt *odt)
{
    office_clear(&odt->office);
    odt_styles_clear(&odt->styles);
    g_hash_table_unref(odt->lists_by_id);
    g_hash_table_unref(odt->lists_by_style);
    g_array_unref(odt->notes);
    g_ptr_array_unref(odt->boxes);
    g_string_free(odt->hidden, TRUE);
    g_string_free(odt->deleted, TRUE);
    g_hash_table_unref(odt->deletions);
    arena_free(odt->parts);
}

static void read_title(struct odt *odt, const struct xml *block)
{
    if (!xml_is(block, "title"))
        return;
    GString *text = g_string_new(NULL);
    xml_append_text(block, text);
    odt->office.title = arena_strdup(odt->office.arena, g_strstrip(text->str));
    g_string_free(text, TRUE);
}

static void on_block(void *data, const char *holder, const struct xml *block)
{
    struct odt *odt = data;
    if (strcmp(holder, "text") == 0) {
        odt->is_text = true;
        odt_walk_block(odt, block);
    } else if (strcmp(holder, "meta") == 0) {
        read_title(odt, block);
    } else {
        odt_styles_add(&odt->styles, block);
    }
}

static const char *const all_holders[] = {"meta",          "styles", "automatic-styles",
                                          "master-styles", "text",   NULL};

static void read_part(struct odt *odt, const char *entry)
{
    static const char *const holders[] = {"meta", "styles", "automatic-styles", "master-styles",
                                          NULL};
    struct xml_blocks blocks = {holders, on_block, odt, NULL};
    if (zip_view_find(odt->view, entry))
        xml_read_entry(odt->view, entry, &blocks, NULL);
}

// ---- what is told at the end ----

static void tell_furniture(struct odt *odt)
{
    char **lines = g_strsplit(odt->styles.furniture->str, "\n", -1);
    for (char **line = lines; *line; line++)
        office_set_aside(&odt->office, "office-furniture", *line);
    g_strfreev(lines);
}

static void tell_all(struct odt *odt)
{
    struct office_counts counts = {.changes = odt->insertions + odt->deletions_seen,
                                   .pictures_lost = odt->pictures_lost,
                                   .embedded = odt->embedded,
                                   .outside = odt->outside,
                                   .lists_lost = odt->lost};
    tell_furniture(odt);
    office_tell(odt->office.reader, &counts);
}

static bool finish(struct odt *odt, bool ok, GError **error)
{
    if (ok && !odt->is_text) {
        fault_set(error, FAULT_INVALID,
                  "it is no text but a workbook, a drawing or slides; a list of signatories is "
                  "named with --signatories");
        ok = false;
    }
    if (ok) {
        tell_all(odt);
        ok = office_finish(&odt->office, error);
    }
    odt_clear(odt);
    return ok;
}

// ---- the routes ----

static bool is_encrypted(struct zip_view *view)
{
    enum { MANIFEST_BYTES_MOST = 4 * 1024 * 1024 };
    GBytes *manifest = zip_view_read(view, "META-INF/manifest.xml", MANIFEST_BYTES_MOST, NULL);
    if (!manifest)
        return false;
    gsize n;
    const char *data = g_bytes_get_data(manifest, &n);
    bool encrypted = g_strstr_len(data, (gssize)n, "encryption-data") != NULL;
    g_bytes_unref(manifest);
    return encrypted;
}

bool odt_read_view(struct reader *reader, struct zip_view *view, GError **error)
{
    if (is_encrypted(view)) {
        fault_set(error, FAULT_INVALID,
                  "it is encrypted with a password; save it without one [source-encrypted]");
        return false;
    }
    struct odt odt;
    odt_init(&odt, reader, view);
    read_part(&odt, "meta.xml");
    read_part(&odt, "styles.xml");
    struct xml_blocks blocks = {all_holders, on_block, &odt, NULL};
    return finish(&odt, xml_read_entry(view, "content.xml", &blocks, error), error);
}

bool odt_read_flat(struct reader *reader, GBytes *bytes, GError **error)
{
    struct odt odt;
    odt_init(&odt, reader, NULL);
    struct xml_blocks blocks = {all_holders, on_block, &odt, NULL};
    return finish(&odt, xml_read_bytes(bytes, "the document", &blocks, error), error);
}
