// SPDX-License-Identifier: MIT
// What is made of the letter, each into out/, with its progress and a way to stop it.
#include "desk/folder.h"
#include "desk/gate.h"
#include "desk/state.h"

#include <microhttpd.h>
#include <string.h>

// Each file by what makes it; `kind` is a handout's, or a flag to set.
static const struct product {
    const char *name, *file;
    enum { RENDERED, ARCHIVED, HANDED_OUT } made;
    const char *kind;
} products[] = {
    {"pdf", "letter.pdf", RENDERED, NULL},
    {"zip", "letter.zip", ARCHIVED, NULL},
    {"booklet", "booklet.pdf", HANDED_OUT, "booklet"},
    {"summary", "summary.pdf", HANDED_OUT, "summary"},
    {"large-print", "large-print.pdf", HANDED_OUT, "large-print"},
    {"master", "print.pdf", RENDERED, "print"},
    {"docx", "letter.docx", RENDERED, NULL},
    {"epub", "letter.epub", RENDERED, NULL},
    {"html", "letter.html", RENDERED, NULL},
    {"text", "letter.txt", RENDERED, NULL},
};

static char *product_path(const struct product *product)
{
    return g_build_filename(FOLDER_PRODUCTS, product->file, NULL);
}

static const struct product *product_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(products); i++) {
        if (strcmp(products[i].name, name) == 0)
            return &products[i];
    }
    return NULL;
}

// A product is out of date when the letter, its list, the organisation's file or a setting is
// younger.
static bool is_out_of_date(const struct desk *desk, const char *path)
{
    const char *list = g_hash_table_lookup(desk->settings, "signatories");
    int64_t made = folder_changed(path);
    return (desk->letter.path && folder_changed(desk->letter.path) > made) ||
           (list && folder_changed(list) > made) || folder_changed(FOLDER_HOUSE) > made ||
           desk->set > made;
}

void products_list_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    GString *json = g_string_new("{");
    reply_key(json, "products");
    g_string_append_c(json, '[');
    for (size_t i = 0; i < G_N_ELEMENTS(products); i++) {
        char *path = product_path(&products[i]);
        g_string_append(json, i ? ",{" : "{");
        reply_key(json, "name");
        reply_string(json, products[i].name);
        reply_key(json, "file");
        reply_string(json, products[i].file);
        reply_key(json, "bytes");
        g_string_append_printf(json, "%" G_GINT64_FORMAT, folder_size(path));
        reply_key(json, "state");
        reply_string(json, !folder_is_file(path)        ? "none"
                           : is_out_of_date(desk, path) ? "old"
                                                        : "done");
        g_string_append_c(json, '}');
        g_free(path);
    }
    g_string_append(json, "]}");
    reply_json(reply, json);
}

// ---- making -------------------------------------------------------------------------------

static enum warraq_status make(struct warraq *w, const struct product *product, const char *source,
                               const char *path)
{
    if (product->made == HANDED_OUT)
        return warraq_handout(w, source, product->kind, path);
    if (product->made == ARCHIVED)
        return warraq_archive(w, source, path);
    if (product->kind)
        warraq_set(w, product->kind, "1");
    return warraq_render(w, source, path);
}

void products_make_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    const struct product *product = product_named(request_value(request, "what"));
    const char *source = product ? desk_letter_ready(desk, reply) : NULL;
    if (!product)
        reply_error(reply, MHD_HTTP_NOT_FOUND, "product-unknown", request_value(request, "what"));
    if (!source)
        return;
    if (!folder_may_make(FOLDER_PRODUCTS, product->file)) {
        reply_error(reply, MHD_HTTP_CONFLICT, "link", product->file);
        return;
    }
    char *path = product_path(product);
    warraq_set(desk->w, "id", desk->letter.id);
    desk_job_begin(&desk->job, product->name);
    enum warraq_status status = make(desk->w, product, source, path);
    reply_result(reply, desk->w, status);
    g_free(path);
}

void products_progress_request(struct desk *desk, const struct request *request,
                               struct reply *reply)
{
    (void)request;
    struct desk_job *job = &desk->job;
    GString *json = g_string_new("{");
    g_mutex_lock(&job->lock);
    reply_key(json, "what");
    reply_string(json, job->what ? job->what : "");
    reply_key(json, "unit");
    reply_string(json, job->unit ? job->unit : "");
    reply_key(json, "done");
    g_string_append_printf(json, "%" G_GUINT64_FORMAT, job->done);
    reply_key(json, "total");
    g_string_append_printf(json, "%" G_GUINT64_FORMAT, job->total);
    reply_key(json, "milliseconds");
    g_string_append_printf(json, "%" G_GINT64_FORMAT "}",
                           job->what ? (g_get_monotonic_time() - job->started) / 1000 : 0);
    g_mutex_unlock(&job->lock);
    reply_json(reply, json);
}

void products_stop_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    g_mutex_lock(&desk->job.lock);
    desk->job.stopped = true;
    g_mutex_unlock(&desk->job.lock);
    products_progress_request(desk, request, reply);
}

// ---- files --------------------------------------------------------------------------------

// As the library calls it; lives for ever.
static const char *type_of(const char *name)
{
    struct warraq_choice media;
    for (size_t i = 0; warraq_choice_at("media-type", i, &media); i++) {
        if (!g_str_has_suffix(name, media.name))
            continue;
        char *text = g_strconcat(media.meaning, ";charset=utf-8", NULL);
        const char *type = g_intern_string(text);
        g_free(text);
        return g_str_has_prefix(media.meaning, "text/") ? type : media.meaning;
    }
    return "application/octet-stream";
}

// What a browser shows itself; all else it saves.
static bool is_shown(const char *name)
{
    return g_str_has_suffix(name, ".pdf") || g_str_has_suffix(name, ".html") ||
           g_str_has_suffix(name, ".txt");
}

void products_file_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)desk;
    const char *name = request_value(request, "name");
    char *path = g_build_filename(FOLDER_PRODUCTS, name, NULL);
    GBytes *bytes = !folder_astray() ? folder_read(path, NULL) : NULL;
    if (bytes) {
        reply_bytes(reply, type_of(name), bytes);
        reply->is_outside = true;
        reply->attachment = is_shown(name) ? NULL : g_strdup(name);
    } else {
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not-found", name);
    }
    g_free(path);
}
