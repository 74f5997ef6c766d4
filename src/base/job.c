// SPDX-License-Identifier: MIT
#include "base/job.h"

#include "base/error.h"
#include "base/path.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct output {
    char *name, *place;
    bool opened; // false while it is only announced
};

struct job {
    struct job *before; // the thread's, until this one ends
    job_step_fn step;
    void *step_context;
    uint64_t done, total; // of the stage
    bool stopped;
    GHashTable *inputs; // "device:inode" -> name
    GHashTable *places; // "device:inode of the folder/last part" -> struct output
    GPtrArray *planned; // those that were named before they are opened
    GHashTable *files;  // "device:inode" of outputs that were there before -> name
    GHashTable *tidied; // folders
    GHashTable *opened; // keys of the inputs that were read, and not only announced
    GPtrArray *names;   // theirs, in order
    GPtrArray *allowed; // resolved folders
    GHashTable *lent;   // name -> GBytes
    job_write_fn write;
    void *context;
};

static _Thread_local struct job *current;

static void output_free(void *data)
{
    struct output *output = data;
    g_free(output->name);
    g_free(output->place);
    g_free(output);
}

struct job *job_new(void)
{
    struct job *job = g_new0(struct job, 1);
    job->inputs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    job->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, output_free);
    job->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    job->planned = g_ptr_array_new();
    job->tidied = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    job->opened = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    job->names = g_ptr_array_new_with_free_func(g_free);
    job->allowed = g_ptr_array_new_with_free_func(free);
    job->lent =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    return job;
}

struct job *job_new_beside(const struct job *other)
{
    struct job *job = job_new();
    job_lend_all(job, other);
    for (guint i = 0; i < other->allowed->len; i++)
        g_ptr_array_add(job->allowed, strdup(other->allowed->pdata[i]));
    return job;
}

void job_free(struct job *job)
{
    g_hash_table_unref(job->inputs);
    g_hash_table_unref(job->places);
    g_hash_table_unref(job->files);
    g_ptr_array_unref(job->planned);
    g_hash_table_unref(job->tidied);
    g_hash_table_unref(job->opened);
    g_ptr_array_unref(job->names);
    g_ptr_array_unref(job->allowed);
    g_hash_table_unref(job->lent);
    g_free(job);
}

void job_begin(struct job *job)
{
    g_ptr_array_set_size(job->planned, 0);
    g_hash_table_remove_all(job->inputs);
    g_hash_table_remove_all(job->places);
    g_hash_table_remove_all(job->files);
    g_hash_table_remove_all(job->tidied);
    g_hash_table_remove_all(job->opened);
    g_ptr_array_set_size(job->names, 0);
    g_ptr_array_set_size(job->allowed, 0);
    job->done = job->total = 0;
    job->stopped = false;
    job_enter(job);
}

void job_enter(struct job *job)
{
    if (current != job)
        job->before = current;
    current = job;
}

void job_end(struct job *job)
{
    if (current == job)
        current = job->before;
    job->before = NULL;
}

void job_allow(struct job *job, const char *folder)
{
    char *resolved = realpath(folder, NULL);
    if (resolved)
        g_ptr_array_add(job->allowed, resolved);
}

// "./list.csv", as a letter's folder makes of a name, is "list.csv".
static const char *plain_name(const char *name)
{
    while (name[0] == '.' && name[1] == '/')
        name += 2 + strspn(name + 2, "/");
    return name;
}

void job_lend(struct job *job, const char *name, GBytes *bytes)
{
    g_hash_table_replace(job->lent, g_strdup(plain_name(name)), g_bytes_ref(bytes));
}

void job_take_back(struct job *job, const char *name)
{
    g_hash_table_remove(job->lent, plain_name(name));
}

void job_lend_all(struct job *job, const struct job *from)
{
    GHashTableIter iter;
    gpointer name, bytes;
    g_hash_table_iter_init(&iter, from->lent);
    while (g_hash_table_iter_next(&iter, &name, &bytes))
        job_lend(job, name, bytes);
}

void job_write_with(struct job *job, job_write_fn fn, void *context)
{
    job->write = fn;
    job->context = context;
}

void job_reset(struct job *job)
{
    g_hash_table_remove_all(job->lent);
    job_write_with(job, NULL, NULL);
}

static char *file_key(const struct stat *info)
{
    return g_strdup_printf("%ju:%ju", (uintmax_t)info->st_dev, (uintmax_t)info->st_ino);
}

// A file that is not there yet is known by its folder and its name in it; NULL without the folder.
static char *place_key(const char *place)
{
    struct stat info;
    char *folder = g_path_get_dirname(place), *name = g_path_get_basename(place);
    char *key = stat(folder, &info) == 0 ? g_strdup_printf("%ju:%ju/%s", (uintmax_t)info.st_dev,
                                                           (uintmax_t)info.st_ino, name)
                                         : NULL;
    g_free(folder);
    g_free(name);
    return key;
}

static bool is_in_proc(const char *path)
{
    char *folder = g_path_get_dirname(path), *resolved = realpath(folder, NULL);
    bool is = resolved && g_str_has_prefix(resolved, "/proc/");
    free(resolved);
    g_free(folder);
    return is;
}

// What the link at `path` says, seen from its folder; NULL if there is no link.
static char *follow_once(const char *path)
{
    char to[PATH_MAX];
    ssize_t n = readlink(path, to, sizeof to - 1);
    if (n < 0)
        return NULL;
    to[n] = '\0';
    return path_beside(path, to);
}

char *job_place(const char *path)
{
    enum { LINKS_MOST = 40 }; // as Linux follows; what is left is reported when it is opened
    char *place = g_strdup(path), *next;
    for (int i = 0; i < LINKS_MOST && (next = follow_once(place)) != NULL; i++) {
        bool proc = is_in_proc(place);
        g_free(place);
        place = next;
        if (proc) {
            g_free(place);
            return NULL;
        }
    }
    return place;
}

// Takes `key`.
static void add_input(struct job *job, const char *path, char *key)
{
    if (g_hash_table_contains(job->inputs, key))
        g_free(key);
    else
        g_hash_table_insert(job->inputs, key, g_strdup(path));
}

void job_names_input(struct job *job, const char *path)
{
    struct stat info;
    if (path && stat(path, &info) == 0 && S_ISREG(info.st_mode))
        add_input(job, path, file_key(&info));
}

// Whether the file that is at `place` now is one that is read.
static bool is_input(struct job *job, const char *path, const char *place, GError **error)
{
    struct stat info;
    if (stat(place, &info) < 0 || !S_ISREG(info.st_mode))
        return false;
    char *key = file_key(&info);
    const char *input = g_hash_table_lookup(job->inputs, key);
    g_free(key);
    if (!input)
        return false;
    fault_set(error, FAULT_USAGE,
              "%s would be overwritten, but %s is read from that same file: name another output",
              path, input);
    fault_because(error, "output-is-input");
    return true;
}

static bool fault_twice(const char *path, const char *other, GError **error)
{
    fault_set(error, FAULT_USAGE,
              "%s and %s are one file, and both would be written: name another output", path,
              other);
    fault_because(error, "output-twice");
    return false;
}

static bool fault_no_folder(const char *path, const char *place, GError **error)
{
    char *folder = g_path_get_dirname(place);
    fault_set(error, FAULT_IO, "cannot write %s: there is no folder %s", path, folder);
    fault_because(error, "not-found");
    g_free(folder);
    return false;
}

// Another name of a file that is replaced as well.
static bool claim_file(struct job *job, const char *path, const char *place, GError **error)
{
    struct stat info;
    if (stat(place, &info) < 0 || !S_ISREG(info.st_mode))
        return true;
    char *key = file_key(&info);
    const char *other = g_hash_table_lookup(job->files, key);
    if (other) {
        g_free(key);
        return fault_twice(path, other, error);
    }
    g_hash_table_insert(job->files, key, g_strdup(path));
    return true;
}

static bool claim(struct job *job, const char *path, const char *place, bool opened, GError **error)
{
    if (is_input(job, path, place, error))
        return false;
    char *key = place_key(place);
    if (!key)
        return fault_no_folder(path, place, error);
    struct output *output = g_hash_table_lookup(job->places, key);
    if (output) {
        g_free(key);
        if (output->opened || !opened)
            return fault_twice(path, output->name, error);
        return output->opened = true;
    }
    output = g_new(struct output, 1);
    *output = (struct output){g_strdup(path), g_strdup(place), opened};
    g_hash_table_insert(job->places, key, output);
    if (!opened)
        g_ptr_array_add(job->planned, output);
    return claim_file(job, path, place, error);
}

bool job_names_output(struct job *job, const char *path, GError **error)
{
    struct stat info;
    if (!path || strcmp(path, "-") == 0 || (stat(path, &info) == 0 && !S_ISREG(info.st_mode)))
        return true;
    char *place = job_place(path);
    bool ok = !place || claim(job, path, place, false, error);
    g_free(place);
    return ok;
}

const GPtrArray *job_inputs(const struct job *job)
{
    return job->names;
}

void job_reads(const char *path, const struct stat *info)
{
    if (!current)
        return;
    add_input(current, path, file_key(info));
    if (g_hash_table_add(current->opened, file_key(info)))
        g_ptr_array_add(current->names, g_strdup(path));
}

bool job_writes(const char *path, const char *place, GError **error)
{
    return !current || claim(current, path, place, true, error);
}

// The others that were named too: when one takes its place, all must be able to.
bool job_may_place(const char *path, const char *place, GError **error)
{
    if (!current)
        return true;
    for (guint i = 0; i < current->planned->len; i++) {
        const struct output *output = g_ptr_array_index(current->planned, i);
        if (!output->opened && is_input(current, output->name, output->place, error))
            return false;
    }
    return !is_input(current, path, place, error);
}

bool job_is_below(const char *resolved, const char *folder)
{
    size_t n = strlen(folder);
    n -= n == 1; // the root's own slash
    return strncmp(resolved, folder, n) == 0 && resolved[n] == '/';
}

bool job_allows(const char *resolved)
{
    bool allowed = false;
    for (guint i = 0; current && i < current->allowed->len; i++)
        allowed |= job_is_below(resolved, g_ptr_array_index(current->allowed, i));
    return allowed;
}

GBytes *job_lent(const char *name)
{
    GBytes *bytes = current ? g_hash_table_lookup(current->lent, plain_name(name)) : NULL;
    return bytes ? g_bytes_ref(bytes) : NULL;
}

job_write_fn job_writer(void **ret_context)
{
    *ret_context = current ? current->context : NULL;
    return current ? current->write : NULL;
}

bool job_tidies(const char *folder)
{
    return current && g_hash_table_add(current->tidied, g_strdup(folder));
}

void job_on_step(struct job *job, job_step_fn fn, void *context)
{
    job->step = fn;
    job->step_context = context;
}

void job_expect(uint64_t total)
{
    if (!current)
        return;
    current->done = 0;
    current->total = total;
}

bool job_did(uint64_t n)
{
    if (!current)
        return true;
    current->done += n;
    if (current->step && current->total && !current->stopped)
        current->stopped = !current->step(current->step_context, MIN(current->done, current->total),
                                          current->total);
    return !current->stopped;
}

bool job_is_stopped(const struct job *job)
{
    return job->stopped;
}
