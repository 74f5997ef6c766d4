// SPDX-License-Identifier: MIT
#include "language/lang_letters.h"

#include <glib.h>
#include <pthread.h>
#include <string.h>

static uint32_t find_users(hb_codepoint_t letter, const struct lang_letter *letters, size_t n)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (letters[middle].letter < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && letters[low].letter == letter ? letters[low].languages : 0;
}

enum { ARABIC_FIRST = 0x600, ARABIC_N = 0x100 };

static const struct lang_letter arabic_letters[] = {
#include "language/arabic.inc"
};

// The languages of each letter of the Arabic block, of which whole letters are asked.
static uint32_t arabic_users[ARABIC_N];
static pthread_once_t arabic_once = PTHREAD_ONCE_INIT;

static void fill_arabic_users(void)
{
    for (hb_codepoint_t i = 0; i < ARABIC_N; i++)
        arabic_users[i] =
            find_users(ARABIC_FIRST + i, arabic_letters, G_N_ELEMENTS(arabic_letters));
}

// Before letters are looked up in the table.
static void make_ready(const struct lang_letter *letters)
{
    if (letters == arabic_letters)
        pthread_once(&arabic_once, fill_arabic_users);
}

// The languages that write with the letter; no table has letters of ASCII.
static uint32_t users_of(hb_codepoint_t letter, const struct lang_letter *letters, size_t n)
{
    if (letter < 0x80)
        return 0;
    if (letters != arabic_letters)
        return find_users(g_unichar_tolower(letter), letters, n);
    bool own = letter >= ARABIC_FIRST && letter < ARABIC_FIRST + ARABIC_N;
    return own ? arabic_users[letter - ARABIC_FIRST] : find_users(letter, letters, n);
}

uint32_t lang_letters_mask(const hb_codepoint_t *codes, size_t n_codes,
                           const struct lang_letter *letters, size_t n, bool *ret_narrowed)
{
    make_ready(letters);
    uint32_t mask = UINT32_MAX;
    for (size_t i = 0; i < n_codes; i++) {
        if (codes[i] < 0xc0)
            continue;
        uint32_t users = users_of(codes[i], letters, n);
        if (mask & users)
            mask &= users;
    }
    *ret_narrowed = mask != UINT32_MAX;
    return mask;
}

// The same lists, in the same order, as tables.py has.
static const char *const cyrillic_languages[] = {"ru", "uk", "be", "bg", "sr", "mk",
                                                 "kk", "ky", "mn", "tt", "tg", NULL};
static const char *const arabic_languages[] = {"ar", "fa", "ur", "ps", "ckb",
                                               "ug", "sd", "ks", NULL};

static const struct lang_letter cyrillic_letters[] = {
#include "language/cyrillic.inc"
};

static bool is_language(const char *tag, const char *language)
{
    size_t n = strlen(language);
    return strncmp(tag, language, n) == 0 && (tag[n] == '\0' || tag[n] == '-');
}

// How many letters there are, and how many of them `language` (its bit) does not write with.
static size_t count_strange(const hb_codepoint_t *codes, size_t n_codes,
                            const struct lang_letter *letters, size_t n, uint32_t language,
                            size_t *ret_all)
{
    make_ready(letters);
    size_t strange = 0;
    *ret_all = 0;
    for (size_t i = 0; i < n_codes; i++) {
        uint32_t users = users_of(codes[i], letters, n);
        *ret_all += users != 0;
        strange += users && !(users & language);
    }
    return strange;
}

// Letters rule out languages; the document's own is kept unless several letters are not its own:
// one alone is a foreign name's.
static const char *choose(const hb_codepoint_t *codes, size_t n_codes,
                          const struct lang_letter *letters, size_t n, const char *const *languages,
                          const char *by_default)
{
    bool decided;
    uint32_t mask = lang_letters_mask(codes, n_codes, letters, n, &decided);
    const char *found = NULL;
    for (size_t i = 0; languages[i]; i++) {
        size_t all, strange = 0;
        if (is_language(by_default, languages[i]))
            strange = count_strange(codes, n_codes, letters, n, 1u << i, &all);
        if (is_language(by_default, languages[i]) && (strange < 2 || strange * 20 < all))
            return by_default;
        if (!found && (mask >> i & 1))
            found = languages[i];
    }
    return found;
}

bool lang_letters_knows(hb_script_t script, const char *lang)
{
    const char *const *known = script == HB_SCRIPT_ARABIC ? arabic_languages : cyrillic_languages;
    while (*known && !is_language(lang, *known))
        known++;
    return *known != NULL;
}

const char *lang_letters_cyrillic(const hb_codepoint_t *codes, size_t n_codes,
                                  const char *by_default)
{
    return choose(codes, n_codes, cyrillic_letters, G_N_ELEMENTS(cyrillic_letters),
                  cyrillic_languages, by_default);
}

const char *lang_letters_arabic(const hb_codepoint_t *codes, size_t n_codes, const char *by_default)
{
    return choose(codes, n_codes, arabic_letters, G_N_ELEMENTS(arabic_letters), arabic_languages,
                  by_default);
}

enum { LANGUAGES_MOST = 32 };

// A letter in fifty is enough: names bring fewer.
static bool is_many(size_t letters, size_t all)
{
    return letters * 50 > all;
}

// The language that the fewest letters are strange to, the first of several.
static const char *least_strange(const hb_codepoint_t *codes, size_t n_codes,
                                 const struct lang_letter *letters, size_t n,
                                 const char *const *languages)
{
    make_ready(letters);
    size_t strange[LANGUAGES_MOST] = {0}, all = 0, best = 0;
    uint32_t everyone = 0;
    for (size_t j = 0; languages[j]; j++)
        everyone |= 1u << j;
    for (size_t i = 0; i < n_codes; i++) {
        uint32_t users = users_of(codes[i], letters, n);
        all += users != 0;
        for (size_t j = 0; users && (users & everyone) != everyone && languages[j]; j++)
            strange[j] += !(users >> j & 1);
    }
    for (size_t j = 1; languages[j]; j++)
        if (strange[j] < strange[best])
            best = j;
    return best > 0 && is_many(strange[0], all) ? languages[best] : NULL;
}

const char *lang_letters_of_text(const hb_codepoint_t *codes, size_t n_codes, hb_script_t script)
{
    if (script == HB_SCRIPT_ARABIC)
        return least_strange(codes, n_codes, arabic_letters, G_N_ELEMENTS(arabic_letters),
                             arabic_languages);
    return least_strange(codes, n_codes, cyrillic_letters, G_N_ELEMENTS(cyrillic_letters),
                         cyrillic_languages);
}

int lang_letters_own(const hb_codepoint_t *codes, size_t n_codes, const struct lang_letter *letters,
                     size_t n)
{
    make_ready(letters);
    size_t own[LANGUAGES_MOST] = {0};
    int best = 0;
    for (size_t i = 0; i < n_codes; i++) {
        uint32_t users = users_of(codes[i], letters, n);
        if (users && (users & (users - 1)) == 0)
            own[g_bit_nth_lsf(users, -1)]++;
    }
    for (int j = 1; j < LANGUAGES_MOST; j++)
        if (own[j] > own[best])
            best = j;
    return is_many(own[best], n_codes) ? best : -1;
}
