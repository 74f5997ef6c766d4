// SPDX-License-Identifier: MIT
// What is put into a store comes out of it: versions, log, files, the very bytes of every bag.
#include "store_kit.h"

#include "base/error.h"
#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

static char *scratch, *place;

static int set_up(void **state)
{
    (void)state;
    scratch = kit_scratch();
    place = g_build_filename(scratch, "store", NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_free(place);
    kit_drop(scratch);
    return 0;
}

static struct store *open_store(void)
{
    g_autoptr(GError) error = NULL;
    struct store *store = store_open(place, NULL, &error);
    if (!store)
        fail_msg("%s", error->message);
    return store;
}

static void test_versions(void **state)
{
    (void)state;
    struct store_written first = kit_snapshot(place, 1);
    assert_int_equal(first.version, 1);
    assert_false(first.unchanged);
    assert_int_equal(first.entries, 3);
    // The letter and its source have the same bytes: stored once, beside fonts.json and bag.json.
    assert_int_equal(first.stored, 3);
    struct store_written second = kit_snapshot(place, 2);
    assert_int_equal(second.version, 2);
    assert_int_equal(second.stored, 2); // the letter, and bag.json for its date
    assert_string_not_equal(first.sha512, second.sha512);
}

static void test_unchanged(void **state)
{
    (void)state;
    kit_snapshot(place, 1);
    struct store_written second = kit_snapshot(place, 2), again = kit_snapshot(place, 2);
    assert_true(again.unchanged);
    assert_int_equal(again.version, 2);
    assert_string_equal(again.sha512, second.sha512);
    // Going back to what was before is a change, and stores nothing.
    struct store_written back = kit_snapshot(place, 1);
    assert_int_equal(back.version, 3);
    assert_int_equal(back.stored, 0);
}

static void test_log(void **state)
{
    (void)state;
    kit_snapshot(place, 1);
    kit_snapshot(place, 2);
    struct store *store = open_store();
    char **ids = store_ids(store, 0);
    assert_int_equal(g_strv_length(ids), 1);
    assert_string_equal(ids[0], KIT_ID);
    g_strfreev(ids);
    struct store_object *object = store_object_open(store, NULL, NULL);
    assert_non_null(object);
    assert_int_equal(store_object_versions(object), 2);
    const struct store_version *version = store_object_version(object, 0);
    assert_string_equal(version->name, "v2");
    assert_string_equal(version->created, "2020-09-14T12:26:42Z");
    assert_int_equal(version->created_at, 1600000002 + KIT_LATER);
    int64_t date;
    assert_true(store_version_date(object, 2, &date, NULL));
    assert_int_equal(date, 1600000002);
    assert_string_equal(version->user, "Tester");
    assert_string_equal(version->message, "test");
    assert_null(store_object_version(object, 3));
    size_t n;
    const struct store_file *files = store_version_files(object, 1, &n);
    assert_int_equal(n, 3);
    assert_string_equal(files[0].path, "fonts.json");
    assert_string_equal(files[2].path, "source/\u0631\u0633\u0627\u0644\u0629.txt");
    g_autoptr(GBytes) bytes = store_version_read(object, 1, "letter.txt", NULL);
    assert_memory_equal(g_bytes_get_data(bytes, NULL), "letter, version 1\n", 18);
    store_object_close(object);
    store_close(store);
}

static void test_version_names(void **state)
{
    (void)state;
    kit_snapshot(place, 1);
    kit_snapshot(place, 2);
    struct store *store = open_store();
    struct store_object *object = store_object_open(store, KIT_ID, NULL);
    size_t number;
    assert_true(store_version_parse(object, "v1", &number, NULL) && number == 1);
    assert_true(store_version_parse(object, "2", &number, NULL) && number == 2);
    assert_true(store_version_parse(object, NULL, &number, NULL) && number == 2);
    static const char *const wrong[] = {"v3", "v0", "0", "", "v", "-1", "1x", "v1 "};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        assert_false(store_version_parse(object, wrong[i], &number, &error));
        assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    }
    store_object_close(object);
    store_close(store);
}

static GBytes *bag_bytes(const struct bag *bag)
{
    struct bag_written written;
    g_autofree char *path = g_build_filename(scratch, "direct.zip", NULL);
    assert_true(bag_write(bag, path, &written, NULL));
    return file_read(path, 1 << 20, NULL);
}

static void test_restore_zip(void **state)
{
    (void)state;
    for (unsigned version = 1; version <= 3; version++)
        kit_snapshot(place, version);
    struct store *store = open_store();
    struct store_object *object = store_object_open(store, NULL, NULL);
    g_autofree char *path = g_build_filename(scratch, "restored.zip", NULL);
    for (unsigned version = 1; version <= 3; version++) {
        struct kit_bag kit;
        struct bag_written written;
        g_autoptr(GError) error = NULL;
        kit_bag_make(&kit, version);
        g_autoptr(GBytes) before = bag_bytes(&kit.bag);
        if (!store_restore_zip(object, version, path, &written, &error))
            fail_msg("%s", error->message);
        g_autoptr(GBytes) after = file_read(path, 1 << 20, NULL);
        assert_true(g_bytes_equal(before, after));
        kit_bag_drop(&kit);
    }
    store_object_close(object);
    store_close(store);
}

static void test_restore_folder(void **state)
{
    (void)state;
    kit_snapshot(place, 1);
    kit_snapshot(place, 2);
    struct store *store = open_store();
    struct store_object *object = store_object_open(store, NULL, NULL);
    g_autofree char *folder = g_build_filename(scratch, "out", NULL);
    assert_true(store_restore_folder(object, 1, folder, NULL));
    g_autofree char *path =
        g_build_filename(folder, "source/\u0631\u0633\u0627\u0644\u0629.txt", NULL);
    g_autoptr(GBytes) bytes = file_read(path, 1 << 20, NULL);
    assert_non_null(bytes);
    assert_memory_equal(g_bytes_get_data(bytes, NULL), "letter, version 1\n", 18);
    // What is there is not written over.
    g_autoptr(GError) error = NULL;
    assert_false(store_restore_folder(object, 2, folder, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    store_object_close(object);
    store_close(store);
}

// A stored byte that changed is never handed out as if it had not.
static void test_rot_is_told(void **state)
{
    (void)state;
    kit_snapshot(place, 1);
    struct store *store = open_store();
    struct store_object *object = store_object_open(store, NULL, NULL);
    size_t n;
    const struct store_file *files = store_version_files(object, 1, &n);
    chmod(files[0].source, 0644);
    assert_true(g_file_set_contents(files[0].source, "{}\n", 3, NULL));
    g_autofree char *zip = g_build_filename(scratch, "rot.zip", NULL);
    g_autofree char *folder = g_build_filename(scratch, "rot", NULL);
    g_autoptr(GError) first = NULL, second = NULL, third = NULL;
    struct bag_written written;
    assert_false(store_restore_zip(object, 1, zip, &written, &first));
    assert_true(g_error_matches(first, FAULT, FAULT_INVALID));
    assert_false(store_restore_folder(object, 1, folder, &second));
    assert_true(g_error_matches(second, FAULT, FAULT_INVALID));
    assert_false(fs_exists(zip) || fs_exists(folder));
    assert_null(store_version_read(object, 1, files[0].path, &third));
    assert_true(g_error_matches(third, FAULT, FAULT_INVALID));
    store_object_close(object);
    store_close(store);
}

static void test_not_a_store(void **state)
{
    (void)state;
    g_autoptr(GError) absent = NULL, other = NULL, full = NULL;
    assert_null(store_open(place, NULL, &absent));
    assert_true(g_error_matches(absent, FAULT, FAULT_IO));
    assert_null(store_open(scratch, NULL, &other));
    assert_true(g_error_matches(other, FAULT, FAULT_INVALID));
    g_autofree char *stranger = g_build_filename(scratch, "stranger", NULL);
    assert_true(g_file_set_contents(stranger, "x", 1, NULL));
    struct kit_bag kit;
    struct store_written written;
    const struct store_job job = {0};
    kit_bag_make(&kit, 1);
    assert_false(store_snapshot(scratch, KIT_ID, &kit.bag, &job, NULL, &written, &full));
    assert_true(g_error_matches(full, FAULT, FAULT_USAGE));
    kit_bag_drop(&kit);
}

// Payload paths that could not be files beside each other, or that would leave the folder.
static void test_bad_paths(void **state)
{
    (void)state;
    static const char *const bad[] = {"../x",         "/x",  "a//b",       "a/./b",
                                      "x/",           "",    "fonts.json", "fonts.json/below",
                                      STORE_BAG_FILE, "\xff"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        struct kit_bag kit;
        struct store_written written;
        g_autoptr(GError) error = NULL;
        const struct store_job job = {0};
        kit_bag_make(&kit, 1);
        kit.files[0].path = bad[i];
        assert_false(store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, &error));
        assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
        assert_false(fs_exists(place));
        kit_bag_drop(&kit);
    }
}

static void test_two_letters(void **state)
{
    (void)state;
    struct kit_bag kit;
    struct store_written written;
    const struct store_job job = {0};
    kit_snapshot(place, 1);
    kit_bag_make(&kit, 1);
    assert_true(store_snapshot(place, "urn:test:other", &kit.bag, &job, NULL, &written, NULL));
    kit_bag_drop(&kit);
    struct store *store = open_store();
    g_autoptr(GError) several = NULL, none = NULL;
    assert_null(store_object_open(store, NULL, &several));
    assert_true(g_error_matches(several, FAULT, FAULT_USAGE));
    assert_null(store_object_open(store, "urn:test:none", &none));
    assert_true(g_error_matches(none, FAULT, FAULT_IO));
    struct store_object *object = store_object_open(store, "urn:test:other", NULL);
    assert_string_equal(store_object_version(object, 1)->user, "warraq");
    store_object_close(object);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_versions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unchanged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_log, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_version_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_restore_zip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_restore_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rot_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_not_a_store, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two_letters, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
