// SPDX-License-Identifier: MIT
// Hash trees as evidence records have them (RFC 4998, section 4.2): one digest that stands for any
// number of lists of digests, and for each list the short way up to it.
#ifndef WARRAQ_ARCHIVE_HASH_TREE_H
#define WARRAQ_ARCHIVE_HASH_TREE_H

#include <glib.h>

/* The digest of bytes by an algorithm of OpenSSL's. */
GBytes *hash_bytes(int digest, GBytes *bytes);
/* Of a list: its only member as it is, else the digest of all, in ascending order of their bytes,
 * one after the other. The list is sorted. */
GBytes *hash_list(int digest, GPtrArray *list);

struct hash_tree;

/* `lists` has a GPtrArray of GBytes for each leaf, none of them empty; they are sorted, what stands
 * in one twice goes, and they must outlive the tree. */
struct hash_tree *hash_tree_new(int digest, GPtrArray *lists);
void hash_tree_free(struct hash_tree *tree);

/* The root; lives as long as the tree. */
GBytes *hash_tree_root(const struct hash_tree *tree);

/* The reduced tree of list `index`: a GPtrArray of lists, of which the first holds all that list
 * `index` holds; empty where the root is the only digest of the only list. */
GPtrArray *hash_tree_reduce(const struct hash_tree *tree, guint index);

#endif
