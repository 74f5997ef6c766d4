// SPDX-License-Identifier: MIT
#include "door/describe.h"

#include "archive/catalogue.h"
#include "archive/profile.h"
#include "door/config.h"
#include "door/media.h"
#include "door/record_file.h"
#include "door/report.h"
#include "read/form.h"
#include "record/level.h"

#include <string.h>

// ---- bag-info.txt ----

// Takes `value`.
static void add_label(struct payload *payload, const char *label, char *value)
{
    struct bag_label entry = {label, payload_keep(payload, g_strstrip(value))};
    if (*entry.value)
        g_array_append_val(payload->info, entry);
}

// Those that the bag's writer alone can know (RFC 8493, 2.2.2).
static bool is_own_label(const char *label)
{
    static const char *const own[] = {"Payload-Oxum", "Bag-Size", "Bagging-Date",
                                      "Bag-Software-Agent"};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        if (g_ascii_strcasecmp(label, own[i]) == 0)
            return true;
    }
    return false;
}

// What the organisation's file says. *ret_described: an External-Description is among it.
static bool add_house_labels(struct payload *payload, const struct warraq *w, bool *ret_described,
                             GError **error)
{
    char **labels = config_labels(w);
    bool ok = true;
    for (char **label = labels; ok && *label; label++) {
        ok = !is_own_label(*label) && !strchr(*label, ':');
        if (!ok)
            fault_set(error, FAULT_INVALID,
                      "%s: [bag-info] cannot say %s: warraq counts and dates a bag itself",
                      config_path(w), *label);
        else
            add_label(payload, payload_keep(payload, g_strdup(*label)), config_label(w, *label));
        *ret_described |= g_ascii_strcasecmp(*label, "External-Description") == 0;
    }
    g_strfreev(labels);
    return ok;
}

bool describe_info(struct payload *payload, const struct letter *letter, GError **error)
{
    const struct settings *settings = &letter->session->settings;
    bool described = false;
    if (!add_house_labels(payload, letter->session, &described, error))
        return false;
    add_label(payload, "External-Identifier", letter_id(letter));
    if (!described)
        add_label(payload, "External-Description", g_strdup(letter->document->title));
    if (settings->series)
        add_label(payload, "Bag-Group-Identifier", g_strdup(settings->series));
    if (settings->series_count)
        add_label(payload, "Bag-Count", g_strdup(settings->series_count));
    if (settings->profile) {
        struct profile *profile = profile_read(settings->profile, error);
        if (!profile)
            return false;
        add_label(payload, "BagIt-Profile-Identifier", g_strdup(profile_identifier(profile)));
        profile_free(profile);
    }
    for (guint i = 0; letter->redacted && i < letter->redacted->len; i++)
        add_label(payload, REDACTED_LABEL, g_strdup(letter->redacted->pdata[i]));
    add_label(payload, "Bag-Software-Agent", g_strdup_printf("warraq %s", warraq_version()));
    return true;
}

// ---- Files ----

// What kind of file lies where in the payload, for the crate: the first row whose prefix and ending
// fit. The record's format is that of its level, a source's that of its form, others' that of their
// ending.
static const struct payload_kind {
    const char *prefix, *ending, *name;
    enum crate_role role;
} kinds[] = {
    {"letter", ".pdf", "The letter of record", CRATE_RESULT},
    {"letter.html", "", "The letter as a page of the web", CRATE_RESULT},
    {"letter.epub", "", "The letter as an e-book", CRATE_RESULT},
    {"letter.docx", "", "The letter as a Word document", CRATE_RESULT},
    {ROOM_NAME, "", "The reading room: what is kept, and how to check it", CRATE_RESULT},
    {"letter.txt", "", "What was typeset, one block a line", CRATE_RESULT},
    {"source/", ".png", "A picture the letter shows", CRATE_SOURCE},
    {"source/", ".jpg", "A picture the letter shows", CRATE_SOURCE},
    {"source/", ".jpeg", "A picture the letter shows", CRATE_SOURCE},
    {"source/", ".svg", "A picture the letter shows", CRATE_SOURCE},
    {"source/warraq.conf", "", "The organisation's file", CRATE_SOURCE},
    {"source/", "", "The source, byte for byte", CRATE_SOURCE},
    {"style/", "", "A style the letter was set in", CRATE_SOURCE},
    {"fonts.json", "", "The faces used", CRATE_RESULT},
    {"report.json", "", "Counts, gaps, what was set aside", CRATE_RESULT},
    {"premis.xml", "", "Objects, events and agents, as PREMIS", CRATE_RESULT},
    {"dublin-core.xml", "", "The description, as Dublin Core", CRATE_RESULT},
    {"datacite.xml", "", "The description, as DataCite", CRATE_RESULT},
    {"", "", NULL, CRATE_PLAIN},
};

static const struct payload_kind *kind_of(const char *path)
{
    const struct payload_kind *kind = kinds;
    while (!g_str_has_prefix(path, kind->prefix) || !g_str_has_suffix(path, kind->ending))
        kind++; // the last row fits everything
    return kind;
}

// NULL for what is no source.
static const char *type_of_source(const struct letter *letter, const char *path)
{
    const GPtrArray *sources = letter->document->sources;
    for (guint i = 0; i < sources->len; i++) {
        const struct document_source *source = g_ptr_array_index(sources, i);
        char *own = document_source_path(source);
        bool same = strcmp(own, path) == 0;
        g_free(own);
        if (same)
            return form_media_type(letter->document, source);
    }
    return NULL;
}

static void describe_format(const struct letter *letter, const struct payload_kind *kind,
                            struct crate_file *file)
{
    const struct media *media = media_of(kind->name ? file->path : "");
    const struct level *level = kind == kinds ? record_file_level(letter) : NULL;
    const char *source = type_of_source(letter, file->path);
    if (level) {
        file->format = level->media_type;
        file->format_id = level->pronom;
        file->format_name = level->title;
    } else if (source) {
        file->format = source;
    } else {
        file->format = media->type;
        file->format_id = media->pronom;
        file->format_name = media->name;
    }
}

static bool describe_file(const struct letter *letter, const struct bag_file *file,
                          struct crate_file *ret, GError **error)
{
    const struct payload_kind *kind = kind_of(file->path);
    bool language = g_str_has_prefix(file->path, "letter");
    *ret = (struct crate_file){
        .path = file->path,
        .name = kind->name,
        .language = language ? letter->document->root->lang : NULL,
        .role = kind->role,
    };
    describe_format(letter, kind, ret);
    return crate_measure(file, ret, error);
}

// ---- The letter ----

// The first line of the first sender, where the organisation's file names no author. g_free()
static char *sender_of(const struct document *document)
{
    const struct node *node = document->root->first;
    while (node && node->kind != NODE_SENDER)
        node = node->next;
    if (!node)
        return NULL;
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    text->str[strcspn(text->str, "\n")] = '\0';
    return g_strstrip(g_string_free(text, FALSE));
}

// Each title in its language.
static GArray *titles_of(struct payload *payload, const struct document *document)
{
    GArray *titles = g_array_new(FALSE, FALSE, sizeof(struct crate_title));
    for (const struct node *node = document->root->first; node; node = node->next) {
        if (node->kind != NODE_TITLE)
            continue;
        GString *text = g_string_new(NULL);
        node_append_text(node, text);
        struct crate_title title = {payload_keep(payload, g_string_free(text, FALSE)),
                                    node->lang ? node->lang : document->root->lang};
        g_array_append_val(titles, title);
    }
    if (titles->len == 0) {
        struct crate_title title = {document->title, document->root->lang};
        g_array_append_val(titles, title);
    }
    return titles;
}

static const struct crate_event made[] = {
    {"capture", "capture", "The letter, its list and its pictures were read and kept", true, false,
     NULL, NULL, NULL},
    {"typesetting", "rendering", "The letter was typeset and its editions written", true, true,
     NULL, NULL, NULL},
    {"digests", "message digest calculation", "SHA-256 and SHA-512 of each file were written down",
     false, true, NULL, NULL, NULL},
    {"packing", "packing", "The files were put into a bag (BagIt 1.0)", false, true, NULL, NULL,
     NULL},
    {"signing", "digital signature generation",
     "The bag's tag manifest was signed; the signature lies beside the archive", false, false, NULL,
     NULL, NULL},
};

// When a version was redacted, the first word of what bag-info.txt says of it.
struct crate_event describe_redaction(struct payload *payload, const char *said, guint nth)
{
    return (struct crate_event){
        .id = payload_keep(payload, g_strdup_printf("redaction-%u", nth + 1)),
        .type = "redaction",
        .detail =
            "Signatories who withdrew were taken out; the salt, which is not kept here, and the "
            "name, parted by a newline, have the digest that is noted",
        .date = payload_keep(payload, g_strndup(said, strcspn(said, ","))),
        .note = said,
    };
}

static GArray *events_of(struct payload *payload, const struct letter *letter)
{
    GArray *events = g_array_new(FALSE, FALSE, sizeof(struct crate_event));
    g_array_append_vals(events, made, G_N_ELEMENTS(made) - !letter->session->settings.sign);
    for (guint i = 0; letter->redacted && i < letter->redacted->len; i++) {
        struct crate_event event = describe_redaction(payload, letter->redacted->pdata[i], i);
        g_array_append_val(events, event);
    }
    return events;
}

static struct crate_agent agent_of(const struct warraq *w, const char *name, const char *url)
{
    return (struct crate_agent){.name = config_get(w, "description", name),
                                .url = url ? config_get(w, "description", url) : NULL};
}

static struct crate crate_of(const struct letter *letter, const char *id, const char *date)
{
    const struct warraq *w = letter->session;
    return (struct crate){
        .name = letter->document->title,
        .description = "An open letter with its signatories: the record, its text and its source",
        .date = date,
        .origin = letter->document->origin,
        .captured = letter->document->captured,
        .language = letter->document->root->lang,
        .identifier = id,
        .license = config_get(w, "description", "licence"),
        .license_name = config_get(w, "description", "licence-name"),
        .subject = config_get(w, "description", "subject"),
        .author = agent_of(w, "author", NULL),
        .publisher = agent_of(w, "publisher", "publisher-url"),
        .tool = "warraq",
        .tool_version = warraq_version(),
        .tool_url = "urn:x-warraq:program",
    };
}

// ---- Writing ----

// Adds `bytes` to the payload and to what the crate describes.
static bool add_described(struct payload *payload, const struct letter *letter, const char *path,
                          GBytes *bytes, GArray *files, GError **error)
{
    struct crate_file file;
    payload_add_bytes(payload, g_strdup(path), bytes);
    const struct bag_file *added =
        &g_array_index(payload->files, struct bag_file, payload->files->len - 1);
    bool ok = describe_file(letter, added, &file, error);
    if (ok)
        g_array_append_val(files, file);
    return ok;
}

static bool check_datacite(const struct crate *crate, GError **error)
{
    if (crate->author.name && crate->publisher.name)
        return true;
    fault_set(error, FAULT_USAGE,
              "DataCite asks who wrote and who publishes the letter: say author and publisher in "
              "warraq.conf");
    fault_because(error, "description-missing");
    return false;
}

static bool write_all(struct payload *payload, const struct letter *letter, struct crate *crate,
                      GArray *files, GError **error)
{
    const char *doi = letter->session->settings.datacite;
    if (doi && !check_datacite(crate, error))
        return false;
    GBytes *premis = premis_write(crate), *dublin_core = dublin_core_write(crate);
    GBytes *datacite = doi ? datacite_write(crate, doi) : NULL;
    if (!add_described(payload, letter, "premis.xml", premis, files, error) ||
        !add_described(payload, letter, "dublin-core.xml", dublin_core, files, error) ||
        (datacite && !add_described(payload, letter, "datacite.xml", datacite, files, error)))
        return false;
    crate->files = (const struct crate_file *)files->data;
    crate->n_files = files->len;
    payload_add_bytes(payload, g_strdup("ro-crate-metadata.json"), crate_write(crate));
    return true;
}

static const char *label_of(const struct payload *payload, const char *label)
{
    for (guint i = 0; i < payload->info->len; i++) {
        const struct bag_label *entry = &g_array_index(payload->info, struct bag_label, i);
        if (g_ascii_strcasecmp(entry->label, label) == 0)
            return entry->value;
    }
    return NULL;
}

// Whoever bags the letter publishes it, and tells whom to ask; an author of the same name is the
// same.
static void complete_agents(const struct payload *payload, struct crate *crate)
{
    struct crate_agent *publisher = &crate->publisher, *author = &crate->author;
    if (!publisher->name)
        publisher->name = label_of(payload, "Source-Organization");
    publisher->contact = label_of(payload, "Contact-Name");
    publisher->email = label_of(payload, "Contact-Email");
    if (author->name && publisher->name && strcmp(author->name, publisher->name) == 0)
        *author = *publisher;
}

bool describe_payload(struct payload *payload, const struct letter *letter, GError **error)
{
    char date[ISO_DATE_SIZE];
    char *id = letter_id(letter), *sender = sender_of(letter->document);
    struct crate crate = crate_of(letter, id, letter_iso_date(letter, date));
    if (!crate.author.name)
        crate.author.name = sender;
    complete_agents(payload, &crate);
    GArray *titles = titles_of(payload, letter->document);
    crate.titles = (const struct crate_title *)titles->data;
    crate.n_titles = titles->len;
    GArray *events = events_of(payload, letter);
    crate.events = (const struct crate_event *)events->data;
    crate.n_events = events->len;
    GArray *files = g_array_new(FALSE, FALSE, sizeof(struct crate_file));
    bool ok = true;
    for (guint i = 0; ok && i < payload->files->len; i++) {
        struct crate_file file;
        ok =
            describe_file(letter, &g_array_index(payload->files, struct bag_file, i), &file, error);
        if (ok)
            g_array_append_val(files, file);
    }
    crate.files = (const struct crate_file *)files->data;
    crate.n_files = files->len;
    ok = ok && write_all(payload, letter, &crate, files, error);
    g_array_unref(files);
    g_array_unref(events);
    g_array_unref(titles);
    g_free(sender);
    g_free(id);
    return ok;
}
