// SPDX-License-Identifier: MIT
// Names met so far, by hash alone: a million cost 32 MiB.
#ifndef WARRAQ_CHECK_NAME_SET_H
#define WARRAQ_CHECK_NAME_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct name_set;

struct name_set *name_set_new(void);
void name_set_free(struct name_set *set);

/* The value kept for `key`, or -1 after keeping `value` (not negative) for it. */
int64_t name_set_meet(struct name_set *set, uint64_t key, int64_t value);

/* 64 bits over the bytes; equal for equal bytes on every machine. */
uint64_t name_hash(const void *data, size_t n);

#endif
