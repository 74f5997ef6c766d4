// SPDX-License-Identifier: MIT
#include "paint/pattern.h"

#include "base/error.h"

#include <string.h>

bool format_of(const char *path, enum format *ret, GError **error)
{
    if (strcmp(path, "-") == 0) {
        *ret = FORMAT_PNG;
        return true;
    }
    const char *ending = strrchr(path, '.');
    bool svg = ending && g_ascii_strcasecmp(ending, ".svg") == 0;
    if (svg || (ending && g_ascii_strcasecmp(ending, ".png") == 0)) {
        *ret = svg ? FORMAT_SVG : FORMAT_PNG;
        return true;
    }
    fault_set(error, FAULT_USAGE, "a picture's name must end in .png or .svg: %s", path);
    return false;
}

// "%d" and "%0Nd" alone: a pattern is not a printf format.
static bool split(const char *text, struct pattern *ret)
{
    const char *at = strchr(text, '%');
    if (!at) {
        ret->before = g_strdup(text);
        return true;
    }
    const char *end = at + 1;
    if (end[0] == '0' && g_ascii_isdigit(end[1])) {
        ret->digits = end[1] - '0';
        end += 2;
    }
    if (*end != 'd' || strchr(end, '%'))
        return false;
    ret->before = g_strndup(text, (gsize)(at - text));
    ret->after = g_strdup(end + 1);
    return true;
}

bool pattern_parse(const char *text, struct pattern *ret, GError **error)
{
    *ret = (struct pattern){0};
    if (!format_of(text, &ret->format, error))
        return false;
    if (split(text, ret))
        return true;
    fault_set(error, FAULT_USAGE,
              "bad name for pictures: %s (one %%d or %%03d stands for the page's number)", text);
    return false;
}

void pattern_clear(struct pattern *pattern)
{
    g_free(pattern->before);
    g_free(pattern->after);
}

char *pattern_path(const struct pattern *pattern, size_t number)
{
    return g_strdup_printf("%s%0*zu%s", pattern->before, pattern->digits, number, pattern->after);
}
