// SPDX-License-Identifier: MIT
#include "door/evidenced.h"

#include "base/error.h"
#include "door/evidence_groups.h"

#include <string.h>

struct evidenced {
    const char *path; // what is verified
    const struct sign_trust *trust;
    struct proofs *proofs;
    struct findings *findings;
    GPtrArray *groups; // struct evidence_group
};

// Whether a record could be read and holds; then the group's `uncovered` is set.
static bool judge(const struct evidenced *all, const char *record, struct evidence_group *group,
                  guint least)
{
    char *name = g_path_get_basename(record);
    struct evidence_case judged = {.path = name,
                                   .covers = group->name,
                                   .least = least,
                                   .authorities = all->trust->authorities,
                                   .proofs = all->proofs,
                                   .findings = all->findings};
    bool ok = evidence_verify(record, group, &judged);
    g_free(name);
    return ok;
}

// Whether a file is the bag's own, not a proof beside it.
static bool is_within(const struct evidenced *all, const struct evidence_file *file)
{
    size_t n = strlen(all->path);
    return strncmp(file->path, all->path, n) == 0 &&
           (file->path[n] == '/' || (n > 0 && all->path[n - 1] == '/'));
}

static void fault_differs(const struct evidenced *all, const char *record, const char *what)
{
    char *name = g_path_get_basename(record);
    findings_fault(all->findings, "evidence-differs", what,
                   "this is not what the evidence record %s is of: it was changed since", name);
    g_free(name);
}

// Of an archive the first file is itself, the others are its proofs; a bag, or a version, is all of
// its files.
static bool is_one_file(const struct evidenced *all, const struct evidence_group *group)
{
    return !group->letter && !g_file_test(all->path, G_FILE_TEST_IS_DIR);
}

static guint main_files(const struct evidenced *all, const struct evidence_group *group)
{
    guint n = is_one_file(all, group) ? 1 : 0;
    while (n < group->files->len && !is_one_file(all, group) &&
           (group->letter || is_within(all, group->files->pdata[n])))
        n++;
    return n;
}

// ---- an archive or a bag -----------------------------------------------------------------------

static void fault_not_covered(const struct evidenced *all, const char *record, const char *what)
{
    char *name = g_path_get_basename(record);
    findings_fault(all->findings, "evidence-not-covered", what,
                   "the evidence record %s is not of this: it was changed since, or came later",
                   name);
    g_free(name);
}

// A proof that was put beside an archive later is no fault of the archive.
static void say_of_proof(const struct evidenced *all, const char *record, const char *proof)
{
    char *name = g_path_get_basename(record);
    findings_warning(all->findings, "evidence-newer", proof,
                     "the evidence record %s is not of this, which came later", name);
    g_free(name);
}

// `own`: the record is of this archive alone, so what it does not cover was changed.
static void say_of_archive(const struct evidenced *all, const char *record, bool own,
                           const struct evidence_group *group)
{
    guint main = main_files(all, group), covered = 0;
    for (guint i = 0; i < main; i++)
        covered += evidence_covers(group, i);
    if (covered == 0) {
        if (own)
            fault_differs(all, record, group->name);
        else
            fault_not_covered(all, record, group->name);
        return;
    }
    for (guint i = 0; i < group->files->len; i++) {
        const struct evidence_file *file = group->files->pdata[i];
        if (evidence_covers(group, i))
            continue;
        if (i < main)
            fault_differs(all, record, file->name);
        else
            say_of_proof(all, record, file->name);
    }
}

// ---- a store -----------------------------------------------------------------------------------

static bool is_covered(const struct evidence_group *version, GHashTable *uncovered)
{
    for (guint i = 0; i < version->files->len; i++) {
        if (g_hash_table_contains(uncovered, version->files->pdata[i]))
            return false;
    }
    return true;
}

// Whether the store says that the version was written anew without somebody who withdrew.
static bool is_redacted(const struct evidenced *all, const struct evidence_group *version)
{
    const GArray *warnings = all->findings->warnings;
    for (guint i = 0; i < warnings->len; i++) {
        const struct finding *finding = &g_array_index(warnings, struct finding, i);
        if (strcmp(finding->code, "redacted") == 0 && g_strcmp0(finding->path, version->place) == 0)
            return true;
    }
    return false;
}

// Versions come one after the other, so those after the last that is covered may be newer than the
// record; one before it was changed.
static void say_of_version(const struct evidenced *all, const char *record,
                           const struct evidence_group *version, bool later_covered)
{
    char *name = g_path_get_basename(record);
    if (later_covered && !is_redacted(all, version))
        fault_differs(all, record, version->place);
    else if (all->trust->evidence)
        findings_fault(all->findings, "evidence-newer", version->place,
                       "the evidence record %s is not of this, which came later", name);
    else
        findings_warning(all->findings, "evidence-newer", version->place,
                         "the evidence record %s is not of this, which came later", name);
    g_free(name);
}

static GHashTable *uncovered_files(const struct evidence_group *merged)
{
    GHashTable *set = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < merged->files->len; i++) {
        if (!evidence_covers(merged, i))
            g_hash_table_add(set, merged->files->pdata[i]);
    }
    return set;
}

// A record that covers no version whole covers nothing, whatever files it knows.
static void disown(const struct evidenced *all, const char *record)
{
    char *name = g_path_get_basename(record);
    for (guint i = 0; i < all->proofs->timestamps->len; i++) {
        struct proof *proof = all->proofs->timestamps->pdata[i];
        if (proof->kind != PROOF_EVIDENCE || strcmp(proof->path, name) != 0)
            continue;
        proof->trusted = false;
        g_clear_pointer(&proof->covers, g_free);
        PROOF_REASON(proof, "the evidence record is of something else");
    }
    g_free(name);
}

static void say_of_store(const struct evidenced *all, const char *record,
                         const struct evidence_group *merged)
{
    GHashTable *uncovered = uncovered_files(merged);
    const char *letter = NULL;
    bool later_covered = false, any = false, redacted = false;
    for (guint i = 0; i < all->groups->len; i++) {
        any |= is_covered(all->groups->pdata[i], uncovered);
        redacted |= is_redacted(all, all->groups->pdata[i]);
    }
    if (!any)
        disown(all, record);
    any |= redacted;
    if (!any)
        findings_fault(all->findings, "evidence-not-covered", NULL,
                       "the evidence record %s is of no version that is here", record);
    for (guint i = all->groups->len; any && i-- > 0;) {
        const struct evidence_group *version = all->groups->pdata[i];
        later_covered &= letter && strcmp(letter, version->letter) == 0;
        letter = version->letter;
        if (is_covered(version, uncovered))
            later_covered = true;
        else
            say_of_version(all, record, version, later_covered);
    }
    g_hash_table_unref(uncovered);
}

// ---- records -----------------------------------------------------------------------------------

// One record over all there is.
static void check_common(const struct evidenced *all, const char *record, bool own)
{
    const struct evidence_group *first = all->groups->pdata[0];
    char *name = g_path_get_basename(all->path);
    struct evidence_group *merged = evidence_group_merge(all->groups, name);
    if (judge(all, record, merged, first->letter ? 0 : main_files(all, first))) {
        if (first->letter)
            say_of_store(all, record, merged);
        else
            say_of_archive(all, record, own, merged);
    }
    evidence_group_free(merged);
    g_free(name);
}

// A record for each in a folder.
static void check_apart(const struct evidenced *all, const char *folder)
{
    for (guint i = 0; i < all->groups->len; i++) {
        struct evidence_group *group = all->groups->pdata[i];
        char *record = evidence_record_path(folder, group);
        bool there = sign_is_there(record);
        if (there && judge(all, record, group, main_files(all, group))) {
            if (!group->letter)
                say_of_archive(all, record, true, group);
            else if (evidence_covered(group) < group->files->len)
                say_of_version(all, record, group, true);
        } else if (!there && group->letter && !all->trust->evidence) {
            findings_warning(all->findings, "evidence-newer", group->place,
                             "there is no evidence record of this in %s", folder);
        } else if (!there) {
            findings_fault(all->findings, "evidence-not-covered", group->place,
                           "there is no evidence record of this in %s", folder);
        }
        g_free(record);
    }
}

void evidenced_check(const struct warraq *w, const char *path, const struct sign_trust *trust,
                     struct proofs *proofs, struct findings *findings)
{
    const char *named = w->settings.evidence;
    char *beside = sign_beside(path, ".ers");
    bool own = sign_is_there(beside);
    struct evidenced all = {.path = path, .trust = trust, .proofs = proofs, .findings = findings};
    GError *error = NULL;
    if (named || own)
        all.groups = evidence_groups(path, &error);
    if (error)
        findings_fault_of(findings, "unreadable", NULL, error);
    if (all.groups && own)
        check_common(&all, beside, true);
    if (all.groups && named && g_file_test(named, G_FILE_TEST_IS_DIR))
        check_apart(&all, named);
    else if (all.groups && named)
        check_common(&all, named, false);
    g_clear_error(&error);
    g_clear_pointer(&all.groups, g_ptr_array_unref);
    g_free(beside);
}
