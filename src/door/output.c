// SPDX-License-Identifier: MIT
#include "door/output.h"

#include "base/translate.h"
#include "read/form.h"

#include <string.h>
#include <sys/stat.h>

enum { LETTER_FORMS = 6 };

/* The endings of a form, and how a message says them. */
static const struct file_endings {
    const char *endings[3];
    const char *words;
} forms[] = {
    [OUTPUT_RECORD] = {{".pdf"}, ".pdf"},
    [OUTPUT_LETTER] = {{NULL}, N_(".pdf, .html, .epub, .docx, .md or .txt")},
    [OUTPUT_ARCHIVE] = {{".zip"}, ".zip"},
    [OUTPUT_MARKDOWN] = {{".md", ".markdown"}, N_(".md or .markdown")},
    [OUTPUT_PICTURE] = {{".png", ".svg"}, N_(".png or .svg")},
    [OUTPUT_CONTACT_SHEET] = {{".png"}, ".png"},
    [OUTPUT_PAGE] = {{".html", ".htm"}, N_(".html or .htm")},
    [OUTPUT_BOOK] = {{".epub"}, ".epub"},
    [OUTPUT_WORD] = {{".docx"}, ".docx"},
    [OUTPUT_TEXT] = {{".txt"}, ".txt"},
    [OUTPUT_EVIDENCE] = {{".ers"}, ".ers"},
};

// What a letter may become.
static const enum output_form of_letter[LETTER_FORMS] = {
    OUTPUT_RECORD, OUTPUT_PAGE, OUTPUT_BOOK, OUTPUT_WORD, OUTPUT_MARKDOWN, OUTPUT_TEXT};

// Of files that are neither written nor read; a folder's name does not have them by chance.
static const char *const of_others[] = {".jpg", ".tar", ".gz", ".tgz", ".7z", ".rar", ".xz"};

static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return dot && dot > name && dot[1] ? dot : NULL;
}

static bool is_among(const char *ending, const char *const *endings, size_t n)
{
    for (size_t i = 0; i < n && endings[i]; i++) {
        if (g_ascii_strcasecmp(ending, endings[i]) == 0)
            return true;
    }
    return false;
}

static bool form_has(enum output_form form, const char *ending)
{
    bool has = is_among(ending, forms[form].endings, G_N_ELEMENTS(forms[form].endings));
    for (size_t i = 0; form == OUTPUT_LETTER && i < LETTER_FORMS; i++)
        has = has || form_has(of_letter[i], ending);
    return has;
}

static bool is_of_file(const char *path, const char *ending)
{
    bool written = false;
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        written = written || form_has((enum output_form)i, ending);
    return written || form_of_file(path) || is_among(ending, of_others, G_N_ELEMENTS(of_others));
}

static bool is_written_into(const char *path)
{
    struct stat info;
    char *place = job_place(path);
    bool open_file = place == NULL;
    g_free(place);
    return open_file ||
           (stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode));
}

static bool fault_ending(const char *path, const char *words, GError **error)
{
    fault_set_on(error, FAULT_USAGE,
                 "%s: the ending of a name says the form, and this call makes %s", path, words);
    fault_because(error, "output-ending");
    return false;
}

static bool check_folder(const char *path, GError **error)
{
    struct stat info;
    const char *ending = ending_of(path);
    bool there = stat(path, &info) == 0;
    if (there && !S_ISDIR(info.st_mode)) {
        fault_set(error, FAULT_USAGE, "%s is a file, and this call writes into a folder", path);
        fault_because(error, "output-folder");
        return false;
    }
    if (!there && ending && is_of_file(path, ending))
        return fault_ending(path, N_("a folder"), error);
    return true;
}

bool output_plan(struct warraq *w, const char *path, enum output_form form, GError **error)
{
    if (!path || strcmp(path, "-") == 0)
        return true;
    if (form == OUTPUT_FOLDER)
        return check_folder(path, error);
    const char *ending = ending_of(path);
    if (ending && !form_has(form, ending) && !is_written_into(path))
        return fault_ending(path, forms[form].words, error);
    return session_writes(w, path, error);
}

bool output_ends(const char *path, enum output_form form)
{
    const char *ending = ending_of(path);
    return ending && form_has(form, ending);
}

bool output_is_zip(const char *path)
{
    const char *ending = ending_of(path);
    return strcmp(path, "-") == 0 || (ending && form_has(OUTPUT_ARCHIVE, ending));
}
