// SPDX-License-Identifier: MIT
// What bag_write() writes, down to the byte, and what it refuses.
#include "archive/bag.h"
#include "archive/bag_info.h"
#include "archive/crate.h"
#include "archive/manifest.h"
#include "zip/name.h"
#include "archive/verify.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
// cmocka's header wants the above before it
#include <cmocka.h>

static char *folder;

static int set_up(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("warraq-bag-XXXXXX", NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
        g_free(path);
    }
    g_dir_close(dir);
    g_rmdir(folder);
    g_free(folder);
    return 0;
}

static GBytes *text(const char *words)
{
    return g_bytes_new_static(words, strlen(words));
}

// Writes a bag of these paths, each file holding its own path. NULL, or the fault's message.
static char *write_paths(const char *const *paths, int64_t date, struct bag_written *ret)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(struct bag_file));
    for (; *paths; paths++) {
        struct bag_file file = {.path = *paths, .bytes = text(*paths)};
        g_array_append_val(files, file);
    }
    struct bag bag = {"letter", (struct bag_file *)files->data, files->len, NULL, 0, date};
    char *zip = g_build_filename(folder, "letter.zip", NULL);
    GError *error = NULL;
    char *message = NULL;
    if (!bag_write(&bag, zip, ret, &error)) {
        assert_int_equal(error->code, FAULT_USAGE);
        message = g_strdup(error->message);
        g_error_free(error);
    }
    for (guint i = 0; i < files->len; i++)
        g_bytes_unref(g_array_index(files, struct bag_file, i).bytes);
    g_array_unref(files);
    g_free(zip);
    return message;
}

static void assert_valid(void)
{
    char *zip = g_build_filename(folder, "letter.zip", NULL);
    struct findings *findings = verify_bag_zip(zip, &zip_limits_default, NULL);
    for (guint i = 0; i < findings->faults->len; i++) {
        struct finding *finding = &g_array_index(findings->faults, struct finding, i);
        print_message("%s %s: %s\n", finding->code, finding->path, finding->message);
    }
    assert_int_equal(findings->faults->len, 0);
    findings_free(findings);
    g_free(zip);
}

static const char *const plain[] = {"letter.txt", "source/رسالة.txt", NULL};

static void test_same_bytes(void **state)
{
    (void)state;
    struct bag_written first, other;
    assert_null(write_paths(plain, 1700000001, &first));
    assert_int_equal(first.entries, 7);
    assert_valid();
    g_setenv("TZ", "Asia/Tokyo", TRUE);
    tzset();
    setlocale(LC_ALL, "ar_EG.UTF-8");
    mode_t before = umask(077);
    const char *const reversed[] = {plain[1], plain[0], NULL};
    assert_null(write_paths(reversed, 1700000000, &other)); // DOS knows no odd seconds
    umask(before);
    setlocale(LC_ALL, "C");
    g_unsetenv("TZ");
    tzset();
    assert_string_equal(first.sha512, other.sha512);
}

static void test_dates_clamped(void **state)
{
    (void)state;
    struct bag_written at_zero, at_1979, at_end;
    assert_null(write_paths(plain, -1, &at_zero));
    assert_valid();
    assert_null(write_paths(plain, INT64_MIN, &at_1979));
    assert_valid();
    assert_null(write_paths(plain, INT64_MAX, &at_end));
    assert_valid();
}

static void test_odd_names(void **state)
{
    (void)state;
    const char *const odd[] = {"100%.txt", "%0A",   " b",    "e\xCC\x81",
                               "日本.txt", "a b/c", ".keep", NULL};
    struct bag_written written;
    assert_null(write_paths(odd, 1700000000, &written));
    assert_valid();
}

static void test_refused_paths(void **state)
{
    (void)state;
    const char *const bad[] = {"/x",   "../x", "a/../b", "a//b",  "a/./b",     "",         "a\\b",
                               "\xFF", "a/",   "a\nb",   "a\x7F", "a\xC2\x85", "a\u202Eb", ".../a",
                               "a.",   "a /b", "a;1",    "a:b",   "nul.txt"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        struct bag_written written;
        char *message = write_paths((const char *const[]){bad[i], NULL}, 0, &written);
        assert_non_null(message);
        assert_true(g_utf8_validate(message, -1, NULL));
        g_free(message);
    }
}

static void test_clashing_paths(void **state)
{
    (void)state;
    const char *const bad[][3] = {{"a", "a"},     {"a", "A"},   {"é", "e\xCC\x81"},
                                  {"a/b", "A/c"}, {"a", "a/b"}, {"Straße", "STRASSE"},
                                  {"ﬁ", "fi"}};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        struct bag_written written;
        char *message = write_paths(bad[i], 0, &written);
        if (!message)
            fail_msg("%s and %s go together", bad[i][0], bad[i][1]);
        g_free(message);
    }
}

static void test_missing_source(void **state)
{
    (void)state;
    const char *const sources[] = {"/nonexistent/x", "/", "/dev/null"};
    char *zip = g_build_filename(folder, "letter.zip", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
        struct bag_file file = {.path = "x", .source = sources[i]};
        struct bag bag = {"letter", &file, 1, NULL, 0, 0};
        struct bag_written written;
        GError *error = NULL;
        assert_false(bag_write(&bag, zip, &written, &error));
        assert_int_equal(error->code, FAULT_IO);
        assert_non_null(strstr(error->message, sources[i]));
        g_error_free(error);
        assert_false(g_file_test(zip, G_FILE_TEST_EXISTS));
    }
    g_free(zip);
}

static void test_manifest_spelling(void **state)
{
    (void)state;
    GString *spelt = g_string_new(NULL);
    manifest_encode(spelt, "a%0A\r\n ~رسالة");
    assert_string_equal(spelt->str, "a%250A%0D%0A ~رسالة");
    char *path = manifest_decode(spelt->str, true);
    assert_string_equal(path, "a%0A\r\n ~رسالة");
    char *old = manifest_decode("%7E%25%0d%0a", false);
    assert_string_equal(old, "%7E%25\r\n");
    g_string_free(spelt, TRUE);
    g_free(path);
    g_free(old);
}

static void test_info_text(void **state)
{
    (void)state;
    struct bag_label info[] = {
        {"Source-Organization", "A long name that goes on and on, far past the seventy-nine "
                                "columns a line may have"},
        {"External-Description", "two\nlines"},
        {"Bag-Software-Agent", "warraq 1.2"},
    };
    struct bag bag = {"letter", NULL, 0, info, G_N_ELEMENTS(info), 1700000000};
    GString *written = bag_info_write(&bag, 999950, 3);
    assert_string_equal(written->str,
                        "Source-Organization: A long name that goes on and on, far past the "
                        "seventy-nine\n  columns a line may have\n"
                        "External-Description: two lines\n"
                        "Bag-Software-Agent: warraq 1.2\n"
                        "Bagging-Date: 2023-11-14\n"
                        "Payload-Oxum: 999950.3\n"
                        "Bag-Size: 1.0 MB\n");
    char *name = bag_info_get(written->str, "source-organization");
    assert_string_equal(name, info[0].value);
    assert_true(bag_info_is_ours(written->str));
    assert_false(bag_info_is_ours("Bag-Software-Agent: warraqish\n"));
    assert_false(bag_info_is_ours("Contact-Name: warraq\n"));
    g_free(name);
    g_string_free(written, TRUE);
}

static void test_crate(void **state)
{
    (void)state;
    struct crate_file files[] = {
        {.path = "letter.pdf",
         .name = "The letter",
         .format = "application/pdf",
         .format_id = "https://www.nationalarchives.gov.uk/PRONOM/fmt/476",
         .format_name = "PDF/A-2a",
         .role = CRATE_RESULT},
        {.path = "source/my رسالة e\xCC\x81.txt", .format = "text/plain", .role = CRATE_SOURCE},
    };
    GBytes *bytes = text("abc");
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        assert_true(crate_measure(&(struct bag_file){.bytes = bytes}, &files[i], NULL));
    g_bytes_unref(bytes);
    struct crate crate = {.name = "رسالة",
                          .description = "An open letter",
                          .date = "2020-09-08",
                          .license = "https://creativecommons.org/publicdomain/zero/1.0/",
                          .license_name = "CC0 1.0",
                          .language = "ar",
                          .tool = "warraq",
                          .tool_version = "1",
                          .files = files,
                          .n_files = G_N_ELEMENTS(files)};
    GBytes *made = crate_write(&crate);
    char *expected;
    gsize n;
    const char *got = g_bytes_get_data(made, &n);
    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/tests/archive/crate.expected.json", &expected,
                                    NULL, NULL));
    char *copy = g_strndup(got, n);
    assert_string_equal(copy, expected);
    g_free(copy);
    g_free(expected);
    g_bytes_unref(made);
}

static void test_names(void **state)
{
    (void)state;
    const char *code = NULL;
    assert_null(name_fault("data/~x/C:y", 11, &code));
    assert_non_null(name_fault("c:y", 3, &code));
    assert_string_equal(code, "path-drive");
    assert_non_null(name_doubt("data/aux.txt", &code));
    assert_string_equal(code, "path-not-portable");
    assert_non_null(name_doubt("data/COM7", &code));
    assert_null(name_doubt("data/COMMON/AUXILIARY.console", &code));
    assert_non_null(name_doubt("data/.DS_Store", &code));
    assert_string_equal(code, "system-file");
    assert_non_null(name_doubt("data/letter\u202Efdp.exe", &code));
    assert_string_equal(code, "path-deceptive");
    char *a = name_key("Ǆ/STRASSE/É"), *b = name_key("ǆ/straße/e\xCC\x81");
    assert_string_equal(a, b);
    g_free(a);
    g_free(b);
}

static void test_variance(void **state)
{
    (void)state;
    static const struct {
        const char *name, *code, *mended;
    } rows[] = {
        {"data/a b/رسالة.txt", NULL, "data/a b/رسالة.txt"},
        {"data/COMMON/a;b.c", NULL, "data/COMMON/a;b.c"},
        {"data/.keep", NULL, "data/.keep"},
        {"data/a\x01.txt", "path-control", "data/a_.txt"},
        {"data/a\xC2\x9B", "path-control", "data/a_"},
        {"data/a\u200F.txt", "path-bidi", "data/a_.txt"},
        {"data/.../b", "path-dots", "data/___/b"},
        {"data/b. .", "path-trailing", "data/b___"},
        {"data/b /c", "path-trailing", "data/b_/c"},
        {"data/letter.txt;12", "path-version", "data/letter.txt_12"},
        {"data/letter.txt;", "path-version", "data/letter.txt_"},
        {"data/Con.txt", "path-device", "data/_Con.txt"},
        {"data/lpt¹", "path-device", "data/_lpt¹"},
        {"data/aux .x", "path-device", "data/_aux .x"},
        {"data/e\u0301.txt", "path-not-nfc", "data/\u00e9.txt"},
        {"data/Re: letter.md", "path-stream", "data/Re_ letter.md"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *code = NULL;
        bool any = name_variance(rows[i].name, &code) != NULL;
        if (any != (rows[i].code != NULL) || g_strcmp0(code, rows[i].code) != 0)
            fail_msg("%s: %s", rows[i].name, code);
        char *mended = name_mended(rows[i].name);
        assert_string_equal(mended, rows[i].mended);
        assert_null(name_variance(mended, NULL));
        g_free(mended);
    }
}

// Names from strangers reach a terminal.
static void test_findings_are_harmless(void **state)
{
    (void)state;
    struct findings *findings = findings_new("bag");
    findings_fault(findings, "code", "a\x1b[2J\n\xFFرسالة\u202E", "%s", "\x07\xC2\x85!");
    const struct finding *finding = &g_array_index(findings->faults, struct finding, 0);
    assert_string_equal(finding->path, "a␛[2J␊\\xFFرسالة<U+202E>");
    assert_string_equal(finding->message, "␇<U+0085>!");
    for (int i = 0; i < 2 * FINDINGS_MOST; i++)
        findings_warning(findings, "code", NULL, "again");
    assert_int_equal(findings->warnings->len, FINDINGS_MOST + 1);
    finding = &g_array_index(findings->warnings, struct finding, FINDINGS_MOST);
    assert_string_equal(finding->code, "too-many");
    assert_string_equal(finding->message, "10000 more of the same sort");
    findings_free(findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dates_clamped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_odd_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clashing_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing_source, set_up, tear_down),
        cmocka_unit_test(test_manifest_spelling),
        cmocka_unit_test(test_info_text),
        cmocka_unit_test(test_crate),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_variance),
        cmocka_unit_test(test_findings_are_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
