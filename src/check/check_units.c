// SPDX-License-Identifier: MIT
#include "check/check_units.h"

#include "language/compound.h"
#include "language/script.h"

// The script of the letter before, which decides how digits run on: among Arabic letters they
// become Arabic numbers (rule W2), whose parts a hyphen does not join.
static hb_script_t script_before(const struct checked *checked, size_t index)
{
    while (index > 0 && !g_unichar_isalpha(checked->chars[index - 1]))
        index--;
    return index > 0 ? script_of(checked->chars[index - 1]) : HB_SCRIPT_COMMON;
}

// Whether what stands between the number's digits parts it, or a sign leaves its head.
static bool is_turned(const struct checked *checked, const struct compound *compound)
{
    hb_script_t script = script_before(checked, compound->first);
    if (!script_is_rtl(script))
        return false;
    for (size_t i = compound->first; i < compound->end; i++) {
        gunichar c = checked->chars[i];
        bool joins = g_unichar_isdigit(c) || c == '.' || c == ',' || c == ':' || c == '/' ||
                     c == 0x66B || c == 0x66C;
        bool hyphen = c == '-' && i > compound->first && script == HB_SCRIPT_HEBREW;
        if (!joins && !hyphen)
            return true;
    }
    return false;
}

void check_units(const struct checked *checked)
{
    GArray *compounds = compounds_find(checked->chars, checked->count);
    for (guint i = 0; i < compounds->len; i++) {
        const struct compound *compound = &g_array_index(compounds, struct compound, i);
        if (!compound_is_ltr(compound) || !is_turned(checked, compound))
            continue;
        size_t start = checked->offsets[compound->first];
        size_t end =
            compound->end < checked->count ? checked->offsets[compound->end] : checked->text->len;
        checked_note(checked, compound->first, "number-turned",
                     "\"%.*s\" is set from left to right; other programs turn it round",
                     (int)(end - start), checked->text->str + start);
    }
    g_array_unref(compounds);
}
