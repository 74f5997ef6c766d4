// SPDX-License-Identifier: MIT
#include "read/list/pass_kept.h"

#include "read/read.h"

#include <gio/gio.h>

struct kept_pass {
    struct table_pass pass;
    struct diag *notes;
};

static bool add_file(struct fact_key *key, const char *path)
{
    enum { CHUNK = 64 * 1024 };
    GFile *file = g_file_new_for_path(path);
    GFileInputStream *input = g_file_read(file, NULL, NULL);
    char *chunk = g_malloc(CHUNK);
    gssize n = input ? 0 : -1;
    while (input && (n = g_input_stream_read(G_INPUT_STREAM(input), chunk, CHUNK, NULL, NULL)) > 0)
        fact_key_add(key, chunk, (size_t)n);
    g_free(chunk);
    g_clear_object(&input);
    g_object_unref(file);
    return n == 0;
}

static struct fact_key *wishes_key(const char *question, const char *path,
                                   const struct read_options *options)
{
    struct fact_key *key = fact_key_new(question);
    fact_key_text(key, path); // notes name it, and its ending says how it is read
    fact_key_text(key, options->list_encoding);
    fact_key_text(key, options->encoding);
    fact_key_text(key, options->columns);
    fact_key_text(key, options->consent);
    fact_key_text(key, options->keep_columns);
    fact_key_text(key, options->sheet);
    return key;
}

char *pass_content(const char *path, GBytes *bytes, const struct read_options *options)
{
    struct fact_key *key = wishes_key("table", path, options);
    bool whole = true;
    if (bytes) {
        size_t n;
        const void *data = g_bytes_get_data(bytes, &n);
        fact_key_add(key, data, n);
    } else {
        whole = add_file(key, path);
    }
    char *content = fact_key_end(key);
    if (!whole)
        g_clear_pointer(&content, g_free);
    return content;
}

char *pass_wishes(const char *path, const struct read_options *options)
{
    return fact_key_end(wishes_key("last state of a table", path, options));
}

static void kept_free(void *data)
{
    struct kept_pass *kept = data;
    g_ptr_array_unref(kept->pass.stretches);
    diag_free(kept->notes);
    g_free(kept);
}

void pass_keep(struct fact_store *facts, const char *content, const struct table_pass *pass,
               const struct diag *diag, size_t from)
{
    enum { NOTE = 512 }; // bytes, or so
    struct kept_pass *kept = g_new0(struct kept_pass, 1);
    kept->pass = *pass;
    g_ptr_array_ref(kept->pass.stretches);
    size_t bytes = sizeof *kept + stretches_size(pass->stretches);
    size_t n = diag_count(diag);
    kept->notes = diag_new();
    for (size_t i = from; i < n; i++, bytes += NOTE)
        diag_repeat(kept->notes, diag_get(diag, i));
    GBytes *fact = g_bytes_new_with_free_func(kept, bytes, kept_free, kept);
    facts_keep(facts, content, fact);
    g_bytes_unref(fact);
}

const struct table_pass *pass_recall(GBytes *fact, struct diag *diag)
{
    const struct kept_pass *kept = g_bytes_get_data(fact, NULL);
    for (size_t i = 0; diag && i < diag_count(kept->notes); i++)
        diag_repeat(diag, diag_get(kept->notes, i));
    return &kept->pass;
}
