// SPDX-License-Identifier: MIT
// Evidence records made and renewed: RFC 4998, sections 4.2 and 5.2.
#include "archive/evidence.h"

#include "archive/cert.h"
#include "archive/hash_tree.h"
#include "archive/token.h"
#include "base/error.h"

#include <openssl/objects.h>

static GPtrArray *sums_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
}

static struct evidence_plan *plan_new(GPtrArray *groups, GPtrArray *olds, int digest)
{
    struct evidence_plan *plan = g_new0(struct evidence_plan, 1);
    *plan = (struct evidence_plan){.groups = groups, .olds = olds, .digest = digest};
    plan->lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    return plan;
}

void evidence_plan_free(struct evidence_plan *plan)
{
    if (!plan)
        return;
    hash_tree_free(plan->tree);
    g_ptr_array_unref(plan->lists);
    g_free(plan);
}

// Takes `ok` for the whole plan: a tree, or nothing.
static struct evidence_plan *plan_grown(struct evidence_plan *plan, bool ok)
{
    if (ok)
        plan->tree = hash_tree_new(plan->digest, plan->lists);
    else
        g_clear_pointer(&plan, evidence_plan_free);
    return plan;
}

// What stands for the group's files, those that are not covered left out.
static GPtrArray *group_values(const struct evidence_group *group, int digest, GBytes *prior,
                               GError **error)
{
    GPtrArray *values = sums_new();
    bool ok = true;
    for (guint i = 0; ok && i < group->files->len; i++) {
        if (prior && !evidence_covers(group, i))
            continue;
        GBytes *value = evidence_value(group->files->pdata[i], digest, prior, error);
        ok = value != NULL;
        if (ok)
            g_ptr_array_add(values, value);
    }
    if (!ok)
        g_clear_pointer(&values, g_ptr_array_unref);
    return values;
}

struct evidence_plan *evidence_plan_first(GPtrArray *groups, int digest, GError **error)
{
    struct evidence_plan *plan = plan_new(groups, NULL, digest);
    bool ok = true;
    plan->new_chain = true;
    for (guint i = 0; ok && i < groups->len; i++) {
        GPtrArray *values = group_values(groups->pdata[i], digest, NULL, error);
        ok = values != NULL;
        if (ok)
            g_ptr_array_add(plan->lists, values);
    }
    return plan_grown(plan, ok);
}

// ---- renewal ---------------------------------------------------------------------------------

static int last_digest(const struct ers *ers)
{
    const struct ers_stamp *stamp = ers_last(ers);
    if (stamp->digest)
        return OBJ_obj2nid(stamp->digest->algorithm);
    GBytes *der = ers_token(stamp);
    struct stamp_token *token = token_read(der);
    int digest = token ? token_digest(token) : NID_undef;
    token_free(token);
    g_bytes_unref(der);
    return digest;
}

// One query has one digest: all have to be renewed by the same.
static bool same_digest(const GPtrArray *olds, int *ret, GError **error)
{
    *ret = last_digest(olds->pdata[0]);
    for (guint i = 1; i < olds->len; i++) {
        if (last_digest(olds->pdata[i]) != *ret) {
            fault_set(error, FAULT_USAGE,
                      "the records are by several digests: renew those of each apart, or all by "
                      "--digest");
            return false;
        }
    }
    return true;
}

static bool is_newer_digest(const GPtrArray *olds, int digest, GError **error)
{
    for (guint i = 0; i < olds->len; i++) {
        if (last_digest(olds->pdata[i]) == digest) {
            fault_set(error, FAULT_USAGE,
                      "the records are by %s already: leave out --digest to renew their time "
                      "stamps, or name another",
                      evidence_digest_name(digest));
            return false;
        }
    }
    return true;
}

static GPtrArray *stamp_value(const struct ers *old, int digest)
{
    GPtrArray *values = sums_new();
    GBytes *token = ers_token(ers_last(old));
    g_ptr_array_add(values, hash_bytes(digest, token));
    g_bytes_unref(token);
    return values;
}

static GPtrArray *tree_values(const struct ers *old, const struct evidence_group *group, int digest,
                              GError **error)
{
    GBytes *chains = ers_chains_write(old, sk_ERS_CHAIN_num(old->chains));
    GBytes *prior = hash_bytes(digest, chains);
    GPtrArray *values = group_values(group, digest, prior, error);
    g_bytes_unref(chains);
    g_bytes_unref(prior);
    return values;
}

struct evidence_plan *evidence_plan_renewal(GPtrArray *groups, GPtrArray *olds, int digest,
                                            GError **error)
{
    bool new_chain = digest != 0;
    bool ok = new_chain ? is_newer_digest(olds, digest, error) : same_digest(olds, &digest, error);
    struct evidence_plan *plan = plan_new(groups, olds, digest);
    plan->new_chain = new_chain;
    for (guint i = 0; ok && i < groups->len; i++) {
        GPtrArray *values = new_chain ? tree_values(olds->pdata[i], groups->pdata[i], digest, error)
                                      : stamp_value(olds->pdata[i], digest);
        ok = values != NULL;
        if (ok)
            g_ptr_array_add(plan->lists, values);
    }
    return plan_grown(plan, ok);
}

// ---- the stamp -------------------------------------------------------------------------------

GBytes *evidence_plan_query(const struct evidence_plan *plan)
{
    return token_query(plan->digest, hash_tree_root(plan->tree));
}

// A stamp has to come after those it renews, and before their certificates end.
static bool in_time(const struct evidence_plan *plan, const struct stamp_token *token,
                    GError **error)
{
    for (guint i = 0; plan->olds && i < plan->olds->len; i++) {
        GBytes *der = ers_token(ers_last(plan->olds->pdata[i]));
        struct stamp_token *old = token_read(der);
        gint64 from = old ? token_time(old) : -1, until = old ? token_until(old) : -1;
        token_free(old);
        g_bytes_unref(der);
        if (token_time(token) < from) {
            fault_set(error, FAULT_INVALID,
                      "the answer's time stamp is older than the one that it is to renew");
            fault_because(error, "evidence-order");
            return false;
        }
        if (until >= 0 && token_time(token) > until) {
            fault_set(error, FAULT_INVALID,
                      "the certificate of the time stamp that is to be renewed had ended before "
                      "the answer was made: what the record proves has lapsed");
            fault_because(error, "evidence-lapsed");
            return false;
        }
    }
    return true;
}

static bool token_fits(const struct evidence_plan *plan, const struct stamp_token *token,
                       const char *answer_path, GError **error)
{
    if (token && token_digest(token) == plan->digest &&
        g_bytes_equal(token_sum(token), hash_tree_root(plan->tree)) && token_holds(token))
        return in_time(plan, token, error);
    fault_set(error, FAULT_INVALID,
              "%s is no granted time stamp of these archives as they are now: ask again "
              "(--timestamp query) if some were added, changed or taken away since the query",
              answer_path);
    fault_because(error, "evidence-root");
    return false;
}

GBytes *evidence_plan_token(const struct evidence_plan *plan, const char *answer_path,
                            GError **error)
{
    GBytes *answer = evidence_load(answer_path, error);
    if (!answer)
        return NULL;
    GBytes *der = token_of_answer(answer);
    struct stamp_token *token = der ? token_read(der) : NULL;
    if (!token_fits(plan, token, answer_path, error))
        g_clear_pointer(&der, g_bytes_unref);
    token_free(token);
    g_bytes_unref(answer);
    return der;
}

GBytes *evidence_plan_record(const struct evidence_plan *plan, guint index, GBytes *token)
{
    struct ers *ers = plan->olds ? ers_copy(plan->olds->pdata[index]) : ers_new();
    GPtrArray *lists = hash_tree_reduce(plan->tree, index);
    ers_add(ers, plan->new_chain, plan->digest, lists, token);
    GBytes *record = ers_write(ers);
    g_ptr_array_unref(lists);
    ers_free(ers);
    return record;
}
