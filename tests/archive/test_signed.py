# SPDX-License-Identifier: MIT
"""Records that carry their own signature (PAdES), by keys made here: the same again from the same key, right for
openssl, judged by verify; and each way to change such a file is told by its own code."""
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

WARRAQ = str(pathlib.Path(os.environ["WARRAQ"]).resolve())
DAY = "2020-09-13"
LETTER = "To whom it may concern\n\nWe ask for an answer.\n\nSigned by:\n\n1. Ann Lee\n2. Noor Haddad\n"
SIGNER = "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
CA_CONFIG = """
[ca]
default_ca = a
[a]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
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


def main():
    pathlib.Path("letter.txt").write_text(LETTER)
    pathlib.Path("ca.conf").write_text(CA_CONFIG)
    pathlib.Path("index").write_text("")
    pathlib.Path("serial").write_text("1000\n")
    for authority in "ca", "stranger":
        certify(authority, "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n",
                by=authority)
    for key, kind in ("rsa", "rsa:2048"), ("ec", "ec"), ("ed", "ed25519"):
        certify(key, key=kind)
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
    sys.exit(f"{len(failures)} failed" if failures else 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        main()
