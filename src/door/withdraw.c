// SPDX-License-Identifier: MIT
#include "door/withdraw.h"

#include "base/file.h"
#include "compare/diff.h"
#include "door/config.h"
#include "door/withdraw_edit.h"
#include "door/withdraw_name.h"
#include "model/dump.h"

#include <string.h>

enum { SOURCE_MOST = 1024 * 1024 * 1024, TRACES_MOST = 64 };

// A letter as it reads: its text as typeset, and where its entries lie in the source.
struct withdraw_reading {
    struct arena *arena;
    GString *text;
    struct diff_side side;
    GArray *lines;    // size_t: of each entry, where that is known
    GPtrArray *files; // paths of its sources, lists first
    int64_t date;
    size_t rows, hidden; // of its lists: all, and those that are counted and not printed
};

static void reading_clear(struct withdraw_reading *reading)
{
    arena_free(reading->arena);
    g_string_free(reading->text, TRUE);
    g_array_unref(reading->lines);
    g_ptr_array_unref(reading->files);
}

// ---- Reading ----

static bool add_lines(const struct node *node, struct arena *arena, GArray *lines, GError **error)
{
    if (node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES) {
        GError *fault = NULL;
        struct node_cursor cursor = node_cursor_start(node, &fault);
        const struct node *entry;
        while (!fault && (entry = node_cursor_next(&cursor, arena, &fault)))
            g_array_append_val(lines, entry->line);
        if (fault)
            g_propagate_error(error, fault);
        return !fault;
    }
    for (const struct node *child = node->first; child; child = child->next) {
        if (!add_lines(child, arena, lines, error))
            return false;
    }
    return true;
}

static void add_files(const struct document *document, GPtrArray *files)
{
    for (guint i = document->sources->len; i > 0; i--) {
        const struct document_source *source = g_ptr_array_index(document->sources, i - 1);
        g_ptr_array_add(files, g_strdup(source->path));
    }
}

static void add_rows(const struct document *document, struct withdraw_reading *reading)
{
    for (guint i = 0; i < document->lists->len; i++) {
        const struct document_list *list = g_ptr_array_index(document->lists, i);
        reading->rows += list->rows;
        reading->hidden += list->refused + list->pending + list->anonymous + list->withdrawn;
    }
}

static bool take_reading(const struct letter *letter, struct withdraw_reading *ret, GError **error)
{
    GArray *ranges = g_array_new(FALSE, FALSE, sizeof(struct dump_range));
    GArray *lists = g_array_sized_new(FALSE, TRUE, sizeof(struct diff_lines), 1);
    *ret = (struct withdraw_reading){
        .arena = arena_new(),
        .text = g_string_new(NULL),
        .lines = g_array_new(FALSE, FALSE, sizeof(size_t)),
        .files = g_ptr_array_new_with_free_func(g_free),
        .date = letter->date,
    };
    bool ok = dump_text(letter->document, ret->text, ranges, error) &&
              add_lines(letter->document->root, ret->arena, ret->lines, error);
    for (guint i = 0; i < ranges->len; i++) {
        const struct dump_range *range = &g_array_index(ranges, struct dump_range, i);
        const struct diff_lines list = {range->first, range->last};
        g_array_append_val(lists, list);
    }
    add_files(letter->document, ret->files);
    add_rows(letter->document, ret);
    diff_read_text(ret->arena, "", ret->text->str, ret->text->len,
                   (const struct diff_lines *)lists->data, lists->len, &ret->side);
    g_array_unref(lists);
    g_array_unref(ranges);
    if (!ok)
        reading_clear(ret);
    return ok;
}

// In a session of its own, whose notes nobody hears, with what `lent` says in place of files.
static bool read_letter(const struct warraq *w, const char *source, GHashTable *lent,
                        struct withdraw_reading *ret, GError **error)
{
    struct warraq *scout = warraq_new();
    struct letter letter;
    GHashTableIter iter;
    gpointer path, bytes;
    settings_copy(&scout->settings, &w->settings);
    job_lend_all(scout->job, w->job);
    g_hash_table_iter_init(&iter, lent);
    while (g_hash_table_iter_next(&iter, &path, &bytes))
        job_lend(scout->job, path, bytes);
    bool ok = session_begin(scout, 0);
    char *folder = g_path_get_dirname(source);
    job_allow(scout->job, folder);
    g_free(folder);
    if (ok && letter_open(scout, source, NULL, &letter, error)) {
        ok = take_reading(&letter, ret, error);
        letter_close(&letter);
    } else {
        ok = false;
    }
    session_done(scout, false);
    warraq_free(scout);
    return ok;
}

// ---- Names ----

static bool fault_found(const char *asked, const GString *several, guint n, GError **error)
{
    if (n == 0) {
        fault_set(error, FAULT_USAGE,
                  "nobody signs as \"%s\": give the name as it is printed, or with its number",
                  asked);
        fault_because(error, "withdraw-nobody");
    } else {
        fault_set(error, FAULT_USAGE, "several sign as \"%s\": say which with the number, as in %s",
                  asked, several->str);
        fault_because(error, "withdraw-several");
    }
    return false;
}

static char *entry_printed(const struct diff_entry *entry)
{
    return entry->number > 0
               ? g_strdup_printf("%" G_GINT64_FORMAT ". %s", entry->number, entry->name)
               : g_strdup(entry->name);
}

// Which entry is meant.
static bool find_entry(const struct withdraw_reading *reading, const char *asked, const char *name,
                       int64_t number, size_t *ret, GError **error)
{
    GString *several = g_string_new(NULL);
    guint n = 0;
    for (size_t i = 0; i < reading->side.n_entries; i++) {
        const struct diff_entry *entry = &reading->side.entries[i];
        if ((number && entry->number != number) || !withdraw_fits(entry->name, name))
            continue;
        char *printed = entry_printed(entry);
        g_string_append_printf(several, "%s\"%s\"", n ? ", " : "", printed);
        g_free(printed);
        *ret = i;
        n++;
    }
    bool ok = n == 1 || fault_found(asked, several, n, error);
    g_string_free(several, TRUE);
    return ok;
}

// ---- Edits ----

// All is as it was, but for entry `at`; SIZE_MAX: all.
static bool is_rest(const struct diff_side *after, const struct diff_side *before, size_t at)
{
    bool same = after->n_entries + (at != SIZE_MAX) == before->n_entries &&
                after->n_paragraphs == before->n_paragraphs;
    for (size_t i = 0; same && i < after->n_entries; i++) {
        const struct diff_entry *own = &after->entries[i], *was = &before->entries[i + (i >= at)];
        same = own->number == was->number && strcmp(own->name, was->name) == 0;
    }
    for (size_t i = 0; same && i < after->n_paragraphs; i++)
        same = strcmp(after->paragraphs[i], before->paragraphs[i]) == 0;
    return same;
}

struct trial {
    const struct withdrawal *withdrawal;
    const char *source;
    GHashTable *lent; // path to bytes
    const struct withdraw_reading *reading;
    const char *path; // of the file that is edited
};

static GBytes *file_now(const struct trial *trial)
{
    GBytes *known = g_hash_table_lookup(trial->lent, trial->path);
    return known ? g_bytes_ref(known) : file_read(trial->path, SOURCE_MOST, NULL);
}

// The first edit after which `fits` holds stays in `lent`. Takes `edits`.
static bool try_edits(const struct trial *trial, GPtrArray *edits,
                      bool (*fits)(const struct trial *trial, const void *data), const void *data)
{
    GBytes *known = g_hash_table_lookup(trial->lent, trial->path);
    bool found = false;
    if (known)
        g_bytes_ref(known);
    for (guint i = 0; !found && i < edits->len; i++) {
        g_hash_table_replace(trial->lent, g_strdup(trial->path), g_bytes_ref(edits->pdata[i]));
        found = fits(trial, data);
    }
    if (!found && known)
        g_hash_table_replace(trial->lent, g_strdup(trial->path), g_bytes_ref(known));
    else if (!found)
        g_hash_table_remove(trial->lent, trial->path);
    g_clear_pointer(&known, g_bytes_unref);
    g_ptr_array_unref(edits);
    return found;
}

static bool without_entry(const struct trial *trial, const void *data)
{
    const size_t *at = data;
    struct withdraw_reading after;
    const struct withdraw_reading *before = trial->reading;
    if (!read_letter(trial->withdrawal->session, trial->source, trial->lent, &after, NULL))
        return false;
    bool fits = is_rest(&after.side, &before->side, *at) && after.hidden == before->hidden &&
                after.rows + (before->rows > 0) == before->rows;
    reading_clear(&after);
    return fits;
}

static bool edit_file(const struct trial *trial, size_t at, const struct withdraw_place *place)
{
    GBytes *bytes = file_now(trial);
    bool fits = bytes && try_edits(trial, withdraw_edits(bytes, place), without_entry, &at);
    g_clear_pointer(&bytes, g_bytes_unref);
    return fits;
}

// What to do instead, in words that can be typed.
static void fault_form(const struct trial *trial, GError **error)
{
    const char *given = trial->withdrawal->session->settings.id;
    char *id = given ? g_strdup(given) : g_path_get_basename(trial->source);
    char *dot = given ? NULL : strchr(id + 1, '.');
    if (dot)
        *dot = '\0';
    fault_set(error, FAULT_USAGE,
              "%s: an entry cannot be taken out of a source of this form. Turn the letter into "
              "Markdown and withdraw from that: warraq import %s -o clean.md, then this call with "
              "clean.md --id %s; or take the entry out there and leave out --withdraw",
              trial->source, trial->source, id);
    fault_because(error, "withdraw-form");
    g_free(id);
}

static bool edit_any(struct trial *trial, size_t at, const struct withdraw_place *place,
                     GError **error)
{
    const GPtrArray *files = trial->reading->files;
    for (guint i = 0; i < files->len; i++) {
        trial->path = files->pdata[i];
        if (edit_file(trial, at, place))
            return true;
    }
    fault_form(trial, error);
    return false;
}

// ---- Traces ----

// What says a name and is not printed: a remark, an entry that was struck out, a page's residue.
struct trace {
    const char *name;
    size_t count; // in the file as it is
};

static bool reads_the_same(const struct trial *trial, const void *data)
{
    const struct trace *trace = data;
    struct withdraw_reading after;
    GBytes *bytes = file_now(trial);
    bool less = bytes && withdraw_count(bytes, trace->name) < trace->count;
    g_clear_pointer(&bytes, g_bytes_unref);
    if (!less || !read_letter(trial->withdrawal->session, trial->source, trial->lent, &after, NULL))
        return false;
    bool same = is_rest(&after.side, &trial->reading->side, SIZE_MAX);
    reading_clear(&after);
    return same;
}

// Whether something was cut.
static bool cut_trace(const struct trial *trial, const char *name)
{
    GBytes *bytes = file_now(trial);
    struct trace trace = {name, bytes ? withdraw_count(bytes, name) : 0};
    bool cut =
        trace.count && try_edits(trial, withdraw_traces(bytes, name), reads_the_same, &trace);
    g_clear_pointer(&bytes, g_bytes_unref);
    return cut;
}

static bool cut_traces(const struct withdrawal *withdrawal, const char *source, GHashTable *lent,
                       const char *name)
{
    struct withdraw_reading reading;
    bool cut = false;
    if (!read_letter(withdrawal->session, source, lent, &reading, NULL))
        return false;
    struct trial trial = {withdrawal, source, lent, &reading, NULL};
    for (guint i = 0; i < reading.files->len; i++) {
        trial.path = reading.files->pdata[i];
        for (guint k = 0; k < TRACES_MOST && cut_trace(&trial, name); k++)
            cut = true;
    }
    reading_clear(&reading);
    return cut;
}

// ---- The whole ----

static bool take_out(struct withdrawal *ret, struct trial *trial, size_t at, const char *name,
                     GError **error)
{
    const struct withdraw_reading *reading = trial->reading;
    const struct diff_entry *entry = &reading->side.entries[at];
    bool known = reading->lines->len == reading->side.n_entries;
    const size_t *lines = (const size_t *)reading->lines->data;
    struct withdraw_place place = {
        .name = name,
        .number = entry->number,
        .line = known ? lines[at] : 0,
        .next = known && at + 1 < reading->lines->len ? lines[at + 1] : 0,
    };
    g_ptr_array_add(ret->gone, entry_printed(entry));
    return edit_any(trial, at, &place, error);
}

static bool withdraw_one(struct withdrawal *ret, const char *source, GHashTable *lent,
                         const char *asked, GError **error)
{
    struct withdraw_reading reading;
    int64_t number;
    size_t at = 0;
    if (!read_letter(ret->session, source, lent, &reading, error))
        return false;
    struct trial trial = {ret, source, lent, &reading, NULL};
    char *name = withdraw_asked(asked, &number);
    g_ptr_array_add(ret->names, name);
    if (ret->date < 0)
        ret->date = reading.date;
    GError *fault = NULL;
    bool found = find_entry(&reading, asked, name, number, &at, &fault);
    bool several = fault && strcmp(fault_code(fault), "withdraw-several") == 0;
    bool ok = found ? take_out(ret, &trial, at, name, &fault) : !several;
    // A name that is no entry's and is printed all the same is not what is meant.
    bool traced = found || !strstr(reading.text->str, name);
    bool cut = ok && traced && !number && cut_traces(ret, source, lent, name);
    ok = ok && (found || cut);
    if (ok)
        g_clear_error(&fault);
    else
        g_propagate_error(error, fault);
    reading_clear(&reading);
    return ok;
}

static void lend_all(struct withdrawal *ret, GHashTable *lent)
{
    GHashTableIter iter;
    gpointer path, bytes;
    g_hash_table_iter_init(&iter, lent);
    while (g_hash_table_iter_next(&iter, &path, &bytes)) {
        job_lend(ret->session->job, path, bytes);
        g_ptr_array_add(ret->lent, g_strdup(path));
    }
}

// A letter in memory has an organisation's file in memory alone.
static void lend_house(GHashTable *lent, const char *source)
{
    char *path = config_beside(source);
    GBytes *bytes =
        g_file_test(path, G_FILE_TEST_IS_REGULAR) ? file_read(path, SOURCE_MOST, NULL) : NULL;
    if (bytes)
        g_hash_table_replace(lent, g_strdup(path), bytes);
    g_free(path);
}

bool withdraw_begin(struct warraq *w, const char *source, struct withdrawal *ret, GError **error)
{
    const GPtrArray *names = w->settings.withdraw;
    *ret = (struct withdrawal){w, g_ptr_array_new_with_free_func(g_free),
                               g_ptr_array_new_with_free_func(g_free),
                               g_ptr_array_new_with_free_func(g_free), -1};
    if (names->len == 0)
        return true;
    if (strcmp(source, "-") == 0) {
        fault_set(error, FAULT_USAGE, "--withdraw takes a letter in a file, not standard input");
        withdraw_end(ret);
        return false;
    }
    GHashTable *lent =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    bool ok = true;
    for (guint i = 0; ok && i < names->len; i++)
        ok = withdraw_one(ret, source, lent, names->pdata[i], error);
    if (ok) {
        char *folder = g_path_get_dirname(source);
        lend_house(lent, source);
        lend_all(ret, lent);
        job_allow(w->job, folder);
        g_free(folder);
    } else {
        withdraw_end(ret);
    }
    g_hash_table_unref(lent);
    return ok;
}

static bool file_names(const struct withdrawal *withdrawal, const struct bag_file *file)
{
    GMappedFile *mapped = file->bytes ? NULL : g_mapped_file_new(file->source, FALSE, NULL);
    GBytes *bytes = file->bytes ? g_bytes_ref(file->bytes)
                    : mapped    ? g_mapped_file_get_bytes(mapped)
                                : NULL;
    bool named = false;
    for (guint i = 0; bytes && !named && i < withdrawal->names->len; i++)
        named = withdraw_count(bytes, withdrawal->names->pdata[i]) > 0;
    g_clear_pointer(&bytes, g_bytes_unref);
    g_clear_pointer(&mapped, g_mapped_file_unref);
    return named;
}

char *withdraw_remains(const struct withdrawal *withdrawal, const struct bag *bag)
{
    const char *found = NULL;
    for (size_t i = 0; i < bag->n_files; i++) {
        bool text = strcmp(bag->files[i].path, "letter.txt") == 0;
        if ((!found || text) && file_names(withdrawal, &bag->files[i]))
            found = bag->files[i].path;
    }
    return g_strdup(found);
}

// No note says a name: the report of the version keeps them all.
void withdraw_settle(const struct withdrawal *withdrawal, struct letter *letter)
{
    struct diag *diag = withdrawal->session->diag;
    if (withdrawal->names->len == 0)
        return;
    letter->date = withdrawal->date;
    diag_add_at(diag, DIAG_NOTE, "withdrawn", diag_place(NULL, 0, 0),
                "signatories who withdrew, left out of this version and of its sources: %u",
                withdrawal->names->len);
}

void withdraw_end(struct withdrawal *withdrawal)
{
    for (guint i = 0; i < withdrawal->lent->len; i++)
        job_take_back(withdrawal->session->job, withdrawal->lent->pdata[i]);
    g_clear_pointer(&withdrawal->gone, g_ptr_array_unref);
    g_clear_pointer(&withdrawal->lent, g_ptr_array_unref);
    g_clear_pointer(&withdrawal->names, g_ptr_array_unref);
}
