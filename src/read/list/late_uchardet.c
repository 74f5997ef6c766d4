// SPDX-License-Identifier: MIT
#include "read/list/late_uchardet.h"

#include "base/late.h"

#include <uchardet.h>

static struct {
    LATE_POINTER(uchardet_new) new;
    LATE_POINTER(uchardet_delete) delete;
    LATE_POINTER(uchardet_handle_data) handle;
    LATE_POINTER(uchardet_data_end) end;
    LATE_POINTER(uchardet_get_charset) charset;
} late;

static const struct late_symbol symbols[] = {
    LATE_SYMBOL(late.new, uchardet_new),
    LATE_SYMBOL(late.delete, uchardet_delete),
    LATE_SYMBOL(late.handle, uchardet_handle_data),
    LATE_SYMBOL(late.end, uchardet_data_end),
    LATE_SYMBOL(late.charset, uchardet_get_charset),
};

static struct late_library library = {WARRAQ_UCHARDET, symbols, G_N_ELEMENTS(symbols), false};

char *late_uchardet_guess(const char *bytes, size_t n)
{
    if (!late_open(&library, NULL))
        return NULL;
    uchardet_t detector = late.new();
    char *guess = NULL;
    if (late.handle(detector, bytes, n) == 0) {
        late.end(detector);
        guess = g_strdup(late.charset(detector));
    }
    late.delete(detector);
    if (guess && !*guess)
        g_clear_pointer(&guess, g_free);
    return guess;
}
