// SPDX-License-Identifier: MIT
// A system that takes and gives a few bytes at a time, and is interrupted in between: files, bags
// and stores are the same, byte for byte.
//
// This program's own write(), pwrite(), read() and pread() come before the C library's for all code
// that is linked into it.
#include "store_kit.h"

#include "base/file.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PIECE = 13, INTERRUPT_EACH = 5 };

static bool sparing;
static unsigned calls;

// True if this call is interrupted before it has done anything.
static bool interrupted(void)
{
    if (!sparing || ++calls % INTERRUPT_EACH != 0)
        return false;
    errno = EINTR;
    return true;
}

static size_t piece_of(size_t n)
{
    return sparing ? MIN(n, (size_t)PIECE) : n;
}

ssize_t write(int fd, const void *data, size_t n)
{
    return interrupted() ? -1 : syscall(SYS_write, fd, data, piece_of(n));
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t offset)
{
    return interrupted() ? -1 : syscall(SYS_pwrite64, fd, data, piece_of(n), offset);
}

ssize_t read(int fd, void *data, size_t n)
{
    return interrupted() ? -1 : syscall(SYS_read, fd, data, piece_of(n));
}

ssize_t pread(int fd, void *data, size_t n, off_t offset)
{
    return interrupted() ? -1 : syscall(SYS_pread64, fd, data, piece_of(n), offset);
}

static char *scratch;

static int set_up(void **state)
{
    (void)state;
    scratch = kit_scratch();
    calls = 0;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sparing = false;
    kit_drop(scratch);
    return 0;
}

static void test_file(void **state)
{
    (void)state;
    enum { SIZE = 100 * 1000 };
    g_autofree char *path = g_build_filename(scratch, "file", NULL);
    g_autofree char *data = g_malloc(SIZE);
    for (int i = 0; i < SIZE; i++)
        data[i] = (char)(i * 31 >> 3);
    sparing = true;
    assert_true(file_write(path, data, SIZE, NULL));
    g_autoptr(GBytes) back = file_read(path, SIZE, NULL);
    sparing = false;
    assert_true(calls > 2 * SIZE / PIECE);
    assert_non_null(back);
    assert_int_equal(g_bytes_get_size(back), SIZE);
    assert_memory_equal(g_bytes_get_data(back, NULL), data, SIZE);
}

static void write_bag(const char *name, bool spare, char ret_sum[129])
{
    struct kit_bag kit;
    struct bag_written written;
    g_autofree char *path = g_build_filename(scratch, name, NULL);
    g_autofree char *payload = g_build_filename(scratch, "payload", NULL);
    g_autofree char *text = g_strnfill(50 * 1000, 'a');
    assert_true(g_file_set_contents(payload, text, -1, NULL));
    kit_bag_make(&kit, 1);
    g_bytes_unref(kit.files[1].bytes);
    kit.files[1] = (struct bag_file){.path = "source/payload", .source = payload};
    sparing = spare;
    assert_true(bag_write(&kit.bag, path, &written, NULL));
    sparing = false;
    memcpy(ret_sum, written.sha512, 129);
    g_bytes_unref(kit.files[0].bytes);
    g_bytes_unref(kit.files[2].bytes);
}

static void test_bag(void **state)
{
    (void)state;
    char sum[129], spared_sum[129];
    write_bag("whole", false, sum);
    write_bag("spared", true, spared_sum);
    assert_string_equal(spared_sum, sum);
}

static void make_store(const char *name, bool spare, char ret_sum[129])
{
    g_autofree char *place = g_build_filename(scratch, name, NULL);
    sparing = spare;
    kit_snapshot(place, 1);
    struct store_written written = kit_snapshot(place, 2);
    assert_false(written.unchanged);
    memcpy(ret_sum, written.sha512, 129);
    struct store *store = store_open(place, NULL, NULL);
    struct store_object *object = store_object_open(store, KIT_ID, NULL);
    g_autofree char *back = g_strconcat(place, "-back", NULL);
    assert_true(store_restore_folder(object, 2, back, NULL));
    sparing = false;
    store_object_close(object);
    store_close(store);
    g_autofree char *letter = g_build_filename(back, "letter.txt", NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(letter, &text, NULL, NULL)) {
        g_autofree char *in_bag = g_build_filename(back, "data", "letter.txt", NULL);
        assert_true(g_file_get_contents(in_bag, &text, NULL, NULL));
    }
    assert_string_equal(text, "letter, version 2\n");
}

// The digest is that of the inventory, which names every file's.
static void test_store(void **state)
{
    (void)state;
    char sum[129], spared_sum[129];
    make_store("whole", false, sum);
    make_store("spared", true, spared_sum);
    assert_string_equal(spared_sum, sum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bag, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_store, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
