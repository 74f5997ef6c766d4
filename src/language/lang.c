// SPDX-License-Identifier: MIT
#include "language/lang.h"

#include "language/lang_latin.h"
#include "language/lang_letters.h"
#include "language/script.h"

#include <glib.h>

enum han_kind { HAN_SHARED, HAN_SIMPLIFIED, HAN_TRADITIONAL, HAN_JAPANESE };

static const uint64_t han_kinds[] = {
#include "language/han.inc"
};

static enum han_kind han_kind(hb_codepoint_t character)
{
    if (character < 0x4e00 || character > 0x9fff)
        return HAN_SHARED;
    size_t place = character - 0x4e00;
    return (enum han_kind)(han_kinds[place / 32] >> (place % 32 * 2) & 3);
}

// By the forms that prevail; simplified where they are as many.
static const char *chinese(const size_t count[4])
{
    return count[HAN_TRADITIONAL] > count[HAN_SIMPLIFIED] ? "zh-Hant" : "zh-Hans";
}

const char *lang_of_chinese(const hb_codepoint_t *codes, size_t n_codes)
{
    size_t count[4] = {0};
    for (size_t i = 0; i < n_codes; i++)
        count[han_kind(codes[i])]++;
    return count[HAN_TRADITIONAL] || count[HAN_SIMPLIFIED] ? chinese(count) : "zh";
}

static const char *lang_of_cjk(const hb_codepoint_t *codes, size_t n_codes, const char *by_default)
{
    size_t count[4] = {0};
    for (size_t i = 0; i < n_codes; i++) {
        hb_script_t own = script_of(codes[i]);
        if (own == HB_SCRIPT_HIRAGANA || own == HB_SCRIPT_KATAKANA)
            return "ja";
        if (own == HB_SCRIPT_BOPOMOFO)
            count[HAN_TRADITIONAL]++;
        count[han_kind(codes[i])]++;
    }
    if (count[HAN_JAPANESE])
        return "ja";
    if (count[HAN_TRADITIONAL] != count[HAN_SIMPLIFIED])
        return chinese(count);
    hb_script_t script = script_of_language(by_default);
    bool written_so = script_is_cjk(script) || g_str_has_prefix(by_default, "ja") ||
                      g_str_has_prefix(by_default, "ko");
    return written_so ? by_default : "zh-Hans";
}

static const char *lang_of_latin(const hb_codepoint_t *codes, size_t n_codes,
                                 const char *by_default)
{
    // A document's own language needs no proof; others must show themselves.
    if (script_of_language(by_default) == HB_SCRIPT_LATIN)
        return by_default;
    const char *found = lang_latin(codes, n_codes);
    return found ? found : "en";
}

static const struct {
    hb_tag_t script;
    const char *lang;
} likeliest[] = {
#include "language/lang_likely.inc"
};

const char *lang_of_script(hb_script_t script)
{
    hb_tag_t code = hb_script_to_iso15924_tag(script);
    for (size_t i = 0; i < G_N_ELEMENTS(likeliest); i++)
        if (likeliest[i].script == code)
            return likeliest[i].lang;
    return NULL;
}

static const char *by_default_or_likely(hb_script_t script, const char *by_default)
{
    const char *likely = script_of_language(by_default) == script ? NULL : lang_of_script(script);
    return likely ? likely : by_default;
}

const char *lang_of(const hb_codepoint_t *codes, size_t n_codes, hb_script_t script,
                    const char *by_default)
{
    if (script_is_cjk(script))
        return lang_of_cjk(codes, n_codes, by_default);
    if (script == HB_SCRIPT_LATIN)
        return lang_of_latin(codes, n_codes, by_default);
    if (script == HB_SCRIPT_CYRILLIC || script == HB_SCRIPT_ARABIC) {
        bool own = script_of_language(by_default) == script;
        // A language of which no letters are known, Punjabi say, cannot be told from others by
        // them.
        if (own && !lang_letters_knows(script, by_default))
            return by_default;
        const char *found = script == HB_SCRIPT_ARABIC
                                ? lang_letters_arabic(codes, n_codes, by_default)
                                : lang_letters_cyrillic(codes, n_codes, by_default);
        return found ? found : own ? by_default : by_default_or_likely(script, by_default);
    }
    return by_default_or_likely(script, by_default);
}

// Han, kana and the rest are written in one word, so they count as one script.
static hb_script_t script_counted(hb_codepoint_t code)
{
    hb_script_t script = script_of(code);
    return script_is_cjk(script) ? HB_SCRIPT_HAN : script;
}

// Letters of a name, each with the script it is counted for.
struct name_letters {
    hb_codepoint_t codes[64]; // the beginning says it
    hb_script_t scripts[64];
    size_t n;
};

static void read_letters(struct name_letters *letters, const char *text, size_t n)
{
    for (const char *p = text; p < text + n && letters->n < G_N_ELEMENTS(letters->codes);
         p = g_utf8_next_char(p)) {
        hb_codepoint_t code = g_utf8_get_char(p);
        if (!g_unichar_isalpha(code))
            continue;
        letters->codes[letters->n] = code;
        letters->scripts[letters->n++] = code < 0x80 ? HB_SCRIPT_LATIN : script_counted(code);
    }
}

static hb_script_t script_of_most(const struct name_letters *letters)
{
    hb_script_t most = HB_SCRIPT_COMMON;
    size_t best = 0;
    for (size_t i = 0; i < letters->n && best < letters->n - i; i++) {
        size_t count = 0;
        for (size_t k = i; k < letters->n; k++)
            count += letters->scripts[k] == letters->scripts[i];
        if (count > best) {
            best = count;
            most = letters->scripts[i];
        }
    }
    return most;
}

const char *lang_of_name(const char *text, size_t n, const char *by_default)
{
    struct name_letters letters = {.n = 0};
    size_t kept = 0;
    read_letters(&letters, text, n);
    hb_script_t most = script_of_most(&letters);
    for (size_t i = 0; i < letters.n; i++) {
        if (letters.scripts[i] == most)
            letters.codes[kept++] = letters.codes[i];
    }
    return kept ? lang_of(letters.codes, kept, most, by_default) : NULL;
}
