// SPDX-License-Identifier: MIT
#include "record/read_back.h"

#include "base/error.h"
#include "language/direction.h"
#include "pdf/reader.h"
#include "record/reading_order.h"
#include "record/seen.h"
#include "text/bidi.h"

#include <string.h>

enum {
    UNPACKED_MOST = 512 * 1024 * 1024,
    DEPTH_MOST = 64,
    ELEMENTS_MOST = 16 * 1024 * 1024,
};

static const char *const block_roles[] = {"H",    "H1",     "H2",    "H3",        "H4", "H5",
                                          "H6",   "P",      "LI",    "TD",        "TH", "Caption",
                                          "Note", "FENote", "Title", "BlockQuote"};

// A block that was read, and whether the last section of the document holds it.
struct back_block {
    const char *role;
    char *text;
    bool note;
};

struct back_walk {
    struct pdf_reader *reader;
    struct seen *seen;
    GArray *blocks;      // struct back_block
    guint section;       // of the blocks, the first in the section that may end the document
    GHashTable *visited; // objects of elements: each has one place
    unsigned depth;
};

// What an element leaves to those below it.
struct inherited {
    uint32_t page;
    bool rightward;
    bool note;  // directly in a note
    bool noted; // anywhere in one
};

static const char *block_role(struct pdf_value element)
{
    struct pdf_value role = pdf_value_find(element, "S");
    for (size_t i = 0; i < G_N_ELEMENTS(block_roles); i++) {
        if (pdf_value_is(role, block_roles[i]))
            return block_roles[i];
    }
    return NULL;
}

// The call of a note, the number before its words and those that stand for a picture: they are no
// part of what was written.
static bool is_apart(struct pdf_value element, bool in_note)
{
    struct pdf_value role = pdf_value_find(element, "S");
    return pdf_value_is(role, "Reference") || pdf_value_is(role, "Figure") ||
           (in_note && pdf_value_is(role, "Lbl"));
}

static struct inherited inherit(struct back_walk *walk, struct pdf_value element,
                                struct inherited from)
{
    struct pdf_value lang = pdf_reader_find(walk->reader, element, "Lang");
    uint32_t page = pdf_value_object(pdf_value_find(element, "Pg"));
    if (page)
        from.page = page;
    if (lang.at != lang.end) {
        GString *tag = g_string_new(NULL);
        pdf_value_text(lang, tag);
        from.rightward = direction_of_language(tag->str) == DIRECTION_RTL;
        g_string_free(tag, TRUE);
    }
    return from;
}

// Of a piece of a right-to-left language: it runs left to right all the same where its letters do,
// and where it has none but its digits are European ones, which is a label of a left-to-right list.
static bool is_turned(const char *seen)
{
    bool left = false, arabic = false;
    for (; *seen; seen = g_utf8_next_char(seen)) {
        gunichar c = g_utf8_get_char(seen);
        if (bidi_side_of(c) == BIDI_RIGHT)
            return true;
        left |= bidi_side_of(c) == BIDI_LEFT;
        arabic |= g_unichar_isdigit(c) && c >= 0x80;
    }
    return arabic && !left;
}

static void put_piece(struct back_walk *walk, uint32_t page, int64_t mcid, bool rightward,
                      GString *out)
{
    const char *seen = seen_text(walk->seen, page, mcid);
    char *read = reading_order(seen, rightward && is_turned(seen));
    g_string_append(out, read);
    g_free(read);
}

static void put_element(struct back_walk *walk, struct pdf_value reference, struct inherited from,
                        GString *out);

static void put_kid(struct back_walk *walk, struct pdf_value kid, struct inherited from,
                    GString *out)
{
    int64_t mcid;
    if (pdf_value_object(kid)) {
        put_element(walk, kid, from, out);
    } else if (pdf_value_int(kid, &mcid)) {
        put_piece(walk, from.page, mcid, from.rightward, out);
    } else if (pdf_value_is(pdf_value_find(kid, "Type"), "MCR") &&
               pdf_value_int(pdf_value_find(kid, "MCID"), &mcid)) {
        uint32_t page = pdf_value_object(pdf_value_find(kid, "Pg"));
        put_piece(walk, page ? page : from.page, mcid, from.rightward, out);
    }
}

static void put_kids(struct back_walk *walk, struct pdf_value element, struct inherited from,
                     GString *out)
{
    struct pdf_value kids = pdf_value_inside(pdf_value_find(element, "K")), kid;
    bool document = pdf_value_is(pdf_value_find(element, "S"), "Document");
    while (pdf_value_next(&kids, &kid)) {
        struct pdf_value below = document ? pdf_reader_follow(walk->reader, kid) : kid;
        if (document)
            walk->section =
                pdf_value_is(pdf_value_find(below, "S"), "Sect") ? walk->blocks->len : G_MAXUINT;
        put_kid(walk, kid, from, out);
    }
}

// The text of an element; blocks inside are put down on the way and are no part of it.
static void put_element(struct back_walk *walk, struct pdf_value reference, struct inherited from,
                        GString *out)
{
    void *object = GUINT_TO_POINTER(pdf_value_object(reference));
    struct pdf_value element = pdf_reader_follow(walk->reader, reference);
    if (walk->depth == DEPTH_MOST || g_hash_table_size(walk->visited) == ELEMENTS_MOST ||
        !g_hash_table_add(walk->visited, object))
        return;
    walk->depth++;
    from = inherit(walk, element, from);
    const char *role = block_role(element);
    bool apart = is_apart(element, from.note);
    GString *text = role || apart ? g_string_new(NULL) : out;
    from.note = role && strstr(role, "Note") != NULL;
    from.noted |= from.note;
    guint place = walk->blocks->len;
    struct back_block block = {role, NULL, from.noted};
    if (role && !apart)
        g_array_append_val(walk->blocks, block);
    put_kids(walk, element, from, text);
    if (apart) {
        g_string_free(text, TRUE);
    } else if (role) {
        g_string_replace(text, "\302\255", "", 0); // a hyphen that the line's end has put there
        g_array_index(walk->blocks, struct back_block, place).text = g_string_free(text, FALSE);
    }
    // A label and what it labels are parted by their places alone.
    if (!role && pdf_value_is(pdf_value_find(element, "S"), "Lbl"))
        g_string_append_c(out, ' ');
    walk->depth--;
}

static void clear_kept(void *data)
{
    g_free(((struct back_block *)data)->text);
}

bool record_read_back(GBytes *bytes, read_block_fn fn, void *context, GError **error)
{
    struct pdf_reader *reader = pdf_reader_open(bytes, UNPACKED_MOST, error);
    if (!reader)
        return false;
    struct back_walk walk = {.reader = reader,
                             .seen = seen_new(reader),
                             .blocks = g_array_new(FALSE, FALSE, sizeof(struct back_block)),
                             .section = G_MAXUINT,
                             .visited = g_hash_table_new(NULL, NULL)};
    g_array_set_clear_func(walk.blocks, clear_kept);
    struct pdf_value catalog = pdf_reader_catalog(reader);
    struct pdf_value root = pdf_reader_find(reader, catalog, "StructTreeRoot");
    GString *rest = g_string_new(NULL);
    put_kids(&walk, root, inherit(&walk, catalog, (struct inherited){0}), rest);
    for (guint i = 0; i < MIN(walk.blocks->len, walk.section); i++) {
        const struct back_block *kept = &g_array_index(walk.blocks, struct back_block, i);
        fn(context, &(struct read_block){kept->role, kept->text, kept->note});
    }
    g_string_free(rest, TRUE);
    g_hash_table_unref(walk.visited);
    g_array_unref(walk.blocks);
    seen_free(walk.seen);
    pdf_reader_close(reader);
    return true;
}
