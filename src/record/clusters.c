// SPDX-License-Identifier: MIT
// Cells into codes. An offset, a mark in its place is one composite glyph; a ligature's glyph is
// drawn by its leftmost letter's code and the others are blanks that share its width. What stands
// beside a space or a line's start is shown so that readers which judge by gaps and by the order of
// the content give the words as they were (facts are in tests/conform/text).
#include "record/clusters.h"

#include "base/utf8.h"
#include "language/script.h"
#include "record/bidi_marks.h"
#include "record/cells.h"
#include "text/form.h"

#include <assert.h>
#include <string.h>

enum { WORD_JOINER = 0x2060, LEFT_TO_RIGHT_MARK = 0x200E, RIGHT_TO_LEFT_MARK = 0x200F };

// What has been shown so far against where the run wants to be, in thousandths of a len: it is
// paid back in whole thousandths of the size, so a line does not drift.
struct show {
    struct record *record;
    const struct glyph_run *run;
    const struct host *host;
    struct pdf_font *font;
    int64_t owed;
    struct joiners joiners; // of a run read rightward, not yet shown
};

// A guest's advances are rounded to the font's units; in a word, what that leaves is let stand up
// to this much (0.036 pt at 12 pt), for every payment parts a string.
enum { SLACK = 3 };

enum { PADDED = 16 }; // of the em

// Tf's size in parts of a len: the em's size by the file's units to the face's.
static inline int64_t size_in_units(const struct show *show)
{
    return (int64_t)show->host->size * show->host->units;
}

// Whether what is owed rounds to something.
static inline bool owes(const struct show *show)
{
    int64_t owed = show->owed * show->host->upem, size = size_in_units(show);
    return ABS(owed) >= size - size / 2;
}

static void pay(struct show *show, int64_t least)
{
    int64_t upem = show->host->upem, size = size_in_units(show);
    int64_t owed = show->owed * upem;
    if (!owes(show))
        return;
    int64_t whole = (owed + (owed < 0 ? -size / 2 : size / 2)) / size;
    if (ABS(whole) < least)
        return;
    show->owed -= whole * size / upem;
    pdf_content_adjust(&show->record->content, whole);
}

// Owes what `wanted` units of the run's face are more than `shown` units of the font.
static void owe(struct show *show, int64_t wanted, int64_t shown)
{
    show->owed += wanted * 1000 * show->run->size / (int64_t)show->run->face->upem -
                  shown * 1000 * show->host->size / (int64_t)show->host->upem;
}

static inline void show_code(struct show *show, uint16_t code)
{
    if (show->owed)
        pay(show, show->host->plain ? 1 : SLACK);
    pdf_content_show(&show->record->content, code);
}

static size_t put_utf8(const gunichar *text, size_t n, char *out)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += (size_t)g_unichar_to_utf8(text[i], out + bytes);
    return bytes;
}

static uint16_t bake(struct show *show, const struct pdf_part *parts, size_t n_parts,
                     int32_t advance, const gunichar *text, size_t n)
{
    char utf8[6 * 64];
    return pdf_font_baked(show->font, parts, n_parts, advance, utf8, put_utf8(text, n, utf8));
}

// A form is not in the face: its outline goes into the font.
static void draw_form(struct show *show, uint32_t id)
{
    if (pdf_font_has_drawn(show->font, show->host->guest, id))
        return;
    struct arena *arena = arena_new();
    struct outline outline = form_outline(show->run->face, id, arena);
    struct pdf_point *points = ARENA_ARRAY(arena, struct pdf_point, outline.n);
    for (size_t i = 0; i < outline.n; i++)
        points[i] =
            (struct pdf_point){outline.points[i].x, outline.points[i].y, outline.points[i].on};
    struct pdf_outline drawn = {points, outline.n, outline.ends, outline.n_ends};
    pdf_font_draw(show->font, show->host->guest, id, &drawn);
    arena_free(arena);
}

// The cell's glyphs as parts of one; gives its advance in units of the run's face.
static int64_t cell_parts(struct show *show, const struct cell *cell)
{
    const struct host *host = show->host;
    int64_t pen = 0;
    GArray *parts = show->record->parts;
    g_array_set_size(parts, 0);
    for (size_t i = 0; i < cell->n_glyphs; i++) {
        const struct glyph *glyph = &cell->glyphs[i];
        if (form_is(glyph->id))
            draw_form(show, glyph->id);
        struct pdf_part part = {glyph->id, host_units(show->host, pen + glyph->dx),
                                host_units(show->host, glyph->dy) + host->rise,
                                (uint16_t)host->guest, host->scale};
        g_array_append_val(parts, part);
        pen += glyph->advance;
    }
    return pen;
}

// Owes units of the font.
static void owe_gain(struct show *show, int32_t gain)
{
    show->owed += (int64_t)gain * 1000 * show->host->size / (int64_t)show->host->upem;
}

// Shows parts as one composite that advances by `advance` and `cell`'s gain; what an advance cannot
// say (a fraction, less than nothing, past 16 bits) is owed.
static void show_baked(struct show *show, int64_t advance, const struct cell *cell,
                       const gunichar *text, size_t n)
{
    const struct pdf_part *parts = (const struct pdf_part *)(void *)show->record->parts->data;
    int32_t gain = cell ? cell->gain : 0;
    int32_t held = CLAMP(host_units(show->host, advance) + gain, 0, 0x7FFF);
    if (cell && cell->held != CELL_NOT_HELD)
        held = cell->held;
    show_code(show, bake(show, parts, show->record->parts->len, held, text, n));
    owe(show, advance, held);
    owe_gain(show, gain);
}

// Where the text of the code that begins with character `i` ends: a joiner goes with what follows
// it, or at the end with what stands before; marks that follow one another are one code, as none of
// them has a width.
static size_t share_end(const struct cell *cell, size_t i)
{
    size_t end = i;
    while (end < cell->n_text && cell_is_joiner(cell->text[end]))
        end++;
    end = MIN(end + 1, cell->n_text);
    while (end < cell->n_text && cell_is_mark(cell->text[end - 1]) && cell_is_mark(cell->text[end]))
        end++;
    size_t rest = end;
    while (rest < cell->n_text && cell_is_joiner(cell->text[rest]))
        rest++;
    return rest == cell->n_text ? rest : end;
}

/* The width of a ligature as its characters get it. */
struct shares {
    int64_t left, letters;
};

// Each letter has its share of the width, so that a caret can stand between them, and marks have
// none: pdf.js takes every code with a mark in its text for zero wide.
static void show_share(struct show *show, struct shares *shares, const struct cell *cell,
                       size_t from, size_t to, bool last)
{
    const gunichar *text = cell->text + from;
    bool mark = shares->letters > 0 && cell_is_mark(text[to - from - 1]);
    int64_t share = mark ? 0 : shares->left / MAX(shares->letters, 1);
    shares->letters -= !mark;
    shares->left -= share;
    show_baked(show, last ? share + shares->left : share, last ? cell : NULL, text, to - from);
    g_array_set_size(show->record->parts, 0); // the rest are blanks
}

// Several characters drawn together: the leftmost draws it all.
static void show_shared(struct show *show, const struct cell *cell, bool rtl)
{
    struct shares shares = {MAX(cell_parts(show, cell), 0), cell_letters(cell)};
    size_t n = cell->n_text;
    for (size_t i = n; rtl && i-- > 0;)
        show_share(show, &shares, cell, i, i + 1, i == 0);
    for (size_t i = 0, end; !rtl && i < n; i = end) {
        end = share_end(cell, i);
        show_share(show, &shares, cell, i, end, end == n);
    }
}

// Moves the baseline for one glyph of a face that cannot be moved in the font.
static void lift(struct show *show, int32_t units)
{
    pay(show, 1);
    pdf_content_show_close(&show->record->content);
    pdf_content_rise(&show->record->content,
                     len_from_units(units, show->run->size, show->run->face->upem));
    pdf_content_show_open(&show->record->content);
}

// A face's glyph 0 may not be shown in an archival file. TrueType wraps it in a composite; in CFF
// the white square stands for it, or what East Asian printers set for a missing sort.
static uint32_t shown_glyph(const struct show *show, const struct glyph *glyph)
{
    if (glyph->id != 0 || !pdf_font_cff(show->font))
        return glyph->id;
    static const hb_codepoint_t signs[] = {0x25A1, 0x3013, '?', ' '};
    hb_codepoint_t found = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(signs) && !found; i++)
        hb_font_get_nominal_glyph(show->run->face->hb_font, signs[i], &found);
    return found;
}

// A face of CFF has no composites: its glyphs are moved with the pen.
static void show_apart(struct show *show, const struct cell *cell)
{
    gunichar joiner = WORD_JOINER;
    for (size_t i = 0; i < cell->n_glyphs; i++) {
        const struct glyph *glyph = &cell->glyphs[i];
        uint32_t id = shown_glyph(show, glyph);
        struct pdf_part part = {id, 0, 0, 0, PDF_SCALE_ONE};
        int32_t own = pdf_font_advance(show->font, id);
        bool bare = i > 0 || cell->n_text == 0;
        uint16_t code =
            bake(show, &part, 1, own, bare ? &joiner : cell->text, bare ? 1 : cell->n_text);
        owe(show, glyph->dx, 0);
        if (glyph->dy)
            lift(show, glyph->dy);
        show_code(show, code);
        owe(show, (int64_t)glyph->advance - glyph->dx, own);
        if (glyph->dy)
            lift(show, 0);
    }
}

// A glyph given more than this beyond its own width: readers would take the rest for a space, were
// it a move of the pen.
static int32_t padding_of(const struct show *show)
{
    return (int32_t)(show->run->face->upem / PADDED);
}

static bool show_simple(struct show *show, const struct cell *cell, bool rtl)
{
    const struct glyph *glyph = cell->glyphs;
    if (!show->host->plain || cell->n_glyphs != 1 || cell->n_text != 1 || glyph->dx || glyph->dy ||
        cell->gain || cell->held != CELL_NOT_HELD || form_is(glyph->id))
        return false;
    uint32_t id = shown_glyph(show, glyph);
    int32_t own = pdf_font_advance(show->font, id);
    // A kern is a move of the pen, except where a word read backwards might be cut there, and
    // except for a mark, whose own advance may be anything.
    if (glyph->advance != own && !pdf_font_cff(show->font) &&
        (rtl || glyph->advance == 0 || glyph->advance > own + padding_of(show)))
        return false;
    show_code(show, pdf_font_plain(show->font, id, cell->text[0]));
    owe(show, glyph->advance, own);
    return true;
}

// What has no text is not shown.
static bool has_text(struct show *show, const struct cell *cell)
{
    if (cell->n_text > 0)
        return true;
    owe(show, cell_advance(cell), 0);
    return false;
}

static void show_cell(struct show *show, struct cell *cell, bool rtl)
{
    if (show_simple(show, cell, rtl) || !has_text(show, cell))
        return;
    if (pdf_font_cff(show->font)) {
        show_apart(show, cell);
    } else if (cell->n_text > 1 && cell->held == CELL_NOT_HELD &&
               (rtl || cell_letters(cell) < (int64_t)cell->n_text)) {
        show_shared(show, cell, rtl);
    } else {
        int64_t advance = cell_parts(show, cell);
        show_baked(show, advance, cell, cell->text, cell->n_text);
    }
}

// What justification adds after the cell's glyphs.
static int64_t cell_extra(const struct show *show, const struct cell *cell)
{
    int64_t extra = 0;
    for (size_t i = 0; i < cell->n_glyphs; i++)
        extra += glyph_run_extra(show->run, &cell->glyphs[i]);
    return extra;
}

// It is paid once the cell is shown; the pen is then where it should be again.
static void part_from_next(struct show *show, const struct cell *cell)
{
    int64_t extra = cell_extra(show, cell);
    if (extra == 0)
        return;
    show->owed += extra * 1000;
    pay(show, 1);
}

// A sign without extent.
static void show_sign(struct show *show, gunichar sign)
{
    if (!sign)
        return;
    g_array_set_size(show->record->parts, 0);
    show_baked(show, 0, NULL, &sign, 1);
}

static const struct job_space *space_of(struct record *record, const struct face *face)
{
    struct job_space *space = &record->space;
    if (space->face == face)
        return space;
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->hb_font, ' ', &glyph);
    *space = (struct job_space){face, glyph, hb_font_get_glyph_h_advance(face->hb_font, glyph)};
    return space;
}

len clusters_space(struct record *record, const struct glyph_run *run)
{
    const struct job_space *space = space_of(record, run->face);
    return space->glyph ? len_from_units(space->advance, run->size, run->face->upem) : 0;
}

// The text of a space at whose right a mark begins the line. pdf.js tests for a new line only at a
// code that is no mark, no format character and no bare space, and MuPDF takes the direction from
// the first character; else the mark goes to the line above or to the line's other end.
static void set_opening(struct cell *cell)
{
    cell->text[0] = RIGHT_TO_LEFT_MARK;
    cell->text[1] = ' ';
    cell->n_text = 2;
}

static void show_space(struct show *show, bool opens)
{
    const struct job_space *own = space_of(show->record, show->run->face);
    const struct glyph space = {.id = own->glyph, .advance = own->advance, .flags = GLYPH_SPACE};
    struct cell cell = {
        .glyphs = &space, .n_glyphs = 1, .text = {' '}, .n_text = 1, .held = CELL_NOT_HELD};
    if (!space.id)
        return;
    if (opens && !pdf_font_cff(show->font)) {
        set_opening(&cell);
        cell.held = host_units(show->host, space.advance);
    }
    show_cell(show, &cell, false);
}

static inline bool is_ascii(char c)
{
    return (unsigned char)(c - ' ') <= '~' - ' ';
}

// A glyph of its own for one character of ASCII, with nothing to join it.
static inline bool is_letter(const struct glyph_run *run, size_t at)
{
    const struct glyph *glyph = &run->glyphs[at];
    bool last = at + 1 == run->n_glyphs;
    size_t end = last ? run->n_text : glyph[1].cluster;
    return end == (size_t)glyph->cluster + 1 && is_ascii(run->text[glyph->cluster]) &&
           (last || is_ascii(run->text[end])) && glyph->id != 0 && glyph->advance > 0 &&
           !(glyph->dx | glyph->dy) && !(glyph->flags & GLYPH_HYPHEN);
}

// Such letters from glyph `start` whose glyphs are as the face has them and have codes: copied,
// when nothing is to be paid. Gives the first glyph that is none.
static size_t copy_letters(struct show *show, size_t start)
{
    const struct glyph_run *run = show->run;
    const struct pdf_glyphs known = pdf_font_glyphs(show->font);
    char *at = put_room(show->record->content.out, 2 * (run->n_glyphs - start));
    size_t i = start;
    char here = run->text[run->glyphs[i].cluster], next = ' ';
    for (; i < run->n_glyphs && is_ascii(here); i++, here = next) {
        const struct glyph *glyph = &run->glyphs[i];
        size_t end = run->n_text;
        next = ' ';
        if (i + 1 < run->n_glyphs)
            next = run->text[end = glyph[1].cluster];
        if (glyph->id >= known.n || end != (size_t)glyph->cluster + 1 || !is_ascii(next))
            break;
        const struct pdf_plain *plain = &known.glyphs[glyph->id];
        if (plain->code == 0 || plain->character != (gunichar)here ||
            plain->advance != glyph->advance || glyph->advance <= 0 || (glyph->dx | glyph->dy) ||
            (glyph->flags & GLYPH_HYPHEN))
            break;
        *at++ = (char)(plain->code >> 8);
        *at++ = (char)plain->code;
    }
    put_end(show->record->content.out, at);
    return i;
}

// Letters of a run read rightward that is not widened, from glyph `start`: most of most lists. What
// show_cell() does, without looking about. Gives the first glyph that is no such letter.
static size_t show_letters(struct show *show, size_t start)
{
    const struct glyph_run *run = show->run;
    int32_t padding = padding_of(show);
    size_t i = start;
    for (; i < run->n_glyphs; i++) {
        i = owes(show) ? i : copy_letters(show, i);
        if (i == run->n_glyphs || !is_letter(run, i))
            break;
        const struct glyph *glyph = &run->glyphs[i];
        gunichar character = (gunichar)run->text[glyph->cluster];
        const struct pdf_plain *plain = pdf_font_glyph(show->font, glyph->id);
        if (glyph->advance > plain->advance + padding)
            break;
        bool known = plain->code && plain->character == character;
        show_code(show, known ? plain->code : pdf_font_plain(show->font, glyph->id, character));
        if (glyph->advance != plain->advance)
            owe(show, glyph->advance, plain->advance);
    }
    return i;
}

// Joiners that no text took in get codes of their own.
static void show_joiners(struct show *show)
{
    for (size_t i = 0; i < show->joiners.n && !pdf_font_cff(show->font); i++)
        show_sign(show, show->joiners.text[i]);
    show->joiners.n = 0;
}

static void show_rightward(struct show *show)
{
    const struct glyph_run *run = show->run;
    bool letters = show->host->plain && run->space_extra == 0 && run->gap_extra == 0;
    bool whole = pdf_font_cff(show->font);
    for (size_t start = 0, end; start < run->n_glyphs; start = end) {
        end = letters && show->joiners.n == 0 ? show_letters(show, start) : start;
        if (end > start)
            continue;
        struct cell cell;
        if (run->glyphs[start].flags & GLYPH_SPACE)
            show_joiners(show);
        end = cell_read(run, start, whole, &show->joiners, &cell);
        show_cell(show, &cell, false);
        part_from_next(show, &cell);
    }
    show_joiners(show);
}

// The noughts of a number that is known at the end.
static void show_held(struct show *show)
{
    const struct glyph_run *run = show->run;
    struct pdf_digits digits = {.advance = host_units(show->host, run->glyphs[0].advance),
                                .nought = utf8_char(run->text)};
    for (unsigned i = 0; i < 10; i++) {
        hb_codepoint_t glyph = 0;
        hb_font_get_nominal_glyph(run->face->hb_font, digits.nought + i, &glyph);
        digits.parts[i] = (struct pdf_part){glyph, 0, show->host->rise, (uint16_t)show->host->guest,
                                            show->host->scale};
    }
    for (size_t i = 0; i < run->n_glyphs; i++) {
        show_code(show, pdf_font_held(show->font, (unsigned)i, (unsigned)run->n_glyphs, &digits));
        owe(show, run->glyphs[i].advance, digits.advance);
    }
}

static gunichar leftmost(const struct cell *cell)
{
    return cell->n_text ? cell->text[cell->n_text - 1] : 0;
}

static gunichar rightmost(const struct cell *cell)
{
    return cell->n_text ? cell->text[0] : 0;
}

/* The cells of a run read leftward, and what stands beside them. */
struct cell_row {
    struct cell *cells;
    size_t n;
    const struct beside *beside;
};

static gunichar right_of(const struct cell_row *row, size_t i)
{
    if (i + 1 < row->n)
        return leftmost(&row->cells[i + 1]);
    return row->beside->right ? cells_leftmost(row->beside->right) : 0;
}

static gunichar left_of(const struct cell_row *row, size_t i)
{
    if (i > 0)
        return rightmost(&row->cells[i - 1]);
    return row->beside->left ? cells_rightmost(row->beside->left) : 0;
}

// A space's width on the page, in thousandths of the size that Tf sets; 0 where that is unknown.
static int64_t space_width(const struct show *show, const struct cell *space)
{
    const struct host *host = show->host;
    int64_t em = (int64_t)host->size * host->units * 1000 / host->upem; // Tf's, thousandths of len
    int64_t wide = cell_advance(space) * 1000 * show->run->size / show->run->face->upem +
                   (int64_t)show->run->space_extra * 1000;
    return em ? wide * 1000 / em : 0;
}

// Gives all of a space's width but `kept` thousandths to the code left of it, or takes from there
// what it lacks.
static void share_space(const struct show *show, const struct cell_row *row, size_t i, int32_t kept)
{
    enum { GAIN_MOST = 30000 };
    struct cell *space = &row->cells[i], *before = i ? &row->cells[i - 1] : NULL;
    gunichar beside = before ? rightmost(before) : 0;
    if (!before || beside == 0 || cell_is_mark(beside) || cell_is_joiner(beside) ||
        cell_is_space(before))
        return;
    int64_t gain = (space_width(show, space) - kept) * show->host->units / 1000;
    if (gain == 0 || gain > GAIN_MOST)
        return;
    before->gain += (int32_t)gain;
    space->gain -= (int32_t)gain;
    space->held = (int32_t)((show->host->units * kept + 999) / 1000);
}

// The space that a line's end left hanging opens the line, with all of its width.
static void open_with_space(const struct show *show, struct cell *space)
{
    const struct host *host = show->host;
    int64_t extra = (int64_t)show->run->space_extra * host->upem;
    space->gain = (int32_t)(extra / host->size);
    space->held = MAX(host_units(show->host, cell_advance(space)) + space->gain, 1);
    space->gain = 0;
    set_opening(space);
}

// pdf.js measures the gap from the last code that is no space, but not at a mark, and puts in a
// second space where it is wider than a tenth of Tf's size; where it is narrower it takes what
// follows for a text of its own and no longer turns the line as one. poppler sees no space in less
// than a tenth.
static void settle_spaces(struct show *show, const struct cell_row *row)
{
    enum { KEPT_AT_MARK = 100, LEAST = 104, STEP = 16 }; // steps: fewer codes of a letter
    for (size_t i = 0; i < row->n; i++) {
        const struct cell *space = &row->cells[i];
        if (!cell_is_space(space) || space->n_text != 1)
            continue;
        bool marked = cell_is_mark(right_of(row, i));
        int64_t width = space_width(show, space);
        if (marked && i == 0 && row->beside->opens)
            open_with_space(show, &row->cells[i]);
        else if (marked && width > KEPT_AT_MARK)
            share_space(show, row, i, KEPT_AT_MARK);
        else if (!marked && width > 0 && width < LEAST)
            share_space(show, row, i, (int32_t)(LEAST + (width + STEP - LEAST % STEP) % STEP));
    }
}

static struct bidi_marks marks_of(const struct cell_row *row, size_t i)
{
    const struct cell *cell = &row->cells[i];
    struct bidi_marks marks = {0, 0};
    if (cell->n_text != 1)
        return marks;
    if (row->beside->ordered)
        marks = bidi_marks_for(cell->text[0], right_of(row, i));
    if (marks.left == 0 && bidi_marks_end_word(cell->text[0], left_of(row, i)))
        marks.left = RIGHT_TO_LEFT_MARK;
    return marks;
}

static struct cell_row read_row(struct show *show, const struct beside *beside)
{
    struct record *record = show->record;
    cells_read(show->run, pdf_font_cff(show->font), record->cells);
    return (struct cell_row){(struct cell *)(void *)record->cells->data, record->cells->len,
                             beside};
}

// An Arabic letter whose glyph is as the face has it and has a code, when nothing is to be paid:
// most cells of most rows. What show_cell() does, and no marks or spaces are beside it. False of
// others.
static bool copy_cell(struct show *show, const struct cell *cell)
{
    const struct pdf_glyphs known = pdf_font_glyphs(show->font);
    const struct glyph *glyph = cell->glyphs;
    if (cell->n_glyphs != 1 || cell->n_text != 1 || !script_is_arabic_letter(cell->text[0]) ||
        cell->gain || cell->held != CELL_NOT_HELD || glyph->id >= known.n ||
        (glyph->dx | glyph->dy) || glyph_run_extra(show->run, glyph) || owes(show))
        return false;
    const struct pdf_plain *plain = &known.glyphs[glyph->id];
    if (plain->code == 0 || plain->character != cell->text[0] || plain->advance != glyph->advance)
        return false;
    pdf_content_show(&show->record->content, plain->code);
    return true;
}

static void show_leftward(struct show *show, const struct beside *beside)
{
    struct cell_row row = read_row(show, beside);
    bool marked = !pdf_font_cff(show->font);
    if (marked)
        settle_spaces(show, &row);
    for (size_t i = 0; i < row.n; i++) {
        if (show->host->plain && copy_cell(show, &row.cells[i]))
            continue;
        struct bidi_marks marks = marked ? marks_of(&row, i) : (struct bidi_marks){0, 0};
        show_sign(show, marks.left);
        show_cell(show, &row.cells[i], true);
        part_from_next(show, &row.cells[i]);
        show_sign(show, marks.right);
    }
}

// The letter that ends at cell `end`, with its marks as one; gives its first cell.
static size_t join_marks(const struct cell_row *row, size_t end, struct cell *ret)
{
    size_t start = end - 1;
    *ret = row->cells[start];
    while (start > 0 && cell_is_mark(leftmost(&row->cells[start - 1])) &&
           ret->n_text + row->cells[start - 1].n_text < CELL_TEXT) {
        const struct cell *mark = &row->cells[--start];
        memcpy(ret->text + ret->n_text, mark->text, mark->n_text * sizeof *mark->text);
        ret->n_text += mark->n_text;
        ret->glyphs = mark->glyphs;
        ret->n_glyphs += mark->n_glyphs; // they lie side by side
    }
    return start;
}

// The left ends of a row's cells, in thousandths of len.
static int64_t *find_places(const struct show *show, const struct cell_row *row)
{
    const struct glyph_run *run = show->run;
    int64_t *left = g_new0(int64_t, row->n + 1), units = 0, extra = 0;
    for (size_t i = 0; i < row->n; i++) {
        units += cell_advance(&row->cells[i]);
        extra += cell_extra(show, &row->cells[i]);
        left[i + 1] = units * 1000 * run->size / (int64_t)run->face->upem + extra * 1000;
    }
    return left;
}

// Letters above U+FFFF that run right to left are in no reader's tables: none turns them. They are
// shown in the order in which they are read, each letter with its marks, the pen moved back between
// them; a space goes into the text of the letter before it, for pdf.js drops those it goes back to.
static void show_logical(struct show *show, const struct beside *beside)
{
    struct cell_row row = read_row(show, beside);
    int64_t *left = find_places(show, &row), pen = 0;
    for (size_t end = row.n, start; end > 0; end = start) {
        struct cell letter;
        start = join_marks(&row, end, &letter);
        show->owed += left[start] - pen;
        pay(show, 1);
        pen = left[start] +
              cell_advance(&letter) * 1000 * show->run->size / (int64_t)show->run->face->upem;
        bool space = start > 0 && cell_is_space(&row.cells[start - 1]);
        if (space && !cell_is_space(&letter) && letter.n_text < CELL_TEXT) {
            letter.text[letter.n_text++] = ' ';
            start--;
        }
        if (has_text(show, &letter))
            show_baked(show, cell_parts(show, &letter), NULL, letter.text, letter.n_text);
    }
    g_free(left);
}

// A sign that ends a rightward run in a leftward line, such as an address' last slash, is taken for
// the line's own and put at the run's other end unless a mark holds it.
static bool ends_in_sign(const struct glyph_run *run)
{
    if (run->level < 2 || run->n_text == 0)
        return false;
    gunichar last = utf8_char(g_utf8_prev_char(run->text + run->n_text));
    return !g_unichar_isalnum(last) && !g_unichar_isspace(last) && !cell_is_mark(last);
}

void clusters_show(struct record *record, const struct glyph_run *run, const struct host *host,
                   const struct beside *beside)
{
    struct show show = {record, run, host, host->font, 0, {.n = 0}};
    bool rtl = run->level & 1, marks = rtl && beside->opens && cell_is_mark(cells_leftmost(run));
    pdf_content_show_open(&record->content);
    if (beside->space_left)
        show_space(&show, marks);
    if (beside->sign_left && !pdf_font_cff(host->font))
        show_sign(&show, RIGHT_TO_LEFT_MARK);
    if (run->ink & INK_TOTAL)
        show_held(&show);
    else if (!rtl)
        show_rightward(&show);
    if (!rtl && beside->ordered && !pdf_font_cff(host->font) && ends_in_sign(run))
        show_sign(&show, LEFT_TO_RIGHT_MARK);
    if (rtl && beside->logical && !pdf_font_cff(host->font))
        show_logical(&show, beside);
    else if (rtl)
        show_leftward(&show, beside);
    if (beside->space_right)
        show_space(&show, false);
    if (show.owed)
        pay(&show, 1);
    pdf_content_show_close(&record->content);
}

void clusters_show_nothing(struct record *record, const struct glyph_run *run,
                           const struct host *host)
{
    struct show show = {record, run, host, host->font, 0, {.n = 0}};
    struct cell cell = {.glyphs = run->glyphs,
                        .n_glyphs = 1,
                        .text = {WORD_JOINER},
                        .n_text = 1,
                        .held = CELL_NOT_HELD};
    int render = record->content.render;
    pdf_content_render(&record->content, 3);
    pdf_content_show_open(&record->content);
    show_cell(&show, &cell, false);
    pdf_content_show_close(&record->content);
    pdf_content_render(&record->content, render);
}
