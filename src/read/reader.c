// SPDX-License-Identifier: MIT
#include "read/reader.h"

#include "base/translate.h"
#include "language/tag.h"
#include "read/fold.h"
#include "read/list/heads.h"

#include <string.h>

struct node *reader_block(struct reader *reader, enum node_kind kind, size_t start, size_t end,
                          size_t line)
{
    struct node *node = node_new(reader->document->arena, reader->document->root, kind);
    node->source = source_span(reader->source, start, end);
    node->line = line;
    return node;
}

struct heads *reader_heads(struct reader *reader, GError **error)
{
    if (!reader->heads)
        reader->heads = heads_open(reader->options->data, error);
    return reader->heads;
}

const char *reader_marked_language(struct arena *arena, const char *tag)
{
    if (!tag || !*tag || g_ascii_strncasecmp(tag, "x-none", 6) == 0)
        return NULL;
    if (tag_is_well_formed(tag))
        return arena_strdup(arena, tag);
    char *nearest = tag_nearest(tag);
    const char *own = arena_strdup(arena, nearest);
    g_free(nearest);
    return own;
}

// What programs call a file by themselves is no title.
static bool names_letter(const char *title)
{
    return title && text_words(title, strlen(title)) > 1 && !strstr(title, ".doc") &&
           !strstr(title, ".odt") && !g_str_has_prefix(title, "Microsoft Word");
}

void reader_offer_title(struct reader *reader, const char *title)
{
    struct document *document = reader->document;
    if (*document->title || !names_letter(title))
        return;
    struct node *node = node_new(document->arena, NULL, NODE_TITLE);
    node_new_text(document->arena, node, title, strlen(title));
    if (document->root->first)
        node_insert_before(node, document->root->first);
    else
        node_append_child(document->root, node);
    document->title = arena_strdup(document->arena, title);
}

bool reader_may_hold_residue(const struct reader *reader)
{
    return !reader->authored && !reader->alone;
}

// Of a line set aside: why it is thought to be no part of the letter.
static const char *aside_words(const char *code)
{
    static const struct {
        const char *code, *words;
    } reasons[] = {
        {"residue-phrase",
         N_("line %zu is no part of the letter (a phrase of web pages): \"%s%s\"")},
        {"residue-markup",
         N_("line %zu is no part of the letter (the page marks it so): \"%s%s\"")},
        {"residue-repeat",
         N_("line %zu is no part of the letter (it comes back through the page): \"%s%s\"")},
        {"residue-page",
         N_("line %zu is no part of the letter (it is the page around it): \"%s%s\"")},
        {"table-head", N_("line %zu names the columns of the list and is not printed: \"%s%s\"")},
        {"text-struck", N_("line %zu is struck out and left out: \"%s%s\"")},
        {"title-repeated", N_("line %zu is the title once more and is left out: \"%s%s\"")},
        {"office-hidden", N_("paragraph %zu: hidden text is left out: \"%s%s\"")},
        {"office-deleted",
         N_("paragraph %zu: text that a tracked change deletes is left out: \"%s%s\"")},
        {"office-comment", N_("paragraph %zu: a comment is left out: \"%s%s\"")},
        {"office-furniture",
         N_("up to paragraph %zu: what the pages' heads or feet say is left out: \"%s%s\"")},
        {"mail-subject",
         N_("line %zu: the mail's subject is not printed, the letter has a title: \"%s%s\"")},
        {"table-private",
         N_("line %zu: a column of addresses, telephone numbers or times is left out: \"%s%s\"")},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++) {
        if (strcmp(code, reasons[i].code) == 0)
            return reasons[i].words;
    }
    return N_("line %zu is no part of the letter (by its place): \"%s%s\"");
}

bool reader_is_remnant(const struct node *node)
{
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    gunichar first = g_utf8_get_char(text->str + text_leading(text->str, text->len));
    g_string_free(text, TRUE);
    return first == 0 || (g_unichar_ispunct(first) && first != '"' && first != 0x00AB &&
                          first != 0x201C && first != 0x300C);
}

// In source order, whichever step found them.
static void set_aside_insert(GArray *all, const struct set_aside *aside)
{
    guint at = all->len;
    while (at > 0 && g_array_index(all, struct set_aside, at - 1).first_line > aside->first_line)
        at--;
    g_array_insert_val(all, at, *aside);
}

// The texts between newlines, bare.
static GHashTable *bare_lines(const char *text)
{
    GHashTable *lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char **parts = g_strsplit(text, "\n", -1);
    for (char **part = parts; *part; part++) {
        if (*g_strstrip(*part))
            g_hash_table_add(lines, g_strdup(*part));
    }
    g_strfreev(parts);
    return lines;
}

void reader_find_kept(struct reader *reader)
{
    const struct read_house *house = reader->options->house;
    const GString *text = reader->source->text;
    if (!house || !house->keep || !text)
        return;
    GHashTable *wanted = bare_lines(house->keep);
    reader->kept_lines = g_hash_table_new(NULL, NULL);
    size_t number = 1;
    for (const char *at = text->str; *at; number++) {
        size_t n = strcspn(at, "\n");
        char *line = g_strstrip(g_strndup(at, n));
        if (g_hash_table_contains(wanted, line))
            g_hash_table_add(reader->kept_lines, GSIZE_TO_POINTER(number));
        g_free(line);
        at += n + (at[n] == '\n');
    }
    g_hash_table_unref(wanted);
}

static bool house_keeps(const struct reader *reader, size_t first, size_t last)
{
    bool keeps = false;
    for (size_t i = first; reader->kept_lines && !keeps && i <= last; i++)
        keeps = g_hash_table_contains(reader->kept_lines, GSIZE_TO_POINTER(i));
    return keeps;
}

bool reader_keeps(const struct reader *reader, size_t first, size_t last)
{
    if (house_keeps(reader, first, last))
        return true;
    const char *p = reader->options->keep;
    if (p && strcmp(p, "all") == 0)
        return true;
    while (p && *p) {
        char *end;
        guint64 from = g_ascii_strtoull(p, &end, 10), to = from;
        if (*end == '-')
            to = g_ascii_strtoull(end + 1, &end, 10);
        if (from <= last && first <= to)
            return true;
        p = *end == ',' ? end + 1 : NULL;
    }
    return false;
}

void reader_set_aside(struct reader *reader, struct span source, size_t first_line,
                      size_t last_line, const char *code, const char *text, size_t n)
{
    struct set_aside aside = {first_line, MAX(first_line, last_line), code,
                              arena_strndup(reader->document->arena, text, n)};
    set_aside_insert(reader->document->set_aside, &aside);
    if (!reader->diag)
        return;
    enum { QUOTED_CHARS = 60 };
    const char *newline = strchr(aside.text, '\n');
    char *first = g_strndup(aside.text, newline ? (size_t)(newline - aside.text) : n);
    bool cut = g_utf8_strlen(first, -1) > QUOTED_CHARS;
    char *quoted = g_utf8_substring(first, 0, MIN(QUOTED_CHARS, g_utf8_strlen(first, -1)));
    const char *more = cut || newline ? "…" : "";
    const char *words = aside_words(code);
    if (source.start != SPAN_NONE.start)
        diag_add(reader->diag, DIAG_NOTE, code, source, words, first_line, quoted, more);
    else
        diag_add_at(reader->diag, DIAG_NOTE, code, diag_place(reader->source->path, first_line, 1),
                    words, first_line, quoted, more);
    g_free(quoted);
    g_free(first);
}
