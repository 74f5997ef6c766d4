// SPDX-License-Identifier: MIT
// What the page says, in each language. {0}, {1} are filled in; a list of forms is chosen by the first number:
// English one, other; Arabic zero, one, two, few, many, other.

const en = {
  places: ["Letter", "Names", "Look", "Hand out", "Versions", "Prove"],
  warraq: "Warraq", other: "العربية", close: "Close", saved: "Saved", unsaved: "Not written yet", skip: "Skip to the work",
  start: "Start with a letter", nothingLeaves: "Nothing leaves this machine. Only this folder is read and written: {0}",
  zone: "Drop the letter here, and the sheet of names if there is one",
  forms: "Word, LibreOffice, a saved web page or text; names from Excel or CSV",
  choose: "Choose files", paste: "Paste text", pasted: "Paste the letter here", use: "Use this text",
  tryExample: "Try the example letter", example: "An Arabic letter with 273 signatories; nothing is written until you ask.",
  inFolder: "In this folder", changed: "changed {0}", proveIt: "Prove it", sent: "Someone sent you an archive?",
  reading: "Reading {0}", noFolderFiles: "Nothing yet",
  things: ["{0} thing to look at", "{0} things to look at"], nothing: "Nothing to look at", nextLook: "Next: choose the look",
  groups: ["{0} asks you, {1} in the text, {2} in the list.", "{0} ask you, {1} in the text, {2} in the list."], pages: ["{0} page", "{0} pages"], next: ["The next {0}", "The next {0}"],
  aside: ["{0} line was set aside", "{0} lines were set aside"], asks: "Asks you", text: "Text", list: "List",
  nth: "{0} of {1}", line: "Line {0}", onPage: "page {0}", now: "Now", becomes: "Becomes", mend: "Mend", leave: "Leave as typed", undo: "Undo",
  mended: "Mended.", keptAsCame: "The file you dropped is kept as it came.", copyWritten: "Mending works on a clean copy, {0}.",
  noDate: "None in the text", setDate: "Set the date",
  findings: "Findings", textView: "Text", page: "Page", pageOf: "Page {0} of {1}", textOf: "Text of line {0}",
  asideTitle: ["{0} line set aside", "{0} lines set aside"], asideUnder: "They are not printed. The archive keeps the file as it came, with them.",
  why: "Why", back: "Back to the letter", keep: "Keep in the letter",
  sumTitle: ["{0} name will be printed", "{0} names will be printed"], nobody: "Nobody is merged, renumbered or lost.",
  printed: "printed", unnamed: "asked not to be named", missing: "numbers without a name", stated: "stated", rows: "rows",
  notConsented: "without consent", pending: "not answered yet", withdrawn: "withdrawn",
  addsUp: "The counts add up", notUp: ["The counts do not add up: {0} is missing", "The counts do not add up: {0} are missing"],
  over: ["The counts do not add up: {0} too many", "The counts do not add up: {0} too many"],
  gaps: "Numbers without a name", gap: "The source has no name for these numbers. Their places stay empty; nobody is renumbered.",
  alike: ["{0} pair looks alike", "{0} pairs look alike"], find: "Find a name or a number", all: "All names",
  noNames: "No names were found. If the letter has signatories, drop their sheet here.", chooseSheet: "Choose the sheet",
  columnsTitle: "What are this sheet’s columns?", columnsUnder: "{0} rows. Say what each column is.",
  column: "Column in the sheet", takenFor: "Taken for", holds: "Holds", inPrint: "In print", isPrinted: "Printed", isPrivate: "Private: not printed",
  decides: "Not printed; decides who is", notPrinted: "Not printed", saveAnswers: "Save these answers", empty: "empty", notShown: "Not shown.",
  written: "The same as an option",
  lookTitle: "How should the letter look?", lookUnder: "The pictures are of your letter. Each choice can be undone.",
  styles: {letter: "Letter", petition: "Petition", compact: "Compact", letterhead: "Letterhead", "large-print": "Large print", print: "Print"},
  uses: {letter: "to deliver", letterhead: "with the sender on top", petition: "centred", compact: "saves paper", "large-print": "for low vision", print: "for a printer"},
  accents: {"#741b20": "Copyist’s red", "#17406d": "blue", "#1c5a34": "green", "#000000": "black"},
  goTo: "Go to", fromRows: ["From {0} row of the sheet.", "From {0} rows of the sheet."], allNames: ["The name", "All {0} names"], columnsLink: "Columns of the sheet",
  gapsLink: ["{0} number without a name", "{0} numbers without a name"], nextLookLink: "Next: choose the look", lastKept: "Last kept on {0}.",
  restoreNote: "Restoring puts version {0} in a new folder; your letter is not touched.", restoreN: "Restore version {0}", noneInLetter: "(none in the letter)",
  reasons: {"residue-phrase": "a phrase of web pages", "residue-position": "stands where a web page has its own text",
    "residue-repeat": "comes again and again through the page", "residue-markup": "the page marks it as something else",
    "residue-page": "by its place and words the page around it", "title-repeated": "the title once more"},
  kinds: {full: "whole name", name: "name", given: "given name", middle: "middle name", family: "family name", organisation: "organisation", role: "role",
    affiliation: "affiliation", place: "place", country: "country", number: "number", lang: "language", consent: "consent", email: "e-mail address",
    phone: "telephone", address: "postal address", time: "time", network: "network address", none: "something else"},
  shapes: {empty: "empty", email: "e-mail addresses", phone: "telephone numbers", time: "times", network: "network addresses", link: "links", number: "numbers",
    code: "identifiers", name: "names or short texts", text: "longer texts", answer: "answers"},
  unsure: "Until you answer it counts as private.",
  waiting: ["{0} row has not said so. Until it does it is not printed.", "{0} rows have not said so. Until they do they are not printed."],
  byHand: "kept by hand", bothStayButton: "Both stay", rightSo: "That is right", withdraw: "Take line {0} out", kind: "Kind", kindWhy: "stands in the head of a clean copy, letter.md. Your file stays as it is.", makeCopy: "Make the copy", kindUsual: "Open letter", accent: "Accent", sender: "Sender", logo: "Logo", noLogo: "none", without: "Without", houseWhy: "These hold until Warraq is closed. To keep them for every letter of this folder:", houseShow: "Show what would be written", houseWill: "What will be written in {0}", houseSave: "Write it", houseWritten: "{0} is written.", saveCurve: "Save the curve as a picture", busy: "Working",
  details: "Details", date: "Date", paper: "Paper", command: "The same as a command line", copy: "Copy", copied: "Copied.", make: "Make",
  nextMake: "Next: make the files",
  needTitle: "What do you need?", needUnder: "Files are written in {0}", file: "File", what: "For", state: "State",
  products: {
    pdf: ["The letter, PDF", "To deliver, print and keep"], zip: ["The archive, ZIP", "Everything in one file that proves itself"],
    booklet: ["Booklet, PDF", "To fold and staple; A4 sheets"], summary: ["Summary, one page", "To give away"],
    "large-print": ["Large print, PDF", "For low vision"], master: ["Printer’s master, PDF", "For a printing house"],
    html: ["Web page", "To publish; one file"], text: ["Text", "The words alone"], docx: ["Word", "For someone who must edit"],
    epub: ["EPUB", "To read on a telephone"],
  },
  none: "Not made yet", done: "Done", old: "Out of date", oldWhy: "the text changed since", open: "Open", again: "Again",
  makeAgain: "Make again", stop: "Stop", stopped: "Stopped. Nothing was written; the file made before is as it was.",
  makeAll: "Make all that is missing", left: "about {0} s left",
  stillOpen: ["{0} finding in the letter is still open. Making files does not wait for it.",
              "{0} findings in the letter are still open. Making files does not wait for them."], lookAt: "Look at them",
  kept: ["{0} version kept", "{0} versions kept"], never: "A kept version is never changed.", noVersion: "No version kept yet",
  keepOne: "Keep one before you send the letter.", changedWhat: "What changed?", keepVersion: "Keep a version",
  overTime: "Names over time", log: "Log", from: "From", to: "To", restore: "Restore", version: "Version {0}", names: ["{0} name", "{0} names"],
  against: "Version {0} against version {1}", addedN: "names added", removedN: "names removed", respeltN: "respelt", textN: "paragraphs changed",
  added: "+ added", removed: "− removed", respelt: "respelt", before: "before", after: "after",
  unchanged: "Nothing has changed since version {0}. No version was added.", restoredIn: "Version {0} is in the folder {1}; your letter is not touched.",
  proveTitle: "Is this archive as it was sent?", proveUnder: "Nothing from it is written on your machine and no link in it is opened.",
  proveZone: "Drop an archive or a PDF here", chooseOne: "Choose",
  wholeSigned: "Whole, and signed", wholeStranger: "Whole; signer unknown", wholeUnsigned: "Whole, but nobody signed it",
  altered: "Altered or not whole", unreadable: "Cannot be read", asSealed: "All files are as they were sealed.",
  whoWhen: "Who made it, and when, cannot be known.", signedBy: "Signed by {0}", at: "At {0}", digest: "Its digest",
  todo: "What to do:", doNothing: "Nothing. Keep it as it is.", doAsk: "Do not rely on it. Ask the sender for it again.",
  doCall: "Read the digest to its maker by telephone and compare.", doCert: "Ask the signer for their certificate by another way.",
  report: "Save the report", faults: ["{0} fault", "{0} faults"], more: ["and {0} more", "and {0} more"],
  nothingChanged: "Nothing was changed.",
  keptLine: "Kept", keptN: ["{0} kept", "{0} kept"], comma: ", ", rowOf: "Row {0} of the sheet", about: "about {0} s",
  holdsThis: "Does {0} hold this: {1}?", doThey: ["{0} row says “{1}”: does it agree?", "{0} rows say “{1}”: do they agree?"],
  questions: ["{0} question before the list can be printed", "{0} questions before the list can be printed"], yes: "Yes", no: "No",
  saysIt: ["“{1}” ({0}):", "“{1}” ({0}):"], agrees: "Agrees", doesNot: "Does not", notUntil: "Until you answer they are not printed.",
  pendingLink: ["{0} not answered yet", "{0} not answered yet"], diskFull: "The disk is full; nothing was written", asBefore: "What was made before is as it was.",
  freeRoom: "Free some room, then try again.", tryAgain: "Try again", filesSealed: ["{0} file, as it was sealed.", "{0} files, all as they were sealed."],
  changedF: ["{0} file changed", "{0} files changed"], addedF: ["{0} file added", "{0} files added"], missingF: ["{0} file missing", "{0} files missing"],
  changedOutside: "Another program changed {0}", mineKept: "What you wrote here is not saved yet. Save it under another name, or open the other’s text.",
  beforeLetter: "Before the letter", withinLetter: "Within the letter", afterLetter: "After the letter",
  saveMine: "Save mine under another name", cannotRead: "This file cannot be read: {0}", chooseAnother: "Choose another file",
  whichColumn: "Which column holds the names?", untilChosen: "Nothing is printed until you choose.", useColumn: "Use this column",
  savedUpTo: "What you wrote is saved up to {0}.", leftInText: ["{0} left in the text.", "{0} left in the text."],
  reopen: "Open it again", gone: "Warraq has stopped", goneWhy: "This page cannot work alone.", goneDo: "Open Warraq again the way you opened it first.",
  closed: "Warraq is closed. Everything is saved. You can close this page.", noLetter: "No letter is open", openOne: "Open one first.",
  refused: "This could not be done",
};

const ar = {
  places: ["الرسالة", "الأسماء", "المظهر", "الإخراج", "النسخ", "التحقّق"],
  warraq: "ورّاق", other: "English", close: "إغلاق", saved: "محفوظ", unsaved: "لم يُكتب بعد", skip: "انتقل إلى العمل",
  start: "ابدأ برسالة", nothingLeaves: "لا يخرج شيء من هذا الجهاز. يُقرأ ويُكتب في هذا المجلد وحده: {0}",
  zone: "أفلت الرسالة هنا، ومعها جدول الأسماء إن وُجد", forms: "Word أو LibreOffice أو صفحة محفوظة أو نص؛ وأسماء من Excel أو CSV",
  choose: "اختر ملفات", paste: "ألصق نصا", pasted: "ألصق الرسالة هنا", use: "استعمل هذا النص",
  tryExample: "جرّب رسالة المثال", example: "رسالة عربية فيها 273 موقّعا؛ لا يُكتب شيء حتى تطلب.",
  inFolder: "في هذا المجلد", changed: "تغيّر {0}", proveIt: "تحقّق منه", sent: "أرسل إليك أحد أرشيفا؟", reading: "يُقرأ {0}", noFolderFiles: "لا شيء بعد",
  things: ["لا ملاحظات", "ملاحظة واحدة", "ملاحظتان", "{0} ملاحظات", "{0} ملاحظة", "{0} ملاحظة"], nothing: "لا ملاحظات",
  nextLook: "التالي: اختر المظهر", groups: ["لا شيء يسألك، و{1} في النص، و{2} في القائمة.", "واحدة تسألك، و{1} في النص، و{2} في القائمة.", "اثنتان تسألانك، و{1} في النص، و{2} في القائمة.", "{0} تسألك، و{1} في النص، و{2} في القائمة.", "{0} تسألك، و{1} في النص، و{2} في القائمة.", "{0} تسألك، و{1} في النص، و{2} في القائمة."],
  pages: ["لا صفحات", "صفحة واحدة", "صفحتان", "{0} صفحات", "{0} صفحة", "{0} صفحة"],
  next: ["", "الملاحظة التالية", "الملاحظتان التاليتان", "الملاحظات الـ{0} التالية", "الملاحظات الـ{0} التالية", "الملاحظات الـ{0} التالية"],
  aside: ["لم يُنحَّ شيء", "سطر نُحّي جانبا", "سطران نُحّيا جانبا", "{0} أسطر نُحّيت جانبا", "{0} سطرا نُحّي جانبا", "{0} سطر نُحّي جانبا"],
  asks: "تسألك", text: "النص", list: "القائمة", nth: "{0} من {1}", line: "السطر {0}", onPage: "صفحة {0}", now: "الآن", becomes: "يصير", mend: "أصلح",
  leave: "اتركه كما كُتب", undo: "تراجع", mended: "أُصلح.", keptAsCame: "الملف الذي أفلتّه محفوظ كما وصل.", copyWritten: "نُصلح في نسخة نظيفة، {0}.",
  noDate: "لا تاريخ في النص", setDate: "اجعله تاريخ الرسالة",
  findings: "الملاحظات", textView: "النص", page: "الصفحة", pageOf: "صفحة {0} من {1}", textOf: "نص السطر {0}",
  asideTitle: ["لم يُنحَّ شيء", "سطر منحّى جانبا", "سطران منحّيان جانبا", "{0} أسطر منحّاة جانبا", "{0} سطرا منحّى جانبا", "{0} سطر منحّى جانبا"],
  asideUnder: "لا تُطبع، لكنها تبقى في الأرشيف كما وصلت.", why: "السبب", back: "العودة إلى الرسالة", keep: "أعده إلى الرسالة",
  sumTitle: ["لا أسماء", "سيُطبع اسم واحد", "سيُطبع اسمان", "ستُطبع {0} أسماء", "سيُطبع {0} اسما", "سيُطبع {0} اسم"],
  nobody: "لا يُدمج أحد ولا يُعاد ترقيمه ولا يضيع.", printed: "مطبوع", unnamed: "آثر عدم ذكر اسمه", missing: "رقم لا اسم عنده", stated: "المذكور",
  rows: "صفا", notConsented: "بلا موافقة", pending: "لم يُجب عنه", withdrawn: "منسحب",
  addsUp: "الأعداد متّفقة",
  notUp: ["الأعداد متّفقة", "الأعداد غير متّفقة: ينقص واحد", "الأعداد غير متّفقة: ينقص اثنان", "الأعداد غير متّفقة: تنقص {0}", "الأعداد غير متّفقة: ينقص {0}", "الأعداد غير متّفقة: ينقص {0}"],
  over: ["الأعداد متّفقة", "الأعداد غير متّفقة: يزيد واحد", "الأعداد غير متّفقة: يزيد اثنان", "الأعداد غير متّفقة: تزيد {0}", "الأعداد غير متّفقة: يزيد {0}", "الأعداد غير متّفقة: يزيد {0}"],
  gaps: "أرقام لا اسم عندها", gap: "لا اسم لهذه الأرقام في المصدر. تبقى أماكنها فارغة، ولا يُعاد ترقيم أحد.",
  alike: ["لا أزواج متشابهة", "زوج متشابه", "زوجان متشابهان", "{0} أزواج متشابهة", "{0} زوجا متشابها", "{0} زوج متشابه"],
  find: "ابحث عن اسم أو رقم", all: "كل الأسماء", noNames: "لم نجد أسماء. إن كان للرسالة موقّعون فأفلت جدولهم هنا.", chooseSheet: "اختر الجدول",
  columnsTitle: "ما أعمدة هذا الجدول؟", columnsUnder: "{0} صفا. قل ما كل عمود.", column: "العمود في الجدول", takenFor: "عُدّ", holds: "فيه", inPrint: "في الطباعة",
  isPrinted: "يُطبع", isPrivate: "خاص: لا يُطبع", decides: "لا يُطبع؛ به يُعرف من يُطبع", notPrinted: "لا يُطبع", saveAnswers: "احفظ هذه الأجوبة",
  empty: "فارغة", notShown: "لا تُعرض.", written: "وهذا خيارا",
  lookTitle: "كيف تظهر الرسالة؟", lookUnder: "الصور لرسالتك. يمكن التراجع عن كل اختيار.",
  styles: {letter: "رسالة", petition: "عريضة", compact: "مضغوط", letterhead: "برأس المرسل", "large-print": "حروف كبيرة", print: "للمطبعة"},
  uses: {letter: "للتسليم", letterhead: "والمرسل في رأسها", petition: "موسّط", compact: "يوفّر الورق", "large-print": "لضعاف البصر", print: "لدار طباعة"},
  accents: {"#741b20": "أحمر الورّاقين", "#17406d": "أزرق", "#1c5a34": "أخضر", "#000000": "أسود"},
  goTo: "اذهب إلى", fromRows: ["من لا صفوف.", "من صف واحد في الجدول.", "من صفين في الجدول.", "من {0} صفوف في الجدول.", "من {0} صفا في الجدول.", "من {0} صف في الجدول."],
  allNames: ["لا أسماء", "الاسم", "الاسمان", "كل الأسماء، {0}", "كل الأسماء، {0}", "كل الأسماء، {0}"], columnsLink: "أعمدة الجدول",
  gapsLink: ["لا أرقام بلا اسم", "رقم لا اسم عنده", "رقمان لا اسم عندهما", "{0} أرقام لا اسم عندها", "{0} رقما لا اسم عنده", "{0} رقم لا اسم عنده"], nextLookLink: "التالي: اختر المظهر",
  lastKept: "آخر حفظ في {0}.", restoreNote: "الاستعادة تضع النسخة {0} في مجلد جديد، ولا تمسّ رسالتك.", restoreN: "استعد النسخة {0}", noneInLetter: "(لا تاريخ في النص)",
  reasons: {"residue-phrase": "عبارة من صفحات الويب", "residue-position": "في موضع نص الصفحة نفسها",
    "residue-repeat": "تتكرّر في الصفحة", "residue-markup": "تعدّه الصفحة شيئا آخر",
    "residue-page": "من الصفحة حولها، بموضعه وكلماته", "title-repeated": "العنوان مرة أخرى"},
  kinds: {full: "الاسم كاملا", name: "الاسم", given: "الاسم الأول", middle: "الاسم الأوسط", family: "اسم العائلة", organisation: "المنظمة", role: "الصفة",
    affiliation: "الجهة", place: "المكان", country: "البلد", number: "الرقم", lang: "اللغة", consent: "الموافقة", email: "بريد إلكتروني",
    phone: "هاتف", address: "عنوان بريدي", time: "الوقت", network: "عنوان شبكة", none: "غير ذلك"},
  shapes: {empty: "فارغة", email: "عناوين بريد", phone: "أرقام هواتف", time: "أوقات", network: "عناوين شبكة", link: "روابط", number: "أرقام",
    code: "معرّفات", name: "أسماء أو نصوص قصيرة", text: "نصوص أطول", answer: "أجوبة"},
  unsure: "إلى أن تجيب يُعدّ خاصا.",
  waiting: ["", "صف واحد لم يُجب. إلى أن يجيب لا يُطبع.", "صفان لم يُجابا. إلى أن يُجابا لا يُطبعان.", "{0} صفوف لم تُجب. إلى أن تجيب لا تُطبع.",
    "{0} صفا لم يُجب. إلى أن يجيب لا يُطبع.", "{0} صف لم يُجب. إلى أن يجيب لا يُطبع."],
  byHand: "أعدته أنت", bothStayButton: "يبقى الاثنان", rightSo: "هو كذلك", withdraw: "اسحب السطر {0}", kind: "النوع", kindWhy: "يُكتب في رأس نسخة نظيفة، letter.md، ويبقى ملفك كما هو.", makeCopy: "اصنع النسخة", kindUsual: "رسالة مفتوحة", accent: "اللون", sender: "المرسل", logo: "الشعار", noLogo: "بلا شعار", without: "بلاه", houseWhy: "تبقى هذه حتى إغلاق ورّاق. لتبقى لكل رسائل هذا المجلد:", houseShow: "أرني ما الذي سيُكتب", houseWill: "ما الذي سيُكتب في {0}", houseSave: "اكتبه", houseWritten: "كُتب {0}.", saveCurve: "احفظ المنحنى صورة", busy: "يُعمل عليه",
  details: "التفاصيل", date: "التاريخ", paper: "الورق", command: "وهذا سطر أوامر", copy: "انسخ", copied: "نُسخ.", make: "أخرج", nextMake: "التالي: أخرج الملفات",
  needTitle: "ماذا تحتاج؟", needUnder: "تُكتب الملفات في {0}", file: "الملف", what: "لأجل", state: "الحال",
  products: {
    pdf: ["الرسالة، PDF", "للتسليم والطباعة والحفظ"], zip: ["الأرشيف، ZIP", "كل شيء في ملف واحد يثبت نفسه"], booklet: ["كتيّب، PDF", "يُطوى ويُدبّس؛ أوراق A4"],
    summary: ["ملخّص في صفحة", "للتوزيع"], "large-print": ["حروف كبيرة، PDF", "لضعاف البصر"], master: ["أصل الطباعة، PDF", "لدار طباعة"],
    html: ["صفحة ويب", "للنشر؛ ملف واحد"], text: ["نص", "الكلمات وحدها"], docx: ["Word", "لمن عليه أن يحرّر"], epub: ["EPUB", "للقراءة على الهاتف"],
  },
  none: "لم يُخرج بعد", done: "جاهز", old: "قديم", oldWhy: "تغيّر النص بعد إخراجه", open: "افتح", again: "مرة أخرى", makeAgain: "أخرجه من جديد", stop: "أوقفه",
  stopped: "أُوقف. لم يُكتب شيء، والملف السابق كما كان.", makeAll: "أخرج كل ما ينقص", left: "بقي نحو {0} ث",
  stillOpen: ["لا ملاحظات مفتوحة.", "ملاحظة واحدة لم تنظر فيها. الإخراج لا ينتظرها.", "ملاحظتان لم تنظر فيهما. الإخراج لا ينتظرهما.", "{0} ملاحظات لم تنظر فيها. الإخراج لا ينتظرها.",
              "{0} ملاحظة لم تنظر فيها. الإخراج لا ينتظرها.", "{0} ملاحظة لم تنظر فيها. الإخراج لا ينتظرها."], lookAt: "انظر فيها",
  kept: ["لا نسخ محفوظة", "نسخة محفوظة", "نسختان محفوظتان", "{0} نسخ محفوظة", "{0} نسخة محفوظة", "{0} نسخة محفوظة"], never: "لا تُغيَّر نسخة بعد حفظها.",
  noVersion: "لا نسخ بعد", keepOne: "احفظ واحدة قبل أن ترسل الرسالة.", changedWhat: "ماذا تغيّر؟", keepVersion: "احفظ نسخة", overTime: "الأسماء مع الوقت",
  log: "السجل", from: "من", to: "إلى", restore: "استعد", version: "النسخة {0}", names: ["لا أسماء", "اسم", "اسمان", "{0} أسماء", "{0} اسما", "{0} اسم"],
  against: "النسخة {0} مقابل النسخة {1}", addedN: "أسماء مضافة", removedN: "أسماء محذوفة", respeltN: "تغيّر رسمه", textN: "فقرات تغيّرت", added: "+ أضيف",
  removed: "− حُذف", respelt: "تغيّر رسمه", before: "قبل", after: "بعد", unchanged: "لم يتغيّر شيء منذ النسخة {0}. لم تُضف نسخة.",
  restoredIn: "النسخة {0} في المجلد {1}، ولم تُمسّ رسالتك.",
  proveTitle: "هل هذا الأرشيف كما أُرسل؟", proveUnder: "لا يُكتب شيء منه على جهازك، ولا يُفتح منه رابط.", proveZone: "أفلت أرشيفا أو ملف PDF هنا", chooseOne: "اختر",
  wholeSigned: "سليم وموقَّع", wholeStranger: "سليم؛ موقّعه مجهول", wholeUnsigned: "سليم، لكن لم يوقّعه أحد", altered: "مغيَّر أو غير سليم", unreadable: "تعذّرت قراءته",
  asSealed: "كل الملفات كما خُتمت.", whoWhen: "لا يُعرف من صنعه ولا متى.", signedBy: "وقّعه {0}", at: "في {0}", digest: "بصمته", todo: "ماذا تفعل؟",
  doNothing: "لا شيء. احفظه كما هو.", doAsk: "لا تعتمد عليه. اطلبه من مرسله مرة أخرى.", doCall: "اقرأ البصمة على صانعه بالهاتف، وقارنها بما عنده.",
  doCert: "اطلب شهادة الموقّع بطريق آخر.", report: "احفظ التقرير", faults: ["لا أعطال", "عطل واحد", "عطلان", "{0} أعطال", "{0} عطلا", "{0} عطل"],
  more: ["", "وواحد غيره", "واثنان غيره", "و{0} غيرها", "و{0} غيرها", "و{0} غيرها"],
  nothingChanged: "لم يتغيّر شيء.",
  keptLine: "أعدته", keptN: ["", "أعدت واحدا", "أعدت اثنين", "أعدت {0}", "أعدت {0}", "أعدت {0}"], comma: "، ", rowOf: "الصف {0} من الجدول", about: "نحو {0} ث",
  holdsThis: "هل في {0}: {1}؟",
  doThey: ["", "صف يقول «{1}»: أيوافق؟", "صفان يقولان «{1}»: أيوافقان؟", "{0} صفوف تقول «{1}»: أتوافق؟", "{0} صفا يقول «{1}»: أيوافق؟", "{0} صف يقول «{1}»: أيوافق؟"],
  questions: ["", "سؤال قبل طباعة القائمة", "سؤالان قبل طباعة القائمة", "{0} أسئلة قبل طباعة القائمة", "{0} سؤالا قبل طباعة القائمة", "{0} سؤال قبل طباعة القائمة"], yes: "نعم", no: "لا",
  saysIt: ["«{1}» ({0}):", "«{1}» ({0}):", "«{1}» ({0}):", "«{1}» ({0}):", "«{1}» ({0}):", "«{1}» ({0}):"], agrees: "موافق", doesNot: "غير موافق", notUntil: "إلى أن تجيب لا تُطبع.",
  pendingLink: ["", "واحد لم يُجب عنه", "اثنان لم يُجب عنهما", "{0} لم يُجب عنها", "{0} لم يُجب عنها", "{0} لم يُجب عنها"],
  diskFull: "امتلأ القرص، ولم يُكتب شيء", asBefore: "ما أُخرج من قبل سليم كما كان.", freeRoom: "أفرغ بعض القرص، ثم حاول مرة أخرى.", tryAgain: "حاول مرة أخرى",
  filesSealed: ["", "ملف واحد، كما خُتم.", "ملفان، كما خُتما.", "{0} ملفات، كلها كما خُتمت.", "{0} ملفا، كلها كما خُتمت.", "{0} ملف، كلها كما خُتمت."],
  changedF: ["", "ملف تغيّر", "ملفان تغيّرا", "{0} ملفات تغيّرت", "{0} ملفا تغيّر", "{0} ملف تغيّر"],
  addedF: ["", "ملف زيد", "ملفان زيدا", "{0} ملفات زيدت", "{0} ملفا زيد", "{0} ملف زيد"],
  missingF: ["", "ملف ناقص", "ملفان ناقصان", "{0} ملفات ناقصة", "{0} ملفا ناقصا", "{0} ملف ناقص"], changedOutside: "غيّر برنامج آخر {0}", mineKept: "ما كتبته هنا لم يُحفظ بعد. احفظه باسم آخر، أو افتح نص البرنامج الآخر.",
  beforeLetter: "قبل الرسالة", withinLetter: "داخل الرسالة", afterLetter: "بعد الرسالة",
  saveMine: "احفظ ما كتبته باسم آخر", cannotRead: "تعذّرت قراءة الملف {0}", chooseAnother: "اختر ملفا آخر",
  whichColumn: "أي عمود فيه الأسماء؟", untilChosen: "لا يُطبع شيء حتى تختار.", useColumn: "استعمل هذا العمود",
  savedUpTo: "ما كتبته محفوظ حتى {0}.",
  leftInText: ["لم يبق شيء في النص.", "بقيت واحدة في النص.", "بقيت اثنتان في النص.", "بقي {0} في النص.", "بقي {0} في النص.", "بقي {0} في النص."],
  reopen: "افتحه من جديد", gone: "توقّف ورّاق", goneWhy: "لا تعمل هذه الصفحة وحدها.", goneDo: "افتح ورّاق من جديد كما فتحته أول مرة.",
  closed: "أُغلق ورّاق. كل شيء محفوظ. يمكنك أن تغلق هذه الصفحة.", noLetter: "لا رسالة مفتوحة", openOne: "افتح واحدة أولا.", refused: "تعذّر هذا",
};

const languages = {en, ar};
const ORDER = {en: ["one", "other"], ar: ["zero", "one", "two", "few", "many", "other"]};

export const language = () => document.documentElement.lang in languages ? document.documentElement.lang : "en";

export function setLanguage(lang) {
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
}

function fill(text, values) {
  return text.replace(/\{(\d)\}/g, (_, i) => values[i]);
}

/** The words for `key`; values are isolated, so that what runs the other way keeps its place. */
export function say(key, ...values) {
  const lang = language(), said = languages[lang][key];
  const isolated = values.map((value) => typeof value === "number" ? String(value) : `\u2068${value}\u2069`);
  if (!Array.isArray(said)) return fill(said, isolated);
  const form = ORDER[lang].indexOf(new Intl.PluralRules(lang).select(values[0]));
  return fill(said[form < 0 ? said.length - 1 : form], isolated);
}

/** What is not a sentence: the places, the names of styles and products. */
export const table = (key) => languages[language()][key];

export function when(milliseconds) {
  const options = {dateStyle: "long", timeStyle: "short", numberingSystem: "latn"};
  return new Intl.DateTimeFormat(language() === "ar" ? "ar-LB" : "en-GB", options).format(new Date(milliseconds));
}

export function day(iso) {
  const options = {dateStyle: "long", numberingSystem: "latn", timeZone: "UTC"};
  return new Intl.DateTimeFormat(language() === "ar" ? "ar-LB" : "en-GB", options).format(new Date(iso));
}

export function shortDay(iso) {
  const options = {day: "numeric", month: "short", numberingSystem: "latn", timeZone: "UTC"};
  return new Intl.DateTimeFormat(language() === "ar" ? "ar-LB" : "en-GB", options).format(new Date(iso));
}

export function size(bytes) {
  const arabic = language() === "ar";
  if (bytes < 1000000) return `${Math.ceil(bytes / 1000)} ${arabic ? "ك.بايت" : "kB"}`;
  return `${(bytes / 1000000).toFixed(1)} ${arabic ? "م.بايت" : "MB"}`;
}
