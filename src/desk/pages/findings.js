// SPDX-License-Identifier: MIT
// Each code of check in the words of an editor: a title, why it matters. A code that is not here is said as check says it.
import {language} from "./words.js";

const TEXT = {
  en: {
    "space-doubled": ["Two spaces where one would do", "They open a hole in the line."],
    "space-odd": ["A space of another kind", "It is wider or narrower than the others, and search may not find it."],
    "space-before-punctuation": ["A space before the mark", "The mark may fall alone at the start of a line."],
    "space-missing-after-punctuation": ["No space after the mark", "Two words run into each other."],
    "space-missing-before-bracket": ["No space before the bracket", "The bracket touches the word before it."],
    "space-missing-after-bracket": ["No space after the bracket", "The bracket touches the word after it."],
    "space-inside-bracket": ["A space inside the bracket", "The bracket may stand alone at a line’s end."],
    "dash-spacing": ["A dash with a space on one side only", "It reads as part of one of the words."],
    "bracket-unbalanced": ["A bracket without its partner", "A reader looks for where it ends."],
    "quote-unbalanced": ["A quotation mark without its partner", "It is not clear what is quoted."],
    "numbers-missing": ["Numbers without a name", "The list skips them; a reader may ask who left."],
    "total-agrees": ["The totals agree", "What the letter states is what its list holds."],
    "total-differs": ["The totals do not agree", "What the letter states is not what its list holds."],
    "duplicate": ["A name that stands twice", "It may be one signatory or two."],
    "near-duplicate": ["Two names that look alike", "It may be one signatory or two."],
    "mixed-script-word": ["Letters of two scripts in one word", "Search does not find it, and it may be read wrongly."],
    "list-not-found": ["A heading of signatories, and no names", "Nobody would be printed below it."],
    "list-doubtful": ["Is this the list of names?", "It can be read as a list or as text."],
    "date-from-file": ["What is the letter’s date?", "The text states none."],
  },
  ar: {
    "space-doubled": ["مسافتان في موضع واحدة", "تفتحان فراغا في السطر."],
    "space-odd": ["مسافة من نوع آخر", "أوسع أو أضيق من غيرها، وقد لا يجدها البحث."],
    "space-before-punctuation": ["مسافة قبل العلامة", "قد تقع العلامة وحدها في أول السطر."],
    "space-missing-after-punctuation": ["لا مسافة بعد العلامة", "تتّصل كلمتان."],
    "space-missing-before-bracket": ["لا مسافة قبل القوس", "يمسّ القوس الكلمة التي قبله."],
    "space-missing-after-bracket": ["لا مسافة بعد القوس", "يمسّ القوس الكلمة التي بعده."],
    "space-inside-bracket": ["مسافة داخل القوس", "قد يبقى القوس وحده في آخر السطر."],
    "dash-spacing": ["شرطة بمسافة من جانب واحد", "تُقرأ جزءا من إحدى الكلمتين."],
    "bracket-unbalanced": ["قوس بلا قرين", "يبحث القارئ أين ينتهي."],
    "quote-unbalanced": ["علامة اقتباس بلا قرين", "لا يُعرف ما المقتبس."],
    "numbers-missing": ["أرقام لا اسم عندها", "تتخطّاها القائمة، وقد يسأل القارئ من انسحب."],
    "total-agrees": ["المجاميع متّفقة", "ما تذكره الرسالة هو ما في قائمتها."],
    "total-differs": ["المجاميع غير متّفقة", "ما تذكره الرسالة غير ما في قائمتها."],
    "duplicate": ["اسم ورد مرتين", "قد يكون موقّعا واحدا أو اثنين."],
    "near-duplicate": ["اسمان متشابهان", "قد يكونان موقّعا واحدا أو اثنين."],
    "mixed-script-word": ["حروف من كتابتين في كلمة", "لا يجدها البحث، وقد تُقرأ خطأ."],
    "list-not-found": ["عنوان موقّعين بلا أسماء", "لن يُطبع تحته أحد."],
    "list-doubtful": ["أهذه قائمة الأسماء؟", "تُقرأ قائمة وتُقرأ نصا."],
    "date-from-file": ["ما تاريخ الرسالة؟", "لا تاريخ في النص."],
  },
};

const ASKS = new Set(["date-from-file", "list-doubtful", "column-doubtful", "list-not-found"]);
const OF_LIST = /^(numbers|total|list|column|consent)-|^(near-)?duplicate$/;

/** Two entries that may be one signatory. */
export const isPair = (note) => /^(near-)?duplicate$/.test(note.code);

export function titleOf(note) {
  return (TEXT[language()][note.code] || [note.local])[0];
}

export function whyOf(note) {
  return (TEXT[language()][note.code] || ["", ""])[1];
}

/** "asks", "text", "list"; null for what is only told. */
export function groupOf(note) {
  if (ASKS.has(note.code)) return "asks";
  if (note.severity === "note") return null;
  return note.elsewhere || OF_LIST.test(note.code) ? "list" : "text";
}
