// SPDX-License-Identifier: MIT
#ifndef WARRAQ_STORE_OBJECT_CHECK_H
#define WARRAQ_STORE_OBJECT_CHECK_H

#include "base/findings.h"

/* What a storage root must know of an object in it. */
struct object_facts {
    unsigned spec; /* declared: 10, 11, or 0 */
    char *id;      /* NULL if unknown; g_free() */
};

/* Checks the object in `folder`; `prefix`, "" or ending with '/', comes before every path in the
 * findings. False if the folder cannot be read. `ret` may be NULL. */
bool object_check(const char *folder, const char *prefix, struct findings *findings,
                  struct object_facts *ret);

#endif
