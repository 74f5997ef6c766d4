// SPDX-License-Identifier: MIT
#include "door/payload.h"

#include "archive/crate.h"
#include "model/dump.h"
#include "door/values.h"
#include "edition/room.h"
#include "layout/letterhead.h"
#include "door/config.h"
#include "door/describe.h"
#include "door/edition.h"
#include "door/record_file.h"
#include "door/report.h"
#include "door/volumes.h"
#include "zip/name.h"

#include <string.h>

static void payload_add_json(struct payload *payload, const char *path, json_t *value)
{
    char *text = json_print(value);
    json_decref(value);
    payload_add_bytes(payload, g_strdup(path), g_bytes_new_take(text, strlen(text)));
}

static bool payload_add_text(struct payload *payload, const struct letter *letter, GError **error)
{
    GString *text = g_string_new(NULL);
    if (!dump_text(letter->document, text, payload->lists, error)) {
        g_string_free(text, TRUE);
        return false;
    }
    payload_add_bytes(payload, g_strdup("letter.txt"), g_string_free_to_bytes(text));
    return true;
}

static bool payload_add_sources(struct payload *payload, const struct letter *letter,
                                GError **error)
{
    GPtrArray *sources = letter->document->sources;
    for (guint i = 0; i < sources->len; i++) {
        const struct document_source *source = g_ptr_array_index(sources, i);
        GBytes *bytes;
        if (!document_source_hand_out(source, &bytes, error))
            return false;
        struct bag_file file = {payload_keep(payload, report_source_path(source)), bytes,
                                bytes ? NULL : source->path};
        g_array_append_val(payload->files, file);
    }
    GBytes *config = config_bytes(letter->session);
    if (config)
        payload_add_bytes(payload, g_strdup("source/warraq.conf"), g_bytes_ref(config));
    return true;
}

static bool payload_has(const struct payload *payload, const char *path)
{
    for (guint i = 0; i < payload->files->len; i++) {
        if (strcmp(g_array_index(payload->files, struct bag_file, i).path, path) == 0)
            return true;
    }
    return false;
}

// Pictures of the same name from different folders get a number each.
static char *picture_payload_path(const struct payload *payload, const char *path)
{
    char *own = g_path_get_basename(path), *name = name_mended(own);
    char *to = g_strconcat("source/", name, NULL);
    for (int n = 2; payload_has(payload, to); n++) {
        g_free(to);
        to = g_strdup_printf("source/%d-%s", n, name);
    }
    g_free(own);
    g_free(name);
    return to;
}

// Record and editions each read the letter's pictures.
static bool is_kept_before(const GPtrArray *pictures, guint at)
{
    const struct document_picture *own = pictures->pdata[at];
    for (guint i = 0; i < at; i++) {
        const struct document_picture *other = pictures->pdata[i];
        if (other->path && strcmp(other->path, own->path) == 0)
            return true;
    }
    return false;
}

// Known only once the letter has been laid out.
static void payload_add_pictures(struct payload *payload, const struct letter *letter)
{
    const GPtrArray *pictures = letter->document->kept;
    for (guint i = 0; i < pictures->len; i++) {
        const struct document_picture *picture = g_ptr_array_index(pictures, i);
        if (picture->path && !is_kept_before(pictures, i))
            payload_add_bytes(payload, picture_payload_path(payload, picture->path),
                              g_bytes_ref(picture->bytes));
    }
}

static bool payload_add_styles(struct payload *payload, const struct letter *letter, GError **error)
{
    enum { STYLE_MOST = 1024 * 1024 };
    for (const char *const *path = style_files(letter->style); *path; path++) {
        GBytes *bytes = file_read(*path, STYLE_MOST, error);
        if (!bytes)
            return false;
        char *own = g_path_get_basename(*path), *name = name_mended(own);
        payload_add_bytes(payload, g_strconcat("style/", name, NULL), bytes);
        g_free(own);
        g_free(name);
    }
    return true;
}

// A record waits on the target's disk, without a name, until the bag is packed.
static struct file_out *payload_open_record(struct payload *payload, const char *folder,
                                            const char *name, GError **error)
{
    struct file_out *out = file_out_open_unnamed(folder, error);
    if (out) {
        struct bag_file file = {payload_keep(payload, g_strdup(name)), NULL, file_out_path(out)};
        g_ptr_array_add(payload->records, out);
        g_array_append_val(payload->files, file);
    }
    return out;
}

static bool payload_add_sayings(struct payload *payload, struct volumes *volumes, size_t k,
                                GError **error)
{
    GPtrArray *texts = g_ptr_array_new();
    bool ok = volume_own_words(volumes, k, texts, error);
    for (guint i = 0; i < texts->len; i++)
        g_hash_table_add(payload->sayings, texts->pdata[i]);
    g_ptr_array_unref(texts);
    return ok;
}

static bool payload_add_volumes(struct payload *payload, const struct letter *letter,
                                const char *folder, size_t *ret_pages, GError **error)
{
    struct volumes volumes;
    if (!volumes_plan_letter(letter, letter->session->settings.volumes, &volumes, error))
        return false;
    bool ok = true;
    *ret_pages = 0;
    for (size_t k = 0; ok && k < volumes.ranges->len; k++) {
        size_t pages = 0;
        char *name = volume_path(&volumes, "letter.pdf", k);
        struct file_out *out = payload_open_record(payload, folder, name, error);
        ok = out && volumes_put(letter, &volumes, k, out, &pages, error) &&
             payload_add_sayings(payload, &volumes, k, error);
        json_array_append_new(payload->volumes, json_string(name));
        *ret_pages += pages;
        g_free(name);
    }
    volumes_clear(&volumes);
    return ok;
}

static bool payload_add_record(struct payload *payload, const struct letter *letter,
                               const char *folder, size_t *ret_pages, GError **error)
{
    if (letter->session->settings.volumes)
        return payload_add_volumes(payload, letter, folder, ret_pages, error);
    struct file_out *out = payload_open_record(payload, folder, "letter.pdf", error);
    return out && record_file_put(letter, out, ret_pages, error);
}

// ---- Editions -----------------------------------------------------------------------------

static bool payload_add_editions(struct payload *payload, const struct letter *letter,
                                 const char *folder, GError **error)
{
    char **endings = value_editions(letter->session->settings.editions, error);
    bool ok = endings != NULL;
    for (char **ending = endings; ok && *ending; ending++) {
        char *name = g_strconcat("letter.", *ending, NULL);
        struct file_out *out = payload_open_record(payload, folder, name, error);
        ok = out && edition_put(edition_of(name), letter, out, error);
        json_array_append_new(payload->editions, json_string(name));
        g_free(name);
    }
    g_strfreev(endings);
    if (json_array_size(payload->editions) && room_holds_list(letter->document))
        json_array_append_new(payload->editions, json_string(ROOM_NAME));
    return ok;
}

// Of all that is there by now, which is all but itself and the crate.
static bool payload_add_room(struct payload *payload, const struct letter *letter,
                             const char *folder, GError **error)
{
    guint n = payload->files->len;
    GArray *files = g_array_new(FALSE, TRUE, sizeof(struct room_file));
    struct crate_file *measured = g_new0(struct crate_file, n + 1);
    bool ok = true;
    for (guint i = 0; ok && i < n; i++) {
        const struct bag_file *file = &g_array_index(payload->files, struct bag_file, i);
        ok = crate_measure(file, &measured[i], error);
        struct room_file one = {file->path, measured[i].size, measured[i].sha256};
        g_array_append_val(files, one);
    }
    struct file_out *out = ok ? payload_open_record(payload, folder, ROOM_NAME, error) : NULL;
    ok = out && edition_room(letter, files, out, error);
    g_array_unref(files);
    g_free(measured);
    return ok;
}

static gint by_path(gconstpointer a, gconstpointer b)
{
    return strcmp(((const struct bag_file *)a)->path, ((const struct bag_file *)b)->path);
}

// How many lines of letter.txt are of the letter's head, which a style sets in an order of its own.
static json_int_t head_lines(const struct document *document)
{
    size_t n = 0;
    for (const struct node *block = document->root->first; block && letterhead_holds(block);
         block = block->next)
        n += dump_text_lines(block);
    return (json_int_t)n;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// What verify holds to letter.txt. Of volumes each has a part of it, and words of its own.
static void report_records(const struct payload *payload, const struct document *document,
                           json_t *report)
{
    guint n;
    json_t *words = json_array();
    char **sayings = (char **)g_hash_table_get_keys_as_array(payload->sayings, &n);
    qsort(sayings, n, sizeof *sayings, by_bytes);
    for (guint i = 0; i < n; i++)
        json_array_append_new(words, json_string(sayings[i]));
    if (json_array_size(payload->volumes)) {
        json_object_set(report, "records", payload->volumes);
        json_object_set(report, "volume_words", words);
    } else {
        json_object_set_new(report, "record", json_string("letter.pdf"));
    }
    json_object_set_new(report, "head_lines", json_integer(head_lines(document)));
    json_decref(words);
    g_free(sayings);
}

static bool payload_fill(struct payload *payload, const struct letter *letter, const char *folder,
                         GError **error)
{
    size_t pages = 0;
    if (!payload_add_record(payload, letter, folder, &pages, error) ||
        !payload_add_editions(payload, letter, folder, error) ||
        !payload_add_text(payload, letter, error) || !payload_add_styles(payload, letter, error) ||
        !payload_add_sources(payload, letter, error))
        return false;
    payload_add_pictures(payload, letter);
    if (!describe_info(payload, letter, error))
        return false;
    payload_add_json(payload, "fonts.json", report_faces(letter->faces));
    json_t *report = report_letter(letter, payload->lists, pages, error);
    if (!report)
        return false;
    report_records(payload, letter->document, report);
    json_object_set(report, "editions", payload->editions);
    payload_add_json(payload, "report.json", report);
    g_array_sort(payload->files, by_path);
    bool bare = json_array_size(payload->editions) == 0;
    if (!bare && !payload_add_room(payload, letter, folder, error))
        return false;
    g_array_sort(payload->files, by_path);
    if (!describe_payload(payload, letter, error))
        return false;
    g_array_sort(payload->files, by_path);
    return true;
}

static void abandon(void *out)
{
    file_out_abandon(out);
}

void payload_init(struct payload *payload)
{
    *payload = (struct payload){
        .files = g_array_new(FALSE, TRUE, sizeof(struct bag_file)),
        .info = g_array_new(FALSE, TRUE, sizeof(struct bag_label)),
        .lists = g_array_new(FALSE, TRUE, sizeof(struct dump_range)),
        .editions = json_array(),
        .kept = g_ptr_array_new_with_free_func(g_free),
        .records = g_ptr_array_new_with_free_func(abandon),
        .volumes = json_array(),
        .sayings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
}

bool payload_make(const struct letter *letter, const char *folder, struct payload *ret,
                  GError **error)
{
    payload_init(ret);
    struct page_starts starts;
    struct letter own = *letter;
    page_starts_init(&starts);
    own.starts = &starts;
    bool ok = payload_fill(ret, &own, folder, error);
    page_starts_clear(&starts);
    if (!ok)
        payload_free(ret);
    return ok;
}

void payload_free(struct payload *payload)
{
    for (guint i = 0; i < payload->files->len; i++) {
        struct bag_file *file = &g_array_index(payload->files, struct bag_file, i);
        if (file->bytes)
            g_bytes_unref(file->bytes);
    }
    g_array_unref(payload->files);
    g_array_unref(payload->info);
    g_array_unref(payload->lists);
    json_decref(payload->editions);
    json_decref(payload->volumes);
    g_hash_table_unref(payload->sayings);
    g_ptr_array_unref(payload->kept);
    g_ptr_array_unref(payload->records);
}

struct bag payload_bag(const struct payload *payload, const char *name, int64_t date)
{
    return (struct bag){
        .name = name,
        .files = (const struct bag_file *)payload->files->data,
        .n_files = payload->files->len,
        .info = (const struct bag_label *)payload->info->data,
        .n_info = payload->info->len,
        .date = date,
    };
}
