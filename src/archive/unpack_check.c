// SPDX-License-Identifier: MIT
#include "archive/unpack_check.h"

#include "base/translate.h"

#include <string.h>

static bool ascii(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

static char *top_of(const struct zip_directory *directory)
{
    for (guint i = 0; i < directory->entries->len; i++) {
        const char *name = zip_directory_entry(directory, i)->name;
        const char *slash = strchr(name, '/');
        if (slash && strcmp(slash, "/bagit.txt") == 0)
            return g_strndup(name, (gsize)(slash - name) + 1);
    }
    for (guint i = 0; i < directory->entries->len; i++) {
        if (strcmp(zip_directory_entry(directory, i)->name, "bagit.txt") == 0)
            return g_strdup("");
    }
    if (directory->entries->len == 0)
        return g_strdup("");
    const char *first = zip_directory_entry(directory, 0)->name;
    const char *slash = strchr(first, '/');
    return slash ? g_strndup(first, (gsize)(slash - first) + 1) : g_strdup("");
}

static void check_top(struct zip_directory *directory, const char *top, struct findings *findings)
{
    if (!*top && directory->entries->len > 0)
        findings_fault(findings, "no-top-folder", NULL,
                       "the bag must lie in one folder at the top of the archive");
    directory->n_top = strlen(top);
    for (guint i = 0; *top && i < directory->entries->len; i++) {
        struct zip_entry *entry = zip_directory_entry(directory, i);
        entry->below_top = g_str_has_prefix(entry->name, top) && entry->name[directory->n_top];
        if (!g_str_has_prefix(entry->name, top))
            findings_fault(findings, "outside-top-folder", entry->name,
                           "beside the bag's folder %s", top);
    }
}

static void strip_top(GArray *list, const char *top)
{
    for (guint i = 0; i < list->len; i++) {
        struct finding *finding = &g_array_index(list, struct finding, i);
        size_t n = strlen(top);
        if (finding->path && g_str_has_prefix(finding->path, top) && finding->path[n])
            memmove(finding->path, finding->path + n, strlen(finding->path + n) + 1);
    }
}

char *unpack_check_top(struct zip_directory *directory, struct findings *findings)
{
    if (directory->entries->len == 0)
        findings_fault(findings, "empty", NULL, "the archive holds nothing");
    char *top = top_of(directory);
    check_top(directory, top, findings);
    strip_top(findings->faults, top);
    strip_top(findings->warnings, top);
    return top;
}

// Fields that nothing else repeats are the same in every entry, so one that differs was altered.
static uint16_t shared(uint16_t first, uint16_t second, uint16_t third)
{
    return second == third ? second : first;
}

struct custom {
    uint16_t made_by, time, date;
    uint16_t ascii_flags; // of a name in ASCII: libzip 1.11 marks those as UTF-8 too
};

static uint16_t usual_ascii_flags(const struct zip_directory *directory)
{
    size_t plain = 0, marked = 0;
    for (guint i = 0; i < directory->entries->len; i++) {
        const struct zip_entry *entry = zip_directory_entry(directory, i);
        plain += ascii(entry->name) && entry->flags == 0;
        marked += ascii(entry->name) && entry->flags == ZIP_FLAG_UTF8;
    }
    return marked > plain ? ZIP_FLAG_UTF8 : 0;
}

// A bag of ours has five entries at least.
static struct custom custom_of(const struct zip_directory *directory)
{
    const struct zip_entry *first = zip_directory_entry(directory, 0);
    uint16_t ascii_flags = usual_ascii_flags(directory);
    if (directory->entries->len < 3)
        return (struct custom){first->made_by, first->time, first->date, ascii_flags};
    const struct zip_entry *second = first + 1, *third = first + 2;
    return (struct custom){
        .made_by = shared(first->made_by, second->made_by, third->made_by),
        .time = shared(first->time, second->time, third->time),
        .date = shared(first->date, second->date, third->date),
        .ascii_flags = ascii_flags,
    };
}

// What libzip asks for by itself: 1.0, or 2.0 in some releases, and 4.5 for ZIP64.
static bool usual_version(uint16_t needed, bool zip64)
{
    return needed == (zip64 ? 45 : 10) || needed == 20;
}

static const char *oddity(const struct zip_entry *entry, const struct custom *custom)
{
    if (entry->made_by >> 8 != 3 || entry->made_by != custom->made_by)
        return "the version it was made by";
    if (!usual_version(entry->needed, entry->zip64) ||
        !usual_version(entry->local_needed, entry->local_zip64) ||
        (entry->needed != entry->local_needed && entry->zip64 == entry->local_zip64))
        return N_("the version needed");
    if (entry->flags != (ascii(entry->name) ? custom->ascii_flags : ZIP_FLAG_UTF8))
        return N_("the flags");
    if (entry->method != ZIP_STORED)
        return N_("the compression method");
    if (entry->time != custom->time || entry->date != custom->date)
        return N_("the time");
    if (entry->internal != 0 || entry->external != (uint32_t)0100644 << 16)
        return N_("the attributes");
    if (entry->disk != 0 || entry->other_extra || (entry->extra_length > 0 && !entry->zip64))
        return N_("an extra field");
    return entry->folder ? N_("a folder's entry") : NULL;
}

// libzip signs the ZIP64 end record as a maker of its own, at version 4.5 of no system or of Unix.
static bool usual_end64(const struct zip_directory *directory, const struct custom *custom)
{
    uint16_t made_by = directory->made_by;
    return directory->needed == 45 &&
           (made_by == 45 || made_by == (3 << 8 | 45) || made_by == custom->made_by);
}

// What is odd about the i-th entry, by itself or after the one before it.
static const char *oddity_at(const struct zip_directory *directory, guint i,
                             const struct custom *custom)
{
    const struct zip_entry *entry = zip_directory_entry(directory, i);
    const char *what = oddity(entry, custom);
    if (what || i == 0)
        return what;
    const struct zip_entry *before = zip_directory_entry(directory, i - 1);
    bool ordered = strcmp(before->name, entry->name) < 0 && before->header < entry->header;
    return ordered ? NULL : N_("the order");
}

// A comment can hold what nobody who unpacks the bag sees; whoever packs it again puts none there.
static void check_comments(const struct zip_directory *directory, struct findings *findings)
{
    if (directory->comment_length > 0)
        findings_fault(findings, "not-as-written", NULL, "warraq writes no archive comment");
    for (guint i = 0; i < directory->entries->len; i++) {
        const struct zip_entry *entry = zip_directory_entry(directory, i);
        if (entry->comment_length > 0)
            findings_fault(findings, "not-as-written", zip_directory_shown(directory, entry),
                           "warraq writes no comment on a file");
    }
}

void unpack_check_ours(const struct zip_directory *directory, struct findings *findings)
{
    struct custom custom = custom_of(directory);
    guint n = directory->entries->len, odd = 0;
    for (guint i = 0; i < n; i++)
        odd += oddity_at(directory, i, &custom) != NULL;
    check_comments(directory, findings);
    if (odd > n / 2) {
        findings_warning(findings, "repacked", NULL,
                         "the bag is warraq's, but another program made the ZIP around it");
        return;
    }
    if (directory->zip64 && !usual_end64(directory, &custom))
        findings_fault(findings, "not-as-written", NULL,
                       "altered: the ZIP64 end record is not as warraq writes it");
    for (guint i = 0; i < n; i++) {
        const struct zip_entry *entry = zip_directory_entry(directory, i);
        const char *what = oddity_at(directory, i, &custom);
        if (what)
            findings_fault_on(findings, "not-as-written", zip_directory_shown(directory, entry),
                              "altered: not as warraq writes it: %s", what);
    }
}
