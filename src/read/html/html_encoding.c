// SPDX-License-Identifier: MIT
#include "read/html/html_encoding.h"

#include "read/encoding_label.h"

#include <stdbool.h>
#include <string.h>

enum { LOOKED_THROUGH = 4096, LABEL_MOST = 40 };

// The value after "charset=" or "encoding=".
static char *label_after(const char *head, const char *key)
{
    for (const char *p = head; (p = strstr(p, key)) != NULL; p += strlen(key)) {
        const char *value = p + strlen(key);
        value += strspn(value, " \t\n\r\f");
        if (*value != '=')
            continue;
        value++;
        value += strspn(value, " \t\n\r\f\"'");
        size_t n = strcspn(value, " \t\n\r\f\"';/>?");
        if (n > 0 && n <= LABEL_MOST)
            return g_strndup(value, n);
    }
    return NULL;
}

static bool is_utf8(const char *data, size_t n)
{
    bool wide = false;
    for (size_t i = 0; i < n && !wide; i++)
        wide = (unsigned char)data[i] >= 0x80;
    return wide && g_utf8_validate(data, (gssize)n, NULL);
}

// Only what is told within a tag or a declaration counts.
static char *declared(const char *head)
{
    char *label = strstr(head, "<meta") ? label_after(strstr(head, "<meta"), "charset") : NULL;
    if (!label && g_str_has_prefix(head, "<?xml"))
        label = label_after(head, "encoding");
    return label;
}

char *html_declared_encoding(GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (!data || n < 4 || memcmp(data, "\xEF\xBB\xBF", 3) == 0 ||
        memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0 || is_utf8(data, n))
        return NULL;
    char *head = g_ascii_strdown(data, (gssize)MIN(n, LOOKED_THROUGH));
    char *label = declared(head);
    g_free(head);
    if (!label || g_str_has_prefix(label, "utf")) {
        g_free(label);
        return NULL;
    }
    char *encoding = g_strdup(encoding_of_label(label));
    g_free(label);
    GIConv converter = g_iconv_open("UTF-8", encoding);
    if (converter != (GIConv)-1) {
        g_iconv_close(converter);
        return encoding;
    }
    g_free(encoding);
    return NULL;
}
