// SPDX-License-Identifier: MIT
// The table of groups.
#include "style/group.h"

#include <string.h>

static const char *const colophons[] = {"record", "none", NULL};

#define BODY SCOPE_BLOCK, GROUP_BODY
const struct group style_groups[GROUP_COUNT] = {
    [GROUP_PAGE] = {"page", SCOPE_PAGE, -1, "The paper and its margins."},
    [GROUP_FIRST_PAGE] = {"first-page", SCOPE_FIRST_PAGE, -1, "Where the first page differs."},
    [GROUP_FIT] = {"fit", SCOPE_FIT, -1, "What may give way for a well-filled last page."},
    [GROUP_BODY] = {"body", SCOPE_BLOCK, -1, "What every other block starts from."},
    [GROUP_KIND] = {"kind", BODY,
                    "What kind of letter it is, and the date beside it; its lines are drawn also "
                    "where neither is known."},
    [GROUP_TITLE] = {"title", BODY, "The letter's title."},
    [GROUP_HEADING] = {"heading", BODY, "Headings of every level."},
    [GROUP_HEADING_2] = {"heading-2", SCOPE_BLOCK, GROUP_HEADING,
                         "Headings below the title; they and the next take every key of heading."},
    [GROUP_HEADING_3] = {"heading-3", SCOPE_BLOCK, GROUP_HEADING, "The third level."},
    [GROUP_HEADING_4] = {"heading-4", SCOPE_BLOCK, GROUP_HEADING, "The fourth level."},
    [GROUP_HEADING_5] = {"heading-5", SCOPE_BLOCK, GROUP_HEADING, "The fifth level."},
    [GROUP_HEADING_6] = {"heading-6", SCOPE_BLOCK, GROUP_HEADING, "The sixth level."},
    [GROUP_LETTERHEAD] = {"letterhead", BODY, "The head of the first page, with the logo."},
    [GROUP_SENDER] = {"sender", BODY, "Who sends the letter."},
    [GROUP_SENDER_NAME] = {"sender-name", SCOPE_BLOCK, GROUP_SENDER,
                           "A sender's name: the first line."},
    [GROUP_RETURN_ADDRESS] = {"return-address", SCOPE_BLOCK, GROUP_SENDER,
                              "The sender in one line, above the address in a window."},
    [GROUP_INFORMATION] = {"information", BODY,
                           "Date and reference beside a window, each with its word."},
    [GROUP_DATE] = {"date", BODY, "The letter's date."},
    [GROUP_REFERENCE] = {"reference", BODY, "The reference line."},
    [GROUP_ADDRESSEE] = {"addressee", BODY, "To whom it is written."},
    [GROUP_ADDRESSEE_MARKER] = {"addressee-marker", SCOPE_BLOCK, GROUP_ADDRESSEE,
                                "The word beside the addressees."},
    [GROUP_ADDRESSEE_NAME] = {"addressee-name", SCOPE_BLOCK, GROUP_ADDRESSEE,
                              "An addressee's name, up to the first comma; only weight, slant and "
                              "colour apply."},
    [GROUP_SUBJECT] = {"subject", BODY, "What the letter is about, over its greeting."},
    [GROUP_SALUTATION] = {"salutation", BODY, "The greeting."},
    [GROUP_PARAGRAPH] = {"paragraph", BODY, "Paragraphs of the body."},
    [GROUP_LEAD] = {"lead", SCOPE_BLOCK, GROUP_PARAGRAPH, "The first paragraph."},
    [GROUP_LEAD_PHRASE] = {"lead-phrase", SCOPE_BLOCK, GROUP_LEAD,
                           "Its opening phrase, up to the first comma; only weight, slant and "
                           "colour apply."},
    [GROUP_CLOSING] = {"closing", BODY, "The closing phrase."},
    [GROUP_SIGNATURE] = {"signature", BODY, "Who signs below the closing."},
    [GROUP_SIGNATURE_NAME] = {"signature-name", SCOPE_BLOCK, GROUP_SIGNATURE,
                              "The name of who signs: the first line."},
    [GROUP_ENCLOSURES] = {"enclosures", BODY, "What goes with the letter."},
    [GROUP_COPIES] = {"copy", BODY, "Who else gets it."},
    [GROUP_QUOTE] = {"quote", BODY, "Block quotes."},
    [GROUP_LIST] = {"list", BODY, "Lists within the letter."},
    [GROUP_SIGNATORIES] = {"signatories", BODY, "The list of signatories."},
    [GROUP_SIGNATORIES_HEADING] = {"signatories-heading", BODY,
                                   "The heading of the signatories: the letter's own, or one that "
                                   "is put there."},
    [GROUP_SIGNATORIES_SUBHEADING] = {"signatories-subheading", BODY,
                                      "Of several lists, the heading of each."},
    [GROUP_COUNTS] = {"count", BODY, "How many have signed, beside the heading."},
    [GROUP_LABEL] = {"label", BODY,
                     "The labels of entries; only family, weight, slant, colour, nth, nth-weight "
                     "and suffix apply."},
    [GROUP_AFFILIATION] = {"affiliation", BODY,
                           "What follows a name; only weight and slant apply."},
    [GROUP_NOTE] = {"note", BODY, "What is said of the list."},
    [GROUP_TABLE] = {"table", BODY, "Tables."},
    [GROUP_HEADER_CELL] = {"header-cell", SCOPE_BLOCK, GROUP_TABLE, "Header cells of a table."},
    [GROUP_FIGURE] = {"figure", BODY, "Images."},
    [GROUP_CAPTION] = {"caption", BODY, "Captions of images and tables."},
    [GROUP_FOOTNOTE] = {"footnote", BODY, "Notes at the foot of the page."},
    [GROUP_RULE] = {"rule", BODY, "A line between blocks; border is its thickness."},
    [GROUP_LINK] = {"link", BODY, "Links; only weight and slant apply."},
    [GROUP_CODE] = {"code", BODY, "Literal text; only the family applies."},
    [GROUP_RUNNING_HEAD] = {"running-head", BODY, "The line at the head of each page."},
    [GROUP_FOLIO] = {"folio", BODY, "The page number."},
    [GROUP_COLOPHON] = {"colophon", BODY, "What this copy is, at the letter's end.", colophons},
    [GROUP_COLOPHON_HEADING] = {"colophon-heading", SCOPE_BLOCK, GROUP_COLOPHON, "Its heading."},
    [GROUP_COLOPHON_LABEL] = {"colophon-label", SCOPE_BLOCK, GROUP_COLOPHON,
                              "The labels of its rows."},
    [GROUP_COLOPHON_DIGEST] = {"colophon-digest", SCOPE_BLOCK, GROUP_COLOPHON,
                               "The digest of the source."},
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
