// SPDX-License-Identifier: MIT
#include "layout/list_labels.h"

#include "base/facts.h"
#include "base/utf8.h"
#include "layout/known.h"
#include "model/stream_told.h"

#include <string.h>

static const struct block_style *label_look(const struct flow *flow)
{
    return &flow->style->blocks[GROUP_LABEL];
}

static bool is_nth(const struct flow *flow, const struct node *entry)
{
    int nth = label_look(flow)->nth;
    return nth > 0 && entry->entry.number > 0 && entry->entry.number % nth == 0;
}

const char *list_label_text(const struct flow *flow, const struct node *entry)
{
    const char *label = entry->entry.label ? entry->entry.label : "";
    if (label_look(flow)->suffix == SUFFIX_AS_TYPED || entry->entry.number == NUMBER_NONE)
        return label;
    size_t n = strlen(label);
    while (n && !g_unichar_isalnum(utf8_char(g_utf8_find_prev_char(label, label + n))))
        n = (size_t)(g_utf8_find_prev_char(label, label + n) - label);
    return arena_strndup(flow->arena, label, n);
}

struct label_setter *list_label_setter(const struct flow *flow, const struct list_labels *labels,
                                       const struct node *entry, int way)
{
    return is_nth(flow, entry) ? labels->nth[way] : labels->plain[way];
}

static void survey_label(struct flow *flow, const struct list_labels *labels,
                         const struct node *entry, struct list_survey *survey)
{
    const char *label = list_label_text(flow, entry);
    for (int way = 0; *label && way < 2; way++) {
        len width = label_width(list_label_setter(flow, labels, entry, way), label);
        survey->widest[way] = MAX(survey->widest[way], width);
    }
}

static void survey_entry(struct flow *flow, const struct list_labels *labels,
                         const struct node *entry, struct list_survey *survey)
{
    bool rtl;
    survey->entries++;
    if (node_first_strong(entry, &rtl))
        *(rtl ? &survey->rtl : &survey->ltr) += 1;
    survey_label(flow, labels, entry, survey);
}

// What one part of the list comes to; `cursor` is at entry *at.
static bool survey_part(struct flow *flow, const struct list_labels *labels, size_t n,
                        struct node_cursor *cursor, struct list_survey *survey, GError **error)
{
    GError *fault = NULL;
    struct arena *arena = arena_new(); // of a streamed entry
    const struct node *entry;
    for (; n > 0 && (entry = node_cursor_next(cursor, arena, &fault)) != NULL; n--) {
        survey_entry(flow, labels, entry, survey);
        arena_reset(flow->scratch);
        arena_reset(arena);
    }
    arena_free(arena);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool survey_list(struct flow *flow, const struct node *list,
                        const struct list_labels *labels, struct list_survey *survey,
                        GError **error)
{
    GError *fault = NULL;
    struct node_cursor cursor = node_cursor_start(list, &fault);
    if (!fault && survey_part(flow, labels, SIZE_MAX, &cursor, survey, error))
        return true;
    if (fault)
        g_propagate_error(error, fault);
    return false;
}

// The labels of a shape, in each look that one of them has.
static void survey_shape(struct flow *flow, const struct list_labels *labels,
                         const struct stream_told *told, size_t i, struct list_survey *survey)
{
    int nth = label_look(flow)->nth;
    int64_t plain = told->labels[i].numbered ? 0 : NUMBER_NONE;
    const struct {
        int64_t number;
        bool some;
    } looks[] = {{plain, nth <= 0 || told->labels[i].others & UINT32_C(1) << nth},
                 {nth, nth > 0 && told->labels[i].multiples & UINT32_C(1) << nth}};
    for (size_t k = 0; k < G_N_ELEMENTS(looks); k++) {
        const struct node entry = {.kind = NODE_ENTRY,
                                   .entry = {told->labels[i].text, looks[k].number}};
        if (looks[k].some)
            survey_label(flow, labels, &entry, survey);
        arena_reset(flow->scratch);
    }
}

// By what counting the entries has told. False where that is not all.
static bool survey_told(struct flow *flow, const struct node *list,
                        const struct list_labels *labels, struct list_survey *ret)
{
    const struct node_stream *stream = list->list.stream;
    const struct stream_told *told = stream ? stream->told : NULL;
    if (!told || !told->whole || told->n_labels > TOLD_LABELS_MOST ||
        label_look(flow)->nth > TOLD_MULTIPLES_MOST)
        return false;
    *ret = (struct list_survey){.entries = told->entries, .rtl = told->rtl, .ltr = told->ltr};
    for (size_t i = 0; i < told->n_labels; i++)
        survey_shape(flow, labels, told, i, ret);
    return true;
}

static void survey_add(struct list_survey *survey, const struct list_survey *part)
{
    survey->entries += part->entries;
    survey->rtl += part->rtl;
    survey->ltr += part->ltr;
    for (int way = 0; way < 2; way++)
        survey->widest[way] = MAX(survey->widest[way], part->widest[way]);
}

// Of a list that may have been looked through before.
static bool survey_known(struct flow *flow, const struct node *list,
                         const struct list_labels *labels, const struct known_list *known,
                         struct list_survey *ret, GError **error)
{
    GError *fault = NULL;
    struct node_cursor cursor = node_cursor_start(list, &fault);
    size_t at = 0, to = 0; // where the cursor is; where the part begins
    for (size_t i = 0; !fault && i < known_list_parts(known); i++) {
        struct list_survey part = {0};
        GBytes *fact = known_list_find(known, i);
        size_t notes = diag_count(flow->diag), n = known_list_entries(known, i);
        if (fact) {
            memcpy(&part, g_bytes_get_data(fact, NULL), sizeof part);
        } else if (node_cursor_go(&cursor, list, at, to, &fault) &&
                   survey_part(flow, labels, n, &cursor, &part, &fault)) {
            at = to + n;
            fact = g_bytes_new(&part, sizeof part);
            if (diag_count(flow->diag) == notes)
                known_list_keep(known, i, fact);
        }
        to += n;
        survey_add(ret, &part);
        g_clear_pointer(&fact, g_bytes_unref);
    }
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

bool list_survey_find(struct flow *flow, const struct node *list, const struct list_labels *labels,
                      struct list_survey *ret, GError **error)
{
    const struct list_survey *found = g_hash_table_lookup(flow->job->surveys, list);
    if (found) {
        *ret = *found;
        return true;
    }
    struct known_list *known = known_list_new(flow, "survey", list, 0);
    bool ok =
        known ? survey_known(flow, list, labels, known, ret, error)
              : survey_told(flow, list, labels, ret) || survey_list(flow, list, labels, ret, error);
    known_list_free(known);
    if (ok)
        g_hash_table_insert(flow->job->surveys, (void *)list, g_memdup2(ret, sizeof *ret));
    return ok;
}

bool list_survey_widen(struct flow *flow, const struct node *list, const struct list_labels *labels,
                       struct list_survey *survey, GError **error)
{
    struct list_survey all = {0};
    const struct node *other = flow->job->document->root->first;
    for (; other && !flow->labels_known; other = other->next) {
        if (other->kind == NODE_LIST && other->list.kind == LIST_SIGNATORIES &&
            !other->list.stream && other != list &&
            !list_survey_find(flow, other, labels, &all, error))
            return false;
    }
    flow->labels_known = true;
    for (int way = 0; way < 2; way++) {
        flow->labels_widest[way] = MAX(flow->labels_widest[way], all.widest[way]);
        if (survey->widest[way])
            survey->widest[way] = MAX(survey->widest[way], flow->labels_widest[way]);
    }
    return true;
}
