// SPDX-License-Identifier: MIT
// Verification: every fault of an archive from a stranger, nothing written, memory bounded.
#ifndef WARRAQ_ARCHIVE_VERIFY_H
#define WARRAQ_ARCHIVE_VERIFY_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct finding {
    const char *code; /* lower-case words joined by '-', or a standard's own code; constant */
    char *path;       /* within the archive, as found, made valid UTF-8; NULL if none */
    char *message;
};

struct findings {
    const char *kind;  /* "bag-zip", "bag", "ocfl-object", "ocfl-root" */
    GArray *faults;    /* struct finding */
    GArray *warnings;
};

struct findings *findings_new(const char *kind);
void findings_free(struct findings *findings);
void findings_fault(struct findings *findings, const char *code, const char *path,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));
void findings_warning(struct findings *findings, const char *code, const char *path,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* What a strange archive may cost at most. */
struct verify_limits {
    uint64_t bytes;  /* unpacked, all entries together */
    uint64_t ratio;  /* unpacked to packed, of one entry */
    uint64_t entries;
};
extern const struct verify_limits verify_limits_default;

/* A bag in a ZIP, or a bag's folder. NULL with FAULT_IO only if nothing could be read at all;
 * whatever is wrong inside is a finding. The caller owns the findings. */
struct findings *verify_bag_zip(const char *path, const struct verify_limits *limits,
                                GError **error);
struct findings *verify_bag_folder(const char *path, const struct verify_limits *limits,
                                   GError **error);

#endif
