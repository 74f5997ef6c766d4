// SPDX-License-Identifier: MIT
#include "layout/list.h"

#include "language/direction.h"
#include "layout/elements.h"
#include "layout/entries.h"
#include "layout/footnote.h"
#include "layout/inline.h"
#include "layout/known.h"
#include "layout/label.h"
#include "layout/list_heading.h"
#include "layout/list_labels.h"
#include "layout/signature.h"

#include <string.h>

struct list_setter {
    const struct node *list;
    struct entries *entries;
    struct place place;
    const struct block_style *style;
    struct block_style label_style, nth_style; // the list's, in the look of labels
    struct paragraph_style name, label[2];
    uint32_t element;
    bool rtl;
    bool begun;
    bool alone; // in columns of its own
    bool signs; // it is one who signs, without a number
    struct list_labels labels;
    len label_width;          // of the column; 0 where no entry has a label
    struct known_list *known; // the lines of its entries; NULL
    size_t passed, n;         // entries
};

static bool list_rtl(const struct flow *flow, const struct list_setter *setter,
                     const struct list_survey *survey)
{
    if (setter->style->direction != STYLE_DIRECTION_AUTO)
        return setter->style->direction == STYLE_DIRECTION_RTL;
    if (setter->list->direction == DIRECTION_LTR || setter->list->direction == DIRECTION_RTL)
        return setter->list->direction == DIRECTION_RTL;
    return survey->rtl == survey->ltr ? flow->rtl : survey->rtl > survey->ltr;
}

static void begin_element(struct flow *flow, struct list_setter *setter)
{
    struct element *element = elements_begin(flow, setter->place.parent, ROLE_L);
    element->lang = setter->list->lang ? g_intern_string(setter->list->lang) : NULL;
    element->numbering = setter->list->list.kind == LIST_BULLET ? NUMBERING_DISC
                         : setter->label_width                  ? NUMBERING_DECIMAL
                                                                : NUMBERING_NONE;
    setter->element = element->id;
}

static void choose_place(struct flow *flow, struct list_setter *setter, const struct place *place)
{
    if (place) {
        setter->place = *place;
        return;
    }
    unsigned columns = (unsigned)setter->style->columns;
    if (flow->floated.left || list_heading_is_one(flow, setter->list))
        columns = 1;
    else if (setter->list->list.kind == LIST_SIGNATORIES)
        columns = (unsigned)CLAMP((int)columns + flow->columns_more, 1, 8);
    if (setter->style->border_start.width && !setter->signs) {
        struct place above = block_top_place(flow);
        block_add_border(flow, &above, setter->style, true);
    }
    struct segment *segment = flow_segment(flow, columns, setter->style->column_gap,
                                           setter->style->column_rule, setter->rtl);
    segment->in_turn = setter->style->column_fill == FILL_AUTO;
    setter->place = (struct place){.segment = segment,
                                   .width = segment->width,
                                   .parent = flow->document_element,
                                   .rtl = setter->rtl};
}

static void choose_labels(struct flow *flow, struct list_setter *setter)
{
    const char *lang = node_lang(setter->list);
    bool signatories = setter->list->list.kind == LIST_SIGNATORIES;
    for (int way = 0; way < 2; way++) {
        // The units are under one another, whichever way a list of names runs; the labels of others
        // stand by their text. Digits and stops have no
        // script of their own: in a left-to-right list they take that of most such lists.
        setter->label[way] =
            (struct paragraph_style){.direction = way ? TEXT_RTL : TEXT_LTR,
                                     .align = way && !signatories ? TEXT_LEFT : TEXT_RIGHT,
                                     .lang = !way   ? "und-Latn"
                                             : lang ? lang
                                                    : flow->lang};
        setter->labels.plain[way] =
            label_setter_new(flow, &setter->label_style, &setter->label[way]);
        setter->labels.nth[way] = label_setter_new(flow, &setter->nth_style, &setter->label[way]);
    }
}

static void choose_names(struct flow *flow, struct list_setter *setter)
{
    const char *lang = node_lang(setter->list);
    setter->name = (struct paragraph_style){.direction = TEXT_AUTO,
                                            .lang = lang ? lang : flow->lang,
                                            .align = setter->rtl ? TEXT_RIGHT : TEXT_LEFT};
}

// The column's part that holds the text of entries.
static void body_part(const struct list_setter *setter, len *ret_x, len *ret_width)
{
    len taken = setter->label_width ? setter->label_width + setter->style->label_gap : 0;
    *ret_x = setter->place.x + (setter->rtl ? 0 : taken);
    *ret_width = MAX(setter->place.width - taken, 1);
}

// How many lines its entries take is asked where that is all that matters, else gathered.
static void find_known(struct flow *flow, struct list_setter *setter)
{
    len x, width;
    body_part(setter, &x, &width);
    const char *question = setter->label_width ? "lines beside labels" : "lines";
    setter->known = known_list_new(flow, question, setter->list, width);
}

struct list_setter *list_setter_new(struct flow *flow, const struct place *place,
                                    const struct node *list, GError **error)
{
    struct list_setter *setter = g_new0(struct list_setter, 1);
    bool signatories = list->list.kind == LIST_SIGNATORIES;
    setter->list = list;
    setter->style = &flow->style->blocks[signatories ? GROUP_SIGNATORIES : GROUP_LIST];
    const struct block_style *look = &flow->style->blocks[GROUP_LABEL];
    setter->label_style = *setter->style;
    setter->label_style.family = look->family;
    setter->label_style.bold = look->bold;
    setter->label_style.italic = look->italic;
    setter->label_style.colour = look->colour;
    setter->nth_style = setter->label_style;
    setter->nth_style.bold = look->nth_bold;
    choose_labels(flow, setter);
    struct list_survey survey = {0};
    bool ok =
        list_survey_find(flow, setter->list, &setter->labels, &survey, error) &&
        (!signatories || list_survey_widen(flow, setter->list, &setter->labels, &survey, error));
    setter->entries = ok ? entries_new(list, error) : NULL;
    if (!setter->entries) {
        list_setter_free(setter);
        return NULL;
    }
    setter->n = survey.entries;
    setter->rtl = list_rtl(flow, setter, &survey);
    setter->label_width = survey.widest[setter->rtl];
    if (setter->label_width)
        setter->label_width = MAX(setter->label_width, setter->style->label_width);
    setter->signs = !place && !setter->label_width && list_heading_is_one(flow, list);
    if (setter->signs)
        setter->style = &flow->style->blocks[GROUP_SIGNATURE];
    choose_names(flow, setter);
    setter->alone = !place;
    choose_place(flow, setter, place);
    block_leave_floated(flow, &setter->place);
    begin_element(flow, setter);
    if (setter->alone && !setter->signs)
        find_known(flow, setter);
    return setter;
}

void list_setter_free(struct list_setter *setter)
{
    if (!setter)
        return;
    label_setter_free(setter->labels.plain[0]);
    label_setter_free(setter->labels.plain[1]);
    label_setter_free(setter->labels.nth[0]);
    label_setter_free(setter->labels.nth[1]);
    entries_free(setter->entries);
    known_list_free(setter->known);
    g_free(setter);
}

// A list that is lower than the picture ends where that does.
static void end_beside(struct flow *flow, struct list_setter *setter)
{
    struct box rest = {.height = flow->floated.left, .penalty = PENALTY_NEVER};
    if (rest.height > 0)
        flow_add(flow, setter->place.segment, &rest);
}

static struct item line_item(uint32_t element, const struct block_style *style, len x,
                             const struct line *line)
{
    struct item item = {.kind = ITEM_LINE, .element = element, .colour = style->colour};
    item.line.x = x;
    item.line.y = block_baseline(style);
    item.line.line = *line;
    return item;
}

static bool set_label(struct flow *flow, const struct list_setter *setter, uint32_t parent,
                      const struct node *entry, struct item *ret)
{
    struct line line;
    if (!label_set(list_label_setter(flow, &setter->labels, entry, setter->rtl),
                   list_label_text(flow, entry), setter->label_width, &line))
        return false;
    uint32_t id = elements_begin(flow, parent, ROLE_LBL)->id;
    elements_place(flow, id, flow->next_serial, flow->next_serial);
    len x = setter->place.x;
    if (setter->rtl)
        x += setter->place.width - setter->label_width;
    *ret = line_item(id, &setter->label_style, x, &line);
    return true;
}

static void entry_lead_in(struct flow *flow, struct list_setter *setter, struct box *box)
{
    // A list within an entry goes on in the entry's own rhythm.
    bool nested = setter->place.style == setter->style;
    if (!setter->begun)
        block_lead_in(flow, setter->style, box);
    if (setter->begun || nested)
        box->above = setter->style->row_gap;
    if (!setter->begun && nested)
        box->penalty = PENALTY_NEVER;
    if (!setter->begun && setter->list->list.kind == LIST_SIGNATORIES && !flow->after_heading &&
        flow->job->particulars->signatories) {
        box->bookmark_level = 2;
        box->bookmark = flow->job->particulars->signatories;
    }
    setter->begun = true;
}

// An entry is parted only where it would fill half a page.
static int entry_penalty(const struct flow *flow, const struct list_setter *setter, size_t i,
                         size_t n)
{
    const struct page_style *page = &flow->style->page;
    len half = (page->height - page->margin.top - page->margin.bottom) / 2;
    if ((int64_t)n * block_leading(setter->style) <= half || i < 2 || n - i < 2)
        return PENALTY_NEVER;
    return PENALTY_NONE;
}

// Line `i` of an entry's `n`.
static void add_box(struct flow *flow, struct list_setter *setter, size_t i, size_t n,
                    struct item *items, size_t n_items)
{
    struct box box = {
        .height = block_leading(setter->style), .leaded = true, .items = items, .n_items = n_items};
    if (i == 0)
        entry_lead_in(flow, setter, &box);
    else
        box.penalty = entry_penalty(flow, setter, i, n);
    flow_add(flow, setter->place.segment, &box);
}

// The one who signs: room for a pen, a line, the name.
static void add_signature(struct flow *flow, struct list_setter *setter, const struct lines *lines,
                          uint32_t body)
{
    block_add_lines(flow, &setter->place, lines, setter->style, body);
    setter->begun = true;
}

static void add_entry(struct flow *flow, struct list_setter *setter, const struct lines *lines,
                      const struct item *label, uint32_t body)
{
    if (setter->signs && lines->n) {
        add_signature(flow, setter, lines, body);
        return;
    }
    size_t n = MAX(lines->n, 1);
    len x, width;
    body_part(setter, &x, &width);
    struct item *items = ARENA_ARRAY(flow->arena, struct item, lines->n + 1);
    for (size_t i = 0; i < n; i++) {
        size_t n_items = 0;
        if (i == 0 && label)
            items[n_items++] = *label;
        if (i < lines->n)
            items[n_items++] = line_item(body, setter->style, x, &lines->lines[i]);
        add_box(flow, setter, i, n, items, n_items);
        items += n_items;
    }
}

// The language most of a name is in, for the element; the document's own is not repeated.
static const char *body_lang(const struct flow *flow, const struct node *entry,
                             const struct lines *lines)
{
    if (entry->lang)
        return g_intern_string(entry->lang);
    const char *lang = NULL;
    size_t most = 0;
    for (size_t i = 0; lines->n && i < lines->lines[0].n_runs; i++) {
        const struct glyph_run *run = &lines->lines[0].runs[i].run;
        if (run->n_glyphs > most) {
            most = run->n_glyphs;
            lang = run->lang;
        }
    }
    return lang && strcmp(lang, flow->lang) != 0 ? lang : NULL;
}

static bool set_blocks(struct flow *flow, struct list_setter *setter, const struct node *entry,
                       uint32_t body, GError **error)
{
    struct place place = setter->place;
    body_part(setter, &place.x, &place.width);
    place.parent = body;
    place.rtl = setter->rtl;
    place.style = setter->style;
    if (setter->begun)
        flow->space_below = 0;
    return block_set_children(flow, &place, entry, error);
}

static bool holds_blocks(const struct node *entry)
{
    for (const struct node *child = entry->first; child; child = child->next) {
        if (!node_is_inline(child))
            return true;
    }
    return false;
}

static struct paragraph_style entry_style(const struct list_setter *setter,
                                          const struct node *entry)
{
    struct paragraph_style paragraph = setter->name;
    if (entry->direction == DIRECTION_LTR || entry->direction == DIRECTION_RTL)
        paragraph.direction = entry->direction == DIRECTION_RTL ? TEXT_RTL : TEXT_LTR;
    return paragraph;
}

static struct inline_text foresee_entry(struct flow *flow, const void *context,
                                        const struct node *entry)
{
    const struct list_setter *setter = context;
    bool signatories = setter->list->list.kind == LIST_SIGNATORIES;
    struct inline_text text = inline_foresee(flow, entry, setter->style, signatories);
    struct styled_text marked = text.styled;
    if (setter->signs)
        signature_mark_name(flow, &marked);
    struct paragraph_style paragraph = entry_style(setter, entry);
    len x, width;
    body_part(setter, &x, &width);
    paragraph_offer(flow->job->fonts, &marked, &paragraph, width);
    return text;
}

static bool are_plain(const GArray *boxes, guint from)
{
    for (guint i = from; i < boxes->len; i++) {
        const struct box *box = &g_array_index(boxes, struct box, i);
        if (box->notes || box->n_repeat)
            return false;
    }
    return true;
}

// The next entry by its lines alone; false where these are not known.
static bool add_foretold(struct flow *flow, struct list_setter *setter)
{
    size_t n;
    if (!flow->counts_only || !setter->known || !known_list_next(setter->known, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        add_box(flow, setter, i, n, NULL, 0);
    return true;
}

// Behind those that were known. False at the end too, which is not read for.
static bool go_on(struct flow *flow, struct list_setter *setter, GError **error)
{
    if (!flow->counts_only || !setter->known)
        return true;
    return !known_list_ended(setter->known) &&
           entries_go(setter->entries, flow, known_list_at(setter->known), error);
}

static bool set_entry(struct flow *flow, struct list_setter *setter, const struct node *entry,
                      GError **error)
{
    uint32_t item = elements_begin(flow, setter->element, ROLE_LI)->id;
    struct item label;
    bool labelled = set_label(flow, setter, item, entry, &label);
    struct element *element = elements_begin(flow, item, ROLE_LBODY);
    uint32_t body = element->id;
    bool signatories = setter->list->list.kind == LIST_SIGNATORIES;
    const struct styled_text *foreseen = entries_foreseen(setter->entries);
    struct inline_text text = foreseen
                                  ? (struct inline_text){.styled = *foreseen}
                                  : inline_gather(flow, entry, setter->style, body, signatories);
    if (setter->signs)
        signature_mark_name(flow, &text.styled);
    struct paragraph_style paragraph = entry_style(setter, entry);
    len x, width;
    body_part(setter, &x, &width);
    struct lines lines =
        paragraph_set(flow->job->fonts, &text.styled, &paragraph, width, flow->arena, flow->diag);
    elements_get(flow, body)->lang = body_lang(flow, entry, &lines);
    const GArray *boxes = setter->place.segment->boxes;
    uint64_t first = flow->next_serial;
    guint before = boxes->len;
    bool label_waits = labelled && !lines.n && holds_blocks(entry);
    if (lines.n || (labelled && !label_waits))
        add_entry(flow, setter, &lines, labelled ? &label : NULL, body);
    if (text.tagged)
        block_place_tags(flow, &lines, first);
    bool ok = (setter->place.segment->aside || boxes->len == before ||
               footnote_set_called(flow, setter->place.segment, error)) &&
              set_blocks(flow, setter, entry, body, error);
    // An entry that begins with a block has its label beside that block's first line.
    if (label_waits && boxes->len > before)
        block_add_item(flow, setter->place.segment, before, &label);
    setter->begun = setter->begun || boxes->len > before;
    if (setter->known)
        known_list_add(setter->known, boxes->len - before,
                       !holds_blocks(entry) && are_plain(boxes, before));
    if (boxes->len > before) {
        elements_end(flow, body);
        elements_end(flow, item);
    } else {
        elements_drop(flow, item); // nothing to show: no element either
    }
    return ok;
}

static bool add_next(struct flow *flow, struct list_setter *setter, GError **error)
{
    GError *fault = NULL;
    if (add_foretold(flow, setter))
        return true;
    const struct node *entry =
        go_on(flow, setter, &fault)
            ? entries_next(setter->entries, flow, foresee_entry, setter, &fault)
            : NULL;
    bool ok = entry && set_entry(flow, setter, entry, &fault);
    arena_reset(flow->scratch);
    if (fault)
        g_propagate_error(error, fault);
    return ok;
}

const struct node *list_setter_list(const struct list_setter *setter)
{
    return setter->list;
}

void list_setter_passed(const struct list_setter *setter, size_t *ret_passed, size_t *ret_n)
{
    *ret_passed = setter->passed;
    *ret_n = setter->n;
}

bool list_setter_more(struct flow *flow, struct list_setter *setter, GError **error)
{
    if (add_next(flow, setter, error)) {
        setter->passed++;
        return true;
    }
    if (setter->begun) {
        end_beside(flow, setter);
        elements_end(flow, setter->element);
        if (setter->alone && !setter->signs && setter->style->border_end.width) {
            struct place below = block_top_place(flow);
            block_add_border(flow, &below, setter->style, false);
        }
        block_lead_out(flow, setter->style);
    } else {
        elements_drop(flow, setter->element);
    }
    return false;
}

bool list_set(struct flow *flow, const struct place *place, const struct node *list, GError **error)
{
    struct list_setter *setter = list_setter_new(flow, place, list, error);
    if (!setter)
        return false;
    GError *fault = NULL;
    while (list_setter_more(flow, setter, &fault))
        ;
    list_setter_free(setter);
    if (!fault)
        return true;
    g_propagate_error(error, fault);
    return false;
}
