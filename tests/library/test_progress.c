// SPDX-License-Identifier: MIT
// What takes long says how far it is, of how much; whoever listens may end it.
#include "warraq.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static const char letter[] = TEST_SOURCE_DIR "/examples/open-letter.ar.txt";

struct heard {
    const char *unit; // the one that is counted
    size_t times, with_total;
    uint64_t done, total;
    bool falls, ends;
};

static bool hear(void *context, const char *unit, uint64_t done, uint64_t total)
{
    struct heard *heard = context;
    if (strcmp(unit, heard->unit) != 0)
        return true;
    heard->falls |= done < heard->done && total == heard->total;
    heard->times++;
    heard->with_total += total > 0;
    heard->done = done;
    heard->total = total;
    return !heard->ends;
}

static struct warraq *listening(struct heard *heard)
{
    struct warraq *w = warraq_new();
    warraq_set(w, "date", "2020-09-09");
    warraq_on_progress(w, hear, heard);
    return w;
}

static void test_archive(void **unused)
{
    (void)unused;
    char *folder = g_dir_make_tmp("warraq-progress-XXXXXX", NULL);
    char *zip = g_build_filename(folder, "letter.zip", NULL);
    struct heard made = {.unit = "kB"}, read = {.unit = "kB"},
                 stopped = {.unit = "kB", .ends = true};
    struct warraq *w = listening(&made);
    assert_int_equal(warraq_archive(w, letter, zip), WARRAQ_OK);
    assert_true(made.with_total > 0 && made.done == made.total && !made.falls);
    warraq_on_progress(w, hear, &read);
    assert_int_equal(warraq_verify(w, zip), WARRAQ_OK);
    assert_true(read.with_total > 0 && read.done == read.total && !read.falls);
    warraq_on_progress(w, hear, &stopped);
    assert_int_equal(warraq_verify(w, zip), WARRAQ_STOPPED);
    assert_int_equal(stopped.times, 1);
    warraq_free(w);
    g_remove(zip);
    g_rmdir(folder);
    g_free(zip);
    g_free(folder);
}

static bool drop(void *context, const void *data, size_t n)
{
    (void)context, (void)data, (void)n;
    return true;
}

// A letter whose pages show how many there are knows it before the first is made.
static void test_pages(void **unused)
{
    (void)unused;
    struct heard heard = {.unit = "pages"};
    struct warraq *w = listening(&heard);
    GString *text = g_string_new("Open letter\n\nWe write to you about water.\n\nSigned by:\n\n");
    for (int i = 1; i <= 6000; i++)
        g_string_append_printf(text, "%d. Person %d\n", i, i);
    warraq_lend(w, "letter.txt", text->str, text->len);
    assert_int_equal(warraq_render_to(w, "letter.txt", drop, NULL), WARRAQ_OK);
    assert_true(heard.times > 20 && heard.with_total == heard.times && heard.done == heard.total);
    warraq_free(w);
    g_string_free(text, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_archive),
        cmocka_unit_test(test_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
