# SPDX-License-Identifier: MIT
"""Letters in scripts and ways of writing that once came back wrong: each block is what was typeset, by the structure tree
(read_structure.py) and, where poppler can, by pdftotext; the page has the ink that the picture has. Words of our own."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zlib

import read_structure
from test_tags import Record

WARRAQ = os.environ["WARRAQ"]
DATED = "--date", "2020-01-01", "--quiet", "--set", "colophon.content=none"
DROPPED = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0x00AD])
# Why, language, body, front matter; and who gives it back whole. (Our own reader knows no isolates, and poppler turns what
# joins figures in a right-to-left line.)
TREE, BOTH = {"tree"}, {"tree", "poppler"}
LETTERS = [
    ("kashida after a marked letter", "ar", "نَطْلُبُ إِلَيْكُمْ بِشَأْنِ حُرِّيَّةِ المَكْتَبَةِ السِّلْمِيِّ، وَنَرْجُو فَتْحَ الحَدِيقَةِ لِلنَّاسِ جَمِيعًا دُونَ شَرْطٍ أَوْ قَيْدٍ فِي كُلِّ صَبَاحٍ.", "", BOTH),
    ("marks here and there", "ar", "نطالب بفتح المكتبة فورًا لكلّ القرّاء والمعتادين، ونحثّ البلديّة على احترام وقت القراءة والراحة، ونشدّد على أنّ الأمر يسيرٌ جدًّا.", "", BOTH),
    ("marks at a word's end", "ar", "يعامل بعضهم بعضًا.\n\nبعضًا بعضا بعضٌ أيضًا\n\nحقًا حقًّا كتابًا عقلاً عقلًا جميعاً إلاّ\n\nنعمْ\n\nلاَ بأسَ", "", BOTH),
    ("Persian with vowels and joiners", "fa", "این کار می‌شود و کتاب‌خانه‌ها باز می‌مانند.\n\nمدیرِ محترمِ کتابخانه، دربارهٔ آزادیِ خواندن و حقِّ نشستن پاسخ دهید.", "", TREE),
    ("labels of an ordered list", "ar", "## المادة 1\n\nكلمة 12 هنا.\n\n1. كل قارئ\n2. لا يمنع\n\n## المادة ١", "", TREE),
    ("names in brackets, telephones, quotes", "ar", "نكتب.", "signatories:\n  - جمعية الأمل\n  - حركة 20 يناير\n  - عמותת\n", TREE),
    ("names of every script", "ar", "نكتب.", "signatories:\n  - جَمْعِيَّةُ النُّورِ\n  - کانون می‌خواهیم\n  - ئۇيغۇر جەمئىيىتى\n  - د پښتو ژبې ټولنه\n  - אָרְגּוּן שָׁלוֹם\n"
     "  - Hội Bảo vệ Đặng\n  - Ана Руис\n  - 王小明\n", TREE),
    ("addresses and figures in Arabic", "ar", "زوروا https://example.org/ar/ اليوم، واتصلوا بالرقم 71-000-111.\n\nالمواد ٢/١٩ و٣-٥ و١٠:٣٠ و٪٥٠.", "", set()),
    ("Chinese with quotes", "zh-Hant", "我們說“和平”是權利，而非“特權”。「引號『內引』」——完。", "", BOTH),
    ("Japanese", "ja", "私たちは、図書館を開くことを求めます（全文）。「読書」は自由です。", "", BOTH),
    ("Thai with a repeat sign", "th", "ผู้อ่านกล่าวว่า “สวนของเรา” เป็นของทุกคน เด็กๆ และผู้ใหญ่ต่างๆ มานั่งอ่านหนังสือได้ทุกวันโดยไม่ต้องเสียค่าใช้จ่ายใดๆ ทั้งสิ้น เพราะสวนนี้เป็นของทุกคนจริงๆ", "", BOTH),
    ("Lao", "lo", "ດ້ວຍເຫດວ່າສວນອ່ານໜັງສືເປັນຂອງທຸກຄົນ ແລະ ເດັກນ້ອຍທຸກຄົນມີສິດມານັ່ງອ່ານໄດ້ໂດຍບໍ່ຕ້ອງເສຍຄ່າໃຊ້ຈ່າຍ ເພາະສະນັ້ນພວກເຮົາຂໍໃຫ້ເປີດສວນທຸກວັນ", "", TREE),
    ("Khmer", "km", "អ្នកអានបានថ្លែងថា “សួនច្បារ” គឺជារបស់មនុស្សគ្រប់ៗគ្នា ហើយក្មេងៗទាំងអស់អាចមកអានសៀវភៅបានជារៀងរាល់ថ្ងៃ", "", BOTH),
    ("Hindi, two marks on a letter", "hi", "हम नीचे हस्ताक्षर करने वाले बगीचे में पढ़ने की माँग करते हैं और पुस्तकों में रुचि रखते हैं।", "", BOTH),
    ("Sinhala, a letter below another", "si", "අපි ශ්‍රී ප්‍රජාවේ උද්‍යානය විවෘත කරන ලෙස ක්‍රියා කරන්නෙමු.", "", BOTH),
]
UNPARTED = re.compile("(?<=[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uff00-\uffef\u2014\u201c\u201d]) "
                      "(?=[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uff00-\uffef\u2014\u201c\u201d])")


def folded(text):
    text = unicodedata.normalize("NFC", " ".join(text.translate(DROPPED).split()))
    return UNPARTED.sub("", text)


def run(*words):
    return subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8")


def comes_back(folder, why, lang, body, front, readers):
    """What is wrong with the letter, a line each."""
    path = pathlib.Path(folder, "script.md")
    path.write_text(f"---\ntitle: T\nlang: {lang}\n{front}---\n\n{body}\n", encoding="utf-8")
    pdf = str(path.with_suffix(".pdf"))
    run(WARRAQ, "render", str(path), "-o", pdf, "--paper", "A6", *DATED)
    want = [folded(line) for line in run(WARRAQ, "dump", "text", str(path), "--quiet").splitlines() if line.strip()]
    have = [folded(block) for _, block in read_structure.read(pdf) if block.strip()]
    if "tree" in readers and have != want:
        yield f"{why}: {[pair for pair in zip(want, have) if pair[0] != pair[1]] or (want, have)}"
    text = folded(run("pdftotext", "-enc", "UTF-8", pdf, "-"))
    if "poppler" in readers and any(block not in text for block in want):
        yield f"{why}, by poppler: {[block for block in want if block not in text]}, in {text}"
    lost = ink_lost(folder, pdf, path)
    if lost > LOST:
        yield f"{why}: {lost} pixels of the picture are not on the page"


# A small mark at this resolution is more pixels than edges differ by.
DPI, LOST = 200, 8


def grey_page(pdf, folder):
    """The first page, by poppler: rows of bytes."""
    out = pathlib.Path(folder, "page")
    run("pdftoppm", "-r", str(DPI), "-gray", "-f", "1", "-l", "1", "-singlefile", pdf, str(out))
    head, _, rest = (data := out.with_suffix(".pgm").read_bytes()).partition(b"\n255\n")
    width, height = (int(word) for word in head.split()[1:3])
    assert data[:2] == b"P5"
    return [rest[y * width : (y + 1) * width] for y in range(height)]


def unfiltered(data, width, height, step):
    """A PNG's rows (its clause 9)."""
    stride, before, at = width * step, bytes(width * step), 0
    for _ in range(height):
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + stride])
        at += 1 + stride
        for i in range(stride if kind else 0):
            left, up, corner = row[i - step] if i >= step else 0, before[i], before[i - step] if i >= step else 0
            if kind == 4:
                guess = left + up - corner
                near = min((left, up, corner), key=lambda value: abs(guess - value))
            row[i] = row[i] + (left, up, (left + up) // 2, near if kind == 4 else 0)[kind - 1] & 255
        before = bytes(row)
        yield before


def grey_picture(source, folder):
    """The first page as Cairo draws it."""
    out = pathlib.Path(folder, "picture.png")
    run(WARRAQ, "picture", str(source), "-o", str(out), "--paper", "A6", *DATED, "--dpi", str(DPI), "--pages", "1")
    data, at, packed = out.read_bytes(), 8, b""
    width, height, depth, colour = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"), data[24], data[25]
    assert depth == 8
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        packed += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    step = {0: 1, 2: 3, 6: 4}[colour]
    return [row[::step] if step == 1 else row[1::step] for row in unfiltered(zlib.decompress(packed), width, height, step)]


def ink_lost(folder, pdf, source):
    """The largest patch of ink in the picture, by pixels that touch, that has no ink near it on the page."""
    page, picture = grey_page(pdf, folder), grey_picture(source, folder)
    ink = {(x, y) for y, row in enumerate(page) for x, value in enumerate(row) if value < 160}
    near = {(x + dx, y + dy) for x, y in ink for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    lost = {(x, y) for y, row in enumerate(picture) for x, value in enumerate(row) if value < 128} - near
    most = 0
    while lost:
        patch, front = 0, [lost.pop()]
        while front:
            x, y = front.pop()
            patch += 1
            beside = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & lost
            lost -= beside
            front += beside
        most = max(most, patch)
    return most


def lost_mark_is_seen(folder):
    """A mark that is on one of the two only is more than may be lost."""
    marked, bare = (pathlib.Path(folder, name) for name in ("marked.md", "bare.md"))
    text = "---\ntitle: T\nlang: ar\n---\n\nكتبَ\n"
    marked.write_text(text, encoding="utf-8")
    bare.write_text(text.replace("\u064e", ""), encoding="utf-8")
    run(WARRAQ, "render", str(bare), "-o", str(bare.with_suffix(".pdf")), "--paper", "A6", *DATED)
    return ink_lost(folder, str(bare.with_suffix(".pdf")), marked)


def languages(folder):
    """Foreign words in a paragraph, and what is around them, say their languages."""
    record = Record(folder, "---\ntitle: T\nlang: en\n---\n\nThe word سلام and *le mot* <span lang='fr'>paix</span>, 平和 and мир.\n")
    assert {"ar", "fr"} <= set(record.languages()), record.languages()


def missing_glyph(folder):
    path = pathlib.Path(folder, "sequence.md")
    path.write_text("---\ntitle: T\nlang: en\nsignatories:\n  - \U0001F3F3\uFE0F\u200D\U0001F308 Readers\n---\n\nWe write.\n", encoding="utf-8")
    done = subprocess.run([WARRAQ, "render", str(path), "-o", str(path.with_suffix(".pdf")), "--strict"], capture_output=True, text=True)
    assert "glyph-missing" in done.stderr and done.returncode == 1, (done.returncode, done.stderr)


def main():
    with tempfile.TemporaryDirectory() as folder:
        wrong = [line for letter in LETTERS for line in comes_back(folder, *letter)]
        mark = lost_mark_is_seen(folder)
        assert mark > LOST, mark
        languages(folder)
        missing_glyph(folder)
    print("\n".join(wrong) or f"{len(LETTERS)} letters come back; a mark alone is {mark} pixels")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
