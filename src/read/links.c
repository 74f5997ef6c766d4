// SPDX-License-Identifier: MIT
#include "read/links.h"

#include "base/link.h"

static void keep_harmless_below(struct reader *reader, struct node *node)
{
    for (struct node *child = node->first; child; child = child->next) {
        keep_harmless_below(reader, child);
        if (child->kind != NODE_LINK || (child->href && link_is_harmless(child->href)))
            continue;
        child->kind = NODE_SPAN;
        diag_add(reader->diag, DIAG_NOTE, "link-dropped", child->source,
                 "the link to %s is left out: only http, https, mailto and tel are kept",
                 child->href ? child->href : "\"\"");
    }
}

void links_keep_harmless(struct reader *reader)
{
    keep_harmless_below(reader, reader->document->root);
}
