// SPDX-License-Identifier: MIT
// What evidence records say of an archive, a bag or a store: those that --evidence names, and the
// one beside it.
#ifndef WARRAQ_DOOR_EVIDENCED_H
#define WARRAQ_DOOR_EVIDENCED_H

#include "archive/sign.h"
#include "door/session.h"

/* Adds what is found to `findings` and the stamps to `proofs`. */
void evidenced_check(const struct warraq *w, const char *path, const struct sign_trust *trust,
                     struct proofs *proofs, struct findings *findings);

#endif
