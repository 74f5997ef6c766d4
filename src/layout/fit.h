// SPDX-License-Identifier: MIT
// How the whole letter gives a little, so that its last page is not nearly empty.
#ifndef WARRAQ_LAYOUT_FIT_H
#define WARRAQ_LAYOUT_FIT_H

#include "layout/flow.h"

struct fit {
    int leading;    /* thousandths of the style's line heights */
    int columns;    /* added to those of the signatories */
    int height;     /* thousandths of the text area's height */
    GArray *facing; /* struct facing_page: what is done so that facing pages end level, or NULL */
};

#define FIT_NATURAL ((struct fit){1000, 0, 1000, NULL})

static inline len fit_share(len value, int permille)
{
    return (len)((int64_t)value * permille / 1000);
}

static inline len fit_scale(const struct fit *fit, len value)
{
    return fit_share(value, fit->leading);
}

static inline len fit_height(const struct fit *fit, const struct box *box)
{
    return box->leaded ? fit_scale(fit, box->height) : box->height;
}

static inline len fit_above(const struct fit *fit, const struct box *box)
{
    return box->leaded ? fit_scale(fit, box->above) : box->above;
}

#endif
