// SPDX-License-Identifier: MIT
// What was shown for a bag: each signature and time stamp beside it, who made it, when and by whose
// clock, what it covers, whether that is trusted and why.
#ifndef WARRAQ_ARCHIVE_PROOF_H
#define WARRAQ_ARCHIVE_PROOF_H

#include <glib.h>
#include <stdbool.h>

enum proof_kind { PROOF_CMS, PROOF_SSH, PROOF_PADES, PROOF_STAMP, PROOF_EVIDENCE };

enum proof_clock {
    PROOF_NO_CLOCK,     /* it gives no time */
    PROOF_SIGNER_CLOCK, /* what the signer says */
    PROOF_STAMP_CLOCK,  /* a trusted time stamp over the signature, or the stamp's own */
};

struct proof {
    enum proof_kind kind;
    char *path;   /* the sidecar's name */
    char *signer; /* the certificate's subject, or the principal; NULL if that is not known */
    char *issuer; /* NULL where there is no certificate */
    char *key;    /* kind, size and digest; NULL if that is not known */
    char *covers; /* the file it is over; NULL if it is over none that is here */
    gint64 time;  /* seconds since 1970, where there is a clock */
    enum proof_clock clock;
    bool trusted;
    GError *reason; /* why it is trusted, or not, in both texts */
};

/* "cms", "ssh", "pades", "rfc3161", "rfc4998" */
const char *proof_kind_name(enum proof_kind kind);
/* Whether it proves a time, not a maker. */
bool proof_kind_stamps(enum proof_kind kind);

struct proofs {
    GPtrArray *signatures; /* struct proof */
    GPtrArray *timestamps;
};

struct proofs *proofs_new(void);
void proofs_free(struct proofs *proofs); /* NULL is allowed */

/* Adds one to the list of its kind, and lends it. */
struct proof *proofs_add(struct proofs *proofs, enum proof_kind kind, const char *path);

/* Whether any of the kind is trusted. */
bool proofs_trust(const struct proofs *proofs, enum proof_kind kind);

/* Sets the reason, in place of one that is there; as fault_set(). */
#define PROOF_REASON(proof, ...)                                                                   \
    (g_clear_error(&(proof)->reason), fault_set(&(proof)->reason, FAULT_INVALID, __VA_ARGS__))

/* One line for people: "x.zip.p7s: signed by …; …", without a line end. g_free(). */
char *proof_say(const struct proof *proof);

#endif
