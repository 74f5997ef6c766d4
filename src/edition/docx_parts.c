// SPDX-License-Identifier: MIT
// Open Packaging Conventions (ECMA-376, part 2); numbering and styles of part 1, 17.7 and 17.9.
#include "edition/docx_parts.h"

#include "base/html_text.h"

#include <inttypes.h>
#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SPACES "xmlns:w=\"" MAIN "\" xmlns:r=\"" RELATIONS "\""

static void add_words(GString *out, const char *open, const char *words, const char *close)
{
    g_string_append(out, open);
    html_text(out, words, strlen(words));
    g_string_append(out, close);
}

// ---- Relations ----------------------------------------------------------------------------

unsigned docx_relate(struct docx_edition *docx, const char *kind, const char *target, bool outside)
{
    g_string_append_printf(docx->relations,
                           "<Relationship Id=\"rId%u\" Type=\"" RELATIONS "/%s\" Target=\"",
                           ++docx->n_relations, kind);
    html_text(docx->relations, target, strlen(target));
    g_string_append(docx->relations, outside ? "\" TargetMode=\"External\"/>\n" : "\"/>\n");
    return docx->n_relations;
}

// ---- Numbering ----------------------------------------------------------------------------

enum {
    NUMBERINGS_MOST = 2000, // Word keeps 2,047
    INDENT = 567,           // twentieths of a point: 1 cm
};

// A label without its number: "%1." for "11.", "(%1)" for "(11)"; NULL if its digits are others.
static char *format_of(const struct node *entry)
{
    const char *label = entry->entry.label;
    char digits[24];
    if (entry->entry.number == NUMBER_NONE)
        return g_strdup(label);
    g_snprintf(digits, sizeof digits, "%" PRId64, entry->entry.number);
    const char *at = strstr(label, digits);
    size_t n = strlen(digits);
    if (!at || (at > label && g_ascii_isdigit(at[-1])) || g_ascii_isdigit(at[n]) ||
        strchr(label, '%'))
        return NULL;
    return g_strdup_printf("%.*s%%1%s", (int)(at - label), label, at + n);
}

static unsigned add_format(struct docx_edition *docx, const char *key, const char *format,
                           bool numbered)
{
    unsigned id = GPOINTER_TO_UINT(g_hash_table_lookup(docx->format_ids, key));
    if (id)
        return id;
    id = g_hash_table_size(docx->format_ids) + 1;
    g_hash_table_insert(docx->format_ids, g_strdup(key), GUINT_TO_POINTER(id));
    g_string_append_printf(docx->formats,
                           "<w:abstractNum w:abstractNumId=\"%u\"><w:multiLevelType "
                           "w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
                           "<w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"",
                           id, numbered ? "decimal" : "bullet");
    html_text(docx->formats, format, strlen(format));
    g_string_append_printf(docx->formats,
                           "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" "
                           "w:hanging=\"%d\"/></w:pPr></w:lvl></w:abstractNum>\n",
                           INDENT, INDENT);
    return id;
}

static unsigned add_numbering(struct docx_edition *docx, unsigned format, int64_t start)
{
    g_string_append_printf(docx->numberings,
                           "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/>",
                           ++docx->n_numberings, format);
    if (start >= 0)
        g_string_append_printf(docx->numberings,
                               "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"%" PRId64
                               "\"/></w:lvlOverride>",
                               start);
    g_string_append(docx->numberings, "</w:num>\n");
    return docx->n_numberings;
}

void docx_end_run(struct docx_edition *docx)
{
    docx->numbering = 0;
}

unsigned docx_numbering(struct docx_edition *docx, const struct node *entry)
{
    const char *label = entry->entry.label;
    int64_t number = entry->entry.number;
    char *format = label && *label ? format_of(entry) : NULL;
    if (!format || docx->n_numberings >= NUMBERINGS_MOST || number > INT32_MAX) {
        g_free(format);
        docx_end_run(docx);
        return 0;
    }
    bool numbered = number != NUMBER_NONE;
    unsigned id = add_format(docx, format, format, numbered);
    bool goes_on = docx->numbering && docx->format == id && (!numbered || number == docx->last + 1);
    if (!goes_on)
        docx->numbering = add_numbering(docx, id, numbered ? number : -1);
    docx->format = id;
    docx->last = number;
    g_free(format);
    return docx->numbering;
}

unsigned docx_paragraph_numbering(struct docx_edition *docx)
{
    if (!docx->paragraphs)
        docx->paragraphs = add_numbering(docx, add_format(docx, "paragraphs", "%1.", true), 1);
    return docx->paragraphs;
}

// ---- Pictures -----------------------------------------------------------------------------

static void put_drawing(struct docx_edition *docx, const struct node *image,
                        const struct docx_picture *picture, unsigned relation)
{
    enum { EMU_PER_PIXEL = 9525, WIDEST = 5400000 }; // 15 cm
    gint64 width = (gint64)picture->width * EMU_PER_PIXEL;
    gint64 height = (gint64)picture->height * EMU_PER_PIXEL;
    if (width > WIDEST) {
        height = height * WIDEST / width;
        width = WIDEST;
    }
    g_string_append_printf(
        docx->out,
        "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/"
        "wordprocessingDrawing\"><wp:extent cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT
        "\"/><wp:docPr id=\"%u\" name=\"picture %u\"",
        width, height, docx->pictures, docx->pictures);
    add_words(docx->out, " descr=\"", image->text ? image->text : "", "\"/>");
    g_string_append_printf(
        docx->out,
        "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
        "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
        "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
        "<pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"picture %u\"/><pic:cNvPicPr/></pic:nvPicPr>"
        "<pic:blipFill><a:blip r:embed=\"rId%u\"/><a:stretch><a:fillRect/></a:stretch>"
        "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT
        "\" cy=\"%" G_GINT64_FORMAT "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r>",
        docx->pictures, docx->pictures, relation, width, height);
}

bool docx_picture(struct docx_edition *docx, const struct node *image, GError **error)
{
    GError *fault = NULL;
    struct docx_picture picture = {NULL, NULL, 0, 0};
    if (docx->options->picture(docx->options->context, image->href, &picture, &fault)) {
        char *name = g_strdup_printf("media/picture-%u.%s", ++docx->pictures,
                                     strrchr(picture.type, '/') + 1);
        char *path = g_strconcat("word/", name, NULL);
        package_add(docx->package, path, g_bytes_ref(picture.bytes));
        put_drawing(docx, image, &picture, docx_relate(docx, "image", name, false));
        g_free(path);
        g_free(name);
    }
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// ---- Styles -------------------------------------------------------------------------------

// Sizes are of the text's, in percent; what is bold is so only where the receiver takes it.
static const struct word_style {
    const char *id, *name, *based, *next;
    unsigned size;
    bool bold;
    const char *paragraph; // its properties, in the order of the schema
} styles[] = {
    {"Title", "Title", "Normal", "BodyText", 150, true,
     "<w:keepNext/><w:spacing w:after=\"240\"/>"},
    {"Heading1", "heading 1", "Normal", "BodyText", 125, true,
     "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/>"},
    {"Heading2", "heading 2", "Normal", "BodyText", 115, true,
     "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>"},
    {"Heading3", "heading 3", "Normal", "BodyText", 108, true,
     "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>"},
    {"Heading4", "heading 4", "Normal", "BodyText", 100, true,
     "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:outlineLvl w:val=\"3\"/>"},
    {"Heading5", "heading 5", "Normal", "BodyText", 100, true,
     "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:outlineLvl w:val=\"4\"/>"},
    {"BodyText", "Body Text", "Normal", NULL, 100, false, "<w:spacing w:after=\"120\"/>"},
    {"Addressee", "envelope address", "Normal", NULL, 100, false, "<w:spacing w:after=\"40\"/>"},
    {"Salutation", "Salutation", "Normal", "BodyText", 100, false,
     "<w:spacing w:before=\"160\" w:after=\"120\"/>"},
    {"Closing", "Closing", "Normal", NULL, 100, false,
     "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"120\"/>"},
    {"Signature", "Signature", "Normal", NULL, 100, false, "<w:spacing w:after=\"80\"/>"},
    {"Sender", "envelope return", "Normal", NULL, 100, false, "<w:spacing w:after=\"40\"/>"},
    {"Date", "Date", "Normal", NULL, 100, false, "<w:spacing w:after=\"120\"/>"},
    {"Reference", "Reference", "Normal", NULL, 100, false, "<w:spacing w:after=\"80\"/>"},
    {"Quote", "Quote", "BodyText", NULL, 100, false, "<w:ind w:left=\"567\" w:right=\"567\"/>"},
    {"Caption", "caption", "Normal", NULL, 90, false, "<w:spacing w:after=\"120\"/>"},
    {"Figure", "Figure", "Normal", NULL, 100, false, "<w:keepNext/>"},
    {"Rule", "Rule", "Normal", NULL, 100, false,
     "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>"},
    {"ListHeading", "List Heading", "Normal", "ListNumber", 125, true,
     "<w:keepNext/><w:spacing w:before=\"320\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>"},
    {"ListNumber", "List Number", "Normal", NULL, 100, false,
     "<w:tabs><w:tab w:val=\"left\" w:pos=\"567\"/></w:tabs><w:spacing w:after=\"20\"/>"
     "<w:ind w:left=\"567\" w:hanging=\"567\"/>"},
    {"ListNote", "List Note", "Normal", NULL, 90, false, "<w:spacing w:before=\"120\"/>"},
    {"TableText", "Table Text", "Normal", NULL, 100, false, ""},
    {"TableHeading", "Table Heading", "TableText", NULL, 100, true, "<w:keepNext/>"},
    {"FootnoteText", "footnote text", "Normal", NULL, 85, false, ""},
};

static void put_size(GString *out, double points, unsigned percent)
{
    int halves = (int)(points * 2 * percent / 100 + 0.5);
    g_string_append_printf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", halves, halves);
}

static void put_defaults(const struct docx_edition *docx, GString *out)
{
    const struct receiver *receiver = docx->options->receiver;
    static const char *const faces[] = {"ascii", "hAnsi", "cs"};
    g_string_append(out, "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts");
    for (size_t i = 0; i < G_N_ELEMENTS(faces); i++) {
        g_string_append_printf(out, " w:%s", faces[i]);
        add_words(out, "=\"", receiver->face, "\"");
    }
    g_string_append(out, "/>");
    put_size(out, receiver->size, 100);
    const char *lang = docx->document->root->lang;
    add_words(out, "<w:lang w:val=\"", docx->rtl ? "en" : lang, "\"");
    add_words(out, " w:bidi=\"", docx->rtl ? lang : "ar", "\"/>");
    g_string_append_printf(out,
                           "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line=\"%d\" "
                           "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n",
                           (int)(240 * receiver->line_height + 0.5));
}

static void put_style(const struct docx_edition *docx, GString *out, const struct word_style *style)
{
    const struct receiver *receiver = docx->options->receiver;
    g_string_append_printf(out,
                           "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                           "<w:basedOn w:val=\"%s\"/>",
                           style->id, style->name, style->based);
    if (style->next)
        g_string_append_printf(out, "<w:next w:val=\"%s\"/>", style->next);
    g_string_append_printf(out, "<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>", style->paragraph);
    if (style->bold && receiver->emphasis)
        g_string_append(out, "<w:b/><w:bCs/>");
    // A receiver that takes no emphasis takes one size.
    if (style->size != 100 && (receiver->emphasis || style->size < 100))
        put_size(out, receiver->size, receiver->emphasis ? style->size : 100);
    g_string_append(out, "</w:rPr></w:style>\n");
}

static void put_styles(struct docx_edition *docx)
{
    GString *out = g_string_new(XML "<w:styles " SPACES ">\n");
    put_defaults(docx, out);
    g_string_append(out,
                    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
                    "w:val=\"Normal\"/><w:qFormat/></w:style>\n"
                    "<w:style w:type=\"character\" w:default=\"1\" "
                    "w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph "
                    "Font\"/></w:style>\n"
                    "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name "
                    "w:val=\"footnote reference\"/><w:rPr><w:vertAlign "
                    "w:val=\"superscript\"/></w:rPr></w:style>\n"
                    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name "
                    "w:val=\"Hyperlink\"/></w:style>\n"
                    "<w:style w:type=\"character\" w:styleId=\"Code\"><w:name w:val=\"Code\"/>"
                    "<w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" "
                    "w:cs=\"Courier New\"/></w:rPr></w:style>\n"
                    "<w:style w:type=\"table\" w:styleId=\"LetterTable\"><w:name w:val=\"Letter "
                    "Table\"/><w:tblPr><w:tblBorders><w:insideH w:val=\"single\" w:sz=\"4\" "
                    "w:space=\"0\" w:color=\"auto\"/></w:tblBorders></w:tblPr></w:style>\n");
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
        put_style(docx, out, &styles[i]);
    g_string_append(out, "</w:styles>\n");
    package_add_text(docx->package, "word/styles.xml", out);
}

// ---- The parts ----------------------------------------------------------------------------

#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
static const char types[] =
    XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
        "<Default Extension=\"png\" ContentType=\"image/png\"/>\n"
        "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\n"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>\n"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/>\n"
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD "numbering+xml\"/>\n"
        "<Override PartName=\"/word/footnotes.xml\" ContentType=\"" WORD "footnotes+xml\"/>\n"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD "settings+xml\"/>\n"
        "<Override PartName=\"/word/footer.xml\" ContentType=\"" WORD "footer+xml\"/>\n"
        "<Override PartName=\"/docProps/core.xml\" "
        "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n"
        "</Types>\n";
static const char package_relations[] =
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n"
        "<Relationship Id=\"rId1\" Type=\"" RELATIONS
        "/officeDocument\" Target=\"word/document.xml\"/>\n"
        "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
        "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
        "</Relationships>\n";
static const char settings[] =
    XML "<w:settings " SPACES "><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>"
        "</w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
        "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
        "</w:settings>\n";
static const char footer[] =
    XML "<w:ftr " SPACES "><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:fldChar "
        "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE "
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t>"
        "</w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>\n";

static void put_static(struct docx_edition *docx, const char *name, const char *text)
{
    package_add(docx->package, name, g_bytes_new_static(text, strlen(text)));
}

bool docx_start(struct docx_edition *docx, const struct document *document,
                const struct docx_options *options, struct package *package, GError **error)
{
    *docx = (struct docx_edition){
        .document = document,
        .options = options,
        .package = package,
        .out = g_string_new(NULL),
        .relations = g_string_new(NULL),
        .formats = g_string_new(NULL),
        .numberings = g_string_new(NULL),
        .format_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .numbers = g_hash_table_new(g_str_hash, g_str_equal),
        .notes = g_ptr_array_new(),
        .rtl = document->root->direction == DIRECTION_RTL,
    };
    put_static(docx, "[Content_Types].xml", types);
    put_static(docx, "_rels/.rels", package_relations);
    docx->file = package_open(package, "word/document.xml", error);
    docx_relate(docx, "styles", "styles.xml", false);
    docx_relate(docx, "numbering", "numbering.xml", false);
    docx_relate(docx, "footnotes", "footnotes.xml", false);
    docx_relate(docx, "settings", "settings.xml", false);
    docx_relate(docx, "footer", "footer.xml", false);
    return docx->file != NULL;
}

void docx_clear(struct docx_edition *docx)
{
    g_string_free(docx->out, TRUE);
    g_string_free(docx->relations, TRUE);
    g_string_free(docx->formats, TRUE);
    g_string_free(docx->numberings, TRUE);
    g_hash_table_unref(docx->format_ids);
    g_hash_table_unref(docx->numbers);
    g_ptr_array_unref(docx->notes);
}

bool docx_flush(struct docx_edition *docx, GError **error)
{
    enum { HELD_MOST = 64 * 1024 };
    bool end = g_str_has_suffix(docx->out->str, "</w:document>\n");
    if (!end && docx->out->len < HELD_MOST)
        return true;
    bool ok = file_out_write(docx->file, docx->out->str, docx->out->len, error);
    g_string_truncate(docx->out, 0);
    return ok;
}

void docx_open_body(struct docx_edition *docx)
{
    g_string_append(docx->out, XML "<w:document " SPACES "><w:body>\n");
}

void docx_close_body(struct docx_edition *docx)
{
    int margin = (int)(docx->options->receiver->margin * 1440 / 25.4 + 0.5);
    g_string_append_printf(docx->out,
                           "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId5\"/>"
                           "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"%d\" "
                           "w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"708\" "
                           "w:footer=\"708\" w:gutter=\"0\"/>%s</w:sectPr></w:body></w:document>\n",
                           margin, margin, margin, margin, docx->rtl ? "<w:bidi/>" : "");
}

GString *docx_notes_start(void)
{
    return g_string_new(XML "<w:footnotes " SPACES ">\n"
                            "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/>"
                            "</w:r></w:p></w:footnote>\n"
                            "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
                            "<w:continuationSeparator/></w:r></w:p></w:footnote>\n");
}

void docx_notes_end(struct docx_edition *docx)
{
    g_string_append(docx->out, "</w:footnotes>\n");
    package_add_text(docx->package, "word/footnotes.xml", docx->out);
}

static void put_properties(struct docx_edition *docx)
{
    const struct document *document = docx->document;
    GDateTime *time = g_date_time_new_from_unix_utc(docx->options->date);
    char *date = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    GString *out = g_string_new(
        XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
            "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
            "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
    add_words(out, "<dc:title>", *document->title ? document->title : docx->options->title,
              "</dc:title>\n");
    add_words(out, "<dc:language>", document->root->lang, "</dc:language>\n");
    add_words(out, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">", date, "</dcterms:created>\n");
    add_words(out, "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">", date,
              "</dcterms:modified>\n</cp:coreProperties>\n");
    package_add_text(docx->package, "docProps/core.xml", out);
    g_free(date);
    g_date_time_unref(time);
}

static void put_lists(struct docx_edition *docx)
{
    GString *out = g_string_new(XML "<w:numbering " SPACES ">\n");
    g_string_append_len(out, docx->formats->str, (gssize)docx->formats->len);
    g_string_append_len(out, docx->numberings->str, (gssize)docx->numberings->len);
    g_string_append(out, "</w:numbering>\n");
    package_add_text(docx->package, "word/numbering.xml", out);
}

static void put_relations(struct docx_edition *docx)
{
    GString *out = g_string_new(XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/"
                                    "package/2006/relationships\">\n");
    g_string_append_len(out, docx->relations->str, (gssize)docx->relations->len);
    g_string_append(out, "</Relationships>\n");
    package_add_text(docx->package, "word/_rels/document.xml.rels", out);
}

void docx_finish(struct docx_edition *docx)
{
    put_static(docx, "word/settings.xml", settings);
    put_static(docx, "word/footer.xml", footer);
    put_properties(docx);
    put_styles(docx);
    put_lists(docx);
    put_relations(docx);
}
