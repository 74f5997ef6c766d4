// SPDX-License-Identifier: MIT
#include "style/reference.h"

#include "style/group.h"
#include "style/supplied.h"
#include "style/value.h"

#include <string.h>

// What precedes the tables. Words between backticks are literal.
static const char *const preface[] = {
    "A style says how each kind of block looks and how the page is made. It is a key file as\n"
    "GLib reads them: groups in brackets, `key=value` lines, comments after `#`. Several styles\n"
    "may be named, later ones over earlier, and single keys set with `--set group.key=value`;\n"
    "a key without a group is the page's or, if that has none of the name, the body's.\n",
    "`[style]` holds `inherit`, the style to start from (a supplied one by name, or a file\n"
    "beside this one), and `description`.\n",
    "A group may be of one language, or one direction, alone: `[paragraph:zh]` is the paragraph's\n"
    "in a letter in Chinese, of any region, `[title:ltr]` the title's in one that runs from the "
    "left.\n"
    "Of a letter in two languages each side has its own. What stands later still counts over what\n"
    "stands before.\n",
    "Lengths are numbers with `pt`, `mm`, `cm`, `in`, `pc`, `px`, `q` or, where there is a font\n"
    "size, `em`; `0` needs none. An unknown group, key or value is an error that names its\n"
    "line, and the nearest that is known.\n",
};

// ---- Markdown -----------------------------------------------------------------------------

static void markdown_supplied(GString *out)
{
    g_string_append(out, "## Supplied styles\n\n");
    for (const struct style_supplied *style = style_supplied(); style->name; style++)
        g_string_append_printf(out, "- `%s`: %s\n", style->name, style->description);
    g_string_append_c(out, '\n');
}

static void markdown_groups(GString *out)
{
    g_string_append(out, "## Groups\n\n| group | inherits from | what it sets |\n|---|---|---|\n");
    for (int i = 0; i < GROUP_COUNT; i++) {
        const struct group *group = &style_groups[i];
        g_string_append_printf(out, "| `[%s]` | %s | %s |\n", group->name,
                               group->parent >= 0 ? style_groups[group->parent].name : "",
                               group->meaning);
    }
}

static void markdown_property(GString *out, const struct property *property)
{
    const char *initial = property->initial ? property->initial : "";
    const char *mark = *initial ? "`" : "";
    char *expects = value_expects(property);
    g_string_append_printf(out, "| `%s` | %s | %s%s%s | %s | %s |\n", property->key, expects, mark,
                           initial, mark, property->inherited ? "yes" : "no", property->meaning);
    g_free(expects);
}

static void markdown_scope(GString *out, enum property_scope scope)
{
    static const char *const titles[] = {"`[page]`", "`[first-page]`", "`[fit]`",
                                         "Every other group"};
    g_string_append_printf(out, "\n## %s\n", titles[scope]);
    g_string_append(out,
                    "\n| key | value | initial | inherited | meaning |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < n_style_properties; i++) {
        if (style_properties[i].scope == scope)
            markdown_property(out, &style_properties[i]);
    }
}

void reference_markdown(GString *out)
{
    g_string_append(out, "# Styles\n\n<!-- Written by tests/style from the table in "
                         "src/style/property.c; change it there. -->\n\n");
    for (size_t i = 0; i < G_N_ELEMENTS(preface); i++)
        g_string_append_printf(out, "%s\n", preface[i]);
    markdown_supplied(out);
    markdown_groups(out);
    for (int scope = SCOPE_PAGE; scope <= SCOPE_BLOCK; scope++)
        markdown_scope(out, (enum property_scope)scope);
}

// ---- The man macros -----------------------------------------------------------------------

static void man_character(GString *out, gunichar c)
{
    if (c >= 0x80)
        g_string_append_printf(out, "\\[u%04X]", c);
    else if (c == '\\' || c == '-')
        g_string_append_printf(out, "\\%c", (char)c);
    else
        g_string_append_c(out, (char)c);
}

void reference_man_text(GString *out, const char *text)
{
    bool bold = false;
    if (*text == '.' || *text == '\'')
        g_string_append(out, "\\&"); // no request, though it opens a line
    for (; *text; text = g_utf8_next_char(text)) {
        if (*text == '`') {
            bold = !bold;
            g_string_append(out, bold ? "\\fB" : "\\fR");
        } else {
            man_character(out, g_utf8_get_char(text));
        }
    }
}

static void man_supplied(GString *out)
{
    g_string_append(out, ".SH SUPPLIED STYLES\n");
    for (const struct style_supplied *style = style_supplied(); style->name; style++) {
        char *text = g_strdup_printf("`%s`\n%s\n", style->name, style->description);
        g_string_append(out, ".TP\n");
        reference_man_text(out, text);
        g_free(text);
    }
}

static void man_groups(GString *out)
{
    g_string_append(out, ".SH GROUPS\n");
    for (int i = 0; i < GROUP_COUNT; i++) {
        const struct group *group = &style_groups[i];
        g_string_append(out, ".TP\n");
        char *name = g_strdup_printf("`[%s]`\n", group->name);
        reference_man_text(out, name);
        g_free(name);
        reference_man_text(out, group->meaning);
        if (group->parent >= 0) {
            g_string_append(out, "\nInherits from ");
            reference_man_text(out, style_groups[group->parent].name);
            g_string_append_c(out, '.');
        }
        g_string_append_c(out, '\n');
    }
}

static void man_property(GString *out, const struct property *property)
{
    char *expects = value_expects(property);
    char *head = g_strdup_printf("`%s` = %s\n", property->key, expects);
    g_string_append(out, ".TP\n");
    reference_man_text(out, head);
    reference_man_text(out, property->meaning);
    if (property->initial && *property->initial) {
        g_string_append(out, "\nInitially ");
        reference_man_text(out, property->initial);
        g_string_append(out, property->inherited ? "; inherited." : ".");
    } else if (property->inherited) {
        g_string_append(out, "\nInherited.");
    }
    g_string_append_c(out, '\n');
    g_free(head);
    g_free(expects);
}

static void man_scope(GString *out, enum property_scope scope)
{
    static const char *const titles[] = {"[page]", "[first\\-page]", "[fit]", "EVERY OTHER GROUP"};
    g_string_append_printf(out, ".SH KEYS OF %s\n", titles[scope]);
    for (size_t i = 0; i < n_style_properties; i++) {
        if (style_properties[i].scope == scope)
            man_property(out, &style_properties[i]);
    }
}

void reference_man(GString *out)
{
    g_string_append(out, ".SH DESCRIPTION\n");
    for (size_t i = 0; i < G_N_ELEMENTS(preface); i++) {
        g_string_append(out, i ? ".PP\n" : "");
        reference_man_text(out, preface[i]);
    }
    man_supplied(out);
    man_groups(out);
    for (int scope = SCOPE_PAGE; scope <= SCOPE_BLOCK; scope++)
        man_scope(out, (enum property_scope)scope);
}
