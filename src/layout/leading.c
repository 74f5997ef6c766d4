// SPDX-License-Identifier: MIT
#include "layout/leading.h"

#include "language/script.h"
#include "style/style.h"

// A style's line heights are those Arabic needs in Naskh; scripts that run the other way want less
// unless their letters are stacked, words stacked on a slope want more.
static int percent_for(const struct layout_job *job, const char *lang, bool rtl)
{
    if (!rtl)
        return script_is_stacked(script_of_language(lang)) ? 100 : job->style->page.ltr_leading;
    const char *family = job->style->blocks[GROUP_BODY].family;
    bool slants = font_set_slants(job->fonts, family, lang);
    return slants ? job->style->page.slanting_leading : 100;
}

void leading_adjust(const struct layout_job *job, const char *lang, bool rtl, struct arena *arena,
                    struct style *ret)
{
    style_in_language(job->style, lang, rtl, arena, ret);
    // Beside a window date and reference are one under the other, in a column of their own.
    if (ret->page.window != WINDOW_NONE)
        ret->blocks[GROUP_DATE].align = ret->blocks[GROUP_REFERENCE].align;
    int percent = percent_for(job, lang, rtl);
    ret->page.grid = (len)((int64_t)ret->page.grid * percent / 100);
    for (int i = GROUP_BODY; i < GROUP_COUNT; i++) {
        struct leading *leading = &ret->blocks[i].leading;
        leading->fixed = (len)((int64_t)leading->fixed * percent / 100);
        leading->permille = leading->permille * percent / 100;
    }
}
