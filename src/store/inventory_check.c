// SPDX-License-Identifier: MIT
// Checks one inventory by itself: OCFL 1.1, sections 3.3 and 3.5. The codes are those of the
// specification's own table.
#include "store/inventory.h"

#include "base/translate.h"

#include "store/extension.h"

#include <string.h>

struct inventory_checking {
    struct inventory *inventory;
    const char *where;
    struct findings *findings;
};

#define FAULT_AT(c, code, ...) findings_fault((c)->findings, (code), (c)->where, __VA_ARGS__)
#define WARN_AT(c, code, ...) findings_warning((c)->findings, (code), (c)->where, __VA_ARGS__)

static void check_keys(const struct inventory_checking *c, const json_t *object,
                       const char *const *known, const char *format, const char *of)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        if (!g_strv_contains(known, key))
            FAULT_AT(c, "E102", format, key, of);
    }
}

// A required string of the inventory itself; NULL and a fault if it is missing or no string.
static const char *required(const struct inventory_checking *c, const char *key, const char *code)
{
    const json_t *value = json_object_get(c->inventory->json, key);
    const char *text = json_string_value(value);
    if (!value)
        FAULT_AT(c, "E036", "the key \"%s\" is missing", key);
    else if (!text || !*text)
        FAULT_AT(c, code, "\"%s\" is not a string with something in it", key);
    return text && *text ? text : NULL;
}

static bool is_uri(const char *text)
{
    if (!g_ascii_isalpha(text[0]))
        return false;
    size_t n = 1;
    while (g_ascii_isalnum(text[n]) || text[n] == '+' || text[n] == '-' || text[n] == '.')
        n++;
    return text[n] == ':' && text[n + 1] && !strpbrk(text, " <>\"{}|\\^`");
}

static void check_id(const struct inventory_checking *c)
{
    c->inventory->id = required(c, "id", "E037");
    if (c->inventory->id && !is_uri(c->inventory->id))
        WARN_AT(c, "W005", "the id \"%s\" is not a URI", c->inventory->id);
}

static void check_type(const struct inventory_checking *c)
{
    c->inventory->type = required(c, "type", "E038");
    if (c->inventory->type && !inventory_spec(c->inventory->type))
        FAULT_AT(c, "E038", "\"%s\" is not the inventory type of OCFL 1.0 or 1.1",
                 c->inventory->type);
}

static void check_digest(const struct inventory_checking *c)
{
    struct inventory *inventory = c->inventory;
    const char *name = required(c, "digestAlgorithm", "E025");
    if (!name)
        return;
    inventory->digest_known = true;
    if (strcmp(name, "sha512") == 0) {
        inventory->digest = DIGEST_SHA512;
    } else if (strcmp(name, "sha256") == 0) {
        inventory->digest = DIGEST_SHA256;
        WARN_AT(c, "W004", "the content is addressed by sha256, not by sha512");
    } else {
        inventory->digest_known = false;
        FAULT_AT(c, "E025", "\"%s\" may not address content, only sha512 or sha256", name);
    }
}

static void check_content_directory(const struct inventory_checking *c)
{
    const json_t *value = json_object_get(c->inventory->json, "contentDirectory");
    c->inventory->content = "content";
    if (!value)
        return;
    const char *name = json_string_value(value);
    if (!name || !*name || strchr(name, '/'))
        FAULT_AT(c, "E017", "contentDirectory is not the name of one directory");
    else if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        FAULT_AT(c, "E018", "contentDirectory is \"%s\"", name);
    else
        c->inventory->content = name;
}

// ---- versions -------------------------------------------------------------------------------

static void check_user(const struct inventory_checking *c, const char *version, const json_t *user)
{
    if (!json_is_object(user)) {
        FAULT_AT(c, "E054", "the user of %s is not a JSON object", version);
        return;
    }
    static const char *const known[] = {"name", "address", NULL};
    check_keys(c, user, known, N_("the key \"%s\" of a user is not in the specification"), NULL);
    const char *name = json_member(user, "name");
    if (!name || !*name)
        FAULT_AT(c, "E054", "the user of %s has no name", version);
    const json_t *address = json_object_get(user, "address");
    const char *text = json_string_value(address);
    if (!address)
        WARN_AT(c, "W008", "the user of %s has no address", version);
    else if (!text)
        FAULT_AT(c, "E054", "the address of the user of %s is not a string", version);
    else if (!is_uri(text))
        WARN_AT(c, "W009", "the address \"%s\" of the user of %s is not a URI", text, version);
}

static void check_metadata(const struct inventory_checking *c, const char *version,
                           const json_t *block)
{
    const json_t *created = json_object_get(block, "created");
    const char *text = json_string_value(created);
    gint64 seconds;
    if (!created)
        FAULT_AT(c, "E048", "%s has no \"created\"", version);
    else if (!text || !time_parse(text, &seconds))
        FAULT_AT(c, "E049", "\"created\" of %s is not a time of RFC 3339 with seconds and zone",
                 version);
    const json_t *message = json_object_get(block, "message");
    if (!message)
        WARN_AT(c, "W007", "%s has no message", version);
    else if (!json_is_string(message))
        FAULT_AT(c, "E094", "the message of %s is not a string", version);
    const json_t *user = json_object_get(block, "user");
    if (!user)
        WARN_AT(c, "W007", "%s names no user", version);
    else
        check_user(c, version, user);
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return path_compare(*(const char *const *)a, *(const char *const *)b);
}

// In this order a path that is another's beginning comes before it, and whatever lies between them
// begins with it too, so that neighbours are enough.
static void check_conflicts(const struct inventory_checking *c, GPtrArray *paths, const char *code,
                            const char *of)
{
    g_ptr_array_sort(paths, compare_paths);
    for (guint i = 1; i < paths->len; i++) {
        const char *before = paths->pdata[i - 1], *path = paths->pdata[i];
        if (strcmp(before, path) == 0)
            FAULT_AT(c, code,
                     of ? N_("the path \"%s\" is listed twice in %s")
                        : N_("the path \"%s\" is listed twice in the manifest"),
                     path, of);
        else if (path_within(before, path))
            FAULT_AT(c, code,
                     of ? N_("\"%s\" is both a file and a folder in %s")
                        : N_("\"%s\" is both a file and a folder in the manifest"),
                     before, of);
    }
}

static void check_logical_path(const struct inventory_checking *c, const char *version,
                               const char *path)
{
    int wrong = path_fault(path);
    if (wrong == 1)
        FAULT_AT(c, "E053", "the logical path \"%s\" of %s begins or ends with /", path, version);
    else if (wrong == 2)
        FAULT_AT(c, "E052", "the logical path \"%s\" of %s has an empty part, . or ..", path,
                 version);
}

static void check_state_digest(const struct inventory_checking *c, const char *version,
                               const char *digest, const json_t *paths, GPtrArray *all)
{
    if (c->inventory->manifest && !json_object_get(c->inventory->manifest, digest))
        FAULT_AT(c, "E050", "the manifest does not have the digest %.16s… of %s", digest, version);
    if (!json_is_array(paths) || json_array_size(paths) == 0) {
        FAULT_AT(c, "E051", "the digest %.16s… of %s has no list of paths", digest, version);
        return;
    }
    for (size_t i = 0; i < json_array_size(paths); i++) {
        const char *path = json_string_value(json_array_get(paths, i));
        if (!path) {
            FAULT_AT(c, "E051", "a logical path of %s is not a string", version);
            continue;
        }
        check_logical_path(c, version, path);
        g_ptr_array_add(all, (gpointer)path);
    }
}

static void check_state(const struct inventory_checking *c, const char *version, json_t *state)
{
    if (!json_is_object(state)) {
        if (state)
            FAULT_AT(c, "E050", "the state of %s is not a JSON object", version);
        else
            FAULT_AT(c, "E048", "%s has no \"state\"", version);
        return;
    }
    GPtrArray *all = g_ptr_array_new();
    const char *digest;
    json_t *paths;
    json_object_foreach(state, digest, paths)
    {
        check_state_digest(c, version, digest, paths, all);
    }
    check_conflicts(c, all, "E095", version);
    g_ptr_array_unref(all);
}

static void check_block(const struct inventory_checking *c, const char *version, json_t *block)
{
    static const char *const known[] = {"created", "message", "state", "user", NULL};
    if (!json_is_object(block)) {
        FAULT_AT(c, "E047", "%s is not described by a JSON object", version);
        return;
    }
    check_keys(c, block, known, N_("the key \"%s\" of %s is not in the specification"), version);
    check_metadata(c, version, block);
    check_state(c, version, json_object_get(block, "state"));
}

// How the versions are named: by the width that most of them share with the first.
struct naming {
    size_t count, highest;
    unsigned width, digits; // of version 1, or of the first seen
    bool first_seen, mixed;
};

static void naming_take(struct naming *naming, size_t number, unsigned width, size_t length)
{
    if (naming->count++ == 0 || number == 1) {
        naming->width = width;
        naming->digits = (unsigned)length - 1;
    }
    naming->first_seen |= number == 1;
    naming->highest = MAX(naming->highest, number);
}

// v1 beside v02, or v01 beside v10: all must be like the first.
static void check_name(const struct inventory_checking *c, const struct naming *naming,
                       const char *name)
{
    size_t number;
    unsigned width;
    if (!version_name_parse(name, strlen(name), &number, &width) || width == naming->width)
        return;
    if (naming->width && !width)
        FAULT_AT(c, "E011", "%s does not begin with a zero as the other versions do", name);
    else
        FAULT_AT(c, "E012", "%s is not padded like the other versions", name);
    FAULT_AT(c, "E013", "%s does not keep to the naming of the first version", name);
}

static struct naming collect_names(const struct inventory_checking *c)
{
    struct naming naming = {0};
    const char *name;
    json_t *block;
    json_object_foreach(c->inventory->versions, name, block)
    {
        size_t number;
        unsigned width;
        if (version_name_parse(name, strlen(name), &number, &width))
            naming_take(&naming, number, width, strlen(name));
        else
            FAULT_AT(c, "E046", "\"%s\" is not the name of a version", name);
    }
    json_object_foreach(c->inventory->versions, name, block)
    {
        check_name(c, &naming, name);
    }
    return naming;
}

static void check_sequence(const struct inventory_checking *c, const struct naming *naming)
{
    if (naming->count == 0) {
        FAULT_AT(c, "E008", "there is no version");
        return;
    }
    if (!naming->first_seen)
        FAULT_AT(c, "E009", "the versions do not begin with 1");
    if (naming->highest != naming->count)
        FAULT_AT(c, "E010", "of %zu versions only %zu are there", naming->highest, naming->count);
    if (naming->width)
        WARN_AT(c, "W001", "the version names are padded with zeros");
}

static void check_versions(const struct inventory_checking *c)
{
    json_t *versions = json_object_get(c->inventory->json, "versions");
    if (!versions) {
        FAULT_AT(c, "E043", "the block \"versions\" is missing");
        return;
    }
    if (!json_is_object(versions)) {
        FAULT_AT(c, "E044", "\"versions\" is not a JSON object");
        return;
    }
    c->inventory->versions = versions;
    struct naming naming = collect_names(c);
    check_sequence(c, &naming);
    c->inventory->newest = naming.highest;
    c->inventory->width = naming.width;
    const char *name;
    json_t *block;
    json_object_foreach(versions, name, block)
    {
        check_block(c, name, block);
    }
}

static void check_head(const struct inventory_checking *c)
{
    const char *head = required(c, "head", "E040");
    size_t number;
    unsigned width;
    c->inventory->head = head;
    if (!head || !c->inventory->versions)
        return;
    if (!version_name_parse(head, strlen(head), &number, &width) ||
        number != c->inventory->newest || !json_object_get(c->inventory->versions, head))
        FAULT_AT(c, "E040", "the head is %s, but the newest version is %zu", head,
                 c->inventory->newest);
}

// ---- manifest and fixity ---------------------------------------------------------------------

static bool is_hex(const char *text, size_t n)
{
    return strlen(text) == n && strspn(text, "0123456789abcdefABCDEF") == n;
}

static bool content_path_safe(const struct inventory_checking *c, const char *path)
{
    int wrong = path_fault(path);
    if (wrong == 1)
        FAULT_AT(c, "E100", "the content path \"%s\" begins or ends with /", path);
    else if (wrong == 2)
        FAULT_AT(c, "E099", "the content path \"%s\" has an empty part, . or ..", path);
    return wrong == 0;
}

// VERSION/CONTENT-DIRECTORY/…, the version one of the inventory's own.
static bool content_path_placed(const struct inventory *inventory, const char *path)
{
    const char *slash = strchr(path, '/');
    if (!slash)
        return false;
    g_autofree char *version = g_strndup(path, (gsize)(slash - path));
    size_t n = strlen(inventory->content);
    return json_object_get(inventory->versions, version) &&
           strncmp(slash + 1, inventory->content, n) == 0 && slash[1 + n] == '/';
}

static void check_content_paths(const struct inventory_checking *c, const char *digest,
                                const json_t *paths, GPtrArray *all)
{
    if (!json_is_array(paths) || json_array_size(paths) == 0) {
        FAULT_AT(c, "E092", "the digest %.16s… has no list of content paths", digest);
        return;
    }
    for (size_t i = 0; i < json_array_size(paths); i++) {
        const char *path = json_string_value(json_array_get(paths, i));
        if (!path) {
            FAULT_AT(c, "E092", "a content path of %.16s… is not a string", digest);
            continue;
        }
        if (content_path_safe(c, path) && c->inventory->versions &&
            !content_path_placed(c->inventory, path))
            FAULT_AT(c, "E042", "\"%s\" is in no version's content directory", path);
        g_ptr_array_add(all, (gpointer)path);
    }
}

// The digests that some version's state has.
static GHashTable *used_digests(const struct inventory *inventory)
{
    GHashTable *used = g_hash_table_new(g_str_hash, g_str_equal);
    const char *name, *digest;
    json_t *block, *paths;
    json_object_foreach(inventory->versions, name, block)
    {
        json_object_foreach(json_object_get(block, "state"), digest, paths)
        {
            g_hash_table_add(used, (gpointer)digest);
        }
    }
    return used;
}

// True the first time, whatever the case.
static bool seen_first(GHashTable *seen, const char *digest)
{
    return g_hash_table_add(seen, g_ascii_strdown(digest, -1));
}

static void check_manifest_digest(const struct inventory_checking *c, const char *digest)
{
    const struct inventory *inventory = c->inventory;
    if (inventory->digest_known && !is_hex(digest, digest_hex_length(inventory->digest)))
        FAULT_AT(c, inventory->digest == DIGEST_SHA512 ? "E031" : "E030",
                 "\"%.16s…\" in the manifest is not a %s digest", digest,
                 digest_name(inventory->digest));
}

static void check_manifest_entries(const struct inventory_checking *c)
{
    GHashTable *used = used_digests(c->inventory);
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *all = g_ptr_array_new();
    const char *digest;
    json_t *paths;
    json_object_foreach(c->inventory->manifest, digest, paths)
    {
        check_manifest_digest(c, digest);
        check_content_paths(c, digest, paths, all);
        if (!seen_first(seen, digest))
            FAULT_AT(c, "E096", "the manifest has the digest %.16s… twice", digest);
        if (!g_hash_table_contains(used, digest) && c->inventory->versions)
            FAULT_AT(c, "E107", "no version uses the digest %.16s… of the manifest", digest);
    }
    check_conflicts(c, all, "E101", NULL);
    g_ptr_array_unref(all);
    g_hash_table_unref(seen);
    g_hash_table_unref(used);
}

static void check_manifest(const struct inventory_checking *c)
{
    json_t *manifest = json_object_get(c->inventory->json, "manifest");
    if (!manifest)
        FAULT_AT(c, "E041", "the block \"manifest\" is missing");
    else if (!json_is_object(manifest))
        FAULT_AT(c, "E106", "\"manifest\" is not a JSON object");
    else
        c->inventory->manifest = manifest;
}

static void check_fixity_digest(const struct inventory_checking *c, GHashTable *known,
                                const char *digest, const json_t *paths)
{
    if (!json_is_array(paths)) {
        FAULT_AT(c, "E057", "the fixity digest %.16s… has no list of content paths", digest);
        return;
    }
    for (size_t i = 0; i < json_array_size(paths); i++) {
        const char *path = json_string_value(json_array_get(paths, i));
        if (!path)
            FAULT_AT(c, "E057", "a content path of the fixity block is not a string");
        else if (content_path_safe(c, path) && c->inventory->manifest &&
                 !g_hash_table_contains(known, path))
            FAULT_AT(c, "E057", "the fixity block names \"%s\", the manifest does not", path);
    }
}

static void check_fixity_block(const struct inventory_checking *c, GHashTable *known,
                               const char *algorithm, json_t *block)
{
    enum digest_kind kind;
    bool ours = digest_kind_parse(algorithm, &kind);
    if (!ours && !extension_digest(algorithm))
        FAULT_AT(c, "E056", "\"%s\" is no known digest algorithm", algorithm);
    if (!json_is_object(block)) {
        FAULT_AT(c, "E057", "the fixity block of %s is not a JSON object", algorithm);
        return;
    }
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *digest;
    json_t *paths;
    json_object_foreach(block, digest, paths)
    {
        if (!seen_first(seen, digest))
            FAULT_AT(c, "E097", "the fixity block has the digest %.16s… twice", digest);
        if (ours && !is_hex(digest, digest_hex_length(kind)))
            FAULT_AT(c, "E057", "\"%.16s…\" is not a %s digest", digest, algorithm);
        check_fixity_digest(c, known, digest, paths);
    }
    g_hash_table_unref(seen);
}

static void check_fixity(const struct inventory_checking *c)
{
    json_t *fixity = json_object_get(c->inventory->json, "fixity");
    if (!fixity)
        return;
    if (!json_is_object(fixity)) {
        FAULT_AT(c, "E111", "\"fixity\" is not a JSON object");
        return;
    }
    c->inventory->fixity = fixity;
    GHashTable *known = inventory_paths(c->inventory->manifest);
    const char *algorithm;
    json_t *block;
    json_object_foreach(fixity, algorithm, block)
    {
        check_fixity_block(c, known, algorithm, block);
    }
    g_hash_table_unref(known);
}

struct inventory *inventory_parse(const void *data, size_t n, const char *where,
                                  struct findings *findings)
{
    static const char *const known[] = {"id",       "type",     "digestAlgorithm",
                                        "head",     "manifest", "contentDirectory",
                                        "versions", "fixity",   NULL};
    g_autoptr(GError) error = NULL;
    json_t *json = json_read(where, data, n, &error);
    if (!json_is_object(json)) {
        if (error)
            findings_fault_of(findings, "E033", where, error);
        else
            findings_fault(findings, "E033", where, "the inventory is not a JSON object");
        json_decref(json);
        return NULL;
    }
    struct inventory *inventory = g_new0(struct inventory, 1);
    struct inventory_checking c = {inventory, where, findings};
    inventory->json = json;
    check_keys(&c, json, known, N_("the key \"%s\" of the inventory is not in the specification"),
               NULL);
    check_id(&c);
    check_type(&c);
    check_digest(&c);
    check_content_directory(&c);
    check_manifest(&c);
    check_versions(&c);
    check_head(&c);
    if (inventory->manifest)
        check_manifest_entries(&c);
    check_fixity(&c);
    return inventory;
}
