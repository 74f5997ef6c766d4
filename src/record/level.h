// SPDX-License-Identifier: MIT
// The levels of conformance: all that options, messages, metadata and archives need to know of
// each.
#ifndef WARRAQ_RECORD_LEVEL_H
#define WARRAQ_RECORD_LEVEL_H

#include <glib.h>
#include <stdbool.h>

struct level {
    const char *name;        /* on the command line, "a-2a" */
    const char *title;       /* "PDF/A-2a" */
    const char *meaning;     /* one line for people */
    const char *version;     /* of PDF */
    unsigned part;           /* of PDF/A (ISO 19005) */
    const char *conformance; /* NULL where the part has none */
    const char *revision;    /* NULL before part 4 */
    unsigned ua;             /* part of PDF/UA (ISO 14289) that is claimed as well; 0: none */
    unsigned page_most;      /* points that a page's box may be wide or high; 0: no limit */
    bool info;               /* has an information dictionary */
    bool files;              /* may carry files of any kind */
    bool sources;            /* is for carrying the letter's sources */
    bool edition;            /* carries the letter as a page of the web as well */
    const char *media_type, *pronom;
    const char *unprintable;        /* why it cannot be a printer's master; NULL if it can */
    const struct level *with_files; /* what it becomes that carries some; NULL: the same */
};

/* Every level that can be asked for, the default first; ended by one without a name. */
const struct level *level_all(void);

/* By its name, in small or capital letters; NULL: the default. NULL if there is none. */
const struct level *level_find(const char *name);

#endif
