// SPDX-License-Identifier: MIT
#include "derive/shares.h"

#include "language/phrase.h"
#include "language/script.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_MOST = 4, DAYS_MOST = 6, DAY_LEAST = 5 };

struct signer_shares {
    GHashTable *scripts; // "Arab" -> number
};

/* One bar. */
struct share {
    char *label;
    size_t n;
};

struct signer_shares *shares_new(void)
{
    struct signer_shares *shares = g_new(struct signer_shares, 1);
    shares->scripts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return shares;
}

void shares_free(struct signer_shares *shares)
{
    g_hash_table_unref(shares->scripts);
    g_free(shares);
}

// ---- counting -------------------------------------------------------------------------------

static void add(GHashTable *counts, const char *key, size_t n)
{
    size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, key));
    g_hash_table_replace(counts, g_strdup(key), GSIZE_TO_POINTER(before + n));
}

// Kana and ideographs stand in one name, and are one here.
static hb_script_t counted_script(gunichar c)
{
    hb_script_t script = script_of(c);
    bool letter =
        g_unichar_isalpha(c) && script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED;
    if (!letter)
        return HB_SCRIPT_INVALID;
    return script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA ? HB_SCRIPT_HAN : script;
}

void shares_add_entry(struct signer_shares *shares, const struct node *entry)
{
    enum { SCRIPTS = 8 };
    struct {
        hb_script_t script;
        size_t n;
    } seen[SCRIPTS] = {{HB_SCRIPT_INVALID, 0}};
    size_t most = 0;
    GString *text = g_string_new(NULL);
    node_append_text(entry, text);
    for (const char *p = text->str; *p; p = g_utf8_next_char(p)) {
        hb_script_t script = counted_script(g_utf8_get_char(p));
        size_t i = 0;
        while (i < SCRIPTS && seen[i].n && seen[i].script != script)
            i++;
        if (script == HB_SCRIPT_INVALID || i == SCRIPTS)
            continue;
        seen[i].script = script;
        seen[i].n++;
        most = seen[i].n > seen[most].n ? i : most;
    }
    g_string_free(text, TRUE);
    char tag[5] = {0};
    hb_tag_to_string(hb_script_to_iso15924_tag(seen[most].script), tag);
    if (seen[most].n)
        add(shares->scripts, tag, 1);
}

// Of all the letter's sheets together.
static GHashTable *together(const struct document *letter, bool days)
{
    GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < letter->lists->len; i++) {
        const struct document_list *list = g_ptr_array_index(letter->lists, i);
        GHashTable *counts = days ? list->days : list->countries;
        GHashTableIter at;
        void *key, *n;
        if (!counts)
            continue;
        g_hash_table_iter_init(&at, counts);
        while (g_hash_table_iter_next(&at, &key, &n))
            add(all, key, GPOINTER_TO_SIZE(n));
    }
    return all;
}

bool shares_are_told(const struct document *letter)
{
    GHashTable *countries = together(letter, false), *days = together(letter, true);
    bool told = g_hash_table_size(countries) > 1 || g_hash_table_size(days) > 1;
    g_hash_table_unref(countries);
    g_hash_table_unref(days);
    return told;
}

// ---- in order -------------------------------------------------------------------------------

static void share_clear(void *data)
{
    g_free(((struct share *)data)->label);
}

static struct share *share_at(const GArray *list, guint i)
{
    return &g_array_index(list, struct share, i);
}

static int by_label(const void *a, const void *b)
{
    return strcmp(((const struct share *)a)->label, ((const struct share *)b)->label);
}

static int by_number(const void *a, const void *b)
{
    const struct share *one = a, *other = b;
    return one->n == other->n ? by_label(a, b) : one->n < other->n ? 1 : -1;
}

static GArray *in_order(GHashTable *counts, int (*order)(const void *, const void *))
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct share));
    g_array_set_clear_func(list, share_clear);
    GHashTableIter at;
    void *key, *n;
    g_hash_table_iter_init(&at, counts);
    while (g_hash_table_iter_next(&at, &key, &n)) {
        struct share share = {g_strdup(key), GPOINTER_TO_SIZE(n)};
        g_array_append_val(list, share);
    }
    g_array_sort(list, order);
    return list;
}

// The greatest, then all others as one.
static void sum_up_rest(GArray *list, const struct words *words)
{
    size_t rest = 0;
    if (list->len <= ROWS_MOST + 1)
        return;
    for (guint i = ROWS_MOST; i < list->len; i++)
        rest += share_at(list, i)->n;
    g_array_set_size(list, ROWS_MOST);
    struct share others = {words_get(words, "words", "others"), rest};
    g_array_append_val(list, others);
}

static int64_t day_number(const char *iso)
{
    int year = 1970, month = 1, day = 1;
    sscanf(iso, "%d-%d-%d", &year, &month, &day);
    GDate *date = g_date_new_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
    int64_t days = (int64_t)g_date_get_julian(date) - 719163; // 1970-01-01
    g_date_free(date);
    return days;
}

static char *days_label(const char *lang, int64_t first, int64_t last)
{
    char *from = phrase_date_figures(lang, first), *until = phrase_date_figures(lang, last);
    char *label = first == last ? g_strdup(from) : g_strdup_printf("%s – %s", from, until);
    g_free(from);
    g_free(until);
    return label;
}

// Days, or spans of as many days each where they are many.
static GArray *days_in_order(GHashTable *counts, const char *lang)
{
    GArray *days = in_order(counts, by_label), *spans;
    spans = g_array_new(FALSE, FALSE, sizeof(struct share));
    g_array_set_clear_func(spans, share_clear);
    int64_t first = days->len ? day_number(share_at(days, 0)->label) : 0;
    int64_t last = days->len ? day_number(share_at(days, days->len - 1)->label) : 0;
    int64_t width = days->len > DAYS_MOST ? (last - first) / DAYS_MOST + 1 : 1;
    for (guint i = 0; i < days->len;) {
        int64_t from = first + (day_number(share_at(days, i)->label) - first) / width * width;
        struct share span = {NULL, 0};
        for (; i < days->len && day_number(share_at(days, i)->label) < from + width; i++)
            span.n += share_at(days, i)->n;
        if (span.n < DAY_LEAST)
            continue;
        span.label = days_label(lang, from, MIN(from + width - 1, last));
        g_array_append_val(spans, span);
    }
    g_array_unref(days);
    return spans;
}

static GArray *scripts_in_order(const struct signer_shares *shares, const char *lang)
{
    GArray *list = in_order(shares->scripts, by_number);
    for (guint i = 0; i < list->len; i++) {
        char *name = phrase_script(lang, share_at(list, i)->label);
        g_free(share_at(list, i)->label);
        share_at(list, i)->label = name;
    }
    return list;
}

// ---- tables ---------------------------------------------------------------------------------

static struct node *add_cell(struct document *document, struct node *row, const char *text)
{
    struct node *cell = node_new(document->arena, row, NODE_CELL);
    if (text)
        node_new_text(document->arena, cell, text, strlen(text));
    return cell;
}

static void add_table(struct document *document, const struct words *words, const char *key,
                      const GArray *list, const char *lang)
{
    size_t most = 1;
    if (list->len < 2)
        return;
    for (guint i = 0; i < list->len; i++)
        most = MAX(most, share_at(list, i)->n);
    struct node *table = node_new(document->arena, document->root, NODE_TABLE);
    table->name = "shares";
    char *title = words_get(words, "words", key);
    add_cell(document, node_new(document->arena, table, NODE_ROW), title)->cell.header = true;
    g_free(title);
    for (guint i = 0; i < list->len; i++) {
        const struct share *share = share_at(list, i);
        struct node *row = node_new(document->arena, table, NODE_ROW);
        char *number = phrase_number(lang, (int64_t)share->n);
        add_cell(document, row, share->label);
        add_cell(document, row, number);
        add_cell(document, row, NULL)->cell.bar = (int)MAX(share->n * 1000 / most, 1);
        g_free(number);
    }
}

void shares_add(const struct signer_shares *shares, const struct document *letter,
                const struct words *words, struct document *document)
{
    const char *lang = letter->root->lang ? letter->root->lang : "und";
    GHashTable *counted[] = {together(letter, false), together(letter, true)};
    GArray *scripts = scripts_in_order(shares, lang);
    GArray *countries = in_order(counted[0], by_number);
    GArray *days = days_in_order(counted[1], lang);
    sum_up_rest(scripts, words);
    sum_up_rest(countries, words);
    add_table(document, words, "by-script", scripts, lang);
    add_table(document, words, "by-country", countries, lang);
    add_table(document, words, "by-day", days, lang);
    g_array_unref(scripts);
    g_array_unref(countries);
    g_array_unref(days);
    g_hash_table_unref(counted[0]);
    g_hash_table_unref(counted[1]);
}
