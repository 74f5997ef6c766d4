// SPDX-License-Identifier: MIT
// The files of pages/, which the build puts into the program as a GResource.
#ifndef WARRAQ_DESK_PAGES_H
#define WARRAQ_DESK_PAGES_H

/* Makes them known below /warraq/desk/, once. */
void desk_pages_register_resource(void);

#endif
