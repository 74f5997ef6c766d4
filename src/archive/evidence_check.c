// SPDX-License-Identifier: MIT
// An evidence record judged: RFC 4998, sections 4.3 and 5.3.
#include "archive/evidence.h"

#include "archive/cert.h"
#include "archive/hash_tree.h"
#include "archive/token.h"
#include "base/error.h"
#include "base/translate.h"

#include <openssl/evp.h>
#include <openssl/objects.h>

// On the way through the chains, from the first stamp to the last.
struct ers_walk {
    const struct ers *ers;
    struct evidence_group *group;
    const struct evidence_case *judged;
    GPtrArray *tokens; /* struct stamp_token, those seen so far */
    int digest;        /* of the chain at hand */
    bool sound;        /* what was seen so far is as it should be */
};

#define FAULT_AT(walk, code, ...)                                                                  \
    ((walk)->sound = false,                                                                        \
     findings_fault((walk)->judged->findings, code, (walk)->judged->path, __VA_ARGS__))

// ---- lists -----------------------------------------------------------------------------------

static GPtrArray *list_sums(const ERS_LIST *list)
{
    GPtrArray *sums = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (int i = 0; i < sk_ASN1_OCTET_STRING_num(list); i++) {
        const ASN1_OCTET_STRING *sum = sk_ASN1_OCTET_STRING_value(list, i);
        g_ptr_array_add(sums,
                        g_bytes_new(ASN1_STRING_get0_data(sum), (gsize)ASN1_STRING_length(sum)));
    }
    return sums;
}

// What the stamp is of: its first list; without a tree, the one digest in the time stamp itself.
static GHashTable *stamp_subjects(const struct ers_stamp *stamp, const struct stamp_token *token)
{
    GHashTable *set =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    GPtrArray *sums =
        sk_ERS_LIST_num(stamp->tree) > 0 ? list_sums(sk_ERS_LIST_value(stamp->tree, 0)) : NULL;
    for (guint i = 0; sums && i < sums->len; i++)
        g_hash_table_add(set, g_bytes_ref(sums->pdata[i]));
    if (!sums)
        g_hash_table_add(set, g_bytes_ref(token_sum(token)));
    g_clear_pointer(&sums, g_ptr_array_unref);
    return set;
}

// The way up: each list hashed, and that put into the next.
static GBytes *stamp_root(const struct ers_stamp *stamp, const struct stamp_token *token,
                          int digest)
{
    GBytes *root = NULL;
    for (int i = 0; i < sk_ERS_LIST_num(stamp->tree); i++) {
        GPtrArray *sums = list_sums(sk_ERS_LIST_value(stamp->tree, i));
        if (root)
            g_ptr_array_add(sums, root);
        root = hash_list(digest, sums);
        g_ptr_array_unref(sums);
    }
    return root ? root : g_bytes_ref(token_sum(token));
}

// ---- one stamp -------------------------------------------------------------------------------

static void check_root(struct ers_walk *walk, const struct ers_stamp *stamp,
                       const struct stamp_token *token)
{
    GBytes *root = stamp_root(stamp, token, walk->digest);
    if (!g_bytes_equal(root, token_sum(token)))
        FAULT_AT(walk, "evidence-root",
                 "time stamp %u is not of the root of its hash tree: one of the two was altered",
                 walk->tokens->len);
    g_bytes_unref(root);
}

// A chain's digest is its first stamp's, and all are by that one.
static bool check_digest(struct ers_walk *walk, const struct ers_stamp *stamp,
                         const struct stamp_token *token, bool first)
{
    int digest = stamp->digest ? OBJ_obj2nid(stamp->digest->algorithm) : token_digest(token);
    bool known = digest != NID_undef && EVP_get_digestbynid(digest);
    if (!known)
        FAULT_AT(walk, "evidence-algorithm", "time stamp %u is by a digest that is not known here",
                 walk->tokens->len);
    else if (digest != token_digest(token) || (!first && digest != walk->digest))
        FAULT_AT(walk, "evidence-algorithm",
                 "time stamp %u is by another digest than its chain (RFC 4998, 5.1)",
                 walk->tokens->len);
    if (first)
        walk->digest = digest;
    return known;
}

static void check_order(struct ers_walk *walk, const struct stamp_token *token)
{
    guint n = walk->tokens->len;
    gint64 before = n > 1 ? token_time(walk->tokens->pdata[n - 2]) : 0;
    if (token_time(token) < before)
        FAULT_AT(walk, "evidence-order", "time stamp %u is older than the one that it renews", n);
}

static void check_signature(struct ers_walk *walk, const struct stamp_token *token)
{
    if (!token_holds(token))
        FAULT_AT(walk, "timestamp-invalid", "time stamp %u was altered: %s", walk->tokens->len,
                 cert_reason());
}

// A file stays covered as long as each chain's first stamp is of it.
static void check_covers(struct ers_walk *walk, GHashTable *subjects, GBytes *prior)
{
    guint before = 0, after = 0;
    for (guint i = 0; i < walk->group->files->len; i++) {
        struct evidence_file *file = walk->group->files->pdata[i];
        if (!evidence_covers(walk->group, i))
            continue;
        GError *error = NULL;
        GBytes *value = evidence_value(file, walk->digest, prior, &error);
        if (error)
            findings_fault_of(walk->judged->findings, "unreadable", file->name, error);
        g_clear_error(&error);
        bool covered = value && g_hash_table_contains(subjects, value);
        g_array_index(walk->group->uncovered, bool, i) = !covered;
        before++;
        after += covered;
        g_clear_pointer(&value, g_bytes_unref);
    }
    if (prior && before > 0 && after == 0)
        FAULT_AT(walk, "evidence-chain",
                 "time stamp %u begins a chain that is not of the archive and of the chains "
                 "before it",
                 walk->tokens->len);
}

static void check_renews(struct ers_walk *walk, GHashTable *subjects,
                         const struct ers_stamp *before)
{
    GBytes *token = ers_token(before), *sum = hash_bytes(walk->digest, token);
    if (!g_hash_table_contains(subjects, sum))
        FAULT_AT(walk, "evidence-chain", "time stamp %u is not of the one that it should renew",
                 walk->tokens->len);
    g_bytes_unref(token);
    g_bytes_unref(sum);
}

// False where nothing after this stamp could be judged.
static bool check_stamp(struct ers_walk *walk, int chain, int k)
{
    const struct ers_stamp *stamp = ers_stamp_at(walk->ers, chain, k);
    GBytes *der = ers_token(stamp);
    struct stamp_token *token = token_read(der);
    g_bytes_unref(der);
    if (!token) {
        FAULT_AT(walk, "timestamp-malformed", "what is to be time stamp %u is none",
                 walk->tokens->len + 1);
        return false;
    }
    g_ptr_array_add(walk->tokens, token);
    if (!check_digest(walk, stamp, token, k == 0))
        return false;
    GHashTable *subjects = stamp_subjects(stamp, token);
    GBytes *chains = chain > 0 && k == 0 ? ers_chains_write(walk->ers, chain) : NULL;
    GBytes *prior = chains ? hash_bytes(walk->digest, chains) : NULL;
    if (k == 0)
        check_covers(walk, subjects, prior);
    else
        check_renews(walk, subjects, ers_stamp_at(walk->ers, chain, k - 1));
    check_root(walk, stamp, token);
    check_order(walk, token);
    check_signature(walk, token);
    g_clear_pointer(&chains, g_bytes_unref);
    g_clear_pointer(&prior, g_bytes_unref);
    g_hash_table_unref(subjects);
    return true;
}

// ---- whether it was renewed in time, and who vouches ------------------------------------------

// A stamp is judged at the time of the one that renews it, the last at its own.
static gint64 judged_at(const struct ers_walk *walk, guint i)
{
    return token_time(walk->tokens->pdata[MIN(i + 1, walk->tokens->len - 1)]);
}

static void check_lapsed(struct ers_walk *walk)
{
    for (guint i = 0; i + 1 < walk->tokens->len; i++) {
        gint64 until = token_until(walk->tokens->pdata[i]);
        if (until >= 0 && judged_at(walk, i) > until)
            FAULT_AT(walk, "evidence-lapsed",
                     "the certificate of time stamp %u had ended before it was renewed", i + 1);
    }
}

static void check_strength(struct ers_walk *walk)
{
    int last = sk_ERS_CHAIN_num(walk->ers->chains) - 1;
    guint past = walk->tokens->len > (guint)ers_count(walk->ers, last)
                     ? walk->tokens->len - (guint)ers_count(walk->ers, last)
                     : 0;
    for (guint i = 0; i < walk->tokens->len; i++)
        walk->sound &= token_strong(walk->tokens->pdata[i], i < past, walk->judged->path,
                                    walk->judged->findings);
}

static bool vouched(const struct ers_walk *walk, guint i, struct proof *proof)
{
    const struct evidence_case *judged = walk->judged;
    GError *why = NULL;
    if (token_trusted(walk->tokens->pdata[i], judged->authorities, judged_at(walk, i), &why)) {
        PROOF_REASON(proof, "%s vouches for the time-stamp authority", judged->authorities);
        return true;
    }
    fault_prefix(&why, N_("the time-stamp authority is not vouched for by %s: "),
                 judged->authorities);
    findings_fault_of(judged->findings, "timestamp-untrusted", judged->path, why);
    proof->reason = why;
    return false;
}

static void judge(const struct ers_walk *walk, guint i, struct proof *proof, bool *later)
{
    const struct evidence_case *judged = walk->judged;
    if (!walk->sound) {
        PROOF_REASON(proof, "the evidence record proves nothing, whoever vouches for it");
    } else if (!proof->covers) {
        PROOF_REASON(proof, "the evidence record is of something else");
    } else if (judged->authorities) {
        bool own = vouched(walk, i, proof);
        if (own && !*later)
            PROOF_REASON(proof, "a time stamp that renews it is not trusted");
        proof->trusted = *later &= own;
    } else {
        PROOF_REASON(proof, "no authority was named that vouches for its maker");
        if (i + 1 == walk->tokens->len)
            findings_warning(judged->findings, "timestamp-authority-unknown", judged->path,
                             "the time stamp is right, but no authority was named that vouches "
                             "for its maker");
    }
}

static bool is_covered(const struct ers_walk *walk)
{
    bool covered = evidence_covered(walk->group) > 0;
    for (guint i = 0; i < walk->judged->least; i++)
        covered = covered && evidence_covers(walk->group, i);
    return covered;
}

// What a stamp proves hangs on those that renew it, so the last is judged first.
static void judge_all(const struct ers_walk *walk)
{
    bool later = true, covered = is_covered(walk);
    GPtrArray *proofs = g_ptr_array_new();
    for (guint i = 0; i < walk->tokens->len; i++) {
        struct stamp_token *token = walk->tokens->pdata[i];
        struct proof *proof = proofs_add(walk->judged->proofs, PROOF_EVIDENCE, walk->judged->path);
        token_name(token, proof);
        proof->covers = covered ? g_strdup(walk->judged->covers) : NULL;
        proof->time = token_time(token);
        proof->clock = PROOF_STAMP_CLOCK;
        g_ptr_array_add(proofs, proof);
    }
    for (guint i = walk->tokens->len; i-- > 0;)
        judge(walk, i, proofs->pdata[i], &later);
    g_ptr_array_unref(proofs);
}

bool evidence_check(const struct ers *ers, struct evidence_group *group,
                    const struct evidence_case *judged)
{
    struct ers_walk walk = {.ers = ers, .group = group, .judged = judged, .sound = true};
    walk.tokens = g_ptr_array_new_with_free_func((GDestroyNotify)token_free);
    for (guint i = 0; i < group->files->len; i++)
        g_array_index(group->uncovered, bool, i) = false;
    bool on = true;
    for (int i = 0; on && i < sk_ERS_CHAIN_num(ers->chains); i++) {
        for (int k = 0; on && k < ers_count(ers, i); k++)
            on = check_stamp(&walk, i, k);
    }
    check_lapsed(&walk);
    check_strength(&walk);
    if (judged->proofs)
        judge_all(&walk);
    g_ptr_array_unref(walk.tokens);
    return walk.sound;
}

bool evidence_verify(const char *record, struct evidence_group *group,
                     const struct evidence_case *judged)
{
    GError *error = NULL;
    GBytes *der = evidence_load(record, &error);
    struct ers *ers = der ? ers_read(der, judged->path, &error) : NULL;
    bool ok = ers && evidence_check(ers, group, judged);
    if (!der)
        findings_fault_of(judged->findings, "unreadable", judged->path, error);
    else if (!ers)
        findings_fault_of(judged->findings, "evidence-malformed", judged->path, error);
    g_clear_error(&error);
    g_clear_pointer(&der, g_bytes_unref);
    ers_free(ers);
    return ok;
}
