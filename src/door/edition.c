// SPDX-License-Identifier: MIT
#include "door/edition.h"

#include "base/error.h"
#include "base/file.h"
#include "door/output.h"
#include "edition/html.h"
#include "layout/picture.h"
#include "model/dump.h"
#include "read/write/markdown_writer.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

// ---- A page of the web --------------------------------------------------------------------

static bool add_picture(void *context, const char *href, GString *out, GError **error)
{
    static const char *const types[] = {
        [IMAGE_PNG] = "image/png", [IMAGE_JPEG] = "image/jpeg", [IMAGE_SVG] = "image/svg+xml"};
    const struct letter *letter = context;
    if (picture_is_remote(href)) {
        diag_add(letter->session->diag, DIAG_WARNING, "image-remote", SPAN_NONE,
                 "pictures are not fetched from elsewhere: %s", href);
        return true;
    }
    const struct image *image = picture_read(letter->document, href, error);
    if (!image)
        return false;
    gsize n;
    const guchar *bytes = g_bytes_get_data(image->bytes, &n);
    char *text = g_base64_encode(bytes, n);
    g_string_append_printf(out, "data:%s;base64,%s", types[image->kind], text);
    g_free(text);
    return true;
}

static bool put_html(const struct letter *letter, struct file_out *out, GError **error)
{
    const struct document_source *source = letter->document->sources->pdata[0];
    struct html_options options = {source->name, add_picture, (void *)letter};
    return html_write(letter->document, &options, out, error);
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

GBytes *edition_page(const struct letter *letter, GError **error)
{
    struct file_out *out = file_out_open_unnamed(NULL, error);
    if (!out)
        return NULL;
    GBytes *page = put_html(letter, out, error) ? read_back(out, error) : NULL;
    file_out_abandon(out);
    return page;
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
} editions[] = {
    {OUTPUT_PAGE, put_html},
    {OUTPUT_MARKDOWN, put_markdown},
    {OUTPUT_TEXT, put_text},
};

const struct edition *edition_of(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(editions); i++) {
        if (output_ends(path, editions[i].form))
            return &editions[i];
    }
    return NULL;
}

static bool check_options(const struct settings *settings, GError **error)
{
    const char *other = settings->print                         ? "print"
                        : settings->pdf                         ? "pdf"
                        : settings->volumes || settings->volume ? "volumes"
                                                                : NULL;
    if (other)
        fault_set(error, FAULT_USAGE, "--%s is for a PDF", other);
    return !other;
}

bool edition_write(const struct edition *edition, const struct letter *letter, const char *target,
                   GError **error)
{
    struct file_out *out =
        check_options(&letter->session->settings, error) ? file_out_open(target, error) : NULL;
    if (!out)
        return false;
    if (edition->put(letter, out, error))
        return file_out_commit(out, error);
    file_out_abandon(out);
    return false;
}
