// SPDX-License-Identifier: MIT
// Lines that were set aside and are kept by hand. They are known by their text, not their number:
// the letter is mended meanwhile, and lines move.
#include "desk/state.h"

#include <string.h>

static char *bare(const char *line, size_t n)
{
    return g_strstrip(g_strndup(line, n));
}

void aside_each_line(const char *text, size_t n,
                     void (*each)(void *context, char *line, size_t number), void *context)
{
    size_t number = 1;
    for (const char *at = text, *end = text + n; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        char *line = bare(at, (size_t)((stop ? stop : end) - at));
        if (*line)
            each(context, line, number);
        g_free(line);
        at = stop ? stop + 1 : end;
    }
}

/* The numbers of lines that are kept, as --keep takes them. */
struct kept_lines {
    GHashTable *texts;
    GString *numbers;
};

static void add_number(void *context, char *line, size_t number)
{
    struct kept_lines *kept = context;
    if (g_hash_table_contains(kept->texts, line))
        g_string_append_printf(kept->numbers, "%s%zu", kept->numbers->len ? "," : "", number);
}

void aside_apply(struct desk *desk)
{
    struct kept_lines kept = {desk->letter.kept, g_string_new(NULL)};
    size_t n;
    const char *text = g_bytes_get_data(desk->letter.text, &n);
    if (g_hash_table_size(kept.texts) > 0)
        aside_each_line(text, n, add_number, &kept);
    if (kept.numbers->len)
        warraq_set(desk->w, "keep", kept.numbers->str);
    g_string_free(kept.numbers, TRUE);
}
