// SPDX-License-Identifier: MIT
#include "zip/names.h"

#include "zip/name.h"

#include <string.h>

// The system that an entry was made on (APPNOTE 4.4.2.2).
enum { HOST_FAT = 0, HOST_NTFS = 11 };

static bool ascii(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

// Info-ZIP's unzip takes a name made on DOS, or by one old Windows, for one of a DOS code page,
// whether it is marked or not; it looks at the mark only where the directory's header has an extra
// field.
static bool translated(const struct zip_entry *entry)
{
    unsigned host = entry->made_by >> 8, version = entry->made_by & 0xFF;
    return entry->extra_length == 0 && (host == HOST_FAT || (host == HOST_NTFS && version == 50));
}

static void check_letters(const struct zip_entry *entry, struct findings *findings)
{
    if (!(entry->flags & ZIP_FLAG_UTF8))
        findings_fault(findings, "utf8-unmarked", entry->name,
                       "the name is UTF-8 but not marked so: some readers take it for code page "
                       "437; pack the folder again with 7-Zip or bsdtar, which mark it");
    else if (translated(entry))
        findings_fault(findings, "utf8-translated", entry->name,
                       "made as on DOS: unzip takes the name for one of a DOS code page; pack the "
                       "folder again with 7-Zip or bsdtar");
}

static void check_name(struct zip_entry *entry, struct findings *findings)
{
    const char *code;
    const char *reason = name_fault(entry->name, entry->name_length - entry->folder, &code);
    entry->named = reason == NULL;
    if (!reason)
        reason = name_variance(entry->name, &code);
    if (reason) {
        findings_fault_on(findings, code, entry->name, "%s", reason);
        return;
    }
    if (!ascii(entry->name))
        check_letters(entry, findings);
    reason = name_doubt(entry->name, &code);
    if (reason)
        findings_warning_on(findings, code, entry->name, "%s", reason);
}

// ---- all together ----------------------------------------------------------------------------

// A name and what a file system may take it for. Sorted by that, a slash before all other letters,
// a folder stands right before what lies in it, so that only neighbours need to be compared,
// however deep they lie.
struct claim {
    const struct zip_entry *entry;
    char *key; // the entry's own name where that is the same
};

static bool is_own_key(const char *name)
{
    for (; *name; name++) {
        if ((unsigned char)*name >= 0x80 || g_ascii_isupper(*name) || strchr("<>\"|?*:", *name))
            return false;
    }
    return true;
}

static unsigned rank(char letter)
{
    return letter == '\0' ? 0 : letter == '/' ? 1 : 2u + (unsigned char)letter;
}

// A folder's last slash does not count.
static int compare_keys(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    bool a_ends = !*a || (*a == '/' && !a[1]), b_ends = !*b || (*b == '/' && !b[1]);
    if (a_ends || b_ends)
        return (int)b_ends - (int)a_ends;
    return (int)rank(*a) - (int)rank(*b);
}

static gint by_key(gconstpointer a, gconstpointer b)
{
    const struct claim *left = a, *right = b;
    int order = compare_keys(left->key, right->key);
    if (order)
        return order;
    return left->entry < right->entry ? -1 : left->entry > right->entry;
}

static GArray *claims_sorted(const struct zip_directory *directory)
{
    GArray *claims = g_array_new(FALSE, FALSE, sizeof(struct claim));
    for (guint i = 0; i < directory->entries->len; i++) {
        const struct zip_entry *entry = zip_directory_entry(directory, i);
        struct claim claim = {entry, entry->name};
        if (entry->named && !is_own_key(entry->name))
            claim.key = name_key(entry->name);
        if (entry->named)
            g_array_append_val(claims, claim);
    }
    g_array_sort(claims, by_key);
    return claims;
}

static void claims_free(GArray *claims)
{
    for (guint i = 0; i < claims->len; i++) {
        struct claim *claim = &g_array_index(claims, struct claim, i);
        if (claim->key != claim->entry->name)
            g_free(claim->key);
    }
    g_array_unref(claims);
}

static void report_same(const struct claim *before, const struct claim *claim,
                        struct findings *findings)
{
    const char *name = claim->entry->name;
    if (before->entry->folder != claim->entry->folder)
        findings_fault(findings, "file-as-folder", name, "both a file and a folder");
    else if (claim->entry->folder)
        findings_fault(findings, "duplicate", name, "the archive holds this folder twice");
    else
        findings_fault(findings, "duplicate", name, "the archive holds this name twice");
}

// Whether a path goes on after its first `n` bytes, beyond a folder's slash.
static bool goes_on(const char *path, size_t n)
{
    return path[n] == '/' && path[n + 1];
}

// Part by part as far as the keys agree. A key has as many slashes as its name.
static void compare_claims(const struct claim *before, const struct claim *claim,
                           struct findings *findings)
{
    const char *name = claim->entry->name, *other = before->entry->name;
    size_t key_at = 0, at = 0, other_at = 0;
    for (;;) {
        size_t n_key = strcspn(claim->key + key_at, "/");
        size_t n = strcspn(name + at, "/"), n_other = strcspn(other + other_at, "/");
        if (strncmp(before->key + key_at, claim->key + key_at, n_key) != 0 ||
            strcspn(before->key + key_at, "/") != n_key)
            return;
        if (n != n_other || memcmp(name + at, other + other_at, n) != 0) {
            findings_fault(findings, "name-clash", name,
                           "some file systems take this name and \"%.*s\" for the same",
                           (int)(other_at + n_other), other);
            return;
        }
        at += n, other_at += n_other, key_at += n_key;
        bool more = goes_on(name, at), other_more = goes_on(other, other_at);
        if (!more && !other_more)
            report_same(before, claim, findings);
        else if (more != other_more && !(more ? before : claim)->entry->folder)
            findings_fault(findings, "file-as-folder", name, "both a file and a folder");
        if (!more || !other_more)
            return;
        at++, other_at++, key_at++;
    }
}

static void check_clashes(const struct zip_directory *directory, struct findings *findings)
{
    GArray *claims = claims_sorted(directory);
    for (guint i = 1; i < claims->len; i++)
        compare_claims(&g_array_index(claims, struct claim, i - 1),
                       &g_array_index(claims, struct claim, i), findings);
    claims_free(claims);
}

void zip_names_check(struct zip_directory *directory, struct findings *findings)
{
    for (guint i = 0; i < directory->entries->len; i++)
        check_name(zip_directory_entry(directory, i), findings);
    check_clashes(directory, findings);
}
