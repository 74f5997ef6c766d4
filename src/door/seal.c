// SPDX-License-Identifier: MIT
// A signed record proven for longer than its keys last: an authority's time stamp, and what says
// that the certificates were in force, put in or behind it without a new layout.
#include "base/quote.h"
#include "base/translate.h"
#include "door/output.h"
#include "door/report.h"
#include "door/session_json.h"
#include "door/signed.h"
#include "door/verified.h"

#include <string.h>
#include <unistd.h>

enum { FILE_MOST = 0x7FFFFFFF };

// A query lies beside what will be made with its answer, and is all that is written.
static char *written_to(const struct warraq *w, const char *target)
{
    bool query = w->settings.timestamp && strcmp(w->settings.timestamp, "query") == 0;
    return query ? sign_beside(target, ".tsq") : g_strdup(target);
}

static bool plan(struct warraq *w, const char *target, const char *place, GError **error)
{
    if (strcmp(target, place) == 0)
        return output_plan(w, target, OUTPUT_RECORD, error);
    if (strcmp(target, "-") != 0)
        return session_writes(w, place, error);
    fault_set(error, FAULT_USAGE, "a query lies beside the PDF: give it a name with -o");
    return false;
}

static bool is_pdf(const char *path, GError **error)
{
    int file = file_open(path, error);
    if (file < 0)
        return false;
    close(file);
    if (!signed_is_pdf(path))
        fault_set(error, FAULT_INVALID, "%s is no PDF", path);
    return signed_is_pdf(path);
}

static bool seal(struct warraq *w, const char *path, const char *place, GError **error)
{
    GBytes *file = file_read(path, FILE_MOST, error), *sealed = NULL, *query = NULL;
    bool ok = file && signed_seal(w, file, &sealed, &query, error);
    GBytes *made = sealed ? sealed : query;
    ok = ok && file_write(place, g_bytes_get_data(made, NULL), g_bytes_get_size(made), error);
    g_clear_pointer(&sealed, g_bytes_unref);
    g_clear_pointer(&query, g_bytes_unref);
    g_clear_pointer(&file, g_bytes_unref);
    return ok;
}

enum warraq_status warraq_seal(struct warraq *w, const char *path, const char *target)
{
    GError *error = NULL;
    if (!session_begin(w, 2, path, target))
        return WARRAQ_USAGE;
    session_reads(w, path);
    char *place = written_to(w, target);
    bool ok = plan(w, target, place, &error) && is_pdf(path, &error) &&
              verified_path(w, path, &error) && seal(w, path, place, &error);
    if (ok && strcmp(place, "-") != 0)
        quote_printf(w->text, "%s\n", place);
    if (ok)
        session_json(w, report_file(place));
    g_free(place);
    return ok ? session_done(w, false) : session_fail(w, error);
}
