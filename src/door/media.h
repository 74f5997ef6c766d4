// SPDX-License-Identifier: MIT
// What a file is by the ending of its name: its media type, and the format as archives call it.
#ifndef WARRAQ_DOOR_MEDIA_H
#define WARRAQ_DOOR_MEDIA_H

#include "door/choices.h"

struct media {
    const char *ending; /* ".html" */
    const char *type;   /* "text/html" */
    const char *pronom; /* address of the format in PRONOM; NULL where it has none, or many */
    const char *name;   /* "HTML5"; NULL where there is no `pronom` */
};

/* Of a file or its path; bytes of no known kind for an ending that is not known. Never NULL. */
const struct media *media_of(const char *path);

/* warraq_choice_at("media-type"): an ending, its type. */
bool media_choice(size_t index, struct warraq_choice *ret);

#endif
