// SPDX-License-Identifier: MIT
// A look at the words of a call before they are parsed: what is no option of the command, or has no
// value, is said with what may have been meant; and "-oFILE" is parted, which the parser cannot.
#include "cli/cli.h"

#include <string.h>

// The other commands that take the option: "archive, render". g_free()
static char *owners(const struct option *option)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; commands[i]; i++) {
        if (option_is_of(option, commands[i]))
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", commands[i]->name);
    }
    return g_string_free(names, FALSE);
}

static const char *nearest_option(const struct command *command, const char *name)
{
    GPtrArray *names = g_ptr_array_new();
    for (const struct option *option = options; option->name; option++) {
        if (option_is_of(option, command))
            g_ptr_array_add(names, (void *)option->name);
    }
    g_ptr_array_add(names, NULL);
    const char *near = near_name(name, (const char *const *)names->pdata);
    g_ptr_array_unref(names);
    return near;
}

static bool fault_unknown(const struct command *command, const char *word, GError **error)
{
    char *name = g_strndup(word + strspn(word, "-"), strcspn(word + strspn(word, "-"), "="));
    const char *near = nearest_option(command, name);
    if (near)
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                    _("there is no option '%s': did you mean --%s?"), word, near);
    else
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                    _("there is no option '%s'"), word);
    g_free(name);
    return false;
}

static bool fault_other(const struct command *command, const struct option *option, GError **error)
{
    char *names = owners(option);
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                _("--%s is no option of %s, but of %s"), option->name, command->name, names);
    g_free(names);
    return false;
}

static bool fault_value(const char *format, const char *name, const char *argument, GError **error)
{
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, name, argument);
    return false;
}

// The option that a word begins, by its name or its letter.
static const struct option *option_in(const char *word)
{
    bool is_long = word[1] == '-';
    size_t n = is_long ? strcspn(word + 2, "=") : 0;
    for (const struct option *option = options; option->name; option++) {
        bool named =
            is_long && strlen(option->name) == n && strncmp(word + 2, option->name, n) == 0;
        if (named || (!is_long && word[1] == option->letter))
            return option;
    }
    return NULL;
}

// Takes one option and its value from `argv`, past *at, into `words`.
static bool take_option(const struct command *command, char **argv, int *at, GPtrArray *words,
                        GError **error)
{
    const char *word = argv[*at];
    const struct option *option = option_in(word);
    if (!option)
        return fault_unknown(command, word, error);
    if (!option_is_of(option, command))
        return fault_other(command, option, error);
    bool is_long = word[1] == '-',
         has_value = is_long ? strchr(word, '=') != NULL : word[2] != '\0';
    if (!option->argument && has_value)
        return is_long ? fault_value(_("--%s takes no value%s"), option->name, "", error)
                       : fault_unknown(command, word, error);
    g_ptr_array_add(words, is_long ? g_strdup(word) : g_strndup(word, 2));
    if (!is_long && has_value)
        g_ptr_array_add(words, g_strdup(word + 2));
    if (!option->argument || has_value)
        return true;
    if (!argv[*at + 1])
        return fault_value(_("--%s needs a value: %s"), option->name, option->argument, error);
    g_ptr_array_add(words, g_strdup(argv[++*at]));
    return true;
}

char **arguments_part(const struct command *command, char **argv, GError **error)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    bool ok = true;
    g_ptr_array_add(words, g_strdup(argv[0]));
    int at = 1;
    for (; ok && argv[at] && strcmp(argv[at], "--") != 0; at++) {
        if (argv[at][0] == '-' && argv[at][1])
            ok = take_option(command, argv, &at, words, error);
        else
            g_ptr_array_add(words, g_strdup(argv[at]));
    }
    for (; ok && argv[at]; at++) // from "--" on
        g_ptr_array_add(words, g_strdup(argv[at]));
    g_ptr_array_add(words, NULL);
    char **parted = ok ? (char **)g_ptr_array_steal(words, NULL) : NULL;
    g_ptr_array_unref(words);
    return parted;
}
