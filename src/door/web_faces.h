// SPDX-License-Identifier: MIT
// The faces of a page of the web, inside it: --faces embedded.
#ifndef WARRAQ_DOOR_WEB_FACES_H
#define WARRAQ_DOOR_WEB_FACES_H

#include "door/letter.h"

/* What a page of the web needs in its style to be read with the record's own faces: an @font-face
 * with its bytes for each face of `page`, bold ones for what is bold in it, and the order in which
 * they are asked. `page` is n bytes of markup as html_write() makes it. The caller frees it. NULL
 * with FAULT_IO or FAULT_INVALID if a face cannot be had. */
char *web_faces_style(const struct letter *letter, const char *page, size_t n, GError **error);

#endif
