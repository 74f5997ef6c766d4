// SPDX-License-Identifier: MIT
#include "model/number_set.h"

#include <string.h>

struct number_set number_set_new(void)
{
    return (struct number_set){g_byte_array_new(), -1, 0};
}

void number_set_clear(struct number_set *set)
{
    g_clear_pointer(&set->bits, g_byte_array_unref);
}

bool number_set_has(const struct number_set *set, int64_t number)
{
    guint byte = (guint)(number / 8);
    return byte < set->bits->len && (set->bits->data[byte] >> (number % 8) & 1);
}

void number_set_add(struct number_set *set, int64_t number)
{
    set->highest = MAX(set->highest, number);
    if (number < 0 || number > NUMBER_MOST) {
        set->distinct += number > 0; // taken for distinct: too large to remember
        return;
    }
    set->distinct += number > 0 && !number_set_has(set, number);
    guint byte = (guint)(number / 8);
    if (byte >= set->bits->len) {
        guint old = set->bits->len;
        g_byte_array_set_size(set->bits, MAX(byte + 1, old * 2));
        memset(set->bits->data + old, 0, set->bits->len - old);
    }
    set->bits->data[byte] |= (guint8)(1u << (number % 8));
}

// How many positive numbers the map remembers.
static int64_t remembered(const struct number_set *set)
{
    int64_t n = 0;
    for (guint i = 0; i < set->bits->len; i++)
        n += __builtin_popcount(set->bits->data[i]);
    return n - number_set_has(set, 0);
}

void number_set_join(struct number_set *set, const struct number_set *from)
{
    int64_t beyond = set->distinct - remembered(set) + from->distinct - remembered(from);
    guint old = set->bits->len;
    if (from->bits->len > old) {
        g_byte_array_set_size(set->bits, from->bits->len);
        memset(set->bits->data + old, 0, from->bits->len - old);
    }
    for (guint i = 0; i < from->bits->len; i++)
        set->bits->data[i] |= from->bits->data[i];
    set->highest = MAX(set->highest, from->highest);
    set->distinct = beyond + remembered(set);
}
