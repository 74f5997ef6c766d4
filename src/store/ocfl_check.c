// SPDX-License-Identifier: MIT
// A storage root: section 4 of the specification.
#include "store/ocfl_check.h"

#include "base/error.h"
#include "base/file.h"
#include "store/extension.h"
#include "store/fs.h"
#include "store/inventory.h"
#include "store/object_check.h"
#include "store/root.h"
#include "store/stage.h"
#include "store/listing.h"

#include <errno.h>
#include <string.h>

enum { DEEPEST = 64, SMALL = 64 * 1024 };

struct root_checking {
    const char *folder;
    struct findings *findings;
    unsigned spec;
    struct layout layout;
    GHashTable *objects; // id to the path where it was found
    bool at_top, below;  // where objects lie
};

static bool starts(const GPtrArray *list, const char *prefix)
{
    for (guint i = 0; i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        if (entry->kind == LISTING_FILE && g_str_has_prefix(entry->name, prefix))
            return true;
    }
    return false;
}

// Nothing but what keeps an empty folder in a repository or a desktop's notes.
static bool is_bare(const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        if (entry->name[0] != '.')
            return false;
    }
    return true;
}

enum ocfl_kind ocfl_kind_of(const char *path)
{
    GPtrArray *list = listing_read(path);
    if (!list)
        return OCFL_NEITHER;
    enum ocfl_kind kind = OCFL_NEITHER;
    if (is_bare(list) || starts(list, "0=ocfl_object_") || starts(list, "inventory.json"))
        kind = OCFL_OBJECT;
    else if (starts(list, "0=ocfl_") || starts(list, "ocfl_layout.json"))
        kind = OCFL_ROOT;
    g_ptr_array_unref(list);
    return kind;
}

static bool cannot_read(GError **error, const char *path)
{
    errno = fs_exists(path) ? ENOTDIR : ENOENT;
    return fs_fault(error, FS_READ, path);
}

struct findings *ocfl_verify_object(const char *path, GError **error)
{
    struct findings *findings = findings_new("ocfl-object");
    if (object_check(path, "", findings, NULL))
        return findings;
    findings_free(findings);
    cannot_read(error, path);
    return NULL;
}

// ---- the root's own files --------------------------------------------------------------------

static void check_layout_keys(const struct root_checking *c, const json_t *json)
{
    const char *extension = json_member(json, "extension");
    if (!extension || !json_member(json, "description"))
        findings_fault(c->findings, "E070", "ocfl_layout.json",
                       "\"extension\" and \"description\" must both be there and be strings");
    else if (!extension_registered(extension))
        findings_fault(c->findings, "E071", "ocfl_layout.json",
                       "\"%s\" is not the name of a registered extension", extension);
}

static void check_layout(struct root_checking *c)
{
    g_autofree char *path = g_build_filename(c->folder, "ocfl_layout.json", NULL);
    g_autoptr(GError) error = NULL, config = NULL;
    if (!fs_exists(path))
        return;
    g_autoptr(GBytes) bytes = file_read(path, SMALL, &error);
    gsize n = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &n) : "";
    json_t *json = bytes ? json_read("ocfl_layout.json", data, n, &error) : NULL;
    if (json_is_object(json))
        check_layout_keys(c, json);
    else if (error)
        findings_fault_of(c->findings, "E070", "ocfl_layout.json", error);
    else
        findings_fault(c->findings, "E070", "ocfl_layout.json", "not a JSON object");
    if (json_is_object(json) && !layout_read(c->folder, &c->layout, &config)) {
        findings_fault_of(c->findings, "E083", "extensions/" LAYOUT_NAME "/config.json", config);
        c->layout.known = false;
    }
    json_decref(json);
}

// ---- objects ---------------------------------------------------------------------------------

static void check_place(struct root_checking *c, const char *path, const struct object_facts *facts)
{
    if (facts->spec > c->spec && c->spec)
        findings_fault(c->findings, "E081", path, "the object is of a later OCFL than the root");
    if (!facts->id)
        return;
    g_autofree char *expected = c->layout.known ? layout_path(&c->layout, facts->id) : NULL;
    if (expected && strcmp(expected, path) != 0)
        findings_fault(c->findings, "E083", path, "by the layout this object belongs at %s",
                       expected);
    const char *other = g_hash_table_lookup(c->objects, facts->id);
    if (other)
        findings_fault(c->findings, "E037", path, "the object at %s has the same id", other);
    else
        g_hash_table_insert(c->objects, g_strdup(facts->id), g_strdup(path));
}

static void check_object(struct root_checking *c, const char *path, const char *folder)
{
    struct object_facts facts = {0};
    g_autofree char *prefix = g_strconcat(path, "/", NULL);
    if (strchr(path, '/'))
        c->below = true;
    else
        c->at_top = true;
    object_check(folder, prefix, c->findings, &facts);
    check_place(c, path, &facts);
    g_free(facts.id);
}

static void walk(struct root_checking *c, const char *path, int depth);

static void walk_entry(struct root_checking *c, const struct listing_entry *entry, const char *path,
                       int depth)
{
    if (entry->kind == LISTING_LINK)
        findings_fault(c->findings, "E090", path, "a symbolic link");
    else if (entry->kind == LISTING_FOLDER)
        walk(c, path, depth + 1);
    else
        findings_fault(c->findings, "E072", path, "this file belongs to no object");
}

// An object's folder is recognised by its declaration; an inventory alone means one that lost it.
static void walk(struct root_checking *c, const char *path, int depth)
{
    g_autofree char *folder = g_build_filename(c->folder, path, NULL);
    GPtrArray *list = depth < DEEPEST ? listing_read(folder) : NULL;
    if (!list) {
        findings_fault(c->findings, "E089", path, "this folder cannot be read, or is too deep");
        return;
    }
    if (starts(list, "0=ocfl_object_") || starts(list, "inventory.json")) {
        check_object(c, path, folder);
    } else {
        if (list->len == 0)
            findings_fault(c->findings, "E073", path, "an empty folder");
        for (guint i = 0; i < list->len; i++) {
            const struct listing_entry *entry = list->pdata[i];
            g_autofree char *below = g_build_filename(path, entry->name, NULL);
            walk_entry(c, entry, below, depth);
        }
    }
    g_ptr_array_unref(list);
}

static void walk_root(struct root_checking *c, const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        if (entry->kind == LISTING_LINK)
            findings_fault(c->findings, "E090", entry->name, "a symbolic link");
        else if (entry->kind == LISTING_FOLDER && strcmp(entry->name, "extensions") != 0)
            walk(c, entry->name, 0);
    }
    if (c->at_top && c->below)
        findings_warning(c->findings, "W015", NULL,
                         "some objects lie at the top, others in folders");
}

static void check_root(const char *path, const GPtrArray *list, struct findings *findings)
{
    struct root_checking c = {.folder = path, .findings = findings};
    c.objects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    c.spec = listing_declared(&listing_root_declaration, path, list, "", findings);
    check_layout(&c);
    listing_extensions(c.folder, "", "E112", "W016", findings);
    walk_root(&c, list);
    g_hash_table_unref(c.objects);
}

struct findings *ocfl_verify_root(const char *path, struct diag *diag, GError **error)
{
    // A root that cannot be opened is checked as it is.
    struct root *root = root_open(path, ROOT_SHARED, NULL);
    if (root)
        stage_settle(root, diag);
    GPtrArray *list = listing_read(path);
    struct findings *findings = NULL;
    if (list) {
        findings = findings_new("ocfl-root");
        check_root(path, list, findings);
        g_ptr_array_unref(list);
    } else {
        cannot_read(error, path);
    }
    root_close(root);
    return findings;
}
