// SPDX-License-Identifier: MIT
// Inventories as text: a version spliced into the text gives the bytes that a version set in the
// JSON gives, and whatever is not in our own form is read the general way.
#include "store_kit.h"

#include "base/file.h"
#include "store/inventory_load.h"
#include "store/inventory_text.h"
#include "store/ocfl_check.h"

enum { VERSIONS = 12 };

#define OBJECT "467/629/fd1/467629fd1f754c3cb0571da747cd83dc322272c2720a562d296d48020111609d"

static char *scratch, *place, *object;

static int set_up(void **state)
{
    (void)state;
    scratch = kit_scratch();
    place = g_build_filename(scratch, "store", NULL);
    object = g_build_filename(place, OBJECT, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_free(object);
    g_free(place);
    kit_drop(scratch);
    return 0;
}

static GBytes *text_of(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "inventory.json", NULL);
    GBytes *bytes = file_read(path, INVENTORY_MOST, NULL);
    assert_non_null(bytes);
    return bytes;
}

static json_t *json_of(GBytes *bytes)
{
    gsize n;
    const char *text = g_bytes_get_data(bytes, &n);
    return json_read("inventory.json", text, n, NULL);
}

static void assert_same(GBytes *bytes, const GString *text)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    assert_int_equal(n, text->len);
    assert_memory_equal(data, text->str, n);
}

// One snapshot with what a message can hold: the end of a version's block among it.
static void snapshot(unsigned version)
{
    static const char *const messages[] = {
        "as published", "", "a \"quoted\" word\n    },\n    \"v2\": {\n",
        "\t\u0631\u0633\u0627\u0644\u0629\\", "  },\n  \"fixity\": {\n    \"sha256\": {\n"};
    struct kit_bag kit;
    struct store_written written;
    const struct store_job job = {.message = messages[version % G_N_ELEMENTS(messages)],
                                  .user = version % 2 ? "\u0645\u0643\u062a\u0628 \"A\"" : NULL};
    // Every fourth goes back to what was there: nothing new in manifest or fixity but its note.
    kit_bag_make(&kit, version % 4 ? version : 1);
    assert_true(store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, NULL));
    assert_int_equal(written.version, version);
    kit_bag_drop(&kit);
}

static void test_one_form(void **state)
{
    (void)state;
    for (unsigned version = 1; version <= VERSIONS; version++) {
        snapshot(version);
        g_autoptr(GBytes) bytes = text_of(object);
        json_t *json = json_of(bytes);
        GString *printed = inventory_print(json);
        assert_same(bytes, printed);
        g_string_free(printed, TRUE);
        json_decref(json);
    }
    struct findings *findings = ocfl_verify_object(object, NULL);
    assert_int_equal(findings->faults->len + findings->warnings->len, 0);
    findings_free(findings);
}

// ---- growing both ways -----------------------------------------------------------------------

static json_t *addition_of(size_t number, bool with_content)
{
    g_autofree char *name = version_name(number, 0), *path = g_strdup_printf("%s/content/a", name);
    g_autofree char *hex512 = g_strnfill(128, 'a'), *hex256 = g_strnfill(64, 'b');
    json_t *block = json_pack("{s:s, s:s, s:{s:s, s:s}, s:{s:[s, s]}}", "created",
                              "2026-01-01T00:00:00Z", "message", "x\n    }", "user", "name", "w",
                              "address", "urn:w", "state", hex512, "a", "b/\u0628");
    json_t *addition = json_pack("{s:s, s:{s:o}}", "head", name, "versions", name, block);
    if (with_content) {
        json_object_set_new(addition, "manifest", json_pack("{s:[s]}", hex512, path));
        json_object_set_new(addition, "fixity", json_pack("{s:{s:[s]}}", "sha256", hex256, path));
    }
    return addition;
}

static void assert_grows_alike(size_t number, bool with_content)
{
    struct inventory *excerpt = inventory_load_excerpt(object, NULL, 0, NULL);
    struct inventory *whole = inventory_load(object, NULL);
    json_t *addition = addition_of(number, with_content);
    assert_true(excerpt->places.head > 0 && whole->places.head == 0);
    assert_int_equal(excerpt->newest, whole->newest);
    assert_string_equal(excerpt->id, whole->id);
    assert_string_equal(excerpt->hex, whole->hex);
    assert_true(
        json_equal(inventory_version(excerpt, number - 1), inventory_version(whole, number - 1)));
    GString *spliced = inventory_grow(excerpt, addition),
            *printed = inventory_grow(whole, addition);
    assert_string_equal(spliced->str, printed->str);
    g_string_free(spliced, TRUE);
    g_string_free(printed, TRUE);
    json_decref(addition);
    inventory_free(excerpt);
    inventory_free(whole);
}

static void test_grows_alike(void **state)
{
    (void)state;
    for (unsigned version = 1; version <= VERSIONS; version++) {
        snapshot(version);
        assert_grows_alike(version + 1, true);
        assert_grows_alike(version + 1, false);
    }
}

// Of the manifest, what was asked for.
static void test_wanted(void **state)
{
    (void)state;
    snapshot(1);
    snapshot(2);
    struct inventory *whole = inventory_load(object, NULL);
    g_autofree char *absent = g_strnfill(128, '0');
    const char *first = json_object_iter_key(json_object_iter(whole->manifest));
    const char *const wanted[] = {absent, first};
    struct inventory *excerpt = inventory_load_excerpt(object, wanted, 2, NULL);
    assert_int_equal(json_object_size(excerpt->manifest), 1);
    assert_string_equal(inventory_content(excerpt, first), inventory_content(whole, first));
    inventory_free(excerpt);
    inventory_free(whole);
}

// ---- other forms -----------------------------------------------------------------------------

static bool is_excerpt(const char *text, size_t n)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, n);
    struct inventory *inventory = inventory_excerpt(bytes, NULL, 0);
    bool is = inventory != NULL;
    inventory_free(inventory);
    return is;
}

// Not one byte may be missing, and any may be another.
static void test_cut_and_changed(void **state)
{
    (void)state;
    snapshot(1);
    snapshot(2);
    g_autoptr(GBytes) bytes = text_of(object);
    gsize n;
    const char *text = g_bytes_get_data(bytes, &n);
    assert_true(is_excerpt(text, n));
    g_autofree char *changed = g_strndup(text, n);
    for (gsize i = 0; i < n; i++) {
        assert_false(is_excerpt(text, i));
        changed[i] = text[i] == '\n' ? ' ' : '\n';
        is_excerpt(changed, n);
        changed[i] = text[i];
    }
    // Digests in capitals are left to the general way, which finds them whatever their case.
    char *digest = strstr(changed, "    \"") + strlen("    \"");
    for (char *p = digest; p < digest + 128; p++)
        *p = g_ascii_toupper(*p);
    assert_false(is_excerpt(changed, n));
}

static void replace(const char *folder, const char *text)
{
    char hex[DIGEST_HEX_MAX + 1];
    g_autofree char *path = g_build_filename(folder, "inventory.json", NULL);
    g_autofree char *sidecar = g_strconcat(path, ".sha512", NULL);
    digest_bytes(DIGEST_SHA512, text, strlen(text), hex);
    g_autofree char *line = g_strconcat(hex, " inventory.json\n", NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    assert_true(g_file_set_contents(sidecar, line, -1, NULL));
}

// What another tool printed, and what this program printed once, is read whole and printed anew.
static void test_other_print(void **state)
{
    (void)state;
    snapshot(1);
    snapshot(2);
    g_autoptr(GBytes) bytes = text_of(object);
    g_autofree char *newest = g_build_filename(object, "v2", NULL);
    json_t *json = json_of(bytes);
    g_autofree char *other = json_print(json);
    assert_false(is_excerpt(other, strlen(other)));
    replace(object, other);
    replace(newest, other);
    snapshot(3);
    g_autoptr(GBytes) after = text_of(object);
    assert_true(is_excerpt(g_bytes_get_data(after, NULL), g_bytes_get_size(after)));
    struct findings *findings = ocfl_verify_object(object, NULL);
    assert_int_equal(findings->faults->len + findings->warnings->len, 0);
    findings_free(findings);
    json_decref(json);
}

// A text in our form is held against its sidecar all the same.
static void test_damaged(void **state)
{
    (void)state;
    snapshot(1);
    g_autoptr(GBytes) bytes = text_of(object);
    gsize n;
    g_autofree char *path = g_build_filename(object, "inventory.json", NULL);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, &n), g_bytes_get_size(bytes));
    char *digit = strstr(text, "\": [") - 1;
    *digit = *digit == '0' ? '1' : '0';
    assert_true(g_file_set_contents(path, text, -1, NULL));
    struct kit_bag kit;
    struct store_written written;
    g_autoptr(GError) error = NULL;
    const struct store_job job = {0};
    kit_bag_make(&kit, 2);
    assert_false(store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, &error));
    assert_non_null(strstr(error->message, "E060"));
    kit_bag_drop(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_grows_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cut_and_changed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_print, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("inventories as text", tests, NULL, NULL);
}
