// SPDX-License-Identifier: MIT
// Inventories as text: every version is written in the one form, whatever form it was read in.
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

// ---- other forms -----------------------------------------------------------------------------

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

// Every SHA-512 in capitals.
static void capitals(char *text)
{
    for (size_t n = 0; *text; text += MAX(n, 1)) {
        n = strspn(text, "0123456789abcdef");
        for (size_t i = 0; n == 128 && i < n; i++)
            text[i] = g_ascii_toupper(text[i]);
    }
}

// Another tool's printing, with its digests in capitals, is read and printed anew; what it has
// already is not stored again.
static void test_other_print(void **state)
{
    (void)state;
    snapshot(1);
    snapshot(2);
    g_autoptr(GBytes) bytes = text_of(object);
    g_autofree char *newest = g_build_filename(object, "v2", NULL);
    json_t *json = json_of(bytes);
    g_autofree char *other = json_print(json);
    capitals(other);
    replace(object, other);
    replace(newest, other);
    snapshot(3);
    g_autoptr(GBytes) after = text_of(object);
    json_t *again = json_of(after);
    GString *printed = inventory_print(again);
    assert_same(after, printed);
    struct findings *findings = ocfl_verify_object(object, NULL);
    assert_int_equal(findings->faults->len + findings->warnings->len, 0);
    findings_free(findings);
    g_string_free(printed, TRUE);
    json_decref(again);
    json_decref(json);
}

static void expect_refused(const char *code)
{
    struct kit_bag kit;
    struct store_written written;
    g_autoptr(GError) error = NULL;
    const struct store_job job = {0};
    kit_bag_make(&kit, 2);
    assert_false(store_snapshot(place, KIT_ID, &kit.bag, &job, NULL, &written, &error));
    if (!strstr(error->message, code))
        fail_msg("%s", error->message);
    kit_bag_drop(&kit);
}

// An inventory is held against its sidecar, and checked even where that agrees.
static void test_damaged(void **state)
{
    (void)state;
    snapshot(1);
    g_autoptr(GBytes) bytes = text_of(object);
    gsize n;
    g_autofree char *path = g_build_filename(object, "inventory.json", NULL);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, &n), g_bytes_get_size(bytes));
    *strstr(text, "Z\"") = 'z'; // as right a date as before
    assert_true(g_file_set_contents(path, text, -1, NULL));
    expect_refused("E060");
    char *digit = strstr(text, "\": [") - 1;
    *digit = *digit == '0' ? '1' : '0';
    replace(object, text);
    expect_refused("E050");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_print, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("inventories as text", tests, NULL, NULL);
}
