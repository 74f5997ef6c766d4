// SPDX-License-Identifier: MIT
#include "read/tables.h"

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "read/fold.h"
#include "read/totals.h"

#include <string.h>

enum {
    TABLE_BYTES_MOST = 4 * 1024 * 1024,
    LINE_MATCHED_MOST = 600,
    TOTAL_BYTES_MOST = 600,
    MONTHS = 12
};

static const char *const table_files[TABLE_COUNT] = {
    [TABLE_RESIDUE] = "residue",       [TABLE_ADDRESSEE] = "addressee",
    [TABLE_SALUTATION] = "salutation", [TABLE_CLOSING] = "closing",
    [TABLE_SUBJECT] = "subject",       [TABLE_SENDER] = "sender",
    [TABLE_REFERENCE] = "reference",
};

struct phrases {
    GHashTable *whole;   // folded phrase
    GHashTable *begins;  // "phrase*": its first character to a GPtrArray of such phrases
    GPtrArray *ends;     // "*phrase"
    GPtrArray *contains; // "*phrase*"
};

// The beginning of a word, folded, and what it speaks of.
struct stem {
    const char *text;
    size_t n;
    unsigned topic; // TOPIC_…
    bool whole;     // only as a whole word
};

struct tables {
    struct phrases phrases[TABLE_COUNT];
    GHashTable *stems; // first character -> GArray of struct stem
    struct totals *totals;
    GHashTable *months; // word -> GINT_TO_POINTER(month)
    GHashTable *words;  // word -> GPtrArray of tags
    GPtrArray *tags;    // owns the tags and the stems
};

static GHashTable *by_first_char_new(GDestroyNotify free)
{
    return g_hash_table_new_full(NULL, NULL, NULL, free);
}

static void *by_first_char(GHashTable *table, const char *text)
{
    return g_hash_table_lookup(table, GUINT_TO_POINTER(g_utf8_get_char(text)));
}

static void phrases_init(struct phrases *phrases)
{
    phrases->whole = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    phrases->begins = by_first_char_new((GDestroyNotify)g_ptr_array_unref);
    phrases->ends = g_ptr_array_new_with_free_func(g_free);
    phrases->contains = g_ptr_array_new_with_free_func(g_free);
}

static void word_langs_free(void *data)
{
    g_ptr_array_unref(data);
}

static struct tables *tables_new(void)
{
    struct tables *tables = g_new0(struct tables, 1);
    for (int i = 0; i < TABLE_COUNT; i++)
        phrases_init(&tables->phrases[i]);
    tables->stems = by_first_char_new((GDestroyNotify)g_array_unref);
    tables->totals = totals_new();
    tables->months = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    tables->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, word_langs_free);
    tables->tags = g_ptr_array_new_with_free_func(g_free);
    return tables;
}

void tables_free(struct tables *tables)
{
    if (!tables)
        return;
    for (int i = 0; i < TABLE_COUNT; i++) {
        g_hash_table_unref(tables->phrases[i].whole);
        g_hash_table_unref(tables->phrases[i].begins);
        g_ptr_array_unref(tables->phrases[i].ends);
        g_ptr_array_unref(tables->phrases[i].contains);
    }
    g_hash_table_unref(tables->stems);
    totals_free(tables->totals);
    g_hash_table_unref(tables->months);
    g_hash_table_unref(tables->words);
    g_ptr_array_unref(tables->tags);
    g_free(tables);
}

// One line of a table: what it is read with and where it is.
struct table_row {
    struct tables *tables;
    int table;
    const char *lang; // of the section, owned by tables
    int section_row;  // from 0 within the section
    const char *text; // trimmed
};

typedef bool (*row_reader)(struct table_row *row, GError **error);

static char *fold_phrase(const char *text, size_t n)
{
    GString *folded = g_string_new(NULL);
    fold_line(text, n, folded);
    return g_string_free(folded, FALSE);
}

static void add_beginning(struct phrases *phrases, char *phrase)
{
    GPtrArray *same = by_first_char(phrases->begins, phrase);
    if (!same) {
        same = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(phrases->begins, GUINT_TO_POINTER(g_utf8_get_char(phrase)), same);
    }
    g_ptr_array_add(same, phrase);
}

static bool read_phrase(struct table_row *row, GError **error)
{
    (void)error;
    struct phrases *phrases = &row->tables->phrases[row->table];
    const char *text = row->text;
    size_t n = strlen(text);
    bool before = n > 1 && text[0] == '*', after = n > 1 && text[n - 1] == '*';
    if (after) {
        // What the star follows counts to the last space: "To: *" is not "Tomorrow".
        GString *start = g_string_new(NULL);
        fold_text(text + before, n - before - after, start);
        if (before)
            g_ptr_array_add(phrases->contains, g_string_free(start, FALSE));
        else
            add_beginning(phrases, g_string_free(start, FALSE));
        return true;
    }
    char *folded = fold_phrase(text + before, n - before);
    if (before)
        g_ptr_array_add(phrases->ends, folded);
    else
        g_hash_table_add(phrases->whole, folded);
    return true;
}

static bool row_fault(GError **error, const char *message)
{
    fault_set(error, FAULT_INVALID, "%s", message);
    return false;
}

static bool read_total(struct table_row *row, GError **error)
{
    return totals_add(row->tables->totals, row->text, error);
}

static bool read_month(struct table_row *row, GError **error)
{
    if (row->section_row >= MONTHS)
        return row_fault(error, "a language has twelve months");
    char **names = g_strsplit(row->text, "|", -1);
    for (char **name = names; *name; name++) {
        g_hash_table_replace(row->tables->months, fold_phrase(*name, strlen(*name)),
                             GINT_TO_POINTER(row->section_row + 1));
    }
    g_strfreev(names);
    return true;
}

// `text` is folded and owned by `tables`.
static void stem_add(struct tables *tables, unsigned topic, char *text)
{
    bool whole = *text == '=';
    text += whole;
    gpointer key = GUINT_TO_POINTER(g_utf8_get_char(text));
    GArray *same = g_hash_table_lookup(tables->stems, key);
    if (!same) {
        same = g_array_new(FALSE, FALSE, sizeof(struct stem));
        g_hash_table_insert(tables->stems, key, same);
    }
    struct stem stem = {text, strlen(text), topic, whole};
    g_array_append_val(same, stem);
}

// The words of a row are folded together and part its own copy.
static void stems_add(struct tables *tables, unsigned topic, const char *words)
{
    GString *folded = g_string_new(NULL);
    fold_text(words, strlen(words), folded);
    char *row = g_string_free(folded, FALSE);
    g_ptr_array_add(tables->tags, row);
    for (char *next; row; row = next) {
        next = strchr(row, ',');
        if (next)
            *next++ = '\0';
        if (*g_strstrip(row))
            stem_add(tables, topic, row);
    }
}

// "sign: signator, undersigned"
static bool read_stems(struct table_row *row, GError **error)
{
    static const struct {
        const char *name;
        unsigned topic;
    } topics[] = {
        {"sign:", TOPIC_SIGN},     {"support:", TOPIC_SUPPORT}, {"group:", TOPIC_GROUP},
        {"not:", TOPIC_NOT},       {"page:", TOPIC_PAGE},       {"unnamed:", TOPIC_UNNAMED},
        {"body:", TOPIC_BODY},     {"class:", TOPIC_CLASS},     {"box:", TOPIC_BOX},
        {"office:", TOPIC_OFFICE}, {"ago:", TOPIC_AGO}};
    for (size_t i = 0; i < G_N_ELEMENTS(topics); i++) {
        if (!g_str_has_prefix(row->text, topics[i].name))
            continue;
        stems_add(row->tables, topics[i].topic, row->text + strlen(topics[i].name));
        return true;
    }
    return row_fault(error, "a line begins with what its words speak of: \"sign:\"");
}

static void word_add(struct tables *tables, const char *word, const char *lang)
{
    GPtrArray *langs = g_hash_table_lookup(tables->words, word);
    if (!langs) {
        langs = g_ptr_array_new();
        g_ptr_array_add(langs, NULL);
        g_hash_table_insert(tables->words, g_strdup(word), langs);
    }
    g_ptr_array_insert(langs, (gint)langs->len - 1, (gpointer)lang);
}

static bool read_words(struct table_row *row, GError **error)
{
    if (!row->lang)
        return row_fault(error, "words must be below the [tag] of their language");
    char *folded = fold_phrase(row->text, strlen(row->text));
    char **words = g_strsplit(folded, " ", -1);
    for (char **word = words; *word; word++) {
        if (**word)
            word_add(row->tables, *word, row->lang);
    }
    g_strfreev(words);
    g_free(folded);
    return true;
}

static bool is_section(const char *text, size_t n)
{
    return n > 2 && text[0] == '[' && text[n - 1] == ']';
}

static bool table_parse(struct tables *tables, int table, row_reader reader, const char *path,
                        const char *text, GError **error)
{
    struct table_row row = {tables, table, NULL, 0, NULL};
    char **lines = g_strsplit(text, "\n", -1);
    bool ok = true;
    for (size_t i = 0; ok && lines[i]; i++) {
        char *line = g_strstrip(lines[i]);
        size_t n = strlen(line);
        if (n == 0 || line[0] == '#')
            continue;
        if (is_section(line, n)) {
            row.lang = g_strndup(line + 1, n - 2);
            row.section_row = 0;
            g_ptr_array_add(tables->tags, (gpointer)row.lang);
            continue;
        }
        row.text = line;
        ok = reader(&row, error);
        if (!ok)
            fault_prefix(error, "%s:%zu:1: ", path, i + 1);
        row.section_row++;
    }
    g_strfreev(lines);
    return ok;
}

static bool table_read(struct tables *tables, int table, row_reader reader, const char *path,
                       GError **error)
{
    GBytes *bytes = file_read(path, TABLE_BYTES_MOST, error);
    if (!bytes)
        return false;
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    bool ok = g_utf8_validate(data ? data : "", (gssize)n, NULL);
    if (!ok)
        fault_set(error, FAULT_INVALID, "%s: is not UTF-8", path);
    char *text = g_strndup(data ? data : "", n);
    ok = ok && table_parse(tables, table, reader, path, text, error);
    g_free(text);
    g_bytes_unref(bytes);
    return ok;
}

static bool table_read_of(struct tables *tables, const char *data, const char *name, int table,
                          row_reader reader, GError **error)
{
    char *path = g_strdup_printf("%s/read/%s.txt", data, name);
    bool ok = table_read(tables, table, reader, path, error);
    g_free(path);
    return ok;
}

static bool tables_read(struct tables *tables, const char *data, const char *phrases,
                        GError **error)
{
    if (phrases && !table_read(tables, TABLE_RESIDUE, read_phrase, phrases, error))
        return false;
    if (!data)
        return true;
    for (int i = 0; i < TABLE_COUNT; i++) {
        if ((i != TABLE_RESIDUE || !phrases) &&
            !table_read_of(tables, data, table_files[i], i, read_phrase, error))
            return false;
    }
    return table_read_of(tables, data, "totals", 0, read_total, error) &&
           table_read_of(tables, data, "stems", 0, read_stems, error) &&
           table_read_of(tables, data, "months", 0, read_month, error) &&
           table_read_of(tables, data, "words", 0, read_words, error);
}

struct tables *tables_open(const char *data, const char *phrases, GError **error)
{
    struct tables *tables = tables_new();
    if (tables_read(tables, data, phrases, error))
        return tables;
    tables_free(tables);
    return NULL;
}

static bool any_begins(const GPtrArray *phrases, const char *text)
{
    for (guint i = 0; i < phrases->len; i++) {
        if (g_str_has_prefix(text, g_ptr_array_index(phrases, i)))
            return true;
    }
    return false;
}

static bool any_contained(const GPtrArray *phrases, const char *text)
{
    for (guint i = 0; i < phrases->len; i++) {
        if (strstr(text, g_ptr_array_index(phrases, i)))
            return true;
    }
    return false;
}

static bool any_ends(const GPtrArray *phrases, const char *line)
{
    for (guint i = 0; i < phrases->len; i++) {
        if (g_str_has_suffix(line, g_ptr_array_index(phrases, i)))
            return true;
    }
    return false;
}

bool tables_match(const struct tables *tables, enum table table, const char *text, size_t n)
{
    // A longer line can only begin with a phrase; its rest need not be folded.
    if (n > LINE_MATCHED_MOST) {
        n = LINE_MATCHED_MOST;
        while (((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
    }
    const struct phrases *phrases = &tables->phrases[table];
    GString *folded = g_string_new(NULL);
    fold_text(text, n, folded);
    const GPtrArray *begins = by_first_char(phrases->begins, folded->str);
    bool matches = (begins && any_begins(begins, folded->str)) ||
                   any_contained(phrases->contains, folded->str);
    g_string_truncate(folded, 0);
    fold_line(text, n, folded);
    matches = matches || (folded->len && (g_hash_table_contains(phrases->whole, folded->str) ||
                                          any_ends(phrases->ends, folded->str)));
    g_string_free(folded, TRUE);
    return matches;
}

// Articles and conjunctions that Arabic and Hebrew write with the word.
static const char *after_particles(const char *word)
{
    static const char *const particles[] = {"و", "ب", "ל", "ו", "ה", "ב", "ل"};
    static const char article[] = "ال";
    for (size_t i = 0; i < G_N_ELEMENTS(particles); i++) {
        if (g_str_has_prefix(word, particles[i])) {
            word += strlen(particles[i]);
            break;
        }
    }
    return g_str_has_prefix(word, article) ? word + strlen(article) : word;
}

// A word for signing settles what the words after it would say: "Signatories; see notes".
static unsigned topics_join(unsigned topics, unsigned more)
{
    if ((topics & TOPIC_SIGN) && !(topics & TOPIC_NOT))
        more &= ~(unsigned)TOPIC_NOT;
    return topics | more;
}

static unsigned stems_at(const struct tables *tables, const char *word)
{
    const GArray *stems = by_first_char(tables->stems, word);
    unsigned topics = 0;
    for (guint i = 0; stems && i < stems->len; i++) {
        const struct stem *stem = &g_array_index(stems, struct stem, i);
        if (strncmp(word, stem->text, stem->n) == 0 &&
            (!stem->whole || !g_unichar_isalnum(g_utf8_get_char(word + stem->n))))
            topics |= stem->topic;
    }
    return topics;
}

// Where words are not parted, or parted by syllables, each character may begin one.
static bool is_unparted(gunichar c)
{
    return c >= 0x0E00 && (g_unichar_iswide(c) || c < 0x1200) &&
           g_unichar_get_script(c) != G_UNICODE_SCRIPT_HANGUL;
}

unsigned tables_topics(const struct tables *tables, const char *text, size_t n)
{
    GString *folded = g_string_sized_new(n + 1);
    fold_text(text, n, folded);
    unsigned topics = 0;
    bool within = false;
    for (const char *p = folded->str; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool letter = g_unichar_isalnum(c) || g_unichar_ismark(c);
        if (letter && (!within || is_unparted(c))) {
            unsigned more = stems_at(tables, p);
            bool joins = !within && (c >= 0x0590 && c < 0x0750);
            const char *bare = joins ? after_particles(p) : p;
            if (bare != p)
                more |= stems_at(tables, bare);
            topics = topics_join(topics, more);
        }
        within = letter;
    }
    g_string_free(folded, TRUE);
    return topics;
}

void tables_totals(const struct tables *tables, const char *text, size_t n, int64_t *total,
                   int64_t *anonymous)
{
    totals_find(tables->totals, text, n, total, anonymous);
}

int tables_month(const struct tables *tables, const char *word)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(tables->months, word));
}

const char *const *tables_word_langs(const struct tables *tables, const char *word)
{
    GPtrArray *langs = g_hash_table_lookup(tables->words, word);
    return langs ? (const char *const *)langs->pdata : NULL;
}

// A word of small letters is what it is folded to.
static bool is_folded(const char *word, size_t n)
{
    for (const char *p = word; p < word + n; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        if (!(c >= 'a' && c <= 'z') && !(c >= 0x621 && c <= 0x64A && c != 0x640))
            return false;
    }
    return true;
}

static const char *const *languages_of(const void *tables, const char *word, size_t n)
{
    enum { SHORT = 64 };
    char small[SHORT];
    if (n < SHORT && is_folded(word, n)) {
        memcpy(small, word, n);
        small[n] = '\0';
        return tables_word_langs(tables, small);
    }
    GString *folded = g_string_new(NULL);
    fold_line(word, n, folded);
    const char *const *langs = tables_word_langs(tables, folded->str);
    g_string_free(folded, TRUE);
    return langs;
}

struct lang_words tables_lang_words(const struct tables *tables)
{
    return (struct lang_words){languages_of, tables};
}
