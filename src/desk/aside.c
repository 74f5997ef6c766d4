// SPDX-License-Identifier: MIT
// Lines that were set aside and are kept by hand. They are known by their text, not their number:
// the letter is mended meanwhile, and lines move.
#include "desk/state.h"

#include <string.h>

static char *bare(const char *line, size_t n)
{
    return g_strstrip(g_strndup(line, n));
}

void aside_each_line(const char *text, size_t n,
                     void (*each)(void *context, char *line, size_t number), void *context)
{
    size_t number = 1;
    if (n == 0) // of a letter without a word, and then there is no text
        return;
    for (const char *at = text, *end = text + n; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        char *line = bare(at, (size_t)((stop ? stop : end) - at));
        if (*line)
            each(context, line, number);
        g_free(line);
        at = stop ? stop + 1 : end;
    }
}

/* The numbers of lines that are kept, as --keep takes them. */
struct kept_lines {
    GHashTable *texts;
    GString *numbers;
};

/* Lines that are looked for, and those of them that a text has. */
struct known_text {
    GHashTable *lines, *found;
};

static void add_number(void *context, char *line, size_t number)
{
    struct kept_lines *kept = context;
    if (g_hash_table_contains(kept->texts, line))
        g_string_append_printf(kept->numbers, "%s%zu", kept->numbers->len ? "," : "", number);
}

static void take_known(void *context, char *line, size_t number)
{
    (void)number;
    struct known_text *known = context;
    if (g_hash_table_contains(known->lines, line))
        g_hash_table_add(known->found, g_strdup(line));
}

static void add_line(void *lines, char *line, size_t number)
{
    (void)number;
    g_hash_table_add(lines, g_strdup(line));
}

static GHashTable *lines_of(const char *text, size_t n)
{
    GHashTable *lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    aside_each_line(text, n, add_line, lines);
    return lines;
}

void aside_begin(struct open_letter *letter, const char *there)
{
    size_t n;
    const char *text = g_bytes_get_data(letter->text, &n);
    struct known_text known = {lines_of(there, strlen(there)), letter->kept};
    aside_each_line(text, n, take_known, &known);
    g_hash_table_unref(known.lines);
}

char *aside_wanted(const struct open_letter *letter, const char *there)
{
    size_t n;
    const char *text = g_bytes_get_data(letter->text, &n);
    if (!*there && g_hash_table_size(letter->kept) == 0)
        return g_strdup("");
    GHashTable *wanted = lines_of(there, strlen(there));
    GHashTable *own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    aside_each_line(text, n, take_known, &(struct known_text){wanted, own});
    GHashTableIter at;
    void *line;
    g_hash_table_iter_init(&at, own);
    while (g_hash_table_iter_next(&at, &line, NULL))
        g_hash_table_remove(wanted, line);
    g_hash_table_iter_init(&at, letter->kept);
    while (g_hash_table_iter_next(&at, &line, NULL))
        g_hash_table_add(wanted, g_strdup(line));
    GList *sorted = g_list_sort(g_hash_table_get_keys(wanted), (GCompareFunc)strcmp);
    GString *made = g_string_new(NULL);
    for (GList *one = sorted; one; one = one->next)
        g_string_append_printf(made, "%s%s", made->len ? "\n" : "", (const char *)one->data);
    g_list_free(sorted);
    g_hash_table_unref(own);
    g_hash_table_unref(wanted);
    return g_string_free(made, FALSE);
}

void aside_apply(struct desk *desk)
{
    struct kept_lines kept = {desk->letter.kept, g_string_new(NULL)};
    size_t n;
    const char *text = g_bytes_get_data(desk->letter.text, &n);
    if (g_hash_table_size(kept.texts) > 0)
        aside_each_line(text, n, add_number, &kept);
    if (kept.numbers->len)
        warraq_set(desk->w, "keep", kept.numbers->str);
    g_string_free(kept.numbers, TRUE);
}
