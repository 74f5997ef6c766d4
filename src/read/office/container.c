// SPDX-License-Identifier: MIT
#include "read/office/container.h"

#include "base/error.h"
#include "read/office/office.h"

#include <string.h>

// A long letter with its pictures unpacks to less.
static const struct zip_limits limits = {
    .bytes = (uint64_t)1 << 30, .ratio = 250, .entries = 20000};

static void tell_macros(struct reader *reader, struct zip_view *view)
{
    const struct zip_directory *directory = zip_view_directory(view);
    size_t macros = 0;
    for (guint i = 0; i < directory->entries->len; i++) {
        const char *name = zip_directory_entry(directory, i)->name;
        macros += g_str_has_suffix(name, "vbaProject.bin") || g_str_has_prefix(name, "Basic/");
    }
    if (macros && reader->diag)
        diag_add_at(reader->diag, DIAG_NOTE, "office-macros",
                    diag_place(reader->source->path, 0, 0),
                    "the document holds macros; they are not run");
}

static bool read_within(struct reader *reader, struct zip_view *view, GError **error)
{
    tell_macros(reader, view);
    return zip_view_find(view, "content.xml") ? odt_read_view(reader, view, error)
                                              : docx_read_view(reader, view, error);
}

static bool is_text(const char *data, size_t n)
{
    enum { LOOKED_AT = 1024 };
    const char *end = data;
    size_t looked = MIN(n, LOOKED_AT);
    bool whole = g_utf8_validate(data, (gssize)looked, &end) || data + looked - end < 4;
    return n && whole && !memchr(data, '<', looked) && !memchr(data, 0, looked) &&
           !(n >= 4 && memcmp(data, "PK\003\004", 4) == 0);
}

bool office_read(struct reader *reader, GError **error)
{
    const char *path = reader->source->path;
    gsize n;
    const char *data = g_bytes_get_data(reader->bytes, &n);
    GError *fault = NULL;
    bool ok = false;
    if (is_text(data, n)) {
        fault_set(&fault, FAULT_INVALID,
                  "it is no document of a word processor, but text: name its form with --form");
    } else if (n >= 4 && memcmp(data, "PK\003\004", 4) != 0) {
        ok = odt_read_flat(reader, reader->bytes, &fault);
    } else {
        struct findings *findings = findings_new("zip");
        struct zip_view *view = zip_view_open_bytes(reader->bytes, path, &limits, findings, error);
        ok = view && read_within(reader, view, &fault);
        zip_view_close(view);
        findings_free(findings);
    }
    if (fault) {
        fault_prefix(&fault, "%s: ", path);
        g_propagate_error(error, fault);
    }
    return ok;
}
