// SPDX-License-Identifier: MIT
// What changed between two versions, archives or sources.
#include "door/diff_side.h"

#include "base/file.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/letter.h"
#include "door/output.h"
#include "door/session_json.h"
#include "paint/compare.h"
#include "store/ocfl_check.h"
#include "door/store_id.h"
#include "door/verified.h"

#include <string.h>

static bool write_html(const struct warraq *w, const struct diff *diff, GError **error)
{
    if (!w->settings.html)
        return true;
    // TRANSLATORS: the language tag of this catalogue, such as ar
    char *lang = quote_bare(translate("en"));
    char *page = diff_html(diff, lang);
    bool ok = file_write(w->settings.html, page, strlen(page), error);
    g_free(page);
    g_free(lang);
    return ok;
}

enum { DPI_PICTURES = 110 };

/* A version laid out; its images belong to the letter. */
struct laid_out {
    struct letter letter;
    struct page_list list;
};

static bool lay_out(struct warraq *w, const char *source, struct laid_out *ret, GError **error)
{
    if (!letter_open(w, source, NULL, &ret->letter, error))
        return false;
    if (letter_pages(&ret->letter, &ret->list, error))
        return true;
    letter_close(&ret->letter);
    return false;
}

static void laid_out_clear(struct laid_out *version)
{
    page_list_free(&version->list);
    letter_close(&version->letter);
}

static struct compared pages_of(const struct laid_out *version)
{
    return (struct compared){(const struct page *const *)version->list.pages->pdata,
                             version->list.pages->len};
}

// Both sides are laid out from their sources, in the style of this call: what is marked is what was
// written, not a style that changed in between.
static bool draw_pictures(struct warraq *w, const char *from, const char *to, GError **error)
{
    struct laid_out before, after;
    double dpi = w->settings.dpi ? (double)w->settings.dpi : DPI_PICTURES;
    if (!lay_out(w, from, &before, error))
        return false;
    bool ok = lay_out(w, to, &after, error);
    if (ok) {
        struct compared earlier = pages_of(&before), later = pages_of(&after);
        ok = compare_pictures(&earlier, &later, w->settings.pictures, dpi, NULL, error);
        laid_out_clear(&after);
    }
    laid_out_clear(&before);
    return ok;
}

static bool write_pictures(struct warraq *w, const struct compare_text *from,
                           const struct compare_text *to, GError **error)
{
    if (!w->settings.pictures)
        return true;
    char *before = compare_text_source(from, error);
    char *after = before ? compare_text_source(to, error) : NULL;
    bool ok = after && draw_pictures(w, before, after, error);
    compare_text_source_done(from, before);
    compare_text_source_done(to, after);
    return ok;
}

// Prints and writes the difference; *ret_differ says whether there is one.
static bool print_diff(struct warraq *w, struct compare_text *from, struct compare_text *to,
                       bool *ret_differ, GError **error)
{
    struct arena *arena = arena_new();
    struct diff *diff = diff_make(arena, &from->side, &to->side);
    char *text = diff_print(diff, w->settings.colour);
    *ret_differ = !diff_is_empty(diff);
    g_string_assign(w->text, text);
    g_free(text);
    session_json(w, diff_json(diff));
    bool ok = write_html(w, diff, error) && write_pictures(w, from, to, error);
    arena_free(arena);
    return ok;
}

static enum warraq_status finish_diff(struct warraq *w, struct compare_text *from,
                                      struct compare_text *to, GError *error)
{
    bool differ = false;
    bool ok = from && to && print_diff(w, from, to, &differ, &error);
    compare_text_free(from);
    compare_text_free(to);
    return ok ? session_done(w, differ && w->settings.exit_code) : session_fail(w, error);
}

// The last two versions where none is named.
static bool choose_versions(struct store_object *object, const char *from, const char *to,
                            size_t *ret_from, size_t *ret_to, GError **error)
{
    if (!store_version_parse(object, to, ret_to, error))
        return false;
    if (from)
        return store_version_parse(object, from, ret_from, error);
    *ret_from = *ret_to - 1;
    if (*ret_to > 1)
        return true;
    fault_set(error, FAULT_USAGE, "there is only v1 so far: nothing to compare it with");
    return false;
}

static bool plan_outputs(struct warraq *w, GError **error)
{
    return output_plan(w, w->settings.html, OUTPUT_PAGE, error) &&
           output_plan(w, w->settings.pictures, OUTPUT_CONTACT_SHEET, error);
}

static enum warraq_status compare_versions(struct warraq *w, const char *path, const char *id,
                                           const char *from, const char *to)
{
    GError *error = NULL;
    struct compare_text *before = NULL, *after = NULL;
    size_t first, second;
    struct store *store = plan_outputs(w, &error) ? store_open(path, w->diag, &error) : NULL;
    if (!store)
        return session_fail(w, error);
    struct store_object *object = store_id_open(store, id, &error);
    if (object && choose_versions(object, from, to, &first, &second, &error) &&
        verified_object(w, object, &error)) {
        before = compare_text_of_version(object, first, &error);
        after = before ? compare_text_of_version(object, second, &error) : NULL;
    }
    if (object)
        store_object_close(object);
    store_close(store);
    return finish_diff(w, before, after, error);
}

enum warraq_status warraq_diff_versions(struct warraq *w, const char *path, const char *id,
                                        const char *from, const char *to)
{
    if (!session_begin(w, 1, path))
        return WARRAQ_USAGE;
    return compare_versions(w, path, id, from, to);
}

enum warraq_status warraq_diff(struct warraq *w, const char *from, const char *to)
{
    GError *error = NULL;
    if (!session_begin(w, 2, from, to))
        return WARRAQ_USAGE;
    if (g_file_test(from, G_FILE_TEST_IS_DIR) && ocfl_kind_of(from) == OCFL_ROOT)
        return compare_versions(w, from, to, NULL, NULL);
    session_reads(w, from);
    session_reads(w, to);
    if (!plan_outputs(w, &error))
        return session_fail(w, error);
    struct compare_text *before = compare_text_of_path(w, from, &error);
    struct compare_text *after = before ? compare_text_of_path(w, to, &error) : NULL;
    return finish_diff(w, before, after, error);
}
