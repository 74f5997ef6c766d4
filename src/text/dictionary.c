// SPDX-License-Identifier: MIT
#include "text/dictionary.h"

#include "language/script.h"
#include "text/lazy_icu_breaks.h"

static void close_iterator(void *iterator)
{
    ubrk_close(iterator);
}

// One for each thread: opening it costs more than most paragraphs do. Its rules and dictionaries
// are the same for every locale. Without ICU or its data there is none.
static UBreakIterator *opened(GPrivate *kept, UBreakIteratorType type)
{
    UBreakIterator *found = g_private_get(kept);
    if (!found && !lazy_icu_breaks_open()) {
        UErrorCode status = U_ZERO_ERROR;
        found = ubrk_open(type, "en", NULL, 0, &status);
        if (U_FAILURE(status))
            return NULL;
        g_private_set(kept, found);
    }
    return found;
}

static UBreakIterator *iterator(void)
{
    static GPrivate kept = G_PRIVATE_INIT(close_iterator);
    return opened(&kept, UBRK_LINE);
}

bool dictionary_parts_word(const struct chars *chars, size_t at)
{
    enum { AROUND = 12 };
    static GPrivate kept = G_PRIVATE_INIT(close_iterator);
    UBreakIterator *words = opened(&kept, UBRK_WORD);
    UChar units[2 * AROUND];
    size_t first = at - MIN(at, AROUND), end = MIN(at + AROUND, chars->n);
    UErrorCode status = U_ZERO_ERROR;
    for (size_t i = first; i < end; i++)
        units[i - first] = chars->code[i] > 0xffff ? 0x4e00 : (UChar)chars->code[i];
    if (words)
        ubrk_setText(words, units, (int32_t)(end - first), &status);
    return words && U_SUCCESS(status) && !ubrk_isBoundary(words, (int32_t)(at - first));
}

static bool is_in_dictionary(hb_codepoint_t c)
{
    hb_script_t script = script_of(c);
    return script == HB_SCRIPT_LAO || script == HB_SCRIPT_KHMER || script == HB_SCRIPT_MYANMAR;
}

// These scripts lie in the first plane: a character is one code unit of UTF-16.
static void break_run(struct chars *chars, size_t first, size_t end, UChar *units)
{
    UBreakIterator *words = iterator();
    UErrorCode status = U_ZERO_ERROR;
    if (!words)
        return;
    for (size_t i = first; i < end; i++)
        units[i - first] = (UChar)chars->code[i];
    ubrk_setText(words, units, (int32_t)(end - first), &status);
    for (size_t i = first + 1; i < end; i++) {
        chars->flags[i] &= (uint8_t)~CHAR_BREAK;
        if ((chars->flags[i] & CHAR_GRAPHEME) && ubrk_isBoundary(words, (int32_t)(i - first)))
            chars->flags[i] |= CHAR_BREAK;
    }
}

void dictionary_breaks(struct chars *chars, struct arena *arena)
{
    UChar *units = NULL;
    for (size_t first = 0, end; first < chars->n; first = end) {
        end = first + 1;
        if (chars->code[first] < 0xe80 || chars->code[first] > 0xffff ||
            !is_in_dictionary(chars->code[first]))
            continue;
        while (end < chars->n && is_in_dictionary(chars->code[end]))
            end++;
        if (!units)
            units = ARENA_ARRAY(arena, UChar, chars->n);
        break_run(chars, first, end, units);
    }
}
