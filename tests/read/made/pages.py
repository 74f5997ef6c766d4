# SPDX-License-Identifier: MIT
"""Pages made up in the manner of twenty site generators: a text, and all that a site puts around it.

page(random, manner) gives the HTML, the segments of text that are wanted, and those that are the site's."""
import json
import pathlib
from html import escape

WORDS = json.loads((pathlib.Path(__file__).parent / "words.json").read_text(encoding="utf-8"))

SENTENCES = """The library in Copper Lane has lent books to this town for ninety years and has never asked a reader for a fee.
Nobody on the council could say, when we asked in March, who had decided that the doors should close on Sundays.
The river behind the reading room is measured twice a year, and the figures lie in a drawer of the water office.
We counted the readers on eleven Sundays in a row and never found fewer than two hundred.
Children who live on the far bank cross the old footbridge, which was mended for the last time in 1987.
A town that looks after its books and its water looks after its people as well.
In April a ferryman told us that he had not seen a kingfisher since the mill was sold.
The mill's new owner has not answered any of our four letters.
It would take one afternoon to publish the measurements, and nothing more than a notice board to show them.
Those who work during the week can come on a Sunday only, and it is on Sunday that the doors are to be shut.
The council's own report, printed in 2019, called the reading room “the warmest public place in the valley”.
Since then two of its authors have moved away, and the third no longer takes calls.
What we ask for costs less than the fireworks of a single New Year's night.
Several of us have lent our own books when the shelves were being painted.
The heating was switched off in the second week of February, during the hardest frost for a decade.
“I read my first map there,” says Ute Ehm, who later drew the town's cycle paths.
There was a time when every household paid a penny a month for the books of the others.
The figures for nitrates were last read aloud in public eleven years ago.
Downstream, the village of Heron draws its water from three wells beside the bank.
One of the three was closed in June, without a reason being given.
When the committee met, its chair explained that the agenda had been lost.
We do not think that anybody means harm; we think that nobody has been made to look.
The schools have begun to take their own samples, with strips bought from pocket money.
Their teacher keeps the results in an exercise book with a blue cover.
A second footbridge was drawn, priced and approved, and then forgotten.
If the doors stay open until eight, the bakers can come after their shift.
The reading circle of the old mill has offered to sweep, to shelve and to lock up.
So far the offer lies unanswered, like so much else, in a tray marked “spring”.
Every book that is not returned costs more to replace than a year of Sundays costs to light.
The smell of the river changes in August, and everyone who lives beside it knows the week.
It is said that the pumps are old, but the pumps were renewed when the bridge was.
Let the figures be hung beside the door, where people wait for the bus anyway.
Our grandparents laid the first stone; we would like our grandchildren to find the door open.
Three engineers from the valley have looked at the plans without charge.
They found that the water could be cleaned with gravel, reeds and patience.
No one has yet explained why gravel should be dearer here than in Heron.
We will read aloud on the steps every Sunday until somebody opens.
The bus company has promised to stop at the door if the door is open.""".split("\n")

REMARKS = """Thank you for writing this, my mother worked there for years.
I was at the meeting and can confirm every word of it.
Has anyone tried to phone the water office since?
This is a bit one-sided if you ask me, the mill brings work to the town.
Count me in for the sweeping, I live two doors away.
Same story in our village, except that the wells are already closed.
Could you please post the address again, the link gives an error.
Great article, shared it with my whole street.
The council has other things to do than open doors on Sundays, honestly.
My son took part in the sampling and loved every minute.""".split("\n")

TEASERS = [("Ten walks along the Manso", "From the weir to the lighthouse in an afternoon, with places to sit."),
           ("What the ferryman saw", "A long talk about herons, winters and the price of rope."),
           ("Market hall opens in May", "Forty stalls have been let, and a dozen are still to be had."),
           ("Bread, salt and a roof", "How three bakers brought an empty barn back to life."),
           ("The choir that never rehearses", "They meet once a year and nobody knows who picks the songs."),
           ("Why the clock is slow", "An answer to the question that our readers ask most often."),
           ("Snow closes the upper pass", "Drivers are asked to take the valley road until Thursday."),
           ("A bench for every street", "Residents have raised enough for the first twenty of them."),
           ("Lost and found: a tuba", "It was left on the last tram and nobody has come for it."),
           ("Photo essay: fog", "Twelve mornings beside the weir, seen through one lens.")]

SHARE = ["Share on Facebook", "Share on Twitter", "Share via e-mail", "Print this page", "Copy link"]
MENU = ["Home", "About us", "Our work", "News", "Publications", "Get involved", "Events", "Shop", "Donate", "Contact us"]
FOOT = ["Privacy policy", "Terms of use", "Cookie settings", "Imprint", "Sitemap", "Careers", "Accessibility", "RSS feed"]
COOKIE = "We use cookies to give you the best experience on our website. By continuing you accept our use of cookies."
LETTER = "Get our newsletter: one mail a week, no spam, unsubscribe whenever you like."
BIO = "Mia Holt writes about towns and rivers. She lives in Marlgate with two cats and a leaking boat."
COPY = "© 2023 River Notes. All rights reserved."
CAPTIONS = ["The reading room in winter light", "Volunteers take samples below the weir"]


class Page:
    def __init__(self, random):
        self.random, self.wanted, self.residue = random, [], []

    def want(self, text):
        self.wanted.append(text)
        return escape(text, quote=False)

    def rest(self, text):
        self.residue.append(text)
        return escape(text, quote=False)

    def rests(self, texts, form="<li><a href=\"/x\">{}</a></li>"):
        return "".join(form.format(self.rest(t)) for t in texts)

    def some(self, texts, least, most=None):
        n = self.random.randint(least, min(most or len(texts), len(texts)))
        return self.random.sample(texts, n)


def language_of(page):
    """Sentences, and the words of the menus: mostly English."""
    if page.random.random() < 0.7:
        return "en", SENTENCES, MENU, FOOT
    lang = page.random.choice(sorted(WORDS))
    words = WORDS[lang]
    return lang, words["body"], words["menu"], words["foot"]


def paragraphs(page, sentences, least=5, most=14):
    made = []
    for _ in range(page.random.randint(least, most)):
        made.append(" ".join(page.random.sample(sentences, page.random.randint(1, min(5, len(sentences))))))
    return made


def inline(page, text):
    """A paragraph, perhaps with a link or emphasis in it."""
    words = text.split(" ")
    marked = page.want(text)
    if len(words) > 8 and page.random.random() < 0.4:
        i = page.random.randint(1, len(words) - 4)
        some = escape(" ".join(words[i:i + 2]), quote=False)
        tag = page.random.choice(['<a href="https://example.org/z">{}</a>', "<em>{}</em>", "<strong>{}</strong>"])
        marked = marked.replace(some, tag.format(some), 1)
    return marked


def text_of(page, between=(), p="<p>{}</p>", h="<h2>{}</h2>"):
    """The text itself as HTML, with what the site puts between its paragraphs."""
    made, parts = paragraphs(page, page.sentences), []
    for i, text in enumerate(made):
        if page.lang == "en" and i in (3, 7, 10) and page.random.random() < 0.6:
            parts.append(h.format(page.want(page.random.choice(["What we saw", "The river", "What we ask", "How it began",
                                                                "Eleven Sundays", "The footbridge"]))))
        parts.append(p.format(inline(page, text)))
        if i == 2 and page.lang == "en" and page.random.random() < 0.5:
            parts.append("<figure><img src='a.jpg' alt=''><figcaption>"
                         + page.want(page.random.choice(CAPTIONS)) + "</figcaption></figure>")
        if i == 4 and page.random.random() < 0.4:
            parts.append("<blockquote><p>" + page.want(page.random.choice(page.sentences)) + "</p></blockquote>")
        if i == 5 and page.random.random() < 0.4:
            parts.append("<ul>" + "".join(f"<li>{page.want(s)}</li>" for s in page.random.sample(
                page.sentences, min(3, len(page.sentences)))) + "</ul>")
        if between and i in (1, 4, 8):
            parts.append(between[i % len(between)]())
    return "".join(parts)


def teasers(page, n, form):
    return "".join(form.format(page.rest(t), page.rest(s)) for t, s in page.some(TEASERS, n, n))


def remarks(page, form):
    made = ""
    for text in page.some(REMARKS, 2, 6):
        made += form.format(page.rest(page.random.choice(["Kit W.", "river_rat", "Una Marsh", "anonymous42"])
                                      + " says:"), page.rest(text))
    return made


TEASER = '<div class="{}"><a href="/t"><h3>{{}}</h3></a><p>{{}}</p></div>'


def wordpress(page):
    text = text_of(page)
    return f"""<body class="post-template-default single"><a class="skip-link screen-reader-text" href="#c">{page.rest("Skip to content")}</a>
<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">{page.rest("River Notes")}</a></p>
<nav class="main-navigation"><ul id="primary-menu" class="menu">{page.rests(page.menu)}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main"><article id="post-7" class="post-7 post type-post">
<header class="entry-header"><h1 class="entry-title">{page.want(page.title)}</h1><div class="entry-meta">{page.rest("Posted on May 4, 2023 by Mia Holt")}</div></header>
<div class="entry-content">{text}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{page.rest("Share this:")}</h3><ul>{page.rests(SHARE)}</ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>{page.rest("Related")}</h3>{teasers(page, 3, TEASER.format("jp-relatedposts-post"))}</div></div>
<footer class="entry-footer"><span class="cat-links">{page.rest("Posted in Open letters, The river")}</span></footer></article>
<nav class="navigation post-navigation"><div class="nav-links"><a>{page.rest("Previous post: The weir in winter")}</a><a>{page.rest("Next post: A bench for all")}</a></div></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">{page.rest("4 thoughts on this letter")}</h2><ol class="comment-list">{remarks(page, '<li class="comment"><div class="comment-author">{}</div><div class="comment-content"><p>{}</p></div></li>')}</ol>
<div id="respond" class="comment-respond"><h3>{page.rest("Leave a Reply")}</h3><p>{page.rest("Your email address will not be published. Required fields are marked *")}</p></div></div></main>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>{page.rest("Recent Posts")}</h2><ul>{page.rests([t for t, _ in page.some(TEASERS, 4, 6)])}</ul></section>
<section class="widget widget_archive"><h2>{page.rest("Archives")}</h2><ul>{page.rests(["April 2023", "March 2023", "February 2023"])}</ul></section></aside></div>
<footer id="colophon" class="site-footer"><ul>{page.rests(page.foot)}</ul><div class="site-info">{page.rest("Proudly powered by WordPress")}</div></footer></div></body>"""


def elementor(page):
    text = text_of(page, p='<p>{}</p>')
    wrap = '<div class="elementor-element elementor-widget"><div class="elementor-widget-container">{}</div></div>'
    return f"""<body class="elementor-default"><div data-elementor-type="header" class="elementor elementor-location-header"><section class="elementor-section">
{wrap.format('<nav class="elementor-nav-menu--main"><ul class="elementor-nav-menu">' + page.rests(page.menu) + '</ul></nav>')}</section></div>
<div data-elementor-type="single-post" class="elementor elementor-location-single"><section class="elementor-section"><div class="elementor-container"><div class="elementor-column">
{wrap.format('<h1 class="elementor-heading-title">' + page.want(page.title) + '</h1>')}
{wrap.format('<ul class="elementor-post-info">' + page.rests(["Mia Holt", "No Comments"]) + '</ul>')}
{wrap.format(text)}
{wrap.format('<div class="elementor-share-buttons">' + page.rests(SHARE, '<div class="elementor-share-btn"><span>{}</span></div>') + '</div>')}
</div></div></section><section class="elementor-section">{wrap.format('<h2>' + page.rest("You may also like") + '</h2>')}
{wrap.format('<div class="elementor-posts-container">' + teasers(page, 3, '<article class="elementor-post"><h3 class="elementor-post__title"><a href="/">{}</a></h3><div class="elementor-post__excerpt"><p>{}</p></div><a class="elementor-post__read-more" href="/">Read More »</a></article>') + '</div>')}</section></div>
<div data-elementor-type="footer" class="elementor elementor-location-footer">{wrap.format('<p>' + page.rest(LETTER) + '</p>')}{wrap.format('<ul>' + page.rests(page.foot) + '</ul>')}{wrap.format('<p>' + page.rest(COPY) + '</p>')}</div></body>"""


def squarespace(page):
    text = text_of(page, p='<p class="" style="white-space:pre-wrap;">{}</p>')
    return f"""<body id="collection-5f" class="view-item"><div id="siteWrapper" class="clearfix site-wrapper"><header data-test="header" id="header" class="header">
<div class="header-nav"><nav class="header-nav-list">{page.rests(page.menu, '<div class="header-nav-item"><a href="/">{}</a></div>')}</nav></div><div class="header-actions"><a class="btn">{page.rest("Sign the petition now")}</a></div></header>
<main id="page" class="container"><article class="sections"><section class="page-section"><div class="content-wrapper"><div class="blog-item-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title">{page.want(page.title)}</h1></div></div>
<div class="blog-item-content e-content"><div class="sqs-layout"><div class="row sqs-row"><div class="col"><div class="sqs-block html-block"><div class="sqs-block-content">{text}</div></div></div></div></div></div>
<section class="item-pagination"><a class="item-pagination-link--prev"><h2 class="item-pagination-title">{page.rest("Previous: The weir in winter")}</h2></a><a><h2>{page.rest("Next: A bench for all")}</h2></a></section></div></div></section></article></main>
<footer class="sections" id="footer-sections"><section><div class="sqs-block newsletter-block"><h2>{page.rest("Subscribe")}</h2><p>{page.rest(LETTER)}</p></div><div class="sqs-block"><p>{page.rest(COPY)}</p></div></section></footer></div>
<div class="sqs-cookie-banner-v2"><p>{page.rest(COOKIE)}</p><button>Accept</button></div></body>"""


def wix(page):
    text = text_of(page, p='<p class="font_8"><span class="wixui-rich-text__text">{}</span></p>',
                   h='<h2 class="font_2"><span>{}</span></h2>')
    return f"""<body class="responsive"><div id="SITE_CONTAINER"><div id="main_MF"><header id="SITE_HEADER"><div class="comp-a1"><div data-testid="richTextElement" class="T7n0L6"><p class="font_9">{page.rest("River Notes")}</p></div>
<wix-dropdown-menu><nav aria-label="Site"><ul>{page.rests(page.menu, '<li><a href="/"><div><p>{}</p></div></a></li>')}</ul></nav></wix-dropdown-menu></div></header>
<main id="PAGES_CONTAINER"><div id="SITE_PAGES"><div class="p1"><div data-mesh-id="Containerxyz"><div class="comp-b1 wixui-rich-text"><h1 class="font_0">{page.want(page.title)}</h1></div><div class="comp-b2 wixui-rich-text" data-testid="richTextElement">{text}</div>
<div class="comp-b3"><h2 class="font_2">{page.rest("Recent Posts")}</h2><div class="gallery">{teasers(page, 3, '<div class="gallery-item"><a href="/p"><h2>{}</h2></a><div>{}</div></div>')}</div></div></div></div></div></main>
<footer id="SITE_FOOTER"><div class="comp-f"><p class="font_8">{page.rest("Subscribe to our site")}</p><form><button>{page.rest("Submit")}</button></form><p class="font_8">{page.rest(COPY)}</p></div></footer></div></div></body>"""


def medium(page):
    text = text_of(page, p='<p id="a1" class="pw-post-body-paragraph ab cd">{}</p>', h='<h2 class="oe of">{}</h2>')
    return f"""<body><div id="root"><div class="a b c"><div class="d"><a class="ae af">{page.rest("Open in app")}</a><div class="ag"><a>{page.rest("Sign up")}</a><a>{page.rest("Sign in")}</a></div></div>
<article><div class="l"><section><div><div class="ch bg"><h1 class="pw-post-title">{page.want(page.title)}</h1><div class="eb"><a href="/@r">{page.rest("River Notes")}</a><button>{page.rest("Follow")}</button><span>{page.rest("7 min read")}</span></div><div class="ec"><span>{page.rest("Listen")}</span><span>{page.rest("Share")}</span></div></div>
{text}</div></section></div></article><div class="ed ee"><a href="/tag/r"><div class="ef">{page.rest("Open Letter")}</div></a><a href="/tag/s"><div class="ef">{page.rest("Rivers")}</div></a></div>
<div class="eg"><div><h2>{page.rest("Written by River Notes")}</h2><p>{page.rest(BIO)}</p></div></div><div class="eh"><h2>{page.rest("More from River Notes")}</h2>{teasers(page, 4, '<div class="ei"><a href="/m"><h2>{}</h2></a><a href="/m"><div><h3>{}</h3></div></a></div>')}</div>
<div class="ej">{page.rests(["Help", "Status", "About", "Careers", "Press", "Blog", "Privacy", "Terms"], '<a href="/h"><p class="ek">{}</p></a>')}</div></div></div></body>"""


def substack(page):
    text = text_of(page, [lambda: f'<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><p class="cta-caption">{page.rest("Thanks for reading River Notes! Subscribe for free to receive new posts.")}</p></div></div>'])
    return f"""<body class="pencraft"><div id="entry"><div id="main" class="main typography"><div class="main-menu"><a>{page.rest("River Notes")}</a><button>{page.rest("Subscribe")}</button></div>
<div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">{page.want(page.title)}</h1><div class="byline-wrapper"><a>{page.rest("Mia Holt")}</a></div></div>
<div class="post-ufi"><a class="like-button">{page.rest("12 Likes")}</a><a>{page.rest("3 Comments")}</a></div><div class="available-content"><div dir="auto" class="body markup">{text}</div></div></article></div></div>
<div class="visibility-check"><div class="container"><div class="comments-page"><h4>{page.rest("Discussion about this post")}</h4>{remarks(page, '<div class="comment"><div class="comment-meta">{}</div><div class="comment-body"><p>{}</p></div></div>')}</div></div></div>
<div class="portable-archive"><h4>{page.rest("Top posts")}</h4>{teasers(page, 4, '<div class="post-preview"><a href="/p" class="post-preview-title">{}</a><a href="/p" class="post-preview-description">{}</a></div>')}</div></div>
<div class="footer-wrap publication-footer"><p>{page.rest("Start your Substack")}</p><p>{page.rest("Ready for more?")}</p></div></div></div></body>"""


def ghost(page):
    text = text_of(page)
    return f"""<body class="post-template"><div class="viewport"><header id="gh-head" class="gh-head outer"><nav class="gh-head-menu"><ul class="nav">{page.rests(page.menu)}</ul></nav></header>
<div class="site-content"><main id="site-main" class="site-main"><article class="article post"><header class="article-header gh-canvas"><section class="article-tag"><a>{page.rest("Letters")}</a></section><h1 class="article-title">{page.want(page.title)}</h1></header>
<section class="gh-content gh-canvas">{text}</section></article></main><section class="footer-cta outer"><div class="inner"><h2 class="footer-cta-title">{page.rest("Sign up for more like this.")}</h2></div></section>
<aside class="read-more-wrap outer"><div class="read-more inner">{teasers(page, 3, '<article class="post-card post"><div class="post-card-content"><a class="post-card-content-link" href="/p"><h2 class="post-card-title">{}</h2><div class="post-card-excerpt">{}</div></a></div></article>')}</div></aside></div>
<footer class="site-footer outer"><section class="copyright">{page.rest(COPY)}</section><nav class="site-footer-nav"><ul>{page.rests(page.foot)}</ul></nav></footer></div></body>"""


def jekyll(page):
    text = text_of(page)
    return f"""<body><header class="site-header" role="banner"><div class="wrapper"><a class="site-title" href="/">{page.rest("River Notes")}</a><nav class="site-nav"><div class="trigger">{page.rests(page.menu, '<a class="page-link" href="/">{}</a>')}</div></nav></div></header>
<main class="page-content"><div class="wrapper"><article class="post h-entry"><header class="post-header"><h1 class="post-title p-name">{page.want(page.title)}</h1><p class="post-meta">{page.rest("May 4, 2023 • Mia Holt")}</p></header><div class="post-content e-content">{text}</div></article></div></main>
<footer class="site-footer h-card"><div class="wrapper"><div class="footer-col"><p>{page.rest("Letters and notes from the banks of the Manso, since 2011.")}</p><ul class="contact-list">{page.rests(["hello@example.org", "rivernotes"])}</ul></div></div></footer></body>"""


def hugo(page):
    text = text_of(page)
    return f"""<body class="dark" id="top"><header class="header"><nav class="nav"><ul id="menu">{page.rests(page.menu)}</ul></nav></header><main class="main"><article class="post-single"><header class="post-header"><div class="breadcrumbs"><a>{page.rest("Home")}</a>»<a>{page.rest("Letters of 2023")}</a></div>
<h1 class="post-title">{page.want(page.title)}</h1><div class="post-meta">{page.rest("4 min · Mia Holt")}</div></header><div class="toc"><details><summary><span class="details">{page.rest("Table of Contents")}</span></summary></details></div><div class="post-content">{text}</div>
<footer class="post-footer"><ul class="post-tags">{page.rests(["open-letter", "river", "library"])}</ul><nav class="paginav"><a class="prev"><span>{page.rest("« Prev: The weir in winter")}</span></a><a class="next"><span>{page.rest("Next » A bench for all")}</span></a></nav></footer></article></main>
<footer class="footer"><span>{page.rest("© 2023 River Notes")}</span><span>{page.rest("Powered by Hugo & PaperMod")}</span></footer></body>"""


def drupal(page):
    text = text_of(page)
    return f"""<body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable">{page.rest("Skip to main content")}</a><div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header"><div id="block-branding" class="block block-system">{page.rest("Manso Watch")}</div></div><div class="region region-primary-menu"><nav class="block block-menu"><ul class="menu">{page.rests(page.menu)}</ul></nav></div></header>
<div class="region region-breadcrumb"><nav class="breadcrumb"><ol>{page.rests(["Start page", "Open letters"])}</ol></nav></div><main role="main"><div class="layout-content"><div class="region region-content"><h1 class="page-title"><span class="field field--name-title">{page.want(page.title)}</span></h1>
<article class="node node--type-article"><footer class="node__meta">{page.rest("Submitted by admin on Thu, 05/04/2023 - 10:12")}</footer><div class="node__content clearfix"><div class="clearfix text-formatted field field--name-body">{text}</div>
<div class="field field--name-field-tags"><div class="field__label">{page.rest("Topics of this page")}</div><div class="field__items">{page.rests(["Water", "Reading"], '<div class="field__item"><a href="/">{}</a></div>')}</div></div></div></article>
<div class="views-element-container block"><h2>{page.rest("Latest from Manso Watch")}</h2><div class="view-content">{teasers(page, 4, '<div class="views-row"><div class="views-field"><a href="/n">{}</a></div><div class="views-field views-field-body">{}</div></div>')}</div></div></div></div>
<aside class="layout-sidebar-second" role="complementary"><div class="block"><h2>{page.rest("Support our work")}</h2><p>{page.rest("Your donation pays for test strips, stamps and tea.")}</p></div></aside></main><footer role="contentinfo"><div class="region region-footer"><ul class="menu">{page.rests(page.foot)}</ul></div></footer></div></div></body>"""


def joomla(page):
    text = text_of(page)
    return f"""<body class="site com_content view-article"><div class="body"><div class="container"><header class="header"><div class="header-search">{page.rest("Search the site ...")}</div></header><nav class="navigation"><ul class="nav menu nav-pills">{page.rests(page.menu)}</ul></nav>
<div class="row-fluid"><div id="aside" class="span3"><div class="well"><h3 class="page-header">{page.rest("Latest Articles")}</h3><ul class="latestnews">{page.rests([t for t, _ in page.some(TEASERS, 4, 5)])}</ul></div><div class="well"><h3 class="page-header">{page.rest("Login Form")}</h3><p>{page.rest("Forgot your username?")}</p></div></div>
<main id="content" class="span9"><ul class="breadcrumb"><li>{page.rest("You are here: Home")}</li></ul><div class="item-page"><div class="page-header"><h2>{page.want(page.title)}</h2></div><div class="icons"><a>{page.rest("Print | Email")}</a></div><dl class="article-info"><dt>{page.rest("Details of publication")}</dt><dd>{page.rest("Hits: 1204")}</dd></dl>
<div itemprop="articleBody">{text}</div><ul class="pager pagenav">{page.rests(["Prev", "Next"])}</ul></div></main></div></div></div><footer class="footer"><div class="container"><p>{page.rest(COPY)}</p><p><a>{page.rest("Back to Top")}</a></p></div></footer></body>"""


def blogger(page):
    made = paragraphs(page, page.sentences)
    text = "<br /><br />".join(inline(page, t) for t in made)
    return f"""<body class="loading"><div class="navbar section" id="navbar"></div><div class="body-fauxcolumns"></div><div class="content"><div class="content-inner"><header><div class="header section" id="header"><h1 class="title"><a>{page.rest("Notes from the Manso")}</a></h1><p class="description"><span>{page.rest("A blog about a river and what people do to it")}</span></p></div></header>
<div class="tabs-outer"><div class="tabs section"><ul>{page.rests(page.menu)}</ul></div></div><div class="main-outer"><div class="columns fauxcolumns"><div class="column-center-outer"><div class="main section" id="main"><div class="blog-posts hfeed"><h2 class="date-header"><span>{page.rest("Thursday, May 4, 2023")}</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">{page.want(page.title)}</h3><div class="post-body entry-content">{text}</div><div class="post-footer"><div class="post-footer-line"><span class="post-author">{page.rest("Posted by Mia at 10:12 AM")}</span></div><div class="post-footer-line"><span class="post-labels">{page.rest("Labels: letters, river")}</span></div></div></div>
<div class="comments" id="comments"><h4>{page.rest("3 comments:")}</h4><dl id="comments-block">{remarks(page, '<dt class="comment-author">{}</dt><dd class="comment-body"><p>{}</p></dd>')}</dl></div></div></div></div>
<div class="column-right-outer"><aside><div class="sidebar section"><div class="widget BlogArchive"><h2>{page.rest("Blog Archive")}</h2><ul>{page.rests(["2023 (12)", "2022 (40)", "2021 (37)"])}</ul></div><div class="widget Profile"><h2>{page.rest("About Me")}</h2><p>{page.rest(BIO)}</p></div></div></aside></div></div></div><footer><p>{page.rest("Simple theme. Powered by Blogger.")}</p></footer></div></div></body>"""


def mediawiki(page):
    text = text_of(page, h='<h2><span class="mw-headline">{}</span></h2>')
    return f"""<body class="mediawiki ltr skin-vector"><div id="mw-page-base"></div><div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{page.want(page.title)}</h1><div id="bodyContent"><div id="siteSub">{page.rest("From the Manso wiki, the free handbook")}</div><div id="contentSub"></div><a class="mw-jump-link">{page.rest("Jump to navigation")}</a><a class="mw-jump-link">{page.rest("Jump to search")}</a>
<div id="mw-content-text" class="mw-content-ltr"><div class="mw-parser-output">{text}</div><div class="printfooter">{page.rest('Retrieved from "https://example.org/wiki/Letter"')}</div></div><div id="catlinks" class="catlinks">{page.rest("Categories: Letters | Rivers")}</div></div></div>
<div id="mw-navigation"><h2>{page.rest("Navigation menu")}</h2><div id="mw-head"><ul>{page.rests(["Not logged in", "Talk", "Contributions", "Create account", "Log in"])}</ul></div><div id="mw-panel"><ul>{page.rests(["Main page", "Random page", "What links here", "Related changes", "Special pages"])}</ul></div></div>
<footer id="footer"><ul>{page.rests(["This page was last edited on 4 May 2023, at 10:12.", "Privacy policy", "Disclaimers"])}</ul></footer></body>"""


def docusaurus(page):
    text = text_of(page, h='<h2 class="anchor">{}<a class="hash-link" href="#x">#</a></h2>')
    return f"""<body><div id="__docusaurus"><div role="region"><a class="skipToContent" href="#m">{page.rest("Skip to main content")}</a></div><nav class="navbar navbar--fixed-top"><div class="navbar__inner">{page.rests(page.menu, '<a class="navbar__item navbar__link" href="/">{}</a>')}</div></nav>
<div class="main-wrapper"><aside class="theme-doc-sidebar-container"><nav class="menu"><ul class="theme-doc-sidebar-menu menu__list">{page.rests(["Introduction", "Getting started", "Sampling", "Letters", "Questions and answers"], '<li class="menu__list-item"><a class="menu__link" href="/">{}</a></li>')}</ul></nav></aside>
<main class="docMainContainer"><div class="container"><div class="row"><div class="col docItemCol"><div class="docItemContainer"><article><nav class="theme-doc-breadcrumbs"><ul class="breadcrumbs">{page.rests(["Handbook", "Open letters"])}</ul></nav><div class="theme-doc-markdown markdown"><header><h1>{page.want(page.title)}</h1></header>{text}</div>
<footer class="theme-doc-footer"><a class="theme-edit-this-page">{page.rest("Edit this page")}</a></footer></article><nav class="pagination-nav"><a class="pagination-nav__link"><div class="pagination-nav__sublabel">{page.rest("Previous")}</div><div class="pagination-nav__label">{page.rest("« Sampling")}</div></a></nav></div></div></div></div></main></div>
<footer class="footer footer--dark"><div class="container"><div class="footer__title">{page.rest("Community")}</div><ul>{page.rests(["Discord", "Forum"])}</ul><div class="footer__copyright">{page.rest("Copyright © 2023 Manso Handbook. Built with Docusaurus.")}</div></div></footer></div></body>"""


def webflow(page):
    text = text_of(page)
    return f"""<body class="body"><div class="navbar w-nav"><div class="w-container"><nav class="nav-menu w-nav-menu">{page.rests(page.menu, '<a href="/" class="nav-link w-nav-link">{}</a>')}</nav></div></div><div class="section hero"><div class="w-container"><h1 class="heading">{page.want(page.title)}</h1></div></div>
<div class="section"><div class="w-container"><div class="rich-text-block w-richtext">{text}</div></div></div><div class="section cta"><div class="w-container"><h2>{page.rest("Ready to help?")}</h2><p>{page.rest("Join two thousand neighbours who already do.")}</p><a class="button w-button">{page.rest("Join now")}</a></div></div>
<div class="section"><div class="w-dyn-list"><div class="w-dyn-items">{teasers(page, 3, '<div class="w-dyn-item"><a href="/b" class="blog-link"><h4>{}</h4></a><p class="summary">{}</p></div>')}</div></div></div><div class="footer"><div class="w-container">{page.rests(page.foot, '<a href="/" class="footer-link">{}</a>')}<div class="footer-text">{page.rest(COPY)}</div></div></div></body>"""


def google_sites(page):
    text = text_of(page, p='<p class="CDt4Ke zfr3Q"><span class="C9DxTc">{}</span></p>', h='<h2 class="CDt4Ke zfr3Q JYVBee"><span class="C9DxTc">{}</span></h2>')
    return f"""<body><div class="fktJzd"><div class="HlqNPb"><div class="pZ3FXb"><div class="JzO0Vc"><nav class="JzO0Vc"><ul class="jYxBte">{page.rests(page.menu, '<li class="VsJjtf"><div><a href="/v">{}</a></div></li>')}</ul></nav></div></div><div class="UtePc"><section class="yaqOZd"><div class="mYVXT"><h1 class="CDt4Ke zfr3Q duRjpb">{page.want(page.title)}</h1></div></section>
<section class="yaqOZd"><div class="mYVXT"><div class="LS81yb"><div class="hJDwNd"><div class="oKdM2c"><div class="jXK9ad"><div class="tyJCtd">{text}</div></div></div></div></div></div></section></div><footer class="NIRThe"><section class="yaqOZd"><p class="CDt4Ke zfr3Q">{page.rest(COPY)}</p></section></footer></div></div>
<div class="dZA9kd"><span>{page.rest("Report abuse")}</span><span>{page.rest("Page details")}</span></div></body>"""


def aspnet(page):
    text = text_of(page, p='<p class="MsoNormal">{}</p>')
    return f"""<body><form name="aspnetForm" method="post" action="./letter.aspx" id="aspnetForm"><table width="100%" class="layout"><tr><td colspan="2" class="top"><table><tr>{page.rests(page.menu, '<td class="topmenu"><a href="x.aspx">{}</a></td>')}</tr></table></td></tr>
<tr><td class="leftcol" width="180"><div class="leftmenu">{page.rests(["Departments", "Minutes of the council", "Tenders", "Vacancies", "Holidays"], '<div class="leftitem"><a href="y.aspx">{}</a></div>')}</div></td><td class="maincol"><div id="ctl00_ContentPlaceHolder1"><h1>{page.want(page.title)}</h1>{text}</div></td></tr>
<tr><td colspan="2" class="bottom"><p>{page.rest("Town of Marlgate, 1 Market Square. Telephone exchange open from nine to four.")}</p><p>{page.rest("Best viewed at 1024 by 768")}</p></td></tr></table></form></body>"""


def news(page):
    between = [lambda: f'<div class="ad-slot"><span class="ad-label">{page.rest("Advertisement")}</span></div>',
               lambda: f'<p class="read-also"><a href="/r"><strong>{page.rest("Read also: " + page.random.choice(TEASERS)[0])}</strong></a></p>',
               lambda: f'<div class="newsletter-box"><h4>{page.rest("The morning letter")}</h4><p>{page.rest(LETTER)}</p></div>']
    text = text_of(page, between)
    return f"""<body class="article-page"><div id="onetrust-consent-sdk"><div class="ot-sdk-container" role="dialog"><h2>{page.rest("About your privacy")}</h2><p>{page.rest(COOKIE)}</p></div></div><header class="site-header"><div class="topbar">{page.rests(["Subscribe", "Log in", "E-paper"], '<a href="/">{}</a>')}</div><nav class="main-nav"><ul>{page.rests(page.menu)}</ul></nav></header>
<main class="layout"><div class="article-wrap"><article class="article"><p class="kicker">{page.rest("Opinion pages")}</p><h1 class="headline">{page.want(page.title)}</h1><div class="byline">{page.rest("By Mia Holt, Marlgate correspondent")}</div><div class="share-tools"><ul>{page.rests(SHARE)}</ul></div><div class="article__body">{text}</div>
<ul class="tags">{page.rests(["Marlgate", "Water", "Council"])}</ul><div class="author-box"><p>{page.rest(BIO)}</p></div></article><section class="more"><h2>{page.rest("More on this story")}</h2><div class="grid">{teasers(page, 4, '<div class="card"><a href="/c"><h3>{}</h3></a><p>{}</p></div>')}</div></section></div>
<aside class="rail"><h2>{page.rest("Most read")}</h2><ol>{page.rests([t for t, _ in page.some(TEASERS, 5, 6)])}</ol></aside></main><footer class="site-footer"><ul>{page.rests(page.foot)}</ul><p>{page.rest(COPY)}</p></footer></body>"""


def tumblr(page):
    text = text_of(page)
    return f"""<body class="permalink-page"><div id="header"><h1><a href="/">{page.rest("manso-notes")}</a></h1><div id="description">{page.rest("pictures, letters, water")}</div></div><div id="content"><div class="post text"><h2>{page.want(page.title)}</h2>{text}<div class="postmeta"><a>{page.rest("#river")}</a> <a>{page.rest("#letter")}</a></div></div>
<div id="notes"><ol class="notes">{page.rests(["kit liked this", "una reblogged this from manso-notes", "heronfan liked this", "adalowe liked this"], '<li class="note">{}</li>')}</ol></div></div><div id="footer">{page.rest("Effector Theme by Carlo Franco. Powered by Tumblr")}</div></body>"""


def notion(page):
    text = text_of(page, p='<div class="notion-text notion-block">{}</div>', h='<h3 class="notion-h notion-h2"><span class="notion-h-title">{}</span></h3>')
    return f"""<body><div id="__next"><div class="notion notion-app"><header class="notion-header"><div class="notion-nav-header"><div class="breadcrumbs">{page.rests(["Notes home", "Letters of ours"], '<a class="breadcrumb" href="/">{}</a>')}</div><div class="notion-search-button"><span class="title">{page.rest("Search")}</span></div></div></header>
<div class="notion-page-scroller"><main class="notion-page"><h1 class="notion-title">{page.want(page.title)}</h1><div class="notion-page-content"><article class="notion-page-content-inner">{text}</article></div></main></div><footer class="notion-footer">{page.rest("Copyright 2023 River Notes")}</footer></div></div></body>"""


def petition(page):
    text = text_of(page)
    return f"""<body><div id="app"><header class="navbar"><div>{page.rests(["Start a petition", "My petitions", "Browse", "Membership"], '<a href="/">{}</a>')}</div></header><div class="petition"><h1 class="petition-title">{page.want(page.title)}</h1><div class="columns"><div class="column-main"><div class="rte description">{text}</div>
<div class="reasons"><h2>{page.rest("Reasons for signing")}</h2>{remarks(page, '<div class="reason"><strong>{}</strong><p>{}</p></div>')}</div></div><aside class="column-side"><div class="sign-box"><h3>{page.rest("Sign this petition")}</h3><label>{page.rest("First name")}</label><label>{page.rest("Email address")}</label><p>{page.rest("By signing you agree to receive messages about this campaign.")}</p></div></aside></div></div>
<footer>{page.rests(page.foot, '<a href="/">{}</a>')}</footer></div></body>"""


def forum(page):
    text = text_of(page)
    return f"""<body class="topic"><div class="d-header"><a>{page.rest("Manso Forum")}</a></div><div id="main-outlet" class="wrap"><div id="topic-title"><h1>{page.want(page.title)}</h1><div class="topic-category"><span>{page.rest("General discussion")}</span></div></div>
<div itemscope class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator">{page.rest("MiaHolt")}</span></div><div class="post" itemprop="text">{text}</div><div class="post-likes">{page.rest("14 Likes")}</div></div>
<div id="related-topics" class="more-topics__list"><h3>{page.rest("Related topics")}</h3><table class="topic-list">{teasers(page, 4, '<tr class="topic-list-item"><td><a href="/t">{}</a></td><td>{}</td></tr>')}</table></div></div><footer class="container wrap"><nav class="crawler-nav"><ul>{page.rests(page.foot)}</ul></nav></footer></body>"""


MANNERS = {make.__name__: make for make in (wordpress, elementor, squarespace, wix, medium, substack, ghost, jekyll, hugo, drupal,
                                            joomla, blogger, mediawiki, docusaurus, webflow, google_sites, aspnet, news, tumblr,
                                            notion, petition, forum)}


def page(random, manner):
    """The HTML of a page, what is wanted of it, what is the site's."""
    made = Page(random)
    made.lang, made.sentences, made.menu, made.foot = language_of(made)
    made.title = random.choice(["Open the reading room on Sundays", "A letter about the river Manso",
                                "What the council does not measure"]) if made.lang == "en" else WORDS[made.lang]["title"]
    body = MANNERS[manner](made)
    html = (f'<!DOCTYPE html><html lang="{made.lang}"><head><meta charset="utf-8"><title>{escape(made.title)}</title>'
            f"<style>.a{{color:red}}</style><script>var a = 1;</script></head>{body}</html>\n")
    return html, made.wanted, made.residue
