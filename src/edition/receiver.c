// SPDX-License-Identifier: MIT
#include "edition/receiver.h"

#include "base/error.h"

#include <stddef.h>
#include <string.h>

enum rule_value { TEXT, NUMBER, COUNT, YES_NO };

static const struct receiver_key {
    const char *group, *name;
    enum rule_value value;
    size_t at;
} keys[] = {
    {"receiver", "title", TEXT, offsetof(struct receiver, title)},
    {"receiver", "source", TEXT, offsetof(struct receiver, source)},
    {"text", "face", TEXT, offsetof(struct receiver, face)},
    {"text", "size", NUMBER, offsetof(struct receiver, size)},
    {"text", "line-height", NUMBER, offsetof(struct receiver, line_height)},
    {"text", "emphasis", YES_NO, offsetof(struct receiver, emphasis)},
    {"text", "numbered", YES_NO, offsetof(struct receiver, numbered)},
    {"page", "margin", NUMBER, offsetof(struct receiver, margin)},
    {"limit", "words", COUNT, offsetof(struct receiver, words)},
    {"limit", "pages", COUNT, offsetof(struct receiver, pages)},
    {"signers", "rule", TEXT, offsetof(struct receiver, signers)},
};

struct receiver *receiver_plain(void)
{
    struct receiver *plain = g_new0(struct receiver, 1);
    plain->name = g_strdup("");
    plain->face = g_strdup("Times New Roman");
    plain->size = 12;
    plain->margin = 25;
    plain->line_height = 1.3;
    plain->emphasis = true;
    return plain;
}

void receiver_free(struct receiver *receiver)
{
    if (!receiver)
        return;
    g_free(receiver->name);
    g_free(receiver->title);
    g_free(receiver->source);
    g_free(receiver->face);
    g_free(receiver->signers);
    g_free(receiver);
}

static void read_text(GKeyFile *file, const struct receiver_key *key, char **to, GError **fault)
{
    char *text = g_key_file_get_string(file, key->group, key->name, fault);
    if (!text)
        return;
    g_free(*to);
    *to = text;
}

static void read_value(GKeyFile *file, const struct receiver_key *key, struct receiver *receiver,
                       GError **fault)
{
    void *to = (char *)receiver + key->at;
    switch (key->value) {
    case TEXT:
        read_text(file, key, to, fault);
        break;
    case NUMBER:
        *(double *)to = g_key_file_get_double(file, key->group, key->name, fault);
        break;
    case COUNT:
        *(gint64 *)to = g_key_file_get_int64(file, key->group, key->name, fault);
        break;
    case YES_NO:
        *(bool *)to = g_key_file_get_boolean(file, key->group, key->name, fault);
        break;
    }
}

static const struct receiver_key *key_find(const char *group, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (strcmp(keys[i].group, group) == 0 && strcmp(keys[i].name, name) == 0)
            return &keys[i];
    }
    return NULL;
}

static bool read_group(GKeyFile *file, const char *group, struct receiver *receiver, GError **error)
{
    GError *fault = NULL;
    char **names = g_key_file_get_keys(file, group, NULL, NULL);
    bool ok = true;
    for (char **name = names; ok && *name; name++) {
        const struct receiver_key *key = key_find(group, *name);
        if (key)
            read_value(file, key, receiver, &fault);
        ok = key && !fault;
        if (!ok)
            fault_set(error, FAULT_INVALID, "[%s] %s: %s", group, *name,
                      fault ? fault->message : "not known");
        g_clear_error(&fault);
    }
    g_strfreev(names);
    return ok;
}

struct receiver *receiver_read(const char *path, GError **error)
{
    GError *fault = NULL;
    GKeyFile *file = g_key_file_new();
    struct receiver *receiver = receiver_plain();
    bool ok = g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &fault);
    if (!ok)
        fault_set(error, FAULT_IO, "cannot read %s: %s", path, fault->message);
    g_clear_error(&fault);
    char **groups = g_key_file_get_groups(file, NULL);
    for (char **group = groups; ok && *group; group++)
        ok = read_group(file, *group, receiver, error);
    g_strfreev(groups);
    g_key_file_unref(file);
    if (ok) {
        g_free(receiver->name);
        receiver->name = g_path_get_basename(path);
        return receiver;
    }
    receiver_free(receiver);
    return NULL;
}
