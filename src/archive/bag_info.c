// SPDX-License-Identifier: MIT
#include "archive/bag_info.h"

#include <string.h>

enum { COLUMNS = 79 }; // RFC 8493, section 2.2.2

// A value breaks at spaces, and where it held line ends itself; what follows is indented.
static void info_add(GString *text, const char *label, const char *value)
{
    char **words = g_strsplit_set(value, " \r\n\t", -1);
    g_string_append_printf(text, "%s:", label);
    glong column = g_utf8_strlen(label, -1) + 1;
    for (char **word = words; *word; word++) {
        if (!**word)
            continue;
        glong width = g_utf8_strlen(*word, -1);
        bool fold = word > words && column + 1 + width > COLUMNS;
        g_string_append(text, fold ? "\n  " : " ");
        g_string_append(text, *word);
        column = fold ? 2 + width : column + 1 + width;
    }
    g_string_append_c(text, '\n');
    g_strfreev(words);
}

static bool info_given(const struct bag *bag, const char *label)
{
    for (size_t i = 0; i < bag->n_info; i++) {
        if (g_ascii_strcasecmp(bag->info[i].label, label) == 0)
            return true;
    }
    return false;
}

static void info_add_missing(GString *text, const struct bag *bag, const char *label, char *value)
{
    if (!info_given(bag, label))
        info_add(text, label, value);
    g_free(value);
}

// For people: a rounded size in decimal units. The exact one is in Payload-Oxum.
static char *size_say(uint64_t bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
    uint64_t scale = 1;
    size_t unit = 0;
    while ((bytes + scale / 20) / scale >= 1000) { // 999.95 kB would be said as 1000.0
        scale *= 1000;
        unit++;
    }
    if (unit == 0)
        return g_strdup_printf("%" G_GUINT64_FORMAT " bytes", bytes);
    uint64_t tenths = bytes / (scale / 10) + (bytes % (scale / 10) >= scale / 20);
    return g_strdup_printf("%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT " %s", tenths / 10,
                           tenths % 10, units[unit]);
}

static char *date_say(int64_t date)
{
    GDateTime *utc = g_date_time_new_from_unix_utc(date);
    char *text = utc ? g_date_time_format(utc, "%Y-%m-%d") : NULL;
    if (utc)
        g_date_time_unref(utc);
    return text ? text : g_strdup("1970-01-01");
}

GString *bag_info_write(const struct bag *bag, uint64_t bytes, size_t count)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < bag->n_info; i++)
        info_add(text, bag->info[i].label, bag->info[i].value);
    info_add_missing(text, bag, "Bag-Software-Agent", g_strdup("warraq"));
    info_add_missing(text, bag, "Bagging-Date", date_say(bag->date));
    info_add_missing(text, bag, "Payload-Oxum",
                     g_strdup_printf("%" G_GUINT64_FORMAT ".%zu", bytes, count));
    info_add_missing(text, bag, "Bag-Size", size_say(bytes));
    return text;
}

// Whether the line opens with the label; the value then follows the colon.
static const char *line_value(const char *line, const char *label)
{
    size_t n = strlen(label);
    if (g_ascii_strncasecmp(line, label, n) != 0)
        return NULL;
    line += n + strspn(line + n, " \t");
    return *line == ':' ? line + 1 : NULL;
}

char *bag_info_get(const char *text, const char *label)
{
    char **lines = g_strsplit(text, "\n", -1);
    GString *value = NULL;
    for (char **line = lines; *line; line++) {
        bool folded = **line == ' ' || **line == '\t';
        if (value && !folded)
            break;
        const char *part = value ? *line : folded ? NULL : line_value(*line, label);
        if (!part)
            continue;
        char *trimmed = g_strstrip(g_strdup(part));
        if (value)
            g_string_append_printf(value, " %s", trimmed);
        else
            value = g_string_new(trimmed);
        g_free(trimmed);
    }
    g_strfreev(lines);
    return value ? g_string_free(value, FALSE) : NULL;
}

bool bag_info_is_ours(const char *text)
{
    char *agent = bag_info_get(text, "Bag-Software-Agent");
    bool ours = agent && g_str_has_prefix(agent, "warraq") &&
                (agent[6] == '\0' || agent[6] == ' ' || agent[6] == '/');
    g_free(agent);
    return ours;
}
