// SPDX-License-Identifier: MIT
// The comparison on a terminal. What is quoted from the letters is within FSI … PDI (Unicode
// Bidirectional Algorithm, 6.3 isolates), so that its direction is its own and the numbers and
// marks around it stay where they are.
#include "compare/diff.h"

#include "base/quote.h"
#include "base/translate.h"
#include "compare/diff_make.h"

#include <string.h>

#define RLI "\u2067"
#define LRI "\u2066"
#define FSI "\u2068"
#define PDI "\u2069"

enum { CONTEXT = 48 }; // characters of an unchanged stretch that are kept beside a change

struct ink {
    const char *removed, *added, *heading, *end;
};

static const struct ink plain = {"", "", "", ""};
static const struct ink coloured = {"\033[31;9m", "\033[32;4m", "\033[1m", "\033[0m"};

static void print_heading(GString *out, const struct ink *ink, const char *english, size_t n)
{
    if (out->len)
        g_string_append_c(out, '\n');
    g_string_append_printf(out, "%s%s (%zu)%s\n", ink->heading, translate(english), n, ink->end);
}

static void print_number(GString *out, int64_t number)
{
    if (number)
        g_string_append_printf(out, "%" G_GINT64_FORMAT ". ", number);
}

static void print_entries(GString *out, const char *sign, const char *ink, const char *end,
                          const struct diff_entry *entries, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(out, "%s %s", sign, ink);
        print_number(out, entries[i].number);
        quote_isolated(out, entries[i].name, strlen(entries[i].name));
        g_string_append_printf(out, "%s\n", end);
    }
}

// A dash for the side where the list has no numbers.
static void print_range(GString *out, int64_t first, int64_t last)
{
    if (!first)
        g_string_append(out, "\u2013");
    else if (first == last)
        g_string_append_printf(out, "%" G_GINT64_FORMAT, first);
    else
        g_string_append_printf(out, "%" G_GINT64_FORMAT "\u2013%" G_GINT64_FORMAT, first, last);
}

static void print_step(GString *out, const struct diff_renumbering *first,
                       const struct diff_renumbering *last)
{
    g_string_append(out, "# ");
    print_range(out, first->from, last->from);
    g_string_append(out, " \u2192 ");
    print_range(out, first->to, last->to);
    g_string_append(out, "  ");
}

static void print_run(GString *out, const struct diff_renumbering *first, size_t n)
{
    const struct diff_renumbering *last = first + n - 1;
    print_step(out, first, last);
    quote_isolated(out, first->name, strlen(first->name));
    g_string_append(out, " \u2026 ");
    quote_isolated(out, last->name, strlen(last->name));
    g_string_append(out, "  ");
    g_string_append_printf(out, translate("(%zu names)"), n);
    g_string_append_c(out, '\n');
}

static void print_renumbered(GString *out, const struct diff *diff)
{
    for (size_t i = 0; i < diff->n_renumbered; i++) {
        const struct diff_renumbering *entry = &diff->renumbered[i];
        size_t run = diff_run(diff, i);
        if (run >= DIFF_RUN_LEAST) {
            print_run(out, entry, run);
            i += run - 1;
            continue;
        }
        print_step(out, entry, entry);
        quote_isolated(out, entry->name, strlen(entry->name));
        g_string_append_c(out, '\n');
    }
}

// ---- text ------------------------------------------------------------------------------------

static void print_stretch(GString *out, const struct ink *ink, const struct diff_word *word)
{
    bool removed = word->op == DIFF_REMOVED;
    g_string_append_printf(out, "%s%s", removed ? ink->removed : ink->added, removed ? "[-" : "{+");
    quote_isolated(out, word->text, word->n);
    g_string_append_printf(out, "%s%s", removed ? "-]" : "+}", ink->end);
}

// Of what did not change only the words beside a change are shown, whole.
static void print_same(GString *out, const struct diff_word *word, bool first, bool last)
{
    const char *end = word->text + word->n;
    glong length = g_utf8_strlen(word->text, (gssize)word->n);
    if (length <= 2 * CONTEXT + 8) {
        quote_safe(out, word->text, word->n);
        return;
    }
    if (!first) {
        const char *cut = g_utf8_offset_to_pointer(word->text, CONTEXT);
        while (cut < end && *cut != ' ')
            cut++;
        quote_safe(out, word->text, (size_t)(cut - word->text));
    }
    g_string_append(out, first ? "\u2026 " : last ? " \u2026" : " \u2026 ");
    if (!last) {
        const char *cut = g_utf8_offset_to_pointer(word->text, length - CONTEXT);
        while (cut > word->text && cut[-1] != ' ')
            cut--;
        quote_safe(out, cut, (size_t)(end - cut));
    }
}

// FSI would not do for all of it: it looks for the first strong letter outside the isolates within,
// and there may be none. `whole` leaves nothing out.
static void print_words(GString *out, const struct ink *ink, const struct diff_word *words,
                        size_t n, bool rtl, bool whole)
{
    g_string_append(out, rtl ? RLI : LRI);
    for (size_t i = 0; i < n; i++) {
        if (words[i].op != DIFF_SAME)
            print_stretch(out, ink, &words[i]);
        else if (whole)
            quote_safe(out, words[i].text, words[i].n);
        else
            print_same(out, &words[i], i == 0, i + 1 == n);
    }
    g_string_append(out, PDI);
}

static void print_respelt(GString *out, const struct ink *ink, const struct diff *diff)
{
    for (size_t i = 0; i < diff->n_respelt; i++) {
        const struct diff_respelling *entry = &diff->respelt[i];
        g_string_append(out, "~ ");
        if (entry->from_number != entry->number)
            g_string_append_printf(out, "%" G_GINT64_FORMAT " \u2192 ", entry->from_number);
        print_number(out, entry->number);
        print_words(out, ink, entry->words, entry->n_words, diff_is_rtl(entry->to), true);
        g_string_append(out, "  ");
        g_string_append_printf(out, translate("(%u %% alike)"), entry->likeness);
        g_string_append_c(out, '\n');
    }
}

static void print_place(GString *out, const struct diff_text *text)
{
    static const char *const formats[] = {
        [DIFF_TEXT_CHANGED] = N_("paragraph %zu (before: %zu) changed:"),
        [DIFF_TEXT_ADDED] = N_("paragraph %zu is new:"),
        [DIFF_TEXT_REMOVED] = N_("paragraph %zu is gone:"),
        [DIFF_TEXT_MOVED] = N_("paragraph %zu was paragraph %zu:"),
    };
    bool in_place = text->kind == DIFF_TEXT_CHANGED && text->from == text->to;
    const char *format = in_place ? N_("paragraph %zu changed:") : formats[text->kind];
    bool gone = text->kind == DIFF_TEXT_REMOVED;
    g_string_append_printf(out, translate(format), gone ? text->from : text->to, text->from);
    g_string_append_c(out, '\n');
}

static void print_text(GString *out, const struct ink *ink, const struct diff_text *text)
{
    print_place(out, text);
    struct diff_word whole = {DIFF_SAME, text->after ? text->after : text->before, 0};
    whole.n = strlen(whole.text);
    if (text->kind == DIFF_TEXT_CHANGED) {
        print_words(out, ink, text->words, text->n_words, diff_is_rtl(text->after), false);
        g_string_append_c(out, '\n');
        return;
    }
    if (text->kind == DIFF_TEXT_MOVED) {
        g_string_append(out, FSI);
        print_same(out, &whole, false, true);
        g_string_append(out, PDI);
    } else {
        whole.op = text->kind == DIFF_TEXT_ADDED ? DIFF_ADDED : DIFF_REMOVED;
        print_stretch(out, ink, &whole);
    }
    g_string_append_c(out, '\n');
}

static void print_names(GString *out, const struct ink *ink, const struct diff *diff)
{
    if (diff->n_added)
        print_heading(out, ink, N_("Signatories added"), diff->n_added);
    print_entries(out, "+", ink->added, ink->end, diff->added, diff->n_added);
    if (diff->n_removed)
        print_heading(out, ink, N_("Signatories removed"), diff->n_removed);
    print_entries(out, "-", ink->removed, ink->end, diff->removed, diff->n_removed);
    if (diff->n_respelt)
        print_heading(out, ink, N_("Signatories respelt"), diff->n_respelt);
    print_respelt(out, ink, diff);
    if (diff->n_renumbered)
        print_heading(out, ink, N_("Signatories renumbered"), diff->n_renumbered);
    print_renumbered(out, diff);
}

char *diff_print(const struct diff *diff, bool colour)
{
    const struct ink *ink = colour ? &coloured : &plain;
    GString *out = g_string_new(NULL);
    print_names(out, ink, diff);
    if (diff->n_text)
        print_heading(out, ink, N_("Text changed"), diff->n_text);
    for (size_t i = 0; i < diff->n_text; i++)
        print_text(out, ink, &diff->text[i]);
    if (!out->len)
        g_string_append_printf(out, "%s\n", translate("No differences."));
    return g_string_free(out, FALSE);
}
