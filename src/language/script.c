// SPDX-License-Identifier: MIT
#include "language/script.h"

#include <glib.h>
#include <string.h>

bool script_is_cjk(hb_script_t script)
{
    return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA ||
           script == HB_SCRIPT_KATAKANA || script == HB_SCRIPT_BOPOMOFO;
}

bool script_is_unspaced(hb_script_t script)
{
    return script_is_cjk(script) || script == HB_SCRIPT_THAI || script == HB_SCRIPT_LAO ||
           script == HB_SCRIPT_KHMER || script == HB_SCRIPT_MYANMAR;
}

bool script_is_stacked(hb_script_t script)
{
    return script == HB_SCRIPT_MYANMAR || script == HB_SCRIPT_KHMER ||
           script == HB_SCRIPT_TIBETAN || script == HB_SCRIPT_JAVANESE ||
           script == HB_SCRIPT_BALINESE || script == HB_SCRIPT_TAI_THAM;
}

hb_script_t script_of(hb_codepoint_t character)
{
    if (character < 0x80)
        return g_ascii_isalpha((char)character) ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    // Most letters of most letters; the tatweel, which is of several scripts, is not one of them.
    if (character >= 0x620 && character <= 0x64a && character != 0x640)
        return HB_SCRIPT_ARABIC;
    if (character >= 0x400 && character <= 0x481)
        return HB_SCRIPT_CYRILLIC;
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    // Script_Extensions names East Asian scripts for these blocks' common signs.
    if (script == HB_SCRIPT_COMMON && ((character >= 0x3000 && character <= 0x30ff) ||
                                       (character >= 0x31c0 && character <= 0x33ff) ||
                                       (character >= 0xfe30 && character <= 0xfe4f) ||
                                       (character >= 0xff00 && character <= 0xffef)))
        return HB_SCRIPT_HAN;
    return script;
}

struct likely_script {
    char tag[8]; // "uz", or "uz-AF" where a region writes otherwise
    hb_tag_t script;
};

static const struct likely_script likely[] = {
#include "language/script_likely.inc"
};

#define SCRIPT_LATN HB_TAG('L', 'a', 't', 'n')
#define SCRIPT_HANT HB_TAG('H', 'a', 'n', 't')

// ISO 15924 has names for mixtures; a face and a character have one script.
static hb_script_t one_script(hb_tag_t code)
{
    hb_script_t script = hb_script_from_iso15924_tag(code);
    if (script == (hb_script_t)HB_TAG('J', 'p', 'a', 'n'))
        return HB_SCRIPT_HAN;
    return script == (hb_script_t)HB_TAG('K', 'o', 'r', 'e') ? HB_SCRIPT_HANGUL : script;
}

// The table is sorted.
static hb_tag_t likely_code(const char *tag)
{
    size_t first = 0, end = G_N_ELEMENTS(likely);
    while (first < end) {
        size_t middle = (first + end) / 2;
        int order = strcmp(likely[middle].tag, tag);
        if (order == 0)
            return likely[middle].script;
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return HB_TAG_NONE;
}

// The subtags of a BCP 47 tag that say in which script it is written.
struct subtags {
    char language[4];    // lower case; "" where it is none of two or three letters
    hb_tag_t script;     // HB_TAG_NONE where there is none
    char with_region[8]; // "uz-AF"; "" where there is no region
};

// Script and region come after the language and its extensions, before any single letter.
static struct subtags subtags_of(const char *lang)
{
    struct subtags found = {.script = HB_TAG_NONE};
    size_t n = strcspn(lang, "-_");
    for (size_t i = 0; n < sizeof found.language && i < n; i++)
        found.language[i] = g_ascii_tolower(lang[i]);
    for (const char *p = lang + n; *p; p += n) {
        n = strcspn(++p, "-_");
        if (n == 1)
            break;
        if (n == 4 && g_ascii_isalpha(*p) && found.script == HB_TAG_NONE)
            found.script = hb_tag_from_string(p, 4);
        if (n == 2 && *found.language && !*found.with_region)
            g_snprintf(found.with_region, sizeof found.with_region, "%s-%c%c", found.language,
                       g_ascii_toupper(p[0]), g_ascii_toupper(p[1]));
    }
    return found;
}

// ISO 15924: by the tag's own script, else by what is likely in the region, else by the language.
static hb_tag_t code_of_language(const char *lang)
{
    struct subtags subtags = subtags_of(lang);
    hb_tag_t code = subtags.script;
    if (code == HB_TAG_NONE && *subtags.with_region)
        code = likely_code(subtags.with_region);
    if (code == HB_TAG_NONE)
        code = likely_code(subtags.language);
    return code == HB_TAG_NONE ? SCRIPT_LATN : code;
}

hb_script_t script_of_language(const char *lang)
{
    return one_script(code_of_language(lang));
}

bool script_is_traditional(const char *lang)
{
    return (code_of_language(lang) & 0xDFDFDFDF) == (SCRIPT_HANT & 0xDFDFDFDF);
}

bool script_is_rtl(hb_script_t script)
{
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}
