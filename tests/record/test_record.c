// SPDX-License-Identifier: MIT
// A tagged document of two pages made by hand, written as a record: the same bytes for any number
// of threads, and a file that test_structure.py reads back.
#include "record/record.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const len margin = 72 * LEN_PER_PT;

// A page being filled from the top.
struct sheet {
    struct page *page;
    GArray *items, *elements, *links;
    len y;
};

struct maker {
    struct font_set *fonts;
    struct diag *diag;
    uint32_t id;
    unsigned pages;
};

static struct sheet sheet_new(struct maker *maker)
{
    struct arena *arena = arena_new();
    struct page *page = ARENA_NEW(arena, struct page);
    *page = (struct page){.arena = arena, .index = maker->pages, .rtl = true};
    page->label = maker->pages ? "٢" : "١";
    page->width = len_from_mm(210);
    page->height = len_from_mm(297);
    page->trim = page->bleed = (struct rect){0, 0, page->width, page->height};
    maker->pages++;
    return (struct sheet){page, g_array_new(FALSE, TRUE, sizeof(struct item)),
                          g_array_new(FALSE, TRUE, sizeof(struct element)),
                          g_array_new(FALSE, TRUE, sizeof(struct link_area)), margin};
}

static struct page *sheet_end(struct sheet *sheet, const uint32_t *open, size_t n)
{
    struct page *page = sheet->page;
    struct arena *arena = page->arena;
    page->n_items = sheet->items->len;
    page->items = arena_memdup(arena, sheet->items->data, page->n_items * sizeof(struct item));
    page->n_elements = sheet->elements->len;
    page->elements =
        arena_memdup(arena, sheet->elements->data, page->n_elements * sizeof(struct element));
    page->n_links = sheet->links->len;
    page->links = arena_memdup(arena, sheet->links->data, page->n_links * sizeof(struct link_area));
    page->open = arena_memdup(arena, open, n * sizeof *open);
    page->n_open = n;
    g_array_unref(sheet->items);
    g_array_unref(sheet->elements);
    g_array_unref(sheet->links);
    return page;
}

static uint32_t add(struct maker *maker, struct sheet *sheet, uint32_t parent, enum role role,
                    const char *lang)
{
    struct element element = {.id = ++maker->id, .parent = parent, .role = role, .lang = lang};
    if (role == ROLE_L)
        element.numbering = NUMBERING_DECIMAL;
    g_array_append_val(sheet->elements, element);
    return element.id;
}

// Sets `text`; bytes from `tag_start` on, when not 0, are of the inline element `tag`.
static void put(struct maker *maker, struct sheet *sheet, uint32_t element, const char *text, len x,
                len measure, uint32_t tag, size_t tag_start)
{
    size_t n = strlen(text);
    struct text_attr attrs[2] = {
        {.end = n, .family = "serif", .size = 12 * LEN_PER_PT},
        {.start = tag_start, .end = n, .family = "serif", .size = 12 * LEN_PER_PT, .tag = tag}};
    if (tag_start)
        attrs[0].end = tag_start;
    struct paragraph_style style = {.direction = TEXT_AUTO,
                                    .align = TEXT_JUSTIFY,
                                    .lang = "ar",
                                    .justify = TEXT_JUSTIFY_KASHIDA};
    struct lines lines =
        paragraph_set(maker->fonts, &(struct styled_text){text, n, attrs, tag_start ? 2 : 1},
                      &style, measure, sheet->page->arena, maker->diag);
    for (size_t i = 0; i < lines.n; i++) {
        struct item item = {.kind = ITEM_LINE, .element = element};
        item.line.x = x;
        item.line.y = sheet->y += 20 * LEN_PER_PT;
        item.line.line = lines.lines[i];
        g_array_append_val(sheet->items, item);
    }
}

static void put_entry(struct maker *maker, struct sheet *sheet, uint32_t list, const char *number,
                      const char *name, const char *lang)
{
    uint32_t li = add(maker, sheet, list, ROLE_LI, NULL);
    put(maker, sheet, add(maker, sheet, li, ROLE_LBL, NULL), number, margin, margin, 0, 0);
    sheet->y -= 20 * LEN_PER_PT;
    put(maker, sheet, add(maker, sheet, li, ROLE_LBODY, lang), name, margin + 30 * LEN_PER_PT,
        5 * margin, 0, 0);
}

static const char arabic[] =
    "نحن الموقعين أدناه، منظمات حقوق الإنسان (GoNGOs)، ندعو إلى الإفراج الفوري عن جميع "
    "المعتقلين منذ 26 يونيو/حزيران 2020، ونطالب الحكومة بالسماح للمفوّضة السامية بزيارة "
    "الإقليم دون قيود، كما ندعو الدول الأعضاء إلى عقد جلسة خاصة لمجلس حقوق الإنسان. ";

static const char more[] =
    "وتشمل هذه الانتهاكات الاعتقال التعسفي والتعذيب وانتهاك الحق في حرية الدين والمعتقد، "
    "وقد وثقتها تقارير الأمم المتحدة ومنظمات المجتمع المدني على مدى سنوات. ";

static bool write_pages(struct maker *maker, struct record *record)
{
    struct sheet one = sheet_new(maker);
    uint32_t document = add(maker, &one, ELEMENT_NONE, ROLE_DOCUMENT, "ar");
    put(maker, &one, add(maker, &one, document, ROLE_H1, NULL), "رسالة مفتوحة", margin, 5 * margin,
        0, 0);
    uint32_t p = add(maker, &one, document, ROLE_P, NULL);
    put(maker, &one, p, arabic, margin, 6 * margin, 0, 0);
    uint32_t q = add(maker, &one, document, ROLE_P, NULL);
    uint32_t link = add(maker, &one, q, ROLE_LINK, "en");
    const char *linked = "انظر الموقع https://example.org/letter";
    put(maker, &one, q, linked, margin, 6 * margin, link,
        (size_t)(strstr(linked, "http") - linked));
    struct link_area area = {{margin, one.y - 12 * LEN_PER_PT, margin, 14 * LEN_PER_PT},
                             link,
                             "https://example.org/letter",
                             0,
                             "The letter"};
    g_array_append_val(one.links, area);
    uint32_t r = add(maker, &one, document, ROLE_P, NULL);
    put(maker, &one, r, more, margin, 6 * margin, 0, 0);
    put(maker, &one, ELEMENT_NONE, "١", margin, margin, 0, 0);
    const uint32_t open[] = {document, r};
    if (!record_page(record, sheet_end(&one, open, 2), NULL))
        return false;
    struct sheet two = sheet_new(maker);
    put(maker, &two, r, more, margin, 6 * margin, 0, 0);
    uint32_t list = add(maker, &two, document, ROLE_L, NULL);
    put_entry(maker, &two, list, "83. ", "日本ウイグル協会", "ja");
    put_entry(maker, &two, list, "84. ", "台灣南社 (Taiwan South Society)", "zh-Hant");
    put_entry(maker, &two, list, "120. ", "Ủy ban Cứu người Vượt biển (Boat People SOS)", "vi");
    put_entry(maker, &two, list, "275. ", "مركز القاهرة لدراسات حقوق الإنسان", "ar");
    return record_page(record, sheet_end(&two, NULL, 0), NULL);
}

typedef bool (*pages_writer)(struct maker *maker, struct record *record);

static void write_record(const char *path, const char *fonts, pages_writer write,
                         const struct record_options *options)
{
    GError *error = NULL;
    struct maker maker = {.fonts = font_set_open(fonts, &error), .diag = diag_new()};
    assert_non_null(maker.fonts);
    struct file_out *out = file_out_open(path, &error);
    assert_non_null(out);
    struct record *record = record_open(out, options, &error);
    assert_non_null(record);
    assert_true(write(&maker, record));
    assert_true(record_finish(record, &error));
    assert_true(file_out_commit(out, &error));
    font_set_free(maker.fonts);
    diag_free(maker.diag);
}

static GBytes *bytes_of(unsigned threads)
{
    const struct record_options options = {
        .title = "رسالة مفتوحة", .lang = "ar", .date = 1600000000, .threads = threads};
    char *path = g_build_filename(TEST_BINARY_DIR, "record.pdf", NULL);
    write_record(path, TEST_SOURCE_DIR "/fonts", write_pages, &options);
    GBytes *bytes = file_read(path, 1 << 24, NULL);
    g_free(path);
    return bytes;
}

static void test_threads_do_not_show(void **state)
{
    (void)state;
    GBytes *one = bytes_of(1);
    for (unsigned threads = 2; threads < 5; threads++) {
        GBytes *other = bytes_of(threads);
        assert_true(g_bytes_equal(one, other));
        g_bytes_unref(other);
    }
    g_bytes_unref(one);
}

// What the reader of the structure tree makes of the file; the caller frees it.
static char *read_back(const char *path)
{
    char *arguments[] = {"python3", TEST_SOURCE_DIR "/tests/record/read_structure.py", (char *)path,
                         NULL};
    char *text = NULL;
    int status = 0;
    assert_true(g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                             &status, NULL));
    assert_int_equal(status, 0);
    return text;
}

static void assert_reads(const char *path, const char *expected)
{
    char *text = read_back(path);
    assert_string_equal(text, expected);
    g_free(text);
}

static void test_reads_back(void **state)
{
    (void)state;
    g_bytes_unref(bytes_of(1));
    assert_reads(
        TEST_BINARY_DIR "/record.pdf",
        "رسالة مفتوحة\n"
        "نحن الموقعين أدناه، منظمات حقوق الإنسان (GoNGOs)، ندعو إلى الإفراج الفوري عن جميع "
        "المعتقلين منذ 26 يونيو/حزيران 2020، ونطالب الحكومة بالسماح للمفوّضة السامية بزيارة "
        "الإقليم دون قيود، كما ندعو الدول الأعضاء إلى عقد جلسة خاصة لمجلس حقوق الإنسان.\n"
        "انظر الموقع https://example.org/letter\n"
        "وتشمل هذه الانتهاكات الاعتقال التعسفي والتعذيب وانتهاك الحق في حرية الدين والمعتقد، "
        "وقد وثقتها تقارير الأمم المتحدة ومنظمات المجتمع المدني على مدى سنوات. "
        "وتشمل هذه الانتهاكات الاعتقال التعسفي والتعذيب وانتهاك الحق في حرية الدين والمعتقد، "
        "وقد وثقتها تقارير الأمم المتحدة ومنظمات المجتمع المدني على مدى سنوات.\n"
        "83. 日本ウイグル協会\n"
        "84. 台灣南社 (Taiwan South Society)\n"
        "120. Ủy ban Cứu người Vượt biển (Boat People SOS)\n"
        "275. مركز القاهرة لدراسات حقوق الإنسان\n");
}

// A face that draws lam and alef as one glyph: each letter must keep a code of its own.
static const char joined[] = "السلام على الأهل ولا إلا آل اللّهِ، لآلئ الإسلام";

static bool write_joined(struct maker *maker, struct record *record)
{
    struct sheet sheet = sheet_new(maker);
    uint32_t document = add(maker, &sheet, ELEMENT_NONE, ROLE_DOCUMENT, "ar");
    put(maker, &sheet, add(maker, &sheet, document, ROLE_P, NULL), joined, margin, 6 * margin, 0,
        0);
    return record_page(record, sheet_end(&sheet, NULL, 0), NULL);
}

static void with_face(const char *face)
{
    char *folder = g_build_filename(TEST_BINARY_DIR, "joined-fonts", NULL);
    char *roles = g_build_filename(folder, "roles", NULL),
         *faces = g_build_filename(folder, "faces", NULL);
    char *row = g_strdup_printf("face serif * * 1 0 %s - - -\n", face);
    char *path = g_build_filename(TEST_BINARY_DIR, "joined.pdf", NULL);
    g_mkdir_with_parents(folder, 0777);
    assert_true(file_write(roles, row, strlen(row), NULL));
    if (!g_file_test(faces, G_FILE_TEST_EXISTS))
        assert_int_equal(symlink(TEST_SOURCE_DIR "/fonts/faces", faces), 0);
    const struct record_options options = {.title = "joined", .lang = "ar"};
    write_record(path, folder, write_joined, &options);
    char *expected = g_strconcat(joined, "\n", NULL);
    assert_reads(path, expected);
    char *texts[] = {folder, roles, faces, row, path, expected};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

static void test_joined_letters(void **state)
{
    (void)state;
    with_face("Amiri-Regular.ttf");
    with_face("NotoSansArabic-Regular.ttf");
    with_face("NotoNaskhArabic-Regular.ttf");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_do_not_show),
        cmocka_unit_test(test_reads_back),
        cmocka_unit_test(test_joined_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
