// SPDX-License-Identifier: MIT
// A store that is right, spoilt in one way after the other: each fault is named, with its path, and
// nothing is followed out of the store. And inventories from strangers: anything at all is
// survived.
#include "store_kit.h"

#include "store/inventory.h"
#include "store/ocfl_check.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define OBJECT "467/629/fd1/467629fd1f754c3cb0571da747cd83dc322272c2720a562d296d48020111609d"

static char *scratch, *place;

static int set_up(void **state)
{
    (void)state;
    scratch = kit_scratch();
    place = g_build_filename(scratch, "store", NULL);
    kit_snapshot(place, 1);
    kit_snapshot(place, 2);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_free(place);
    kit_drop(scratch);
    return 0;
}

static const struct finding *find(GArray *list, const char *code)
{
    for (guint i = 0; i < list->len; i++) {
        const struct finding *finding = &g_array_index(list, struct finding, i);
        if (strcmp(finding->code, code) == 0)
            return finding;
    }
    return NULL;
}

// The store has the fault (E) or the warning (W), at that path if one is given.
static void expect(const char *code, const char *path)
{
    struct findings *findings = ocfl_verify_root(place, NULL, NULL);
    assert_non_null(findings);
    const struct finding *finding =
        find(code[0] == 'E' ? findings->faults : findings->warnings, code);
    if (!finding)
        fail_msg("%s is not named", code);
    if (path)
        assert_string_equal(finding->path, path);
    if (code[0] == 'W')
        assert_int_equal(findings->faults->len, 0);
    findings_free(findings);
}

static char *in_store(const char *path)
{
    return g_build_filename(place, path, NULL);
}

static void put(const char *path, const char *text)
{
    g_autofree char *file = in_store(path);
    g_autofree char *folder = g_path_get_dirname(file);
    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
    assert_true(g_file_set_contents(file, text, -1, NULL));
}

static void take(const char *path)
{
    g_autofree char *file = in_store(path);
    assert_true(fs_exists(file) && fs_remove(file));
}

static void make_folder(const char *path)
{
    g_autofree char *folder = in_store(path);
    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
}

static void move(const char *from, const char *to)
{
    g_autofree char *source = in_store(from), *target = in_store(to);
    assert_int_equal(g_rename(source, target), 0);
}

// ---- the root --------------------------------------------------------------------------------

static void test_right(void **state)
{
    (void)state;
    struct findings *findings = ocfl_verify_root(place, NULL, NULL);
    assert_int_equal(findings->faults->len + findings->warnings->len, 0);
    assert_string_equal(findings->kind, "ocfl-root");
    findings_free(findings);
    assert_int_equal(ocfl_kind_of(place), OCFL_ROOT);
    g_autofree char *object = in_store(OBJECT);
    assert_int_equal(ocfl_kind_of(object), OCFL_OBJECT);
    g_autofree char *neither = in_store("extensions");
    assert_int_equal(ocfl_kind_of(neither), OCFL_NEITHER);
    g_autoptr(GError) error = NULL;
    assert_null(ocfl_verify_object("/nonexistent", &error));
    assert_non_null(error);
}

static void test_declaration(void **state)
{
    (void)state;
    put("0=ocfl_1.0", "ocfl_1.0\n");
    expect("E076", NULL);
    take("0=ocfl_1.0");
    put("0=ocfl_1.1", "ocfl_1.1");
    expect("E080", "0=ocfl_1.1");
    put("0=ocfl_9.9", "ocfl_9.9\n");
    expect("E079", "0=ocfl_9.9");
    take("0=ocfl_9.9");
    take("0=ocfl_1.1");
    expect("E069", NULL);
    put("0=ocfl_1.0", "ocfl_1.0\n");
    expect("E081", OBJECT);
}

static void test_layout(void **state)
{
    (void)state;
    put("ocfl_layout.json", "[]");
    expect("E070", "ocfl_layout.json");
    put("ocfl_layout.json", "{\"extension\": \"0004-hashed-n-tuple-storage-layout\"}");
    expect("E070", "ocfl_layout.json");
    put("ocfl_layout.json", "{\"extension\": \"mine\", \"description\": \"\"}");
    expect("E071", "ocfl_layout.json");
}

static void test_place(void **state)
{
    (void)state;
    put("extensions/0004-hashed-n-tuple-storage-layout/config.json", "{\"tupleSize\": 2}");
    expect("E083", OBJECT);
    put("extensions/0004-hashed-n-tuple-storage-layout/config.json", "{\"tupleSize\": -1}");
    expect("E083", "extensions/0004-hashed-n-tuple-storage-layout/config.json");
}

static void test_strays(void **state)
{
    (void)state;
    put("README", "any file may lie at the top");
    make_folder("abc/def");
    expect("E073", "abc/def");
    put("abc/def/stray", "x");
    expect("E072", "abc/def/stray");
    take("abc");
    put("extensions/stray", "x");
    expect("E112", "extensions/stray");
    take("extensions/stray");
    make_folder("extensions/mine");
    expect("W016", "extensions/mine");
}

static void test_twice(void **state)
{
    (void)state;
    g_autofree char *command = g_strdup_printf("cp -a '%s/467' '%s/468'", place, place);
    assert_int_equal(system(command), 0);
    expect("E037", "468/629/fd1/467629fd1f754c3cb0571da747cd83dc322272c2720a562d296d48020111609d");
}

// ---- an object -------------------------------------------------------------------------------

static void test_links(void **state)
{
    (void)state;
    g_autofree char *file = in_store(OBJECT "/v1/content/letter.txt");
    g_autofree char *outside = g_build_filename(scratch, "outside", NULL);
    assert_int_equal(g_rename(file, outside), 0);
    assert_int_equal(symlink(outside, file), 0);
    expect("E090", OBJECT "/v1/content/letter.txt");
    expect("E092", OBJECT "/v1/content/letter.txt");
    g_unlink(file);
    assert_int_equal(mkfifo(file, 0600), 0); // opening it would wait for ever
    expect("E089", OBJECT "/v1/content/letter.txt");
    g_unlink(file);
    assert_int_equal(g_rename(outside, file), 0);
    g_autofree char *loop = in_store("467/loop");
    assert_int_equal(symlink("..", loop), 0);
    expect("E090", "467/loop");
}

static void test_content(void **state)
{
    (void)state;
    make_folder(OBJECT "/v1/content/empty");
    expect("E024", OBJECT "/v1/content/empty");
    put(OBJECT "/v1/content/empty/stray", "x");
    expect("E023", OBJECT "/v1/inventory.json");
    take(OBJECT "/v1/content/empty");
    put(OBJECT "/v2/content/letter.txt", "letter, version 3\n");
    expect("E092", OBJECT "/v2/content/letter.txt");
    expect("E093", OBJECT "/v2/content/letter.txt");
    take(OBJECT "/v2");
    expect("E046", OBJECT "/v2");
}

static void test_inventories(void **state)
{
    (void)state;
    put(OBJECT "/inventory.json", "{}");
    expect("E060", OBJECT "/inventory.json.sha512");
    expect("E036", OBJECT "/inventory.json");
    expect("E064", OBJECT "/v2/inventory.json");
    put(OBJECT "/inventory.json", "not JSON");
    expect("E033", OBJECT "/inventory.json");
    put(OBJECT "/inventory.json.sha512", "00 other.json\n");
    expect("E061", OBJECT "/inventory.json.sha512");
    move(OBJECT "/v1", OBJECT "/v3");
    expect("E009", NULL);
}

static void test_declared(void **state)
{
    (void)state;
    move(OBJECT "/0=ocfl_object_1.1", OBJECT "/0=ocfl_object_1.0");
    put(OBJECT "/0=ocfl_object_1.0", "ocfl_object_1.0\n");
    expect("E038", OBJECT "/inventory.json");
    take(OBJECT "/0=ocfl_object_1.0");
    expect("E003", OBJECT);
}

// Nothing is added to an object that is damaged, and it is said why.
static void test_damaged_is_left_alone(void **state)
{
    (void)state;
    put(OBJECT "/inventory.json.sha512", "00 inventory.json\n");
    struct kit_bag kit;
    struct store_written written;
    g_autoptr(GError) error = NULL;
    const struct store_job job = {0};
    kit_bag_make(&kit, 3);
    assert_false(store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, &error));
    assert_non_null(strstr(error->message, "E060"));
    kit_bag_drop(&kit);
    g_autofree char *third = in_store(OBJECT "/v3");
    assert_false(fs_exists(third));
}

// ---- inventories from strangers --------------------------------------------------------------

static guint faults_of(const char *text, size_t n)
{
    struct findings *findings = findings_new("ocfl-object");
    struct inventory *inventory = inventory_parse(text, n, "inventory.json", findings);
    guint faults = findings->faults->len;
    inventory_free(inventory);
    findings_free(findings);
    return faults;
}

static void test_deep_and_wide(void **state)
{
    (void)state;
    g_autofree char *deep = g_strnfill(1 << 20, '[');
    assert_true(faults_of(deep, 1 << 20) > 0);
    GString *wide = g_string_new("{\"manifest\": {\"00\": [");
    for (int i = 0; i < 100000; i++)
        g_string_append(wide, "\"a\",");
    g_string_append(wide, "\"a\"]}}");
    assert_true(faults_of(wide->str, wide->len) > 1000);
    g_string_free(wide, TRUE);
    assert_true(
        faults_of("{\"head\": \"v99999999999999999999\", \"versions\": {\"v999999999\": {}}}", 62) >
        0);
    assert_true(faults_of("\xff\xfe", 2) == 1);
    assert_true(faults_of("", 0) == 1);
}

static void test_times(void **state)
{
    (void)state;
    static const char *const right[] = {"2020-09-08T00:00:00Z", "2020-09-08T00:00:00.123456789Z",
                                        "2020-09-08t23:59:59-05:00", "1969-12-31T23:59:59+14:00"};
    static const char *const wrong[] = {"2020-09-08",
                                        "2020-09-08T00:00Z",
                                        "2020-09-08T00:00:00",
                                        "2020-13-08T00:00:00Z",
                                        "2020-09-08 00:00:00Z",
                                        "20200908T000000Z",
                                        "2020-09-08T00:00:00+0500",
                                        "2020-09-08T00:00:00.Z",
                                        "2020-02-30T00:00:00Z",
                                        ""};
    gint64 seconds;
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        assert_true(time_parse(right[i], &seconds));
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_false(time_parse(wrong[i], &seconds));
    static const gint64 times[] = {0, 1599523200, -1, 253402300799};
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        g_autofree char *text = time_print(times[i]);
        assert_true(time_parse(text, &seconds) && seconds == times[i]);
    }
}

static void test_paths(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "/", "/a", "a/", ".", "..", "a/../b", "a//b", "./a"};
    static const char *const right[] = {"a", "a/b", "...", ".a", "a./b..", "رسالة/١"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_int_not_equal(path_fault(wrong[i]), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        assert_int_equal(path_fault(right[i]), 0);
    assert_true(path_compare("a", "a/b") < 0 && path_compare("a/b", "a-b") < 0);
    assert_true(path_compare("a/\xff", "a ") < 0 && path_compare("a", "a") == 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_right),
        TEST(test_declaration),
        TEST(test_layout),
        TEST(test_place),
        TEST(test_strays),
        TEST(test_twice),
        TEST(test_links),
        TEST(test_content),
        TEST(test_inventories),
        TEST(test_declared),
        TEST(test_damaged_is_left_alone),
        cmocka_unit_test(test_deep_and_wide),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
