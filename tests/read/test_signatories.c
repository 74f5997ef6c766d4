// SPDX-License-Identifier: MIT
// Lists from files of their own, in every form, and one too long to hold.
#include "base/file.h"
#include "model/dump.h"
#include "check/check.h"
#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <csv.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define LETTER TEST_BINARY_DIR "/letter-of-lists.txt"

static int write_letter(void **state)
{
    (void)state;
    static const char text[] =
        "A letter whose list is elsewhere\n\nThe body of this letter is one sentence long and "
        "says what letters of this kind say, no more.\n\nSincerely,\n";
    return file_write(LETTER, text, strlen(text), NULL) ? 0 : 1;
}

static struct document *read_with(const char *list)
{
    struct read_options options = {.signatories = list, .data = "data"};
    GError *error = NULL;
    struct document *document = read_document(LETTER, &options, NULL, &error);
    if (!document)
        fail_msg("%s", error->message);
    return document;
}

// The entries as "label name" lines.
static char *entries_of(const struct document *document)
{
    GString *out = g_string_new(NULL);
    struct arena *arena = arena_new();
    struct node_cursor cursor = node_cursor_start(document_signatories(document), NULL);
    for (const struct node *entry; (entry = node_cursor_next(&cursor, arena, NULL)) != NULL;) {
        g_string_append_printf(out, "%s|", entry->entry.label);
        node_append_text(entry, out);
        if (entry->lang)
            g_string_append_printf(out, "@%s", entry->lang);
        g_string_append_c(out, '\n');
    }
    arena_free(arena);
    return g_string_free(out, FALSE);
}

static void expect_entries(const char *name, const char *bytes, const char *expected)
{
    char *path = g_strdup_printf("%s/%s", TEST_BINARY_DIR, name);
    assert_true(file_write(path, bytes, strlen(bytes), NULL));
    struct document *document = read_with(path);
    char *entries = entries_of(document);
    assert_string_equal(entries, expected);
    g_free(entries);
    document_free(document);
    g_free(path);
}

static void test_csv(void **state)
{
    (void)state;
    expect_entries(
        "named.csv",
        "\357\273\277No.,Full name,Organisation,Country,Lang\r\n"
        "1,\"Doe, Jane\",Open Page,DE,\r\n3,محمد علي,مركز,,ar\r\n,\"A \"\"B\"\" C\",,,\r\n",
        "1.|Doe, Jane, Open Page, DE\n3.|محمد علي، مركز@ar\n|A \"B\" C\n");
    expect_entries("plain.csv", "Jane Doe\nOmar Haddad\n", "|Jane Doe\n|Omar Haddad\n");
    expect_entries("semicolon.csv", "Vorname;Nachname;Ort\nUte;Ehm;Bonn\n", "|Ute Ehm, Bonn\n");
    expect_entries("alike.csv",
                   "Name,Role,Organisation,City,Country\nAna,Editor,\"Press, Ltd\",Lima,Peru\n"
                   "Omar,,Watch,,Jordan\n",
                   "|Ana, Editor, Press, Ltd, Lima, Peru\n|Omar, Watch, Jordan\n");
    expect_entries("numbered.csv", "7,Jane Doe,Editor\n9,Omar,\n",
                   "7.|Jane Doe, Editor\n9.|Omar\n");
}

static void expect_list_fault(const char *bytes, size_t n, const char *encoding, const char *said)
{
    const char *path = TEST_BINARY_DIR "/refused.csv";
    assert_true(file_write(path, bytes, n, NULL));
    struct read_options options = {.signatories = path, .encoding = encoding, .data = "data"};
    GError *error = NULL;
    struct document *document = read_document(LETTER, &options, NULL, &error);
    if (document)
        fail_msg("%s was read", said);
    if (!strstr(error->message, said))
        fail_msg("\"%s\" does not say \"%s\"", error->message, said);
    g_clear_error(&error);
}

// Rows as libcsv alone tells them: name and place, white space left out.
struct told {
    GString *text;
    size_t cell;
    bool named;
};

static void tell_cell(void *data, size_t n, void *user)
{
    struct told *told = user;
    const char *text = data;
    bool blank = strspn(text, " \r\n") == n;
    if (told->cell == 0)
        told->named = !blank;
    if (told->named && told->cell < 2 && !blank) {
        g_string_append(told->text, told->cell ? "," : "|");
        for (size_t i = 0; i < n; i++)
            if (!strchr(" \r\n", text[i]))
                g_string_append_c(told->text, text[i]);
    }
    told->cell++;
}

static void tell_row(int end, void *user)
{
    (void)end;
    struct told *told = user;
    if (told->named)
        g_string_append_c(told->text, '\n');
    told->cell = 0;
    told->named = false;
}

static char *told_by_libcsv(const char *text)
{
    struct told told = {g_string_new(NULL), 0, false};
    struct csv_parser parser;
    csv_init(&parser, CSV_REPALL_NL | CSV_APPEND_NULL);
    csv_parse(&parser, text, strlen(text), tell_cell, tell_row, &told);
    csv_fini(&parser, tell_cell, tell_row, &told);
    tell_row('\n', &told);
    csv_free(&parser);
    return g_string_free(told.text, FALSE);
}

// What is split here is what libcsv would have told, wherever quotes, returns and blanks stand.
static void test_csv_as_libcsv(void **state)
{
    (void)state;
    static const char signs[] = "ab ,,\"\r\n\n";
    GRand *random = g_rand_new_with_seed(10);
    for (int round = 0; round < 300; round++) {
        GString *text = g_string_new("name,place\n");
        for (int i = g_rand_int_range(random, 0, 60); i > 0; i--)
            g_string_append_c(text, signs[g_rand_int_range(random, 0, sizeof signs - 1)]);
        char *told = told_by_libcsv(text->str + strlen("name,place\n"));
        const char *path = TEST_BINARY_DIR "/as-libcsv.csv";
        assert_true(file_write(path, text->str, text->len, NULL));
        if (!*told) {
            expect_list_fault(text->str, text->len, NULL, "list-empty");
            g_string_free(text, TRUE);
            g_free(told);
            continue;
        }
        struct document *document = read_with(path);
        char *entries = entries_of(document);
        GString *bare = g_string_new(NULL);
        for (const char *c = entries; *c; c++)
            if (*c != ' ')
                g_string_append_c(bare, *c);
        assert_string_equal(bare->str, told);
        g_string_free(bare, TRUE);
        g_free(entries);
        document_free(document);
        g_string_free(text, TRUE);
        g_free(told);
    }
    g_rand_free(random);
}

static void test_csv_refused(void **state)
{
    (void)state;
    static const char zero[] = "name,place\nAna,Li\0ma\n";
    expect_list_fault(zero, sizeof zero - 1, NULL, "source-binary");
    char *open = g_strnfill(3 * 1024 * 1024, 'x');
    memcpy(open, "name\nAna\n\"", 10); // a quote that nothing closes
    expect_list_fault(open, strlen(open), NULL, "is a quote left open?");
    g_free(open);
    // A broken character within UTF-8 is no other encoding, and is not printed as U+FFFD.
    static const char broken[] = "name,place\nИван Петров,Омск\nМария Смирнова,Ом\321ск\n";
    expect_list_fault(broken, strlen(broken), NULL, "list-encoding");
}

// What a letter's text is repaired of, a cell is repaired of.
static void test_csv_repaired(void **state)
{
    (void)state;
    expect_entries("repaired.csv", "name,place\nAna,Li\007ma\nCafe\314\201,\"New\nYork\"\n",
                   "|Ana, Lima\n|Caf\303\251, New York\n");
}

static void test_tsv(void **state)
{
    (void)state;
    expect_entries("list.tsv", "姓名\t单位\n李伟\t记者之友\n\"quoted\t\n",
                   "|李伟，记者之友\n|\"quoted\n");
}

static void test_json(void **state)
{
    (void)state;
    expect_entries("list.json",
                   "{\"signatories\":[{\"number\":12,\"name\":\"Ana\",\"place\":\"Lima\"},"
                   "\"Omar\",{\"organization\":\"Press Watch\"}]}",
                   "12.|Ana, Lima\n|Omar\n|Press Watch\n");
    expect_entries("texts.json", "[\"1) Ana\",\"2) Omar\"]", "1)|Ana\n2)|Omar\n");
}

static void test_yaml(void **state)
{
    (void)state;
    expect_entries("list.yaml", "- No\n- 12\n- {name: Ana, role: Teacher, organisation: Union}\n",
                   "|No\n|12\n|Ana, Teacher, Union\n");
}

static void test_lines(void **state)
{
    (void)state;
    expect_entries("list.txt", "1. Ana\n\n٣- عمر\n• Li\nPlain\n", "1.|Ana\n٣-|عمر\n•|Li\n|Plain\n");
}

static void test_folder(void **state)
{
    (void)state;
    const char *folder = TEST_BINARY_DIR "/signers";
    g_mkdir_with_parents(folder, 0777);
    assert_true(
        file_write(TEST_BINARY_DIR "/signers/b.yaml", "name: Bea\nplace: Rome\n", 22, NULL));
    assert_true(file_write(TEST_BINARY_DIR "/signers/a.json", "{\"name\":\"Ada\"}", 14, NULL));
    assert_true(file_write(TEST_BINARY_DIR "/signers/c.md",
                           "---\nname: Cyd\nnumber: 3\n---\n\nWhy I sign.\n", 38, NULL));
    struct document *document = read_with(folder);
    char *entries = entries_of(document);
    assert_string_equal(entries, "|Ada\n|Bea, Rome\n3.|Cyd\n");
    assert_int_equal(document->sources->len, 4);
    g_free(entries);
    document_free(document);
}

enum { ROWS = 300000 };

static void write_rows(const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("number,name,place\n", file);
    for (int i = 1; i <= ROWS; i++)
        fprintf(file, "%d,Signatory of a long list %d,Town %d\n", i, i * 7, i % 100);
    fclose(file);
}

static long peak_kib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

// Three hundred thousand rows, fifteen megabytes of them, in less than a third of their size.
static void test_stream(void **state)
{
    (void)state;
    const char *path = TEST_BINARY_DIR "/long.csv";
    write_rows(path);
    long before = peak_kib();
    struct document *document = read_with(path);
    const struct node *list = document_signatories(document);
    assert_non_null(list->list.stream);
    assert_null(list->first);
    assert_int_equal(document->counts.listed, ROWS);
    assert_int_equal(document->counts.highest, ROWS);
#ifndef __SANITIZE_ADDRESS__
    assert_in_range(peak_kib() - before, 0, 5 * 1024);
#else
    (void)before;
#endif
    document_free(document);
    remove(path);
}

static void test_list_alone(void **state)
{
    (void)state;
    const char *path = TEST_BINARY_DIR "/alone.csv";
    static const char text[] = "الاسم\nمحمد علي\nليلى حسن\n";
    assert_true(file_write(path, text, strlen(text), NULL));
    struct read_options options = {.data = "data"};
    struct document *document = read_document(path, &options, NULL, NULL);
    assert_non_null(document);
    assert_string_equal(document->form, "signatories");
    assert_string_equal(document->root->lang, "ar");
    assert_int_equal(document->root->direction, DIRECTION_RTL);
    assert_int_equal(document->counts.listed, 2);
    assert_int_equal(document->sources->len, 1);
    document_free(document);
}

static void test_near_names(void **state)
{
    (void)state;
    const char *path = TEST_BINARY_DIR "/near.txt";
    static const char text[] = "Heritage Museum\nHeritage Musrum\nHeritage Museum\nAnn Lee\n"
                               "Lee, Ann\nLocal Group 12\nLocal Group 13\nCafé Zoë\nCAFE ZOE\n"
                               "Heritage Museums\nEritage Museum\nHeritage Museumxx\n";
    assert_true(file_write(path, text, strlen(text), NULL));
    struct document *document = read_with(path);
    struct diag *diag = diag_new();
    assert_true(check_document(document, diag, NULL));
    static const struct {
        const char *code;
        size_t line;
    } expected[] = {{"near-duplicate", 2}, {"duplicate", 3},       {"near-duplicate", 5},
                    {"near-duplicate", 9}, {"near-duplicate", 10}, {"near-duplicate", 11}};
    assert_int_equal(diag_count(diag), G_N_ELEMENTS(expected));
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        assert_string_equal(diag_get(diag, i)->code, expected[i].code);
        assert_int_equal(diag_get(diag, i)->line, expected[i].line);
        assert_string_equal(diag_get(diag, i)->file, path);
    }
    diag_free(diag);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stream), // first, while little memory was ever used
        cmocka_unit_test(test_csv),          cmocka_unit_test(test_csv_as_libcsv),
        cmocka_unit_test(test_tsv),          cmocka_unit_test(test_csv_refused),
        cmocka_unit_test(test_csv_repaired), cmocka_unit_test(test_json),
        cmocka_unit_test(test_yaml),         cmocka_unit_test(test_lines),
        cmocka_unit_test(test_folder),       cmocka_unit_test(test_list_alone),
        cmocka_unit_test(test_near_names),
    };
    return cmocka_run_group_tests(tests, write_letter, NULL);
}
