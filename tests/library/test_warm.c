// SPDX-License-Identifier: MIT
// A session that has set a letter before sets its next state from what it kept: whatever changes,
// it says and writes what a session that knows nothing would, and its memory does not grow.
#include "warraq.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>

// WARRAQ_EDITS=500 makes as many, and twice as many to look at the memory.
enum { EDITS_USUAL = 60, BYTES_MOST = 30 << 20, GROWTH_MOST = 6 << 20, LEFT_MOST = 1 << 20 };

static int edits(void)
{
    const char *asked = g_getenv("WARRAQ_EDITS");
    return asked ? (int)g_ascii_strtoll(asked, NULL, 10) : EDITS_USUAL;
}

static uint64_t state = 88172645463325252u; // xorshift: the same edits every time

static size_t any(size_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n ? (size_t)(state % n) : 0;
}

static const char *const words[] = {"ماء",   "والحقوق،", "2020", "water",  "Nước",           "水",
                                    "מים",   "Вода",     "(12)", "٣٤٥",    "«نص»",           "a-b",
                                    "الماءِ", "–",        "100%", "Zażółć", "http://x.test/a"};

// The example with every fifth name, so that a cold run is short.
static GPtrArray *example_lines(void)
{
    char *text = NULL;
    const char *path = TEST_SOURCE_DIR "/examples/open-letter.ar.txt";
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    char **parts = g_strsplit(text, "\n", -1);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    for (char **part = parts; *part; part++) {
        if (!g_str_has_prefix(*part, "  ") || g_ascii_strtoull(*part, NULL, 10) % 5 == 1)
            g_ptr_array_add(lines, g_strdup(*part));
    }
    g_strfreev(parts);
    g_free(text);
    return lines;
}

// One word of a line: changed, removed, or another put before it.
static char *word_edited(const char *line)
{
    char **parts = g_strsplit(line, " ", -1);
    guint n = g_strv_length(parts), at = (guint)any(n);
    size_t kind = any(3);
    if (n > 0 && kind < 2) {
        char *old = parts[at];
        const char *new = kind == 0 ? words[any(G_N_ELEMENTS(words))] : "";
        parts[at] = any(2) ? g_strdup(new) : g_strconcat(old, new, NULL);
        g_free(old);
    }
    char *joined = g_strjoinv(" ", parts);
    char *made = kind == 2 ? g_strconcat(words[any(G_N_ELEMENTS(words))], " ", joined, NULL)
                           : g_strdup(joined);
    g_strfreev(parts);
    g_free(joined);
    return made;
}

static void edit_any(GPtrArray *lines)
{
    guint at = (guint)any(lines->len);
    size_t kind = any(12);
    if (kind == 0 && lines->len > 60) {
        g_ptr_array_remove_index(lines, at);
    } else if (kind == 1) {
        g_ptr_array_insert(lines, (gint)at, g_strdup(lines->pdata[any(lines->len)]));
    } else if (kind == 2) {
        g_ptr_array_insert(lines, (gint)at, g_strdup(""));
    } else {
        char *old = lines->pdata[at];
        lines->pdata[at] = word_edited(old);
        g_free(old);
    }
}

static char *joined(const GPtrArray *lines)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s%s", i ? "\n" : "", (const char *)lines->pdata[i]);
    return g_string_free(text, FALSE);
}

static bool take(void *context, const void *data, size_t n)
{
    g_byte_array_append(context, data, (guint)n);
    return true;
}

struct wish {
    const char *style, *paper, *pdf;
};

static struct wish wish_any(void)
{
    static const char *const styles[] = {"compact", "petition", "letterhead", "large-print",
                                         "print"};
    struct wish wish = {0};
    if (any(4) == 0)
        wish.style = styles[any(G_N_ELEMENTS(styles))];
    if (any(8) == 0)
        wish.paper = any(2) ? "A5" : "Letter";
    if (any(10) == 0)
        wish.pdf = "a-4";
    return wish;
}

static void set_wish(struct warraq *w, const struct wish *wish)
{
    warraq_reset(w);
    warraq_set(w, "date", "2020-09-09");
    if (wish->style)
        warraq_set(w, "style", wish->style);
    if (wish->paper)
        warraq_set(w, "paper", wish->paper);
    if (wish->pdf)
        warraq_set(w, "pdf", wish->pdf);
}

static GByteArray *rendered(struct warraq *w, const char *text, const struct wish *wish,
                            enum warraq_status *ret)
{
    GByteArray *bytes = g_byte_array_new();
    set_wish(w, wish);
    warraq_lend(w, "letter.txt", text, strlen(text));
    *ret = warraq_render_to(w, "letter.txt", take, bytes);
    return bytes;
}

// The first page as a screen shows it.
static GByteArray *pictured(struct warraq *w, const char *text, const struct wish *wish)
{
    char *folder = g_dir_make_tmp("warraq-warm-XXXXXX", NULL), *bytes = NULL;
    char *path = g_build_filename(folder, "page.png", NULL);
    gsize n = 0;
    set_wish(w, &(struct wish){.style = wish->style, .paper = wish->paper});
    warraq_set(w, "pages", "1");
    warraq_set(w, "dpi", "60");
    warraq_lend(w, "letter.txt", text, strlen(text));
    warraq_picture(w, "letter.txt", path);
    if (g_file_get_contents(path, &bytes, &n, NULL))
        g_remove(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
    return g_byte_array_new_take((guint8 *)bytes, n);
}

static void compare_pictures(struct warraq *warm, struct warraq *cold, const char *text,
                             const struct wish *wish)
{
    GByteArray *was = pictured(warm, text, wish), *is = pictured(cold, text, wish);
    assert_int_equal(was->len, is->len);
    assert_memory_equal(was->data, is->data, is->len);
    g_byte_array_unref(was);
    g_byte_array_unref(is);
}

static void compare(struct warraq *warm, const char *text, int round)
{
    struct warraq *cold = warraq_new();
    struct wish wish = wish_any();
    enum warraq_status statuses[2];
    GByteArray *was = rendered(warm, text, &wish, &statuses[0]);
    GByteArray *is = rendered(cold, text, &wish, &statuses[1]);
    if (statuses[0] != statuses[1] || was->len != is->len ||
        memcmp(was->data, is->data, is->len) != 0)
        fail_msg("edit %d: %u bytes of status %d, but %u of %d", round, was->len, statuses[0],
                 is->len, statuses[1]);
    assert_string_equal(warraq_json(warm), warraq_json(cold));
    g_byte_array_unref(was);
    g_byte_array_unref(is);
    if (round % 3 == 0)
        compare_pictures(warm, cold, text, &wish);
    warraq_free(cold);
}

static void test_same_bytes(void **unused)
{
    (void)unused;
    struct warraq *warm = warraq_new();
    GPtrArray *lines = example_lines();
    for (int round = 0; round < edits(); round++) {
        if (round % 50 == 49) { // from the beginning, by other ways
            g_ptr_array_unref(lines);
            lines = example_lines();
        }
        edit_any(lines);
        char *text = joined(lines);
        compare(warm, text, round);
        g_free(text);
    }
    g_ptr_array_unref(lines);
    warraq_free(warm);
}

// ---- long lists, which are not gone through again where they did not change ------------------

enum { LONG_LIST = 6000 };

// Rows of what a sheet may hold: numbers with gaps, names long and short, cells not to be printed.
static GPtrArray *long_rows(void)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);
    for (int i = 1; i <= LONG_LIST; i++) {
        const char *name = words[any(G_N_ELEMENTS(words))], *more = words[any(5)];
        g_ptr_array_add(rows, g_strdup_printf("%d,%s %s %s,%s,%s", i + i / 1000, name, more,
                                              i % 97 ? "Smith"
                                                     : "of the Society for Everything "
                                                       "That Does Not Go Into One Line",
                                              i % 211 ? "yes" : "no", i % 500 ? "" : "a@b.test"));
    }
    return rows;
}

// What may become of a row of a sheet, and of those about it.
static void edit_row(GPtrArray *rows, guint at)
{
    static const char *const kinds[] = {
        "%u,%s %s,yes,",      "%u,%s %s,no,",    "%u,,yes,%s%s",    "%u,a@b.test %s %s,yes",
        "%u,\"%s\n%s\",yes,", "%u,%s %s,maybe,", "%u,%s %s,yes,\r", "\n\n%u,\"%s\" %s,yes\r\n",
        "%u,\"%s, %s\",yes",
    };
    size_t kind = any(G_N_ELEMENTS(kinds) + 3);
    if (kind == G_N_ELEMENTS(kinds)) {
        g_ptr_array_remove_range(rows, at, MIN(rows->len - at, 1 + (guint)any(400)));
        return;
    }
    if (kind > G_N_ELEMENTS(kinds) && at + 5 < rows->len) { // one row of all between two quotes
        g_ptr_array_insert(rows, (gint)at, g_strdup("7,\"Ana"));
        g_ptr_array_insert(rows, (gint)at + (gint)any(5), g_strdup("Ruiz\",yes,"));
        return;
    }
    const char *format = kinds[kind % G_N_ELEMENTS(kinds)];
    if (any(2))
        g_ptr_array_remove_index(rows, at);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    char *row = g_strdup_printf(format, at, words[any(17)], words[any(17)]);
#pragma GCC diagnostic pop
    g_ptr_array_insert(rows, (gint)at, row);
}

static void write_sheet(const char *path, const GPtrArray *rows)
{
    GString *text = g_string_new("number,name,may be published,e-mail\n");
    for (guint i = 0; i < rows->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)rows->pdata[i]);
    assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    g_string_free(text, TRUE);
}

// The same rows as a list of the letter's own, or none of its own.
static char *long_letter(const char *edited, const GPtrArray *rows, bool own)
{
    GString *text = g_string_new("Open letter\n\n");
    g_string_append_printf(text, "We write to you about %s and its water.\n\nSigned by:\n\n",
                           edited);
    for (guint i = 0; own && i < rows->len; i++) {
        char **cells = g_strsplit(rows->pdata[i], ",", -1);
        g_string_append_printf(text, "%s. %s\n", cells[0], cells[1]);
        g_strfreev(cells);
    }
    return g_string_free(text, FALSE);
}

static void hear(void *context, const struct warraq_message *message)
{
    g_string_append_printf(context, "%s:%zu: %s\n", message->file ? message->file : "",
                           message->line, message->text);
}

static void set_long(struct warraq *w, const char *text, const char *sheet)
{
    warraq_reset(w);
    warraq_set(w, "date", "2020-09-09");
    if (sheet) {
        warraq_set(w, "signatories", sheet);
        warraq_set(w, "allow", g_get_tmp_dir());
    }
    warraq_lend(w, "letter.txt", text, strlen(text));
}

static GByteArray *long_pdf(struct warraq *w, const char *text, const char *sheet)
{
    GByteArray *bytes = g_byte_array_new();
    set_long(w, text, sheet);
    assert_int_equal(warraq_render_to(w, "letter.txt", take, bytes), WARRAQ_OK);
    return bytes;
}

static GByteArray *long_picture(struct warraq *w, const char *text, const char *sheet,
                                const char *page)
{
    GByteArray *bytes = g_byte_array_new();
    set_long(w, text, sheet);
    warraq_set(w, "pages", page);
    warraq_set(w, "dpi", "40");
    warraq_write_with(w, take, bytes);
    assert_int_equal(warraq_picture(w, "letter.txt", "-"), WARRAQ_OK);
    warraq_write_with(w, NULL, NULL);
    return bytes;
}

static void same_bytes(GByteArray *one, GByteArray *other)
{
    assert_int_equal(one->len, other->len);
    assert_memory_equal(one->data, other->data, one->len);
    g_byte_array_unref(one);
    g_byte_array_unref(other);
}

static void compare_long(struct warraq *warm, const char *text, const char *sheet)
{
    static const char *const pages[] = {"1", "2", "9", "1-3"};
    struct warraq *cold = warraq_new();
    GString *said[] = {g_string_new(NULL), g_string_new(NULL)};
    const char *page = pages[any(3)];
    warraq_on_message(warm, hear, said[0]);
    warraq_on_message(cold, hear, said[1]);
    same_bytes(long_picture(warm, text, sheet, page), long_picture(cold, text, sheet, page));
    assert_string_equal(warraq_json(warm), warraq_json(cold));
    if (any(3) == 0) {
        warraq_free(cold);
        cold = warraq_new();
        warraq_on_message(cold, hear, said[1]);
        same_bytes(long_pdf(warm, text, sheet), long_pdf(cold, text, sheet));
        assert_string_equal(warraq_json(warm), warraq_json(cold));
    }
    assert_string_equal(said[0]->str, said[1]->str);
    warraq_on_message(warm, NULL, NULL);
    warraq_free(cold);
    g_string_free(said[0], TRUE);
    g_string_free(said[1], TRUE);
}

static void test_long_lists(void **unused)
{
    (void)unused;
    struct warraq *warm = warraq_new();
    GPtrArray *rows = long_rows();
    char *sheet = g_strdup(TEST_BINARY_DIR "/warraq-warm-list.csv");
    for (int round = 0; round < MAX(edits() / 3, 12); round++) {
        guint at = (guint)any(rows->len);
        bool own = round % 2, in_list = any(3) == 0;
        if (in_list || !own)
            edit_row(rows, at);
        write_sheet(sheet, rows);
        GString *edited = g_string_new(NULL);
        for (size_t n = any(120); n > 0; n--)
            g_string_append_printf(edited, "%s ", words[any(17)]);
        char *text = long_letter(edited->str, rows, own);
        compare_long(warm, text, own ? NULL : sheet);
        g_string_free(edited, TRUE);
        g_free(text);
    }
    g_remove(sheet);
    g_free(sheet);
    g_ptr_array_unref(rows);
    warraq_free(warm);
}

static size_t in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// What is kept has its bounds, and goes with the session.
static void test_flat_memory(void **unused)
{
    (void)unused;
    size_t before = in_use(), half = 0;
    struct warraq *warm = warraq_new();
    GPtrArray *lines = example_lines();
    for (int round = 0; round < 2 * edits(); round++) {
        enum warraq_status status;
        char *old = lines->pdata[round % 20];
        lines->pdata[round % 20] = word_edited(old);
        char *text = joined(lines);
        g_byte_array_unref(rendered(warm, text, &(struct wish){0}, &status));
        g_byte_array_unref(pictured(warm, text, &(struct wish){0}));
        half = round == edits() ? in_use() : half;
        g_free(lines->pdata[round % 20]);
        lines->pdata[round % 20] = old;
        g_free(text);
    }
    size_t warmed = in_use();
    g_ptr_array_unref(lines);
    warraq_free(warm);
    if (warmed > before + BYTES_MOST || warmed > half + GROWTH_MOST ||
        in_use() > before + LEFT_MOST)
        fail_msg("%zu bytes in use, %zu after %d edits, %zu after twice as many, %zu when the "
                 "session is gone",
                 before, half, edits(), warmed, in_use());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_long_lists),
        cmocka_unit_test(test_flat_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
