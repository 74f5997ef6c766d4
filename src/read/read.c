// SPDX-License-Identifier: MIT
// The route of a source: bytes, repaired text, the reader of its form, languages, counts.
#include "read/read.h"

#include "base/error.h"
#include "base/file.h"
#include "read/encoding.h"
#include "read/form.h"
#include "read/html/html_encoding.h"
#include "read/kind.h"
#include "read/langs.h"
#include "read/house.h"
#include "read/links.h"
#include "read/reader.h"
#include "read/list/heads.h"
#include "read/list/signatories.h"

#include <string.h>
#include <sys/stat.h>

enum { SOURCE_BYTES_MOST = 512 * 1024 * 1024 };

// What reads each of form_all(), in the same order; the form itself is said when it is used.
static const struct form_reader readers[] = {
#define LETTER_FORM(name, meaning, endings, media_type, binary, read, encoding, list)              \
    {NULL, read, encoding},
#define LIST_FORM(name, meaning, endings, media_type, list) {NULL, NULL, NULL},
#include "read/forms.inc"
};

static const struct form *form_of(const char *path, const char *name, GError **error)
{
    const struct form *form = name ? form_named(name) : form_of_file(path);
    if (name && !form)
        fault_set(error, FAULT_USAGE, "no such form of source: %s", name);
    return name || form ? form : form_all();
}

static GBytes *read_bytes(const char *path, int64_t *ret_modified, GError **error)
{
    struct stat info;
    *ret_modified = -1;
    if (strcmp(path, "-") != 0 && stat(path, &info) == 0) {
        if (S_ISREG(info.st_mode))
            *ret_modified = info.st_mtime;
        if (S_ISREG(info.st_mode) && info.st_size > SOURCE_BYTES_MOST) {
            fault_set(error, FAULT_INVALID, "%s: is larger than %d MiB [source-large]", path,
                      SOURCE_BYTES_MOST / (1024 * 1024));
            return NULL;
        }
    }
    return file_read(path, SOURCE_BYTES_MOST, error);
}

// A list from a file of its own replaces the letter's own list; a note says so.
static bool replace_signatories(struct reader *reader, const char *path, GError **error)
{
    struct node *list = signatories_read(reader, path, NULL, error);
    if (!list)
        return false;
    struct node *next;
    for (struct node *block = reader->document->root->first; block; block = next) {
        next = block->next;
        if (block->kind != NODE_LIST || block->list.kind != LIST_SIGNATORIES)
            continue;
        diag_add(reader->diag, DIAG_NOTE, "signatories-replaced", block->source,
                 "the letter's own list is left out for that of %s", reader->options->signatories);
        if (block->list.stream)
            block->list.stream->free(block->list.stream);
        node_detach(block);
    }
    signatories_place(reader->document, list);
    return true;
}

// Borrowed from the caller or opened for this letter alone.
struct lent_tables {
    const struct tables *tables;
    struct tables *own;
};

static struct lent_tables tables_for(const struct read_options *options, const char *phrases,
                                     GError **error)
{
    struct tables *own = options->tables ? NULL : tables_open(options->data, phrases, error);
    return (struct lent_tables){own ? own : options->tables, own};
}

static bool read_form(struct reader *reader, const struct form_reader *how, GError **error)
{
    reader->document->form = how->form->name;
    if (reader->options->lang)
        reader->document->root->lang = arena_strdup(reader->document->arena, reader->options->lang);
    reader->signatories_given = reader->options->signatories != NULL;
    reader_find_kept(reader);
    if (!how->read(reader, error))
        return false;
    const struct read_house *house = reader->options->house;
    if (house)
        house_stand_in(reader, house);
    const char *own = reader->options->signatories;
    bool needs_list = house && house->signatories && !own && !reader->signatories_given &&
                      !document_signatories(reader->document);
    if ((own || needs_list) && !replace_signatories(reader, own ? own : house->signatories, error))
        return false;
    links_keep_harmless(reader);
    langs_assign(reader);
    return document_count(reader->document, error);
}

static struct document *read_source(const struct source *source, const struct form_reader *how,
                                    GBytes *bytes, int64_t modified,
                                    const struct read_options *options, struct diag *diag,
                                    GError **error)
{
    struct lent_tables lent = tables_for(options, options->phrases, error);
    if (!lent.tables)
        return NULL;
    struct document *document = document_new();
    struct document_source *own = document_add_source(document, source->path, bytes, modified);
    g_bytes_unref(own->text);
    own->text = source->origin ? g_bytes_ref(source->origin) : NULL;
    struct reader reader = {.document = document,
                            .source = source,
                            .bytes = bytes,
                            .tables = lent.tables,
                            .options = options,
                            .diag = diag};
    bool ok = read_form(&reader, how, error);
    heads_free(reader.heads);
    g_clear_pointer(&reader.kept_lines, g_hash_table_unref);
    if (reader.marks)
        g_hash_table_unref(reader.marks);
    tables_free(lent.own);
    if (ok)
        return document;
    document_free(document);
    return NULL;
}

static struct document *read_list(const char *path, const struct read_options *options,
                                  struct diag *diag, GError **error)
{
    struct lent_tables lent = tables_for(options, NULL, error);
    if (!lent.tables)
        return NULL;
    struct document *document = document_new();
    struct source none = {.path = path};
    struct reader reader = {.document = document,
                            .source = &none,
                            .tables = lent.tables,
                            .options = options,
                            .diag = diag};
    document->form = "signatories";
    document->root->lang = arena_strdup(document->arena, options->lang);
    struct node *list = signatories_read(&reader, path, NULL, error);
    if (list)
        node_append_child(document->root, list);
    bool ok = list && langs_assign_list(&reader, list, error) && document_count(document, error);
    heads_free(reader.heads);
    tables_free(lent.own);
    if (ok)
        return document;
    document_free(document);
    return NULL;
}

// Text is decoded and repaired before its reader sees it; other bytes are the reader's to judge.
static struct document *read_bytes_as(const struct form_reader *how, const char *name,
                                      GBytes *bytes, int64_t modified,
                                      const struct read_options *options, struct diag *diag,
                                      GError **error)
{
    if (how->form->binary)
        return read_source(&(struct source){.path = name}, how, bytes, modified, options, diag,
                           error);
    char *encoding = encoding_find(name, bytes, options->encoding, how->declared_encoding, diag);
    struct source *source = source_new(name, bytes, encoding, diag, error);
    g_free(encoding);
    struct document *document =
        source ? read_source(source, how, bytes, modified, options, diag, error) : NULL;
    source_free(source);
    return document;
}

static struct form_reader reader_of(const struct form *form)
{
    struct form_reader how = readers[form - form_all()];
    how.form = form;
    return how;
}

// The bytes say more than the name, but that text may be of any form.
static bool settle_form(struct form_reader *how, const char *path, GBytes *bytes,
                        const struct read_options *options, GError **error)
{
    const struct kind *kind = kind_of_bytes(bytes);
    if (kind && !kind->form) {
        fault_set_on(error, FAULT_INVALID, "%s: %s [source-unsupported]", path, kind->advice);
        fault_because(error, "source-unsupported");
        return false;
    }
    const struct form *own = kind ? form_named(kind->form) : NULL;
    bool named = options->form || (form_of_file(path) && !how->form->binary);
    if (own && (own->binary || !named))
        *how = reader_of(own);
    return true;
}

// What comes from standard input is kept under a name that every system can hold.
static void name_letter(struct document *document, const struct form *form)
{
    struct document_source *source = g_ptr_array_index(document->sources, 0);
    const char *ending = form->endings[0] ? form->endings[0] : ".txt";
    source->name = arena_printf(document->arena, "letter%s", ending);
    source->unnamed = true;
}

// `how` is the name's word; the bytes are asked too unless the caller is sure.
static struct document *read_letter(struct form_reader how, bool sure, const char *path,
                                    const struct read_options *options, struct diag *diag,
                                    GError **error)
{
    int64_t modified;
    GBytes *bytes = read_bytes(path, &modified, error);
    if (!bytes)
        return NULL;
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "<stdin>" : path;
    struct document *document =
        sure || settle_form(&how, name, bytes, options, error)
            ? read_bytes_as(&how, name, bytes, modified, options, diag, error)
            : NULL;
    g_bytes_unref(bytes);
    if (document && standard)
        name_letter(document, how.form);
    return document;
}

struct document *read_document_as(const struct form_reader *how, const char *path,
                                  const struct read_options *options, struct diag *diag,
                                  GError **error)
{
    return how->form->letter ? read_letter(*how, true, path, options, diag, error)
                             : read_list(path, options, diag, error);
}

struct document *read_document(const char *path, const struct read_options *options,
                               struct diag *diag, GError **error)
{
    static const struct read_options none;
    options = options ? options : &none;
    const struct form *form = form_of(path, options->form, error);
    if (!form)
        return NULL;
    return form->letter ? read_letter(reader_of(form), false, path, options, diag, error)
                        : read_list(path, options, diag, error);
}
