// SPDX-License-Identifier: MIT
// The table of groups.
#include "style/group.h"

#include <string.h>

static const char *const figures_contents[] = {"none", "counts", NULL};
static const char *const colophons[] = {"record", "none", NULL};

#define BODY SCOPE_BLOCK, GROUP_BODY
const struct group style_groups[GROUP_COUNT] = {
    [GROUP_PAGE] = {"page", SCOPE_PAGE, -1, "The paper and its margins.", NULL},
    [GROUP_FIRST_PAGE] = {"first-page", SCOPE_FIRST_PAGE, -1, "Where the first page differs.",
                          NULL},
    [GROUP_FIT] = {"fit", SCOPE_FIT, -1, "What may give way for a well-filled last page.", NULL},
    [GROUP_BODY] = {"body", SCOPE_BLOCK, -1, "What every other block starts from.", NULL},
    [GROUP_KIND] = {"kind", BODY,
                    "What kind of letter it is, and the date beside it; its lines are drawn also "
                    "where neither is known.",
                    NULL},
    [GROUP_TITLE] = {"title", BODY, "The letter's title.", NULL},
    [GROUP_HEADING] = {"heading", BODY, "Headings of every level.", NULL},
    [GROUP_HEADING_2] = {"heading-2", SCOPE_BLOCK, GROUP_HEADING,
                         "Headings below the title; they and the next take every key of heading.",
                         NULL},
    [GROUP_HEADING_3] = {"heading-3", SCOPE_BLOCK, GROUP_HEADING, "The third level.", NULL},
    [GROUP_HEADING_4] = {"heading-4", SCOPE_BLOCK, GROUP_HEADING, "The fourth level.", NULL},
    [GROUP_HEADING_5] = {"heading-5", SCOPE_BLOCK, GROUP_HEADING, "The fifth level.", NULL},
    [GROUP_HEADING_6] = {"heading-6", SCOPE_BLOCK, GROUP_HEADING, "The sixth level.", NULL},
    [GROUP_LETTERHEAD] = {"letterhead", BODY, "The head of the first page, with the logo.", NULL},
    [GROUP_SENDER] = {"sender", BODY, "Who sends the letter.", NULL},
    [GROUP_SENDER_NAME] = {"sender-name", SCOPE_BLOCK, GROUP_SENDER,
                           "A sender's name: the first line.", NULL},
    [GROUP_RETURN_ADDRESS] = {"return-address", SCOPE_BLOCK, GROUP_SENDER,
                              "The sender in one line, above the address in a window.", NULL},
    [GROUP_INFORMATION] = {"information", BODY,
                           "Date and reference beside a window, each with its word.", NULL},
    [GROUP_DATE] = {"date", BODY, "The letter's date.", NULL},
    [GROUP_REFERENCE] = {"reference", BODY, "The reference line.", NULL},
    [GROUP_ADDRESSEE] = {"addressee", BODY, "To whom it is written.", NULL},
    [GROUP_ADDRESSEE_MARKER] = {"addressee-marker", SCOPE_BLOCK, GROUP_ADDRESSEE,
                                "The word beside the addressees.", NULL},
    [GROUP_ADDRESSEE_NAME] = {"addressee-name", SCOPE_BLOCK, GROUP_ADDRESSEE,
                              "An addressee's name, up to the first comma; only weight, slant and "
                              "colour apply.",
                              NULL},
    [GROUP_SUBJECT] = {"subject", BODY, "What the letter is about, over its greeting.", NULL},
    [GROUP_SALUTATION] = {"salutation", BODY, "The greeting.", NULL},
    [GROUP_PARAGRAPH] = {"paragraph", BODY, "Paragraphs of the body.", NULL},
    [GROUP_LEAD] = {"lead", SCOPE_BLOCK, GROUP_PARAGRAPH, "The first paragraph.", NULL},
    [GROUP_LEAD_PHRASE] = {"lead-phrase", SCOPE_BLOCK, GROUP_LEAD,
                           "Its opening phrase, up to the first comma; only weight, slant and "
                           "colour apply.",
                           NULL},
    [GROUP_FIGURES] = {"figures", BODY,
                       "How many have signed, in large figures below the first paragraph, where "
                       "`content` is `counts`: of a summary.",
                       figures_contents},
    [GROUP_FIGURE_NUMBER] = {"figure-number", SCOPE_BLOCK, GROUP_FIGURES, "The figures.", NULL},
    [GROUP_CLOSING] = {"closing", BODY, "The closing phrase.", NULL},
    [GROUP_SIGNATURE] = {"signature", BODY, "Who signs below the closing.", NULL},
    [GROUP_SIGNATURE_NAME] = {"signature-name", SCOPE_BLOCK, GROUP_SIGNATURE,
                              "The name of who signs: the first line.", NULL},
    [GROUP_ENCLOSURES] = {"enclosures", BODY, "What goes with the letter.", NULL},
    [GROUP_COPIES] = {"copy", BODY, "Who else gets it.", NULL},
    [GROUP_QUOTE] = {"quote", BODY, "Block quotes.", NULL},
    [GROUP_VERSE] = {"verse", BODY,
                     "Verse: its two hemistichs are columns of one width, `column-gap` apart.",
                     NULL},
    [GROUP_LIST] = {"list", BODY, "Lists within the letter.", NULL},
    [GROUP_SIGNATORIES] = {"signatories", BODY, "The list of signatories.", NULL},
    [GROUP_SIGNATORIES_HEADING] = {"signatories-heading", BODY,
                                   "The heading of the signatories: the letter's own, or one that "
                                   "is put there.",
                                   NULL},
    [GROUP_SIGNATORIES_SUBHEADING] = {"signatories-subheading", BODY,
                                      "Of several lists, the heading of each.", NULL},
    [GROUP_COUNTS] = {"count", BODY, "How many have signed, beside the heading.", NULL},
    [GROUP_LABEL] = {"label", BODY,
                     "The labels of entries; only family, weight, slant, colour, nth, nth-weight "
                     "and suffix apply.",
                     NULL},
    [GROUP_AFFILIATION] = {"affiliation", BODY, "What follows a name; only weight and slant apply.",
                           NULL},
    [GROUP_NOTE] = {"note", BODY, "What is said of the list.", NULL},
    [GROUP_TABLE] = {"table", BODY, "Tables.", NULL},
    [GROUP_HEADER_CELL] = {"header-cell", SCOPE_BLOCK, GROUP_TABLE, "Header cells of a table.",
                           NULL},
    [GROUP_VOLUMES] = {"volumes", SCOPE_BLOCK, GROUP_TABLE,
                       "The table of volumes, on the title page of each.", NULL},
    [GROUP_VOLUMES_HEADER] = {"volumes-header", SCOPE_BLOCK, GROUP_VOLUMES, "Its header cells.",
                              NULL},
    [GROUP_FIGURE] = {"figure", BODY, "Images.", NULL},
    [GROUP_CAPTION] = {"caption", BODY, "Captions of images and tables.", NULL},
    [GROUP_FOOTNOTE] = {"footnote", BODY, "Notes at the foot of the page.", NULL},
    [GROUP_RULE] = {"rule", BODY, "A line between blocks; border is its thickness.", NULL},
    [GROUP_LINK] = {"link", BODY, "Links; only weight and slant apply.", NULL},
    [GROUP_CODE] = {"code", BODY, "Literal text; only the family applies.", NULL},
    [GROUP_RUNNING_HEAD] = {"running-head", BODY, "The line at the head of each page.", NULL},
    [GROUP_FOLIO] = {"folio", BODY, "The page number.", NULL},
    [GROUP_COLOPHON] = {"colophon", BODY, "What this copy is, at the letter's end.", colophons},
    [GROUP_COLOPHON_HEADING] = {"colophon-heading", SCOPE_BLOCK, GROUP_COLOPHON, "Its heading.",
                                NULL},
    [GROUP_COLOPHON_LABEL] = {"colophon-label", SCOPE_BLOCK, GROUP_COLOPHON,
                              "The labels of its rows.", NULL},
    [GROUP_COLOPHON_DIGEST] = {"colophon-digest", SCOPE_BLOCK, GROUP_COLOPHON,
                               "The digest of the source.", NULL},
};

int group_find(const char *name)
{
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (strcmp(style_groups[i].name, name) == 0)
            return i;
    }
    return -1;
}

void *group_base(struct style *style, int group)
{
    switch (style_groups[group].scope) {
    case SCOPE_PAGE:
        return &style->page;
    case SCOPE_FIRST_PAGE:
        return &style->first_margin;
    case SCOPE_FIT:
        return &style->fit;
    case SCOPE_BLOCK:
        break;
    }
    return &style->blocks[group];
}
