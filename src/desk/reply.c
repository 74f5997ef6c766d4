// SPDX-License-Identifier: MIT
#include "desk/reply.h"

#include "desk/lazy_microhttpd.h"

#include <stdlib.h>
#include <string.h>

const char *request_value(const struct request *request, const char *name)
{
    const char *value =
        MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
    return value ? value : "";
}

int request_number(const struct request *request, const char *name, int otherwise)
{
    const char *text = request_value(request, name);
    char *end;
    long number = strtol(text, &end, 10);
    return *text && !*end && number >= 0 && number < G_MAXINT ? (int)number : otherwise;
}

void reply_bytes(struct reply *reply, const char *type, GBytes *bytes)
{
    reply->status = MHD_HTTP_OK;
    reply->type = type;
    g_clear_pointer(&reply->body, g_bytes_unref);
    reply->body = bytes;
}

void reply_json(struct reply *reply, GString *json)
{
    reply_bytes(reply, "application/json", g_string_free_to_bytes(json));
}

void reply_error(struct reply *reply, unsigned status, const char *reason, const char *message)
{
    GString *json = g_string_new("{\"error\":{");
    reply_key(json, "code");
    reply_string(json, reason);
    reply_key(json, "message");
    reply_string(json, message);
    g_string_append(json, "}}");
    reply_json(reply, json);
    reply->status = status;
}

void reply_key(GString *json, const char *name)
{
    if (json->len && !strchr("{[", json->str[json->len - 1]))
        g_string_append_c(json, ',');
    reply_string(json, name);
    g_string_append_c(json, ':');
}

void reply_string(GString *json, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    g_string_append_c(json, '"');
    for (const char *p = valid; *p; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_printf(json, "\\%c", *p);
        else if ((unsigned char)*p < 0x20)
            g_string_append_printf(json, "\\u%04x", (unsigned)*p);
        else
            g_string_append_c(json, *p);
    }
    g_string_append_c(json, '"');
    g_free(valid);
}

void reply_result(struct reply *reply, const struct warraq *w, enum warraq_status status)
{
    if (*warraq_error(w)) // in the language of the page
        reply_error(reply, MHD_HTTP_OK, warraq_error_code(w), warraq_error(w));
    else
        reply_json(reply, g_string_new(warraq_json(w)));
    if (status == WARRAQ_USAGE)
        reply->status = MHD_HTTP_BAD_REQUEST;
    else if (status == WARRAQ_IO)
        reply->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
    else if (status == WARRAQ_STOPPED)
        reply->status = MHD_HTTP_CONFLICT;
}
