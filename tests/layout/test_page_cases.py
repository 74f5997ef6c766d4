# SPDX-License-Identifier: MIT
"""What once went wrong on a page, each kind with letters of its own and what is right, read from `dump pages`, `dump lines`
and `dump items`: a row is why it is there, the letters, and the rules they keep to. Most rules are held at many measures,
since a line that ends badly does so at few of them."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "conform/pages"), str(HERE.parent / "record")]
import judge  # noqa: E402
import pages  # noqa: E402
import test_scripts  # noqa: E402

WARRAQ = os.environ["WARRAQ"]
STYLES = HERE.parents[1] / "styles"
SIDES_MM = range(25, 76, 5)  # margins: 160 to 60 mm of text
BLANK_PT = 14


class Letter:
    """A letter in a folder of its own, and what the program says of it."""

    def __init__(self, lang, body, front="", style="letter", options=()):
        self.lang, self.body, self.style, self.options = lang, body, style, tuple(options)
        self.source = f"---\ntitle: T\nlang: {lang}\ndate: 2026-01-01\n{front}" + ("" if "signatories" in front else "signatories: none\n")
        self.source += f"---\n\n{body}\n"

    def titled(self, title):
        self.source = self.source.replace("title: T", f"title: {title}", 1)
        return self

    def save(self, folder):
        self.path = pathlib.Path(folder, "letter.md")
        self.path.write_text(self.source, encoding="utf-8")
        pathlib.Path(folder, "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>')

    def dump(self, stage, *more):
        done = subprocess.run([WARRAQ, "dump", stage, self.path, "--quiet", "--style", self.style, "--set", "colophon.content=none",
                               *self.options, *more], capture_output=True, text=True, check=True)
        return done.stdout

    def pages(self, *more):
        return pages.read(self.dump("pages", *more), pages.distances(STYLES, [self.style]))

    def lines(self, side):
        """The lines of the paragraphs where the margins are so wide: ratio, kashidas, text."""
        found = re.findall(r'^  width \S+ ratio (\S+) space \S+ kashidas (\d+)(.*?)( hyphenated)?( last)? "(.*)"$',
                           self.dump("lines", "--set", f"page.margin=20mm {side}mm"), re.M)
        return [(float(ratio), words.split()[::2], bool(last), text) for ratio, _, words, _, last, text in found]

    def ends(self, side):
        """What stands before and after each end of a line within a paragraph."""
        lines = self.lines(side)
        return [(before[3], after[3]) for before, after in zip(lines, lines[1:]) if not before[2]]


def flat(text):
    """Without white space and what shows nothing, as a dump writes it and as it is."""
    return re.sub(r"\\u\{[0-9A-F]+\}|[\s\u200c]+", "", text)


# Rules: a generator of what is wrong with the letter.

def marks_are_whole(letter, folder):
    """Words with marks are lengthened, and page, picture and copied text have each mark."""
    marked = [word for side in SIDES_MM for line in letter.lines(side) for word in line[1] if re.search("[\u064b-\u0655\u0670]", word)]
    if not marked:
        yield "no word with marks is lengthened at any measure"
    for side in SIDES_MM:
        if flat(letter.body) not in flat("".join(line[3] for line in letter.lines(side))):
            yield f"the lines at {side} mm are not the text"
    yield from test_scripts.comes_back(folder, "marks", letter.lang, letter.body, "", test_scripts.BOTH if letter.lang == "ar" else test_scripts.TREE)


def clear_of_furniture(letter, _):
    for page in letter.pages():
        yield from judge.near_furniture(page)
        yield from judge.overprints(page)


def nothing_struck(letter, _):
    for page in letter.pages():
        yield from judge.overprints(page)
        yield from judge.struck(page)


def mark_follows(letter, _):
    """Each paragraph is one line that a note's mark ends: read from the right, it is what stands leftmost."""
    dump = letter.dump("pages")
    links = [(float(x), float(y), float(h)) for x, y, h in re.findall(r"^  link (\S+) (\S+) \S+ (\S+) Reference", dump, re.M)]
    lines = [line for page in letter.pages() for line in page.text() if line.role == "P" and re.search(r"\d", line.text) and line.size > 11.9]
    for line in lines:
        own = [x for x, y, h in links if y < line.y < y + h]
        if len(own) != 1 or own[0] > line.x + 0.5:
            yield f"«{line.text}» runs from {line.x}, its mark from {own}"
    if len(lines) != len(links):
        yield f"{len(lines)} lines for {len(links)} marks"


def label_is_whole(words, beside):
    """A word beside others stands whole on one line, and ends before they begin."""
    def rule(letter, _):
        found = re.findall(r'^  line (\S+) (\S+) (\S+) \S+ \S+ "([^"]*)"', letter.dump("pages"), re.M)
        label = [(float(x), float(y), float(x) + float(width)) for x, y, width, text in found if text == words]
        text = [(float(x), float(y)) for x, y, width, text in found if text.startswith(beside)]
        if not label or not text:
            yield f"no line is «{words}», or none «{beside}»"
        elif label[0][1] == text[0][1] and label[0][2] + 2 > text[0][0]:
            yield f"«{words}» ends at {label[0][2]}, «{beside}» begins at {text[0][0]}"
    return rule


def ends_never(*patterns, sides=SIDES_MM):
    """No line ends where a pattern finds its bar."""
    def rule(letter, _):
        for side in sides:
            for before, after in letter.ends(side):
                seam = f"{before.rstrip()}|{after}"
                yield from (f"at {side} mm: …{seam[max(0, len(before) - 20):len(before) + 20]}…" for pattern in patterns if re.search(pattern, seam))
    return rule


def lines_are_filled(most):
    """No line is stretched more than so many times what its spaces bear."""
    def rule(letter, _):
        for side in SIDES_MM:
            yield from (f"at {side} mm a line of ratio {ratio}: {text}" for ratio, _, last, text in letter.lines(side) if not last and ratio > most)
    return rule


def width_of(letter, text):
    return next(line.width for page in letter.pages() for line in page.text() if text in line.text)


def spaced_as_clreq(letter, _):
    """Of paragraphs of one line, in ems: a closing sign before an opening one is squeezed, Latin has room."""
    em = width_of(letter, "永永永永") / 4
    for text, least, most in (("永」（永", 3.4, 3.6), ("永永a永", 3.9, 4.2)):
        wide = width_of(letter, text) / em
        if not least < wide < most:
            yield f"{text} is {wide:.2f} em"


def line_starts(letter, _):
    """What opens a line with a bracket starts where the others do: the white half of the sign is in the margin."""
    lines = [line for page in letter.pages() for line in page.text() if line.role == "P"]
    plain = min(line.x for line in lines if "永永" in line.text and not line.text.startswith("「"))
    for line in lines:
        if line.text.startswith("「") and not 0.3 < (plain - line.x) / line.size < 0.6:
            yield f"«{line.text}» starts at {line.x}, others at {plain}"


def own_signs(letter, _):
    """Digits, points, commas come from the text's own face or its companion in Latin."""
    faces = re.findall(r'^\d+-\d+ level \d+ \S+ \S+ (\S+) \S+ "(.*)"$', letter.dump("items"), re.M)
    for face, text in faces:
        if not re.match("NotoSerif|GentiumPlus", face):
            yield f"«{text}» is set in {face}"
    if not any(face.startswith("NotoSerif") for face, _ in faces):
        yield "no face of the script is used"


def is_isolated(*units):
    """Each unit runs from left to right as one, among words that run the other way."""
    def rule(letter, _):
        found = re.findall(r'^\d+-\d+ level (\d+) .*? "(.*)"$', letter.dump("items"), re.M)
        runs, at = [], ""
        for level, text in found:
            at = at + text if int(level) % 2 == 0 and runs and runs[-1] is not None else text if int(level) % 2 == 0 else None
            runs.append(at)
        for unit in units:
            if not any(run and unit in run for run in runs):
                yield f"{unit} is not of one run: {[run for run in runs if run]}"
    return rule


def head_is_whole(*heads):
    def rule(letter, _):
        found = {line.text for page in letter.pages()[1:] for line in page.lines if line.furniture and line.y < 100}
        for head in heads:
            if not any(re.fullmatch(head, text) for text in found):
                yield f"no running head is {head}: {found}"
    return rule


def sender_is_steady(letter, _):
    """The first line stands at the letter's start, the others at its end, whichever has more letters."""
    for page in letter.pages()[:1]:
        sender = [line for line in page.text() if "Guild" in line.text or "رابطة" in line.text]
        first, second = sender[:2]
        if letter.source.index(first.text.strip()) > letter.source.index(second.text.strip()):
            first, second = second, first
        if first.x + first.width < page.width / 2 or second.x > page.width / 2:
            yield f"«{first.text}» at {first.x}, «{second.text}» at {second.x}"


def no_word_alone(letter, _):
    """Whatever does not fit beside the words before it, these stand together; only where it is wider than a line is it parted."""
    for side in SIDES_MM:
        yield from (f"at {side} mm: {text}" for _, _, last, text in letter.lines(side) if not last and len(text.split()) < 2 and text.strip() not in HASH)


def few_kashidas(letter, _):
    lines = [line for side in SIDES_MM for line in letter.lines(side) if not line[2]]
    lengthened, words = sum(len(line[1]) for line in lines), sum(len(line[3].split()) for line in lines)
    if lengthened > 0.09 * words:
        yield f"{lengthened} of {words} words are lengthened"
    yield from (f"three in a line: {text}" for _, found, _, text in lines if len(found) > 2)


def emphasis_is_seen(letter, folder):
    """What is emphasised is darker than what is not: two letters that differ in it alone."""
    plain = Letter(letter.lang, letter.body.replace("*", ""))
    inks = []
    for each in (letter, plain):
        each.save(folder)
        each.dump("pages")
        pdf = str(each.path.with_suffix(".pdf"))
        test_scripts.run(WARRAQ, "render", str(each.path), "-o", pdf, "--paper", "A6", *test_scripts.DATED)
        inks.append(sum(value < 128 for row in test_scripts.grey_page(pdf, folder) for value in row))
    if inks[0] < 1.05 * inks[1]:
        yield f"{inks[0]} pixels with emphasis, {inks[1]} without"


def says_nothing_of_trials(letter, _):
    """A balanced title is tried at many widths; no word is parted, and none said to be, but where the page shows it."""
    for side in SIDES_MM:
        command = [WARRAQ, "dump", "pages", letter.path, "--set", f"page.margin=20mm {side}mm", "--set", "colophon.content=none"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        if "text-torn" in done.stderr:
            yield f"at {side} mm: {done.stderr.splitlines()[:1]}"


def lines_are_apart(letter, _):
    """Letters below letters do not meet the marks of the line below: 1.9 of the size from baseline to baseline."""
    lines = [line for page in letter.pages("--set", "page.margin=20mm 60mm") for line in page.text() if line.role == "P"][1:]
    for one, other in zip(lines, lines[1:]):
        if other.y - one.y < 1.9 * one.size:
            yield f"lines of {one.size} pt are {other.y - one.y:.1f} pt apart"


AR = ("نكتب إليكم في أمر ذي أهمية أثير من قبل، ونثيره مرة أخرى لأن شيئا لم يحدث بشأنه، ولم يجبنا أحد في الأشهر التي مضت منذ ذلك "
      "الحين، ونرجو أن تنظروا فيه قريبا. ")
EN = ("We write to you about a matter of some importance, which has been raised before, and which we raise again because nothing "
      "has been done about it. ")
ZH = "我們請求圖書館向所有讀者開放，並把2019至2020年間的紀錄（約35%）交還本市，費用估計為1,250,000美元。「開放」是權利，「不開放」不是。"
WHOLE = r"\d\|\d|\d[,.]\|\d|\d\|[,.]\d|\d\|%"  # UAX 14: NU × NU, NU × IS, NU × PO
LETTERHEAD = "from: |\n  {}\n  {}\nto: Ms Reed\n"
HASH = "0123456789abcdef" * 4


def fitted(lang, paragraphs, note):
    words = {"ar": AR, "en": EN}[lang]
    return "\n\n".join(words * 2 + ("[^1]" if note and not i else "") for i in range(paragraphs)) + ("\n\n[^1]: N." if note else "")


def of_script(lang, words):
    return Letter(lang, f"{words} 2019–2020, 35% (1,250.75): {words}; “{words}” +1/2.")


ROWS = [
    ("marks under a kashida: Qur'an, vowels, shadda, Persian, small alef and hamza", [
        Letter("ar", "قَالَ تَعَالَى: ﴿وَالْعَصْرِ إِنَّ الْإِنْسَانَ لَفِي خُسْرٍ﴾ وَقَالَ: ﴿فَإِنَّ مَعَ الْعُسْرِ يُسْرًا إِنَّ مَعَ الْعُسْرِ يُسْرًا﴾ ثُمَّ كَتَبَ الْمُؤَرِّخُونَ رِسَالَةً مُسْتَقِلَّةً إِلَى حَاضِرَةِ الْمَكْتَبَةِ السَّاحِلِيَّةِ."),
        Letter("ar", "قال المدرّس إن القصّة نُشّرت في المجلّة السّنويّة، ثم فسّر المفسّر نصّها وحسّن المحسّنون صياغتها، وتمسّك القصّاصون بالسّرد المفصّل في المنصّة المتخصّصة الحسّاسة."),
        Letter("fa", "مُسَبَّب و نَسیم و هَستی و بَستَنِ مُشَخَّصِ کتابخانه و شُستَنِ مُقَدَّسِ سَبزه‌ها در این نوشته آمده است تا بدانیم که نِشانه‌ها می‌مانند و مُسَلَّط‌اند."),
        Letter("ar", "قال الرحمٰن في كتابه هٰذا إن السمٰوات والعٰلمين لأولٰئك السَّيِّدات، وكتب مسٔلة ومشٔمة للصُّوفيّة والشِّيخة والضِّيافة المستَقِلّة ثم عاد إلى الحسَنة."),
    ], [marks_are_whole]),
    ("text fitted into the folio or the note", [
        Letter(lang, fitted(lang, paragraphs, note), style=style)
        for style, lang in (("booklet", "ar"), ("letter", "ar"), ("petition", "ar"), ("letter", "en")) for paragraphs in (7, 8, 10) for note in (False, True)
    ], [clear_of_furniture]),
    ("senders and rules of a letterhead with a window", [
        Letter("en", "Text.", f"from: {senders}\nto: Ms Reed\n{logo}", options=options)
        for senders in ("[The Guild, The Circle, The Press]", "|\n  The Guild\n  12 Library Lane\n  +961 1 234 567")
        for logo in ("", "logo: {file: mark.svg, alt: mark}\n")
        for options in (("--set", "page.window=din-5008-b"), ("--set", "page.window=din-5008-a"), ("--paper", "Letter", "--set", "page.window=us-10"))
    ], [nothing_struck]),
    ("a note's mark after a number", [
        Letter("ar", "عام 2020[^1]\n\nالساعة 17:30،[^2]\n\nفي 2020.[^3]\n\nعدد 12[^4]\n\n[^1]: أ\n[^2]: ب\n[^3]: ج\n[^4]: د"),
        Letter("he", "בשנת 2020[^1]\n\nבשעה 17:30,[^2]\n\nבשנת 2020.[^3]\n\nיש 12[^4]\n\n[^1]: א\n[^2]: ב\n[^3]: ג\n[^4]: ד"),
    ], [mark_follows]),
    ("Chinese and Japanese numbers, filled lines", [
        *(Letter(lang, f"{ZH}\n\n{ZH}") for lang in ("zh-Hant", "zh-Hans", "ja")),
    ], [ends_never(WHOLE, r"\|[，。」）、]", r"[「（]\|"), lines_are_filled(1)]),
    ("Chinese and Japanese with an address", [
        Letter("zh-Hant", f"{ZH}報告見https://www.example.org/zh/reports/2020，聯絡電郵info@archives.example。"),
        Letter("ja", "私たちは図書館を開くことを求めます。報告は https://www.example.org/ja/reports/2020 に、2019年の費用は1,250,000円（約35％）です。"),
    ], [ends_never(WHOLE, r"[a-z]\|[a-z]", r"/\|/")]),
    ("Chinese and Japanese signs", [
        Letter(lang, "永永永永\n\n永」（永\n\n永永a永\n\n「永」永永永") for lang in ("zh-Hant", "zh-Hans", "ja")
    ], [spaced_as_clreq]),
    ("a bracket at a line's start", [
        Letter(lang, "「永」永永\n\n永永永永", options=("--set", "paragraph.text-indent=0pt")) for lang in ("zh-Hant", "ja")
    ], [line_starts]),
    ("digits and points of the text's own", [
        of_script("he", "הגן"), of_script("th", "สวน"), of_script("my", "ဥယျာဉ်"), of_script("hy", "Այգի"), of_script("ka", "ბაღი"), of_script("am", "አትክልት"),
        of_script("km", "សួន"), of_script("lo", "ສວນ"), of_script("bo", "གླིང་"), of_script("hi", "बाग"), of_script("ta", "தோட்டம்"), of_script("bn", "বাগান"),
    ], [own_signs]),
    ("scripts whose letters are stacked", [
        Letter("my", "ကျွန်ုပ်တို့၏မြို့များသည် ဥယျာဉ်ကို ဖွင့်ပေးရန် တောင်းဆိုအပ်ပါသည်။ " * 4), Letter("km", "អ្នកអានបានស្នើឱ្យបើកសួនច្បារជារៀងរាល់ថ្ងៃ " * 6),
        Letter("bo", "ང་ཚོས་གླིང་ཁ་ཕྱེ་རོགས་ཞེས་ཞུ་བ་ཡིན། " * 8),
    ], [lines_are_apart]),
    ("French spaces", [
        Letter("fr", "Qui donc, mesdames et messieurs, se souviendra des jardins perdus ? « Nous », dirent-ils ; « vous aussi ! » et la somme de "
               "1 250 000 € soit 35 % fut payée le 26 juin 2020 à Mme Rose, au no 15 de la rue ; voir p. 14 : « jamais » !"),
    ], [ends_never(r"«\|", r"\|[»!?:;%€]", r"\d\|\d{3}", r"\b(no|p\.)\|\d")]),
    ("numbers, dates and addresses among Arabic words", [
        Letter("ar", "هاتف +961 1 234 567 وفاكس 00961-1-234567 والسنوات 2019-2020 والصفحات 14–18 والرقم 15/ب والكلفة $1,250 و−5% و٪٢٠ والتاريخ "
               "26/6/2020 و2020-06-26 والمبلغ 1 250 000 ليرة والموقع www.example.org/ar والبريد info@example.org."),
    ], [is_isolated("+961 1 234 567", "00961-1-234567", "26/6/2020", "2020-06-26", "1 250 000", "www.example.org/ar", "info@example.org"),
        ends_never(r"[\d+]\|[\d/–-]", r"[/–-]\|\d", r"\$\|", r"\d\|%", r"٪\|", r"/\|ب"), ends_never(r"info\|@", sides=range(25, 66, 5))]),
    ("a long running head", [
        Letter("en", EN * 40, "short-title: An appeal to keep what the libraries of the old town and of the new one hold of the years before the great flood and after\n"),
        Letter("ar", AR * 40, "short-title: نداء لحفظ ما في مكتبات المدينة القديمة والجديدة من أوراق السنين التي سبقت الطوفان الكبير والتي تلته إلى اليوم\n"),
    ], [head_is_whole(r"(An appeal|نداء).*\w…")]),
    ("a short running head", [Letter("en", EN * 40, "short-title: An appeal\n")], [head_is_whole("An appeal")]),
    ("a sender in two languages", [
        Letter("ar", "نص.", LETTERHEAD.format("رابطة الورق", "The Keepers’ Guild of the Old Town")),
        Letter("ar", "نص.", LETTERHEAD.format("The Keepers’ Guild", "رابطة حفظة الورق في المدينة")),
    ], [sender_is_steady]),
    ("kashidas in short lines", [Letter("ar", AR * 6)], [few_kashidas]),
    ("a title of two lines", [
        Letter("ar", "نص.", "short-title: T\n").titled("نداء من أجل الأرشيفات"), Letter("de", "Text.", "short-title: T\n").titled("Aufruf zur Rettung aller Archive des Landes"),
    ], [says_nothing_of_trials]),
    ("a long word beside an addressee", [Letter("ka", "Text.", "to: [The Mayor, The Council]\n")], [label_is_whole("ადრესატი", "The Mayor")]),
    ("a long word beside enclosures", [Letter("th", "Text.", "enclosures: [The list]\n", options=("--set", "enclosures.label-width=8mm"))],
     [label_is_whole("สิ่งที่ส่งมาด้วย", "The list")]),
    ("emphasis in Arabic", [Letter("ar", "*كلمات أولى من الرسالة التي كتبناها*"), Letter("fa", "*کلمه‌های نخستین نامه‌ای که نوشتیم*")], [emphasis_is_seen]),
    ("a word that fits no line beside others", [
        Letter("en", f"The identifier of the paper is {HASH} and it is as long as a line."),
        Letter("ar", f"نكتب إليكم عن الورق ومعرّفه {HASH} وهو بطول سطر كامل."),
    ], [no_word_alone]),
]


def main():
    wrong, letters = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for why, all_letters, rules in ROWS:
            for letter in all_letters:
                letter.save(folder)
                letters += 1
                wrong += [f"{why}, {letter.lang}, {letter.style}: {fault}" for rule in rules for fault in rule(letter, folder)]
    print("\n".join(wrong) or f"{len(ROWS)} kinds, {letters} letters: all right")
    return 1 if wrong else 0


sys.exit(main())
