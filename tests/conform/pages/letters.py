# SPDX-License-Identifier: MIT
"""Letters put together at random, each from its seed alone: style, language, what stands around the text, lengths."""
import random

STYLES = ("letter", "letter", "petition", "compact", "large-print", "print", "letterhead", "booklet", "bilingual")
PAPERS = ("A4", "A4", "A4", "letter")

# language: sentences of the text, titles, headings, names of who signs, addressees, a phrase of closing, a greeting
WORDS = {
    "ar": ("""نكتب إليكم في أمر ذي أهمية أثير من قبل، ونثيره مرة أخرى لأن شيئا لم يحدث بشأنه.
ولم يجبنا أحد في الأشهر التي مضت منذ ذلك الحين، رغم أن عدد من كتبوا بلغ 1,250 شخصا.
ندعو الحكومة إلى فتح سجلات المكتبات العامة أمام الجميع قبل نهاية العام 2021.
وقد أكد خبراء الأمم المتحدة في 26 يونيو/حزيران 2020 أن الحق في المعرفة لا يتجزأ (المادة 19(2)).
لا ينبغي لدولة أن تضع نفسها فوق القانون، ولا أن تطلب من مواطنيها ما لا تطلبه من نفسها.
نحث المجلس على النظر في التوصيات المرفقة، ونضع خبرتنا في خدمته متى شاء.""",
           "نداء من أجل المكتبات العامة|نداء عالمي من أجل آليات دولية لحماية المكتبات العامة وسجلاتها ومن يعملون فيها|في شأن الحبر",
           "ما نطلبه|خلفية الأمر وما سبقه من مراسلات لم يرد عليها أحد حتى اليوم|الخاتمة",
           "رابطة أمناء المكتبات|جمعية الورّاقين والنسّاخين في بلاد الشام|سلمى الحداد|مركز الخليج لحقوق الإنسان|يونس الوراق (بيروت)",
           "السيد الأمين العام للأمم المتحدة، نيويورك|وزير الثقافة، بيروت|أعضاء المجلس البلدي",
           "مع كامل التقدير،|تحية طيبة وبعد،"),
    "en": ("""We write to you about a matter of some importance, which has been raised before, and which we raise again.
Nothing has been done about it, and nobody has answered us in the months since, though 1,250 people wrote.
Libraries keep what a city knows about itself, and a city that closes them closes part of its memory.
On 26 June 2020 fifty experts said that the right to know cannot be parted from the other rights (Article 19(2)).
We ask that the records be opened to everybody before the end of 2021, at https://example.org/records/open.
No state should put itself above the law, nor ask of its citizens what it does not ask of itself.""",
           "Open the libraries|An appeal for international mechanisms that protect public libraries, their records and those who work there|Ink",
           "What we ask for|The background of the matter, and the earlier letters that nobody has answered so far|To end",
           "The Guild of Copyists|Human Rights Watch (HRW)|Ada Penn|International Association of Those Who Keep Libraries, Archives and Other Houses of Memory|Việt Tân",
           "The Secretary-General, United Nations, New York|The Minister of Culture|Members of the City Council",
           "Yours faithfully,|Dear Secretary-General,"),
    "fr": ("""Nous vous écrivons au sujet d’une affaire importante, qui a déjà été soulevée, et que nous soulevons de nouveau.
Rien n’a été fait, et personne ne nous a répondu depuis, bien que 1 250 personnes aient écrit : c’est beaucoup !
Les bibliothèques gardent ce qu’une ville sait d’elle-même ; « fermer » l’une d’elles, c’est fermer une mémoire.
Nous demandons que les registres soient ouverts à tous avant la fin de l’année 2021.""",
           "Ouvrez les bibliothèques|Un appel pour des mécanismes internationaux qui protègent les bibliothèques publiques et leurs registres",
           "Ce que nous demandons|Le contexte", "Ligue des copistes|Amnesty International France|Ada Plume",
           "Madame la Ministre de la Culture, Paris|Monsieur le Maire", "Veuillez agréer nos salutations,|Madame,"),
    "de": ("""Wir schreiben Ihnen in einer wichtigen Angelegenheit, die schon früher zur Sprache kam und nun wieder zur Sprache kommt.
Seitdem ist nichts geschehen, und niemand hat uns geantwortet, obwohl 1.250 Menschen geschrieben haben.
Die Bibliotheksverzeichnisse sollen bis Ende 2021 allen Bürgerinnen und Bürgern offenstehen.""",
           "Öffnet die Bibliotheken|Ein Aufruf für Einrichtungen, die öffentliche Bibliotheken und ihre Verzeichnisse schützen",
           "Was wir fordern|Der Hintergrund", "Deutscher Bibliotheksverband|Ada Feder|Bund der Schreiber und Buchbinder e. V.",
           "An den Kultusminister, Berlin|Frau Bürgermeisterin", "Mit freundlichen Grüßen|Sehr geehrte Damen und Herren,"),
    "he": ("""אנו כותבים אליכם בעניין חשוב שהועלה בעבר, ואנו מעלים אותו שוב כי דבר לא נעשה.
איש לא השיב לנו מאז, אף כי 1,250 אנשים כתבו אליכם בשנת 2020.
אנו מבקשים לפתוח את הרישומים לפני סוף השנה.""",
           "לפתוח את הספריות|קריאה למנגנונים בינלאומיים שיגנו על ספריות ציבוריות ועל רישומיהן", "מה אנו מבקשים|רקע",
           "איגוד הסופרים|ארגון הספרנים בישראל|רות כהן", "שר התרבות, ירושלים|חברי המועצה", "בכבוד רב,|שלום רב,"),
    "fa": ("""ما درباره‌ی موضوعی مهم به شما می‌نویسیم که پیش از این نیز مطرح شده است.
هیچ‌کس در این ماه‌ها به ما پاسخ نداده است، هرچند ۱۲۵۰ نفر نوشته‌اند.
خواهش می‌کنیم که دفترهای کتابخانه‌ها تا پایان سال باز شوند.""",
           "کتابخانه‌ها را باز کنید|درخواست برای سازوکارهای بین‌المللی که از کتابخانه‌های عمومی پاسداری کنند", "خواسته‌ها|پیشینه",
           "انجمن کاتبان|کانون نویسندگان|مریم قلم", "وزیر فرهنگ، تهران", "با احترام،|جناب آقای وزیر،"),
    "ur": ("""ہم آپ کو ایک اہم معاملے کے بارے میں لکھ رہے ہیں جو پہلے بھی اٹھایا جا چکا ہے۔
ان مہینوں میں کسی نے ہمیں جواب نہیں دیا، حالانکہ بہت سے لوگوں نے لکھا۔""",
           "کتب خانے کھولو|عوامی کتب خانوں کے تحفظ کی اپیل", "ہمارا مطالبہ|پس منظر", "انجمن کاتبان|مریم قلم", "وزیر ثقافت، اسلام آباد",
           "والسلام|محترم وزیر،"),
    "ru": ("""Мы пишем вам по важному делу, о котором уже говорилось и о котором мы говорим снова.
С тех пор ничего не сделано, и никто нам не ответил, хотя написали 1250 человек.
Просим открыть каталоги библиотек для всех до конца 2021 года.""",
           "Откройте библиотеки|Призыв создать международные механизмы защиты публичных библиотек", "Чего мы просим|Предыстория",
           "Союз переписчиков|Комитет «Гражданское содействие»|Ада Перо", "Министру культуры, Москва", "С уважением,|Уважаемый господин министр!"),
    "el": ("""Σας γράφουμε για ένα σημαντικό θέμα, που έχει τεθεί και στο παρελθόν και το θέτουμε ξανά.
Κανείς δεν μας απάντησε από τότε, αν και έγραψαν 1.250 άνθρωποι.""",
           "Ανοίξτε τις βιβλιοθήκες", "Τι ζητάμε", "Σύλλογος αντιγραφέων|Άντα Πένα", "Προς τον Υπουργό Πολιτισμού, Αθήνα", "Με εκτίμηση,|Κύριε Υπουργέ,"),
    "hi": ("""हम आपको एक महत्वपूर्ण विषय पर लिख रहे हैं, जो पहले भी उठाया जा चुका है।
इन महीनों में किसी ने हमें उत्तर नहीं दिया, यद्यपि 1,250 लोगों ने लिखा।""",
           "पुस्तकालय खोलो", "हमारी माँग", "लेखक संघ|अदा कलम", "संस्कृति मंत्री, नई दिल्ली", "सादर,|महोदय,"),
    "zh-Hans": ("""我们就一件重要的事情致函，此事以前已经提出，现在再次提出，因为什么也没有发生。
自2020年6月26日以来，尽管有1,250人写信，没有人答复我们（见附件）。
我们要求在2021年底之前向所有人开放图书馆的目录。""",
                "开放图书馆|关于建立国际机制保护公共图书馆及其目录的呼吁", "我们的要求|背景", "抄写员协会|日本ウイグル協会|李笔", "致文化部长，北京",
                "此致敬礼|尊敬的部长："),
    "ja": ("""私たちは、以前にも提起され、いまだ何もなされていない重要な問題について、再びお手紙を差し上げます。
２０２０年６月以来、１２５０人が手紙を書いたにもかかわらず、返事はありません。「図書館」は町の記憶です。""",
           "図書館を開いてください|公共図書館とその目録を守る国際的な仕組みを求める訴え", "私たちの要求", "写本師協会|台灣南社|筆 綾子", "文部科学大臣　殿", "敬具|拝啓"),
    "ko": ("""우리는 이전에도 제기되었고 아무 일도 일어나지 않았기 때문에 다시 제기하는 중요한 문제에 대해 씁니다.
1,250명이 편지를 썼지만 그 후 아무도 우리에게 대답하지 않았습니다.""",
           "도서관을 열어 주세요", "우리의 요구", "필사자 협회|김붓", "문화부 장관 귀하", "감사합니다.|장관님께,"),
    "th": ("""เราเขียนถึงท่านในเรื่องสำคัญซึ่งเคยยกขึ้นมาก่อนและเรายกขึ้นมาอีกครั้งเพราะยังไม่มีอะไรเกิดขึ้น
ไม่มีใครตอบเราในหลายเดือนที่ผ่านมา แม้ว่าจะมีคนเขียนถึง 1,250 คน""",
           "เปิดห้องสมุด", "สิ่งที่เราขอ", "สมาคมผู้คัดลอก|เอดา ปากกา", "รัฐมนตรีว่าการกระทรวงวัฒนธรรม", "ขอแสดงความนับถือ|เรียน ท่านรัฐมนตรี"),
}
NAMES = ("21Wilberforce|日本ウイグル協会|مركز الخليج لحقوق الإنسان|Комитет \"Гражданское содействие\"|Việt Tân|ארגון הספרנים|"
         "Fédération internationale pour les droits humains (FIDH)|台灣南社|Αμνηστία|برادری قلم|A|").split("|")
NOTES = ("ℓ1 See the letter of the year before.", "ℓ2 The secretariat answers in Arabic, English or French, and says so at length, "
         "because whoever asks in another language waits for a translation that takes some weeks to be made and checked.")
NOTE_MARK = "ℓ"


class Letter:
    """One letter: its source, the options it is set with, and what a judge of its pages has to know."""

    def __init__(self, seed):
        self.seed = seed
        self.random = random.Random(seed)
        self.style = self.random.choice(STYLES)
        self.paper = self.random.choice(PAPERS)
        self.lang = self.random.choice(("ar", "ar", "ar", "en", "en", *WORDS))
        self.text, *parts = WORDS[self.lang]
        self.titles, self.headings, self.names, self.addressees, ends = (part.split("|") for part in parts)
        self.closing, self.greeting = ends
        self.text = self.text.split("\n")
        self.front, self.body, self.notes, self.settings, self.kept = [], [], 0, [], set()
        self.make_front()
        self.make_body()
        self.make_list()

    def chance(self, one_in):
        return self.random.randrange(one_in) == 0

    def sentences(self, most):
        return " ".join(self.random.choice(self.text) for _ in range(self.random.randint(1, most)))

    def name(self):
        return self.random.choice(self.names if self.random.random() < 0.7 else [n for n in NAMES if n])

    def put(self, key, *values):
        block = "".join(f"\n  - {quoted(value)}" for value in values)
        self.front.append(f"{key}:{block}" if len(values) > 1 else f"{key}: {quoted(values[0])}")

    def make_front(self):
        self.front.append(f"lang: {self.lang}")
        self.put("title", self.random.choice(self.titles) + (" " + self.random.choice(self.titles) if self.chance(12) else ""))
        if not self.chance(4):
            self.put("date", "2020-09-09")
        if not self.chance(4):
            count = self.random.choice((1, 1, 2, 3, 6, 14))
            self.put("to", *[self.random.choice(self.addressees) for _ in range(count)])
        for key, odds, value in (("kind", 3, self.titles[0]), ("reference", 4, "HR/2020/14"), ("subject", 6, self.headings[0]),
                                 ("from", 4, self.names[0]), ("enclosures", 5, self.headings[-1]), ("copy", 6, self.addressees[0]),
                                 ("link", 2, "https://example.org/letters/2020-09-09")):
            if self.chance(odds):
                self.put(key, value)
        if not self.chance(3):
            self.put("salutation", self.greeting)
            self.kept.add(self.greeting)
        if not self.chance(3):
            self.put("closing", self.closing)
        signing = self.random.choice((0, 0, 1, 2, 3))
        if signing:
            self.put("signature", *[f"{self.name()}\n{self.headings[0]}" for _ in range(signing)])
        if self.style == "letterhead" or self.chance(15):
            self.front.append("logo: {file: mark.svg, alt: mark}")
        if self.chance(20) and self.style != "booklet":
            self.settings.append(f"page.window={self.random.choice(('din-5008-a', 'din-5008-b', 'us-10'))}")

    def note(self):
        self.notes += 1
        return f"[^{self.notes}]"

    def make_body(self):
        paragraphs = self.random.choice((1, 2, 3, 5, 8, 12, 16, 24))
        for i in range(paragraphs):
            if i and self.chance(6):
                heading = self.random.choice(self.headings)
                self.body.append("#" * self.random.choice((2, 2, 3)) + " " + heading)
            self.body.append(self.sentences(self.random.choice((1, 3, 6))) + (self.note() if self.chance(10) else ""))
            if self.style == "bilingual" and not self.chance(8):
                self.body.append(self.translation())
            if self.chance(12):
                self.body.append("\n".join(f"> {self.sentences(2)}\n>" for _ in range(self.random.randint(1, 2))))
            if self.chance(12):
                mark = self.random.choice(("-", "{}."))
                self.body.append("\n".join(f"{mark.format(n)} {self.sentences(2)}" for n in range(1, self.random.randint(2, 7))))
            if self.chance(25):
                rows = "".join(f"| {self.name()} | {self.random.randint(1, 999)} |\n" for _ in range(self.random.randint(1, 12)))
                self.body.append(f"| {self.headings[0]} | {self.headings[-1]} |\n|---|---:|\n{rows}")
            if self.chance(40):
                self.body.append("![tower](mark.svg)")

    def translation(self):
        """A paragraph in the other language of a letter in two."""
        other = "en" if self.lang in ("ar", "fa", "he", "ur") else "ar"
        text = " ".join(self.random.choice(WORDS[other][0].split("\n")) for _ in range(self.random.choice((1, 3, 6))))
        return f'<div lang="{other}" dir="{"ltr" if other == "en" else "rtl"}">\n\n{text}\n\n</div>'

    def make_list(self):
        count = self.random.choice((0, 0, 1, 2, 4, 9, 25, 60, 140, 300))
        if not count:
            self.front.append("signatories: none")
            return
        entries = [f"{n}. {self.name()}" for n in range(1, count + 1)]
        if count > 8 and self.chance(4):
            entries = [entry for entry in entries if not self.chance(9)]
        self.front.append("signatories: names.txt")
        self.list = "\n".join(entries) + "\n"

    def files(self):
        """The letter's files, by name."""
        notes = "".join(f"[^{n}]: {self.random.choice(NOTES)}\n\n" for n in range(1, self.notes + 1))
        source = "---\n" + "\n".join(self.front) + "\n---\n\n" + "\n\n".join(self.body) + "\n\n" + notes
        files = {"letter.md": source}
        if getattr(self, "list", None):
            files["names.txt"] = self.list
        return files

    def options(self):
        style = ["--style", "letter", "--style", "booklet", "--paper", "A5"] if self.style == "booklet" else [
            "--style", self.style, "--paper", self.paper]
        return style + [word for setting in self.settings for word in ("--set", setting)]

    def __str__(self):
        return f"letter {self.seed} ({self.lang}, {self.style}{', ' + ', '.join(self.settings) if self.settings else ''})"


def quoted(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
