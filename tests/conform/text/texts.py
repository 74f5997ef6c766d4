# SPDX-License-Identifier: MIT
"""Letters in the scripts that readers find hard, made of words of our own: texts.py FOLDER.

Words are drawn from small stocks, or put together of syllables where marks are what is asked about; the same on every
machine. Each letter has a title, paragraphs, a heading that ends in a number and an ordered list; `list-300` is a
right-to-left list of Arabic, Latin, mixed and vowelled names."""
import pathlib
import random
import sys

ARABIC = ("نحن الموقعين أدناه ندعو إلى الإفراج الفوري عن جميع المعتقلين ونطالب الحكومة بالسماح لخبراء الأمم المتحدة بزيارة الإقليم "
          "دون قيود كما حثت المنظمات الدول الأعضاء على عقد جلسة خاصة، وقد وثقت التقارير هذه الانتهاكات على مدى سنوات.").split()
PERSIAN = ("ما امضاکنندگان می‌خواهیم که خانواده‌های زندانیان بی‌درنگ از سرنوشت آن‌ها آگاه شوند و این کار می‌شود اگر سازمان‌ها نامه‌ای "
           "بنویسند، زیرا حقوق انسان‌ها را نمی‌توان نادیده گرفت.").split()
URDU = "ہم دستخط کنندگان مطالبہ کرتے ہیں کہ تمام قیدیوں کو فوری طور پر رہا کیا جائے اور انصاف کے تقاضے پورے کیے جائیں۔".split()
HEBREW = "אנו החתומים מטה דורשים לשחרר את כל העצורים ולאפשר ביקור של מומחים, בלי תנאי ובלי דיחוי.".split()
ENGLISH = ("We the undersigned call upon every government to release those held without charge, to publish the findings of its "
           "inquiries and to let independent experts visit the region without hindrance.").split()
VIETNAMESE = "Chúng tôi những người ký tên dưới đây kêu gọi chính phủ trả tự do cho tất cả những người bị giam giữ, và tôn trọng nhân quyền.".split()
HINDI = "हम नीचे हस्ताक्षर करने वाले सभी बंदियों की तत्काल रिहाई की माँग करते हैं और स्वतंत्र विशेषज्ञों को क्षेत्र में आने दिया जाए।".split()
BENGALI = "আমরা নিম্নস্বাক্ষরকারীরা সকল বন্দির অবিলম্বে মুক্তি চাই এবং র‍্যাব ও র‍্যাংক নিয়ে স্বাধীন বিশেষজ্ঞদের প্রবেশ দিতে হবে।".split()
MALAYALAM = "ലോകത്തില്‍ എല്ലാവര്‍ക്കും നീതി വേണം എന്ന് അവര്‍ പറഞ്ഞു, തടവുകാരുടെ മോചനം ഞങ്ങള്‍ ആവശ്യപ്പെടുന്നു.".split()
SINHALA = "අපි ශ්‍රී ලංකාවේ ප්‍රජාව සියලු සිරකරුවන් වහාම නිදහස් කරන ලෙස ක්‍රියා කරන්නෙමු.".split()
TAMIL = "கீழே கையொப்பமிட்ட நாங்கள் அனைத்து கைதிகளையும் உடனடியாக விடுவிக்க வேண்டும் என்று கோருகிறோம்.".split()
THAI = "เราผู้ลงนามขอเรียกร้อง ให้ปล่อยตัวผู้ถูกคุมขังทั้งหมด โดยทันที และเปิดให้ผู้เชี่ยวชาญ เข้าเยี่ยมพื้นที่ได้อย่างเสรี".split()
KHMER = "យើងខ្ញុំ អ្នកចុះហត្ថលេខា សូមអំពាវនាវ ឲ្យដោះលែង អ្នកជាប់ឃុំទាំងអស់ ជាបន្ទាន់".split()
BURMESE = "အောက်ပါ လက်မှတ်ရေးထိုးသူများသည် ဖမ်းဆီးခံရသူအားလုံးကို ချက်ချင်း လွှတ်ပေးရန် တောင်းဆိုပါသည်။".split()
TIBETAN = "ང་ཚོས་ བཙོན་པ་ ཐམས་ཅད་ འཕྲལ་དུ་ གློད་བཀྲོལ་ གཏོང་དགོས་པའི་ འབོད་སྐུལ་ བྱེད་ཀྱི་ཡོད།".split()
NAMES = ["Human Rights Watch", "Centre for Civil Liberties", "Ana Ruiz", "Amnesty", "Société des amis", "Action 21"]


def syllables(draw, letters, marks, chance=0.8, second=()):
    """A word of two to four letters, most with a mark, some with one more."""
    word = ""
    for _ in range(draw.randint(2, 4)):
        word += draw.choice(letters)
        if second and draw.random() < 0.25:
            word += draw.choice(second)
        if draw.random() < chance:
            word += draw.choice(marks)
    return word


def vowelled(draw):
    """A word as vowelled Arabic spells it: a letter has at most a shadda and one vowel, and a tanwin is the last one's."""
    word = syllables(draw, "بتحدرسصعفكلمنهوي", "\u064e\u064f\u0650\u0652", 0.9, "\u0651")
    end = draw.choice(("", "", "\u064c", "\u064d", "اً"))
    return (word.rstrip("\u064e\u064f\u0650\u0652") if len(end) == 1 else word) + end


def span(first, last):
    return [chr(c) for c in range(first, last + 1)]


MADE = {
    "vowelled": vowelled,
    "pointed": lambda d: syllables(d, "אבגדהזחטיכלמנספצקרש", "\u05b0\u05b4\u05b5\u05b6\u05b7\u05b8\u05bb\u05b9", 0.8, "\u05bc"),
    "thaana": lambda d: syllables(d, span(0x780, 0x795), span(0x7A6, 0x7B0), 1),
    "nko": lambda d: syllables(d, span(0x7CA, 0x7E7), span(0x7EB, 0x7EF), 0.4),
    "adlam": lambda d: syllables(d, span(0x1E922, 0x1E943), span(0x1E944, 0x1E946), 0.3),
    "syriac": lambda d: syllables(d, "\u0710\u0712\u0713\u0715\u0717\u0718\u071b\u071d\u071f\u0720\u0721\u0722", "\u0730\u0733\u0736\u073a\u073d", 0.4),
}
REAL = {"arabic": ARABIC, "persian": PERSIAN, "urdu": URDU, "hebrew": HEBREW, "english": ENGLISH, "vietnamese": VIETNAMESE, "hindi": HINDI,
        "bengali": BENGALI, "malayalam": MALAYALAM, "sinhala": SINHALA, "tamil": TAMIL, "thai": THAI, "khmer": KHMER,
        "burmese": BURMESE, "tibetan": TIBETAN}
LANGS = {"arabic": "ar", "persian": "fa", "urdu": "ur", "hebrew": "he", "english": "en", "vietnamese": "vi", "hindi": "hi", "bengali": "bn",
         "malayalam": "ml", "sinhala": "si", "tamil": "ta", "thai": "th", "khmer": "km", "burmese": "my", "tibetan": "bo", "vowelled": "ar",
         "pointed": "he", "thaana": "dv", "nko": "nqo", "adlam": "ff-Adlm", "syriac": "syr"}


def some(draw, name, count):
    """Words of the text; a made one is broken into sentences by a sign of its script."""
    if name in REAL:
        words = list(REAL[name])
        return [draw.choice(words) for _ in range(count)]
    stop = {"ff-Adlm": "\u2e41"}.get(LANGS[name], "،" if LANGS[name] in ("ar", "dv", "nqo", "syr") else ",")
    return [MADE[name](draw) + (stop if i % 9 == 8 else "") for i in range(count)]


def letter(name):
    draw = random.Random(name)
    lines = ["---", f"title: {' '.join(some(draw, name, 4))}", f"lang: {LANGS[name]}", "---", ""]
    for _ in range(4):
        lines += [" ".join(some(draw, name, 60)) + ".", ""]
    lines += [f"## {' '.join(some(draw, name, 2))} 12", "", " ".join(some(draw, name, 40)), ""]
    lines += [f"{i}. {' '.join(some(draw, name, 6))}" for i in range(1, 13)]
    return "\n".join(lines) + "\n"


def list_of_names(count):
    draw = random.Random("names")
    plain = [word.strip("،.") for word in ARABIC]
    lines = ["---", "title: رسالة مفتوحة", "lang: ar", "---", "", "نحن الموقعين أدناه ندعو إلى الإفراج عن جميع المعتقلين.", "", "## الموقعون", ""]
    for number in range(1, count + 1):
        kind, arabic = draw.random(), " ".join(draw.choice(plain) for _ in range(draw.randint(2, 4)))
        if kind < 0.2:
            name = draw.choice(NAMES)
        elif kind < 0.3:
            name = f"{arabic} ({draw.choice(['HRW', 'ACAT', 'Hope'])})"
        elif kind < 0.5:
            name = " ".join(MADE["vowelled"](draw) for _ in range(2))
        else:
            name = arabic
        lines.append(f"{number}. {name}")
    return "\n".join(lines) + "\n"


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in [*REAL, *MADE]:
        (folder / f"{name}.md").write_text(letter(name), encoding="utf-8")
    (folder / "list-300.md").write_text(list_of_names(300), encoding="utf-8")


if __name__ == "__main__":
    main()
