// SPDX-License-Identifier: MIT
// A name is too short for statistics, but rarely without a "de la", "para los" or "für": each
// little word speaks for its languages, English among them, and letters rule languages out.
#include "language/lang_latin.h"

#include "language/lang_letters.h"

#include <glib.h>
#include <string.h>

// The order settles what letters alone leave open: umlauts are German before they are Swedish, é
// is French before it is Spanish, ó Spanish before Portuguese. tables.py keeps the same order.
enum language {
    DE,
    FR,
    ES,
    PT,
    IT,
    CA,
    NL,
    PL,
    CS,
    TR,
    SV,
    DA,
    NB,
    FI,
    HU,
    RO,
    VI,
    SK,
    HR,
    SL,
    LT,
    LV,
    ET,
    IS,
    AZ,
    UZ,
    EO,
    MT,
    CY,
    GA,
    SQ,
    YO,
    LANGUAGES,
    EN = LANGUAGES
};
#define WORD_MOST 12

static const char *const languages[LANGUAGES] = {
    "de", "fr", "es", "pt", "it", "ca", "nl", "pl", "cs", "tr", "sv", "da", "nb", "fi", "hu", "ro",
    "vi", "sk", "hr", "sl", "lt", "lv", "et", "is", "az", "uz", "eo", "mt", "cy", "ga", "sq", "yo",
};

static const struct lang_letter letters[] = {
#include "language/latin.inc"
};

/* A little word and those who use it: a bit for each language, and one for English. */
struct little_word {
    const char *word;
    uint64_t users;
};

#define IN(language) (UINT64_C(1) << (language))

// Closed-class words, chosen so that few languages share each; sorted.
static const struct little_word little_words[] = {
    {"a", IN(ES) | IN(PT)},
    {"al", IN(ES)},
    {"and", IN(EN)},
    {"ao", IN(PT)},
    {"aos", IN(PT)},
    {"au", IN(FR)},
    {"aux", IN(FR)},
    {"av", IN(SV) | IN(NB)},
    {"con", IN(ES) | IN(IT)},
    {"contra", IN(ES) | IN(PT) | IN(CA)},
    {"contre", IN(FR)},
    {"da", IN(PT) | IN(IT)},
    {"das", IN(DE) | IN(PT)},
    {"de", IN(FR) | IN(ES) | IN(PT) | IN(NL) | IN(CA)},
    {"degli", IN(IT)},
    {"dei", IN(IT)},
    {"del", IN(ES) | IN(IT) | IN(CA)},
    {"della", IN(IT)},
    {"delle", IN(IT)},
    {"dels", IN(CA)},
    {"dem", IN(DE)},
    {"den", IN(DE)},
    {"der", IN(DE) | IN(NL)},
    {"des", IN(FR) | IN(DE)},
    {"di", IN(IT)},
    {"die", IN(DE)},
    {"do", IN(PT)},
    {"dos", IN(PT)},
    {"du", IN(FR)},
    {"e", IN(PT) | IN(IT)},
    {"ed", IN(IT)},
    {"ein", IN(DE)},
    {"el", IN(ES) | IN(CA)},
    {"els", IN(CA)},
    {"em", IN(PT)},
    {"en", IN(ES) | IN(FR) | IN(NL)},
    {"et", IN(FR)},
    {"for", IN(EN)},
    {"für", IN(DE)},
    {"för", IN(SV)},
    {"gegen", IN(DE)},
    {"het", IN(NL)},
    {"i", IN(PL) | IN(CA)},
    {"il", IN(IT)},
    {"im", IN(DE)},
    {"in", IN(EN) | IN(IT) | IN(DE)},
    {"la", IN(FR) | IN(ES) | IN(IT) | IN(CA)},
    {"las", IN(ES)},
    {"le", IN(FR)},
    {"les", IN(FR) | IN(CA)},
    {"lo", IN(ES) | IN(IT)},
    {"los", IN(ES)},
    {"met", IN(NL)},
    {"mit", IN(DE)},
    {"na", IN(PT) | IN(PL)},
    {"nel", IN(IT)},
    {"no", IN(PT)},
    {"och", IN(SV)},
    {"of", IN(EN)},
    {"og", IN(DA) | IN(NB)},
    {"on", IN(EN)},
    {"os", IN(PT)},
    {"para", IN(ES) | IN(PT)},
    {"per", IN(IT) | IN(CA)},
    {"por", IN(ES) | IN(PT)},
    {"pour", IN(FR)},
    {"sans", IN(FR)},
    {"sur", IN(FR)},
    {"the", IN(EN)},
    {"to", IN(EN)},
    {"und", IN(DE)},
    {"van", IN(NL)},
    {"ve", IN(TR)},
    {"vom", IN(DE)},
    {"von", IN(DE)},
    {"voor", IN(NL)},
    {"we", IN(EN) | IN(PL)},
    {"with", IN(EN)},
    {"without", IN(EN)},
    {"y", IN(ES)},
    {"za", IN(CS) | IN(HR) | IN(PL)},
    {"zum", IN(DE)},
    {"zur", IN(DE)},
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

static void give_points(uint64_t users, unsigned *points)
{
    for (; users; users &= users - 1)
        points[__builtin_ctzll(users)]++;
}

static bool is_letter(hb_codepoint_t c)
{
    return c < 0x80 ? g_ascii_isalpha((gchar)c) : g_unichar_isalpha(c);
}

static size_t put_letter(char *to, hb_codepoint_t c)
{
    if (c >= 0x80)
        return (size_t)g_unichar_to_utf8(c, to);
    *to = (char)c;
    return 1;
}

// Only words in small letters count: a name may be called anything. False where none says a thing.
static bool count_words(const hb_codepoint_t *codes, size_t n_codes, unsigned *points)
{
    bool any = false;
    for (size_t at = 0, next; at < n_codes; at = next + 1) {
        char word[WORD_MOST * 4];
        size_t n = 0;
        bool small = codes[at] < 'A' || codes[at] > 'Z';
        for (next = at; next < n_codes && is_letter(codes[next]); next++)
            if (small && next - at < WORD_MOST - 4)
                n += put_letter(word + n, codes[next]);
        word[n] = '\0';
        const struct little_word *found = n && next - at < WORD_MOST - 4 ? find_word(word) : NULL;
        if (found)
            give_points(found->users, points);
        any = any || found;
    }
    return any;
}

const char *lang_latin(const hb_codepoint_t *codes, size_t n_codes)
{
    unsigned points[LANGUAGES + 1] = {0};
    bool decided;
    uint32_t mask = lang_letters_mask(codes, n_codes, letters, G_N_ELEMENTS(letters), &decided);
    if (!count_words(codes, n_codes, points) && !decided)
        return NULL;
    size_t best = LANGUAGES;
    for (size_t i = 0; i < LANGUAGES; i++)
        if ((mask >> i & 1) && (best == LANGUAGES || points[i] > points[best]))
            best = i;
    // A borrowed accent or a lone "de" does not outweigh English words.
    if (best == LANGUAGES || points[EN] > points[best])
        return points[EN] ? "en" : NULL;
    return points[best] > (decided ? 0 : 1) || (decided && points[EN] == 0) ? languages[best]
                                                                            : NULL;
}

const char *lang_latin_of_text(const hb_codepoint_t *codes, size_t n_codes)
{
    int language = lang_letters_own(codes, n_codes, letters, G_N_ELEMENTS(letters));
    return language < 0 ? NULL : languages[language];
}
