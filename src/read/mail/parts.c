// SPDX-License-Identifier: MIT
#include "read/mail/parts.h"

#include "base/error.h"
#include "read/encoding.h"
#include "read/encoding_label.h"
#include "read/form.h"
#include "read/html/html_encoding.h"
#include "read/mail/mail_text.h"
#include "read/picture_url.h"

#include <stdlib.h>
#include <string.h>

static void part_free(void *data)
{
    struct letter_part *part = data;
    g_bytes_unref(part->bytes);
    g_free(part->name);
    g_free(part->charset);
    g_free(part->base);
    g_free(part->captured);
    g_free(part->subject);
    g_free(part->sender);
    g_free(part->date);
    g_free(part);
}

static void bytes_free(void *bytes)
{
    g_bytes_unref(bytes);
}

struct parts *parts_new(void)
{
    struct parts *parts = g_new0(struct parts, 1);
    parts->all = g_ptr_array_new_with_free_func(part_free);
    parts->pictures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, bytes_free);
    return parts;
}

void parts_free(struct parts *parts)
{
    g_ptr_array_unref(parts->all);
    g_hash_table_unref(parts->pictures);
    g_free(parts);
}

struct letter_part *parts_add(struct parts *parts, const char *form, GBytes *bytes, char *name)
{
    struct letter_part *part = g_new0(struct letter_part, 1);
    part->form = form;
    part->bytes = g_bytes_ref(bytes);
    part->name = name;
    g_ptr_array_add(parts->all, part);
    return part;
}

void parts_add_picture(struct parts *parts, char *where, GBytes *bytes)
{
    if (g_hash_table_contains(parts->pictures, where))
        g_free(where);
    else
        g_hash_table_insert(parts->pictures, where, g_bytes_ref(bytes));
}

// ---- what reads a part ----

// Forms that are a letter within another; what they are called is read/forms.inc's.
static const struct {
    const char *form;
    bool (*read)(struct reader *reader, GError **error);
} inner[] = {
    {"capture", capture_read}, {"html", html_read},           {"markdown", markdown_read},
    {"word", office_read},     {"opendocument", office_read},
};

static size_t inner_of(const char *form)
{
    size_t i = 0;
    while (strcmp(inner[i].form, form) != 0)
        i++;
    return i;
}

// By the name of an attachment, else by what the mail calls it.
static bool is_form(const struct form *form, const char *media_type, const char *file_name)
{
    if (file_name)
        return form_of_file(file_name) == form;
    if (!media_type)
        return false;
    bool page = g_ascii_strcasecmp(media_type, "application/xhtml+xml") == 0;
    return g_ascii_strcasecmp(page ? "text/html" : media_type, form->media_type) == 0;
}

const char *part_form(const char *media_type, const char *file_name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(inner); i++) {
        if (is_form(form_named(inner[i].form), media_type, file_name))
            return inner[i].form;
    }
    return NULL;
}

// ---- which part ----

// Words of its text, tags aside: what is asked is only which is much longer.
static size_t words_of(const struct letter_part *part)
{
    gsize n;
    const char *data = g_bytes_get_data(part->bytes, &n);
    bool page = strcmp(part->form, "html") == 0, in_tag = false, in_word = false;
    size_t words = 0;
    for (gsize i = 0; i < n; i++) {
        in_tag = page && (data[i] == '<' || (in_tag && data[i] != '>'));
        bool letter = !in_tag && !g_ascii_isspace(data[i]) && data[i] != '>';
        words += letter && !in_word;
        in_word = letter;
    }
    return words;
}

static const struct letter_part *part_at(const struct parts *parts, guint index)
{
    return g_ptr_array_index(parts->all, index);
}

// The first, unless it only comes with one that is much longer.
static const struct letter_part *likeliest(const struct parts *parts)
{
    enum { MUCH = 3 };
    const struct letter_part *best = NULL;
    for (guint i = 0; i < parts->all->len; i++) {
        const struct letter_part *part = part_at(parts, i);
        if (part->attached)
            continue;
        bool longer = best && !best->base && words_of(part) > MUCH * words_of(best);
        best = !best || longer ? part : best;
    }
    if (!best && parts->all->len)
        best = part_at(parts, 0);
    return best;
}

static const struct letter_part *named(const struct parts *parts, const char *name)
{
    char *end;
    unsigned long number = strtoul(name, &end, 10);
    if (end > name && !*end)
        return number >= 1 && number <= parts->all->len ? part_at(parts, (guint)number - 1) : NULL;
    char *wanted = g_utf8_casefold(name, -1);
    const struct letter_part *found = NULL;
    for (guint i = 0; i < parts->all->len && !found; i++) {
        char *own = g_utf8_casefold(part_at(parts, i)->name, -1);
        if (strstr(own, wanted))
            found = part_at(parts, i);
        g_free(own);
    }
    g_free(wanted);
    return found;
}

// "1 "a subject", 2 "a file.docx"", but for `without`.
static char *list_of(const struct parts *parts, const struct letter_part *without)
{
    enum { LISTED_MOST = 20 };
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < parts->all->len && i < LISTED_MOST; i++) {
        const struct letter_part *part = part_at(parts, i);
        if (part != without)
            g_string_append_printf(list, "%s%u \"%s\"", list->len ? ", " : "", i + 1, part->name);
    }
    if (parts->all->len > LISTED_MOST)
        g_string_append(list, ", …");
    return g_string_free(list, FALSE);
}

static const struct letter_part *choose(const struct parts *parts, const struct reader *reader,
                                        GError **error)
{
    const char *path = reader->source->path, *wish = reader->options->part;
    if (parts->all->len == 0) {
        fault_set(error, FAULT_INVALID, "%s: holds no text that could be a letter [source-empty]",
                  path);
        return NULL;
    }
    const struct letter_part *part = wish ? named(parts, wish) : likeliest(parts);
    if (part)
        return part;
    char *list = list_of(parts, NULL);
    fault_set(error, FAULT_USAGE, "%s: has no part %s; it has %s [source-part]", path, wish, list);
    g_free(list);
    return NULL;
}

static void tell_others(const struct parts *parts, const struct reader *reader,
                        const struct letter_part *part)
{
    if (parts->all->len < 2 || !reader->diag || reader->options->part)
        return;
    char *list = list_of(parts, part);
    diag_add_at(reader->diag, DIAG_WARNING, "source-parts", diag_place(reader->source->path, 0, 0),
                "the part \"%s\" is read; not read: %s (--part names another)", part->name, list);
    g_free(list);
}

// ---- reading it ----

// What its lines and bytes are counted in is the part's own text.
static void own_text(struct reader *reader, const struct source *source)
{
    struct document_source *own = g_ptr_array_index(reader->document->sources, 0);
    if (own->text)
        g_bytes_unref(own->text);
    own->text = g_bytes_ref(source->origin);
}

static bool read_text(struct reader *reader, const struct letter_part *part, GError **error)
{
    size_t how = inner_of(part->form);
    const struct source *outer = reader->source;
    bool page = strcmp(part->form, "html") == 0;
    // Mails that name no charset are said to be in ASCII; what is beyond it shows what it is.
    bool ascii = part->charset && g_ascii_strcasecmp(part->charset, "us-ascii") == 0;
    const char *told = part->charset && !ascii ? encoding_of_label(part->charset) : NULL;
    const char *wish = reader->options->encoding ? reader->options->encoding : told;
    char *encoding = encoding_find(outer->path, part->bytes, wish,
                                   page ? html_declared_encoding : NULL, reader->diag);
    struct source *source = source_new(outer->path, part->bytes, encoding, reader->diag, error);
    g_free(encoding);
    if (!source)
        return false;
    own_text(reader, source);
    reader->source = source;
    reader->address = part->base;
    bool ok = inner[how].read(reader, error);
    reader->source = outer;
    reader->address = NULL;
    source_free(source);
    return ok;
}

static bool read_binary(struct reader *reader, const struct letter_part *part, GError **error)
{
    GBytes *outer = reader->bytes;
    reader->bytes = part->bytes;
    bool ok = inner[inner_of(part->form)].read(reader, error);
    reader->bytes = outer;
    return ok;
}

// ---- pictures within ----

static GBytes *picture_at(const struct parts *parts, const char *href, const char *base)
{
    GBytes *bytes = g_hash_table_lookup(parts->pictures, href);
    if (bytes || !base)
        return bytes;
    char *address = g_uri_resolve_relative(base, href, G_URI_FLAGS_ENCODED, NULL);
    bytes = address ? g_hash_table_lookup(parts->pictures, address) : NULL;
    g_free(address);
    return bytes;
}

static void place_pictures(const struct parts *parts, struct arena *arena, struct node *parent,
                           const char *base)
{
    for (struct node *child = parent->first; child; child = child->next) {
        place_pictures(parts, arena, child, base);
        GBytes *bytes =
            child->kind == NODE_IMAGE && child->href ? picture_at(parts, child->href, base) : NULL;
        const char *url = bytes ? picture_url(arena, bytes) : NULL;
        child->href = url ? url : child->href;
    }
}

// ---- what the container says of the letter ----

// The letter's title where it has none; else not printed, which is said.
static void take_subject(struct reader *reader, const char *subject)
{
    reader_offer_title(reader, subject);
    if (*subject && strcmp(reader->document->title, subject) != 0)
        reader_set_aside(reader, SPAN_NONE, 1, 1, "mail-subject", subject, strlen(subject));
}

static void take_head(struct reader *reader, const struct letter_part *part)
{
    struct document *document = reader->document;
    if (part->subject)
        take_subject(reader, mail_subject(part->subject));
    if (!document->date && part->date)
        document->date = arena_strdup(document->arena, part->date);
    document->origin = arena_strdup(document->arena, part->base);
    document->captured = arena_strdup(document->arena, part->captured);
    if (part->sender && reader->diag)
        diag_add_at(reader->diag, DIAG_NOTE, "mail-sender", diag_place(reader->source->path, 0, 0),
                    "the mail is from %s", part->sender);
}

bool parts_read(const struct parts *parts, struct reader *reader, GError **error)
{
    const struct letter_part *part = choose(parts, reader, error);
    if (!part)
        return false;
    tell_others(parts, reader, part);
    const char *form = reader->document->form;
    reader->document->form = part->form;
    bool ok = form_named(part->form)->binary ? read_binary(reader, part, error)
                                             : read_text(reader, part, error);
    reader->document->form = form;
    if (!ok)
        return false;
    place_pictures(parts, reader->document->arena, reader->document->root, part->base);
    take_head(reader, part);
    return true;
}
