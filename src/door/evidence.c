// SPDX-License-Identifier: MIT
// Evidence records over many archives: first a query, then, with its answer, the records; later the
// same to renew them.
#include "archive/sign.h"
#include "archive/token.h"
#include "base/file.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/evidence_groups.h"
#include "door/output.h"
#include "door/session_json.h"

#include <string.h>

struct evidence_job {
    struct warraq *w;
    const char *target, *renew, *answer; /* `answer` NULL: the query is to be written */
    bool apart;                          /* a record of each archive, in the folder `target` */
    GPtrArray *groups;                   /* struct evidence_group, a record each */
    guint archives;                      /* how many those are over */
    GPtrArray *olds;                     /* struct ers; NULL unless these are to be renewed */
    guint passed_over;                   /* archives that are left as they are */
};

static char *record_path(const struct evidence_job *job, guint index)
{
    return job->apart ? evidence_record_path(job->target, job->groups->pdata[index])
                      : g_strdup(job->target);
}

static char *query_path(const struct evidence_job *job)
{
    return job->apart ? g_build_filename(job->target, "evidence.tsq", NULL)
                      : g_strconcat(job->target, ".tsq", NULL);
}

// ---- what is there ---------------------------------------------------------------------------

static struct ers *record_load(const char *path, GError **error)
{
    GBytes *der = evidence_load(path, error);
    struct ers *ers = der ? ers_read(der, path, error) : NULL;
    g_clear_pointer(&der, g_bytes_unref);
    return ers;
}

// Whether there is a record already, other than one that this very answer made: making it anew
// goes on where a call was killed.
static bool is_settled(const char *path, GBytes *token)
{
    if (!sign_is_there(path))
        return false;
    struct ers *ers = record_load(path, NULL);
    GBytes *own = ers ? ers_token(ers_stamp_at(ers, 0, 0)) : NULL;
    bool settled = !own || !token || !g_bytes_equal(own, token);
    g_clear_pointer(&own, g_bytes_unref);
    ers_free(ers);
    return settled;
}

static bool leave_settled(struct evidence_job *job, GError **error)
{
    GBytes *answer = job->answer ? evidence_load(job->answer, error) : NULL;
    GBytes *token = answer ? token_of_answer(answer) : NULL;
    bool ok = answer || !job->answer;
    for (guint i = job->groups->len; ok && i-- > 0;) {
        char *path = record_path(job, i);
        if (is_settled(path, token)) {
            g_ptr_array_remove_index(job->groups, i);
            job->passed_over++;
        }
        g_free(path);
    }
    if (ok && job->groups->len == 0) {
        fault_set(error, FAULT_USAGE,
                  "every archive has an evidence record there already: --renew renews them");
        fault_because(error, "evidence-exists");
        ok = false;
    }
    g_clear_pointer(&answer, g_bytes_unref);
    g_clear_pointer(&token, g_bytes_unref);
    return ok;
}

// A record that does not hold is not renewed: nobody would see later what was wrong with it.
static bool old_holds(struct evidence_job *job, const struct ers *old, const char *path,
                      struct evidence_group *group, GError **error)
{
    struct findings *findings = findings_new("bag");
    struct evidence_case judged = {.path = path, .covers = group->name, .findings = findings};
    evidence_check(old, group, &judged);
    const struct finding *fault =
        findings->faults->len > 0 ? &g_array_index(findings->faults, struct finding, 0) : NULL;
    guint covered = evidence_covered(group);
    if (fault) {
        fault_set(error, FAULT_INVALID, "%s cannot be renewed: %s", path, fault->message);
        fault_because(error, fault->code);
    } else if (covered == 0) {
        fault_set(error, FAULT_INVALID,
                  "%s cannot be renewed: it is of nothing that is there, or what it is of was "
                  "changed",
                  path);
        fault_because(error, "evidence-differs");
    }
    bool ok = !fault && covered > 0;
    for (guint i = 0; ok && i < group->files->len; i++) {
        const struct evidence_file *file = group->files->pdata[i];
        if (!evidence_covers(group, i))
            diag_add(job->w->diag, DIAG_WARNING, "evidence-not-covered", SPAN_NONE,
                     "%s is not what %s is of: it was changed or came later, and is left out",
                     file->path, path);
    }
    findings_free(findings);
    return ok;
}

static bool load_olds(struct evidence_job *job, GError **error)
{
    job->olds = g_ptr_array_new_with_free_func((GDestroyNotify)ers_free);
    for (guint i = 0; i < job->groups->len; i++) {
        struct evidence_group *group = job->groups->pdata[i];
        char *path = job->apart ? evidence_record_path(job->renew, group) : g_strdup(job->renew);
        struct ers *old = record_load(path, error);
        bool ok = old && old_holds(job, old, path, group, error);
        g_free(path);
        if (old)
            g_ptr_array_add(job->olds, old);
        if (!ok)
            return false;
    }
    return true;
}

// Archives that have no record yet are for a call without --renew.
static bool leave_recordless(struct evidence_job *job, GError **error)
{
    for (guint i = job->groups->len; i-- > 0;) {
        char *path = evidence_record_path(job->renew, job->groups->pdata[i]);
        if (!sign_is_there(path)) {
            g_ptr_array_remove_index(job->groups, i);
            job->passed_over++;
        }
        g_free(path);
    }
    if (job->groups->len > 0)
        return true;
    fault_set(error, FAULT_USAGE, "there is no record of these archives in %s", job->renew);
    return false;
}

static bool gather(struct evidence_job *job, const char *source, GError **error)
{
    job->groups = evidence_groups(source, error);
    if (!job->groups)
        return false;
    job->archives = job->groups->len;
    if (!job->apart) {
        struct evidence_group *all = evidence_group_merge(job->groups, job->target);
        g_ptr_array_set_size(job->groups, 0);
        g_ptr_array_add(job->groups, all);
    }
    bool ok = true;
    if (job->apart)
        ok = job->renew ? leave_recordless(job, error) : leave_settled(job, error);
    job->archives -= job->passed_over;
    return ok && (!job->renew || load_olds(job, error));
}

// ---- what is made ----------------------------------------------------------------------------

static struct evidence_plan *plan_of(const struct evidence_job *job, GError **error)
{
    const char *name = job->w->settings.digest;
    int digest = 0;
    if (name || !job->renew) // which was checked when it was set
        evidence_digest_parse(name ? name : EVIDENCE_DIGEST, &digest);
    return job->renew ? evidence_plan_renewal(job->groups, job->olds, digest, error)
                      : evidence_plan_first(job->groups, digest, error);
}

static void print_time(GString *text, const char *format, gint64 seconds)
{
    GDateTime *utc = seconds >= 0 ? g_date_time_new_from_unix_utc(seconds) : NULL;
    char *date = utc ? g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    if (date)
        g_string_append_printf(text, translate(format), date);
    g_free(date);
    g_clear_pointer(&utc, g_date_time_unref);
}

static json_t *json_time(gint64 seconds)
{
    GString *text = g_string_new(NULL);
    print_time(text, "%s", seconds);
    json_t *value = json_text_or_null(text->len > 0 ? text->str : NULL);
    g_string_free(text, TRUE);
    return value;
}

static void tell(const struct evidence_job *job, const struct evidence_plan *plan,
                 const char *query, const struct stamp_token *token)
{
    gint64 time = token ? token_time(token) : -1, until = token ? token_until(token) : -1;
    GString *text = job->w->text;
    const char *digest = evidence_digest_name(plan->digest);
    if (query) {
        quote_printf(text,
                     translate("%s: query written; archives it is about: %u, by %s. Send it to a "
                               "time-stamp authority and give the answer with --timestamp "
                               "ANSWER.tsr\n"),
                     query, job->archives, digest ? digest : "?");
    } else {
        quote_printf(text, translate("%s: evidence written; archives: %u, by %s"), job->target,
                     job->archives, digest ? digest : "?");
        print_time(text, N_(", stamped %s"), time);
        print_time(text, N_("; renew it before %s"), until);
        g_string_append_c(text, '\n');
    }
    if (job->passed_over > 0)
        g_string_append_printf(text, translate("archives left as they are: %u\n"),
                               job->passed_over);
    session_json(job->w,
                 json_pack("{s:o, s:o, s:I, s:I, s:s, s:s, s:o, s:o}", "file",
                           json_text_or_null(job->target), "query", json_text_or_null(query),
                           "archives", (json_int_t)job->archives, "left",
                           (json_int_t)job->passed_over, "digest", digest ? digest : "?", "stamp",
                           !job->renew       ? "first"
                           : plan->new_chain ? "hash-tree"
                                             : "time-stamp",
                           "time", json_time(time), "renew_before", json_time(until)));
}

static bool write_query(const struct evidence_job *job, const struct evidence_plan *plan,
                        GError **error)
{
    char *path = query_path(job);
    GBytes *query = evidence_plan_query(plan);
    gsize n;
    const void *bytes = g_bytes_get_data(query, &n);
    bool ok = session_writes(job->w, path, error) && file_write(path, bytes, n, error);
    if (ok)
        tell(job, plan, path, NULL);
    g_bytes_unref(query);
    g_free(path);
    return ok;
}

// A record that is there is never written over: nothing could bring it back.
static bool may_write(const char *path, GBytes *record, bool *ret_done, GError **error)
{
    GBytes *there = sign_is_there(path) ? evidence_load(path, NULL) : NULL;
    *ret_done = there && g_bytes_equal(there, record);
    g_clear_pointer(&there, g_bytes_unref);
    if (*ret_done || !sign_is_there(path))
        return true;
    fault_set(error, FAULT_USAGE,
              "%s is there already, and an evidence record is never written over: --renew %s -o "
              "another, or move it away",
              path, path);
    fault_because(error, "evidence-exists");
    return false;
}

static bool write_record(const struct evidence_job *job, guint index, GBytes *record, bool look,
                         GError **error)
{
    char *path = record_path(job, index);
    gsize n;
    const void *bytes = g_bytes_get_data(record, &n);
    bool done = false, ok = may_write(path, record, &done, error);
    if (ok && !done && !look)
        ok = file_write(path, bytes, n, error);
    g_free(path);
    return ok;
}

// First all are looked at, then all are written.
static bool write_records(const struct evidence_job *job, const struct evidence_plan *plan,
                          GBytes *token, GError **error)
{
    bool ok = true;
    for (int look = 1; ok && look >= 0; look--) {
        for (guint i = 0; ok && i < job->groups->len; i++) {
            GBytes *record = evidence_plan_record(plan, i, token);
            ok = write_record(job, i, record, look, error);
            g_bytes_unref(record);
        }
    }
    return ok;
}

static bool attach(const struct evidence_job *job, const struct evidence_plan *plan, GError **error)
{
    GBytes *der = evidence_plan_token(plan, job->answer, error);
    if (!der)
        return false;
    struct stamp_token *token = token_read(der);
    bool ok = write_records(job, plan, der, error);
    if (ok)
        tell(job, plan, NULL, token);
    token_free(token);
    g_bytes_unref(der);
    return ok;
}

static bool make(struct evidence_job *job, const char *source, GError **error)
{
    if (!gather(job, source, error))
        return false;
    if (job->apart && g_mkdir_with_parents(job->target, 0777) != 0) {
        fault_set(error, FAULT_IO, "cannot make the folder %s", job->target);
        return false;
    }
    struct evidence_plan *plan = plan_of(job, error);
    bool ok = plan && (job->answer ? attach(job, plan, error) : write_query(job, plan, error));
    evidence_plan_free(plan);
    return ok;
}

// ---- the call --------------------------------------------------------------------------------

static bool plan_call(struct evidence_job *job, const char *source, GError **error)
{
    struct warraq *w = job->w;
    session_reads(w, source);
    session_reads(w, job->renew);
    session_reads(w, job->answer);
    bool record = g_str_has_suffix(job->target, ".ers");
    job->apart = !record;
    if (job->renew && g_file_test(job->renew, G_FILE_TEST_IS_DIR) == record) {
        fault_set(error, FAULT_USAGE,
                  "--renew and -o are both one record (FILE.ers), or both a folder of them");
        return false;
    }
    return record ? output_plan(w, job->target, OUTPUT_EVIDENCE, error)
                  : output_plan(w, job->target, OUTPUT_FOLDER, error);
}

enum warraq_status warraq_evidence(struct warraq *w, const char *source, const char *target)
{
    GError *error = NULL;
    if (!session_begin(w, 2, source, target))
        return WARRAQ_USAGE;
    const char *stamp = w->settings.timestamp;
    struct evidence_job job = {.w = w, .target = target, .renew = w->settings.renew};
    job.answer = stamp && strcmp(stamp, "query") != 0 ? stamp : NULL;
    bool ok = plan_call(&job, source, &error) && make(&job, source, &error);
    g_clear_pointer(&job.groups, g_ptr_array_unref);
    g_clear_pointer(&job.olds, g_ptr_array_unref);
    return ok ? session_done(w, false) : session_fail(w, error);
}
