// SPDX-License-Identifier: MIT
#include "record/hosts.h"

#include "text/font.h"

// The file's units in an em: so many that the face is shown at the size the style names, though
// its role sets it smaller to sit level with others. Readers that judge gaps and line spacing by
// the size of the type then judge all scripts alike.
static unsigned file_units(const struct glyph_run *run)
{
    const struct face *face = run->face;
    if (face->cff || run->nominal <= 0 || run->size <= 0)
        return face->upem;
    int64_t units = ((int64_t)face->upem * run->nominal + run->size / 2) / run->size;
    bool fits = units >= face->upem && units <= 4 * (int64_t)face->upem && units <= 16384;
    return fits ? (unsigned)units : face->upem;
}

// The resource of a run's face, with room for `codes` more codes.
static unsigned line_font(struct record *record, const struct glyph_run *run, size_t codes)
{
    const struct face *face = run->face;
    // From the newest: where a face has two, the older is full.
    for (guint i = record->fonts->len; i-- > 0;) {
        const struct job_font *known = &g_array_index(record->fonts, struct job_font, i);
        if (known->face == face && pdf_font_room(known->font, codes))
            return i;
    }
    struct pdf_font_face spec = {
        .hb_face = face->hb_face,
        .name = face->postscript_name,
        .upem = face->upem,
        .units = file_units(run),
        .ascender = face->ascender,
        .descender = face->descender,
        .cff = face->cff,
        .italic = face->italic,
        .bold = face->bold,
    };
    struct job_font made = {face, pdf_font_new(record->writer, &spec), spec.units};
    g_array_append_val(record->fonts, made);
    return record->fonts->len - 1;
}

// pdf.js reads a line in order only where it is shown in one font and size. So a line with words
// of both directions has a host, its longest right-to-left run, and the other runs' glyphs stand in
// that font as guests, scaled to their size. A face of CFF can be neither.
const struct glyph_run *host_find(const struct line *line)
{
    const struct glyph_run *host = NULL;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        if ((run->level & 1) && !run->face->cff && (!host || run->n_glyphs > host->n_glyphs))
            host = run;
    }
    return host;
}

static int64_t divide(int64_t value, int64_t by)
{
    return (value + (value < 0 ? -by / 2 : by / 2)) / by;
}

static struct host host_of(const struct record *record, unsigned font,
                           const struct glyph_run *owner)
{
    const struct job_font *made = &g_array_index(record->fonts, struct job_font, font);
    return (struct host){.font = made->font,
                         .size = owner->size,
                         .upem = owner->face->upem,
                         .units = made->units,
                         .plain = true,
                         .scale = PDF_SCALE_ONE};
}

// How `run` stands in the font of `owner`; false if it needs a font of its own.
static bool be_guest(const struct glyph_run *run, const struct glyph_run *owner, struct host *host)
{
    int64_t upem = owner->face->upem;
    int64_t scale =
        divide(upem * run->size * PDF_SCALE_ONE, (int64_t)run->face->upem * owner->size);
    if (run->face->cff || scale >= 2 * PDF_SCALE_ONE)
        return false;
    host->scale = (int16_t)scale;
    host->rise = (int32_t)divide((int64_t)(run->rise - owner->rise) * upem, owner->size);
    host->plain = run->face == owner->face && run->size == owner->size && host->rise == 0;
    if (run->face != owner->face)
        host->guest = pdf_font_guest(host->font, run->face->hb_face);
    return true;
}

unsigned host_choose(struct record *record, const struct glyph_run *run,
                     const struct glyph_run **owner, struct host *ret)
{
    size_t codes = run->n_glyphs + run->n_text; // never more: a code a character, or a glyph
    if (*owner) {
        unsigned font = line_font(record, *owner, codes);
        *ret = host_of(record, font, *owner);
        if (be_guest(run, *owner, ret))
            return font;
    }
    *owner = run;
    unsigned font = line_font(record, run, codes);
    *ret = host_of(record, font, run);
    return font;
}

// Tf's operand, in ten-thousandths of a point.
int64_t host_shown_size(const struct host *host)
{
    return divide((int64_t)host->size * host->units * 10000, (int64_t)host->upem * LEN_PER_PT);
}

int32_t host_units(const struct host *host, int64_t units)
{
    if (host->plain)
        return (int32_t)units;
    return (int32_t)divide(units * host->scale, PDF_SCALE_ONE);
}
