// SPDX-License-Identifier: MIT
#include "model/stream_told.h"

#include "language/direction.h"

#include <string.h>

bool node_first_strong(const struct node *node, bool *ret_rtl)
{
    if (node->kind == NODE_TEXT)
        return direction_first_strong(node->text, ret_rtl);
    for (const struct node *child = node->first; child; child = child->next) {
        if (node_is_inline(child) && node_first_strong(child, ret_rtl))
            return true;
    }
    return false;
}

void stream_told_start(struct stream_told *told)
{
    if (told)
        *told = (struct stream_told){0};
}

// The place of a shape, which may be new; TOLD_LABELS_MOST if there is none for it.
static size_t find_label(struct stream_told *told, const char *label, bool numbered)
{
    char shape[LABEL_SHAPE_SIZE];
    if (!label_shape(label, shape))
        return TOLD_LABELS_MOST;
    size_t n = MIN(told->n_labels, (size_t)TOLD_LABELS_MOST);
    for (size_t i = 0; i < n; i++) {
        if (told->labels[i].numbered == numbered && strcmp(told->labels[i].text, shape) == 0)
            return i;
    }
    if (n < TOLD_LABELS_MOST) {
        strcpy(told->labels[n].text, shape);
        told->labels[n].numbered = numbered;
        told->n_labels++;
    }
    return n;
}

static void add_label(struct stream_told *told, const char *label, int64_t number)
{
    size_t place = find_label(told, label, number != NUMBER_NONE);
    if (place == TOLD_LABELS_MOST) {
        told->n_labels = TOLD_LABELS_MOST + 1;
        return;
    }
    for (unsigned d = 1; d <= TOLD_MULTIPLES_MOST; d++) {
        bool multiple = number > 0 && number % d == 0;
        *(multiple ? &told->labels[place].multiples : &told->labels[place].others) |= UINT32_C(1)
                                                                                      << d;
    }
}

void stream_told_add(struct stream_told *told, const struct node *entry)
{
    bool rtl;
    if (!told)
        return;
    told->entries++;
    if (node_first_strong(entry, &rtl))
        *(rtl ? &told->rtl : &told->ltr) += 1;
    if (entry->entry.label && *entry->entry.label)
        add_label(told, entry->entry.label, entry->entry.number);
}

void stream_told_end(struct stream_told *told)
{
    if (told)
        told->whole = true;
}
