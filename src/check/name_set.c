// SPDX-License-Identifier: MIT
// Open addressing with linear steps, at most half full. Two different names that share all 64
// bits would need a list of billions.
#include "check/name_set.h"

#include <glib.h>

struct name_slot {
    uint64_t key;
    int64_t value; // -1: free
};

struct name_set {
    struct name_slot *slots;
    size_t size, used; // size is a power of two
};

static struct name_slot *slots_new(size_t size)
{
    struct name_slot *slots = g_new(struct name_slot, size);
    for (size_t i = 0; i < size; i++)
        slots[i] = (struct name_slot){0, -1};
    return slots;
}

struct name_set *name_set_new(void)
{
    enum { FIRST_SIZE = 64 };
    struct name_set *set = g_new0(struct name_set, 1);
    set->size = FIRST_SIZE;
    set->slots = slots_new(set->size);
    return set;
}

void name_set_free(struct name_set *set)
{
    g_free(set->slots);
    g_free(set);
}

static struct name_slot *find(const struct name_set *set, uint64_t key)
{
    size_t at = (size_t)key & (set->size - 1);
    while (set->slots[at].value >= 0 && set->slots[at].key != key)
        at = (at + 1) & (set->size - 1);
    return &set->slots[at];
}

static void grow(struct name_set *set)
{
    struct name_slot *old = set->slots;
    size_t size = set->size;
    set->size *= 2;
    set->slots = slots_new(set->size);
    for (size_t i = 0; i < size; i++) {
        if (old[i].value >= 0)
            *find(set, old[i].key) = old[i];
    }
    g_free(old);
}

int64_t name_set_meet(struct name_set *set, uint64_t key, int64_t value)
{
    struct name_slot *slot = find(set, key);
    if (slot->value >= 0)
        return slot->value;
    *slot = (struct name_slot){key, value};
    if (++set->used * 2 > set->size)
        grow(set);
    return -1;
}

// FNV-1a, then Murmur3's finish so that the low bits depend on all.
uint64_t name_hash(const void *data, size_t n)
{
    const unsigned char *bytes = data;
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ bytes[i]) * 0x100000001B3u;
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDu;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53u;
    return hash ^ (hash >> 33);
}
