// SPDX-License-Identifier: MIT
// The lines of BagIt's manifests (RFC 8493, sections 2.1.3 and 2.2.1).
#ifndef WARRAQ_ARCHIVE_MANIFEST_H
#define WARRAQ_ARCHIVE_MANIFEST_H

#include "base/digest.h"

#include <glib.h>
#include <stdbool.h>

/* Appends `path` with LF, CR and '%' as %0A, %0D and %25, and nothing else encoded: Arabic names
 * stay as they are written. */
void manifest_encode(GString *text, const char *path);

/* The path a manifest's spelling means, g_free(). Before BagIt 1.0 a '%' was not encoded itself,
 * so `percent` says whether %25 is to be read as one. */
char *manifest_decode(const char *spelt, bool percent);

/* Appends the line `hex  path`. */
void manifest_add(GString *text, const char *hex, const char *path);

/* "manifest-sha512.txt" for the kind, with `prefix` before it. g_free(). */
char *manifest_name(const char *prefix, enum digest_kind kind);

/* The digests of the manifests that warraq writes, in byte order of the manifests' names, and that
 * of its tag manifest. */
#define MANIFESTS 2
#define MANIFEST_TAGS DIGEST_SHA512
extern const enum digest_kind manifest_kinds[MANIFESTS];

#endif
