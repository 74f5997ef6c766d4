// SPDX-License-Identifier: MIT
// The styles that come with warraq, as the files of styles/ were when it was built: their names and
// what they say of themselves.
#ifndef WARRAQ_STYLE_SUPPLIED_H
#define WARRAQ_STYLE_SUPPLIED_H

struct style_supplied {
    const char *name, *description;
};

/* By name; ended by one without a name. */
const struct style_supplied *style_supplied(void);

#endif
