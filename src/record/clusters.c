// SPDX-License-Identifier: MIT
// Every extractor reverses a right-to-left run character by character, so a code that stands for
// two characters comes back turned round: there one code is one character. A letter with its
// kashidas, an offset, a mark in its place is one composite glyph; a ligature's glyph is drawn by
// its leftmost letter's code and the others are blanks that share its width.
#include "record/clusters.h"

#include "record/bidi_marks.h"
#include "text/font.h"

#include <assert.h>

// Glyphs with one cluster value, and the text they stand for, logical order.
struct cluster {
    const struct glyph *glyphs;
    size_t n_glyphs;
    gunichar text[64];
    size_t n_text;
};

enum { SOFT_HYPHEN = 0x00AD, WORD_JOINER = 0x2060 };

// What has been shown so far against where the run wants to be, in thousandths of a len: it is
// paid back in whole thousandths of the size, so a line does not drift.
struct show {
    struct record *record;
    const struct glyph_run *run;
    const struct host *host;
    struct pdf_font *font;
    int64_t owed;
};

// A guest's advances are rounded to the font's units; in a word, what that leaves is let stand up
// to this much (0.036 pt at 12 pt), for every payment parts a string.
enum { SLACK = 3 };

// Marks of direction and break that leave no trace on a page whose order is fixed.
static bool is_silent(gunichar c)
{
    return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x2060 || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || c == '\n' || c == '\r' || c == 0 || c == SOFT_HYPHEN;
}

static void cluster_text(struct cluster *cluster, const char *text, const char *end)
{
    cluster->n_text = 0;
    for (const char *c = text; c < end; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        if (!is_silent(character) && cluster->n_text < G_N_ELEMENTS(cluster->text))
            cluster->text[cluster->n_text++] = character;
    }
}

static void pay(struct show *show, int64_t least)
{
    // Tf's size in parts of a len: the em's size by the file's units to the face's.
    int64_t upem = show->host->upem, size = (int64_t)show->host->size * show->host->units;
    int64_t owed = show->owed * upem;
    if (ABS(owed) < size - size / 2)
        return; // rounds to nothing
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

static size_t put_text(const gunichar *text, size_t n, char *out)
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
    return pdf_font_baked(show->font, parts, n_parts, advance, utf8, put_text(text, n, utf8));
}

// Units of the run's face in units of the font.
static int32_t in_host(const struct show *show, int64_t units)
{
    if (show->host->plain)
        return (int32_t)units;
    int64_t scaled = units * show->host->scale;
    return (int32_t)((scaled + (scaled < 0 ? -PDF_SCALE_ONE / 2 : PDF_SCALE_ONE / 2)) /
                     PDF_SCALE_ONE);
}

// The cluster's glyphs as parts of one; gives its advance in units of the run's face.
static int64_t cluster_parts(struct show *show, const struct cluster *cluster)
{
    const struct host *host = show->host;
    int64_t pen = 0;
    GArray *parts = show->record->parts;
    g_array_set_size(parts, 0);
    for (size_t i = 0; i < cluster->n_glyphs; i++) {
        const struct glyph *glyph = &cluster->glyphs[i];
        struct pdf_part part = {glyph->id, in_host(show, pen + glyph->dx),
                                in_host(show, glyph->dy) + host->rise, (uint16_t)host->guest,
                                host->scale};
        g_array_append_val(parts, part);
        pen += glyph->advance;
    }
    return pen;
}

// Shows parts as one composite; what an advance cannot say (a fraction, less than nothing, past
// 16 bits) is owed.
static void show_baked(struct show *show, int64_t advance, const gunichar *text, size_t n)
{
    const struct pdf_part *parts = (const struct pdf_part *)(void *)show->record->parts->data;
    int32_t held = CLAMP(in_host(show, advance), 0, 0x7FFF);
    show_code(show, bake(show, parts, show->record->parts->len, held, text, n));
    owe(show, advance, held);
}

static bool is_mark(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

static int64_t count_letters(const struct cluster *cluster)
{
    int64_t letters = 0;
    for (size_t i = 0; i < cluster->n_text; i++)
        letters += !is_mark(cluster->text[i]);
    return letters;
}

// Several characters drawn together: the leftmost draws it all, each letter has its share of the
// width, so that a caret can stand between them, and marks have none: pdf.js takes every code with
// a mark in its text for zero wide.
static void show_shared(struct show *show, const struct cluster *cluster, bool rtl)
{
    int64_t left = MAX(cluster_parts(show, cluster), 0), letters = count_letters(cluster);
    for (size_t i = 0; i < cluster->n_text; i++) {
        const gunichar *c = &cluster->text[rtl ? cluster->n_text - 1 - i : i];
        bool mark = letters > 0 && is_mark(*c);
        int64_t share = mark ? 0 : left / MAX(letters, 1);
        letters -= !mark;
        left -= share;
        if (i + 1 == cluster->n_text)
            share += left;
        show_baked(show, share, c, 1);
        g_array_set_size(show->record->parts, 0); // the rest are blanks
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
static void show_apart(struct show *show, const struct cluster *cluster)
{
    gunichar joiner = WORD_JOINER;
    for (size_t i = 0; i < cluster->n_glyphs; i++) {
        const struct glyph *glyph = &cluster->glyphs[i];
        uint32_t id = shown_glyph(show, glyph);
        struct pdf_part part = {id, 0, 0, 0, PDF_SCALE_ONE};
        int32_t own = pdf_font_advance(show->font, id);
        bool bare = i > 0 || cluster->n_text == 0;
        uint16_t code =
            bake(show, &part, 1, own, bare ? &joiner : cluster->text, bare ? 1 : cluster->n_text);
        owe(show, glyph->dx, 0);
        if (glyph->dy)
            lift(show, glyph->dy);
        show_code(show, code);
        owe(show, (int64_t)glyph->advance - glyph->dx, own);
        if (glyph->dy)
            lift(show, 0);
    }
}

static bool show_simple(struct show *show, const struct cluster *cluster, bool rtl)
{
    const struct glyph *glyph = cluster->glyphs;
    if (!show->host->plain || cluster->n_glyphs != 1 || cluster->n_text != 1 || glyph->dx ||
        glyph->dy)
        return false;
    uint32_t id = shown_glyph(show, glyph);
    int32_t own = pdf_font_advance(show->font, id);
    // A kern is a move of the pen, except where a word read backwards might be cut there, and
    // except for a mark, whose own advance may be anything.
    if (glyph->advance != own && !pdf_font_cff(show->font) && (rtl || glyph->advance == 0))
        return false;
    show_code(show, pdf_font_plain(show->font, id, cluster->text[0]));
    owe(show, glyph->advance, own);
    return true;
}

static void show_cluster(struct show *show, struct cluster *cluster, bool rtl)
{
    if (show_simple(show, cluster, rtl))
        return;
    if (cluster->n_text == 0) {
        int64_t width = 0;
        bool ink = false;
        for (size_t i = 0; i < cluster->n_glyphs; i++) {
            width += cluster->glyphs[i].advance;
            ink |= (cluster->glyphs[i].flags & GLYPH_KASHIDA) != 0;
        }
        if (!ink) {
            owe(show, width, 0);
            return;
        }
        cluster->text[cluster->n_text++] = WORD_JOINER;
    }
    if (pdf_font_cff(show->font)) {
        show_apart(show, cluster);
    } else if (cluster->n_text > 1 && (rtl || count_letters(cluster) < (int64_t)cluster->n_text)) {
        show_shared(show, cluster, rtl);
    } else {
        int64_t advance = cluster_parts(show, cluster);
        show_baked(show, advance, cluster->text, cluster->n_text);
    }
}

// Glyphs from `start` that share a cluster; a hyphen put in stands alone.
static size_t cluster_end(const struct glyph_run *run, size_t start)
{
    size_t end = start + 1;
    while (end < run->n_glyphs && run->glyphs[end].cluster == run->glyphs[start].cluster &&
           !((run->glyphs[end].flags | run->glyphs[start].flags) & GLYPH_HYPHEN))
        end++;
    return end;
}

// Where the text of the cluster at `start` ends: at the next cluster, which is to the left where
// the run reads leftward.
static size_t text_end(const struct glyph_run *run, size_t start, bool rtl)
{
    uint32_t from = run->glyphs[start].cluster;
    for (size_t i = start; rtl ? i-- > 0 : ++i < run->n_glyphs;)
        if (run->glyphs[i].cluster != from)
            return MAX(run->glyphs[i].cluster, from);
    return run->n_text;
}

// The text of the glyphs from `start` to before `end`.
static void read_text(const struct glyph_run *run, struct cluster *cluster, size_t start,
                      size_t end, bool rtl)
{
    if (run->glyphs[start].flags & GLYPH_HYPHEN) {
        cluster->text[0] = SOFT_HYPHEN;
        cluster->n_text = 1;
        return;
    }
    size_t first = rtl ? end - 1 : start, last = rtl ? start : end - 1;
    cluster_text(cluster, run->text + run->glyphs[first].cluster,
                 run->text + text_end(run, last, rtl));
}

// Justification widens the space after it is shown; the pen is then where it should be again.
static void widen(struct show *show, const struct cluster *cluster)
{
    int64_t spaces = 0;
    for (size_t i = 0; i < cluster->n_glyphs; i++)
        spaces += (cluster->glyphs[i].flags & GLYPH_SPACE) != 0;
    if (spaces == 0)
        return;
    show->owed += spaces * show->run->space_extra * 1000;
    pay(show, 1);
}

// The leftmost character of what begins at glyph `start`; 0 past the end of the line.
static gunichar leftmost(const struct glyph_run *run, size_t start, const struct glyph_run *right)
{
    if (start < run->n_glyphs) {
        struct cluster cluster;
        read_text(run, &cluster, start, cluster_end(run, start), run->level & 1);
        if (cluster.n_text == 0)
            return 0;
        return cluster.text[run->level & 1 ? cluster.n_text - 1 : 0];
    }
    return right ? leftmost(right, 0, NULL) : 0;
}

static void show_mark(struct show *show, gunichar mark)
{
    if (!mark)
        return;
    g_array_set_size(show->record->parts, 0);
    show_baked(show, 0, &mark, 1);
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

static void show_space(struct show *show, bool wanted)
{
    if (!wanted)
        return;
    const struct job_space *own = space_of(show->record, show->run->face);
    const struct glyph space = {.id = own->glyph, .advance = own->advance};
    struct cluster cluster = {.glyphs = &space, .n_glyphs = 1, .text = {' '}, .n_text = 1};
    if (space.id)
        show_cluster(show, &cluster, false);
}

// A letter without a width, which some faces draw with the letter to the right of it: pdf.js
// puts a space after it at a word's end. The two then share their width as a ligature does.
static bool is_thin(const struct glyph_run *run, size_t start, size_t end)
{
    int64_t width = 0;
    for (size_t i = start; i < end; i++)
        width += run->glyphs[i].advance;
    if (width > 0 || end == run->n_glyphs || (run->glyphs[end].flags & GLYPH_SPACE))
        return false;
    struct cluster cluster;
    read_text(run, &cluster, start, end, true);
    return cluster.n_text == 1 && !is_mark(cluster.text[0]) && g_unichar_isalpha(cluster.text[0]);
}

// A mark that has the width of the letter before it, as in Tibetan stacks.
static bool is_wide_mark(const struct glyph_run *run, size_t start)
{
    if (start == run->n_glyphs || run->glyphs[start].advance <= 0)
        return false;
    const char *text = run->text + run->glyphs[start].cluster;
    return (unsigned char)*text >= 0xCC && is_mark(g_utf8_get_char(text));
}

// What is shown together, from glyph `start`.
static size_t shown_end(const struct show *show, size_t start)
{
    const struct glyph_run *run = show->run;
    size_t end = cluster_end(run, start);
    if (pdf_font_cff(show->font))
        return end;
    if (run->level & 1)
        return is_thin(run, start, end) ? cluster_end(run, end) : end;
    while (is_wide_mark(run, end))
        end = cluster_end(run, end);
    return end;
}

static bool is_ascii(char c)
{
    return c >= ' ' && c <= '~';
}

// A glyph of its own for one character of ASCII, with nothing to join it.
static bool is_letter(const struct glyph_run *run, size_t at)
{
    const struct glyph *glyph = &run->glyphs[at];
    bool last = at + 1 == run->n_glyphs;
    size_t end = last ? run->n_text : glyph[1].cluster;
    return end == (size_t)glyph->cluster + 1 && is_ascii(run->text[glyph->cluster]) &&
           (last || is_ascii(run->text[end])) && glyph->id != 0 && glyph->advance > 0 &&
           !(glyph->dx | glyph->dy) && !(glyph->flags & GLYPH_HYPHEN);
}

// Letters of a run read rightward that is not widened, from glyph `start`: most of most lists. What
// show_cluster() does, without looking about. Gives the first glyph that is no such letter.
static size_t show_letters(struct show *show, size_t start)
{
    const struct glyph_run *run = show->run;
    size_t i = start;
    for (; i < run->n_glyphs && is_letter(run, i); i++) {
        const struct glyph *glyph = &run->glyphs[i];
        gunichar character = (gunichar)run->text[glyph->cluster];
        const struct pdf_plain *plain = pdf_font_glyph(show->font, glyph->id);
        bool known = plain->code && plain->character == character;
        show_code(show, known ? plain->code : pdf_font_plain(show->font, glyph->id, character));
        if (glyph->advance != plain->advance)
            owe(show, glyph->advance, plain->advance);
    }
    return i;
}

static void show_all(struct show *show, const struct beside *beside)
{
    const struct glyph_run *run = show->run;
    bool rtl = run->level & 1, marked = rtl && beside->ordered && !pdf_font_cff(show->font);
    bool letters = show->host->plain && !rtl && run->space_extra == 0;
    for (size_t start = 0, end; start < run->n_glyphs; start = end) {
        end = letters ? show_letters(show, start) : start;
        if (end > start)
            continue;
        struct cluster cluster;
        struct bidi_marks marks = {0, 0};
        end = shown_end(show, start);
        cluster.glyphs = run->glyphs + start;
        cluster.n_glyphs = end - start;
        read_text(run, &cluster, start, end, rtl);
        if (marked && cluster.n_text == 1)
            marks = bidi_marks_for(cluster.text[0], leftmost(run, end, beside->right));
        show_mark(show, marks.left);
        show_cluster(show, &cluster, rtl);
        widen(show, &cluster);
        show_mark(show, marks.right);
    }
}

void clusters_show(struct record *record, const struct glyph_run *run, const struct host *host,
                   const struct beside *beside)
{
    struct show show = {record, run, host, host->font, 0};
    pdf_content_show_open(&record->content);
    show_space(&show, beside->space_left);
    show_all(&show, beside);
    show_space(&show, beside->space_right);
    if (show.owed)
        pay(&show, 1);
    pdf_content_show_close(&record->content);
}

void clusters_show_nothing(struct record *record, const struct glyph_run *run,
                           const struct host *host)
{
    struct show show = {record, run, host, host->font, 0};
    struct cluster cluster = {
        .glyphs = run->glyphs, .n_glyphs = 1, .text = {WORD_JOINER}, .n_text = 1};
    int render = record->content.render;
    pdf_content_render(&record->content, 3);
    pdf_content_show_open(&record->content);
    show_cluster(&show, &cluster, false);
    pdf_content_show_close(&record->content);
    pdf_content_render(&record->content, render);
}
