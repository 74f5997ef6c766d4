// SPDX-License-Identifier: MIT
// The route on one screen: a letter is read, laid out, and leaves as a record.
#include "warraq.h"

#include "letter.h"
#include "produce.h"

enum warraq_status warraq_render(struct warraq *w, const char *source, const char *target)
{
    GError *error = NULL;
    struct letter letter;
    session_begin(w);
    if (!letter_open(w, source, NULL, &letter, &error))
        return session_fail(w, error);
    struct file_out *out = file_out_open(target, &error);
    bool ok = out && produce_record(&letter, out, NULL, &error);
    if (ok)
        ok = file_out_commit(out, &error);
    else
        file_out_abandon(out);
    bool faults = w->settings.strict && produce_missing_glyphs(w) > 0;
    letter_close(&letter);
    return ok ? session_done(w, faults) : session_fail(w, error);
}
