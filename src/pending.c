// SPDX-License-Identifier: MIT
// Commands whose rooms land next.
#include "letter.h"

#define PENDING(name, ...)                                                                         \
    enum warraq_status name(__VA_ARGS__)                                                           \
    {                                                                                              \
        GError *e = NULL;                                                                          \
        session_begin(w);                                                                          \
        fault_set(&e, FAULT_USAGE, "%s: its room has not landed", #name);                          \
        return session_fail(w, e);                                                                 \
    }
#pragma GCC diagnostic ignored "-Wunused-parameter"
typedef const char *s;
PENDING(warraq_check, struct warraq *w, s a)
