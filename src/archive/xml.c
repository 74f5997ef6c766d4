// SPDX-License-Identifier: MIT
#include "archive/xml.h"

struct xml_out {
    GString *text;
    GPtrArray *open; // names
};

static void put_escaped(GString *out, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if (c == '\n' || c == '\t')
            g_string_append_c(out, ' ');
        else if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF)
            g_string_append_unichar(out, c);
    }
    g_free(valid);
}

static void put_start(struct xml_out *xml, const char *name, const char *attribute,
                      const char *value)
{
    for (guint i = 0; i < xml->open->len; i++)
        g_string_append(xml->text, "  ");
    g_string_append_printf(xml->text, "<%s", name);
    if (value) {
        g_string_append_printf(xml->text, " %s=\"", attribute);
        put_escaped(xml->text, value);
        g_string_append_c(xml->text, '"');
    }
    g_string_append_c(xml->text, '>');
}

struct xml_out *xml_new(const char *root, const char *attributes)
{
    struct xml_out *xml = g_new(struct xml_out, 1);
    xml->text = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml->open = g_ptr_array_new_with_free_func(g_free);
    g_string_append_printf(xml->text, "<%s%s%s>\n", root, *attributes ? " " : "", attributes);
    g_ptr_array_add(xml->open, g_strdup(root));
    return xml;
}

GBytes *xml_finish(struct xml_out *xml)
{
    while (xml->open->len > 0)
        xml_close(xml);
    GBytes *bytes = g_string_free_to_bytes(xml->text);
    g_ptr_array_unref(xml->open);
    g_free(xml);
    return bytes;
}

void xml_open_with(struct xml_out *xml, const char *name, const char *attribute, const char *value)
{
    put_start(xml, name, attribute, value);
    g_string_append_c(xml->text, '\n');
    g_ptr_array_add(xml->open, g_strdup(name));
}

void xml_open(struct xml_out *xml, const char *name)
{
    xml_open_with(xml, name, NULL, NULL);
}

void xml_close(struct xml_out *xml)
{
    char *name = g_ptr_array_steal_index(xml->open, xml->open->len - 1);
    for (guint i = 0; i < xml->open->len; i++)
        g_string_append(xml->text, "  ");
    g_string_append_printf(xml->text, "</%s>\n", name);
    g_free(name);
}

void xml_text_with(struct xml_out *xml, const char *name, const char *attribute, const char *value,
                   const char *text)
{
    if (!text || !*text)
        return;
    put_start(xml, name, attribute, value);
    put_escaped(xml->text, text);
    g_string_append_printf(xml->text, "</%s>\n", name);
}

void xml_text(struct xml_out *xml, const char *name, const char *text)
{
    xml_text_with(xml, name, NULL, NULL, text);
}
