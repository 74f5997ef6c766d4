// SPDX-License-Identifier: MIT
#include "derive/particulars.h"

#include "base/digest.h"
#include "derive/opening.h"
#include "derive/words.h"

#include <string.h>

enum { MISSING_NAMED = 24 }; // how many numbers without a name are told one by one

struct finder {
    const struct particulars_job *job;
    const struct document *document;
    const char *lang;
    const struct words *words;
    struct arena *arena;
    struct particulars *said;
};

static const char *keep(const struct finder *finder, char *text)
{
    const char *kept = text ? arena_strdup(finder->arena, text) : NULL;
    g_free(text);
    return kept;
}

static const char *word(const struct finder *finder, const char *key)
{
    return keep(finder, words_get(finder->words, "words", key));
}

// A word with one name in braces replaced.
static const char *filled(const struct finder *finder, const char *key, const char *name,
                          const char *value)
{
    return keep(finder, words_fill(finder->words, "words", key, name, value, NULL));
}

static const char *number(const struct finder *finder, int64_t value)
{
    return keep(finder, phrase_number(finder->lang, value));
}

// The word under `key` in the form its language has for so many, with the number in it.
static const char *counted(const struct finder *finder, const char *key, int64_t count)
{
    char *form = phrase_plural(finder->lang, count);
    char *word = words_counted(finder->words, "words", key, form);
    GString *text = g_string_new(word);
    g_string_replace(text, "{n}", number(finder, count), 0);
    g_free(word);
    g_free(form);
    return keep(finder, g_string_free(text, FALSE));
}

// ---- The head ------------------------------------------------------------------------------

static const char *date_words(const struct finder *finder)
{
    const struct particulars_job *job = finder->job;
    int64_t days = phrase_days(job->date);
    if (days == INT64_MIN || job->format == PARTICULARS_DATE_TYPED)
        return job->date;
    return keep(finder, job->format == PARTICULARS_DATE_FIGURES
                            ? phrase_date_figures(finder->lang, days)
                            : phrase_date(finder->lang, days, job->months));
}

static const struct node *first_addressee(const struct document *document)
{
    const struct node *block = document->root->first;
    while (block && block->kind != NODE_ADDRESSEE)
        block = block->next;
    return block;
}

// The first addressee's own words may say what kind of letter it is, and "to".
static void find_opening(const struct finder *finder)
{
    const struct node *addressee = first_addressee(finder->document);
    struct particulars *said = finder->said;
    const char *text = addressee && addressee->first && addressee->first->kind == NODE_TEXT
                           ? addressee->first->text
                           : NULL;
    said->kind = finder->document->kind;
    if (!text)
        return;
    struct opening opening =
        opening_find(text, word(finder, "kind-words"), word(finder, "to-words"));
    if (!opening.to_end || !text[opening.to_end])
        return;
    if (opening.kind_end)
        said->kind = arena_strndup(finder->arena, text, opening.kind_end);
    said->kind_end = opening.kind_end;
    said->to_end = opening.to_end;
}

// How many addressees the head does not name.
static void find_others(const struct finder *finder)
{
    int64_t n = 0;
    for (const struct node *block = finder->document->root->first; block; block = block->next)
        n += block->kind == NODE_ADDRESSEE;
    if (n > ADDRESSEES_MOST)
        finder->said->others = counted(finder, "others", n - ADDRESSEES_NAMED);
}

// ---- The counts ----------------------------------------------------------------------------

static bool says_any(const char *text, const char *stems)
{
    char *small = g_utf8_strdown(text, -1);
    char **all = g_strsplit(stems, ";", -1);
    bool found = false;
    for (size_t i = 0; all[i] && !found; i++)
        found = *all[i] && strstr(small, all[i]);
    g_strfreev(all);
    g_free(small);
    return found;
}

// What the letter calls those who sign, where it states how many there are.
static bool says_organisations(const struct finder *finder)
{
    const struct document *document = finder->document;
    char *stems = words_get(finder->words, "units", "organisation");
    char *total = g_strdup_printf("%" G_GINT64_FORMAT, document->counts.stated_total);
    GString *text = g_string_new(NULL);
    bool found = false;
    for (const struct node *block = document->root->first; block && !found; block = block->next) {
        g_string_truncate(text, 0);
        node_append_text(block, text);
        found = strstr(text->str, total) && says_any(text->str, stems);
    }
    g_string_free(text, TRUE);
    g_free(total);
    g_free(stems);
    return found;
}

static const char *joined(const struct finder *finder, const char **parts, size_t n)
{
    parts[n] = NULL;
    const char *separator = word(finder, "part-separator");
    return keep(finder, *separator ? g_strjoinv(separator, (char **)parts)
                                   : phrase_list(finder->lang, parts, n));
}

static int64_t unnamed(const struct signatory_counts *counts)
{
    return MAX(counts->anonymous, 0);
}

// What is stated is said in full only where it is the sum of what can be counted.
static bool adds_up(const struct signatory_counts *counts)
{
    return counts->stated_total > counts->listed &&
           counts->stated_total == counts->listed + unnamed(counts) + counts->all_missing;
}

static const char *stated_total(const struct finder *finder)
{
    return counted(finder, says_organisations(finder) ? "total-organisation" : "total-name",
                   finder->document->counts.stated_total);
}

static const char *stated_counts(const struct finder *finder)
{
    const struct signatory_counts *counts = &finder->document->counts;
    bool organisations = says_organisations(finder);
    const char *parts[4], *total = stated_total(finder);
    size_t n = 0;
    parts[n++] =
        counted(finder, organisations ? "listed-organisation" : "listed-name", counts->listed);
    if (unnamed(counts))
        parts[n++] = counted(finder, organisations ? "unnamed-organisation" : "unnamed-name",
                             unnamed(counts));
    if (counts->all_missing)
        parts[n++] = counted(finder, "missing", counts->all_missing);
    return keep(finder, words_fill(finder->words, "words", "counts", "total", total, "parts",
                                   joined(finder, parts, n), NULL));
}

static size_t lists_of_signatories(const struct node *root)
{
    size_t n = 0;
    for (const struct node *block = root->first; block; block = block->next)
        n += block->kind == NODE_LIST && block->list.kind == LIST_SIGNATORIES;
    return n;
}

static void find_counts(const struct finder *finder)
{
    const struct signatory_counts *counts = &finder->document->counts;
    struct particulars *said = finder->said;
    // A document that is made of a letter shows some of its names and counts none.
    if (!document_signatories(finder->document) || !counts->listed)
        return;
    size_t lists = lists_of_signatories(finder->document->root);
    const char *names = counted(finder, "names", counts->listed);
    said->counts = adds_up(counts) ? stated_counts(finder) : names;
    said->total = adds_up(counts) ? stated_total(finder) : names;
    if (lists > 1 && !adds_up(counts)) {
        const char *form = counted(finder, "lists", (int64_t)lists);
        GString *text = g_string_new(form);
        g_string_replace(text, "{names}", names, 0);
        said->counts = keep(finder, g_string_free(text, FALSE));
    }
    said->listed = number(finder, counts->listed);
    said->stated = counts->stated_total >= 0 ? number(finder, counts->stated_total) : NULL;
    said->unnamed = counts->anonymous >= 0 ? number(finder, counts->anonymous) : NULL;
    said->missing = number(finder, counts->all_missing);
}

// ---- The figures of a summary ---------------------------------------------------------------

static void add_figure(const struct finder *finder, const char *key, int64_t count)
{
    finder->said->figures[finder->said->n_figures++] =
        (struct particular_figure){number(finder, count), word(finder, key), NULL};
}

// Those that are stated are given only where they are the sum of what can be counted.
static void find_figures(const struct finder *finder)
{
    const struct signatory_counts *counts = &finder->document->counts;
    finder->said->sums_up = finder->job->sums_up;
    if (!finder->job->sums_up || !counts->listed)
        return;
    if (!adds_up(counts)) {
        add_figure(finder, "figure-listed", counts->listed);
        if (unnamed(counts))
            add_figure(finder, "figure-unnamed", unnamed(counts));
        return;
    }
    add_figure(finder, says_organisations(finder) ? "figure-organisation" : "figure-name",
               counts->stated_total);
    add_figure(finder, "figure-listed", counts->listed);
    if (counts->all_missing)
        finder->said->figures[1].below = counted(finder, "missing", counts->all_missing);
    if (unnamed(counts))
        add_figure(finder, "figure-unnamed", unnamed(counts));
}

// ---- The colophon --------------------------------------------------------------------------

static void add_row(const struct finder *finder, const char *label, const char *text,
                    const char *figures)
{
    struct particulars *said = finder->said;
    if (text && said->n_rows < COLOPHON_ROWS)
        said->rows[said->n_rows++] = (struct particular_row){word(finder, label), text, figures};
}

static void add_letter_row(const struct finder *finder)
{
    const char *language = keep(finder, phrase_language(finder->lang));
    const char *date = finder->said->date;
    if (!language || strcmp(finder->lang, "und") == 0)
        add_row(finder, "copy-letter", date, NULL);
    else if (date)
        add_row(finder, "copy-letter",
                keep(finder, words_fill(finder->words, "words", "copy-date-language", "date", date,
                                        "language", language, NULL)),
                NULL);
    else
        add_row(finder, "copy-letter", filled(finder, "copy-language", "language", language), NULL);
}

static const char *missing_sentence(const struct finder *finder)
{
    const struct signatory_counts *counts = &finder->document->counts;
    const char *numbers[MISSING_NAMED];
    size_t n = MIN(counts->n_missing, MISSING_NAMED);
    if (!n || counts->all_missing > MISSING_NAMED)
        return NULL;
    for (size_t i = 0; i < n; i++)
        numbers[i] = number(finder, counts->missing[i]);
    return filled(finder, "copy-missing", "numbers",
                  keep(finder, phrase_list(finder->lang, numbers, n)));
}

static int64_t first_number(const struct node *list)
{
    return list->first ? list->first->entry.number : 1;
}

// Of a letter that one has signed the name is said, not how many there are.
static const char *only_name(const struct finder *finder, const struct node *entry)
{
    GString *name = g_string_new(NULL);
    node_append_text(entry, name);
    return keep(finder, g_string_free(name, FALSE));
}

static void add_names_row(const struct finder *finder)
{
    const struct signatory_counts *counts = &finder->document->counts;
    const struct node *list = document_signatories(finder->document);
    if (!list || !counts->listed)
        return;
    const char *names = counted(finder, "names", counts->listed);
    if (counts->listed == 1 && list->first)
        names = only_name(finder, list->first);
    if (counts->highest <= 0 || counts->listed == 1) {
        add_row(finder, "copy-names", names, NULL);
        return;
    }
    const char *range = keep(finder, words_fill(finder->words, "words", "range", "first",
                                                number(finder, MAX(first_number(list), 0)), "last",
                                                number(finder, counts->highest), NULL));
    const char *numbered = keep(finder, words_fill(finder->words, "words", "copy-numbered", "names",
                                                   names, "range", range, NULL));
    const char *missing = missing_sentence(finder);
    if (!missing && counts->all_missing)
        missing = counted(finder, "missing", counts->all_missing);
    add_row(finder, "copy-names",
            missing ? arena_printf(finder->arena, "%s %s", numbered, missing) : numbered, NULL);
}

static void add_format_row(const struct finder *finder)
{
    const struct particulars_job *job = finder->job;
    if (job->archive && job->access)
        add_row(finder, "copy-format",
                keep(finder, words_fill(finder->words, "words", "copy-format-text", "archive",
                                        job->archive, "access", job->access, NULL)),
                NULL);
    else if (job->archive)
        add_row(finder, "copy-format", filled(finder, "copy-format-keep", "archive", job->archive),
                NULL);
}

// In groups of eight, which the eye can compare.
static const char *grouped(const struct finder *finder, const char *hex)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; hex[i]; i++) {
        if (i && i % 8 == 0)
            g_string_append_c(text, i % 32 ? ' ' : '\n');
        g_string_append_c(text, hex[i]);
    }
    return keep(finder, g_string_free(text, FALSE));
}

// A file cannot hold its own digest: it is that of what was read.
static const char *add_digest_row(const struct finder *finder)
{
    if (!finder->document->sources->len)
        return NULL;
    const struct document_source *source = g_ptr_array_index(finder->document->sources, 0);
    if (!source->bytes)
        return NULL;
    char hex[DIGEST_HEX_MAX + 1];
    gsize n;
    const void *bytes = g_bytes_get_data(source->bytes, &n);
    digest_bytes(DIGEST_SHA256, bytes, n, hex);
    add_row(finder, "copy-digest", filled(finder, "copy-digest-of", "file", source->name),
            grouped(finder, hex));
    return arena_strdup(finder->arena, hex);
}

static void find_colophon(const struct finder *finder)
{
    struct particulars *said = finder->said;
    said->copy = word(finder, "copy");
    add_letter_row(finder);
    add_names_row(finder);
    add_format_row(finder);
    const char *digest = add_digest_row(finder);
    if (said->link)
        add_row(finder, "copy-link", "", said->link);
    said->code_words = word(finder, "copy-read");
    GString *brief = g_string_new(NULL);
    if (digest)
        g_string_append_printf(brief, "%s \u2066%.16s\u2026\u2069", word(finder, "copy-digest"),
                               digest);
    if (said->link)
        g_string_append_printf(brief, "%s%s \u2066%s\u2069", brief->len ? " · " : "",
                               word(finder, "copy-link"), said->link);
    said->brief = keep(finder, g_string_free(brief, FALSE));
}

void particulars_find(const struct particulars_job *job, struct arena *arena,
                      struct particulars *ret)
{
    const char *lang = job->lang ? job->lang : job->document->root->lang;
    struct finder finder = {job, job->document, lang ? lang : "und", job->words, arena, ret};
    *ret = (struct particulars){.link = job->link, .short_title = job->document->short_title};
    ret->date = date_words(&finder);
    if (job->lang)
        ret->kind = job->document->kind_beside;
    else
        find_opening(&finder);
    find_others(&finder);
    ret->to = word(&finder, "to");
    ret->date_label = word(&finder, "date-label");
    ret->reference_label = word(&finder, "reference-label");
    ret->pages_label = word(&finder, "pages-label");
    ret->enclosures_label = word(&finder, "enclosures");
    ret->copy_label = word(&finder, "copy-to");
    ret->page_of_pages = word(&finder, "page-of-pages");
    ret->signatories = word(&finder, "signatories");
    find_counts(&finder);
    find_figures(&finder);
    if (job->colophon)
        find_colophon(&finder);
}
