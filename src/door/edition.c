// SPDX-License-Identifier: MIT
#include "door/edition.h"

#include "archive/pack.h"
#include "base/error.h"
#include "base/file.h"
#include "door/output.h"
#include "door/receivers.h"
#include "door/supplied.h"
#include "door/web_faces.h"
#include "edition/docx.h"
#include "edition/epub.h"
#include "edition/html.h"
#include "edition/room.h"
#include "layout/picture.h"
#include "model/dump.h"
#include "read/write/markdown_writer.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

// ---- Pictures -----------------------------------------------------------------------------

// NULL without an error where it lies elsewhere.
static const struct image *find_picture(const struct letter *letter, const char *href,
                                        const char **ret_type, GError **error)
{
    static const char *const types[] = {
        [IMAGE_PNG] = "image/png", [IMAGE_JPEG] = "image/jpeg", [IMAGE_SVG] = "image/svg+xml"};
    if (picture_is_remote(href)) {
        diag_add(letter->session->diag, DIAG_WARNING, "image-remote", SPAN_NONE,
                 "pictures are not fetched from elsewhere: %s", href);
        return NULL;
    }
    const struct image *image = picture_read(letter->document, href, error);
    *ret_type = image ? types[image->kind] : NULL;
    return image;
}

static bool add_picture(void *context, const char *href, GString *out, GError **error)
{
    GError *fault = NULL;
    const char *type;
    const struct image *image = find_picture(context, href, &type, &fault);
    if (fault)
        g_propagate_error(error, fault);
    if (!image)
        return fault == NULL;
    gsize n;
    const guchar *bytes = g_bytes_get_data(image->bytes, &n);
    char *text = g_base64_encode(bytes, n);
    g_string_append_printf(out, "data:%s;base64,%s", type, text);
    g_free(text);
    return true;
}

static GBytes *take_picture(void *context, const char *href, const char **ret_type, GError **error)
{
    const struct image *image = find_picture(context, href, ret_type, error);
    return image ? g_bytes_ref(image->bytes) : NULL;
}

// ---- A page of the web --------------------------------------------------------------------

static const char *own_name(const struct letter *letter)
{
    const struct document_source *source = letter->document->sources->pdata[0];
    return source->name;
}

// What all forms of the letter's markup have in common. `heading` is borrowed.
static struct markup_options markup_of(const struct letter *letter, const char *heading)
{
    const struct page_starts *starts = letter->starts;
    return (struct markup_options){
        .picture = add_picture,
        .context = (void *)letter,
        .notes = "",
        .heading = heading,
        .starts = starts ? (const struct page_start *)starts->list->data : NULL,
        .n_starts = starts ? starts->list->len : 0,
    };
}

static GBytes *read_back(struct file_out *out, GError **error)
{
    gsize n = (gsize)file_out_offset(out), at = 0;
    char *bytes = g_malloc(n + 1);
    while (at < n) {
        ssize_t got = pread(file_out_fd(out), bytes + at, n - at, (off_t)at);
        if (got <= 0) {
            fault_set(error, FAULT_IO, "cannot read what was written: %s", g_strerror(errno));
            g_free(bytes);
            return NULL;
        }
        at += (gsize)got;
    }
    return g_bytes_new_take(bytes, n);
}

// What writes a letter in one form.
typedef bool (*put_fn)(const struct letter *letter, struct file_out *out, GError **error);

static GBytes *page_in_memory(const struct letter *letter, put_fn put, GError **error)
{
    struct file_out *out = file_out_open_unnamed(NULL, error);
    if (!out)
        return NULL;
    GBytes *page = put(letter, out, error) ? read_back(out, error) : NULL;
    file_out_abandon(out);
    return page;
}

static bool put_html_with(const struct letter *letter, const char *faces, struct file_out *out,
                          GError **error)
{
    char *heading = letter_word(letter, "data/summary.words", "signatories");
    struct html_options options = {.markup = markup_of(letter, heading),
                                   .title = own_name(letter),
                                   .faces = faces,
                                   .skip = heading};
    options.markup.n_starts = 0; // pages of paper are nothing to a page of the web
    struct arena *arena = arena_new();
    struct particulars said;
    options.markup.said = &said;
    bool ok = letter_particulars(letter, arena, &said, error) &&
              html_write(letter->document, &options, out, error);
    arena_free(arena);
    g_free(heading);
    return ok;
}

static bool put_plain_html(const struct letter *letter, struct file_out *out, GError **error)
{
    return put_html_with(letter, NULL, out, error);
}

// Which faces a page needs shows when it is written; so it is written again.
static bool put_html(const struct letter *letter, struct file_out *out, GError **error)
{
    const char *faces = letter->session->settings.faces;
    if (!faces || strcmp(faces, "embedded") != 0)
        return put_plain_html(letter, out, error);
    GBytes *page = page_in_memory(letter, put_plain_html, error);
    if (!page)
        return false;
    gsize n;
    const char *data = g_bytes_get_data(page, &n);
    char *style = web_faces_style(letter, data, n, error);
    bool ok = style && put_html_with(letter, style, out, error);
    g_free(style);
    g_bytes_unref(page);
    return ok;
}

static char *room_word(void *context, const char *key)
{
    return letter_word(context, "data/edition.words", key);
}

// Without its script the room is still a room.
static char *read_script(const struct letter *letter)
{
    enum { SCRIPT_MOST = 1024 * 1024 };
    char *path = supplied_path(letter->session, "data/room.js");
    GBytes *bytes = file_read(path, SCRIPT_MOST, NULL);
    g_free(path);
    if (!bytes)
        return NULL;
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    char *script = g_strndup(data, n);
    g_bytes_unref(bytes);
    return script;
}

bool edition_room(const struct letter *letter, const GArray *files, struct file_out *out,
                  GError **error)
{
    char *heading = letter_word(letter, "data/summary.words", "signatories");
    char *script = read_script(letter);
    struct room_options options = {
        .markup = markup_of(letter, heading),
        .word = room_word,
        .word_context = (void *)letter,
        .title = own_name(letter),
        .files = (const struct room_file *)files->data,
        .n_files = files->len,
        .tool = "warraq " WARRAQ_VERSION,
        .script = script,
    };
    options.markup.n_starts = 0;
    struct arena *arena = arena_new();
    struct particulars said;
    options.markup.said = &said;
    bool ok = letter_particulars(letter, arena, &said, error) &&
              room_write(letter->document, &options, out, error);
    arena_free(arena);
    g_free(heading);
    g_free(script);
    return ok;
}

GBytes *edition_page(const struct letter *letter, GError **error)
{
    return page_in_memory(letter, put_html, error);
}

// ---- Packages -----------------------------------------------------------------------------

static GBytes *part_bytes(void *data)
{
    return g_bytes_ref(data);
}

static bool pack_part(struct pack *pack, const struct package_part *part, GError **error)
{
    if (part->bytes)
        return pack_add_made(pack, part->name, part_bytes, part->bytes, error);
    return pack_add_file(pack, part->name, file_out_path(part->file), file_out_offset(part->file),
                         NULL, NULL, error);
}

static bool put_package(const struct letter *letter, const struct package *package,
                        struct file_out *out, GError **error)
{
    struct pack *pack = pack_open_into(out, letter->date, error);
    bool ok = pack != NULL;
    for (guint i = 0; ok && i < package->parts->len; i++)
        ok = pack_part(pack, &g_array_index(package->parts, struct package_part, i), error);
    if (ok)
        return pack_finish(pack, error);
    pack_abandon(pack);
    return false;
}

static bool fill_book(const struct letter *letter, struct package *package, GError **error)
{
    char *heading = letter_word(letter, "data/summary.words", "signatories");
    char *toc = letter_word(letter, "data/edition.words", "contents");
    char *pages = letter_word(letter, "data/edition.words", "pages");
    struct epub_options options = {
        .markup = markup_of(letter, heading),
        .picture = take_picture,
        .title = own_name(letter),
        .source = "letter.pdf",
        .toc = toc,
        .pages = pages,
        .date = letter->date,
    };
    bool ok = epub_write(letter->document, &options, package, error);
    g_free(heading);
    g_free(toc);
    g_free(pages);
    return ok;
}

static bool put_epub(const struct letter *letter, struct file_out *out, GError **error)
{
    struct package package;
    package_start(&package);
    bool ok = fill_book(letter, &package, error) && put_package(letter, &package, out, error);
    package_clear(&package);
    return ok;
}

// ---- A Word document ----------------------------------------------------------------------

static bool find_docx_picture(void *context, const char *href, struct docx_picture *ret,
                              GError **error)
{
    const struct letter *letter = context;
    const struct image *image = find_picture(letter, href, &ret->type, error);
    if (!image)
        return false;
    if (image->kind == IMAGE_SVG) {
        diag_add(letter->session->diag, DIAG_WARNING, "image-svg", SPAN_NONE,
                 "an SVG picture is left out of a Word document: %s", href);
        return false;
    }
    ret->bytes = image->bytes;
    ret->width = image->width;
    ret->height = image->height;
    return true;
}

static bool fill_docx(const struct letter *letter, const struct receiver *receiver,
                      struct package *package, GError **error)
{
    char *heading = letter_word(letter, "data/summary.words", "signatories");
    struct docx_options options = {
        .receiver = receiver,
        .picture = find_docx_picture,
        .context = (void *)letter,
        .title = own_name(letter),
        .heading = heading,
        .date = letter->date,
    };
    bool ok = docx_write(letter->document, &options, package, error);
    g_free(heading);
    return ok;
}

static bool put_docx(const struct letter *letter, struct file_out *out, GError **error)
{
    struct package package;
    struct receiver *receiver = receiver_find(letter->session, error);
    if (!receiver)
        return false;
    package_start(&package);
    bool ok =
        fill_docx(letter, receiver, &package, error) && put_package(letter, &package, out, error);
    package_clear(&package);
    receiver_free(receiver);
    return ok;
}

// ---- Text ---------------------------------------------------------------------------------

static bool put_and_free(GString *text, bool ok, struct file_out *out, GError **error)
{
    ok = ok && file_out_write(out, text->str, text->len, error);
    g_string_free(text, TRUE);
    return ok;
}

static bool put_markdown(const struct letter *letter, struct file_out *out, GError **error)
{
    GString *text = g_string_new(NULL);
    return put_and_free(text, import_markdown(letter->document, text, error), out, error);
}

static bool put_text(const struct letter *letter, struct file_out *out, GError **error)
{
    GString *text = g_string_new(NULL);
    return put_and_free(text, dump_text(letter->document, text, NULL, error), out, error);
}

// ---- The editions -------------------------------------------------------------------------

static const struct edition {
    enum output_form form; // whose endings ask for it
    bool (*put)(const struct letter *letter, struct file_out *out, GError **error);
    bool paged; // says where the record's pages begin
} editions[] = {
    {OUTPUT_PAGE, put_html, false}, {OUTPUT_BOOK, put_epub, true},
    {OUTPUT_WORD, put_docx, false}, {OUTPUT_MARKDOWN, put_markdown, false},
    {OUTPUT_TEXT, put_text, false},
};

const struct edition *edition_of(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(editions); i++) {
        if (output_ends(path, editions[i].form))
            return &editions[i];
    }
    return NULL;
}

static bool put_paged(const struct edition *edition, const struct letter *letter,
                      struct file_out *out, GError **error)
{
    struct page_starts starts;
    struct letter paged = *letter;
    struct page_sink nowhere = page_sink_nowhere();
    page_starts_init(&starts);
    paged.starts = &starts;
    bool ok = letter_lay_out(&paged, &nowhere, NULL, error) && edition->put(&paged, out, error);
    page_starts_clear(&starts);
    return ok;
}

bool edition_put(const struct edition *edition, const struct letter *letter, struct file_out *out,
                 GError **error)
{
    if (edition->paged && !letter->starts)
        return put_paged(edition, letter, out, error);
    return edition->put(letter, out, error);
}

static bool check_options(const struct edition *edition, const struct settings *settings,
                          GError **error)
{
    const char *other = settings->print                         ? "print"
                        : settings->pdf                         ? "pdf"
                        : settings->volumes || settings->volume ? "volumes"
                                                                : NULL;
    bool receives = edition->form == OUTPUT_WORD || !settings->receiver;
    if (other)
        fault_set(error, FAULT_USAGE, "--%s is for a PDF", other);
    else if (!receives)
        fault_set(error, FAULT_USAGE, "--for is for a Word document, .docx");
    return !other && receives;
}

bool edition_write(const struct edition *edition, const struct letter *letter, const char *target,
                   GError **error)
{
    struct file_out *out = check_options(edition, &letter->session->settings, error)
                               ? file_out_open(target, error)
                               : NULL;
    if (!out)
        return false;
    if (edition_put(edition, letter, out, error))
        return file_out_commit(out, error);
    file_out_abandon(out);
    return false;
}
