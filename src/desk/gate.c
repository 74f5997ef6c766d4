// SPDX-License-Identifier: MIT
// After OWASP's sheets on CSRF and DNS rebinding: the Host names the loopback address (a name of
// somebody's own that leads here does not pass), the Origin is the page's own, and the token, which
// no other page can know, stands in the path.
#include "desk/gate.h"

#include <string.h>
#include <sys/random.h>

enum { TOKEN_BYTES = 16, NAME_LONGEST = 255 };

static bool is_own_host(const char *host, unsigned port)
{
    static const char *const names[] = {"127.0.0.1", "localhost"};
    bool own = false;
    for (size_t i = 0; host && i < G_N_ELEMENTS(names); i++) {
        char *wanted = g_strdup_printf("%s:%u", names[i], port);
        own |= g_ascii_strcasecmp(host, wanted) == 0;
        g_free(wanted);
    }
    return own;
}

// Browsers send it with what may change something; what opens a page has none.
static bool is_own_origin(const char *origin, const char *host)
{
    return !origin ||
           (g_str_has_prefix(origin, "http://") && g_ascii_strcasecmp(origin + 7, host) == 0);
}

static bool is_own_site(const char *fetch_site)
{
    return !fetch_site || strcmp(fetch_site, "same-origin") == 0 || strcmp(fetch_site, "none") == 0;
}

// Takes the same time whatever is wrong with it.
static bool is_token(const char *text, const char *token)
{
    unsigned differs = 0;
    size_t n = strlen(token);
    if (strlen(text) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        differs |= (unsigned)(text[i] ^ token[i]);
    return differs == 0 && text[n] == '/';
}

const char *gate_pass(const struct gate_request *request, const char *token, unsigned port,
                      unsigned *ret_status)
{
    const char *path = request->path;
    *ret_status = 403;
    if (!is_own_host(request->host, port) || !is_own_origin(request->origin, request->host) ||
        !is_own_site(request->fetch_site))
        return NULL;
    if (!path || path[0] != '/' || !is_token(path + 1, token))
        return NULL;
    *ret_status = 405;
    if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "POST") != 0)
        return NULL;
    return path + 1 + strlen(token) + 1;
}

bool gate_is_file_name(const char *name)
{
    if (!name || !*name || *name == '.' || strlen(name) > NAME_LONGEST ||
        !g_utf8_validate(name, -1, NULL))
        return false;
    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeType type = g_unichar_type(c);
        if (c == '/' || c == '\\' || type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT)
            return false;
    }
    return true;
}

char *gate_token(void)
{
    unsigned char bytes[TOKEN_BYTES];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return NULL;
    GString *token = g_string_new(NULL);
    for (size_t i = 0; i < sizeof bytes; i++)
        g_string_append_printf(token, "%02x", bytes[i]);
    return g_string_free(token, FALSE);
}
