// SPDX-License-Identifier: MIT
// The groups of a style file, each with what it starts from.
#ifndef WARRAQ_STYLE_GROUP_H
#define WARRAQ_STYLE_GROUP_H

#include "style/property.h"

struct group {
    const char *name;
    enum property_scope scope;
    int parent; /* the group it inherits from; -1 none */
    const char *meaning;
    const char *const
        *contents; /* the words its `content` may be, NULL at the end; NULL: any text */
};

extern const struct group style_groups[GROUP_COUNT];

/* The group's index, or -1. */
int group_find(const char *name);

/* Where the scope's struct lies for `group`. */
void *group_base(struct style *style, int group);

#endif
