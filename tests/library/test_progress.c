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

// A merge's copies are made by threads; what is told is told in order, on the caller's.
struct told {
    GString *text;
    GThread *thread;
    size_t times, end; // it ends after so many; 0: never
    bool strays;
};

static bool tell(void *context, const char *unit, uint64_t done, uint64_t total)
{
    struct told *told = context;
    told->strays |= g_thread_self() != told->thread;
    g_string_append_printf(told->text, "%s %d/%d\n", unit, (int)done, (int)total);
    return ++told->times != told->end;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The names of what is in the folder, which is emptied. g_free()
static char *empty_folder(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir)) != NULL;)
        g_ptr_array_add(names, g_strdup(name));
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_remove(path);
        g_free(path);
    }
    g_ptr_array_add(names, NULL);
    char *joined = g_strjoinv(" ", (char **)names->pdata);
    g_ptr_array_unref(names);
    return joined;
}

// What is told of a merge of nine, and what is left of it. g_free()
static char *merge(const char *jobs, size_t end, enum warraq_status wanted)
{
    char *folder = g_dir_make_tmp("warraq-progress-XXXXXX", NULL);
    struct told told = {.text = g_string_new(NULL), .thread = g_thread_self(), .end = end};
    struct warraq *w = warraq_new();
    const char text[] = "# A letter\n\nWe write to you, {name}.\n";
    const char list[] = "name\nA\nB\nC\nD\nE\nF\nG\nH\nI\n";
    warraq_set(w, "date", "2020-09-09");
    warraq_set(w, "jobs", jobs);
    warraq_lend(w, "letter.md", text, strlen(text));
    warraq_lend(w, "list.csv", list, strlen(list));
    warraq_on_progress(w, tell, &told);
    assert_int_equal(warraq_merge(w, "letter.md", "list.csv", folder), wanted);
    assert_false(told.strays);
    warraq_free(w);
    char *left = empty_folder(folder);
    g_string_append(told.text, left);
    g_rmdir(folder);
    g_free(left);
    g_free(folder);
    return g_string_free(told.text, FALSE);
}

static void test_copies(void **unused)
{
    (void)unused;
    char *alone = merge("1", 0, WARRAQ_OK);
    char *several = merge("4", 0, WARRAQ_OK);
    assert_non_null(strstr(alone, "copies 9/9\n0001-A.pdf"));
    assert_string_equal(alone, several);
    g_free(alone);
    g_free(several);
}

static void test_copies_stopped(void **unused)
{
    (void)unused;
    for (size_t end = 1; end < 18; end += 4) {
        char *alone = merge("1", end, WARRAQ_STOPPED);
        char *several = merge("4", end, WARRAQ_STOPPED);
        assert_string_equal(alone, several);
        g_free(alone);
        g_free(several);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_archive),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_copies_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
