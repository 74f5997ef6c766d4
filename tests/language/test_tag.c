// SPDX-License-Identifier: MIT
// Language tags: what BCP 47 allows is taken, what it does not is refused with what was meant.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "language/tag.h"

#include <glib.h>

#include <string.h>

static void well_formed_tags_are_valid(void **state)
{
    (void)state;
    static const char *const valid[] = {
        "ar",
        "ckb",
        "zh-Hant",
        "zh-Hant-TW",
        "pt-BR",
        "es-419",
        "de-CH-1996",
        "sl-rozaj-biske",
        "zh-Hant-HK",
        "und",
        "en-x-own",
        "x-own",
        "ar-u-nu-latn",
        "en-a-bbb-x-a",
        "AR-eg",
        "ff-Adlm",
        "de-1996-u-co-phonebk-t-en",
    };
    static const char *const invalid[] = {
        "",       "a",        "english",
        "arabic", "en_US",    "en-",
        "-en",    "en--US",   "ar-Arabicscripts",
        "x",      "en-u",     "en-x",
        "e1",     "عربي",     "en US",
        "en-US-", "ar.UTF-8", "123",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(valid); i++)
        if (!tag_is_well_formed(valid[i]))
            fail_msg("%s is refused", valid[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(invalid); i++)
        if (tag_is_well_formed(invalid[i]))
            fail_msg("%s is taken", invalid[i]);
}

static void the_nearest_is_what_was_meant(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *nearest;
    } cases[] = {
        {"english", "en"},    {"Arabic", "ar"},
        {"العربية", "ar"},    {"Deutsch", "de"},
        {"pt_BR", "pt-BR"},   {"en-", "en"},
        {" ar ", "ar"},       {"zh_Hant_TW.UTF-8", "zh-Hant-TW"},
        {"french-CA", "fr"},  {"日本語", "ja"},
        {"klingonish", NULL}, {"", NULL},
        {"12", NULL},         {"\xff", NULL},
        {"ar-", "ar"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *nearest = tag_nearest(cases[i].tag);
        if (g_strcmp0(nearest, cases[i].nearest) != 0)
            fail_msg("%s: %s, not %s", cases[i].tag, nearest, cases[i].nearest);
        assert_true(!nearest || tag_is_well_formed(nearest));
        g_free(nearest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_tags_are_valid),
        cmocka_unit_test(the_nearest_is_what_was_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
