// SPDX-License-Identifier: MIT
// Handouts: the same letter for other hands. Booklets and n-up are sheets of finished pages;
// large print is a style; the summary is a letter of its own on one page.
#include "door/output.h"
#include "door/record_file.h"
#include "door/values.h"

#include "base/quote.h"
#include "base/translate.h"
#include "derive/summary.h"

#include "paint/handout.h"
#include "paint/qr.h"

#include <math.h>
#include <string.h>

// ---- Records ------------------------------------------------------------------------------

enum { QR_MODULE = 4 }; // pixels of 1/96 inch: modules of a millimetre, which any telephone reads

// NULL with FAULT_USAGE when the link is too long for a QR code.
static struct document *make_summary(const struct letter *letter, GError **error)
{
    struct summary_link link = {.address = letter->session->settings.link};
    if (link.address && !(link.code_png = qr_png(link.address, QR_MODULE, error)))
        return NULL;
    char *words = session_data(letter->session, "data/summary.words");
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
    bool ok = record_file_write(&summary, target, ret_pages, error);
    document_free(document);
    return ok;
}

// ---- Sheets -------------------------------------------------------------------------------

static bool sheet_options(const struct settings *settings, enum handout_kind kind,
                          struct handout_options *ret, GError **error)
{
    *ret = (struct handout_options){
        .kind = kind,
        .paper = settings->paper,
        .signature = (unsigned)settings->signature_sheets,
        .creep = isnan(settings->creep) ? HANDOUT_CREEP_DEFAULT : len_from_mm(settings->creep),
        .marks = settings->marks,
    };
    return value_bind(settings->bind, &ret->bind, error) &&
           value_duplex(settings->duplex, ret, error);
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

static bool write_sheets(const struct letter *letter, struct handout_options *options,
                         const char *target, GError **error)
{
    struct page_list list;
    struct handout_result result;
    options->title = letter->document->title;
    options->lang = letter->document->root->lang;
    options->date = letter->date;
    if (!letter_pages(letter, &list, error))
        return false;
    bool ok = handout_write(options, (const struct page *const *)list.pages->pdata, list.pages->len,
                            target, &result, error);
    page_list_free(&list);
    if (ok) {
        note_thick_fold(letter->session, options, &result);
        session_json_with_notes(letter->session, report_sheets(target, &result));
    }
    if (ok && strcmp(target, "-") != 0)
        quote_printf(letter->session->text,
                     translate("%s: %zu pages on %zu sheets, %zu sides, %zu blank\n"), target,
                     result.pages, result.sheets, result.sides, result.blanks);
    return ok;
}

// A booklet's pages are laid out for the half sheet they stand on, so that the type keeps its size;
// n-up shrinks the very pages of the record.
static bool open_for_sheets(struct warraq *w, const char *source, enum handout_kind kind,
                            struct handout_options *options, struct letter *ret, GError **error)
{
    if (!sheet_options(&w->settings, kind, options, error))
        return false;
    if (kind != HANDOUT_BOOKLET)
        return letter_open(w, source, &(struct letter_extra){.own_paper = true}, ret, error);
    len width, height;
    if (!handout_page_size(options, false, &width, &height, error))
        return false;
    struct letter_extra extra = {.style = "booklet", .width = width, .height = height};
    return letter_open(w, source, &extra, ret, error);
}

static enum warraq_status handout_sheets(struct warraq *w, const char *source,
                                         enum handout_kind kind, const char *target)
{
    GError *error = NULL;
    struct letter letter;
    struct handout_options options;
    if (!open_for_sheets(w, source, kind, &options, &letter, &error))
        return session_fail(w, error);
    bool ok = write_sheets(&letter, &options, target, &error);
    letter_close(&letter);
    return ok ? session_done(w, false) : session_fail(w, error);
}

// ---- The door -----------------------------------------------------------------------------

static enum warraq_status handout_record(struct warraq *w, const char *source, const char *style,
                                         bool (*write)(const struct letter *, const char *,
                                                       size_t *, GError **),
                                         const char *target)
{
    GError *error = NULL;
    struct letter letter;
    if (!letter_open(w, source, &(struct letter_extra){.style = style}, &letter, &error))
        return session_fail(w, error);
    size_t pages;
    bool ok = write(&letter, target, &pages, &error);
    letter_close(&letter);
    if (ok)
        session_json_with_notes(w, record_file_json(target, pages));
    return ok ? session_done(w, false) : session_fail(w, error);
}

enum warraq_status warraq_handout(struct warraq *w, const char *source, const char *kind,
                                  const char *target)
{
    enum handout_kind sheets;
    GError *error = NULL;
    if (!session_begin(w, 3, source, kind, target))
        return WARRAQ_USAGE;
    session_reads(w, source);
    if (!output_plan(w, target, OUTPUT_RECORD, &error))
        return session_fail(w, error);
    if (handout_kind_parse(kind, &sheets))
        return handout_sheets(w, source, sheets, target);
    if (strcmp(kind, "large-print") == 0)
        return handout_record(w, source, "large-print", record_file_write, target);
    if (strcmp(kind, "summary") == 0)
        return handout_record(w, source, "summary", write_summary, target);
    fault_set(&error, FAULT_USAGE,
              "there is no handout '%s'; it is one of booklet, 2up, 4up, large-print, summary",
              kind);
    return session_fail(w, error);
}
