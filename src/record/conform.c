// SPDX-License-Identifier: MIT
#include "record/conform.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/translate.h"
#include "pdf/icc.h"
#include "pdf/number_tree.h"
#include "pdf/object.h"
#include "pdf/signature.h"
#include "pdf/xmp.h"
#include "record/job.h"

#include <string.h>

enum { PROFILE_MOST = 64 * 1024 * 1024 };

const struct level *conform_level(const struct record_options *options, GError **error)
{
    const struct level *level = options->level ? options->level : level_find(NULL);
    if (options->print && level->unprintable) {
        fault_set_on(error, FAULT_USAGE, "no printer's master can be made of %s: %s", level->title,
                     level->unprintable);
        return NULL;
    }
    if (options->n_attachments == 0)
        return level;
    if (!level->files) {
        fault_set(error, FAULT_USAGE, "%s may not carry files", level->title);
        return NULL;
    }
    return level->with_files ? level->with_files : level;
}

const char *conform_version(const struct record_options *options, const struct level *level)
{
    return options->print ? "1.6" : level->version;
}

bool conform_page(const struct level *level, const struct page *page, GError **error)
{
    double side = len_to_pt(MAX(page->width, page->height));
    if (!level->page_most || side <= level->page_most)
        return true;
    fault_set(error, FAULT_INVALID,
              "a page of %.0f mm is too large: %s allows %.0f mm in width and height",
              side * 25.4 / 72, level->title, level->page_most * 25.4 / 72);
    return false;
}

static GBytes *own_profile(bool print)
{
    GString *profile = print ? icc_black() : icc_srgb();
    return g_string_free_to_bytes(profile);
}

GBytes *conform_profile(const struct record_options *options, GError **error)
{
    if (!options->profile)
        return own_profile(options->print);
    GBytes *bytes = file_read(options->profile, PROFILE_MOST, error);
    if (!bytes)
        return NULL;
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    unsigned components = icc_components(data, n);
    // Text in one black is grey to any profile; colours of the screen are only sRGB's to judge.
    bool fits = options->print ? icc_is_output(data, n) && components != 3 : components == 3;
    if (fits)
        return bytes;
    g_bytes_unref(bytes);
    fault_set(error, FAULT_INVALID,
              options->print ? N_("%s is no grey or CMYK profile of a printing device")
                             : N_("%s is no RGB profile"),
              options->profile);
    return NULL;
}

static uint32_t put_object(struct record *record, GString *text)
{
    uint32_t id = pdf_writer_reserve(record->writer);
    pdf_writer_object(record->writer, PDF_SHELF_PAGES, id, text->str, text->len);
    g_string_free(text, TRUE);
    return id;
}

static void put_intent(GString *out, const char *subtype, const char *condition, uint32_t profile)
{
    g_string_append_printf(out,
                           "<</Type/OutputIntent/S/%s/OutputConditionIdentifier(%s)/Info(%s)"
                           "/DestOutputProfile %u 0 R>>",
                           subtype, condition, condition, profile);
}

// Two standards, two intents, one profile object: PDF/A allows no second profile.
static void put_intents(struct record *record, GString *out)
{
    gsize n;
    const char *data = g_bytes_get_data(record->profile, &n);
    uint32_t profile = pdf_writer_reserve(record->writer);
    char dict[16];
    g_snprintf(dict, sizeof dict, "/N %u", icc_components(data, n));
    pdf_writer_stream(record->writer, profile, g_string_new(dict),
                      g_string_new_len(data, (gssize)n), PDF_DENSE);
    bool own = !record->options.profile;
    const char *condition = !own                    ? "Custom"
                            : record->options.print ? "Black ink on coated paper, FOGRA39L"
                                                    : "sRGB IEC61966-2.1";
    g_string_append(out, "/OutputIntents[");
    put_intent(out, "GTS_PDFA1", condition, profile);
    if (record->options.print)
        put_intent(out, "GTS_PDFX", condition, profile);
    g_string_append_c(out, ']');
}

static uint32_t write_attachment(struct record *record, const struct record_attachment *file)
{
    gsize n;
    const char *data = g_bytes_get_data(file->bytes, &n);
    GString *dict = g_string_new("/Type/EmbeddedFile/Subtype");
    pdf_name(dict, file->media_type);
    g_string_append(dict, "/Params<</Size ");
    pdf_int(dict, (int64_t)n);
    g_string_append(dict, "/ModDate");
    pdf_date(dict, record->options.date);
    g_string_append(dict, ">>");
    uint32_t stream = pdf_writer_reserve(record->writer);
    pdf_writer_stream(record->writer, stream, dict, g_string_new_len(data, (gssize)n), PDF_DEFLATE);
    GString *out = g_string_new("<</Type/Filespec/F");
    pdf_text(out, file->name);
    g_string_append(out, "/UF");
    pdf_text(out, file->name);
    if (file->description) {
        g_string_append(out, "/Desc");
        pdf_text(out, file->description);
    }
    g_string_append_printf(out, "/AFRelationship/%s/EF<</F %u 0 R/UF %u 0 R>>>>",
                           file->alternative ? "Alternative" : "Source", stream, stream);
    return put_object(record, out);
}

// Keys of the name tree are places in the list, and so in order already.
static void put_attachments(struct record *record, GString *out)
{
    size_t n = record->options.n_attachments;
    if (n == 0)
        return;
    struct pdf_number_tree *names = pdf_number_tree_new(record->writer, PDF_SHELF_PAGES, 64, true);
    g_string_append(out, "/AF[");
    for (size_t i = 0; i < n; i++) {
        char key[24], value[24];
        uint32_t file = write_attachment(record, &record->options.attachments[i]);
        g_snprintf(key, sizeof key, "(%010zu)", i);
        g_snprintf(value, sizeof value, "%u 0 R", file);
        pdf_name_tree_add(names, key, value);
        g_string_append_printf(out, "%s ", value);
    }
    g_string_append(out, "]/Names<</EmbeddedFiles ");
    pdf_ref(out, pdf_number_tree_finish(names));
    g_string_append(out, ">>");
    pdf_number_tree_free(names);
}

// ETSI's keys are an extension of PDF 1.7 and belong to 2.0 (EN 319 142-1, 5.6).
static void put_signature(struct record *record, GString *out)
{
    if (!record->signature)
        return;
    GString *value = g_string_new(NULL);
    pdf_signature_put(value, PDF_SIGNATURE, record->options.signature, record->options.date);
    pdf_writer_plain(record->writer, record->signature, value->str, value->len);
    g_string_free(value, TRUE);
    g_string_append(out, "/AcroForm<</Fields[");
    pdf_ref(out, record->signature_field);
    g_string_append(out, "]/SigFlags 3>>");
    if (record->level->version[0] == '1')
        g_string_append(out, "/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>");
}

static uint32_t write_metadata(struct record *record, GString *xmp)
{
    uint32_t id = pdf_writer_reserve(record->writer);
    pdf_writer_stream(record->writer, id, g_string_new("/Type/Metadata/Subtype/XML"), xmp,
                      PDF_PLAIN);
    return id;
}

static void put_key(GString *out, const char *key, const char *text)
{
    if (!text)
        return;
    g_string_append(out, key);
    pdf_text(out, text);
}

static uint32_t write_info(struct record *record)
{
    const struct record_options *options = &record->options;
    if (!record->level->info)
        return 0;
    GString *out = g_string_new("<<");
    put_key(out, "/Title", options->title);
    put_key(out, "/Author", options->author);
    put_key(out, "/Subject", options->subject);
    put_key(out, "/Creator", options->producer);
    put_key(out, "/Producer", options->producer);
    g_string_append(out, "/CreationDate");
    pdf_date(out, options->date);
    g_string_append(out, "/ModDate");
    pdf_date(out, options->date);
    if (options->print)
        g_string_append(out, "/Trapped/False/GTS_PDFXVersion(PDF/X-4)");
    g_string_append(out, ">>");
    return put_object(record, out);
}

static GString *make_xmp(const struct record *record, const char *digest)
{
    const struct record_options *options = &record->options;
    return pdf_xmp(&(struct pdf_xmp){
        .title = options->title,
        .lang = options->lang,
        .author = options->author,
        .subject = options->subject,
        .producer = options->producer,
        .date = options->date,
        .part = record->level->part,
        .conformance = record->level->conformance,
        .revision = record->level->revision,
        .ua = record->level->ua,
        .x4 = options->print,
        .digest = digest,
    });
}

static void write_catalog(struct record *record, GString *extra, uint32_t metadata, uint32_t tree,
                          struct pdf_page_roots roots)
{
    GString *out = g_string_new("<</Type/Catalog/Pages ");
    pdf_ref(out, roots.pages);
    g_string_append(out, "/MarkInfo<</Marked true>>/StructTreeRoot ");
    pdf_ref(out, tree);
    g_string_append(out, "/Metadata ");
    pdf_ref(out, metadata);
    put_key(out, "/Lang", record->options.lang);
    // No /Direction /R2L: PDFium then turns left-to-right lines round.
    g_string_append_printf(out, "/ViewerPreferences<</DisplayDocTitle true%s>>",
                           record->viewer ? record->viewer : "");
    if (roots.labels) {
        g_string_append(out, "/PageLabels ");
        pdf_ref(out, roots.labels);
    }
    if (roots.outlines) {
        g_string_append(out, "/Outlines ");
        pdf_ref(out, roots.outlines);
    }
    g_string_append_len(out, extra->str, (gssize)extra->len);
    g_string_append(out, ">>");
    g_string_free(extra, TRUE);
    pdf_writer_object(record->writer, PDF_SHELF_PAGES, pdf_writer_root(record->writer), out->str,
                      out->len);
    g_string_free(out, TRUE);
}

// The file's identifier is of its content: the bytes before the metadata, and the metadata.
static void file_id(const char *digest, const GString *xmp, unsigned char ret[16])
{
    GString *all = g_string_new(digest);
    g_string_append_len(all, xmp->str, (gssize)xmp->len);
    char hex[DIGEST_HEX_MAX + 1];
    digest_bytes(DIGEST_SHA256, all->str, all->len, hex);
    g_string_free(all, TRUE);
    for (int i = 0; i < 16; i++)
        ret[i] = (unsigned char)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
                                 g_ascii_xdigit_value(hex[2 * i + 1]));
}

bool conform_finish(struct record *record, GError **error)
{
    uint32_t tree = pdf_tree_finish(record->tree);
    struct pdf_page_roots roots = pdf_page_tree_finish(record->pages);
    GString *extra = g_string_new(NULL);
    put_intents(record, extra);
    put_attachments(record, extra);
    uint32_t info = write_info(record);
    char digest[DIGEST_HEX_MAX + 1];
    if (!pdf_writer_digest(record->writer, digest, error)) {
        g_string_free(extra, TRUE);
        return false;
    }
    put_signature(record, extra);
    GString *xmp = make_xmp(record, digest);
    unsigned char id[16];
    file_id(digest, xmp, id);
    write_catalog(record, extra, write_metadata(record, xmp), tree, roots);
    return pdf_writer_finish(record->writer, info, id, error);
}
