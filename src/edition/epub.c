// SPDX-License-Identifier: MIT
// EPUB 3.3 (W3C, 2023), EPUB Accessibility 1.1. What tools forget of a right-to-left book is said
// in three places: the spine's page progression, the package's metadata, and every file.
#include "edition/epub.h"

#include "base/digest.h"
#include "base/html_text.h"
#include "edition/markup_tag.h"

#include <string.h>

// E-readers know less of CSS than browsers do, and their users choose faces and colours.
static const char style[] =
    "body{line-height:1.6}h1{font-size:1.5em;line-height:1.4;text-align:start}\n"
    "h2,h3,h4,h5,h6{line-height:1.4;page-break-after:avoid;break-after:avoid}\n"
    "p{margin:0 0 .7em}.date,.count{font-size:.85em}.count{font-weight:normal}\n"
    "ol,ul{list-style:none;margin:0 0 1em;padding:0}li{margin:0 0 .2em}li>div{display:inline}\n"
    ".label{font-variant-numeric:tabular-nums}\n"
    "blockquote{margin:0 1em .7em}table{border-collapse:collapse}"
    "th,td{text-align:start;vertical-align:top;padding:.2em .6em;border-bottom:1px solid}\n"
    "img{max-width:100%}.notes{border-top:1px solid;margin-top:2em;padding-top:1em}\n";

struct epub_book {
    const struct epub_options *options;
    struct package *package;
    struct markup markup;
    GArray *pictures; // struct epub_picture
    GPtrArray *texts; // names of the files of text, in reading order
};

struct epub_picture {
    char *href, *name;
    const char *type;
};

static void add_words(GString *out, const char *open, const char *words, const char *close)
{
    g_string_append(out, open);
    html_text(out, words, strlen(words));
    g_string_append(out, close);
}

static const char *title_of(const struct epub_book *book)
{
    const char *own = book->markup.document->title;
    return *own ? own : book->options->title;
}

// ---- Pictures -----------------------------------------------------------------------------

static const char *picture_name(const struct epub_book *book, const char *href)
{
    for (guint i = 0; i < book->pictures->len; i++) {
        const struct epub_picture *picture = &g_array_index(book->pictures, struct epub_picture, i);
        if (strcmp(picture->href, href) == 0)
            return picture->name;
    }
    return NULL;
}

static bool put_picture(void *context, const char *href, GString *out, GError **error)
{
    struct epub_book *book = context;
    const char *known = picture_name(book, href);
    GError *fault = NULL;
    struct epub_picture picture = {NULL, NULL, NULL};
    GBytes *bytes =
        known ? NULL
              : book->options->picture(book->options->markup.context, href, &picture.type, &fault);
    if (bytes) {
        const char *ending = strrchr(picture.type, '/') + 1;
        int n = (int)strcspn(ending, "+");
        picture.href = g_strdup(href);
        picture.name = g_strdup_printf("picture-%u.%.*s", book->pictures->len + 1, n, ending);
        char *path = g_strconcat("EPUB/", picture.name, NULL);
        package_add(book->package, path, bytes);
        g_array_append_val(book->pictures, picture);
        known = picture.name;
        g_free(path);
    }
    g_string_append(out, known ? known : "");
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// ---- The files of text --------------------------------------------------------------------

static void put_head(struct epub_book *book, GString *out)
{
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
                         "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                         "xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    markup_looks(&book->markup, book->markup.document->root);
    add_words(out, ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>", title_of(book),
              "</title>\n<link rel=\"stylesheet\" href=\"style.css\"/>\n</head>\n<body>\n");
}

static bool open_text(struct epub_book *book, const char *name, GError **error)
{
    char *path = g_strconcat("EPUB/", name, NULL);
    book->markup.file = package_open(book->package, path, error);
    g_free(path);
    if (!book->markup.file)
        return false;
    g_ptr_array_add(book->texts, g_strdup(name));
    put_head(book, book->markup.out);
    return true;
}

static bool close_text(struct epub_book *book, GError **error)
{
    g_string_append(book->markup.out, "</body>\n</html>\n");
    return markup_flush(&book->markup, error);
}

static char *letter_name(unsigned part)
{
    return g_strdup_printf("letter-%u.xhtml", part + 1);
}

// A reader loads a file whole, so a long list is many.
static bool cut(struct markup *markup, void *context, GError **error)
{
    struct epub_book *book = context;
    char *name = letter_name(markup->part + 1);
    bool ok = close_text(book, error) && open_text(book, name, error);
    g_free(name);
    return ok;
}

static bool put_texts(struct epub_book *book, GError **error)
{
    char *first = letter_name(0);
    bool ok = open_text(book, first, error) && markup_blocks(&book->markup, error) &&
              close_text(book, error);
    g_free(first);
    gsize before = book->markup.out->len;
    if (!ok || !markup_notes(&book->markup, error) || book->markup.out->len == before)
        return ok;
    GString *notes = book->markup.out;
    book->markup.out = g_string_new(NULL);
    ok = open_text(book, book->options->markup.notes, error);
    g_string_append_len(book->markup.out, notes->str, (gssize)notes->len);
    g_string_free(notes, TRUE);
    return ok && close_text(book, error);
}

// ---- Navigation ---------------------------------------------------------------------------

static void put_target(GString *out, const struct markup_place *place)
{
    char *name = letter_name(place->part);
    g_string_append_printf(out, "<a href=\"%s#%s\">", name, place->id);
    add_words(out, "", place->label, "</a>");
    g_free(name);
}

// Headings from `i` on that are not above `level`, those below each within its list. Returns the
// first that is above.
static guint put_headings(const struct epub_book *book, GString *out, guint i, int level)
{
    const GArray *places = book->markup.places;
    g_string_append(out, "<ol>\n");
    while (i < places->len) {
        const struct markup_place *place = &g_array_index(places, struct markup_place, i);
        if (place->level != 0 && place->level < level)
            break;
        i++;
        if (place->level == 0)
            continue;
        g_string_append(out, "<li>");
        put_target(out, place);
        guint next = i;
        while (next < places->len && g_array_index(places, struct markup_place, next).level == 0)
            next++;
        if (next < places->len && g_array_index(places, struct markup_place, next).level > level)
            i = put_headings(book, out, next,
                             g_array_index(places, struct markup_place, next).level);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ol>\n");
    return i;
}

static size_t count_places(const struct epub_book *book, bool pages)
{
    size_t n = 0;
    for (guint i = 0; i < book->markup.places->len; i++) {
        int level = g_array_index(book->markup.places, struct markup_place, i).level;
        n += (level == 0) == pages;
    }
    return n;
}

static void put_contents(const struct epub_book *book, GString *out)
{
    add_words(out, "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>", book->options->toc,
              "</h1>\n");
    if (count_places(book, false) > 0) {
        put_headings(book, out, 0, 1);
    } else {
        add_words(out, "<ol>\n<li><a href=\"letter-1.xhtml\">", title_of(book),
                  "</a></li>\n</ol>\n");
    }
    g_string_append(out, "</nav>\n");
}

static void put_page_list(const struct epub_book *book, GString *out)
{
    if (count_places(book, true) == 0)
        return;
    add_words(out, "<nav epub:type=\"page-list\" role=\"doc-pagelist\" hidden=\"hidden\">\n<h2>",
              book->options->pages, "</h2>\n<ol>\n");
    for (guint i = 0; i < book->markup.places->len; i++) {
        const struct markup_place *place =
            &g_array_index(book->markup.places, struct markup_place, i);
        if (place->level != 0)
            continue;
        g_string_append(out, "<li>");
        put_target(out, place);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ol>\n</nav>\n");
}

static void put_navigation(struct epub_book *book)
{
    GString *out = g_string_new(NULL), *held = book->markup.out;
    book->markup.out = out; // where a node's language and direction are written
    put_head(book, out);
    book->markup.out = held;
    put_contents(book, out);
    put_page_list(book, out);
    g_string_append(out, "</body>\n</html>\n");
    package_add_text(book->package, "EPUB/nav.xhtml", out);
}

// ---- The package --------------------------------------------------------------------------

// Of the words themselves, so that the same letter is the same book.
static char *identifier(const struct epub_book *book)
{
    char hex[DIGEST_HEX_MAX + 1];
    struct digest *digest = digest_new(DIGEST_SHA256);
    const struct document *document = book->markup.document;
    digest_update(digest, document->title, strlen(document->title) + 1);
    for (guint i = 0; i < document->sources->len; i++) {
        const struct document_source *source = document->sources->pdata[i];
        gsize n = 0;
        const void *bytes = source->bytes ? g_bytes_get_data(source->bytes, &n) : NULL;
        digest_update(digest, source->name, strlen(source->name) + 1);
        if (n > 0)
            digest_update(digest, bytes, n);
    }
    digest_finish(digest, hex);
    // RFC 9562, version 8: made by a rule of one's own.
    return g_strdup_printf("urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15,
                           hex + 18);
}

static void put_accessibility(const struct epub_book *book, GString *out)
{
    static const char meta[] = "<meta property=\"schema:%s\">%s</meta>\n";
    static const char *const features[] = {"structuralNavigation", "tableOfContents",
                                           "readingOrder", "displayTransformability", NULL};
    static const char *const of_pages[] = {"pageNavigation", "pageBreakMarkers", NULL};
    bool pictures = book->markup.pictures, pages = count_places(book, true) > 0;
    g_string_append_printf(out, meta, "accessMode", "textual");
    if (pictures) {
        g_string_append_printf(out, meta, "accessMode", "visual");
        g_string_append_printf(out, meta, "accessibilityFeature", "alternativeText");
    }
    g_string_append_printf(out, meta, "accessModeSufficient", "textual");
    for (const char *const *feature = features; *feature; feature++)
        g_string_append_printf(out, meta, "accessibilityFeature", *feature);
    for (const char *const *feature = of_pages; pages && *feature; feature++)
        g_string_append_printf(out, meta, "accessibilityFeature", *feature);
    g_string_append_printf(out, meta, "accessibilityHazard", "none");
    g_string_append_printf(out, meta, "accessibilitySummary",
                           "Text with headings, numbered lists and notes in reading order; every "
                           "name says its language. Nothing moves, flashes or sounds.");
    if (pages && book->options->source)
        add_words(out, "<meta property=\"pageBreakSource\">", book->options->source, "</meta>\n");
}

static void put_metadata(const struct epub_book *book, GString *out)
{
    const struct document *document = book->markup.document;
    char *id = identifier(book);
    GDateTime *time = g_date_time_new_from_unix_utc(book->options->date);
    char *modified = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    g_string_append(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    add_words(out, "<dc:identifier id=\"id\">", id, "</dc:identifier>\n");
    add_words(out, "<dc:title>", title_of(book), "</dc:title>\n");
    add_words(out, "<dc:language>", document->root->lang, "</dc:language>\n");
    if (document->date)
        add_words(out, "<dc:date>", document->date, "</dc:date>\n");
    add_words(out, "<meta property=\"dcterms:modified\">", modified, "</meta>\n");
    put_accessibility(book, out);
    g_string_append(out, "</metadata>\n");
    g_free(modified);
    g_date_time_unref(time);
    g_free(id);
}

static void put_manifest(const struct epub_book *book, GString *out)
{
    g_string_append(out, "<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" "
                         "media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
                         "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
    for (guint i = 0; i < book->texts->len; i++)
        g_string_append_printf(
            out, "<item id=\"t%u\" href=\"%s\" media-type=\"application/xhtml+xml\"/>\n", i + 1,
            (const char *)book->texts->pdata[i]);
    for (guint i = 0; i < book->pictures->len; i++) {
        const struct epub_picture *picture = &g_array_index(book->pictures, struct epub_picture, i);
        g_string_append_printf(out, "<item id=\"i%u\" href=\"%s\" media-type=\"%s\"/>\n", i + 1,
                               picture->name, picture->type);
    }
    g_string_append(out, "</manifest>\n");
}

static void put_package(struct epub_book *book)
{
    const struct node *root = book->markup.document->root;
    bool rtl = root->direction == DIRECTION_RTL;
    const char *direction = rtl ? "rtl" : "ltr";
    GString *out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package "
                                "xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
                                "unique-identifier=\"id\"");
    add_words(out, " xml:lang=\"", root->lang, "\"");
    g_string_append_printf(out, " dir=\"%s\">\n", direction);
    put_metadata(book, out);
    put_manifest(book, out);
    g_string_append_printf(out, "<spine page-progression-direction=\"%s\">\n", direction);
    for (guint i = 0; i < book->texts->len; i++)
        g_string_append_printf(out, "<itemref idref=\"t%u\"/>\n", i + 1);
    g_string_append(out, "</spine>\n</package>\n");
    package_add_text(book->package, "EPUB/package.opf", out);
}

static void put_container(struct package *package)
{
    static const char mimetype[] = "application/epub+zip";
    static const char container[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\">\n"
        "<rootfiles><rootfile full-path=\"EPUB/package.opf\" "
        "media-type=\"application/oebps-package+xml\"/></rootfiles>\n</container>\n";
    package_add(package, "mimetype", g_bytes_new_static(mimetype, strlen(mimetype)));
    package_add(package, "META-INF/container.xml",
                g_bytes_new_static(container, strlen(container)));
    package_add(package, "EPUB/style.css", g_bytes_new_static(style, strlen(style)));
}

static void picture_clear(void *data)
{
    struct epub_picture *picture = data;
    g_free(picture->href);
    g_free(picture->name);
}

bool epub_write(const struct document *document, const struct epub_options *options,
                struct package *ret, GError **error)
{
    struct epub_options own = *options;
    struct epub_book book = {.options = &own, .package = ret};
    own.markup.xml = true;
    own.markup.notes = "notes.xhtml";
    book.pictures = g_array_new(FALSE, TRUE, sizeof(struct epub_picture));
    book.texts = g_ptr_array_new_with_free_func(g_free);
    g_array_set_clear_func(book.pictures, picture_clear);
    struct markup_options markup = own.markup;
    markup.picture = put_picture;
    markup.context = &book;
    markup_start(&book.markup, document, &markup, NULL);
    book.markup.cut = cut;
    book.markup.cut_context = &book;
    put_container(ret);
    bool ok = put_texts(&book, error);
    if (ok) {
        put_navigation(&book);
        put_package(&book);
    }
    markup_clear(&book.markup);
    g_array_unref(book.pictures);
    g_ptr_array_unref(book.texts);
    return ok;
}
