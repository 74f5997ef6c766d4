// SPDX-License-Identifier: MIT
#include "archive/bag_check.h"

#include "archive/bag_info.h"
#include "archive/bag_list.h"
#include "archive/manifest.h"
#include "zip/name.h"
#include "archive/tag_text.h"
#include "base/job.h"

#include <string.h>

enum { TAG_FILE_MOST = 32 * 1024 * 1024, SPARE_MOST = 16 * 1024 * 1024 };

struct bag_checking {
    struct tree *tree;
    uint64_t path_bytes; // of all files
    uint64_t spare;      // bytes that manifests may still have beyond what their files need
    struct findings *findings;
    struct tag_declaration declaration;
    GPtrArray *lists;     // struct bag_list
    GHashTable *fetched;  // paths of fetch.txt
    GHashTable *composed; // NFC path -> struct tree_file; NULL until one is asked for
    bool ours;
};

static bool is_payload(const char *path)
{
    return g_str_has_prefix(path, "data/");
}

static const struct tree_file *file_at(const struct bag_checking *check, guint i)
{
    return &g_array_index(check->tree->files, struct tree_file, i);
}

static char *load_text(struct bag_checking *check, const char *path)
{
    const struct tree_file *file = tree_find(check->tree, path);
    GString *raw = file ? tree_load(check->tree, file, TAG_FILE_MOST, check->findings) : NULL;
    return raw ? tag_text_decode(raw, check->declaration.encoding, path, check->findings) : NULL;
}

static void read_declaration(struct bag_checking *check)
{
    const struct tree_file *file = tree_find(check->tree, "bagit.txt");
    GString *raw = file ? tree_load(check->tree, file, TAG_FILE_MOST, check->findings) : NULL;
    if (!file)
        findings_fault(check->findings, "bagit-missing", "bagit.txt",
                       "this is no bag: it has no bagit.txt");
    if (raw)
        check->declaration = tag_declaration_read(raw, check->findings);
    else
        check->declaration = (struct tag_declaration){1, 0, g_strdup("UTF-8")};
}

// Manifests are held in memory, so what they may list of files that are not there is bounded, all
// together: a few kilobytes unpack to dozens of megabytes of them.
static bool list_affordable(struct bag_checking *check, const struct tree_file *file,
                            enum digest_kind kind)
{
    enum { LINE = 8, ENCODED = 3 }; // spaces and line end; "%0A" for one letter
    uint64_t need = check->path_bytes * ENCODED +
                    check->tree->files->len * (uint64_t)(digest_hex_length(kind) + LINE);
    uint64_t beyond = file->size > need ? file->size - need : 0;
    if (beyond > check->spare) {
        findings_fault(check->findings, "tag-file-too-large", file->path,
                       "the manifests list far more than the bag could hold");
        return false;
    }
    check->spare -= beyond;
    return true;
}

// Whether the name is a payload manifest's, even if that could then not be read.
static bool read_list(struct bag_checking *check, const struct tree_file *file)
{
    const char *name = file->path;
    bool tags, known;
    enum digest_kind kind;
    if (!bag_list_named(name, &tags, &known, &kind))
        return false;
    if (!known) {
        findings_warning(check->findings, "algorithm-unknown", name,
                         "the digests of this manifest cannot be checked");
        return false;
    }
    char *text = list_affordable(check, file, kind) ? load_text(check, name) : NULL;
    if (text)
        g_ptr_array_add(check->lists, bag_list_read(name, kind, tags, text, &check->declaration,
                                                    check->findings));
    g_free(text);
    return !tags;
}

// RFC 8493, section 2.4: MD5 and SHA-1 are for bags of old alone, as a second file of the same
// digest can be made.
static void check_strength(const struct bag_checking *check)
{
    const char *weak = NULL;
    for (guint i = 0; i < check->lists->len; i++) {
        const struct bag_list *list = check->lists->pdata[i];
        if (!list->tags && digest_strength(list->kind) > 0)
            return;
        if (!list->tags)
            weak = list->name;
    }
    if (weak)
        findings_warning(check->findings, "manifest-weak", weak,
                         "no manifest is stronger than this; who made the bag could put another "
                         "file in its place (RFC 8493, 2.4)");
}

static void read_lists(struct bag_checking *check)
{
    bool any = false;
    for (guint i = 0; i < check->tree->files->len; i++)
        any |= read_list(check, file_at(check, i));
    check_strength(check);
    if (any)
        return;
    findings_fault(check->findings, "manifest-missing", NULL,
                   "the bag has no payload manifest that could be checked");
}

static void read_fetch_line(struct bag_checking *check, const char *line)
{
    // URL, length or "-", path; the path is the rest of the line and may hold spaces.
    const char *length = line + strcspn(line, " \t");
    length += strspn(length, " \t");
    size_t n = strcspn(length, " \t");
    const char *spelt = length + n + strspn(length + n, " \t");
    bool number = n > 0 && (strspn(length, "0123456789") == n || (n == 1 && *length == '-'));
    if (!number || !*spelt) {
        findings_fault(check->findings, "fetch-malformed", "fetch.txt",
                       "a line is not a URL, a length and a path: \"%.60s\"", line);
        return;
    }
    char *path = bag_list_path("fetch.txt", spelt, false, &check->declaration, check->findings);
    if (path)
        g_hash_table_add(check->fetched, path);
}

static void read_fetch(struct bag_checking *check)
{
    char *text = load_text(check, "fetch.txt");
    char **lines = g_strsplit(text ? text : "", "\n", -1);
    for (char **line = lines; *line; line++) {
        if ((*line)[strspn(*line, " \t")])
            read_fetch_line(check, *line);
    }
    g_strfreev(lines);
    g_free(text);
}

static void check_oxum(struct bag_checking *check, const char *path, const char *oxum)
{
    uint64_t bytes = 0, count = 0;
    for (guint i = 0; i < check->tree->files->len; i++) {
        if (is_payload(file_at(check, i)->path)) {
            bytes += file_at(check, i)->size;
            count++;
        }
    }
    char *found = g_strdup_printf("%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT, bytes, count);
    if (strcmp(found, oxum) != 0)
        findings_fault(check->findings, "oxum-differs", path,
                       "Payload-Oxum says %s, the payload is %s (bytes.files)", oxum, found);
    g_free(found);
}

// Up to 0.95 the file was called package-info.txt.
static void read_info(struct bag_checking *check)
{
    static const char *const names[] = {"bag-info.txt", "package-info.txt"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        char *text = load_text(check, names[i]);
        if (!text)
            continue;
        char *oxum = bag_info_get(text, "Payload-Oxum");
        if (oxum)
            check_oxum(check, names[i], oxum);
        check->ours |= i == 0 && bag_info_is_ours(text);
        g_free(oxum);
        g_free(text);
    }
}

static bool ascii(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

static void index_composed(struct bag_checking *check)
{
    check->composed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < check->tree->files->len; i++) {
        const struct tree_file *file = file_at(check, i);
        if (!ascii(file->path))
            g_hash_table_insert(check->composed, g_utf8_normalize(file->path, -1, G_NORMALIZE_NFC),
                                (gpointer)file);
    }
}

// The file a listed path means: its own, or the one whose name some system re-composed.
static const struct tree_file *find_listed(struct bag_checking *check, const char *path)
{
    const struct tree_file *file = tree_find(check->tree, path);
    if (file || ascii(path))
        return file;
    if (!check->composed)
        index_composed(check);
    char *composed = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    file = g_hash_table_lookup(check->composed, composed);
    g_free(composed);
    return file;
}

static void check_listed(struct bag_checking *check, const struct bag_list *list, const char *path)
{
    const struct tree_file *file = find_listed(check, path);
    if (file && strcmp(file->path, path) != 0)
        findings_warning(check->findings, "path-normalisation", path,
                         "%s spells the name in another normalisation than the file's", list->name);
    if (!file && g_hash_table_contains(check->fetched, path))
        findings_fault(check->findings, "fetch-pending", path,
                       "the file is still to be fetched; warraq follows no fetch.txt");
    else if (!file)
        findings_fault(check->findings, list->tags ? "tag-missing" : "payload-missing", path,
                       "%s lists a file that is not there", list->name);
    if (list->tags && g_str_has_prefix(path, "tagmanifest-"))
        findings_fault(check->findings, "tagmanifest-listed", path,
                       "a tag manifest may not list tag manifests");
}

static void check_lists(struct bag_checking *check)
{
    for (guint i = 0; i < check->lists->len; i++) {
        const struct bag_list *list = check->lists->pdata[i];
        for (guint j = 0; j < list->paths->len; j++)
            check_listed(check, list, list->paths->pdata[j]);
    }
}

// Names that differ only in case or composition, among the files and the listed paths.
static void check_clash(struct bag_checking *check, GHashTable *seen, const char *path,
                        bool reported)
{
    char *key = name_key(path);
    const char *other = g_hash_table_lookup(seen, key);
    if (!other) {
        g_hash_table_insert(seen, key, (gpointer)path);
        return;
    }
    if (strcmp(other, path) != 0 && !reported)
        findings_warning(check->findings, "name-clash", path,
                         "some file systems take this name and \"%s\" for the same", other);
    g_free(key);
}

// Listed paths at which there is no file.
static GPtrArray *missing_paths(const struct bag_checking *check)
{
    GPtrArray *missing = g_ptr_array_new();
    for (guint i = 0; i < check->lists->len; i++) {
        const struct bag_list *list = check->lists->pdata[i];
        for (guint j = 0; j < list->paths->len; j++) {
            if (!tree_find(check->tree, list->paths->pdata[j]))
                g_ptr_array_add(missing, list->paths->pdata[j]);
        }
    }
    return missing;
}

static void check_clashes(struct bag_checking *check)
{
    GPtrArray *missing = missing_paths(check);
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool any = !check->tree->apart || missing->len > 0;
    for (guint i = 0; any && i < check->tree->files->len; i++)
        check_clash(check, seen, file_at(check, i)->path, check->tree->apart);
    for (guint i = 0; i < missing->len; i++)
        check_clash(check, seen, missing->pdata[i], false);
    g_hash_table_unref(seen);
    g_ptr_array_unref(missing);
}

// The digest a list wants of a file; false if none. Where names were re-composed on the way the
// listed spelling is found by the composed one.
static bool wanted(const struct bag_list *list, const struct tree_file *file,
                   char ret_hex[DIGEST_HEX_MAX + 1])
{
    static const GNormalizeMode forms[] = {G_NORMALIZE_NFC, G_NORMALIZE_NFD};
    bool found = bag_list_digest(list, file->path, ret_hex);
    for (size_t i = 0; !found && i < G_N_ELEMENTS(forms) && !ascii(file->path); i++) {
        char *other = g_utf8_normalize(file->path, -1, forms[i]);
        found = bag_list_digest(list, other, ret_hex);
        g_free(other);
    }
    return found;
}

struct digests {
    struct digest *of[DIGEST_KINDS];
    char hex[DIGEST_KINDS][DIGEST_HEX_MAX + 1];
};

static void digests_write(void *data, const void *bytes, size_t n)
{
    struct digests *digests = data;
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        if (digests->of[kind])
            digest_update(digests->of[kind], bytes, n);
    }
    job_did(n);
}

static void digests_want(struct digests *digests, enum digest_kind kind)
{
    if (!digests->of[kind])
        digests->of[kind] = digest_new(kind);
}

static void digests_finish(struct digests *digests)
{
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        if (digests->of[kind])
            digest_finish(digests->of[kind], digests->hex[kind]);
    }
}

static void check_digests(struct bag_checking *check, const struct tree_file *file)
{
    struct digests digests = {0};
    char hex[DIGEST_HEX_MAX + 1];
    bool payload = is_payload(file->path);
    for (guint i = 0; i < check->lists->len; i++) {
        const struct bag_list *list = check->lists->pdata[i];
        if (list->tags != payload && wanted(list, file, hex))
            digests_want(&digests, list->kind);
    }
    bool read = check->tree->stream(check->tree, file, digests_write, &digests, check->findings);
    digests_finish(&digests);
    for (guint i = 0; read && i < check->lists->len; i++) {
        const struct bag_list *list = check->lists->pdata[i];
        if (list->tags != payload && wanted(list, file, hex) &&
            strcmp(hex, digests.hex[list->kind]) != 0)
            findings_fault(check->findings, payload ? "digest-differs" : "tag-digest-differs",
                           file->path, "altered: its %s is not what %s says",
                           digest_name(list->kind), list->name);
    }
}

// Before 1.0 one manifest that listed the file was enough.
static void check_payload_listed(struct bag_checking *check, const struct tree_file *file)
{
    guint lists = 0, listing = 0;
    char hex[DIGEST_HEX_MAX + 1];
    for (guint i = 0; i < check->lists->len; i++) {
        const struct bag_list *list = check->lists->pdata[i];
        lists += !list->tags;
        listing += !list->tags && wanted(list, file, hex);
    }
    if (lists > 0 && listing == 0)
        findings_fault(check->findings, "payload-unlisted", file->path,
                       "no manifest lists this file");
    else if (listing < lists && !tag_before(&check->declaration, 1, 0))
        findings_fault(check->findings, "manifest-incomplete", file->path,
                       "not every manifest lists this file");
}

// RFC 8493, section 2.2.1: a tag manifest must list every payload manifest, and should list every
// other tag file but the tag manifests.
static void check_tag_listed(struct bag_checking *check, const struct tree_file *file)
{
    bool tags, known;
    enum digest_kind kind;
    char hex[DIGEST_HEX_MAX + 1];
    bool manifest = bag_list_named(file->path, &tags, &known, &kind);
    if (tags && manifest)
        return;
    for (guint i = 0; i < check->lists->len; i++) {
        const struct bag_list *list = check->lists->pdata[i];
        if (!list->tags || wanted(list, file, hex))
            continue;
        if (check->ours || (manifest && !tag_before(&check->declaration, 1, 0)))
            findings_fault(check->findings, "tag-unlisted", file->path, "%s does not list it",
                           list->name);
        else if (!tag_before(&check->declaration, 1, 0))
            findings_warning(check->findings, "tag-unlisted", file->path,
                             "%s does not list it, so it could change unseen", list->name);
    }
}

static void check_files(struct bag_checking *check)
{
    uint64_t bytes = 0;
    for (guint i = 0; i < check->tree->files->len; i++)
        bytes += file_at(check, i)->size;
    job_expect(bytes);
    for (guint i = 0; i < check->tree->files->len; i++) {
        const struct tree_file *file = file_at(check, i);
        if (is_payload(file->path))
            check_payload_listed(check, file);
        else
            check_tag_listed(check, file);
        check_digests(check, file);
        if (!job_did(0)) // whoever stops it gets no verdict
            return;
    }
    if (!check->tree->has_data)
        findings_fault(check->findings, "data-missing", "data", "the bag has no folder data/");
}

static void check_own_list(struct bag_checking *check, const char *prefix, enum digest_kind kind)
{
    char *name = manifest_name(prefix, kind);
    if (!tree_find(check->tree, name))
        findings_fault(check->findings, "tag-missing", name,
                       "warraq writes this file into every bag");
    g_free(name);
}

static void check_ours(struct bag_checking *check)
{
    if (!check->ours)
        return;
    for (int i = 0; i < MANIFESTS; i++)
        check_own_list(check, "", manifest_kinds[i]);
    check_own_list(check, "tag", MANIFEST_TAGS);
}

bool bag_check(struct tree *tree, struct findings *findings)
{
    struct bag_checking check = {
        .tree = tree,
        .findings = findings,
        .spare = SPARE_MOST,
        .lists = g_ptr_array_new_with_free_func((GDestroyNotify)bag_list_free),
        .fetched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    for (guint i = 0; i < tree->files->len; i++)
        check.path_bytes += strlen(file_at(&check, i)->path);
    findings->files = tree->files->len;
    read_declaration(&check);
    read_lists(&check);
    read_fetch(&check);
    read_info(&check);
    check_lists(&check);
    check_clashes(&check);
    check_files(&check);
    check_ours(&check);
    g_free(check.declaration.encoding);
    g_ptr_array_unref(check.lists);
    g_hash_table_unref(check.fetched);
    g_clear_pointer(&check.composed, g_hash_table_unref);
    return check.ours;
}
