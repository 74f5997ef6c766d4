// SPDX-License-Identifier: MIT
// The versions kept of the letter, in the folder's store.
#include "desk/folder.h"
#include "desk/state.h"

#include <glib/gstdio.h>
#include <microhttpd.h>
#include <string.h>

void versions_keep_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    const char *source = desk_letter_ready(desk, reply),
               *message = request_value(request, "message");
    if (!source)
        return;
    warraq_set(desk->w, "id", desk->letter.id);
    if (*message && warraq_set(desk->w, "message", message) != WARRAQ_OK) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, warraq_error_code(desk->w), warraq_error(desk->w));
        return;
    }
    reply_result(reply, desk->w, warraq_snapshot(desk->w, FOLDER_VERSIONS, source));
}

void versions_log_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    if (!desk_letter_ready(desk, reply))
        return;
    enum warraq_status status = warraq_log(desk->w, FOLDER_VERSIONS, desk->letter.id);
    if (status == WARRAQ_OK)
        reply_result(reply, desk->w, status);
    else // nothing is kept yet
        reply_json(reply, g_string_new("{\"versions\":[]}"));
}

// The names over time, as the library draws them.
void versions_growth_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    char *file = g_build_filename(desk->scratch, "growth.svg", NULL);
    const char *lang = request_value(request, "lang");
    if (desk_letter_ready(desk, reply)) {
        warraq_set(desk->w, "plot", file);
        warraq_set(desk->w, "lang", *lang ? lang : desk->lang);
        enum warraq_status status = warraq_log(desk->w, FOLDER_VERSIONS, desk->letter.id);
        GBytes *picture = folder_read(file, NULL);
        if (picture)
            reply_bytes(reply, "image/svg+xml", picture);
        else
            reply_result(reply, desk->w, status);
        reply->is_outside = picture != NULL;
        g_unlink(file);
    }
    g_free(file);
}

// "v3" of "3"; g_free(). NULL where it is no number
static char *version(const struct request *request, const char *name)
{
    int number = request_number(request, name, 0);
    return number > 0 ? g_strdup_printf("v%d", number) : NULL;
}

void versions_compare_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    char *from = version(request, "from"), *to = version(request, "to");
    if (from && to && desk_letter_ready(desk, reply))
        reply_result(reply, desk->w,
                     warraq_diff_versions(desk->w, FOLDER_VERSIONS, desk->letter.id, from, to));
    else if (!from || !to)
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "version-unknown", "from and to are numbers");
    g_free(from);
    g_free(to);
}

void versions_restore_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    char *wanted = version(request, "version");
    if (wanted && desk_letter_ready(desk, reply)) {
        char *name = g_strdup_printf("%s-%s", desk->letter.id, wanted);
        char *target = folder_free_name("", name);
        enum warraq_status status =
            warraq_restore(desk->w, FOLDER_VERSIONS, desk->letter.id, wanted, target);
        reply_result(reply, desk->w, status);
        g_free(target);
        g_free(name);
    } else if (!wanted) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "version-unknown", "version is a number");
    }
    g_free(wanted);
}
