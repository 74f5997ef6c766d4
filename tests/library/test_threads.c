// SPDX-License-Identifier: MIT
// Eight threads, each with a session of its own, that render, archive, verify and merge at once:
// the same bytes as alone. `./dev tsan` runs it under ThreadSanitizer.
#include "warraq.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LETTER TEST_SOURCE_DIR "/tests/read/letters/19-front-matter.md"
#define SHORT TEST_SOURCE_DIR "/tests/cli/short.txt"
#define RECIPIENTS TEST_SOURCE_DIR "/tests/cli/recipients.csv"

enum { THREADS = 8, ROUNDS = 2 };

/* A thread's folder, and what it made there. */
struct work {
    char *folder;
    char *pdf, *zip, *all; /* digests */
    int failed;
};

static struct warraq *session(void)
{
    struct warraq *w = warraq_new();
    warraq_set(w, "data", TEST_SOURCE_DIR);
    warraq_set(w, "date", "2020-09-09");
    warraq_set(w, "jobs", "2");
    return w;
}

static char *digest_of(const char *path)
{
    char *bytes = NULL;
    gsize n;
    if (!g_file_get_contents(path, &bytes, &n, NULL))
        return g_strdup("none");
    char *digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, n);
    g_free(bytes);
    return digest;
}

static void keep_digest(char **digest, const char *path)
{
    g_free(*digest);
    *digest = digest_of(path);
}

static void *work(void *data)
{
    struct work *work = data;
    char *pdf = g_build_filename(work->folder, "letter.pdf", NULL);
    char *zip = g_build_filename(work->folder, "letter.zip", NULL);
    char *copies = g_build_filename(work->folder, "copies", NULL);
    char *all = g_build_filename(copies, "all.pdf", NULL);
    struct warraq *w = session();
    for (int round = 0; round < ROUNDS; round++) {
        work->failed |= warraq_render(w, LETTER, pdf) != WARRAQ_OK;
        work->failed |= warraq_archive(w, SHORT, zip) != WARRAQ_OK;
        work->failed |= warraq_verify(w, zip) != WARRAQ_OK;
        work->failed |= warraq_merge(w, SHORT, RECIPIENTS, copies) != WARRAQ_OK;
        work->failed |= warraq_set(w, "date", "yesterday") != WARRAQ_USAGE;
    }
    keep_digest(&work->pdf, pdf);
    keep_digest(&work->zip, zip);
    keep_digest(&work->all, all);
    warraq_free(w);
    g_free(pdf);
    g_free(zip);
    g_free(copies);
    g_free(all);
    return NULL;
}

static void remove_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *below = g_build_filename(path, name, NULL);
        if (g_file_test(below, G_FILE_TEST_IS_DIR))
            remove_folder(below);
        else
            g_unlink(below);
        g_free(below);
    }
    if (dir)
        g_dir_close(dir);
    g_rmdir(path);
}

static void start(struct work *works)
{
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        works[i].folder = g_dir_make_tmp("warraq-threads-XXXXXX", NULL);
        assert_non_null(works[i].folder);
        assert_int_equal(pthread_create(&threads[i], NULL, work, &works[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

static void threads_do_not_meet(void **state)
{
    (void)state;
    struct work works[THREADS] = {0}, alone = {0};
    start(works);
    alone.folder = g_dir_make_tmp("warraq-threads-XXXXXX", NULL);
    work(&alone);
    assert_int_equal(alone.failed, 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(works[i].failed, 0);
        assert_string_equal(works[i].pdf, alone.pdf);
        assert_string_equal(works[i].zip, alone.zip);
        assert_string_equal(works[i].all, alone.all);
    }
    for (int i = 0; i <= THREADS; i++) {
        struct work *done = i < THREADS ? &works[i] : &alone;
        remove_folder(done->folder);
        g_free(done->folder);
        g_free(done->pdf);
        g_free(done->zip);
        g_free(done->all);
    }
}

// One session whose copies are made by several: pictures, a note, signs that no face has.
static char *merge_many(const char *folder, const char *jobs)
{
    static const char text[] = "# A letter\n\nWe write to you, {name} \xEE\x80\x80.[^1]\n\n![A "
                               "circle](circle.svg)\n\n[^1]: Of {name}.\n";
    static const char circle[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" "
                                 "height=\"40\"><circle cx=\"20\" cy=\"20\" r=\"15\"/></svg>";
    GString *list = g_string_new("name\n");
    for (int i = 1; i <= 40; i++)
        g_string_append_printf(list, "%s %d\n", i % 3 ? "Recipient" : "ليلى \xEE\x80\x81", i);
    char *all = g_build_filename(folder, "all.pdf", NULL);
    struct warraq *w = session();
    warraq_set(w, "jobs", jobs);
    warraq_lend(w, "letter.md", text, strlen(text));
    warraq_lend(w, "circle.svg", circle, strlen(circle));
    warraq_lend(w, "list.csv", list->str, list->len);
    for (int round = 0; round < ROUNDS; round++) // what the first kept must not mislead the second
        assert_int_equal(warraq_merge(w, "letter.md", "list.csv", folder), WARRAQ_OK);
    warraq_free(w);
    char *digest = digest_of(all);
    g_string_free(list, TRUE);
    g_free(all);
    return digest;
}

static void copies_do_not_meet(void **state)
{
    (void)state;
    char *folder = g_dir_make_tmp("warraq-threads-XXXXXX", NULL);
    char *alone = merge_many(folder, "1"), *several = merge_many(folder, "6");
    assert_string_equal(alone, several);
    assert_string_not_equal(alone, "none");
    remove_folder(folder);
    g_free(folder);
    g_free(alone);
    g_free(several);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads_do_not_meet),
                                       cmocka_unit_test(copies_do_not_meet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
