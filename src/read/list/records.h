// SPDX-License-Identifier: MIT
// The records of a data file, JSON or YAML, as the rows of a sheet: a column a key, "person.name"
// for a key within.
#ifndef WARRAQ_READ_LIST_RECORDS_H
#define WARRAQ_READ_LIST_RECORDS_H

#include "base/json.h"
#include "read/list/sheet.h"
#include "read/markdown/yaml_value.h"

/* The values that are signatories in what a file holds: the items of its list, wherever that lies,
 * the values of a map of maps, or a map by itself. In `arena`; never NULL. */
const struct yaml_value *records_find(struct arena *arena, const struct yaml_value *value);

/* Whether all of them are texts: names, and no rows. */
bool records_are_texts(const struct yaml_value *records);

/* A sheet of them; `records` must outlive it. `line_offset` is added to lines. NULL with
 * FAULT_INVALID for more keys than a sheet has columns. */
struct sheet *records_sheet(const struct yaml_value *records, size_t line_offset, GError **error);

/* A JSON value in the same form: texts, lists and maps. */
const struct yaml_value *records_of_json(struct arena *arena, json_t *value);

#endif
