// SPDX-License-Identifier: MIT
#include "door/report.h"

#include "base/json.h"
#include "model/dump.h"
#include "door/files_read.h"
#include "door/list_report.h"
#include "door/payload.h"
#include "door/session_json.h"
#include "zip/name.h"

#include <string.h>
#include <sys/stat.h>

static json_t *count_or_null(int64_t count)
{
    return count < 0 ? json_null() : json_integer(count);
}

json_t *report_signatories(const struct document *document)
{
    const struct signatory_counts *counts = &document->counts;
    json_t *missing = json_array();
    for (size_t i = 0; i < counts->n_missing; i++)
        json_array_append_new(missing, json_integer(counts->missing[i]));
    json_t *value = json_object();
    json_object_set_new(value, "listed", json_integer(counts->listed));
    json_object_set_new(value, "highest", count_or_null(counts->highest));
    json_object_set_new(value, "missing", missing);
    json_object_set_new(value, "stated_total", count_or_null(counts->stated_total));
    json_object_set_new(value, "anonymous", count_or_null(counts->anonymous));
    return value;
}

json_t *report_file(const char *path)
{
    struct stat info;
    json_t *value = json_object();
    json_object_set_new(value, "file", json_text_or_null(path));
    if (strcmp(path, "-") != 0 && stat(path, &info) == 0)
        json_object_set_new(value, "bytes", json_integer((json_int_t)info.st_size));
    return value;
}

json_t *report_set_aside(const struct document *document)
{
    json_t *list = json_array();
    for (guint i = 0; i < document->set_aside->len; i++) {
        const struct set_aside *aside = &g_array_index(document->set_aside, struct set_aside, i);
        json_t *value = json_object();
        json_object_set_new(value, "first_line", json_integer((json_int_t)aside->first_line));
        json_object_set_new(value, "last_line", json_integer((json_int_t)aside->last_line));
        json_object_set_new(value, "reason", json_string(aside->reason));
        json_object_set_new(value, "text", json_text(aside->text, strlen(aside->text)));
        json_array_append_new(list, value);
    }
    return list;
}

static json_t *report_tool(void)
{
    json_t *tool = json_object();
    json_object_set_new(tool, "name", json_string("warraq"));
    json_object_set_new(tool, "version", json_string(warraq_version()));
    json_object_set_new(tool, "harfbuzz", json_string(hb_version_string()));
    char glib[32];
    g_snprintf(glib, sizeof glib, "%u.%u.%u", glib_major_version, glib_minor_version,
               glib_micro_version);
    json_object_set_new(tool, "glib", json_string(glib));
    return tool;
}

// The lines of the lists in letter.txt, so that other programs can distinguish entries from
// paragraphs.
static json_t *report_lists(const GArray *lists)
{
    json_t *value = json_array();
    for (guint i = 0; i < lists->len; i++) {
        const struct dump_range *range = &g_array_index(lists, struct dump_range, i);
        json_array_append_new(value, json_pack("{s:I, s:I}", "first_line", (json_int_t)range->first,
                                               "last_line", (json_int_t)range->last));
    }
    return value;
}

char *report_source_path(const struct document_source *source)
{
    char *path = document_source_path(source);
    char *mended = name_mended(path);
    g_free(path);
    return mended;
}

// The file the letter itself was read from; others brought its list.
static json_t *report_source(const struct document *document)
{
    const struct document_source *source = g_ptr_array_index(document->sources, 0);
    char *path = report_source_path(source);
    json_t *value = json_text(path, strlen(path));
    g_free(path);
    return value;
}

// Where the letter was captured, and when.
static json_t *report_origin(const struct document *document)
{
    json_t *value = json_object();
    json_object_set_new(value, "url", json_text(document->origin, strlen(document->origin)));
    if (document->captured)
        json_object_set_new(value, "captured",
                            json_text(document->captured, strlen(document->captured)));
    return value;
}

// As seen from the letter's folder: where that lies is nobody's business.
static json_t *report_read(const struct letter *letter)
{
    const struct document_source *source = g_ptr_array_index(letter->document->sources, 0);
    char *folder = g_path_get_dirname(source->path ? source->path : source->name);
    json_t *read = files_read(letter->session, folder);
    g_free(folder);
    return read;
}

static json_t *report_option(const char *name, const char *value)
{
    bool file = strcmp(name, "signatories") == 0 ||
                (strcmp(name, "style") == 0 && settings_is_style_file(value));
    char *own = file ? g_path_get_basename(value) : g_strdup(value);
    json_t *text = json_text_or_null(own);
    g_free(own);
    return text;
}

// What was set of how the letter is read, set and described: whoever has the sources can make it
// again.
static json_t *report_options(const struct settings *settings)
{
    static const char *const names[] = {
        "style",   "set",           "form",        "encoding",     "lang",
        "paper",   "date",          "signatories", "part",         "columns",
        "consent", "list-encoding", "sheet",       "keep-columns", "keep",
        "link",    "pdf",           "editions",    "print",        "volumes",
        "id",      "series",        "datacite",    "series-count", "faces",
    };
    json_t *report = json_object();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        GPtrArray *values = settings_values(settings, names[i]);
        bool list = strcmp(names[i], "style") == 0 || strcmp(names[i], "set") == 0;
        json_t *said = list ? json_array() : NULL;
        for (guint k = 0; k < values->len; k++) {
            json_t *one = report_option(names[i], values->pdata[k]);
            if (list)
                json_array_append_new(said, one);
            else
                said = one;
        }
        if (values->len)
            json_object_set_new(report, names[i], said);
        else
            json_decref(said);
        g_ptr_array_unref(values);
    }
    return report;
}

json_t *report_letter(const struct letter *letter, const GArray *lists, size_t pages,
                      GError **error)
{
    const struct document *document = letter->document;
    char date[ISO_DATE_SIZE];
    json_t *value = json_object();
    json_object_set_new(value, "title", json_text(document->title, strlen(document->title)));
    json_object_set_new(value, "lang", json_string(document->root->lang));
    json_object_set_new(value, "date", json_string(letter_iso_date(letter, date)));
    json_object_set_new(value, "source", report_source(document));
    json_object_set_new(value, "form", json_string(document->form));
    if (document->origin)
        json_object_set_new(value, "origin", report_origin(document));
    json_object_set_new(value, "pages", json_integer((json_int_t)pages));
    json_object_set_new(value, "signatories", report_signatories(document));
    json_object_set_new(value, "lists", report_lists(lists));
    json_t *sheets = list_report_json(document);
    bool ok = list_report_digest(document, sheets, error);
    json_object_set_new(value, "sheets", sheets);
    json_object_set_new(value, "read", report_read(letter));
    json_object_set_new(value, "set_aside", report_set_aside(document));
    json_object_set_new(value, "options", report_options(&letter->session->settings));
    json_object_set_new(value, "notes", session_json_notes(letter->session->diag));
    json_object_set_new(value, "tool", report_tool());
    if (ok)
        return value;
    json_decref(value);
    return NULL;
}

static gint by_file(gconstpointer a, gconstpointer b)
{
    const struct face *const *one = a, *const *other = b;
    int order = strcmp((*one)->file, (*other)->file);
    return order ? order : strcmp((*one)->family, (*other)->family);
}

// In the order of their names: which was met first depends on what was set before.
json_t *report_faces(GPtrArray *faces)
{
    json_t *told = json_array();
    g_ptr_array_sort(faces, by_file);
    for (guint i = 0; i < faces->len; i++) {
        const struct face *face = faces->pdata[i];
        json_t *value = json_object();
        json_object_set_new(value, "file", json_string(face->file));
        json_object_set_new(value, "family", json_string(face->family));
        json_object_set_new(value, "style", json_string(face->style));
        json_object_set_new(value, "version", json_string(face->version));
        json_object_set_new(value, "sha512", json_string(face_sha512(face)));
        json_array_append_new(told, value);
    }
    return told;
}
