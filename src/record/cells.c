// SPDX-License-Identifier: MIT
// Every extractor reverses a right-to-left run character by character, so a code that stands for
// two characters comes back turned round: there one cell is one character as far as may be. A
// letter's marks are cells left of it in reversed source order.
#include "record/cells.h"

#include "base/utf8.h"
#include "language/script.h"

enum {
    SOFT_HYPHEN = 0x00AD,
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    ZERO_WIDTH_SPACE = 0x200B,
    MONGOLIAN_SEPARATOR = 0x180E,
    JOINERS_MOST = 8
};

bool cell_is_mark(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

bool cell_is_joiner(gunichar c)
{
    return c == ZWNJ || c == ZWJ || c == ZERO_WIDTH_SPACE || c == MONGOLIAN_SEPARATOR;
}

bool cell_is_space(const struct cell *cell)
{
    return cell->n_glyphs > 0 && (cell->glyphs[0].flags & GLYPH_SPACE);
}

int64_t cell_letters(const struct cell *cell)
{
    int64_t letters = 0;
    for (size_t i = 0; i < cell->n_text; i++)
        letters += !cell_is_mark(cell->text[i]) && !cell_is_joiner(cell->text[i]);
    return letters;
}

int64_t cell_advance(const struct cell *cell)
{
    int64_t advance = 0;
    for (size_t i = 0; i < cell->n_glyphs; i++)
        advance += cell->glyphs[i].advance;
    return advance;
}

// Marks of direction and break that leave no trace on a page whose order is fixed.
static bool is_silent(gunichar c)
{
    return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x2060 || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || c == '\n' || c == '\r' || c == 0 || c == SOFT_HYPHEN;
}

static void add_text(struct cell *cell, const char *text, const char *end)
{
    for (const char *c = text; c < end; c = g_utf8_next_char(c)) {
        gunichar character = utf8_char(c);
        if (!is_silent(character) && cell->n_text < CELL_TEXT)
            cell->text[cell->n_text++] = character;
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

// The text of the glyphs from `start` to before `end`, after what the cell has.
static void read_text(const struct glyph_run *run, struct cell *cell, size_t start, size_t end,
                      bool rtl)
{
    if (run->glyphs[start].flags & GLYPH_HYPHEN) {
        cell->text[cell->n_text++] = SOFT_HYPHEN;
        return;
    }
    size_t first = rtl ? end - 1 : start, last = rtl ? start : end - 1;
    add_text(cell, run->text + run->glyphs[first].cluster, run->text + text_end(run, last, rtl));
}

static void cell_open(struct cell *cell, const struct glyph *glyphs, size_t n)
{
    cell->glyphs = glyphs;
    cell->n_glyphs = n;
    cell->n_text = 0;
    cell->gain = 0;
    cell->held = CELL_NOT_HELD;
}

// A mark that has the width of the letter before it, as in Tibetan stacks.
static bool is_wide_mark(const struct glyph_run *run, size_t start)
{
    if (start == run->n_glyphs || run->glyphs[start].advance <= 0)
        return false;
    const char *text = run->text + run->glyphs[start].cluster;
    return (unsigned char)*text >= 0xCC && cell_is_mark(utf8_char(text));
}

static size_t joiner_end(const struct glyph_run *run, size_t start);

// A cluster without a width, such as a letter written below the one before: pdfminer breaks the
// line between two codes that have none, so it shares the width of that letter.
static bool is_narrow(const struct glyph_run *run, size_t start)
{
    if (start == run->n_glyphs || (run->glyphs[start].flags & (GLYPH_SPACE | GLYPH_HYPHEN)) ||
        run->glyphs[start].advance != 0 || joiner_end(run, start) > start)
        return false;
    int64_t advance = 0;
    for (size_t i = start, end = cluster_end(run, start); i < end; i++)
        advance += run->glyphs[i].advance;
    return advance == 0;
}

// The end of what stands at `start` if it is joiners without width and no more, else `start`.
static size_t joiner_end(const struct glyph_run *run, size_t start)
{
    if (start == run->n_glyphs || (run->glyphs[start].flags & GLYPH_HYPHEN) ||
        !cell_is_joiner(utf8_char(run->text + run->glyphs[start].cluster)))
        return start;
    struct cell cell;
    size_t end = cluster_end(run, start);
    cell_open(&cell, run->glyphs + start, end - start);
    read_text(run, &cell, start, end, false);
    for (size_t i = 0; i < cell.n_text; i++)
        if (!cell_is_joiner(cell.text[i]))
            return start;
    return cell_advance(&cell) == 0 ? end : start;
}

static void put_joiners(struct cell *cell, struct joiners *joiners)
{
    for (size_t i = 0; i < joiners->n; i++)
        cell->text[cell->n_text++] = joiners->text[i];
    joiners->n = 0;
}

// Takes the joiners that end the cell's text.
static void take_joiners(struct cell *cell, struct joiners *joiners)
{
    size_t n = cell->n_text;
    while (n > 0 && cell_is_joiner(cell->text[n - 1]) && cell->n_text - n < JOINERS_MOST)
        n--;
    for (size_t i = n; i < cell->n_text; i++)
        joiners->text[joiners->n++] = cell->text[i];
    cell->n_text = n;
}

// Joiners that end a word stay after a mark; elsewhere pdf.js would drop a letter whose text ends
// so.
size_t cell_read(const struct glyph_run *run, size_t start, bool whole, struct joiners *joiners,
                 struct cell *ret)
{
    size_t end = cluster_end(run, start), after;
    while (!whole && (is_wide_mark(run, end) || is_narrow(run, end)))
        end = cluster_end(run, end);
    cell_open(ret, run->glyphs + start, end - start);
    put_joiners(ret, joiners);
    read_text(run, ret, start, end, false);
    while ((after = joiner_end(run, end)) > end) {
        read_text(run, ret, end, after, false);
        end = after;
    }
    take_joiners(ret, joiners);
    bool ends = end == run->n_glyphs || (run->glyphs[end].flags & GLYPH_SPACE);
    if (ends && ret->n_text > 0 && cell_is_mark(ret->text[ret->n_text - 1]))
        put_joiners(ret, joiners);
    return end;
}

// A letter without a width, which some faces draw with the letter to the right of it: pdf.js
// puts a space after it at a word's end. The two then share their width as a ligature does.
static bool is_thin(const struct glyph_run *run, size_t start, size_t end)
{
    struct cell cell;
    cell_open(&cell, run->glyphs + start, end - start);
    if (cell_advance(&cell) > 0 || end == run->n_glyphs || (run->glyphs[end].flags & GLYPH_SPACE))
        return false;
    read_text(run, &cell, start, end, true);
    return cell.n_text == 1 && !cell_is_mark(cell.text[0]) && g_unichar_isalpha(cell.text[0]);
}

// There is room, see cells_read().
static struct cell *add_cell(GArray *cells, const struct glyph *glyphs, size_t n)
{
    cells->len++;
    struct cell *cell = &g_array_index(cells, struct cell, cells->len - 1);
    cell_open(cell, glyphs, n);
    return cell;
}

// A cluster of a letter and its marks, a glyph for each, in which HarfBuzz put the marks in an
// order of its own: each draws one glyph, and the texts are in the source's order.
static bool is_even(const struct cell *cell)
{
    bool marks = cell->n_text > 1 && cell->n_glyphs == cell->n_text;
    for (size_t i = 1; i < cell->n_text && marks; i++)
        marks = cell_is_mark(cell->text[i]);
    for (size_t i = 0; i + 1 < cell->n_glyphs && marks; i++)
        marks = cell->glyphs[i].advance == 0;
    return marks;
}

static void part_even(GArray *cells)
{
    if (!is_even(&g_array_index(cells, struct cell, cells->len - 1)))
        return;
    struct cell whole = g_array_index(cells, struct cell, cells->len - 1);
    g_array_set_size(cells, cells->len - 1);
    for (size_t i = 0; i < whole.n_glyphs; i++) {
        struct cell *cell = add_cell(cells, whole.glyphs + i, 1);
        cell->text[cell->n_text++] = whole.text[whole.n_text - 1 - i];
    }
}

// One glyph for one Arabic letter or space, with a width: most cells. What cells_read() does,
// without looking about.
static bool read_letter(const struct glyph_run *run, size_t at, GArray *cells)
{
    const struct glyph *glyph = &run->glyphs[at];
    bool alone = at + 1 == run->n_glyphs || glyph[1].cluster != glyph->cluster;
    size_t end = at ? glyph[-1].cluster : run->n_text, n = end - glyph->cluster;
    if (!alone || n == 0 || n > 2 || glyph->advance <= 0 || (glyph->flags & GLYPH_HYPHEN))
        return false;
    gunichar character = utf8_char(run->text + glyph->cluster);
    if (!(n == 2 && script_is_arabic_letter(character)) && !(n == 1 && character == ' '))
        return false;
    struct cell *cell = add_cell(cells, glyph, 1);
    cell->text[cell->n_text++] = character;
    return true;
}

void cells_read(const struct glyph_run *run, bool whole, GArray *cells)
{
    g_array_set_size(cells, (guint)run->n_glyphs); // room for all: each cell has a glyph
    g_array_set_size(cells, 0);
    for (size_t start = 0, end; start < run->n_glyphs; start = end) {
        end = start + 1;
        if (read_letter(run, start, cells))
            continue;
        end = cluster_end(run, start);
        if (!whole && is_thin(run, start, end))
            end = cluster_end(run, end);
        read_text(run, add_cell(cells, run->glyphs + start, end - start), start, end, true);
        if (!whole)
            part_even(cells);
    }
}

gunichar cells_leftmost(const struct glyph_run *run)
{
    struct cell cell;
    if (run->n_glyphs == 0)
        return 0;
    bool rtl = run->level & 1;
    cell_open(&cell, run->glyphs, 1);
    read_text(run, &cell, 0, cluster_end(run, 0), rtl);
    return cell.n_text == 0 ? 0 : cell.text[rtl ? cell.n_text - 1 : 0];
}

gunichar cells_rightmost(const struct glyph_run *run)
{
    struct cell cell;
    if (run->n_glyphs == 0)
        return 0;
    bool rtl = run->level & 1;
    size_t end = run->n_glyphs, start = end - 1;
    while (start > 0 && run->glyphs[start - 1].cluster == run->glyphs[end - 1].cluster)
        start--;
    cell_open(&cell, run->glyphs + start, end - start);
    read_text(run, &cell, start, end, rtl);
    return cell.n_text == 0 ? 0 : cell.text[rtl ? 0 : cell.n_text - 1];
}
