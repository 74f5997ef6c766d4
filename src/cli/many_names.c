// SPDX-License-Identifier: MIT
// Several sources in one call: which they are, and what each one's output is called.
#include "cli/many.h"

#include <string.h>
#include <sys/stat.h>

#define NAME_FIELD "{name}" // as in merge's --file-name

bool many_is_letter(const char *path)
{
    struct warraq_choice ending;
    char *small = g_ascii_strdown(path, -1);
    bool is = false;
    for (size_t i = 0; !is && warraq_choice_at("ending", i, &ending); i++)
        is = g_str_has_suffix(small, ending.name);
    g_free(small);
    return is;
}

static bool is_folder(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_DIR);
}

// ---- sources ------------------------------------------------------------------------------

static bool is_archive(const char *path)
{
    char *small = g_ascii_strdown(path, -1);
    bool is = g_str_has_suffix(small, ".zip");
    g_free(small);
    return is;
}

static bool is_source(const struct command *command, const char *name)
{
    return *name != '.' && (command->letterless ? is_archive(name) : many_is_letter(name));
}

// Whether a name in a folder makes it one thing of its own: a bag, a store or what is left of one.
static bool is_part_of_bag_or_store(const char *name)
{
    return strcmp(name, "bagit.txt") == 0 || strcmp(name, "data") == 0 ||
           g_str_has_prefix(name, "manifest-") || g_str_has_prefix(name, "tagmanifest-") ||
           g_str_has_prefix(name, "0=");
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The sources in a folder, in the order of their names' bytes. False where it is one source itself.
static bool folder_sources(const struct command *command, const char *folder, GPtrArray *ret)
{
    GDir *dir = is_folder(folder) ? g_dir_open(folder, 0, NULL) : NULL;
    bool is_one = dir == NULL;
    GPtrArray *found = g_ptr_array_new();
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        is_one |= command->letterless && is_part_of_bag_or_store(name);
        if (is_source(command, name))
            g_ptr_array_add(found, g_build_filename(folder, name, NULL));
    }
    g_clear_pointer(&dir, g_dir_close);
    // To verify, a folder without archives is a bag that lacks everything.
    is_one |= command->letterless && found->len == 0;
    g_ptr_array_sort(found, by_name);
    g_ptr_array_set_free_func(found, is_one ? g_free : NULL);
    for (guint i = 0; !is_one && i < found->len; i++)
        g_ptr_array_add(ret, g_ptr_array_index(found, i));
    g_ptr_array_unref(found);
    return !is_one;
}

bool many_wanted(const struct command *command, const struct call *call)
{
    if (!command->many)
        return false;
    GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);
    bool wanted = call->n_words > 1 || folder_sources(command, call->words[0], sources);
    g_ptr_array_unref(sources);
    return wanted;
}

GPtrArray *many_sources(const struct command *command, const struct call *call)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < call->n_words; i++) {
        guint before = sources->len;
        bool folder = folder_sources(command, call->words[i], sources);
        // Of a folder that gives none the fault is then reported.
        if (!folder || sources->len == before)
            g_ptr_array_add(sources, g_strdup(call->words[i]));
    }
    return sources;
}

// ---- outputs ------------------------------------------------------------------------------

// The source's name without its folder and its ending. g_free()
static char *stem(const char *source)
{
    char *name = g_path_get_basename(source);
    char *point = strrchr(name, '.');
    if (point && point != name)
        *point = '\0';
    return name;
}

// "FOLDER/{name}.pdf" for a folder, or for a name that has no ending and so can be none but a
// folder's; the name itself where it says {name}; NULL for the name of one file. g_free()
static char *output_pattern(const struct command *command, const char *output)
{
    if (strstr(output, NAME_FIELD))
        return g_strdup(output);
    char *name = g_path_get_basename(output);
    bool folder = g_str_has_suffix(output, "/") || is_folder(output) || !strchr(name, '.');
    g_free(name);
    if (!folder || strcmp(output, "-") == 0)
        return NULL;
    char *file = g_strconcat(NAME_FIELD, command->many, NULL);
    char *pattern = g_build_filename(output, file, NULL);
    g_free(file);
    return pattern;
}

static char *output_name(const char *pattern, const char *source)
{
    char **parts = g_strsplit(pattern, NAME_FIELD, -1), *name = stem(source);
    char *joined = g_strjoinv(name, parts);
    g_strfreev(parts);
    g_free(name);
    return joined;
}

// What tells two files apart, whatever they are called: an existing one's device and number.
static char *identity(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return g_strdup(path);
    return g_strdup_printf("%ju:%ju", (uintmax_t)info.st_dev, (uintmax_t)info.st_ino);
}

// No output may be another's, nor a source of any.
static int refuse_clashes(const struct command *command, const GPtrArray *sources,
                          const GPtrArray *outputs)
{
    GHashTable *taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < sources->len; i++)
        g_hash_table_insert(taken, identity(sources->pdata[i]), sources->pdata[i]);
    int status = WARRAQ_OK;
    for (guint i = 0; status == WARRAQ_OK && i < outputs->len; i++) {
        char *key = identity(outputs->pdata[i]);
        const char *other = g_hash_table_lookup(taken, key);
        if (other)
            status = cli_wrong_call(command,
                                    _("what '%s' becomes would take the place of what '%s' is or "
                                      "becomes: %s; rename one of them"),
                                    (char *)sources->pdata[i], other, (char *)outputs->pdata[i]);
        g_hash_table_replace(taken, key, sources->pdata[i]);
    }
    g_hash_table_unref(taken);
    return status;
}

static int make_folders(const struct command *command, const GPtrArray *outputs)
{
    for (guint i = 0; i < outputs->len; i++) {
        char *folder = g_path_get_dirname(outputs->pdata[i]);
        bool made = g_mkdir_with_parents(folder, 0777) == 0;
        char *error = made ? NULL : g_strdup_printf(_("cannot make the folder %s"), folder);
        if (error)
            cli_print_error(command, error);
        g_free(error);
        g_free(folder);
        if (!made)
            return WARRAQ_IO;
    }
    return WARRAQ_OK;
}

int many_outputs(const struct command *command, const struct call *call, const GPtrArray *sources,
                 GPtrArray **ret)
{
    *ret = g_ptr_array_new_with_free_func(g_free);
    if (!command->output)
        return WARRAQ_OK;
    char *pattern = output_pattern(command, call->output);
    if (!pattern)
        return cli_wrong_call(command,
                              _("-o %s names one file, and there are several sources: give a "
                                "folder, or {name} for the name of each, as -o 'out/{name}%s'"),
                              call->output, command->many);
    for (guint i = 0; i < sources->len; i++)
        g_ptr_array_add(*ret, output_name(pattern, sources->pdata[i]));
    g_free(pattern);
    int status = refuse_clashes(command, sources, *ret);
    return status == WARRAQ_OK ? make_folders(command, *ret) : status;
}
