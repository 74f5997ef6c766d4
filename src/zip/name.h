// SPDX-License-Identifier: MIT
// Which names of files may be trusted, and which are one name to some file system.
#ifndef WARRAQ_ZIP_NAME_H
#define WARRAQ_ZIP_NAME_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    NAME_MOST = 4096,     /* bytes of a path */
    NAME_DEPTH_MOST = 64, /* its parts */
};

/* What is wrong with a relative path of `n` bytes: a sentence for people, and its code in
 * *ret_code (NULL allowed). NULL if it stays below the folder it is taken from, on any system:
 * no absolute, drive or home path, no empty, `.` or `..` part, no backslash, no NUL, valid UTF-8,
 * no more than NAME_DEPTH_MOST parts.
 * A single slash at the end (a folder) is left to the caller. */
const char *name_fault(const char *path, size_t n, const char **ret_code);

/* What in a name some program that unpacks ZIPs changes, cuts off or takes for something else, so
 * that two of them write two names: control characters and bidi controls, parts of dots alone, dots
 * and spaces at the end of a part, versions (`;1`), streams (`a:b`), devices (`NUL.txt`), letters
 * not composed (NFC). As name_fault(). `path` has no fault. */
const char *name_variance(const char *path, const char **ret_code);

/* What is unwise though harmless: a name Windows cannot have, one a system made for itself.
 * As name_fault(). `path` has no fault. */
const char *name_doubt(const char *path, const char **ret_code);

/* `path` with whatever name_variance() objects to replaced by '_'; what is no UTF-8 as it is.
 * g_free(). */
char *name_mended(const char *path);

/* Equal for two paths that a file system may take for the same: case folded, normalised, letters
 * that Windows has not replaced, those that HFS+ ignores left out. It has as many slashes as
 * `path`, which is valid UTF-8. g_free(). */
char *name_key(const char *path);

#endif
