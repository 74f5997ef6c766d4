// SPDX-License-Identifier: MIT
// Every option the program has. Those marked common go with each command; a command names its own.
#include "cli/cli.h"

#include <string.h>

#define FLAG NULL

const struct option options[] = {
    {"help", 'h', FLAG, N_("the options on one screen"), OPTION_COMMON},
    {"output", 'o', "FILE", N_("where to write; - is standard output"), OPTION_OWN},
    {"as", 0, "KIND", N_("what to make of the letter"), OPTION_OWN},
    {"json", 0, FLAG, N_("the result as one JSON object"), OPTION_COMMON},
    {"quiet", 'q', FLAG, N_("no notes, only errors"), OPTION_COMMON},
    {"progress", 0, "auto|never", N_("on a terminal after a second, or never"), OPTION_COMMON},
    {"style", 0, "NAME|FILE", N_("style to set the letter in; repeatable, later wins"),
     OPTION_OF_LETTER},
    {"set", 0, "KEY=VALUE", N_("one property of the style, as body.font-size=13pt"),
     OPTION_OF_LETTER},
    {"paper", 0, "SIZE", N_("size of the pages: two lengths, or a name"), OPTION_OF_LETTER},
    {"lang", 0, "TAG", N_("language of the letter (BCP 47)"), OPTION_OF_LETTER},
    {"date", 0, "ISO", N_("date of the job, as 2020-09-09"), OPTION_OF_LETTER},
    {"link", 0, "URL", N_("address of the full letter, shown as a QR code"), OPTION_OF_LETTER},
    {"form", 0, "FORM", N_("how to read the source, where its ending does not say"),
     OPTION_OF_LETTER},
    {"encoding", 0, "NAME", N_("encoding of the source, if not UTF-8"), OPTION_OF_LETTER},
    {"signatories", 0, "FILE", N_("take the list from this file, whose ending says its form"),
     OPTION_OF_LETTER},
    {"allow", 0, "FOLDER", N_("let the letter name files in this folder; repeatable"),
     OPTION_OF_LETTER},
    {"part", 0, "N|NAME", N_("of a mail, a mailbox, a web archive: which part is the letter"),
     OPTION_OF_LETTER},
    {"list-encoding", 0, "NAME", N_("encoding of that list, if not UTF-8"), OPTION_OF_LETTER},
    {"columns", 0, "KIND=HEAD,…", N_("what its columns hold, as name=Your full name"),
     OPTION_OF_LETTER},
    {"consent", 0, "COLUMN=VALUE", N_("print only rows whose column says so"), OPTION_OF_LETTER},
    {"keep-columns", 0, "HEAD,…|all", N_("also in the archive's copy of the list, or all of it"),
     OPTION_OF_LETTER},
    {"config", 0, "FILE", N_("an organisation's file; without it, warraq.conf beside the letter"),
     OPTION_OF_LETTER},
    {"no-config", 0, FLAG, N_("read no organisation's file"), OPTION_OF_LETTER},
    {"keep", 0, "LINES|all", N_("lines that are no web page's, as 12,20-25"), OPTION_OF_LETTER},
    {"data", 0, "FOLDER", N_("where fonts/, styles/ and data/ are"), OPTION_OF_LETTER},
    {"pdf", 0, "LEVEL", N_("standard that the PDF is to conform to"), OPTION_OWN},
    {"for", 0, "NAME|FILE", N_("the receiver by whose rules a Word document is made or checked"),
     OPTION_OWN},
    {"editions", 0, "none|html,epub,docx", N_("forms of the letter beside its PDF; html,epub"),
     OPTION_OWN},
    {"faces", 0, "WAY", N_("faces of a page of the web"), OPTION_OWN},
    {"print", 0, FLAG, N_("the printer's master: PDF/X-4, crop marks, black only in K"),
     OPTION_OWN},
    {"strict", 0, FLAG, N_("exit 1 when a character has no glyph"), OPTION_OWN},
    {"jobs", 'j', "N",
     N_("threads (default: as many as cores); the bytes are the same for any number"), OPTION_OWN},
    {"volumes", 0, "N|auto", N_("cut the list into N bound volumes"), OPTION_OWN},
    {"volume", 0, "K", N_("make only volume K"), OPTION_OWN},
    {"file-name", 0, "PATTERN", N_("what copies are called, as {n}-{name} (default)"), OPTION_OWN},
    {"skip-incomplete", 0, FLAG, N_("leave out recipients who lack a name or a field"), OPTION_OWN},
    {"replace", 0, FLAG, N_("remove copies of an earlier merge from the folder"), OPTION_OWN},
    {"labels", 0, "SHEET", N_("also address labels, on sheets of that name"), OPTION_OWN},
    {"envelopes", 0, "SIZE", N_("also envelopes of that size"), OPTION_OWN},
    {"shard", 0, "K/N", N_("make only the K-th of N parts of the work"), OPTION_OWN},
    {"pages", 0, "LIST", N_("pages to draw, as 1,3-5"), OPTION_OWN},
    {"dpi", 0, "N", N_("dots per inch (default 150; 110 for --pictures)"), OPTION_OWN},
    {"sheet", 0, "NAME|FILE.png",
     N_("the sheet of a workbook; of picture: all pages, small, on one"), OPTION_OF_LETTER},
    {"svg-text", 0, "WAY", N_("letters in SVG"), OPTION_OWN},
    {"bind", 0, "EDGE", N_("binding edge, where the document's direction is not to decide"),
     OPTION_OWN},
    {"duplex", 0, "WAY", N_("how backs are printed"), OPTION_OWN},
    {"signature-sheets", 0, "N", N_("sheets folded together; default: all"), OPTION_OWN},
    {"creep", 0, "LENGTH", N_("paper's thickness to allow for in the fold"), OPTION_OWN},
    {"marks", 0, FLAG, N_("draw fold and staple marks"), OPTION_OWN},
    {"id", 0, "ID", N_("the letter's identifier in stores and archives"), OPTION_OWN},
    {"series", 0, "ID", N_("Bag-Group-Identifier: the series the archive belongs to"), OPTION_OWN},
    {"series-count", 0, "K of N", N_("Bag-Count: its place in the series"), OPTION_OWN},
    {"datacite", 0, "DOI", N_("also describe the letter for DataCite, under this DOI"), OPTION_OWN},
    {"profile", 0, "FILE.json", N_("BagIt profile that the archive is held to"), OPTION_OWN},
    {"sign", 0, "KEY",
     N_("sign the PDF, or an archive's tag manifest: a PEM key; archives also an OpenSSH key"),
     OPTION_OWN},
    {"certificate", 0, "CERT.pem",
     N_("the signer's certificate, then those between it and the authority"), OPTION_OWN},
    {"authority", 0, "CA.pem", N_("certificates to trust when verifying signatures"), OPTION_OWN},
    {"signers", 0, "FILE", N_("allowed_signers to trust when verifying SSH signatures"),
     OPTION_OWN},
    {"require", 0, "signature|timestamp|evidence",
     N_("what must be there, of somebody trusted; repeatable"), OPTION_OWN},
    {"timestamp", 0, "query|FILE.tsr", N_("RFC 3161: write the query, or attach an answer"),
     OPTION_OWN},
    {"evidence", 0, "FILE.ers|FOLDER", N_("evidence records to hold it to"), OPTION_OWN},
    {"renew", 0, "FILE.ers|FOLDER", N_("evidence records to renew"), OPTION_OWN},
    {"digest", 0, "NAME",
     N_("digest of the hash tree (sha512); with --renew: make a new tree by it"), OPTION_OWN},
    {"proof", 0, "FILE",
     N_("certificates, a revocation list or an OCSP answer to put behind the signature; "
        "repeatable"),
     OPTION_OWN},
    {"receipt", 0, "FILE.txt", N_("also write a receipt that says how to check the archive"),
     OPTION_OWN},
    {"limit-bytes", 0, "N", N_("unpack at most N bytes"), OPTION_OWN},
    {"limit-ratio", 0, "N", N_("accept entries packed at most 1:N"), OPTION_OWN},
    {"limit-entries", 0, "N", N_("accept at most N entries"), OPTION_OWN},
    {"message", 'm', "TEXT", N_("what this version is"), OPTION_OWN},
    {"created", 0, "TIME", N_("when this version is made (default: SOURCE_DATE_EPOCH, else now)"),
     OPTION_OWN},
    {"user", 0, "NAME", N_("who makes this version"), OPTION_OWN},
    {"address", 0, "URI", N_("the user's address, as mailto:a@example.org"), OPTION_OWN},
    {"withdraw", 0, "NAME",
     N_("leave out the entry of somebody who withdrew, as \"Ann Lee\" or \"5. Ann Lee\"; "
        "repeatable"),
     OPTION_OWN},
    {"name", 0, "NAME", N_("who withdrew, as \"Ann Lee\" or \"5. Ann Lee\"; repeatable"),
     OPTION_OWN},
    {"log", 0, FLAG, N_("write what was seen of each letter of a store into its logs"), OPTION_OWN},
    {"repair", 0, "FROM", N_("first take what is damaged in a store from this copy of it"),
     OPTION_OWN},
    {"yes", 0, FLAG, N_("do what cannot be undone"), OPTION_OWN},
    {"html", 0, "FILE", N_("also write the comparison as one HTML page"), OPTION_OWN},
    {"plot", 0, "FILE.svg|.png", N_("also draw the names over time"), OPTION_OWN},
    {"pictures", 0, "FILE-%d.png", N_("also draw changed pages side by side"), OPTION_OWN},
    {"exit-code", 0, FLAG, N_("exit 1 when there are differences"), OPTION_OWN},
    {"unverified", 0, FLAG, N_("go on with what verify calls not valid, and say so"), OPTION_OWN},
    {0},
};

static const struct option *option_find(const char *name)
{
    for (const struct option *option = options; option->name; option++) {
        bool letter = name[0] == '-' && name[1] && name[1] == option->letter && !name[2];
        if (letter || strcmp(name + strspn(name, "-"), option->name) == 0)
            return option;
    }
    return NULL;
}

static bool option_take(struct call *call, const char *name, const char *value, GError **error)
{
    if (warraq_set(call->w, name, value) == WARRAQ_OK)
        return true;
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, warraq_error(call->w));
    return false;
}

static gboolean option_set(const char *name, const char *value, gpointer data, GError **error)
{
    struct call *call = data;
    const struct option *option = option_find(name);
    if (strcmp(option->name, "style") == 0) {
        g_ptr_array_add(call->styles, g_strdup(value));
        return TRUE;
    }
    if (!option_take(call, option->name, value ? value : "1", error))
        return FALSE;
    if (strcmp(option->name, "jobs") == 0)
        call->jobs = (int)g_ascii_strtoll(value, NULL, 10);
    return TRUE;
}

// "TEXT: first, second", with the names of warraq_choice_at(); the text alone where there are none.
static const char *with_names(const char *text, const char *family)
{
    GString *all = g_string_new(text);
    const char *form = language_is_rtl() ? "\342\201\250%s\342\201\251" : "%s";
    struct warraq_choice choice;
    for (size_t i = 0; family && warraq_choice_at(family, i, &choice); i++) {
        g_string_append(all, i ? _(", ") : ": ");
        g_string_append_printf(all, form, choice.name);
    }
    const char *kept = g_intern_string(all->str);
    g_string_free(all, TRUE);
    return kept;
}

// Those the parser keeps for itself; every other option goes through warraq_set().
static GOptionEntry parser_entry(const struct option *option, struct call *call)
{
    const struct {
        const char *name;
        GOptionArg arg;
        void *to;
    } kept[] = {
        {"help", G_OPTION_ARG_NONE, &call->help},
        {"output", G_OPTION_ARG_FILENAME_ARRAY, &call->outputs},
        {"as", G_OPTION_ARG_STRING, &call->as},
        {"json", G_OPTION_ARG_NONE, &call->json},
        {"quiet", G_OPTION_ARG_NONE, &call->quiet},
        {"progress", G_OPTION_ARG_STRING, &call->progress},
    };
    GOptionEntry entry = {
        .long_name = option->name,
        .short_name = option->letter,
        .flags = option->argument ? G_OPTION_FLAG_FILENAME : G_OPTION_FLAG_NO_ARG,
        .arg = G_OPTION_ARG_CALLBACK,
        .arg_data = (gpointer)option_set,
        .arg_description = option->argument,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        if (strcmp(option->name, kept[i].name) == 0) {
            entry.flags = 0;
            entry.arg = kept[i].arg;
            entry.arg_data = kept[i].to;
        }
    }
    return entry;
}

static const char *say(const char *english, gpointer data)
{
    (void)data;
    const char *said = language_say(english);
    if (!language_is_rtl())
        return said;
    // It follows an option's Latin name on the line.
    char *within = g_strconcat("\342\201\247", said, "\342\201\251", NULL);
    said = g_intern_string(within);
    g_free(within);
    return said;
}

bool option_is_of(const struct option *option, const struct command *command)
{
    if (option->kind != OPTION_OWN)
        return true;
    char **names = g_strsplit(command->options, " ", -1);
    bool own = g_strv_contains((const char *const *)names, option->name);
    g_strfreev(names);
    return own;
}

bool option_is_listed(const struct option *option, const struct command *command)
{
    return option_is_of(option, command) &&
           !(command->letterless && option->kind == OPTION_OF_LETTER);
}

const char *option_words(const struct option *option)
{
    if (strcmp(option->name, "progress") == 0)
        return "auto never";
    GString *words = g_string_new(NULL);
    struct warraq_choice choice;
    for (size_t i = 0; warraq_choice_at(option->name, i, &choice); i++)
        g_string_append_printf(words, "%s%s", i ? " " : "", choice.name);
    const char *kept = words->len ? g_intern_string(words->str) : NULL;
    g_string_free(words, TRUE);
    return kept;
}

static bool set_styles(struct call *call, GError **error)
{
    for (guint i = 0; i < call->styles->len; i++) {
        if (!option_take(call, "style", g_ptr_array_index(call->styles, i), error))
            return false;
    }
    return true;
}

// The options of a command, its own first. What each does is read in the help alone.
static GArray *entries_of(const struct command *command, struct call *call, bool help)
{
    GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    for (int kind = OPTION_OWN; kind <= OPTION_OF_LETTER; kind++) {
        for (const struct option *option = options; option->name; option++) {
            if ((int)option->kind != kind || !option_is_of(option, command))
                continue;
            GOptionEntry entry = parser_entry(option, call);
            if (help)
                entry.description = with_names(_(option->help), option->name);
            if (!option_is_listed(option, command))
                entry.flags |= G_OPTION_FLAG_HIDDEN;
            g_array_append_val(entries, entry);
        }
    }
    return entries;
}

static GOptionContext *context_new(const struct command *command, struct call *call, bool help)
{
    GOptionContext *context = g_option_context_new(command->synopsis);
    // GLib's own --help does not check whether the output arrived.
    g_option_context_set_help_enabled(context, FALSE);
    GOptionGroup *group = g_option_group_new("warraq", "", "", call, NULL);
    GArray *entries = entries_of(command, call, help);
    g_option_group_add_entries(group, (const GOptionEntry *)entries->data);
    g_array_unref(entries);
    g_option_group_set_translate_func(group, say, NULL, NULL);
    g_option_context_set_main_group(context, group);
    return context;
}

static char *help_of(const struct command *command, struct call *call)
{
    GOptionContext *context = context_new(command, call, true);
    g_option_context_set_summary(context, _(command->summary));
    g_option_context_set_description(context, with_names(_(command->details), command->names));
    char *text = g_option_context_get_help(context, TRUE, NULL);
    g_option_context_free(context);
    return text;
}

bool options_parse(const struct command *command, struct call *call, GError **error)
{
    GOptionContext *context = context_new(command, call, false);
    bool ok =
        g_option_context_parse_strv(context, &call->arguments, error) && set_styles(call, error);
    g_option_context_free(context);
    if (ok && call->help)
        call->help_text = help_of(command, call);
    return ok;
}
