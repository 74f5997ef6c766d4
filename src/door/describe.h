// SPDX-License-Identifier: MIT
// What is said of a payload: in bag-info.txt, and in the files that catalogues and preservation
// systems read. It is what the letter and the organisation's file say.
#ifndef WARRAQ_DOOR_DESCRIBE_H
#define WARRAQ_DOOR_DESCRIBE_H

#include "archive/crate.h"
#include "door/letter.h"
#include "door/parts.h"

/* Adds the labels of bag-info.txt. False with FAULT_INVALID for one that a bag cannot hold. */
bool describe_info(struct payload *payload, const struct letter *letter, GError **error);

/* Adds ro-crate-metadata.json, premis.xml, dublin-core.xml and, with --datacite, datacite.xml: of
 * the files that are in the payload by now. False with FAULT_IO, or FAULT_USAGE where DataCite asks
 * for what nobody has said. */
bool describe_payload(struct payload *payload, const struct letter *letter, GError **error);

/* The label of bag-info.txt that says of a redaction when it was and what commits to the name:
 * "2026-11-28T12:00:00Z, …". */
#define REDACTED_LABEL "Redacted"

/* The event that PREMIS has of it; `nth` from 0. */
struct crate_event describe_redaction(struct payload *payload, const char *said, guint nth);

#endif
