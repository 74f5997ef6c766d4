// SPDX-License-Identifier: MIT
// Faces are mapped when they are first considered, so a start costs one small table, not a scan
// of a hundred megabytes of fonts.
#include "text/font.h"

#include "base/error.h"
#include "base/utf8.h"
#include "text/face.h"
#include "text/font_aside.h"
#include "text/hyphen.h"
#include "text/fast/line_cache.h"
#include "text/fast/shape_cache.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Latin of Europe, then Arabic. */
enum { KEPT_LATIN = 0x180, ARABIC_FIRST = 0x600, ARABIC_END = 0x700 };
enum { KEPT_CHOICES = KEPT_LATIN + ARABIC_END - ARABIC_FIRST };

struct font_candidates {
    struct font_query query;               /* whose strings are the candidates' own */
    struct font_choice kept[KEPT_CHOICES]; /* of one character; no face: not asked for yet */
    size_t n;
    size_t *rows;
};

struct font_set {
    struct hyphenators *hyphenators;
    struct shape_cache *cache;
    struct word_pools *words; /* shared with twins; NULL until there may be any */
    struct line_cache *lines;
    struct arena *scratch;
    char *folder;
    struct role_table *roles;
    GHashTable *opened;     /* "file#index" to struct face, NULL where it could not be opened */
    GPtrArray *faces;       /* every face opened, owned */
    GHashTable *candidates; /* struct font_query to the struct font_candidates it is in */
    struct font_candidates *asked; /* the last of them; NULL */
    GPtrArray *used;               /* in order of first use */
    GHashTable *is_used;
    GArray *missing;            /* struct coverage_missing, in order of first meeting */
    GHashTable *is_missing;     /* character to its place in `missing`, from 1 */
    const struct face **by_row; /* row x style, NULL until asked for */
    GString *key;               /* of the paragraph under way */
    struct ahead *ahead;        /* or NULL */
    void (*free_ahead)(struct ahead *);
    GHashTable *own;  /* a twin's face to this set's; NULL until asked for */
    GPtrArray *aside; /* faces used since font_aside_begin(); NULL until then */
    bool is_aside, missed;
};

static void candidates_free(void *data)
{
    struct font_candidates *candidates = data;
    g_free((char *)candidates->query.family);
    g_free((char *)candidates->query.lang);
    g_free(candidates->rows);
    g_free(candidates);
}

static guint query_hash(gconstpointer data)
{
    const struct font_query *query = data;
    return g_str_hash(query->lang) * 31 ^ g_str_hash(query->family) ^ query->script ^
           (guint)(query->bold << 1 | query->italic);
}

static gboolean query_equal(gconstpointer a, gconstpointer b)
{
    const struct font_query *x = a, *y = b;
    return x->script == y->script && x->bold == y->bold && x->italic == y->italic &&
           strcmp(x->lang, y->lang) == 0 && strcmp(x->family, y->family) == 0;
}

static bool row_staged(const struct font_set *fonts, int faces, const struct role_row *row,
                       GError **error)
{
    for (int style = 0; style < ROLE_STYLES; style++) {
        const char *name = row->files[style].name;
        if (!name || faccessat(faces, name, R_OK, 0) == 0)
            continue;
        fault_set(error, FAULT_IO,
                  "%s/faces/%s: error: the face is not staged; run fonts/stage [face]",
                  fonts->folder, name);
        return false;
    }
    return true;
}

// Some hundred files are looked for whenever the program starts: in their folder, not by paths.
static bool staged(const struct font_set *fonts, GError **error)
{
    char *path = g_build_filename(fonts->folder, "faces", NULL);
    int faces = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool there = true;
    for (size_t i = 0; there && i < role_table_size(fonts->roles); i++)
        there = row_staged(fonts, faces, role_table_get(fonts->roles, i), error);
    if (faces >= 0)
        close(faces);
    g_free(path);
    return there;
}

static struct font_set *set_new(const char *folder, struct role_table *roles)
{
    struct font_set *fonts = g_new0(struct font_set, 1);
    fonts->folder = g_strdup(folder);
    fonts->roles = roles;
    char *hyphens = g_build_filename(folder, "faces", NULL);
    fonts->hyphenators = hyphenators_new(hyphens, roles);
    fonts->cache = shape_cache_new();
    fonts->lines = line_cache_new();
    fonts->scratch = arena_new();
    g_free(hyphens);
    fonts->opened = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    fonts->faces = g_ptr_array_new_with_free_func((GDestroyNotify)face_free);
    fonts->candidates = g_hash_table_new_full(query_hash, query_equal, NULL, candidates_free);
    fonts->used = g_ptr_array_new();
    fonts->is_used = g_hash_table_new(NULL, NULL);
    fonts->missing = g_array_new(FALSE, FALSE, sizeof(struct coverage_missing));
    fonts->is_missing = g_hash_table_new(NULL, NULL);
    fonts->by_row = g_new0(const struct face *, role_table_size(roles) * ROLE_STYLES);
    fonts->key = g_string_new(NULL);
    return fonts;
}

static struct role_table *read_roles(const char *folder, GError **error)
{
    char *path = g_build_filename(folder, "roles", NULL);
    struct role_table *roles = role_table_read(path, error);
    g_free(path);
    return roles;
}

struct font_set *font_set_open(const char *folder, GError **error)
{
    struct role_table *roles = read_roles(folder, error);
    struct font_set *fonts = roles ? set_new(folder, roles) : NULL;
    if (!fonts || staged(fonts, error))
        return fonts;
    font_set_free(fonts);
    return NULL;
}

static void share_words(struct font_set *fonts, struct word_pools *words)
{
    fonts->words = word_pools_hold(words);
    if (words)
        shape_cache_share(fonts->cache, words);
}

void font_set_expect_twins(struct font_set *fonts)
{
    if (fonts->words)
        return;
    struct word_pools *words = word_pools_new();
    share_words(fonts, words);
    word_pools_drop(words);
}

struct font_set *font_set_twin(const struct font_set *fonts)
{
    struct font_set *twin = set_new(fonts->folder, role_table_hold(fonts->roles));
    share_words(twin, fonts->words);
    return twin;
}

void font_set_free(struct font_set *fonts)
{
    if (!fonts)
        return;
    font_set_keep_ahead(fonts, NULL, NULL);
    if (fonts->own)
        g_hash_table_destroy(fonts->own);
    if (fonts->aside)
        g_ptr_array_free(fonts->aside, TRUE);
    g_string_free(fonts->key, TRUE);
    g_free(fonts->folder);
    hyphenators_free(fonts->hyphenators);
    role_table_free(fonts->roles);
    shape_cache_free(fonts->cache);
    word_pools_drop(fonts->words);
    line_cache_free(fonts->lines);
    arena_free(fonts->scratch);
    g_hash_table_destroy(fonts->opened);
    g_hash_table_destroy(fonts->candidates);
    g_hash_table_destroy(fonts->is_used);
    g_hash_table_destroy(fonts->is_missing);
    g_array_free(fonts->missing, TRUE);
    g_ptr_array_free(fonts->used, TRUE);
    g_ptr_array_free(fonts->faces, TRUE);
    g_free(fonts->by_row);
    g_free(fonts);
}

size_t font_set_used(const struct font_set *fonts)
{
    return fonts->used->len;
}

const struct face *font_set_get(const struct font_set *fonts, size_t index)
{
    return fonts->used->pdata[index];
}

void font_set_use(struct font_set *fonts, const struct face *face)
{
    if (fonts->is_aside) {
        if (!g_ptr_array_find(fonts->aside, face, NULL))
            g_ptr_array_add(fonts->aside, (void *)face);
        return;
    }
    if (g_hash_table_add(fonts->is_used, (void *)face))
        g_ptr_array_add(fonts->used, (void *)face);
}

bool font_set_miss(struct font_set *fonts, hb_codepoint_t character, hb_script_t script)
{
    if (fonts->is_aside) {
        fonts->missed = true;
        return false;
    }
    void *key = GUINT_TO_POINTER(character);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(fonts->is_missing, key));
    if (place > 0) {
        g_array_index(fonts->missing, struct coverage_missing, place - 1).places++;
        return false;
    }
    struct coverage_missing missing = {character, script, 1};
    g_array_append_val(fonts->missing, missing);
    g_hash_table_insert(fonts->is_missing, key, GUINT_TO_POINTER(fonts->missing->len));
    return true;
}

const struct coverage_missing *font_set_missing(const struct font_set *fonts, size_t *ret_n)
{
    *ret_n = fonts->missing->len;
    return (const struct coverage_missing *)(void *)fonts->missing->data;
}

bool font_set_forget_missing(struct font_set *fonts)
{
    if (fonts->missing->len == 0)
        return false;
    g_array_set_size(fonts->missing, 0);
    g_hash_table_remove_all(fonts->is_missing);
    shape_cache_free(fonts->cache);
    line_cache_free(fonts->lines);
    fonts->cache = shape_cache_new();
    if (fonts->words)
        shape_cache_share(fonts->cache, fonts->words);
    fonts->lines = line_cache_new();
    return true;
}

struct shape_cache *font_set_shape_cache(struct font_set *fonts)
{
    return fonts->cache;
}

struct line_cache *font_set_line_cache(struct font_set *fonts)
{
    return fonts->lines;
}

GString *font_set_key(struct font_set *fonts)
{
    g_string_truncate(fonts->key, 0);
    return fonts->key;
}

struct ahead *font_set_ahead(struct font_set *fonts)
{
    return fonts->ahead;
}

void font_set_keep_ahead(struct font_set *fonts, struct ahead *ahead, void (*free)(struct ahead *))
{
    if (fonts->ahead)
        fonts->free_ahead(fonts->ahead);
    fonts->ahead = ahead;
    fonts->free_ahead = free;
}

struct arena *font_set_scratch(struct font_set *fonts)
{
    arena_reset(fonts->scratch);
    shape_cache_trim(fonts->cache);
    return fonts->scratch;
}

struct hyphenators *font_set_hyphenators(struct font_set *fonts)
{
    return fonts->hyphenators;
}

const struct role_table *font_set_roles(const struct font_set *fonts)
{
    return fonts->roles;
}

static const struct face *open_once(struct font_set *fonts, const struct role_file *file, bool bold,
                                    bool italic)
{
    char *key = g_strdup_printf("%s#%d", file->name, file->index);
    void *found;
    if (g_hash_table_lookup_extended(fonts->opened, key, NULL, &found)) {
        g_free(key);
        return found;
    }
    char *path = g_build_filename(fonts->folder, "faces", file->name, NULL);
    struct face *face = face_open(path, file->index, bold, italic, NULL);
    g_free(path);
    if (face)
        g_ptr_array_add(fonts->faces, face);
    g_hash_table_insert(fonts->opened, key, face);
    return face;
}

const struct face *font_set_own(struct font_set *fonts, const struct face *twins)
{
    if (!fonts->own)
        fonts->own = g_hash_table_new(NULL, NULL);
    const struct face *own = g_hash_table_lookup(fonts->own, twins);
    if (own)
        return own;
    struct role_file file = {.name = twins->file, .index = twins->index};
    own = open_once(fonts, &file, twins->bold, twins->italic);
    if (!own)
        g_error("%s: the face was there", twins->path);
    g_hash_table_insert(fonts->own, (void *)twins, (void *)own);
    return own;
}

void font_set_forget_twins(struct font_set *fonts)
{
    if (fonts->own)
        g_hash_table_remove_all(fonts->own);
}

void font_aside_begin(struct font_set *fonts)
{
    if (!fonts->aside)
        fonts->aside = g_ptr_array_new();
    g_ptr_array_set_size(fonts->aside, 0);
    fonts->is_aside = true;
    fonts->missed = false;
}

const GPtrArray *font_aside_end(struct font_set *fonts, bool *ret_all_there)
{
    fonts->is_aside = false;
    *ret_all_there = !fonts->missed;
    return fonts->aside;
}

bool font_set_lacks(const struct font_set *fonts, const char *text, size_t n)
{
    if (fonts->missing->len == 0)
        return false;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p))
        if (g_hash_table_contains(fonts->is_missing, GUINT_TO_POINTER(utf8_char(p))))
            return true;
    return false;
}

// Bold is worth more than italic: it carries structure. Where a script has no italics, as Arabic
// and Chinese have none, emphasis is seen by its weight.
static enum role_style best_style(const struct role_row *row, bool bold, bool italic)
{
    bold = bold || (italic && !row->files[ROLE_ITALIC].name);
    if (bold && italic && row->files[ROLE_BOLD_ITALIC].name)
        return ROLE_BOLD_ITALIC;
    if (bold && row->files[ROLE_BOLD].name)
        return ROLE_BOLD;
    if (italic && row->files[ROLE_ITALIC].name)
        return ROLE_ITALIC;
    return ROLE_REGULAR;
}

const struct face *font_set_face(struct font_set *fonts, size_t index, bool bold, bool italic)
{
    const struct role_row *row = role_table_get(fonts->roles, index);
    enum role_style style = best_style(row, bold, italic);
    const struct face **slot = &fonts->by_row[index * ROLE_STYLES + style];
    if (!*slot)
        *slot =
            open_once(fonts, &row->files[style], style == ROLE_BOLD || style == ROLE_BOLD_ITALIC,
                      style == ROLE_ITALIC || style == ROLE_BOLD_ITALIC);
    return *slot;
}

// How well a row fits a query; a lower rank is better, and rows of one rank keep their order.
static unsigned row_rank(const struct role_row *row, const struct font_query *query)
{
    bool family = strcmp(row->family, query->family ? query->family : "serif") == 0;
    bool script = role_row_serves_script(row, query->script);
    bool language = role_row_serves_language(row, query->lang);
    if (row->scripts[0] == HB_SCRIPT_INVALID)
        return script && language ? 3 : 5;
    if (script && language)
        return family ? 0 : 1;
    // Digits, points and quotes that the script's own face lacks are its companion's: the Latin
    // face of the family, before any face of symbols.
    bool companion = family && language && role_row_serves_script(row, HB_SCRIPT_LATIN);
    return companion ? 2 : family ? 4 : 5;
}

static struct font_candidates *rank_rows(const struct font_set *fonts,
                                         const struct font_query *query)
{
    size_t n = role_table_size(fonts->roles);
    struct font_candidates *candidates = g_new0(struct font_candidates, 1);
    candidates->query = *query;
    candidates->query.family = g_strdup(query->family);
    candidates->query.lang = g_strdup(query->lang);
    candidates->rows = g_new(size_t, n);
    for (unsigned rank = 0; rank <= 5; rank++)
        for (size_t i = 0; i < n; i++)
            if (row_rank(role_table_get(fonts->roles, i), query) == rank)
                candidates->rows[candidates->n++] = i;
    return candidates;
}

struct font_candidates *font_candidates_for(struct font_set *fonts, const struct font_query *query)
{
    struct font_query key = *query;
    if (!key.family)
        key.family = "serif";
    if (fonts->asked && query_equal(&fonts->asked->query, &key))
        return fonts->asked;
    struct font_candidates *candidates = g_hash_table_lookup(fonts->candidates, &key);
    if (!candidates) {
        candidates = rank_rows(fonts, &key);
        g_hash_table_insert(fonts->candidates, &candidates->query, candidates);
    }
    return fonts->asked = candidates;
}

static struct font_choice choice(struct font_set *fonts, size_t row, const struct face *face)
{
    const struct role_row *role = role_table_get(fonts->roles, row);
    return (struct font_choice){face, role->scale, role->rise / 1000};
}

static bool covers_all(const struct face *face, const hb_codepoint_t *characters, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!face_covers(face, characters[i]))
            return false;
    return true;
}

static bool choose_covering(struct font_set *fonts, const struct font_candidates *candidates,
                            const hb_codepoint_t *characters, size_t n, struct font_choice *ret)
{
    for (size_t i = 0; i < candidates->n; i++) {
        size_t row = candidates->rows[i];
        const struct face *face =
            font_set_face(fonts, row, candidates->query.bold, candidates->query.italic);
        if (face && covers_all(face, characters, n)) {
            *ret = choice(fonts, row, face);
            return true;
        }
    }
    return false;
}

static bool is_missing(const struct font_set *fonts, hb_codepoint_t character)
{
    return fonts->missing->len > 0 &&
           g_hash_table_contains(fonts->is_missing, GUINT_TO_POINTER(character));
}

// Where the choice of a character that is asked for again and again is kept; KEPT_CHOICES if it is
// none.
static size_t kept_place(hb_codepoint_t character)
{
    if (character < KEPT_LATIN)
        return character;
    return character >= ARABIC_FIRST && character < ARABIC_END
               ? KEPT_LATIN + (character - ARABIC_FIRST)
               : KEPT_CHOICES;
}

// The same for such a character.
static bool choose_kept(struct font_set *fonts, struct font_candidates *candidates,
                        hb_codepoint_t character, struct font_choice *ret)
{
    struct font_choice *kept = &candidates->kept[kept_place(character)];
    if (!kept->face && !choose_covering(fonts, candidates, &character, 1, kept))
        return false;
    *ret = *kept;
    return true;
}

bool font_is_choice(const struct font_candidates *candidates, hb_codepoint_t character,
                    const struct font_choice *choice)
{
    size_t place = kept_place(character);
    if (place == KEPT_CHOICES)
        return false;
    const struct font_choice *kept = &candidates->kept[place];
    return kept->face && kept->face == choice->face && kept->scale == choice->scale &&
           kept->rise == choice->rise;
}

struct font_choice font_choose(struct font_set *fonts, struct font_candidates *candidates,
                               const hb_codepoint_t *characters, size_t n, bool *ret_missing)
{
    struct font_choice best = {0};
    *ret_missing = false;
    bool known = n > 0 && is_missing(fonts, characters[0]);
    bool kept = n == 1 && kept_place(characters[0]) < KEPT_CHOICES;
    if (!known && kept && choose_kept(fonts, candidates, characters[0], &best))
        return best;
    if (!known && !kept && choose_covering(fonts, candidates, characters, n, &best))
        return best;
    *ret_missing = true;
    if (!known && n > 1 && choose_covering(fonts, candidates, characters, 1, &best))
        return best;
    if (!choose_covering(fonts, candidates, characters, 0, &best))
        g_error("%s: no face can be opened", fonts->folder);
    return best;
}

bool font_set_slants(struct font_set *fonts, const char *family, const char *lang)
{
    struct font_query query = {family, HB_SCRIPT_ARABIC, lang, false, false};
    const hb_codepoint_t beh = 0x628;
    bool missing;
    struct font_choice found =
        font_choose(fonts, font_candidates_for(fonts, &query), &beh, 1, &missing);
    return found.face && face_slants(found.face);
}
