// SPDX-License-Identifier: MIT
// An archive from somebody else: it is looked at in the scratch folder and then removed.
#include "desk/folder.h"
#include "desk/state.h"

#include <glib/gstdio.h>
#include <microhttpd.h>

static void add_digest(GString *json, GBytes *bytes)
{
    char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    reply_key(json, "sha256");
    reply_string(json, digest);
    g_free(digest);
}

void prove_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    const char *name = request_value(request, "name");
    char *path = g_build_filename(desk->scratch, name, NULL);
    GError *error = NULL;
    if (folder_write(path, request->body, &error)) {
        warraq_reset(desk->w);
        enum warraq_status status = warraq_verify(desk->w, path);
        GString *json = g_string_new("{");
        reply_key(json, "file");
        reply_string(json, name);
        add_digest(json, request->body);
        reply_key(json, "status");
        g_string_append_printf(json, "%d", (int)status);
        reply_key(json, "said"); // the same for people: first a line a fault
        reply_string(json, warraq_text(desk->w));
        reply_key(json, "result");
        g_string_append(json, warraq_json(desk->w));
        g_string_append_c(json, '}');
        reply_json(reply, json);
    } else {
        reply_error(reply, MHD_HTTP_INSUFFICIENT_STORAGE, "io", error->message);
        g_error_free(error);
    }
    g_unlink(path);
    g_free(path);
}
