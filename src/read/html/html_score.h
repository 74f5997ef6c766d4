// SPDX-License-Identifier: MIT
// A score for each leaf block of a page, by where it stands and what it holds: a logistic model of
// few features.
#ifndef WARRAQ_READ_HTML_HTML_SCORE_H
#define WARRAQ_READ_HTML_HTML_SCORE_H

#include "read/html/html_leaves.h"
#include "read/tables.h"

struct html_judging {
    GArray *leaves;
    const struct dom *best; /* html_container() */
    const struct tables *tables;
    GHashTable *masses;      /* of elements: html_masses() */
    const struct dom *title; /* the heading that says what the page is called */
    bool has_prose;
    guint first_prose, last_prose;
};

/* Finds where prose begins and ends, and the title; of leaves, best, tables and masses. */
void html_score_begin(struct html_judging *judging, const struct dom *root);

/* Above 0: of the letter. */
float html_score(const struct html_judging *judging, guint index);

/* Whether its elements say that it stands around a text. */
bool html_score_around(const struct html_judging *judging, const struct html_leaf *leaf);

/* Whether it is neither a menu nor says that it is the page's. */
bool html_score_may_be_text(const struct html_judging *judging, const struct html_leaf *leaf);

#endif
