// SPDX-License-Identifier: MIT
#include "door/letter.h"

#include "base/translate.h"
#include "derive/particulars.h"
#include "door/config.h"
#include "door/files_read.h"
#include "door/kept.h"
#include "door/supplied.h"
#include "door/values.h"
#include "layout/layout.h"
#include "paint/qr.h"
#include "read/read.h"
#include "record/level.h"
#include "style/property.h"

#include <string.h>

static int64_t newest_modification(const struct document *document)
{
    int64_t newest = -1;
    for (guint i = 0; i < document->sources->len; i++) {
        const struct document_source *source = g_ptr_array_index(document->sources, i);
        newest = MAX(newest, source->modified);
    }
    return newest;
}

// DESIGN.md, section 1: --date, else SOURCE_DATE_EPOCH, else the letter's own, else its files'.
// The organisation's file comes before the last.
static bool letter_find_date(struct letter *letter, GError **error)
{
    struct warraq *w = letter->session;
    const struct settings *settings = &w->settings;
    if (settings->date)
        return value_date(settings->date, &letter->date, error);
    if (settings->source_date_epoch)
        return value_epoch(settings->source_date_epoch, &letter->date, error);
    if (letter->document->date && iso_date_parse(letter->document->date, &letter->date))
        return true;
    const char *house = config_get(w, "letter", "date");
    if (house)
        return iso_date_parse(house, &letter->date);
    letter->date = MAX(newest_modification(letter->document), 0);
    if (letter->date == 0)
        diag_add(w->diag, DIAG_WARNING, "date-unknown", SPAN_NONE,
                 "nothing says when the letter is of: the products are dated 1970-01-01 "
                 "(--date sets it)");
    else
        diag_add(w->diag, DIAG_NOTE, "date-from-file", SPAN_NONE,
                 "the letter has no date and none was given; taking its file's last change "
                 "(--date sets it)");
    return true;
}

// Of `picture`, --sheet names the contact sheet; of the others, a workbook's sheet.
static const char *sheet_name(const struct settings *settings)
{
    return settings->sheet && !g_str_has_suffix(settings->sheet, ".png") ? settings->sheet : NULL;
}

static struct document *letter_read(const struct letter *letter, const char *source,
                                    const struct letter_extra *extra, GError **error)
{
    struct warraq *w = letter->session;
    char *data = supplied_path(w, "data");
    struct read_house house = config_house(w);
    struct read_options options = {
        .house = &house,
        .form = w->settings.form,
        .encoding = w->settings.encoding,
        .lang = w->settings.lang,
        .signatories = w->settings.signatories,
        .part = w->settings.part,
        .list_encoding = w->settings.list_encoding,
        .columns = w->settings.columns,
        .consent = w->settings.consent,
        .keep_columns = w->settings.keep_columns,
        .keep = w->settings.keep,
        .sheet = sheet_name(&w->settings),
        .count_cells = extra && extra->count_cells,
        .data = data,
        .threads = session_threads(w),
        .stream = extra && extra->stream,
        .facts = letter->facts,
    };
    options.tables = kept_tables(w->kept, data, error);
    struct document *document =
        options.tables ? read_document(source, &options, w->diag, error) : NULL;
    g_free(data);
    return document;
}

static char *page_size_setting(const struct warraq *w, const struct letter_extra *extra)
{
    if (extra && extra->width > 0) {
        char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(width, sizeof width, "%.4f", len_to_pt(extra->width));
        g_ascii_formatd(height, sizeof height, "%.4f", len_to_pt(extra->height));
        return g_strdup_printf("page.size=%spt %spt", width, height);
    }
    if (!w->settings.paper || (extra && extra->own_paper))
        return NULL;
    return g_strconcat("page.size=", w->settings.paper, NULL);
}

// What a style is known by; NULL where a file of the user's is among its names. g_free()
static char *style_key(const GPtrArray *names, const GPtrArray *sets)
{
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (settings_is_style_file(name)) {
            g_string_free(key, TRUE);
            return NULL;
        }
        g_string_append_printf(key, "%s\n", name);
    }
    for (guint i = 0; i < sets->len; i++)
        g_string_append_printf(key, "\n%s\n", (const char *)sets->pdata[i]);
    return g_string_free(key, FALSE);
}

// One that is read without a note is read so whenever it is.
static bool letter_take_style(struct letter *letter, const GPtrArray *names, const GPtrArray *sets,
                              GError **error)
{
    struct warraq *w = letter->session;
    char *key = style_key(names, sets);
    letter->style = key ? kept_style(w->kept, key) : NULL;
    letter->own_style = NULL;
    if (!letter->style) {
        size_t notes = diag_count(w->diag);
        char *folder = supplied_path(w, "styles");
        struct style *style = style_read(folder, (const char *const *)names->pdata,
                                         (const char *const *)sets->pdata, w->diag, error);
        bool keeps = style && key && diag_count(w->diag) == notes;
        letter->style = keeps ? kept_style_add(w->kept, key, style) : style;
        letter->own_style = keeps ? NULL : style;
        g_free(folder);
    } else {
        for (const char *const *file = style_files(letter->style); *file; file++)
            session_reads(w, *file);
    }
    g_free(key);
    return letter->style != NULL;
}

bool letter_style(struct letter *letter, const struct letter_extra *extra, GError **error)
{
    const struct warraq *w = letter->session;
    GPtrArray *names = g_ptr_array_new_null_terminated(4, NULL, true);
    GPtrArray *sets = g_ptr_array_new_null_terminated(4, g_free, true);
    g_ptr_array_add(names, (void *)"letter");
    if (extra && extra->style)
        g_ptr_array_add(names, (void *)extra->style);
    if (extra && extra->part)
        g_ptr_array_add(names, (void *)extra->part);
    for (guint i = 0; i < w->settings.style->len; i++)
        g_ptr_array_add(names, g_ptr_array_index(w->settings.style, i));
    if (w->settings.print) // one ink
        g_ptr_array_add(sets, g_strdup("page.accent=#000000"));
    char *size = page_size_setting(w, extra);
    if (size)
        g_ptr_array_add(sets, size);
    if (extra && extra->set)
        g_ptr_array_add(sets, g_strdup(extra->set));
    for (guint i = 0; i < w->settings.set->len; i++)
        g_ptr_array_add(sets, g_strdup(g_ptr_array_index(w->settings.set, i)));
    bool ok = letter_take_style(letter, names, sets, error);
    g_ptr_array_unref(names);
    g_ptr_array_unref(sets);
    return ok;
}

struct letter_extra letter_extra_record(const struct warraq *w)
{
    bool volumes = w->settings.volumes || w->settings.volume;
    return (struct letter_extra){.style = volumes ? "volume" : NULL, .stream = true};
}

bool letter_open(struct warraq *w, const char *source, const struct letter_extra *extra,
                 struct letter *ret, GError **error)
{
    struct letter letter = {.session = w, .facts = kept_facts(w->kept)};
    // A sign that no face has is told in each letter, from whatever an earlier one left.
    if (w->fonts && font_set_forget_missing(w->fonts))
        letter.facts = NULL;
    if (!config_take(w, source, error))
        return false;
    if (!letter_style(&letter, extra, error))
        return false;
    letter.document = letter_read(&letter, source, extra, error);
    if (!letter.document || !letter_find_date(&letter, error)) {
        letter_close(&letter);
        return false;
    }
    letter.faces = g_ptr_array_new();
    *ret = letter;
    return true;
}

void letter_close(struct letter *letter)
{
    g_clear_pointer(&letter->faces, g_ptr_array_unref);
    files_read_keep(letter->session, false);
    session_pass_notes(letter->session); // while the source the notes point into is still there
    diag_set_source(letter->session->diag, NULL, NULL, 0);
    style_free(letter->own_style);
    document_free(letter->document);
}

enum { QR_MODULE = 4 }; // pixels a module: as sharp as it is printed

// Counts pages on their way to `next`, and says how far the job is.
struct counting {
    const struct page_sink *next;
    const struct letter *letter;
    size_t pages;
    unsigned total; // 0: not known
};

// What an earlier letter of the session was set in is none of this one's.
static void see_faces(GPtrArray *faces, const struct page *page)
{
    const struct face *last = NULL;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->items[i];
        for (size_t k = 0; item->kind == ITEM_LINE && k < item->line.line.n_runs; k++) {
            const struct face *face = item->line.line.runs[k].run.face;
            if (face != last && !g_ptr_array_find(faces, face, NULL))
                g_ptr_array_add(faces, (void *)face);
            last = face;
        }
    }
}

static bool count_page(void *context, struct page *page, GError **error)
{
    struct counting *counting = context;
    if (counting->letter->faces)
        see_faces(counting->letter->faces, page);
    if (counting->letter->starts)
        page_starts_add(counting->letter->starts, page);
    if (session_progress(counting->letter->session, N_("pages"), ++counting->pages, counting->total,
                         error))
        return counting->next->page(counting->next->context, page, error);
    page_free(page);
    return false;
}

char *letter_word(const struct letter *letter, const char *file, const char *key)
{
    const char *lang = letter->document->root->lang;
    char *path = supplied_path(letter->session, file);
    const struct words *words = kept_words(letter->session->kept, path, lang ? lang : "und", NULL);
    char *word = words ? words_get(words, "words", key) : NULL;
    g_free(path);
    return word;
}

// The letter's own date; one that is given is the letter's where it states none.
static char *stated_date(const struct letter *letter)
{
    char buffer[ISO_DATE_SIZE];
    if (letter->document->date)
        return g_strdup(letter->document->date);
    return letter->session->settings.date ? g_strdup(letter_iso_date(letter, buffer)) : NULL;
}

// The other language of a letter in two; NULL where it has one.
static const char *second_language(const struct document *document)
{
    const char *own = document->root->lang ? document->root->lang : "und";
    for (const struct node *block = document->root->first; block; block = block->next) {
        if (block->lang && block->kind != NODE_LIST &&
            strncmp(block->lang, own, strcspn(own, "-")) != 0)
            return block->lang;
    }
    return NULL;
}

static bool find_particulars(const struct letter *letter, const char *lang, struct arena *arena,
                             struct particulars *ret, GError **error)
{
    const struct settings *settings = &letter->session->settings;
    const struct block_style *date = &letter->style->blocks[GROUP_DATE];
    const struct level *level = level_find(settings->pdf);
    const struct document *whole = letter->whole ? letter->whole : letter->document;
    const char *words = lang ? lang : whole->root->lang;
    char *path = supplied_path(letter->session, "data/page.words");
    char *stated = stated_date(letter);
    struct particulars_job job = {
        .document = whole,
        .words = kept_words(letter->session->kept, path, words ? words : "und", error),
        .date = stated ? arena_strdup(arena, stated) : NULL,
        .format = (enum particulars_date)date->date_format,
        .months = (enum phrase_months)date->months,
        .link = settings->link ? settings->link : whole->link,
        .lang = lang,
        .sums_up = letter->whole != NULL,
        .archive = level->title,
        .access = level->ua ? arena_printf(arena, "PDF/UA-%u", level->ua) : NULL,
        .colophon = whole->sources->len > 0, // made of a letter: none of its own
    };
    if (job.words)
        particulars_find(&job, arena, ret);
    g_free(path);
    g_free(stated);
    return job.words != NULL;
}

bool letter_particulars(const struct letter *letter, struct arena *arena, struct particulars *ret,
                        GError **error)
{
    return find_particulars(letter, NULL, arena, ret, error);
}

// Of two languages side by side each has its own; the page number is in neither.
static bool find_beside(const struct letter *letter, struct arena *arena, struct particulars *said,
                        struct particulars *ret, GError **error)
{
    const char *lang = letter->style->page.parallel ? second_language(letter->document) : NULL;
    if (!lang)
        return true;
    said->page_of_pages = "\u2066{page} / {pages}\u2069";
    return find_particulars(letter, lang, arena, ret, error);
}

// What the job says of the letter: its own and its second language's.
struct sayings {
    struct arena *arena;
    struct particulars own, beside;
};

static bool find_sayings(const struct letter *letter, struct sayings *ret, GError **error)
{
    *ret = (struct sayings){.arena = arena_new()};
    if (!find_particulars(letter, NULL, ret->arena, &ret->own, error) ||
        !find_beside(letter, ret->arena, &ret->own, &ret->beside, error))
        return false;
    if (ret->own.copy && ret->own.link)
        ret->own.code = qr_png(ret->own.link, QR_MODULE, NULL);
    return true;
}

static void free_sayings(struct sayings *said)
{
    if (said->own.code)
        g_bytes_unref(said->own.code);
    arena_free(said->arena);
}

static struct layout_job layout_job_of(const struct letter *letter, const struct sayings *said,
                                       struct font_set *fonts)
{
    return (struct layout_job){
        .document = letter->document,
        .style = letter->style,
        .fonts = fonts,
        .diag = letter->session->diag,
        .particulars = &said->own,
        .threads = session_threads(letter->session),
        .facts = letter->facts,
        .pages_before = letter->pages_before,
        .pages_after = letter->pages_after,
        .pages = letter->pages,
        .beside = said->beside.page_of_pages ? &said->beside : NULL,
    };
}

bool letter_lay_out(const struct letter *letter, const struct page_sink *sink, size_t *ret_pages,
                    GError **error)
{
    struct font_set *fonts = supplied_fonts(letter->session, error);
    if (!fonts)
        return false;
    struct sayings said;
    bool ok = find_sayings(letter, &said, error);
    struct layout_job job = layout_job_of(letter, &said, fonts);
    struct counting counting = {.next = sink, .letter = letter};
    job.ret_total = &counting.total;
    struct page_sink counted = {count_page, &counting, sink->enough, sink->fills_total};
    ok = ok && layout_run(&job, &counted, error);
    free_sayings(&said);
    if (ret_pages)
        *ret_pages = counting.pages;
    return ok;
}

bool letter_count_pages(const struct letter *letter, unsigned *ret_pages, GError **error)
{
    struct font_set *fonts = supplied_fonts(letter->session, error);
    if (!fonts)
        return false;
    struct warraq *w = letter->session;
    struct diag *heard = w->diag;
    struct sayings said;
    w->diag = diag_new();
    bool ok = find_sayings(letter, &said, error);
    struct layout_job job = layout_job_of(letter, &said, fonts);
    ok = ok && layout_count(&job, ret_pages, error);
    free_sayings(&said);
    diag_free(w->diag);
    w->diag = heard;
    return ok;
}

bool letter_pages(const struct letter *letter, struct page_list *ret, GError **error)
{
    *ret = page_list_new();
    struct page_sink sink = page_list_sink(ret);
    if (letter_lay_out(letter, &sink, NULL, error))
        return true;
    page_list_free(ret);
    return false;
}

const char *letter_iso_date(const struct letter *letter, char buffer[ISO_DATE_SIZE])
{
    GDateTime *time = g_date_time_new_from_unix_utc(letter->date);
    g_snprintf(buffer, ISO_DATE_SIZE, "%04d-%02d-%02d", g_date_time_get_year(time),
               g_date_time_get_month(time), g_date_time_get_day_of_month(time));
    g_date_time_unref(time);
    return buffer;
}

bool letter_has_id(const struct letter *letter, GError **error)
{
    const struct document_source *source = g_ptr_array_index(letter->document->sources, 0);
    if (letter->session->settings.id || !source->unnamed)
        return true;
    fault_set(error, FAULT_USAGE,
              "a letter from standard input has no name to know it by: give it one with --id");
    fault_because(error, "id-missing");
    return false;
}

char *letter_id(const struct letter *letter)
{
    if (letter->session->settings.id)
        return g_strdup(letter->session->settings.id);
    const struct document_source *source = g_ptr_array_index(letter->document->sources, 0);
    char *id = g_strdup(source->name);
    char *dot = strchr(id + 1, '.');
    if (dot)
        *dot = '\0';
    return id;
}
