// SPDX-License-Identifier: MIT
#include "base/findings.h"

#include "base/error.h"
#include "base/quote.h"
#include "base/translate.h"

#include <inttypes.h>
#include <string.h>

enum { PATH_MOST = 512, MESSAGE_MOST = 1024 };

static void finding_clear(gpointer data)
{
    struct finding *finding = data;
    g_free(finding->path);
    g_free(finding->message);
    g_free(finding->local);
}

static GArray *list_new(void)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct finding));
    g_array_set_clear_func(list, finding_clear);
    return list;
}

struct findings *findings_new(const char *kind)
{
    struct findings *findings = g_new0(struct findings, 1);
    findings->kind = kind;
    findings->faults = list_new();
    findings->warnings = list_new();
    return findings;
}

void findings_free(struct findings *findings)
{
    if (!findings)
        return;
    g_array_unref(findings->faults);
    g_array_unref(findings->warnings);
    g_free(findings);
}

// The last place of a full list counts what came after it; the count is read back from its own
// message, so that the struct the rooms share needs no hidden member.
static void list_overflow(GArray *list)
{
    guint64 more = 1;
    if (list->len > FINDINGS_MOST) {
        struct finding *last = &g_array_index(list, struct finding, list->len - 1);
        more += g_ascii_strtoull(last->message, NULL, 10);
        g_array_set_size(list, FINDINGS_MOST);
    }
    static const char format[] = N_("%" PRIu64 " more of the same sort");
    struct finding finding = {
        .code = "too-many",
        .message = g_strdup_printf(format, more),
        .local = g_strdup_printf(translate(format), more),
    };
    g_array_append_val(list, finding);
}

static char *quoted(const char *text)
{
    GString *safe = g_string_new(NULL);
    quote_safe(safe, text, strlen(text));
    return g_string_free(safe, FALSE);
}

// A name of 4 KB is shown by its beginning: ten thousand of them would take tens of megabytes.
// Takes `text`.
static char *shortened(char *text, size_t most)
{
    if (strlen(text) <= most)
        return text;
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--; // not within a character
    text[most] = '\0';
    char *shown = g_strconcat(text, "…", NULL);
    g_free(text);
    return shown;
}

// Takes `message` and `local`.
static void list_append(GArray *list, const char *code, const char *path, char *message,
                        char *local)
{
    struct finding finding = {
        .code = code,
        .path = path ? shortened(quoted(path), PATH_MOST) : NULL,
        .message = shortened(message, MESSAGE_MOST),
        .local = shortened(local, MESSAGE_MOST),
    };
    g_array_append_val(list, finding);
}

static void list_add(GArray *list, const char *code, const char *path, const char *format,
                     va_list values)
{
    if (list->len >= FINDINGS_MOST) {
        list_overflow(list);
        return;
    }
    va_list again;
    va_copy(again, values);
    list_append(list, code, path, quote_vprintf(format, values),
                quote_vprintf(translate(format), again));
    va_end(again);
}

static void list_add_on(GArray *list, const char *code, const char *path, const char *format,
                        const char *phrase)
{
    if (list->len >= FINDINGS_MOST)
        list_overflow(list);
    else
        list_append(list, code, path, quote_format(format, phrase),
                    quote_format(translate(format), translate(phrase)));
}

void findings_fault_on(struct findings *findings, const char *code, const char *path,
                       const char *format, const char *phrase)
{
    list_add_on(findings->faults, code, path, format, phrase);
}

void findings_warning_on(struct findings *findings, const char *code, const char *path,
                         const char *format, const char *phrase)
{
    list_add_on(findings->warnings, code, path, format, phrase);
}

void findings_fault_of(struct findings *findings, const char *code, const char *path,
                       const GError *error)
{
    if (findings->faults->len >= FINDINGS_MOST)
        list_overflow(findings->faults);
    else
        list_append(findings->faults, code, path, quoted(error->message),
                    quoted(fault_local(error)));
}

void findings_fault(struct findings *findings, const char *code, const char *path,
                    const char *format, ...)
{
    va_list values;
    va_start(values, format);
    list_add(findings->faults, code, path, format, values);
    va_end(values);
}

void findings_warning(struct findings *findings, const char *code, const char *path,
                      const char *format, ...)
{
    va_list values;
    va_start(values, format);
    list_add(findings->warnings, code, path, format, values);
    va_end(values);
}
