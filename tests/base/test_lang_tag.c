// SPDX-License-Identifier: MIT
#include "base/lang_tag.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>

#include <cmocka.h>

static void test_tags(void **state)
{
    (void)state;
    static const char *const good[] = {"ar",           "und",
                                       "zh-Hant-TW",   "zh-cmn-Hans-CN",
                                       "sr-Latn",      "es-419",
                                       "de-CH-1901",   "sl-rozaj-biske-1994",
                                       "ar-u-nu-latn", "en-a-myext-b-other",
                                       "x-mine",       "de-x-a-b",
                                       "ff-Adlm",      "rohg",
                                       "i-klingon",    "en-GB-oed"};
    static const char *const bad[] = {
        "",       "a",      "arabic_EG", "ar_EG", "ar EG",       "ar-",
        "-ar",    "ar--EG", "ar-EG-",    "a1",    "ninetoolong", "en-u",
        "en-u-x", "x",      "ar-EG-EG",  "ar;",   "عربي",        "zh-Hant-Hans"};
    assert_false(lang_tag_is_valid(0));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!lang_tag_is_valid(good[i]))
            fail_msg("%s is a tag", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (lang_tag_is_valid(bad[i]))
            fail_msg("%s is no tag", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tags)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
