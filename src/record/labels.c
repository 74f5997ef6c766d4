// SPDX-License-Identifier: MIT
// Readers go by x, by the direction of most letters in a line, or by the order of the content, and
// no one order suits them where a number stands on the right of a name. So in a right-to-left list
// a number in European digits is one code, whose text is "N. " in the order in which it is read. An
// empty sign on another line parts it from its name, so that no reader takes the two for one line
// and turns it.
#include "record/labels.h"

#include "page/logical.h"
#include "record/clusters.h"
#include "record/label_codes.h"
#include "record/tags.h"
#include "text/font.h"

#include <string.h>

#define LEFT_TO_RIGHT_MARK "\xE2\x80\x8E"
#define RIGHT_TO_LEFT_MARK "\xE2\x80\x8F"

// Labels that may be a code each, of some 30,000 in a font; of those after them each digit is one.
enum { LABELS_WHOLE = 10000 };

bool label_runs_leftward(const struct line *line)
{
    if (line->n_runs == 1)
        return line->runs[0].run.level & 1;
    size_t *order = line_logical_order(line);
    bool leftward = line->n_runs > 0 && (line->runs[order[0]].run.level & 1);
    g_free(order);
    return leftward;
}

static bool is_type(const struct record *record, const struct item *item, const char *type)
{
    if (item->element == ELEMENT_NONE || item->line.line.n_runs == 0)
        return false;
    const char *own = tags_type(record, item->element);
    return own && strcmp(own, type) == 0;
}

// The run of a label that reads rightward, as European digits do; NULL for none, or several.
static const struct line_run *find_number(const struct line *line)
{
    const struct line_run *number = NULL;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        if (run->level & 1 || run->n_text == 0 || !g_ascii_isalnum(run->text[0]))
            continue;
        if (number)
            return NULL;
        number = &line->runs[i];
    }
    return number;
}

struct shown_label label_of(const struct record *record, const struct item *item,
                            const struct item *next)
{
    struct shown_label label = {LABEL_PLAIN, false};
    if (!next || next->kind != ITEM_LINE || item->line.y != next->line.y ||
        !is_type(record, item, "Lbl") || !is_type(record, next, "LBody"))
        return label;
    label.parted = label_runs_leftward(&next->line.line);
    bool left = item->line.x + item->line.line.x < next->line.x + next->line.line.x;
    label.way = left ? LABEL_LEFT : find_number(&item->line.line) ? LABEL_WHOLE : LABEL_RIGHT;
    return label;
}

/* A label being shown: its runs are parts of the codes of one font. */
struct label_setting {
    struct record *record;
    const struct line *line;
    const struct line_run *number;
    struct host host; // of the number
    len name;         // where the name begins: its right edge on the page
    bool name_leftward;
    GString *before, *after; // the text on the two sides of the number, as it is read; NULL: not
                             // asked for yet
};

static void add_parts(struct label_setting *setting, const struct line_run *placed,
                      const struct host *host, len from, size_t glyph, size_t end)
{
    const struct glyph_run *run = &placed->run;
    // Where the run stands, in units of the font.
    int64_t x = (int64_t)(placed->x - from) * host->upem / host->size, pen = 0;
    for (size_t i = 0; i < end; i++) {
        const struct glyph *one = &run->glyphs[i];
        struct pdf_part part = {one->id, (int32_t)x + host_units(host, pen + one->dx),
                                host_units(host, one->dy) + host->rise, (uint16_t)host->guest,
                                host->scale};
        if (i >= glyph)
            g_array_append_val(setting->record->parts, part);
        pen += one->advance;
    }
}

// All runs but the number; false if one cannot stand in the number's font.
static bool add_others(struct label_setting *setting, len from)
{
    for (size_t i = 0; i < setting->line->n_runs; i++) {
        const struct line_run *placed = &setting->line->runs[i];
        const struct glyph_run *owner = &setting->number->run;
        struct host host;
        if (placed == setting->number)
            continue;
        host_choose(setting->record, &placed->run, &owner, &host);
        if (owner != &setting->number->run)
            return false;
        add_parts(setting, placed, &host, from, 0, placed->run.n_glyphs);
    }
    return true;
}

static void find_texts(struct label_setting *setting)
{
    if (setting->before)
        return;
    setting->before = g_string_new(NULL);
    setting->after = g_string_new(NULL);
    size_t *order = line_logical_order(setting->line);
    GString *at = setting->before;
    for (size_t i = 0; i < setting->line->n_runs; i++) {
        const struct line_run *placed = &setting->line->runs[order[i]];
        if (placed == setting->number)
            at = setting->after;
        else
            g_string_append_len(at, placed->run.text, (gssize)placed->run.n_text);
    }
    g_string_prepend(setting->before, LEFT_TO_RIGHT_MARK);
    g_string_append(setting->after, LEFT_TO_RIGHT_MARK " ");
    g_free(order);
}

static uint16_t show_code(struct label_setting *setting, int64_t advance, const GString *text)
{
    GArray *parts = setting->record->parts;
    uint16_t code =
        pdf_font_baked(setting->host.font, (const struct pdf_part *)(void *)parts->data, parts->len,
                       (int32_t)CLAMP(advance, 0, 0x7FFF), text->str, text->len);
    pdf_content_show(&setting->record->content, code);
    g_array_set_size(parts, 0);
    return code;
}

static len line_right(const struct line *line)
{
    const struct line_run *last = &line->runs[line->n_runs - 1];
    return last->x + glyph_run_width(&last->run);
}

// One code for all of it.
static bool show_whole(struct label_setting *setting)
{
    const struct line_run *number = setting->number;
    len left = setting->line->runs[0].x, right = line_right(setting->line);
    find_texts(setting);
    GString *text = g_string_new(setting->before->str);
    g_string_append_len(text, number->run.text, (gssize)number->run.n_text);
    g_string_append(text, setting->after->str);
    add_parts(setting, number, &setting->host, left, 0, number->run.n_glyphs);
    bool fits = add_others(setting, left);
    if (fits)
        show_code(setting, (int64_t)(right - left) * setting->host.upem / setting->host.size, text);
    g_string_free(text, TRUE);
    return fits;
}

// The code of the number's i-th digit; the last draws all that is no digit too. `x` is where it
// stands.
static uint16_t show_digit(struct label_setting *setting, size_t i, len x)
{
    const struct glyph_run *run = &setting->number->run;
    bool last = i + 1 == run->n_glyphs;
    find_texts(setting);
    GString *text = g_string_new(i == 0 ? setting->before->str : NULL);
    g_string_append_c(text, run->text[i]);
    add_parts(setting, setting->number, &setting->host, x, i, i + 1);
    if (last)
        add_others(setting, x);
    if (last)
        g_string_append(text, setting->after->str);
    uint16_t code = show_code(setting, run->glyphs[i].advance, text);
    g_string_free(text, TRUE);
    return code;
}

static void show_digits(struct label_setting *setting, struct label_codes *codes)
{
    const struct glyph_run *run = &setting->number->run;
    len x = setting->number->x;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        bool last = i + 1 == run->n_glyphs;
        enum label_place place = i == 0 ? (last ? LABEL_ALONE : LABEL_FIRST)
                                 : last ? LABEL_LAST
                                        : LABEL_WITHIN;
        uint16_t code = label_codes_find(codes, place, run->text[i], run->glyphs[i].id);
        if (code)
            pdf_content_show(&setting->record->content, code);
        else
            label_codes_keep(codes, place, run->text[i], run->glyphs[i].id,
                             show_digit(setting, i, x));
        x += len_from_units(run->glyphs[i].advance, run->size, run->face->upem);
    }
}

// Whether all runs can stand in the number's font.
static bool is_of_one_font(struct label_setting *setting)
{
    bool fits = add_others(setting, 0);
    g_array_set_size(setting->record->parts, 0);
    return fits && !setting->number->run.face->cff;
}

// An em lower stands an empty sign, so that no reader takes what follows for the same line. poppler
// takes a line's words together by what stands near, whatever its height: the sign joins the label
// to a name that runs as the list does, where else it would take the labels for a column; a name
// that runs rightward would come before its label, and with a sign among its letters it comes on a
// line of its own.
static void show_parting(struct label_setting *setting, const struct item *item)
{
    const struct glyph_run *run = &setting->number->run;
    len left = setting->line->runs[0].x, right = line_right(setting->line);
    len x = setting->name_leftward ? item->line.x + left - (item->line.x + left - setting->name) / 2
                                   : item->line.x + 2 * left - right;
    pdf_content_move(&setting->record->content, x, item->line.y - run->rise + setting->host.size);
    clusters_show_nothing(setting->record, run, &setting->host);
}

static bool is_in_digits(const struct record *record, const struct line_run *number)
{
    return record->n_labels >= LABELS_WHOLE && number->run.n_glyphs == number->run.n_text;
}

static void show(struct label_setting *setting, const struct item *item, unsigned font,
                 struct label_codes *codes)
{
    struct record *record = setting->record;
    const struct glyph_run *run = &setting->number->run;
    bool digits = is_in_digits(record, setting->number);
    const struct line_run *first = digits ? setting->number : &setting->line->runs[0];
    GString *sign = g_string_new(RIGHT_TO_LEFT_MARK);
    pdf_content_move(&record->content, item->line.x + first->x, item->line.y - run->rise);
    pdf_content_font(&record->content, font, host_shown_size(&setting->host));
    pdf_content_show_open(&record->content);
    show_code(setting, 0, sign);
    if (digits)
        show_digits(setting, codes);
    else
        show_whole(setting);
    pdf_content_show_close(&record->content);
    g_string_free(sign, TRUE);
    record->n_labels++;
    show_parting(setting, item);
}

bool label_put(struct record *record, const struct item *item, const struct item *next)
{
    const struct line *name = &next->line.line;
    struct label_setting setting = {.record = record,
                                    .line = &item->line.line,
                                    .name = next->line.x + line_right(name),
                                    .name_leftward = label_runs_leftward(name)};
    setting.number = find_number(setting.line);
    const struct glyph_run *owner = NULL;
    unsigned font = host_choose(record, &setting.number->run, &owner, &setting.host);
    g_array_set_size(record->parts, 0);
    struct label_codes *codes = NULL;
    if (is_in_digits(record, setting.number))
        codes = label_codes_of(record, setting.line, setting.number, &setting.host);
    if (!label_codes_are_shown(codes) && !is_of_one_font(&setting))
        return false;
    record_name_font(record, font);
    pdf_content_mark(&record->content, "Lbl", record->side.n_marks++, NULL);
    show(&setting, item, font, codes);
    pdf_content_end_mark(&record->content);
    if (setting.before) {
        g_string_free(setting.before, TRUE);
        g_string_free(setting.after, TRUE);
    }
    return true;
}
