// SPDX-License-Identifier: MIT
// The desk: one page in the browser, for one person on one machine. It serves the loopback address
// alone, to whoever has its random token, and reads and writes one folder. It knows the library by
// warraq.h only.
#ifndef WARRAQ_DESK_DESK_H
#define WARRAQ_DESK_DESK_H

#include <glib.h>
#include <stdbool.h>

/* Serves `folder` until the page is closed or stop() says so. `ready` is called once with the
 * address to open. `lang` is "en" or "ar", what the page begins in. False with *error set where the
 * folder or the port cannot be had. */
struct desk_call {
    const char *folder, *lang;
    void (*ready)(void *context, const char *address);
    void (*speak)(const char *lang); /* the library's messages are in "en" or "ar" from here on */
    void *context;
};
bool desk_run(const struct desk_call *call, GError **error);

#endif
