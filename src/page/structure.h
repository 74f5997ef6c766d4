// SPDX-License-Identifier: MIT
// The structure tree beside the pages: which element each line belongs to, in logical order.
// Roles are PDF's standard structure types (ISO 32000-1, 14.8.4).
#ifndef WARRAQ_PAGE_STRUCTURE_H
#define WARRAQ_PAGE_STRUCTURE_H

#include <stdbool.h>
#include <stdint.h>

enum role {
    ROLE_DOCUMENT,
    ROLE_SECT,
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_H4,
    ROLE_H5,
    ROLE_H6,
    ROLE_P,
    ROLE_BLOCK_QUOTE,
    ROLE_L,
    ROLE_LI,
    ROLE_LBL,
    ROLE_LBODY,
    ROLE_TABLE,
    ROLE_TR,
    ROLE_TH,
    ROLE_TD,
    ROLE_FIGURE,
    ROLE_CAPTION,
    ROLE_NOTE,
    ROLE_REFERENCE,
    ROLE_LINK,
    ROLE_SPAN,
};

enum list_numbering { NUMBERING_NONE, NUMBERING_DECIMAL, NUMBERING_DISC };

#define ELEMENT_NONE 0u /* furniture: an Artifact */

/* Strings live as long as the page that brings the element. */
struct element {
    uint32_t id;     /* from 1, ascending in logical order over the whole document */
    uint32_t parent; /* ELEMENT_NONE for the Document element alone */
    enum role role;
    const char *lang; /* NULL: the parent's */
    const char *alt;  /* figures */
    const char *title;
    enum list_numbering numbering; /* ROLE_L */
    uint8_t columns, rows;         /* spans of ROLE_TH and ROLE_TD; 0 means 1 */
};

/* "H1", "LBody": the type's name in PDF. */
const char *role_name(enum role role);

#endif
