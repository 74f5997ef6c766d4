# SPDX-License-Identifier: MIT
"""Letters in mails, mailboxes, saved pages and archives of the web: the letter once, in its own encoding, with its
pictures; what else could be meant is told and chosen by --part; what is broken or hostile ends soon."""
import base64
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
import zlib
from email.message import EmailMessage

sys.path.insert(0, os.path.dirname(__file__))
from words import PNG, docx, p, zip_of  # noqa: E402

W = os.environ["WARRAQ"]
FAULTS = []
TITLE = "رسالة مفتوحة من أجل حديقة القراءة"
PROSE = "نحن القراء والجيران نطلب إليكم أن تبقى حديقة القراءة مفتوحة طوال السنة كلها كما وعدتم في ميثاق البلدة."
BODY = f"{TITLE}\n\n{PROSE}\n\nالموقعون\n\n1. آية القرطاسوي\n2. سمير الفانوسي\n3. ليلى السدرتي\n"
PAGE = (f"<!DOCTYPE html><html lang=ar dir=rtl><title>x</title><h1>{TITLE}</h1><p>{PROSE}<p><img src='{{}}' alt='فانوس'>"
        "<h2>الموقعون</h2><ol><li>آية القرطاسوي<li>سمير الفانوسي<li>ليلى السدرتي</ol>")


def run(folder, *args):
    def limit():
        if not os.environ.get("WARRAQ_SANITIZE"):  # a sanitizer maps terabytes
            resource.setrlimit(resource.RLIMIT_AS, (1500 << 20, 1500 << 20))
    done = subprocess.run([W, *args], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=60, preexec_fn=limit)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def write(folder, name, data):
    with open(f"{folder}/{name}", "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def expect(folder, name, wanted=(), unwanted=(), options=(), status=0):
    got, out, err = run(folder, "dump", "model", name, *options)
    if got != status:
        FAULTS.append(f"{name} {options}: exit {got}: {err}")
    for one in wanted:
        if one not in out + err:
            FAULTS.append(f"{name} {options}: {one!r} is not in\n{out}{err}")
    for one in unwanted:
        if one in out + err:
            FAULTS.append(f"{name} {options}: {one!r} is in\n{out}{err}")


def mail(text=BODY, charset="utf-8", subject=TITLE, **headers):
    message = EmailMessage()
    message["From"] = "قرّاء الضفاف <letter@reading-garden.example>"
    message["Subject"] = subject
    message["Date"] = "Mon, 14 Apr 2031 23:30:00 -0500"
    for name, value in headers.items():
        message[name] = value
    if text is not None:
        message.set_content(text, charset=charset, cte="base64" if charset == "utf-8" else "8bit")
    return message


LETTER = ["document lang=ar dir=rtl", f'"{TITLE}"', PROSE, 'label="3."']


def check_mails(folder):
    write(folder, "plain.eml", mail().as_bytes())
    expect(folder, "plain.eml", LETTER, ["Subject:", "not read"])
    write(folder, "cp1256.eml", b"From: a@b.example\nMessage-ID: <1>\nSubject: =?windows-1256?B?" +
          base64.b64encode(TITLE.encode("cp1256")) + b"?=\nContent-Type: text/plain; charset=windows-1256\n\n" + BODY.encode("cp1256"))
    expect(folder, "cp1256.eml", LETTER)
    # Nothing says in what it is written: a guess, which is told.
    write(folder, "untold.eml", b"From: a@b.example\nMessage-ID: <1>\n\n" + BODY.encode("cp1256"))
    expect(folder, "untold.eml", [*LETTER, "encoding-guessed"])
    # A name cut between two encoded words, and a title that only the subject has.
    cut = "".join(f"=?utf-8?b?{base64.b64encode(part).decode()}?=\r\n " for part in (TITLE.encode()[:7], TITLE.encode()[7:20], TITLE.encode()[20:]))
    write(folder, "cut.eml", f"Message-ID: <1>\r\nSubject: Re: {cut}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{PROSE}\r\n")
    expect(folder, "cut.eml", [f'title\n    text "{TITLE}"', PROSE])
    flowed = "The quick letter \nasks all of you to keep \nthe reading garden open.\n-- \nA. Sender\n"
    write(folder, "flowed.eml", f"Message-ID: <1>\nSubject: Keep the garden\nContent-Type: text/plain; format=flowed\n\n{flowed}")
    expect(folder, "flowed.eml", ["The quick letter asks all of you to keep the reading garden open.", "mail-around"], ["A. Sender"])
    quoted = "Agreed!\n\nThey wrote:\n" + "".join(f"> {line}\n" for line in BODY.split("\n"))
    write(folder, "quoted.eml", mail(quoted).as_bytes())
    expect(folder, "quoted.eml", LETTER, ["Agreed", "\"> "])
    # A subject that is the mail's day's only date.
    expect(folder, "plain.eml", ["the mail is from قرّاء الضفاف"])


def check_parts(folder):
    both = mail("plain words")
    both.add_alternative(PAGE.format("cid:logo"), subtype="html")
    both.get_payload()[1].add_related(PNG, "image", "png", cid="<logo>")
    write(folder, "both.eml", both.as_bytes())
    expect(folder, "both.eml", [*LETTER, "data:image/png;base64,", "فانوس"], ["plain words", "not read"])
    docx(f"{folder}/inner.docx", p("An attached letter", "a3") + p("We ask all of you to keep the reading garden open through the year."))
    cover = mail("See the letter.\n", subject="Fwd: the letter")
    with open(f"{folder}/inner.docx", "rb") as file:
        cover.add_attachment(file.read(), "application", "vnd.openxmlformats-officedocument.wordprocessingml.document", filename="رسالة.docx")
    cover.add_attachment(b"a,b\n", "text", "csv", filename="names.csv")
    write(folder, "cover.eml", cover.as_bytes())
    expect(folder, "cover.eml", ["See the letter.", '2 "رسالة.docx"', "names.csv"])
    expect(folder, "cover.eml", ['"An attached letter"'], ["See the letter", "source-parts"], ["--part", "2"])
    expect(folder, "cover.eml", ['"An attached letter"'], (), ["--part", "رسالة"])
    expect(folder, "cover.eml", ["has no part 7", '1 "Fwd: the letter"'], ["document"], ["--part", "7"], status=2)
    outer = mail("see attached message\n", subject="Fwd")
    outer.add_attachment(mail())
    write(folder, "forward.eml", outer.as_bytes())
    expect(folder, "forward.eml", LETTER, ["see attached message\"\n"])
    box = b"".join(b"From x@y.example Mon Apr 14 09:30:00 2031\n" + mail(text, subject=subject).as_bytes() + b"\n"
                   for text, subject in ((BODY, "One"), ("A second letter to the council of the town, short.\n", "Two")))
    box = box.replace(b"base64\n", b"base64\n")
    write(folder, "two.mbox", box)
    expect(folder, "two.mbox", [*LETTER, '2 "Two"'])
    expect(folder, "two.mbox", ["A second letter"], [PROSE], ["--part", "two"])
    write(folder, "from.mbox", b"From x Mon Apr 14 09:30:00 2031\nSubject: On words\nMIME-Version: 1.0\n\nTitle of this letter\n\n>From here on, all of us "
          b"ask you to keep the garden.\n")
    expect(folder, "from.mbox", ['"From here on'])


def check_saved_pages(folder):
    page = PAGE.format("lantern.png").replace(PROSE, PROSE + '<sup><a href="https://a.example/letter#fn1">1</a></sup>') + \
        '<div class=notes><p id=fn1><a href="https://a.example/letter#r1">1</a> ملحوظة عن الميثاق.</p></div>'
    boundary = "----x"
    parts = [f"Content-Type: text/html\r\nContent-Location: https://a.example/letter\r\nContent-Transfer-Encoding: base64\r\n\r\n"
             f"{base64.encodebytes(page.encode()).decode()}",
             f"Content-Type: text/css\r\nContent-Location: https://a.example/a.css\r\n\r\np {{}}\r\n",
             f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.example/lantern.png\r\n\r\n"
             f"{base64.encodebytes(PNG).decode()}"]
    write(folder, "page.mhtml", f"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/letter\r\nMIME-Version: 1.0\r\n"
          f"Date: Sat, 28 Nov 2026 01:31:18 GMT\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"{boundary}\"\r\n\r\n" +
          "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n")
    expect(folder, "page.mhtml", [*LETTER, "data:image/png", "footnote-ref"], ["mail-sender", "a.css"])


def record(kind, address, payload, *more):
    head = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {address}", "WARC-Date: 2031-04-14T09:30:00Z", *more, f"Content-Length: {len(payload)}"]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n"


def response(body, *headers, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", *headers]).encode() + b"\r\n\r\n" + body


def records():
    page = PAGE.format("lantern.png").encode()
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packed.compress(page) + packed.flush()
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, packed[:100], len(packed) - 100, packed[100:])
    other = PAGE.format("x").replace(TITLE, "رسالة أخرى إلى البلدة كلها").encode("cp1256", "xmlcharrefreplace")
    return [record("warcinfo", "urn:x", b"software: x\r\n"),
            record("response", "https://a.example/gone", response(b"<p>gone", "Content-Type: text/html", status="404 Not Found")),
            record("response", "https://a.example/letter", response(chunked, "Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip",
                                                                    "Transfer-Encoding: chunked")),
            record("revisit", "https://a.example/letter", b""),
            record("response", "https://a.example/lantern.png", response(PNG, "Content-Type: image/png")),
            record("response", "https://a.example/other", response(other, "Content-Type: text/html; charset=windows-1256"))]


def check_web_archives(folder):
    plain = b"".join(records())
    members = b"".join(gzip.compress(one) for one in records())
    write(folder, "a.warc", plain)
    write(folder, "a.warc.gz", members)
    zip_of(f"{folder}/a.wacz", [("archive/a.warc.gz", members), ("datapackage.json", "{}"),
                                ("pages/pages.jsonl", json.dumps({"format": "json-pages-1.0"}) + "\n" + json.dumps({"url": "https://a.example/other"}))])
    for name in ("a.warc", "a.warc.gz"):
        expect(folder, name, [*LETTER, "data:image/png", '2 "https://a.example/other"'], ["gone"])
        expect(folder, name, ["رسالة أخرى"], [f'"{TITLE}"'], ["--part", "other"])
    expect(folder, "a.wacz", ["رسالة أخرى"], [f'"{TITLE}"', "not read"])
    write(folder, "cut.warc.gz", members[:len(members) - 200])
    expect(folder, "cut.warc.gz", [*LETTER, "web-archive-cut"])
    got, out, err = run(folder, "archive", "a.warc.gz", "-o", "bag.zip", "--date", "2031-05-01", "--quiet")
    if got != 0:
        FAULTS.append(f"archive: {err}")
    if got != 0:
        return
    with zipfile.ZipFile(f"{folder}/bag.zip") as bag:
        origin = json.loads(bag.read("bag/data/report.json")).get("origin")
        crate = bag.read("bag/data/ro-crate-metadata.json").decode()
    if '"isBasedOn"' not in crate or "2031-04-14T09:30:00Z" not in crate:
        FAULTS.append(f"crate: {crate}")
    if origin != {"url": "https://a.example/letter", "captured": "2031-04-14T09:30:00Z"}:
        FAULTS.append(f"report.json: {origin}")


def check_hostile(folder):
    deep = "MIME-Version: 1.0\nMessage-ID: <1>\n"
    for i in range(3000):
        deep += f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"
    write(folder, "deep.eml", deep + "Content-Type: text/plain\n\nhello\n")
    expect(folder, "deep.eml", ["holds no text"], status=1)
    write(folder, "empty.eml", "MIME-Version: 1.0\n\n")
    expect(folder, "empty.eml", ["holds no text"], status=1)
    many = "".join(f"From x\nSubject: {i}\nMIME-Version: 1.0\n\n\n" for i in range(20000))
    write(folder, "many.mbox", many)
    expect(folder, "many.mbox", ["holds no text"], status=1)
    bomb = gzip.compress(b"\0" * (100 << 20))
    write(folder, "bomb.warc", record("response", "https://a.example/", response(bomb, "Content-Type: text/html", "Content-Encoding: gzip")))
    expect(folder, "bomb.warc", status=1)
    write(folder, "length.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx")
    expect(folder, "length.warc", ["holds no text"], status=1)
    chunk = response(b"fffffffffffffff0\r\nabc", "Content-Type: text/html", "Transfer-Encoding: chunked")
    write(folder, "chunk.warc", record("response", "https://a.example/", chunk))
    if run(folder, "check", "chunk.warc")[0] not in (0, 1):
        FAULTS.append("chunk.warc: neither read nor refused")


def main():
    with tempfile.TemporaryDirectory() as folder:
        for check in (check_mails, check_parts, check_saved_pages, check_web_archives, check_hostile):
            check(folder)
    print("\n".join(FAULTS) or "letters in mails and archives of the web are read")
    return 1 if FAULTS else 0


sys.exit(main())
