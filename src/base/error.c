// SPDX-License-Identifier: MIT
#include "base/error.h"

#include "base/quote.h"
#include "base/translate.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

// What a GError of the domain FAULT carries beside its message: the same for people.
typedef struct {
    char *local;
    const char *code;
} FaultPrivate;

static void fault_private_init(FaultPrivate *private)
{
    private->local = NULL;
    private->code = NULL;
}

static void fault_private_copy(const FaultPrivate *from, FaultPrivate *to)
{
    to->local = g_strdup(from->local);
    to->code = from->code;
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
    fault_make(error, code, quote_vprintf(format, args), quote_vprintf(translate(format), again));
    va_end(again);
    va_end(args);
}

void fault_set_texts(GError **error, enum fault code, const char *message, const char *local)
{
    fault_make(error, code, g_strdup(message), g_strdup(local));
}

void fault_set_on(GError **error, enum fault code, const char *format, const char *subject,
                  const char *phrase)
{
    char *message = quote_format(format, subject, phrase);
    fault_make(error, code, message, quote_format(translate(format), subject, translate(phrase)));
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
    char *prefix = quote_vprintf(format, args);
    va_end(args);
    va_start(args, format);
    char *translated = quote_vprintf(translate(format), args);
    va_end(args);
    char *local = g_strconcat(translated, fault_local(*error), NULL);
    g_free(translated);
    g_prefix_error(error, "%s", prefix);
    if ((*error)->domain == FAULT) {
        FaultPrivate *private = fault_get_private(*error);
        g_free(private->local);
        private->local = g_steal_pointer(&local);
    }
    g_free(local);
    g_free(prefix);
}

void fault_because(GError **error, const char *code)
{
    if (error && *error && (*error)->domain == FAULT)
        fault_get_private(*error)->code = code;
}

static const char *code_of_kind(int kind)
{
    const char *code = "io";
    if (kind == FAULT_INVALID)
        code = "invalid";
    else if (kind == FAULT_USAGE)
        code = "usage";
    else if (kind == FAULT_STOPPED)
        code = "stopped";
    return code;
}

const char *fault_code(const GError *error)
{
    if (error->domain != FAULT)
        return code_of_kind(FAULT_IO);
    const FaultPrivate *private = fault_get_private(error);
    return private->code ? private->code : code_of_kind(error->code);
}

const char *fault_code_errno(int reason)
{
    static const struct {
        int reasons[3];
        const char *code;
    } rows[] = {
#define ROW(code, ...) {{__VA_ARGS__}, code}
        ROW("not-found", ENOENT, ENOTDIR),     ROW("permission", EACCES, EPERM, EROFS),
        ROW("no-room", ENOSPC, EDQUOT, EFBIG), ROW("is-a-folder", EISDIR),
        ROW("exists", EEXIST, ENOTEMPTY),
#undef ROW
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(rows[i].reasons); k++) {
            if (rows[i].reasons[k] == reason)
                return rows[i].code;
        }
    }
    return code_of_kind(FAULT_IO);
}

const char *fault_local(const GError *error)
{
    const FaultPrivate *private = error->domain == FAULT ? fault_get_private(error) : NULL;
    return private && private->local ? private->local : error->message;
}
