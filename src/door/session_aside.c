// SPDX-License-Identifier: MIT
#include "door/session_aside.h"

#include "door/kept.h"
#include "text/font_aside.h"

struct warraq *session_aside_own(const struct warraq *w)
{
    struct warraq *aside = g_new(struct warraq, 1);
    *aside = *w; // the settings and what was found are lent
    aside->at_end = NULL;
    aside->diag = NULL;
    aside->said = NULL;
    aside->error = aside->text = aside->json = NULL;
    aside->result = aside->read = NULL;
    aside->message = NULL;
    aside->progress = NULL;
    return aside;
}

struct warraq *session_aside_new(const struct warraq *w)
{
    struct warraq *aside = session_aside_own(w);
    aside->fonts = font_set_twin(w->fonts);
    aside->kept = kept_new_beside(w->kept);
    aside->job = job_new_beside(w->job);
    return aside;
}

void session_aside_free(struct warraq *aside, const struct warraq *w)
{
    if (aside->kept != w->kept) {
        kept_free(aside->kept); // which has faces of the fonts
        font_set_free(aside->fonts);
        job_free(aside->job);
    }
    g_free(aside);
}
