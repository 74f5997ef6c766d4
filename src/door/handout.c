// SPDX-License-Identifier: MIT
// Handouts: the same letter for other hands. Booklets and n-up are sheets of finished pages;
// large print is a style; the summary is a letter of its own on one page.
#include "door/choices.h"
#include "door/output.h"
#include "door/record_file.h"
#include "door/session_json.h"
#include "door/supplied.h"
#include "door/values.h"

#include "base/quote.h"
#include "base/translate.h"
#include "derive/cover.h"
#include "derive/shares.h"
#include "derive/summary.h"

#include "page/combine.h"
#include "paint/qr.h"
#include "paint/raster.h"
#include "record/handout.h"
#include "record/record.h"

#include <math.h>
#include <string.h>

// ---- Records ------------------------------------------------------------------------------

enum { QR_MODULE = 6 }; // pixels of 1/96 inch: more than the style asks for, and made smaller

// The letter's permanent address.
static const char *link_of(const struct letter *letter)
{
    const char *given = letter->session->settings.link;
    return given ? given : letter->document->link;
}

// NULL with FAULT_USAGE when the link is too long for a QR code.
static struct document *make_summary(const struct letter *letter, GError **error)
{
    struct summary_link link = {.address = link_of(letter)};
    if (link.address && !(link.code_png = qr_png(link.address, QR_MODULE, error)))
        return NULL;
    char *words = supplied_path(letter->session, "data/summary.words");
    struct document *document =
        summary_document(letter->document, words, link.address ? &link : NULL, error);
    g_free(words);
    if (link.code_png)
        g_bytes_unref(link.code_png);
    return document;
}

static bool write_summary(const struct letter *letter, const char *target, size_t *ret_pages,
                          GError **error)
{
    struct document *document = make_summary(letter, error);
    if (!document)
        return false;
    struct letter summary = *letter;
    summary.document = document;
    summary.whole = letter->document;
    summary.own_style = NULL;
    // What bars take is taken from what stands above them.
    struct letter_extra bars = {.style = "summary", .part = "summary-bars"};
    bool ok = (!shares_are_told(letter->document) || letter_style(&summary, &bars, error)) &&
              record_file_write(&summary, target, ret_pages, error);
    style_free(summary.own_style);
    document_free(document);
    return ok;
}

// ---- Sheets -------------------------------------------------------------------------------

static struct handout_options sheet_options(const struct settings *settings, enum handout_kind kind)
{
    struct handout_options options = {
        .kind = kind,
        .paper = settings->paper,
        .bind = value_bind(settings->bind),
        .signature = (unsigned)settings->signature_sheets,
        .creep = isnan(settings->creep) ? HANDOUT_CREEP_DEFAULT : len_from_mm(settings->creep),
        .back = kind == HANDOUT_BOOKLET,
        .marks = settings->marks,
    };
    value_duplex(settings->duplex, &options);
    return options;
}

static void note_thick_fold(struct warraq *w, const struct handout_options *options,
                            const struct handout_result *result)
{
    size_t together = options->signature ? options->signature : result->sheets;
    if (options->kind == HANDOUT_BOOKLET && together > HANDOUT_FOLD_MOST)
        diag_add(w->diag, DIAG_NOTE, "thick-fold", SPAN_NONE,
                 "%zu sheets folded together make a thick fold; --signature-sheets 8 sews them in "
                 "eights",
                 together);
}

static json_t *report_sheets(const char *target, const struct handout_result *result)
{
    json_t *value = record_file_json(target, result->pages);
    json_object_set_new(value, "sheets", json_integer((json_int_t)result->sheets));
    json_object_set_new(value, "sides", json_integer((json_int_t)result->sides));
    json_object_set_new(value, "blanks", json_integer((json_int_t)result->blanks));
    return value;
}

// Sheets are a record too; its pages are kept until their sides are known.
static bool put_sheets(const struct letter *letter, const struct handout_options *options,
                       const struct page_list *list, const char *target,
                       struct handout_result *ret_result, GError **error)
{
    struct file_out *out = file_out_open(target, error);
    if (!out)
        return false;
    struct record *record = record_file_open(letter, out, session_threads(letter->session), error);
    bool ok =
        record && handout_write(record, options, (const struct page *const *)list->pages->pdata,
                                list->pages->len, ret_result, error);
    if (ok)
        ok = record_finish(record, error);
    else
        record_abandon(record);
    if (ok)
        return file_out_commit(out, error);
    file_out_abandon(out);
    return false;
}

static void report(struct warraq *w, const struct handout_options *options,
                   const struct handout_result *result, const char *target)
{
    note_thick_fold(w, options, result);
    session_json_with_notes(w, report_sheets(target, result));
    if (strcmp(target, "-") != 0)
        quote_printf(w->text, translate("%s: %zu pages on %zu sheets, %zu sides, %zu blank\n"),
                     target, result->pages, result->sheets, result->sides, result->blanks);
}

// ---- A booklet's cover and back ------------------------------------------------------------

// Pages point into the documents they were made of, which live as long as they do.
struct booklet_parts {
    const struct handout_options *options;
    struct document *cover, *back;
};

static void free_parts(struct booklet_parts *parts)
{
    document_free(parts->cover);
    document_free(parts->back);
}

// Lays out a document that is made of the letter, in the style of that part.
static bool lay_out_part(const struct letter *letter, struct document *document,
                         const struct letter_extra *extra, const struct page_sink *sink,
                         GError **error)
{
    struct letter part = *letter;
    part.document = document;
    part.whole = letter->document;
    bool ok = letter_style(&part, extra, error) && letter_lay_out(&part, sink, NULL, error);
    style_free(part.own_style);
    return ok;
}

static struct letter_extra booklet_part(const struct handout_options *options, const char *part)
{
    struct letter_extra extra = {.style = "booklet", .part = part};
    handout_page_size(options, false, &extra.width, &extra.height, NULL);
    return extra;
}

static bool lay_out_cover(const struct letter *letter, struct booklet_parts *parts,
                          const struct page_sink *sink, GError **error)
{
    struct letter_extra extra = booklet_part(parts->options, "cover");
    parts->cover = cover_document(letter->document);
    return lay_out_part(letter, parts->cover, &extra, sink, error);
}

static struct document *make_back(const struct letter *letter, GError **error)
{
    const char *link = link_of(letter);
    GBytes *png = link ? qr_png(link, QR_MODULE, error) : NULL;
    if (link && !png)
        return NULL;
    char *words = supplied_path(letter->session, "data/summary.words"), *code = NULL;
    if (png) {
        char *base64 = g_base64_encode(g_bytes_get_data(png, NULL), g_bytes_get_size(png));
        code = g_strconcat("data:image/png;base64,", base64, NULL);
        g_free(base64);
        g_bytes_unref(png);
    }
    struct document *document = cover_back_document(letter->document, words, link, code, error);
    g_free(words);
    g_free(code);
    return document;
}

static bool lay_out_back(const struct letter *letter, struct booklet_parts *parts,
                         const struct page_sink *sink, GError **error)
{
    struct letter_extra extra = booklet_part(parts->options, "back-cover");
    parts->back = make_back(letter, error);
    return parts->back && lay_out_part(letter, parts->back, &extra, sink, error);
}

// ---- The sheets of each kind ---------------------------------------------------------------

static bool lay_out_sheets(const struct letter *letter, struct booklet_parts *parts,
                           const struct page_sink *sink, GError **error)
{
    if (parts->options->kind != HANDOUT_BOOKLET)
        return letter_lay_out(letter, sink, NULL, error);
    struct combine combine = combine_start(sink);
    struct page_sink part = combine_sink(&combine);
    if (!lay_out_cover(letter, parts, &part, error))
        return false;
    part = combine_sink(&combine);
    if (!letter_lay_out(letter, &part, NULL, error))
        return false;
    part = combine_sink(&combine);
    return lay_out_back(letter, parts, &part, error);
}

static bool write_sheets(const struct letter *letter, const struct handout_options *options,
                         const char *target, GError **error)
{
    struct page_list list = page_list_new();
    struct raster *raster = raster_new(RASTER_DPI, page_list_sink(&list));
    if (!letter->session->settings.print)
        raster_keep_rows(raster);
    struct page_sink sink = raster_sink(raster);
    struct handout_result result;
    struct booklet_parts parts = {.options = options};
    bool ok = lay_out_sheets(letter, &parts, &sink, error) &&
              put_sheets(letter, options, &list, target, &result, error);
    page_list_free(&list);
    raster_free(raster);
    free_parts(&parts);
    if (ok)
        report(letter->session, options, &result, target);
    return ok;
}

// A booklet's pages are laid out for the half sheet they stand on, so that the type keeps its size;
// n-up shrinks the very pages of the record.
static bool open_for_sheets(struct warraq *w, const char *source,
                            const struct handout_options *options, struct letter *ret,
                            GError **error)
{
    if (options->kind != HANDOUT_BOOKLET)
        return letter_open(w, source, &(struct letter_extra){.own_paper = true}, ret, error);
    len width, height;
    if (!handout_page_size(options, false, &width, &height, error))
        return false;
    // What this copy is, is said on the back.
    struct letter_extra extra = {
        .style = "booklet", .set = "colophon.content=none", .width = width, .height = height};
    return letter_open(w, source, &extra, ret, error);
}

// ---- The kinds ----------------------------------------------------------------------------

/* A handout is sheets of finished pages, or a record of its own in a style of its own. */
struct handout {
    const char *name, *meaning;
    bool (*make)(struct warraq *w, const char *source, const struct handout *handout,
                 const char *target, GError **error);
    enum handout_kind sheets;
    const char *style;
    bool (*write)(const struct letter *letter, const char *target, size_t *ret_pages,
                  GError **error);
};

static bool make_sheets(struct warraq *w, const char *source, const struct handout *handout,
                        const char *target, GError **error)
{
    struct letter letter;
    struct handout_options options = sheet_options(&w->settings, handout->sheets);
    if (!open_for_sheets(w, source, &options, &letter, error))
        return false;
    bool ok = write_sheets(&letter, &options, target, error);
    letter_close(&letter);
    return ok;
}

static bool make_record(struct warraq *w, const char *source, const struct handout *handout,
                        const char *target, GError **error)
{
    struct letter letter;
    if (!letter_open(w, source,
                     &(struct letter_extra){.style = handout->style, .count_cells = true}, &letter,
                     error))
        return false;
    size_t pages;
    bool ok = handout->write(&letter, target, &pages, error);
    letter_close(&letter);
    if (ok)
        session_json_with_notes(w, record_file_json(target, pages));
    return ok;
}

static const struct handout handouts[] = {
    {"booklet", "two pages a side, folded once and stapled in the fold", make_sheets,
     .sheets = HANDOUT_BOOKLET},
    {"2up", "two pages a side, made smaller", make_sheets, .sheets = HANDOUT_2UP},
    {"4up", "four pages a side", make_sheets, .sheets = HANDOUT_4UP},
    {"large-print", "for weak eyes: 18 points and more, one column", make_record,
     .style = "large-print", .write = record_file_write},
    {"summary", "one page: what is asked, how many signed, some of the names", make_record,
     .style = "summary", .write = write_summary},
};

bool handout_choice(size_t index, struct warraq_choice *ret)
{
    if (index >= G_N_ELEMENTS(handouts))
        return false;
    *ret = (struct warraq_choice){handouts[index].name, handouts[index].meaning};
    return true;
}

static const struct handout *handout_find(const char *kind, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(handouts); i++) {
        if (g_ascii_strcasecmp(kind, handouts[i].name) == 0)
            return &handouts[i];
    }
    char *names = value_names(handout_choice);
    fault_set(error, FAULT_USAGE, "a handout is one of %s, not '%s'", names, kind);
    g_free(names);
    return NULL;
}

enum warraq_status warraq_handout(struct warraq *w, const char *source, const char *kind,
                                  const char *target)
{
    GError *error = NULL;
    if (!session_begin(w, 3, source, kind, target))
        return WARRAQ_USAGE;
    session_reads(w, source);
    const struct handout *handout = handout_find(kind, &error);
    bool ok = handout && output_plan(w, target, OUTPUT_RECORD, &error) &&
              handout->make(w, source, handout, target, &error);
    return ok ? session_done(w, false) : session_fail(w, error);
}
