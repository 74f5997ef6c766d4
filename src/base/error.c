// SPDX-License-Identifier: MIT
#include "base/error.h"

#include "base/translate.h"

#include <stdarg.h>
#include <string.h>

// What a GError of the domain FAULT carries beside its message: the same for people.
typedef struct {
    char *local;
} FaultPrivate;

static void fault_private_init(FaultPrivate *private)
{
    private->local = NULL;
}

static void fault_private_copy(const FaultPrivate *from, FaultPrivate *to)
{
    to->local = g_strdup(from->local);
}

static void fault_private_clear(FaultPrivate *private)
{
    g_free(private->local);
}

G_DEFINE_EXTENDED_ERROR(Fault, fault)

// Takes both texts.
static void fault_make(GError **error, enum fault code, char *message, char *local)
{
    g_set_error_literal(error, FAULT, (gint)code, message);
    if (error)
        fault_get_private(*error)->local = local;
    else
        g_free(local);
    g_free(message);
}

void fault_set(GError **error, enum fault code, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    fault_make(error, code, g_strdup_vprintf(format, args),
               g_strdup_vprintf(translate(format), again));
    va_end(again);
    va_end(args);
}

void fault_set_on(GError **error, enum fault code, const char *format, const char *subject,
                  const char *phrase)
{
    fault_make(error, code, g_strdup_printf(format, subject, phrase),
               g_strdup_printf(translate(format), subject, translate(phrase)));
}

// What a user meets most; the catalogues of libc know few languages, and not Arabic.
static const char *const reasons[] = {
    N_("Permission denied"),
    N_("No such file or directory"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("Directory not empty"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("File name too long"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Broken pipe"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Operation not permitted"),
    N_("Invalid argument"),
    N_("Cannot allocate memory"),
};

const char *fault_reason(int code)
{
    (void)reasons; // there for the catalogues alone
    const char *words = strerrordesc_np(code);
    return words ? words : "?";
}

void fault_prefix(GError **error, const char *format, ...)
{
    if (!error || !*error)
        return;
    va_list args;
    va_start(args, format);
    char *prefix = g_strdup_vprintf(format, args);
    va_end(args);
    char *local = g_strconcat(prefix, fault_local(*error), NULL);
    g_prefix_error(error, "%s", prefix);
    if ((*error)->domain == FAULT) {
        FaultPrivate *private = fault_get_private(*error);
        g_free(private->local);
        private->local = g_steal_pointer(&local);
    }
    g_free(local);
    g_free(prefix);
}

const char *fault_local(const GError *error)
{
    const FaultPrivate *private = error->domain == FAULT ? fault_get_private(error) : NULL;
    return private && private->local ? private->local : error->message;
}
