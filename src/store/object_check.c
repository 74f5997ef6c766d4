// SPDX-License-Identifier: MIT
// One OCFL object: sections 3.1 to 3.9 of the specification. The inventories are checked by
// themselves in inventory_check.c, the bytes in content_check.c; here is what binds them.
#include "store/object_check.h"

#include "base/file.h"
#include "store/content_check.h"
#include "store/inventory.h"
#include "store/listing.h"

#include <string.h>

enum { DEEPEST = 256, SIDECAR_MOST = 4096, RANGES_MOST = 40 };

struct version {
    size_t number;
    const char *name;
};

struct object_checking {
    const char *folder, *prefix;
    struct findings *findings;
    struct content_check *content;
    struct inventory *newest; // the root's; NULL if there is none that can be read
    GBytes *newest_bytes;
    GHashTable *digest_of; // content path to digest, of the root's manifest
    GArray *versions;      // struct version: the version folders
    unsigned spec;         // of the last version that had an inventory
    GArray *without;       // struct version: those that have none
};

static char *place(const struct object_checking *c, const char *path)
{
    return g_strconcat(c->prefix, path, NULL);
}

#define FAULT_IN(c, code, path, ...)                                                               \
    do {                                                                                           \
        g_autofree char *place_ = place((c), (path));                                              \
        findings_fault((c)->findings, (code), place_, __VA_ARGS__);                                \
    } while (0)
#define WARN_IN(c, code, path, ...)                                                                \
    do {                                                                                           \
        g_autofree char *place_ = place((c), (path));                                              \
        findings_warning((c)->findings, (code), place_, __VA_ARGS__);                              \
    } while (0)

// Links and devices are wrong wherever they are; true if this was one.
static bool not_plain(const struct object_checking *c, const struct listing_entry *entry,
                      const char *path)
{
    if (entry->kind == LISTING_LINK)
        FAULT_IN(c, "E090", path, "a symbolic link");
    else if (entry->kind == LISTING_OTHER)
        FAULT_IN(c, "E089", path, "neither a file nor a folder, or not to be read");
    return entry->kind == LISTING_LINK || entry->kind == LISTING_OTHER;
}

// ---- an inventory and its sidecar ------------------------------------------------------------

static void compare_sidecar(const struct object_checking *c, const char *path, const char *text,
                            size_t n, const char *hex)
{
    size_t digits = 0, gap;
    while (digits < n && g_ascii_isxdigit(text[digits]))
        digits++;
    gap = digits;
    while (gap < n && (text[gap] == ' ' || text[gap] == '\t'))
        gap++;
    size_t name = strlen("inventory.json");
    bool formed = digits > 0 && gap > digits && n - gap >= name &&
                  memcmp(text + gap, "inventory.json", name) == 0;
    for (size_t i = gap + name; formed && i < n; i++)
        formed = text[i] == '\n' || text[i] == '\r';
    if (!formed)
        FAULT_IN(c, "E061", path, "the sidecar is not \"DIGEST inventory.json\"");
    else if (digits != strlen(hex) || g_ascii_strncasecmp(text, hex, digits) != 0)
        FAULT_IN(c, "E060", path, "this is not the digest of the inventory");
}

static void check_sidecar(const struct object_checking *c, const char *folder,
                          const GPtrArray *list, const char *algorithm, GBytes *inventory)
{
    enum digest_kind kind;
    char hex[DIGEST_HEX_MAX + 1];
    gsize n, m;
    g_autofree char *name = g_strconcat("inventory.json.", algorithm, NULL);
    g_autofree char *path = g_strconcat(folder, name, NULL);
    const struct listing_entry *entry = listing_find(list, name);
    if (!entry || entry->kind != LISTING_FILE) {
        FAULT_IN(c, "E058", path, "the inventory has no sidecar of this name");
        return;
    }
    g_autofree char *file = g_build_filename(c->folder, path, NULL);
    g_autoptr(GBytes) sidecar = file_read(file, SIDECAR_MOST, NULL);
    if (!digest_kind_parse(algorithm, &kind))
        return;
    const void *data = g_bytes_get_data(inventory, &n);
    digest_bytes(kind, data, n, hex);
    const char *text = sidecar ? g_bytes_get_data(sidecar, &m) : "";
    compare_sidecar(c, path, text, sidecar ? m : 0, hex);
}

// The sidecar's algorithm where the inventory does not say it: that of the sidecar there is.
static const char *sidecar_algorithm(const struct inventory *inventory, const GPtrArray *list)
{
    const char *said = inventory ? json_member(inventory->json, "digestAlgorithm") : NULL;
    enum digest_kind kind;
    if (said && digest_kind_parse(said, &kind))
        return digest_name(kind);
    return listing_find(list, "inventory.json.sha256") ? "sha256" : "sha512";
}

// `folder` is the version's with its slash, or "". NULL without an inventory that can be read.
static struct inventory *load(const struct object_checking *c, const char *folder,
                              const GPtrArray *list, GBytes **ret_bytes)
{
    g_autofree char *path = g_strconcat(folder, "inventory.json", NULL);
    g_autofree char *file = g_build_filename(c->folder, path, NULL);
    g_autofree char *where = place(c, path);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = file_read(file, INVENTORY_MOST, &error);
    if (!bytes) {
        findings_fault_of(c->findings, "E033", where, error);
        return NULL;
    }
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    struct inventory *inventory = inventory_parse(data, n, where, c->findings);
    check_sidecar(c, folder, list, sidecar_algorithm(inventory, list), bytes);
    *ret_bytes = g_steal_pointer(&bytes);
    return inventory;
}

static bool is_sidecar(const struct inventory *inventory, const char *name)
{
    if (!g_str_has_prefix(name, "inventory.json."))
        return false;
    return !inventory || !inventory->digest_known ||
           strcmp(name + strlen("inventory.json."), digest_name(inventory->digest)) == 0;
}

// ---- prior inventories against the newest ----------------------------------------------------

// The digest by which the newest inventory knows what `old` calls `digest`: the same text, or, when
// the algorithm changed, what it promises of the same content file.
static const char *translate(const struct object_checking *c, const struct inventory *old,
                             const char *digest)
{
    if (old->digest == c->newest->digest)
        return digest;
    const char *content = inventory_content(old, digest);
    const char *known = content ? g_hash_table_lookup(c->digest_of, content) : NULL;
    return known ? known : digest;
}

static bool same_state(const struct object_checking *c, const struct inventory *old, json_t *before,
                       json_t *now)
{
    if (old->digest == c->newest->digest && json_equal(before, now))
        return true;
    GHashTable *first = inventory_paths(before), *second = inventory_paths(now);
    bool same = g_hash_table_size(first) == g_hash_table_size(second);
    GHashTableIter iter;
    gpointer path, digest;
    g_hash_table_iter_init(&iter, first);
    while (same && g_hash_table_iter_next(&iter, &path, &digest)) {
        const char *other = g_hash_table_lookup(second, path);
        same = other && g_ascii_strcasecmp(other, translate(c, old, digest)) == 0;
    }
    g_hash_table_unref(first);
    g_hash_table_unref(second);
    return same;
}

static void compare_blocks(const struct object_checking *c, const struct inventory *old,
                           const char *path)
{
    static const char *const metadata[] = {"created", "message", "user"};
    const char *name;
    json_t *block;
    json_object_foreach(old->versions, name, block)
    {
        const json_t *now = json_object_get(c->newest->versions, name);
        if (!now ||
            !same_state(c, old, json_object_get(block, "state"), json_object_get(now, "state")))
            FAULT_IN(c, "E066", path, "%s is not the %s of the object's inventory", name, name);
        for (size_t i = 0; now && i < G_N_ELEMENTS(metadata); i++) {
            const json_t *first = json_object_get(block, metadata[i]);
            const json_t *second = json_object_get(now, metadata[i]);
            if (first != second && !json_equal(first, second))
                WARN_IN(c, "W011", path, "\"%s\" of %s is not that of the object's inventory",
                        metadata[i], name);
        }
    }
}

static void compare_content_directory(const struct object_checking *c, const struct inventory *old,
                                      size_t number, const char *path)
{
    if (strcmp(old->content, c->newest->content) == 0)
        return;
    if (number == 1)
        FAULT_IN(c, "E019", path, "the first version does not have the contentDirectory \"%s\"",
                 c->newest->content);
    FAULT_IN(c, "E020", path, "contentDirectory changes from \"%s\" to \"%s\"", old->content,
             c->newest->content);
}

static void compare_specification(struct object_checking *c, const struct inventory *old,
                                  const char *path)
{
    unsigned spec = inventory_spec(old->type);
    if (spec && spec < c->spec)
        FAULT_IN(c, "E103", path, "an older OCFL version than that of the version before");
    if (spec)
        c->spec = spec;
}

static void compare_with_newest(struct object_checking *c, const struct inventory *old,
                                const char *version, size_t number, const char *path)
{
    if (old->head && strcmp(old->head, version) != 0)
        FAULT_IN(c, "E040", path, "the head is %s in the inventory of %s", old->head, version);
    compare_specification(c, old, path);
    if (!c->newest)
        return;
    if (old->id && c->newest->id && strcmp(old->id, c->newest->id) != 0) {
        FAULT_IN(c, "E037", path, "the id is \"%s\", that of the object \"%s\"", old->id,
                 c->newest->id);
        FAULT_IN(c, "E110", path, "the id changed between versions");
    }
    compare_content_directory(c, old, number, path);
    if (old->versions && c->newest->versions)
        compare_blocks(c, old, path);
}

// ---- a version's folder ----------------------------------------------------------------------

// Returns how many files there are below.
static size_t walk_content(const struct object_checking *c, const char *path, int depth)
{
    g_autofree char *folder = g_build_filename(c->folder, path, NULL);
    GPtrArray *list = depth < DEEPEST ? listing_read(folder) : NULL;
    if (!list) {
        FAULT_IN(c, "E089", path, "this folder cannot be read, or is too deep");
        return 0;
    }
    size_t files = 0;
    for (guint i = 0; i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        g_autofree char *below = g_build_filename(path, entry->name, NULL);
        if (not_plain(c, entry, below))
            continue;
        if (entry->kind == LISTING_FOLDER) {
            files += walk_content(c, below, depth + 1);
        } else {
            content_check_found(c->content, below);
            files++;
        }
    }
    if (list->len == 0 && depth > 0)
        FAULT_IN(c, "E024", path, "an empty folder in a content directory");
    g_ptr_array_unref(list);
    return files;
}

static void walk_version(const struct object_checking *c, const char *version,
                         const GPtrArray *list, const struct inventory *own, const char *content)
{
    for (guint i = 0; i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        g_autofree char *path = g_build_filename(version, entry->name, NULL);
        if (not_plain(c, entry, path))
            continue;
        if (entry->kind == LISTING_FILE) {
            if (strcmp(entry->name, "inventory.json") != 0 && !is_sidecar(own, entry->name))
                FAULT_IN(c, "E015", path, "this file belongs into the content directory");
        } else if (strcmp(entry->name, content) != 0) {
            WARN_IN(c, "W002", path, "a folder beside the content directory");
        } else if (walk_content(c, path, 0) == 0) {
            WARN_IN(c, "W003", path, "a content directory without content");
        }
    }
}

// One warning for all of them, "v9–v15, v17": a long history may have many.
static void report_missing_copies(const struct object_checking *c)
{
    g_autoptr(GString) names = g_string_new(NULL);
    const struct version *list = (const struct version *)c->without->data;
    guint n = c->without->len, ranges = 0;
    for (guint i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && list[end].number == list[end - 1].number + 1;)
            end++;
        if (ranges++ == RANGES_MOST) {
            g_string_append(names, ", \u2026");
            break;
        }
        g_string_append_printf(names, "%s%s", i ? ", " : "", list[i].name);
        if (end > i + 1)
            g_string_append_printf(names, "\u2013%s", list[end - 1].name);
    }
    if (n)
        WARN_IN(c, "W010", "", "versions without an inventory of their own: %s", names->str);
}

static void check_head_copy(const struct object_checking *c, const char *version, GBytes *bytes,
                            const char *path)
{
    const struct version *last = &g_array_index(c->versions, struct version, c->versions->len - 1);
    bool head = strcmp(last->name, version) == 0;
    if (head && bytes && c->newest_bytes && !g_bytes_equal(bytes, c->newest_bytes))
        FAULT_IN(c, "E064", path, "the newest version's inventory is not the object's");
}

static void check_version(struct object_checking *c, const char *version, size_t number)
{
    g_autofree char *folder = g_build_filename(c->folder, version, NULL);
    g_autofree char *slashed = g_strconcat(version, "/", NULL);
    g_autofree char *path = g_strconcat(version, "/inventory.json", NULL);
    g_autoptr(GBytes) bytes = NULL;
    GPtrArray *list = listing_read(folder);
    if (!list) {
        FAULT_IN(c, "E089", version, "this folder cannot be read");
        return;
    }
    const struct listing_entry *entry = listing_find(list, "inventory.json");
    bool there = entry && entry->kind == LISTING_FILE;
    struct inventory *own = there ? load(c, slashed, list, &bytes) : NULL;
    const char *content = own ? own->content : c->newest ? c->newest->content : "content";
    walk_version(c, version, list, own, content);
    const struct version itself = {number, version};
    if (!there)
        g_array_append_val(c->without, itself);
    check_head_copy(c, version, bytes, path);
    if (own) {
        g_autofree char *where = place(c, path);
        compare_with_newest(c, own, version, number, path);
        content_check_unlisted(c->content, own, where, c->findings);
        content_check_promise(c->content, own);
    }
    inventory_free(own);
    g_ptr_array_unref(list);
}

// ---- the object's root -----------------------------------------------------------------------

static bool version_folder(const struct listing_entry *entry, size_t *ret_number)
{
    unsigned width;
    return entry->kind == LISTING_FOLDER &&
           version_name_parse(entry->name, strlen(entry->name), ret_number, &width);
}

static void check_entry(struct object_checking *c, const struct listing_entry *entry)
{
    struct version version = {0, entry->name};
    bool folder = entry->kind == LISTING_FOLDER;
    if (not_plain(c, entry, entry->name))
        return;
    if (version_folder(entry, &version.number))
        g_array_append_val(c->versions, version);
    else if (folder && strcmp(entry->name, "extensions") == 0)
        listing_extensions(c->folder, c->prefix, "E067", "W013", c->findings);
    else if (folder ? strcmp(entry->name, "logs") != 0
                    : !g_str_has_prefix(entry->name, "0=") &&
                          strcmp(entry->name, "inventory.json") != 0 &&
                          !is_sidecar(c->newest, entry->name))
        FAULT_IN(c, "E001", entry->name, "this does not belong into an object");
    if (version.number && c->newest && c->newest->versions &&
        !json_object_get(c->newest->versions, entry->name))
        FAULT_IN(c, "E046", entry->name, "the inventory does not know this version");
}

static int compare_versions(gconstpointer a, gconstpointer b)
{
    const struct version *first = a, *second = b;
    if (first->number != second->number)
        return first->number < second->number ? -1 : 1;
    return strcmp(first->name, second->name);
}

// The folders must be v1, v2, v3 and so on, and be those of the inventory.
static void check_sequence(const struct object_checking *c, const GPtrArray *list)
{
    g_array_sort(c->versions, compare_versions);
    for (guint i = 0; i < c->versions->len; i++) {
        if (g_array_index(c->versions, struct version, i).number == i + 1)
            continue;
        FAULT_IN(c, i == 0 ? "E009" : "E010", "", "the folder of version %u is missing", i + 1);
        break;
    }
    if (c->versions->len == 0)
        FAULT_IN(c, "E008", "", "the object has no version");
    const char *name;
    json_t *block;
    json_object_foreach(c->newest ? c->newest->versions : NULL, name, block)
    {
        if (!listing_find(list, name))
            FAULT_IN(c, "E046", name, "the inventory has this version, but its folder is missing");
    }
}

// In ascending order, so that each version sees the content of those before it.
static void check_versions(struct object_checking *c)
{
    for (guint i = 0; i < c->versions->len; i++) {
        const struct version *version = &g_array_index(c->versions, struct version, i);
        check_version(c, version->name, version->number);
    }
    report_missing_copies(c);
}

static void check_root_inventory(struct object_checking *c, const GPtrArray *list,
                                 unsigned declared)
{
    const struct listing_entry *entry = listing_find(list, "inventory.json");
    if (!entry || entry->kind != LISTING_FILE) {
        FAULT_IN(c, "E063", "inventory.json", "the object has no inventory");
        return;
    }
    c->newest = load(c, "", list, &c->newest_bytes);
    if (!c->newest)
        return;
    unsigned spec = inventory_spec(c->newest->type);
    if (declared && spec && declared != spec)
        FAULT_IN(c, "E038", "inventory.json", "the type is not that of the declared OCFL version");
    c->digest_of = inventory_paths(c->newest->manifest);
}

static void check_contents(const struct object_checking *c)
{
    if (!c->newest)
        return;
    g_autofree char *where = place(c, "inventory.json");
    if (c->newest->manifest)
        content_check_unlisted(c->content, c->newest, where, c->findings);
    content_check_promise(c->content, c->newest);
    content_check_read(c->content, c->folder, c->prefix, c->findings);
}

static void check_all(struct object_checking *c, const GPtrArray *list, struct object_facts *facts)
{
    facts->spec =
        listing_declared(&listing_object_declaration, c->folder, list, c->prefix, c->findings);
    check_root_inventory(c, list, facts->spec);
    for (guint i = 0; i < list->len; i++)
        check_entry(c, list->pdata[i]);
    check_sequence(c, list);
    check_versions(c);
    check_contents(c);
    facts->id = c->newest ? g_strdup(c->newest->id) : NULL;
}

bool object_check(const char *folder, const char *prefix, struct findings *findings,
                  struct object_facts *ret)
{
    GPtrArray *list = listing_read(folder);
    if (!list)
        return false;
    struct object_facts facts = {0};
    struct object_checking c = {.folder = folder, .prefix = prefix, .findings = findings};
    c.content = content_check_new();
    c.versions = g_array_new(FALSE, FALSE, sizeof(struct version));
    c.without = g_array_new(FALSE, FALSE, sizeof(struct version));
    check_all(&c, list, ret ? ret : &facts);
    content_check_free(c.content);
    g_array_unref(c.versions);
    g_array_unref(c.without);
    g_clear_pointer(&c.digest_of, g_hash_table_unref);
    g_clear_pointer(&c.newest_bytes, g_bytes_unref);
    inventory_free(c.newest);
    g_ptr_array_unref(list);
    g_free(facts.id);
    return true;
}
