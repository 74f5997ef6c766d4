// SPDX-License-Identifier: MIT
// First what the list says of itself, then the text from top to bottom.
#include "check/check.h"

#include "check/check_names.h"
#include "check/check_text.h"

#include <inttypes.h>
#include <stdarg.h>

enum { NOTES_MOST = 100, NUMBERS_TOLD = 50 };

static void note_on_list(const struct check *check, const char *code, enum diag_severity severity,
                         const char *format, ...) __attribute__((format(printf, 4, 5)));

static void note_on_list(const struct check *check, const char *code, enum diag_severity severity,
                         const char *format, ...)
{
    const struct node *list = document_signatories(check->document);
    size_t start = list ? list->source.start : SPAN_NONE.start;
    va_list args;
    va_start(args, format);
    if (list && start == SPAN_NONE.start && list->line)
        notes_addv_at(check->notes, severity, code, diag_place(check->file, list->line, 1), format,
                      args);
    else
        notes_addv(check->notes, severity, code, (struct span){start, start}, format, args);
    va_end(args);
}

static void check_missing(const struct check *check)
{
    const struct signatory_counts *counts = &check->document->counts;
    if (counts->n_missing == 0)
        return;
    GString *numbers = g_string_new(NULL);
    for (size_t i = 0; i < counts->n_missing && i < NUMBERS_TOLD; i++)
        g_string_append_printf(numbers, " %" PRId64, counts->missing[i]);
    if (counts->n_missing > NUMBERS_TOLD)
        g_string_append(numbers, " …");
    note_on_list(check, "numbers-missing", DIAG_WARNING,
                 "%" PRId64 " listed, the highest number is %" PRId64 ", %zu missing:%s",
                 counts->listed, counts->highest, counts->n_missing, numbers->str);
    g_string_free(numbers, TRUE);
}

// What the text states is who is listed, who stays unnamed, and numbers that nobody stands at; some
// count the last, some do not.
static void check_totals(const struct check *check)
{
    const struct signatory_counts *counts = &check->document->counts;
    int64_t stated = counts->stated_total, unnamed = MAX(counts->anonymous, 0);
    int64_t named = counts->listed + unnamed, all = named + counts->all_missing;
    if (stated < 0)
        return;
    if (stated == all || stated == named) {
        note_on_list(check, "total-agrees", DIAG_NOTE,
                     "%" PRId64 " stated = %" PRId64 " listed + %" PRId64 " unnamed + %" PRId64
                     " numbers without a name",
                     stated, counts->listed, unnamed, stated == all ? counts->all_missing : 0);
        return;
    }
    // Numbers without a name account for what is lacking only as far as it reaches.
    int64_t numbers = stated > all ? counts->all_missing : 0;
    if (stated > named)
        note_on_list(check, "total-differs", DIAG_WARNING,
                     "%" PRId64 " stated, but %" PRId64 " listed + %" PRId64 " unnamed + %" PRId64
                     " numbers without a name: %" PRId64 " are not accounted for",
                     stated, counts->listed, unnamed, numbers, stated - named - numbers);
    else
        note_on_list(check, "total-differs", DIAG_WARNING,
                     "%" PRId64 " stated, but %" PRId64 " listed + %" PRId64 " unnamed: %" PRId64
                     " more than stated",
                     stated, counts->listed, unnamed, named - stated);
}

static bool holds_inlines(const struct node *node)
{
    return node->first && node_is_inline(node->first);
}

static bool check_below(struct check *check, struct check_names *names, const struct node *node,
                        GError **error);

static bool check_entries(struct check *check, struct check_names *names, const struct node *list,
                          GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const char *file = check->file;
    bool own_file = list->source.start == SPAN_NONE.start && check->document->sources->len > 1;
    if (own_file) {
        const struct document_source *source = g_ptr_array_index(check->document->sources, 1);
        check->file = source->path;
    }
    check_names_restart(names);
    const struct node *entry;
    while (!fault && (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        check_names_add(names, entry);
        if (!fault)
            check_below(check, names, entry, &fault);
        arena_reset(scratch);
    }
    check->file = file;
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool check_below(struct check *check, struct check_names *names, const struct node *node,
                        GError **error)
{
    if (node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES)
        return check_entries(check, names, node, error);
    if (holds_inlines(node))
        check_block(check, node);
    for (const struct node *child = node->first; child; child = child->next) {
        if (!node_is_inline(child) && !check_below(check, names, child, error))
            return false;
    }
    return true;
}

bool check_document(const struct document *document, struct diag *diag, GError **error)
{
    struct check check = {document, notes_new(diag, NOTES_MOST), NULL, NULL};
    struct source *repaired = NULL;
    if (document->sources->len) {
        const struct document_source *source = g_ptr_array_index(document->sources, 0);
        check.file = source->path;
        if (source->text)
            repaired = source_new(source->path, source->text, "UTF-8", NULL, NULL);
        if (source->text)
            diag_set_source_bytes(diag, source->path, source->text);
    }
    check.source = repaired;
    check_missing(&check);
    check_totals(&check);
    struct check_names *names = check_names_new(&check);
    bool ok = check_below(&check, names, document->root, error);
    check_names_free(names);
    notes_finish(check.notes);
    source_free(repaired);
    return ok;
}
