// SPDX-License-Identifier: MIT
#include "read/list/head_fold.h"

#include "read/fold.h"

#include <string.h>

// Letters that no decomposition takes a stroke from, and the dotless i: in a head they are the
// plain ones, whatever the language.
static gunichar fold_head_letter(gunichar c)
{
    switch (c) {
    case 0x0131:
        return 'i';
    case 0x0111: // d with stroke
        return 'd';
    case 0x0142: // l with stroke
        return 'l';
    case 0x00F8: // o with stroke
        return 'o';
    default:
        return fold_letter(c);
    }
}

// "fullName", "NameGiven", "first_name", "HTMLName"
static char *split_camel(const char *text, size_t n)
{
    GString *out = g_string_new(NULL);
    gunichar before = 0;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isupper(c) && g_unichar_islower(before))
            g_string_append_c(out, ' ');
        g_string_append_unichar(out, c);
        before = c;
    }
    return g_string_free(out, FALSE);
}

static bool is_word_char(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '#' || c == '?' ||
           g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL;
}

// The Arabic and the Hebrew article, and the Arabic "and" before it, are no part of a word here.
static void append_word(GString *out, const char *word)
{
    glong letters = g_utf8_strlen(word, -1);
    if (out->len)
        g_string_append_c(out, ' ');
    if (letters >= 5 && g_str_has_prefix(word, "\331\210\330\247\331\204")) {
        g_string_append(out, "\331\210 "); // waw
        word += strlen("\331\210\330\247\331\204");
    } else if (letters >= 4 && g_str_has_prefix(word, "\330\247\331\204")) {
        word += strlen("\330\247\331\204");
    } else if (letters >= 4 && g_str_has_prefix(word, "\327\224")) {
        word += strlen("\327\224");
    }
    g_string_append(out, word);
}

char *head_fold(const char *text, size_t n)
{
    char *split = split_camel(text, n);
    char *decomposed = g_utf8_normalize(split, -1, G_NORMALIZE_ALL);
    char *cased = g_utf8_casefold(decomposed ? decomposed : split, -1);
    GString *words = g_string_new(NULL);
    for (const char *p = cased; *p; p = g_utf8_next_char(p)) {
        gunichar c = fold_head_letter(g_utf8_get_char(p));
        bool dropped = c == 0x0640 || (g_unichar_ismark(c) && g_unichar_combining_class(c) != 0);
        if (!dropped && is_word_char(c))
            g_string_append_unichar(words, c);
        else if (!dropped && words->len && words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    char *composed = g_utf8_normalize(words->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    char **parts = g_strsplit(composed, " ", -1);
    g_string_truncate(words, 0);
    for (char **part = parts; *part; part++) {
        // A question mark ends a question and says nothing, unless it stands alone.
        size_t length = strlen(*part);
        if (length > 1 && (*part)[length - 1] == '?')
            (*part)[length - 1] = '\0';
        if (**part)
            append_word(words, *part);
    }
    g_strfreev(parts);
    g_free(composed);
    g_free(cased);
    g_free(decomposed);
    g_free(split);
    return g_string_free(words, FALSE);
}

char *head_join(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        if (*text != ' ')
            g_string_append_c(out, *text);
    }
    return g_string_free(out, FALSE);
}

bool head_same(const char *a, const char *b)
{
    char *one = head_fold(a, strlen(a)), *other = head_fold(b, strlen(b));
    char *left = head_join(one), *right = head_join(other);
    bool same = *left ? strcmp(left, right) == 0 : strcmp(a, b) == 0;
    g_free(one);
    g_free(other);
    g_free(left);
    g_free(right);
    return same;
}
