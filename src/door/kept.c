// SPDX-License-Identifier: MIT
#include "door/kept.h"

#include "paint/canvas.h"

enum { STYLES = 8, WORDS_MOST = 32 };

struct session_kept {
    struct tables *tables;
    GHashTable *words; // "path lang" -> struct words
    // A ring: the oldest makes room.
    struct {
        char *key;
        struct style *style;
    } styles[STYLES];
    size_t next_style;
    struct pdf_reuse *reuse;
    struct canvas_kept *canvas;
    struct fact_store *facts;
    size_t records, pictures, letters;
};

static void free_words(void *words)
{
    words_close(words);
}

struct session_kept *kept_new(void)
{
    struct session_kept *kept = g_new0(struct session_kept, 1);
    kept->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_words);
    return kept;
}

struct session_kept *kept_new_beside(const struct session_kept *other)
{
    struct session_kept *kept = kept_new();
    if (other->reuse)
        kept->reuse = pdf_reuse_new_beside(other->reuse);
    return kept;
}

void kept_forget_data(struct session_kept *kept)
{
    g_clear_pointer(&kept->tables, tables_free);
    g_clear_pointer(&kept->canvas, canvas_kept_free);
    g_clear_pointer(&kept->facts, facts_free);
    g_hash_table_remove_all(kept->words);
    for (size_t i = 0; i < STYLES; i++) {
        g_clear_pointer(&kept->styles[i].key, g_free);
        g_clear_pointer(&kept->styles[i].style, style_free);
    }
}

void kept_free(struct session_kept *kept)
{
    kept_forget_data(kept);
    g_hash_table_unref(kept->words);
    pdf_reuse_free(kept->reuse);
    g_free(kept);
}

const struct tables *kept_tables(struct session_kept *kept, const char *data, GError **error)
{
    if (!kept->tables)
        kept->tables = tables_open(data, NULL, error);
    return kept->tables;
}

const struct words *kept_words(struct session_kept *kept, const char *path, const char *lang,
                               GError **error)
{
    char *key = g_strdup_printf("%s %s", path, lang);
    struct words *words = g_hash_table_lookup(kept->words, key);
    if (!words) {
        words = words_open(path, lang, error);
        // A letter asks for a few: letters of ever more languages do not fill the memory.
        if (words && g_hash_table_size(kept->words) >= WORDS_MOST)
            g_hash_table_remove_all(kept->words);
        if (words)
            g_hash_table_insert(kept->words, g_strdup(key), words);
    }
    g_free(key);
    return words;
}

const struct style *kept_style(const struct session_kept *kept, const char *key)
{
    for (size_t i = 0; i < STYLES; i++) {
        if (g_strcmp0(kept->styles[i].key, key) == 0)
            return kept->styles[i].style;
    }
    return NULL;
}

const struct style *kept_style_add(struct session_kept *kept, const char *key, struct style *style)
{
    size_t i = kept->next_style++ % STYLES;
    g_free(kept->styles[i].key);
    style_free(kept->styles[i].style);
    kept->styles[i].key = g_strdup(key);
    kept->styles[i].style = style;
    return style;
}

struct pdf_reuse *kept_reuse(struct session_kept *kept, bool many)
{
    kept->records += many ? 2 : 1;
    if (!kept->reuse && kept->records > 1)
        kept->reuse = pdf_reuse_new();
    return kept->reuse;
}

struct canvas_kept *kept_canvas(struct session_kept *kept)
{
    if (!kept->canvas && ++kept->pictures > 1)
        kept->canvas = canvas_kept_new();
    return kept->canvas;
}

struct fact_store *kept_facts(struct session_kept *kept)
{
    if (!kept->facts && ++kept->letters > 1)
        kept->facts = facts_new();
    return kept->facts;
}
