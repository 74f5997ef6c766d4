// SPDX-License-Identifier: MIT
#include "archive/bag_list.h"

#include "base/translate.h"

#include "archive/manifest.h"
#include "zip/name.h"

#include <string.h>

bool bag_list_named(const char *name, bool *ret_tags, bool *ret_known, enum digest_kind *ret_kind)
{
    *ret_tags = g_str_has_prefix(name, "tagmanifest-");
    const char *prefix = *ret_tags ? "tagmanifest-" : "manifest-";
    if (!g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ".txt") ||
        strlen(name) <= strlen(prefix) + 4 || strchr(name, '/'))
        return false;
    char *algorithm = g_strndup(name + strlen(prefix), strlen(name) - strlen(prefix) - 4);
    *ret_known = digest_bagit_parse(algorithm, ret_kind);
    g_free(algorithm);
    return true;
}

void bag_list_free(struct bag_list *list)
{
    if (!list)
        return;
    g_free(list->name);
    g_ptr_array_unref(list->paths);
    g_hash_table_unref(list->known);
    g_free(list);
}

char *bag_list_path(const char *name, const char *spelt, bool tags,
                    const struct tag_declaration *declaration, struct findings *findings)
{
    const char *code;
    if (g_str_has_prefix(spelt, "./")) {
        findings_warning(findings, "path-relative", spelt, "%s spells the path with a leading ./",
                         name);
        spelt += 2;
    }
    char *path = manifest_decode(spelt, !tag_before(declaration, 1, 0));
    const char *reason = name_fault(path, strlen(path), &code);
    if (reason)
        findings_fault(findings, code, path, "%s lists a path outside the bag: %s", name, reason);
    else if (!tags && !g_str_has_prefix(path, "data/"))
        findings_fault(findings, "path-outside-payload", path, "%s lists a path outside data/",
                       name);
    else
        return path;
    g_free(path);
    return NULL;
}

// A listed path and, behind its NUL, the digest's bytes, in one piece.
static char *entry_new(const char *path, const char *hex, size_t n_hex)
{
    size_t n = strlen(path) + 1;
    char *entry = g_malloc(n + n_hex / 2);
    memcpy(entry, path, n);
    for (size_t i = 0; i < n_hex / 2; i++)
        entry[n + i] =
            (char)(g_ascii_xdigit_value(hex[2 * i]) << 4 | g_ascii_xdigit_value(hex[2 * i + 1]));
    return entry;
}

bool bag_list_digest(const struct bag_list *list, const char *path,
                     char ret_hex[DIGEST_HEX_MAX + 1])
{
    const char *entry = g_hash_table_lookup(list->known, path);
    if (!entry)
        return false;
    const unsigned char *bytes = (const unsigned char *)entry + strlen(entry) + 1;
    size_t n = digest_hex_length(list->kind);
    for (size_t i = 0; i < n; i++)
        ret_hex[i] = "0123456789abcdef"[i % 2 ? bytes[i / 2] & 0xF : bytes[i / 2] >> 4];
    ret_hex[n] = '\0';
    return true;
}

static void list_add_entry(struct bag_list *list, char *entry,
                           const struct tag_declaration *declaration, struct findings *findings)
{
    const char *before = g_hash_table_lookup(list->known, entry);
    if (!before) {
        g_ptr_array_add(list->paths, entry);
        g_hash_table_add(list->known, entry);
        return;
    }
    size_t n = strlen(entry) + 1 + digest_hex_length(list->kind) / 2;
    bool same = memcmp(before, entry, n) == 0;
    if (same && tag_before(declaration, 1, 0))
        findings_warning(findings, "listed-twice", entry, "%s lists the file twice", list->name);
    else
        findings_fault(findings, "listed-twice", entry,
                       same ? N_("%s lists the file twice")
                            : N_("%s lists the file twice, with two digests"),
                       list->name);
    g_free(entry);
}

static void list_add_line(struct bag_list *list, const char *line,
                          const struct tag_declaration *declaration, struct findings *findings)
{
    size_t n = strspn(line, "0123456789abcdefABCDEF");
    const char *spelt = line + n + strspn(line + n, " \t");
    if (n != digest_hex_length(list->kind) || spelt == line + n) {
        findings_fault(findings, "manifest-malformed", list->name,
                       "a line is not a %s digest and a path: \"%.60s\"", digest_name(list->kind),
                       line);
        return;
    }
    if (*spelt == '*') {
        findings_warning(findings, "manifest-asterisk", list->name,
                         "a path has a * before it, as md5sum writes");
        spelt++;
    }
    char *path = bag_list_path(list->name, spelt, list->tags, declaration, findings);
    if (!path)
        return;
    const char *code, *reason = name_doubt(path, &code);
    if (reason)
        findings_warning_on(findings, code, path, "%s", reason);
    list_add_entry(list, entry_new(path, line, n), declaration, findings);
    g_free(path);
}

struct bag_list *bag_list_read(const char *name, enum digest_kind kind, bool tags, const char *text,
                               const struct tag_declaration *declaration, struct findings *findings)
{
    struct bag_list *list = g_new0(struct bag_list, 1);
    list->name = g_strdup(name);
    list->kind = kind;
    list->tags = tags;
    list->paths = g_ptr_array_new_with_free_func(g_free);
    list->known = g_hash_table_new(g_str_hash, g_str_equal);
    while (*text) {
        size_t n = strcspn(text, "\n");
        char *line = g_strndup(text, n);
        if (line[strspn(line, " \t")])
            list_add_line(list, line, declaration, findings);
        g_free(line);
        text += n + (text[n] == '\n');
    }
    return list;
}
