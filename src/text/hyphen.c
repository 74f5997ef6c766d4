// SPDX-License-Identifier: MIT
#include "text/hyphen.h"

#include "text/breaks.h"
#include "text/font_choose.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#define LETTERS_LEAST 5
#define BYTES_MOST 250 /* of a word; libhyphen keeps its work on the stack */
#define SOFT_HYPHEN 0xad

struct hyphenators {
    char *folder;
    GHashTable *dictionaries; /* file name to HyphenDict, NULL where it cannot be read */
};

static void dictionary_free(void *dictionary)
{
    if (dictionary)
        hnj_hyphen_free(dictionary);
}

struct hyphenators *hyphenators_new(const char *folder)
{
    struct hyphenators *hyphenators = g_new0(struct hyphenators, 1);
    hyphenators->folder = g_strdup(folder);
    hyphenators->dictionaries =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, dictionary_free);
    return hyphenators;
}

void hyphenators_free(struct hyphenators *hyphenators)
{
    if (!hyphenators)
        return;
    g_hash_table_destroy(hyphenators->dictionaries);
    g_free(hyphenators->folder);
    g_free(hyphenators);
}

static HyphenDict *dictionary_for(struct font_set *fonts, const char *lang)
{
    const char *file = role_table_hyphenation(font_set_roles(fonts), lang);
    if (!file)
        return NULL;
    struct hyphenators *hyphenators = font_set_hyphenators(fonts);
    void *dictionary;
    if (g_hash_table_lookup_extended(hyphenators->dictionaries, file, NULL, &dictionary))
        return dictionary;
    char *path = g_build_filename(hyphenators->folder, file, NULL);
    dictionary = hnj_hyphen_load(path);
    g_free(path);
    g_hash_table_insert(hyphenators->dictionaries, g_strdup(file), dictionary);
    return dictionary;
}

// A word as the dictionary knows it: lower case, in the dictionary's encoding. NULL where it
// cannot be told so, character for character.
static char *dictionary_word(const HyphenDict *dictionary, const struct chars *chars, size_t first,
                             size_t end, size_t *ret_n)
{
    GString *lower = g_string_new(NULL);
    for (size_t i = first; i < end; i++)
        g_string_append_unichar(lower, g_unichar_tolower(chars->code[i]));
    gsize n = lower->len;
    char *word = g_string_free(lower, FALSE);
    if (!dictionary->utf8) {
        char *coded = g_convert(word, (gssize)n, dictionary->cset, "UTF-8", NULL, &n, NULL);
        g_free(word);
        word = coded;
        if (word && n != end - first) {
            g_free(word);
            word = NULL;
        }
    }
    *ret_n = n;
    return word;
}

// Marks where `marks`, a digit for each character of the word, is odd. A break that would change
// the spelling (Hungarian ssz into sz-sz) is not taken.
static void take_marks(struct chars *chars, size_t first, size_t end, const char *marks,
                       char **changed)
{
    for (size_t i = first; i + 1 < end; i++)
        if ((marks[i - first] & 1) && !(changed && changed[i - first]) &&
            (chars->flags[i + 1] & CHAR_GRAPHEME))
            chars->flags[i + 1] |= CHAR_HYPHEN;
}

static void hyphenate_word(HyphenDict *dictionary, struct chars *chars, size_t first, size_t end)
{
    size_t n;
    char *word = dictionary_word(dictionary, chars, first, end, &n);
    if (!word || n == 0 || n > BYTES_MOST) {
        g_free(word);
        return;
    }
    char marks[BYTES_MOST + 8] = "";
    char **changed = NULL;
    int *at = NULL, *cut = NULL;
    if (hnj_hyphen_hyphenate3(dictionary, word, (int)n, marks, NULL, &changed, &at, &cut, 2, 3, 2,
                              2) == 0)
        take_marks(chars, first, end, marks, changed);
    for (size_t i = 0; changed && i < n; i++)
        free(changed[i]);
    free(changed);
    free(at);
    free(cut);
    g_free(word);
}

static void hyphenate_item(HyphenDict *dictionary, struct chars *chars,
                           const struct text_item *item)
{
    for (size_t at = item->first, end; at < item->end; at = end) {
        end = at + 1;
        if (!g_unichar_isalpha(chars->code[at]))
            continue;
        while (end < item->end &&
               (g_unichar_isalpha(chars->code[end]) || g_unichar_ismark(chars->code[end])))
            end++;
        if (end - at >= LETTERS_LEAST)
            hyphenate_word(dictionary, chars, at, end);
    }
}

static bool same_language(const char *a, const char *b)
{
    size_t n = strcspn(a, "-_");
    return strcspn(b, "-_") == n && g_ascii_strncasecmp(a, b, n) == 0;
}

void hyphenate(struct font_set *fonts, struct chars *chars, const struct text_items *items,
               const char *lang)
{
    for (size_t i = 1; i < chars->n; i++)
        if (chars->code[i - 1] == SOFT_HYPHEN && (chars->flags[i] & CHAR_BREAK))
            chars->flags[i] |= CHAR_HYPHEN;
    for (size_t i = 0; i < items->n; i++) {
        const struct text_item *item = &items->items[i];
        bool told = item->attr->lang || same_language(item->lang, lang);
        if (item->attr->name || !told || (item->level & 1))
            continue;
        HyphenDict *dictionary = dictionary_for(fonts, item->lang);
        if (dictionary)
            hyphenate_item(dictionary, chars, item);
    }
    breaks_spare_addresses(chars, CHAR_HYPHEN);
}
