// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_render(call->w, call->words[0], call->output);
}

const struct command cmd_render = {
    .name = "render",
    .synopsis = "SOURCE... -o FILE.pdf|.html|.epub|.docx|.md|.txt",
    .summary = N_("the letter of record as PDF"),
    .details = N_("One file that is PDF/A-2a and PDF/UA-1 together: archives and assistive "
                  "technology accept it. The ending may ask for another form of the letter: .html "
                  "is one page that needs nothing but itself, .epub is an e-book with the pages of "
                  "the record, .docx is a Word document, by the rules of the receiver that --for "
                  "names, .md is clean Markdown, .txt is what was typeset. A folder stands for the "
                  "letters in it; of several, -o names a folder, or each by {name}, as "
                  "'out/{name}.html'."),
    .least = 1,
    .most = 1,
    .many = ".pdf",
    .output = true,
    .notes_are_result = false,
    .options =
        "output strict pdf for faces print jobs volumes volume sign certificate timestamp proof",
    .run = run,
};
