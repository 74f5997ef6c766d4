// SPDX-License-Identifier: MIT
#include "read/html/html_verse.h"

#include <string.h>

// "poem", "poem-body", "poems", but not "poetic".
static bool names_verse(const char *word)
{
    static const char *const words[] = {"verse",  "verses", "poem", "poems",
                                        "poetry", "qasida", "شعر",  "قصيدة"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t n = strlen(words[i]);
        if (g_ascii_strncasecmp(word, words[i], n) == 0 && (!word[n] || strchr("-_", word[n])))
            return true;
    }
    return false;
}

bool html_verse_is_named(const struct dom *element)
{
    const char *class_name = dom_attribute(element, "class");
    char **all = g_strsplit_set(class_name ? class_name : "", " \t\n", -1);
    bool found = false;
    for (size_t i = 0; all[i] && !found; i++)
        found = names_verse(all[i]);
    g_strfreev(all);
    return found;
}

struct verse {
    GString *lines; // as Markdown
    size_t n;
    GString *cells[2]; // of the line being gathered; the second may be empty
    bool plain;        // nothing but words so far
};

static void end_line(struct verse *verse)
{
    for (size_t i = 0; i < 2; i++)
        g_strstrip(verse->cells[i]->str);
    const char *first = verse->cells[0]->str, *second = verse->cells[1]->str;
    if (*first || *second) {
        g_string_append_printf(verse->lines, "| %s%s%s\n", first, *first && *second ? " *** " : "",
                               second);
        verse->n++;
    }
    g_string_truncate(verse->cells[0], 0);
    g_string_truncate(verse->cells[1], 0);
}

static bool is_one_of(const struct dom *element, const char *names)
{
    const char *found = strstr(names, element->name);
    size_t n = strlen(element->name);
    return found && (found == names || found[-1] == ' ') && (found[n] == ' ' || !found[n]);
}

static bool is_break(const struct dom *node)
{
    return node->type == DOM_ELEMENT && strcmp(node->name, "br") == 0;
}

static bool is_inline(const struct dom *node)
{
    return node->type == DOM_ELEMENT && is_one_of(node, "span b i em strong bdi font small big u");
}

static bool is_line(const struct dom *node)
{
    return node->type == DOM_ELEMENT &&
           is_one_of(node, "p div li ul ol section blockquote dl dd dt");
}

static bool is_blank(const struct dom *node)
{
    return node->type == DOM_TEXT &&
           (!node->content || !node->content[strspn(node->content, " \t\r\n")]);
}

// Two inline elements, and nothing else, up to a break or the line's end are its hemistichs.
static const struct dom *second_of_two(const struct dom *from)
{
    const struct dom *found[2];
    size_t n = 0;
    for (const struct dom *node = from; node && !is_break(node); node = node->next) {
        if (is_blank(node))
            continue;
        if (!is_inline(node) || n == 2)
            return NULL;
        found[n++] = node;
    }
    return n == 2 ? found[1] : NULL;
}

static void gather(struct verse *verse, const struct dom *element, bool kept_space);

// The parting of a line in plain text is white space that a reader sees.
static void add_words(struct verse *verse, const char *text, size_t cell, bool kept_space)
{
    for (; text && *text; text++) {
        if (kept_space && *text == '\n')
            end_line(verse);
        else if (!kept_space && strchr("\t\r\n", *text))
            g_string_append_c(verse->cells[cell], ' ');
        else
            g_string_append_c(verse->cells[cell], *text);
    }
}

static void add_inline(struct verse *verse, const struct dom *element, size_t cell, bool kept_space)
{
    for (const struct dom *node = element->children; node; node = node->next) {
        if (node->type == DOM_TEXT)
            add_words(verse, node->content, cell, kept_space);
        else if (is_inline(node))
            add_inline(verse, node, cell, kept_space);
        else if (is_break(node))
            end_line(verse);
        else
            verse->plain = false;
    }
}

static void gather(struct verse *verse, const struct dom *element, bool kept_space)
{
    const struct dom *second = second_of_two(element->children);
    for (const struct dom *node = element->children; node && verse->plain; node = node->next) {
        if (is_break(node)) {
            end_line(verse);
            second = second_of_two(node->next);
        } else if (node->type == DOM_TEXT) {
            add_words(verse, node->content, 0, kept_space);
        } else if (is_inline(node)) {
            add_inline(verse, node, node == second, kept_space);
        } else if (is_line(node)) {
            end_line(verse);
            gather(verse, node, kept_space);
            end_line(verse);
        } else {
            verse->plain = false;
        }
    }
}

char *html_verse_lines(const struct dom *element)
{
    struct verse verse = {g_string_new(NULL), 0, {g_string_new(NULL), g_string_new(NULL)}, true};
    gather(&verse, element, strcmp(element->name, "pre") == 0);
    end_line(&verse);
    g_string_free(verse.cells[0], TRUE);
    g_string_free(verse.cells[1], TRUE);
    bool found = verse.plain && verse.n > 1;
    char *lines = g_string_free(verse.lines, !found);
    return found ? lines : NULL;
}
