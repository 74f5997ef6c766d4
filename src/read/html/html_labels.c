// SPDX-License-Identifier: MIT
#include "read/html/html_labels.h"

#include "model/node.h"

#include <glib.h>
#include <string.h>

static int64_t count_items(const struct dom *list)
{
    int64_t items = 0;
    for (const struct dom *item = list->children; item; item = item->next)
        items += item->type == DOM_ELEMENT && strcmp(item->name, "li") == 0;
    return items;
}

static const char *roman(struct arena *arena, int64_t number)
{
    static const struct {
        int value;
        const char *letters;
    } steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        for (; number >= steps[i].value; number -= steps[i].value)
            g_string_append(out, steps[i].letters);
    }
    const char *copy = arena_strdup(arena, out->str);
    g_string_free(out, TRUE);
    return copy;
}

const char *html_item_label(struct arena *arena, const char *type, int64_t number)
{
    enum { LETTERS = 26, ROMAN_MOST = 3999 };
    char kind = type && type[0] && !type[1] ? type[0] : '1';
    if ((kind == 'a' || kind == 'A') && number >= 1 && number <= LETTERS)
        return arena_printf(arena, "%c.", (char)(kind + number - 1));
    if ((kind == 'i' || kind == 'I') && number >= 1 && number <= ROMAN_MOST) {
        char *letters = arena_printf(arena, "%s.", roman(arena, number));
        for (char *p = letters; kind == 'I' && *p; p++)
            *p = g_ascii_toupper(*p);
        return letters;
    }
    return arena_printf(arena, "%d.", (int)number);
}

int64_t html_item_number(const struct dom *item, int64_t last)
{
    enum { LABEL_MOST = 999999999 };
    const struct dom *list = item->parent;
    const char *value = dom_attribute(item, "value"), *start = dom_attribute(list, "start");
    bool reversed = dom_attribute(list, "reversed") != NULL;
    int64_t number = reversed ? count_items(list) : 1;
    if (value)
        number = g_ascii_strtoll(value, NULL, 10);
    else if (last != NUMBER_NONE)
        number = last + (reversed ? -1 : 1);
    else if (start)
        number = g_ascii_strtoll(start, NULL, 10);
    return CLAMP(number, 0, LABEL_MOST);
}
