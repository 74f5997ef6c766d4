// SPDX-License-Identifier: MIT
// The letter's language and direction, and those of its blocks where they differ.
#include "read/langs.h"

#include "base/utf8.h"
#include "language/direction.h"
#include "language/lang_text.h"
#include "language/script.h"
#include "read/fold.h"

#include <pthread.h>
#include <string.h>

enum { SAMPLE_MOST = 40000, WORDS_LEAST = 3, WORDS_SAME_SCRIPT = 8, DEPTH_MOST = 64 };

// A list whose names are in languages of their own.
static bool is_signatories(const struct node *node)
{
    return node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES;
}

static bool is_body(const struct node *node)
{
    return node->kind == NODE_PARAGRAPH || node->kind == NODE_TITLE || node->kind == NODE_HEADING ||
           node->kind == NODE_QUOTE || node->kind == NODE_SALUTATION || node->kind == NODE_CLOSING;
}

static void append_deep(const struct node *node, GString *out);

static void append_streamed(const struct node *list, GString *out, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    while (!fault && out->len < SAMPLE_MOST &&
           (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        append_deep(entry, out);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
}

static void append_deep(const struct node *node, GString *out)
{
    node_append_text(node, out);
    g_string_append_c(out, '\n');
    for (const struct node *child = node->first; child && out->len < SAMPLE_MOST;
         child = child->next) {
        if (!node_is_inline(child))
            append_deep(child, out);
    }
    // A list of its own file says nothing of the letter, and is not read through for it.
    bool own = node->source.start != SPAN_NONE.start;
    if (node->kind == NODE_LIST && node->list.stream && own)
        append_streamed(node, out, NULL);
}

static void append_sample(const struct document *document, bool all, GString *out)
{
    for (const struct node *node = document->root->first; node && out->len < SAMPLE_MOST;
         node = node->next) {
        if (all || is_body(node))
            append_deep(node, out);
    }
}

static const char *detect(const struct reader *reader, const GString *text, size_t *ret_own)
{
    struct lang_words words = tables_lang_words(reader->tables);
    return lang_of_text(text->str, text->len, &words, ret_own);
}

static void set_root_by(struct reader *reader, const GString *text)
{
    struct node *root = reader->document->root;
    if (!root->lang)
        root->lang = arena_strdup(reader->document->arena, detect(reader, text, NULL));
    if (root->direction == DIRECTION_INHERIT || root->direction == DIRECTION_AUTO)
        root->direction = direction_of_language(root->lang);
    if (root->direction == DIRECTION_INHERIT)
        root->direction = direction_of_text(text->str, text->len);
}

// How much of a text is written as `sample` is: letters of its script, a Chinese character for
// three.
static size_t letters_like(const GString *text, hb_script_t script)
{
    size_t letters = 0;
    for (const char *p = text->str; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) && script_is_cjk(script_of(c)) == script_is_cjk(script) &&
            script_is_rtl(script_of(c)) == script_is_rtl(script))
            letters += script_is_cjk(script) ? 3 : 1;
    }
    return letters;
}

static hb_script_t first_script(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return script_of(g_utf8_get_char(p));
    }
    return HB_SCRIPT_COMMON;
}

// A letter in two languages is in that of its title, where the other has not three times as much.
static void take_first_language(const struct document *document, GString *text)
{
    const char *title = document->title && *document->title ? document->title : text->str;
    hb_script_t script = first_script(title);
    size_t own = letters_like(text, script), all = 0;
    for (const char *p = text->str; *p; p = g_utf8_next_char(p))
        all += g_unichar_isalpha(g_utf8_get_char(p)) != 0;
    size_t others = all - MIN(all, script_is_cjk(script) ? own / 3 : own);
    if (!others || own * 3 < others)
        return;
    GString *first = g_string_new(NULL);
    char **lines = g_strsplit(text->str, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (first_script(*line) == script ||
            (script_is_cjk(first_script(*line)) && script_is_cjk(script)))
            g_string_append_printf(first, "%s\n", *line);
    }
    g_strfreev(lines);
    g_string_assign(text, first->str);
    g_string_free(first, TRUE);
}

static void set_root(struct reader *reader)
{
    GString *text = g_string_new(NULL);
    append_sample(reader->document, false, text);
    take_first_language(reader->document, text);
    if (text_words(text->str, text->len) < 4)
        append_sample(reader->document, true, text);
    set_root_by(reader, text);
    g_string_free(text, TRUE);
}

void langs_doubt(struct reader *reader)
{
    struct node *root = reader->document->root;
    if (!root->lang || reader->options->lang)
        return;
    GString *text = g_string_new(NULL);
    append_sample(reader->document, true, text);
    enum direction marked = direction_of_language(root->lang);
    bool told = text_words(text->str, text->len) >= WORDS_LEAST;
    if (told && marked != DIRECTION_INHERIT && marked != direction_of_text(text->str, text->len))
        root->lang = NULL;
    g_string_free(text, TRUE);
}

bool langs_assign_list(struct reader *reader, const struct node *list, GError **error)
{
    GError *fault = NULL;
    GString *text = g_string_new(NULL);
    append_streamed(list, text, &fault);
    set_root_by(reader, text);
    g_string_free(text, TRUE);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// ---- blocks ----

// Letters of a text that run either way, and which way the first of them does.
struct ways {
    size_t ltr, rtl;
    enum direction first;
};

// Addresses are no words of any language.
static bool is_address(const char *word, size_t n)
{
    bool link = memchr(word, ':', n) && g_strstr_len(word, (gssize)n, "://");
    return link || memchr(word, '@', n) || g_str_has_prefix(word, "www.") || *word == '#';
}

// The next word from *p on, which is moved past it; its length, 0 at the end.
static size_t next_word(const char **p, const char **ret_word)
{
    while (**p && utf8_is_space(*p))
        *p = g_utf8_next_char(*p);
    *ret_word = *p;
    while (**p && !utf8_is_space(*p))
        *p = g_utf8_next_char(*p);
    return (size_t)(*p - *ret_word);
}

static enum direction way_of_word(const char *word, size_t n)
{
    for (const char *p = word; p < word + n; p = g_utf8_next_char(p)) {
        enum direction way = direction_of_letter(p);
        if (way != DIRECTION_INHERIT)
            return way;
    }
    return DIRECTION_INHERIT;
}

// The words of the text that run `own` way are put into `words`.
static struct ways ways_of(const char *text, enum direction own, GString *words)
{
    struct ways ways = {0};
    const char *word;
    for (size_t n; (n = next_word(&text, &word)) > 0;) {
        enum direction way = is_address(word, n) ? DIRECTION_INHERIT : way_of_word(word, n);
        if (way == DIRECTION_INHERIT)
            continue;
        *(way == DIRECTION_RTL ? &ways.rtl : &ways.ltr) += (size_t)g_utf8_strlen(word, (gssize)n);
        ways.first = ways.first ? ways.first : way;
        if (way == own) {
            g_string_append_len(words, word, (gssize)n);
            g_string_append_c(words, ' ');
        }
    }
    return ways;
}

// Most of a block's letters decide, with the document's weight on its own side: four times, and
// eight where the sentence begins its way. A name or a title in another script turns nothing round.
static enum direction way_of_block(const struct ways *ways, enum direction own)
{
    enum { WEIGHT = 4 };
    size_t ours = own == DIRECTION_RTL ? ways->rtl : ways->ltr;
    size_t others = own == DIRECTION_RTL ? ways->ltr : ways->rtl;
    size_t weight = ways->first == own ? 2 * WEIGHT : WEIGHT;
    if (others <= ours * weight)
        return own;
    return own == DIRECTION_RTL ? DIRECTION_LTR : DIRECTION_RTL;
}

// A few words decide for a language of another script; more are asked where only the words differ.
static bool are_enough_words(size_t n, const char *tag, const char *other)
{
    bool same_way = direction_of_language(tag) == direction_of_language(other);
    return strcmp(tag, "und") != 0 && n >= (same_way ? WORDS_SAME_SCRIPT : WORDS_LEAST);
}

/* What a block's own words say of it. */
struct block_lang {
    const char *tag; // NULL: it is in the document's language
    bool uniform;    // all words run the document's way
};

static struct block_lang find_block(const struct reader *reader, const struct node *node)
{
    const struct node *root = reader->document->root;
    struct lang_words words = tables_lang_words(reader->tables);
    GString *text = g_string_new(NULL), *own = g_string_new(NULL);
    node_append_text(node, text);
    struct ways ways = ways_of(text->str, root->direction, own);
    struct block_lang found = {NULL, (root->direction == DIRECTION_RTL ? ways.ltr : ways.rtl) == 0};
    enum direction way = way_of_block(&ways, root->direction);
    if (way != root->direction) {
        g_string_truncate(own, 0);
        ways_of(text->str, way, own);
    }
    size_t n_words = text_words(own->str, own->len), n_own = LANG_UNCOUNTED;
    const char *tag = n_words >= WORDS_LEAST ? detect(reader, own, &n_own) : root->lang;
    bool same_way = direction_of_language(tag) == direction_of_language(root->lang);
    bool fits = direction_of_language(tag) == way;
    if (fits && !lang_same(tag, root->lang) && are_enough_words(n_words, tag, root->lang) &&
        (!same_way || !lang_is_chance(own->str, own->len, n_words, &words, tag, n_own)))
        found.tag = tag;
    g_string_free(own, TRUE);
    g_string_free(text, TRUE);
    return found;
}

// Whether a block has words whose language is not said.
static bool is_asked(const struct node *node)
{
    // What lies whole within one span has the language that was written there.
    bool marked_within = node->first && node->first == node->last && node->first->lang;
    return !node_is_inline(node) && !node->lang && node->first && node_is_inline(node->first) &&
           !marked_within;
}

// ---- many blocks, by several threads ----

/* The blocks of a long letter, in order, and what was found of each. */
struct found_blocks {
    const struct reader *reader;
    GPtrArray *nodes;
    struct block_lang *found; // as many
    guint next;               // the first that was not asked for
    pthread_mutex_t lock;     // says that what a thread wrote may be read; GLib's says so to nobody
};

enum { BLOCKS_AT_ONCE = 16, BLOCKS_WORTHWHILE = 128 };

static void find_some(gpointer data, gpointer user_data)
{
    struct found_blocks *blocks = user_data;
    guint first = GPOINTER_TO_UINT(data) - 1, end = MIN(first + BLOCKS_AT_ONCE, blocks->nodes->len);
    for (guint i = first; i < end; i++)
        blocks->found[i] = find_block(blocks->reader, blocks->nodes->pdata[i]);
    pthread_mutex_lock(&blocks->lock);
    pthread_mutex_unlock(&blocks->lock);
}

static void find_all(struct found_blocks *blocks, unsigned threads)
{
    GThreadPool *pool = g_thread_pool_new(find_some, blocks, (gint)threads, FALSE, NULL);
    for (guint i = 0; i < blocks->nodes->len; i += BLOCKS_AT_ONCE)
        g_thread_pool_push(pool, GUINT_TO_POINTER(i + 1), NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
    pthread_mutex_lock(&blocks->lock);
    pthread_mutex_unlock(&blocks->lock);
}

// Those that set_below() will ask for, in its order.
static void gather_asked(const struct node *parent, int depth, GPtrArray *nodes)
{
    for (const struct node *node = parent->first; node; node = node->next) {
        if (node_is_inline(node) || depth > DEPTH_MOST)
            continue;
        if (is_asked(node))
            g_ptr_array_add(nodes, (gpointer)node);
        if (!is_signatories(node))
            gather_asked(node, depth + 1, nodes);
    }
}

static struct found_blocks find_blocks(const struct reader *reader)
{
    enum { THREADS_MOST = 64 };
    struct found_blocks blocks = {.reader = reader, .nodes = g_ptr_array_new()};
    pthread_mutex_init(&blocks.lock, NULL);
    unsigned threads = MIN(reader->options->threads, THREADS_MOST);
    if (threads > 1)
        gather_asked(reader->document->root, 0, blocks.nodes);
    if (blocks.nodes->len < BLOCKS_WORTHWHILE)
        g_ptr_array_set_size(blocks.nodes, 0);
    blocks.found = g_new0(struct block_lang, blocks.nodes->len + 1);
    if (blocks.nodes->len)
        find_all(&blocks, threads);
    return blocks;
}

static void found_blocks_clear(struct found_blocks *blocks)
{
    g_ptr_array_unref(blocks->nodes);
    g_free(blocks->found);
    pthread_mutex_destroy(&blocks->lock);
}

static struct block_lang block_lang_of(struct found_blocks *blocks, const struct node *node)
{
    guint at = blocks->next;
    if (at == blocks->nodes->len || blocks->nodes->pdata[at] != node)
        return find_block(blocks->reader, node);
    blocks->next++;
    return blocks->found[at];
}

// ---- runs within a block ----

// A piece of a text that runs against its block: from its first word to its last.
struct foreign_run {
    const char *start, *end;
    size_t words;
};

// The first at or after `p` of a few words and more; false if there is none.
static bool find_run(const char *p, enum direction against, struct foreign_run *ret)
{
    *ret = (struct foreign_run){0};
    const char *word;
    for (size_t n; (n = next_word(&p, &word)) > 0;) {
        enum direction way = is_address(word, n) ? against : way_of_word(word, n);
        if (way == against && ret->words >= WORDS_LEAST)
            return true;
        if (way == against) {
            *ret = (struct foreign_run){0};
        } else if (way != DIRECTION_INHERIT) {
            ret->start = ret->start ? ret->start : word;
            ret->end = word + n;
            ret->words++;
        }
    }
    return ret->words >= WORDS_LEAST;
}

// A mark at either end belongs to the sentence around.
static void trim_run(struct foreign_run *run)
{
    while (run->start < run->end && direction_of_letter(run->start) == DIRECTION_INHERIT)
        run->start = g_utf8_next_char(run->start);
    while (run->end > run->start) {
        const char *last = g_utf8_prev_char(run->end);
        if (direction_of_letter(last) != DIRECTION_INHERIT)
            return;
        run->end = last;
    }
}

static struct node *cut_text(struct arena *arena, const struct node *text, const char *start,
                             const char *end)
{
    struct node *part = node_new_text(arena, NULL, start, (size_t)(end - start));
    bool exact = text->source.end - text->source.start == strlen(text->text);
    part->line = text->line;
    if (exact && text->source.start != SPAN_NONE.start)
        part->source = (struct span){text->source.start + (size_t)(start - text->text),
                                     text->source.start + (size_t)(end - text->text)};
    return part;
}

// Puts the run into a span of its language; what follows it is returned, or NULL.
static struct node *wrap_run(struct arena *arena, struct node *text, const struct foreign_run *run,
                             const char *tag)
{
    struct node *span = node_new(arena, NULL, NODE_SPAN);
    span->line = text->line;
    span->lang = arena_strdup(arena, tag);
    node_append_child(span, cut_text(arena, text, run->start, run->end));
    node_insert_after(span, text);
    if (run->start > text->text)
        node_insert_before(cut_text(arena, text, text->text, run->start), span);
    struct node *rest =
        *run->end ? cut_text(arena, text, run->end, text->text + strlen(text->text)) : NULL;
    if (rest)
        node_insert_after(rest, span);
    node_detach(text);
    return rest;
}

static void mark_text(struct reader *reader, struct node *text, enum direction way)
{
    struct foreign_run run;
    const char *from = text->text;
    while (text && find_run(from, way, &run)) {
        trim_run(&run);
        GString *words = g_string_new_len(run.start, run.end - run.start);
        const char *tag = detect(reader, words, NULL);
        bool told = strcmp(tag, "und") != 0 && direction_of_language(tag) != way;
        g_string_free(words, TRUE);
        text = told ? wrap_run(reader->document->arena, text, &run, tag) : text;
        from = told && text ? text->text : run.end;
    }
}

static void mark_runs(struct reader *reader, struct node *parent, enum direction way)
{
    for (struct node *child = parent->first, *next; child; child = next) {
        next = child->next;
        bool marked = child->lang || child->kind == NODE_CODE;
        if (child->kind == NODE_TEXT)
            mark_text(reader, child, way);
        else if (node_is_inline(child) && !marked)
            mark_runs(reader, child, way);
    }
}

static enum direction way_around(const struct node *node)
{
    while (node->parent && node->direction != DIRECTION_LTR && node->direction != DIRECTION_RTL)
        node = node->parent;
    return node->direction == DIRECTION_RTL ? DIRECTION_RTL : DIRECTION_LTR;
}

static void set_below(struct reader *reader, struct found_blocks *blocks, struct node *parent,
                      int depth)
{
    for (struct node *node = parent->first; node; node = node->next) {
        if (node_is_inline(node) || depth > DEPTH_MOST)
            continue;
        bool uniform = false;
        if (is_asked(node)) {
            struct block_lang found = block_lang_of(blocks, node);
            uniform = found.uniform;
            if (found.tag)
                node->lang = arena_strdup(reader->document->arena, found.tag);
        }
        enum direction direction =
            node->lang ? direction_of_language(node->lang) : DIRECTION_INHERIT;
        if (node->direction == DIRECTION_INHERIT && direction != DIRECTION_INHERIT &&
            direction != reader->document->root->direction)
            node->direction = direction;
        bool holds_words = is_body(node) || node->kind == NODE_ENTRY || node->kind == NODE_CELL;
        enum direction around = holds_words ? way_around(node) : DIRECTION_INHERIT;
        if (holds_words && !(uniform && around == reader->document->root->direction))
            mark_runs(reader, node, around);
        if (!is_signatories(node))
            set_below(reader, blocks, node, depth + 1);
    }
}

void langs_assign(struct reader *reader)
{
    set_root(reader);
    struct found_blocks blocks = find_blocks(reader);
    set_below(reader, &blocks, reader->document->root, 0);
    found_blocks_clear(&blocks);
}
