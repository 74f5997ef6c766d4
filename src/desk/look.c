// SPDX-License-Identifier: MIT
// What the letter is like: what check says of it, its pages as pictures, and the settings.
#include "desk/folder.h"
#include "desk/state.h"

#include <glib/gstdio.h>
#include <microhttpd.h>
#include <string.h>

enum { DPI_LEAST = 20, DPI_MOST = 220, DPI_USUAL = 110 };

static void hear(void *context, const struct warraq_message *message)
{
    GHashTable *local = context;
    if (strcmp(message->text, message->local) != 0)
        g_hash_table_replace(local, g_strdup(message->text), g_strdup(message->local));
}

// The result, with `local`: notes by their English as the page's language has them.
static GString *with_local(const char *result, GHashTable *local)
{
    GHashTableIter iter;
    gpointer english, said;
    GString *json = g_string_new(result);
    while (json->len && json->str[json->len - 1] != '}')
        g_string_truncate(json, json->len - 1);
    g_string_truncate(json, json->len ? json->len - 1 : 0);
    reply_key(json, "local");
    g_string_append_c(json, '{');
    g_hash_table_iter_init(&iter, local);
    while (g_hash_table_iter_next(&iter, &english, &said)) {
        reply_key(json, english);
        reply_string(json, said);
    }
    g_string_append(json, "}}");
    return json;
}

void look_check_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    const char *source = desk_letter_ready(desk, reply);
    if (!source)
        return;
    GHashTable *local = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    warraq_on_message(desk->w, hear, local);
    enum warraq_status status = warraq_check(desk->w, source);
    warraq_on_message(desk->w, NULL, NULL);
    if (*warraq_error(desk->w))
        reply_result(reply, desk->w, status);
    else
        reply_json(reply, with_local(warraq_json(desk->w), local));
    g_hash_table_unref(local);
}

void look_names_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    const char *source = desk_letter_ready(desk, reply);
    if (!source)
        return;
    enum warraq_status status = warraq_dump(desk->w, "text", source);
    const char *text = warraq_text(desk->w);
    if (status == WARRAQ_OK)
        reply_bytes(reply, "text/plain;charset=utf-8", g_bytes_new(text, strlen(text)));
    else
        reply_result(reply, desk->w, status);
}

// The places of the first pages; of the others that they are there.
static GBytes *places_of(const char *dump)
{
    enum { PAGES_MOST = 200 };
    GString *text = g_string_new(NULL);
    size_t pages = 0;
    for (const char *line = dump; *line;) {
        const char *end = strchrnul(line, '\n');
        bool head = g_str_has_prefix(line, "page ");
        pages += head;
        if (head || pages <= PAGES_MOST)
            g_string_append_len(text, line, end - line + (*end == '\n'));
        line = *end ? end + 1 : end;
    }
    return g_string_free_to_bytes(text);
}

void look_places_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    const char *source = desk_letter_ready(desk, reply);
    if (!source)
        return;
    enum warraq_status status = warraq_dump(desk->w, "pages", source);
    if (status == WARRAQ_OK)
        reply_bytes(reply, "text/plain;charset=utf-8", places_of(warraq_text(desk->w)));
    else
        reply_result(reply, desk->w, status);
}

static bool drop_bytes(void *context, const void *data, size_t n)
{
    (void)context, (void)data, (void)n;
    return true;
}

// One of those that come with the program: a file of styles is named in warraq.conf, by hand.
static bool is_style(const char *name)
{
    struct warraq_choice style;
    for (size_t i = 0; warraq_choice_at("style", i, &style); i++) {
        if (strcmp(style.name, name) == 0)
            return true;
    }
    return false;
}

// A style that is only looked at takes the place of the one that is set.
static void try_style(struct desk *desk, const struct request *request)
{
    const char *style = request_value(request, "style");
    if (is_style(style))
        warraq_set(desk->w, "style", style);
}

void look_pages_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    const char *source = desk_letter_ready(desk, reply);
    if (!source)
        return;
    try_style(desk, request);
    reply_result(reply, desk->w, warraq_render_to(desk->w, source, drop_bytes, NULL));
}

void look_page_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    const char *source = desk_letter_ready(desk, reply);
    if (!source)
        return;
    int page = request_number(request, "n", 1);
    int dpi = CLAMP(request_number(request, "dpi", DPI_USUAL), DPI_LEAST, DPI_MOST);
    char *pattern = g_build_filename(desk->scratch, "page-%d.png", NULL);
    char *file = g_strdup_printf("%s/page-%d.png", desk->scratch, page);
    char *pages = g_strdup_printf("%d", page), *dots = g_strdup_printf("%d", dpi);
    try_style(desk, request);
    warraq_set(desk->w, "pages", pages);
    warraq_set(desk->w, "dpi", dots);
    enum warraq_status status = warraq_picture(desk->w, source, pattern);
    GBytes *picture = folder_read(file, NULL);
    if (picture)
        reply_bytes(reply, "image/png", picture);
    else
        reply_result(reply, desk->w, status);
    g_unlink(file);
    g_free(pattern);
    g_free(file);
    g_free(pages);
    g_free(dots);
}

// "#741b20"
static bool is_colour(const char *value)
{
    return strlen(value) == 7 && value[0] == '#' &&
           strspn(value + 1, "0123456789abcdefABCDEF") == 6;
}

// What the organisation's file alone says is no option of the library's.
static bool is_of_house(const char *name)
{
    return g_strv_contains((const char *const[]){"from", "logo", "accent", NULL}, name);
}

// A value that names a file names one of the folder.
static bool names_what_is_ours(const char *name, const char *value)
{
    if (strcmp(name, "signatories") == 0)
        return folder_holds(value);
    if (strcmp(name, "logo") == 0)
        return folder_holds(value) && desk_is_picture(value);
    if (strcmp(name, "accent") == 0)
        return is_colour(value);
    return strcmp(name, "style") != 0 || is_style(value);
}

// Those the page may set; all others stay as they are.
void look_set_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    static const char *const allowed[] = {"style",       "paper",   "date",    "lang",
                                          "signatories", "columns", "consent", "from",
                                          "logo",        "accent",  NULL};
    const char *name = request_value(request, "name"), *value = request_value(request, "value");
    if (!g_strv_contains(allowed, name)) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "option-unknown", name);
        return;
    }
    if (*value && !names_what_is_ours(name, value)) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "option-value", value);
        return;
    }
    if (!*value) {
        g_hash_table_remove(desk->settings, name);
        desk->set = g_get_real_time();
        desk_letter_state(desk, request, reply);
        return;
    }
    warraq_reset(desk->w);
    enum warraq_status status = is_of_house(name) ? WARRAQ_OK : warraq_set(desk->w, name, value);
    if (status != WARRAQ_OK) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, warraq_error_code(desk->w), warraq_error(desk->w));
        return;
    }
    g_hash_table_replace(desk->settings, g_strdup(name), g_strdup(value));
    desk->set = g_get_real_time();
    desk_letter_state(desk, request, reply);
}
