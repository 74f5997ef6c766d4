// SPDX-License-Identifier: MIT
// Faults that end a job: what a function that returned false or NULL says of the reason.
#ifndef WARRAQ_BASE_ERROR_H
#define WARRAQ_BASE_ERROR_H

#include <glib.h>

#define FAULT (fault_quark())
GQuark fault_quark(void);

/* The kinds the program tells apart by its exit status (DESIGN.md, section 1). */
enum fault {
    FAULT_INVALID, /* 1: the document or archive is not what it must be */
    FAULT_USAGE,   /* 2: the call is wrong */
    FAULT_IO,      /* 3: could not read, write or find */
};

/* As g_set_error() in the domain FAULT, with the format in the user's language. */
void fault_set(GError **error, enum fault code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
