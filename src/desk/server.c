// SPDX-License-Identifier: MIT
// The server: takes requests from the loopback address, lets them through the gate, finds who
// answers them, and puts the headers on the answer that keep a browser from doing more than the
// page needs.
#include "desk/desk.h"
#include "desk/folder.h"
#include "desk/gate.h"
#include "desk/lazy_microhttpd.h"
#include "desk/pages.h"
#include "desk/state.h"

#include <arpa/inet.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>

enum {
    CONNECTIONS_MOST = 64,
    IDLE_SECONDS = 20,              // of a connection
    REQUEST_SECONDS = 120,          // until a request's body is here
    TEXT_MOST = 16 << 20,           // bytes of a request
    FILE_MOST = 512 << 20,          // bytes of a dropped file
    GONE_MICROSECONDS = 6 * 1000000 // between the page's farewell and the end: it may be reloaded
};

// No source but the page's own, no script in a line of HTML, no frame round it.
static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
// A product holds what a stranger's letter held: it runs nothing and reaches nothing.
static const char product_policy[] =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

struct server {
    struct desk desk;
    struct MHD_Daemon *daemon;
    unsigned port;
    char *token;
};

// A request while its body comes in.
struct arrival {
    GByteArray *body;
    const char *path; /* after the token */
    int64_t begun;
    unsigned refused; /* HTTP's status, or 0 */
};

// ---- who answers --------------------------------------------------------------------------

static void end_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    g_mutex_lock(&desk->end_lock);
    if (strcmp(request->path, "close") == 0)
        desk->closing = true;
    else
        desk->left = g_get_monotonic_time();
    g_mutex_unlock(&desk->end_lock);
    reply_json(reply, g_string_new("{}"));
}

static const struct route {
    const char *path, *method;
    desk_handler handler;
    bool takes_file; /* its body may be as long as a file; ?name= is a plain name */
    bool unlocked;
} routes[] = {
    {"state", "GET", desk_letter_state, false, false},
    {"open", "POST", desk_letter_open_request, true, false},
    {"receive", "POST", desk_letter_receive_request, true, false},
    {"example", "POST", desk_letter_example_request, false, false},
    {"text", "GET", desk_letter_text_request, false, false},
    {"text", "POST", desk_letter_save_request, false, false},
    {"copy", "POST", desk_letter_copy_request, false, false},
    {"undo", "POST", desk_letter_undo_request, false, false},
    {"logo", "POST", desk_letter_logo_request, true, false},
    {"aside", "POST", aside_request, false, false},
    {"house", "GET", house_show_request, false, false},
    {"house", "POST", house_save_request, false, false},
    {"check", "GET", look_check_request, false, false},
    {"names", "GET", look_names_request, false, false},
    {"pages", "GET", look_pages_request, false, false},
    {"places", "GET", look_places_request, false, false},
    {"page", "GET", look_page_request, false, false},
    {"set", "POST", look_set_request, false, false},
    {"products", "GET", products_list_request, false, false},
    {"make", "POST", products_make_request, false, false},
    {"file", "GET", products_file_request, true, false},
    {"progress", "GET", products_progress_request, false, true},
    {"stop", "POST", products_stop_request, false, true},
    {"keep", "POST", versions_keep_request, false, false},
    {"versions", "GET", versions_log_request, false, false},
    {"growth", "GET", versions_growth_request, false, false},
    {"compare", "GET", versions_compare_request, false, false},
    {"restore", "POST", versions_restore_request, false, false},
    {"prove", "POST", prove_request, true, false},
    {"close", "POST", end_request, false, true},
    {"leave", "POST", end_request, false, true},
};

static const struct route *route_find(const char *path, const char *method)
{
    for (size_t i = 0; i < G_N_ELEMENTS(routes); i++) {
        if (strcmp(routes[i].path, path) == 0 && strcmp(routes[i].method, method) == 0)
            return &routes[i];
    }
    return NULL;
}

// ---- the page itself ----------------------------------------------------------------------

// The page begins in the language that the program was started in.
static GBytes *page_in(const char *lang, GBytes *page)
{
    size_t n;
    const char *text = g_bytes_get_data(page, &n);
    GString *made = g_string_new_len(text, (gssize)n);
    g_string_replace(made, "{lang}", lang, 0);
    g_string_replace(made, "{dir}", strcmp(lang, "ar") == 0 ? "rtl" : "ltr", 0);
    g_bytes_unref(page);
    return g_string_free_to_bytes(made);
}

static void page_reply(struct desk *desk, const char *path, struct reply *reply)
{
    static const char *const types[][2] = {{".css", "text/css;charset=utf-8"},
                                           {".js", "text/javascript;charset=utf-8"},
                                           {".html", "text/html;charset=utf-8"}};
    const char *name = *path ? path : "index.html";
    char *resource = g_strconcat("/warraq/desk/", name, NULL);
    GBytes *bytes = gate_is_file_name(name) ? g_resources_lookup_data(resource, 0, NULL) : NULL;
    const char *type = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (g_str_has_suffix(name, types[i][0]))
            type = types[i][1];
    }
    if (!bytes || !type)
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not-found", name);
    else
        reply_bytes(reply, type,
                    *path ? g_bytes_ref(bytes) : page_in(desk->lang, g_bytes_ref(bytes)));
    g_clear_pointer(&bytes, g_bytes_unref);
    g_free(resource);
}

// ---- answering ----------------------------------------------------------------------------

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static void free_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

static void add_headers(struct MHD_Response *response, const struct reply *reply)
{
    const char *const headers[][2] = {
        {"Content-Type", reply->type},
        {"Content-Security-Policy", reply->is_outside ? product_policy : page_policy},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cache-Control", "no-store"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    if (reply->attachment) {
        char *value = g_strdup_printf("attachment; filename=\"%s\"", reply->attachment);
        MHD_add_response_header(response, "Content-Disposition", value);
        g_free(value);
    }
}

static enum MHD_Result send_reply(struct MHD_Connection *connection, struct reply *reply)
{
    size_t n;
    const void *data = g_bytes_get_data(reply->body, &n);
    struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
        n, (void *)data, free_bytes, reply->body);
    add_headers(response, reply);
    enum MHD_Result sent = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    g_free(reply->attachment);
    return sent;
}

// The page says in which of its two languages it is; a picture's request does not.
static const char *language_of(const struct desk *desk, const struct request *request)
{
    const char *lang = header(request->connection, "Accept-Language");
    if (g_strcmp0(lang, "ar") == 0)
        return "ar";
    return g_strcmp0(lang, "en") == 0 ? "en" : desk->lang;
}

static void answer(struct server *server, const struct route *route, const struct request *request,
                   struct reply *reply)
{
    struct desk *desk = &server->desk;
    const char *name = request_value(request, "name");
    if (route->takes_file && !gate_is_file_name(name)) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "name-refused", name);
        return;
    }
    if (route->unlocked) {
        route->handler(desk, request, reply);
        return;
    }
    g_mutex_lock(&desk->lock);
    if (desk->speak)
        desk->speak(language_of(desk, request));
    desk_job_begin(&desk->job, route->path);
    route->handler(desk, request, reply);
    desk_job_end(&desk->job);
    g_mutex_unlock(&desk->lock);
}

static enum MHD_Result reply_refused(struct MHD_Connection *connection, unsigned status)
{
    struct reply reply = {0};
    reply_error(&reply, status, "refused", "");
    return send_reply(connection, &reply);
}

// The page is there, whatever it said before.
static void stay(struct desk *desk)
{
    g_mutex_lock(&desk->end_lock);
    desk->left = 0;
    g_mutex_unlock(&desk->end_lock);
}

static enum MHD_Result reply_to(struct server *server, struct MHD_Connection *connection,
                                const char *method, struct arrival *arrival)
{
    const struct route *route = route_find(arrival->path, method);
    struct request request = {.connection = connection, .path = arrival->path};
    struct reply reply = {0};
    stay(&server->desk);
    request.body = g_bytes_new(arrival->body->data, arrival->body->len);
    if (route)
        answer(server, route, &request, &reply);
    else if (strcmp(method, "GET") == 0)
        page_reply(&server->desk, arrival->path, &reply);
    else
        reply_error(&reply, MHD_HTTP_NOT_FOUND, "not-found", arrival->path);
    g_bytes_unref(request.body);
    return send_reply(connection, &reply);
}

// ---- a request comes in -------------------------------------------------------------------

static struct arrival *arrival_new(struct server *server, struct MHD_Connection *connection,
                                   const char *url, const char *method)
{
    struct gate_request asked = {
        .method = method,
        .path = url,
        .host = header(connection, "Host"),
        .origin = header(connection, "Origin"),
        .fetch_site = header(connection, "Sec-Fetch-Site"),
    };
    struct arrival *arrival = g_new0(struct arrival, 1);
    arrival->path = gate_pass(&asked, server->token, server->port, &arrival->refused);
    arrival->body = g_byte_array_new();
    arrival->begun = g_get_monotonic_time();
    if (arrival->path)
        arrival->refused = 0;
    return arrival;
}

// Whether more may come: the bytes and the time of a request are bounded.
static bool arrival_take(struct arrival *arrival, const char *method, const char *data, size_t n)
{
    const struct route *route = route_find(arrival->path, method);
    size_t most = route && route->takes_file ? FILE_MOST : TEXT_MOST;
    int64_t seconds = (g_get_monotonic_time() - arrival->begun) / G_USEC_PER_SEC;
    if (arrival->body->len + n > most || seconds > REQUEST_SECONDS)
        return false;
    g_byte_array_append(arrival->body, (const guint8 *)data, (guint)n);
    return true;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *http, const char *data, size_t *n,
                                  void **state)
{
    (void)http;
    struct server *server = context;
    struct arrival *arrival = *state;
    if (!arrival) {
        arrival = *state = arrival_new(server, connection, url, method);
        // Refused before its body is taken.
        return arrival->refused ? reply_refused(connection, arrival->refused) : MHD_YES;
    }
    if (*n > 0) {
        bool ok = arrival_take(arrival, method, data, *n);
        *n = 0;
        return ok ? MHD_YES : MHD_NO;
    }
    return reply_to(server, connection, method, arrival);
}

static void on_end(void *context, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode code)
{
    (void)connection, (void)code;
    struct desk *desk = context;
    struct arrival *arrival = *state;
    if (arrival)
        g_byte_array_unref(arrival->body);
    g_free(arrival);
    *state = NULL;
    // Whoever asked to close has been answered by now.
    g_mutex_lock(&desk->end_lock);
    desk->closed |= desk->closing;
    g_cond_signal(&desk->end_changed);
    g_mutex_unlock(&desk->end_lock);
}

// ---- its life -----------------------------------------------------------------------------

static bool listen_on_loopback(struct server *server, GError **error)
{
    const char *missing = lazy_microhttpd_open();
    if (missing) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, missing);
        return false;
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    server->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, on_request,
        server, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS_MOST, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, &server->desk, MHD_OPTION_END);
    const union MHD_DaemonInfo *info =
        server->daemon ? MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
    if (info)
        server->port = info->port;
    else
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                            "no port of this machine can be had");
    return info != NULL;
}

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

// Ctrl-C ends it as closing the page does.
static void catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

// Until the page is closed, or has been away for a while.
static void wait_for_end(struct desk *desk)
{
    g_mutex_lock(&desk->end_lock);
    while (!desk->closed && !interrupted) {
        int64_t now = g_get_monotonic_time();
        if (desk->left && now - desk->left > GONE_MICROSECONDS)
            break;
        g_cond_wait_until(&desk->end_changed, &desk->end_lock, now + G_USEC_PER_SEC / 4);
    }
    g_mutex_unlock(&desk->end_lock);
}

static void desk_open(struct desk *desk, const struct desk_call *call)
{
    desk->w = warraq_new();
    desk->settings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    desk->lang = g_strdup(call->lang);
    desk->speak = call->speak;
    desk->where = g_get_current_dir();
    g_mutex_init(&desk->lock);
    g_mutex_init(&desk->job.lock);
    g_mutex_init(&desk->end_lock);
    g_cond_init(&desk->end_changed);
}

static void desk_clear(struct desk *desk)
{
    desk_letter_close(desk);
    warraq_free(desk->w);
    g_hash_table_unref(desk->settings);
    if (desk->scratch)
        g_rmdir(desk->scratch);
    g_free(desk->scratch);
    g_free(desk->lang);
    g_free(desk->where);
    g_free(desk->job.what);
    g_free(desk->job.unit);
    g_mutex_clear(&desk->lock);
    g_mutex_clear(&desk->job.lock);
    g_mutex_clear(&desk->end_lock);
    g_cond_clear(&desk->end_changed);
}

bool desk_run(const struct desk_call *call, GError **error)
{
    struct server server = {.token = gate_token()};
    if (!folder_enter(call->folder, error)) {
        g_free(server.token);
        return false;
    }
    desk_pages_register_resource();
    desk_open(&server.desk, call);
    server.desk.scratch = g_dir_make_tmp("warraq-desk-XXXXXX", error);
    bool ok = server.token && server.desk.scratch && listen_on_loopback(&server, error);
    if (ok) {
        char *address = g_strdup_printf("http://127.0.0.1:%u/%s/", server.port, server.token);
        call->ready(call->context, address);
        g_free(address);
        catch_interrupts();
        wait_for_end(&server.desk);
    }
    if (server.daemon)
        MHD_stop_daemon(server.daemon);
    desk_clear(&server.desk);
    g_free(server.token);
    return ok;
}
