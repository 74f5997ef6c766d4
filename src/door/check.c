// SPDX-License-Identifier: MIT
// What a careful editor would query.
#include "base/quote.h"
#include "base/translate.h"
#include "check/check.h"
#include "door/list_report.h"
#include "door/receivers.h"
#include "door/report.h"
#include "door/session_json.h"

#include <inttypes.h>

// Only setting the text shows which characters no face covers.
static bool check_letter(const struct letter *letter, GError **error)
{
    struct page_sink nowhere = page_sink_nowhere();
    size_t pages;
    return check_document(letter->document, letter->session->diag, error) &&
           letter_lay_out(letter, &nowhere, &pages, error) && receiver_check(letter, pages, error);
}

static void print_counts(struct warraq *w, const struct document *document)
{
    const struct signatory_counts *counts = &document->counts;
    quote_printf(w->text, translate("signatories: %" PRId64 " listed"), counts->listed);
    if (counts->highest >= 0)
        quote_printf(w->text, translate(", highest number %" PRId64), counts->highest);
    if (counts->stated_total >= 0)
        quote_printf(w->text, translate(", %" PRId64 " stated"), counts->stated_total);
    if (counts->anonymous >= 0)
        quote_printf(w->text, translate(", %" PRId64 " anonymous"), counts->anonymous);
    g_string_append_c(w->text, '\n');
    if (counts->n_missing == 0)
        return;
    quote_printf(w->text, translate("numbers missing: %" PRId64 ":"), counts->all_missing);
    for (size_t i = 0; i < counts->n_missing; i++)
        quote_printf(w->text, " %" PRId64, counts->missing[i]);
    g_string_append(w->text, (int64_t)counts->n_missing < counts->all_missing ? " …\n" : "\n");
}

// The first line of an entry, harmless: who it is.
static char *entry_name(const struct node *entry)
{
    GString *text = g_string_new(NULL);
    node_append_text(entry, text);
    g_string_truncate(text, strcspn(text->str, "\n"));
    GString *safe = g_string_new(NULL);
    quote_safe(safe, text->str, text->len);
    g_string_free(text, TRUE);
    return g_string_free(safe, FALSE);
}

static char *heading_above(const struct node *list)
{
    const struct node *before = list->previous;
    if (before && before->kind == NODE_NOTE)
        before = before->previous;
    return before && before->kind == NODE_HEADING ? entry_name(before) : NULL;
}

// A list that is a file of its own has no line in the letter.
static void add_place(GString *text, size_t line, const char *heading)
{
    if (line)
        g_string_append_printf(text, translate("list in line %zu"), line);
    else
        g_string_append(text, translate("list"));
    if (heading)
        g_string_append_printf(text, ", \"%s\"", heading);
}

// What an editor looks at first: what each list is headed, how many it holds, who is first and
// last.
static bool print_list(struct warraq *w, const struct node *list, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    char *first = NULL, *last = NULL, *heading = heading_above(list);
    int64_t count = 0;
    struct node_cursor cursor = node_cursor_start(list, &fault);
    for (const struct node *entry; (entry = node_cursor_next(&cursor, scratch, &fault)); count++) {
        g_free(last);
        last = entry_name(entry);
        first = first ? first : g_strdup(last);
        arena_reset(scratch);
    }
    if (count > 0) {
        add_place(w->text, list->line, heading);
        g_string_append_printf(w->text, translate(": %" PRId64 ", from \"%s\" to \"%s\"\n"), count,
                               first, last);
    }
    g_free(first);
    g_free(last);
    g_free(heading);
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool print_lists(struct warraq *w, const struct document *document, GError **error)
{
    for (const struct node *node = document->root->first; node; node = node->next) {
        bool listed = node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES;
        if (listed && !print_list(w, node, error))
            return false;
    }
    return true;
}

enum warraq_status warraq_check(struct warraq *w, const char *source)
{
    GError *error = NULL;
    struct letter letter;
    if (!session_begin(w, 1, source))
        return WARRAQ_USAGE;
    w->notes_are_result = true;
    struct letter_extra extra = {.count_cells = true};
    if (!letter_open(w, source, &extra, &letter, &error))
        return session_fail(w, error);
    bool ok = check_letter(&letter, &error);
    if (ok) {
        ok = print_lists(w, letter.document, &error);
        print_counts(w, letter.document);
        list_report_print(letter.document, w->text);
        session_json_with_notes(w, json_pack("{s:o, s:o, s:o}", "signatories",
                                             report_signatories(letter.document), "set_aside",
                                             report_set_aside(letter.document), "lists",
                                             list_report_json(letter.document)));
    }
    letter_close(&letter);
    return ok ? session_done(w, diag_count_at_least(w->diag, DIAG_ERROR) > 0)
              : session_fail(w, error);
}
