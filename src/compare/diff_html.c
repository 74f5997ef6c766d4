// SPDX-License-Identifier: MIT
// The comparison as one page: for the reader who opens it, prints it or has it read out. Changes
// are shown by words and by shape, not by colour alone (WCAG 2.1, 1.4.1); every table has a caption
// and headers; every name is isolated.
#include "compare/diff.h"

#include "base/html_text.h"
#include "base/translate.h"
#include "language/direction.h"
#include "compare/diff_make.h"

#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--soft:#555;--line:#c9c9c9;"
    "--del:#8a1111;--delback:#fdecec;--ins:#0b5a24;--insback:#e9f7ed}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#161616;--ink:#ececec;--soft:#b5b5b5;"
    "--line:#4a4a4a;--del:#ffb0b0;--delback:#3a1717;--ins:#a4e8b8;--insback:#12301c}}\n"
    "body{margin:0 auto;max-width:52rem;padding:1.5rem;background:var(--paper);color:var(--ink);"
    "font:1.05rem/1.7 \"Noto Serif\",\"Amiri\",\"Noto Naskh Arabic\",serif}\n"
    "h1{font-size:1.6rem;line-height:1.3}h2{font-size:1.25rem;margin-top:2.2rem;"
    "border-block-end:1px solid var(--line)}\n"
    "h3{font-size:1rem;color:var(--soft);margin-block-end:.2rem}\n"
    "table{border-collapse:collapse;width:100%}caption{text-align:start;color:var(--soft)}\n"
    "th,td{text-align:start;vertical-align:top;padding:.3rem .7rem;"
    "border-block-end:1px solid var(--line)}\n"
    "td.n,th.n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums;width:4rem}\n"
    "del{color:var(--del);background:var(--delback);text-decoration:line-through}\n"
    "ins{color:var(--ins);background:var(--insback);text-decoration:underline;"
    "text-underline-offset:.2em}\n"
    "del+ins{margin-inline-start:.2em}\n"
    ".said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}\n"
    "p.text{margin-block:.2rem 1.2rem}\n"
    "@media print{body{max-width:none;padding:0}tr,p.text{break-inside:avoid}}\n";

static void add_words(GString *out, const char *text)
{
    html_text(out, text, strlen(text));
}

static void add_element(GString *out, const char *open, const char *text, const char *close)
{
    g_string_append(out, open);
    add_words(out, text);
    g_string_append(out, close);
}

static void add_heading(GString *out, const char *english, size_t n)
{
    g_autofree char *text = g_strdup_printf("%s (%zu)", translate(english), n);
    add_element(out, "<h2>", text, "</h2>\n");
}

static bool is_rtl_language(const char *lang)
{
    return direction_of_language(lang) == DIRECTION_RTL;
}

// An arrow is not mirrored by the direction around it.
static const char *arrow(bool rtl)
{
    return rtl ? " \u2190 " : " \u2192 ";
}

// ---- signatories -----------------------------------------------------------------------------

struct diff_column {
    const char *title; // NULL ends a row of them
    bool number;
};

static void open_table(GString *out, const char *caption, const struct diff_column *columns)
{
    add_element(out, "<table>\n<caption>", translate(caption), "</caption>\n<thead><tr>");
    for (; columns->title; columns++)
        add_element(out, columns->number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">",
                    translate(columns->title), "</th>");
    g_string_append(out, "</tr></thead>\n<tbody>\n");
}

static void close_table(GString *out)
{
    g_string_append(out, "</tbody></table>\n");
}

static void add_number(GString *out, int64_t number)
{
    if (number)
        g_string_append_printf(out, "<td class=\"n\">%" G_GINT64_FORMAT "</td>", number);
    else
        g_string_append(out, "<td class=\"n\"></td>");
}

// Said outright: not every reader of HTML works out dir="auto".
static const char *direction(const char *text)
{
    return diff_is_rtl(text) ? "rtl" : "ltr";
}

static void add_name(GString *out, const char *name)
{
    g_string_append_printf(out, "<td><bdi dir=\"%s\">", direction(name));
    add_element(out, "", name, "</bdi></td>");
}

// One side of a respelling: of what differs, only what that side has.
static void add_spelling(GString *out, enum diff_op side, const char *name,
                         const struct diff_word *words, size_t n)
{
    const char *tag = side == DIFF_REMOVED ? "del" : "ins";
    g_string_append_printf(out, "<td><bdi dir=\"%s\">", direction(name));
    for (size_t i = 0; i < n; i++) {
        if (words[i].op == DIFF_SAME)
            html_text(out, words[i].text, words[i].n);
        if (words[i].op != side)
            continue;
        g_string_append_printf(out, "<%s>", tag);
        html_text(out, words[i].text, words[i].n);
        g_string_append_printf(out, "</%s>", tag);
    }
    g_string_append(out, "</bdi></td>");
}

static void add_entries(GString *out, const char *heading, const char *caption,
                        const struct diff_entry *entries, size_t n)
{
    static const struct diff_column columns[] = {
        {N_("Number"), true}, {N_("Name"), false}, {NULL, false}};
    if (n == 0)
        return;
    add_heading(out, heading, n);
    open_table(out, caption, columns);
    for (size_t i = 0; i < n; i++) {
        g_string_append(out, "<tr>");
        add_number(out, entries[i].number);
        add_name(out, entries[i].name);
        g_string_append(out, "</tr>\n");
    }
    close_table(out);
}

static void add_respelt(GString *out, const struct diff *diff, bool rtl)
{
    static const struct diff_column columns[] = {{N_("Number"), true},
                                                 {N_("Before"), false},
                                                 {N_("After"), false},
                                                 {N_("Alike"), true},
                                                 {NULL, false}};
    if (diff->n_respelt == 0)
        return;
    add_heading(out, N_("Signatories respelt"), diff->n_respelt);
    open_table(out, N_("The same number or a very like name, spelt otherwise"), columns);
    for (size_t i = 0; i < diff->n_respelt; i++) {
        const struct diff_respelling *entry = &diff->respelt[i];
        g_string_append(out, "<tr>");
        if (entry->from_number != entry->number)
            g_string_append_printf(
                out, "<td class=\"n\">%" G_GINT64_FORMAT "%s%" G_GINT64_FORMAT "</td>",
                entry->from_number, arrow(rtl), entry->number);
        else
            add_number(out, entry->number);
        add_spelling(out, DIFF_REMOVED, entry->from, entry->words, entry->n_words);
        add_spelling(out, DIFF_ADDED, entry->to, entry->words, entry->n_words);
        g_string_append_printf(out, "<td class=\"n\">%u %%</td></tr>\n", entry->likeness);
    }
    close_table(out);
}

// Nothing where the list has no numbers.
static void add_range(GString *out, int64_t first, int64_t last)
{
    if (first)
        g_string_append_printf(
            out, "<td class=\"n\">%" G_GINT64_FORMAT "\u2013%" G_GINT64_FORMAT "</td>", first,
            last);
    else
        add_number(out, 0);
}

static void add_run(GString *out, const struct diff_renumbering *first, size_t n)
{
    const struct diff_renumbering *last = first + n - 1;
    g_string_append(out, "<tr>");
    add_range(out, first->from, last->from);
    add_range(out, first->to, last->to);
    g_string_append(out, "<td>");
    g_string_append_printf(out, "<bdi dir=\"%s\">", direction(first->name));
    add_element(out, "", first->name, "</bdi> \u2026 ");
    g_string_append_printf(out, "<bdi dir=\"%s\">", direction(last->name));
    add_element(out, "", last->name, "</bdi> ");
    g_string_append_printf(out, translate("(%zu names)"), n);
    g_string_append(out, "</td></tr>\n");
}

static void add_renumbered(GString *out, const struct diff *diff)
{
    static const struct diff_column columns[] = {
        {N_("Before"), true}, {N_("After"), true}, {N_("Name"), false}, {NULL, false}};
    if (diff->n_renumbered == 0)
        return;
    add_heading(out, N_("Signatories renumbered"), diff->n_renumbered);
    open_table(out, N_("The same name under another number"), columns);
    for (size_t i = 0; i < diff->n_renumbered; i++) {
        size_t run = diff_run(diff, i);
        if (run >= DIFF_RUN_LEAST) {
            add_run(out, &diff->renumbered[i], run);
            i += run - 1;
            continue;
        }
        g_string_append(out, "<tr>");
        add_number(out, diff->renumbered[i].from);
        add_number(out, diff->renumbered[i].to);
        add_name(out, diff->renumbered[i].name);
        g_string_append(out, "</tr>\n");
    }
    close_table(out);
}

// ---- text ------------------------------------------------------------------------------------

// Screen readers pass <del> and <ins> over in silence; the hidden words say what the eye sees.
static void add_change(GString *out, bool removed, const char *text, size_t n)
{
    const char *tag = removed ? "del" : "ins";
    g_string_append_printf(out, "<%s>", tag);
    add_element(out, "<span class=\"said\">", translate(removed ? N_("removed: ") : N_("added: ")),
                "</span>");
    html_text(out, text, n);
    add_element(out, "<span class=\"said\">", translate(" end of change "), "</span>");
    g_string_append_printf(out, "</%s>", tag);
}

static void add_paragraph(GString *out, const struct diff_text *text)
{
    const char *whole = text->after ? text->after : text->before;
    g_string_append_printf(out, "<p class=\"text\" dir=\"%s\">", direction(whole));
    for (size_t i = 0; i < text->n_words; i++) {
        const struct diff_word *word = &text->words[i];
        if (word->op == DIFF_SAME)
            html_text(out, word->text, word->n);
        else
            add_change(out, word->op == DIFF_REMOVED, word->text, word->n);
    }
    if (text->kind == DIFF_TEXT_MOVED)
        add_words(out, whole);
    else if (text->n_words == 0)
        add_change(out, text->kind == DIFF_TEXT_REMOVED, whole, strlen(whole));
    g_string_append(out, "</p>\n");
}

static void add_texts(GString *out, const struct diff *diff)
{
    static const char *const formats[] = {
        [DIFF_TEXT_CHANGED] = N_("Paragraph %zu (before: %zu) changed"),
        [DIFF_TEXT_ADDED] = N_("Paragraph %zu is new"),
        [DIFF_TEXT_REMOVED] = N_("Paragraph %zu is gone"),
        [DIFF_TEXT_MOVED] = N_("Paragraph %zu was paragraph %zu"),
    };
    if (diff->n_text == 0)
        return;
    add_heading(out, N_("Text changed"), diff->n_text);
    for (size_t i = 0; i < diff->n_text; i++) {
        const struct diff_text *text = &diff->text[i];
        bool gone = text->kind == DIFF_TEXT_REMOVED;
        bool in_place = text->kind == DIFF_TEXT_CHANGED && text->from == text->to;
        const char *format = in_place ? N_("Paragraph %zu changed") : formats[text->kind];
        g_autofree char *title =
            g_strdup_printf(translate(format), gone ? text->from : text->to, text->from);
        add_element(out, "<h3>", title, "</h3>\n");
        add_paragraph(out, text);
    }
}

static void add_head(GString *out, const struct diff *diff, const char *lang)
{
    bool rtl = is_rtl_language(lang);
    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"");
    add_words(out, lang);
    g_string_append_printf(out, "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                           rtl ? "rtl" : "ltr");
    g_string_append(out, "<meta name=\"viewport\" content=\"width=device-width\">\n");
    g_autofree char *title = g_strconcat(diff->from, arrow(rtl), diff->to, NULL);
    add_element(out, "<title>", title, "</title>\n<style>\n");
    g_string_append_printf(out, "%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
    add_element(out, "<bdi>", diff->from, "</bdi>");
    g_string_append(out, arrow(rtl));
    add_element(out, "<bdi>", diff->to, "</bdi></h1>\n");
}

char *diff_html(const struct diff *diff, const char *lang)
{
    GString *out = g_string_new(NULL);
    add_head(out, diff, lang);
    if (diff_is_empty(diff))
        add_element(out, "<p>", translate("No differences."), "</p>\n");
    add_entries(out, N_("Signatories added"), N_("Only in the later list"), diff->added,
                diff->n_added);
    add_entries(out, N_("Signatories removed"), N_("Only in the earlier list"), diff->removed,
                diff->n_removed);
    add_respelt(out, diff, is_rtl_language(lang));
    add_renumbered(out, diff);
    add_texts(out, diff);
    g_string_append(out, "</main>\n</body>\n</html>\n");
    return g_string_free(out, FALSE);
}
