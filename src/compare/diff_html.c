// SPDX-License-Identifier: MIT
// The comparison as one page: for the reader who opens it, prints it or has it read out. Changes
// are shown by words and by shape, not by colour alone (WCAG 2.1, 1.4.1): what came is bold, what
// went has a rule below it, never a bar through it, which Arabic does not bear. Before and after
// stand side by side, so that a word taken out never touches the one put in, whose letters it would
// join. Every name is isolated.
#include "compare/diff.h"

#include "base/html_text.h"
#include "base/translate.h"
#include "compare/diff_make.h"
#include "language/direction.h"
#include "language/lang.h"
#include "language/phrase.h"

#include <string.h>

static const char style[] =
    "body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.7 var(--serif)}\n"
    "main{max-width:1080px;margin:0 auto;padding:1.5rem 1.25rem 3rem;box-sizing:border-box}\n"
    ".band{display:flex;justify-content:space-between;gap:1em;margin:0;padding-block-end:.3em;"
    "border-block-end:5px double var(--accent)}\n"
    ".band b{color:var(--accent)}h1{font-size:1.9em;line-height:1.4;margin-block:.5em .6em}\n"
    ".pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}.pair>*{min-width:0}\n"
    ".sides{border-block-end:1px solid var(--rule);padding-block-end:.6em}.sides p{margin:0}\n"
    ".figures{display:flex;flex-wrap:wrap;margin:0;padding-block:.8em;"
    "border-block-end:1px solid var(--rule)}\n"
    ".figures div{flex:1 1 9em;display:flex;flex-direction:column-reverse;text-align:center}\n"
    ".figures dt{font-size:.9em}.figures dd{margin:0;font-size:1.8em;font-weight:bold;"
    "line-height:1.3}\n"
    ".came dd,.plus{color:var(--add)}.went dd,.minus{color:var(--drop)}\n"
    ".legend{margin-block:1.2em 2em}.legend>*{margin-inline-end:1.5em}\n"
    "h2{color:var(--accent);font-size:1.35em;margin:0}\n"
    ".head{display:flex;justify-content:space-between;align-items:baseline;gap:1em;"
    "border-block-start:3px solid var(--accent);border-block-end:1px solid var(--rule);"
    "padding-block:.3em;margin-block-start:2.2rem}\n"
    ".head p{margin:0;color:var(--soft);text-align:end}\n"
    "h3{font-size:1em;margin-block:1.2em .2em}\n"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}\n"
    "th,td{text-align:start;vertical-align:top;padding:.35em .5em;"
    "border-block-end:1px solid var(--rule);overflow-wrap:anywhere}\n"
    "th:first-child{width:8.5em}thead th{font-weight:normal;color:var(--soft);font-size:.9em}\n"
    "tbody "
    "th{font-weight:bold}.share{display:block;font-weight:normal;color:var(--soft);font-size:.9em}"
    "\n"
    ".ltr th+th,.ltr td{direction:ltr;text-align:left}"
    ".rtl th+th,.rtl td{direction:rtl;text-align:right}\n"
    "td{padding-inline-start:3.6em}.n{margin-inline-start:-3.1em}td:not(:has(.n)){padding-inline-"
    "start:"
    ".5em}thead th+th{padding-inline-start:3.6em}\n"
    ".n{display:inline-block;min-width:2.6em;text-align:end;margin-inline-end:.5em;"
    "font-variant-numeric:tabular-nums}\n"
    "del{color:var(--drop);background:var(--drop-ground);text-decoration:none;"
    "border-block-end:2px solid var(--drop);padding-inline:.1em}\n"
    "ins{color:var(--add);background:var(--add-ground);text-decoration:none;font-weight:bold;"
    "padding-inline:.1em}\n"
    "summary{cursor:pointer;padding-block:.4em;color:var(--accent)}\n"
    "summary:focus-visible{outline:2px solid var(--accent)}\n"
    ".same{text-align:center;color:var(--soft);margin-block:1em;padding-block:.2em;"
    "border-block:1px dashed var(--rule)}\n"
    ".said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}\n"
    "p{margin-block:.2em .8em}\n"
    "@media (max-width:760px){body{font-size:18px}h1{font-size:1.5em}.pair{display:block}"
    ".sides>*+*{margin-block-start:.6em}.figures div{flex:1 1 40%}thead{display:none}"
    "table,tbody,tr,tbody th,td{display:block;width:auto;border:0}"
    "tr{border-block-end:1px solid var(--rule);padding-block:.4em}"
    "tbody th{padding:.1em 0}td{padding-block:.1em}td:empty{display:none}}\n"
    "@media print{body{font-size:11pt}main{max-width:none;padding:0}tr,.pair{break-inside:avoid}"
    "details::details-content{content-visibility:visible;block-size:auto}}\n";

enum {
    GROUP = 50,      // changes that fold together,
    GROUPS_FROM = 80 // where there are so many
};

struct diff_page {
    GString *out;
    const struct diff *diff;
    bool rtl; // names stand at the side most of them start from
    const char *lang;
};

static void add(struct diff_page *page, const char *markup)
{
    g_string_append(page->out, markup);
}

static void add_words(struct diff_page *page, const char *text)
{
    html_text(page->out, text, strlen(text));
}

static void add_element(struct diff_page *page, const char *open, const char *text,
                        const char *close)
{
    add(page, open);
    add_words(page, text);
    add(page, close);
}

// "dir" is said outright: not every reader of HTML works out dir="auto".
static void add_direction(struct diff_page *page, const char *text)
{
    g_string_append_printf(page->out, " dir=\"%s\"", diff_is_rtl(text) ? "rtl" : "ltr");
}

// An attribute of text whose language is known.
static void add_lang(struct diff_page *page, const char *lang)
{
    if (lang)
        add_element(page, " lang=\"", lang, "\"");
}

static void add_counted(struct diff_page *page, const char *english, size_t n)
{
    g_autofree char *text = g_strdup_printf("%s %zu", translate(english), n);
    add_words(page, text);
}

// ---- groups ----------------------------------------------------------------------------------

// Long runs of one kind of change fold, the first of their groups open; no script is needed.
static bool opens_group(size_t i, size_t n)
{
    return n >= GROUPS_FROM && i % GROUP == 0;
}

static bool closes_group(size_t i, size_t n)
{
    return n >= GROUPS_FROM && (i % GROUP == GROUP - 1 || i + 1 == n);
}

static void open_group(struct diff_page *page, const char *english, size_t i, size_t n)
{
    g_string_append_printf(page->out, "<details%s><summary>", i == 0 ? " open" : "");
    add_words(page, translate(english));
    g_string_append_printf(page->out, " <bdi>%zu\u2013%zu</bdi> / %zu</summary>\n", i + 1,
                           MIN(i + GROUP, n), n);
}

// ---- signatories -----------------------------------------------------------------------------

enum change { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_RESPELT, CHANGE_RENUMBERED };

// How a kind of change is said in the first column, and above a group of many.
static const struct {
    const char *open, *word, *many;
} kinds[] = {
    [CHANGE_ADDED] = {"<th scope=\"row\" class=\"plus\">+ ", N_("added"), N_("Names added:")},
    [CHANGE_REMOVED] = {"<th scope=\"row\" class=\"minus\">\u2212 ", N_("removed"),
                        N_("Names removed:")},
    [CHANGE_RESPELT] = {"<th scope=\"row\">", N_("respelt"), N_("Names respelt:")},
    [CHANGE_RENUMBERED] = {"<th scope=\"row\">", N_("renumbered"), N_("Names renumbered:")},
};

// "v2" is what a store calls its second version; a reader is told in words. g_free()
static char *name_of_side(const struct diff_side *side)
{
    const char *digits = side->label + 1;
    bool version = *side->label == 'v' && *digits && strspn(digits, "0123456789") == strlen(digits);
    return version ? g_strdup_printf(translate(N_("Version %s")), digits) : g_strdup(side->label);
}

static void open_table(struct diff_page *page, const char *caption)
{
    add(page, page->rtl ? "<table class=\"rtl\">" : "<table class=\"ltr\">");
    add_element(page, "\n<caption class=\"said\">", translate(caption), "</caption>\n<thead><tr>");
    add_element(page, "<th scope=\"col\">", translate(N_("Change")), "</th>");
    g_autofree char *from = name_of_side(page->diff->from), *to = name_of_side(page->diff->to);
    add_element(page, "<th scope=\"col\"><bdi>", from, "</bdi></th>");
    add_element(page, "<th scope=\"col\"><bdi>", to, "</bdi></th></tr></thead>\n<tbody>\n");
}

static void close_table(struct diff_page *page)
{
    add(page, "</tbody></table>\n");
}

static void add_kind(struct diff_page *page, enum change change)
{
    add_element(page, kinds[change].open, translate(kinds[change].word), "");
}

static void open_cell(struct diff_page *page, int64_t number)
{
    add(page, "<td>");
    if (number)
        g_string_append_printf(page->out, "<span class=\"n\">%" G_GINT64_FORMAT ".</span>", number);
}

static void open_name(struct diff_page *page, const struct diff_side *side, const char *name)
{
    add(page, "<bdi");
    add_lang(page, lang_of_name(name, strlen(name), side->lang ? side->lang : "und"));
    add_direction(page, name);
    add(page, ">");
}

// `tag` stands around the name; NULL: none.
static void add_cell(struct diff_page *page, const struct diff_side *side, int64_t number,
                     const char *name, const char *tag)
{
    open_cell(page, number);
    open_name(page, side, name);
    if (tag)
        g_string_append_printf(page->out, "<%s>", tag);
    add_words(page, name);
    if (tag)
        g_string_append_printf(page->out, "</%s>", tag);
    add(page, "</bdi></td>");
}

static void add_entry_row(struct diff_page *page, enum change change,
                          const struct diff_entry *entry)
{
    bool came = change == CHANGE_ADDED;
    add(page, "<tr>");
    add_kind(page, change);
    add(page, came ? "</th><td></td>" : "</th>");
    add_cell(page, came ? page->diff->to : page->diff->from, entry->number, entry->name,
             came ? "ins" : "del");
    add(page, came ? "</tr>\n" : "<td></td></tr>\n");
}

// One side of a respelling: of what differs, only what that side has.
static void add_spelling(struct diff_page *page, enum diff_op side,
                         const struct diff_respelling *entry)
{
    const char *tag = side == DIFF_REMOVED ? "del" : "ins";
    bool before = side == DIFF_REMOVED;
    const char *name = before ? entry->from : entry->to;
    open_cell(page, before ? entry->from_number : entry->number);
    open_name(page, before ? page->diff->from : page->diff->to, name);
    for (size_t i = 0; i < entry->n_words; i++) {
        const struct diff_word *word = &entry->words[i];
        if (word->op == DIFF_SAME)
            html_text(page->out, word->text, word->n);
        if (word->op != side)
            continue;
        g_string_append_printf(page->out, "<%s>", tag);
        html_text(page->out, word->text, word->n);
        g_string_append_printf(page->out, "</%s>", tag);
    }
    add(page, "</bdi></td>");
}

static void add_respelt_row(struct diff_page *page, const struct diff_respelling *entry)
{
    add(page, "<tr>");
    add_kind(page, CHANGE_RESPELT);
    // Accents alone are no part of likeness: what then differs is seen.
    g_autofree char *share = g_strdup_printf(translate("(%u %% alike)"), entry->likeness);
    if (entry->likeness < 100)
        add_element(page, " <span class=\"share\">", share, "</span>");
    add(page, "</th>");
    add_spelling(page, DIFF_REMOVED, entry);
    add_spelling(page, DIFF_ADDED, entry);
    add(page, "</tr>\n");
}

static void add_range(struct diff_page *page, int64_t first, int64_t last)
{
    if (first)
        g_string_append_printf(page->out,
                               "<td><bdi>%" G_GINT64_FORMAT "\u2013%" G_GINT64_FORMAT "</bdi></td>",
                               first, last);
    else
        add(page, "<td></td>");
}

// One name put in near the top moves all below it: that is one change.
static void add_run_row(struct diff_page *page, const struct diff_renumbering *first, size_t n)
{
    const struct diff_renumbering *last = first + n - 1;
    add(page, "<tr>");
    add_kind(page, CHANGE_RENUMBERED);
    g_autofree char *names = g_strdup_printf(translate("(%zu names)"), n);
    add_element(page, " <span class=\"share\">", names, "</span></th>");
    add_range(page, first->from, last->from);
    add_range(page, first->to, last->to);
    add(page, "</tr>\n");
}

static void add_renumbered_row(struct diff_page *page, const struct diff_renumbering *entry)
{
    add(page, "<tr>");
    add_kind(page, CHANGE_RENUMBERED);
    add(page, "</th>");
    add_cell(page, page->diff->from, entry->from, entry->name, NULL);
    add_cell(page, page->diff->to, entry->to, entry->name, NULL);
    add(page, "</tr>\n");
}

static size_t count_of(const struct diff *diff, enum change change)
{
    const size_t counts[] = {diff->n_added, diff->n_removed, diff->n_respelt, diff->n_renumbered};
    return counts[change];
}

// The row of change `i`, or of the run that begins with it.
static void add_row(struct diff_page *page, enum change change, size_t i)
{
    const struct diff *diff = page->diff;
    size_t run = change == CHANGE_RENUMBERED ? diff_run(diff, i) : 1;
    if (change == CHANGE_ADDED || change == CHANGE_REMOVED)
        add_entry_row(page, change, change == CHANGE_ADDED ? &diff->added[i] : &diff->removed[i]);
    else if (change == CHANGE_RESPELT)
        add_respelt_row(page, &diff->respelt[i]);
    else if (run >= DIFF_RUN_LEAST)
        add_run_row(page, &diff->renumbered[i], run);
    else
        add_renumbered_row(page, &diff->renumbered[i]);
}

// Where each row of the renumbered starts, for their runs are one row each.
static GArray *rows_of(const struct diff *diff, enum change change)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t i = 0; i < count_of(diff, change);) {
        size_t run = change == CHANGE_RENUMBERED ? diff_run(diff, i) : 1;
        g_array_append_val(rows, i);
        i += run >= DIFF_RUN_LEAST ? run : 1;
    }
    return rows;
}

static void add_grouped(struct diff_page *page, enum change change, const GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        if (opens_group(i, rows->len)) {
            open_group(page, kinds[change].many, i, rows->len);
            open_table(page, kinds[change].many);
        }
        add_row(page, change, g_array_index(rows, size_t, i));
        if (closes_group(i, rows->len)) {
            close_table(page);
            add(page, "</details>\n");
        }
    }
}

static void add_ungrouped(struct diff_page *page, GArray *const *rows, size_t n_kinds)
{
    bool open = false;
    for (size_t change = 0; change < n_kinds; change++) {
        if (rows[change]->len >= GROUPS_FROM)
            continue;
        for (guint i = 0; i < rows[change]->len; i++) {
            if (!open)
                open_table(page, N_("Signatories"));
            open = true;
            add_row(page, (enum change)change, g_array_index(rows[change], size_t, i));
        }
    }
    if (open)
        close_table(page);
}

static size_t changed_names(const struct diff *diff)
{
    return diff->n_added + diff->n_removed + diff->n_respelt + diff->n_renumbered;
}

static void open_section(struct diff_page *page, const char *id, const char *english)
{
    g_string_append_printf(
        page->out, "<section aria-labelledby=\"%s\">\n<div class=\"head\"><h2 id=\"%s\">", id, id);
    add_element(page, "", translate(english), "</h2><p>");
}

static void add_names(struct diff_page *page)
{
    const struct diff *diff = page->diff;
    GArray *rows[G_N_ELEMENTS(kinds)];
    if (changed_names(diff) == 0)
        return;
    open_section(page, "names", N_("Signatories"));
    add_counted(page, N_("Names unchanged:"),
                diff->to->n_entries - diff->n_added - diff->n_respelt - diff->n_renumbered);
    add(page, "</p></div>\n");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        rows[i] = rows_of(diff, (enum change)i);
    add_ungrouped(page, rows, G_N_ELEMENTS(kinds));
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (rows[i]->len >= GROUPS_FROM)
            add_grouped(page, (enum change)i, rows[i]);
        g_array_unref(rows[i]);
    }
    add(page, "</section>\n");
}

// ---- text ------------------------------------------------------------------------------------

// Screen readers pass <del> and <ins> over in silence; the hidden words say what the eye sees.
static void add_change(struct diff_page *page, bool removed, const char *text, size_t n)
{
    const char *tag = removed ? "del" : "ins";
    g_string_append_printf(page->out, "<%s>", tag);
    add_element(page, "<span class=\"said\">", translate(removed ? N_("removed: ") : N_("added: ")),
                "</span>");
    html_text(page->out, text, n);
    add_element(page, "<span class=\"said\">", translate(" end of change "), "</span>");
    g_string_append_printf(page->out, "</%s>", tag);
}

static void open_text(struct diff_page *page, const struct diff_side *side, const char *text)
{
    add(page, "<p");
    add_lang(page, side->lang);
    add_direction(page, text);
    add(page, ">");
}

// A paragraph as one side has it: of what differs, only that side's.
static void add_side(struct diff_page *page, const struct diff_text *text, enum diff_op side)
{
    bool before = side == DIFF_REMOVED;
    const char *whole = before ? text->before : text->after;
    if (!whole) {
        add(page, "<p></p>\n");
        return;
    }
    open_text(page, before ? page->diff->from : page->diff->to, whole);
    for (size_t i = 0; i < text->n_words; i++) {
        const struct diff_word *word = &text->words[i];
        if (word->op == DIFF_SAME)
            html_text(page->out, word->text, word->n);
        else if (word->op == side)
            add_change(page, before, word->text, word->n);
    }
    if (text->n_words == 0)
        add_change(page, before, whole, strlen(whole));
    add(page, "</p>\n");
}

static void add_text(struct diff_page *page, const struct diff_text *text)
{
    static const char *const formats[] = {
        [DIFF_TEXT_CHANGED] = N_("Paragraph %zu (before: %zu) changed"),
        [DIFF_TEXT_ADDED] = N_("Paragraph %zu is new"),
        [DIFF_TEXT_REMOVED] = N_("Paragraph %zu is gone"),
        [DIFF_TEXT_MOVED] = N_("Paragraph %zu was paragraph %zu"),
    };
    bool in_place = text->kind == DIFF_TEXT_CHANGED && text->from == text->to;
    const char *format = in_place ? N_("Paragraph %zu changed") : formats[text->kind];
    size_t place = text->kind == DIFF_TEXT_REMOVED ? text->from : text->to;
    g_autofree char *title = g_strdup_printf(translate(format), place, text->from);
    add_element(page, "<h3>", title, "</h3>\n");
    if (text->kind == DIFF_TEXT_MOVED) {
        open_text(page, page->diff->to, text->after);
        add_element(page, "", text->after, "</p>\n");
        return;
    }
    add(page, "<div class=\"pair\">\n");
    add_side(page, text, DIFF_REMOVED);
    add_side(page, text, DIFF_ADDED);
    add(page, "</div>\n");
}

static size_t paragraphs_after(const struct diff *diff)
{
    size_t n = 0;
    for (size_t i = 0; i < diff->n_text; i++)
        n += diff->text[i].kind != DIFF_TEXT_REMOVED;
    return n;
}

static void add_texts(struct diff_page *page)
{
    const struct diff *diff = page->diff;
    if (diff->n_text == 0)
        return;
    open_section(page, "text", N_("Text of the letter"));
    add_counted(page, N_("Paragraphs changed:"), diff->n_text);
    add(page, "</p></div>\n");
    for (size_t i = 0; i < diff->n_text; i++) {
        if (opens_group(i, diff->n_text))
            open_group(page, N_("Paragraphs changed:"), i, diff->n_text);
        add_text(page, &diff->text[i]);
        if (closes_group(i, diff->n_text))
            add(page, "</details>\n");
    }
    add(page, "<p class=\"same\">");
    add_counted(page, N_("Paragraphs unchanged:"), diff->to->n_paragraphs - paragraphs_after(diff));
    add(page, "</p>\n</section>\n");
}

// ---- the page --------------------------------------------------------------------------------

static void add_version(struct diff_page *page, const struct diff_side *side)
{
    g_autofree char *name = name_of_side(side);
    add_element(page, "<div><p><b><bdi>", name, "</bdi></b></p><p>");
    if (side->date) {
        int64_t days = phrase_days(side->date);
        g_autofree char *words = days == INT64_MIN
                                     ? g_strdup(side->date)
                                     : phrase_date(page->lang, days, PHRASE_MONTHS_PAIRED);
        add_element(page, "<time datetime=\"", side->date, "\">");
        add_element(page, "", words, "</time>");
        add(page, " \u00b7 ");
    }
    add_counted(page, N_("Names:"), side->n_entries);
    add(page, "</p></div>\n");
}

static void add_figure(struct diff_page *page, const char *class, const char *english, size_t n)
{
    g_string_append_printf(page->out, "<div class=\"%s\">", class);
    add_element(page, "<dt>", translate(english), "</dt>");
    g_string_append_printf(page->out, "<dd>%zu</dd></div>\n", n);
}

static void add_figures(struct diff_page *page)
{
    const struct diff *diff = page->diff;
    add(page, "<dl class=\"figures\">\n");
    add_figure(page, "came", N_("names added"), diff->n_added);
    add_figure(page, "went", N_("names removed"), diff->n_removed);
    add_figure(page, "changed", N_("names respelt"), diff->n_respelt);
    if (diff->n_renumbered)
        add_figure(page, "changed", N_("names renumbered"), diff->n_renumbered);
    add_figure(page, "changed", N_("paragraphs changed"), diff->n_text);
    add(page, "</dl>\n<p class=\"legend\"><ins>+ ");
    add_element(page, "", translate(N_("what was added")), "</ins> <del>\u2212 ");
    add_element(page, "", translate(N_("what was removed")), "</del></p>\n");
}

static bool names_are_rtl(const struct diff_side *side)
{
    enum { NAMES_ENOUGH = 500 };
    size_t n = MIN(side->n_entries, NAMES_ENOUGH), rtl = 0;
    for (size_t i = 0; i < n; i++)
        rtl += diff_is_rtl(side->entries[i].name);
    return 2 * rtl > n;
}

static const char *title_of(const struct diff *diff)
{
    return diff->to->title ? diff->to->title : diff->from->title;
}

static void add_head(struct diff_page *page, const char *lang)
{
    const struct diff *diff = page->diff;
    const char *what = translate(N_("What changed")), *title = title_of(diff);
    add_element(page, "<!DOCTYPE html>\n<html lang=\"", lang, "\" dir=\"");
    add(page, direction_of_language(lang) == DIRECTION_RTL ? "rtl" : "ltr");
    add(page, "\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
              "style-src 'unsafe-inline'\">\n");
    g_autofree char *from = name_of_side(diff->from), *to = name_of_side(diff->to);
    g_autofree char *name = g_strjoin(" \u2013 ", what, title ? title : to, NULL);
    add_element(page, "<title>", name, "</title>\n<style>\n");
    g_string_append_printf(page->out, "%s%s</style>\n</head>\n<body>\n<main>\n", html_colours,
                           style);
    add_element(page, "<p class=\"band\"><b>", what, "</b><span><bdi>");
    add_element(page, "", to, "</bdi> / <bdi>");
    add_element(page, "", from, "</bdi></span></p>\n<h1");
    if (title) {
        add_lang(page, diff->to->title ? diff->to->lang : diff->from->lang);
        add_direction(page, title);
    }
    add_element(page, ">", title ? title : what, "</h1>\n<div class=\"pair sides\">\n");
    add_version(page, diff->from);
    add_version(page, diff->to);
    add(page, "</div>\n");
}

char *diff_html(const struct diff *diff, const char *lang)
{
    const struct diff_side *listing = diff->to->n_entries ? diff->to : diff->from;
    struct diff_page page = {g_string_new(NULL), diff, names_are_rtl(listing), lang};
    add_head(&page, lang);
    if (diff_is_empty(diff)) {
        add_element(&page, "<p>", translate("No differences."), "</p>\n");
    } else {
        add_figures(&page);
        add_names(&page);
        add_texts(&page);
    }
    add(&page, "</main>\n</body>\n</html>\n");
    return g_string_free(page.out, FALSE);
}
