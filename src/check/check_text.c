// SPDX-License-Identifier: MIT
#include "check/check_text.h"

#include "check/check_letters.h"
#include "check/check_pairs.h"
#include "check/check_spacing.h"
#include "check/check_units.h"

// White space that the reader trimmed from the end of a line, other than the plain kind.
static void check_trimmed(const struct check *check, const struct node *block)
{
    const struct document_source *source =
        check->document->sources->len ? g_ptr_array_index(check->document->sources, 0) : NULL;
    if (block->source.start == SPAN_NONE.start || !source || !source->text)
        return;
    gsize n;
    const char *text = g_bytes_get_data(source->text, &n);
    for (size_t at = block->source.end; at < n && text[at] != '\n';) {
        gunichar c = g_utf8_get_char_validated(text + at, (gssize)(n - at));
        if (c == (gunichar)-1 || c == (gunichar)-2 || !g_unichar_isspace(c))
            return;
        if (c > 0x7F)
            notes_add(check->notes, DIAG_WARNING, "space-odd", (struct span){at, at},
                      "U+%04X at the end of the line", c);
        at += (size_t)(g_utf8_next_char(text + at) - (text + at));
    }
}

void check_block(struct check *check, const struct node *block)
{
    struct checked checked;
    checked_open(&checked, check, block);
    check_spacing(&checked);
    check_trimmed(check, block);
    check_pairs(&checked);
    check_letters(&checked);
    check_units(&checked);
    checked_close(&checked);
}
