// SPDX-License-Identifier: MIT
// A redaction under way, as its parts see it: versions made anew from their sources, and versions
// whose files are left out.
#ifndef WARRAQ_DOOR_REDACT_PARTS_H
#define WARRAQ_DOOR_REDACT_PARTS_H

#include "door/diff_side.h"
#include "door/letter.h"
#include "door/parts.h"

/* One of a redaction's names. */
struct redact_name {
    const char *asked; /* "5. Ann Lee" */
    char *name;        /* "Ann Lee" */
    int64_t number;    /* 0: none was given */
};

/* A version under way. */
struct redact_version {
    struct warraq *w;
    struct store_object *object;
    size_t number;
    const char *folder;        /* to work in */
    const GArray *names;       /* struct redact_name: those that are in this version */
    GPtrArray *said;           /* what bag-info.txt says of each redaction, this one last */
    struct compare_text *text; /* the letter as it was typeset, or NULL */
    json_t *report;            /* report.json, or NULL */
    struct bag was;            /* name, date and labels of its bag */
};

/* The entry of `side` with the name; SIZE_MAX if there is none. *ret_n: how many fit. */
size_t redact_find(const struct diff_side *side, const struct redact_name *name, size_t *ret_n);

/* What holds the files of the version that takes its place. */
struct redact_made {
    struct payload payload;
    bool filled;
    struct bag bag;
    struct warraq *session; /* that made it anew, or NULL */
    struct letter letter;
    bool opened;
    GPtrArray *dropped; /* paths that were left out */
};

/* Makes the version anew from its own source without the names. False, with nothing made and the
 * reason in *error, where that gives another letter than the rest of it, or leaves a name. */
bool redact_remake(const struct redact_version *version, struct redact_made *ret, GError **error);

/* Keeps of the version what does not hold the names: letter.txt and report.json without the
 * entries, and files in which the names are not. */
bool redact_drop(const struct redact_version *version, struct redact_made *ret, GError **error);

void redact_made_clear(struct redact_made *made);

/* Whether a file, what is compressed in it included, has one of the names. */
bool redact_holds(const struct redact_version *version, const char *path, GBytes *bytes);

#endif
