// SPDX-License-Identifier: MIT
#include "store/bag_note.h"

#include "base/error.h"
#include "base/json.h"
#include "store/inventory.h"
#include "store/store.h"

#include <string.h>

// The bag's name is that of a folder, and an id may be an address: what no folder's name holds is a
// dash in it.
static json_t *folder_name(const char *name)
{
    g_autofree char *folder = g_strdelimit(g_strdup(name), "/\\:*?\"<>|", '-');
    return json_text(folder, strlen(folder));
}

GBytes *bag_note_write(const struct bag *bag)
{
    json_t *note = json_object(), *info = json_array();
    g_autofree char *date = time_print(bag->date);
    json_object_set_new(note, "name", folder_name(bag->name));
    json_object_set_new(note, "date", json_string(date));
    for (size_t i = 0; i < bag->n_info; i++) {
        json_t *pair = json_array();
        json_array_append_new(pair, json_text(bag->info[i].label, strlen(bag->info[i].label)));
        json_array_append_new(pair, json_text(bag->info[i].value, strlen(bag->info[i].value)));
        json_array_append_new(info, pair);
    }
    json_object_set_new(note, "info", info);
    char *text = json_print(note);
    json_decref(note);
    return g_bytes_new_take(text, strlen(text));
}

// An older note has no date; one that is no time is damage.
static bool take_date(const json_t *note, struct bag *bag)
{
    const json_t *date = json_object_get(note, "date");
    gint64 seconds;
    if (!date)
        return true;
    if (!json_is_string(date) || !time_parse(json_string_value(date), &seconds))
        return false;
    bag->date = seconds;
    return true;
}

static bool take_info(const json_t *info, struct bag *bag)
{
    size_t n = json_array_size(info);
    struct bag_label *labels = g_new0(struct bag_label, n + 1);
    bag->info = labels;
    bag->n_info = n;
    for (size_t i = 0; i < n; i++) {
        const json_t *pair = json_array_get(info, i);
        labels[i].label = json_string_value(json_array_get(pair, 0));
        labels[i].value = json_string_value(json_array_get(pair, 1));
        if (!labels[i].label || !labels[i].value)
            return false;
    }
    return true;
}

bool bag_note_read(GBytes *bytes, struct bag *ret, struct json_t **ret_keep, GError **error)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    json_t *note = json_read(STORE_BAG_FILE, data, n, error);
    if (!note)
        return false;
    const char *name = json_member(note, "name");
    if (name && *name) // an older note may hold an address
        json_object_set_new(note, "name", folder_name(name));
    ret->name = json_member(note, "name");
    if (take_info(json_object_get(note, "info"), ret) && ret->name && *ret->name &&
        take_date(note, ret)) {
        *ret_keep = note;
        return true;
    }
    g_free((gpointer)ret->info);
    json_decref(note);
    fault_set(error, FAULT_INVALID, "%s does not describe a bag", STORE_BAG_FILE);
    return false;
}
