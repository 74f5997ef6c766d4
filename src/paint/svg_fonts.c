// SPDX-License-Identifier: MIT
#include "paint/svg_fonts.h"

#include "paint/lazy_fontconfig.h"
#include "paint/lazy_pangocairo.h"
#include "paint/lazy_pangoft2.h"
#include <stdbool.h>
#include <string.h>

/* A thread's font map, and the folder it was made from. */
struct lent {
    char *folder;
    PangoFontMap *map;
};

static void lent_free(void *data)
{
    struct lent *lent = data;
    g_object_unref(lent->map);
    g_free(lent->folder);
    g_free(lent);
}

static GPrivate wanted = G_PRIVATE_INIT(g_free); // a folder's name
static GPrivate of_thread = G_PRIVATE_INIT(lent_free);

void svg_fonts_use(const char *folder)
{
    g_private_replace(&wanted, g_strdup(folder));
    if (!folder)
        g_private_replace(&of_thread, NULL); // a program's first thread ends without that
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// File by file and in order: fontconfig's own scan of a folder wants to write a cache, and follows
// the order of the disk.
static void add_faces(FcConfig *config, const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir)
        return;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));)
        g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    g_dir_close(dir);
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++)
        FcConfigAppFontAddFile(config, g_ptr_array_index(names, i));
    g_ptr_array_unref(names);
}

// Whatever family is asked for, one that is there follows.
static const char aliases[] =
    "<fontconfig>"
    "<match><edit name='family' mode='append_last'><string>Noto Serif</string></edit></match>"
    "<match><test name='family'><string>sans-serif</string></test>"
    "<edit name='family' mode='append'><string>Noto Sans</string></edit></match>"
    "</fontconfig>";

static struct lent *lend(const char *folder)
{
    struct lent *lent = g_new(struct lent, 1);
    FcConfig *config = FcConfigCreate();
    FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)aliases, FcTrue);
    add_faces(config, folder);
    lent->folder = g_strdup(folder);
    lent->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(lent->map), config);
    FcConfigDestroy(config);
    g_private_replace(&of_thread, lent);
    return lent;
}

// Every text element is named so, whatever prefix the document uses.
static bool may_hold_text(GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    return n > 0 && memmem(data, n, "text", 4);
}

void svg_fonts_enter(GBytes *bytes)
{
    const char *folder = may_hold_text(bytes) ? g_private_get(&wanted) : NULL;
    if (!folder)
        return;
    struct lent *lent = g_private_get(&of_thread);
    if (!lent || strcmp(lent->folder, folder) != 0)
        lent = lend(folder);
    pango_cairo_font_map_set_default(PANGO_CAIRO_FONT_MAP(lent->map));
}

void svg_fonts_leave(void)
{
    pango_cairo_font_map_set_default(NULL);
}
