# SPDX-License-Identifier: MIT
"""Records that carry their own signature (PAdES), by keys made here: the same again from the same key, right for
openssl, judged by verify; stamped within and as a whole; and each way to change such a file is told by its own code."""
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

import stamping

WARRAQ = str(pathlib.Path(os.environ["WARRAQ"]).resolve())
DAY = "2020-09-13"
LETTER = "To whom it may concern\n\nWe ask for an answer.\n\nSigned by:\n\n1. Ann Lee\n2. Noor Haddad\n"
SIGNER = "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
CA_CONFIG = stamping.CONFIG + """[a]
crlnumber = crl-number
default_crl_days = 20000
[tsa]
default_tsa = t
[t]
serial = tsa-serial
default_policy = 1.2.3.4.1
digests = sha256, sha512
signer_digest = sha256
"""
failures = []


def run(*command, status=0, **options):
    done = subprocess.run(command, capture_output=True, **options)
    if done.returncode != status:
        sys.exit(f"{command}: {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def expect(name, right, saying=""):
    if not right:
        failures.append(name)
        print(f"FAIL {name} {saying}")


def certify(name, extensions=SIGNER, key="rsa:2048", by="ca", again=False):
    """NAME.key and NAME.pem, signed by the authority; NAME-chain.pem has that one's certificate too."""
    kind = {"ec": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]}.get(key, ["-newkey", key])
    if not again:
        run("openssl", "req", *kind, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
    pathlib.Path("extensions").write_text(extensions)
    maker = ["-selfsign"] if name == by else ["-cert", f"{by}.pem"]
    run("openssl", "ca", "-config", "ca.conf", "-batch", "-notext", "-in", f"{name}.csr", *maker, "-keyfile", f"{by}.key",
        "-startdate", "20100101000000Z", "-enddate", "20900101000000Z", "-extfile", "extensions", "-out", f"{name}.pem")
    if name != by:
        both = pathlib.Path(f"{name}.pem").read_text() + pathlib.Path(f"{by}.pem").read_text()
        pathlib.Path(f"{name}-chain.pem").write_text(both)


def render(to, *options):
    run(WARRAQ, "render", "letter.txt", "--date", DAY, "--quiet", "-o", to, *options)
    return pathlib.Path(to).read_bytes() if to != "-" else None


def verify(path, *options):
    done = subprocess.run([WARRAQ, "verify", path, "--json", *options], capture_output=True, text=True)
    said = json.loads(done.stdout)
    if "error" in said:
        sys.exit(f"verify {path}: {said}")
    expect(f"{path}: exit says valid", (done.returncode == 0) == said["valid"], done.returncode)
    return said


def codes(said):
    return {f["code"] for f in said["faults"]}, {f["code"] for f in said["warnings"]}


def says(name, data, faults, warnings=frozenset(), options=("--authority", "ca.pem")):
    """A file of these bytes has these faults, and at least these warnings."""
    pathlib.Path(f"{name}.pdf").write_bytes(data)
    said = verify(f"{name}.pdf", *options)
    found = codes(said)
    expect(name, found[0] == set(faults) and found[1] >= set(warnings), f"{found}, not {faults} {warnings}")
    return said


# ---- a PDF taken apart -----------------------------------------------------------------------

RANGE = re.compile(rb"/ByteRange\[0 (\d+) (\d+) (\d+) *\]")


def hole_of(data, which=-1):
    """Where the <contents> are, and the numbers of the range."""
    found = list(RANGE.finditer(data))[which]
    return found, [int(found.group(i)) for i in (1, 2, 3)]


def subject_of(data, which=-1):
    _, (start, end, rest) = hole_of(data, which)
    return data[:start] + data[end:end + rest]


def contents_of(data, which=-1):
    _, (start, end, _) = hole_of(data, which)
    der = bytes.fromhex(data[start + 1:end - 1].decode())
    length = int.from_bytes(der[2:4], "big") + 4
    assert der[:2] == b"\x30\x82" and not any(der[length:])
    return der[:length]


def with_contents(data, der, which=-1):
    _, (start, end, _) = hole_of(data, which)
    return data[:start] + b"<" + der.hex().encode().ljust(end - start - 2, b"0") + b">" + data[end:]


def with_range(data, numbers):
    found, _ = hole_of(data)
    text = b"/ByteRange[" + b" ".join(b"%d" % n for n in numbers)
    return data[:found.start()] + text.ljust(len(found.group()) - 1) + b"]" + data[found.end():]


def number(data, key):
    return int(re.findall(rb"/%s (\d+)" % key, data)[-1])


def update(data, objects, size=None):
    """An incremental update by a cross-reference stream; an object that is None is freed."""
    root, size = number(data, b"Root"), size or number(data, b"Size")
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    out, rows, index = data, b"", b""
    for n, body in sorted(objects.items()):
        index += b"%d 1 " % n
        rows += struct.pack(">BIH", 0, 0, 1) if body is None else struct.pack(">BIH", 1, len(out), 0)
        out += b"" if body is None else b"%d 0 obj\n%s\nendobj\n" % (n, body)
    own = max(size, max(objects) + 1)
    index += b"%d 1 " % own
    rows += struct.pack(">BIH", 1, len(out), 0)
    start = len(out)
    out += (b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s]/Prev %d/Root %d 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (own, own + 1, index, before, root, len(rows), rows))
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def objects_of(data):
    """Number to text of those that qpdf finds, as they are without compression."""
    pathlib.Path("taken.pdf").write_bytes(data)
    said = json.loads(run("qpdf", "--json=2", "--json-key=qpdf", "taken.pdf"))
    return said["qpdf"][1]


# ---- the cases -------------------------------------------------------------------------------

def spelt(value):
    """A value of qpdf's JSON in the syntax of PDF."""
    if isinstance(value, dict):
        return b"<<" + b"".join(k.encode() + b" " + spelt(v) for k, v in value.items()) + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(spelt(v) for v in value) + b"]"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, str) and value.startswith("u:"):
        text = value[2:]
        return b"<" + (text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"
    if isinstance(value, str) and value.startswith("b:"):
        return b"<" + value[2:].encode() + b">"
    return str(value).encode()


def keys():
    for key in "rsa", "ec", "ed":
        options = "--sign", f"{key}.key", "--certificate", f"{key}-chain.pem"
        data = render(f"{key}.pdf", *options)
        said = says(f"{key}-trusted", data, [], ["signature-time-claimed"])
        signature = said["signatures"][0]
        expect(f"{key}: what is said of it", said["kind"] == "pdf" and len(said["signatures"]) == 1 and signature["trusted"]
               and signature["kind"] == "pades" and signature["signer"] == f"CN={key}" and signature["issuer"] == "CN=ca"
               and signature["time"] == f"{DAY}T00:00:00Z" and signature["covers"] == f"{key}-trusted.pdf", signature)
        says(f"{key}-unknown", data, [], ["signature-signer-unknown"], ())
        says(f"{key}-stranger", data, ["signature-untrusted", "signature-missing"], (), ("--authority", "stranger.pem"))
        says(f"{key}-required", data, ["signature-missing"], (), ("--require", "signature"))
        if key != "ec":  # whose signatures are made with chance
            expect(f"{key}: the same again", render("again.pdf", *options, "--jobs", "1") == data)
        out = run(WARRAQ, "render", "letter.txt", "--date", DAY, "--quiet", "-o", "-", *options)
        says(f"{key}-piped", out, [])
        pathlib.Path("signature.der").write_bytes(contents_of(data))
        pathlib.Path("subject").write_bytes(subject_of(data))
        if key != "ed":  # which OpenSSL 3.0 does not know in CMS
            run("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.der", "-content",
                "subject", "-CAfile", "ca.pem", "-purpose", "any", "-out", os.devnull)
        attributes = run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", "signature.der").decode()
        expect(f"{key}: names its certificate, and leaves the time to the PDF",
               "signingCertificateV2" in attributes and "signingTime" not in attributes)


def forms():
    sign = "--sign", "rsa.key", "--certificate", "rsa-chain.pem"
    for level in "a-2a", "a-3a", "a-4":
        says(f"of-{level}", render("level.pdf", "--pdf", level, *sign), [])
    refused = subprocess.run([WARRAQ, "render", "letter.txt", "-o", "no.html", *sign], capture_output=True, text=True)
    expect("an edition is not signed", refused.returncode == 2 and not os.path.exists("no.html"), refused.stderr)
    refused = subprocess.run([WARRAQ, "render", "letter.txt", "--date", "2005-01-01", "-o", "no.pdf", *sign],
                             capture_output=True, text=True)
    expect("not before the certificate is in force", refused.returncode == 2 and "not valid before" in refused.stderr
           and not os.path.exists("no.pdf"), refused.stderr)
    unsigned = render("unsigned.pdf")
    says("nobody", unsigned, [], ["unsigned"], ())
    says("nobody-required", unsigned, ["signature-missing"], ["unsigned"], ("--authority", "ca.pem"))
    says("no-pdf", b"%PDF-1.7\nand nothing more\n", ["pdf-malformed"], (), ())


def changes(data):
    _, (start, end, rest) = hole_of(data)
    for place in 5, start // 2, start - 40, end + 1, len(data) - 3:
        other = bytearray(data)
        other[place] ^= 1
        said = subprocess.run([WARRAQ, "verify", "/dev/stdin"], input=bytes(other), capture_output=True)
        pathlib.Path("flipped.pdf").write_bytes(other)
        said = verify("flipped.pdf")
        expect(f"a changed byte at {place}", not said["valid"] and not any(s["trusted"] for s in said["signatures"]), said)
    says("a-changed-byte", data[:start // 2] + bytes([data[start // 2] ^ 1]) + data[start // 2 + 1:],
         ["signature-invalid", "signature-missing"])
    says("emptied", with_contents(data, b""), ["signature-removed", "signature-missing"])
    says("begins-late", with_range(data, [1, start, end, rest]), ["signature-range", "signature-missing"])
    says("leaves-a-gap", with_range(data, [0, start - 20, end, rest]), ["signature-range", "signature-missing"])
    says("leaves-a-gap-behind", with_range(data, [0, start, end + 9, rest - 9]), ["signature-range", "signature-missing"])
    says("ends-early", with_range(data, [0, start, end, rest - 40]),
         ["signature-range", "signature-invalid", "signature-missing"])
    says("ends-beyond", with_range(data, [0, start, end, rest + 1]), ["signature-range", "signature-missing"])
    says("says-three-numbers", with_range(data, [0, start, end]), ["signature-range", "signature-missing"])
    says("bytes-behind", data + b"% more\n", ["signature-later-update"])


def later(data):
    objects = objects_of(data)
    size, root = number(data, b"Size"), number(data, b"Root")
    catalog = objects[f"obj:{root} 0 R"]["value"]
    page_name = next(k for k, v in objects.items() if v.get("value", {}) and isinstance(v["value"], dict)
                     and v["value"].get("/Type") == "/Page")
    page, page_number = objects[page_name]["value"], int(page_name[4:].split()[0])
    field_number = int(catalog["/AcroForm"]["/Fields"][0].split()[0])
    later = {
        "turned": {page_number: spelt({**page, "/Rotate": 90})},
        "other-content": {size: b"<</Length 0>>\nstream\n\nendstream", page_number: spelt({**page, "/Contents": f"{size} 0 R"})},
        "annotated": {size: b"<</Type/Annot/Subtype/FreeText/Rect[9 9 99 99]/DA()/Contents(no)>>",
                      page_number: spelt({**page, "/Annots": page["/Annots"] + [f"{size} 0 R"]})},
        "script": {root: spelt({**catalog, "/OpenAction": {"/S": "/JavaScript", "/JS": "u:x"}})},
        "other-title": {root: spelt({**catalog, "/Lang": "u:fr"})},
        "field-gone": {root: spelt({k: v for k, v in catalog.items() if k != "/AcroForm"})},
        "freed": {page_number: None},
        "visible-stamp": {size: b"<</Type/Annot/Subtype/Widget/FT/Sig/F 4/T(x)/Rect[9 9 99 99]/V %d 0 R>>" % (size + 1),
                          size + 1: b"<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161>>",
                          page_number: spelt({**page, "/Annots": page["/Annots"] + [f"{size} 0 R"]})},
    }
    for name, changed in later.items():
        faults = {"signature-later-update"}
        if name == "field-gone":
            faults = {"signature-missing"}
        says(f"later-{name}", update(data, changed), faults)
    twice = spelt(page)[:-2] + b"/Annots[]>>"
    says("later-key-twice", update(data, {page_number: twice}), ["signature-later-update"])
    says("later-field-emptied", update(data, {field_number: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/Rect[0 0 0 0]>>"}),
         ["signature-removed", "signature-missing"])
    says("later-form-emptied", update(data, {root: spelt({**catalog, "/AcroForm": {"/Fields": [], "/SigFlags": 3}})}),
         ["signature-removed", "signature-missing"])
    # What proves the signature may come later.
    store = {size: b"<</Length 3>>\nstream\nabc\nendstream", size + 1: b"<</Certs[%d 0 R]>>" % size,
             root: spelt({**catalog, "/DSS": f"{size + 1} 0 R"})}
    said = says("later-store", update(data, store), [])
    expect("it covers what was there", said["signatures"][0]["covers"] == f"later-store.pdf[0..{len(data)}]", said["signatures"])


def others(data):
    """Signatures that others made, put where ours was."""
    pathlib.Path("subject").write_bytes(subject_of(data))

    def signed(*options, by="rsa"):
        return run("openssl", "cms", "-sign", "-binary", "-in", "subject", "-signer", f"{by}.pem", "-inkey", f"{by}.key",
                   "-outform", "DER", *options)

    says("by-openssl", with_contents(data, signed("-cades")), [])
    says("names-no-certificate", with_contents(data, signed()), [], ["signature-certificate"])
    says("by-md5", with_contents(data, signed("-cades", "-md", "md5")), ["digest-weak", "signature-missing"])
    says("by-sha1", with_contents(data, signed("-cades", "-md", "sha1")), [], ["digest-weak"])
    other = signed("-cades", "-keyid", "-nocerts", "-certfile", "twin.pem")
    says("by-a-twin", with_contents(data, other), ["signature-certificate", "signature-missing"])
    says("no-signature", with_contents(data, b"\x30\x03\x02\x01\x01"), ["signature-malformed", "signature-missing"])
    says("not-for-signing", with_contents(data, signed("-cades", by="server")), ["signature-purpose", "signature-missing"])


def answer(query, by="tsa"):
    """An authority's answer, in a file beside the query."""
    to = f"{query}.tsr"
    run("openssl", "ts", "-reply", "-config", "ca.conf", "-queryfile", query, "-signer", f"{by}.pem", "-inkey", f"{by}.key",
        "-out", to)
    return to


def seal(source, to, *options, status=0):
    done = subprocess.run([WARRAQ, "seal", source, "-o", to, *options], capture_output=True, text=True)
    expect(f"seal {source} {options}", done.returncode == status, done.stderr)
    expect(f"seal {source} writes nothing it cannot", status == 0 or not os.path.exists(to))
    return pathlib.Path(to).read_bytes() if status == 0 and os.path.exists(to) else None


def trusted_stamps(said):
    return [s["time"] for s in said["timestamps"] if s["trusted"]]


def stamps():
    """B-T: a time stamp within the signature; B-LT: what proves it behind; then stamps of the whole."""
    run("openssl", "ca", "-config", "ca.conf", "-gencrl", "-keyfile", "ca.key", "-cert", "ca.pem", "-out", "ca.crl")
    run("openssl", "crl", "-in", "ca.crl", "-outform", "DER", "-out", "ca.crl.der")
    proofs = "--proof", "ca.crl", "--proof", "tsa.pem", "--proof", "ca.pem"
    for key in "rsa", "ed", "ec":
        sign = "--sign", f"{key}.key", "--certificate", f"{key}-chain.pem"
        plain = render(f"{key}-b.pdf", *sign, "--timestamp", "query")
        granted = answer(f"{key}-b.pdf.tsq")
        if key == "ec":
            done = subprocess.run([WARRAQ, "render", "letter.txt", "--date", DAY, "-o", "no.pdf", *sign, "--timestamp", granted],
                                  capture_output=True, text=True)
            expect("an answer of another signature", done.returncode and "seal" in done.stderr and not os.path.exists("no.pdf"))
            data = seal(f"{key}-b.pdf", f"{key}-t.pdf", "--timestamp", granted)
        else:
            expect(f"{key}: a query changes nothing", plain == pathlib.Path(f"{key}.pdf").read_bytes())
            data = render(f"{key}-t.pdf", *sign, "--timestamp", granted)
            expect(f"{key}: by seal or by render, the same", seal(f"{key}-b.pdf", "same.pdf", "--timestamp", granted) == data)
        expect(f"{key}: only within the hole", len(data) == len(plain) and subject_of(data) == subject_of(plain))
        said = says(f"{key}-of-t", data, [], (), ("--authority", "ca.pem", "--require", "timestamp"))
        expect(f"{key}: B-T", not said["warnings"] and trusted_stamps(said) == [said["signatures"][0]["time"]], said)
        sealed = seal(f"{key}-t.pdf", f"{key}-lt.pdf", *proofs)
        expect(f"{key}: B-LT goes behind", sealed.startswith(data) and b"/DSS" in sealed[len(data):])
        said = says(f"{key}-of-lt", sealed, [])
        expect(f"{key}: B-LT", not said["warnings"] and said["signatures"][0]["trusted"], said)
        if key == "rsa":
            expect("render makes B-LT as well", render("all.pdf", *sign, "--timestamp", granted, *proofs) == sealed)
    store = sorted(re.findall(rb"/(Certs|CRLs|OCSPs|VRI)", sealed[len(data):]))
    expect("the store says what it holds", store == [b"CRLs", b"Certs", b"VRI"], store)
    again = seal("rsa-lt.pdf", "again-lt.pdf", "--proof", "ca.crl.der", "--proof", "stranger.pem")
    expect("nothing is stored twice", again.count(b"/FlateDecode") == pathlib.Path("rsa-lt.pdf").read_bytes().count(b"/FlateDecode") + 1)
    wholes()
    revoked()
    mistakes()


def revoked():
    """A certificate that was taken back before it signed proves nothing; one that was taken back later still does."""
    pathlib.Path("revoked.conf").write_text(CA_CONFIG.replace("= index", "= revoked-index"))
    lists = {}
    for name, when in ("before", "190101000000Z"), ("after", "490101000000Z"):
        rows = [line.split("\t") for line in pathlib.Path("index").read_text().splitlines()]
        for row in rows:
            if row[5] == "/CN=rsa":
                row[0], row[2] = "R", when
        pathlib.Path("revoked-index").write_text("".join("\t".join(row) + "\n" for row in rows))
        lists[name] = f"{name}.crl"
        run("openssl", "ca", "-config", "revoked.conf", "-gencrl", "-keyfile", "ca.key", "-cert", "ca.pem", "-out", lists[name])
    says("revoked-before", seal("rsa-t.pdf", "r.pdf", "--proof", lists["before"]), ["signature-untrusted", "signature-missing"],
         (), ("--authority", "ca.pem", "--require", "signature"))
    says("revoked-after", seal("rsa-t.pdf", "r.pdf", "--proof", lists["after"]), [])
    # Without a trusted clock nobody knows whether it signed before.
    says("revoked-some-time", seal("rsa-b.pdf", "r.pdf", "--proof", lists["after"]), ["signature-untrusted", "signature-missing"])


def wholes():
    """Time stamps of the whole file, one after the other, without a new layout."""
    last, name = pathlib.Path("rsa-lt.pdf").read_bytes(), "rsa-lt.pdf"
    for round in 1, 2, 3:
        expect("a query alone", seal(name, f"whole-{round}.pdf", "--timestamp", "query") is None)
        granted = answer(f"whole-{round}.pdf.tsq")
        data = seal(name, f"whole-{round}.pdf", "--timestamp", granted)
        expect("it stays as it was", data.startswith(last))
        said = says(f"of-whole-{round}", data, [], (), ("--authority", "ca.pem", "--require", "timestamp"))
        expect(f"{round} of the whole", not said["warnings"] and len(trusted_stamps(said)) == round + 1, said)
        last, name = data, f"whole-{round}.pdf"
    says("stamp-emptied", with_contents(last, b""), ["signature-removed"])
    says("stamp-cut-off", last[:-100], ["pdf-malformed", "signature-missing"])
    _, (start, end, _) = hole_of(last)
    says("changed-after", last[:end + 40] + b"x" + last[end + 41:],
         ["signature-later-update", "timestamp-invalid"])
    # The first signature is fixed by what is over it.
    seal("whole-3.pdf", "no.pdf", "--timestamp", "rsa-b.pdf.tsq.tsr", status=1)
    # A file that nobody signed can be stamped too.
    seal("unsigned.pdf", "when.pdf", "--timestamp", "query")
    said = says("of-when", seal("unsigned.pdf", "when.pdf", "--timestamp", answer("when.pdf.tsq")), [])
    expect("a stamp alone", len(trusted_stamps(said)) == 1 and not said["signatures"], said)
    for level in "a-3a", "a-4":
        render("of-level.pdf", "--pdf", level, "--sign", "rsa.key", "--certificate", "rsa-chain.pem")
        seal("of-level.pdf", f"{level}-w.pdf", "--timestamp", "query", "--proof", "ca.crl")
        granted = answer(f"{level}-w.pdf.tsq")
        says(f"{level}-of-w", seal("of-level.pdf", f"{level}-w.pdf", "--timestamp", granted, "--proof", "ca.crl"), [])


def mistakes():
    seal("rsa.pdf", "no.pdf", status=2)
    seal("rsa.pdf", "no.pdf", "--proof", "letter.txt", status=1)
    seal("rsa.pdf", "no.pdf", "--timestamp", "when.pdf.tsq.tsr", status=1)
    seal("rsa.pdf", "no.pdf", "--timestamp", "letter.txt", status=1)
    seal("a-changed-byte.pdf", "no.pdf", "--proof", "ca.crl", status=1)
    seal("rsa.pdf", "-", "--timestamp", "query", status=2)
    seal("letter.txt", "no.pdf", "--proof", "ca.crl", status=1)
    seal("rsa.pdf", "no.txt", "--proof", "ca.crl", status=2)
    for words in (["--timestamp", "query"], ["--proof", "ca.crl"], ["--certificate", "rsa.pem"]):
        done = subprocess.run([WARRAQ, "render", "letter.txt", "-o", "no.pdf", *words], capture_output=True, text=True)
        expect(f"{words} goes with --sign", done.returncode == 2 and "--sign" in done.stderr, done.stderr)
    # An authority that is a stranger's, and a stamp by a key that is not for stamps.
    seal("rsa.pdf", "odd.pdf", "--timestamp", "query")
    data = seal("rsa.pdf", "odd.pdf", "--timestamp", answer("odd.pdf.tsq"))
    says("stamp-of-a-stranger", data, ["signature-untrusted", "timestamp-untrusted", "signature-missing"], (),
         ("--authority", "stranger.pem"))
    says("stamp-of-nobody", data, [], ["timestamp-authority-unknown", "signature-signer-unknown"], ())


def main():
    pathlib.Path("letter.txt").write_text(LETTER)
    pathlib.Path("ca.conf").write_text(CA_CONFIG)
    pathlib.Path("index").write_text("")
    for numbers in "serial", "crl-number", "tsa-serial":
        pathlib.Path(numbers).write_text("1000\n")
    for authority in "ca", "stranger":
        certify(authority, AUTHORITY, by=authority)
    for key, kind in ("rsa", "rsa:2048"), ("ec", "ec"), ("ed", "ed25519"):
        certify(key, key=kind)
    certify("tsa", "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:FALSE\nkeyUsage=digitalSignature\n")
    certify("server", "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
    kept = pathlib.Path("rsa.pem").read_text()
    certify("rsa", again=True)
    os.replace("rsa.pem", "twin.pem")
    pathlib.Path("rsa.pem").write_text(kept)
    pathlib.Path("rsa-chain.pem").write_text(kept + pathlib.Path("ca.pem").read_text())
    keys()
    forms()
    data = pathlib.Path("rsa.pdf").read_bytes()
    changes(data)
    later(data)
    others(data)
    stamps()
    sys.exit(f"{len(failures)} failed" if failures else 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        main()
