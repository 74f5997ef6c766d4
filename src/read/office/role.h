// SPDX-License-Identifier: MIT
// What a paragraph style means, by the name that word processors give it in the file whatever
// language they speak.
#ifndef WARRAQ_READ_OFFICE_ROLE_H
#define WARRAQ_READ_OFFICE_ROLE_H

#include "model/node.h"

struct style_role {
    enum node_kind kind; /* NODE_PARAGRAPH: nothing special */
    int level;           /* of a heading */
};

/* By a style's name, case, spaces, "_20_" and hyphens aside: "Title", "heading 2", "Salutation". */
struct style_role style_role(const char *name);

#endif
