// SPDX-License-Identifier: MIT
#include "archive/findings.h"

#include <string.h>

static void finding_clear(gpointer data)
{
    struct finding *finding = data;
    g_free(finding->path);
    g_free(finding->message);
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
    char *message = g_strdup_printf("%" G_GUINT64_FORMAT " more of the same sort", more);
    struct finding finding = {.code = "too-many", .message = message};
    g_array_append_val(list, finding);
}

static void list_add(GArray *list, const char *code, const char *path, const char *format,
                     va_list values)
{
    if (list->len >= FINDINGS_MOST) {
        list_overflow(list);
        return;
    }
    char *raw = g_strdup_vprintf(format, values);
    struct finding finding = {
        .code = code,
        .path = path ? g_utf8_make_valid(path, -1) : NULL,
        .message = g_utf8_make_valid(raw, -1),
    };
    g_free(raw);
    g_array_append_val(list, finding);
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

static bool list_has(const GArray *list, const char *code)
{
    for (guint i = 0; i < list->len; i++) {
        if (strcmp(g_array_index(list, struct finding, i).code, code) == 0)
            return true;
    }
    return false;
}

bool findings_has(const struct findings *findings, const char *code)
{
    return list_has(findings->faults, code) || list_has(findings->warnings, code);
}
