// SPDX-License-Identifier: MIT
// A source of any form turned into a clean one.
#include "base/file.h"
#include "door/output.h"
#include "door/report.h"
#include "door/session_json.h"
#include "read/write/markdown_writer.h"

#include <string.h>

enum warraq_status warraq_import(struct warraq *w, const char *source, const char *target)
{
    GError *error = NULL;
    struct letter letter;
    if (!session_begin(w, 2, source, target))
        return WARRAQ_USAGE;
    session_reads(w, source);
    if (!output_plan(w, target, OUTPUT_MARKDOWN, &error) ||
        !letter_open(w, source, NULL, &letter, &error))
        return session_fail(w, error);
    GString *markdown = g_string_new(NULL);
    bool ok = import_markdown(letter.document, markdown, &error) &&
              file_write(target, markdown->str, markdown->len, &error);
    g_string_free(markdown, TRUE);
    if (ok) {
        json_t *value = report_file(target);
        json_object_set_new(value, "signatories", report_signatories(letter.document));
        json_object_set_new(value, "set_aside", report_set_aside(letter.document));
        session_json_with_notes(w, value);
    }
    letter_close(&letter);
    return ok ? session_done(w, false) : session_fail(w, error);
}
