// SPDX-License-Identifier: MIT
// warraq.conf, an organisation's file: what every call would repeat. The command line stands over
// the letter's front matter, and that over this file.
#ifndef WARRAQ_DOOR_CONFIG_H
#define WARRAQ_DOOR_CONFIG_H

#include "door/session.h"
#include "read/read.h"

struct config;

/* Where the organisation's file of a letter lies, if it has one; g_free(). */
char *config_beside(const char *source);

/* Reads the file that --config names, else `warraq.conf` beside `source` (NULL, "-": none), and
 * lets it stand for options that are not set until the command ends; --no-config leaves it out. A
 * note says that it was read. False with FAULT_INVALID, its line named, for what is not known in
 * it; FAULT_IO for a file it names that lies outside its folder. */
bool config_take(struct warraq *w, const char *source, GError **error);

/* Takes back what config_take() set. */
void config_release(struct warraq *w);

/* Where the file lies, and its bytes, to be kept with the letter; NULL where there is none. */
const char *config_path(const struct warraq *w);
GBytes *config_bytes(const struct warraq *w);

/* What it says of a key, NULL where it says nothing; borrowed until it is released. */
const char *config_get(const struct warraq *w, const char *group, const char *key);

/* The labels of bag-info.txt that it states, in their order, NULL at the end; g_strfreev(). And
 * what it says of one of them; g_free(). */
char **config_labels(const struct warraq *w);
char *config_label(const struct warraq *w, const char *label);

/* What stands in for a letter's front matter. */
struct read_house config_house(const struct warraq *w);

#endif
