# SPDX-License-Identifier: MIT
"""The desk as a program talks to it: a letter's whole way, requests that must fail, and what is left in the folder."""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()
EXAMPLE = (SOURCE / "examples/open-letter.ar.txt").read_bytes()
faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)


class Desk:
    def __init__(self, folder, locale="C.UTF-8"):
        self.folder = pathlib.Path(folder)
        self.process = subprocess.Popen([WARRAQ, "desk", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", "LC_ALL": locale})
        self.address = urllib.parse.urlsplit(self.process.stdout.readline().decode().strip())
        self.root = self.address.path

    def ask(self, method, path, body=None, headers=None, raw=False):
        """(status, headers, body); `path` follows the token unless it is raw."""
        connection = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=60)
        connection.putrequest(method, path if raw else self.root + path, skip_host="Host" in (headers or {}))
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def send(self, head, body=b"", seconds=30):
        """What is answered to bytes as they are: the status, 0 where the connection is closed. {root}, {own} are filled in."""
        own = f"127.0.0.1:{self.address.port}"
        with socket.create_connection(("127.0.0.1", self.address.port), timeout=seconds) as connection:
            try:
                connection.sendall(head.replace("{root}", self.root).replace("{own}", own).replace("\n", "\r\n").encode("latin-1") + body)
                answer = connection.makefile("rb").readline()
            except OSError:
                return 0
        return int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0

    def json(self, method, path, body=None):
        status, _, data = self.ask(method, path, body)
        return status, json.loads(data)

    def post(self, path, body=b"", **values):
        query = f"?{urllib.parse.urlencode(values)}" if values else ""
        return self.json("POST", path + query, body)

    def is_alive(self):
        return self.process.poll() is None

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


def everything(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file()}


def test_whole_way(desk):
    _, state = desk.post("receive", EXAMPLE, name="open-letter.ar.txt")
    expect(state["letter"]["name"] == "open-letter.ar.txt", f"not opened: {state}")
    expect(everything(desk.folder) == {"received/open-letter.ar.txt": EXAMPLE}, "a dropped letter is not kept as it came, alone")
    _, check = desk.json("GET", "check")
    offered = next(note for note in check["notes"] if note["code"] == "dash-spacing")
    lines = EXAMPLE.decode().split("\n")
    line = lines[offered["line"] - 1]
    at, offer = offered["column"] - 1, offered["offer"]
    lines[offered["line"] - 1] = line[:at] + offer["insert"] + line[at + offer["remove"]:]
    mended = "\n".join(lines).encode()
    _, state = desk.post("text", mended)
    expect(everything(desk.folder) == {"received/open-letter.ar.txt": EXAMPLE, "letter.txt": mended},
           "mending does not make letter.txt beside what was dropped")
    _, check = desk.json("GET", "check")
    expect(all(note["code"] != "dash-spacing" for note in check["notes"]), "what was mended is found again")
    desk.post("set", name="date", value="2020-09-09")
    for what in ("pdf", "zip", "booklet", "html", "docx", "epub"):
        status, made = desk.post("make", what=what)
        expect(status == 200 and made["files" if what not in ("zip", "booklet") else "file"], f"{what}: {made}")
    expect(desk.post("make", what="soup")[0] == 404, "an unknown product")
    status, _, picture = desk.ask("GET", "page?n=2&dpi=40")
    expect(status == 200 and picture.startswith(b"\x89PNG"), "no picture of page 2")
    _, kept = desk.post("keep", message="as published")
    expect(kept["version"] == "v1", f"{kept}")
    desk.post("text", mended.replace(b"  5. ACAT-Switzerland\n", b""))
    expect(next(p for p in desk.json("GET", "products")[1]["products"] if p["name"] == "pdf")["state"] == "old", "an old product is not called so")
    desk.post("keep", message="one left")
    _, difference = desk.json("GET", "compare?from=1&to=2")
    expect([one["name"] for one in difference["signatories"]["removed"]] == ["ACAT-Switzerland"], f"{difference}")
    desk.post("undo")
    expect((desk.folder / "letter.txt").read_bytes() == mended, "undo does not bring back the text before")
    _, restored = desk.post("restore", version=1)
    expect((desk.folder / "open-letter-v1").is_dir(), f"restore: {restored}")


def test_settings(desk):
    """What the page may set: tried first, written into warraq.conf when it was shown, never over somebody else's change."""
    conf = desk.folder / "warraq.conf"
    conf.write_text("# ours\n[letter]\nset=page.accent=#000000;body.leading=1.5\n\n[store]\nuser=Us\n", "utf-8")
    for name, value in (("accent", "#17406d"), ("from", "Harbour Readers\nSomewhere"), ("paper", "A5")):
        expect(desk.post("set", name=name, value=value)[0] == 200, f"{name} is refused")
    _, check = desk.json("GET", "check")
    read = next((note["message"] for note in check["notes"] if note["code"] == "config-read"), "")
    expect("from" in read, f"the file that would be written does not hold: {read}")
    _, house = desk.json("GET", "house")
    expect(house["before"] == conf.read_text("utf-8") and "paper=A5" in house["after"] and "user=Us" in house["after"], f"{house}")
    expect("set=body.leading=1.5;page.accent=#17406d" in house["after"] and "# ours" in house["after"], f"{house['after']}")
    expect(desk.post("house", b"something else")[1]["error"]["code"] == "changed-outside", "written over what was not shown")
    _, state = desk.post("house", house["before"].encode())
    expect(conf.read_text("utf-8") == house["after"] and "accent" not in state["settings"] and state["house"]["accent"] == "#17406d", f"{state}")
    expect(next(p for p in desk.json("GET", "products")[1]["products"] if p["name"] == "pdf")["state"] == "old", "a setting changed, and a product is called done")
    for name, value in (("accent", "red"), ("accent", "#12345g"), ("logo", "../x.png"), ("logo", "letter.txt"), ("from\n", "x")):
        expect(desk.post("set", name=name, value=value)[0] == 400, f"{name}={value!r} is taken")
    expect(desk.post("logo", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", name="mark.svg")[1]["settings"]["logo"] == "received/mark.svg", "a logo is not kept")
    expect(desk.post("logo", b"x", name="mark.txt")[0] == 400, "a text is a logo")
    desk.post("set", name="logo", value="")
    conf.unlink()


def test_aside(desk):
    _, check = desk.json("GET", "check")
    part = check["set_aside"][0]
    line = (desk.folder / "letter.txt").read_text("utf-8").split("\n")[part["first_line"] - 1]
    _, state = desk.post("aside", line.encode(), keep=1)
    expect(state["letter"]["kept"] == [line.strip()], f"{state}")
    _, after = desk.json("GET", "check")
    expect(len(after["set_aside"]) == len(check["set_aside"]) - 1, "a line kept by hand is set aside")
    _, state = desk.post("aside", line.encode(), keep=0)
    expect(not state["letter"]["kept"] and desk.json("GET", "check")[1]["set_aside"] == check["set_aside"], "a line set aside again is kept")


def test_copy():
    """A letter of text becomes a clean Markdown one when that is asked for; what was dropped stays."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder)
        desk.post("receive", EXAMPLE, name="open-letter.ar.txt")
        listed = desk.json("GET", "check")[1]["signatories"]["listed"]
        status, state = desk.post("copy")
        expect(status == 200 and state["letter"]["path"] == "letter.md" and state["letter"]["name"] == "open-letter.ar.txt", f"copy: {state}")
        expect((desk.folder / "received/open-letter.ar.txt").read_bytes() == EXAMPLE, "what was dropped is another")
        expect(desk.json("GET", "check")[1]["signatories"]["listed"] == listed == 273, "the copy has other names")
        text = desk.ask("GET", "text")[2]
        desk.post("text", text.replace(b"---\n", b"---\nkind: Appeal\n", 1))
        expect(b"kind: Appeal" in (desk.folder / "letter.md").read_bytes(), "a kind is not written")
        desk.end()


def test_codes():
    """What the page says of a code is said of one that there is."""
    words = (SOURCE / "src/desk/pages/findings.js").read_text("utf-8")
    codes = (SOURCE / "docs/codes.md").read_text("utf-8")
    said = re.findall(r'^    "([a-z-]+)": \[', words, re.M)
    unknown = {code for code in said if not re.search(rf"(?<![a-z-]){code}(?![a-z-])", codes)}
    expect(len(said) > 30 and not unknown, f"codes that nothing tells: {sorted(unknown)}")


def test_language():
    """Messages of the library are in the language of the page, whatever the locale is, request by request."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder, "C")
        desk.post("receive", EXAMPLE, name="open-letter.ar.txt")
        checks = {lang: json.loads(desk.ask("GET", "check", headers={"Accept-Language": lang})[2]) for lang in ("ar", "en")}
        expect(checks["ar"]["notes"] == checks["en"]["notes"] and not checks["en"]["local"], "English is not as it is in files")
        arabic = checks["ar"]["local"]
        sheet = b"name\nJonas Weidlich\nAna Ruiz\nJonas Weidlich\n"
        desk.post("receive", b"# Appeal\n\nWater.\n\n## Signatories\n", name="a.md")
        desk.post("receive", sheet, name="s.csv")
        arabic.update(json.loads(desk.ask("GET", "check", headers={"Accept-Language": "ar"})[2])["local"])
        expect(any("Jonas" in said for said in arabic.values()), f"a message with a number in it is not told: {arabic}")
        expect(arabic and all(any("\u0600" <= letter <= "\u06ff" for letter in said) for said in arabic.values()), f"not Arabic: {arabic}")
        said = {lang: json.loads(desk.ask("POST", "receive?name=old.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000), {"Accept-Language": lang})[2])["error"]["message"] for lang in ("ar", "en", "fr")}
        expect(said["en"] == said["fr"] and any("\u0600" <= letter <= "\u06ff" for letter in said["ar"]), f"a refusal: {said}")
        desk.end()


def test_pictures(desk):
    _, headers, places = desk.ask("GET", "places")
    expect(headers["Content-Type"].startswith("text/plain") and places.startswith(b'page 1 "1" 595.28 841.89 rtl\n') and b"\n  line " in places, f"{places[:80]}")
    status, headers, growth = desk.ask("GET", "growth?lang=ar")
    expect(status == 200 and headers["Content-Type"] == "image/svg+xml" and b"<svg" in growth and "sandbox" in headers["Content-Security-Policy"], f"{status}")


def test_outside_change(desk):
    letter = desk.folder / "letter.txt"
    before = letter.read_bytes()
    letter.write_bytes(before + b"\nMine.\n")
    status, answer = desk.post("text", before + b"\nTheirs.\n")
    expect(status == 409 and answer["error"]["code"] == "changed-outside", f"{status} {answer}")
    expect(letter.read_bytes().endswith(b"Mine.\n"), "somebody else's change was written over")
    letter.write_bytes(before)


def test_prove(desk):
    archive = (desk.folder / "out/letter.zip").read_bytes()
    before = everything(desk.folder)
    _, good = desk.post("prove", archive, name="water.zip")
    expect(good["result"]["valid"] and len(good["sha256"]) == 64, f"{good}")
    _, bad = desk.post("prove", archive.replace(b"letter", b"lettre"), name="water.zip")
    expect(not bad["result"]["valid"] and bad["result"]["faults"], f"{bad}")
    _, none = desk.post("prove", b"no archive", name="x.zip")
    expect(not none["result"].get("valid"), f"{none}")
    expect(everything(desk.folder) == before, "proving an archive wrote into the folder")


def refused(desk):
    """(what, status) of requests that must fail."""
    root, own = desk.root, f"127.0.0.1:{desk.address.port}"
    os.symlink("/etc/passwd", desk.folder / "link.txt")
    os.symlink("/etc", desk.folder / "out/etc")
    ask = desk.ask
    for host in ("evil.example", f"evil.example:{desk.address.port}", "127.0.0.1", f"127.0.0.1.nip.example:{desk.address.port}", "localhost"):
        yield f"Host {host}", ask("GET", "state", headers={"Host": host})[0]
    for origin in ("http://evil.example", "null", f"https://{own}", f"http://{own}.evil.example", "file://"):
        yield f"Origin {origin}", ask("POST", "close", b"", {"Origin": origin})[0]
    for site in ("cross-site", "same-site"):
        yield f"Sec-Fetch-Site {site}", ask("POST", "example", b"", {"Sec-Fetch-Site": site})[0]
    for path in ("/", "/state", "/desk.css", f"/{'0' * 32}/state", root[:-2] + "/state", "//" + root, "/../" + root.strip("/") + "/state"):
        yield f"path {path}", ask("GET", path, raw=True)[0]
    for path in ("..", "../", "%2e%2e%2fetc%2fpasswd", "..%2f..%2fetc/passwd", "pages/desk.css", ".git", "server.c", "nothing", "index.html/..", "desk.css/"):
        yield f"resource {path}", ask("GET", path)[0]
    for name in ("../letter.txt", "/etc/passwd", "etc/passwd", "..", ".", ".bashrc", "link.txt/", "a%2fb", "%2e%2e", "", "a%0ab", "a%00b"):
        yield f"open {name}", ask("POST", f"open?name={name}", b"")[0]
        yield f"file {name}", ask("GET", f"file?name={name}")[0]
    yield "open a link", ask("POST", "open?name=link.txt", b"")[0]
    yield "a product that is a link", ask("GET", "file?name=etc")[0]
    for name in ("../x.txt", "/tmp/x.txt", ".profile", "a%2f..%2fb.txt"):
        yield f"receive {name}", ask("POST", f"receive?name={name}", b"x")[0]
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
        yield f"{method}", ask(method, "text", b"")[0]
    yield "GET of what changes", ask("GET", "close")[0]
    yield "GET of what changes", ask("GET", "example")[0]
    yield "an option that is not the page's", ask("POST", "set?name=allow&value=/", b"")[0]
    yield "an option that is not the page's", ask("POST", "set?name=data&value=/", b"")[0]
    for value in ("/etc/passwd", "../list.csv", "received/../../list.csv", "link.txt", "received", "out/letter.txt", "."):
        yield f"a list elsewhere, {value}", ask("POST", f"set?name=signatories&value={value}", b"")[0]
    for value in ("/etc/x.style", "../x.style", "x.style", "a/b", "soup"):
        yield f"a style elsewhere, {value}", ask("POST", f"set?name=style&value={value}", b"")[0]


# Requests that no library would send: what is answered is a refusal, or nothing at all.
MISSHAPEN = {
    "no Host": "GET {root}state HTTP/1.1\n\n",
    "no Host, by the older protocol": "GET {root}state HTTP/1.0\n\n",
    "a Host before its own": "GET {root}state HTTP/1.1\nHost: evil.example\nHost: {own}\n\n",
    "a Host with a path": "GET {root}state HTTP/1.1\nHost: {own}/\n\n",
    "a Host with a user": "GET {root}state HTTP/1.1\nHost: me@{own}\n\n",
    "an address for a proxy": "GET http://evil.example{root}state HTTP/1.1\nHost: {own}\n\n",
    "the token in the query": "GET /?{root} HTTP/1.1\nHost: {own}\n\n",
    "the token with an escape": "GET /%30{root}state HTTP/1.1\nHost: {own}\n\n",
    "a tunnel": "CONNECT {own} HTTP/1.1\nHost: {own}\n\n",
    "no protocol": "GET {root}state\n\n",
    "a body of no length": "POST {root}text HTTP/1.1\nHost: {own}\nContent-Length: -1\n\n",
    "a body of two lengths": "POST {root}nothing HTTP/1.1\nHost: {own}\nContent-Length: 1\nContent-Length: 3\n\nabc",
    "a head that never ends": "GET {root}state HTTP/1.1\nHost: {own}\n" + "X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n" * 20000 + "\n",
    "an address of a megabyte": "GET {root}" + "a" * 1000000 + " HTTP/1.1\nHost: {own}\n\n",
    "a byte 0": "GET {root}open?name=a\0b HTTP/1.1\nHost: {own}\n\n",
    "no letters at all": "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
}


def test_refused(desk):
    before = everything(desk.folder)
    count = 0
    for what, status in refused(desk):
        count += 1
        expect(400 <= status < 500, f"{what}: {status}")
    for what, head in MISSHAPEN.items():
        count += 1
        status = desk.send(head, seconds=5)
        expect(status == 0 or 400 <= status < 600, f"{what}: {status}")
    after = everything(desk.folder)
    after = {name: data for name, data in after.items() if not name.endswith("link.txt") and "etc" not in name.split("/")[1:]}
    expect(after == before, f"a refused request changed {set(after) ^ set(before)}")
    expect(desk.is_alive(), "a refused request ended the program")
    return count


HOSTILE = b"""<!doctype html><html lang=en><title>Appeal<script>alert(1)</script></title>
<body onload="alert(2)"><h1>Appeal</h1><p>Words <img src=x onerror="alert(3)"> and <a href="javascript:alert(4)">a link</a>.</p>
<svg onload="alert(5)"><script>alert(6)</script></svg><iframe src="http://evil.example/"></iframe>
<p>Signatories</p><ol><li>&lt;script&gt;alert(7)&lt;/script&gt; Ann<li>Bo Lind</ol></body></html>"""


def test_script(desk):
    """A page from a stranger that tries to run something, and a name that does."""
    _, state = desk.post("receive", HOSTILE, name="appeal<script>alert(0).html")
    expect(state["letter"]["name"] == "appeal<script>alert(0).html", f"{state}")
    for path in ("text", "check", "state", "pages", "names"):
        _, headers, _ = desk.ask("GET", path)
        expect(headers["Content-Type"].split(";")[0] in ("text/plain", "application/json"), f"{path}: {headers['Content-Type']}")
    for what in ("html", "epub", "zip"):
        desk.post("make", what=what)
    status, headers, page = desk.ask("GET", "file?name=letter.html")
    expect(status == 200 and "sandbox" in headers["Content-Security-Policy"] and "allow-scripts" not in headers["Content-Security-Policy"], f"{headers}")
    for sign in (b"<script>", b"javascript:", b"onerror=", b"onload=", b"<iframe", b"evil.example"):
        expect(sign not in page.lower(), f"{sign} is in the page that is made")
    expect(b"&lt;script&gt;" in page, "a name in the words of a script is not printed as it is")
    desk.post("receive", EXAMPLE, name="open-letter.ar.txt")


def test_links():
    """A folder in which the desk's own places are links, or what it would write is one: nothing is written elsewhere."""
    for place in ("out", "versions", "received", "out/letter.pdf", "letter.txt"):
        with tempfile.TemporaryDirectory() as outside, tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(outside, "victim")
            pathlib.Path(folder, "appeal.md").write_bytes(b"# Appeal\n\n![a picture](secret.png)\n\nWords.\n")
            pathlib.Path(outside, "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
            os.symlink(pathlib.Path(outside, "secret.png"), pathlib.Path(folder, "secret.png"))
            if "/" in place or "." in place:
                target.write_bytes(b"theirs")
            else:
                target.mkdir()
            pathlib.Path(folder, place).parent.mkdir(exist_ok=True)
            os.symlink(target, pathlib.Path(folder, place))
            before = everything(outside)
            desk = Desk(folder)
            desk.post("receive", b"A letter.\n\nIts words.\n", name="letter.txt")
            desk.post("open", name="appeal.md")
            _, check = desk.json("GET", "check")
            expect("secret.png" not in json.dumps(check.get("read", [])), f"a picture that is a link out was read: {check}")
            for path, values in (("make", {"what": "pdf"}), ("make", {"what": "zip"}), ("keep", {"message": "x"}), ("text", {}), ("restore", {"version": 1})):
                desk.post(path, b"Other words.\n", **values)
            expect(everything(outside) == before, f"{place}: written through a link")
            expect(desk.is_alive(), f"{place}: the desk ended")
            desk.end()


def test_headers(desk):
    for path in ("", "main.js", "state", "file?name=letter.html"):
        _, headers, _ = desk.ask("GET", path)
        policy = headers["Content-Security-Policy"]
        expect("default-src 'none'" in policy and "unsafe-eval" not in policy, f"{path}: {policy}")
        expect(headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff" and
               headers["Referrer-Policy"] == "no-referrer" and not headers["Set-Cookie"], f"{path}: {headers}")
    expect("sandbox" in desk.ask("GET", "file?name=letter.html")[1]["Content-Security-Policy"], "a product may run scripts")


def slow_body(desk):
    """A body that stops in the middle: its connection is closed after a while, and nothing is written."""
    slow = socket.create_connection(("127.0.0.1", desk.address.port), timeout=40)
    slow.sendall(f"POST {desk.root}text HTTP/1.1\r\nHost: 127.0.0.1:{desk.address.port}\r\nContent-Length: 100\r\n\r\nOnly".encode())
    return slow


def test_slow(slow):
    try:
        expect(slow.recv(100) == b"", "a body that stopped was answered")
    except OSError as fault:
        expect(not isinstance(fault, TimeoutError), "a body that stopped is waited for")
    slow.close()


def test_too_much(desk):
    """A body that never ends, a thousand connections that say nothing: the desk lives, and answers others."""
    huge = socket.create_connection(("127.0.0.1", desk.address.port))
    huge.sendall(f"POST {desk.root}text HTTP/1.1\r\nHost: 127.0.0.1:{desk.address.port}\r\nContent-Length: 100000000000\r\n\r\n".encode())
    try:
        for _ in range(40):
            huge.sendall(b"x" * 1000000)
        expect(False, "forty megabytes of text were taken")
    except OSError:
        pass
    silent = []
    for _ in range(1000):
        try:
            silent.append(socket.create_connection(("127.0.0.1", desk.address.port), timeout=1))
        except OSError:
            break
    for one in silent:
        one.close()
    deadline = time.monotonic() + 40
    while True:
        try:
            status, _ = desk.json("GET", "state")
            break
        except OSError:
            if time.monotonic() > deadline:
                status = 0
                break
    expect(status == 200 and desk.is_alive(), "after a thousand connections the desk does not answer")


def test_end(folder):
    desk = Desk(folder)
    scratch = set(pathlib.Path(tempfile.gettempdir()).glob("warraq-desk-*"))
    expect(desk.post("close")[0] == 200 and desk.process.wait(timeout=20) == 0, "Close does not end the desk")
    expect(set(pathlib.Path(tempfile.gettempdir()).glob("warraq-desk-*")) < scratch, "the desk leaves its scratch folder")


def main():
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder)
        test_whole_way(desk)
        test_settings(desk)
        test_aside(desk)
        test_pictures(desk)
        test_outside_change(desk)
        test_prove(desk)
        test_headers(desk)
        slow = slow_body(desk)
        count = test_refused(desk)
        test_script(desk)
        test_slow(slow)
        test_too_much(desk)
        expect(desk.end() == 0, "Ctrl-C is no clean end")
        test_end(folder)
    test_links()
    test_language()
    test_codes()
    test_copy()
    for fault in faults:
        print(fault)
    print(f"a letter's whole way; {count} requests refused" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
