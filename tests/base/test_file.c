// SPDX-License-Identifier: MIT
// Files are whole or not there: what is written beside takes the name only when complete.
#include "base/error.h"
#include "base/file.h"
#include "base/job.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
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

/* Another process that takes a file for a leaving between its making and its lock: it has the lock,
 * and removes the file a moment later. */
static struct {
    bool comes;
    int fd;
    char path[PATH_MAX];
} tidier = {.fd = -1};

static void tidier_ends(void)
{
    if (tidier.fd < 0)
        return;
    unlink(tidier.path);
    close(tidier.fd);
    tidier.fd = -1;
}

int flock(int fd, int operation)
{
    if (tidier.comes) {
        char link[64];
        g_snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t n = readlink(link, tidier.path, sizeof tidier.path - 1);
        tidier.path[MAX(n, 0)] = '\0';
        tidier.comes = false;
        tidier.fd = open(tidier.path, O_RDWR | O_CLOEXEC);
        syscall(SYS_flock, tidier.fd, LOCK_EX | LOCK_NB);
        if (!(operation & LOCK_NB))
            tidier_ends(); // whoever waits for the lock gets it then
    }
    return (int)syscall(SYS_flock, fd, operation);
}

ssize_t write(int fd, const void *data, size_t n)
{
    tidier_ends();
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

// What a killed writer of the same target left: its name, but nobody's lock.
static char *leave(const char *target)
{
    char *left = NULL;
    struct file_out *out = file_out_open(target, NULL);
    assert_non_null(out);
    left = g_strdup(file_out_path(out));
    file_out_abandon(out);
    assert_true(g_file_set_contents(left, "what it had written", -1, NULL));
    return left;
}

// A process of the same number was killed before: its leaving is not in the way, nor in the file.
static void a_killed_writer_is_not_in_the_way(void **state)
{
    (void)state;
    char *path = g_build_filename(folder, "letter.pdf", NULL);
    char *left = leave(path);
    assert_true(file_write(path, "new", 3, NULL));
    GBytes *bytes = file_read(path, 100, NULL);
    assert_int_equal(g_bytes_get_size(bytes), 3);
    assert_int_equal(files_in_folder(), 1);
    g_bytes_unref(bytes);
    g_unlink(path);
    g_free(path);
    g_free(left);
}

// What nobody writes any more goes; what is being written stays, and so does what is not ours.
static void only_what_was_left_is_tidied(void **state)
{
    (void)state;
    char *record = in_folder("letter.pdf"), *other = in_folder(".letter.1.part");
    char *gone = in_folder("gone.pdf"), *left = leave(gone);
    assert_true(g_file_set_contents(other, "x", -1, NULL));
    struct file_out *live = file_out_open(record, NULL);
    assert_non_null(live);
    assert_int_equal(file_tidy(folder), 1);
    assert_int_equal(g_access(left, 0), -1);
    assert_int_equal(g_access(other, 0), 0);
    assert_true(file_out_commit(live, NULL));
    assert_int_equal(files_in_folder(), 2);
    g_unlink(record);
    g_unlink(other);
    g_free(record);
    g_free(other);
    g_free(gone);
    g_free(left);
}

// Many programs may write into one folder at once, and each tidies it.
static void a_new_file_is_not_tidied_away(void **state)
{
    (void)state;
    char *path = in_folder("letter.pdf");
    tidier.comes = true;
    assert_true(file_write(path, "new", 3, NULL));
    assert_false(tidier.comes);
    assert_int_equal(files_in_folder(), 1);
    g_unlink(path);
    g_free(path);
}

// The first output of a job in a folder takes away what others left there.
static void a_job_tidies_once(void **state)
{
    (void)state;
    char *path = in_folder("letter.pdf"), *gone = in_folder("gone.pdf"), *left = leave(gone);
    struct job *job = job_new();
    job_begin(job);
    assert_true(file_write(path, "new", 3, NULL));
    assert_int_equal(g_access(left, 0), -1);
    job_end(job);
    job_free(job);
    g_unlink(path);
    g_free(path);
    g_free(gone);
    g_free(left);
}

static struct job *begin_job(void)
{
    struct job *job = job_new();
    job_begin(job);
    return job;
}

static void end_job(struct job *job)
{
    job_end(job);
    job_free(job);
}

static const char *code_of(GError **error)
{
    const char *code = fault_code(*error);
    g_clear_error(error);
    return code;
}

// Compared as files: by another spelling, a hard link, a link.
static void no_output_is_an_input(void **state)
{
    (void)state;
    GError *error = NULL;
    char *input = in_folder("letter.txt"), *hard = in_folder("hard.pdf"),
         *soft = in_folder("soft.pdf");
    char *spelt = g_strdup_printf("%s/./letter.txt", folder);
    assert_true(file_write(input, "text", 4, NULL));
    assert_int_equal(link(input, hard), 0);
    assert_int_equal(symlink("letter.txt", soft), 0);
    struct job *job = begin_job();
    g_bytes_unref(file_read(input, 100, NULL));
    const char *const outputs[] = {input, spelt, hard, soft};
    for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++) {
        assert_false(job_names_output(job, outputs[i], &error));
        assert_non_null(strstr(error->message, outputs[i]));
        assert_non_null(strstr(error->message, input));
        assert_string_equal(code_of(&error), "output-is-input");
        assert_null(file_out_open(outputs[i], &error));
        assert_string_equal(code_of(&error), "output-is-input");
    }
    end_job(job);
    for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++)
        g_unlink(outputs[i]);
    g_free(input);
    g_free(hard);
    g_free(soft);
    g_free(spelt);
}

// What is read after the output was opened counts too.
static void an_input_that_came_later_is_kept(void **state)
{
    (void)state;
    GError *error = NULL;
    char *path = in_folder("logo.png");
    assert_true(file_write(path, "logo", 4, NULL));
    struct job *job = begin_job();
    struct file_out *out = file_out_open(path, NULL);
    g_bytes_unref(file_read(path, 100, NULL));
    assert_false(file_out_commit(out, &error));
    assert_string_equal(code_of(&error), "output-is-input");
    assert_int_equal(files_in_folder(), 1);
    end_job(job);
    g_unlink(path);
    g_free(path);
}

static void no_two_outputs_are_one_file(void **state)
{
    (void)state;
    GError *error = NULL;
    char *path = in_folder("a.pdf"), *soft = in_folder("soft.pdf");
    assert_int_equal(symlink("a.pdf", soft), 0); // which is not there yet
    struct job *job = begin_job();
    assert_true(job_names_output(job, path, NULL));
    assert_false(job_names_output(job, soft, &error));
    assert_string_equal(code_of(&error), "output-twice");
    assert_true(file_write(path, "once", 4, NULL)); // it was announced
    assert_false(file_write(soft, "again", 5, &error));
    assert_string_equal(code_of(&error), "output-twice");
    end_job(job);
    g_unlink(path);
    g_unlink(soft);
    g_free(path);
    g_free(soft);
}

static void links_are_followed_and_modes_kept(void **state)
{
    (void)state;
    struct stat info;
    char *path = in_folder("a.pdf"), *soft = in_folder("soft.pdf");
    assert_true(file_write(path, "old", 3, NULL));
    assert_int_equal(g_chmod(path, 0600), 0);
    assert_int_equal(symlink("a.pdf", soft), 0);
    assert_true(file_write(soft, "newer", 5, NULL));
    assert_int_equal(lstat(soft, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, 5);
    assert_int_equal(info.st_mode & 07777, 0600);
    g_unlink(path);
    g_unlink(soft);
    g_free(path);
    g_free(soft);
}

// A pipe is written into, and neither it nor a device is read.
static void pipes_are_written_into_and_not_read(void **state)
{
    (void)state;
    GError *error = NULL;
    struct stat info;
    char *path = in_folder("pipe"), got[8] = {0};
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(file_read(path, 100, &error));
    assert_string_equal(code_of(&error), "not-plain");
    assert_null(file_read("/dev/null", 100, &error));
    assert_string_equal(code_of(&error), "not-plain");
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(file_write(path, "through", 7, NULL));
    assert_int_equal(read(reader, got, sizeof got), 7);
    assert_string_equal(got, "through");
    close(reader);
    assert_true(lstat(path, &info) == 0 && S_ISFIFO(info.st_mode));
    assert_true(file_write("/dev/null", "away", 4, NULL));
    assert_true(stat("/dev/null", &info) == 0 && S_ISCHR(info.st_mode));
    g_unlink(path);
    g_free(path);
}

static void names_may_be_as_long_as_the_disk_allows(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    char *path = in_folder(name);
    assert_true(file_write(path, "x", 1, NULL));
    g_unlink(path);
    g_free(path);
}

// By the opened file and not by its name.
static void a_letter_names_files_in_its_folder(void **state)
{
    (void)state;
    GError *error = NULL;
    char *own = in_folder("own"), *letter = in_folder("own/letter.md");
    char *inside = in_folder("own/list.csv"), *outside = in_folder("secret.csv");
    char *up = in_folder("own/../secret.csv"), *leads_out = in_folder("own/soft.csv");
    char *leads_in = in_folder("own/in.csv");
    assert_int_equal(g_mkdir(own, 0700), 0);
    assert_true(file_write(inside, "in", 2, NULL) && file_write(outside, "out", 3, NULL));
    assert_int_equal(symlink("../secret.csv", leads_out) | symlink("list.csv", leads_in), 0);
    const char *const allowed[] = {inside, leads_in}, *const refused[] = {outside, up, leads_out};
    for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++) {
        GBytes *bytes = file_read_named(allowed[i], letter, 100, NULL);
        assert_non_null(bytes);
        g_bytes_unref(bytes);
    }
    struct job *job = begin_job();
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        assert_null(file_read_named(refused[i], letter, 100, &error));
        assert_string_equal(code_of(&error), "outside");
    }
    job_allow(job, folder);
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        g_bytes_unref(file_read_named(refused[i], letter, 100, NULL));
    end_job(job);
    g_unlink(leads_out);
    g_unlink(leads_in);
    g_unlink(inside);
    g_unlink(outside);
    g_rmdir(own);
    char *const names[] = {own, letter, inside, outside, up, leads_out, leads_in};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        g_free(names[i]);
}

static void lent_files_need_no_disk(void **state)
{
    (void)state;
    GError *error = NULL;
    struct job *job = begin_job();
    GBytes *bytes = g_bytes_new("lent", 4);
    job_lend(job, "letter.md", bytes);
    job_lend(job, "list.csv", bytes);
    GBytes *named = file_read_named("./list.csv", "letter.md", 100, NULL);
    assert_ptr_equal(named, bytes);
    assert_null(file_read_named("/etc/hostname", "letter.md", 100, &error));
    assert_string_equal(code_of(&error), "outside");
    int fd = file_open("letter.md", NULL);
    char got[8] = {0};
    assert_int_equal(read(fd, got, sizeof got), 4);
    assert_string_equal(got, "lent");
    close(fd);
    g_bytes_unref(named);
    g_bytes_unref(bytes);
    end_job(job);
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
        cmocka_unit_test(a_new_file_is_not_tidied_away),
        cmocka_unit_test(a_job_tidies_once),
        cmocka_unit_test(no_output_is_an_input),
        cmocka_unit_test(an_input_that_came_later_is_kept),
        cmocka_unit_test(no_two_outputs_are_one_file),
        cmocka_unit_test(links_are_followed_and_modes_kept),
        cmocka_unit_test(pipes_are_written_into_and_not_read),
        cmocka_unit_test(names_may_be_as_long_as_the_disk_allows),
        cmocka_unit_test(a_letter_names_files_in_its_folder),
        cmocka_unit_test(lent_files_need_no_disk),
        cmocka_unit_test(a_file_is_on_the_disk_before_it_has_its_name),
        cmocka_unit_test(what_cannot_be_synced_does_not_get_its_name),
        cmocka_unit_test(short_and_interrupted_writes_lose_nothing),
        cmocka_unit_test(a_limit_is_the_most_that_is_read),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
