// SPDX-License-Identifier: MIT
#include "archive/proof.h"

#include "base/error.h"
#include "base/quote.h"
#include "base/translate.h"

#include <string.h>

const char *proof_kind_name(enum proof_kind kind)
{
    static const char *const names[] = {"cms", "ssh", "pades", "rfc3161", "rfc4998"};
    return names[kind];
}

bool proof_kind_stamps(enum proof_kind kind)
{
    return kind == PROOF_STAMP || kind == PROOF_EVIDENCE;
}

static void proof_free(gpointer data)
{
    struct proof *proof = data;
    g_free(proof->path);
    g_free(proof->signer);
    g_free(proof->issuer);
    g_free(proof->key);
    g_free(proof->covers);
    g_clear_error(&proof->reason);
    g_free(proof);
}

struct proofs *proofs_new(void)
{
    struct proofs *proofs = g_new0(struct proofs, 1);
    proofs->signatures = g_ptr_array_new_with_free_func(proof_free);
    proofs->timestamps = g_ptr_array_new_with_free_func(proof_free);
    return proofs;
}

void proofs_free(struct proofs *proofs)
{
    if (!proofs)
        return;
    g_ptr_array_unref(proofs->signatures);
    g_ptr_array_unref(proofs->timestamps);
    g_free(proofs);
}

static GPtrArray *list_of(const struct proofs *proofs, enum proof_kind kind)
{
    return proof_kind_stamps(kind) ? proofs->timestamps : proofs->signatures;
}

struct proof *proofs_add(struct proofs *proofs, enum proof_kind kind, const char *path)
{
    struct proof *proof = g_new0(struct proof, 1);
    proof->kind = kind;
    proof->path = g_strdup(path);
    g_ptr_array_add(list_of(proofs, kind), proof);
    return proof;
}

bool proofs_trust(const struct proofs *proofs, enum proof_kind kind)
{
    const GPtrArray *list = list_of(proofs, kind);
    for (guint i = 0; i < list->len; i++) {
        const struct proof *proof = list->pdata[i];
        if (proof->kind == kind && proof->trusted)
            return true;
    }
    return false;
}

// ---- for people ------------------------------------------------------------------------------

static void say(GString *line, const char *format, const char *word)
{
    GString *safe = g_string_new(NULL);
    char *valid = g_utf8_make_valid(word, -1);
    quote(safe, valid);
    g_string_append_printf(line, translate(format), safe->str);
    g_string_free(safe, TRUE);
    g_free(valid);
}

static void say_maker(GString *line, const struct proof *proof)
{
    bool stamp = proof_kind_stamps(proof->kind);
    if (proof->signer)
        say(line, stamp ? N_("stamped by %s") : N_("signed by %s"), proof->signer);
    else
        g_string_append(line, translate(stamp ? N_("stamped by somebody unknown")
                                              : N_("signed by somebody unknown")));
    if (proof->issuer)
        say(line, N_(", issued by %s"), proof->issuer);
    if (proof->key)
        say(line, N_(", key %s"), proof->key);
}

static void say_time(GString *line, const struct proof *proof)
{
    static const char *const clocks[] = {
        [PROOF_NO_CLOCK] = N_("; it does not say when"),
        [PROOF_SIGNER_CLOCK] = N_("; at %s by the signer's own clock"),
        [PROOF_STAMP_CLOCK] = N_("; at %s by the clock of a time-stamp authority"),
    };
    GDateTime *utc =
        proof->clock == PROOF_NO_CLOCK ? NULL : g_date_time_new_from_unix_utc(proof->time);
    char *text = utc ? g_date_time_format(utc, "%Y-%m-%d %H:%M:%S UTC") : NULL;
    if (text)
        say(line, clocks[proof->clock], text);
    else
        g_string_append(line, translate(clocks[PROOF_NO_CLOCK]));
    g_free(text);
    if (utc)
        g_date_time_unref(utc);
}

char *proof_say(const struct proof *proof)
{
    GString *line = g_string_new(NULL);
    say(line, "%s: ", proof->path);
    say_maker(line, proof);
    say_time(line, proof);
    if (proof->covers)
        say(line, N_("; covers %s"), proof->covers);
    else
        g_string_append(line, translate(N_("; covers nothing that is here")));
    g_string_append(line, translate(proof->trusted ? N_("; trusted") : N_("; not trusted")));
    if (proof->reason)
        say(line, ": %s", fault_local(proof->reason));
    return g_string_free(line, FALSE);
}
