// SPDX-License-Identifier: MIT
#include "pdf/struct_tree.h"

#include "base/put.h"
#include "pdf/long_object.h"
#include "pdf/number_tree.h"
#include "pdf/object.h"
#include "pdf/object_stream.h"

#include <assert.h>
#include <string.h>

// A child in one word: what it is in the two high bits, then an object number or an MCID.
enum kid_kind {
    KID_ELEMENT,
    KID_MCID,
    KID_ANNOTATION,
    KID_PAGE /* the MCIDs after it are there */
};
#define KID(kind, value) ((uint32_t)(kind) << 30 | (value))
#define KID_KIND(kid) ((enum kid_kind)((kid) >> 30))
#define KID_VALUE(kid) ((kid)&0x3FFFFFFF)

// An open element with more children than these has them spelt and packed, some thousands at once,
// in place of waiting.
enum { FEW_KIDS = 4, KIDS_LONG = 100, MANY_KIDS = 1 << 17, KIDS_A_PIECE = 1 << 13 };

struct live {
    struct pdf_element element;
    char *owned[4]; // lang, alt, title, attributes of one that outlives its page
    uint32_t object;
    GArray *related; // objects; NULL none
    struct live *parent;
    uint32_t page; // of its first content; 0 none yet
    uint32_t last_page;
    bool attached, keep;
    uint32_t few[FEW_KIDS];
    uint32_t *kids; // `few`, or from g_new()
    size_t n_kids, most_kids;
    struct pdf_long_object *spelt; // with those children that are in it; NULL none
    uint32_t spelt_page;           // where MCIDs after these are; 0: on `page`
};

struct page_marks {
    uint32_t page;
    GArray *marked;
};

struct pdf_tree {
    struct pdf_writer *writer;
    uint32_t root, page, key, page_key;
    GPtrArray *live;    // of struct live, ids ascending
    guint recent;       // the place of the one found last
    struct live *spare; // those written, linked by `parent`, to be used again
    guint attached;     // those before it have their place in their parent
    GArray *marked;     // of this page: each MCID's element
    GArray *linked;     // of this page: each annotation's element, keys following the page's; of
                        // all pages where there are sides
    GArray *sides; // of struct page_marks, keys from 0; empty where pages are written as they come
    unsigned named;
    struct pdf_number_tree *parents, *names;
    GString *scratch;
    uint32_t first;     // object of the root element
    uint32_t namespace; // object; 0 in PDF 1
};

// Parent arrays of up to 32 pages a leaf, so that little waits.
enum { PAGES_A_LEAF = 32, NAMES_A_LEAF = 64 };

struct pdf_tree *pdf_tree_new(struct pdf_writer *writer, bool pdf2)
{
    struct pdf_tree *tree = g_new0(struct pdf_tree, 1);
    tree->writer = writer;
    tree->root = pdf_writer_reserve(writer);
    tree->namespace = pdf2 ? pdf_writer_reserve(writer) : 0;
    tree->live = g_ptr_array_new();
    tree->marked = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    tree->linked = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tree->sides = g_array_new(FALSE, FALSE, sizeof(struct page_marks));
    tree->parents = pdf_number_tree_new(writer, PDF_SHELF_TREE, PAGES_A_LEAF, false);
    tree->names = pdf_number_tree_new(writer, PDF_SHELF_TREE, NAMES_A_LEAF, true);
    tree->scratch = g_string_new(NULL);
    return tree;
}

static void live_clear(struct live *live)
{
    for (size_t i = 0; i < G_N_ELEMENTS(live->owned); i++)
        if (live->owned[i])
            g_free(live->owned[i]);
    if (live->kids != live->few)
        g_free(live->kids);
    g_clear_pointer(&live->related, g_array_unref);
    if (live->spelt)
        pdf_long_object_free(live->spelt);
}

static struct live *live_new(struct pdf_tree *tree)
{
    struct live *live = tree->spare;
    if (!live)
        return g_new0(struct live, 1);
    tree->spare = live->parent;
    *live = (struct live){0};
    return live;
}

void pdf_tree_free(struct pdf_tree *tree)
{
    if (!tree)
        return;
    for (guint i = 0; i < tree->live->len; i++)
        live_clear(tree->live->pdata[i]);
    g_ptr_array_set_free_func(tree->live, g_free);
    for (struct live *live = tree->spare, *next; live; live = next) {
        next = live->parent;
        g_free(live);
    }
    g_ptr_array_unref(tree->live);
    for (guint i = 0; i < tree->sides->len; i++)
        g_array_unref(g_array_index(tree->sides, struct page_marks, i).marked);
    g_array_unref(tree->sides);
    g_array_unref(tree->marked);
    g_array_unref(tree->linked);
    pdf_number_tree_free(tree->parents);
    pdf_number_tree_free(tree->names);
    g_string_free(tree->scratch, TRUE);
    g_free(tree);
}

// The ids of a page's elements mostly run on in even steps to the last: a place known without
// search.
static bool tree_guess(const struct pdf_tree *tree, uint32_t id, guint *ret_index)
{
    guint n = tree->live->len;
    if (n < 2)
        return false;
    const struct live *last = tree->live->pdata[n - 1], *before = tree->live->pdata[n - 2];
    uint32_t step = last->element.id - before->element.id;
    assert(step > 0);
    uint32_t back = (last->element.id - id) / step;
    if (back >= n || ((const struct live *)tree->live->pdata[n - 1 - back])->element.id != id)
        return false;
    *ret_index = n - 1 - back;
    return true;
}

static bool tree_is_at(const struct pdf_tree *tree, guint index, uint32_t id)
{
    return index < tree->live->len &&
           ((const struct live *)tree->live->pdata[index])->element.id == id;
}

// Most are asked for again, or for the first time right after the one before.
static bool tree_recall(const struct pdf_tree *tree, uint32_t id, guint *ret_index)
{
    *ret_index = tree->recent + !tree_is_at(tree, tree->recent, id);
    return tree_is_at(tree, *ret_index, id);
}

static struct live *tree_find(struct pdf_tree *tree, uint32_t id, guint *ret_index)
{
    guint place, low = 0, high = tree->live->len;
    if (tree_recall(tree, id, &place) || tree_guess(tree, id, &place))
        low = high = place;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const struct live *live = tree->live->pdata[middle];
        if (live->element.id < id)
            low = middle + 1;
        else
            high = middle;
    }
    struct live *found = low < tree->live->len ? tree->live->pdata[low] : NULL;
    if (!found || found->element.id != id)
        return NULL;
    if (ret_index)
        *ret_index = low;
    tree->recent = low;
    return found;
}

uint32_t pdf_tree_page(struct pdf_tree *tree, uint32_t page)
{
    tree->page = page;
    g_array_set_size(tree->marked, 0);
    g_array_set_size(tree->linked, 0);
    return tree->page_key = tree->key++;
}

uint32_t pdf_tree_side(struct pdf_tree *tree, uint32_t page)
{
    struct page_marks side = {page, g_array_new(FALSE, TRUE, sizeof(uint32_t))};
    g_array_append_val(tree->sides, side);
    return tree->key++;
}

void pdf_tree_side_open(struct pdf_tree *tree, uint32_t key)
{
    const struct page_marks *side = &g_array_index(tree->sides, struct page_marks, key);
    tree->page = side->page;
    g_array_unref(tree->marked);
    tree->marked = g_array_ref(side->marked);
}

void pdf_tree_add(struct pdf_tree *tree, const struct pdf_element *element)
{
    struct live *live = live_new(tree);
    live->element = *element;
    live->kids = live->few;
    live->most_kids = FEW_KIDS;
    live->object = pdf_writer_reserve(tree->writer);
    live->parent = element->parent ? tree_find(tree, element->parent, NULL) : NULL;
    assert(!element->parent || live->parent);
    if (!element->parent)
        tree->first = live->object;
    g_ptr_array_add(tree->live, live);
}

void pdf_tree_set_attributes(struct pdf_tree *tree, uint32_t id, const char *attributes)
{
    struct live *live = tree_find(tree, id, NULL);
    g_free(live->owned[3]);
    live->element.attributes = live->owned[3] = g_strdup(attributes);
}

static void live_add_kid(struct live *live, uint32_t kid)
{
    if (live->n_kids == live->most_kids) {
        live->most_kids *= 2;
        uint32_t *more = g_new(uint32_t, live->most_kids);
        memcpy(more, live->kids, live->n_kids * sizeof *more);
        if (live->kids != live->few)
            g_free(live->kids);
        live->kids = more;
    }
    live->kids[live->n_kids++] = kid;
}

static void tree_attach(struct live *live)
{
    if (live->attached)
        return;
    live->attached = true;
    if (!live->parent)
        return;
    tree_attach(live->parent);
    live_add_kid(live->parent, KID(KID_ELEMENT, live->object));
}

// Elements take their place among their parent's children in order of id, but no sooner than
// something is shown of them or of a later one: so text before an inline element stays before it,
// and an empty cell keeps its place.
static struct live *tree_reach(struct pdf_tree *tree, uint32_t id)
{
    guint index;
    struct live *live = tree_find(tree, id, &index);
    assert(live);
    for (; tree->attached <= index; tree->attached++)
        tree_attach(tree->live->pdata[tree->attached]);
    return live;
}

static void live_add_content(struct live *live, uint32_t page, uint32_t kid)
{
    if (!live->page)
        live->page = live->last_page = page;
    if (live->last_page != page)
        live_add_kid(live, KID(KID_PAGE, page));
    live->last_page = page;
    live_add_kid(live, kid);
}

void pdf_tree_mark(struct pdf_tree *tree, uint32_t id, unsigned mcid)
{
    struct live *live = tree_reach(tree, id);
    live_add_content(live, tree->page, KID(KID_MCID, mcid));
    if (mcid >= tree->marked->len)
        g_array_set_size(tree->marked, mcid + 1);
    g_array_index(tree->marked, uint32_t, mcid) = live->object;
}

uint32_t pdf_tree_annotation(struct pdf_tree *tree, uint32_t id, uint32_t annotation)
{
    struct live *live = tree_reach(tree, id);
    live_add_content(live, tree->page, KID(KID_ANNOTATION, annotation));
    g_array_append_val(tree->linked, live->object);
    return tree->key++;
}

uint32_t pdf_tree_object(struct pdf_tree *tree, uint32_t id)
{
    const struct live *live = tree_find(tree, id, NULL);
    return live ? live->object : 0;
}

static void live_relate(struct live *live, uint32_t object)
{
    if (!live->related)
        live->related = g_array_new(FALSE, FALSE, sizeof object);
    for (guint i = 0; i < live->related->len; i++)
        if (g_array_index(live->related, uint32_t, i) == object)
            return;
    g_array_append_val(live->related, object);
}

void pdf_tree_relate(struct pdf_tree *tree, uint32_t a, uint32_t b)
{
    struct live *one = tree_find(tree, a, NULL), *other = tree_find(tree, b, NULL);
    if (!one || !other)
        return;
    live_relate(one, other->object);
    live_relate(other, one->object);
}

const char *pdf_tree_lang(struct pdf_tree *tree, uint32_t id)
{
    const struct live *live = tree_find(tree, id, NULL);
    while (live && !live->element.lang)
        live = live->parent;
    return live ? live->element.lang : NULL;
}

const char *pdf_tree_type(struct pdf_tree *tree, uint32_t id)
{
    const struct live *live = tree_find(tree, id, NULL);
    return live ? live->element.type : NULL;
}

// In rows what comes after stands at the same column in each: three digits are what most pages
// need.
static void put_mcid(GString *out, uint32_t mcid, bool rows)
{
    if (rows)
        put_spaces(out, mcid < 10 ? 2 : mcid < 100);
    pdf_int(out, mcid);
}

static void put_kid(GString *out, uint32_t kid, uint32_t own_page, uint32_t page, bool rows)
{
    switch (KID_KIND(kid)) {
    case KID_ELEMENT:
        rows ? put_wide_ref(out, KID_VALUE(kid)) : pdf_ref(out, KID_VALUE(kid));
        return;
    case KID_MCID:
        if (page == own_page) {
            put_mcid(out, KID_VALUE(kid), rows);
            return;
        }
        put_text(out, "<</Type/MCR/Pg ");
        pdf_ref(out, page);
        put_text(out, "/MCID ");
        pdf_int(out, KID_VALUE(kid));
        break;
    case KID_ANNOTATION:
        put_text(out, "<</Type/OBJR/Pg ");
        pdf_ref(out, page);
        put_text(out, "/Obj ");
        pdf_ref(out, KID_VALUE(kid));
        break;
    case KID_PAGE:
        return;
    }
    put_text(out, ">>");
}

// A list with so many children is mostly references to them.
static bool is_long(const struct live *live)
{
    return live->n_kids > KIDS_LONG;
}

// Those that are held, a space or more between two. *page is where MCIDs are.
static void put_held(GString *out, const struct live *live, uint32_t *page, bool rows)
{
    size_t start = out->len;
    for (size_t i = 0; i < live->n_kids; i++) {
        uint32_t kid = live->kids[i];
        if (KID_KIND(kid) == KID_PAGE) {
            *page = KID_VALUE(kid);
            continue;
        }
        if (out->len > start && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
        put_kid(out, kid, live->page, *page, rows);
    }
}

static void put_kids(GString *out, const struct live *live, bool rows)
{
    uint32_t page = live->page;
    if (live->n_kids == 0)
        return;
    bool single = live->n_kids == 1;
    // A number or a dictionary after /K: a space keeps the number apart.
    put_text(out, single ? "/K " : "/K[");
    put_held(out, live, &page, rows);
    if (!single)
        g_string_append_c(out, ']');
}

// Moves the children held into the spelt object, each piece with a space before it.
static void live_spell(struct live *live, GString *scratch)
{
    uint32_t page = live->spelt_page ? live->spelt_page : live->page;
    g_string_truncate(scratch, 0);
    if (!live->spelt) {
        live->spelt = pdf_long_object_new(live->object);
        put_text(scratch, "<</K[");
    }
    g_string_append_c(scratch, ' ');
    put_held(scratch, live, &page, true);
    pdf_long_object_put(live->spelt, scratch->str, scratch->len);
    live->spelt_page = page;
    live->n_kids = 0;
}

static void put_string(GString *out, const char *key, const char *text)
{
    if (!text)
        return;
    put_text(out, key);
    pdf_text(out, text);
}

// Identifiers count up in digits enough that names sort as numbers do.
static void tree_name(struct pdf_tree *tree, const struct live *live, GString *out)
{
    char key[32], value[32];
    g_snprintf(key, sizeof key, "(%010u)", tree->named++);
    g_snprintf(value, sizeof value, "%u 0 R", live->object);
    g_string_append_printf(out, "/ID%s", key);
    pdf_name_tree_add(tree->names, key, value);
}

static enum pdf_shelf shelf_of(const char *type)
{
    if (*type != 'L' && *type != 'T')
        return PDF_SHELF_TREE;
    static const struct {
        const char *type;
        enum pdf_shelf shelf;
    } shelves[] = {
        {"LI", PDF_SHELF_ITEMS},      {"Lbl", PDF_SHELF_LABELS},     {"LBody", PDF_SHELF_BODIES},
        {"TR", PDF_SHELF_TABLE_ROWS}, {"TD", PDF_SHELF_TABLE_CELLS}, {"TH", PDF_SHELF_TABLE_CELLS},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(shelves); i++)
        if (shelves[i].type[1] == type[1] && strcmp(shelves[i].type, type) == 0)
            return shelves[i].shelf;
    return PDF_SHELF_TREE;
}

// All but the children.
static void put_entries(struct pdf_tree *tree, const struct live *live, bool rows, GString *out)
{
    put_text(out, "/S/");
    put_text(out, live->element.type);
    // First what is often as in the element before: so more of it packs to nothing. In rows it is
    // last, where it moves nothing.
    if (!rows)
        put_string(out, "/Lang", live->element.lang);
    if (live->page) {
        put_text(out, "/Pg ");
        pdf_ref(out, live->page);
    }
    put_text(out, "/P ");
    pdf_ref(out, live->parent ? live->parent->object : tree->root);
    if (live->element.pdf2 && tree->namespace) {
        put_text(out, "/NS ");
        pdf_ref(out, tree->namespace);
    }
    if (live->related) {
        put_text(out, "/Ref[");
        for (guint i = 0; i < live->related->len; i++) {
            put_text(out, i ? " " : "");
            pdf_ref(out, g_array_index(live->related, uint32_t, i));
        }
        put_text(out, "]");
    }
    put_string(out, "/Alt", live->element.alt);
    put_string(out, "/T", live->element.title);
    if (live->element.attributes) {
        put_text(out, "/A");
        put_text(out, live->element.attributes);
    }
    if (live->element.identified)
        tree_name(tree, live, out);
}

static void tree_write_spelt(struct pdf_tree *tree, struct live *live)
{
    GString *out = tree->scratch;
    live_spell(live, out);
    g_string_assign(out, "]");
    put_entries(tree, live, false, out);
    put_text(out, ">>");
    pdf_long_object_put(live->spelt, out->str, out->len);
    pdf_long_object_finish(g_steal_pointer(&live->spelt), tree->writer);
}

static void tree_write(struct pdf_tree *tree, struct live *live)
{
    if (live->spelt) {
        tree_write_spelt(tree, live);
        return;
    }
    GString *out = tree->scratch;
    enum pdf_shelf shelf = is_long(live) ? PDF_SHELF_LEAVES : shelf_of(live->element.type);
    bool rows = shelf != PDF_SHELF_TREE;
    g_string_truncate(out, 0);
    put_text(out, "<<");
    put_entries(tree, live, rows, out);
    put_kids(out, live, rows);
    if (rows)
        put_string(out, "/Lang", live->element.lang);
    put_text(out, ">>");
    pdf_writer_object(tree->writer, shelf, live->object, out->str, out->len);
}

// One that goes on takes its strings along.
static void live_own(struct live *live)
{
    const char **texts[] = {&live->element.lang, &live->element.alt, &live->element.title,
                            &live->element.attributes};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (!live->owned[i] && *texts[i])
            *texts[i] = live->owned[i] = g_strdup(*texts[i]);
}

static void tree_keep(struct pdf_tree *tree, const uint32_t *open, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (struct live *live = tree_find(tree, open[i], NULL); live; live = live->parent)
            live->keep = true;
}

// The page's own key leads to an array by MCID, an annotation's to its one element.
static void tree_write_marked(struct pdf_tree *tree, const GArray *marked, uint32_t key)
{
    pdf_number_tree_add_refs(tree->parents, key, (const uint32_t *)(const void *)marked->data,
                             marked->len);
}

static void tree_write_linked(struct pdf_tree *tree, uint32_t first_key)
{
    GString *out = tree->scratch;
    for (guint i = 0; i < tree->linked->len; i++) {
        g_string_truncate(out, 0);
        pdf_ref(out, g_array_index(tree->linked, uint32_t, i));
        pdf_number_tree_add(tree->parents, first_key + i, out->str);
    }
}

static void tree_write_sides(struct pdf_tree *tree)
{
    for (guint i = 0; i < tree->sides->len; i++)
        tree_write_marked(tree, g_array_index(tree->sides, struct page_marks, i).marked, i);
    if (tree->sides->len)
        tree_write_linked(tree, tree->sides->len);
}

// Writes all that are not kept, in order of id.
static void tree_flush(struct pdf_tree *tree)
{
    for (; tree->attached < tree->live->len; tree->attached++)
        tree_attach(tree->live->pdata[tree->attached]);
    guint kept = 0;
    for (guint i = 0; i < tree->live->len; i++) {
        struct live *live = tree->live->pdata[i];
        if (!live->keep)
            tree_write(tree, live);
    }
    for (guint i = 0; i < tree->live->len; i++) {
        struct live *live = tree->live->pdata[i];
        if (live->keep) {
            live->keep = false;
            live_own(live);
            if (live->n_kids >= (live->spelt ? KIDS_A_PIECE : MANY_KIDS))
                live_spell(live, tree->scratch);
            tree->live->pdata[kept++] = live;
        } else {
            live_clear(live);
            live->parent = tree->spare;
            tree->spare = live;
        }
    }
    g_ptr_array_set_size(tree->live, (gint)kept);
    tree->attached = kept;
}

void pdf_tree_page_end(struct pdf_tree *tree, const uint32_t *open, size_t n)
{
    if (tree->sides->len == 0) {
        tree_write_marked(tree, tree->marked, tree->page_key);
        tree_write_linked(tree, tree->page_key + 1);
    }
    tree_keep(tree, open, n);
    tree_flush(tree);
}

uint32_t pdf_tree_finish(struct pdf_tree *tree)
{
    tree_flush(tree);
    tree_write_sides(tree);
    GString *out = g_string_new("<</Type/StructTreeRoot/K ");
    pdf_ref(out, tree->first);
    put_text(out, "/ParentTree ");
    pdf_ref(out, pdf_number_tree_finish(tree->parents));
    put_text(out, "/ParentTreeNextKey ");
    pdf_int(out, tree->key);
    if (!pdf_number_tree_empty(tree->names)) {
        put_text(out, "/IDTree ");
        pdf_ref(out, pdf_number_tree_finish(tree->names));
    }
    if (tree->namespace) {
        static const char text[] = "<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>";
        put_text(out, "/Namespaces[");
        pdf_ref(out, tree->namespace);
        put_text(out, "]");
        pdf_writer_object(tree->writer, PDF_SHELF_TREE, tree->namespace, text, strlen(text));
    }
    put_text(out, ">>");
    pdf_writer_object(tree->writer, PDF_SHELF_TREE, tree->root, out->str, out->len);
    g_string_free(out, TRUE);
    return tree->root;
}
