// SPDX-License-Identifier: MIT
// The store after a writer was killed, or its disk filled up, at every call that writes.
#include "../not_run.h"
#include "store_kit.h"

#include "../base/failing_disk.h"
#include "base/file.h"
#include "store/ocfl_check.h"

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

// ---- what must hold --------------------------------------------------------------------------

static void assert_valid(const char *when, int at)
{
    g_autoptr(GError) error = NULL;
    struct findings *findings = ocfl_verify_root(place, NULL, &error);
    if (!findings)
        fail_msg("%s %d: %s", when, at, error->message);
    for (guint i = 0; i < findings->faults->len; i++) {
        const struct finding *finding = &g_array_index(findings->faults, struct finding, i);
        print_error("%s %d: %s %s: %s\n", when, at, finding->code, finding->path, finding->message);
    }
    assert_int_equal(findings->faults->len, 0);
    assert_int_equal(findings->warnings->len, 0);
    findings_free(findings);
}

// Nothing but the store is left in the scratch folder.
static void assert_clean(void)
{
    GDir *dir = g_dir_open(scratch, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));)
        assert_string_equal(name, "store");
    g_dir_close(dir);
}

// Every version holds what was put into it. Returns how many there are.
static size_t read_versions(void)
{
    struct store *store = store_open(place, NULL, NULL);
    assert_non_null(store);
    struct store_object *object = store_object_open(store, KIT_ID, NULL);
    size_t n = object ? store_object_versions(object) : 0;
    for (size_t number = 1; number <= n; number++) {
        g_autofree char *expected = g_strdup_printf("letter, version %zu\n", number);
        g_autoptr(GBytes) bytes = store_version_read(object, number, "letter.txt", NULL);
        assert_non_null(bytes);
        assert_int_equal(g_bytes_get_size(bytes), strlen(expected));
        assert_memory_equal(g_bytes_get_data(bytes, NULL), expected, strlen(expected));
    }
    store_object_close(object);
    store_close(store);
    return n;
}

// ---- dying and filling -----------------------------------------------------------------------

static int make_version(const void *data)
{
    struct kit_bag kit;
    struct store_written written;
    const struct store_job job = {.message = "test"};
    kit_bag_make(&kit, *(const unsigned *)data);
    return !store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, NULL);
}

// A child makes version `version`: 0 made, 1 refused, or KILLED.
static int run_child(enum fate armed, int at, unsigned version)
{
    return run_armed(armed, at, make_version, &version);
}

// A fresh scratch with `versions` versions in the store.
static void prepare(unsigned versions)
{
    fs_remove(scratch);
    assert_int_equal(g_mkdir(scratch, 0700), 0);
    for (unsigned version = 1; version <= versions; version++)
        kit_snapshot(place, version);
}

// Whether the object can be read by other tools as it stands, with no call of ours in between.
static bool valid_as_it_stands(void)
{
    g_autofree char *object = g_build_filename(
        place, "467/629/fd1/467629fd1f754c3cb0571da747cd83dc322272c2720a562d296d48020111609d",
        NULL);
    if (!fs_exists(object))
        return true;
    struct findings *findings = ocfl_verify_object(object, NULL);
    bool valid = findings->faults->len == 0;
    findings_free(findings);
    return valid;
}

static void strike_everywhere(enum fate armed, unsigned versions)
{
    int at = 0, status = 1, unsettled = 0;
    for (; status != 0; at++) {
        prepare(versions);
        status = run_child(armed, at, versions + 1);
        assert_true(at < 1000);
        unsettled += !valid_as_it_stands();
        bool there = fs_exists(place);
        size_t n = 0;
        if (there) {
            assert_valid(armed == KILL ? "killed at" : "full at", at);
            n = read_versions();
        }
        assert_true(n == versions || n == versions + 1);
        assert_true(status != 0 || n == versions + 1);
        // The next snapshot goes through, and leaves nothing lying about.
        struct store_written next = kit_snapshot(place, versions + 1);
        assert_int_equal(next.version, versions + 1);
        assert_int_equal(next.unchanged, n == versions + 1);
        assert_valid("after", at);
        assert_clean();
    }
    print_message("%d places, in %d of them the next call had something to finish\n", at - 1,
                  unsettled);
    assert_true(at > 20);
    // The three renames that put a version in place cannot be one (stage.h); nothing else may show.
    assert_int_equal(unsettled, armed == KILL && versions ? 2 : 0);
}

static void test_kill_first(void **state)
{
    (void)state;
    strike_everywhere(KILL, 0);
}

static void test_kill_next(void **state)
{
    (void)state;
    strike_everywhere(KILL, 2);
}

static void test_full_first(void **state)
{
    (void)state;
    strike_everywhere(FULL, 0);
}

static void test_full_next(void **state)
{
    (void)state;
    strike_everywhere(FULL, 2);
}

// What the next call did is told.
static void test_recovery_is_told(void **state)
{
    (void)state;
    size_t told[2] = {0, 0};
    for (int at = 0, status = KILLED; status == KILLED; at++) {
        prepare(1);
        status = run_child(KILL, at, 2);
        struct diag *diag = diag_new();
        struct store *store = store_open(place, diag, NULL);
        store_close(store);
        for (size_t i = 0; i < diag_count(diag); i++) {
            const char *code = diag_get(diag, i)->code;
            assert_true(!strcmp(code, "store-cleaned") || !strcmp(code, "store-recovered"));
            told[!strcmp(code, "store-recovered")]++;
        }
        assert_true(diag_count(diag) <= 1);
        diag_free(diag);
    }
    assert_true(told[0] > 10 && told[1] > 2);
}

// A version that was finished for a store that has since gone, or gone back, is not put into it.
static void test_other_store(void **state)
{
    (void)state;
    int last = 0;
    for (int at = 0, status = KILLED; status == KILLED; at++, last = at) {
        prepare(1);
        status = run_child(KILL, at, 2);
    }
    for (int at = 0; at < last; at++) {
        prepare(2);
        run_child(KILL, at, 3);
        fs_remove(place);
        kit_snapshot(place, 1);
        assert_valid("another store", at);
        assert_int_equal(read_versions(), 1);
    }
}

// Killed while it mends what another left: the third call mends it still.
static void test_kill_in_recovery(void **state)
{
    (void)state;
    int last = 0;
    for (int at = 0, status = KILLED; status == KILLED; at++, last = at) {
        prepare(1);
        status = run_child(KILL, at, 2);
    }
    for (int first = last - 12; first < last; first++) {
        for (int second = 0, status = 2; status == 2 && second < 40; second++) {
            prepare(1);
            run_child(KILL, first, 2);
            status = run_child(KILL, second, 2);
            assert_valid("twice killed", first * 100 + second);
            assert_true(read_versions() >= 1);
            kit_snapshot(place, 2);
            assert_int_equal(read_versions(), 2);
            assert_clean();
        }
    }
}

// ---- two at once -----------------------------------------------------------------------------

enum { WRITERS = 3, EACH = 4 };

static void write_each(int writer)
{
    for (int i = 0; i < EACH; i++) {
        struct kit_bag kit;
        struct store_written written;
        g_autoptr(GError) error = NULL;
        const struct store_job job = {.message = "test"};
        kit_bag_make(&kit, (unsigned)(100 * writer + i));
        if (!store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, &error)) {
            print_error("writer %d: %s\n", writer, error->message);
            _exit(1);
        }
        kit_bag_drop(&kit);
    }
    _exit(0);
}

// Writers that begin with no store at all; every version of each is there in the end.
static void test_writers_queue(void **state)
{
    (void)state;
    pid_t children[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        if ((children[i] = fork()) == 0)
            write_each(i + 1);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_valid("writers", 0);
    assert_clean();
    struct store *store = store_open(place, NULL, NULL);
    struct store_object *object = store_object_open(store, NULL, NULL);
    assert_int_equal(store_object_versions(object), WRITERS * EACH);
    bool seen[WRITERS + 1][EACH] = {0};
    for (size_t number = 1; number <= WRITERS * EACH; number++) {
        g_autoptr(GBytes) bytes = store_version_read(object, number, "letter.txt", NULL);
        int which = atoi((const char *)g_bytes_get_data(bytes, NULL) + strlen("letter, version "));
        assert_false(seen[which / 100][which % 100]);
        seen[which / 100][which % 100] = true;
    }
    store_object_close(object);
    store_close(store);
}

// ---- real disks ------------------------------------------------------------------------------

// A small disk of our own at `place`'s parent; skipped where that is not allowed.
static char *move_to_small_disk(const char *options)
{
    char *disk = g_build_filename(scratch, "disk", NULL);
    assert_int_equal(g_mkdir(disk, 0700), 0);
    if (!mount_small(disk, options)) {
        g_free(disk);
        NOT_RUN("no disk can be mounted here: %s\n", g_strerror(errno));
    }
    g_free(place);
    place = g_build_filename(disk, "store", NULL);
    return disk;
}

// Snapshots of 20 KB each until a disk of 256 KB is full: an error, and all before it stands.
static void test_disk_fills(void **state)
{
    (void)state;
    g_autofree char *disk = move_to_small_disk("size=256k");
    size_t made = 0;
    bool full = false;
    for (unsigned i = 0; i < 40 && !full; i++) {
        struct kit_bag kit;
        struct store_written written;
        g_autoptr(GError) error = NULL;
        const struct store_job job = {0};
        g_autofree char *large = g_strnfill(20000, (char)('a' + i % 26));
        kit_bag_make(&kit, i + 1);
        g_bytes_unref(kit.files[1].bytes);
        kit.files[1].bytes = g_bytes_new(large, 20000);
        full = !store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, &error);
        made += !full;
        assert_true(!full || strstr(error->message, g_strerror(ENOSPC)));
        kit_bag_drop(&kit);
    }
    assert_true(full && made > 2);
    assert_valid("full disk", (int)made);
    assert_int_equal(read_versions(), made);
    umount(disk);
}

static void test_read_only(void **state)
{
    (void)state;
    g_autofree char *disk = move_to_small_disk("size=1m");
    kit_snapshot(place, 1);
    kit_snapshot(place, 2);
    assert_int_equal(mount("none", disk, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
    assert_valid("read only", 0);
    assert_int_equal(read_versions(), 2);
    struct kit_bag kit;
    struct store_written written;
    g_autoptr(GError) error = NULL;
    const struct store_job job = {0};
    kit_bag_make(&kit, 3);
    assert_false(store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, &error));
    assert_non_null(strstr(error->message, g_strerror(EROFS)));
    kit_bag_drop(&kit);
    umount(disk);
}

// A store that is a disk's own top: nothing can be staged beside it.
static void test_own_disk(void **state)
{
    (void)state;
    g_autofree char *disk = move_to_small_disk("size=1m");
    g_free(place);
    place = g_strdup(disk);
    kit_snapshot(place, 1);
    for (int at = 0, status = KILLED; status == KILLED; at++) {
        status = run_child(KILL, at, 2);
        assert_valid("own disk", at);
        assert_true(read_versions() >= 1);
        kit_snapshot(place, 2);
        kit_snapshot(place, 1);
        fs_remove(place);
        kit_snapshot(place, 1);
    }
    umount(disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kill_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kill_next, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_full_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_full_next, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_recovery_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_store, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kill_in_recovery, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_writers_queue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_disk_fills, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_read_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_own_disk, set_up, tear_down),
    };
    return not_run_status(cmocka_run_group_tests_name("crash", tests, NULL, NULL));
}
