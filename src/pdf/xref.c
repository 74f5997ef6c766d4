// SPDX-License-Identifier: MIT
#include "pdf/xref.h"

#include "base/put.h"
#include "pdf/object.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

// Two megabytes of places. Each section costs readers time, PDFium that of going through all
// objects of those before: a million entries open in 1.6 s here, in a fourth of the sections' size
// in 5 s.
enum { SECTION_OBJECTS = 1 << 18 };

// An offset, or an object stream (high bit set) and a place in it; 0: not known yet, for no object
// begins the file.
#define PLACE_STREAM (UINT64_C(1) << 63)

// One that had no place yet when the section of its neighbours was written.
struct late {
    uint32_t id;
    uint64_t place;
};

struct pdf_xref {
    pthread_mutex_t lock; // places are told by the threads that write, and may move
    GArray *late;         // of struct late, ids ascending, all below `first`
    uint64_t *places;     // of the objects from `first` to before `next`
    uint32_t first, next, most;
    uint64_t before; // where the last section is; 0 none
    uint32_t own;    // its stream, whose place is known before it is written
};

struct pdf_xref *pdf_xref_new(void)
{
    struct pdf_xref *xref = g_new0(struct pdf_xref, 1);
    pthread_mutex_init(&xref->lock, NULL);
    xref->late = g_array_new(FALSE, FALSE, sizeof(struct late));
    xref->next = 1; // object 0 heads the free list
    xref->most = 1024;
    xref->places = g_new0(uint64_t, xref->most);
    return xref;
}

void pdf_xref_free(struct pdf_xref *xref)
{
    if (!xref)
        return;
    pthread_mutex_destroy(&xref->lock);
    g_array_unref(xref->late);
    g_free(xref->places);
    g_free(xref);
}

uint32_t pdf_xref_reserve(struct pdf_xref *xref)
{
    uint32_t n = xref->next - xref->first;
    if (n == xref->most) {
        pthread_mutex_lock(&xref->lock);
        xref->places = g_renew(uint64_t, xref->places, xref->most * 2);
        memset(xref->places + xref->most, 0, xref->most * sizeof *xref->places);
        xref->most *= 2;
        pthread_mutex_unlock(&xref->lock);
    }
    return xref->next++;
}

static uint64_t *find_late(struct pdf_xref *xref, uint32_t id)
{
    guint low = 0, high = xref->late->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(xref->late, struct late, middle).id < id)
            low = middle + 1;
        else
            high = middle;
    }
    struct late *late = &g_array_index(xref->late, struct late, low);
    assert(low < xref->late->len && late->id == id);
    return &late->place;
}

static void set_place(struct pdf_xref *xref, uint32_t id, uint64_t place)
{
    pthread_mutex_lock(&xref->lock);
    *(id < xref->first ? find_late(xref, id) : &xref->places[id - xref->first]) = place;
    pthread_mutex_unlock(&xref->lock);
}

void pdf_xref_at(struct pdf_xref *xref, uint32_t id, uint64_t offset)
{
    if (id != xref->own)
        set_place(xref, id, offset);
}

void pdf_xref_within(struct pdf_xref *xref, uint32_t id, uint32_t stream, unsigned index)
{
    set_place(xref, id, PLACE_STREAM | (uint64_t)stream << 16 | index);
}

bool pdf_xref_is_due(const struct pdf_xref *xref)
{
    return xref->next - xref->first >= SECTION_OBJECTS;
}

// ---- A section ----

// Rows: neighbours differ little, so they pack to nearly nothing.
struct section {
    GString *out, *index; // the index: first and count of each range
    unsigned width;       // of a place, in bytes
    uint32_t first, n;    // of the range that is open; n 0: none is
    GArray *late;         // what is left for a later section
    bool last;            // nothing is
};

static unsigned char *put_field(unsigned char *at, uint64_t value, unsigned bytes)
{
    while (bytes-- > 0)
        *at++ = (unsigned char)(value >> (8 * bytes));
    return at;
}

static unsigned bytes_for(uint64_t value)
{
    unsigned bytes = 1;
    while (value >>= 8)
        bytes++;
    return bytes;
}

static void put_row(struct section *section, uint64_t place, bool head)
{
    bool within = place & PLACE_STREAM;
    unsigned char *at = (unsigned char *)put_room(section->out, section->width + 3);
    at = put_field(at, head ? 0 : within ? 2 : 1, 1);
    at = put_field(at, within ? (place & ~PLACE_STREAM) >> 16 : place, section->width);
    at = put_field(at, head ? 0xFFFF : within ? place & 0xFFFF : 0, 2);
    put_end(section->out, (char *)at);
}

static void end_range(struct section *section)
{
    if (section->n == 0)
        return;
    if (section->index->len)
        g_string_append_c(section->index, ' ');
    pdf_int(section->index, section->first);
    g_string_append_c(section->index, ' ');
    pdf_int(section->index, section->n);
    section->n = 0;
}

static void add_object(struct section *section, uint32_t id, uint64_t place)
{
    if (!place && id && !section->last) {
        struct late late = {id, 0};
        g_array_append_val(section->late, late);
        return;
    }
    if (section->n && section->first + section->n != id)
        end_range(section);
    if (section->n++ == 0)
        section->first = id;
    put_row(section, place, id == 0);
}

static void add_all(const struct pdf_xref *xref, struct section *section)
{
    for (guint i = 0; i < xref->late->len; i++) {
        const struct late *late = &g_array_index(xref->late, struct late, i);
        add_object(section, late->id, late->place);
    }
    for (uint32_t id = xref->first; id < xref->next; id++)
        add_object(section, id, xref->places[id - xref->first]);
    end_range(section);
}

static void put_entries(const struct pdf_xref *xref, const struct section *section, GString *dict)
{
    put_text(dict, "/Type/XRef/Size ");
    pdf_int(dict, xref->next);
    g_string_append_printf(dict, "/W[1 %u 2]", section->width);
    if (!section->last || xref->before)
        g_string_append_printf(dict, "/Index[%s]", section->index->str);
    if (xref->before) {
        put_text(dict, "/Prev ");
        pdf_int(dict, (int64_t)xref->before);
    }
}

struct pdf_stream pdf_xref_section(struct pdf_xref *xref, uint32_t id, uint64_t offset, bool last)
{
    GString *dict = g_string_new(NULL);
    set_place(xref, id, offset);
    xref->own = id;
    pthread_mutex_lock(&xref->lock);
    struct section section = {.width = bytes_for(MAX(offset, (uint64_t)xref->next)), .last = last};
    section.out =
        g_string_sized_new((section.width + 3) * (xref->next - xref->first + xref->late->len));
    section.index = g_string_new(NULL);
    section.late = g_array_new(FALSE, FALSE, sizeof(struct late));
    add_all(xref, &section);
    put_entries(xref, &section, dict);
    g_string_free(section.index, TRUE);
    g_array_unref(xref->late);
    xref->late = section.late;
    memset(xref->places, 0, (xref->next - xref->first) * sizeof *xref->places);
    xref->first = xref->next;
    xref->before = offset;
    pthread_mutex_unlock(&xref->lock);
    return (struct pdf_stream){id, PDF_DEFLATE, dict, section.out, section.width + 3};
}
