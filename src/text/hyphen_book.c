// SPDX-License-Identifier: MIT
#include "text/hyphen_book.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_MOST 120

/* A pattern's letters, and where its line is. */
struct hyphen_pattern {
    char *key;
    guint line;
};

struct hyphen_book {
    char *text;         /* the file, lines ended by NUL */
    GPtrArray *lines;   /* into text, in order */
    GArray *directives; /* guint: lines that are no patterns, always kept */
    GPtrArray *levels;  /* of GArray of struct hyphen_pattern, sorted: NEXTLEVEL parts them */
};

static bool is_directive(const char *line)
{
    static const char *const words[] = {"LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "NOHYPHEN",
                                        "NEXTLEVEL"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(line, words[i]))
            return true;
    return false;
}

// The pattern without its digits and what follows a slash.
static char *key_of(const char *line)
{
    GString *key = g_string_new(NULL);
    for (const char *p = line; *p && *p != '/'; p++)
        if (!g_ascii_isdigit(*p))
            g_string_append_c(key, *p);
    return g_string_free(key, FALSE);
}

static int by_key(gconstpointer a, gconstpointer b)
{
    const struct hyphen_pattern *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static void pattern_clear(void *data)
{
    g_free(((struct hyphen_pattern *)data)->key);
}

static GArray *level_new(struct hyphen_book *book)
{
    GArray *level = g_array_new(FALSE, FALSE, sizeof(struct hyphen_pattern));
    g_array_set_clear_func(level, pattern_clear);
    g_ptr_array_add(book->levels, level);
    return level;
}

static void index_lines(struct hyphen_book *book)
{
    GArray *level = level_new(book);
    for (char *next, *line = book->text; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        g_strchomp(line);
        guint number = book->lines->len;
        g_ptr_array_add(book->lines, line);
        if (g_str_has_prefix(line, "NEXTLEVEL"))
            level = level_new(book);
        if (number == 0 || is_directive(line)) {
            g_array_append_val(book->directives, number);
        } else if (*line && *line != '#' && *line != '%') {
            struct hyphen_pattern pattern = {key_of(line), number};
            g_array_append_val(level, pattern);
        }
    }
    for (guint i = 0; i < book->levels->len; i++)
        g_array_sort(book->levels->pdata[i], by_key);
}

static void level_free(void *level)
{
    g_array_free(level, TRUE);
}

struct hyphen_book *hyphen_book_open(const char *path)
{
    char *text;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    struct hyphen_book *book = g_new0(struct hyphen_book, 1);
    book->text = text;
    book->lines = g_ptr_array_new();
    book->directives = g_array_new(FALSE, FALSE, sizeof(guint));
    book->levels = g_ptr_array_new_with_free_func(level_free);
    index_lines(book);
    return book;
}

void hyphen_book_free(struct hyphen_book *book)
{
    if (!book)
        return;
    g_ptr_array_free(book->levels, TRUE);
    g_array_free(book->directives, TRUE);
    g_ptr_array_free(book->lines, TRUE);
    g_free(book->text);
    g_free(book);
}

const char *hyphen_book_encoding(const struct hyphen_book *book)
{
    return book->lines->pdata[0];
}

static guint lower_bound(const GArray *level, const char *key)
{
    guint low = 0, high = level->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (strcmp(g_array_index(level, struct hyphen_pattern, middle).key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Takes the patterns that are the key, and one that goes on from it: libhyphen is in the state
// of the longest beginning of a pattern, which hides what shorter ones would say. False if no
// pattern begins so.
static bool take_key(const GArray *level, const char *key, GArray *taken)
{
    guint i = lower_bound(level, key);
    bool begins = false;
    for (; i < level->len; i++) {
        const struct hyphen_pattern *pattern = &g_array_index(level, struct hyphen_pattern, i);
        if (!g_str_has_prefix(pattern->key, key))
            break;
        g_array_append_val(taken, pattern->line);
        if (begins && strcmp(pattern->key, key) != 0)
            break;
        begins = true;
    }
    return begins;
}

// The parts of the word from `first` on as keys, as far as patterns begin so, each with an end of
// the word after it too: the parts of a compound have starts and ends of their own.
static void take_parts(const GArray *level, const char *word, size_t first, size_t n, bool start,
                       GArray *taken)
{
    char key[KEY_MOST + 3] = ".";
    size_t at = start;
    for (size_t i = first; i < n && at < KEY_MOST; i++) {
        key[at++] = word[i];
        key[at] = '\0';
        if (!take_key(level, key, taken))
            return;
        key[at] = '.';
        key[at + 1] = '\0';
        take_key(level, key, taken);
        key[at] = '\0';
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return (x > y) - (x < y);
}

static HyphenDict *load_lines(const struct hyphen_book *book, const GArray *numbers)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < numbers->len; i++) {
        guint number = g_array_index(numbers, guint, i);
        if (i > 0 && number == g_array_index(numbers, guint, i - 1))
            continue;
        g_string_append(text, book->lines->pdata[number]);
        g_string_append_c(text, '\n');
    }
    FILE *file = fmemopen(text->str, text->len, "r");
    HyphenDict *dictionary = file ? hnj_hyphen_load_file(file) : NULL;
    if (file)
        fclose(file);
    g_string_free(text, TRUE);
    return dictionary;
}

HyphenDict *hyphen_book_select(const struct hyphen_book *book, const char *word, size_t n)
{
    GArray *taken = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(taken, book->directives->data, book->directives->len);
    for (guint level = 0; level < book->levels->len; level++)
        for (size_t first = 0; first < n; first++)
            for (int start = 0; start < 2; start++)
                take_parts(book->levels->pdata[level], word, first, n, start, taken);
    g_array_sort(taken, by_number);
    HyphenDict *dictionary = load_lines(book, taken);
    g_array_free(taken, TRUE);
    return dictionary;
}
