// SPDX-License-Identifier: MIT
// SVGs of a few hundred bytes that ask for minutes of work are refused before they are drawn;
// large honest ones are not.
#include "paint/svg_cost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool costs_little(GString *body)
{
    g_string_prepend(body, "<svg xmlns='http://www.w3.org/2000/svg' width='800' height='600'>");
    g_string_append(body, "</svg>");
    GBytes *bytes = g_string_free_to_bytes(body);
    GError *error = NULL;
    bool ok = svg_cost_check("x.svg", bytes, 800.0 * 600, &error);
    assert_true(ok == (error == NULL));
    g_clear_error(&error);
    g_bytes_unref(bytes);
    return ok;
}

// `levels` elements, each of which refers to the one before it `fan` times in the way of `form`,
// which takes the number of the element and of the one before: "%1$d" and "%2$d".
static GString *nested(const char *open, const char *refer, int levels, int fan)
{
    GString *body = g_string_new("<defs><g id='a0'><rect width='1' height='1'/></g>");
    for (int i = 1; i <= levels; i++) {
        char **parts = g_strsplit(open, "@", -1);
        g_string_append_printf(body, "%s%d%s", parts[0], i, parts[1]);
        g_strfreev(parts);
        parts = g_strsplit(refer, "@", -1);
        for (int k = 0; k < fan; k++)
            g_string_append_printf(body, "%s%d%s", parts[0], i - 1, parts[1]);
        g_strfreev(parts);
        g_string_append(body, strstr(open, "<mask")      ? "</mask>"
                              : strstr(open, "<pattern") ? "</pattern>"
                                                         : "</g>");
    }
    g_string_append_printf(body, "</defs><use href='#a%d'/><rect fill='url(#a%d)'/>", levels,
                           levels);
    return body;
}

static void bombs_are_refused(void **state)
{
    (void)state;
    assert_false(costs_little(nested("<g id='a@'>", "<use href='#a@'/>", 8, 10)));
    assert_false(costs_little(nested("<g id='a@'>", "<use xlink:href='&#35;a@'/>", 8, 10)));
    assert_false(
        costs_little(nested("<mask id='a@'>", "<rect mask='url(#a@)' width='9'/>", 12, 2)));
    assert_false(costs_little(
        nested("<mask id='a@'>", "<rect style='x:y; mask : url( \"#a@\" )'/>", 12, 2)));
    assert_false(costs_little(nested("<pattern id='a@'>", "<rect fill='url(#a@)'/>", 12, 2)));
    assert_false(costs_little(nested("<g id='a@'>", "<use href='#a@'/>", 5000, 1)));
    GString *sheet = g_string_new("<style>rect { mask: url(#m) }</style><mask id='m'/>");
    for (int i = 0; i < 1000; i++)
        g_string_append(sheet, "<rect width='9'/>");
    assert_false(costs_little(sheet));
    GString *corners = g_string_new("<marker id='m'><g><path d='M0 0'/></g></marker><path "
                                    "marker-mid='url(#m)' d='M0 0");
    for (int i = 0; i < 100000; i++)
        g_string_append(corners, "L1 1");
    assert_false(costs_little(g_string_append(corners, "'/>")));
}

static void honest_pictures_are_drawn(void **state)
{
    (void)state;
    assert_true(costs_little(g_string_new("<!-- <use href='#a'/> --><rect width='9'/>")));
    assert_true(costs_little(nested("<g id='a@'>", "<use href='#a@'/>", 3, 10)));
    GString *circle = g_string_new("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>");
    assert_true(costs_little(circle));
    GString *map = g_string_new("<linearGradient id='g'><stop/><stop/></linearGradient>");
    for (int i = 0; i < 20000; i++)
        g_string_append(map, "<path fill='url(#g)' opacity='1' d='M0 0L1 1L2 2L3 3'/>");
    assert_true(costs_little(map));
    GString *dots = g_string_new(NULL);
    for (int i = 0; i < 500; i++)
        g_string_append(dots, "<circle r='3' style='opacity:.5'/>");
    assert_true(costs_little(dots));
}

static bool with_entity(const char *value)
{
    char *text = g_strdup_printf("<!DOCTYPE svg [<!ENTITY e \"%s\">]><svg width='9'/>", value);
    GBytes *bytes = g_bytes_new_take(text, strlen(text));
    bool ok = svg_cost_check("x.svg", bytes, 81, NULL);
    g_bytes_unref(bytes);
    return ok;
}

static void entities_hide_nothing(void **state)
{
    (void)state;
    assert_true(with_entity("http://www.w3.org/2000/svg"));
    assert_true(with_entity("http://www.w3.org/1999/02/22-rdf-syntax-ns#"));
    assert_false(with_entity("<use href='#a'/>"));
    assert_false(with_entity("url(#a)"));
    assert_false(with_entity("#a"));
    assert_false(with_entity("&amp;f;"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bombs_are_refused),
        cmocka_unit_test(honest_pictures_are_drawn),
        cmocka_unit_test(entities_hide_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
