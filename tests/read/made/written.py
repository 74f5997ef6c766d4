# SPDX-License-Identifier: MIT
"""Letters as site generators, petition pages, office programs and people lay them out, each with who signs it.

LETTERS is filled below: (name, ending, text, truth). Names, organisations and sentences are invented. Each taught
the reader something: a form in which lists of names are written, or what stands around them."""

import html
import textwrap

LETTERS = []
TAGS = {'zh': 'zh-Hans', 'zht': 'zh-Hant'}
RTL = {'ar', 'fa', 'ur', 'he'}
NAMES = {
    'en': "Amelia Hartwood|Jonas Pellmere|Ruth Okonjo-Vane|Dermot Kilbrae|Priya Nandhari|T. J. Marlowe|Siobhan Everleigh|Kofi Asantewin|Lena Brightholm|Marcus d'Aubrey|Olu Fapohundade|Grace Tindleman|Hew McOrrin|Noor Talibzad|Esther van Holt|Pablo Quintavar|Wanjiru Mbeketha|Sean Trelawner|Ines Castromil|Bartholomew Finch-Oxley|Yuki Harasawa|Dele Ogunmodede|Carla Benvenuto|Magnus Erlingsen".split(
        '|'
    ),
    'fr': "Aurélie Montfaucher|Jean-Baptiste Lorgeval|Maëlle Kersauzon|Oumar Diarrassa|Thérèse Vaudrimont|Yannick Le Guirrec|Solène d'Arbrissac|Bachir Hamouchène|Clémence Ravoux|Étienne Pourcelet|Fatou N'Diambour|Geneviève Castelroux|Hugo Bressandier|Inès Mellouki|Loïc Tréguiervin|Nadège Bourdillat|Pascal Vermandin|Rachida Zouhouri|Sylvie Amblareix|Tancrède Juvigné".split(
        '|'
    ),
    'es': "Aurora Belmontejo|Ignacio Carrascosaín|María José Urrutibéi|Luis Ángel Peñarrubio|Rosario Quispealaya|Néstor Villafuertes|Xiomara Del Pradal|Joaquín Ñanculeo|Estela Barrionovo|Héctor Zuñigara|Pilar Ochandorena|Tomás Iturrialde|Violeta Campoamar|Wilmer Chocano Rúa|Yolanda Espinozal|Abel Mamanicusi|Berta Cáceral|Ciro Alegríaz|Dolores Fuentemar|Emiliano Tapiadura".split(
        '|'
    ),
    'pt': "Adalberto Figueirinha|Benedita Carvalhosa|Caetano Moutinhal|Dulce Barreirais|Evandro Quilombar|Flávia Assumpçã|Gonçalo Teixeiral|Heloísa Sampaiar|Iara Tupinamar|João Pedro Lacerdim|Lúcia Mendonçal|Márcio Araripel|Núbia Cordeirim|Otávio Brandãozinho|Quitéria Valadal".split(
        '|'
    ),
    'it': "Agnese Montebruni|Bruno Castelvetrini|Chiara Dell'Orsone|Davide Fioravantini|Elisabetta Pratolungo|Fabio Quarantelli|Giulia Sanseverolo|Ivano Tramontelli|Letizia Bonacorte|Michele D'Agostarello|Nives Cavalgrande|Orsola Pianigiari|Renzo Valdimarina|Serena Zambrotti".split(
        '|'
    ),
    'de': "Annegret Holzwarth-Bui|Burkhard Eisenlohr|Cem Yıldırımlı|Dorothea Graf von Hellingen|Eike Petersdorff|Friederike Maibaumer|Gesine Oltmannsen|Hartmut Vogelsänger|Ilka Brunnhöfer|Jörg Tannhausen|Käthe Roßbachner|Ludwig Strehlau|Mechthild Ohlendörp|Niels Querfurther|Ottilie Weißmüllner".split(
        '|'
    ),
    'tr': "Ahmet Çınaroğlu|Bahar Gündoğmuşlu|Cansu Özyıldızer|Deniz Karabulutlu|Elif Naz Şahinkaya|Ferhat İlkbaharcı|Gülay Toprakçıoğlu|Hasan Hüseyin Erdemgil|Işıl Yağmurlu|Kenan Uçarsu|Leyla Ağırbaşlı|Murathan Sönmezışık|Nilüfer Gökçeada|Orhan Değirmencik|Pelin Kuşkonmazer|Rıza Dağdeviren".split(
        '|'
    ),
    'ru': "Арсений Громовцев|Белла Верхоторова|Виктор Ильич Заречников|Галина Остроглядова|Дмитрий Кедровский|Евгения Полуночева|Жанна Рябинкина|Игорь Светозарин|Ксения Ольховская-Лис|Лев Туманов-Бор|Марина Чистопрудова|Никита Щегловитин|Ольга Юрьевна Бережная|Пётр Эльбрусов|Рената Хамзатова".split(
        '|'
    ),
    'ar': "أمل الياسميني|باسل القنطراوي|تمارا عبد النور الحصري|جابر بن سليم المرجاني|خديجة آيت الواحة|رائد أبو الزيتون|زينب الكرخاني|سمير طه البيادري|شهد العامودية|طارق الفيروزي|عبد الرحمن الصنوبري|غادة المنارية|فراس الجسراوي|لمياء بوقنطار|محمد أمين الساقي|نوال الخزامى|هيثم السنديان|ياسمين الوردانية|حسان التلّي|دلال المرساوي".split(
        '|'
    ),
    'fa': "آرش کوه‌نوردی|بهار سپیدارنیا|پرویز گل‌چینی|ترانه مهرآبادیان|جواد رودبارکی|دریا خوش‌نویس‌زاده|رامین بادکوبه‌چی|ژاله نیلوفری|سیمین دخت آبگینه|شهریار کتاب‌فروشان|فریبا سنگ‌تراش|کیوان پل‌سفیدی|گلناز بیدمشکی|مهران چراغ‌ساز|نگار قنات‌پور|هوشنگ تاکستانی".split(
        '|'
    ),
    'ur': "احمد ندیم چناروی|بشریٰ گلزاری|تنویر فاطمہ دریاآبادی|جاوید اقبال سنگلاخی|حمیرا نوشین باغبانی|خالد محمود پلسازی|رخسانہ چراغوی|زاہد حسین کتابداری|سعدیہ مہتابی|شہزاد انور نہروی|عظمیٰ کوثر ریشمی|فیصل گھڑیالوی|کنول شہناز بہاری|مظفر علی چشموی|نازیہ سرسبزی".split(
        '|'
    ),
    'he': "אביגיל נחלאי|בועז ים-סוף|גילה תמרי-כהנא|דוד אלמוגיאן|הדסה מעייני|ורד שקדיאל|זאב כרמלינסקי|חנה לבנוני|טליה אגוזאי|יואב נהרדעי|כרמית ספרא|לאה גשרוני|מוחמד ח'וריאני|נעמי סלעית|סמדר זיתוני".split(
        '|'
    ),
    'zh': "林照晚|司徒青岚|王溪|欧阳竹溪|陈渡桥|赵一苇|吴燕归|徐望川|宋疏影|唐半山|冯听松|邓石榴|曹沧浪|彭晓渡|上官云起|范青禾|白鹭洲|古丽·阿依江|扎西次旦|何以舟".split(
        '|'
    ),
    'zht': "林曉嵐|歐陽竹溪|陳渡橋|張照晚|趙一葦|吳燕歸|徐望川|宋疏影|鄭半山|馮聽松|鄧石榴|蕭滄浪|鍾曉渡|葉青禾|劉雲起|羅以舟".split(
        '|'
    ),
    'ko': "강하늘빛|김산마루|남궁여울|박솔바람|서은하수|윤달그늘|이새벽녘|임노을|장미르내|최가람솔|한별무리|황보나루".split(
        '|'
    ),
    'ja': "蔵辺 なぎさ|橋詰 灯子|水守 一郎|野々宮 かえで|渡瀬 湊|白樺 ゆりえ|榊原 石彦|月島 澪|灯台下 守|鵜飼沢 のぞみ|遠野川 樹|雪平 千草".split(
        '|'
    ),
}
BODY = {
    'en': [
        "The reading room on Copper Street has lent books to this town for ninety years and has never asked a reader for a fee.",
        "People who work in the week can come only on Sunday, and Sunday is the day that the council means to close. We counted the readers on eleven Sundays and never found fewer than two hundred.",
        "We therefore ask that the doors stay open and that the measurements of the river be published before winter.",
    ],
    'fr': [
        "La salle de lecture de la rue du Cuivre prête des livres à notre ville depuis quatre-vingt-dix ans sans jamais demander un sou.",
        "Celles et ceux qui travaillent en semaine ne viennent que le dimanche, et c'est le dimanche que l'on veut fermer. Nous avons compté les lecteurs onze fois.",
        "Nous demandons que les portes restent ouvertes et que les mesures de la rivière soient publiées avant l'hiver.",
    ],
    'es': [
        "La sala de lectura de la calle del Cobre presta libros a esta ciudad desde hace noventa años y nunca ha pedido una moneda.",
        "Quien trabaja entre semana solo puede venir el domingo, y es el domingo cuando quieren cerrar. Contamos a los lectores once domingos seguidos.",
        "Por eso pedimos que las puertas sigan abiertas y que las mediciones del río se publiquen antes del invierno.",
    ],
    'pt': [
        "A sala de leitura da rua do Cobre empresta livros a esta cidade há noventa anos e nunca pediu um tostão.",
        "Quem trabalha durante a semana só pode vir ao domingo, e é ao domingo que querem fechar. Contámos os leitores onze domingos seguidos.",
        "Pedimos por isso que as portas fiquem abertas e que as medições do rio sejam publicadas antes do inverno.",
    ],
    'it': [
        "La sala di lettura di via del Rame presta libri a questa città da novant'anni e non ha mai chiesto un soldo.",
        "Chi lavora in settimana può venire solo la domenica, ed è la domenica che si vuole chiudere. Abbiamo contato i lettori undici domeniche.",
        "Chiediamo che le porte restino aperte e che le misure del fiume siano pubblicate prima dell'inverno.",
    ],
    'de': [
        "Der Lesesaal in der Kupfergasse verleiht dieser Stadt seit neunzig Jahren Bücher und hat nie einen Pfennig verlangt.",
        "Wer unter der Woche arbeitet, kann nur am Sonntag kommen, und gerade am Sonntag soll geschlossen werden. Wir haben elf Sonntage lang gezählt.",
        "Deshalb bitten wir darum, dass die Türen offen bleiben und die Messungen des Flusses vor dem Winter veröffentlicht werden.",
    ],
    'tr': [
        "Bakır Sokağı'ndaki okuma salonu doksan yıldır bu kente kitap ödünç veriyor ve hiç kimseden ücret istemedi.",
        "Hafta içi çalışanlar yalnızca pazar günü gelebiliyor, kapatılmak istenen gün de pazar. On bir pazar boyunca okurları saydık.",
        "Bu nedenle kapıların açık kalmasını ve nehir ölçümlerinin kıştan önce yayımlanmasını istiyoruz.",
    ],
    'ru': [
        "Читальный зал на Медной улице девяносто лет выдаёт книги нашему городу и ни разу не попросил платы.",
        "Кто работает в будни, может прийти только в воскресенье, а закрыть хотят именно воскресенье. Мы считали читателей одиннадцать воскресений подряд.",
        "Поэтому мы просим оставить двери открытыми и опубликовать измерения реки до зимы.",
    ],
    'ar': [
        "تعير قاعة المطالعة في شارع النحاس الكتب لأهل المدينة منذ تسعين عاماً ولم تطلب من قارئ أجراً قط.",
        "من يعمل في أيام الأسبوع لا يستطيع المجيء إلا يوم الجمعة، ويوم الجمعة هو اليوم الذي يراد إغلاقه. عددنا القراء إحدى عشرة مرة ولم نجدهم أقل من مئتين.",
        "لذلك نرجو أن تبقى الأبواب مفتوحة وأن تنشر قياسات النهر قبل الشتاء.",
    ],
    'fa': [
        "تالار مطالعه‌ی خیابان مس نود سال است که به مردم این شهر کتاب امانت می‌دهد و هرگز مزدی نخواسته است.",
        "کسانی که در روزهای هفته کار می‌کنند تنها جمعه‌ها می‌توانند بیایند و همان جمعه را می‌خواهند تعطیل کنند. ما یازده جمعه خوانندگان را شمردیم.",
        "از این رو می‌خواهیم درها باز بماند و اندازه‌گیری‌های رود پیش از زمستان منتشر شود.",
    ],
    'ur': [
        "تانبے والی گلی کا دارالمطالعہ نوے برس سے اس شہر کو کتابیں ادھار دیتا آیا ہے اور کبھی کسی سے اجرت نہیں مانگی۔",
        "جو لوگ ہفتے بھر کام کرتے ہیں وہ صرف اتوار کو آ سکتے ہیں اور اتوار ہی کو بند کرنے کا ارادہ ہے۔ ہم نے گیارہ اتوار تک پڑھنے والوں کو گنا۔",
        "اس لیے ہماری درخواست ہے کہ دروازے کھلے رہیں اور دریا کی پیمائشیں سردیوں سے پہلے شائع کی جائیں۔",
    ],
    'he': [
        "אולם הקריאה ברחוב הנחושת משאיל ספרים לעיר הזאת זה תשעים שנה ומעולם לא ביקש פרוטה.",
        "מי שעובד באמצע השבוע יכול לבוא רק בשבת, ודווקא את השבת מבקשים לסגור. ספרנו את הקוראים אחת עשרה פעמים ולא מצאנו פחות ממאתיים.",
        "לכן אנו מבקשים שהדלתות יישארו פתוחות ושמדידות הנהר יפורסמו לפני החורף.",
    ],
    'zh': [
        "铜匠街的阅览室九十年来一直把书借给这座城市的人，从未向任何一位读者收过一分钱。",
        "平日要上班的人只能在星期天来，而要关门的偏偏是星期天。我们接连数了十一个星期天的读者，从来没有少于两百人。",
        "因此我们请求让大门继续敞开，并在入冬之前公布河水的测量结果。",
    ],
    'zht': [
        "銅匠街的閱覽室九十年來一直把書借給這座城市的人，從未向任何一位讀者收過一分錢。",
        "平日要上班的人只能在星期天來，而要關門的偏偏是星期天。我們接連數了十一個星期天的讀者，從來沒有少於兩百人。",
        "因此我們請求讓大門繼續敞開，並在入冬之前公布河水的測量結果。",
    ],
    'ko': [
        "구리골목의 열람실은 구십 년 동안 이 도시 사람들에게 책을 빌려주면서 한 푼도 요구한 적이 없습니다.",
        "평일에 일하는 사람은 일요일에만 올 수 있는데 닫으려는 날이 바로 일요일입니다. 우리는 열한 번의 일요일에 독자를 세어 보았습니다.",
        "그러므로 문을 계속 열어 두고 강물 측정 결과를 겨울이 오기 전에 공개해 주시기를 요청합니다.",
    ],
    'ja': [
        "銅通りの閲覧室は九十年にわたってこの町の人々に本を貸し出し、一度も料金を求めたことがありません。",
        "平日に働く人は日曜日にしか来られず、閉じようとしているのはまさにその日曜日です。私たちは十一回の日曜日に読者を数えました。",
        "そこで私たちは、扉を開けたままにし、川の測定結果を冬までに公表することを求めます。",
    ],
}
TITLE = {
    'en': 'Keep the reading room open on Sundays',
    'fr': 'Gardons la salle de lecture ouverte le dimanche',
    'es': 'Que la sala de lectura siga abierta los domingos',
    'pt': 'Pela sala de leitura aberta ao domingo',
    'it': 'Teniamo aperta la sala di lettura la domenica',
    'de': 'Der Lesesaal soll sonntags offen bleiben',
    'tr': 'Okuma salonu pazar günleri açık kalsın',
    'ru': 'Оставьте читальный зал открытым по воскресеньям',
    'ar': 'لتبق قاعة المطالعة مفتوحة يوم الجمعة',
    'fa': 'تالار مطالعه جمعه‌ها باز بماند',
    'ur': 'دارالمطالعہ اتوار کو کھلا رہے',
    'he': 'השאירו את אולם הקריאה פתוח בשבת',
    'zh': '请让阅览室星期天继续开放',
    'zht': '請讓閱覽室星期天繼續開放',
    'ko': '열람실을 일요일에도 열어 주십시오',
    'ja': '閲覧室を日曜日も開けてください',
}


def entry(name, affiliation=None, place=None, number=None, optional=(), name_alt=()):
    return {
        'name': name,
        'affiliation': affiliation,
        'place': place,
        'number': number,
        'optional': optional,
        'other_orders': name_alt,
    }


def put(
    name,
    ending,
    lang,
    text,
    lists,
    residue=(),
    withdrawn=(),
    notes=(),
    total=None,
    anon=None,
    closing=None,
    addr=(),
    private=(),
    foot=0,
    body=None,
    headings=True,
):
    LETTERS.append(
        (
            name,
            ending,
            text,
            {
                'title': TITLE[lang],
                'lang': TAGS.get(lang, lang),
                'body': body or BODY[lang],
                'lists': lists,
                'residue': residue,
                'withdrawn': withdrawn,
                'notes': notes,
                'total': total,
                'anonymous': anon,
                'closing': closing,
                'addressees': addr,
                'private': private,
                'footnotes': foot,
            },
        )
    )


def paragraphs(lang, form='<p>{}</p>'):
    return '\n'.join(form.format(esc(p)) for p in BODY[lang])


def prose(lang):
    return '\n\n'.join(BODY[lang])


esc = html.escape
joined = '\n'.join


# ---- pages ----


def page(lang, head, body, title=None, extra=''):
    return f'<!DOCTYPE html>\n<html lang="{TAGS.get(lang,lang)}"{" dir=rtl" if lang in RTL else ""}><head><meta charset="utf-8"><title>{esc(title or TITLE[lang])} – {esc(head)}</title><meta name=viewport content="width=device-width">{extra}</head>\n<body>{body}</body></html>\n'


# a01 Change.org-like petition page: no list of signatories, comments with names
res = [
    "Start a petition",
    "Reasons for signing",
    "Recent signers",
    "Promoters this week",
    "Report a policy violation",
    "More petitions you may like",
]
b = f'''<header class="corgi-1x"><nav><a href="/">Home</a><a href="/start">Start a petition</a><a href="/my">My petitions</a><a href="/browse">Browse</a><a href="/login">Log in</a></nav></header>
<main><div class="corgi-title"><h1>{TITLE['en']}</h1></div><div class="corgi-share"><button>Share this petition</button><span>12,345</span><span>Verified signatures</span></div>
<div class="corgi-starter"><img src="x.jpg" alt="Avatar of the starter"><a href="/u/1">Amelia Hartwood</a> started this petition</div>
<h2>The Issue</h2><div class="corgi-rte">{paragraphs('en')}</div>
<div class="signers"><h3>Recent signers</h3><ul><li><b>Ruth Okonjo-Vane</b> 2 minutes ago</li><li><b>Dermot Kilbrae</b> 5 minutes ago</li><li><b>Kofi Asantewin</b> 9 minutes ago</li></ul></div>
<div class="comments"><h2>Reasons for signing</h2><div class="comment"><b>Hew McOrrin</b><span>3 days ago</span><p>I learnt to read there and so did my mother.</p><a>Like</a><a>Report</a></div><div class="comment"><b>Lena Brightholm</b><span>4 days ago</span><p>Sunday is my only free day!</p><a>Like</a><a>Report</a></div><div class="comment"><b>Olu Fapohundade</b><span>5 days ago</span><p>Books belong to everyone.</p><a>Like</a><a>Report</a></div></div>
<div class="related"><h2>More petitions you may like</h2><ul><li><a href="/p/a">Save the old ferry of Marlgate</a></li><li><a href="/p/b">Plant trees on the Copper Street</a></li><li><a href="/p/c">Free buses for pupils</a></li></ul></div>
<a href="/report">Report a policy violation</a></main><footer><h4>Company</h4><ul><li><a href="/about">About</a></li><li><a href="/impact">Impact</a></li><li><a href="/careers">Careers</a></li></ul><p>© 2024, Petitions.example, PBC</p></footer>'''
put(
    'a01-petition-site-no-list',
    'html',
    'en',
    page('en', 'Petitions', b),
    [],
    residue=[
        "Start a petition",
        "Save the old ferry of Marlgate",
        "I learnt to read there and so did my mother.",
        "© 2024, Petitions.example, PBC",
        "Browse",
    ],
)

# a02 WordPress Gutenberg two columns of ordered lists, second starts later (ar)
n = NAMES['ar']
half = 10
li = lambda a: ''.join(f'<li>{esc(x)}</li>' for x in a)
b = f'''<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">دار المطالعة</a></p><nav class="wp-block-navigation"><ul><li><a href="/">الرئيسية</a></li><li><a href="/a">من نحن</a></li><li><a href="/n">الأخبار</a></li></ul></nav></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{TITLE['ar']}</h1><div class="entry-content wp-block-post-content">{paragraphs('ar','<p>{}</p>')}
<p><strong>الموقعون والموقعات:</strong></p><div class="wp-block-columns"><div class="wp-block-column"><ol>{li(n[:half])}</ol></div><div class="wp-block-column"><ol start="{half+1}">{li(n[half:])}</ol></div></div></div>
<div class="wp-block-group has-comments"><h2>اترك تعليقاً</h2><p>لن يتم نشر عنوان بريدك الإلكتروني.</p></div></main><footer><p>جميع الحقوق محفوظة لدار المطالعة</p></footer></div>'''
put(
    'a02-wp-columns-ol-ar',
    'html',
    'ar',
    page('ar', 'دار المطالعة', b),
    [('الموقعون والموقعات:', [entry(x, number=i + 1) for i, x in enumerate(n)])],
    residue=['من نحن', 'اترك تعليقاً', 'جميع الحقوق محفوظة لدار المطالعة'],
)

# a03 cards with portrait, name, role, organisation, country flag (en)
roles = [
    'Professor of Hydrology',
    'Writer',
    'Director',
    'Senior Lecturer',
    'Poet Laureate of Heron',
    'Barrister',
    'Head Librarian',
    'Bookbinder',
]
orgs = [
    'Marlgate University',
    'Heron Book Trust',
    'Institute for River Studies',
    'Copper Street Press',
    'Open Shelf Foundation',
]
n = NAMES['en'][:18]
ents = []
cards = ''
for i, x in enumerate(n):
    r, o = roles[i % 8], orgs[i % 5]
    cards += f'<div class="signatory-card" data-id="{i}"><div class="photo"><img src="/img/{i}.jpg" alt="Portrait of {esc(x)}" loading="lazy"></div><div class="info"><h4 class="name">{esc(x)}</h4><p class="role">{r}</p><p class="org">{o}</p></div></div>\n'
    ents.append(entry(x, f'{r}, {o}'))
b = f'<nav class="topnav"><a href="/">Home</a> <a href="/letters">Letters</a> <a href="/donate">Donate</a></nav><article><h1>{TITLE["en"]}</h1>{paragraphs("en")}<p>Yours faithfully,</p><section class="signatories"><h2>Our signatories</h2><div class="grid">{cards}</div><a class="btn" href="#form">Add your name</a></section></article><footer>Open Letters Project · Privacy · Imprint</footer>'
put(
    'a03-cards-portraits-en',
    'html',
    'en',
    page('en', 'Open Letters Project', b),
    [('Our signatories', ents)],
    closing='Yours faithfully,',
    residue=['Add your name', 'Open Letters Project · Privacy · Imprint'],
)

# a04 accordion, organisations by country (en) h3 + ul, and individuals
c = [
    ('Argentina', ['Biblioteca del Puente', 'Red de Lectores del Sur', 'Casa de la Palabra']),
    ('Kenya', ['Mto Safi Network', 'Readers of Kisimani']),
    ('Norway', ['Elvevakten', 'Åpne Dører']),
    ('Tunisia', ['جمعية أصدقاء الكتاب', 'Association Livre Ouvert']),
]
b = f'<main id="main"><h1 class="page-title">{TITLE["en"]}</h1><div class="elementor-text-editor">{paragraphs("en")}</div><h2>Organisational endorsements</h2><div class="elementor-accordion">'
lists = []
for k, v in c:
    b += f'<div class="elementor-accordion-item"><h3 class="elementor-tab-title"><a>{k}</a></h3><div class="elementor-tab-content"><ul>{li(v)}</ul></div></div>'
    lists.append((k, [entry(x) for x in v]))
b += f'</div><h2>Individual endorsements</h2><ul>'
ind = [(x, k) for x, k in zip(NAMES['en'][:14], ['USA', 'Kenya', 'UK', 'Ireland', 'India', 'Nigeria', 'Japan'] * 2)]
b += (
    ''.join(f'<li>{esc(x)}, {k}</li>' for x, k in ind)
    + '</ul><h2>Share this</h2><ul class="share"><li><a href="#">Facebook</a></li><li><a href="#">WhatsApp</a></li><li><a href="#">Email</a></li></ul></main>'
)
lists.append(('Individual endorsements', [entry(x, None, k) for x, k in ind]))
put('a04-accordion-countries-en', 'html', 'en', page('en', 'Rivers', b), lists, residue=['Facebook', 'WhatsApp'])

# a05 Squarespace fr, paragraphs of lines by <br>, titles after comma
n = NAMES['fr']
f = [
    'maîtresse de conférences, université de Clairbois',
    'bibliothécaire',
    'romancière',
    'avocat au barreau de Valserpe',
    'président de la Société des lecteurs',
    'conseillère municipale',
    'retraité',
]
b = (
    f'<div class="sqs-block-content"><h1>{TITLE["fr"]}</h1>{paragraphs("fr","<p style=white-space:pre-wrap>{}</p>")}<h3>Premiers signataires</h3><p>'
    + '<br>'.join(f'{esc(x)}, {f[i%7]}' for i, x in enumerate(n[:8]))
    + '</p><h3>Ont également signé</h3><p>'
    + '<br/>\n'.join(esc(x) for x in n[8:])
    + '</p><p>et 27 autres personnes</p></div><div class="sqs-block-newsletter"><h2>Infolettre</h2><p>Recevez nos nouvelles.</p><input placeholder="Adresse e-mail"><button>S’inscrire</button></div>'
)
put(
    'a05-br-lines-fr',
    'html',
    'fr',
    page('fr', 'Lire', b),
    [
        ('Premiers signataires', [entry(x, f[i % 7]) for i, x in enumerate(n[:8])]),
        ('Ont également signé', [entry(x) for x in n[8:]]),
    ],
    notes=['et 27 autres personnes'],
    residue=['Recevez nos nouvelles.'],
    anon=27,
)

# a06 Google Docs export, table without head (es)
n = NAMES['es'][:16]
pr = ['Docente', 'Abogada de derechos humanos', 'Periodista independiente', 'Antropóloga', 'Poeta']
ci = ['Cusco', 'Montevideo', 'Ciudad de Guatemala', 'Rosario']
rows = ''.join(
    f'<tr class="c{5+i%2}"><td class="c7" colspan="1" rowspan="1"><p class="c3"><span class="c1">{esc(x)}</span></p></td><td class="c8" colspan="1" rowspan="1"><p class="c3"><span class="c1">{pr[i%5]}</span></p></td><td class="c8" colspan="1" rowspan="1"><p class="c3"><span class="c1">{ci[i%4]}</span></p></td></tr>'
    for i, x in enumerate(n)
)
css = '<style type="text/css">@import url(https://themes.googleusercontent.com/fonts/css?kit=x);ol.lst-kix_a-0{list-style-type:none}.c1{color:#000000;font-weight:400;font-size:11pt;font-family:"Arial"}.c2{font-weight:700}.c3{padding-top:0pt;line-height:1.15}.c9{font-style:italic}</style>'
b = (
    f'<p class="c3 title" id="h.x"><span class="c1 c2">{TITLE["es"]}</span></p>'
    + paragraphs('es', '<p class="c3"><span class="c1">{}</span></p><p class="c3 c10"><span class="c1"></span></p>')
    + f'<p class="c3"><span class="c2 c1">Firmas:</span></p><table class="c12"><tbody>{rows}</tbody></table><p class="c3 c10"><span class="c1"></span></p>'
)
put(
    'a06-gdocs-table-es',
    'html',
    'es',
    f'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">{css}</head><body class="c11 doc-content">{b}</body></html>',
    [('Firmas:', [entry(x, pr[i % 5], ci[i % 4]) for i, x in enumerate(n)])],
)

# a07 Google Docs export with ol and organisations; comments anchors
n = [
    'Círculo de Lectura del Cobre',
    'Asociación de Vecinas del Puente Viejo',
    'Colectivo Río Limpio',
    'Sindicato de Bibliotecarias y Bibliotecarios',
    'Fundación Puertas Abiertas',
    'Red de Maestras Rurales',
]
m = NAMES['es'][:12]
ol = (
    lambda a, k, s: f'<ol class="c4 lst-kix_{k}-0 start" start="{s}">'
    + ''.join(f'<li class="c3 li-bullet-0"><span class="c1">{esc(x)}</span></li>' for x in a)
    + '</ol>'
)
b = (
    f'<h1 class="c3" id="h.a"><span class="c1">{TITLE["es"]}</span></h1>'
    + paragraphs('es', '<p class="c3"><span class="c1">{}</span></p>')
    + f'<h2 class="c3" id="h.b"><span>Suscriben</span></h2><h3 class="c3"><span class="c1">Organizaciones</span></h3>{ol(n,"q",1)}<h3 class="c3"><span class="c1">Personas</span></h3>{ol(m,"r",1)}<p class="c3"><span class="c1">Siguen firmas…</span></p><div class="c13"><p class="c3"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span class="c1">Falta confirmar con Estela</span></p></div>'
)
put(
    'a07-gdocs-ol-es',
    'html',
    'es',
    f'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">{css}</head><body class="c11 doc-content">{b}</body></html>',
    [
        ('Organizaciones', [entry(x, number=i + 1) for i, x in enumerate(n)]),
        ('Personas', [entry(x, number=i + 1) for i, x in enumerate(m)]),
    ],
    notes=['Siguen firmas…'],
    residue=['Falta confirmar con Estela'],
)

# a08 Word HTML with typed numbers, tr
n = NAMES['tr']
u = ['Prof. Dr., Bakır Üniversitesi', 'öğretmen', 'avukat', 'yazar, çevirmen', 'emekli kütüphaneci']
it = ''.join(
    f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{i+1}.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>{esc(x)}, {u[i%5]}<o:p></o:p></p>\n"
    for i, x in enumerate(n)
)
b = (
    f"<div class=WordSection1><p class=MsoTitle>{TITLE['tr']}</p>"
    + paragraphs('tr', '<p class=MsoNormal>{}<o:p></o:p></p>')
    + f"<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><b>İmzacılar<o:p></o:p></b></p>{it}</div>"
)
put(
    'a08-word-list-tr',
    'htm',
    'tr',
    f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15"></head><body lang=TR>{b}</body></html>',
    [('İmzacılar', [entry(x, u[i % 5], number=i + 1) for i, x in enumerate(n)])],
)

# a09 Wix he, one p per name, title lines in second span
n = NAMES['he']
t = ['אוניברסיטת הנחושת', 'סופר', 'עורכת דין', 'המכללה לספרנות', 'יו"ר עמותת נהר פתוח']
b = (
    f'<div id="SITE_CONTAINER"><div id="SITE_HEADER"><nav><ul><li><a href="/">דף הבית</a></li><li><a href="/about">אודות</a></li><li><a href="/contact">צור קשר</a></li></ul></nav></div><div id="PAGES_CONTAINER"><div class="_1Z_nJ" data-testid="richTextElement"><h1 class="font_0"><span>{TITLE["he"]}</span></h1></div><div class="_1Z_nJ" data-testid="richTextElement">'
    + paragraphs('he', '<p class="font_8" style="direction:rtl"><span class="color_15">{}</span></p>')
    + '<p class="font_8"><span class="wixGuard">​</span></p><p class="font_8"><span style="font-weight:bold">על החתום (לפי סדר האלף-בית):</span></p>'
    + ''.join(
        f'<p class="font_8" style="direction:rtl"><span class="color_15"><span style="font-weight:bold">{esc(x)}</span>, {esc(t[i%5])}</span></p>'
        for i, x in enumerate(n)
    )
    + '</div></div><div id="SITE_FOOTER"><p class="font_9">© 2023 נהר פתוח. האתר נבנה באמצעות Wix.com</p></div></div>'
)
put(
    'a09-wix-he',
    'html',
    'he',
    page('he', 'נהר פתוח', b),
    [('על החתום (לפי סדר האלף-בית):', [entry(x, t[i % 5]) for i, x in enumerate(n)])],
    residue=['דף הבית', 'צור קשר'],
)

# a10 Drupal views rows ru
n = NAMES['ru']
o = ['Медный университет', 'литературный журнал «Берег»', 'Общество защиты реки', 'независимый исследователь']
b = (
    f'<div class="layout-container"><header role="banner"><div class="region region-header"><a href="/">Берег</a></div><nav role="navigation"><ul class="menu"><li class="menu-item"><a href="/">Главная</a></li><li class="menu-item"><a href="/o">О проекте</a></li></ul></nav></header><main role="main"><h1 class="page-title"><span class="field field--name-title">{TITLE["ru"]}</span></h1><article class="node node--type-page"><div class="field field--name-body">{paragraphs("ru")}</div></article><div class="views-element-container"><h2>Письмо подписали</h2><div class="view view-signers"><div class="view-content">'
    + ''.join(
        f'<div class="views-row"><div class="views-field views-field-title"><span class="field-content">{x}</span></div><div class="views-field views-field-field-org"><div class="field-content">{o[i%4]}</div></div></div>'
        for i, x in enumerate(n)
    )
    + '</div><nav class="pager"><ul class="pager__items"><li class="pager__item is-active">1</li><li class="pager__item"><a href="?page=1">2</a></li><li class="pager__item pager__item--next"><a href="?page=1">Следующая ›</a></li></ul></nav></div></div></main><footer>Работает на Drupal</footer></div>'
)
put(
    'a10-drupal-views-ru',
    'html',
    'ru',
    page('ru', 'Берег', b),
    [('Письмо подписали', [entry(x, o[i % 4]) for i, x in enumerate(n)])],
    residue=['О проекте', 'Следующая ›', 'Работает на Drupal'],
)

# a11 Medium-like zh: names in one paragraph with 、
n = NAMES['zh']
b = f'<article><section><h1>{TITLE["zh"]}</h1><div class="byline"><a href="/@x">铜匠街之友</a><span>5 min read</span><span>Mar 3, 2023</span></div>{paragraphs("zh")}<p>签名人（排名不分先后）：</p><p>{"、".join(n)}</p></section></article><div class="footer"><p>Written by 铜匠街之友</p><button>Follow</button><h2>More from 铜匠街之友</h2><div><a href="/a"><h3>河边的钟声</h3></a></div></div>'
put(
    'a11-medium-run-zh',
    'html',
    'zh',
    page('zh', 'Medium', b),
    [('签名人（排名不分先后）：', [entry(x) for x in n])],
    residue=['河边的钟声', '5 min read'],
)

# a12 Hugo fa with organisations by ul + nested li by country
c = [
    ('ایران', NAMES['fa'][:5]),
    ('افغانستان', NAMES['fa'][5:9]),
    ('تاجیکستان', NAMES['fa'][9:12]),
    ('آلمان', NAMES['fa'][12:]),
]
b = (
    f'<article class="post"><header><h1>{TITLE["fa"]}</h1><time datetime="2023-04-02">۱۳ فروردین ۱۴۰۲</time></header><div class="post-content">{paragraphs("fa")}<h2 id="sig">امضاکنندگان</h2><ul>'
    + ''.join(f'<li>{k}<ul>{li(v)}</ul></li>' for k, v in c)
    + '</ul></div></article><footer class="site-footer"><span>ساخته شده با Hugo</span></footer>'
)
put(
    'a12-nested-country-fa',
    'html',
    'fa',
    page('fa', 'خبرنامه', b),
    [(k, [entry(x) for x in v]) for k, v in c],
    residue=['ساخته شده با Hugo'],
)

# a13 Ghost ur: strong name – title, em place
n = NAMES['ur']
t = ['صحافی', 'وکیل', 'شاعرہ', 'استاد، جامعہ تانبا', 'سماجی کارکن']
pl = ['لاہور', 'کوئٹہ', 'سکھر']
b = (
    f'<div class="gh-viewport"><header class="gh-head"><a class="gh-head-logo" href="/">کتاب گھر</a></header><main><article class="gh-article post"><h1 class="gh-article-title">{TITLE["ur"]}</h1><section class="gh-content">{paragraphs("ur")}<h3>دستخط کنندگان</h3>'
    + ''.join(f'<p><strong>{x}</strong> – {t[i%5]} – <em>{pl[i%3]}</em></p>' for i, x in enumerate(n))
    + '</section></article></main></div>'
)
put(
    'a13-ghost-dash-ur',
    'html',
    'ur',
    page('ur', 'کتاب گھر', b),
    [('دستخط کنندگان', [entry(x, t[i % 5], pl[i % 3]) for i, x in enumerate(n)])],
    residue=[],
)

# a14 dl it
n = NAMES['it']
t = ['docente di idrologia', 'libraia', 'sindaca emerita di Valdimarina', 'attore']
b = (
    f'<main><h1>{TITLE["it"]}</h1>{paragraphs("it")}<h2>Firmano l’appello</h2><dl>'
    + ''.join(f'<dt>{esc(x)}</dt><dd>{t[i%4]}</dd>' for i, x in enumerate(n))
    + '</dl><p>e altri 42 cittadini</p></main>'
)
put(
    'a14-dl-it',
    'html',
    'it',
    page('it', 'Appello', b),
    [('Firmano l’appello', [entry(x, t[i % 4]) for i, x in enumerate(n)])],
    notes=['e altri 42 cittadini'],
    anon=42,
)

# a15 DataTables en
n = NAMES['en']
inst = ['Marlgate University', 'Heron College', 'Open Shelf Foundation']
co = ['Ireland', 'Ghana', 'Peru', 'Japan']
rows = ''.join(
    f'<tr class="{"odd" if i%2==0 else "even"}"><td class="sorting_1">{i+1}</td><td>{esc(x.rsplit(" ",1)[0])}</td><td>{esc(x.rsplit(" ",1)[1])}</td><td>{inst[i%3]}</td><td>{co[i%4]}</td></tr>'
    for i, x in enumerate(n)
)
b = f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>List of signatories</h2><div class="dataTables_wrapper"><div class="dataTables_length"><label>Show <select><option>10</option><option>25</option></select> entries</label></div><div class="dataTables_filter"><label>Search:<input type="search"></label></div><table class="dataTable"><thead><tr><th>#</th><th>First name</th><th>Last name</th><th>Institution</th><th>Country</th></tr></thead><tbody>{rows}</tbody></table><div class="dataTables_info">Showing 1 to 24 of 24 entries</div><div class="dataTables_paginate"><a>Previous</a><span><a>1</a></span><a>Next</a></div></div></main>'
put(
    'a15-datatables-en',
    'html',
    'en',
    page('en', 'Letters', b),
    [('List of signatories', [entry(x, inst[i % 3], co[i % 4], number=i + 1) for i, x in enumerate(n)])],
    residue=['Showing 1 to 24 of 24 entries', 'Previous'],
)

# a16 Substack: list as p br, comments after
n = NAMES['en'][:12]
b = (
    f'<div class="main-menu"><a href="/">The River Letter</a><button>Subscribe</button><button>Sign in</button></div><article class="newsletter-post post"><h1 class="post-title">{TITLE["en"]}</h1><h3 class="subtitle">A letter to the council of Heron</h3><div class="available-content"><div class="body markup">{paragraphs("en")}<p>Signed,</p>'
    + ''.join(f'<p>{esc(x)}<br><em>{orgs[i%5]}</em></p>' for i, x in enumerate(n))
    + '''</div></div></article><div class="post-footer"><button>Like (48)</button><button>Share</button></div><div class="comments-section"><h4>Discussion about this post</h4><div class="comment"><a>Wanjiru Mbeketha</a><span>Mar 4</span><p>Thank you for writing this. I would sign too.</p><button>Reply</button></div><div class="comment"><a>Pablo Quintavar</a><span>Mar 5</span><p>Where can I add my name?</p><button>Reply</button></div></div><div class="footer-wrap"><p>Ready for more?</p><form><input type=email><button>Subscribe</button></form></div>'''
)
put(
    'a16-substack-en',
    'html',
    'en',
    page('en', 'The River Letter', b),
    [(None, [entry(x, orgs[i % 5]) for i, x in enumerate(n)])],
    closing='Signed,',
    residue=['Thank you for writing this. I would sign too.', 'Ready for more?'],
)

# a17 related article links after list of p (es)
n = NAMES['es']
b = (
    f'<div class="wrap"><div class="header"><a href="/">Inicio</a> | <a href="/n">Noticias</a> | <a href="/q">Quiénes somos</a></div><div class="content"><div class="post"><h1>{TITLE["es"]}</h1><div class="meta">Publicado el 4 de marzo de 2023 por Redacción</div>{paragraphs("es")}<p><b>Adhieren a esta carta:</b></p>'
    + ''.join(f'<p>{esc(x)}</p>' for x in n)
    + '''</div><div class="relacionadas"><h3>Notas relacionadas</h3><p><a href="/1">Vecinas piden un puente nuevo</a></p><p><a href="/2">El archivo municipal cumple cien años</a></p><p><a href="/3">Feria del libro en el malecón</a></p></div></div><div class="sidebar"><h3>Lo más leído</h3><ol><li><a href="/4">Sube el río</a></li><li><a href="/5">Baja el precio del pan</a></li></ol></div></div>'''
)
put(
    'a17-related-es',
    'html',
    'es',
    page('es', 'Diario', b),
    [('Adhieren a esta carta:', [entry(x) for x in n])],
    residue=['Vecinas piden un puente nuevo', 'Sube el río', 'Notas relacionadas'],
)

# a18 Notion export
n = NAMES['pt']
b = (
    f'<article id="x" class="page sans"><header><h1 class="page-title">{TITLE["pt"]}</h1><p class="page-description"></p></header><div class="page-body">'
    + paragraphs('pt', '<p id="p" class="">{}</p>')
    + '<h2 id="h" class="">Assinam</h2>'
    + ''.join(
        f'<ul id="u{i}" class="bulleted-list"><li style="list-style-type:disc">{esc(x)} (Coletivo das Águas)</li></ul>'
        for i, x in enumerate(n)
    )
    + '</div></article><span class="sans" style="font-size:14px;padding-top:2em"></span>'
)
put('a18-notion-pt', 'html', 'pt', page('pt', 'Notion', b), [('Assinam', [entry(x, 'Coletivo das Águas') for x in n])])

# a19 three names a row table no head de
n = NAMES['de']
rows = ''.join('<tr>' + ''.join(f'<td>{esc(x)}</td>' for x in n[i : i + 3]) + '</tr>' for i in range(0, 15, 3))
b = f'<main><h1>{TITLE["de"]}</h1>{paragraphs("de")}<p>Mit freundlichen Grüßen</p><h3>Erstunterzeichner*innen</h3><table border=0 cellpadding=4>{rows}</table></main>'
put(
    'a19-three-a-row-de',
    'html',
    'de',
    page('de', 'Brief', b),
    [('Erstunterzeichner*innen', [entry(x) for x in n])],
    closing='Mit freundlichen Grüßen',
)

# a20 bold name, br, title em in one p; asterisk note (en)
n = NAMES['en'][:14]
b = (
    f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<p>Sincerely,</p>'
    + ''.join(
        f'<p><strong>{esc(x)}</strong>{"*" if i%4==1 else ""}<br>{roles[i%8]}<br>{orgs[i%5]}</p>'
        for i, x in enumerate(n)
    )
    + '<p>* Affiliation given for identification purposes only.</p></main>'
)
put(
    'a20-blocks-asterisk-en',
    'html',
    'en',
    page('en', 'Letter', b),
    [(None, [entry(x, f'{roles[i%8]}, {orgs[i%5]}', optional=['*']) for i, x in enumerate(n)])],
    closing='Sincerely,',
    notes=['* Affiliation given for identification purposes only.'],
)

# a21 withdrawn
n = NAMES['en'][:12]
b = (
    f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signed by</h2><ul>'
    + ''.join(
        f'<li>{esc(x)}, {roles[i%8]}</li>' if i not in (3, 7) else f'<li><del>{esc(x)}, {roles[i%8]}</del></li>'
        for i, x in enumerate(n)
    )
    + '<li>and 27 others who wish to remain anonymous</li></ul></main>'
)
put(
    'a21-del-and-others-en',
    'html',
    'en',
    page('en', 'Letter', b),
    [('Signed by', [entry(x, roles[i % 8]) for i, x in enumerate(n) if i not in (3, 7)])],
    withdrawn=[f'{n[3]}, {roles[3]}', f'{n[7]}, {roles[7]}'],
    anon=27,
    notes=['and 27 others who wish to remain anonymous'],
)

# a22 bootstrap grid
n = NAMES['en']
cols = ''.join(
    '<div class="col-md-4">' + ''.join(f'<p class="mb-1">{esc(x)}</p>' for x in n[i : i + 8]) + '</div>'
    for i in (0, 8, 16)
)
b = f'<nav class="navbar"><a class="navbar-brand" href="/">River</a><ul class="navbar-nav"><li class="nav-item"><a class="nav-link" href="/l">Letter</a></li><li class="nav-item"><a class="nav-link" href="/s">Sign</a></li></ul></nav><div class="container"><h1 class="display-4">{TITLE["en"]}</h1><div class="lead">{paragraphs("en")}</div><h4 class="mt-5">24 people have signed this letter</h4><div class="row">{cols}</div></div><footer class="footer"><div class="container"><span class="text-muted">Made with love in Heron</span></div></footer>'
put(
    'a22-bootstrap-grid-en',
    'html',
    'en',
    page('en', 'River', b),
    [('24 people have signed this letter', [entry(x) for x in n])],
    total=24,
    residue=['Made with love in Heron'],
)

# a23 embedded sign form between letter and list; list as li with span spans
n = NAMES['fr']
b = (
    f'<main><h1>{TITLE["fr"]}</h1>{paragraphs("fr")}<section id="signer"><h2>Signer la lettre</h2><form><label for=a>Prénom</label><input id=a><label for=b>Nom</label><input id=b><label for=c>Courriel</label><input id=c><label><input type=checkbox> Je souhaite recevoir des nouvelles</label><button>Je signe</button></form></section><section id="liste"><h2>Les signataires</h2><p>20 signatures à ce jour</p><ul class="signataires">'
    + ''.join(
        f'<li><span class="nom">{esc(x)}</span><span class="ville">{["Clairbois","Valserpe","Tignol"][i%3]}</span></li>'
        for i, x in enumerate(n)
    )
    + '</ul></section></main>'
)
put(
    'a23-sign-form-spans-fr',
    'html',
    'fr',
    page('fr', 'Lettre', b),
    [('Les signataires', [entry(x, None, ["Clairbois", "Valserpe", "Tignol"][i % 3]) for i, x in enumerate(n)])],
    total=20,
    residue=['Je souhaite recevoir des nouvelles', 'Je signe', 'Courriel'],
)

# a24 Korean: div rows strong + comma run within group headings
n = NAMES['ko']
b = f'<article><h1>{TITLE["ko"]}</h1>{paragraphs("ko")}<h4>연명 단체</h4><p>강물지킴이, 구리골목독서회, 열린문재단, 옛방앗간협동조합</p><h4>연명 개인</h4><p>{", ".join(n)}</p></article>'
put(
    'a24-runs-ko',
    'html',
    'ko',
    page('ko', '열람실', b),
    [
        ('연명 단체', [entry(x) for x in '강물지킴이, 구리골목독서회, 열린문재단, 옛방앗간협동조합'.split(', ')]),
        ('연명 개인', [entry(x) for x in n]),
    ],
)

# ---- text and Markdown ----


def txt(lang, *blocks, closing=None, menu=()):
    return (
        '\n\n'.join(
            (['\n'.join(menu)] if menu else [])
            + [TITLE[lang], prose(lang)]
            + ([closing] if closing else [])
            + list(blocks)
        )
        + '\n'
    )


# b01 LWN like
n = NAMES['en']
lines = [
    f'{x}, {["Professor","Reader","Dr","Research Fellow"][i%4]}, {["Marlgate University","Heron College"][i%2]}, {["UK","Ghana","Peru"][i%3]}'
    for i, x in enumerate(n)
]
put(
    'b01-comma4-en',
    'txt',
    'en',
    txt('en', 'Signatories (updated 12 May 2024)', joined(lines)),
    [('Signatories (updated 12 May 2024)', [entry(x, ', '.join(l.split(', ')[1:])) for x, l in zip(n, lines)])],
)
# b02 fr first run by comma, second by lines with NAME (town)
n = NAMES['fr']
up = lambda s: ' '.join([s.split(' ')[0]] + [w.upper() for w in s.split(' ')[1:]])
put(
    'b02-run-then-lines-fr',
    'txt',
    'fr',
    txt(
        'fr',
        'Premiers signataires : ' + ', '.join(n[:8]) + '.',
        'Signataires :',
        joined(
            f'{up(x)}, {["enseignante","libraire","médecin"][i%3]} ({["Clairbois","Valserpe"][i%2]})'
            for i, x in enumerate(n[8:])
        ),
    ),
    [
        (None, [entry(x) for x in n[:8]]),
        (
            'Signataires :',
            [
                entry(up(x), ["enseignante", "libraire", "médecin"][i % 3], ["Clairbois", "Valserpe"][i % 2])
                for i, x in enumerate(n[8:])
            ],
        ),
    ],
)
# b03 es organisations by country in text
g = [
    ('Organizaciones internacionales', ['Red Mundial de Lectores', 'Alianza por los Ríos Vivos']),
    ('Argentina', ['Biblioteca Popular del Puente', 'Casa de la Palabra', 'Madres de la Ribera']),
    ('Bolivia', ['Colectivo Agua Clara', 'Warmi Libros']),
    ('El Salvador', ['Fundación Puertas Abiertas', 'Unión de Barqueros']),
]
put(
    'b03-countries-es',
    'txt',
    'es',
    txt(
        'es',
        'Firmantes',
        *[x for k, v in g for x in (k, joined(v))],
        'Personas a título individual',
        joined(NAMES['es'][:9]),
    ),
    [(k, [entry(x) for x in v]) for k, v in g]
    + [('Personas a título individual', [entry(x) for x in NAMES['es'][:9]])],
)
# b04 ar numbers with dash and commas
n = NAMES['ar']
t = ['صحفية', 'محامٍ', 'أستاذ جامعي', 'كاتبة ومترجمة', 'طبيب']
c = ['تونس', 'مصر', 'لبنان', 'المغرب']
put(
    'b04-dash-numbers-ar',
    'txt',
    'ar',
    txt('ar', 'الموقعون:', joined(f'{i+1}- {x}، {t[i%5]}، {c[i%4]}' for i, x in enumerate(n))),
    [('الموقعون:', [entry(x, t[i % 5], c[i % 4], number=i + 1) for i, x in enumerate(n)])],
)
# b05 ar ordinal headings
o = [
    'جمعية أصدقاء الكتاب',
    'مركز النهر للدراسات',
    'رابطة الكتّاب المستقلين',
    'مبادرة الأبواب المفتوحة',
    'نقابة عمال المكتبات',
    'شبكة القراء العرب',
]
put(
    'b05-ordinal-headings-ar',
    'txt',
    'ar',
    txt('ar', 'الموقعون على البيان', 'أولاً: المنظمات والهيئات', joined(o), 'ثانياً: الأفراد', joined(n[:14])),
    [('أولاً: المنظمات والهيئات', [entry(x) for x in o]), ('ثانياً: الأفراد', [entry(x) for x in n[:14]])],
)
# b06 fa alphabetic with titles
n = NAMES['fa']
t = ['نویسنده', 'روزنامه‌نگار', 'وکیل دادگستری', 'استاد دانشگاه مس']
put(
    'b06-alpha-fa',
    'txt',
    'fa',
    txt(
        'fa',
        'اسامی امضاکنندگان به ترتیب الفبا:',
        joined(f'{x}، {t[i%4]}' for i, x in enumerate(n)),
        'این فهرست به‌روز می‌شود.',
        closing='با احترام',
    ),
    [('اسامی امضاکنندگان به ترتیب الفبا:', [entry(x, t[i % 4]) for i, x in enumerate(n)])],
    closing='با احترام',
    notes=['این فهرست به‌روز می‌شود.'],
)
# b07 he professors
n = NAMES['he']
t = ["פרופ'", 'ד"ר', 'עו"ד', '']
a = ['אוניברסיטת הנחושת', 'המכון למדעי הנהר', '']
ls = [(t[i % 4] + ' ' + x).strip() + (', ' + a[i % 3] if a[i % 3] else '') for i, x in enumerate(n)]
put(
    'b07-titles-he',
    'txt',
    'he',
    txt('he', 'על החתום:', joined(ls)),
    [('על החתום:', [entry((t[i % 4] + ' ' + x).strip(), a[i % 3] or None) for i, x in enumerate(n)])],
)
# b08 ru regalia long, 1)
n = NAMES['ru']
r = [
    'доктор физико-математических наук, профессор Медного государственного университета',
    'член-корреспондент Академии речных наук',
    'кандидат филологических наук, доцент',
    'писатель',
    'заслуженный работник культуры, заведующая читальным залом, лауреат премии «Открытая дверь»',
]
put(
    'b08-regalia-ru',
    'txt',
    'ru',
    txt('ru', 'Подписали:', joined(f'{i+1}) {x}, {r[i%5]};' for i, x in enumerate(n))),
    [('Подписали:', [entry(x, r[i % 5], number=i + 1) for i, x in enumerate(n)])],
)
# b09 tr three columns of spaces
n = NAMES['tr'][:15]
rows = joined('   '.join(x.ljust(26) for x in n[i : i + 3]).rstrip() for i in range(0, 15, 3))
put('b09-three-columns-tr', 'txt', 'tr', txt('tr', 'İmzacılar:', rows), [('İmzacılar:', [entry(x) for x in n])])
# b10 zh orgs and individuals
n = NAMES['zh']
og = ['铜匠街读书会', '河流守望者', '敞开的门基金会', '老磨坊合作社', '独立书店联盟']
put(
    'b10-orgs-zh',
    'txt',
    'zh',
    txt(
        'zh',
        '联署机构（按笔画序）：',
        joined(og),
        '联署个人：',
        joined(f'{x}（{["作家","教师","铜匠街大学教授"][i%3]}）' for i, x in enumerate(n)),
    ),
    [
        ('联署机构（按笔画序）：', [entry(x) for x in og]),
        ('联署个人：', [entry(x, ["作家", "教师", "铜匠街大学教授"][i % 3]) for i, x in enumerate(n)]),
    ],
)
# b11 en three line blocks, no repeats in titles
ro = [
    'Chair, Department of Rivers',
    'Emeritus Professor',
    'Founder and Director',
    'Associate Editor',
    'President',
    'Co-convenor',
    'Archivist',
    'Chief Librarian',
    'Trustee',
    'Senior Fellow',
    'Choir Leader',
    'Treasurer',
]
ou = [
    'Marlgate University',
    'Heron College',
    'Open Shelf Foundation',
    'The Copper Review',
    'Readers\' Union of the Valley',
    'Campaign for Sunday',
    'County Record Office',
    'Public Library of Tindle',
    'The Bellwether Trust',
    'Institute for River Studies',
    'St Brannoc\'s Choir',
    'Allotments Society',
]
n = NAMES['en'][:12]
put(
    'b11-three-lines-en',
    'txt',
    'en',
    txt('en', *[joined([x, ro[i], ou[i]]) for i, x in enumerate(n)], closing='Yours sincerely,'),
    [(None, [entry(x, f'{ro[i]}, {ou[i]}') for i, x in enumerate(n)])],
    closing='Yours sincerely,',
)
# b12 name line, italics line md fr
n = NAMES['fr'][:12]
f = [
    'professeure d’hydrologie',
    'écrivain',
    'directrice de la revue Le Cuivre',
    'luthier',
    'maire honoraire de Tignol',
    'doctorante',
]
put(
    'b12-bold-italic-md-fr',
    'md',
    'fr',
    '# '
    + TITLE['fr']
    + '\n\n'
    + prose('fr')
    + '\n\n**Signataires**\n\n'
    + '\n\n'.join(f'**{x}**  \n*{f[i%6]}*' for i, x in enumerate(n))
    + '\n',
    [('Signataires', [entry(x, f[i % 6]) for i, x in enumerate(n)])],
)
# b13 de with Prof. Dr. and Universität, plus "sowie 27 weitere"
n = NAMES['de']
d = ['Prof. Dr. ', 'Dr. ', '', 'PD Dr. ']
u = ['Universität Kupfertal', 'Freie Autorin', 'Bürgerinitiative Offene Türen e.V.', 'Musiker']
put(
    'b13-titles-de',
    'txt',
    'de',
    txt(
        'de',
        'Unterzeichnerinnen und Unterzeichner:',
        joined(f'{d[i%4]}{x}, {u[i%4]}' for i, x in enumerate(n)),
        'sowie 27 weitere Personen',
        closing='Mit freundlichen Grüßen',
    ),
    [('Unterzeichnerinnen und Unterzeichner:', [entry(d[i % 4] + x, u[i % 4]) for i, x in enumerate(n)])],
    closing='Mit freundlichen Grüßen',
    anon=27,
    notes=['sowie 27 weitere Personen'],
)
# b14 pt each line ends with ; last .
n = NAMES['pt']
put(
    'b14-semicolon-lines-pt',
    'txt',
    'pt',
    txt(
        'pt',
        'Assinam esta carta:',
        joined(
            f'{x} – {["professora","jornalista","Movimento Rio Vivo"][i%3]}' + (';' if i < len(n) - 1 else '.')
            for i, x in enumerate(n)
        ),
    ),
    [
        (
            'Assinam esta carta:',
            [entry(x, ["professora", "jornalista", "Movimento Rio Vivo"][i % 3]) for i, x in enumerate(n)],
        )
    ],
)
# b15 it bullets with «e altri»
n = NAMES['it']
put(
    'b15-bullets-altri-it',
    'txt',
    'it',
    txt(
        'it',
        'Firmatari e firmatarie',
        '\n'.join(f'• {x}, {["insegnante","libraia","Associazione Fiume Aperto"][i%3]}' for i, x in enumerate(n))
        + '\n• e altri 27',
    ),
    [
        (
            'Firmatari e firmatarie',
            [entry(x, ["insegnante", "libraia", "Associazione Fiume Aperto"][i % 3]) for i, x in enumerate(n)],
        )
    ],
    anon=27,
    notes=['e altri 27'],
)
# b16 ur numbered urdu digits with ۔
n = NAMES['ur']
dg = str.maketrans('0123456789', '۰۱۲۳۴۵۶۷۸۹')
put(
    'b16-urdu-digits',
    'txt',
    'ur',
    txt(
        'ur',
        'دستخط کرنے والوں کے نام',
        joined(f'{str(i+1).translate(dg)}۔ {x}، {["لاہور","کراچی","پشاور"][i%3]}' for i, x in enumerate(n)),
    ),
    [
        (
            'دستخط کرنے والوں کے نام',
            [entry(x, None, ["لاہور", "کراچی", "پشاور"][i % 3], number=i + 1) for i, x in enumerate(n)],
        )
    ],
)
# b17 petition tabs table pasted with head: Name City Date Comment
n = NAMES['en'][:14]
put(
    'b17-petition-tabs-en',
    'txt',
    'en',
    txt(
        'en',
        'Signatures',
        'Name\tCity\tCountry\tSigned On\n'
        + joined(
            f'{x}\t{["Heron","Marlgate"][i%2]}\t{["UK","Ireland"][i%2]}\t2023-0{1+i%9}-1{i%9}' for i, x in enumerate(n)
        ),
    ),
    [('Signatures', [entry(x, None, ["Heron, UK", "Marlgate, Ireland"][i % 2]) for i, x in enumerate(n)])],
    private=['2023-01-10'],
)
# b18 A-Z letters headings LAST, First (Inst)
n = sorted(NAMES['en'], key=lambda s: s.split()[-1].upper())
last = lambda x: x.split()[-1].upper() + ', ' + ' '.join(x.split()[:-1])
blocks = []
cur = None
lists = []
for i, x in enumerate(n):
    k = x.split()[-1][0].upper()
    if k != cur:
        blocks.append(k)
        lists.append((k, []))
        cur = k
        buf = None
    s = f'{last(x)} ({inst[i%3]})'
    if blocks[-1] == k:
        blocks.append(s)
    else:
        blocks[-1] += '\n' + s
    lists[-1][1].append(entry(last(x), inst[i % 3]))
put('b18-a-z-en', 'txt', 'en', txt('en', 'Full list of signatories', *blocks), lists)
# b19 md nested by country in bold paragraphs
put(
    'b19-bold-country-md-es',
    'md',
    'es',
    '# '
    + TITLE['es']
    + '\n\n'
    + prose('es')
    + '\n\n## Organizaciones firmantes\n\n'
    + '\n\n'.join(f'**{k}**\n\n' + joined('* ' + x for x in v) for k, v in g)
    + '\n\n## Notas\n\n- La carta se entregó el lunes.\n- El río se mide dos veces al año.\n',
    [(k, [entry(x) for x in v]) for k, v in g],
)
# b20 md two tables
n = NAMES['en']
tb = (
    lambda h, rows: '| '
    + ' | '.join(h)
    + ' |\n|'
    + '---|' * len(h)
    + '\n'
    + joined('| ' + ' | '.join(r) + ' |' for r in rows)
)
put(
    'b20-two-tables-md-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n### Signing organisations\n\n'
    + tb(
        ['Organisation', 'Country', 'Website'], [(ou[i], co[i % 4], f'[site](https://o{i}.example)') for i in range(8)]
    )
    + '\n\n### Signing individuals\n\n'
    + tb(['Name', 'Affiliation'], [(x, inst[i % 3]) for i, x in enumerate(n)])
    + '\n',
    [
        ('Signing organisations', [entry(ou[i], None, co[i % 4], optional=['site']) for i in range(8)]),
        ('Signing individuals', [entry(x, inst[i % 3]) for i, x in enumerate(n)]),
    ],
)
# b21 email-ish ending: few signatories, then contact, notes to editors
put(
    'b21-notes-to-editors-en',
    'txt',
    'en',
    txt(
        'en',
        joined(n[:4]),
        'Notes to editors',
        '1. The reading room was opened ninety years ago.\n2. The council meets on the first Monday of each month.\n3. For interviews write to press@letters.example.',
        closing='Signed,',
    ),
    [(None, [entry(x) for x in n[:4]])],
    closing='Signed,',
)
# b22 zht hackmd
n = NAMES['zht']
put(
    'b22-hackmd-zht',
    'md',
    'zht',
    '# '
    + TITLE['zht']
    + '\n\n'
    + prose('zht')
    + '\n\n## 連署人（持續更新中）\n\n'
    + joined(f'- {x}（{["銅匠街大學／教授","自由作家","河川守望協會／理事"][i%3]}）' for i, x in enumerate(n))
    + '\n\n## 我也要連署\n\n請填寫[表單](https://forms.example/abc)。\n',
    [
        (
            '連署人（持續更新中）',
            [entry(x, ["銅匠街大學／教授", "自由作家", "河川守望協會／理事"][i % 3]) for i, x in enumerate(n)],
        )
    ],
)
# b23 ja by role groups with full width spaces and circles
n = NAMES['ja']
put(
    'b23-circles-ja',
    'txt',
    'ja',
    txt(
        'ja',
        '【呼びかけ人】',
        joined('○' + x + '（' + ['大学教員', '作家', '弁護士'][i % 3] + '）' for i, x in enumerate(n[:5])),
        '【賛同者】',
        joined('・' + x for x in n[5:]),
    ),
    [
        ('【呼びかけ人】', [entry(x, ['大学教員', '作家', '弁護士'][i % 3]) for i, x in enumerate(n[:5])]),
        ('【賛同者】', [entry(x) for x in n[5:]]),
    ],
)
# b24 en organisations with parentheses acronyms + dash countries; heading sentence
og = [
    'African Network of Readers (ANR)',
    'Asociación Río Abierto (ARA)',
    'Blue Door Collective',
    'Copper Street Residents\' Association',
    'Federation of Small Libraries – FSL',
    'Human Dignity Watch Heron',
    'Iraqi Society for the Book',
    'Jesuit Reading Service (JRS) Malta',
    'Lawyers for Open Doors',
    'MENA River Forum',
    'Nordic Pen Circle',
    'Open Shelf Foundation',
    'Quaker Library Fund',
    'Reporters for Readers (RfR)',
    'The 1928 Society',
    'Women of the Lower Valley',
]
put(
    'b24-orgs-sentence-head-en',
    'txt',
    'en',
    txt(
        'en',
        'The undersigned organizations, representing civil society from across the globe, endorse this letter:',
        joined(og),
    ),
    [
        (
            'The undersigned organizations, representing civil society from across the globe, endorse this letter:',
            [entry(x) for x in og],
        )
    ],
)
# b25 double-spaced with page numbers from pdf text (fr)
n = NAMES['fr']
put(
    'b25-pdf-pages-fr',
    'txt',
    'fr',
    txt(
        'fr',
        'LISTE DES SIGNATAIRES',
        joined(f'{i+1}. {x}' for i, x in enumerate(n[:9]))
        + '\n\nPage 2 sur 3\n\n'
        + joined(f'{i+1}. {x}' for i, x in enumerate(n) if i >= 9),
    ),
    [('LISTE DES SIGNATAIRES', [entry(x, number=i + 1) for i, x in enumerate(n)])],
)
# b26 withdrawn by words
n = NAMES['es']
put(
    'b26-addressees-cc-es',
    'md',
    'es',
    '# '
    + TITLE['es']
    + '\n\nA la atención de:\n\n- Alcaldía de Marigüil\n- Consejo de Cultura\n- Defensoría del Río\n\n'
    + prose('es')
    + '\n\nAtentamente,\n\n'
    + '\n'.join(f'{i+1}. {x} — {["docente","jubilada"][i%2]}' for i, x in enumerate(n))
    + '\n\nC.c.:\n\n- Archivo municipal\n- Prensa\n',
    [(None, [entry(x, ["docente", "jubilada"][i % 2], number=i + 1) for i, x in enumerate(n)])],
    addr=['Alcaldía de Marigüil'],
    closing='Atentamente,',
)
# b27 names, with e-mail addresses -> keep? private? use links only
n = NAMES['ru']
put(
    'b27-groups-nocolon-ru',
    'txt',
    'ru',
    txt(
        'ru',
        'ПОДПИСИ',
        'Учёные',
        joined(n[:5]),
        'Писатели и журналисты',
        joined(n[5:10]),
        'Жители города',
        joined(n[10:]),
        'Сбор подписей продолжается.',
    ),
    [
        ('Учёные', [entry(x) for x in n[:5]]),
        ('Писатели и журналисты', [entry(x) for x in n[5:10]]),
        ('Жители города', [entry(x) for x in n[10:]]),
    ],
    notes=['Сбор подписей продолжается.'],
)
# b28 list before the letter body? "Joint letter by" — top list
og2 = [
    'Blue Door Collective',
    'Open Shelf Foundation',
    'Nordic Pen Circle',
    'MENA River Forum',
    'Lawyers for Open Doors',
]
put(
    'b28-list-sentence-organisations-en',
    'txt',
    'en',
    txt(
        'en',
        'Signed by:',
        joined('- ' + x + ' (' + co[i % 4] + ')' for i, x in enumerate(og2)),
        'In their individual capacity (institutions named for identification purposes only):',
        joined('- ' + x + ', ' + inst[i % 3] for i, x in enumerate(NAMES['en'][:8])),
    ),
    [
        ('Signed by:', [entry(x, None, co[i % 4]) for i, x in enumerate(og2)]),
        (
            'In their individual capacity (institutions named for identification purposes only):',
            [entry(x, inst[i % 3]) for i, x in enumerate(NAMES['en'][:8])],
        ),
    ],
)
# b29 ar capture with web menus and related
n = NAMES['ar']
put(
    'b29-capture-menu-ar',
    'txt',
    'ar',
    'الرئيسية\nأخبار\nتقارير\nمن نحن\nاتصل بنا\n\n'
    + txt(
        'ar',
        'وقّع على هذه الرسالة كل من:',
        joined(n),
        'شارك هذا المقال',
        'فيسبوك\nتويتر\nواتساب',
        'مقالات ذات صلة',
        'افتتاح معرض الكتاب في الميناء القديم\nحوار مع حارس النهر\nأمسية شعرية في الساحة',
        'جميع الحقوق محفوظة',
    ),
    [('وقّع على هذه الرسالة كل من:', [entry(x) for x in n])],
    residue=['الرئيسية', 'حوار مع حارس النهر', 'واتساب'],
)
# b30 pl/others skip; en numbered with gaps of withdrawn words
n = NAMES['en'][:12]
ls = [f'{i+1}. {x}, {roles[i%8]}' if i != 5 else f'{i+1}. [Signature withdrawn]' for i, x in enumerate(n)]
put(
    'b30-withdrawn-word-en',
    'txt',
    'en',
    txt('en', 'Signatories', joined(ls)),
    [('Signatories', [entry(x, roles[i % 8], number=i + 1) for i, x in enumerate(n) if i != 5])],
    notes=[],
)

# ---- more of all ----

# c02 numbers in two columns of a table, the second goes on
n = NAMES['en'][:20]
rows = ''.join(f'<tr><td>{i+1}. {esc(n[i])}</td><td>{i+11}. {esc(n[i+10])}</td></tr>' for i in range(10))
put(
    'c02-table-two-numbered-en',
    'html',
    'en',
    page('en', 'L', f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h3>Signatories</h3><table>{rows}</table></main>'),
    [('Signatories', [entry(n[j], number=j + 1) for i in range(10) for j in (i, i + 10)])],
)
# c03 li with br lines
n = NAMES['fr'][:14]
put(
    'c03-li-br-fr',
    'html',
    'fr',
    page(
        'fr',
        'L',
        f'<main><h1>{TITLE["fr"]}</h1>{paragraphs("fr")}<h2>Signataires</h2><ul class="cols">'
        + ''.join(
            f'<li>{esc(x)}<br>{["Professeure","Médecin","Avocate"][i%3]}<br>{["Clairbois","Université de Tignol"][i%2]}</li>'
            for i, x in enumerate(n)
        )
        + '</ul></main>',
    ),
    [
        (
            'Signataires',
            [
                entry(x, f'{["Professeure","Médecin","Avocate"][i%3]}, {["Clairbois","Université de Tignol"][i%2]}')
                for i, x in enumerate(n)
            ],
        )
    ],
)
# c04 typed numbers in p
n = NAMES['ru']
put(
    'c04-typed-p-ru',
    'html',
    'ru',
    page(
        'ru',
        'L',
        f'<main><h1>{TITLE["ru"]}</h1>{paragraphs("ru")}<p>Под письмом подписались:</p>'
        + ''.join(f'<p>{i+1}. {x}, {["историк","биолог","режиссёр"][i%3]}</p>' for i, x in enumerate(n))
        + '</main>',
    ),
    [
        (
            'Под письмом подписались:',
            [entry(x, ["историк", "биолог", "режиссёр"][i % 3], number=i + 1) for i, x in enumerate(n)],
        )
    ],
)
# c05 regions with comma runs
a, b_, c_ = NAMES['fr'][:7], NAMES['fr'][7:13], NAMES['fr'][13:]
reg = [('Bretagne', a), ('Occitanie', b_), ('Grand Est', c_)]
put(
    'c05-regions-runs-fr',
    'html',
    'fr',
    page(
        'fr',
        'L',
        f'<main><h1>{TITLE["fr"]}</h1>{paragraphs("fr")}<h2>Les signataires par région</h2>'
        + ''.join(f'<h3>{k}</h3><p>{", ".join(v)}.</p>' for k, v in reg)
        + '</main>',
    ),
    [(k, [entry(x) for x in v]) for k, v in reg],
)
# c06 blogger one div with br
n = NAMES['ar'][:15]
put(
    'c06-blogger-br-ar',
    'html',
    'ar',
    page(
        'ar',
        'مدونة',
        f'<div class="post"><h3 class="post-title entry-title">{TITLE["ar"]}</h3><div class="post-body entry-content" dir="rtl">'
        + '<br /><br />'.join(BODY['ar'])
        + '<br /><br /><b>الموقعون:</b><br />'
        + '<br />'.join(f'{i+1}. {x} - {["كاتب","ناشطة","محام"][i%3]}' for i, x in enumerate(n))
        + '</div><div class="post-footer"><span class="post-author">مرسلة بواسطة دار المطالعة</span><span class="post-labels">التسميات: <a href="/l">رسائل</a></span></div></div>',
    ),
    [('الموقعون:', [entry(x, ["كاتب", "ناشطة", "محام"][i % 3], number=i + 1) for i, x in enumerate(n)])],
    residue=['مرسلة بواسطة دار المطالعة'],
)
# c09 pt organisations – state
og = [
    'Articulação das Águas',
    'Instituto Porta Aberta',
    'Movimento Rio Vivo',
    'Rede de Leitoras',
    'Sindicato dos Bibliotecários',
    'Associação Beira-Rio',
    'Coletivo Margem',
    'União dos Barqueiros',
]
put(
    'c09-orgs-br-pt',
    'html',
    'pt',
    page(
        'pt',
        'L',
        f'<main><h1>{TITLE["pt"]}</h1>{paragraphs("pt")}<p>Assinam:</p><p>'
        + '<br>\n'.join(f'{x} – {["Pará","Bahia","Minas Gerais"][i%3]}' for i, x in enumerate(og))
        + '</p></main>',
    ),
    [('Assinam:', [entry(x, None, ["Pará", "Bahia", "Minas Gerais"][i % 3]) for i, x in enumerate(og)])],
)
# c10 initials ru
n = [
    'Громовцев А. И.',
    'Верхоторова Б. С.',
    'Заречников В. П.',
    'Остроглядова Г. Н.',
    'Кедровский Д. А.',
    'Полуночева Е. В.',
    'Рябинкина Ж. К.',
    'Светозарин И. Л.',
    'Туманов-Бор Л. Д.',
    'Чистопрудова М. Ю.',
    'Щегловитин Н. Р.',
    'Эльбрусов П. О.',
]
put('c10-initials-ru', 'txt', 'ru', txt('ru', 'Подписи:', joined(n)), [('Подписи:', [entry(x) for x in n])])
put(
    'c10b-initials-office-ru',
    'txt',
    'ru',
    txt('ru', 'Письмо подписали:', joined(f'{x}, {["профессор","доцент","с.н.с."][i%3]}' for i, x in enumerate(n))),
    [('Письмо подписали:', [entry(x, ["профессор", "доцент", "с.н.с."][i % 3]) for i, x in enumerate(n)])],
)
# c11 de table with head Name, Vorname | Funktion | Ort
n = NAMES['de']
fl = lambda x: (x.split()[-1] + ', ' + ' '.join(x.split()[:-1]))
put(
    'c11-table-namevorname-de',
    'html',
    'de',
    page(
        'de',
        'L',
        f'<main><h1>{TITLE["de"]}</h1>{paragraphs("de")}<h2>Liste der Unterzeichnenden</h2><table><tr><th>Name, Vorname</th><th>Funktion</th><th>Ort</th></tr>'
        + ''.join(
            f'<tr><td>{fl(x)}</td><td>{["Lehrerin","Ärztin","Schreiner"][i%3]}</td><td>{["Kupfertal","Ober-Ramstadt"][i%2]}</td></tr>'
            for i, x in enumerate(n)
        )
        + '</table></main>',
    ),
    [
        (
            'Liste der Unterzeichnenden',
            [
                entry(fl(x), ["Lehrerin", "Ärztin", "Schreiner"][i % 3], ["Kupfertal", "Ober-Ramstadt"][i % 2])
                for i, x in enumerate(n)
            ],
        )
    ],
)
# c12 two columns text with wide gap
g1 = ['Amelia', 'Jonas', 'Ruth', 'Dermot', 'Priya', 'Marcus', 'Lena', 'Kofi']
f1 = ['Hartwood', 'Pellmere', 'Okonjo', 'Kilbrae', 'Nandhari', 'Brightholm', 'Everleigh', 'Finch']
nm = [f'{g1[(i*3)%8]} {f1[(i*5+i//8)%8]}' for i in range(30)]
nm = list(dict.fromkeys(nm))
nm = nm[: len(nm) // 2 * 2]
put(
    'c12-two-columns-en',
    'txt',
    'en',
    txt('en', 'SIGNATORIES', joined(nm[i].ljust(34) + nm[i + 1] for i in range(0, len(nm), 2))),
    [('SIGNATORIES', [entry(x) for x in nm])],
)
# c13 numbered entries wrapped on two lines
n = NAMES['en'][:14]
long = [
    'Professor of River Engineering and Director of the Centre for the Study of Lowland Waters, Marlgate University',
    'Chair, Readers\' Union of the Lower Valley',
]


def wrap(s, ind, w=78):
    return '\n'.join(textwrap.wrap(s, w, subsequent_indent=' ' * ind))


put(
    'c13-wrapped-numbered-en',
    'txt',
    'en',
    txt('en', 'Signed by:', joined(wrap(f'{i+1}. {x}, {long[i%2]}', 4) for i, x in enumerate(n))),
    [('Signed by:', [entry(x, long[i % 2], number=i + 1) for i, x in enumerate(n)])],
)
# c14 zh md table
n = NAMES['zh']
put(
    'c14-table-zh',
    'md',
    'zh',
    '# '
    + TITLE['zh']
    + '\n\n'
    + prose('zh')
    + '\n\n## 联署名单\n\n'
    + tb(
        ['序号', '姓名', '单位/职务'],
        [(str(i + 1), x, ['铜匠街大学教授', '自由撰稿人', '律师'][i % 3]) for i, x in enumerate(n)],
    )
    + '\n',
    [('联署名单', [entry(x, ['铜匠街大学教授', '自由撰稿人', '律师'][i % 3], number=i + 1) for i, x in enumerate(n)])],
)
# c16 ar titles dashes
n = NAMES['ar']
tt = ['د. ', 'أ. ', 'المحامي ', '']
put(
    'c16-titles-dashes-ar',
    'txt',
    'ar',
    txt(
        'ar',
        'الموقّعات والموقّعون (حسب الترتيب الأبجدي)',
        joined(
            f'{tt[i%4]}{x} – {["جامعة النحاس","كاتب وباحث","نقابة المحامين"][i%3]} – {["تونس","العراق","سوريا"][i%3]}'
            for i, x in enumerate(n)
        ),
    ),
    [
        (
            'الموقّعات والموقّعون (حسب الترتيب الأبجدي)',
            [
                entry(
                    tt[i % 4] + x,
                    ["جامعة النحاس", "كاتب وباحث", "نقابة المحامين"][i % 3],
                    ["تونس", "العراق", "سوريا"][i % 3],
                )
                for i, x in enumerate(n)
            ],
        )
    ],
)
# c17 ar indic digits blank lines
ad = str.maketrans('0123456789', '٠١٢٣٤٥٦٧٨٩')
put(
    'c17-indic-blank-ar',
    'txt',
    'ar',
    txt('ar', 'أسماء الموقعين', '\n\n'.join(f'{str(i+1).translate(ad)}- {x}' for i, x in enumerate(n[:14]))),
    [('أسماء الموقعين', [entry(x, number=i + 1) for i, x in enumerate(n[:14])])],
)
put(
    'c17b-slash-ar',
    'txt',
    'ar',
    txt('ar', 'الإمضاءات:', joined(f'{i+1}/ {x}، {["نقابي","أستاذة"][i%2]}' for i, x in enumerate(n[:14]))),
    [('الإمضاءات:', [entry(x, ["نقابي", "أستاذة"][i % 2], number=i + 1) for i, x in enumerate(n[:14])])],
)
# c20 details per country with counts
g = [
    ('Argentina (3)', ['Biblioteca del Puente', 'Red de Lectores del Sur', 'Casa de la Palabra']),
    ('Chile (2)', ['Corporación Aguas', 'Fundación Leer']),
    ('Peru (4)', ['Warmi Libros', 'Ayllu Lector', 'Río Madre', 'Puerta Abierta']),
]
put(
    'c20-details-counts-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Endorsing organizations</h2>'
        + ''.join(f'<details><summary>{k}</summary><ul>{li(v)}</ul></details>' for k, v in g)
        + '</main>',
    ),
    [(k, [entry(x) for x in v]) for k, v in g],
)
# c22 signature grid cells with br
n = NAMES['en'][:12]
cell = lambda i: f'<td>{esc(n[i])}<br>{roles[i%8]}<br>{orgs[i%5]}</td>'
put(
    'c22-grid-cells-br-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<p>Yours sincerely,</p><table>'
        + ''.join('<tr>' + cell(i) + cell(i + 1) + '</tr>' for i in range(0, 12, 2))
        + '</table></main>',
    ),
    [(None, [entry(x, f'{roles[i%8]}, {orgs[i%5]}') for i, x in enumerate(n)])],
    closing='Yours sincerely,',
)
# c23 md links with orgs
n = NAMES['en'][:16]
put(
    'c23-links-md-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n## Signatories\n\n'
    + joined(f'- [{x}](https://p{i}.example/) – {orgs[i%5]}' for i, x in enumerate(n))
    + '\n',
    [('Signatories', [entry(x, orgs[i % 5]) for i, x in enumerate(n)])],
)
# c25 p separated by bullets
n = NAMES['es']
put(
    'c25-bullet-run-es',
    'html',
    'es',
    page('es', 'L', f'<main><h1>{TITLE["es"]}</h1>{paragraphs("es")}<h3>Firman</h3><p>{" • ".join(n)}</p></main>'),
    [('Firman', [entry(x) for x in n])],
)
put(
    'c25b-pipe-run-es',
    'html',
    'es',
    page('es', 'L', f'<main><h1>{TITLE["es"]}</h1>{paragraphs("es")}<h3>Firman</h3><p>{" | ".join(n)}</p></main>'),
    [('Firman', [entry(x) for x in n])],
)
# c26 y 345 firmas más + link
put(
    'c26-more-link-es',
    'html',
    'es',
    page(
        'es',
        'L',
        f'<main><h1>{TITLE["es"]}</h1>{paragraphs("es")}<h3>Primeras firmas</h3><ul>{li(n[:12])}</ul><p>y 345 firmas más</p><p><a href="/todas">Ver todas las firmas</a></p></main>',
    ),
    [('Primeras firmas', [entry(x) for x in n[:12]])],
    notes=['y 345 firmas más'],
)
# c28 footnotes after
put(
    'c28-footnotes-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + BODY['en'][0]
    + ' [1]\n\n'
    + BODY['en'][1]
    + ' [2]\n\n'
    + BODY['en'][2]
    + '\n\n## Signatories\n\n'
    + joined('- ' + x for x in NAMES['en'][:10])
    + '\n\n## Notes\n\n[1] The lending book of the reading room, volume 9.\n\n[2] Counts of March and April, kept by the readers.\n',
    [('Signatories', [entry(x) for x in NAMES['en'][:10]])],
    foot=2,
)
# c29 heading odd
put(
    'c29-heading-alpha-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n## Signatures (in alphabetical order by surname; affiliations for identification only)\n\n'
    + '\n\n'.join(f'{x}, {roles[i%8]}, {orgs[i%5]}' for i, x in enumerate(NAMES['en'][:12]))
    + '\n',
    [
        (
            'Signatures (in alphabetical order by surname; affiliations for identification only)',
            [entry(x, f'{roles[i%8]}, {orgs[i%5]}') for i, x in enumerate(NAMES['en'][:12])],
        )
    ],
)
# c30 tabs tr
n = NAMES['tr']
og = [
    'Nehir Dostları Derneği',
    'Açık Kapı Vakfı',
    'Okurlar Kooperatifi',
    'Bakır Sokağı Mahalle Meclisi',
    'Kütüphane Emekçileri Sendikası',
]
put(
    'c30-tabs-tr',
    'html',
    'tr',
    page(
        'tr',
        'L',
        f'<main><h1>{TITLE["tr"]}</h1>{paragraphs("tr")}<h2>İmzalayanlar</h2><ul class="nav nav-tabs"><li><a href="#k">Kurumlar</a></li><li><a href="#b">Bireyler</a></li></ul><div class="tab-content"><div class="tab-pane" id="k"><h4>Kurumlar</h4><ul>{li(og)}</ul></div><div class="tab-pane" id="b"><h4>Bireyler</h4><ul>{li(n)}</ul></div></div></main>',
    ),
    [('Kurumlar', [entry(x) for x in og]), ('Bireyler', [entry(x) for x in n])],
)
# c31 bold sections inside one p
s = [
    ('Academics', NAMES['en'][:6]),
    ('Artists and writers', NAMES['en'][6:12]),
    ('Trade unionists', NAMES['en'][12:17]),
]
put(
    'c31-bold-sections-one-p-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signed by</h2><p>'
        + '<br>'.join(f'<strong>{k}</strong><br>' + '<br>'.join(map(esc, v)) for k, v in s)
        + '</p></main>',
    ),
    [(k, [entry(x) for x in v]) for k, v in s],
)
# c32 capital sections in one block
put(
    'c32-capital-sections-en',
    'txt',
    'en',
    txt('en', 'Signed,', 'ORGANISATIONS:\n' + joined(og2) + '\nINDIVIDUALS:\n' + joined(NAMES['en'][:9])),
    [('ORGANISATIONS:', [entry(x) for x in og2]), ('INDIVIDUALS:', [entry(x) for x in NAMES['en'][:9]])],
    closing='Signed,',
)
# c35 ar cue sentence
n = NAMES['ar'][:16]
put(
    'c35-cue-sentence-ar',
    'txt',
    'ar',
    txt('ar', 'وقّع البيان أكثر من 200 شخصية من مختلف البلدان، من بينهم:', joined(n)),
    [('وقّع البيان أكثر من 200 شخصية من مختلف البلدان، من بينهم:', [entry(x) for x in n])],
)
# c36 por la organización X: Fulano
ox = [
    'Círculo del Cobre',
    'Casa de la Palabra',
    'Río Limpio',
    'Puertas Abiertas',
    'Red de Maestras',
    'Unión de Barqueros',
]
put(
    'c36-por-org-es',
    'txt',
    'es',
    txt('es', 'Firman la presente:', joined(f'Por {o}: {x}' for o, x in zip(ox, NAMES['es']))),
    [('Firman la presente:', [entry(f'Por {o}: {x}') for o, x in zip(ox, NAMES['es'])])],
)
# c37 demands then closing then list without heading
n = NAMES['en'][:10]
put(
    'c37-demands-closing-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + BODY['en'][0]
    + '\n\n'
    + BODY['en'][1]
    + '\n\nWe urge the council to:\n\n- keep the doors open on Sundays\n- publish every measurement of the river\n- answer this letter before winter\n\n'
    + BODY['en'][2]
    + '\n\nYours in hope,\n\n'
    + joined('- ' + x + ', ' + roles[i % 8] for i, x in enumerate(n))
    + '\n',
    [(None, [entry(x, roles[i % 8]) for i, x in enumerate(n)])],
    closing='Yours in hope,',
)
# c38 initial and additional signatories
put(
    'c38-initial-additional-en',
    'txt',
    'en',
    txt(
        'en',
        'Initial signatories',
        joined(f'{x}, {inst[i%3]}' for i, x in enumerate(NAMES['en'][:8])),
        'Additional signatories (added after publication, 3 May 2024)',
        joined(f'{x}, {inst[i%3]}' for i, x in enumerate(NAMES['en'][8:18])),
    ),
    [
        ('Initial signatories', [entry(x, inst[i % 3]) for i, x in enumerate(NAMES['en'][:8])]),
        (
            'Additional signatories (added after publication, 3 May 2024)',
            [entry(x, inst[i % 3]) for i, x in enumerate(NAMES['en'][8:18])],
        ),
    ],
)
# c39 ja run wrapped on lines with 、
n = NAMES['ja']
put(
    'c39-run-lines-ja',
    'txt',
    'ja',
    txt('ja', '賛同者一覧（五十音順・敬称略）', '、'.join(n[:6]) + '、\n' + '、'.join(n[6:])),
    [('賛同者一覧（五十音順・敬称略）', [entry(x) for x in n])],
)
# c40 zh full-width spaces several a line
n = NAMES['zh']
put(
    'c40-fullwidth-spaces-zh',
    'html',
    'zh',
    page(
        'zh',
        'L',
        f'<main><h1>{TITLE["zh"]}</h1>{paragraphs("zh")}<p>联署人：</p>'
        + ''.join(f'<p>{"　".join(n[i:i+5])}</p>' for i in range(0, 20, 5))
        + '</main>',
    ),
    [('联署人：', [entry(x) for x in n])],
)
# c42 Ph.D. endings
n = NAMES['en'][:12]
put(
    'c42-phd-en',
    'txt',
    'en',
    txt('en', 'Signatories', joined(f'{x}, {["Ph.D.","M.D.","J.D., LL.M.","R.N."][i%4]}' for i, x in enumerate(n))),
    [('Signatories', [entry(x, ["Ph.D.", "M.D.", "J.D., LL.M.", "R.N."][i % 4]) for i, x in enumerate(n)])],
)
# c43 trailing commas
put(
    'c43-trailing-commas-en',
    'txt',
    'en',
    txt('en', 'The following have signed:', joined(f'{x}, {roles[i%8]},' for i, x in enumerate(n))),
    [('The following have signed:', [entry(x, roles[i % 8]) for i, x in enumerate(n)])],
)
# c45 stars ur
n = NAMES['ur']
put(
    'c45-stars-ur',
    'txt',
    'ur',
    txt('ur', 'دستخط کنندگان:', joined(f'★ {x} ({["ادیب","صحافی"][i%2]})' for i, x in enumerate(n))),
    [('دستخط کنندگان:', [entry(x, ["ادیب", "صحافی"][i % 2]) for i, x in enumerate(n)])],
)
# c46 Avaaz-like counters + list of partners
put(
    'c46-counter-partners-en',
    'html',
    'en',
    page(
        'en',
        'Act',
        f'<header><a href="/">Act</a><a href="/login">Log in</a></header><main><h1>{TITLE["en"]}</h1><div class="counter"><span class="num">48,211</span> have signed. Help us get to 50,000</div><div class="text">{paragraphs("en")}</div><h3>Partner organisations</h3><ul>{li(ou[:8])}</ul></main><footer><ul><li><a href="/p">Privacy Policy</a></li><li><a href="/t">Terms of use</a></li></ul></footer>',
    ),
    [('Partner organisations', [entry(x) for x in ou[:8]])],
    residue=['Terms of use'],
)
# c47 md with html table inside, strike names
n = NAMES['it']
put(
    'c47-md-struck-it',
    'md',
    'it',
    '# '
    + TITLE['it']
    + '\n\n'
    + prose('it')
    + '\n\n### Prime firme\n\n'
    + joined(
        f'{i+1}. {x}, {["regista","libraio"][i%2]}' if i != 4 else f'{i+1}. ~~{x}, {["regista","libraio"][i%2]}~~'
        for i, x in enumerate(n)
    )
    + '\n\n*Le firme si raccolgono fino a maggio.*\n',
    [('Prime firme', [entry(x, ["regista", "libraio"][i % 2], number=i + 1) for i, x in enumerate(n) if i != 4])],
    withdrawn=[n[4] + ', regista'],
    notes=['Le firme si raccolgono fino a maggio.'],
)
# c48 Word html fa with rtl table
n = NAMES['fa']
put(
    'c48-word-table-fa',
    'htm',
    'fa',
    f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15 (filtered)"></head><body lang=EN-US><div class=WordSection1 dir=RTL><p class=MsoNormal align=center dir=RTL style="text-align:center"><b><span lang=FA style="font-size:16.0pt">{TITLE["fa"]}</span></b></p>'
    + paragraphs('fa', '<p class=MsoNormal dir=RTL><span lang=FA>{}</span></p>')
    + '<p class=MsoNormal dir=RTL><b><span lang=FA>نام امضاکنندگان</span></b></p><table class=MsoTableGrid dir=rtl border=1><tr><td><p class=MsoNormal dir=RTL><b><span lang=FA>ردیف</span></b></p></td><td><p class=MsoNormal dir=RTL><b><span lang=FA>نام و نام خانوادگی</span></b></p></td><td><p class=MsoNormal dir=RTL><b><span lang=FA>پیشه</span></b></p></td></tr>'
    + ''.join(
        f'<tr><td><p class=MsoNormal dir=RTL><span lang=FA>{i+1}</span></p></td><td><p class=MsoNormal dir=RTL><span lang=FA>{x}</span></p></td><td><p class=MsoNormal dir=RTL><span lang=FA>{["معلم","پزشک","نقاش"][i%3]}</span></p></td></tr>'
        for i, x in enumerate(n)
    )
    + '</table></div></body></html>',
    [('نام امضاکنندگان', [entry(x, ["معلم", "پزشک", "نقاش"][i % 3], number=i + 1) for i, x in enumerate(n)])],
)
# c49 el, uk, hy unknown headings
EL = dict(
    t='Ας μείνει ανοιχτό το αναγνωστήριο τις Κυριακές',
    b=[
        "Το αναγνωστήριο της οδού Χαλκού δανείζει βιβλία στην πόλη εδώ και ενενήντα χρόνια και ποτέ δεν ζήτησε αμοιβή.",
        "Όσοι εργάζονται τις καθημερινές μπορούν να έρθουν μόνο την Κυριακή, και την Κυριακή θέλουν να το κλείσουν.",
    ],
    n="Αριάδνη Πετρόμυλου|Βασίλης Καλαμωτός|Γαλάτεια Νερουλά|Δημήτρης Ανεμοδαρμένος|Ελένη Σπηλιάδου|Ζήσης Χαλκωματάς|Ηρώ Ποταμίτη|Θάνος Βιβλιάς|Ιόλη Φαναριώτη|Κλειώ Μαραθιά".split(
        '|'
    ),
)
BODY['el'] = EL['b']
TITLE['el'] = EL['t']
put(
    'c49-unknown-heading-el',
    'txt',
    'el',
    txt('el', 'Οι κάτωθι', joined(f'{x}, {["συγγραφέας","γιατρός"][i%2]}' for i, x in enumerate(EL['n']))),
    [('Οι κάτωθι', [entry(x, ["συγγραφέας", "γιατρός"][i % 2]) for i, x in enumerate(EL['n'])])],
)
# c50 NGO site: logos grid with alt only + names list
n = ou[:10]
put(
    'c50-logo-captions-en',
    'html',
    'en',
    page(
        'en',
        'NGO',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signatories</h2><div class="logos">'
        + ''.join(
            f'<figure><img src="/l/{i}.png" alt=""><figcaption>{esc(x)}</figcaption></figure>' for i, x in enumerate(n)
        )
        + '</div></main>',
    ),
    [('Signatories', [entry(x) for x in n])],
)
# c51 accordion buttons as headings, li names with em places
put(
    'c51-li-em-en',
    'html',
    'en',
    page(
        'en',
        'NGO',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signatories so far</h2><ol>'
        + ''.join(f'<li><strong>{esc(x)}</strong>, <em>{co[i%4]}</em></li>' for i, x in enumerate(NAMES['en'][:15]))
        + '</ol><p>Last updated: 4 May 2024</p></main>',
    ),
    [('Signatories so far', [entry(x, None, co[i % 4], number=i + 1) for i, x in enumerate(NAMES['en'][:15])])],
)
# c52 plain text email style with > none; names after "On behalf of:"
put(
    'c52-on-behalf-en',
    'txt',
    'en',
    txt('en', 'On behalf of:', joined(ou[:9]), closing='Yours faithfully,'),
    [('On behalf of:', [entry(x) for x in ou[:9]])],
    closing='Yours faithfully,',
)
# c53 "Name, for Organisation" and slash
put(
    'c53-for-org-de',
    'txt',
    'de',
    txt(
        'de',
        'Es unterzeichnen',
        joined(
            f'{x} für {["den Lesekreis Altstadt","das Bündnis Offene Türen","die Flussfreunde"][i%3]}'
            for i, x in enumerate(NAMES['de'])
        ),
    ),
    [
        (
            'Es unterzeichnen',
            [
                entry(f'{x} für {["den Lesekreis Altstadt","das Bündnis Offene Türen","die Flussfreunde"][i%3]}')
                for i, x in enumerate(NAMES['de'])
            ],
        )
    ],
)
# c54 zh-Hant groups with counts in heading
n = NAMES['zht']
og = ['銅匠街讀書會', '河川守望協會', '敞門基金會', '老磨坊合作社', '獨立書店聯盟']
put(
    'c54-counts-heading-zht',
    'txt',
    'zht',
    txt('zht', '連署團體（共5個）', joined(og), '連署個人（共16人）', '、'.join(n)),
    [('連署團體（共5個）', [entry(x) for x in og]), ('連署個人（共16人）', [entry(x) for x in n])],
)
# c55 ar organisations numbered, individuals restart
o = ['جمعية أصدقاء الكتاب', 'مركز النهر للدراسات', 'رابطة الكتّاب المستقلين', 'مبادرة الأبواب المفتوحة']
put(
    'c55-restart-ar',
    'txt',
    'ar',
    txt(
        'ar',
        'المنظمات الموقعة:',
        joined(f'{i+1}. {x}' for i, x in enumerate(o)),
        'الشخصيات الموقعة:',
        joined(f'{i+1}. {x}' for i, x in enumerate(NAMES['ar'][:11])),
    ),
    [
        ('المنظمات الموقعة:', [entry(x, number=i + 1) for i, x in enumerate(o)]),
        ('الشخصيات الموقعة:', [entry(x, number=i + 1) for i, x in enumerate(NAMES['ar'][:11])]),
    ],
)

# ---- and more ----

# d01 side by side table Name|Org|Name|Org
n = NAMES['en'][:20]
b = ''.join(
    f'<tr><td>{esc(n[i])}</td><td>{orgs[i%5]}</td><td>{esc(n[i+10])}</td><td>{orgs[(i+2)%5]}</td></tr>'
    for i in range(10)
)
put(
    'd01-table-halves-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signatories</h2><table><thead><tr><th>Name</th><th>Organisation</th><th>Name</th><th>Organisation</th></tr></thead><tbody>{b}</tbody></table></main>',
    ),
    [('Signatories', [e for i in range(10) for e in (entry(n[i], orgs[i % 5]), entry(n[i + 10], orgs[(i + 2) % 5]))])],
)
# d02 table with section rows
b = ''
for k, v in [('Academics', NAMES['en'][:6]), ('Artists', NAMES['en'][6:12])]:
    b += f'<tr><td colspan="3"><b>{k}</b></td></tr>' + ''.join(
        f'<tr><td>{esc(x)}</td><td>{roles[i%8]}</td><td>{co[i%4]}</td></tr>' for i, x in enumerate(v)
    )
put(
    'd02-table-section-rows-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signatories</h2><table><tr><th>Name</th><th>Position</th><th>Country</th></tr>{b}</table></main>',
    ),
    [
        ('Academics', [entry(x, roles[i % 8], co[i % 4]) for i, x in enumerate(NAMES['en'][:6])]),
        ('Artists', [entry(x, roles[i % 8], co[i % 4]) for i, x in enumerate(NAMES['en'][6:12])]),
    ],
    headings=False,
)
# d03 md table with separate given/family and blank first header
n = NAMES['fr'][:15]
put(
    'd03-md-nom-prenom-fr',
    'md',
    'fr',
    '# '
    + TITLE['fr']
    + '\n\n'
    + prose('fr')
    + '\n\n## Signataires\n\n'
    + tb(
        ['Nom', 'Prénom', 'Qualité', 'Ville'],
        [
            (x.split(' ', 1)[1], x.split(' ', 1)[0], ['enseignante', 'libraire'][i % 2], ['Clairbois', 'Tignol'][i % 2])
            for i, x in enumerate(n)
        ],
    )
    + '\n',
    [
        (
            'Signataires',
            [
                entry(
                    x,
                    ['enseignante', 'libraire'][i % 2],
                    ['Clairbois', 'Tignol'][i % 2],
                    name_alt=[x.split(' ', 1)[1] + ' ' + x.split(' ', 1)[0]],
                )
                for i, x in enumerate(n)
            ],
        )
    ],
)
# d04 odd entries
odd = [
    'bell harrow',
    '@copperreader',
    'The Rev\'d Canon Dr Esther van Holt OBE',
    'Amal Haddad / أمل حداد',
    'UNITED FERRYMEN OF THE LOWER VALLEY',
    '"Blue Door" Collective',
    'Readers for Sunday (an informal group of neighbours, parents and pupils of Copper Street)',
    'J.',
    'Mx. Q',
    '350.example',
    'Centre for Rivers, Books & Doors; Heron branch',
    'Anonymous teacher',
    'García-Núñez, María de los Ángeles',
    'O\'Donnell-Brightholm & Sons Ltd.',
    'd\'Aubrey, Marcus',
]
put(
    'd04-odd-entries-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n## Signed by\n\n'
    + '\n'.join('- ' + x for x in NAMES['en'][:6] + odd + NAMES['en'][6:12])
    + '\n',
    [('Signed by', [entry(x) for x in NAMES['en'][:6] + odd + NAMES['en'][6:12]])],
)
put(
    'd04b-odd-entries-txt-en',
    'txt',
    'en',
    txt('en', 'Signed by', '\n'.join(NAMES['en'][:6] + odd + NAMES['en'][6:12])),
    [('Signed by', [entry(x) for x in NAMES['en'][:6] + odd + NAMES['en'][6:12]])],
)
# d05 no signatories: board members & faq
put(
    'd05-faq-no-list-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\nYours,\n\nThe readers of Copper Street\n\n## Frequently asked questions\n\n- Who opens the room?\n- What does it cost?\n\n## Sources\n\n- Lending book, volume 9\n- Minutes of the council\n- Counts of March\n',
    [],
    closing='Yours,',
)
# d06 references numbered after closing, none sign
put(
    'd06-references-fr',
    'txt',
    'fr',
    txt(
        'fr',
        'Le collectif des lecteurs',
        'Références',
        '[1] Registre des prêts, tome 9.\n[2] Compte rendu du conseil municipal, 3 mars.\n[3] Relevés de la rivière, Clairbois.',
        closing='Avec nos salutations,',
    ),
    [],
    closing='Avec nos salutations,',
)
# d07 roman numerals
rom = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
# d08 Bengali-like skip; d08 第1 numbers
n = NAMES['zh'][:12]
put(
    'd08-di-numbers-zh',
    'txt',
    'zh',
    txt('zh', '联署人名单', joined(f'{i+1}、{x}，{["作家","教师"][i%2]}' for i, x in enumerate(n))),
    [('联署人名单', [entry(x, ["作家", "教师"][i % 2], number=i + 1) for i, x in enumerate(n)])],
)
# d09 bilingual letter two lists en+ar
en, ar = NAMES['en'][:9], NAMES['ar'][:9]
put(
    'd09-bilingual-lists-md',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n## Signatories\n\n'
    + joined('- ' + x for x in en)
    + '\n\n---\n\n'
    + prose('ar')
    + '\n\n## الموقعون\n\n'
    + joined('- ' + x for x in ar)
    + '\n',
    [('Signatories', [entry(x) for x in en]), ('الموقعون', [entry(x) for x in ar])],
    body=BODY['en'] + BODY['ar'],
)
# d10 Tilda-like ru: divs field text with <br />
n = NAMES['ru']
put(
    'd10-tilda-ru',
    'html',
    'ru',
    page(
        'ru',
        'Проект',
        f'<div id="allrecords" class="t-records"><div class="t-rec"><div class="t-container"><div class="t-col"><div class="t-title" field="title">{TITLE["ru"]}</div></div></div></div><div class="t-rec"><div class="t-text" field="text">{"<br /><br />".join(BODY["ru"])}</div></div><div class="t-rec"><div class="t-name" field="title">Подписанты</div><div class="t-text" field="text">'
        + '<br />'.join(f'<strong>{x}</strong>, {["поэт","врач","редактор"][i%3]}' for i, x in enumerate(n))
        + '</div></div><div class="t-rec t-rec_footer"><div class="t-copyright">© 2023 Читатели Медной улицы</div></div></div>',
    ),
    [('Подписанты', [entry(x, ["поэт", "врач", "редактор"][i % 3]) for i, x in enumerate(n)])],
    residue=['© 2023 Читатели Медной улицы'],
)
# d11 Joomla it: table single column of rows without heading word known
n = NAMES['it']
put(
    'd11-table-one-column-it',
    'html',
    'it',
    page(
        'it',
        'Sito',
        f'<div class="item-page"><div class="page-header"><h2 itemprop="headline">{TITLE["it"]}</h2></div><div itemprop="articleBody">{paragraphs("it")}<p><strong>Hanno aderito</strong></p><table class="table"><tbody>'
        + ''.join(f'<tr><td>{esc(x)}</td></tr>' for x in n)
        + '</tbody></table></div></div><ul class="pager"><li><a href="/p">Indietro</a></li><li><a href="/n">Avanti</a></li></ul>',
    ),
    [('Hanno aderito', [entry(x) for x in n])],
    residue=['Indietro'],
)
# d12 numbers then name on next line
n = NAMES['es'][:10]
put(
    'd12-number-own-line-es',
    'txt',
    'es',
    txt('es', 'Firmas', joined(f'{i+1}\n{x}\n{["Docente","Jubilado"][i%2]}' for i, x in enumerate(n))),
    [('Firmas', [entry(x, ["Docente", "Jubilado"][i % 2], number=i + 1) for i, x in enumerate(n)])],
)
# d13 names with ages/dates in a feed: "Name signed this petition 3 days ago"
# d15 HTML ul groups with h4 in li
g3 = [
    ('Africa', ['Mto Safi Network', 'Readers of Kisimani', 'Collectif Livre Vivant']),
    ('Asia', ['River Watch Heron', 'Kawa Readers', 'Sungai Bersih']),
    ('Europe', ['Elvevakten', 'Flussfreunde e.V.', 'Puertas Abiertas']),
]
put(
    'd15-continents-h4-li-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Endorsed by</h2><ul class="regions">'
        + ''.join(f'<li><h4>{k}</h4><ul>{li(v)}</ul></li>' for k, v in g3)
        + '</ul></main>',
    ),
    [(k, [entry(x) for x in v]) for k, v in g3],
)
# d16 text with section underlines and dashes
put(
    'd16-underlined-sections-en',
    'txt',
    'en',
    txt(
        'en',
        'SIGNATORIES\n===========',
        'Organisations\n-------------\n' + joined(g3[0][1] + g3[1][1]),
        'Individuals\n-----------\n' + joined(NAMES['en'][:8]),
    ),
    [('Organisations', [entry(x) for x in g3[0][1] + g3[1][1]]), ('Individuals', [entry(x) for x in NAMES['en'][:8]])],
)
# d17 "List of signatories as of" + total + list + "If you wish to sign, write to"
put(
    'd17-how-after-en',
    'txt',
    'en',
    txt(
        'en',
        'Signatories as of 3 May 2024 (17)',
        joined(NAMES['en'][:17]),
        'To add your signature, write to letter@copper.example.',
    ),
    [('Signatories as of 3 May 2024 (17)', [entry(x) for x in NAMES['en'][:17]])],
    notes=['To add your signature, write to letter@copper.example.'],
    total=17,
)
# d18 hashtags, social handles columns
put(
    'd18-name-handle-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n### Signed\n\n'
    + joined(f'* {x} (@{x.split()[0].lower()}{i})' for i, x in enumerate(NAMES['en'][:12]))
    + '\n',
    [('Signed', [entry(x, f'@{x.split()[0].lower()}{i}') for i, x in enumerate(NAMES['en'][:12])])],
)
# d19 numbered with period-less tab / double space
put(
    'd19-number-spaces-de',
    'txt',
    'de',
    txt(
        'de',
        'Unterschriften',
        joined(f'{i+1:>3}  {x}  ({["Kupfertal","Aue"][i%2]})' for i, x in enumerate(NAMES['de'])),
    ),
    [
        (
            'Unterschriften',
            [entry(x, None, ["Kupfertal", "Aue"][i % 2], number=i + 1) for i, x in enumerate(NAMES['de'])],
        )
    ],
)
# d20 h5 per name with p
n = NAMES['pt']
put(
    'd20-h5-names-pt',
    'html',
    'pt',
    page(
        'pt',
        'L',
        f'<main><h1>{TITLE["pt"]}</h1>{paragraphs("pt")}<h3>Quem assina</h3><div class="pessoas">'
        + ''.join(
            f'<div class="pessoa"><h5>{esc(x)}</h5><span>{["Professora","Artista plástico"][i%2]}</span></div>'
            for i, x in enumerate(n)
        )
        + '</div></main>',
    ),
    [('Quem assina', [entry(x, ["Professora", "Artista plástico"][i % 2]) for i, x in enumerate(n)])],
)
# d21 headings h4 each a name, no class, affiliation p below (flat siblings)
n = NAMES['en'][:10]
put(
    'd21-flat-h4-p-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signatories</h2>'
        + ''.join(f'<h4>{esc(x)}</h4><p>{roles[i%8]}, {orgs[i%5]}</p>' for i, x in enumerate(n))
        + '</main>',
    ),
    [('Signatories', [entry(x, f'{roles[i%8]}, {orgs[i%5]}') for i, x in enumerate(n)])],
)
# d22 Persian runs with « ، » and و at the end
n = NAMES['fa']
put('d22-run-comma-va-fa', 'txt', 'fa', txt('fa', 'امضاها:', '، '.join(n)), [('امضاها:', [entry(x) for x in n])])
# d23 Arabic run with dash between names "- "
n = NAMES['ar'][:14]
put('d23-run-dashes-ar', 'txt', 'ar', txt('ar', 'الموقعون:', ' - '.join(n)), [('الموقعون:', [entry(x) for x in n])])
# d24 slash run
put(
    'd24-run-slash-ja',
    'txt',
    'ja',
    txt('ja', '賛同人', '／'.join(NAMES['ja'])),
    [('賛同人', [entry(x) for x in NAMES['ja']])],
)
# d25 WordPress page with "Sign this letter" form plugin speakout: signature list table
n = NAMES['en'][:15]
put(
    'd25-speakout-en',
    'html',
    'en',
    page(
        'en',
        'Campaign',
        f'<header class="site-header"><a href="/">Campaign</a></header><div class="entry-content"><h1>{TITLE["en"]}</h1>{paragraphs("en")}<div class="dk-speakout-petition-wrap"><h3>Add your voice</h3><form class="dk-speakout-petition"><input type="text" name="first"><input type="text" name="last"><input type="email"><input type=checkbox> Keep me informed <button>Sign Now</button></form><p>15 signatures</p></div><h2>Latest Signatures</h2><div class="dk-speakout-signaturelist"><table><tbody>'
        + ''.join(
            f'<tr><td class="dk-speakout-signaturelist-count">{15-i}</td><td class="dk-speakout-signaturelist-name">{esc(x)}</td><td class="dk-speakout-signaturelist-city">{["Heron","Marlgate","Tindle"][i%3]}</td><td class="dk-speakout-signaturelist-date">May 0{1+i%9}, 2024</td></tr>'
            for i, x in enumerate(n)
        )
        + '</tbody></table></div></div>',
    ),
    [
        (
            'Latest Signatures',
            [entry(x, None, ["Heron", "Marlgate", "Tindle"][i % 3], number=15 - i) for i, x in enumerate(n)],
        )
    ],
    private=['May 01, 2024'],
)
# d26 spanish "Firman:" organisations with bullets "–" and city in parentheses with nested bullets persons
g4 = [
    ('Por las organizaciones:', ['Círculo del Cobre', 'Casa de la Palabra', 'Río Limpio']),
    ('A título personal:', NAMES['es'][:9]),
]
put(
    'd26-por-las-es',
    'txt',
    'es',
    txt('es', 'Firman:', *[x for k, v in g4 for x in (k, joined('– ' + y for y in v))]),
    [(k, [entry(x) for x in v]) for k, v in g4],
)
# d27 text: heading and list on one block with dash bullets and trailing note *
put(
    'd27-one-block-asterisk-fr',
    'txt',
    'fr',
    txt('fr', 'Signataires\n- ' + '\n- '.join(NAMES['fr'][:10]) + '\n* à titre personnel'),
    [('Signataires', [entry(x) for x in NAMES['fr'][:10]])],
    notes=['* à titre personnel'],
)
# d28 korean list by · and unit suffix
put(
    'd28-dot-run-ko',
    'txt',
    'ko',
    txt('ko', '연명자 (가나다순)', '·'.join(NAMES['ko'])),
    [('연명자 (가나다순)', [entry(x) for x in NAMES['ko']])],
)
# d29 page with sidebar list of signers in aside with heading
put(
    'd29-aside-signers-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<div class="wrap"><main><h1>{TITLE["en"]}</h1>{paragraphs("en")}</main><aside><h3>Signed by</h3><ul>{li(NAMES["en"][:14])}</ul></aside></div>',
    ),
    [('Signed by', [entry(x) for x in NAMES['en'][:14]])],
)
# d30 he list with maqaf bullets and roles in second line indented
n = NAMES['he'][:10]
put(
    'd30-indented-roles-he',
    'txt',
    'he',
    txt('he', 'החותמים:', joined(f'{x}\n    {["סופרת","מרצה בכיר","רופא"][i%3]}' for i, x in enumerate(n))),
    [('החותמים:', [entry(x, ["סופרת", "מרצה בכיר", "רופא"][i % 3]) for i, x in enumerate(n)])],
)
# d31 name + country code in parentheses + numbering resets per letter heading
L31 = [
    ('A', ['Amelia Hartwood (UK)', 'Aurora Belmontejo (ES)']),
    ('B', ['Bartholomew Finch-Oxley (UK)', 'Bachir Hamouchène (FR)', 'Burkhard Eisenlohr (DE)']),
    ('C', ['Cansu Özyıldızer (TR)']),
]
put(
    'd31-letters-h3-md',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n## Signatories\n\n'
    + '\n\n'.join(f'### {k}\n\n' + joined('1. ' + x if 0 else '- ' + x for x in v) for k, v in L31)
    + '\n',
    [(k, [entry(x[:-5], x[-3:-1]) for x in v]) for k, v in L31],
)
# d32 medium: single <p> with names separated by <br> preceded by strong & many <br><br>
n = NAMES['tr']
put(
    'd32-p-br-strong-tr',
    'html',
    'tr',
    page(
        'tr',
        'L',
        f'<main><h1>{TITLE["tr"]}</h1>{paragraphs("tr")}<p><strong>İmzacılar:</strong><br>'
        + '<br>'.join(n)
        + '</p></main>',
    ),
    [('İmzacılar:', [entry(x) for x in n])],
)
# d33 letter to several addressees first as bullet list, then demands numbered, then list numbered
put(
    'd33-three-lists-ar',
    'txt',
    'ar',
    'إلى:\n- رئيس البلدية\n- مجلس المكتبات\n\n'
    + TITLE['ar']
    + '\n\n'
    + prose('ar')
    + '\n\nنطالب بما يلي:\n\n1. إبقاء الأبواب مفتوحة يوم الجمعة\n2. نشر قياسات النهر\n3. الرد على هذه الرسالة\n\nوتفضلوا بقبول فائق الاحترام\n\nالموقعون\n\n'
    + joined(f'{i+1}. {x}' for i, x in enumerate(NAMES['ar'][:12]))
    + '\n',
    [('الموقعون', [entry(x, number=i + 1) for i, x in enumerate(NAMES['ar'][:12])])],
    closing='وتفضلوا بقبول فائق الاحترام',
)
# d34 css grid: name span + org span + flag emoji
put(
    'd34-emoji-flags-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n## Signatories 🖊️\n\n'
    + joined(f'- {"🇮🇪🇬🇭🇵🇪🇯🇵"[(i%4)*2:(i%4)*2+2]} {x}' for i, x in enumerate(NAMES['en'][:12]))
    + '\n',
    [('Signatories 🖊️', [entry(f'{"🇮🇪🇬🇭🇵🇪🇯🇵"[(i%4)*2:(i%4)*2+2]} {x}') for i, x in enumerate(NAMES['en'][:12])])],
)
# d35 list then a second paragraph about the organisation (About us) with links
put(
    'd35-about-after-en',
    'html',
    'en',
    page(
        'en',
        'L',
        f'<main><article><h1>{TITLE["en"]}</h1>{paragraphs("en")}<h2>Signatories</h2><ul>{li(NAMES["en"][:10])}</ul><h2>About the Open Shelf Foundation</h2><p>The Open Shelf Foundation keeps reading rooms open in four towns and is paid for by its readers alone.</p><h2>Media contact</h2><p>press@openshelf.example</p></article></main>',
    ),
    [('Signatories', [entry(x) for x in NAMES['en'][:10]])],
)
# d36 p with "Name, Title – Org" and bold groups inside uppercase p
put(
    'd36-caps-groups-p-es',
    'html',
    'es',
    page(
        'es',
        'L',
        f'<main><h1>{TITLE["es"]}</h1>{paragraphs("es")}<p>FIRMAN:</p><p>ORGANIZACIONES</p>'
        + ''.join(f'<p>{x}</p>' for x in ['Círculo del Cobre', 'Casa de la Palabra', 'Río Limpio', 'Red de Maestras'])
        + '<p>PERSONAS</p>'
        + ''.join(f'<p>{x}</p>' for x in NAMES['es'][:9])
        + '</main>',
    ),
    [
        (
            'ORGANIZACIONES',
            [entry(x) for x in ['Círculo del Cobre', 'Casa de la Palabra', 'Río Limpio', 'Red de Maestras']],
        ),
        ('PERSONAS', [entry(x) for x in NAMES['es'][:9]]),
    ],
)
# d37 "First signatories:" run within sentence with "and"
put(
    'd37-run-and-en',
    'txt',
    'en',
    txt('en', 'Signed: ' + ', '.join(NAMES['en'][:7]) + ' and ' + NAMES['en'][7]),
    [(None, [entry(x) for x in NAMES['en'][:8]])],
)
# d38 email-forward style names with titles on the same line after tab
put(
    'd38-tab-two-cols-fr',
    'txt',
    'fr',
    txt(
        'fr',
        'Signataires',
        joined(
            f'{x}\t{["Université de Clairbois","Librairie du Cuivre","Ligue des lecteurs"][i%3]}'
            for i, x in enumerate(NAMES['fr'][:14])
        ),
    ),
    [
        (
            'Signataires',
            [
                entry(x, ["Université de Clairbois", "Librairie du Cuivre", "Ligue des lecteurs"][i % 3])
                for i, x in enumerate(NAMES['fr'][:14])
            ],
        )
    ],
)
# d39 uk letter unknown heading "Ми, що нижче"
UK = dict(
    t='Залиште читальню відкритою щонеділі',
    b=[
        "Читальня на Мідній вулиці дев'яносто років позичає книжки нашому місту й жодного разу не просила плати.",
        "Хто працює в будні, може прийти лише в неділю, а закрити хочуть саме неділю. Ми рахували читачів одинадцять неділь.",
    ],
    n="Арсен Громовик|Богдана Верхотур|Василь Зарічний|Галина Остроглядова|Дмитро Кедрич|Євгенія Північна|Зоряна Рябинка|Ігор Світозар|Ксенія Вільхова|Левко Туман|Марина Чистоводна|Нестір Щеголь".split(
        '|'
    ),
)
BODY['uk'] = UK['b']
TITLE['uk'] = UK['t']
put(
    'd39-signed-uk',
    'txt',
    'uk',
    txt(
        'uk',
        'Підписанти:',
        joined(f'{x} — {["історик","лікарка"][i%2]}, м. {["Мідне","Рівнопіль"][i%2]}' for i, x in enumerate(UK['n'])),
    ),
    [
        (
            'Підписанти:',
            [
                entry(x, ["історик", "лікарка"][i % 2], f'м. {["Мідне","Рівнопіль"][i%2]}')
                for i, x in enumerate(UK['n'])
            ],
        )
    ],
)
# d40 li with org strong + person after colon
put(
    'd40-org-colon-person-en',
    'md',
    'en',
    '# '
    + TITLE['en']
    + '\n\n'
    + prose('en')
    + '\n\n## Signatories\n\n'
    + joined(
        f'- **{o}**: {x}, {roles[i%8]}' for i, (o, x) in enumerate(zip(g3[0][1] + g3[1][1] + g3[2][1], NAMES['en']))
    )
    + '\n',
    [
        (
            'Signatories',
            [
                entry(f'{o}: {x}', roles[i % 8])
                for i, (o, x) in enumerate(zip(g3[0][1] + g3[1][1] + g3[2][1], NAMES['en']))
            ],
        )
    ],
)
put(
    'd14-signature-rules-en',
    'txt',
    'en',
    txt(
        'en',
        'Signed by',
        '______________________\nAmelia Hartwood\nChair, Readers of Copper Street',
        '______________________\nJonas Pellmere\nSecretary, Readers of Copper Street',
        '______________________\nRuth Okonjo-Vane\nTreasurer, Readers of Copper Street',
        '______________________\nHew McOrrin\nLibrarian',
        closing='Yours faithfully,',
    ),
    [
        (
            'Signed by',
            [
                entry('Amelia Hartwood', 'Chair, Readers of Copper Street'),
                entry('Jonas Pellmere', 'Secretary, Readers of Copper Street'),
                entry('Ruth Okonjo-Vane', 'Treasurer, Readers of Copper Street'),
                entry('Hew McOrrin', 'Librarian'),
            ],
        )
    ],
    closing='Yours faithfully,',
)
