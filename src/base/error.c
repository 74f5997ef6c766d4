// SPDX-License-Identifier: MIT
#include "base/error.h"

#include "base/translate.h"

#include <stdarg.h>

G_DEFINE_QUARK(warraq - fault, fault)

void fault_set(GError **error, enum fault code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(translate(format), args);
    va_end(args);
    g_set_error_literal(error, FAULT, (gint)code, message);
    g_free(message);
}
