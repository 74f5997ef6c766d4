// SPDX-License-Identifier: MIT
#include "layout/elements.h"

#include <assert.h>

struct element *elements_begin(struct flow *flow, uint32_t parent, enum role role)
{
    struct flow_element begun = {
        .element = {.id = flow->next_element++, .parent = parent, .role = role},
        .first = flow->next_serial,
        .last = UINT64_MAX};
    g_array_append_val(flow->pending, begun);
    flow->least_holds = false;
    return &g_array_index(flow->pending, struct flow_element, flow->pending->len - 1).element;
}

void elements_reserve(struct flow *flow, const struct node *block, enum role role)
{
    uint32_t id = elements_begin(flow, flow->document_element, role)->id;
    g_hash_table_insert(flow->reserved, (void *)block, GUINT_TO_POINTER(id));
}

uint32_t elements_reserved(const struct flow *flow, const struct node *block)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(flow->reserved, block));
}

static struct flow_element *find_element(GArray *elements, guint head, uint32_t id)
{
    guint low = head, high = elements->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        struct flow_element *found = &g_array_index(elements, struct flow_element, middle);
        if (found->element.id == id)
            return found;
        if (found->element.id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static struct flow_element *seek(struct flow *flow, uint32_t id)
{
    struct flow_element *found = find_element(flow->pending, flow->pending_head, id);
    return found ? found : find_element(flow->active, 0, id);
}

static struct flow_element *find(struct flow *flow, uint32_t id)
{
    struct flow_element *found = seek(flow, id);
    assert(found);
    return found;
}

void elements_settle(struct flow *flow, uint32_t id)
{
    for (guint i = flow->pending->len; i-- > flow->pending_head;) {
        struct flow_element *inner = &g_array_index(flow->pending, struct flow_element, i);
        if (inner->element.id <= id)
            break;
        bool is_inline = inner->element.role == ROLE_LINK || inner->element.role == ROLE_SPAN ||
                         inner->element.role == ROLE_REFERENCE;
        if (inner->last == UINT64_MAX && is_inline && inner->element.parent == id)
            inner->last = inner->first;
    }
}

void elements_end(struct flow *flow, uint32_t id)
{
    find(flow, id)->last = flow->next_serial ? flow->next_serial - 1 : 0;
    elements_settle(flow, id);
}

void elements_place(struct flow *flow, uint32_t id, uint64_t first, uint64_t last)
{
    struct flow_element *element = find(flow, id);
    element->first = first;
    element->last = last;
    flow->least_holds = false;
}

void elements_extend(struct flow *flow, uint32_t id, uint64_t serial)
{
    struct flow_element *element = find(flow, id);
    if (element->last == UINT64_MAX)
        element->first = serial;
    element->last = serial;
    flow->least_holds = false;
}

uint64_t elements_first(struct flow *flow, uint32_t id)
{
    return find(flow, id)->first;
}

static uint64_t *least_at(const struct flow *flow, guint index)
{
    return &g_array_index(flow->least, uint64_t, index);
}

// The least `first` from each element on is where a page's elements end: mostly they ascend, but
// an inline may begin after others that follow it.
static void find_least(struct flow *flow, guint from, guint end)
{
    for (guint i = end; i-- > from;) {
        uint64_t first = g_array_index(flow->pending, struct flow_element, i).first;
        bool is_last = i + 1 == flow->pending->len;
        *least_at(flow, i) = is_last ? first : MIN(first, *least_at(flow, i + 1));
    }
}

static void drop_taken(struct flow *flow)
{
    if (flow->pending_head < flow->pending->len / 2)
        return;
    g_array_remove_range(flow->pending, 0, flow->pending_head);
    flow->pending_head = 0;
    flow->least_holds = false;
}

guint elements_take(struct flow *flow, uint64_t end)
{
    guint head = flow->pending_head, n = flow->pending->len, stop = head, taken = 0;
    struct flow_element *pending = (struct flow_element *)(void *)flow->pending->data;
    g_array_set_size(flow->least, n);
    if (!flow->least_holds)
        find_least(flow, head, n);
    flow->least_holds = true;
    while (stop < n && *least_at(flow, stop) < end) {
        if (pending[stop].first < end) {
            g_array_append_val(flow->active, pending[stop]);
            taken++;
        }
        stop++;
    }
    guint kept = stop;
    for (guint i = stop; i-- > head;) {
        if (pending[i].first >= end)
            pending[--kept] = pending[i];
    }
    flow->pending_head = kept;
    find_least(flow, kept, stop);
    drop_taken(flow);
    return taken;
}

void elements_end_note(struct flow *flow, uint32_t first_element, uint32_t last_element)
{
    for (uint32_t id = first_element; id <= last_element; id++) {
        struct flow_element *element = find(flow, id);
        element->last = element->first;
    }
}

struct element *elements_get(struct flow *flow, uint32_t id)
{
    return &find(flow, id)->element;
}

void elements_drop(struct flow *flow, uint32_t id)
{
    guint n = flow->pending->len;
    while (n > flow->pending_head &&
           g_array_index(flow->pending, struct flow_element, n - 1).element.id >= id)
        n--;
    g_array_set_size(flow->pending, n);
    flow->least_holds = false;
    flow->next_element = id;
    while (flow->links->len &&
           g_array_index(flow->links, struct link_target, flow->links->len - 1).element >= id)
        g_array_set_size(flow->links, flow->links->len - 1);
}

struct link_target *elements_link(const struct flow *flow, uint32_t element)
{
    guint low = 0, high = flow->links->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        struct link_target *link = &g_array_index(flow->links, struct link_target, middle);
        if (link->element == element)
            return link;
        if (link->element < element)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

// A list may bring a link with every name: those whose elements have ended are given up.
void elements_release_links(struct flow *flow)
{
    enum { LINKS_KEEP = 256 };
    guint kept = 0, n = flow->links->len;
    struct link_target *links = (struct link_target *)(void *)flow->links->data;
    if (n < MAX(flow->links_most, LINKS_KEEP))
        return;
    for (guint i = 0; i < n; i++) {
        if (seek(flow, links[i].element)) {
            struct link_target held = links[kept];
            links[kept++] = links[i];
            links[i] = held; // what is swapped to the end is cleared with it
        }
    }
    g_array_set_size(flow->links, kept);
    flow->links_most = 2 * kept; // looked at again when there are twice as many
}
