// SPDX-License-Identifier: MIT
// Fifty versions of a letter like the example: what they weigh, what each costs, and that every one
// comes back as it was. Cost is counted in calls and bytes, not by the clock.
#include "store_kit.h"

#include "base/file.h"
#include "store/ocfl_check.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { VERSIONS = 50 };

static uint64_t calls, written;

ssize_t write(int fd, const void *data, size_t n)
{
    calls++;
    written += n;
    return syscall(SYS_write, fd, data, n);
}

int fsync(int fd)
{
    (void)fd;
    calls++;
    return 0;
}

// The example's payload: what changes with every version, and what stays.
static const struct {
    const char *path;
    size_t size;
    bool changes;
} files[] = {
    {"letter.pdf", 88755, true},        {"letter.txt", 16790, true},
    {"report.json", 2509, true},        {"ro-crate-metadata.json", 3832, true},
    {"fonts.json", 1057, false},        {"source/open-letter.txt", 17520, true},
    {"style/letter.style", 932, false},
};

static GBytes *content(size_t file, unsigned version)
{
    unsigned seed = (unsigned)file * 1000 + (files[file].changes ? version : 0);
    size_t n = files[file].size + (files[file].changes ? 40 * version : 0);
    unsigned char *data = g_malloc(n);
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1103515245u + 12345u;
        data[i] = (unsigned char)(seed >> 16);
    }
    return g_bytes_new_take(data, n);
}

struct letter {
    struct bag bag;
    struct bag_file files[G_N_ELEMENTS(files)];
};

static void letter_make(struct letter *letter, unsigned version)
{
    static const struct bag_label label = {"External-Identifier", "letter"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        letter->files[i] = (struct bag_file){files[i].path, content(i, version), NULL};
    letter->bag = (struct bag){
        "letter", letter->files, G_N_ELEMENTS(files), &label, 1, 1600000000 + (int64_t)version};
}

static void letter_drop(struct letter *letter)
{
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        g_bytes_unref(letter->files[i].bytes);
}

static struct store_written snapshot(const char *place, unsigned version)
{
    struct letter letter;
    struct store_written made;
    g_autoptr(GError) error = NULL;
    const struct store_job job = {.message = "names added"};
    letter_make(&letter, version);
    calls = written = 0;
    if (!store_snapshot(place, KIT_ID, &letter.bag, &job, NULL, &made, &error))
        fail_msg("%s", error->message);
    letter_drop(&letter);
    return made;
}

static uint64_t weight;

static int weigh(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)path;
    (void)where;
    weight += kind == FTW_F ? (uint64_t)info->st_size : 0;
    return 0;
}

static uint64_t inventory_size(const char *place)
{
    struct stat info;
    g_autofree char *path = g_build_filename(
        place, "467/629/fd1/467629fd1f754c3cb0571da747cd83dc322272c2720a562d296d48020111609d",
        "inventory.json", NULL);
    assert_int_equal(stat(path, &info), 0);
    return (uint64_t)info.st_size;
}

static void assert_restored(const char *scratch, const char *place)
{
    g_autofree char *was = g_build_filename(scratch, "was.zip", NULL);
    g_autofree char *is = g_build_filename(scratch, "is.zip", NULL);
    struct store *store = store_open(place, NULL, NULL);
    struct store_object *object = store_object_open(store, NULL, NULL);
    for (unsigned version = 1; version <= VERSIONS; version++) {
        struct letter letter;
        struct bag_written zip;
        letter_make(&letter, version);
        assert_true(bag_write(&letter.bag, was, &zip, NULL));
        assert_true(store_restore_zip(object, version, is, &zip, NULL));
        g_autoptr(GBytes) first = file_read(was, 1 << 20, NULL);
        g_autoptr(GBytes) second = file_read(is, 1 << 20, NULL);
        assert_true(g_bytes_equal(first, second));
        letter_drop(&letter);
    }
    store_object_close(object);
    store_close(store);
}

static void assert_valid(const char *place)
{
    struct findings *findings = ocfl_verify_root(place, NULL, NULL);
    assert_int_equal(findings->faults->len, 0);
    // One word on the versions that keep no inventory of their own, nothing else.
    assert_int_equal(findings->warnings->len, 1);
    const struct finding *warning = &g_array_index(findings->warnings, struct finding, 0);
    assert_string_equal(warning->code, "W010");
    assert_non_null(strstr(warning->message, "\u2013v15, v17\u2013v31, v33\u2013v50"));
    findings_free(findings);
}

static void test_fifty(void **state)
{
    (void)state;
    char *scratch = kit_scratch();
    g_autofree char *place = g_build_filename(scratch, "store", NULL);
    uint64_t distinct = 0, early = 0, late = 0;
    for (unsigned version = 1; version <= VERSIONS; version++) {
        struct store_written made = snapshot(place, version);
        uint64_t inventory = inventory_size(place);
        distinct += made.added;
        // New content once, the inventory once or (where a copy is kept) twice, a few lines.
        assert_true(written <= made.added + 2 * inventory + 1024);
        assert_true(written - made.added <= inventory + 1024 ||
                    inventory <= MAX(24 * 1024, distinct / 25));
        early += version > 10 && version <= 15 ? calls : 0;
        late += version > VERSIONS - 5 ? calls : 0;
    }
    // The same number of calls for five late versions as for five early ones, two copies apart.
    assert_true(late <= early + 16);
    nftw(place, weigh, 16, FTW_PHYS);
    print_message("%d versions: %" G_GUINT64_FORMAT " bytes, distinct %" G_GUINT64_FORMAT
                  ", %.1f %% more; calls %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT "\n",
                  VERSIONS, weight, distinct,
                  100.0 * (double)(weight - distinct) / (double)distinct, early, late);
    assert_true(weight * 10 <= distinct * 11);
    assert_valid(place);
    assert_restored(scratch, place);
    kit_drop(scratch);
}

// Asked for, every version has its copy and there is nothing to warn of.
static void test_every_inventory(void **state)
{
    (void)state;
    char *scratch = kit_scratch();
    g_autofree char *place = g_build_filename(scratch, "store", NULL);
    const struct store_job job = {.every_inventory = true};
    for (unsigned version = 1; version <= 20; version++) {
        struct letter letter;
        struct store_written made;
        letter_make(&letter, version);
        assert_true(store_snapshot(place, KIT_ID, &letter.bag, &job, NULL, &made, NULL));
        letter_drop(&letter);
    }
    struct findings *findings = ocfl_verify_root(place, NULL, NULL);
    assert_int_equal(findings->faults->len + findings->warnings->len, 0);
    findings_free(findings);
    kit_drop(scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fifty),
        cmocka_unit_test(test_every_inventory),
    };
    return cmocka_run_group_tests_name("fifty versions", tests, NULL, NULL);
}
