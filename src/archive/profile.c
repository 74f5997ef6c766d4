// SPDX-License-Identifier: MIT
#include "archive/profile.h"

#include "archive/bag_info.h"
#include "archive/manifest.h"
#include "archive/tree_folder.h"
#include "archive/tree_zip.h"
#include "archive/unpack_check.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/translate.h"
#include "zip/view.h"

#include <string.h>

enum { PROFILE_MOST = 1024 * 1024, TAG_MOST = 16 * 1024 * 1024 };

struct profile {
    json_t *json;
    const char *identifier;
};

// What of a bag a profile speaks of.
struct facts {
    GPtrArray *labels;  // "Label" and "value" in turn
    GPtrArray *tags;    // paths outside of data/
    GPtrArray *payload; // and in it, data/ before them
    char *version;      // "1.0"
    bool zip;
};

// ---- the profile -----------------------------------------------------------------------------

static bool fault_profile(GError **error, const char *path, const char *reason)
{
    fault_set_on(error, FAULT_INVALID, "%s is no BagIt profile: %s", path, reason);
    fault_because(error, "profile");
    return false;
}

static bool is_profile(const json_t *json, const char *path, const char **ret, GError **error)
{
    const json_t *info = json_object_get(json, "BagIt-Profile-Info");
    const json_t *labels = json_object_get(json, "Bag-Info");
    *ret = json_string_value(json_object_get(info, "BagIt-Profile-Identifier"));
    if (!*ret)
        return fault_profile(error, path, N_("it has no BagIt-Profile-Identifier"));
    if (labels && !json_is_object(labels))
        return fault_profile(error, path, N_("its Bag-Info is no object"));
    return true;
}

struct profile *profile_read(const char *path, GError **error)
{
    GBytes *bytes = file_read(path, PROFILE_MOST, error);
    json_t *json = bytes ? json_read_bytes(path, bytes, error) : NULL;
    const char *identifier;
    if (!json)
        return NULL;
    if (!is_profile(json, path, &identifier, error)) {
        json_decref(json);
        return NULL;
    }
    struct profile *profile = g_new(struct profile, 1);
    *profile = (struct profile){json, identifier};
    return profile;
}

void profile_free(struct profile *profile)
{
    if (!profile)
        return;
    json_decref(profile->json);
    g_free(profile);
}

const char *profile_identifier(const struct profile *profile)
{
    return profile->identifier;
}

// ---- bag-info.txt ----------------------------------------------------------------------------

// The `nth` value of a label, from 0; NULL past the last.
static const char *value_of(const struct facts *facts, const char *label, size_t nth)
{
    for (guint i = 0; i + 1 < facts->labels->len; i += 2) {
        if (g_ascii_strcasecmp(facts->labels->pdata[i], label) == 0 && nth-- == 0)
            return facts->labels->pdata[i + 1];
    }
    return NULL;
}

static bool lists(const json_t *list, const char *text)
{
    json_t *one;
    size_t i;
    json_array_foreach(list, i, one)
    {
        if (g_strcmp0(json_string_value(one), text) == 0)
            return true;
    }
    return false;
}

static void check_label(const struct facts *facts, const char *label, const json_t *asked,
                        struct findings *findings)
{
    const json_t *values = json_object_get(asked, "values");
    const char *first = value_of(facts, label, 0);
    if (!first && json_is_true(json_object_get(asked, "required")))
        findings_fault(findings, "profile-bag-info", "bag-info.txt",
                       "the profile asks for %s, which is not said", label);
    if (json_is_false(json_object_get(asked, "repeatable")) && value_of(facts, label, 1))
        findings_fault(findings, "profile-bag-info", "bag-info.txt",
                       "the profile takes %s once, and it is said again", label);
    for (size_t i = 0; json_array_size(values) && value_of(facts, label, i); i++) {
        const char *value = value_of(facts, label, i);
        if (!lists(values, value))
            findings_fault(findings, "profile-bag-info", "bag-info.txt",
                           "the profile does not take \"%s\" for %s", value, label);
    }
}

static void check_labels(const struct profile *profile, const struct facts *facts,
                         struct findings *findings)
{
    const char *label, *identifier = value_of(facts, "BagIt-Profile-Identifier", 0);
    json_t *asked;
    if (g_strcmp0(identifier, profile->identifier) != 0)
        findings_fault(findings, "profile-identifier", "bag-info.txt",
                       "BagIt-Profile-Identifier is not that of the profile, %s",
                       profile->identifier);
    json_object_foreach(json_object_get(profile->json, "Bag-Info"), label, asked)
    {
        check_label(facts, label, asked, findings);
    }
}

// ---- files -----------------------------------------------------------------------------------

static bool has(const GPtrArray *paths, const char *path)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)paths, path, g_str_equal, NULL);
}

static bool matches_any(const json_t *patterns, const char *path)
{
    json_t *one;
    size_t i;
    json_array_foreach(patterns, i, one)
    {
        if (json_is_string(one) && g_pattern_match_simple(json_string_value(one), path))
            return true;
    }
    return false;
}

struct rule {
    const char *required, *allowed, *prefix;
};

// "manifest-sha512.txt" is the manifest of sha512.
static char *algorithm_of(const char *path, const char *prefix)
{
    if (!g_str_has_prefix(path, prefix) || !g_str_has_suffix(path, ".txt"))
        return NULL;
    size_t n = strlen(prefix);
    return g_strndup(path + n, strlen(path) - n - strlen(".txt"));
}

static void check_manifests(const struct profile *profile, const struct facts *facts,
                            const struct rule *rule, struct findings *findings)
{
    const json_t *required = json_object_get(profile->json, rule->required);
    const json_t *allowed = json_object_get(profile->json, rule->allowed);
    json_t *one;
    size_t k;
    json_array_foreach(required, k, one)
    {
        g_autofree char *path = g_strconcat(
            rule->prefix, json_is_string(one) ? json_string_value(one) : "", ".txt", NULL);
        if (!has(facts->tags, path))
            findings_fault(findings, "profile-manifest", path, "the profile asks for this file");
    }
    for (guint i = 0; json_is_array(allowed) && i < facts->tags->len; i++) {
        g_autofree char *algorithm = algorithm_of(facts->tags->pdata[i], rule->prefix);
        if (algorithm && !lists(allowed, algorithm))
            findings_fault(findings, "profile-manifest", facts->tags->pdata[i],
                           "the profile does not take this file");
    }
}

// Those that BagIt itself asks for need no leave.
static bool is_own(const char *path)
{
    return strcmp(path, "bagit.txt") == 0 || strcmp(path, "bag-info.txt") == 0 ||
           strcmp(path, "fetch.txt") == 0 || g_str_has_prefix(path, "manifest-") ||
           g_str_has_prefix(path, "tagmanifest-");
}

static void fault_file(struct findings *findings, const char *path, bool missing)
{
    bool payload = g_str_has_prefix(path, "data/");
    if (payload && missing)
        findings_fault(findings, "profile-payload", path, "the profile asks for this file");
    else if (payload)
        findings_fault(findings, "profile-payload", path, "the profile does not take this file");
    else if (missing)
        findings_fault(findings, "profile-tag-file", path, "the profile asks for this file");
    else
        findings_fault(findings, "profile-tag-file", path, "the profile does not take this file");
}

static void check_files(const struct profile *profile, const GPtrArray *paths,
                        const struct rule *rule, struct findings *findings)
{
    const json_t *required = json_object_get(profile->json, rule->required);
    const json_t *allowed = json_object_get(profile->json, rule->allowed);
    json_t *one;
    size_t k;
    json_array_foreach(required, k, one)
    {
        const char *path = json_is_string(one) ? json_string_value(one) : "";
        if (!has(paths, path))
            fault_file(findings, path, true);
    }
    for (guint i = 0; json_is_array(allowed) && i < paths->len; i++) {
        const char *path = paths->pdata[i];
        if (!is_own(path) && !matches_any(allowed, path))
            fault_file(findings, path, false);
    }
}

static void check_form(const struct profile *profile, const struct facts *facts,
                       struct findings *findings)
{
    const char *serialization = json_string_value(json_object_get(profile->json, "Serialization"));
    const json_t *forms = json_object_get(profile->json, "Accept-Serialization");
    const json_t *versions = json_object_get(profile->json, "Accept-BagIt-Version");
    bool zip = lists(forms, "application/zip") || lists(forms, "zip");
    if (g_strcmp0(serialization, "required") == 0 && !facts->zip)
        findings_fault(findings, "profile-serialization", NULL,
                       "the profile asks for a packed bag, and this is a folder");
    if (facts->zip && (g_strcmp0(serialization, "forbidden") == 0 || (forms && !zip)))
        findings_fault(findings, "profile-serialization", NULL, "the profile takes no ZIP");
    if (json_array_size(versions) && !lists(versions, facts->version))
        findings_fault(findings, "profile-version", "bagit.txt",
                       "the profile does not take BagIt %s", facts->version);
    bool fetch = has(facts->tags, "fetch.txt");
    if (fetch && json_is_false(json_object_get(profile->json, "Allow-Fetch.txt")))
        findings_fault(findings, "profile-fetch", "fetch.txt",
                       "the profile does not take this file");
    if (!fetch && json_is_true(json_object_get(profile->json, "Fetch.txt-Required")))
        findings_fault(findings, "profile-fetch", "fetch.txt", "the profile asks for this file");
    if (facts->payload->len && json_is_true(json_object_get(profile->json, "Data-Empty")))
        findings_fault(findings, "profile-payload", "data",
                       "the profile asks for an empty payload");
}

static void check(const struct profile *profile, const struct facts *facts,
                  struct findings *findings)
{
    static const struct rule manifests[] = {
        {"Manifests-Required", "Manifests-Allowed", "manifest-"},
        {"Tag-Manifests-Required", "Tag-Manifests-Allowed", "tagmanifest-"},
    };
    static const struct rule tags = {"Tag-Files-Required", "Tag-Files-Allowed", ""};
    static const struct rule payload = {"Payload-Files-Required", "Payload-Files-Allowed", ""};
    check_labels(profile, facts, findings);
    for (size_t i = 0; i < G_N_ELEMENTS(manifests); i++)
        check_manifests(profile, facts, &manifests[i], findings);
    check_files(profile, facts->tags, &tags, findings);
    check_files(profile, facts->payload, &payload, findings);
    check_form(profile, facts, findings);
}

// ---- the facts -------------------------------------------------------------------------------

static struct facts facts_new(bool zip)
{
    return (struct facts){
        .labels = g_ptr_array_new_with_free_func(g_free),
        .tags = g_ptr_array_new_with_free_func(g_free),
        .payload = g_ptr_array_new_with_free_func(g_free),
        .zip = zip,
    };
}

static void facts_clear(struct facts *facts)
{
    g_ptr_array_unref(facts->labels);
    g_ptr_array_unref(facts->tags);
    g_ptr_array_unref(facts->payload);
    g_free(facts->version);
}

static void add_text(struct facts *facts, const char *text)
{
    char **lines = g_strsplit_set(text, "\r\n", -1);
    for (char **line = lines; *line; line++) {
        char *colon = strchr(*line, ':');
        guint last = facts->labels->len;
        if ((**line == ' ' || **line == '\t') && last) {
            char *value = facts->labels->pdata[last - 1];
            facts->labels->pdata[last - 1] = g_strdup_printf("%s %s", value, g_strstrip(*line));
            g_free(value);
        } else if (colon) {
            g_ptr_array_add(facts->labels, g_strstrip(g_strndup(*line, (gsize)(colon - *line))));
            g_ptr_array_add(facts->labels, g_strstrip(g_strdup(colon + 1)));
        }
    }
    g_strfreev(lines);
}

void profile_check_bag(const struct profile *profile, const struct bag *bag,
                       struct findings *findings)
{
    struct facts facts = facts_new(true);
    GString *info = bag_info_write(bag, 0, bag->n_files);
    facts.version = g_strdup("1.0");
    add_text(&facts, info->str);
    g_ptr_array_add(facts.tags, g_strdup("bagit.txt"));
    g_ptr_array_add(facts.tags, g_strdup("bag-info.txt"));
    for (size_t i = 0; i < MANIFESTS; i++)
        g_ptr_array_add(facts.tags, manifest_name("", manifest_kinds[i]));
    g_ptr_array_add(facts.tags, manifest_name("tag", MANIFEST_TAGS));
    for (size_t i = 0; i < bag->n_files; i++)
        g_ptr_array_add(facts.payload, g_strconcat("data/", bag->files[i].path, NULL));
    check(profile, &facts, findings);
    g_string_free(info, TRUE);
    facts_clear(&facts);
}

static char *load(struct tree *tree, const char *path)
{
    struct findings *unheard = findings_new("bag");
    const struct tree_file *file = tree_find(tree, path);
    GString *text = file ? tree_load(tree, file, TAG_MOST, unheard) : NULL;
    findings_free(unheard);
    return text ? g_string_free(text, FALSE) : g_strdup("");
}

// "BagIt-Version: 1.0"
static char *version_in(const char *text)
{
    const char *mark = strchr(text, ':');
    return mark ? g_strstrip(g_strndup(mark + 1, strcspn(mark + 1, "\r\n"))) : g_strdup("");
}

static void check_tree(const struct profile *profile, struct tree *tree, bool zip,
                       struct findings *findings)
{
    struct facts facts = facts_new(zip);
    g_autofree char *info = load(tree, "bag-info.txt"), *declared = load(tree, "bagit.txt");
    add_text(&facts, info);
    facts.version = version_in(declared);
    for (guint i = 0; i < tree->files->len; i++) {
        const char *path = g_array_index(tree->files, struct tree_file, i).path;
        g_ptr_array_add(g_str_has_prefix(path, "data/") ? facts.payload : facts.tags,
                        g_strdup(path));
    }
    check(profile, &facts, findings);
    facts_clear(&facts);
}

// What cannot be opened was told by whoever verified it.
void profile_check_path(const struct profile *profile, const char *path,
                        const struct zip_limits *limits, struct findings *findings)
{
    struct findings *unheard = findings_new("bag");
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        struct tree *tree = tree_folder_new(path, limits, unheard, NULL);
        if (tree)
            check_tree(profile, tree, false, findings);
        tree_folder_free(tree);
    } else {
        struct zip_view *view = zip_view_open(path, limits, unheard, NULL);
        char *top = view ? unpack_check_top(zip_view_directory(view), unheard) : NULL;
        struct tree *tree = view ? tree_zip_new(zip_view_directory(view), top) : NULL;
        if (tree)
            check_tree(profile, tree, true, findings);
        tree_zip_free(tree);
        zip_view_close(view);
        g_free(top);
    }
    findings_free(unheard);
}
