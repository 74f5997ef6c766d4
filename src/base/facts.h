// SPDX-License-Identifier: MIT
// What was found out before, known by what it was found out of: a session that is kept asks here
// before it goes through a long list again. A key names all that the answer hangs on, by a digest
// of it, so that what is found is what would be found anew.
#ifndef WARRAQ_BASE_FACTS_H
#define WARRAQ_BASE_FACTS_H

#include <glib.h>

struct fact_store;

struct fact_store *facts_new(void);
void facts_free(struct fact_store *facts); /* NULL is allowed; so for every `facts` below */

/* A key in the making: what is asked, then all that the answer hangs on. */
struct fact_key;
struct fact_key *fact_key_new(const char *question);
void fact_key_add(struct fact_key *key, const void *data, size_t n);
/* With its length, so that two texts are not one; NULL is not "". */
void fact_key_text(struct fact_key *key, const char *text);
void fact_key_number(struct fact_key *key, int64_t number);
/* Frees `key`; the name it comes to is g_free()'s. */
char *fact_key_end(struct fact_key *key);

/* A new reference; NULL where it is not known. */
GBytes *facts_find(struct fact_store *facts, const char *key);

/* Takes a reference of `fact`, whose size is counted; the longest unused makes room. */
void facts_keep(struct fact_store *facts, const char *key, GBytes *value);

#endif
