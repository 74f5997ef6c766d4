// SPDX-License-Identifier: MIT
// What the columns of a list's file were taken for, for people and as JSON.
#ifndef WARRAQ_DOOR_LIST_REPORT_H
#define WARRAQ_DOOR_LIST_REPORT_H

#include "base/json.h"
#include "model/document.h"

/* A few lines for each file that brought signatories, appended to `out`. Of a column that is not
 * printed no cell is shown. */
void list_report_print(const struct document *document, GString *out);

/* `[{file, rows, printed, refused, pending, anonymous, withdrawn, columns: [{head, kind, sure,
 * printed, why, shapes: {email: 408, …}}]}]` */
json_t *list_report_json(const struct document *document);

/* Adds `sha512` of each whole file, of which the archive may hold less. False with FAULT_IO. */
bool list_report_digest(const struct document *document, json_t *lists, GError **error);

#endif
