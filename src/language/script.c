// SPDX-License-Identifier: MIT
#include "language/script.h"

#include <glib.h>
#include <string.h>

bool script_is_cjk(hb_script_t script)
{
    return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA ||
           script == HB_SCRIPT_KATAKANA || script == HB_SCRIPT_BOPOMOFO;
}

hb_script_t script_of(hb_codepoint_t character)
{
    if (character < 0x80)
        return g_ascii_isalpha((char)character) ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    // Script_Extensions names East Asian scripts for these blocks' common signs.
    if (script == HB_SCRIPT_COMMON && ((character >= 0x3000 && character <= 0x30ff) ||
                                       (character >= 0x31c0 && character <= 0x33ff) ||
                                       (character >= 0xfe30 && character <= 0xfe4f) ||
                                       (character >= 0xff00 && character <= 0xffef)))
        return HB_SCRIPT_HAN;
    return script;
}

struct language_script {
    char language[4];
    hb_tag_t script;
};

static const struct language_script likely[] = {
#include "language/script_likely.inc"
};

// ISO 15924 has names for mixtures; a face and a character have one script.
static hb_script_t one_script(hb_script_t script)
{
    if (script == (hb_script_t)HB_TAG('J', 'p', 'a', 'n'))
        return HB_SCRIPT_HAN;
    return script == (hb_script_t)HB_TAG('K', 'o', 'r', 'e') ? HB_SCRIPT_HANGUL : script;
}

static hb_script_t likely_script(const char *lang, size_t n)
{
    char language[sizeof likely[0].language] = "";
    if (n < sizeof language)
        memcpy(language, lang, n);
    for (size_t i = 0; n < sizeof language && i < G_N_ELEMENTS(likely); i++)
        if (memcmp(likely[i].language, language, sizeof language) == 0)
            return one_script(hb_script_from_iso15924_tag(likely[i].script));
    return HB_SCRIPT_LATIN;
}

// The script subtag of a BCP 47 tag: four letters, after the language and its extensions and before
// any single letter; NULL if there is none.
static const char *script_subtag(const char *lang)
{
    for (const char *p = strchr(lang, '-'); p; p = strchr(p, '-')) {
        size_t n = strcspn(++p, "-_");
        if (n == 1)
            return NULL;
        if (n == 4 && g_ascii_isalpha(*p))
            return p;
    }
    return NULL;
}

hb_script_t script_of_language(const char *lang)
{
    const char *subtag = script_subtag(lang);
    return subtag ? one_script(hb_script_from_string(subtag, 4))
                  : likely_script(lang, strcspn(lang, "-_"));
}

bool script_is_rtl(hb_script_t script)
{
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}
