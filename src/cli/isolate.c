// SPDX-License-Identifier: MIT
#include "cli/isolate.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define FSI "\342\201\250"
#define PDI "\342\201\251"

static bool has_isolates(const char *message)
{
    for (const char *c = message; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        if (letter >= 0x2066 && letter <= 0x2069)
            return true;
    }
    return false;
}

// Where a run of Latin ends: at a line's end, at the first letter of another script, or after a
// mark that parts two runs ("%s: %s" are two).
static size_t run_length(const char *text)
{
    size_t n = 0;
    while (text[n] >= 0x20 && text[n] < 0x7F &&
           !(text[n] == ' ' && n > 0 && strchr(":;,.", text[n - 1])))
        n++;
    return n;
}

// The length of the conversion at `text`; 0 if there is none.
static size_t conversion_length(const char *text)
{
    size_t n = *text == '%' ? 1 + strspn(text + 1, "0123456789$-+ .*lhzjt") : 0;
    return n && g_ascii_isalpha(text[n]) ? n + 1 : 0;
}

// Numbers alone need no isolate: they keep their order by themselves.
static bool is_latin(const char *text, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t conversion = conversion_length(text + i);
        if (conversion ? text[i + conversion - 1] == 's' : g_ascii_isalpha(text[i]))
            return true;
        i += conversion ? conversion : 1;
    }
    return false;
}

static bool is_edge(char c)
{
    return strchr(" .,:;!?()[]\"'", c) != NULL;
}

static int open_brackets(const char *text, size_t n)
{
    int open = 0;
    for (size_t i = 0; i < n; i++)
        open += text[i] == '(' || text[i] == '[' ? 1 : text[i] == ')' || text[i] == ']' ? -1 : 0;
    return open;
}

// An isolate that ends between a bracket and its other would turn one of them round.
static void keep_brackets(const char *text, size_t n, size_t *start, size_t *end)
{
    while (*end < n && open_brackets(text + *start, *end - *start) > 0)
        (*end)++;
    while (*start > 0 && open_brackets(text + *start, *end - *start) < 0)
        (*start)--;
}

static void append_run(GString *out, const char *text, size_t n)
{
    size_t start = 0, end = n;
    while (start < end && is_edge(text[start]) &&
           !(text[start] == '.' && g_ascii_isalpha(text[start + 1])))
        start++;
    while (end > start && is_edge(text[end - 1]))
        end--;
    keep_brackets(text, n, &start, &end);
    bool latin = is_latin(text + start, end - start);
    g_string_append_len(out, text, (gssize)start);
    g_string_append(out, latin ? FSI : "");
    g_string_append_len(out, text + start, (gssize)(end - start));
    g_string_append(out, latin ? PDI : "");
    g_string_append_len(out, text + end, (gssize)(n - end));
}

char *isolate_latin(const char *message)
{
    if (has_isolates(message))
        return g_strdup(message);
    GString *out = g_string_new(NULL);
    while (*message) {
        size_t n = run_length(message);
        append_run(out, message, n);
        message += n;
        if (*message) {
            const char *next = g_utf8_next_char(message);
            g_string_append_len(out, message, next - message);
            message = next;
        }
    }
    return g_string_free(out, FALSE);
}
