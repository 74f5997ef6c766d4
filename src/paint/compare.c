// SPDX-License-Identifier: MIT
#include "paint/compare.h"

#include "base/error.h"
#include "paint/match.h"
#include "paint/pattern.h"
#include "paint/png.h"
#include "paint/words.h"

#include <math.h>
#include <string.h>

/* One version. */
struct compared_side {
    const struct page *const *pages;
    size_t n;
    GArray *words;
    uint32_t *ids;
    bool *matched;
    bool *changed;   /* by page */
    uint32_t colour; /* of its marks */
    bool added;      /* the later version */
};

static guint word_hash(const void *key)
{
    const struct word *word = key;
    uint32_t hash = 2166136261u; // FNV-1a
    for (size_t i = 0; i < word->n; i++)
        hash = (hash ^ (unsigned char)word->text[i]) * 16777619u;
    return hash;
}

static gboolean word_equal(const void *a, const void *b)
{
    const struct word *one = a, *other = b;
    return one->n == other->n && memcmp(one->text, other->text, one->n) == 0;
}

// Numbers for the words, the same for the same text, in the order of first meeting.
static void number_words(struct compared_side *side, GHashTable *known)
{
    for (guint i = 0; i < side->words->len; i++) {
        struct word *word = &g_array_index(side->words, struct word, i);
        gpointer id = g_hash_table_lookup(known, word);
        if (!id) {
            id = GUINT_TO_POINTER(g_hash_table_size(known) + 1);
            g_hash_table_insert(known, word, id);
        }
        side->ids[i] = GPOINTER_TO_UINT(id) - 1;
    }
}

static struct compared_side side_of(const struct compared *compared, uint32_t colour, bool added)
{
    size_t n = compared->n;
    struct compared_side side = {
        .pages = compared->pages, .n = n, .colour = colour, .added = added};
    side.words = words_of(compared->pages, n);
    side.ids = g_new(uint32_t, side.words->len + 1);
    side.matched = g_new0(bool, side.words->len + 1);
    side.changed = g_new0(bool, n + 1);
    return side;
}

static void side_clear(struct compared_side *side)
{
    g_array_unref(side->words);
    g_free(side->ids);
    g_free(side->matched);
    g_free(side->changed);
}

static void find_changes(struct compared_side *before, struct compared_side *after)
{
    GHashTable *known = g_hash_table_new(word_hash, word_equal);
    number_words(before, known);
    number_words(after, known);
    struct sequence a = {before->ids, before->words->len, before->matched};
    struct sequence b = {after->ids, after->words->len, after->matched};
    sequences_match(&a, &b, g_hash_table_size(known));
    g_hash_table_unref(known);
    for (struct compared_side *side = before; side; side = side == before ? after : NULL) {
        for (guint i = 0; i < side->words->len; i++) {
            if (!side->matched[i])
                side->changed[g_array_index(side->words, struct word, i).page] = true;
        }
    }
}

static void set_colour(cairo_t *cr, uint32_t colour)
{
    cairo_set_source_rgb(cr, (colour >> 16) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0);
}

// Neighbours on a line share one mark, the space between them in it.
static bool joins(const struct compared_side *side, guint i)
{
    const struct word *word = &g_array_index(side->words, struct word, i);
    return i + 1 < side->words->len && !side->matched[i + 1] && word[1].page == word->page &&
           word[1].item == word->item;
}

static void grow(struct rect *box, const struct rect *other)
{
    len right = MAX(box->x + box->width, other->x + other->width);
    box->x = MIN(box->x, other->x);
    box->width = right - box->x;
}

static void draw_mark(cairo_t *cr, const struct rect *box)
{
    double ease = 1; // pt around the words
    cairo_rectangle(cr, len_to_pt(box->x) - ease, len_to_pt(box->y),
                    len_to_pt(box->width) + 2 * ease, len_to_pt(box->height));
    cairo_fill(cr);
}

static void draw_marks(cairo_t *cr, const struct compared_side *side, size_t page)
{
    set_colour(cr, side->colour);
    for (guint i = 0; i < side->words->len; i++) {
        const struct word *word = &g_array_index(side->words, struct word, i);
        if (side->matched[i] || word->page != page)
            continue;
        struct rect box = word->box;
        for (; joins(side, i); i++)
            grow(&box, &g_array_index(side->words, struct word, i + 1).box);
        draw_mark(cr, &box);
    }
}

enum { GAP = 24, SIGN = 14 }; // points: around the pages, and the sign's stroke

// A minus or a plus above the page: the versions can be distinguished without colour too.
static void draw_sign(cairo_t *cr, const struct compared_side *side, double x, double y)
{
    double thick = SIGN / 4.0, half = SIGN / 2.0;
    cairo_set_source_rgb(cr, 0.2, 0.2, 0.2);
    cairo_rectangle(cr, x - half, y - thick / 2, SIGN, thick);
    if (side->added)
        cairo_rectangle(cr, x - thick / 2, y - half, thick, SIGN);
    cairo_fill(cr);
}

static bool draw_page(struct canvas *canvas, const struct compared_side *side, size_t page,
                      GError **error)
{
    if (page >= side->n)
        return true;
    cairo_t *cr = canvas->cr;
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_rectangle(cr, 0, 0, len_to_pt(side->pages[page]->width),
                    len_to_pt(side->pages[page]->height));
    cairo_fill_preserve(cr);
    cairo_clip(cr);
    draw_marks(cr, side, page); // under the ink, so that it stays as crisp as it is
    return canvas_draw_page(canvas, side->pages[page], error);
}

struct comparison {
    struct compared_side before, after;
    struct pattern pattern;
    double dpi;
    double width, height; // of a cell, points: the largest page's
    bool rtl;
    struct canvas canvas;
};

static bool draw_cell(struct comparison *job, const struct compared_side *side, bool at_right,
                      size_t page, GError **error)
{
    cairo_t *cr = job->canvas.cr;
    double x = at_right ? 2 * GAP + job->width : GAP;
    draw_sign(cr, side, x + job->width / 2, GAP);
    cairo_save(cr);
    cairo_translate(cr, x, 2 * GAP);
    bool ok = draw_page(&job->canvas, side, page, error);
    cairo_restore(cr);
    return ok;
}

static bool write_pair(struct comparison *job, size_t page, GError **error)
{
    job->canvas.cr = png_ground(2 * job->width + 3 * GAP, job->height + 3 * GAP, job->dpi, error);
    if (!job->canvas.cr)
        return false;
    bool ok = draw_cell(job, &job->before, job->rtl, page, error) &&
              draw_cell(job, &job->after, !job->rtl, page, error);
    if (ok) {
        char *path = job->pattern.after ? pattern_path(&job->pattern, page + 1)
                                        : g_strdup(job->pattern.before);
        ok = png_write(cairo_get_target(job->canvas.cr), job->dpi, path, error);
        g_free(path);
    }
    cairo_destroy(job->canvas.cr);
    return ok;
}

static bool is_changed(const struct comparison *job, size_t page)
{
    return (page < job->before.n && job->before.changed[page]) ||
           (page < job->after.n && job->after.changed[page]);
}

static bool write_pairs(struct comparison *job, size_t *ret_written, GError **error)
{
    size_t pages = MAX(job->before.n, job->after.n), changed = 0;
    for (size_t i = 0; i < pages; i++)
        changed += is_changed(job, i);
    if (changed > 1 && !job->pattern.after) {
        fault_set(error, FAULT_USAGE,
                  "more than one page for %s: put %%d in the name for the page's number",
                  job->pattern.before);
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < pages; i++)
        ok = !is_changed(job, i) || write_pair(job, i, error);
    if (ok && ret_written)
        *ret_written = changed;
    return ok;
}

static void measure(struct comparison *job)
{
    for (const struct compared_side *side = &job->before; side;
         side = side == &job->before ? &job->after : NULL) {
        for (size_t i = 0; i < side->n; i++) {
            job->width = MAX(job->width, len_to_pt(side->pages[i]->width));
            job->height = MAX(job->height, len_to_pt(side->pages[i]->height));
            job->rtl |= side->pages[i]->rtl;
        }
    }
}

static bool take_pattern(struct comparison *job, const char *pattern, GError **error)
{
    if (!pattern_parse(pattern, &job->pattern, error))
        return false;
    bool ok = job->pattern.format == FORMAT_PNG && isfinite(job->dpi) && job->dpi > 0;
    if (!ok)
        fault_set(error, FAULT_USAGE, "pages side by side are PNG at a resolution of more than 0");
    return ok;
}

bool compare_pictures(const struct compared *before, const struct compared *after,
                      const char *pattern, double dpi, size_t *ret_written, GError **error)
{
    struct comparison job = {
        .before = side_of(before, 0xffd39b, false), // orange and blue: told apart by
        .after = side_of(after, 0xb5dcff, true),    // people who see no red and green
        .dpi = dpi,
    };
    canvas_init(&job.canvas);
    bool ok = take_pattern(&job, pattern, error);
    if (ok) {
        find_changes(&job.before, &job.after);
        measure(&job);
        ok = write_pairs(&job, ret_written, error);
    }
    canvas_clear(&job.canvas);
    pattern_clear(&job.pattern);
    side_clear(&job.before);
    side_clear(&job.after);
    return ok;
}
