// SPDX-License-Identifier: MIT
// BagIt Profiles (https://bagit-profiles.github.io/bagit-profiles-specification/, 1.4): what a
// receiver asks of a bag beyond RFC 8493, as a JSON file.
#ifndef WARRAQ_ARCHIVE_PROFILE_H
#define WARRAQ_ARCHIVE_PROFILE_H

#include "archive/bag.h"
#include "base/findings.h"
#include "zip/limits.h"

struct profile;

/* NULL with FAULT_IO, or FAULT_INVALID for what is no profile. Nothing is fetched: a profile is a
 * file. */
struct profile *profile_read(const char *path, GError **error);
void profile_free(struct profile *profile);

/* The profile's address, which a bag names in BagIt-Profile-Identifier; lives as long as it does.
 */
const char *profile_identifier(const struct profile *profile);

/* Holds a bag that warraq is about to write as a ZIP to the profile, each fault with a code of its
 * own. */
void profile_check_bag(const struct profile *profile, const struct bag *bag,
                       struct findings *findings);

/* The same for a bag that is there, a ZIP or a folder. */
void profile_check_path(const struct profile *profile, const char *path,
                        const struct zip_limits *limits, struct findings *findings);

#endif
