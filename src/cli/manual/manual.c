// SPDX-License-Identifier: MIT
// Writes the man pages and the shells' completions from the same tables the parser reads:
// `warraq-manual man DIR` into DIR/man1, DIR/man5 and DIR/man7, `warraq-manual bash|zsh|fish` on
// stdout, and there too the page docs/codes.md: `warraq-manual codes`.
#include "cli/cli.h"
#include "style/reference.h"

#include <stdio.h>
#include <string.h>

// ---- man ----------------------------------------------------------------------------------

static void roff(FILE *to, const char *text)
{
    GString *escaped = g_string_new(NULL);
    reference_man_text(escaped, text);
    fputs(escaped->str, to);
    g_string_free(escaped, TRUE);
}

static void roff_line(FILE *to, const char *macro, const char *text)
{
    fprintf(to, "%s", macro);
    roff(to, text);
    fputc('\n', to);
}

// What each of the names means that an option takes.
static void man_choices(FILE *to, const char *option)
{
    struct warraq_choice choice;
    for (size_t i = 0; warraq_choice_at(option, i, &choice); i++) {
        fputs(i ? ".TP\n\\fB" : ".RS\n.TP\n\\fB", to);
        roff(to, choice.name);
        roff_line(to, "\\fR\n", choice.meaning);
    }
    if (warraq_choice_at(option, 0, &choice))
        fputs(".RE\n", to);
}

static void man_option(FILE *to, const struct option *option)
{
    fputs(".TP\n", to);
    if (option->letter)
        fprintf(to, "\\fB\\-%c\\fR, ", option->letter);
    fputs("\\fB\\-\\-", to);
    roff(to, option->name);
    fputs("\\fR", to);
    if (option->argument) {
        fputs(" \\fI", to);
        roff(to, option->argument);
        fputs("\\fR", to);
    }
    fputc('\n', to);
    roff_line(to, "", option->help);
    man_choices(to, option->name);
}

static void man_options(FILE *to, const struct command *command)
{
    for (int common = 0; common < 2; common++) {
        if (common || *command->options)
            fprintf(to, ".SH %s\n", common ? "COMMON OPTIONS" : "OPTIONS");
        for (const struct option *option = options; option->name; option++) {
            if ((option->kind != OPTION_OWN) == common && option_is_listed(option, command))
                man_option(to, option);
        }
    }
}

static void man_exit_status(FILE *to)
{
    fputs(".SH EXIT STATUS\n"
          ".TP\n0\ndone, nothing wrong\n"
          ".TP\n1\ndone, but the document or archive has faults\n"
          ".TP\n2\nthe call is wrong\n"
          ".TP\n3\ncould not read, write or find what it needs; nothing half\\-written is left\n",
          to);
}

// Opens DIR/manSECTION/NAME.SECTION and writes its head.
static FILE *man_open(const char *folder, const char *name, int section)
{
    static const char *const manuals[] = {
        [1] = "User Commands", [5] = "File Formats", [7] = "Miscellaneous"};
    char *path = g_strdup_printf("%s/man%d/%s.%d", folder, section, name, section);
    FILE *to = fopen(path, "w");
    if (!to)
        perror(path);
    g_free(path);
    if (to)
        fprintf(to, ".TH %s %d \"\" \"warraq %s\" \"%s\"\n", name, section, warraq_version(),
                manuals[section]);
    return to;
}

static bool man_command(const char *folder, const struct command *command)
{
    char *name = g_strdup_printf("warraq-%s", command->name);
    FILE *to = man_open(folder, name, 1);
    if (to) {
        fputs(".SH NAME\n", to);
        roff(to, name);
        fputs(" \\- ", to);
        roff_line(to, "", command->summary);
        fprintf(to, ".SH SYNOPSIS\n\\fBwarraq %s\\fR [\\fIOPTION\\fR...] ", command->name);
        roff_line(to, "", command->synopsis);
        roff_line(to, ".SH DESCRIPTION\n", command->details);
        if (command->names)
            man_choices(to, command->names);
        man_options(to, command);
        man_exit_status(to);
        fputs(".SH SEE ALSO\n\\fBwarraq\\fR(1), \\fBwarraq\\-style\\fR(5), "
              "\\fBwarraq\\-codes\\fR(7)\n",
              to);
        fclose(to);
    }
    g_free(name);
    return to != NULL;
}

static void man_config(FILE *to)
{
    struct warraq_choice key;
    fputs(".SH AN ORGANISATION'S FILE\n\\fIwarraq.conf\\fR beside the letter, or the file that "
          "\\-\\-config names, says what every call would repeat. The command line stands over the "
          "letter's front matter, and that over this file. It is a key file; a file that it names "
          "lies in its own folder. Any label of bag\\-info.txt may stand in [bag\\-info].\n",
          to);
    for (size_t i = 0; warraq_choice_at("config", i, &key); i++) {
        roff_line(to, ".TP\n", key.name);
        roff_line(to, "", key.meaning);
    }
}

static bool man_program(const char *folder)
{
    FILE *to = man_open(folder, "warraq", 1);
    if (!to)
        return false;
    fputs(
        ".SH NAME\nwarraq \\- letters and their signatories, typeset, archived and kept\n"
        ".SH SYNOPSIS\n\\fBwarraq\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR...] \\fIWORD\\fR...\n"
        ".SH DESCRIPTION\n"
        "An open letter in Arabic, or any script, with its signatories in every script, becomes a\n"
        "print\\-ready archival PDF and a ZIP that proves itself. Every version is kept, compared\n"
        "and restorable; booklets and handouts come out of the same pages.\n.SH COMMANDS\n",
        to);
    for (size_t i = 0; commands[i]; i++) {
        fprintf(to, ".TP\n\\fBwarraq %s\\fR ", commands[i]->name);
        roff_line(to, "", commands[i]->synopsis);
        roff(to, commands[i]->summary);
        fprintf(to, "; see \\fBwarraq\\-%s\\fR(1)\n", commands[i]->name);
    }
    man_exit_status(to);
    man_config(to);
    fputs(".SH ENVIRONMENT\n"
          ".TP\nSOURCE_DATE_EPOCH\nthe job's date in seconds since 1970, where \\-\\-date does not "
          "say\n"
          ".TP\nWARRAQ_DATA\nthe folder that holds fonts/, styles/ and data/\n"
          ".TP\nNO_COLOR\nno colours on a terminal\n"
          ".SH SEE ALSO\n\\fBwarraq\\-style\\fR(5), \\fBwarraq\\-codes\\fR(7)\n",
          to);
    fclose(to);
    return true;
}

static bool man_style(const char *folder)
{
    FILE *to = man_open(folder, "warraq-style", 5);
    if (!to)
        return false;
    GString *reference = g_string_new(NULL);
    reference_man(reference);
    fputs(".SH NAME\nwarraq\\-style \\- how a letter is set: the style file\n", to);
    fputs(reference->str, to);
    fputs(".SH EXAMPLE\n.nf\n[style]\ninherit=letter\n\n[page]\nsize=A5\nmargin=18mm 20mm\n\n"
          "[signatories]\ncolumn\\-count=3\nfont\\-size=9pt\n.fi\n"
          ".SH SEE ALSO\n\\fBwarraq\\fR(1), \\fBwarraq\\-render\\fR(1)\n",
          to);
    g_string_free(reference, TRUE);
    fclose(to);
    return true;
}

static bool code_begins_part(const struct warraq_code *code)
{
    return code == warraq_codes() || strcmp(code[-1].about, code->about) != 0;
}

static bool man_codes(const char *folder)
{
    FILE *to = man_open(folder, "warraq-codes", 7);
    if (!to)
        return false;
    fputs(".SH NAME\nwarraq\\-codes \\- the codes of notes and findings\n"
          ".SH DESCRIPTION\nA note ends with its code in square brackets; \\fB\\-\\-json\\fR has "
          "it as \\fBcode\\fR.\n",
          to);
    for (const struct warraq_code *code = warraq_codes(); code->code; code++) {
        if (code_begins_part(code))
            roff_line(to, ".SS ", code->about);
        fputs(".TP\n\\fB", to);
        roff(to, code->code);
        fprintf(to, "\\fR (%s)\n", code->severity);
        roff_line(to, "", code->meaning);
    }
    fputs(".SH SEE ALSO\n\\fBwarraq\\fR(1)\n", to);
    fclose(to);
    return true;
}

static bool man_all(const char *folder)
{
    bool ok = man_program(folder) && man_style(folder) && man_codes(folder);
    for (size_t i = 0; ok && commands[i]; i++)
        ok = man_command(folder, commands[i]);
    return ok;
}

// ---- completions --------------------------------------------------------------------------

static void print_long_options(const struct command *command)
{
    for (const struct option *option = options; option->name; option++) {
        if (option_is_listed(option, command))
            printf(" --%s", option->name);
    }
}

static void print_names(void)
{
    for (size_t i = 0; commands[i]; i++)
        printf(" %s", commands[i]->name);
}

// What an option takes is proposed after it, with a space or with =, which bash parts from it.
static void print_bash_words(void)
{
    puts("    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
         "    [ \"$word\" = = ] && { before=${COMP_WORDS[COMP_CWORD-1]}; word=; }\n"
         "    case $before in");
    for (const struct option *option = options; option->name; option++) {
        if (option_words(option))
            printf("        --%s) mapfile -t COMPREPLY < <(compgen -W \"%s\" -- \"$word\") ;;\n",
                   option->name, option_words(option));
    }
    puts("    esac\n    [ ${#COMPREPLY[@]} -eq 0 ] || return 0");
}

static void complete_bash(void)
{
    puts("# bash completion for warraq\n_warraq() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options=\n"
         "    COMPREPLY=()\n"
         "    if [ \"$COMP_CWORD\" -eq 1 ]; then");
    printf("        mapfile -t COMPREPLY < <(compgen -W \"");
    print_names();
    puts(" --help --version\" -- \"$word\")\n        return\n    fi\n"
         "    case ${COMP_WORDS[1]} in");
    for (size_t i = 0; commands[i]; i++) {
        printf("        %s) options=\"", commands[i]->name);
        print_long_options(commands[i]);
        puts("\" ;;");
    }
    puts("    esac");
    print_bash_words();
    puts("    case $word in\n"
         "        -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n"
         "        *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
         "    esac\n}\ncomplete -o filenames -F _warraq warraq");
}

// A help text within zsh's brackets and single quotes.
static void print_zsh_text(const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (strchr("[]:\\", *text))
            printf("\\%c", *text);
        else
            putchar(*text);
    }
}

// "style" and "set" may be given again.
static void print_zsh_option(const struct option *option)
{
    bool again = strcmp(option->name, "style") == 0 || strcmp(option->name, "set") == 0;
    printf(" '%s--%s%s[", again ? "*" : "", option->name, option->argument ? "=" : "");
    print_zsh_text(option->help);
    if (option_words(option))
        printf("]:value:(%s)'", option_words(option));
    else
        printf(option->argument ? "]:value:_files'" : "]'");
}

static void complete_zsh(void)
{
    puts("#compdef warraq\n_warraq() {\n  local -a names\n  names=(");
    for (size_t i = 0; commands[i]; i++) {
        printf("    '%s:", commands[i]->name);
        print_zsh_text(commands[i]->summary);
        puts("'");
    }
    puts("  )\n  if (( CURRENT == 2 )); then\n    _describe command names\n    return\n  fi\n"
         "  local name=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $name in");
    for (size_t i = 0; commands[i]; i++) {
        printf("    %s) _arguments", commands[i]->name);
        for (const struct option *option = options; option->name; option++) {
            if (!option_is_listed(option, commands[i]))
                continue;
            print_zsh_option(option);
        }
        puts(" '*:file:_files' ;;");
    }
    puts("  esac\n}\n_warraq \"$@\"");
}

static void print_fish_text(const char *text)
{
    putchar('\'');
    for (; *text; text++)
        printf(strchr("'\\", *text) ? "\\%c" : "%c", *text);
    putchar('\'');
}

static void print_fish_option(const struct command *command, const struct option *option)
{
    printf("complete -c warraq -n '__fish_seen_subcommand_from %s' -l %s", command->name,
           option->name);
    if (option->letter)
        printf(" -s %c", option->letter);
    if (option_words(option))
        printf(" -x -a '%s'", option_words(option));
    else if (option->argument)
        fputs(" -r", stdout);
    fputs(" -d ", stdout);
    print_fish_text(option->help);
    putchar('\n');
}

static void complete_fish(void)
{
    for (size_t i = 0; commands[i]; i++) {
        printf("complete -c warraq -n __fish_use_subcommand -f -a %s -d ", commands[i]->name);
        print_fish_text(commands[i]->summary);
        putchar('\n');
        for (const struct option *option = options; option->name; option++) {
            if (!option_is_listed(option, commands[i]))
                continue;
            print_fish_option(commands[i], option);
        }
    }
}

// ---- docs/codes.md ------------------------------------------------------------------------

// A table's cell: what would end it is escaped.
static void print_cell(const char *text)
{
    for (; *text; text++)
        printf(*text == '|' ? "\\%c" : "%c", *text);
}

static void codes_page(void)
{
    puts(
        "# Codes\n\n"
        "Every note about a letter and every finding of `verify` carries a code: at the end of the "
        "line, in\nsquare brackets, and as `code` in `--json`. Messages change with the user's "
        "language and from version\nto version; codes stay. `warraq_codes()` gives this table to "
        "other programs.\n\n"
        "A *note* says what was done, a *warning* what may be wrong, an *error* why something "
        "could "
        "not be done (`error.code`\nin `--json`). A *fault* makes an archive or a store invalid, "
        "and "
        "`verify` exits with 1; a *warning* does not.");
    for (const struct warraq_code *code = warraq_codes(); code->code; code++) {
        if (code_begins_part(code))
            printf("\n## %c%s\n\n| Code | | Meaning |\n|---|---|---|\n",
                   g_ascii_toupper(code->about[0]), code->about + 1);
        printf("| `%s` | %s | ", code->code, code->severity);
        print_cell(code->meaning);
        puts(" |");
    }
}

int main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    if (strcmp(word, "man") == 0 && argc == 3)
        return man_all(argv[2]) ? 0 : 1;
    if (strcmp(word, "bash") == 0)
        complete_bash();
    else if (strcmp(word, "zsh") == 0)
        complete_zsh();
    else if (strcmp(word, "fish") == 0)
        complete_fish();
    else if (strcmp(word, "codes") == 0)
        codes_page();
    else
        return 2;
    return 0;
}
