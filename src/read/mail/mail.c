// SPDX-License-Identifier: MIT
// A mail (RFC 5322), a mailbox of several (RFC 4155), a page saved as MHTML (RFC 2557): GMime takes
// the parts apart and undoes their transfer encodings; which of them is a letter is judged here.
#include "base/error.h"
#include "read/lazy_gmime.h"
#include "read/mail/mail_text.h"
#include "read/mail/parts.h"

#include <string.h>

enum { DEPTH_MOST = 50, MESSAGES_MOST = 1000, PARTS_MOST = 1000 };

struct mail_walk {
    struct reader *reader;
    struct parts *parts;
    GString *unread;                          // names of attachments that are no letters
    char *subject, *sender, *date, *captured; // of the message around
    bool mailbox, page;
    size_t left; // lines that are quoted or below a signature
    int depth;
};

static void walk(struct mail_walk *mail, GMimeObject *object);

// ---- headers ----

// As it stands: GMime 3.2.13 loses encoded words that follow one another.
static char *header_of(GMimeObject *object, const char *name)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    GMimeHeader *header = g_mime_header_list_get_header(list, name);
    const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;
    char *value = raw ? mail_decode_header(raw) : NULL;
    if (value && !*value)
        g_clear_pointer(&value, g_free);
    return value;
}

static void take_dates(struct mail_walk *mail, GMimeMessage *message)
{
    GDateTime *date = g_mime_message_get_date(message);
    GDateTime *universal = date ? g_date_time_to_utc(date) : NULL;
    if (date)
        mail->date = g_date_time_format(date, "%Y-%m-%d");
    if (universal && mail->page)
        mail->captured = g_date_time_format(universal, "%Y-%m-%dT%H:%M:%SZ");
    g_clear_pointer(&universal, g_date_time_unref);
}

static bool is_saved_page(GMimeMessage *message)
{
    GMimeObject *object = GMIME_OBJECT(message);
    GMimeObject *body = g_mime_message_get_mime_part(message);
    char *snapshot = header_of(object, "Snapshot-Content-Location");
    const char *place = body ? g_mime_object_get_header(body, "Content-Location") : NULL;
    char *from = header_of(object, "From");
    bool saved = snapshot || place || (from && strstr(from, "<Saved by"));
    g_free(snapshot);
    g_free(from);
    return saved;
}

// ---- leaves ----

static GBytes *content_of(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *stream = g_mime_stream_mem_new();
    if (content)
        g_mime_data_wrapper_write_to_stream(content, stream);
    GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    GBytes *bytes = g_bytes_new(array->data, array->len);
    g_object_unref(stream);
    return bytes;
}

// RFC 4155: a line of a mailbox that begins like its parting line has a ">" before it.
static char *unescape_from(const char *text, size_t n)
{
    GString *out = g_string_new_len(text, (gssize)n);
    bool first = g_str_has_prefix(out->str, ">From ");
    if (first)
        g_string_erase(out, 0, 1);
    g_string_replace(out, "\n>From ", "\nFrom ", 0);
    return g_string_free(out, FALSE);
}

static GBytes *letter_text(struct mail_walk *mail, GMimeObject *object, GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    const char *format = g_mime_object_get_content_type_parameter(object, "format");
    const char *delete_space = g_mime_object_get_content_type_parameter(object, "delsp");
    char *plain = mail->mailbox ? unescape_from(data, n) : g_strndup(data, n);
    if (format && g_ascii_strcasecmp(format, "flowed") == 0) {
        bool delsp = delete_space && g_ascii_strcasecmp(delete_space, "yes") == 0;
        char *whole = mail_unflow(plain, strlen(plain), delsp);
        g_free(plain);
        plain = whole;
    }
    size_t left;
    char *body = mail_body(plain, strlen(plain), &left);
    mail->left += left;
    g_free(plain);
    return g_bytes_new_take(body, strlen(body));
}

static char *name_of(const struct mail_walk *mail, GMimePart *part)
{
    const char *file = g_mime_part_get_filename(part);
    const char *name = file ? file : mail->subject;
    return name ? g_utf8_make_valid(name, -1) : g_strdup("text");
}

static void add_letter(struct mail_walk *mail, GMimePart *part, const char *form, GBytes *bytes)
{
    GMimeObject *object = GMIME_OBJECT(part);
    bool text = strcmp(form, "capture") == 0;
    GBytes *own = text ? letter_text(mail, object, bytes) : g_bytes_ref(bytes);
    struct letter_part *added = parts_add(mail->parts, form, own, name_of(mail, part));
    g_bytes_unref(own);
    const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
    const char *place = g_mime_part_get_content_location(part);
    added->charset = g_strdup(charset);
    added->base = g_strdup(place && strstr(place, "://") ? place : NULL);
    added->captured = g_strdup(mail->captured);
    added->subject = g_strdup(mail->subject);
    added->sender = mail->page ? NULL : g_strdup(mail->sender);
    added->date = mail->page ? NULL : g_strdup(mail->date);
    const char *disposition = g_mime_object_get_disposition(object);
    added->attached = g_mime_part_get_filename(part) != NULL ||
                      (disposition && g_ascii_strcasecmp(disposition, "attachment") == 0);
}

static void add_picture(struct mail_walk *mail, GMimePart *part, GBytes *bytes)
{
    const char *id = g_mime_part_get_content_id(part);
    const char *place = g_mime_part_get_content_location(part);
    if (id)
        parts_add_picture(mail->parts, g_strconcat("cid:", id, NULL), bytes);
    if (place)
        parts_add_picture(mail->parts, g_strdup(place), bytes);
}

static void walk_part(struct mail_walk *mail, GMimePart *part)
{
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    char *media_type = g_mime_content_type_get_mime_type(type);
    const char *file = g_mime_part_get_filename(part);
    const char *form = part_form(media_type, file);
    GBytes *bytes = content_of(part);
    // Text of any kind that comes without a name is read as it stands.
    bool calendar = g_ascii_strcasecmp(media_type, "text/calendar") == 0;
    if (!form && !file && g_mime_content_type_is_type(type, "text", "*") && !calendar &&
        !mail->page)
        form = "capture";
    if (g_mime_content_type_is_type(type, "image", "*"))
        add_picture(mail, part, bytes);
    else if (form && g_bytes_get_size(bytes) && mail->parts->all->len < PARTS_MOST)
        add_letter(mail, part, form, bytes);
    else if (file && !mail->page)
        g_string_append_printf(mail->unread, "%s%s", mail->unread->len ? ", " : "", file);
    g_bytes_unref(bytes);
    g_free(media_type);
}

// ---- what holds others ----

// Of the same thing said several times the best comes last (RFC 2046, 5.1.4).
static void walk_alternatives(struct mail_walk *mail, GMimeMultipart *multipart)
{
    guint before = mail->parts->all->len;
    for (int i = g_mime_multipart_get_count(multipart); i-- > 0;) {
        if (mail->parts->all->len == before)
            walk(mail, g_mime_multipart_get_part(multipart, i));
    }
}

static void walk_multipart(struct mail_walk *mail, GMimeMultipart *multipart)
{
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    if (g_mime_content_type_is_type(type, "multipart", "alternative")) {
        walk_alternatives(mail, multipart);
        return;
    }
    bool related = g_mime_content_type_is_type(type, "multipart", "related");
    guint before = mail->parts->all->len;
    for (int i = 0; i < g_mime_multipart_get_count(multipart); i++) {
        walk(mail, g_mime_multipart_get_part(multipart, i));
        // The first is the page; frames and styles that belong to it are none.
        if (related && mail->parts->all->len > before + 1)
            g_ptr_array_set_size(mail->parts->all, (gint)before + 1);
    }
}

static void walk_message(struct mail_walk *mail, GMimeMessage *message)
{
    struct mail_walk outer = *mail;
    mail->page = is_saved_page(message);
    mail->subject = header_of(GMIME_OBJECT(message), "Subject");
    mail->sender = header_of(GMIME_OBJECT(message), "From");
    mail->date = mail->captured = NULL;
    take_dates(mail, message);
    walk(mail, g_mime_message_get_mime_part(message));
    g_free(mail->subject);
    g_free(mail->sender);
    g_free(mail->date);
    g_free(mail->captured);
    outer.left = mail->left;
    *mail = outer;
}

static void walk(struct mail_walk *mail, GMimeObject *object)
{
    if (!object || mail->depth >= DEPTH_MOST)
        return;
    mail->depth++;
    if (GMIME_IS_MULTIPART(object))
        walk_multipart(mail, GMIME_MULTIPART(object));
    else if (GMIME_IS_MESSAGE_PART(object) &&
             g_mime_message_part_get_message((GMimeMessagePart *)object))
        walk_message(mail, g_mime_message_part_get_message((GMimeMessagePart *)object));
    else if (GMIME_IS_PART(object))
        walk_part(mail, GMIME_PART(object));
    mail->depth--;
}

// ---- the file ----

static void tell(const struct mail_walk *mail)
{
    struct reader *reader = mail->reader;
    struct diag_place place = diag_place(reader->source->path, 0, 0);
    if (mail->unread->len && reader->diag)
        diag_add_at(reader->diag, DIAG_NOTE, "mail-attachments", place,
                    "attachments that are not read: %s", mail->unread->str);
    if (mail->left && reader->diag)
        diag_add_at(reader->diag, DIAG_NOTE, "mail-around", place,
                    "%zu lines around what is quoted, or below a signature's \"-- \", are left out",
                    mail->left);
}

static void walk_all(struct mail_walk *mail, GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    data = data ? data : ""; // of no bytes
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, n);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    mail->mailbox = n > 5 && memcmp(data, "From ", 5) == 0;
    if (mail->mailbox)
        g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
    for (int i = 0; i < MESSAGES_MOST && !g_mime_parser_eos(parser); i++) {
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
        if (!message)
            break;
        walk_message(mail, message);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
}

bool mail_read(struct reader *reader, GError **error)
{
    const char *missing = lazy_gmime_open();
    if (missing) {
        fault_set(error, FAULT_IO, "a library cannot be opened: %s", missing);
        return false;
    }
    g_mime_init();
    struct mail_walk mail = {.reader = reader, .parts = parts_new(), .unread = g_string_new(NULL)};
    walk_all(&mail, reader->bytes);
    tell(&mail);
    bool ok = parts_read(mail.parts, reader, error);
    parts_free(mail.parts);
    g_string_free(mail.unread, TRUE);
    return ok;
}
