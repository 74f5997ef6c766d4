// SPDX-License-Identifier: MIT
#include "store/inventory_text.h"

#include <stdio.h>
#include <string.h>

// ---- printing --------------------------------------------------------------------------------

static int append(const char *text, size_t n, void *data)
{
    g_string_append_len(data, text, (gssize)n);
    return 0;
}

static void print_plain(GString *out, const json_t *value)
{
    json_dump_callback(value, append, out, JSON_ENCODE_ANY);
}

static void print_indent(GString *out, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        g_string_append(out, "  ");
}

static void print_value(GString *out, const json_t *value, unsigned depth);

// Without the line's end behind the last.
static void print_members(GString *out, const json_t *object, unsigned depth)
{
    const char *key, *between = "";
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        json_t *name = json_string(key);
        g_string_append(out, between);
        print_indent(out, depth);
        print_plain(out, name);
        g_string_append(out, ": ");
        print_value(out, value, depth);
        json_decref(name);
        between = ",\n";
    }
}

static void print_value(GString *out, const json_t *value, unsigned depth)
{
    if (json_object_size(value) == 0) {
        print_plain(out, value);
        return;
    }
    g_string_append(out, "{\n");
    print_members(out, value, depth + 1);
    g_string_append_c(out, '\n');
    print_indent(out, depth);
    g_string_append_c(out, '}');
}

GString *inventory_print(const json_t *json)
{
    GString *out = g_string_new(NULL);
    print_value(out, json, 0);
    g_string_append_c(out, '\n');
    return out;
}

// ---- walking over the lines ------------------------------------------------------------------

struct walk {
    const char *text, *at, *end;
    GHashTable *wanted; // of digests, which need no NUL
    json_t *manifest;   // of those that were found
    const char *newest; // the version's block
    size_t newest_n;
    struct inventory *inventory;
};

enum { WANTED_DIGITS = 128 };

// A digest's first characters are as good as any hash of it.
static guint hash_digest(gconstpointer digest)
{
    guint hash;
    memcpy(&hash, digest, sizeof hash);
    return hash;
}

static gboolean equal_digests(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, WANTED_DIGITS) == 0;
}

static size_t offset(const struct walk *w)
{
    return (size_t)(w->at - w->text);
}

static bool take(struct walk *w, const char *text)
{
    size_t n = strlen(text);
    if ((size_t)(w->end - w->at) < n || memcmp(w->at, text, n) != 0)
        return false;
    w->at += n;
    return true;
}

static bool take_line(struct walk *w)
{
    const char *stop = memchr(w->at, '\n', (size_t)(w->end - w->at));
    w->at = stop ? stop + 1 : w->end;
    return stop != NULL;
}

static bool walk_header(struct walk *w)
{
    return take(w, "{\n") && take(w, "  \"id\": ") && take_line(w) &&
           take(w, "  \"type\": \"" OCFL_TYPE("1.1") "\",\n") &&
           take(w, "  \"digestAlgorithm\": \"sha512\",\n") && take(w, "  \"head\": ") &&
           (w->inventory->places.head = offset(w)) && take_line(w);
}

static bool find_wanted(struct walk *w, const char *digest, const char *list, size_t n)
{
    const char *key = w->wanted ? g_hash_table_lookup(w->wanted, digest) : NULL;
    json_t *paths = key ? json_read("", list, n, NULL) : NULL;
    return !key || (paths && json_object_set_new(w->manifest, key, paths) == 0);
}

// As ours are spelt; in capitals a digest would not be found among the wanted.
static bool take_digest(struct walk *w, size_t digits)
{
    if ((size_t)(w->end - w->at) < digits)
        return false;
    const char *end = w->at + digits;
    while (w->at < end && (g_ascii_isdigit(*w->at) || (*w->at >= 'a' && *w->at <= 'f')))
        w->at++;
    return w->at == end;
}

// Lines of a digest and a list each, as many as end in a comma and one more. Sets *ret_end to the
// end of the last one's list.
static bool walk_digests(struct walk *w, const char *indent, size_t digits, size_t *ret_end)
{
    for (bool more = true; more;) {
        if (!take(w, indent))
            return false;
        const char *digest = w->at;
        if (!take_digest(w, digits) || !take(w, "\": ["))
            return false;
        const char *list = w->at - 1;
        if (!take_line(w))
            return false;
        more = w->at[-2] == ',';
        const char *list_end = w->at - (more ? 2 : 1);
        *ret_end = (size_t)(list_end - w->text);
        if (!find_wanted(w, digest, list, (size_t)(list_end - list)))
            return false;
    }
    return true;
}

// A version's block ends with the first brace at its own indent: no string spans lines.
static bool walk_versions(struct walk *w, size_t *ret_end)
{
    static const char closing[] = "\n    }";
    for (bool more = true; more;) {
        char opening[32];
        snprintf(opening, sizeof opening, "    \"v%zu\": {\n", ++w->inventory->newest);
        if (!take(w, opening))
            return false;
        w->newest = w->at - 2;
        const char *stop = memmem(w->at, (size_t)(w->end - w->at), closing, strlen(closing));
        if (!stop)
            return false;
        w->at = stop + strlen(closing);
        w->newest_n = (size_t)(w->at - w->newest);
        *ret_end = offset(w);
        more = take(w, ",");
        if (!take(w, "\n"))
            return false;
    }
    return true;
}

static bool walk_all(struct walk *w)
{
    struct inventory_places *places = &w->inventory->places;
    if (!walk_header(w) || !take(w, "  \"manifest\": {\n") ||
        !walk_digests(w, "    \"", digest_hex_length(DIGEST_SHA512), &places->manifest) ||
        !take(w, "  },\n  \"versions\": {\n") || !walk_versions(w, &places->versions) ||
        !take(w, "  },\n  \"fixity\": {\n    \"sha256\": {\n"))
        return false;
    g_clear_pointer(&w->wanted, g_hash_table_unref);
    return walk_digests(w, "      \"", digest_hex_length(DIGEST_SHA256), &places->fixity) &&
           take(w, "    }\n  }\n}\n") && w->at == w->end;
}

// ---- an excerpt ------------------------------------------------------------------------------

// The members before the manifest are an object by themselves once their last comma is a brace.
static json_t *read_header(const struct walk *w)
{
    size_t head = w->inventory->places.head;
    g_autofree char *value = g_strdup_printf("\"v%zu\",\n", w->inventory->newest);
    if (strncmp(w->text + head, value, strlen(value)) != 0)
        return NULL;
    size_t n = head + strlen(value) - strlen("\n");
    g_autofree char *header = g_strndup(w->text, n);
    header[n - 1] = '}';
    return json_read("", header, n, NULL);
}

static bool fill(const struct walk *w, struct inventory *inventory)
{
    enum { MEMBERS = 6 }; // four of the header, the manifest, the versions
    json_t *newest = json_read("", w->newest, w->newest_n, NULL);
    json_t *json = inventory->json = read_header(w);
    g_autofree char *name = version_name(inventory->newest, 0);
    inventory->versions = json_object();
    json_object_set_new(inventory->versions, name, newest);
    inventory->manifest = json_incref(w->manifest);
    json_object_set_new(json, "manifest", inventory->manifest);
    json_object_set_new(json, "versions", inventory->versions);
    inventory->id = json_member(json, "id");
    inventory->type = json_member(json, "type");
    inventory->head = json_member(json, "head");
    inventory->content = "content";
    inventory->digest = DIGEST_SHA512;
    inventory->digest_known = true;
    return newest && inventory->id && *inventory->id && json_object_size(json) == MEMBERS;
}

struct inventory *inventory_excerpt(GBytes *bytes, const char *const *wanted, size_t n)
{
    gsize size;
    const char *text = g_bytes_get_data(bytes, &size);
    struct inventory *inventory = g_new0(struct inventory, 1);
    struct walk w = {.text = text, .at = text, .end = text + size, .inventory = inventory};
    w.manifest = json_object();
    w.wanted = g_hash_table_new(hash_digest, equal_digests);
    for (size_t i = 0; i < n; i++)
        g_hash_table_add(w.wanted, (gpointer)wanted[i]);
    bool ours = walk_all(&w) && fill(&w, inventory);
    g_clear_pointer(&w.wanted, g_hash_table_unref);
    json_decref(w.manifest);
    if (ours)
        return inventory;
    inventory_free(inventory);
    return NULL;
}

// ---- growing ---------------------------------------------------------------------------------

static void copy_until(GString *out, const char *text, size_t *at, size_t until)
{
    g_string_append_len(out, text + *at, (gssize)(until - *at));
    *at = until;
}

static void print_more(GString *out, const json_t *block, unsigned depth)
{
    if (json_object_size(block) == 0)
        return;
    g_string_append(out, ",\n");
    print_members(out, block, depth);
}

static GString *splice(const struct inventory *inventory, const json_t *addition)
{
    enum { ROOM = 16 * 1024 };
    const struct inventory_places *places = &inventory->places;
    gsize n;
    const char *text = g_bytes_get_data(inventory->bytes, &n);
    size_t at = 0;
    GString *out = g_string_sized_new(n + ROOM);
    copy_until(out, text, &at, places->head);
    print_plain(out, json_object_get(addition, "head"));
    at += strlen(inventory->head) + strlen("\"\"");
    copy_until(out, text, &at, places->manifest);
    print_more(out, json_object_get(addition, "manifest"), 2);
    copy_until(out, text, &at, places->versions);
    print_more(out, json_object_get(addition, "versions"), 2);
    copy_until(out, text, &at, places->fixity);
    print_more(out, json_object_get(json_object_get(addition, "fixity"), "sha256"), 3);
    copy_until(out, text, &at, n);
    return out;
}

GString *inventory_grow(struct inventory *inventory, json_t *addition)
{
    if (inventory->places.head)
        return splice(inventory, addition);
    json_object_update_recursive(inventory->json, addition);
    return inventory_print(inventory->json);
}
