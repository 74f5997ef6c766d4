// SPDX-License-Identifier: MIT
// Records that carry their own signature (PAdES): made, and judged.
#ifndef WARRAQ_DOOR_SIGNED_H
#define WARRAQ_DOOR_SIGNED_H

#include "archive/sign.h"
#include "archive/signer.h"
#include "base/file.h"

/* Signs a record that is written and has an empty field for it. */
bool signed_fill(struct file_out *out, struct signer *signer, GError **error);

/* Whether a file begins as a PDF does. */
bool signed_is_pdf(const char *path);

/* Judges what a PDF carries, and whether it was changed since. NULL with FAULT_IO where it cannot
 * be read; whatever is wrong with it is a finding. What must be shown is not asked. proofs_free().
 */
struct proofs *signed_verify(const char *path, const struct sign_trust *trust,
                             struct findings *findings, GError **error);

/* The same for bytes; `name` is the file's, for messages. */
struct proofs *signed_judge(GBytes *file, const char *name, const struct sign_trust *trust,
                            struct findings *findings);

#endif
