// SPDX-License-Identifier: MIT
// Files are whole or not there: what is written beside takes the name only when complete.
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

static char *folder;

/* What the two calls below were asked, and how they are to answer. They stand before the C
 * library's. */
static struct {
    const char *target; /* is looked for at each fsync */
    bool file_synced_before, folder_synced_after;
    off_t synced_size;
    int fsync_fails, most_written, interruptions;
} calls;

int fsync(int fd)
{
    struct stat info;
    if (fstat(fd, &info) == 0 && calls.target) {
        bool named = g_access(calls.target, F_OK) == 0;
        if (S_ISDIR(info.st_mode)) {
            calls.folder_synced_after = named;
        } else {
            calls.file_synced_before = !named;
            calls.synced_size = info.st_size;
        }
    }
    if (!calls.fsync_fails)
        return (int)syscall(SYS_fsync, fd);
    errno = calls.fsync_fails;
    return -1;
}

ssize_t write(int fd, const void *data, size_t n)
{
    if (calls.interruptions > 0) {
        calls.interruptions--;
        errno = EINTR;
        return -1;
    }
    if (calls.most_written && n > (size_t)calls.most_written)
        n = (size_t)calls.most_written;
    return (ssize_t)syscall(SYS_write, fd, data, n);
}

static int make_folder(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("warraq-file-XXXXXX", NULL);
    return folder ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    g_rmdir(folder);
    g_free(folder);
    return 0;
}

static size_t files_in_folder(void)
{
    size_t n = 0;
    GDir *dir = g_dir_open(folder, 0, NULL);
    while (g_dir_read_name(dir))
        n++;
    g_dir_close(dir);
    return n;
}

static char *in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void a_committed_file_is_there_whole(void **state)
{
    (void)state;
    char *path = in_folder("out.txt");
    assert_true(file_write(path, "first", 5, NULL));
    struct file_out *out = file_out_open(path, NULL);
    assert_true(file_out_write(out, "sec", 3, NULL));
    assert_true(file_out_write(out, "ond", 3, NULL));
    assert_int_equal(file_out_offset(out), 6);
    GBytes *before = file_read(path, 100, NULL);
    assert_memory_equal(g_bytes_get_data(before, NULL), "first", 5);
    g_bytes_unref(before);
    assert_true(file_out_commit(out, NULL));
    GBytes *after = file_read(path, 100, NULL);
    assert_int_equal(g_bytes_get_size(after), 6);
    g_bytes_unref(after);
    assert_int_equal(files_in_folder(), 1);
    g_unlink(path);
    g_free(path);
}

static void an_abandoned_file_leaves_nothing(void **state)
{
    (void)state;
    char *path = in_folder("out.txt");
    struct file_out *out = file_out_open(path, NULL);
    assert_true(file_out_write(out, "half", 4, NULL));
    assert_int_equal(files_in_folder(), 1);
    file_out_abandon(out);
    assert_int_equal(files_in_folder(), 0);
    file_out_abandon(NULL);
    out = file_out_open(path, NULL);
    file_out_abandon_all(); // what a signal handler does
    assert_int_equal(files_in_folder(), 0);
    file_out_abandon(out);
    g_free(path);
}

static void faults_say_what_and_why(void **state)
{
    (void)state;
    GError *error = NULL;
    char *absent = in_folder("no/such/out.txt");
    assert_null(file_out_open(absent, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    assert_non_null(strstr(error->message, absent));
    g_clear_error(&error);
    assert_null(file_read(absent, 100, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    g_clear_error(&error);
    assert_null(file_out_open(folder, &error)); // a folder is no file
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    g_clear_error(&error);
    char *path = in_folder("large.txt");
    assert_true(file_write(path, "0123456789", 10, NULL));
    assert_null(file_read(path, 9, &error));
    assert_non_null(strstr(error->message, "limit"));
    g_clear_error(&error);
    g_unlink(path);
    g_free(path);
    g_free(absent);
}

static void a_failed_write_fails_for_good(void **state)
{
    (void)state;
    GError *error = NULL;
    char *path = in_folder("out.txt");
    struct file_out *out = file_out_open(path, NULL);
    // The descriptor turned into one that cannot be written stands for a disk that is full.
    int full = open("/dev/full", O_WRONLY);
    assert_true(full >= 0);
    dup2(full, file_out_fd(out));
    close(full);
    assert_false(file_out_write(out, "x", 1, &error));
    assert_non_null(strstr(error->message, "out.txt"));
    g_clear_error(&error);
    assert_false(file_out_write(out, "x", 1, NULL));
    assert_false(file_out_commit(out, &error));
    g_clear_error(&error);
    assert_int_equal(files_in_folder(), 0);
    g_free(path);
}

// A process of the same number was killed before: its leaving is not in the way, nor in the file.
static void a_killed_writer_is_not_in_the_way(void **state)
{
    (void)state;
    char *path = g_build_filename(folder, "letter.pdf", NULL);
    char *left = g_strdup_printf("%s/.letter.pdf.%ld.part", folder, (long)getpid());
    assert_true(g_file_set_contents(left, "what it had written", -1, NULL));
    assert_true(file_write(path, "new", 3, NULL));
    GBytes *bytes = file_read(path, 100, NULL);
    assert_int_equal(g_bytes_get_size(bytes), 3);
    assert_int_equal(files_in_folder(), 1);
    g_bytes_unref(bytes);
    g_unlink(path);
    g_free(path);
    g_free(left);
}

// What nobody writes any more goes; what is being written stays, under whatever number.
static void only_what_was_left_is_tidied(void **state)
{
    (void)state;
    char *target = g_build_filename(folder, "store", NULL);
    char *record = g_build_filename(folder, "store.pdf", NULL);
    char *left = g_build_filename(folder, ".store.pdf.1.part", NULL);
    char *other = g_build_filename(folder, ".stores.1.part", NULL);
    assert_true(g_file_set_contents(left, "x", -1, NULL));
    assert_true(g_file_set_contents(other, "x", -1, NULL));
    struct file_out *live = file_out_open(record, NULL);
    assert_non_null(live);
    assert_int_equal(file_tidy(target), 1);
    assert_int_equal(g_access(left, 0), -1);
    assert_int_equal(g_access(other, 0), 0);
    assert_true(file_out_commit(live, NULL));
    assert_int_equal(files_in_folder(), 2);
    g_unlink(record);
    g_unlink(other);
    g_free(target);
    g_free(record);
    g_free(left);
    g_free(other);
}

static void a_file_is_on_the_disk_before_it_has_its_name(void **state)
{
    (void)state;
    char *path = in_folder("synced.txt");
    memset(&calls, 0, sizeof calls);
    calls.target = path;
    assert_true(file_write(path, "all of it", 9, NULL));
    assert_true(calls.file_synced_before);
    assert_int_equal(calls.synced_size, 9);
    assert_true(calls.folder_synced_after);
    g_unlink(path);
    g_free(path);
}

static void what_cannot_be_synced_does_not_get_its_name(void **state)
{
    (void)state;
    char *path = in_folder("unsynced.txt");
    GError *error = NULL;
    memset(&calls, 0, sizeof calls);
    calls.fsync_fails = EIO;
    assert_false(file_write(path, "lost", 4, &error));
    memset(&calls, 0, sizeof calls);
    assert_int_equal(error->code, FAULT_IO);
    assert_int_equal(files_in_folder(), 0);
    g_clear_error(&error);
    g_free(path);
}

static void short_and_interrupted_writes_lose_nothing(void **state)
{
    (void)state;
    char *path = in_folder("short.txt");
    memset(&calls, 0, sizeof calls);
    calls.most_written = 3;
    calls.interruptions = 2;
    assert_true(file_write(path, "in five short parts", 19, NULL));
    memset(&calls, 0, sizeof calls);
    GBytes *there = file_read(path, 100, NULL);
    assert_int_equal(g_bytes_get_size(there), 19);
    assert_memory_equal(g_bytes_get_data(there, NULL), "in five short parts", 19);
    g_bytes_unref(there);
    g_unlink(path);
    g_free(path);
}

static void a_limit_is_the_most_that_is_read(void **state)
{
    (void)state;
    char *path = in_folder("limit.txt");
    GError *error = NULL;
    assert_true(file_write(path, "seven!!", 7, NULL));
    GBytes *there = file_read(path, 7, NULL);
    assert_non_null(there);
    g_bytes_unref(there);
    assert_null(file_read(path, 6, &error));
    assert_int_equal(error->code, FAULT_IO);
    g_clear_error(&error);
    g_unlink(path);
    g_free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_committed_file_is_there_whole),
        cmocka_unit_test(an_abandoned_file_leaves_nothing),
        cmocka_unit_test(faults_say_what_and_why),
        cmocka_unit_test(a_failed_write_fails_for_good),
        cmocka_unit_test(a_killed_writer_is_not_in_the_way),
        cmocka_unit_test(only_what_was_left_is_tidied),
        cmocka_unit_test(a_file_is_on_the_disk_before_it_has_its_name),
        cmocka_unit_test(what_cannot_be_synced_does_not_get_its_name),
        cmocka_unit_test(short_and_interrupted_writes_lose_nothing),
        cmocka_unit_test(a_limit_is_the_most_that_is_read),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
