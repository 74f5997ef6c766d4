// SPDX-License-Identifier: MIT
// What the values of options mean. The same functions check a value when it is set and read it when
// it is used.
#ifndef WARRAQ_DOOR_VALUES_H
#define WARRAQ_DOOR_VALUES_H

#include "record/handout.h"
#include "paint/paint.h"
#include "record/level.h"
#include "warraq.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Each is false with FAULT_USAGE, naming what the option takes, for any other text. NULL stands for
 * an option that is not set. */
bool value_date(const char *text, int64_t *ret, GError **error);
bool value_epoch(const char *text, int64_t *ret, GError **error);
bool value_created(const char *text, int64_t *ret, GError **error);
/* Rows from 0: a row is taken where row % *ret_shards == *ret_shard. */
bool value_shard(const char *text, guint64 *ret_shard, guint64 *ret_shards, GError **error);

/* The editions that an archive is to hold, "html" of letter.html, always in the same order; NULL
 * for text: the usual ones. g_strfreev(). NULL with FAULT_USAGE. */
char **value_editions(const char *text, GError **error);

/* The same for words, which were checked when they were set: value_check_choice(). */
enum handout_bind value_bind(const char *text);
void value_duplex(const char *text, struct handout_options *ret);
enum svg_text value_svg_text(const char *text);

/* The `index`-th name of a family and what it means; false past the last. */
typedef bool (*choice_fn)(size_t index, struct warraq_choice *ret);

/* Of the names that an option takes; NULL for one that takes something else. */
choice_fn value_choices(const char *option);

/* All names, "a, b, c"; g_free(). */
char *value_names(choice_fn choice);

/* A time or a bare date of ISO 8601, in seconds since 1970, UTC: a bare date is the start of its
 * day, a time without a zone is UTC. False if it is neither. */
bool iso_date_parse(const char *text, int64_t *ret);

/* The checks of options whose values are used as they are. */
/* One of value_choices(), in small or capital letters. */
bool value_check_choice(const char *name, const char *text, GError **error);
bool value_check_encoding(const char *name, const char *text, GError **error);
bool value_check_lang(const char *name, const char *text, GError **error);
bool value_check_paper(const char *name, const char *text, GError **error);
bool value_check_set(const char *name, const char *text, GError **error);
bool value_check_pages(const char *name, const char *text, GError **error);
bool value_check_lines(const char *name, const char *text, GError **error);
bool value_check_volumes(const char *name, const char *text, GError **error);
bool value_check_series_count(const char *name, const char *text, GError **error);
bool value_check_link(const char *name, const char *text, GError **error);
bool value_check_uri(const char *name, const char *text, GError **error);
bool value_check_stamp(const char *name, const char *text, GError **error);
bool value_check_folder(const char *name, const char *text, GError **error);
bool value_check_path(const char *name, const char *text, GError **error);
/* Text on one line, without controls: it goes into bag-info.txt and into identifiers. */
bool value_check_line(const char *name, const char *text, GError **error);
bool value_check_text(const char *name, const char *text, GError **error);

#endif
