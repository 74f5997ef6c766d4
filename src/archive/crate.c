// SPDX-License-Identifier: MIT
#include "archive/crate.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

// An @id is an IRI: letters of any script are kept, what an IRI cannot hold is encoded.
// The name is the one the bag gives the file, which is composed.
static char *path_iri(const char *path)
{
    GString *iri = g_string_new(NULL);
    char *composed = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    for (const char *c = composed ? composed : path; *c; c++) {
        if ((unsigned char)*c <= 0x20 || *c == 0x7F || strchr("\"%<>\\^`{|}#?[]", *c))
            g_string_append_printf(iri, "%%%02X", (unsigned char)*c);
        else
            g_string_append_c(iri, *c);
    }
    g_free(composed);
    return g_string_free(iri, FALSE);
}

static void set(json_t *entity, const char *key, const char *value)
{
    if (value)
        json_object_set_new(entity, key, json_text(value, strlen(value)));
}

static json_t *reference(const char *id)
{
    json_t *value = json_object();
    set(value, "@id", id);
    return value;
}

static json_t *entity_add(json_t *graph, const char *id, const char *type)
{
    json_t *entity = reference(id);
    set(entity, "@type", type);
    json_array_append_new(graph, entity);
    return entity;
}

static bool entity_there(const json_t *graph, const char *id)
{
    for (size_t i = 0; i < json_array_size(graph); i++) {
        const char *other = json_string_value(json_object_get(json_array_get(graph, i), "@id"));
        if (other && strcmp(other, id) == 0)
            return true;
    }
    return false;
}

static bool is_url(const char *text)
{
    return g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://");
}

// The page that shows the crate describes it and is no part of what it describes (RO-Crate 1.2,
// "RO-Crate Website").
static bool is_website(const struct crate_file *file)
{
    return strcmp(file->path, "ro-crate-preview.html") == 0;
}

static void add_descriptor(json_t *graph)
{
    json_t *entity = entity_add(graph, "ro-crate-metadata.json", "CreativeWork");
    json_object_set_new(entity, "conformsTo", reference("https://w3id.org/ro/crate/1.2"));
    json_object_set_new(entity, "about", reference("./"));
}

// The page on the web, as it was when it was captured.
static void add_origin(json_t *graph, json_t *root, const struct crate *crate)
{
    json_t *page = entity_add(graph, crate->origin, "WebPage");
    set(page, "url", crate->origin);
    set(page, "sdDatePublished", crate->captured);
    json_object_set_new(root, "isBasedOn", reference(crate->origin));
}

static const char *license_id(const struct crate *crate)
{
    return crate->license && is_url(crate->license) ? crate->license : "#licence";
}

static const char *agent_id(const struct crate_agent *agent, const char *otherwise)
{
    return agent->url ? agent->url : otherwise;
}

static void set_agent(json_t *entity, const char *key, const struct crate_agent *agent,
                      const char *otherwise)
{
    if (agent->name)
        json_object_set_new(entity, key, reference(agent_id(agent, otherwise)));
}

// "#identifier": RO-Crate wants an identifier as something that says what it is one of.
static void set_identifier(json_t *root, const char *identifier)
{
    if (identifier && is_url(identifier))
        set(root, "identifier", identifier);
    else if (identifier)
        json_object_set_new(root, "identifier", reference("#identifier"));
}

static void add_root(json_t *graph, const struct crate *crate)
{
    json_t *root = entity_add(graph, "./", "Dataset");
    set(root, "name", crate->name);
    set(root, "description", crate->description);
    set(root, "datePublished", crate->date);
    json_object_set_new(root, "license", reference(license_id(crate)));
    set(root, "inLanguage", crate->language);
    set(root, "keywords", crate->subject);
    set_identifier(root, crate->identifier);
    set_agent(root, "author", &crate->author, "#author");
    set_agent(root, "publisher", &crate->publisher, "#publisher");
    json_t *parts = json_array();
    for (size_t i = 0; i < crate->n_files; i++) {
        char *id = path_iri(crate->files[i].path);
        if (!is_website(&crate->files[i]))
            json_array_append_new(parts, reference(id));
        g_free(id);
    }
    json_object_set_new(root, "hasPart", parts);
    if (crate->tool)
        json_object_set_new(root, "mentions", reference("#making"));
    if (crate->origin && is_url(crate->origin))
        add_origin(graph, root, crate);
}

static void add_file(json_t *graph, const struct crate_file *file)
{
    char *id = path_iri(file->path);
    char *size = g_strdup_printf("%" G_GUINT64_FORMAT, file->size);
    json_t *entity = entity_add(graph, id, is_website(file) ? "CreativeWork" : "File");
    if (is_website(file))
        json_object_set_new(entity, "about", reference("./"));
    set(entity, "name", file->name);
    set(entity, "description", file->name);
    if (file->format_id) {
        json_t *formats = json_array();
        json_array_append_new(formats, json_text(file->format, strlen(file->format)));
        json_array_append_new(formats, reference(file->format_id));
        json_object_set_new(entity, "encodingFormat", formats);
    } else {
        set(entity, "encodingFormat", file->format);
    }
    set(entity, "contentSize", size);
    set(entity, "sha256", file->sha256);
    set(entity, "inLanguage", file->language);
    g_free(size);
    g_free(id);
}

static json_t *references_by_role(const struct crate *crate, enum crate_role role)
{
    json_t *list = json_array();
    for (size_t i = 0; i < crate->n_files; i++) {
        if (crate->files[i].role != role)
            continue;
        char *id = path_iri(crate->files[i].path);
        json_array_append_new(list, reference(id));
        g_free(id);
    }
    return list;
}

static void add_making(json_t *graph, const struct crate *crate)
{
    json_t *making = entity_add(graph, "#making", "CreateAction");
    set(making, "name", "Typesetting");
    set(making, "endTime", crate->date);
    json_object_set_new(making, "instrument", reference("#tool"));
    json_object_set_new(making, "object", references_by_role(crate, CRATE_SOURCE));
    json_object_set_new(making, "result", references_by_role(crate, CRATE_RESULT));
    json_t *tool = entity_add(graph, "#tool", "SoftwareApplication");
    set(tool, "name", crate->tool);
    set(tool, "version", crate->tool_version);
    set(tool, "url", crate->tool_url);
}

static void add_contact(json_t *graph, json_t *organization, const struct crate_agent *agent)
{
    char *id = g_strconcat("mailto:", agent->email, NULL);
    json_object_set_new(organization, "contactPoint", reference(id));
    json_t *entity = entity_add(graph, id, "ContactPoint");
    set(entity, "name", agent->contact ? agent->contact : agent->name);
    set(entity, "contactType", "archive");
    set(entity, "email", agent->email);
    g_free(id);
}

static void add_agent(json_t *graph, const struct crate_agent *agent, const char *otherwise)
{
    const char *id = agent_id(agent, otherwise);
    if (!agent->name || entity_there(graph, id))
        return;
    json_t *entity = entity_add(graph, id, "Organization");
    set(entity, "name", agent->name);
    set(entity, "url", agent->url);
    if (agent->email)
        add_contact(graph, entity, agent);
}

// What may be done with it is never left to be guessed.
static void add_license(json_t *graph, const struct crate *crate)
{
    json_t *entity = entity_add(graph, license_id(crate), "CreativeWork");
    const char *name = crate->license ? crate->license : "No licence is stated";
    set(entity, "name", crate->license_name ? crate->license_name : name);
    set(entity, "description",
        crate->license ? crate->license_name ? crate->license_name : crate->license
                       : "Whoever keeps the letter has not said by what licence it may be used.");
}

static void add_identifier(json_t *graph, const char *identifier)
{
    json_t *entity = entity_add(graph, "#identifier", "PropertyValue");
    set(entity, "name", "The letter's identifier in stores and archives");
    set(entity, "propertyID", "local");
    set(entity, "value", identifier);
}

// What the others refer to: each once, after them.
static void add_contexts(json_t *graph, const struct crate *crate)
{
    add_agent(graph, &crate->author, "#author");
    add_agent(graph, &crate->publisher, "#publisher");
    add_license(graph, crate);
    if (crate->identifier && !is_url(crate->identifier))
        add_identifier(graph, crate->identifier);
    for (size_t i = 0; i < crate->n_files; i++) {
        const struct crate_file *file = &crate->files[i];
        if (file->format_id && !entity_there(graph, file->format_id))
            set(entity_add(graph, file->format_id, "WebPage"), "name", file->format_name);
    }
    if (crate->tool)
        add_making(graph, crate);
}

GBytes *crate_write(const struct crate *crate)
{
    json_t *graph = json_array();
    add_descriptor(graph);
    add_root(graph, crate);
    for (size_t i = 0; i < crate->n_files; i++)
        add_file(graph, &crate->files[i]);
    add_contexts(graph, crate);
    json_t *document = json_object();
    set(document, "@context", "https://w3id.org/ro/crate/1.2/context");
    json_object_set_new(document, "@graph", graph);
    char *text = json_print(document);
    json_decref(document);
    return g_bytes_new_take(text, strlen(text));
}

static bool measure_file(const char *source, struct digest *digest, uint64_t *ret_size)
{
    int fd = open(source, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return false;
    char *piece = g_malloc(256 * 1024);
    ssize_t n;
    *ret_size = 0;
    while ((n = read(fd, piece, 256 * 1024)) != 0) {
        if (n < 0 && errno != EINTR)
            break;
        if (n < 0)
            continue;
        digest_update(digest, piece, (size_t)n);
        *ret_size += (uint64_t)n;
    }
    int code = errno;
    g_free(piece);
    close(fd);
    errno = code;
    return n == 0;
}

bool crate_measure(const struct bag_file *file, struct crate_file *ret, GError **error)
{
    struct digest *digest = digest_new(DIGEST_SHA256);
    bool ok = true;
    if (file->bytes) {
        gsize n;
        const void *bytes = g_bytes_get_data(file->bytes, &n);
        digest_update(digest, bytes, n);
        ret->size = n;
    } else {
        ok = measure_file(file->source, digest, &ret->size);
    }
    int code = errno;
    char hex[DIGEST_HEX_MAX + 1];
    digest_finish(digest, hex);
    memcpy(ret->sha256, hex, sizeof ret->sha256);
    if (!ok)
        fault_set_on(error, FAULT_IO, "cannot read %s: %s", file->source, fault_reason(code));
    return ok;
}
