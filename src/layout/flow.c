// SPDX-License-Identifier: MIT
#include "layout/flow.h"

#include "layout/block.h"
#include "layout/footnote.h"
#include "layout/letterhead.h"
#include "layout/list.h"
#include "layout/parallel.h"

#include <assert.h>
#include <string.h>

// Boxes that are on pages are given up once the arena that holds them has grown this large.
enum { ARENA_KEEP = 1024 * 1024 };

static void segment_free(void *data)
{
    struct segment *segment = data;
    g_array_unref(segment->boxes);
    g_free(segment);
}

static void link_clear(void *data)
{
    struct link_target *link = data;
    g_free(link->uri);
    g_free(link->contents);
}

static bool flow_direction(const struct layout_job *job)
{
    int direction = job->style->page.direction;
    if (direction == STYLE_DIRECTION_AUTO)
        return job->document->root->direction == DIRECTION_RTL;
    return direction == STYLE_DIRECTION_RTL;
}

// A style's line heights are those Arabic needs; scripts that run the other way want less.
static void adjust_style(struct flow *flow, const struct style *style)
{
    flow->adjusted = *style;
    flow->style = &flow->adjusted;
    // Beside a window date and reference stand one under the other, in a column of their own.
    if (style->page.window != WINDOW_NONE)
        flow->adjusted.blocks[GROUP_DATE].align = flow->adjusted.blocks[GROUP_REFERENCE].align;
    if (flow->rtl)
        return;
    flow->adjusted.page.grid = (len)((int64_t)style->page.grid * style->page.ltr_leading / 100);
    for (int i = GROUP_BODY; i < GROUP_COUNT; i++) {
        struct leading *leading = &flow->adjusted.blocks[i].leading;
        leading->fixed = (len)((int64_t)leading->fixed * style->page.ltr_leading / 100);
        leading->permille = leading->permille * style->page.ltr_leading / 100;
    }
}

struct flow *flow_new(const struct layout_job *job, int columns_more)
{
    const struct page_style *page = &job->style->page;
    struct flow *flow = g_new0(struct flow, 1);
    flow->job = job;
    flow->diag = diag_new();
    flow->arena = arena_new();
    flow->scratch = arena_new();
    flow->rtl = flow_direction(job);
    adjust_style(flow, job->style);
    flow->lang = job->document->root->lang ? job->document->root->lang : "und";
    flow->width = page->width - page->margin.left - page->margin.right;
    flow->columns_more = columns_more;
    flow->segments = g_ptr_array_new_with_free_func(segment_free);
    flow->next_element = 1;
    flow->pending = g_array_new(FALSE, TRUE, sizeof(struct flow_element));
    flow->least = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    flow->active = g_array_new(FALSE, TRUE, sizeof(struct flow_element));
    flow->links = g_array_new(FALSE, TRUE, sizeof(struct link_target));
    g_array_set_clear_func(flow->links, link_clear);
    flow->images = g_hash_table_new(g_str_hash, g_str_equal);
    flow->footnotes = footnotes_new(job->document);
    flow->carried = g_array_new(FALSE, FALSE, sizeof(struct note));
    flow->next_block = job->document->root->first;
    struct element *document = flow_element_begin(flow, ELEMENT_NONE, ROLE_DOCUMENT);
    document->lang = flow->lang;
    flow->document_element = document->id;
    flow->parallel = parallel_wanted(flow);
    return flow;
}

void flow_free(struct flow *flow)
{
    if (!flow)
        return;
    list_setter_free(flow->list);
    diag_free(flow->diag);
    g_ptr_array_unref(flow->segments);
    g_array_unref(flow->pending);
    g_array_unref(flow->least);
    g_array_unref(flow->active);
    g_array_unref(flow->links);
    g_hash_table_unref(flow->images);
    footnotes_free(flow->footnotes);
    g_array_unref(flow->carried);
    arena_free(flow->arena);
    arena_free(flow->scratch);
    g_free(flow);
}

len flow_left_margin(const struct flow *flow, unsigned index)
{
    const struct page_style *page = &flow->style->page;
    // A right-to-left book opens the other way: its first page is a left-hand one.
    bool exchanged = page->mirrored && ((index & 1) != (unsigned)flow->rtl);
    return exchanged ? page->margin.right : page->margin.left;
}

struct segment *flow_segment(struct flow *flow, unsigned columns, len gap, len rule, bool rtl)
{
    GPtrArray *segments = flow->segments;
    struct segment *last = segments->len ? segments->pdata[segments->len - 1] : NULL;
    if (last && !last->complete && last->columns == columns && columns == 1)
        return last;
    if (last)
        last->complete = true;
    struct segment *segment = g_new0(struct segment, 1);
    segment->columns = columns;
    segment->gap = gap;
    segment->rule = rule;
    segment->rtl = rtl;
    segment->width = (flow->width - (len)(columns - 1) * gap) / (len)columns;
    segment->base = flow->next_serial;
    segment->boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    g_ptr_array_add(segments, segment);
    return segment;
}

uint64_t flow_add(struct flow *flow, struct segment *segment, const struct box *box)
{
    g_array_append_vals(segment->boxes, box, 1);
    if (segment->aside)
        return flow->next_serial;
    assert(segment->base + segment->boxes->len == flow->next_serial + 1);
    return flow->next_serial++;
}

struct element *flow_element_begin(struct flow *flow, uint32_t parent, enum role role)
{
    struct flow_element begun = {
        .element = {.id = flow->next_element++, .parent = parent, .role = role},
        .first = flow->next_serial,
        .last = UINT64_MAX};
    g_array_append_val(flow->pending, begun);
    flow->least_holds = false;
    return &g_array_index(flow->pending, struct flow_element, flow->pending->len - 1).element;
}

static struct flow_element *find_element(GArray *elements, guint head, uint32_t id)
{
    guint low = head, high = elements->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        struct flow_element *found = &g_array_index(elements, struct flow_element, middle);
        if (found->element.id == id)
            return found;
        if (found->element.id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static struct flow_element *flow_seek(struct flow *flow, uint32_t id)
{
    struct flow_element *found = find_element(flow->pending, flow->pending_head, id);
    return found ? found : find_element(flow->active, 0, id);
}

static struct flow_element *flow_find(struct flow *flow, uint32_t id)
{
    struct flow_element *found = flow_seek(flow, id);
    assert(found);
    return found;
}

void flow_element_settle(struct flow *flow, uint32_t id)
{
    for (guint i = flow->pending->len; i-- > flow->pending_head;) {
        struct flow_element *inner = &g_array_index(flow->pending, struct flow_element, i);
        if (inner->element.id <= id)
            break;
        bool is_inline = inner->element.role == ROLE_LINK || inner->element.role == ROLE_SPAN ||
                         inner->element.role == ROLE_REFERENCE;
        if (inner->last == UINT64_MAX && is_inline && inner->element.parent == id)
            inner->last = inner->first;
    }
}

void flow_element_end(struct flow *flow, uint32_t id)
{
    flow_find(flow, id)->last = flow->next_serial ? flow->next_serial - 1 : 0;
    flow_element_settle(flow, id);
}

void flow_element_place(struct flow *flow, uint32_t id, uint64_t first, uint64_t last)
{
    struct flow_element *element = flow_find(flow, id);
    element->first = first;
    element->last = last;
    flow->least_holds = false;
}

void flow_element_extend(struct flow *flow, uint32_t id, uint64_t serial)
{
    struct flow_element *element = flow_find(flow, id);
    if (element->last == UINT64_MAX)
        element->first = serial;
    element->last = serial;
    flow->least_holds = false;
}

uint64_t flow_element_first(struct flow *flow, uint32_t id)
{
    return flow_find(flow, id)->first;
}

static uint64_t *least_at(const struct flow *flow, guint index)
{
    return &g_array_index(flow->least, uint64_t, index);
}

// The least `first` from each element on tells where a page's elements end: mostly they ascend, but
// an inline may begin after others that follow it.
static void find_least(struct flow *flow, guint from, guint end)
{
    for (guint i = end; i-- > from;) {
        uint64_t first = g_array_index(flow->pending, struct flow_element, i).first;
        bool is_last = i + 1 == flow->pending->len;
        *least_at(flow, i) = is_last ? first : MIN(first, *least_at(flow, i + 1));
    }
}

static void drop_taken(struct flow *flow)
{
    if (flow->pending_head < flow->pending->len / 2)
        return;
    g_array_remove_range(flow->pending, 0, flow->pending_head);
    flow->pending_head = 0;
    flow->least_holds = false;
}

guint flow_elements_take(struct flow *flow, uint64_t end)
{
    guint head = flow->pending_head, n = flow->pending->len, stop = head, taken = 0;
    struct flow_element *pending = (struct flow_element *)(void *)flow->pending->data;
    g_array_set_size(flow->least, n);
    if (!flow->least_holds)
        find_least(flow, head, n);
    flow->least_holds = true;
    while (stop < n && *least_at(flow, stop) < end) {
        if (pending[stop].first < end) {
            g_array_append_val(flow->active, pending[stop]);
            taken++;
        }
        stop++;
    }
    guint kept = stop;
    for (guint i = stop; i-- > head;) {
        if (pending[i].first >= end)
            pending[--kept] = pending[i];
    }
    flow->pending_head = kept;
    find_least(flow, kept, stop);
    drop_taken(flow);
    return taken;
}

void flow_note_end(struct flow *flow, uint32_t first_element, uint32_t last_element)
{
    for (uint32_t id = first_element; id <= last_element; id++) {
        struct flow_element *element = flow_find(flow, id);
        element->last = element->first;
    }
}

struct element *flow_element_get(struct flow *flow, uint32_t id)
{
    return &flow_find(flow, id)->element;
}

void flow_element_drop(struct flow *flow, uint32_t id)
{
    guint n = flow->pending->len;
    while (n > flow->pending_head &&
           g_array_index(flow->pending, struct flow_element, n - 1).element.id >= id)
        n--;
    g_array_set_size(flow->pending, n);
    flow->least_holds = false;
    flow->next_element = id;
    while (flow->links->len &&
           g_array_index(flow->links, struct link_target, flow->links->len - 1).element >= id)
        g_array_set_size(flow->links, flow->links->len - 1);
}

struct link_target *flow_link(const struct flow *flow, uint32_t element)
{
    guint low = 0, high = flow->links->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        struct link_target *link = &g_array_index(flow->links, struct link_target, middle);
        if (link->element == element)
            return link;
        if (link->element < element)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void flow_finish(struct flow *flow)
{
    if (flow->segments->len)
        ((struct segment *)flow->segments->pdata[flow->segments->len - 1])->complete = true;
    if (flow->next_serial > 0)
        flow_element_end(flow, flow->document_element);
    flow->finished = true;
}

bool flow_more(struct flow *flow, GError **error)
{
    if (flow->list) {
        GError *fault = NULL;
        if (!list_setter_more(flow, flow->list, &fault)) {
            list_setter_free(flow->list);
            flow->list = NULL;
        }
        if (fault) {
            g_propagate_error(error, fault);
            return false;
        }
        return true;
    }
    if (!flow->next_block) {
        if (!flow->finished)
            flow_finish(flow);
        return false;
    }
    const struct node *block = flow->next_block;
    bool ok;
    if (block == flow->job->document->root->first && letterhead_opens(flow, block)) {
        ok = letterhead_set_head(flow, block, &flow->next_block, error);
    } else {
        bool done = false;
        flow->next_block = block->next;
        ok = (!flow->parallel || parallel_set(flow, block, &done, error)) &&
             (done || block_set_top(flow, block, error));
    }
    arena_reset(flow->scratch);
    return ok;
}

void flow_tell(struct flow *flow)
{
    for (size_t i = 0; i < diag_count(flow->diag); i++)
        diag_repeat(flow->job->diag, diag_get(flow->diag, i));
}

bool flow_all(struct flow *flow, GError **error)
{
    GError *fault = NULL;
    while (flow_more(flow, &fault))
        ;
    if (!fault)
        return true;
    g_propagate_error(error, fault);
    return false;
}

// The bytes of a paragraph are shared by the runs of its lines: each run takes its own part along.
void line_copy(struct line *line, struct arena *arena)
{
    struct line_run *runs = arena_memdup(arena, line->runs, line->n_runs * sizeof(struct line_run));
    for (size_t i = 0; i < line->n_runs; i++) {
        struct glyph_run *run = &runs[i].run;
        run->text = arena_strndup(arena, run->text, run->n_text);
        run->glyphs = arena_memdup(arena, run->glyphs, run->n_glyphs * sizeof(struct glyph));
    }
    line->runs = runs;
}

static void box_move(struct box *box, struct arena *arena);

static void note_move(struct note *note, struct arena *arena)
{
    note->boxes = arena_memdup(arena, note->boxes, note->n * sizeof(struct box));
    for (size_t i = 0; i < note->n; i++)
        box_move(&note->boxes[i], arena);
}

static void box_move(struct box *box, struct arena *arena)
{
    box->items = arena_memdup(arena, box->items, box->n_items * sizeof(struct item));
    for (size_t i = 0; i < box->n_items; i++) {
        if (box->items[i].kind == ITEM_LINE)
            line_copy(&box->items[i].line.line, arena);
    }
    box->bookmark = arena_strdup(arena, box->bookmark);
    struct box *repeat = arena_memdup(arena, box->repeat, box->n_repeat * sizeof(struct box));
    for (size_t i = 0; i < box->n_repeat; i++)
        box_move(&repeat[i], arena);
    box->repeat = repeat;
    for (struct note **note = &box->notes; *note; note = &(*note)->next) {
        *note = arena_memdup(arena, *note, sizeof **note);
        note_move(*note, arena);
    }
}

// A list may bring a link with every name: those whose elements have ended are given up.
static void release_links(struct flow *flow)
{
    enum { LINKS_KEEP = 256 };
    guint kept = 0, n = flow->links->len;
    struct link_target *links = (struct link_target *)(void *)flow->links->data;
    if (n < MAX(flow->links_most, LINKS_KEEP))
        return;
    for (guint i = 0; i < n; i++) {
        if (flow_seek(flow, links[i].element)) {
            struct link_target held = links[kept];
            links[kept++] = links[i];
            links[i] = held; // what is swapped to the end is cleared with it
        }
    }
    g_array_set_size(flow->links, kept);
    flow->links_most = 2 * kept; // looked at again when there are twice as many
}

void flow_release(struct flow *flow, uint64_t serial)
{
    release_links(flow);
    // What stays is moved: not for every page, but when there is twice as much as stayed last.
    if (arena_bytes(flow->arena) < MAX(flow->arena_most, ARENA_KEEP))
        return;
    struct arena *arena = arena_new();
    for (guint i = 0; i < flow->segments->len; i++) {
        struct segment *segment = flow->segments->pdata[i];
        guint gone =
            (guint)MIN(serial > segment->base ? serial - segment->base : 0, segment->boxes->len);
        if (gone)
            g_array_remove_range(segment->boxes, 0, gone);
        segment->base += gone;
        for (guint j = 0; j < segment->boxes->len; j++)
            box_move(&g_array_index(segment->boxes, struct box, j), arena);
    }
    for (guint i = 0; i < flow->carried->len; i++)
        note_move(&g_array_index(flow->carried, struct note, i), arena);
    arena_free(flow->arena);
    flow->arena = arena;
    flow->arena_most = 2 * arena_bytes(arena);
}
