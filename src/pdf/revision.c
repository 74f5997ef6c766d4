// SPDX-License-Identifier: MIT
#include "pdf/revision.h"

#include <string.h>

enum { ENTRIES_MOST = 4096, NESTED_MOST = 64 };

struct revision {
    struct pdf_reader *before, *now;
    uint32_t catalog, form, store; // objects, in the signed part; 0: none of their own
};

// ---- values ----------------------------------------------------------------------------------

static bool is_nothing(struct pdf_value value)
{
    return value.at == value.end;
}

static bool is_spelt_alike(struct pdf_value a, struct pdf_value b)
{
    return a.end - a.at == b.end - b.at && memcmp(a.at, b.at, (size_t)(a.end - a.at)) == 0;
}

static bool is_same_string(struct pdf_value a, struct pdf_value b)
{
    GString *text_a = g_string_new(NULL), *text_b = g_string_new(NULL);
    bool same = pdf_value_string(a, text_a) && pdf_value_string(b, text_b) &&
                g_string_equal(text_a, text_b);
    g_string_free(text_a, TRUE);
    g_string_free(text_b, TRUE);
    return same;
}

static bool is_same(struct pdf_value a, struct pdf_value b, unsigned depth);

static bool is_same_array(struct pdf_value a, struct pdf_value b, unsigned depth)
{
    struct pdf_value rest_a = pdf_value_inside(a), rest_b = pdf_value_inside(b), one, other;
    while (pdf_value_next(&rest_a, &one)) {
        if (!pdf_value_next(&rest_b, &other) || !is_same(one, other, depth))
            return false;
    }
    return !pdf_value_next(&rest_b, &other);
}

static bool is_among(const char *const *keys, struct pdf_value name)
{
    for (; keys && *keys; keys++) {
        if (pdf_value_is(name, *keys))
            return true;
    }
    return false;
}

static struct pdf_value value_under(struct pdf_value dictionary, struct pdf_value key)
{
    char *name = g_strndup(key.at + 1, (gsize)(key.end - key.at - 1));
    struct pdf_value value = pdf_value_find(dictionary, name);
    g_free(name);
    return value;
}

// Whether each entry of `a` but those of `grown` is in `b`; *ret_n is how many there are. A key
// that stands twice is refused: readers differ in which they take.
static bool holds_entries(struct pdf_value a, struct pdf_value b, const char *const *grown,
                          unsigned depth, unsigned *ret_n)
{
    struct pdf_value rest = {a.at + 2, a.end}, key, value;
    for (*ret_n = 0; pdf_value_next(&rest, &key) && *key.at == '/';) {
        if (!pdf_value_next(&rest, &value) || ++*ret_n > ENTRIES_MOST)
            return false;
        if (value_under(a, key).at != value.at)
            return false;
        if (is_among(grown, key))
            --*ret_n;
        else if (!is_same(value, value_under(b, key), depth))
            return false;
    }
    return true;
}

// The same entries in any order, but for those of `grown`.
static bool is_same_but(struct pdf_value a, struct pdf_value b, const char *const *grown,
                        unsigned depth)
{
    unsigned n_a, n_b;
    return pdf_value_is_dictionary(a) && pdf_value_is_dictionary(b) &&
           holds_entries(a, b, grown, depth, &n_a) && holds_entries(b, a, grown, depth, &n_b) &&
           n_a == n_b;
}

static bool is_same(struct pdf_value a, struct pdf_value b, unsigned depth)
{
    if (is_spelt_alike(a, b))
        return true;
    if (depth > NESTED_MOST || is_nothing(a) || is_nothing(b))
        return false;
    if (pdf_value_is_dictionary(a))
        return is_same_but(a, b, NULL, depth + 1);
    if (pdf_value_is_array(a))
        return pdf_value_is_array(b) && is_same_array(a, b, depth + 1);
    return is_same_string(a, b);
}

// ---- what may be added -----------------------------------------------------------------------

// A new field that is a document time stamp and shows nothing.
static bool is_stamp_field(const struct revision *revision, struct pdf_value reference)
{
    uint32_t number = pdf_value_object(reference);
    if (number == 0 || !is_nothing(pdf_reader_object(revision->before, number)))
        return false;
    struct pdf_value field = pdf_reader_object(revision->now, number), side[4];
    struct pdf_value value = pdf_reader_find(revision->now, field, "V");
    struct pdf_value rest = pdf_value_inside(pdf_reader_find(revision->now, field, "Rect"));
    for (int i = 0; i < 4; i++) {
        if (!pdf_value_next(&rest, &side[i]))
            return false;
    }
    return pdf_value_is(pdf_value_find(field, "FT"), "Sig") &&
           pdf_value_is(pdf_value_find(field, "Subtype"), "Widget") &&
           is_spelt_alike(side[0], side[2]) && is_spelt_alike(side[1], side[3]) &&
           is_nothing(pdf_value_find(field, "A")) && is_nothing(pdf_value_find(field, "AA")) &&
           is_nothing(pdf_value_find(field, "Kids")) &&
           pdf_value_is(pdf_value_find(value, "Type"), "DocTimeStamp");
}

// A list that is there, here or in an object of its own, and goes on with such fields alone.
static bool list_grew(const struct revision *revision, struct pdf_value a, struct pdf_value b)
{
    a = pdf_reader_follow(revision->before, a);
    b = pdf_reader_follow(revision->now, b);
    struct pdf_value rest_a = pdf_value_inside(a), rest_b = pdf_value_inside(b), one, other;
    if ((!is_nothing(a) && !pdf_value_is_array(a)) || !pdf_value_is_array(b))
        return is_nothing(a) && is_nothing(b);
    while (!is_nothing(a) && pdf_value_next(&rest_a, &one)) {
        if (!pdf_value_next(&rest_b, &other) || !is_same(one, other, 0))
            return false;
    }
    while (pdf_value_next(&rest_b, &other)) {
        if (!is_stamp_field(revision, other))
            return false;
    }
    return true;
}

static bool form_grew(const struct revision *revision, struct pdf_value a, struct pdf_value b)
{
    static const char *const grown[] = {"Fields", "SigFlags", NULL};
    a = pdf_reader_follow(revision->before, a);
    b = pdf_reader_follow(revision->now, b);
    if (is_nothing(b))
        return is_nothing(a);
    struct pdf_value none = {"<<>>", NULL};
    none.end = none.at + 4;
    return is_same_but(is_nothing(a) ? none : a, b, grown, 0) &&
           list_grew(revision, pdf_value_find(a, "Fields"), pdf_value_find(b, "Fields"));
}

static bool catalog_grew(const struct revision *revision, struct pdf_value a, struct pdf_value b)
{
    static const char *const grown[] = {"AcroForm", "DSS", "Extensions", NULL};
    return is_same_but(a, b, grown, 0) &&
           form_grew(revision, pdf_value_find(a, "AcroForm"), pdf_value_find(b, "AcroForm"));
}

static bool page_grew(const struct revision *revision, struct pdf_value a, struct pdf_value b)
{
    static const char *const grown[] = {"Annots", NULL};
    return pdf_value_is(pdf_value_find(a, "Type"), "Page") && is_same_but(a, b, grown, 0) &&
           list_grew(revision, pdf_value_find(a, "Annots"), pdf_value_find(b, "Annots"));
}

// A document security store has nothing that is shown.
static bool is_store(struct pdf_value value)
{
    static const char *const keys[] = {"Type", "Certs", "OCSPs", "CRLs", "VRI", NULL};
    struct pdf_value rest = {value.at + 2, value.end}, key, entry;
    if (!pdf_value_is_dictionary(value))
        return false;
    while (pdf_value_next(&rest, &key) && *key.at == '/') {
        if (!is_among(keys, key) || !pdf_value_next(&rest, &entry))
            return false;
    }
    return true;
}

static bool object_grew(const struct revision *revision, uint32_t number)
{
    struct pdf_value a = pdf_reader_object(revision->before, number);
    struct pdf_value b = pdf_reader_object(revision->now, number);
    if (is_nothing(a)) // nothing that was signed can lead to it
        return number >= pdf_reader_numbers(revision->before);
    if (pdf_reader_is_stream(revision->before, number) ||
        pdf_reader_is_stream(revision->now, number))
        return false;
    if (is_same(a, b, 0))
        return true;
    if (number == revision->catalog)
        return catalog_grew(revision, a, b);
    if (number == revision->form)
        return form_grew(revision, a, b);
    if (number == revision->store)
        return is_store(a) && is_store(b);
    if (pdf_value_is_array(a))
        return list_grew(revision, a, b);
    return page_grew(revision, a, b);
}

// ---- the whole -------------------------------------------------------------------------------

// Whether a value names an object that the signed part has not: whoever adds it later would change
// what was signed.
static bool leads_beyond(struct pdf_value value, uint32_t numbers, unsigned depth)
{
    bool dictionary = pdf_value_is_dictionary(value);
    if (pdf_value_object(value) >= numbers || depth > NESTED_MOST)
        return true;
    if (!dictionary && !pdf_value_is_array(value))
        return false;
    struct pdf_value rest = pdf_value_inside(value), part;
    rest.at += dictionary ? 2 : 0;
    while (pdf_value_next(&rest, &part)) {
        if (leads_beyond(part, numbers, depth + 1))
            return true;
    }
    return false;
}

static uint32_t leading_beyond(struct pdf_reader *before)
{
    uint32_t numbers = pdf_reader_numbers(before);
    for (uint32_t number = 1; number < numbers; number++) {
        if (leads_beyond(pdf_reader_object(before, number), numbers, 0))
            return number;
    }
    return 0;
}

static bool is_root_kept(const struct revision *revision)
{
    struct pdf_value a = pdf_reader_trailer(revision->before);
    struct pdf_value b = pdf_reader_trailer(revision->now);
    return is_same(pdf_value_find(a, "Root"), pdf_value_find(b, "Root"), 0) &&
           (is_nothing(pdf_value_find(b, "Info")) ||
            is_same(pdf_value_find(a, "Info"), pdf_value_find(b, "Info"), 0));
}

bool pdf_revision_proves(struct pdf_reader *before, struct pdf_reader *now, uint32_t *ret_object)
{
    struct pdf_value catalog = pdf_reader_catalog(before);
    struct revision revision = {
        .before = before,
        .now = now,
        .catalog = pdf_value_object(pdf_value_find(pdf_reader_trailer(before), "Root")),
        .form = pdf_value_object(pdf_value_find(catalog, "AcroForm")),
        .store = pdf_value_object(pdf_value_find(catalog, "DSS")),
    };
    *ret_object = leading_beyond(before);
    // What follows without a cross-reference of its own belongs to nothing.
    bool ok = *ret_object == 0 && is_root_kept(&revision) &&
              pdf_reader_start(now) >= pdf_reader_size(before);
    uint32_t n = MAX(pdf_reader_numbers(before), pdf_reader_numbers(now));
    for (uint32_t number = 1; ok && number < n; number++) {
        if (pdf_reader_alike(before, now, number))
            continue;
        ok = object_grew(&revision, number);
        *ret_object = ok ? 0 : number;
    }
    return ok;
}
