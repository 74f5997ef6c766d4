// SPDX-License-Identifier: MIT
#include "layout/direction.h"

static bool script_rtl(GUnicodeScript script)
{
    switch (script) {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SAMARITAN:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
        return true;
    default:
        return false;
    }
}

static bool text_first_strong(const char *text, bool *ret_rtl)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if ((guchar)*p < 0x80) {
            if (!g_ascii_isalpha(*p))
                continue;
            *ret_rtl = false;
            return true;
        }
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalpha(c))
            continue;
        *ret_rtl = script_rtl(g_unichar_get_script(c));
        return true;
    }
    return false;
}

bool direction_first_strong(const struct node *node, bool *ret_rtl)
{
    if (node->kind == NODE_TEXT)
        return text_first_strong(node->text, ret_rtl);
    for (const struct node *child = node->first; child; child = child->next) {
        if (node_is_inline(child) && direction_first_strong(child, ret_rtl))
            return true;
    }
    return false;
}
