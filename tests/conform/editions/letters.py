# SPDX-License-Identifier: MIT
"""Letters for the judges of editions, into the folder named: the example, one with everything, ten languages, a
bilingual one, 5,000 names."""
import pathlib
import re
import shutil
import sys

SOURCE, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
EXAMPLE = SOURCE / "examples/open-letter.ar.txt"
PIXEL = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSu"
         "QmCC")
EVERYTHING = f"""---
title: A letter with <everything> & more
lang: en
date: 2020-09-09
---

Words with *emphasis*, **weight**, `code`, [an address](https://example.org/?a=1&b=2) and a note.[^b] Another.[^a]

## A heading

> A quotation.

- one
- two

| Head | Other |
|:----:|------:|
| cell | "quoted" |

![A pixel]({PIXEL})

[^a]: The second that is called.
[^b]: The first, which has *words*.

## Names

1. Amnesty
2. منظمة العفو
5. 人權觀察
"""
LANGUAGES = {
    "fr": ("Lettre ouverte", "Nous, les soussignés, demandons."), "es": ("Carta abierta", "Nosotros, los abajo firmantes, pedimos."),
    "ru": ("Открытое письмо", "Мы, нижеподписавшиеся, просим."), "zh-Hant": ("公開信", "我們，下列簽署人，要求。"),
    "ja": ("公開書簡", "私たちは求めます。"), "fa": ("نامهٔ سرگشاده", "ما، امضاکنندگان، می‌خواهیم."),
    "he": ("מכתב פתוח", "אנו, החתומים מטה, מבקשים."), "hi": ("खुला पत्र", "हम निवेदन करते हैं।"),
    "th": ("จดหมายเปิดผนึก", "พวกเราขอเรียกร้อง"), "ur": ("کھلا خط", "ہم مطالبہ کرتے ہیں۔")}

shutil.copy(EXAMPLE, FOLDER / "example.txt")
shutil.copy(SOURCE / "tests/read/letters/14-bilingual-paragraphs.txt", FOLDER / "bilingual.txt")
(FOLDER / "everything.md").write_text(EVERYTHING, encoding="utf-8")
for lang, (title, words) in LANGUAGES.items():
    (FOLDER / f"{lang}.md").write_text(f"---\ntitle: {title}\nlang: {lang}\ndate: 2020-09-09\n---\n\n{words}\n\n## 1\n\n"
                                       f"{words}\n\n1. Amnesty\n2. منظمة العفو\n", encoding="utf-8")
names = re.findall(r"^ *\d+\. (.+)$", EXAMPLE.read_text(encoding="utf-8"), re.M)
(FOLDER / "many.md").write_text("---\ntitle: Five thousand\nlang: en\ndate: 2020-09-09\n---\n\nWe ask.\n\n" + "".join(
    f"{n + 1}. {names[n % len(names)]}\n" for n in range(5000)), encoding="utf-8")
