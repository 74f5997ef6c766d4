// SPDX-License-Identifier: MIT
// An address is a little letter of one paragraph, set on a page of the label's size; where it does
// not fit, in smaller type. The sheet gathers these pages.
#include "door/labels.h"

#include "base/error.h"
#include "door/record_file.h"
#include "door/stationery.h"
#include "door/supplied.h"
#include "language/direction.h"
#include "page/combine.h"
#include "page/gather.h"
#include "paint/raster.h"
#include "record/record.h"

#include <string.h>

// ---- the address ----

static bool is_address_kind(enum head_kind kind)
{
    return (kind >= HEAD_ORGANISATION && kind <= HEAD_COUNTRY) || kind == HEAD_ADDRESS;
}

// A postal code stands on its place's line.
static bool is_code(const char *cell)
{
    size_t digits = 0, n = strlen(cell);
    for (const char *p = cell; *p; p++)
        digits += g_ascii_isdigit(*p);
    return n <= 10 && digits * 2 >= n;
}

static void join_last(GPtrArray *lines, const char *text)
{
    char *before = g_ptr_array_steal_index(lines, lines->len - 1);
    g_ptr_array_add(lines, g_strconcat(before, " ", text, NULL));
    g_free(before);
}

// A postal code goes before the place that follows it, or behind the one it follows.
static void add_part(GPtrArray *lines, const char *cell, bool after_place, char **code)
{
    if (is_code(cell) && after_place) {
        join_last(lines, cell);
    } else if (is_code(cell) && !*code) {
        *code = g_strdup(cell);
    } else {
        g_ptr_array_add(lines, *code ? g_strconcat(*code, " ", cell, NULL) : g_strdup(cell));
        g_clear_pointer(code, g_free);
    }
}

// Name, then role, organisation, street and place in the order of the columns.
static GPtrArray *address_lines(const struct recipients *recipients, size_t row)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(lines, recipients_get(recipients, row, "name"));
    const struct recipient *recipient = recipients_row(recipients, row);
    char *code = NULL;
    bool after_place = false;
    for (size_t i = 0; i < recipients->columns->n && i < recipient->cells->len; i++) {
        const char *cell = g_ptr_array_index(recipient->cells, i);
        enum head_kind kind = recipients->columns->at[i].kind;
        if (!is_address_kind(kind) || !*cell || i == recipients->columns->name)
            continue;
        add_part(lines, cell, after_place, &code);
        after_place = kind == HEAD_PLACE;
    }
    if (code)
        join_last(lines, code);
    g_free(code);
    return lines;
}

static void add_paragraph(struct document *document, enum node_kind kind, const GPtrArray *lines)
{
    struct node *block = node_new(document->arena, document->root, kind);
    for (guint i = 0; i < lines->len; i++) {
        const char *text = g_ptr_array_index(lines, i);
        if (i)
            node_new(document->arena, block, NODE_BREAK);
        node_new_text(document->arena, block, text, strlen(text));
    }
}

static struct document *address_document(const struct letter *letter, const GPtrArray *lines)
{
    struct document *document = document_new();
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(all, "%s\n", (const char *)g_ptr_array_index(lines, i));
    document->root->lang = arena_strdup(document->arena, letter->document->root->lang);
    document->root->direction = direction_of_text(all->str, all->len);
    document->title = arena_strdup(document->arena, g_ptr_array_index(lines, 0));
    g_string_free(all, TRUE);
    add_paragraph(document, NODE_PARAGRAPH, lines);
    return document;
}

// ---- styles for small pages ----

enum { SIZES = 7 };
static const int sizes[SIZES] = {12, 11, 10, 9, 8, 7, 6}; // pt

// The first size that is tried.
enum { ENVELOPE_FIRST = 0, LABEL_FIRST = 1, SENDER_FIRST = 3 };

// One look at the sizes from the first on.
struct small {
    struct style *styles[SIZES];
    size_t first;
};

struct post {
    const struct letter *letter;
    const struct recipients *recipients;
    struct small address, sender;
    struct document *from; // the sender, set on each envelope; NULL: nobody
};

static struct style *small_style(const struct letter *letter, const char *page, int size,
                                 GError **error)
{
    const char *const names[] = {"letter", NULL};
    char *font = g_strdup_printf("body.font-size=%dpt", size);
    char *line =
        g_strdup_printf("body.line-height=%d.%dpt", size * 125 / 100, size * 125 % 100 / 10);
    char **sets = g_strsplit(page, "|", -1);
    GPtrArray *all = g_ptr_array_new();
    for (char **set = sets; *set; set++)
        g_ptr_array_add(all, *set);
    g_ptr_array_add(all, font);
    g_ptr_array_add(all, line);
    g_ptr_array_add(all, NULL);
    char *folder = supplied_path(letter->session, "styles");
    struct style *style =
        style_read(folder, names, (const char *const *)all->pdata, letter->session->diag, error);
    g_free(folder);
    g_ptr_array_unref(all);
    g_strfreev(sets);
    g_free(font);
    g_free(line);
    return style;
}

static bool small_open(struct small *small, const struct letter *letter, size_t first,
                       const char *page, GError **error)
{
    small->first = first;
    for (size_t i = first; i < SIZES; i++) {
        small->styles[i] = small_style(letter, page, sizes[i], error);
        if (!small->styles[i])
            return false;
    }
    return true;
}

static void small_close(struct small *small)
{
    for (size_t i = 0; i < SIZES; i++) {
        if (small->styles[i])
            style_free(small->styles[i]);
    }
}

#define COMMON                                                                                     \
    "folio.content=|paragraph.text-align=start|paragraph.margin-bottom=0pt|body.hyphens=none|"     \
    "body.text-justify=inter-word|fit.last-page-percent=0"

// ---- setting them ----

// One page, in the largest type that fits; the last size gives what it gives.
static bool set_small(const struct post *post, const struct small *small, struct document *document,
                      const struct page_sink *sink, bool *ret_fits, GError **error)
{
    bool ok = true;
    *ret_fits = false;
    for (size_t i = small->first; ok && !*ret_fits && i < SIZES; i++) {
        struct letter letter = {.session = post->letter->session,
                                .document = document,
                                .style = small->styles[i],
                                .date = post->letter->date};
        struct page_list list;
        ok = letter_pages(&letter, &list, error);
        if (!ok)
            break;
        *ret_fits = list.pages->len == 1;
        if ((*ret_fits || i + 1 == SIZES) && list.pages->len)
            ok = sink->page(sink->context, g_ptr_array_steal_index(list.pages, 0), error);
        page_list_free(&list);
    }
    return ok;
}

static bool set_address(const struct post *post, size_t row, const struct page_sink *sink,
                        GError **error)
{
    GPtrArray *lines = address_lines(post->recipients, row);
    struct document *document = address_document(post->letter, lines);
    bool fits, ok = set_small(post, &post->address, document, sink, &fits, error);
    if (ok && !fits)
        diag_add_at(
            post->letter->session->diag, DIAG_WARNING, "label-overfull",
            diag_place(post->recipients->path, recipients_row(post->recipients, row)->line, 1),
            "the address is too long for the label, and is cut");
    document_free(document);
    g_ptr_array_unref(lines);
    return ok;
}

static bool set_sender(const struct post *post, bool first, const struct page_sink *sink,
                       GError **error)
{
    bool fits, ok = set_small(post, &post->sender, post->from, sink, &fits, error);
    if (ok && !fits && first)
        diag_add(post->letter->session->diag, DIAG_WARNING, "label-overfull", SPAN_NONE,
                 "the sender is too long for the envelope, and is cut");
    return ok;
}

static bool set_all(const struct post *post, const struct page_sink *to, GError **error)
{
    struct combine combine = combine_start(to);
    bool ok = true;
    for (size_t row = 0; ok && row < post->recipients->rows->len; row++) {
        struct page_sink sink = combine_sink(&combine);
        ok = (!post->from || set_sender(post, row == 0, &sink, error)) &&
             set_address(post, row, &sink, error);
    }
    return ok;
}

// The record's head: its title and language.
static struct document *cover_of(const struct letter *letter, const char *title)
{
    struct document *document = document_new();
    document->root->lang = arena_strdup(document->arena, letter->document->root->lang);
    document->root->direction = letter->document->root->direction;
    document->title = title;
    return document;
}

static bool write_grid(const struct post *post, const struct gather_grid *grid,
                       struct record *record, GError **error)
{
    struct page_sink to_record = record_sink(record);
    struct gather gather = gather_start(&to_record, grid);
    struct page_sink sink = gather_sink(&gather);
    bool ok = set_all(post, &sink, error);
    ok = gather_finish(&gather, ok ? error : NULL) && ok;
    if (ok)
        return record_finish(record, error);
    record_abandon(record);
    return false;
}

static bool write_file(const struct post *post, const struct gather_grid *grid, const char *folder,
                       const char *name, GError **error)
{
    struct letter cover = *post->letter;
    cover.document = cover_of(post->letter, post->letter->document->title);
    char *path = g_build_filename(folder, name, NULL);
    struct file_out *out = file_out_open(path, error);
    struct record *record = out ? record_file_open(&cover, out, 1, error) : NULL;
    bool ok = record && write_grid(post, grid, record, error);
    if (ok)
        ok = file_out_commit(out, error);
    else
        file_out_abandon(out);
    g_free(path);
    document_free(cover.document);
    return ok;
}

static len tenths(int tenths_of_mm)
{
    return len_from_pt(tenths_of_mm * 72 / 254.0);
}

bool labels_write(const struct letter *letter, const struct recipients *recipients,
                  const char *folder, GError **error)
{
    const struct stock *stock = stock_find(letter->session->settings.labels);
    struct gather_grid grid = {
        .width = tenths(stock->width),
        .height = tenths(stock->height),
        .left = tenths(stock->left),
        .top = tenths(stock->top),
        .step_x = tenths(stock->step_x),
        .step_y = tenths(stock->step_y),
        .columns = (unsigned)stock->columns,
        .rows = (unsigned)stock->rows,
        .rtl = letter->document->root->direction == DIRECTION_RTL,
    };
    struct post post = {.letter = letter, .recipients = recipients};
    char *page = g_strdup_printf("page.size=%d.%dmm %d.%dmm|page.margin=3mm 4mm 2mm 4mm|" COMMON,
                                 stock->label_width / 10, stock->label_width % 10,
                                 stock->label_height / 10, stock->label_height % 10);
    bool ok = small_open(&post.address, letter, LABEL_FIRST, page, error) &&
              write_file(&post, &grid, folder, "labels.pdf", error);
    g_free(page);
    small_close(&post.address);
    return ok;
}

// ---- envelopes ----

// The lines of who sends the letter; NULL if it does not say.
static struct document *sender_of(const struct letter *letter)
{
    GString *text = g_string_new(NULL);
    for (const struct node *block = letter->document->root->first; block; block = block->next) {
        if (block->kind == NODE_SENDER) {
            node_append_text(block, text);
            g_string_append_c(text, '\n');
        }
    }
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    char **parts = g_strsplit(text->str, "\n", -1);
    for (char **part = parts; *part; part++) {
        if (*g_strstrip(*part))
            g_ptr_array_add(lines, g_strdup(*part));
    }
    struct document *document = lines->len ? address_document(letter, lines) : NULL;
    g_strfreev(parts);
    g_ptr_array_unref(lines);
    g_string_free(text, TRUE);
    return document;
}

// Where the post looks for them (UPU S42): the address in the lower half, from beyond the middle;
// the sender above at the left, clear of the stamps. Lengths in millimetres.
static bool open_envelope(struct post *post, const struct envelope *envelope, GError **error)
{
    int width = envelope->width / 10, height = envelope->height / 10;
    char *size = g_strdup_printf("page.size=%d.%dmm %d.%dmm", width, envelope->width % 10, height,
                                 envelope->height % 10);
    char *address = g_strdup_printf("%s|page.margin=%dmm 15mm 12mm %dmm|" COMMON, size,
                                    height * 45 / 100, width * 45 / 100);
    char *sender = g_strdup_printf("%s|page.margin=8mm %dmm %dmm 10mm|" COMMON, size,
                                   width * 55 / 100, height * 60 / 100);
    bool ok = small_open(&post->address, post->letter, ENVELOPE_FIRST, address, error) &&
              small_open(&post->sender, post->letter, SENDER_FIRST, sender, error);
    g_free(sender);
    g_free(address);
    g_free(size);
    return ok;
}

bool envelopes_write(const struct letter *letter, const struct recipients *recipients,
                     const char *folder, GError **error)
{
    const struct envelope *envelope = envelope_find(letter->session->settings.envelopes);
    struct post post = {.letter = letter, .recipients = recipients, .from = sender_of(letter)};
    // Sender and address are pages of the whole envelope, one over the other.
    struct gather_grid grid = {.width = tenths(envelope->width),
                               .height = tenths(envelope->height),
                               .columns = 1,
                               .rows = post.from ? 2 : 1};
    bool ok = open_envelope(&post, envelope, error) &&
              write_file(&post, &grid, folder, "envelopes.pdf", error);
    small_close(&post.address);
    small_close(&post.sender);
    document_free(post.from);
    return ok;
}
