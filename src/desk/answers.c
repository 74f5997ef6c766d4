// SPDX-License-Identifier: MIT
// What the page answers by hand: a line that is kept though it was set aside, a line of the
// organisation's file.
#include "desk/folder.h"
#include "desk/state.h"

#include <microhttpd.h>
#include <string.h>

static void keep_text(void *texts, char *line, size_t number)
{
    (void)number;
    g_hash_table_add(texts, g_strdup(line));
}

static void forget_text(void *texts, char *line, size_t number)
{
    (void)number;
    g_hash_table_remove(texts, line);
}

void aside_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    if (!desk_letter_ready(desk, reply))
        return;
    size_t n;
    const char *text = g_bytes_get_data(request->body, &n);
    bool keeps = strcmp(request_value(request, "keep"), "1") == 0;
    aside_each_line(text ? text : "", n, keeps ? keep_text : forget_text, desk->letter.kept);
    desk_letter_state(desk, request, reply);
}

static void reply_house(struct reply *reply, const char *there, const char *wanted)
{
    GString *json = g_string_new("{");
    reply_key(json, "file");
    reply_string(json, FOLDER_HOUSE);
    reply_key(json, "before");
    reply_string(json, there);
    reply_key(json, "after");
    reply_string(json, wanted);
    g_string_append_c(json, '}');
    reply_json(reply, json);
}

void house_show_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    bool beyond;
    char *there = house_there(), *wanted = house_wanted(desk, there, &beyond);
    reply_house(reply, there, wanted);
    g_free(there);
    g_free(wanted);
}

static bool write_house(const char *text, struct reply *reply)
{
    GError *error = NULL;
    GBytes *bytes = g_bytes_new(text, strlen(text));
    bool ok = folder_write(FOLDER_HOUSE, bytes, &error);
    if (!ok) {
        reply_error(reply, MHD_HTTP_INTERNAL_SERVER_ERROR, "io", error->message);
        g_error_free(error);
    }
    g_bytes_unref(bytes);
    return ok;
}

// The body is the file as it was when its difference was shown.
static bool is_as_shown(const struct request *request, const char *there)
{
    size_t n;
    const void *shown = g_bytes_get_data(request->body, &n);
    return n == strlen(there) && (n == 0 || memcmp(shown, there, n) == 0);
}

void house_save_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    bool beyond;
    char *there = house_there(), *wanted = house_wanted(desk, there, &beyond);
    if (!is_as_shown(request, there)) {
        reply_error(reply, MHD_HTTP_CONFLICT, "changed-outside", FOLDER_HOUSE);
    } else if (write_house(wanted, reply)) {
        house_settle(desk);
        desk_letter_state(desk, request, reply);
    }
    g_free(there);
    g_free(wanted);
}
