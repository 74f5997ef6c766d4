// SPDX-License-Identifier: MIT
// A name is too short for statistics, but rarely without a "de la", "para los" or "für": each
// little word speaks for its languages, English among them, and letters rule languages out.
#include "text/lang_latin.h"

#include "text/lang_letters.h"

#include <glib.h>
#include <string.h>

// The order settles what letters alone leave open: umlauts are German before they are Swedish, é
// is French before it is Spanish, ó Spanish before Portuguese. tables.py keeps the same order.
#define LATIN_LANGUAGES                                                                            \
    {                                                                                              \
        "de", "fr", "es", "pt", "it", "ca", "nl", "pl", "cs", "tr", "sv", "da", "nb", "fi", "hu",  \
            "ro", "vi", "sk", "hr", "sl", "lt", "lv", "et", "is", "az", "uz", "eo", "mt", "cy",    \
            "ga", "sq", "yo"                                                                       \
    }
#define LANGUAGES 32
#define ENGLISH LANGUAGES
#define WORD_MOST 12

static const char *const languages[LANGUAGES] = LATIN_LANGUAGES;

static const struct lang_letter letters[] = {
#include "text/latin.inc"
};

/* A little word and those who use it, by name. */
struct little_word {
    const char *word;
    const char *languages;
};

// Closed-class words, chosen so that few languages share each; sorted.
static const struct little_word little_words[] = {
    {"a", "es pt"},        {"al", "es"},
    {"and", "en"},         {"ao", "pt"},
    {"aos", "pt"},         {"au", "fr"},
    {"aux", "fr"},         {"av", "sv nb"},
    {"con", "es it"},      {"contra", "es pt ca"},
    {"contre", "fr"},      {"da", "pt it"},
    {"das", "de pt"},      {"de", "fr es pt nl ca"},
    {"degli", "it"},       {"dei", "it"},
    {"del", "es it ca"},   {"della", "it"},
    {"delle", "it"},       {"dels", "ca"},
    {"dem", "de"},         {"den", "de"},
    {"der", "de nl"},      {"des", "fr de"},
    {"di", "it"},          {"die", "de"},
    {"do", "pt"},          {"dos", "pt"},
    {"du", "fr"},          {"e", "pt it"},
    {"ed", "it"},          {"ein", "de"},
    {"el", "es ca"},       {"els", "ca"},
    {"em", "pt"},          {"en", "es fr nl"},
    {"et", "fr"},          {"for", "en"},
    {"für", "de"},         {"för", "sv"},
    {"gegen", "de"},       {"het", "nl"},
    {"i", "pl ca"},        {"il", "it"},
    {"im", "de"},          {"in", "en it de"},
    {"la", "fr es it ca"}, {"las", "es"},
    {"le", "fr"},          {"les", "fr ca"},
    {"lo", "es it"},       {"los", "es"},
    {"met", "nl"},         {"mit", "de"},
    {"na", "pt pl"},       {"nel", "it"},
    {"no", "pt"},          {"och", "sv"},
    {"of", "en"},          {"og", "da nb"},
    {"on", "en"},          {"os", "pt"},
    {"para", "es pt"},     {"per", "it ca"},
    {"por", "es pt"},      {"pour", "fr"},
    {"sans", "fr"},        {"sur", "fr"},
    {"the", "en"},         {"to", "en"},
    {"und", "de"},         {"van", "nl"},
    {"ve", "tr"},          {"vom", "de"},
    {"von", "de"},         {"voor", "nl"},
    {"we", "en pl"},       {"with", "en"},
    {"without", "en"},     {"y", "es"},
    {"za", "cs hr pl"},    {"zum", "de"},
    {"zur", "de"},
};

static const struct little_word *find_word(const char *word)
{
    size_t low = 0, high = G_N_ELEMENTS(little_words);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(little_words[middle].word, word);
        if (order == 0)
            return &little_words[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

// Gives a point to each language of a list of names.
static void give_points(const char *names, unsigned *points)
{
    for (const char *name = names; *name; name += strcspn(name, " "), name += *name == ' ') {
        if (strncmp(name, "en", 2) == 0)
            points[ENGLISH]++;
        for (size_t i = 0; i < LANGUAGES; i++)
            if (strncmp(name, languages[i], strlen(languages[i])) == 0)
                points[i]++;
    }
}

// Only words in small letters count: a name may be called anything.
static void count_words(const struct chars *chars, size_t first, size_t end, unsigned *points)
{
    for (size_t at = first, next; at < end; at = next + 1) {
        char word[WORD_MOST * 4];
        size_t n = 0;
        bool small = chars->code[at] < 'A' || chars->code[at] > 'Z';
        for (next = at; next < end && g_unichar_isalpha(chars->code[next]); next++)
            if (small && next - at < WORD_MOST - 4)
                n += (size_t)g_unichar_to_utf8(chars->code[next], word + n);
        word[n] = '\0';
        const struct little_word *found = n && next - at < WORD_MOST - 4 ? find_word(word) : NULL;
        if (found)
            give_points(found->languages, points);
    }
}

const char *lang_latin(const struct chars *chars, size_t first, size_t end)
{
    unsigned points[LANGUAGES + 1] = {0};
    bool told;
    uint32_t mask = lang_letters_mask(chars, first, end, letters, G_N_ELEMENTS(letters), &told);
    count_words(chars, first, end, points);
    size_t best = LANGUAGES;
    for (size_t i = 0; i < LANGUAGES; i++)
        if ((mask >> i & 1) && (best == LANGUAGES || points[i] > points[best]))
            best = i;
    // A borrowed accent or a lone "de" does not outweigh English words.
    if (best == LANGUAGES || points[ENGLISH] > points[best])
        return points[ENGLISH] ? "en" : NULL;
    return points[best] > (told ? 0 : 1) || (told && points[ENGLISH] == 0) ? languages[best] : NULL;
}
