// SPDX-License-Identifier: MIT
/* Names of countries are known as they are written in any of the languages, and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "language/country.h"

#include <glib.h>

static void test_names(void **state)
{
    (void)state;
    static const char *const countries[] = {
        "Peru", " PERÚ ",        "تونس",        "Frankreich", "USA", "UK",    "Казахстан",
        "中国", "Côte d’Ivoire", "Deutschland", "日本",       "مصر", "Norge", "Türkiye"};
    static const char *const others[] = {"", " ", "Lima", "Ana Ruiz", "Peruvian", "P", "تونسي"};
    for (size_t i = 0; i < G_N_ELEMENTS(countries); i++)
        assert_true(country_is_named(countries[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_false(country_is_named(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
