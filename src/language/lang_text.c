// SPDX-License-Identifier: MIT
#include "language/lang_text.h"

#include "base/utf8.h"
#include "language/lang.h"
#include "language/lang_latin.h"
#include "language/lang_letters.h"
#include "language/script.h"

#include "language/sample.h"

#include <glib.h>
#include <string.h>

enum { WORD_BYTES_MOST = 48, SCRIPTS_MOST = 64 };

// The letters of a text, and how much of it each script is.
struct census {
    hb_codepoint_t *codes;
    size_t n;
    struct {
        hb_script_t script;
        size_t weight;
    } scripts[SCRIPTS_MOST];
    size_t n_scripts;
};

static bool is_kana(hb_script_t script)
{
    return script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA;
}

static size_t *weight_of(struct census *census, hb_script_t script)
{
    if (census->n_scripts == 1 && census->scripts[0].script == script)
        return &census->scripts[0].weight;
    if (is_kana(script))
        script = HB_SCRIPT_HIRAGANA;
    if (script == HB_SCRIPT_BOPOMOFO)
        script = HB_SCRIPT_HAN;
    size_t i = 0;
    while (i < census->n_scripts && census->scripts[i].script != script)
        i++;
    if (i == SCRIPTS_MOST)
        return &census->scripts[0].weight;
    census->scripts[i].script = script;
    census->n_scripts = MAX(census->n_scripts, i + 1);
    return &census->scripts[i].weight;
}

static struct census census_of(const char *text, size_t n)
{
    struct census census = {.codes = g_new(hb_codepoint_t, n + 1)};
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        if (!utf8_is_letter(c))
            continue;
        hb_script_t script = script_of(c);
        census.codes[census.n++] = c;
        // A Chinese character or a syllable says as much as a few letters.
        *weight_of(&census, script) +=
            script == HB_SCRIPT_HAN || script == HB_SCRIPT_HANGUL ? 3 : 1;
    }
    return census;
}

static hb_script_t census_script(struct census *census)
{
    size_t best = 0;
    for (size_t i = 1; i < census->n_scripts; i++)
        if (census->scripts[i].weight > census->scripts[best].weight)
            best = i;
    if (!census->n_scripts)
        return HB_SCRIPT_COMMON;
    // Japanese writes its words in Han and its grammar in kana.
    hb_script_t script = census->scripts[best].script;
    size_t kana = *weight_of(census, HB_SCRIPT_HIRAGANA);
    return script == HB_SCRIPT_HAN && kana * 20 > census->scripts[best].weight ? HB_SCRIPT_HIRAGANA
                                                                               : script;
}

struct vote {
    const char *tag;
    size_t words;
};

static void votes_add(GArray *votes, const char *tag)
{
    for (guint i = 0; i < votes->len; i++) {
        struct vote *vote = &g_array_index(votes, struct vote, i);
        if (strcmp(vote->tag, tag) == 0) {
            vote->words++;
            return;
        }
    }
    struct vote vote = {tag, 1};
    g_array_append_val(votes, vote);
}

static void votes_add_word(GArray *votes, const char *word, size_t n,
                           const struct lang_words *words)
{
    const char *const *langs =
        n > WORD_BYTES_MOST ? NULL : words->languages(words->context, word, n);
    for (; langs && *langs; langs++)
        votes_add(votes, *langs);
}

static const char *word_end(const char *p, const char *end)
{
    while (p < end) {
        gunichar c = utf8_char(p);
        if (!utf8_is_letter(c) && !g_unichar_ismark(c) && c != 0x200C)
            break;
        p = g_utf8_next_char(p);
    }
    return p;
}

static GArray *votes_of(const char *text, size_t n, const struct lang_words *words)
{
    GArray *votes = g_array_new(FALSE, FALSE, sizeof(struct vote));
    const char *end = text + n;
    for (const char *p = text; p < end;) {
        const char *stop = word_end(p, end);
        if (stop > p)
            votes_add_word(votes, p, (size_t)(stop - p), words);
        p = stop > p ? stop : g_utf8_next_char(p);
    }
    return votes;
}

static const char *tag_by_words(const char *text, size_t n, const struct lang_words *words,
                                size_t *ret_own)
{
    GArray *votes = votes_of(text, n, words);
    struct vote best = {NULL, 0};
    for (guint i = 0; i < votes->len; i++) {
        struct vote vote = g_array_index(votes, struct vote, i);
        if (vote.words > best.words)
            best = vote;
    }
    g_array_unref(votes);
    *ret_own = best.words;
    return best.tag;
}

static size_t count_own(const char *text, size_t n, const struct lang_words *words, const char *tag)
{
    size_t own = 0;
    GArray *votes = votes_of(text, language_sample(text, n), words);
    for (guint i = 0; i < votes->len; i++) {
        const struct vote *vote = &g_array_index(votes, struct vote, i);
        if (strcmp(vote->tag, tag) == 0)
            own = vote->words;
    }
    g_array_unref(votes);
    return own;
}

bool lang_is_chance(const char *text, size_t n, size_t n_words, const struct lang_words *words,
                    const char *tag, size_t own)
{
    if (own == LANG_UNCOUNTED)
        own = count_own(text, n, words, tag);
    // Without any, the letters have shown the language.
    return own > 0 && (own < 2 || own * 12 < n_words);
}

// By letters that no other language of the script has, else by the little words.
static const char *lang_of_shared(const struct census *census, hb_script_t script, const char *text,
                                  size_t n, const struct lang_words *words, size_t *ret_own)
{
    const char *tag = script == HB_SCRIPT_LATIN
                          ? lang_latin_of_text(census->codes, census->n)
                          : lang_letters_of_text(census->codes, census->n, script);
    if (!tag)
        tag = tag_by_words(text, n, words, ret_own);
    return tag ? tag : script == HB_SCRIPT_LATIN ? "und" : lang_of_script(script);
}

const char *lang_of_text(const char *text, size_t n, const struct lang_words *words,
                         size_t *ret_own)
{
    size_t own = LANG_UNCOUNTED;
    n = language_sample(text, n);
    struct census census = census_of(text, n);
    hb_script_t script = census_script(&census);
    const char *tag;
    if (script == HB_SCRIPT_HAN)
        tag = lang_of_chinese(census.codes, census.n);
    else if (is_kana(script))
        tag = "ja";
    else if (script == HB_SCRIPT_LATIN || script == HB_SCRIPT_ARABIC ||
             script == HB_SCRIPT_CYRILLIC || script == HB_SCRIPT_DEVANAGARI)
        tag = lang_of_shared(&census, script, text, n, words, &own);
    else
        tag = lang_of_script(script);
    g_free(census.codes);
    if (ret_own)
        *ret_own = own;
    return tag ? tag : "und";
}

bool lang_same(const char *a, const char *b)
{
    size_t n = strcspn(a, "-");
    return n == strcspn(b, "-") && g_ascii_strncasecmp(a, b, n) == 0;
}
