// SPDX-License-Identifier: MIT
// A web archive: WARC (ISO 28500), plain or compressed, and WACZ, which is a ZIP of such files
// beside a list of the pages that were meant.
#include "base/error.h"
#include "base/json.h"
#include "read/mail/parts.h"
#include "read/mail/warc.h"
#include "zip/view.h"

#include <string.h>

static const struct zip_limits limits = {
    .bytes = (uint64_t)2 << 30, .ratio = 250, .entries = 20000};

struct web_walk {
    struct parts *parts;
    GHashTable *pages; // addresses that WACZ lists as pages; NULL: nothing is said
    bool whole;
};

static bool is_page(const struct web_walk *web, const struct warc_record *record)
{
    bool text = strcmp(record->media_type, "text/html") == 0 ||
                strcmp(record->media_type, "application/xhtml+xml") == 0;
    return text && (!web->pages || g_hash_table_contains(web->pages, record->address));
}

static void on_record(void *data, const struct warc_record *record)
{
    enum { PAGES_MOST = 1000 };
    struct web_walk *web = data;
    if (g_str_has_prefix(record->media_type, "image/")) {
        parts_add_picture(web->parts, g_strdup(record->address), record->body);
        return;
    }
    bool plain = strcmp(record->media_type, "text/plain") == 0;
    bool page = is_page(web, record);
    if ((!page && !plain) || !g_bytes_get_size(record->body) ||
        web->parts->all->len >= PAGES_MOST || g_str_has_suffix(record->address, "/robots.txt") ||
        !strstr(record->address, "://") || g_str_has_prefix(record->address, "metadata://"))
        return;
    struct letter_part *part = parts_add(web->parts, page ? "html" : "capture", record->body,
                                         g_utf8_make_valid(record->address, -1));
    part->base = g_strdup(record->address);
    part->charset = g_strdup(record->charset);
    part->captured = g_strdup(record->captured);
    part->attached = plain; // beside the pages
}

static bool finish(struct web_walk *web, struct reader *reader, GError **error)
{
    if (!web->whole && reader->diag)
        diag_add_at(reader->diag, DIAG_WARNING, "web-archive-cut",
                    diag_place(reader->source->path, 0, 0),
                    "the archive is cut or damaged; what is whole of it is read");
    bool ok = parts_read(web->parts, reader, error);
    parts_free(web->parts);
    g_clear_pointer(&web->pages, g_hash_table_unref);
    return ok;
}

bool warc_read(struct reader *reader, GError **error)
{
    struct web_walk web = {.parts = parts_new()};
    web.whole = warc_walk(reader->bytes, on_record, &web);
    return finish(&web, reader, error);
}

// ---- WACZ ----

static GHashTable *read_pages(struct zip_view *view)
{
    enum { PAGES_BYTES_MOST = 64 * 1024 * 1024 };
    GBytes *bytes = zip_view_read(view, "pages/pages.jsonl", PAGES_BYTES_MOST, NULL);
    if (!bytes)
        return NULL;
    GHashTable *pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gsize n;
    const char *p = g_bytes_get_data(bytes, &n), *end = p + n;
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        size_t length = newline ? (size_t)(newline - p) : (size_t)(end - p);
        json_t *page = json_read("pages.jsonl", p, length, NULL);
        const char *address = json_string_value(json_object_get(page, "url"));
        if (address)
            g_hash_table_add(pages, g_strdup(address));
        json_decref(page);
        p += length + 1;
    }
    g_bytes_unref(bytes);
    if (g_hash_table_size(pages) == 0)
        g_clear_pointer(&pages, g_hash_table_unref);
    return pages;
}

static bool is_warc(const char *name)
{
    return g_str_has_prefix(name, "archive/") &&
           (g_str_has_suffix(name, ".warc") || g_str_has_suffix(name, ".warc.gz"));
}

static void walk_archives(struct web_walk *web, struct zip_view *view)
{
    enum { ARCHIVE_BYTES_MOST = 512 * 1024 * 1024 };
    const struct zip_directory *directory = zip_view_directory(view);
    for (guint i = 0; i < directory->entries->len; i++) {
        const char *name = zip_directory_entry(directory, i)->name;
        GBytes *bytes = is_warc(name) ? zip_view_read(view, name, ARCHIVE_BYTES_MOST, NULL) : NULL;
        if (!is_warc(name))
            continue;
        web->whole &= bytes && warc_walk(bytes, on_record, web);
        g_clear_pointer(&bytes, g_bytes_unref);
    }
}

bool wacz_read(struct reader *reader, GError **error)
{
    struct findings *findings = findings_new("zip");
    struct zip_view *view =
        zip_view_open_bytes(reader->bytes, reader->source->path, &limits, findings, error);
    bool ok = false;
    if (view) {
        struct web_walk web = {.parts = parts_new(), .pages = read_pages(view), .whole = true};
        walk_archives(&web, view);
        ok = finish(&web, reader, error);
    }
    zip_view_close(view);
    findings_free(findings);
    return ok;
}
