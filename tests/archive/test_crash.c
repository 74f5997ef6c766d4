// SPDX-License-Identifier: MIT
// A bag over an older one, its writer killed or its disk full at every call that writes: the old
// file or the whole new one is there, and after a full disk nothing else.
#include "../not_run.h"
#include "archive/bag.h"
#include "archive/verify.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
// cmocka's header wants the above before it
#include <cmocka.h>

#include "../base/failing_disk.h"

struct place {
    char *folder, *zip, *payload;
    char old_sum[129], new_sum[129];
};

static const size_t payload_size = 700 * 1000; // more than libzip's and our own buffers hold

static bool write_bag(const struct place *place, bool second, char *ret_sum, GError **error)
{
    GBytes *text = g_bytes_new_static(second ? "the second letter" : "the first", second ? 17 : 9);
    struct bag_file files[] = {{.path = "letter.txt", .bytes = text},
                               {.path = "source/long", .source = place->payload}};
    struct bag bag = {"letter", files, second ? 2 : 1, NULL, 0, 1700000000};
    struct bag_written written;
    bool ok = bag_write(&bag, place->zip, &written, error);
    if (ok && ret_sum)
        memcpy(ret_sum, written.sha512, sizeof written.sha512);
    g_bytes_unref(text);
    return ok;
}

static void place_make(struct place *place, const char *folder)
{
    place->folder = g_strdup(folder);
    place->zip = g_build_filename(folder, "letter.zip", NULL);
    place->payload = g_build_filename(folder, "payload", NULL);
    char *bytes = g_malloc(payload_size);
    for (size_t i = 0; i < payload_size; i++)
        bytes[i] = (char)(i * 31 >> 3);
    assert_true(g_file_set_contents(place->payload, bytes, (gssize)payload_size, NULL));
    g_free(bytes);
    assert_true(write_bag(place, true, place->new_sum, NULL));
    assert_true(write_bag(place, false, place->old_sum, NULL));
}

static void place_clear(struct place *place)
{
    GDir *dir = g_dir_open(place->folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        char *path = g_build_filename(place->folder, name, NULL);
        g_unlink(path);
        g_free(path);
    }
    g_dir_close(dir);
    g_rmdir(place->folder);
    g_free(place->folder);
    g_free(place->zip);
    g_free(place->payload);
}

// Whether the target is the new bag; it must be the old one otherwise, and right in either case.
static bool is_new(const struct place *place)
{
    char *bytes;
    gsize n;
    assert_true(g_file_get_contents(place->zip, &bytes, &n, NULL));
    char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA512, (guchar *)bytes, n);
    bool new = strcmp(sum, place->new_sum) == 0;
    assert_true(new || strcmp(sum, place->old_sum) == 0);
    struct findings *findings = verify_bag_zip(place->zip, &zip_limits_default, NULL);
    assert_int_equal(findings->faults->len, 0);
    findings_free(findings);
    g_free(sum);
    g_free(bytes);
    return new;
}

static size_t count_files(const struct place *place)
{
    GDir *dir = g_dir_open(place->folder, 0, NULL);
    size_t n = 0;
    while (g_dir_read_name(dir))
        n++;
    g_dir_close(dir);
    return n;
}

// 0 written, 3 refused because the disk is full, 9 for another reason.
static int write_second(const void *place)
{
    GError *error = NULL;
    bool ok = write_bag(place, true, NULL, &error);
    fate = UNARMED;
    bool told = error && error->code == FAULT_IO && strstr(error->message, "No space");
    return ok ? 0 : told ? 3 : 9;
}

static void test_killed_at_every_write(void **state)
{
    (void)state;
    struct place place;
    char *folder = g_dir_make_tmp("warraq-crash-XXXXXX", NULL);
    place_make(&place, folder);
    int call = 0, status;
    for (; (status = run_armed(KILL, call, write_second, &place)) != 0; call++) {
        assert_int_equal(status, KILLED);
        if (is_new(&place))
            assert_true(write_bag(&place, false, NULL, NULL));
    }
    assert_true(call > 10);
    assert_true(is_new(&place));
    print_message("killed at each of %d calls: always a whole bag\n", call);
    place_clear(&place);
    g_free(folder);
}

static void test_full_at_every_write(void **state)
{
    (void)state;
    struct place place;
    char *folder = g_dir_make_tmp("warraq-crash-XXXXXX", NULL);
    place_make(&place, folder);
    int call = 0, status;
    for (; (status = run_armed(FULL, call, write_second, &place)) != 0; call++) {
        assert_int_equal(status, 3);
        assert_false(is_new(&place));
        assert_int_equal(count_files(&place), 2);
    }
    assert_true(call > 10);
    assert_true(is_new(&place));
    print_message("full at each of %d calls: the old bag, told, nothing left behind\n", call);
    place_clear(&place);
    g_free(folder);
}

// A real file system with room for the old bag and half of the new one.
static void test_small_disk(void **state)
{
    (void)state;
    char *folder = g_dir_make_tmp("warraq-disk-XXXXXX", NULL);
    pid_t pid = fork();
    if (pid == 0) {
        if (!mount_small(folder, "size=3m"))
            _exit(77);
        struct place place;
        place_make(&place, folder);
        char *filler = g_build_filename(folder, "filler", NULL);
        int fd = open(filler, O_WRONLY | O_CREAT, 0600);
        if (posix_fallocate(fd, 0, 1800 * 1000) != 0)
            _exit(1);
        close(fd);
        GError *error = NULL;
        bool full = !write_bag(&place, true, NULL, &error) && error->code == FAULT_IO;
        bool old = !is_new(&place) && count_files(&place) == 3;
        unlink(filler);
        bool later = write_bag(&place, true, NULL, NULL) && is_new(&place);
        _exit(full && old && later ? 0 : 1);
    }
    int status;
    waitpid(pid, &status, 0);
    g_rmdir(folder);
    g_free(folder);
    if (WEXITSTATUS(status) == 77)
        NOT_RUN("no file system can be mounted here\n");
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_source_changes(void **state)
{
    (void)state;
    struct place place;
    char *folder = g_dir_make_tmp("warraq-crash-XXXXXX", NULL);
    place_make(&place, folder);
    GError *error = NULL;
    g_unlink(place.payload);
    assert_false(write_bag(&place, true, NULL, &error));
    assert_int_equal(error->code, FAULT_IO);
    g_clear_error(&error);
    assert_false(is_new(&place));
    assert_int_equal(count_files(&place), 1);
    place_clear(&place);
    g_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_at_every_write),
        cmocka_unit_test(test_full_at_every_write),
        cmocka_unit_test(test_small_disk),
        cmocka_unit_test(test_source_changes),
    };
    return not_run_status(cmocka_run_group_tests(tests, NULL, NULL));
}
