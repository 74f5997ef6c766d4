// SPDX-License-Identifier: MIT
// What setting text costs: microseconds of CPU for a word shaped the first time, for a word met
// before, and for a whole line of a list. Run by hand or by ./dev bench; no test depends on it.
#include "text/font_choose.h"
#include "text/paragraph.h"
#include "text/fast/shape_cache.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static size_t count_words(const char *line)
{
    size_t n = 0;
    for (const char *p = line; *p; p++)
        n += *p != ' ' && (p == line || p[-1] == ' ');
    return n;
}

static void set_line(struct font_set *fonts, const char *line, struct arena *arena)
{
    size_t n = strlen(line);
    struct text_attr attr = {.end = n, .family = "serif", .size = 10 * LEN_PER_PT, .name = true};
    struct paragraph_style style = {.direction = TEXT_AUTO, .align = TEXT_START, .lang = "ar"};
    paragraph_set(fonts, &(struct styled_text){line, n, &attr, 1}, &style, 600 * LEN_PER_PT, arena,
                  NULL);
}

// The cost of setting every line `rounds` times, in microseconds a word and a line.
static void run(struct font_set *fonts, GPtrArray *lines, unsigned rounds, const char *what)
{
    struct arena *arena = arena_new();
    size_t words = 0;
    double start = cpu_us();
    for (unsigned round = 0; round < rounds; round++) {
        for (guint i = 0; i < lines->len; i++) {
            arena_reset(arena);
            set_line(fonts, lines->pdata[i], arena);
            words += count_words(lines->pdata[i]);
        }
    }
    double spent = cpu_us() - start;
    printf("%-32s %7.2f us a word %8.2f us a line\n", what, spent / (double)words,
           spent / (double)(rounds * lines->len));
    arena_free(arena);
}

// Lines of words nobody has met: the letters of each word turned by one, a new word each round.
static GPtrArray *strange_lines(const GPtrArray *lines)
{
    GPtrArray *strange = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < lines->len; i++) {
        char *line = g_strdup(lines->pdata[i]);
        for (char *p = line; *p; p++)
            if (g_ascii_isalpha(*p))
                *p = (char)((*p & 0x20) + 'A' + (g_ascii_toupper(*p) - 'A' + i % 25 + 1) % 26);
        g_ptr_array_add(strange, line);
    }
    return strange;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : "fonts";
    const char *file = argc > 2 ? argv[2] : "examples/open-letter.ar.txt";
    GError *error = NULL;
    char *text;
    double start = cpu_us();
    struct font_set *fonts = font_set_open(folder, &error);
    if (!fonts || !g_file_get_contents(file, &text, NULL, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return 3;
    }
    printf("%-32s %7.0f us\n", "opening the faces' table", cpu_us() - start);
    GPtrArray *lines = g_ptr_array_new();
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        line += strspn(line, " 0123456789.");
        if (*line && strlen(line) < 200)
            g_ptr_array_add(lines, line);
    }
    run(fonts, lines, 1, "first time, cold");
    shape_cache_eager(font_set_shape_cache(fonts));
    GPtrArray *strange = strange_lines(lines);
    run(fonts, strange, 1, "strange words");
    run(fonts, strange, 1, "the same again");
    run(fonts, lines, 1, "the letter's lines, caching");
    run(fonts, lines, 100, "the letter's lines, cached");
    g_ptr_array_free(strange, TRUE);
    g_ptr_array_free(lines, TRUE);
    g_free(text);
    font_set_free(fonts);
    return 0;
}
