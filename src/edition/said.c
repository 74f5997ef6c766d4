// SPDX-License-Identifier: MIT
#include "edition/said.h"

#include "edition/tag_scan.h"

#include <string.h>

void said_fold(GString *text)
{
    gsize to = 0;
    bool gap = false;
    for (gsize i = 0; i < text->len; i++) {
        unsigned char c = (unsigned char)text->str[i];
        if (c <= ' ' || c == 0x7F) {
            gap = true;
            continue;
        }
        if (gap && to > 0)
            text->str[to++] = ' ';
        gap = false;
        text->str[to++] = (char)c;
    }
    g_string_truncate(text, to);
}

static bool is_block_id(const char *id)
{
    if (!id || !strchr("petn", *id) || !g_ascii_isdigit(id[1]))
        return false;
    return strspn(id + 1, "0123456789") == strlen(id + 1);
}

// ---- Markup -------------------------------------------------------------------------------

struct open_block {
    char *id;
    GString *text;
    bool note;
};

struct open_element {
    int block;   // what its text belongs to, or -1
    bool silent; // its text is the program's, or a note's mark
    bool notes;
};

struct page_said {
    said_fn fn;
    void *context;
    GArray *blocks;   // struct open_block: not told yet, for those around are not closed
    GArray *elements; // struct open_element
};

static void tell_blocks(struct page_said *said)
{
    for (guint i = 0; i < said->blocks->len; i++) {
        struct open_block *open = &g_array_index(said->blocks, struct open_block, i);
        said_fold(open->text);
        struct said_block block = {open->id, open->text->str, open->note};
        said->fn(said->context, &block);
        g_free(open->id);
        g_string_free(open->text, TRUE);
    }
    g_array_set_size(said->blocks, 0);
}

static struct open_element around(const struct page_said *said)
{
    guint n = said->elements->len;
    return n ? g_array_index(said->elements, struct open_element, n - 1)
             : (struct open_element){-1, false, false};
}

static bool is_void(const struct tag_scan *scan)
{
    static const char *const names[] = {"meta", "br",    "hr",       "img",
                                        "link", "input", "!DOCTYPE", "?xml"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (tag_scan_is(scan, names[i]))
            return true;
    }
    return scan->empty;
}

static bool is_silent(const struct tag_scan *scan, bool notes)
{
    return tag_scan_is(scan, "sup") || tag_scan_is(scan, "style") || tag_scan_is(scan, "script") ||
           tag_scan_is(scan, "title") || tag_scan_has(scan, "class", "alt") ||
           (notes && tag_scan_has(scan, "class", "label"));
}

static void open_element(struct page_said *said, const struct tag_scan *scan)
{
    struct open_element element = around(said);
    char *id = tag_scan_attribute(scan, "id");
    element.notes |= tag_scan_has(scan, "role", "doc-endnotes");
    element.silent |= is_silent(scan, element.notes);
    if (is_block_id(id)) {
        struct open_block block = {id, g_string_new(NULL), element.notes};
        element.block = (int)said->blocks->len;
        g_array_append_val(said->blocks, block);
        id = NULL;
    }
    g_free(id);
    g_array_append_val(said->elements, element);
}

static void close_element(struct page_said *said)
{
    guint n = said->elements->len;
    if (n == 0)
        return;
    bool within = around(said).block >= 0;
    g_array_set_size(said->elements, n - 1);
    if (within && around(said).block < 0)
        tell_blocks(said);
}

static void add_said(struct page_said *said, const char *text, gsize n)
{
    struct open_element element = around(said);
    if (element.block >= 0 && !element.silent)
        g_string_append_len(g_array_index(said->blocks, struct open_block, element.block).text,
                            text, (gssize)n);
}

// What a script or a style holds is no markup.
static void pass_raw(struct tag_scan *scan)
{
    const char *name = tag_scan_is(scan, "script") ? "</script" : "</style";
    if (scan->closes || !(tag_scan_is(scan, "script") || tag_scan_is(scan, "style")))
        return;
    const char *close = memmem(scan->at, (size_t)(scan->end - scan->at), name, strlen(name));
    scan->at = close ? close : scan->end;
}

void said_in_markup(const char *markup, size_t n, said_fn fn, void *context)
{
    struct tag_scan scan = {.at = markup, .end = markup + n};
    struct page_said said = {.fn = fn, .context = context};
    GString *text = g_string_new(NULL);
    said.blocks = g_array_new(FALSE, FALSE, sizeof(struct open_block));
    said.elements = g_array_new(FALSE, FALSE, sizeof(struct open_element));
    while (tag_scan_next(&scan, text)) {
        add_said(&said, text->str, text->len);
        g_string_truncate(text, 0);
        pass_raw(&scan);
        if (tag_scan_is(&scan, "br"))
            add_said(&said, " ", 1);
        if (scan.closes)
            close_element(&said);
        else if (!is_void(&scan))
            open_element(&said, &scan);
    }
    tell_blocks(&said);
    g_string_free(text, TRUE);
    g_array_unref(said.blocks);
    g_array_unref(said.elements);
}

// ---- Word ---------------------------------------------------------------------------------

struct list_run {
    const char *look; // "%1."
    gint64 next;
};

struct said_numbering {
    GHashTable *looks; // of abstract numberings: id to look
    GHashTable *runs;  // of numberings: id to struct list_run
};

static struct list_run *add_run(struct said_numbering *numbering, char *id)
{
    struct list_run *run = g_new0(struct list_run, 1);
    run->next = 1;
    g_hash_table_insert(numbering->runs, id, run);
    return run;
}

static void read_numbering(struct said_numbering *numbering, const struct tag_scan *scan,
                           char **abstract, struct list_run **run)
{
    char *value = tag_scan_attribute(scan, "w:val");
    if (tag_scan_is(scan, "w:abstractNum")) {
        g_free(*abstract);
        *abstract = tag_scan_attribute(scan, "w:abstractNumId");
    } else if (tag_scan_is(scan, "w:lvlText") && *abstract && value) {
        g_hash_table_insert(numbering->looks, g_strdup(*abstract), g_strdup(value));
    } else if (tag_scan_is(scan, "w:num")) {
        char *id = tag_scan_attribute(scan, "w:numId");
        *run = id ? add_run(numbering, id) : NULL;
    } else if (tag_scan_is(scan, "w:abstractNumId") && *run && value) {
        (*run)->look = g_hash_table_lookup(numbering->looks, value);
    } else if (tag_scan_is(scan, "w:startOverride") && *run && value) {
        (*run)->next = g_ascii_strtoll(value, NULL, 10);
    }
    g_free(value);
}

struct said_numbering *said_numbering_read(const char *part, size_t n)
{
    struct tag_scan scan = {.at = part, .end = part + n};
    struct said_numbering *numbering = g_new0(struct said_numbering, 1);
    char *abstract = NULL;
    struct list_run *run = NULL;
    numbering->looks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    numbering->runs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    while (tag_scan_next(&scan, NULL)) {
        if (!scan.closes)
            read_numbering(numbering, &scan, &abstract, &run);
    }
    g_free(abstract);
    return numbering;
}

void said_numbering_free(struct said_numbering *numbering)
{
    g_hash_table_unref(numbering->looks);
    g_hash_table_unref(numbering->runs);
    g_free(numbering);
}

// A paragraph under way.
struct paragraph_said {
    char *id;
    GString *text;
    bool note, marked; // marked: a note's mark, in this run
};

static void add_label(struct paragraph_said *said, const struct said_numbering *numbering,
                      const char *id)
{
    struct list_run *run = id ? g_hash_table_lookup(numbering->runs, id) : NULL;
    if (!run || !run->look)
        return;
    char *number = g_strdup_printf("%" G_GINT64_FORMAT " ", run->next++);
    GString *label = g_string_new(run->look);
    g_strchomp(number);
    g_string_replace(label, "%1", number, 1);
    g_string_append_printf(said->text, "%s ", label->str);
    g_string_free(label, TRUE);
    g_free(number);
}

static void end_paragraph(struct paragraph_said *said, said_fn fn, void *context)
{
    said_fold(said->text);
    struct said_block block = {said->id, said->text->str, said->note};
    if (is_block_id(said->id))
        fn(context, &block);
    g_clear_pointer(&said->id, g_free);
    g_string_truncate(said->text, 0);
    said->note = said->marked = false;
}

static void read_word_tag(struct paragraph_said *said, const struct tag_scan *scan,
                          const struct said_numbering *numbering)
{
    if (tag_scan_is(scan, "w:numId")) {
        char *id = tag_scan_attribute(scan, "w:val");
        add_label(said, numbering, id);
        g_free(id);
    } else if (tag_scan_is(scan, "w:bookmarkStart") && !said->id) {
        said->id = tag_scan_attribute(scan, "w:name");
    } else if (tag_scan_is(scan, "w:pStyle")) {
        said->note = tag_scan_has(scan, "w:val", "FootnoteText");
    } else if (tag_scan_is(scan, "w:r")) {
        said->marked = false;
    } else if (tag_scan_is(scan, "w:rStyle")) {
        said->marked = tag_scan_has(scan, "w:val", "FootnoteReference");
    } else if (tag_scan_is(scan, "w:br") || tag_scan_is(scan, "w:tab")) {
        g_string_append_c(said->text, ' ');
    }
}

void said_in_word(const char *part, size_t n, struct said_numbering *numbering, said_fn fn,
                  void *context)
{
    struct tag_scan scan = {.at = part, .end = part + n};
    struct paragraph_said said = {.text = g_string_new(NULL)};
    bool text = false;
    GString *words = g_string_new(NULL);
    while (tag_scan_next(&scan, text ? words : NULL)) {
        if (text && !said.marked)
            g_string_append_len(said.text, words->str, (gssize)words->len);
        g_string_truncate(words, 0);
        text = tag_scan_is(&scan, "w:t") && !scan.closes && !scan.empty;
        if (scan.closes && tag_scan_is(&scan, "w:p"))
            end_paragraph(&said, fn, context);
        else if (!scan.closes)
            read_word_tag(&said, &scan, numbering);
    }
    g_free(said.id);
    g_string_free(said.text, TRUE);
    g_string_free(words, TRUE);
}
